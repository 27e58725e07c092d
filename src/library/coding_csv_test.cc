#include "library/coding_csv.h"

#include <gtest/gtest.h>

namespace heed::library {
namespace {

TEST(CodingCsv, ALineIsAnAnswerOfSomebody) {
  const auto batch = read_coding_csv(
      "review,person,field,value,sureness,title,death\n"
      "R1,,stalking,yes,certain,The death of Rowan,May 2021\n"
      "R1,victim,sex,Female,,,\n"
      "R1,victim 2,sex,male,unsure,,\n"
      "R1,perpetrator,Court verdict,Manslaughter w/ diminished responsibility,,,\n"
      "R2,,coercive_control,not known,,,\n"
      "R2,,economic-abuse,,,,\n");
  ASSERT_TRUE(batch.ok()) << batch.error().message;
  ASSERT_EQ(batch->records.size(), 2u);
  const auto& r = batch->records[0];
  EXPECT_EQ(r.title, "The death of Rowan");
  EXPECT_EQ(r.codings, (std::vector<Coding>{{"stalking", "yes", "yes", Sureness::Certain}}));
  ASSERT_EQ(r.people.size(), 3u);
  EXPECT_EQ(r.people[0].codings[0].value, "female");
  EXPECT_EQ(r.people[1].codings[0].sureness, Sureness::Unsure);
  EXPECT_EQ(r.people[2].codings[0], (Coding{"court-verdict", "manslaughter-diminished", "Manslaughter w/ diminished responsibility", {}}));
  EXPECT_EQ(batch->records[1].codings.size(), 1u) << "an empty value is no answer";
  EXPECT_EQ(batch->records[1].codings[0].value, kNotKnown);
}

TEST(CodingCsv, ALineThatCannotBeTakenInIsNamed) {
  const auto says = [](std::string_view table, std::string_view words) {
    const auto batch = read_coding_csv(table);
    ASSERT_FALSE(batch.ok()) << table;
    EXPECT_NE(batch.error().message.find(words), std::string::npos) << batch.error().message;
  };
  says("review,field\nR1,stalking\n", "no column value");
  says("review,field,value\nR1,colour,blue\n", "Line 2");
  says("review,field,value\nR1,stalking,yes\nR1,stalking,no\n", "Line 3");
  says("review,field,value\nR1,sex-of-victim,purple\n", "no value of");
  says("review,person,field,value\nR1,dog,sex,male\n", "nobody");
  says("review,person,field,value\nR1,victim,court-verdict,murder\n", "coded of the perpetrator");
  says("review,field,value\nR1,year-of-death,2015\n", "no field");
  says("review,field,value\n,stalking,yes\n", "not named");
}

}  // namespace
}  // namespace heed::library

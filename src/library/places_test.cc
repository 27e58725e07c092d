#include "library/places.h"

#include <gtest/gtest.h>

#include "library/coding.h"

namespace heed::library {
namespace {

std::string found(std::string_view written) {
  const auto m = match_place(written);
  return m.place() ? m.place()->name : std::string(name(m.kind));
}

TEST(Places, MessyNamesFindTheirPartnership) {
  struct {
    const char* written;
    const char* name;
    MatchKind kind;
  } constexpr kCases[] = {
      {"South Worcester", "South Worcestershire", MatchKind::AnotherName},
      {"South Worcestershire", "South Worcestershire", MatchKind::AsWritten},
      {"Durham", "County Durham", MatchKind::AnotherName},
      {"Safe Durham Partnership", "County Durham", MatchKind::AnotherName},
      {"Newcastle-Under-Lyme", "Newcastle-under-Lyme", MatchKind::Spelling},
      {"Blackburn With Darwen Community Safety Partnership", "Blackburn with Darwen", MatchKind::AnotherName},
      {"Safer Lambeth Partnership", "Lambeth", MatchKind::AnotherName},
      {"London Borough of Hackney", "Hackney", MatchKind::AnotherName},
      {"Kings Lynn and West Norfolk", "King's Lynn and West Norfolk", MatchKind::Spelling},
      {"Bristol, City of", "Bristol", MatchKind::AnotherName},
      {"Telford & Wrekin", "Telford and Wrekin", MatchKind::Spelling},
      {"Rhondda Cynon Taff", "Rhondda Cynon Taf", MatchKind::AnotherName},
      {"Manchster", "Manchester", MatchKind::Likely},
      {"E22000365", "County Durham", MatchKind::AsWritten},
      {"City of London", "City of London", MatchKind::AsWritten},
      {"Malvern Hills District Council", "Malvern Hills", MatchKind::AnotherName},
  };
  for (const auto& c : kCases) {
    const auto m = match_place(c.written);
    ASSERT_NE(m.place(), nullptr) << c.written << ": " << m.sentence();
    EXPECT_EQ(m.place()->name, c.name) << c.written;
    EXPECT_EQ(name(m.kind), name(c.kind)) << c.written;
  }
}

TEST(Places, WhatCouldBeSeveralIsLeftToAPerson) {
  const auto m = match_place("Richmond");
  EXPECT_EQ(m.kind, MatchKind::Several);
  EXPECT_GE(m.found.size(), 2u);
  EXPECT_EQ(m.place(), nullptr);
  EXPECT_NE(m.sentence().find("could be"), std::string::npos);
}

TEST(Places, WhatIsNotThereIsNotGuessed) {
  for (const auto* written : {"", "   ", "Alderby", "Not known", "the", "Zz", "!!!"}) EXPECT_EQ(found(written), "none") << written;
}

TEST(Places, AFormerDistrictSaysWhatBecameOfIt) {
  const auto m = match_place("Harrogate");
  ASSERT_NE(m.place(), nullptr);
  EXPECT_EQ(m.place()->kind, PlaceKind::Former);
  EXPECT_EQ(m.place()->to, "2023-03-31");
  EXPECT_EQ(m.force(), "North Yorkshire");
  EXPECT_NE(m.sentence().find("now of North Yorkshire"), std::string::npos);
}

TEST(Places, ACountyHasTheForceThatAllItsPartnershipsShare) {
  EXPECT_EQ(match_place("East Sussex").force(), "Sussex");
  EXPECT_EQ(match_place("Kent").region(), "South East");
}

TEST(Places, ForcesAreMatchedApart) {
  EXPECT_EQ(match_place("Met Police", MatchAs::Force).force(), "Metropolitan Police");
  EXPECT_EQ(match_place("Devon & Cornwall Police", MatchAs::Force).force(), "Devon and Cornwall");
  EXPECT_EQ(match_place("Hampshire and Isle of Wight Constabulary", MatchAs::Force).force(), "Hampshire");
}

TEST(Places, EveryLineHoldsTogether) {
  std::size_t forces = 0, partnerships = 0;
  for (const auto& p : places()) {
    forces += p.kind == PlaceKind::Force;
    partnerships += p.kind == PlaceKind::Partnership;
    EXPECT_FALSE(region_of_force(p.force).empty()) << p.name;
    for (const auto& code : p.became) EXPECT_NE(place_by_code(code), nullptr) << p.name << " became " << code;
    if (p.kind == PlaceKind::Former) {
      EXPECT_FALSE(p.to.empty()) << p.name;
      EXPECT_FALSE(p.became.empty()) << p.name;
    }
    const auto again = match_place(p.name, p.kind == PlaceKind::Force ? MatchAs::Force : MatchAs::Partnership);
    EXPECT_TRUE(again.place()) << p.name << " does not find itself: " << again.sentence();
  }
  EXPECT_EQ(forces, 43u);
  EXPECT_EQ(partnerships, 314u);
}

TEST(Fields, EveryThemeOfTheHomeOfficeIsAField) {
  std::size_t themes = 0;
  for (const auto& f : FieldSchema::built_in().fields()) themes += !f.theme.empty();
  EXPECT_EQ(themes, 120u);
}

TEST(Fields, CodesStandApartFromLabels) {
  const auto& s = FieldSchema::built_in();
  const auto* relationship = s.find("relationship_to_perpetrator");
  ASSERT_TRUE(relationship);
  bool known = false;
  EXPECT_EQ(s.code(*relationship, "Spouse (incl civil partner)", known), "spouse");
  EXPECT_TRUE(known);
  EXPECT_EQ(s.label(*relationship, "spouse"), "Spouse or civil partner");
  EXPECT_EQ(s.code(*relationship, "", known), std::nullopt);
  EXPECT_EQ(s.code(*relationship, "Unclear/Unknown/Not stated", known), kNotKnown);
  const auto* age = s.find("age", Subject::Perpetrator);
  ASSERT_TRUE(age);
  EXPECT_EQ(age->id, "age-at-fatal-incident");
  EXPECT_EQ(s.code(*age, "65+", known), "65-and-over");
  EXPECT_EQ(s.code(*age, "20-34", known), "20-34");
  EXPECT_FALSE(known);
}

TEST(Fields, ANameThatVictimsAndPerpetratorsShareIsSettledByWhoIsCounted) {
  const auto& s = FieldSchema::built_in();
  EXPECT_EQ(s.find("prev_offence_history", Subject::Perpetrator)->id, "perpetrator-offending-history");
  EXPECT_EQ(s.find("victims.prev_offence_history")->id, "victim-offending-history");
  EXPECT_EQ(s.find("by-sex", Subject::Victim)->id, "sex-of-victim");
  EXPECT_EQ(s.find("no such field"), nullptr);
}

}  // namespace
}  // namespace heed::library

// What may be suggested as a pseudonym, and what never. Every listed person is invented.
#include "anonymise/pseudonyms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "anonymise/pseudonym_names.h"
#include "anonymise/pseudonymiser.h"
#include "anonymise/vocabulary.h"

namespace heed::anonymise {
namespace {

Register register_of(std::string_view rows) {
  auto r = read_register_csv("person,kind,value,replacement\n" + std::string(rows));
  EXPECT_TRUE(r.ok()) << r.error().message;
  return std::move(r).value();
}

std::vector<std::string> all_of(const Wish& wish, const Register& reg, const std::vector<std::string>& used = {}) {
  auto all = suggest_pseudonyms(wish, reg, used, 7, 10000);
  EXPECT_TRUE(all.ok());
  return all.ok() ? *all : std::vector<std::string>{};
}

TEST(Pseudonyms, NeverANameOfAnyoneInTheRegisterNorNearlyOne) {
  // Near to, or the same as, names of the lists: Agata, Beata, Dorota, Halina.
  const auto reg = register_of("P1,name,Ag\xC3\xA1ta Kowalewska,\nP2,nickname,Beate,\nP3,former_name,Dorotka-Halina Nowak,\n");
  const auto all = all_of({.sex = NameSex::Female, .tradition = Tradition::Polish}, reg);
  for (const char* no : {"Agata", "Beata", "Halina"}) EXPECT_THAT(all, testing::Not(testing::Contains(no)));
  EXPECT_THAT(all, testing::Contains("Renata"));
  for (const auto& name : all) EXPECT_TRUE(may_stand(name, reg, {}).ok()) << name;
}

TEST(Pseudonyms, SameSexAndTradition) {
  const Register none;
  const auto women = all_of({.sex = NameSex::Female, .tradition = Tradition::WestAfrican}, none);
  EXPECT_THAT(women, testing::Contains("Amara"));
  EXPECT_THAT(women, testing::Not(testing::Contains("Kwame")));
  const auto anyone = all_of({}, none);
  EXPECT_THAT(anyone, testing::AllOf(testing::Contains("Rosalind"), testing::Contains("Osian"), testing::Not(testing::Contains("Akosua"))));
}

TEST(Pseudonyms, NeverReusedInThePartnershipNorWithinTheRegister) {
  const auto reg = register_of("P1,name,Brevanth Kolde,Felicity\n");
  const Wish wish{.sex = NameSex::Female, .tradition = Tradition::English};
  const std::vector<std::string> used{"Imogen Barlow", "CLARA"};
  const auto all = all_of(wish, reg, used);
  for (const char* no : {"Felicity", "Imogen", "Clara"}) EXPECT_THAT(all, testing::Not(testing::Contains(no)));
  auto every = all_of(wish, Register());
  const auto none_left = suggest_pseudonym(wish, Register(), every, 1);
  ASSERT_FALSE(none_left.ok());
  EXPECT_EQ(none_left.error().code, Code::NotFound);
}

TEST(Pseudonyms, BeginsUnlikeThePersonAndRatherUnlikeTheOthers) {
  const auto reg = register_of("P1,name,Brevanth Kolde,\nP2,name,Oonagh Trellavan,Amanda\n");
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const auto one = suggest_pseudonym({.tradition = Tradition::English, .person = "P1"}, reg, {}, seed);
    ASSERT_TRUE(one.ok());
    EXPECT_NE((*one)[0], 'B');
    EXPECT_NE((*one)[0], 'K');
    EXPECT_NE((*one)[0], 'A');  // beside Amanda there are other letters left
  }
}

TEST(Pseudonyms, TheSeedAloneDecides) {
  const Wish wish{.sex = NameSex::Male, .tradition = Tradition::Welsh, .length = NameLength::Whole};
  const auto a = suggest_pseudonyms(wish, Register(), {}, 1, 5), b = suggest_pseudonyms(wish, Register(), {}, 1, 5), c = suggest_pseudonyms(wish, Register(), {}, 2, 5);
  ASSERT_TRUE(a.ok() && b.ok() && c.ok());
  EXPECT_EQ(*a, *b);
  EXPECT_NE(*a, *c);
  EXPECT_EQ(a->size(), 5u);
  for (const auto& whole : *a) EXPECT_NE(whole.find(' '), std::string::npos);
}

TEST(Pseudonyms, EveryListHoldsEnoughAndNoWordAndNobodyFamous) {
  for (const auto tradition : traditions())
    for (const auto sex : {NameSex::Female, NameSex::Male}) {
      const auto all = all_of({.sex = sex, .tradition = tradition}, Register());
      EXPECT_GE(all.size(), 20u) << word(tradition);
      for (const auto& name : all) {
        const auto folded = text::folded(name, text::FoldForm::Tokens);
        EXPECT_FALSE(is_common_word(folded)) << name;
        EXPECT_EQ(folded.find(' '), std::string::npos) << name;
        EXPECT_TRUE(may_stand(name, Register(), {}).ok()) << name;
      }
      const auto whole = all_of({.sex = sex, .tradition = tradition, .length = NameLength::Whole}, Register());
      EXPECT_GE(whole.size(), 20u) << word(tradition);
      for (const auto& name : whole) EXPECT_EQ(well_known_names().find(text::folded(name)), std::string_view::npos) << name;
    }
  Tradition read = Tradition::Any;
  EXPECT_TRUE(parse_tradition("west_african", read));
  EXPECT_EQ(read, Tradition::WestAfrican);
  EXPECT_FALSE(parse_tradition("martian", read));
}

TEST(Pseudonyms, WhatAPersonTypesIsHeldToTheSame) {
  const auto reg = register_of("P1,name,Will Trellavan,Adult A\nP2,place,Quillfeather,\n");
  EXPECT_TRUE(may_stand("Amara", reg, {}).ok());
  EXPECT_TRUE(may_stand("Adult B", reg, {}).ok());
  EXPECT_TRUE(may_stand("the uncle", reg, {}).ok());
  for (const char* no : {"Trellavan", "Mr Trelavan", "Will", "Adult A", "", "Quillfeather", "Malala", "Keir Starmer", "table"}) {
    const auto r = may_stand(no, reg, {});
    ASSERT_FALSE(r.ok()) << no;
    EXPECT_EQ(r.error().message.find("Trellavan"), std::string::npos);
  }
  EXPECT_FALSE(may_stand("Amara", reg, {"Amara Okoro"}).ok());
}

TEST(Pseudonyms, GuessesFillInAForm) {
  EXPECT_EQ(guess_wish("Agnieszka Wrona").tradition, Tradition::Polish);
  EXPECT_EQ(guess_wish("Agnieszka Wrona").sex, NameSex::Female);
  EXPECT_EQ(guess_wish("Gurpreet Kaur").tradition, Tradition::Sikh);
  EXPECT_EQ(guess_wish("Gurpreet Kaur").sex, NameSex::Female);
  EXPECT_EQ(guess_wish("Mr X").sex, NameSex::Male);
  EXPECT_EQ(guess_wish("Zbrx Qwerl").tradition, Tradition::Any);
  EXPECT_EQ(guess_wish("").sex, NameSex::Any);
}

TEST(Pseudonymiser, ChangesLinesAndFieldsOfAChronology) {
  const auto reg = register_of("P1,name,Brevanth Koldermaine,Amara\nP1,phone,07700 900123,\n");
  const Pseudonymiser view(reg);
  EXPECT_EQ(view.apply("Brevanth’s sister rang on 3 May 2019 from 07700 900123."), "Amara’s sister rang on 3 May 2019 from [telephone number removed].");
  EXPECT_EQ(view.apply("Nothing of it."), "Nothing of it.");
  const auto fields = view.apply_all({"Brevanth", "Koldermaine", "", "was seen"});
  ASSERT_EQ(fields.size(), 4u);
  EXPECT_EQ(fields[0] + fields[1], "Amara");
  EXPECT_EQ(fields[3], "was seen");
  EXPECT_EQ(view.salt(), reg.hash());
}

}  // namespace
}  // namespace heed::anonymise

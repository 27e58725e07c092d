#include "publish/pseudonyms.h"

#include "publish/publish_fixture.h"

namespace heed::publish {
namespace {

class Pseudonyms : public Publishing {
 protected:
  review::PersonRow died() {
    return read([&](store::Reader& r) { return *review::person(r, died_); });
  }
  Result<void> choose(const std::string& pseudonym, Advice advice = Advice::Heeded) {
    const auto row = died();
    auto value = row.value;
    value.pseudonym = pseudonym;
    return write([&](store::Writer& w) { return choose_pseudonym(w, coordinator_, review_, died_, value, row.version, advice); });
  }
};

TEST_F(Pseudonyms, SuggestionsAreNobodysAndNotTheSameTwice) {
  const auto row = died();
  const auto some = read([&](store::Reader& r) { return suggestions(r, *review::review(r, review_), row, {.sex = anonymise::NameSex::Female}, 1, 5); });
  ASSERT_TRUE(some.ok()) << some.error().message;
  ASSERT_EQ(some->size(), 5u);
  EXPECT_NE(*some, *read([&](store::Reader& r) { return suggestions(r, *review::review(r, review_), row, {.sex = anonymise::NameSex::Female}, 2, 5); }));
  for (const auto& name : *some) {
    EXPECT_NE(name, "Ottoline");
    EXPECT_NE(name, "Imelda");
    ASSERT_TRUE(choose(name).ok()) << name;
    EXPECT_EQ(died().value.pseudonym, name);
  }
}

TEST_F(Pseudonyms, AChosenNameIsChecked) {
  EXPECT_FALSE(choose("Ottoline").ok());
  EXPECT_FALSE(choose("Ottoline", Advice::Overruled).ok()) << "nobody's advice: the register's own names never stand";
  EXPECT_FALSE(choose("Quennevaiss").ok()) << "nearly somebody's name";
  EXPECT_FALSE(choose("Table").ok()) << "a word of every day";
  EXPECT_TRUE(choose("Table", Advice::Overruled).ok());
  const auto row = died();
  EXPECT_FALSE(write([&](store::Writer& w) { return choose_pseudonym(w, approver_, review_, died_, row.value, store::kAnyVersion, Advice::Overruled); }).ok());
}

TEST_F(Pseudonyms, WhatItWasBeforeCanBeRead) {
  ASSERT_TRUE(choose("Marisol").ok());
  const auto all = review::pseudonym_history(*store_, review_, died_);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].pseudonym, "Rowan");
  EXPECT_EQ(all[1].pseudonym, "Marisol");
  EXPECT_EQ(all[1].by, coordinator_id_);
}

TEST_F(Pseudonyms, ANewOneStandsInEveryDocumentThatIsMadeAgain) {
  report_and_letter();
  for (const auto* kind : {"overview_report", "executive_summary"}) ASSERT_TRUE(make_edition(*store_, coordinator_, review_, kind).ok());
  ASSERT_TRUE(choose("Marisol").ok());
  for (const auto* kind : {"overview_report", "executive_summary"}) {
    const auto id = make_edition(*store_, coordinator_, review_, kind);
    ASSERT_TRUE(id.ok()) << id.error().message;
    bool suggested = false;
    for (const auto& row : read([&](store::Reader& r) { return found(r, review_, *id); })) {
      suggested = suggested || row.value.suggested == "Marisol";
      EXPECT_EQ(row.value.suggested.find("Rowan"), std::string::npos) << kind;
    }
    EXPECT_TRUE(suggested) << kind;
  }
}

}  // namespace
}  // namespace heed::publish

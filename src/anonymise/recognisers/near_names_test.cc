#include "anonymise/recognisers/near_names.h"

#include <gtest/gtest.h>

namespace heed::anonymise {
namespace {

TEST(NearNames, OneEditIsALetterWrongMissingAddedOrTwoExchanged) {
  EXPECT_TRUE(one_edit_apart("quennell", "quennel"));
  EXPECT_TRUE(one_edit_apart("quennell", "quennelll"));
  EXPECT_TRUE(one_edit_apart("quennell", "quinnell"));
  EXPECT_TRUE(one_edit_apart("quennell", "qeunnell"));
  EXPECT_TRUE(one_edit_apart("quennell", "quennlel"));
  EXPECT_FALSE(one_edit_apart("quennell", "quennell"));
  EXPECT_FALSE(one_edit_apart("quennell", "quinnel"));
  EXPECT_FALSE(one_edit_apart("abcd", "dcba"));
}

Register reg() { return *read_register_csv("person,kind,value,replacement\nP1,name,Ada Quennell,Amara Okoro\n"); }
const Detection* by(const std::vector<Detection>& all, std::string_view layer) {
  for (const auto& d : all)
    if (d.by == layer) return &d;
  return nullptr;
}

TEST(NearNames, AMistypedNameIsSuggestedAndNotReplacedUnasked) {
  for (const std::string s : {"Ms Quennel rang.", "Ms Quinnell rang.", "Ms Qeunnell rang.", "Ms Quennnell rang."}) {
    const auto all = Detector(reg()).detect(s);
    const auto* d = by(all, "register-near");
    ASSERT_NE(d, nullptr) << s;
    EXPECT_EQ(d->person, "P1");
    EXPECT_LT(d->confidence, 0.5);
    EXPECT_FALSE(d->strong);
  }
}

TEST(NearNames, WordsThatAreFartherOrSmallAreLeftAlone) {
  const auto all = Detector(reg()).detect("The quennel was old. Ms Quinnel rang. Ms Quennellson wrote.");
  EXPECT_EQ(by(all, "register-near"), nullptr);
}

TEST(NearNames, ANameThatANumberGrewToIsFound) {
  const std::string s = "See quennell2019 and 7Quennell.";
  const auto all = Detector(reg()).detect(s);
  int found = 0;
  for (const auto& d : all) found += d.by == "register" && d.confidence >= 0.9;
  EXPECT_EQ(found, 2);
}

}  // namespace
}  // namespace heed::anonymise

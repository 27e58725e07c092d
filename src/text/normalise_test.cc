#include "text/normalise.h"

#include <gtest/gtest.h>

#include "text/words.h"

namespace heed::text {
namespace {

TEST(Fold, EvensOutCaseDiacriticsHyphensAndApostrophes) {
  EXPECT_EQ(folded("Zoë O’Brien‐Müller"), "zoe o'brien-muller");
  EXPECT_EQ(folded("ŁUKASZ Ørsted Straße"), "lukasz orsted strasse");
  EXPECT_EQ(folded("e\xCC\x81t\xC2\xAD" "e\xE2\x80\x8B"), "ete");
  EXPECT_EQ(folded("a \t\n\xC2\xA0 b"), "a b");
  EXPECT_EQ(folded("\xEF\xBC\xA1\xEF\xBC\xA2 \xEF\xAC\x81n"), "ab fin");
}

TEST(Fold, TokensAreWordsOnly) {
  EXPECT_EQ(folded(" “O’Brien-Smith, J.” ", FoldForm::Tokens), "o brien smith j");
  EXPECT_EQ(folded("jane_doe@example.org", FoldForm::Tokens), "jane doe example org");
}

TEST(Fold, CompactKeepsLettersAndDigits) { EXPECT_EQ(folded("+44 (0)7700 900-123", FoldForm::Compact), "4407700900123"); }

TEST(Fold, RemembersWhereEveryByteCameFrom) {
  const std::string s = "x Zo\xC3\xAB\xE2\x80\x8D" "k y";
  const auto f = fold(s, FoldForm::Tokens);
  const auto at = f.text.find("zoek");
  ASSERT_NE(at, std::string::npos);
  const auto span = f.original(at, at + 4);
  EXPECT_EQ(s.substr(span.begin, span.size()), "Zo\xC3\xAB\xE2\x80\x8D" "k");
}

TEST(Fold, ACombiningMarkGoesWithItsLetter) {
  const std::string s = "Jose\xCC\x81 went";
  const auto f = fold(s, FoldForm::Tokens);
  EXPECT_EQ(f.original(0, 4), (Span{0, 6}));
}

TEST(Fold, ReadsStrayBytesAsLatin1) {
  EXPECT_EQ(folded("Zo\xEB"), "zoe");
  EXPECT_FALSE(is_utf8("Zo\xEB"));
  EXPECT_TRUE(is_utf8("Zo\xC3\xAB"));
  EXPECT_FALSE(is_utf8("\xC0\x80"));
}

TEST(Fold, LookAlikeLettersFoldTogether) { EXPECT_EQ(folded("Н\xD0\xB0rry \xD0\xA1oe").substr(3), "rry coe"); }

TEST(Words, KnowCapitalsAndSentenceStarts) {
  const std::string s = "The officer saw O’Neill. Then NHS staff\n\nAmira-Jane left, and 3rd";
  const auto all = words(s);
  ASSERT_EQ(all.size(), 11u);
  EXPECT_TRUE(all[0].sentence_start);
  EXPECT_EQ(s.substr(all[3].span.begin, all[3].span.size()), "O’Neill");
  EXPECT_TRUE(all[3].capitalised);
  EXPECT_FALSE(all[3].sentence_start);
  EXPECT_TRUE(all[4].sentence_start);
  EXPECT_TRUE(all[5].all_upper);
  EXPECT_TRUE(all[7].sentence_start);
  EXPECT_FALSE(all[8].sentence_start);
  EXPECT_TRUE(all[10].has_digit);
}

TEST(Sentences, CoverTheTextAndKeepTitlesTogether) {
  const std::string s = "Mr. Khan rang. She answered! Done";
  const auto all = sentences(s);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].begin, 0u);
  EXPECT_EQ(all[2].end, s.size());
}

}  // namespace
}  // namespace heed::text

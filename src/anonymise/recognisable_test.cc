// The words by which patterns of rare facts are found: texts made from the expressions themselves, at random, must hold one.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>

#include "anonymise/recognisable_patterns.h"

namespace heed::anonymise {
namespace {

/// Makes texts that an expression finds: alternatives, groups, counts and the few classes that the table uses.
class Sampler {
 public:
  Sampler(std::string_view regex, std::mt19937& random) : r_(regex), random_(random) {}
  std::string text() {
    at_ = 0;
    return alternatives();
  }

 private:
  int any(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool more() const { return at_ < r_.size() && r_[at_] != ')' && r_[at_] != '|'; }
  std::string alternatives() {
    std::vector<std::string> all{sequence()};
    while (at_ < r_.size() && r_[at_] == '|') ++at_, all.push_back(sequence());
    return all[static_cast<std::size_t>(any(static_cast<int>(all.size())))];
  }
  std::string sequence() {
    std::string out;
    while (more()) {
      const auto from = at_;
      auto one = atom();
      int least = 1, most = 1;
      if (at_ < r_.size() && r_[at_] == '?') least = 0, ++at_;
      else if (at_ < r_.size() && r_[at_] == '*') least = 0, most = 3, ++at_;
      else if (at_ < r_.size() && r_[at_] == '+') most = 3, ++at_;
      else if (at_ < r_.size() && r_[at_] == '{') {
        least = std::atoi(r_.data() + at_ + 1);
        most = least;
        const auto close = r_.find('}', at_);
        if (const auto comma = r_.find(',', at_); comma < close) most = comma + 1 == close ? least + 3 : std::atoi(r_.data() + comma + 1);
        at_ = close + 1;
      }
      if (at_ < r_.size() && r_[at_] == '?') ++at_;  // the least of them first: the same texts
      const auto after = at_;
      const int times = least + any(most - least + 1);
      for (int i = 0; i < times; ++i) {
        at_ = from;
        out += atom();
      }
      at_ = after;
    }
    return out;
  }
  std::string atom() {
    if (r_[at_] == '(') {
      ++at_;
      if (r_.substr(at_).starts_with("?i)")) return at_ += 3, std::string();
      if (r_.substr(at_).starts_with("?:")) at_ += 2;
      auto out = alternatives();
      ++at_;
      return out;
    }
    if (r_[at_] == '[') return from_class();
    if (r_[at_] == '\\') {
      at_ += 2;
      switch (r_[at_ - 1]) {
        case 'b': return {};
        case 's': return " ";
        case 'd': return std::string(1, static_cast<char>('1' + any(9)));
        case 'w': return std::string(1, static_cast<char>('a' + any(26)));
        default: return std::string(1, r_[at_ - 1]);
      }
    }
    return std::string(1, r_[at_++]);
  }
  /// What an expression excludes at its end may be left out, a range gives its first letter.
  std::string from_class() {
    const auto close = r_.find(']', at_);
    auto inside = r_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    if (inside[0] == '^') return " ";
    if (inside[0] == '\\') return inside[1] == 'w' && any(2) ? "x" : " ";
    const auto size = static_cast<unsigned char>(inside[0]) >= 0xE0 ? 3u : static_cast<unsigned char>(inside[0]) >= 0xC0 ? 2u : 1u;
    return std::string(inside.substr(0, size));
  }

  std::string_view r_;
  std::size_t at_ = 0;
  std::mt19937& random_;
};

TEST(RecognisablePatterns, WhatAnExpressionFindsHoldsOneOfItsAnchorsWithinReach) {
  std::mt19937 random(7);
  int found = 0;
  for (std::size_t p = 0; p < fact_patterns().size(); ++p) {
    const auto& pattern = fact_patterns()[p];
    if (pattern.anchors.empty()) continue;
    const re2::RE2 re(pattern.regex);
    ASSERT_TRUE(re.ok());
    int of_this = 0;
    for (int i = 0; i < 300; ++i) {
      const auto text = "x " + Sampler(pattern.regex, random).text() + " y";
      re2::StringPiece match;
      if (!re.Match(text, 0, text.size(), re2::RE2::UNANCHORED, &match, 1)) continue;
      ++of_this;
      const auto begin = static_cast<std::size_t>(match.data() - text.data()), end = begin + match.size();
      const auto all = find_anchors(text);
      ASSERT_TRUE(std::any_of(all.begin(), all.end(), [&](const Anchor& a) {
        return ((a.patterns >> p) & 1) && a.at >= begin && a.at < end && a.at - begin <= static_cast<std::size_t>(pattern.before) && end - a.at <= static_cast<std::size_t>(pattern.after);
      })) << text;
    }
    EXPECT_GT(of_this, 150) << pattern.regex;
    found += of_this;
  }
  EXPECT_GT(found, 4000);
}

TEST(RecognisablePatterns, AnchorsAreFoundWhereverTheyStand) {
  for (const char* word : {"vigil", "Vigil", "CROSSBOW", "strangled"})
    for (std::size_t before = 0; before < 140; ++before)
      for (const char* after : {"", ".", " and so on, for as long as a line of this kind goes on and a block of bytes is full"}) {
        const auto all = find_anchors(std::string(before, ' ') + word + after);
        ASSERT_EQ(all.size(), 1u) << before;
        EXPECT_EQ(all[0].at, before);
      }
  EXPECT_TRUE(find_anchors("vigils avigil was here").empty());
  EXPECT_EQ(find_anchors("she was  34").size(), 1u);
}

TEST(RecognisablePatterns, EverydayWordsThatLookLikeAMethodAreNone) {
  for (const char* usual : {"as well as the GP", "She was well known to services.", "staff who train others", "by train and bus"}) EXPECT_TRUE(recognisable(usual).empty()) << usual;
  for (const char* rare : {"was found in a well", "was pushed under the train", "in the canal"}) EXPECT_EQ(recognisable(rare).size(), 1u) << rare;
}

}  // namespace
}  // namespace heed::anonymise

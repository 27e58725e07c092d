// The quick search finds exactly what a slow and plain one finds: every variant, wherever it is planted and however it is written.
// Every name is invented.
#include "anonymise/variant_index.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "anonymise/prove.h"
#include "anonymise/readings.h"
#include "anonymise/sweep.h"
#include "text/words.h"

namespace heed::anonymise {
namespace {

using Found = std::tuple<std::size_t, std::size_t, std::uint32_t>;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// One variant after the other, one place after the other.
std::set<Found> slowly(std::string_view s, const text::Folded& f, const std::vector<Variant>& all) {
  std::set<Found> out;
  const std::string& t = f.text;
  std::set<std::tuple<std::string, SearchForm, VariantKind, bool, bool>> met;  // the first of those that are judged alike
  auto boundary = [&](std::size_t at) { return at == 0 || at >= t.size() || t[at] == ' ' || t[at - 1] == ' '; };
  for (std::uint32_t id = 0; id < all.size(); ++id) {
    const auto& want = all[id].text;
    if (!met.emplace(want, all[id].form, all[id].kind, all[id].strong, all[id].needs_capital).second) continue;
    if (all[id].form == SearchForm::Tokens) {
      for (auto at = t.find(want); at != std::string::npos; at = t.find(want, at + 1))
        if (const char shown = s[f.begins[at]]; boundary(at) && boundary(at + want.size()) && !(all[id].needs_capital && shown >= 'a' && shown <= 'z')) out.emplace(at, at + want.size(), id);
      continue;
    }
    for (std::size_t at = 0; at < t.size(); ++at) {
      if (t[at] != want[0] || (at > 0 && t[at - 1] != ' ' && digit(t[at - 1]) == digit(t[at]))) continue;
      std::size_t matched = 0, end = at;
      for (; end < t.size() && matched < want.size(); ++end) {
        if (t[end] == ' ') continue;
        if (t[end] != want[matched]) break;
        ++matched;
      }
      if (matched < want.size()) continue;
      if (end < t.size() && t[end] != ' ' && digit(t[end]) == digit(t[end - 1])) continue;
      if (f.original(at, end).size() > want.size() * 5 + 8) continue;
      out.emplace(at, end, id);
    }
  }
  return out;
}

std::set<Found> quickly(const QuickFold& f, const VariantIndex& index) {
  std::vector<VariantIndex::Place> places;
  index.search(f, places);
  std::set<Found> out;
  for (const auto& p : places) EXPECT_TRUE(out.emplace(p.begin, p.end, p.variant).second) << "found twice";
  return out;
}

Register invented() {
  auto r = read_register_csv(
      "person,kind,value,replacement\nP1,name,Brevanth Ilo O’McKoldermaine-Ng,\nP1,date_of_birth,12/05/1990,\nP1,nhs,999 123 4560,\nP1,address,\"Flat 2, 14 Quillfeather Street, Zelbury, ZE4 7QX\",\n"
      "P2,name,Zo\xC3\xAB N\xC3\xAD Trellavan,\nP2,phone,07700 900123,\nP2,nino,QQ123456C,\nP2,reference,MARAC/001234/19,\nP3,name,Will Young,\nP7,name,Ada Young,\nP3,email,will.young@example.org,\n"
      "P4,name,\xD0\x9E\xD0\xBB\xD0\xB5\xD0\xBD\xD0\xB0 \xD0\x9A\xD0\xBE\xD0\xB2\xD0\xB0\xD0\xBB\xD1\x8C,\nP4,date_of_death,1 March 2021,\nP5,reference,A1B,\nP5,place,Hallow Mill,\nP6,other,a very long value indeed that somebody "
      "has put into the register so that it is longer than any buffer of sixty-four bytes could hold at once,\nP6,reference,0123456789-0123456789-0123456789-0123456789-0123456789-0123456789-0123456789,\n");
  EXPECT_TRUE(r.ok()) << r.error().message;
  return std::move(r).value();
}

/// Writes a variant in one of the ways in which it still counts.
std::string written(const std::string& folded, std::mt19937& rng) {
  static const char* kBetween[] = {" ", " ", "  ", "-", ", ", ".", "\n", "\xC2\xA0", "\xE2\x80\x93", "/", "'", "\xE2\x80\x99", " \t"};
  std::string out;
  const int how = static_cast<int>(rng() % 4);
  for (const char c : folded) {
    if (c == ' ') {
      out += kBetween[rng() % std::size(kBetween)];
      continue;
    }
    const bool letter = c >= 'a' && c <= 'z';
    if (letter && how == 1) out += static_cast<char>(c - 32);
    else if (how == 2 && rng() % 4 == 0 && (letter || digit(c))) text::append_utf8(out, static_cast<char32_t>(c) + 0xFEE0);  // wide
    else out += c;
    if (how == 3 && letter && rng() % 6 == 0) out += rng() % 2 ? "\xCC\x81" : "\xC2\xAD";  // an accent, a soft hyphen
  }
  return out;
}

TEST(QuickFold, FoldsAsTheOtherOneAndKnowsWhereItCameFrom) {
  std::mt19937 rng(1);
  static const char* kPieces[] = {"a", "Zo\xC3\xAB", " ", "  ", "\n", "-", "\xE2\x80\x99", "12", "\xEF\xB7\xBA", "\xCC\x81", "\xC2\xAD", "\xF0\x9D\x94\xB8", "\xFF", "\xC3", "\xD0\x90", ".", "Quillfeather", "\xEF\xAC\x81", "\xE2\x84\x96"};
  for (int round = 0; round < 400; ++round) {
    std::string s;
    const auto n = rng() % 900;
    for (std::size_t i = 0; i < n; ++i) s += kPieces[rng() % (round % 3 == 0 ? std::size(kPieces) : 5)];
    if (round == 7) for (int i = 0; i < 3000; ++i) s += "\xEF\xB7\xBA";  // one character that becomes eighteen
    const auto slow = text::fold(s, text::FoldForm::Tokens);
    const QuickFold quick(s);
    ASSERT_EQ(quick.text(), slow.text);
    for (int k = 0; k < 20 && !slow.text.empty(); ++k) {
      auto begin = rng() % slow.text.size(), end = begin + 1 + rng() % std::min<std::size_t>(40, slow.text.size() - begin);
      if (slow.text[begin] == ' ' || slow.text[end - 1] == ' ') continue;  // a hit begins and ends with a letter or a digit
      EXPECT_EQ(quick.original(begin, end), slow.original(begin, end)) << begin << " " << end;
    }
  }
}

TEST(VariantIndex, FindsWhatThePlainSearchFinds) {
  const auto reg = invented();
  const auto all = variants(reg);
  ASSERT_GT(all.size(), 250u);
  const VariantIndex index(all);
  std::mt19937 rng(2);
  static const char* kWords[] = {"the", "panel", "met", "will", "young", "may", "12", "1990", "flat", "2", "ze4", "qq", "07700", "9", "zoe", "x", "brevanth", "marac", "street", "a1", "b", "quillfeather", "of", "and", "safeguarding"};
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    std::string s;
    for (int i = 0; i < 60; ++i) {
      if (rng() % 3 == 0) s += written(all[rng() % all.size()].text, rng);
      else s += kWords[rng() % std::size(kWords)];
      s += rng() % 12 == 0 ? "" : rng() % 8 == 0 ? ". " : " ";
    }
    const auto slow = text::fold(s, text::FoldForm::Tokens);
    const auto want = slowly(s, slow, all);
    found += want.size();
    ASSERT_EQ(quickly(QuickFold(s), index), want) << s;
  }
  EXPECT_GT(found, 5000u);
}

TEST(VariantIndex, FindsEveryVariantAtEveryPlaceOfABlock) {
  // Words and spaces are looked at 64 bytes at a time: nothing may be lost where blocks meet, nor at the ends.
  const auto reg = invented();
  const auto all = variants(reg);
  const VariantIndex index(all);
  for (std::size_t before = 0; before < 70; ++before)
    for (std::uint32_t id = 0; id < all.size(); id += 7) {
      std::string s;
      while (s.size() < before) s += s.size() % 5 == 4 ? ' ' : 'z';
      if (!s.empty()) s += ' ';
      s += all[id].text;
      const auto slow = text::fold(s, text::FoldForm::Tokens);
      ASSERT_EQ(quickly(QuickFold(s), index), slowly(s, slow, all)) << s;
    }
}

TEST(VariantIndex, AnEmptyRegisterAndAnEmptyTextFindNothing) {
  const std::vector<Variant> none;
  EXPECT_TRUE(quickly(QuickFold("anything 12 at all"), VariantIndex(none)).empty());
  EXPECT_TRUE(quickly(QuickFold("  .. "), VariantIndex(none)).empty());
}

TEST(Readings, WhatIsDividedGluedOrWrittenWithPercentSigns) {
  const auto parts = undivided("one Trel-\r\n  lavan two", 100);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].text, "one Trellavan two");
  EXPECT_TRUE(undivided("a - b\nc", 10).empty());
  EXPECT_EQ(undivided("xx yy-\nzz " + std::string(5000, 'a') + " qq-\nrr", 50).size(), 2u);
  EXPECT_EQ(loosened_words("see TrellavanNotes2 and (v2.1), plain"), "Trellavan Notes 2\n");
  EXPECT_EQ(loosened_words("at https://x.example/Tre%6Clavan now"), "https://x.example/Trellavan\n");
  EXPECT_EQ(parted_or_nothing("plain words"), "");
  EXPECT_EQ(parted_or_nothing("KhanHeading1"), "Khan Heading 1");
  // As the plain function does it, whatever the letters are.
  for (const char* s : {"\xC3\x89milie", "a\xC3\x89", "Zo\xC3\xAB" "9", "9\xC3\xA9"}) {
    const auto apart = text::parted(s);
    EXPECT_EQ(parted_or_nothing(s), apart == s ? "" : apart) << s;
  }
}

TEST(Sweep, WordsThatNoListKnowsAndThatAreNowhereInSmallLetters) {
  const auto none = [](const std::string&) { return false; };
  const auto all = sweep("The panel met Brevanth Kolde. Kolde\xE2\x80\x99s view: kettles sang. Kettles did. Zo\xC3\xAB left; PTSD was noted. Brevanth Kolde agreed.", none);
  std::map<std::string, int> counts;
  for (const auto& w : all) counts[w.folded] = w.count;
  EXPECT_EQ(counts["brevanth kolde"], 2);
  EXPECT_EQ(counts["kolde"], 1);
  EXPECT_EQ(counts["zoe"], 1);
  EXPECT_FALSE(counts.contains("kettles"));
  EXPECT_FALSE(counts.contains("ptsd"));
  EXPECT_TRUE(sweep("Brevanth Kolde", [](const std::string& w) { return w == "brevanth" || w == "kolde"; }).empty());
}

TEST(Prove, FindsWhatIsPlantedAnywhereInALongText) {
  const auto reg = invented();
  const auto all = variants(reg);
  const Prover prover(reg);
  std::mt19937 rng(3);
  for (int round = 0; round < 60; ++round) {
    std::string s;
    while (s.size() < 20000) s += rng() % 9 == 0 ? "recorded.\n" : "was then said ";
    std::uint32_t id = 0;
    do id = static_cast<std::uint32_t>(rng() % all.size());
    while (!all[id].strong || all[id].text.size() < 5);
    // A name is not one across the end of a sentence: no dots here.
    auto planted = all[id].text;
    s.insert(s.find(' ', rng() % s.size()), " " + planted);
    EXPECT_FALSE(prover.prove(s, "a.txt").clean()) << planted;
    EXPECT_FALSE(prover.prove("<p>" + s + "</p>", "a.html").clean()) << planted;
  }
}

}  // namespace
}  // namespace heed::anonymise

// What the sequence model looks at: for each word a set of 32-bit feature numbers made from the word, its neighbours, the
// gaps between them and what the rest of the document does with the same word. Training and detection call the same
// functions, so that they cannot differ. Weights are crf.h's matter.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "anonymise/model/lexicon.h"
#include "anonymise/model/tokens.h"

namespace heed::anonymise::model {

constexpr std::uint32_t feature(std::uint32_t kind, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  const std::uint64_t h = mix((a * 0x9E3779B97F4A7C15ULL) ^ (b * 0xC2B2AE3D27D4EB4FULL + kind) ^ (c * 0x165667B19E3779F9ULL));
  return static_cast<std::uint32_t>(h) | 1u;  // never 0
}

/// Features for which training asks what other documents do with the same words (train/elsewhere.h); to all else it is nothing.
enum class Family : std::uint8_t { Plain, Word, Run, RunEnds, RunLastWord, RunLast, RunAfter, Around, TwoBefore, TwoAfter };
constexpr int kFamilies = 10;

/// Every word has this feature, and every word of a run of capitals the other.
constexpr std::uint32_t kAlways = feature(149, 0), kInRun = feature(442, 0);

/// A distinct written form.
struct WordInfo {
  std::uint64_t key = 0;
  std::uint32_t ident = 0;   ///< the folded word; for numbers their form alone
  std::uint32_t group = 0;   ///< distinct folded words, numbered as they come
  std::uint32_t affix[6] = {};
  std::uint16_t flags = 0, cluster = 0;
  std::uint8_t c256 = 0, c64 = 0, common = 0;
  Shape shape = Shape::Lower;
};

/// The distinct words of the texts read so far. Not to be shared between threads.
class Memo {
 public:
  explicit Memo(Lexicon lexicon) : lexicon_(lexicon) { clear(); }
  std::uint32_t add(std::string_view word, Shape shape);
  void clear();
  const std::vector<WordInfo>& words() const { return words_; }
  std::uint32_t groups() const { return static_cast<std::uint32_t>(group_count_); }

 private:
  std::uint32_t group_of(std::uint32_t lower);
  void grow();
  Lexicon lexicon_;
  std::vector<WordInfo> words_;
  std::vector<std::uint32_t> slots_, group_slots_, group_keys_;
  std::size_t group_count_ = 0;
};

/// A text made ready: its words, and what can be known of each from the whole document.
struct Reading {
  struct Context {
    std::uint32_t heading = 0, opening = 0;    ///< hashes: the heading above, the first words of the paragraph
    std::uint32_t run_begin = 0, run_end = 0;  ///< the run of capitalised words that it stands in
    std::uint32_t run_whole = 0;               ///< hash of all of that run
    std::uint32_t run_last = 0;                ///< hash of that run's last word that is a kind of body, else of its last word
    std::uint8_t paragraph = 0, place = 0;     ///< bucketed
    std::uint8_t elsewhere = 0;                ///< bits: in small letters, after a title, capitalised within a sentence, more than once, often
  };
  std::vector<Token> tokens;
  std::vector<Context> contexts;
  std::uint32_t country = 0;  ///< hash of the country or people that is named most
  bool judgment = false;  ///< reads like a court's judgment about an applicant

  void read(std::string_view utf8, Memo& memo);

 private:
  std::vector<std::uint32_t> lower_, titled_, inside_, count_;
  std::map<std::uint32_t, std::size_t> naming_;
};

/// Features of one word form at a distance of `offset` (-2 … 2) from the word that is labelled. `emit` takes a feature's number
/// and, for some, its family.
template <class Emit>
void word_features(const WordInfo& w, int offset, bool judgment, Emit&& emit) {
  const auto o = static_cast<std::uint32_t>(offset + 2) * 64;
  const bool near = offset >= -1 && offset <= 1;
  const auto shape = static_cast<std::uint64_t>(w.shape);
  const bool capital = is_capital(w.shape);
  emit(feature(o + 0, w.ident));
  emit(feature(o + 1, shape));
  emit(feature(o + 2, w.flags, capital));
  emit(feature(o + 3, w.c256, capital));
  if (near) {
    emit(feature(o + 4, w.c64, shape));
    emit(feature(o + 5, w.cluster));
    for (int bit = 0; bit < 16; ++bit)
      if (w.flags >> bit & 1) emit(feature(o + 6, static_cast<std::uint64_t>(bit), capital));
    emit(feature(o + 7, w.affix[4]));
  }
  if (offset != 0) return;
  emit(feature(o + 8, w.ident, shape), Family::Word);
  for (std::uint32_t i = 0; i < 6; ++i) emit(feature(o + 10 + i, w.affix[i]));
  emit(feature(o + 16, w.common, shape, w.flags & kEveryday));
  emit(feature(o + 17, w.ident, judgment, 7));
  emit(feature(o + 18, shape, judgment, w.flags));
  emit(feature(o + 19, w.c256, judgment, capital));
  emit(feature(o + 20, shape, judgment));
  emit(kAlways);
}

/// Features that need the neighbours. `at` is a word of `r`; `words` is the memo's.
template <class Emit>
void context_features(const Reading& r, const std::vector<WordInfo>& words, std::size_t at, Emit&& emit) {
  static const WordInfo kNone = [] {
    WordInfo w;
    w.ident = 0xFFFFFFF1u;
    w.shape = static_cast<Shape>(15);
    return w;
  }();
  const auto& tokens = r.tokens;
  const Token& t = tokens[at];
  const auto& c = r.contexts[at];
  auto word = [&](std::ptrdiff_t offset) -> const WordInfo& {
    const auto i = static_cast<std::ptrdiff_t>(at) + offset;
    if (i < 0 || i >= static_cast<std::ptrdiff_t>(tokens.size())) return kNone;
    return words[tokens[static_cast<std::size_t>(i)].word];
  };
  const WordInfo &w = word(0), &b = word(-1), &bb = word(-2), &a = word(1), &aa = word(2);
  const auto shape = static_cast<std::uint64_t>(w.shape);
  const auto gap = static_cast<std::uint64_t>(t.gap);
  const auto next = at + 1 < tokens.size() ? static_cast<std::uint64_t>(tokens[at + 1].gap) : 15;
  const auto capital = static_cast<std::uint64_t>(is_capital(w.shape));
  const auto j = static_cast<std::uint64_t>(r.judgment);
  auto s = [](const WordInfo& x) { return static_cast<std::uint64_t>(x.shape); };
  constexpr std::uint32_t k = 400;
  emit(feature(k + 0, b.ident, w.ident));
  emit(feature(k + 1, w.ident, a.ident));
  emit(feature(k + 2, s(b) * 16 + shape, gap));
  emit(feature(k + 3, s(a) * 16 + shape, next));
  emit(feature(k + 4, s(b) * 256 + shape * 16 + s(a)));
  emit(feature(k + 5, b.c256, w.c256, gap));
  emit(feature(k + 6, w.c256, a.c256, next));
  emit(feature(k + 7, b.ident, shape, gap));
  emit(feature(k + 8, a.ident, shape, next));
  emit(feature(k + 9, bb.ident, b.ident, capital), Family::TwoBefore);
  emit(feature(k + 10, a.ident, aa.ident, capital), Family::TwoAfter);
  emit(feature(k + 11, b.ident, a.ident, shape), Family::Around);
  emit(feature(k + 12, gap, next, shape));
  emit(feature(k + 13, gap * 16 + next, w.c64));
  emit(feature(k + 14, b.c64, w.c64, a.c64));
  emit(feature(k + 15, w.flags, b.flags, shape));
  emit(feature(k + 16, w.flags, a.flags, shape));
  emit(feature(k + 17, c.elsewhere, capital, (w.flags & (kEveryday | kProper | kForename | kSurname)) * 2u + j));
  emit(feature(k + 18, c.heading, shape));
  emit(feature(k + 19, c.paragraph, shape, j));
  emit(feature(k + 20, static_cast<std::uint64_t>(t.bracketed) * 2 + t.quoted, shape, w.flags & kEveryday));
  emit(feature(k + 21, t.sentence, w.flags, shape));
  emit(feature(k + 22, c.opening, shape));
  emit(feature(k + 23, bb.c256, b.c64, shape));
  emit(feature(k + 24, aa.c256, a.c64, shape));
  if (c.run_end > c.run_begin + 1 || capital) {
    const auto before = c.run_begin > 0 ? words[tokens[c.run_begin - 1].word].ident : 0u;
    const auto after = c.run_end < tokens.size() ? words[tokens[c.run_end].word].ident : 0u;
    const auto length = std::min<std::uint32_t>(c.run_end - c.run_begin, 6);
    const auto& first = words[tokens[c.run_begin].word];
    emit(feature(k + 26, before, length > 1));
    emit(feature(k + 27, after, length > 1));
    emit(feature(k + 28, c.run_last, j), Family::RunLast);
    emit(feature(k + 29, c.run_last, w.ident), Family::RunLastWord);
    emit(feature(k + 30, c.run_last, first.ident), Family::RunEnds);
    emit(feature(k + 31, length, at - c.run_begin < 5 ? at - c.run_begin : 5, j));
    emit(feature(k + 32, before, after));
    emit(feature(k + 33, first.c256, c.run_last));
    emit(feature(k + 34, c.run_whole, j), Family::Run);
    emit(feature(k + 38, c.run_last, r.country));
    emit(feature(k + 39, r.country, length, j));
    emit(feature(k + 40, c.run_whole, before), Family::RunAfter);
    emit(feature(k + 41, c.run_whole, r.country));
    emit(kInRun);
  }
  if (w.flags & (kTime | kMonth | kUnit) || is_number(w.shape)) {
    emit(feature(k + 35, bb.ident, b.ident, a.ident));
    emit(feature(k + 36, s(bb) * 16 + s(b), w.flags, s(a) * 16 + s(aa)));
    emit(feature(k + 37, b.flags, w.flags, a.flags));
  }
}

}  // namespace heed::anonymise::model

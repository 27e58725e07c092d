// Words of a text as the sequence model sees them: runs of letters and digits, what stood between them, and their shape.
// One pass, no memory per word beyond a small record. It knows no labels and no language; lexicon.h knows words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace heed::anonymise::model {

/// What stands between a word and the one before it.
enum class Gap : std::uint8_t { Start, Space, Comma, Point, Colon, Open, Close, Quote, Slash, Hyphen, Apostrophe, Dash, Line, Joined, Other };
constexpr int kGaps = 16;

/// How a word is written.
enum class Shape : std::uint8_t {
  Lower, Capital, Upper, Letter, Mixed, Day, TwoDigits, Digit3, Year, Digit4, Digits, LetterDigit, DigitLetter, Foreign,
};

struct Token {
  std::uint32_t begin = 0, end = 0;  ///< bytes
  std::uint32_t word = 0;            ///< index into a memo of distinct words (features.h)
  Gap gap = Gap::Start;
  Shape shape = Shape::Lower;
  bool breaks = false;               ///< a blank line or the beginning of the text stands before it
  bool line = false;                 ///< first of its line
  bool sentence = false;             ///< likely the first word of a sentence
  bool bracketed = false, quoted = false;
};

/// A word folded for look-up: small letters without diacritics, at most `kLongest` bytes.
struct FoldedWord {
  static constexpr int kLongest = 24;
  char text[kLongest + 8] = {};
  int size = 0;
  std::string_view view() const { return {text, static_cast<std::size_t>(size)}; }
};

/// REQUIRES: `utf8` below 4 GiB. Bytes that are not UTF-8 are read as Latin-1.
void tokenise(std::string_view utf8, std::vector<Token>& out);
FoldedWord fold_word(std::string_view word);
Shape shape_of(std::string_view word);
inline bool is_capital(Shape s) { return s == Shape::Capital || s == Shape::Upper || s == Shape::Letter || s == Shape::Mixed; }
inline bool is_number(Shape s) { return s >= Shape::Day && s <= Shape::Digits; }

/// 64-bit mixing; the whole of the model's hashing.
constexpr std::uint64_t mix(std::uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ULL;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93ULL;
  h ^= h >> 32;
  return h;
}
std::uint64_t hash_bytes(std::string_view bytes);
inline std::uint32_t word_hash(std::string_view folded) { return static_cast<std::uint32_t>(hash_bytes(folded)); }

}  // namespace heed::anonymise::model

#include "anonymise/model/tokens.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <array>
#include <cstring>

#include "text/normalise.h"

namespace heed::anonymise::model {

namespace {

enum Class : std::uint8_t { kOther = 0, kLower, kUpper, kDigit, kSpace, kHigh };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> t{};
  for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] = kLower;
  for (int c = 'A'; c <= 'Z'; ++c) t[static_cast<std::size_t>(c)] = kUpper;
  for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] = kDigit;
  for (const int c : {' ', '\t', '\r', '\f', '\v'}) t[static_cast<std::size_t>(c)] = kSpace;
  for (int c = 0x80; c < 256; ++c) t[static_cast<std::size_t>(c)] = kHigh;
  return t;
}
constexpr auto kClass = make_classes();

/// For letters outside ASCII up to U+24F and in U+1E00–1EFF: the plain small letter, and whether it is a capital.
struct LatinTable {
  static constexpr std::uint32_t kFirst = 0xC0, kLast = 0x24F, kMore = 0x1E00, kMoreLast = 0x1EFF;
  std::array<std::uint8_t, (kLast - kFirst + 1) + (kMoreLast - kMore + 1)> letter{};
  static int slot(char32_t c) {
    if (c >= kFirst && c <= kLast) return static_cast<int>(c - kFirst);
    if (c >= kMore && c <= kMoreLast) return static_cast<int>(c - kMore + (kLast - kFirst + 1));
    return -1;
  }
  LatinTable() {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
    auto fill = [&](char32_t from, char32_t to) {
      for (char32_t c = from; c <= to; ++c) {
        auto& out = letter[static_cast<std::size_t>(slot(c))];
        UChar parts[8];
        UErrorCode bad = U_ZERO_ERROR;
        const int n = unorm2_getDecomposition(nfd, static_cast<UChar32>(c), parts, 8, &bad);
        const auto base = n > 0 ? parts[0] : 0;
        if (base < 0x80 && u_isalpha(base)) out = static_cast<std::uint8_t>(u_tolower(base));
      }
    };
    fill(kFirst, kLast);
    fill(kMore, kMoreLast);
    struct Extra {
      char32_t c;
      char plain;
    };
    for (const auto& [c, plain] : {Extra{0x131, 'i'}, {0x130, 'i'}, {0x141, 'l'}, {0x142, 'l'}, {0xD8, 'o'}, {0xF8, 'o'}, {0x110, 'd'}, {0x111, 'd'}, {0xDF, 's'},
                                   {0xC6, 'a'}, {0xE6, 'a'}, {0x152, 'o'}, {0x153, 'o'}, {0xD0, 'd'}, {0xF0, 'd'}, {0xDE, 't'}, {0xFE, 't'}})
      letter[static_cast<std::size_t>(slot(c))] = static_cast<std::uint8_t>(plain);
  }
};
const LatinTable& latin() {
  static const LatinTable table;
  return table;
}

/// 0 no part of a word, else kLower, kUpper or kDigit.
std::uint8_t high_class(char32_t c) {
  if (c == 0xAD || text::is_invisible(c)) return kLower;  // unseen inside a word; never begins one (see below)
  const auto u = static_cast<UChar32>(c);
  const auto type = u_charType(u);
  if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER) return kUpper;
  if (type == U_DECIMAL_DIGIT_NUMBER) return kDigit;
  if (u_isalpha(u) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) return kLower;
  return kOther;
}

enum GapBit : std::uint32_t {
  kGapSpace = 1, kGapComma = 2, kGapPoint = 4, kGapColon = 8, kGapOpen = 16, kGapClose = 32, kGapQuote = 64, kGapSlash = 128, kGapHyphen = 256,
  kGapApostrophe = 512, kGapDash = 1024, kGapLine = 2048, kGapOther = 4096,
};

Gap gap_of(std::uint32_t bits) {
  if (bits & kGapLine) return Gap::Line;
  if (bits & kGapPoint) return Gap::Point;
  if (bits & kGapColon) return Gap::Colon;
  if (bits & kGapOpen) return Gap::Open;
  if (bits & kGapClose) return Gap::Close;
  if (bits & kGapQuote) return Gap::Quote;
  if (bits & kGapComma) return Gap::Comma;
  if (bits & kGapDash) return Gap::Dash;
  if (bits & kGapSlash) return Gap::Slash;
  if (bits & kGapOther) return Gap::Other;
  if (bits & kGapHyphen) return bits & kGapSpace ? Gap::Dash : Gap::Hyphen;
  if (bits & kGapApostrophe) return bits & kGapSpace ? Gap::Quote : Gap::Apostrophe;
  return bits & kGapSpace ? Gap::Space : Gap::Joined;
}

std::uint32_t gap_bit(char32_t c) {
  switch (c) {
    case ' ': case '\t': case '\r': case 0xA0: case 0x2009: case 0x202F: return kGapSpace;
    case '\n': case 0x2028: case 0x2029: return kGapLine;
    case ',': return kGapComma;
    case '.': case '!': case '?': case 0x2026: return kGapPoint;
    case ':': case ';': return kGapColon;
    case '(': case '[': case '{': return kGapOpen;
    case ')': case ']': case '}': return kGapClose;
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return kGapQuote;
    case '/': case '\\': return kGapSlash;
    case '-': case 0x2010: case 0x2011: return kGapHyphen;
    case '\'': case 0x2019: case 0x2018: case '`': return kGapApostrophe;
    case 0x2013: case 0x2014: case 0x2012: return kGapDash;
    case '_': return 0;
    default: return kGapOther;
  }
}

Shape number_shape(const char* s, int size) {
  int value = 0;
  for (int i = 0; i < size && i < 6; ++i) value = value * 10 + (s[i] - '0');
  if (size <= 2) return value >= 1 && value <= 31 ? Shape::Day : Shape::TwoDigits;
  if (size == 3) return Shape::Digit3;
  if (size == 4) return value >= 1700 && value < 2100 ? Shape::Year : Shape::Digit4;
  return Shape::Digits;
}

struct Counts {
  int upper = 0, lower = 0, digit = 0, length = 0;
  bool first_upper = false, first_digit = false, beyond = false;
  void add(std::uint8_t c) {
    if (length == 0) first_upper = c == kUpper, first_digit = c == kDigit;
    ++length;
    upper += c == kUpper;
    lower += c == kLower;
    digit += c == kDigit;
  }
  Shape shape(const char* s, std::size_t bytes) const {
    if (digit == length) return bytes == static_cast<std::size_t>(length) ? number_shape(s, length) : Shape::Digits;
    if (digit > 0) return first_digit ? Shape::DigitLetter : Shape::LetterDigit;
    if (beyond && upper == 0) return Shape::Foreign;
    if (upper == 0) return Shape::Lower;
    if (length == 1) return Shape::Letter;
    if (lower == 0) return Shape::Upper;
    return first_upper && upper == 1 ? Shape::Capital : Shape::Mixed;
  }
};

}  // namespace

std::uint64_t hash_bytes(std::string_view s) {
  std::uint64_t h = 0x9E3779B97F4A7C15ULL ^ s.size();
  const char* p = s.data();
  std::size_t n = s.size();
  while (n >= 8) {
    std::uint64_t v;
    std::memcpy(&v, p, 8);
    h = (h ^ v) * 0xD6E8FEB86659FD93ULL;
    h ^= h >> 29;
    p += 8, n -= 8;
  }
  std::uint64_t v = 0;
  if (n) std::memcpy(&v, p, n);
  return mix(h ^ v);
}

void tokenise(std::string_view s, std::vector<Token>& out) {
  out.clear();
  out.reserve(s.size() / 6 + 8);
  std::uint32_t bits = 0;
  int lines = 2, depth = 0;  // the beginning counts as a blank line
  bool quote = false, after_abbreviation = false;
  std::size_t at = 0;
  const std::size_t n = s.size();
  while (at < n) {
    const std::size_t begin = at;
    auto byte = static_cast<unsigned char>(s[at]);
    std::uint8_t cls = kClass[byte];
    char32_t c = byte;
    if (cls == kHigh) {
      c = text::next_char(s, at);
      cls = high_class(c);
      if (cls == kLower && (c == 0xAD || text::is_invisible(c))) cls = kOther, c = '_';
    } else {
      ++at;
    }
    if (cls == kOther || cls == kSpace) {
      const auto bit = gap_bit(c);
      bits |= bit;
      if (bit == kGapLine) {
        if (++lines >= 2) depth = 0, quote = false;
      } else if (bit == kGapOpen) {
        ++depth;
      } else if (bit == kGapClose) {
        if (depth > 0) --depth;
      } else if (bit == kGapQuote) {
        quote = c == 0x201C || c == 0x201E || (c == '"' && !quote);
      }
      if (bit != kGapLine && bit != kGapSpace) lines = lines >= 2 ? 2 : 0;
      continue;
    }
    Counts counts;
    for (;;) {
      counts.add(cls);
      counts.beyond = counts.beyond || c > 0x24F;
      if (at >= n) break;
      byte = static_cast<unsigned char>(s[at]);
      cls = kClass[byte];
      c = byte;
      if (cls == kOther || cls == kSpace) break;
      if (cls == kHigh) {
        std::size_t peek = at;
        c = text::next_char(s, peek);
        cls = high_class(c);
        if (cls == kOther) break;
        at = peek;
      } else {
        ++at;
      }
    }
    Token t;
    t.begin = static_cast<std::uint32_t>(begin);
    t.end = static_cast<std::uint32_t>(at);
    t.shape = counts.shape(s.data() + begin, at - begin);
    t.gap = out.empty() ? Gap::Start : gap_of(bits);
    t.breaks = lines >= 2;
    t.line = out.empty() || (bits & kGapLine);
    t.sentence = t.breaks || ((bits & kGapPoint) && !after_abbreviation);
    t.bracketed = depth > 0;
    t.quoted = quote;
    // "J. Khan", "Mr. Khan", "no. 5": a short word before a point does not end a sentence.
    after_abbreviation = t.shape == Shape::Letter || (counts.length <= 2 && counts.first_upper) || (counts.length <= 3 && (bits & kGapPoint) == 0 && s.substr(begin, 2) == "no");
    out.push_back(t);
    bits = 0;
    lines = 0;
  }
}

Shape shape_of(std::string_view word) {
  std::vector<Token> one;
  tokenise(word, one);
  return one.empty() ? Shape::Lower : one[0].shape;
}

FoldedWord fold_word(std::string_view w) {
  FoldedWord out;
  for (std::size_t at = 0; at < w.size() && out.size < FoldedWord::kLongest;) {
    const auto byte = static_cast<unsigned char>(w[at]);
    if (byte < 0x80) {
      out.text[out.size++] = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
      ++at;
      continue;
    }
    const char32_t c = text::next_char(w, at);
    if (c == 0xAD || text::is_invisible(c)) continue;
    const int slot = LatinTable::slot(c);
    if (slot >= 0 && latin().letter[static_cast<std::size_t>(slot)]) {
      out.text[out.size++] = static_cast<char>(latin().letter[static_cast<std::size_t>(slot)]);
      continue;
    }
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) continue;
    std::string more;
    text::append_utf8(more, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    if (out.size + static_cast<int>(more.size()) > FoldedWord::kLongest) break;
    std::memcpy(out.text + out.size, more.data(), more.size());
    out.size += static_cast<int>(more.size());
  }
  return out;
}

}  // namespace heed::anonymise::model

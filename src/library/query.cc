#include "library/query.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "text/normalise.h"

namespace heed::library {

namespace {

// What the index's tokeniser (FTS5 unicode61) keeps: letters, numbers, private use. A term without any would
// be an empty phrase.
bool is_word_char(char32_t c) {
  return (U_GET_GC_MASK(UChar32(c)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) != 0;
}

struct Shape {
  std::size_t word_chars = 0;
  bool one_word = true;  ///< nothing between the word characters but marks that combine
};

Shape shape(std::string_view text) {
  Shape out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_char(text, at);
    if (is_word_char(c)) {
      if (gap && out.word_chars > 0) out.one_word = false;
      gap = false;
      ++out.word_chars;
    } else if ((U_GET_GC_MASK(UChar32(c)) & U_GC_M_MASK) == 0) {
      gap = true;
    }
  }
  return out;
}

bool is_space(char32_t c) {
  return u_isUWhiteSpace(UChar32(c)) || c < 0x20;
}
bool is_quote(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB ||
         c == 0xFF02;
}
// Word processors turn a hyphen into a dash.
bool is_minus(char32_t c) {
  return c == '-' || c == 0x2212 || c == 0x2013 || c == 0x2014 || c == 0x2010 || c == 0x2011;
}

enum class Sign { Term, Or, And, Not, Near };
struct Chunk {
  Sign sign = Sign::Term;
  Term term;
  bool negative = false;
  int distance = kNearWords;
};

/// The distance of NEAR or NEAR/n; 0 for what is neither.
int near_distance(std::string_view word) {
  if (word == "NEAR") return kNearWords;
  if (!word.starts_with("NEAR/") || word.size() == 5 || word.size() > 8) return 0;
  int out = 0;
  for (const char c : word.substr(5)) {
    if (c < '0' || c > '9') return 0;
    out = out * 10 + (c - '0');
  }
  return std::clamp(out, 1, kNearMost);
}

/// Whole characters of `typed`, at most kQueryBytes of them, without NUL.
std::u32string characters(std::string_view typed) {
  std::u32string out;
  for (std::size_t at = 0; at < typed.size() && at < kQueryBytes;) {
    const char32_t c = text::next_char(typed, at);
    if (c != 0) out += c;
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) text::append_utf8(out, c);
  return out;
}

std::vector<Chunk> chunks(const std::u32string& typed) {
  std::vector<Chunk> out;
  std::size_t at = 0;
  while (at < typed.size()) {
    if (is_space(typed[at])) {
      ++at;
      continue;
    }
    Chunk chunk;
    while (at < typed.size() && (is_minus(typed[at]) || typed[at] == '(')) {
      if (is_minus(typed[at])) chunk.negative = true;
      ++at;
    }
    std::u32string word;
    if (at < typed.size() && is_quote(typed[at])) {
      ++at;
      while (at < typed.size() && !is_quote(typed[at])) word += typed[at++];
      if (at < typed.size()) ++at;
      chunk.term.phrase = true;
      while (!word.empty() && is_space(word.back())) word.pop_back();
      if (at < typed.size() && typed[at] == '*') chunk.term.prefix = true, ++at;
    } else {
      while (at < typed.size() && !is_space(typed[at]) && !is_quote(typed[at])) word += typed[at++];
      while (!word.empty() && (word.back() == ')' || word.back() == ',' || word.back() == ';'))
        word.pop_back();
    }
    while (!word.empty() && word.back() == '*') chunk.term.prefix = true, word.pop_back();
    chunk.term.text = utf8(word);
    if (!chunk.term.phrase && !chunk.term.prefix && !chunk.negative) {
      if (chunk.term.text == "OR" || chunk.term.text == "|") chunk.sign = Sign::Or;
      if (chunk.term.text == "AND" || chunk.term.text == "&" || chunk.term.text == "+")
        chunk.sign = Sign::And;
      if (chunk.term.text == "NOT") chunk.sign = Sign::Not;
      if (const int distance = near_distance(chunk.term.text)) chunk.sign = Sign::Near, chunk.distance = distance;
    }
    if (chunk.sign == Sign::Term) {
      const Shape s = shape(chunk.term.text);
      if (s.word_chars == 0) continue;
      if (s.one_word && chunk.term.phrase && !chunk.term.prefix) chunk.term.phrase = false;
      if (s.word_chars < 2) chunk.term.prefix = false;  // one letter with * would be half the dictionary
    }
    out.push_back(std::move(chunk));
  }
  return out;
}

}  // namespace

std::string Term::words() const {
  const auto typed = [](const std::string& text, bool phrase, bool prefix) { return (phrase ? "\"" + text + "\"" : text) + (prefix ? "*" : ""); };
  std::string out = typed(text, phrase, prefix);
  for (const auto& n : near) out += " near " + typed(n.text, n.phrase, n.prefix);
  return out;
}

std::string fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString taken =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), int32_t(text.size())));
  if (U_SUCCESS(status)) taken = nfd->normalize(taken, status);
  std::string out;
  for (int32_t i = 0; i < taken.length(); i = taken.moveIndex32(i, 1)) {
    const UChar32 c = taken.char32At(i);
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) text::append_utf8(out, char32_t(u_tolower(c)));
  }
  return out;
}

SearchQuery parse_query(std::string_view typed) {
  const auto all = chunks(characters(typed));
  const bool has_term =
      std::any_of(all.begin(), all.end(), [](const Chunk& c) { return c.sign == Sign::Term; });
  SearchQuery query;
  std::size_t terms = 0;
  bool join = false, negate = false;
  int near = 0;
  for (const auto& chunk : all) {
    if (terms == kQueryTerms) break;
    if (chunk.sign != Sign::Term && has_term) {
      join = chunk.sign == Sign::Or;
      if (chunk.sign == Sign::Not) negate = true;
      near = chunk.sign == Sign::Near ? chunk.distance : 0;
      continue;
    }
    // A sign that stands alone is a word: somebody may look for "or". "|" and "&" are no words.
    if (chunk.sign != Sign::Term && shape(chunk.term.text).word_chars == 0) continue;
    ++terms;
    if (near > 0 && !chunk.negative && !negate && !query.all.empty()) {
      query.all.back().back().near.push_back({chunk.term.text, chunk.term.phrase, chunk.term.prefix, near});
    } else if (chunk.negative || negate) {
      query.none.push_back(chunk.term);
    } else if (join && !query.all.empty()) {
      query.all.back().push_back(chunk.term);
    } else {
      query.all.push_back({chunk.term});
    }
    join = negate = false;
    near = 0;
  }
  return query;
}

std::vector<std::string> understood(const SearchQuery& query) {
  std::vector<std::string> out;
  for (const auto& group : query.all) {
    std::string any;
    for (const auto& term : group) any += (any.empty() ? "" : " or ") + term.words();
    out.push_back(any);
  }
  for (const auto& term : query.none) out.push_back("not " + term.words());
  return out;
}

}  // namespace heed::library

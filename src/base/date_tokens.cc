#include "base/date_tokens.h"

#include <algorithm>
#include <array>

namespace heed::date_detail {

namespace {

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Swap {
  std::string_view from, to;
};
constexpr std::array<Swap, 29> kSwaps = {{
    {"\u2010", "-"}, {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"},  {"\u2014", "-"}, {"\u2212", "-"},
    {"\u00A0", " "}, {"\u2009", " "}, {"\u202F", " "}, {"\u2002", " "},  {"\u2003", " "}, {"\u3000", " "},
    {"\u2018", "'"}, {"\u2019", "'"}, {"\u02BC", "'"}, {"\u2026", ".."}, {"\uFF0F", "/"}, {"\uFF0D", "-"},
    {"\uFF1A", ":"}, {"\uFF0E", "."}, {"\u200B", ""},  {"\u200C", ""},   {"\u200D", ""},  {"\u200E", ""},
    {"\u200F", ""},  {"\uFEFF", ""},  {"\u2060", ""},  {"\u061C", ""},   {"\u00AD", ""},
}};

bool letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool figure(char c) {
  return c >= '0' && c <= '9';
}

/// Embedding, override and isolate marks of bidirectional text: U+202A–202E and U+2066–2069.
bool direction_mark(std::string_view rest) {
  if (rest.size() < 3 || rest[0] != '\xE2') return false;
  const auto a = static_cast<unsigned char>(rest[1]), b = static_cast<unsigned char>(rest[2]);
  return (a == 0x80 && b >= 0xAA && b <= 0xAE) || (a == 0x81 && b >= 0xA6 && b <= 0xA9);
}

}  // namespace

std::optional<std::string> plain_text(std::string_view typed) {
  std::string out;
  for (std::size_t i = 0; i < typed.size();) {
    const char c = typed[i];
    if (c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0x7F)) {
      out += c >= 'A' && c <= 'Z'                          ? char(c - 'A' + 'a')
             : c < ' ' || c == ',' || c == '(' || c == ')' ? ' '
                                                           : c;
      ++i;
      continue;
    }
    const auto rest = typed.substr(i);
    if (direction_mark(rest)) {
      i += 3;
      continue;
    }
    if (rest.size() >= 3 && rest[0] == '\xEF' && rest[1] == '\xBC' && rest[2] >= '\x90' &&
        rest[2] <= '\x99') {
      out += char('0' + (rest[2] - '\x90'));  // full-width figures
      i += 3;
      continue;
    }
    const auto swap =
        std::find_if(kSwaps.begin(), kSwaps.end(), [&](const Swap& s) { return rest.starts_with(s.from); });
    if (swap == kSwaps.end()) return std::nullopt;
    out += swap->to;
    i += swap->from.size();
  }
  const auto from = out.find_first_not_of(' ');
  if (from == std::string::npos) return std::string{};
  return out.substr(from, out.find_last_not_of(' ') - from + 1);
}

std::optional<std::vector<Token>> tokens_of(std::string_view plain) {
  std::vector<Token> tokens;
  bool spaced = false;
  for (std::size_t i = 0; i < plain.size();) {
    const char c = plain[i];
    if (c == ' ') {
      spaced = true, ++i;
      continue;
    }
    std::size_t end = i + 1;
    Token token;
    if (figure(c)) {
      while (end < plain.size() && figure(plain[end])) ++end;
      if (end - i > 8) return std::nullopt;
      token.kind = Token::Number;
      for (auto k = i; k < end; ++k) token.value = token.value * 10 + (plain[k] - '0');
    } else if (letter(c)) {
      while (end < plain.size() && letter(plain[end])) ++end;
      token.kind = Token::Word;
    } else if (c == '@') {
      token.kind = Token::Word;
    } else if (std::string_view{"/-.:~?%'&"}.find(c) != std::string_view::npos) {
      token.symbol = c;
    } else {
      return std::nullopt;
    }
    token.text = c == '@' ? "at" : std::string{plain.substr(i, end - i)};
    token.spaced = spaced;
    spaced = false;
    tokens.push_back(std::move(token));
    i = end;
  }
  while (!tokens.empty() && tokens.back().is('.')) tokens.pop_back();
  return tokens;
}

int month_number(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kLong = {"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};
  if (word == "sept") return 9;
  for (std::size_t i = 0; i < kLong.size(); ++i)
    if (word == kLong[i] || word == kLong[i].substr(0, 3)) return int(i) + 1;
  return 0;
}

std::optional<int> weekday_number(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kLong = {"sunday",   "monday", "tuesday", "wednesday",
                                                            "thursday", "friday", "saturday"};
  if (word == "tues") return 2;
  if (word == "weds") return 3;
  if (word == "thur" || word == "thurs") return 4;
  for (std::size_t i = 0; i < kLong.size(); ++i)
    if (word == kLong[i] || word == kLong[i].substr(0, 3)) return int(i);
  return std::nullopt;
}

bool is_filler(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {"on",     "the",      "of",    "at",  "in",
                                                             "during", "sometime", "dated", "year"};
  return among(word, kWords);
}

bool is_about(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "about", "around", "approx", "approximately", "circa", "c", "ca", "roughly", "ish"};
  return among(word, kWords);
}

bool is_possibly(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords = {"possibly", "maybe", "perhaps", "probably",
                                                             "believed"};
  return among(word, kWords);
}

bool is_an_answer(std::string_view plain) {
  static constexpr std::array<std::string_view, 19> kWords = {
      "unknown",  "not known",    "n/k",       "nk",           "dk",    "don't know", "?",
      "??",       "???",          "-",         "n/a",          "na",    "none",       "tbc",
      "not sure", "not recorded", "not asked", "date unknown", "unsure"};
  return among(plain, kWords);
}

int recent_year(int two_digits, Day today) {
  const int now = int(today.year()), candidate = now / 100 * 100 + two_digits;
  return candidate > now + 1 ? candidate - 100 : candidate;
}

}  // namespace heed::date_detail

#include "text/words.h"

#include <unicode/uchar.h>

namespace heed::text {

namespace {
bool is_word_char(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  const auto type = u_charType(static_cast<UChar32>(c));
  return u_isalnum(static_cast<UChar32>(c)) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}
bool joins_word(char32_t c) { return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011 || is_invisible(c); }
bool ends_sentence(char32_t c) { return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026; }
bool is_space(char32_t c) { return c <= 0x20 || c == 0xA0 || (c > 0x7F && u_isUWhiteSpace(static_cast<UChar32>(c))); }
}  // namespace

std::vector<Word> words(std::string_view s) {
  std::vector<Word> out;
  bool start = true;
  int breaks = 0;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    char32_t c = next_char(s, at);
    if (!is_word_char(c)) {
      if (ends_sentence(c)) start = true;
      if (c == '\n') {
        if (++breaks >= 2) start = true;
      } else if (!is_space(c)) {
        breaks = 0;
      }
      // A bullet or an opening bracket does not end the start of a sentence; a comma does.
      if (c == ',' || c == ';') start = false;
      continue;
    }
    breaks = 0;
    Word word;
    word.sentence_start = start;
    start = false;
    word.capitalised = u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
    int letters = 0, lower = 0;
    std::size_t end = at;
    for (;;) {
      if (u_isalpha(static_cast<UChar32>(c))) {
        ++letters;
        if (u_islower(static_cast<UChar32>(c))) ++lower;
      } else if (u_isdigit(static_cast<UChar32>(c))) {
        word.has_digit = true;
      }
      end = at;
      if (at >= s.size()) break;
      std::size_t peek = at;
      char32_t next = next_char(s, peek);
      if (!is_word_char(next)) {
        if (!joins_word(next) || peek >= s.size()) break;
        std::size_t after = peek;
        const char32_t second = next_char(s, after);
        if (!is_word_char(second)) break;
        next = second;
        peek = after;
      }
      c = next;
      at = peek;
    }
    at = end;
    word.span = {begin, end};
    word.all_upper = letters >= 2 && lower == 0;
    out.push_back(word);
  }
  return out;
}

std::string parted(std::string_view s) {
  std::string out;
  char32_t before = ' ';
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    const char32_t c = next_char(s, at);
    const auto a = static_cast<UChar32>(before), b = static_cast<UChar32>(c);
    if ((u_islower(a) && u_isupper(b)) || (u_isalpha(a) && u_isdigit(b)) || (u_isdigit(a) && u_isalpha(b))) out += ' ';
    out.append(s.substr(begin, at - begin));
    before = c;
  }
  return out;
}

std::vector<Span> sentences(std::string_view s) {
  std::vector<Span> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < s.size();) {
    const char32_t c = next_char(s, at);
    const bool stop = (c == '.' || c == '!' || c == '?' || c == 0x2026) && (at >= s.size() || is_space(static_cast<unsigned char>(s[at])));
    const bool blank_line = c == '\n' && at < s.size() && s[at] == '\n';
    if (!stop && !blank_line) continue;
    // "Mr. Khan", "J. Khan": a short capitalised word before the point does not end a sentence.
    if (c == '.' && at >= 2) {
      std::size_t w = at - 1;
      while (w > begin && ((s[w - 1] | 0x20) >= 'a' && (s[w - 1] | 0x20) <= 'z')) --w;
      const auto length = at - 1 - w;
      if (length >= 1 && length <= 3 && s[w] >= 'A' && s[w] <= 'Z' && s.substr(w, length) != "No") continue;
    }
    while (at < s.size() && (s[at] == ' ' || s[at] == '\n' || s[at] == '\r' || s[at] == '\t')) ++at;
    out.push_back({begin, at});
    begin = at;
  }
  if (begin < s.size()) out.push_back({begin, s.size()});
  return out;
}

}  // namespace heed::text

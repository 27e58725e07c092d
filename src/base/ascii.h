// Letters of ASCII, whatever the locale: for names of headers, tags, endings of files and other words that programs
// made. Words that people wrote are folded by text/normalise.h, which knows their letters.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace heed {

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// `text` with small letters for the capitals of ASCII; every other byte stays.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

constexpr bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

constexpr bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The worth of a hexadecimal digit of either case; -1 for anything else.
constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower_ascii(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// `text` with "%20" and its like as the bytes that they stand for; a sign that begins no such pair stays.
inline std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit(text[i + 2]);
    out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return out;
}

}  // namespace heed

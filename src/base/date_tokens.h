// The words and figures of a typed date: cleaning, cutting and naming them. For date_reading.cc alone. It
// gives tokens and vocabulary, never meaning: what a number stands for is decided by the reader.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace heed::date_detail {

struct Token {
  enum Kind { Number, Word, Symbol } kind = Symbol;
  std::string text;  ///< as cleaned, lower case; of a symbol, its one character
  int value = 0;     ///< of a number
  char symbol = 0;
  bool spaced = false;  ///< white space stood before it
  bool is(char c) const { return kind == Symbol && symbol == c; }
};
using Tokens = std::span<const Token>;

/// Lower-case ASCII: dashes, spaces, apostrophes and full-width figures in their plain forms, invisible marks
/// gone. Nullopt where anything else is left.
std::optional<std::string> plain_text(std::string_view typed);
/// Nullopt for a number of more than eight figures or a symbol that dates do not have.
std::optional<std::vector<Token>> tokens_of(std::string_view plain);

int month_number(std::string_view word);                   ///< 1–12, or 0
std::optional<int> weekday_number(std::string_view word);  ///< Sunday is 0
bool is_filler(std::string_view word);                     ///< "on", "the", "at" …
bool is_about(std::string_view word);
bool is_possibly(std::string_view word);
bool is_an_answer(std::string_view plain);   ///< "unknown", "n/k": a list's answer, not a date
int recent_year(int two_digits, Day today);  ///< 00 to next year are 20xx, others 19xx

}  // namespace heed::date_detail

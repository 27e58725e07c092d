// A text without the blanks at its ends.
#pragma once

#include <string_view>

namespace heed {

inline constexpr std::string_view kBlanksInLine = " \t";

/// A view into `text`, without the bytes of `blanks` at its ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n\f\v") {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace heed

// Other ways in which a person reads the same words: a word divided at the end of a line as one, words that a program or a person
// glued together ("KhanNotes2") as several, percent signs as the letters they stand for. Each gives only what differs from the
// plain reading, so that a long text without any of it costs one look. For the proof alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heed::anonymise {

/// A stretch of the text in which words that were divided at the ends of lines are whole again.
struct Undivided {
  std::size_t from = 0;             ///< where the stretch begins in the text
  std::string text;
  std::vector<std::size_t> joints;  ///< in `text`: where lines met
};
/// Every place where a hyphen ends a line, with at least `reach` bytes on both sides; neighbours are one stretch.
std::vector<Undivided> undivided(std::string_view utf8, std::size_t reach);

/// A space wherever a small letter meets a capital or a letter meets a digit, as text::parted; "" when nothing changes.
std::string parted_or_nothing(std::string_view utf8);

/// The words that hold such a joint, or a percent sign that stands for a letter, taken apart or decoded: a line each.
std::string loosened_words(std::string_view utf8);


}  // namespace heed::anonymise

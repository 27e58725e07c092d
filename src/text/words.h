// Where words and sentences begin. Words are runs of letters, marks and digits; an apostrophe or a hyphen between two
// letters belongs to the word. Rules are those of British prose, good enough for finding names; no dictionary here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/normalise.h"

namespace heed::text {

struct Word {
  Span span;
  bool capitalised = false;     ///< begins with an upper-case letter
  bool all_upper = false;       ///< two letters or more, none of them lower case
  bool has_digit = false;
  bool sentence_start = false;  ///< first word of the text, of a line that follows a blank one, or after . ! ? :
};

std::vector<Word> words(std::string_view utf8);

/// A space wherever a small letter meets a capital or a letter meets a digit: "KhanHeading1" -> "Khan Heading 1".
std::string parted(std::string_view utf8);

/// Spans of sentences, in order, covering the text.
std::vector<Span> sentences(std::string_view utf8);

}  // namespace heed::text

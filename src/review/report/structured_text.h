// The small grammar in which a section of a report is written, so that it can be edited in a plain text box, compared between
// versions, and still become real headings, lists and tables. Lines that follow one another are one paragraph; a
// blank line begins the next. "## " and "### " begin a heading, "- " an item of a list ("  - " one level deeper), "| a | b |" a row of a table, whose first
// row is its header when a row of dashes ("| --- | --- |") follows it. A backslash before the first character of a line takes the
// meaning away ("\- 5 degrees"), and "\|" is a bar inside a cell. There is nothing else: no HTML, no links, no emphasis.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace heed::review {

/// The blocks of a text. Headings have level 2 ("## ") or 3 ("### "). Never fails: what is no mark is a paragraph.
std::vector<document::Block> parse_text(std::string_view text);
/// The text of blocks, such that `parse_text` gives the same words in the same structure again. Deleted text is left out; headings of
/// level 1 and 2 become "## ", deeper ones "### "; of a cell's blocks the words, in one line.
std::string text_of(const std::vector<document::Block>& blocks);
/// Words, for "1,204 words".
std::size_t words_in(std::string_view text);

}  // namespace heed::review

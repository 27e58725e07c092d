// Reads Rich Text Format (the specification 1.9.1 of Microsoft): paragraphs, headings by style or outline, list numbers as
// seen, tables, notes, comments, headers, text boxes, links, tracked changes, properties. Fonts' code pages are followed.
// A nested table becomes text of its cell; pictures and embedded objects are named in `unread`, never opened.
#pragma once

#include <string_view>

#include "document/document.h"

namespace heed::document {

/// Errors: Unsupported when it does not begin as RTF; TooLarge beyond a limit.
Result<Document> read_rtf(std::string_view bytes, const Limits& limits);

}  // namespace heed::document

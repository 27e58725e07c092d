// Reads HTML as people save it from mail and web pages: tolerant of everything, running nothing, fetching nothing.
// Headings, paragraphs, lists, tables, links and descriptions of pictures are kept; looks are not.
#pragma once

#include <string_view>

#include "document/document.h"

namespace heed::document {

/// Errors: TooLarge beyond a limit. Anything else gives a document.
Result<Document> read_html(std::string_view bytes, const Limits& limits);

}  // namespace heed::document

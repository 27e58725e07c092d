// Reads PDF by poppler's programs, each a child process with limits of memory, time and output, so that a hostile file
// meets neither this process nor its memory. Pages become paragraphs with the page's number as their place; a page
// without text is named in `unread`, because its words are a picture and need recognition.
#pragma once

#include <string_view>

#include "document/document.h"

namespace heed::document {

/// Errors: Unsupported for encrypted or damaged files, or when pdftotext is missing; TooLarge beyond a limit.
Result<Document> read_pdf(std::string_view bytes, const Limits& limits);

}  // namespace heed::document

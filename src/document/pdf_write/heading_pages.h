// On which page each heading stands in the PDF of a document. The Word file has nearly the same pages, so its contents list can show
// these numbers to whoever does not open it in Word, which counts for itself.
#pragma once

#include <vector>

#include "document/document.h"

namespace heed::document::pdf_write {

/// For each block of the document the page, from 1; 0 for what is no heading.
std::vector<std::size_t> pages_of_headings(const Document& document, const WriteOptions& options);

}  // namespace heed::document::pdf_write

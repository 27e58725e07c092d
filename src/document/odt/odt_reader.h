// Reads OpenDocument text and spreadsheets (ODF 1.2): headings, paragraphs, lists, tables, notes, comments, tracked
// changes, headers and footers. Styles are read only for what makes a heading, a header row or hidden text.
#pragma once

#include "document/zip.h"

namespace heed::document {

/// Errors: Unsupported when encrypted or damaged; TooLarge beyond a limit.
Result<Document> read_odf(Archive& archive, const Limits& limits);

}  // namespace heed::document

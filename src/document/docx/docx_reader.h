// Reads DOCX (ECMA-376 WordprocessingML, transitional and strict) into the model: everything a person could read on the
// page or in the margins, with its place. Layout, fonts and colours are left aside; pictures and embedded files are
// named, not read.
#pragma once

#include "document/zip.h"

namespace heed::document {

/// Errors: Unsupported when the main part is missing or damaged; TooLarge beyond a limit.
Result<Document> read_docx(Archive& archive, const Limits& limits);

}  // namespace heed::document

// Reads XLSX and XLSM (ECMA-376 SpreadsheetML) into tables, one a sheet: what the cells show, dates also as ISO, hidden
// sheets, rows and columns flagged, comments and drawings apart. Formulas are never computed: the value kept in the file
// is read. Formatting that only changes looks is left aside.
#pragma once

#include "document/zip.h"

namespace heed::document {

/// Errors: Unsupported when the workbook is damaged; TooLarge beyond a limit.
Result<Document> read_xlsx(Archive& archive, const Limits& limits);

}  // namespace heed::document

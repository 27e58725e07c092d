// Reads Excel's old workbooks (.xls): BIFF8 of Excel 97 to 2003 and BIFF5 of Excel 95 (MS-XLS). Values, dates by their
// format in both systems, merged cells, hidden rows, columns and sheets, comments, headers. A formula gives its cached
// value; its own text is named in `unread`, because nobody reads a chronology by its formulas.
#pragma once

#include <string_view>

#include "document/document.h"

namespace heed::document {

/// Errors: Unsupported for encrypted or damaged files; TooLarge beyond a limit.
Result<Document> read_xls(std::string_view bytes, const Limits& limits);

}  // namespace heed::document

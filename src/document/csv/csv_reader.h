// Reads separated values and plain text. Encoding, separator and quoting are found in the content, because a file from an
// agency rarely says them; cells stay text, for a date typed in a cell is the chronology's to understand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace heed::document {

/// How the values are separated.
struct CsvShape {
  char separator = ',';
  char quote = '"';         ///< 0 when nothing is quoted
  bool backslash = false;   ///< a quote inside quotes is written \" instead of ""
  bool says_separator = false;  ///< first line is Excel's "sep=;"
};
/// REQUIRES: UTF-8.
CsvShape csv_shape(std::string_view text);
bool looks_like_csv(std::string_view bytes);

/// One Table; its first row is a header when it reads like one. Errors: TooLarge beyond limits.cells.
Result<Document> read_csv(std::string_view bytes, const Limits& limits);
/// Paragraphs by line.
Result<Document> read_txt(std::string_view bytes, const Limits& limits);

}  // namespace heed::document

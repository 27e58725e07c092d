// Addresses of cells as people write them: columns by letters, rows by numbers from 1.
#pragma once

#include <cstdint>
#include <string>

namespace heed::document {

/// "A" for 0, "Z" for 25, "AA" for 26.
inline std::string column_name(std::uint64_t column) {
  std::string out;
  for (std::uint64_t n = column + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

/// "B7" for column 1 and row 7.
inline std::string cell_name(std::uint64_t column, std::uint64_t row) { return column_name(column) + std::to_string(row); }

}  // namespace heed::document

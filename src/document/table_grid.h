// A table as a grid without holes or overlaps, whatever the reader found: each place belongs to exactly one cell. Writers of paged
// formats start from it, because Word and PDF/UA both want every row to fill the same columns.
#pragma once

#include <string>
#include <vector>

#include "document/document.h"

namespace heed::document {

struct GridCell {
  const Cell* cell = nullptr;   ///< an empty one where the row was short
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
  std::string extra;            ///< words of cells that lie under this merged one
};

struct TableGrid {
  std::size_t rows = 0, columns = 1;
  std::size_t heads = 0;        ///< rows at the top that are headers
  std::vector<GridCell> cells;  ///< row by row
};

/// REQUIRES: the block outlives the grid.
TableGrid table_grid(const Block& table);

/// The characters of the longest word of each column; of an address, which may be broken, no more than a long word has.
std::vector<std::size_t> longest_words(const TableGrid& grid);

/// Too wide for a portrait page: many columns, or words too long for narrow ones.
bool is_wide(const TableGrid& grid);

}  // namespace heed::document

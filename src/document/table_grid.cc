#include "document/table_grid.h"

#include "document/encoding.h"

namespace heed::document {

TableGrid table_grid(const Block& table) {
  static const Cell kNone;
  TableGrid grid;
  grid.rows = table.rows.size();
  for (const Row& row : table.rows) grid.columns = std::max(grid.columns, row.cells.size());
  while (grid.heads < grid.rows && table.rows[grid.heads].header) ++grid.heads;

  constexpr std::size_t kFree = static_cast<std::size_t>(-1);
  std::vector<std::size_t> owner(grid.rows * grid.columns, kFree);
  for (std::size_t r = 0; r < grid.rows; ++r) {
    const Row& row = table.rows[r];
    for (std::size_t c = 0; c < grid.columns; ++c) {
      const Cell& cell = c < row.cells.size() ? row.cells[c] : kNone;
      std::size_t& here = owner[r * grid.columns + c];
      if (here != kFree) {
        // Under a merged cell nothing is seen; words that are there all the same are kept.
        if (!is_blank(cell.text) && grid.cells[here].cell->text != cell.text) {
          std::string& extra = grid.cells[here].extra;
          extra += (extra.empty() ? "" : "\n") + cell.text;
        }
        continue;
      }
      GridCell at{&cell, r, c, 1, 1, {}};
      // Heads do not reach into the body, and no cell beyond the table or over another.
      const std::size_t last = r < grid.heads ? grid.heads : grid.rows;
      at.rows = std::min<std::size_t>(static_cast<std::size_t>(std::max(cell.rows, 1)), last - r);
      const auto wanted = std::min<std::size_t>(static_cast<std::size_t>(std::max(cell.columns, 1)), grid.columns - c);
      while (at.columns < wanted && owner[r * grid.columns + c + at.columns] == kFree) ++at.columns;
      for (std::size_t y = r; y < r + at.rows; ++y)
        for (std::size_t x = c; x < c + at.columns; ++x) owner[y * grid.columns + x] = grid.cells.size();
      grid.cells.push_back(std::move(at));
    }
  }
  return grid;
}

std::vector<std::size_t> longest_words(const TableGrid& grid) {
  constexpr std::size_t kLongestWord = 30;
  std::vector<std::size_t> longest(grid.columns, 1);
  for (const GridCell& at : grid.cells) {
    if (at.columns > 1) continue;
    std::size_t word = 0;
    for (const char c : at.cell->text) {
      word = c == ' ' || c == '\n' || c == '\t' || c == '-' || c == '/' ? 0 : word + ((c & 0xC0) != 0x80);
      longest[at.column] = std::max(longest[at.column], std::min(word, kLongestWord));
    }
  }
  return longest;
}

bool is_wide(const TableGrid& grid) {
  constexpr std::size_t kManyColumns = 7;
  constexpr std::size_t kCharacters = 88;  // of the longest words side by side, on a portrait page
  if (grid.columns >= kManyColumns) return true;
  std::size_t all = 2 * grid.columns;
  for (const std::size_t w : longest_words(grid)) all += w;
  return all > kCharacters;
}

}  // namespace heed::document

// Tables by the lines that are drawn around their cells: from line segments of a page to grids whose cells may be merged.
// Pure geometry, in points, y growing downwards. Knows no PDF and no words.
#pragma once

#include <vector>

namespace heed::document::pdf {

/// A drawn line, level or upright; x1 <= x2 and y1 <= y2.
struct Segment {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct GridCell {
  int row = 0, column = 0, rows = 1, columns = 1;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct Grid {
  int rows = 0, columns = 0;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  std::vector<GridCell> cells;  ///< by row, then column; merged ones once
};

/// The grids of one page with two cells at least, from top to bottom. More than `most` lines are no table but a drawing,
/// and give nothing.
std::vector<Grid> ruled_grids(std::vector<Segment> lines, std::size_t most = 4000);

}  // namespace heed::document::pdf

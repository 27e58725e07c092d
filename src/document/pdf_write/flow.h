// From blocks to boxes that stand one below another: the lines of a paragraph, the rows of a table, each with its tag. It knows
// how wide a page is, not how long: pages.h cuts the flow.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "document/document.h"
#include "document/pdf_write/image.h"
#include "document/pdf_write/shape.h"
#include "document/pdf_write/tree.h"

namespace heed::document::pdf_write {

inline constexpr double kShortSide = 595.28, kLongSide = 841.89;  // A4 in points
inline constexpr double kMargin = 62;
inline constexpr double kPortrait = kShortSide - 2 * kMargin, kLandscape = kLongSide - 2 * kMargin;
inline constexpr double kLeading = 1.36;  // height of a line, in sizes of its type

/// From the top left of a box, downwards.
struct Rectangle {
  double x = 0, y = 0, width = 0, height = 0;
  bool filled = false;
};
struct Placed {
  Line line;
  double x = 0, baseline = 0;
};

/// A picture from the top left of a box.
struct PlacedPicture {
  std::size_t image = 0;            ///< of Flow::images
  int element = -1;                 ///< its Figure; -1 where it is decoration
  double x = 0, y = 0, width = 0, height = 0;
};

struct Box {
  double before = 0, height = 0;    ///< `before` vanishes at the top of a page
  bool keep_next = false;           ///< not the last on a page
  std::vector<Placed> lines;
  std::vector<Rectangle> rectangles;
  std::vector<PlacedPicture> pictures;
  std::vector<int> joined;          ///< elements that stand here though they may hold no text
  int heading = -1;                 ///< index of the heading that begins here
  int entry_of = -1;                ///< a line of the contents: the heading whose page is to be written at its right
  double total() const { return before + height; }
};

struct TableCell {
  int element = -1;
  std::size_t column = 0, columns = 1, rows = 1;
  std::vector<Box> boxes;
};
struct TableRow {
  int element = -1;
  std::vector<TableCell> cells;     ///< those that begin in this row
};
struct TableBox {
  std::vector<Box> caption;
  std::vector<double> edges;        ///< left of each column and right of the last
  std::vector<TableRow> rows;
  std::size_t heads = 0;            ///< rows at the top that every page repeats
  bool landscape = false;
};
struct NewPage {};
using Item = std::variant<Box, TableBox, NewPage>;

struct Heading {
  int level = 1;                    ///< as tagged: no level is left out on the way down
  std::string words;
  std::size_t block = static_cast<std::size_t>(-1);  ///< of the document; none for one that the writer adds
};
struct Link {
  std::string address;              ///< empty for one inside the file
  int heading = -1;
  int element = -1;
  std::string words;
};

struct Flow {
  std::vector<Item> items;
  std::vector<Heading> headings;
  std::vector<Link> links;
  std::vector<Image> images;
  std::vector<Place> damaged;       ///< where pictures stood that could not be unpacked
};

/// Whether the contents list has its pages to itself, or the words begin below it.
enum class ContentsPage { Own, Shared };
Flow flow(const Document& document, const WriteOptions& options, Shaper& shaper, Tree& tree, ContentsPage contents = ContentsPage::Own);

}  // namespace heed::document::pdf_write

// Cuts the flow into pages and draws them: lines in reading order with their tags, rules and running heads as artifacts. Rows of a
// table go on over the page where they must, with the table's head repeated.
#pragma once

#include <string>
#include <vector>

#include "document/pdf_write/flow.h"

namespace heed::document::pdf_write {

struct OnPage {
  const Placed* text = nullptr;    ///< or nothing: `join` or `picture` alone
  double x = 0, y = 0;             ///< of the box, from the top left of the page
  int join = -1;                   ///< an element that begins here
  bool artifact = false;           ///< a repeated head
  int entry_of = -1;
  double right = 0;                ///< where the page number of an entry ends
  const PlacedPicture* picture = nullptr;
};
struct Page {
  bool landscape = false;
  std::vector<OnPage> texts;
  std::vector<Rectangle> rectangles;  ///< on the page, from its top left
  double width() const { return landscape ? kLongSide : kShortSide; }
  double height() const { return landscape ? kShortSide : kLongSide; }
};
struct HeadingPlace {
  std::size_t page = 0;
  double y = 0;
};
struct Pages {
  std::vector<Page> pages;
  std::vector<HeadingPlace> headings;
};

/// REQUIRES: the flow outlives the pages.
Pages cut(const Flow& flow);

}  // namespace heed::document::pdf_write

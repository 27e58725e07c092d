#include "document/pdf/ruled.h"

#include <gtest/gtest.h>

namespace heed::document::pdf {
namespace {

Segment across(double y, double x1, double x2) { return {x1, y, x2, y}; }
Segment down(double x, double y1, double y2) { return {x, y1, x, y2}; }

TEST(Ruled, AGridOfLinesIsATable) {
  const auto grids = ruled_grids({across(0, 0, 100), across(20, 0, 100), across(40, 0, 100), down(0, 0, 40), down(50, 0, 40), down(100, 0, 40)});
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].rows, 2);
  EXPECT_EQ(grids[0].columns, 2);
  EXPECT_EQ(grids[0].cells.size(), 4u);
}

TEST(Ruled, MissingLinesMergeCells) {
  // The first row has no line between its columns; lines are drawn in pieces and do not quite meet.
  const auto grids = ruled_grids({across(0, 0, 60), across(0.5, 58, 100), across(20, 0, 100), across(40, 1, 99), down(0, 0, 40), down(50, 21, 40), down(100, 0, 40)});
  ASSERT_EQ(grids.size(), 1u);
  ASSERT_EQ(grids[0].cells.size(), 3u);
  EXPECT_EQ(grids[0].cells[0].columns, 2);
  EXPECT_EQ(grids[0].cells[1].row, 1);
}

TEST(Ruled, ABoxAndRulesAloneAreNone) {
  EXPECT_TRUE(ruled_grids({across(0, 0, 100), across(20, 0, 100), down(0, 0, 20), down(100, 0, 20)}).empty());
  EXPECT_TRUE(ruled_grids({across(0, 0, 100), across(20, 0, 100), across(40, 0, 100)}).empty());
  EXPECT_TRUE(ruled_grids({}).empty());
}

TEST(Ruled, TwoTablesStayTwo) {
  std::vector<Segment> lines;
  for (const double y : {0.0, 300.0})
    for (const Segment& s : {across(y, 0, 100), across(y + 20, 0, 100), down(0, y, y + 20), down(50, y, y + 20), down(100, y, y + 20)}) lines.push_back(s);
  const auto grids = ruled_grids(lines);
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_LT(grids[0].y1, grids[1].y1);
}

TEST(Ruled, ADrawingOfManyLinesIsLeftAlone) {
  std::vector<Segment> lines;
  for (int i = 0; i < 5000; ++i) lines.push_back(across(i, 0, 100));
  EXPECT_TRUE(ruled_grids(lines).empty());
}

}  // namespace
}  // namespace heed::document::pdf

#include <gtest/gtest.h>

#include "document/html/html_reader.h"

namespace heed::document {
namespace {

Document page(std::string_view html) {
  auto d = read_html(html, {});
  EXPECT_TRUE(d.ok());
  return d.ok() ? std::move(*d) : Document{};
}

/// The words of a page, those that it hides in brackets.
std::string with_brackets(std::string_view html) {
  std::string out;
  const auto add = [&out](const auto& self, const std::vector<Block>& blocks) -> void {
    for (const Block& b : blocks) {
      for (const Run& r : b.runs) out += r.hidden ? "[" + r.text + "]" : r.text;
      for (const Row& row : b.rows)
        for (const Cell& c : row.cells) self(self, c.blocks);
      out += '|';
    }
  };
  add(add, page(html).blocks);
  return out;
}

TEST(Html, WordsThatAreNotShownAreReadAndFlagged) {
  EXPECT_EQ(with_brackets("a <span hidden>b</span> c"), "a [b] c|");
  EXPECT_EQ(with_brackets("a <span hidden=''>b</span>"), "a [b]|");
  EXPECT_EQ(with_brackets("a <b style='color:red; DISPLAY : none !important'>b <i>c</i></b> d"), "a [b ][c] d|");
  EXPECT_EQ(with_brackets("<div style='visibility:hidden'>a<div>b</div>c</div>d"), "[a]|[b]|[c]|d|");
  EXPECT_EQ(with_brackets("x<span style='mso-hide:all'>a</span><span style='font-size:0px'>b</span><span style='opacity:0'>c</span><span style='opacity:0.5;font-size:10px'>d</span>"),
            "x[a][b][c]d|");
  EXPECT_EQ(with_brackets("<p style='display:block' hidden>a<p>b"), "a|b|");
  EXPECT_EQ(with_brackets("<noscript>a</noscript><template>b</template>c<input type=hidden value=d>"), "[a][b]c[d]|");
}

TEST(Html, SheetsOfStyleHide) {
  const std::string sheet = "<style><!-- .no, td.gone {display:none} #top{visibility:hidden} em{display:none} .yes{display:none} .yes{display:inline} "
                            "@media print{.seen{display:none}} /* .seen{display:none} */ div .seen{display:none} --></style>";
  EXPECT_EQ(with_brackets(sheet + "a<i class='x no'>b</i><i id=top>c</i><em>d</em><i class=yes>e</i><i class=seen>f</i>"), "a[b][c][d]ef|");
  EXPECT_EQ(with_brackets(sheet + "<p class=gone>a</p><table><tr><td class=gone>b<td>c</table>"), "a|[b]|c||");
}

TEST(Html, WhatIsHiddenEndsWhereItsElementEnds) {
  EXPECT_EQ(with_brackets("<p hidden>a<p>b"), "[a]|b|");
  EXPECT_EQ(with_brackets("<ul><li hidden>a<ul><li>b</ul><li>c</ul>d"), "[a]|[b]|c|d|");
  EXPECT_EQ(with_brackets("<ul><li>a<li hidden>b</ul>c"), "a|[b]|c|");
  EXPECT_EQ(with_brackets("<table><tr hidden><td>a<td>b<tr><td>c</table>d"), "[a]|[b]|c||d|");
  EXPECT_EQ(with_brackets("<table><tr><td hidden>a<table><tr><td>b</table>c<td>d</table>"), "[a]|[b]||[c]|d||");
  EXPECT_EQ(with_brackets("<img alt=a hidden>b<br hidden>c"), "b[\n]c|[a]|");
}

TEST(Html, HiddenRowsCellsTablesAndParagraphsSayThatTheyAre) {
  const Document d = page("<p hidden>a</p><p>b <i hidden>c</i></p><table hidden><tr><td>d</table>"
                          "<table><tr hidden><td>e<tr><td style='display:none'>f<td>g</table>");
  ASSERT_EQ(d.blocks.size(), 4u);
  EXPECT_TRUE(d.blocks[0].hidden);
  EXPECT_FALSE(d.blocks[1].hidden);
  EXPECT_TRUE(d.blocks[2].hidden);
  EXPECT_FALSE(d.blocks[3].hidden);
  EXPECT_TRUE(d.blocks[3].rows[0].hidden);
  EXPECT_FALSE(d.blocks[3].rows[1].hidden);
  EXPECT_TRUE(d.blocks[3].rows[1].cells[0].hidden);
  EXPECT_FALSE(d.blocks[3].rows[1].cells[1].hidden);
}

}  // namespace
}  // namespace heed::document

#include "review/report/structured_text.h"

#include <gtest/gtest.h>

namespace heed::review {
namespace {

using document::BlockKind;

TEST(StructuredText, LinesThatFollowAreOneParagraph) {
  const auto blocks = parse_text("One\ntwo\n\nThree");
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[0].text(), "One two");
  EXPECT_EQ(blocks[1].text(), "Three");
}

TEST(StructuredText, MarksMakeHeadingsListsAndTables) {
  const auto blocks = parse_text("## What happened\nShe asked for help.\n- once\n  - by telephone\n### Later\n| When | Who |\n| --- | --- |\n| May 2016 | Police \\| health |\n| June |");
  ASSERT_EQ(blocks.size(), 6u);
  EXPECT_EQ(blocks[0].kind, BlockKind::Heading);
  EXPECT_EQ(blocks[0].level, 2);
  EXPECT_EQ(blocks[2].kind, BlockKind::ListItem);
  EXPECT_EQ(blocks[3].level, 1);
  EXPECT_EQ(blocks[4].level, 3);
  const auto& table = blocks[5];
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_TRUE(table.rows[0].header);
  EXPECT_EQ(table.rows[1].cells[1].text, "Police | health");
  EXPECT_EQ(table.rows[2].cells.size(), 2u) << "short rows are filled up";
}

TEST(StructuredText, HtmlIsOnlyWords) {
  const auto blocks = parse_text("<script>alert(1)</script>");
  ASSERT_EQ(blocks.size(), 1u);
  document::Document d;
  d.blocks = blocks;
  EXPECT_EQ(document::write_html(d).find("<script"), std::string::npos);
}

TEST(StructuredText, WhatIsWrittenReadsTheSame) {
  for (const char* text : {"One\n\n## Two\n\n- a\n- b\n  - c\n\nThree", "| A | B |\n| --- | --- |\n| 1 \\| 2 | back\\\\slash |", "\\- not a list\n\n\\| not a table",
                           "| no | header |\n| a | b |", "\\## not a heading"}) {
    const auto once = text_of(parse_text(text));
    EXPECT_EQ(once, text);
    EXPECT_EQ(text_of(parse_text(once)), once);
  }
}

TEST(StructuredText, CountsWords) {
  EXPECT_EQ(words_in("She didn't go. A co-ordinated answer, 2016."), 7u);
  EXPECT_EQ(words_in(""), 0u);
}

}  // namespace
}  // namespace heed::review

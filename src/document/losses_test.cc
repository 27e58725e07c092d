// What is lost is said: by each writer of itself, and by comparing what was read with what is read again.
#include "document/losses.h"

#include <gtest/gtest.h>

namespace heed::document {
namespace {

Block words(BlockKind kind, std::string text, int level = 0) {
  Block b;
  b.kind = kind;
  b.level = level;
  b.runs.push_back({std::move(text)});
  b.place = {"body", "paragraph 1"};
  return b;
}

Document full() {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Rowan's review", 1), words(BlockKind::Paragraph, "Met a worker."), words(BlockKind::ListItem, "one")};
  d.blocks[1].runs[0].link = "file:///C:/secret";
  Run gone{"struck"};
  gone.deleted = true;
  d.blocks[1].runs.push_back(gone);
  Block table;
  table.kind = BlockKind::Table;
  table.place = {"body", "table 1"};
  table.rows.resize(2);
  table.rows[0].header = true;
  for (Row& row : table.rows) row.cells.resize(2);
  table.rows[0].cells[0].text = "Dated";
  table.rows[0].cells[1].text = "Sum";
  table.rows[1].cells[0].text = "cell";
  table.rows[1].cells[1].text = "3";
  table.rows[1].cells[1].formula = "SUM(A1)";
  d.blocks.push_back(table);
  d.apart = {words(BlockKind::Paragraph, "a remark"), words(BlockKind::Note, "a note")};
  d.apart[0].place = {"comment by somebody", "paragraph 2"};
  d.apart[1].place = {"footnote 1", ""};
  d.embedded = {"Rowan.xlsx"};
  return d;
}

bool says(const std::vector<Unread>& all, std::string_view what) {
  return std::any_of(all.begin(), all.end(), [&](const Unread& u) { return u.what.find(what) != std::string::npos; });
}

TEST(Losses, EachWriterSaysWhatItLeavesOut) {
  for (const Format format : {Format::Docx, Format::Pdf, Format::Html}) {
    const auto all = unwritten(full(), format);
    EXPECT_TRUE(says(all, "comment"));
    EXPECT_FALSE(says(all, "note"));
    EXPECT_TRUE(says(all, "target of a link"));
    EXPECT_TRUE(says(all, "deleted text"));
    EXPECT_TRUE(says(all, "formula"));
    EXPECT_TRUE(says(all, "embedded file"));
    for (const Unread& u : all) {
      EXPECT_EQ((u.what + u.reason).find("Rowan"), std::string::npos) << "a loss quotes nothing";
      EXPECT_EQ((u.what + u.reason).find("somebody"), std::string::npos);
    }
  }
  EXPECT_TRUE(says(unwritten(full(), Format::Csv), "words beside the table (5 in all)"));
  EXPECT_TRUE(unwritten(full(), Format::Json).empty());
  Document plain;
  plain.blocks = {words(BlockKind::Paragraph, "All of it.")};
  for (const Format format : {Format::Docx, Format::Pdf, Format::Xlsx, Format::Html, Format::Text}) EXPECT_TRUE(unwritten(plain, format).empty());
}

TEST(Losses, ARoundTripIsCompared) {
  const Document before = full();
  EXPECT_TRUE(lost(before, before).empty());
  Document after = before;
  after.blocks[1].runs[0].text = "Met.";
  after.blocks.erase(after.blocks.begin() + 2);
  const auto all = lost(before, after);
  EXPECT_TRUE(says(all, "3 words")) << "a, worker, one";
  EXPECT_TRUE(says(all, "1 of 1: list item"));
  EXPECT_TRUE(all.front().loses_words);
  EXPECT_EQ(all.front().place.words(), "body, paragraph 1");
  EXPECT_TRUE(lost(after, before).empty()) << "what came in addition is no loss";
}

TEST(Losses, AWordFileComesBackWhole) {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Background", 1), words(BlockKind::Paragraph, "Some words."), full().blocks[3]};
  d.blocks[2].rows[1].cells[1].formula.clear();
  const auto made = write(d, Format::Docx, {});
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(made->losses.empty());
  const auto again = read(made->bytes, "a.docx");
  ASSERT_TRUE(again.ok());
  for (const Unread& u : lost(d, *again)) ADD_FAILURE() << u.what;
}

TEST(Losses, EndingsAskForFormats) {
  EXPECT_EQ(format_of("A.PDF"), Format::Pdf);
  EXPECT_EQ(format_of("a.htm"), Format::Html);
  EXPECT_FALSE(format_of("a.doc"));
}

}  // namespace
}  // namespace heed::document

// What is written is what is read again, and what offices' programs open.
#include <gtest/gtest.h>

#include <fstream>

#include "document/document.h"
#include "document/document_fixture.h"
#include "document/encoding.h"
#include "document/zip.h"

namespace heed::document {
namespace {

Cell cell(std::string text, CellKind kind = CellKind::Text, std::string iso = {}) {
  Cell c;
  c.text = std::move(text);
  c.kind = c.text.empty() ? CellKind::Empty : kind;
  c.iso_date = std::move(iso);
  return c;
}

Document example() {
  Document d;
  d.blocks.push_back(words(BlockKind::Heading, "Background", 1));
  d.blocks.push_back(words(BlockKind::Paragraph, "Ash & \"Birch\" <met> at 5 o'clock.\nThen\tleft\x01."));
  d.blocks.back().runs.push_back(d.blocks.back().runs[0]);
  d.blocks.back().runs[1].text = " gone";
  d.blocks.back().runs[1].deleted = true;
  Run link;
  link.text = " See here";
  link.link = "https://example.org/?a=1&b=2";
  link.bold = true;
  d.blocks.back().runs.push_back(link);
  d.blocks.push_back(words(BlockKind::Heading, "Agencies", 2));
  d.blocks.push_back(words(BlockKind::ListItem, "first", 0, "1."));
  d.blocks.push_back(words(BlockKind::ListItem, "under", 1, "(a)"));
  d.blocks.push_back(words(BlockKind::ListItem, "under too", 1, "(b)"));
  d.blocks.push_back(words(BlockKind::ListItem, "second", 0, "2."));
  d.blocks.push_back(words(BlockKind::Paragraph, "Between."));
  d.blocks.push_back(words(BlockKind::ListItem, "dot", 0, "•"));
  d.blocks.push_back(words(BlockKind::Paragraph, "Between again."));
  d.blocks.push_back(words(BlockKind::ListItem, "as seen", 0, "3.2.1"));
  Block table;
  table.kind = BlockKind::Table;
  table.caption = "Contacts";
  Row head, one, two, three;
  head.header = true;
  head.cells = {cell("Date"), cell("Agency"), cell("Visits"), cell("Note")};
  one.cells = {cell("22/05/2016", CellKind::Date, "2016-05-22"), cell("=SUM(A1)"), cell("3", CellKind::Number), cell("wide")};
  two.cells = {cell("22/05/2016 14:30", CellKind::Date, "2016-05-22T14:30"), cell("GP"), cell("0207", CellKind::Number), cell("")};
  three.cells = {cell("merged"), cell(""), cell("25%", CellKind::Number), cell("end")};
  three.cells[0].columns = 2;
  three.cells[1].covered = true;
  one.cells[3].rows = 2;
  two.cells[3].covered = true;
  table.rows = {head, one, two, three};
  d.blocks.push_back(table);
  Block note = words(BlockKind::Note, "the note", 0, "1");
  note.place = {"footnote 1", "paragraph 1"};
  d.apart.push_back(note);
  return d;
}

WriteOptions marked() {
  WriteOptions o;
  o.title = "Review AB12";
  o.marking = "OFFICIAL-SENSITIVE & more";
  o.footer = "Edition 1";
  o.contents = true;
  return o;
}

TEST(WriteDocx, ReadsBackAsWritten) {
  const std::string bytes = write_docx(example(), marked());
  auto back = read(bytes, "x.docx");
  ASSERT_TRUE(back.ok()) << back.error().message;
  std::vector<std::string> seen;
  for (const Block& b : back->blocks)
    if (b.kind != BlockKind::Table) seen.push_back((b.label.empty() ? "" : b.label + " ") + b.text());
  const std::vector<std::string> expected{"Review AB12", "Contents", "Background\t1", "Agencies\t1", "Background",
      "Ash & \"Birch\" <met> at 5 o'clock.\nThen\tleft. See here", "Agencies", "1. first", "(a) under", "(b) under too",
      "2. second", "Between.", "• dot", "Between again.", "3.2.1 as seen", "Contacts", "Notes", "[1] the note"};
  EXPECT_EQ(seen, expected);
  const Block* table = nullptr;
  for (const Block& b : back->blocks)
    if (b.kind == BlockKind::Table) table = &b;
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 4u);
  EXPECT_TRUE(table->rows[0].header);
  EXPECT_FALSE(table->rows[1].header);
  EXPECT_EQ(table->rows[1].cells[1].text, "=SUM(A1)");
  EXPECT_EQ(table->rows[1].cells[3].rows, 2);
  EXPECT_TRUE(table->rows[2].cells[3].covered);
  EXPECT_EQ(table->rows[3].cells[0].columns, 2);
  EXPECT_EQ(table->rows[3].cells[3].text, "end");
  EXPECT_NE(back->text().find("OFFICIAL-SENSITIVE & more"), std::string::npos);
  EXPECT_NE(back->text().find("Page 1 of 1"), std::string::npos);
  for (const Property& p : back->properties) EXPECT_NE(p.name, "author");
}

TEST(WriteDocx, HeadingsAreHeadings) {
  auto back = read(write_docx(example(), {}), "x.docx");
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->blocks[0].kind, BlockKind::Heading);
  EXPECT_EQ(back->blocks[0].level, 1);
  EXPECT_EQ(back->blocks[2].kind, BlockKind::Heading);
  EXPECT_EQ(back->blocks[2].level, 2);
  EXPECT_EQ(back->blocks[3].kind, BlockKind::ListItem);
}

TEST(WriteDocx, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(write_docx(example(), marked()), write_docx(example(), marked()));
}

TEST(WriteXlsx, ReadsBackTyped) {
  const std::string bytes = write_xlsx(example(), marked());
  auto back = read(bytes, "x.xlsx");
  ASSERT_TRUE(back.ok()) << back.error().message;
  ASSERT_EQ(back->blocks.size(), 2u);
  const Block& t = back->blocks[0];
  EXPECT_EQ(t.caption, "Contacts");
  ASSERT_EQ(t.rows.size(), 4u);
  EXPECT_TRUE(t.rows[0].header);
  EXPECT_EQ(t.rows[1].cells[0].iso_date, "2016-05-22");
  EXPECT_EQ(t.rows[1].cells[0].text, "22/05/2016");
  EXPECT_EQ(t.rows[2].cells[0].iso_date, "2016-05-22T14:30");
  EXPECT_EQ(t.rows[1].cells[1].text, "=SUM(A1)");
  EXPECT_TRUE(t.rows[1].cells[1].formula.empty());
  EXPECT_EQ(t.rows[1].cells[2].kind, CellKind::Number);
  EXPECT_EQ(t.rows[2].cells[2].text, "0207");
  EXPECT_EQ(t.rows[3].cells[2].text, "25%");
  EXPECT_EQ(t.rows[3].cells[0].columns, 2);
  EXPECT_EQ(t.rows[1].cells[3].rows, 2);
  EXPECT_EQ(write_xlsx(example(), marked()), bytes);
}

TEST(WriteXlsx, SheetNamesAreMadeFit) {
  Document d = example();
  Block table = d.blocks.back();
  d.blocks = {table, table, table};
  d.blocks[0].caption = "A/B: what [happened] in a very long name of a sheet";
  d.blocks[1].caption = "'";
  auto back = read(write_xlsx(d, {}), "x.xlsx");
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->blocks.size(), 3u);
}

TEST(WriteXlsx, LongCellsLoseNothing) {
  Document d;
  Block table;
  table.kind = BlockKind::Table;
  Row row;
  row.cells = {cell(std::string(70000, 'x') + "end")};
  table.rows = {row};
  d.blocks = {table};
  auto back = read(write_xlsx(d, {}), "x.xlsx");
  ASSERT_TRUE(back.ok());
  const std::string all = back->text();
  EXPECT_EQ(std::count(all.begin(), all.end(), 'x'), 70000);
  EXPECT_NE(all.find("end"), std::string::npos);
}

TEST(WriteCsv, FormulasAreDefused) {
  Document d = example();
  const std::string csv = write_csv(d);
  EXPECT_NE(csv.find("'=SUM(A1)"), std::string::npos);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
  auto back = read(csv, "x.csv");
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->blocks[0].rows[2].cells[1].text, "GP");
}

TEST(WriteCsv, RoundTripKeepsQuotesAndLines) {
  Document d;
  Block table;
  table.kind = BlockKind::Table;
  Row head, row;
  head.cells = {cell("a"), cell("b"), cell("c")};
  row.cells = {cell("say \"no\", twice"), cell("two\nlines"), cell(" spaced ")};
  table.rows = {head, row};
  d.blocks = {table};
  auto back = read(write_csv(d), "x.csv");
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->blocks[0].rows.size(), 2u);
  EXPECT_EQ(back->blocks[0].rows[1].cells[0].text, "say \"no\", twice");
  EXPECT_EQ(back->blocks[0].rows[1].cells[1].text, "two\nlines");
  EXPECT_EQ(back->blocks[0].rows[1].cells[2].text, " spaced ");
}

TEST(WriteHtml, EverythingIsEscapedAndNested) {
  Document d = example();
  d.blocks[1].runs[0].link = "javascript:alert(1)";
  const std::string html = write_html(d);
  EXPECT_EQ(html.find("javascript"), std::string::npos);
  EXPECT_NE(html.find("&lt;met&gt;"), std::string::npos);
  EXPECT_NE(html.find("<h1 id=\"p1\">Background</h1>"), std::string::npos);
  EXPECT_NE(html.find("<ol type=\"a\"><li id=\"p5\" value=\"1\">under</li>"), std::string::npos);
  EXPECT_NE(html.find("rowspan=\"2\""), std::string::npos);
  auto back = read(html, "x.html");
  ASSERT_TRUE(back.ok());
  EXPECT_NE(back->text().find("Ash & \"Birch\" <met>"), std::string::npos);
}

TEST(WriteJson, IsJson) {
  Document d = example();
  d.blocks[0].runs[0].text += "\xFF";
  const auto j = nlohmann::json::parse(write_json(d));
  EXPECT_EQ(j["blocks"][0]["kind"], "heading");
}

TEST(LibreOffice, OpensWhatIsWritten) {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) GTEST_SKIP() << "soffice is not installed";
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / fmt::format("heed-write-{}", ::testing::UnitTest::GetInstance()->random_seed());
  fs::create_directories(folder);
  const auto save = [&](const char* name, const std::string& bytes) { std::ofstream(folder / name, std::ios::binary) << bytes; };
  save("a.docx", write_docx(example(), marked()));
  save("b.xlsx", write_xlsx(example(), marked()));
  const std::string command = fmt::format("cd '{0}' && HOME='{0}' timeout 120 soffice --headless --convert-to pdf a.docx b.xlsx >/dev/null 2>&1",
                                          folder.string());
  EXPECT_EQ(std::system(command.c_str()), 0);
  for (const char* name : {"a.pdf", "b.pdf"}) {
    auto pdf = read_file((folder / name).string());
    ASSERT_TRUE(pdf.ok());
    EXPECT_NE(pdf->text().find("GP"), std::string::npos);
  }
  fs::remove_all(folder);
}

TEST(DocumentWrite, GivesInPiecesWhatItGivesAtOnce) {
  Document d;
  Block sheet;
  sheet.kind = BlockKind::Table;
  for (int i = 0; i < 8000; ++i) {
    Row& row = sheet.rows.emplace_back();
    for (const char* text : {"wort <wort>", "", "42"}) row.cells.push_back(cell(text));
  }
  d.blocks = {sheet, words(BlockKind::Paragraph, "the end")};
  const auto as_json = [](const Document& all, const TakePiece& take) { return write_json(all, take); };
  const auto as_html = [](const Document& all, const TakePiece& take) { return write_html(all, take); };
  using Write = std::function<std::string(const Document&, const TakePiece&)>;
  for (const Write& write : {Write(as_json), Write(as_html)}) {
    std::string taken;
    int pieces = 0;
    const std::string rest = write(d, [&](std::string_view piece) { taken += piece, ++pieces; });
    EXPECT_GT(pieces, 0);
    EXPECT_LT(rest.size(), taken.size());
    EXPECT_EQ(taken + rest, write(d, {}));
  }
}

}  // namespace
}  // namespace heed::document

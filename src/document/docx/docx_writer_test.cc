// What stands inside a written DOCX: the order that the schema wants, numbers that count, pages that lie across.
#include <gtest/gtest.h>

#include "document/docx/docx_lists.h"
#include "document/document.h"
#include "document/document_fixture.h"
#include "document/printed_fixture.h"
#include "document/xml.h"
#include "document/zip.h"

namespace heed::document {
namespace {

Block table(std::size_t columns) {
  Block t;
  t.kind = BlockKind::Table;
  t.caption = "Contacts";
  for (int r = 0; r < 3; ++r) {
    Row row;
    row.header = r == 0;
    for (std::size_t c = 0; c < columns; ++c) {
      Cell cell;
      cell.text = "cell";
      row.cells.push_back(cell);
    }
    t.rows.push_back(row);
  }
  t.rows[1].cells[0].rows = 2;
  t.rows[2].cells[0] = {};
  t.rows[2].cells[0].covered = true;
  return t;
}

Document report() {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Introduction", 1, "1"), words(BlockKind::Paragraph, "First.", 0, "1.1"), words(BlockKind::Paragraph, "Second.", 0, "1.2"),
              words(BlockKind::ListItem, "dot", 0, "\xE2\x80\xA2"), words(BlockKind::Paragraph, "Third.", 0, "1.3"),
              words(BlockKind::Heading, "Facts", 1, "2"), words(BlockKind::Heading, "People", 2, "2.1"), words(BlockKind::Paragraph, "Deeper.", 0, "2.1.1"),
              words(BlockKind::Paragraph, "Deeper still.", 0, "2.1.2"), table(3), table(8), table(8), words(BlockKind::Heading, "After", 1, "4"),
              words(BlockKind::Paragraph, "A chapter was taken out.", 0, "4.7"), words(BlockKind::Paragraph, "And goes on.", 0, "4.8")};
  d.blocks[1].runs[0].bold = d.blocks[1].runs[0].italic = d.blocks[1].runs[0].underline = d.blocks[1].runs[0].hidden = true;
  Run link{"Link"};
  link.link = "https://example.org/";
  d.blocks[2].runs.push_back(link);
  return d;
}

WriteOptions marked() {
  WriteOptions o;
  o.title = "Overview report";
  o.marking = "OFFICIAL";
  o.contents = true;
  return o;
}

std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::map<std::string, std::string> out;
  auto parts = unpack(bytes);
  EXPECT_TRUE(parts.ok());
  for (auto& p : *parts) out[p.name] = std::move(p.bytes);
  return out;
}

/// The children of each element in the order of ECMA-376 part 1, annex A. What a table does not name may not stand there.
const std::map<std::string, std::vector<std::string>, std::less<>> kOrder = {
    {"pPr", {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
             "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
             "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
             "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"}},
    {"rPr", {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
             "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
             "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"}},
    {"tbl", {"tblPr", "tblGrid", "tr"}},
    {"tblPr", {"tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd",
               "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"}},
    {"tblBorders", {"top", "left", "start", "bottom", "right", "end", "insideH", "insideV"}},
    {"tblCellMar", {"top", "left", "start", "bottom", "right", "end"}},
    {"tr", {"tblPrEx", "trPr", "tc"}},
    {"tcPr", {"cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"}},
    {"sectPr", {"headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType",
                "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid"}},
    {"numPr", {"ilvl", "numId"}},
    {"numbering", {"numPicBullet", "abstractNum", "num"}},
    {"abstractNum", {"nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"}},
    {"num", {"abstractNumId", "lvlOverride"}},
    {"lvl", {"start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr"}},
    {"styles", {"docDefaults", "latentStyles", "style"}},
    {"docDefaults", {"rPrDefault", "pPrDefault"}},
    {"style", {"name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked",
               "personal", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"}},
    {"settings", {"writeProtection", "view", "zoom", "removePersonalInformation", "mirrorMargins", "trackRevisions", "documentProtection", "defaultTabStop",
                  "autoHyphenation", "evenAndOddHeaders", "characterSpacingControl", "updateFields", "footnotePr", "endnotePr", "compat", "rsids", "mathPr",
                  "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"}},
};

void expect_ordered(const pugi::xml_node& node, const std::string& part) {
  const auto table = kOrder.find(local(node));
  std::size_t reached = 0;
  bool contents = false;
  for (const auto& c : node.children()) {
    if (c.type() != pugi::node_element) continue;
    const std::string name(local(c));
    if (table != kOrder.end()) {
      const auto at = std::find(table->second.begin(), table->second.end(), name);
      EXPECT_NE(at, table->second.end()) << part << ": " << name << " in " << table->first;
      const auto place = static_cast<std::size_t>(at - table->second.begin());
      EXPECT_GE(place, reached) << part << ": " << name << " comes too late in " << table->first;
      reached = std::max(reached, place);
    }
    // Properties come before what they describe.
    if (name == std::string(local(node)) + "Pr") {
      EXPECT_FALSE(contents) << part << ": " << name;
    }
    contents = true;
    expect_ordered(c, part);
  }
}

TEST(DocxSchema, EveryChildStandsWhereTheSchemaWantsIt) {
  for (const auto& [name, bytes] : parts_of(write_docx(report(), marked()))) {
    if (!name.starts_with("word/") || !name.ends_with(".xml")) continue;
    pugi::xml_document tree;
    ASSERT_TRUE(load_xml(tree, bytes, {}).ok()) << name;
    expect_ordered(tree, name);
  }
}

TEST(DocxNumbers, CountByThemselvesAndReadBackAsSeen) {
  const std::string bytes = write_docx(report(), {});
  auto back = read(bytes, "x.docx");
  ASSERT_TRUE(back.ok());
  std::vector<std::string> labels;
  for (const Block& b : back->blocks)
    if (!b.label.empty()) labels.push_back(b.label);
  const std::vector<std::string> expected{"1", "1.1", "1.2", "\xE2\x80\xA2", "1.3", "2", "2.1", "2.1.1", "2.1.2", "4", "4.7", "4.8"};
  EXPECT_EQ(labels, expected);
  // Real numbers, not typed ones, in two lists: one until the chapter that is missing, one after it, and one of bullets.
  const auto parts = parts_of(bytes);
  EXPECT_EQ(parts.at("word/document.xml").find(">1.1"), std::string::npos);
  const docx::ListPlan plan(report().blocks);
  std::size_t lists = 0;
  for (std::size_t at = 0; (at = parts.at("word/numbering.xml").find("<w:num ", at)) != std::string::npos; ++at) ++lists;
  EXPECT_EQ(lists, 3u);
}

TEST(DocxNumbers, LabelsThatNoListGivesStayAsText) {
  Document d;
  d.blocks = {words(BlockKind::Paragraph, "Odd.", 0, "A-7"), words(BlockKind::Paragraph, "Zero.", 0, "1.0"), words(BlockKind::Paragraph, "Long.", 0, "1.2.3.4.5.6.7.8.9.10")};
  const auto parts = parts_of(write_docx(d, {}));
  for (const char* label : {">A-7 <", ">1.0 <", ">1.2.3.4.5.6.7.8.9.10 <"}) EXPECT_NE(parts.at("word/document.xml").find(label), std::string::npos) << label;
}

TEST(DocxPages, WideTablesLieAcrossWithHeadersOnEverySection) {
  const auto parts = parts_of(write_docx(report(), marked()));
  const std::string& body = parts.at("word/document.xml");
  const auto count = [&](std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = body.find(what, at)) != std::string::npos; ++at) ++n;
    return n;
  };
  EXPECT_EQ(count("w:orient=\"landscape\""), 1u) << "two wide tables share a section";
  EXPECT_EQ(count("<w:sectPr>"), count("<w:headerReference"));
  EXPECT_EQ(count("<w:tblHeader/>"), 3u);
}

TEST(DocxPages, NoColumnIsNarrowerThanItsLongestWord) {
  Document d;
  Block t = table(4);
  t.rows[1].cells[0].text = "22 May 2016";
  t.rows[1].cells[1].text = "Safeguarding";
  t.rows[1].cells[2].text = std::string(600, 'x') + " much text";
  d.blocks = {t};
  const auto parts = parts_of(write_docx(d, {}));
  const std::string& body = parts.at("word/document.xml");
  std::vector<int> widths;
  for (std::size_t at = 0; (at = body.find("<w:gridCol w:w=\"", at)) != std::string::npos; ++at) widths.push_back(std::atoi(body.c_str() + at + 16));
  ASSERT_EQ(widths.size(), 4u);
  EXPECT_GE(widths[0], 4 * 140);
  EXPECT_GE(widths[1], 12 * 130);
}

TEST(DocxPages, ATitleStandsOnThePageOfTheTableThatItLeadsTo) {
  Document d;
  d.blocks = {table(9)};
  WriteOptions options;
  options.title = "Chronology";
  const auto parts = parts_of(write_docx(d, options));
  const std::string& body = parts.at("word/document.xml");
  EXPECT_EQ(body.find("<w:sectPr>"), body.rfind("<w:sectPr>")) << "one section, and it lies across";
  EXPECT_NE(body.find("w:orient=\"landscape\""), std::string::npos);
}

TEST(DocxPages, AnotherProgramCountsAndPrintsThemAlike) {
  const auto pages = printed(write_docx(report(), marked()));
  if (pages.empty()) GTEST_SKIP() << "soffice or pdftotext is not installed";
  ASSERT_EQ(pages.size(), 3u) << "before, two tables that lie across, after";
  std::string all;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    EXPECT_NE(pages[p].find(fmt::format("Page {} of 3", p + 1)), std::string::npos) << pages[p];
    EXPECT_NE(pages[p].find("OFFICIAL"), std::string::npos);
    all += pages[p];
  }
  const auto squeeze = [](const std::string& s) {
    std::string out;
    for (const char c : s)
      if (c != ' ' && c != '\n') out += c;
    return out;
  };
  const std::string words = squeeze(all);
  for (const char* line : {"1.2Second.Link", "1.3Third.", "2.1People", "2.1.2Deeperstill.", "4.7Achapterwastakenout.", "4.8Andgoeson."})
    EXPECT_NE(words.find(line), std::string::npos) << line;
}

TEST(DocxPages, TheContentsListShowsPagesToWhoeverCountsNone) {
  Document d;
  for (int part = 1; part <= 9; ++part) {
    d.blocks.push_back(words(BlockKind::Heading, fmt::format("Part {}", part), 1));
    for (int k = 0; k < 9; ++k) {
      std::string text;
      for (int w = 0; w < 70; ++w) text += fmt::format("{}word{}", w ? " " : "", (w * 37 + k * 11 + part) % 100);
      d.blocks.push_back(words(BlockKind::Paragraph, text + "."));
    }
  }
  const std::string bytes = write_docx(d, marked());
  const auto parts = parts_of(bytes);
  const std::string& body = parts.at("word/document.xml");
  for (const char* wanted : {"PAGEREF _Toc000001 \\h", "PAGEREF _Toc000009 \\h"}) EXPECT_NE(body.find(wanted), std::string::npos) << wanted;
  const auto pages = printed(bytes);
  if (pages.empty()) GTEST_SKIP() << "soffice or pdftotext is not installed";
  int checked = 0, off = 0;
  std::istringstream in(pages[0]);
  for (std::string line; std::getline(in, line);) {
    int part = 0;
    if (line.find("...") == line.npos || line.find("Part ") == line.npos || std::sscanf(line.c_str() + line.find("Part "), "Part %d", &part) != 1) continue;
    const int page = std::atoi(line.c_str() + line.find_last_not_of("0123456789") + 1);
    int found = 0;
    for (std::size_t p = 0; p < pages.size() && !found; ++p)
      if (pages[p].find(fmt::format("Part {}\n", part)) != std::string::npos) found = static_cast<int>(p) + 1;
    EXPECT_NEAR(page, found, 1) << line;
    off += page != found;
    ++checked;
  }
  EXPECT_EQ(checked, 9);
  EXPECT_LE(off, 4) << "another program's lines are not quite ours";
}

}  // namespace
}  // namespace heed::document

#include <gtest/gtest.h>

#include "document/document_fixture.h"
#include "document/xlsx/plain_cell_fixture.h"
#include "document/xlsx/xlsx_reader.h"

namespace heed::document::xlsx {
namespace {

TEST(PlainCell, IsReadWithEachAttributeFormulaAndValue) {
  const PlainCell cell = plain_cell(R"(<c r="B7" s="12" t="str"><f>A1*2</f><v>4</v></c><c r="C7"/>)");
  EXPECT_EQ(cell.where, "B7");
  EXPECT_EQ(cell.style, "12");
  EXPECT_EQ(cell.type, "str");
  EXPECT_EQ(cell.formula, "A1*2");
  EXPECT_EQ(cell.value, "4");
  EXPECT_EQ(cell.length, 48u);
  EXPECT_GT(plain_cell("<c t=\"s\" r=\"A1\"><v></v></c>").length, 0u);
  EXPECT_GT(plain_cell("<c/>").length, 0u);
  EXPECT_GT(plain_cell("<c></c>").length, 0u);
}

TEST(PlainCell, LeavesWhatIsUnusualToTheScanner) {
  for (const char* xml : {"", "<", "<c", "<c r", "<c r=\"A1", "<c r=\"A1\"", "<c r=\"A1\"/", "<c ", "<cc/>", "<col/>", "<x:c/>", "<c r='A1'/>", "<c  r=\"A1\"/>",
                          "<c r=\"A1\" />", "<c r=\"A1\" r=\"A2\"/>", "<c r=\"A&#49;\"/>", "<c x=\"1\"/>", "<c><v>1</v>", "<c><v>1</c>", "<c><v>1",
                          "<c><v>&amp;</v></c>", "<c><v>1</v> </c>", "<c><v xml:space=\"preserve\">1</v></c>", "<c><v><![CDATA[1]]></v></c>",
                          "<c><f t=\"shared\" si=\"0\">A1</f><v>1</v></c>", "<c><f/><v>1</v></c>", "<c><v>1</v><f>A1</f></c>", "<c><is><t>x</t></is></c>",
                          "<c><v>1</v><v>2</v></c>", "<c><f>A1&lt;2</f><v>1</v></c>"})
    EXPECT_EQ(plain_cell(xml).length, 0u) << xml;
}

TEST(PlainCell, AgreesWithTheScannerWhereverItIsCutOrChanged) {
  const std::string cells = R"(<c r="AB17" s="3" t="s"><f>B1*2</f><v>12.5</v></c><c/><c r="AC17"></c>)";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_TRUE(agrees_with_scanner(cells.substr(0, i))) << i;
    for (const char c : std::string_view("<>/\"'&= \ncrstvfx1\0", 18)) {
      std::string other = cells;
      other[i] = c;
      EXPECT_TRUE(agrees_with_scanner(other)) << other;
      EXPECT_TRUE(agrees_with_scanner(cells.substr(0, i) + c + cells.substr(i))) << i << c;
    }
  }
}

/// A workbook of one sheet with each kind of cell; `space` makes every cell one for the scanner.
std::string workbook(const std::string& space) {
  std::string rows;
  for (int r = 1; r <= 40; ++r) {
    const auto at = [&](char column) { return fmt::format("r=\"{}{}\"{}", column, r, space); };
    rows += fmt::format("<row r=\"{}\">", r);
    rows += fmt::format("<c {}><v>{}</v></c>", at('A'), r * 1.25);
    rows += fmt::format("<c {} s=\"1\"><v>{}</v></c>", at('B'), 42000 + r);
    rows += fmt::format("<c {} t=\"s\"><v>{}</v></c>", at('C'), r % 3);
    if (r % 4) rows += fmt::format("<c {} t=\"b\"><v>{}</v></c>", at('D'), r % 2);
    rows += fmt::format("<c {} t=\"e\"><v>#N/A</v></c><c {} t=\"str\"><f>A1</f><v>w_x000A_w</v></c>", at('F'), at('G'));
    rows += fmt::format("<c {}/><c {} t=\"e\"></c><c {} t=\"s\"><v>9</v></c><c {} t=\"d\"><v>2016-05-22T00:00:00</v></c></row>", at('H'), at('I'), at('J'), at('K'));
  }
  return pack({{"xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='a'/></sheets></workbook>"},
               {"xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/><Relationship Id='b' Type='x/sharedStrings' "
                "Target='strings.xml'/><Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>"},
               {"xl/strings.xml", "<sst><si><t>one</t></si><si><t>two &amp; more</t></si><si/></sst>"},
               {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"},
               {"xl/sheet.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

TEST(PlainCell, GivesTheSameSheetAsTheScanner) {
  std::string both[2];
  for (const bool plain : {false, true}) {
    const std::string file = workbook(plain ? "" : " ");
    auto archive = Archive::open(file, {});
    ASSERT_TRUE(archive.ok());
    const auto document = read_xlsx(*archive, {});
    ASSERT_TRUE(document.ok());
    both[plain] = write_json(*document);
  }
  EXPECT_EQ(both[0], both[1]);
  EXPECT_NE(both[1].find("two & more"), std::string::npos);
  EXPECT_NE(both[1].find("\"date\":\"2016-05-22\""), std::string::npos);
}

}  // namespace
}  // namespace heed::document::xlsx

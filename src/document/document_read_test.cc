// Small files built here, each with one thing that real files do.
#include <gtest/gtest.h>

#include "document/csv/csv_reader.h"
#include "document/document.h"
#include "document/encoding.h"
#include "document/xlsx/number_format.h"
#include "document/zip.h"

namespace heed::document {
namespace {

using namespace std::string_view_literals;

std::string docx(const std::string& body, std::vector<ZipPart> more = {}, const std::string& rels = {}) {
  std::vector<ZipPart> parts{{"word/document.xml",
      "<w:document xmlns:w='w' xmlns:r='r' xmlns:mc='mc' xmlns:v='v'><w:body>" + body + "</w:body></w:document>"},
      {"word/_rels/document.xml.rels", "<Relationships>" + rels + "</Relationships>"}};
  for (ZipPart& p : more) parts.push_back(std::move(p));
  return pack(parts);
}
std::string p(const std::string& text, const std::string& props = {}) {
  return "<w:p>" + (props.empty() ? "" : "<w:pPr>" + props + "</w:pPr>") + "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r></w:p>";
}
Document must(const std::string& bytes, const char* name = "x") {
  auto d = read(bytes, name);
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}

const std::string kStyles =
    "<w:styles><w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Own'><w:basedOn w:val='H2'/><w:name w:val='Own'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Loop2'><w:basedOn w:val='Loop'/></w:style></w:styles>";

TEST(Docx, HeadingsByStyleNameAndByBasedOn) {
  const Document d = must(docx(p("One", "<w:pStyle w:val='H2'/>") + p("Two", "<w:pStyle w:val='Own'/>") + p("Three", "<w:pStyle w:val='Loop'/>"),
                               {{"word/styles.xml", kStyles}}, "<Relationship Id='s' Type='x/styles' Target='styles.xml'/>"));
  ASSERT_EQ(d.blocks.size(), 3u);
  EXPECT_EQ(d.blocks[0].level, 2);
  EXPECT_EQ(d.blocks[1].level, 2);
  EXPECT_EQ(d.blocks[2].kind, BlockKind::Paragraph);
  EXPECT_EQ(d.blocks[2].place.words(), "body, paragraph 3");
}

TEST(Docx, NumbersAsSeen) {
  const std::string numbering =
      "<w:numbering><w:abstractNum w:abstractNumId='0'>"
      "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
      "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>"
      "<w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='(%3)'/></w:lvl></w:abstractNum>"
      "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\xEF\x82\xB7'/>"
      "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr></w:lvl></w:abstractNum>"
      "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
      "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
      "</w:numbering>";
  const auto item = [](int list, int level) {
    return p("x", fmt::format("<w:numPr><w:ilvl w:val='{}'/><w:numId w:val='{}'/></w:numPr>", level, list));
  };
  const Document d = must(docx(item(1, 0) + item(1, 1) + item(1, 2) + item(1, 2) + item(1, 1) + item(1, 0) + item(1, 1) + item(2, 0) + item(3, 0),
                               {{"word/numbering.xml", numbering}}, "<Relationship Id='n' Type='x/numbering' Target='numbering.xml'/>"));
  std::string labels;
  for (const Block& b : d.blocks) labels += b.label + " ";
  EXPECT_EQ(labels, "1. 1.1 (iii) (iv) 1.2 2. 2.1 • 7. ");
  EXPECT_EQ(write_text(d).substr(0, 13), "1. x\n1.1 x\n(i");
}

TEST(Docx, DropCapBelongsToTheNextParagraph) {
  const std::string frame = "<w:framePr w:dropCap='drop' w:lines='3'/>";
  const Document d = must(docx(p("O", frame) + p("nce") + p("Z", frame)));
  ASSERT_EQ(d.blocks.size(), 2u);
  EXPECT_EQ(d.blocks[0].text(), "Once");
  EXPECT_EQ(d.blocks[1].text(), "Z");  // nothing follows it, and it is kept
}

TEST(Docx, TrackedChangesFieldsLinksAndControls) {
  const Document d = must(docx(
      "<w:p><w:r><w:t>A</w:t></w:r><w:del w:author='Editor One'><w:r><w:delText>B</w:delText></w:r></w:del>"
      "<w:ins><w:r><w:t>C</w:t></w:r></w:ins><w:hyperlink r:id='l'><w:r><w:t>D</w:t></w:r></w:hyperlink>"
      "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:r><w:t>E</w:t></w:r></w:sdtContent></w:sdt>"
      "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"http://example.org/f\"</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>F</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
      "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:t>G</w:t></w:r></w:p>", {},
      "<Relationship Id='l' Type='x/hyperlink' Target='http://example.org/' TargetMode='External'/>"));
  ASSERT_EQ(d.blocks.size(), 1u);
  EXPECT_EQ(d.blocks[0].text(), "ACDEF\u2011\tG");
  std::string deleted, links;
  for (const auto& r : d.blocks[0].runs) {
    if (r.deleted) deleted += r.text;
    links += r.link + " ";
  }
  EXPECT_EQ(deleted, "B");
  EXPECT_NE(links.find("http://example.org/f"), std::string::npos);
  ASSERT_EQ(d.properties.size(), 1u);
  EXPECT_EQ(d.properties[0].name, "author of a change");
}

TEST(Docx, TextBoxIsReadOnceUnlessItsOldFormDiffers) {
  const auto box = [](const std::string& a, const std::string& b) {
    return "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><txbx><w:txbxContent>" + p(a) +
           "</w:txbxContent></txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p(b) +
           "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
  };
  EXPECT_EQ(must(docx(box("same", "same"))).text(), "same");
  EXPECT_EQ(must(docx(box("one", "other"))).text(), "one\nother");
}

TEST(Docx, NestedTablesAndMergedCells) {
  const std::string inner = "<w:tbl><w:tr><w:tc>" + p("in") + "</w:tc></w:tr></w:tbl>" + p("after");
  const Document d = must(docx(
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("wide") + "</w:tc></w:tr>"
      "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("tall") + "</w:tc><w:tc>" + inner + "</w:tc></w:tr>"
      "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" + p("last") + "</w:tc></w:tr></w:tbl>"));
  ASSERT_EQ(d.blocks.size(), 1u);
  const auto& rows = d.blocks[0].rows;
  EXPECT_TRUE(rows[0].header);
  EXPECT_EQ(rows[0].cells[0].columns, 2);
  EXPECT_TRUE(rows[0].cells[1].covered);
  EXPECT_EQ(rows[1].cells[0].rows, 2);
  EXPECT_TRUE(rows[2].cells[0].covered);
  EXPECT_EQ(rows[1].cells[1].blocks[0].kind, BlockKind::Table);
  EXPECT_EQ(rows[1].cells[1].text, "in\nafter");
  EXPECT_EQ(rows[2].cells[1].blocks[0].place.words(), "body, table 1, row 3, column 2, paragraph 1");
}

TEST(Docx, HeadersNotesCommentsAndPictures) {
  const Document d = must(docx(
      p("Body") + "<w:p><w:r><w:footnoteReference w:id='4'/></w:r><w:r><w:drawing><wp:docPr descr='A house'/><a:blip r:embed='i'/>"
      "</w:drawing></w:r></w:p>",
      {{"word/header1.xml", "<w:hdr>" + p("Top") + "</w:hdr>"},
       {"word/footnotes.xml", "<w:footnotes><w:footnote w:type='separator' w:id='0'>" + p("no") + "</w:footnote><w:footnote w:id='4'>" +
                                  p("Below") + "</w:footnote></w:footnotes>"},
       {"word/comments.xml", "<w:comments><w:comment w:id='0' w:author='Reviewer Two'>" + p("Really?") + "</w:comment></w:comments>"},
       {"word/media/i.png", "x"}, {"word/embeddings/sheet1.xlsx", "y"}, {"docProps/core.xml", "<c><dc:creator>Writer Three</dc:creator></c>"}},
      "<Relationship Id='h' Type='x/header' Target='header1.xml'/><Relationship Id='f' Type='x/footnotes' Target='footnotes.xml'/>"
      "<Relationship Id='c' Type='x/comments' Target='/word/comments.xml'/><Relationship Id='i' Type='x/image' Target='media/i.png'/>"));
  EXPECT_EQ(d.text(), "Body\n[1]\nA house\nTop\nBelow\nReally?");
  EXPECT_EQ(d.apart[0].place.words(), "header, paragraph 1");
  EXPECT_EQ(d.apart[1].place.part, "footnote 1");
  ASSERT_EQ(d.unread.size(), 2u);
  EXPECT_TRUE(d.unread[0].loses_words);
  EXPECT_EQ(d.embedded, std::vector<std::string>{"word/embeddings/sheet1.xlsx"});
  EXPECT_EQ(d.properties[0].value, "Writer Three");
}

TEST(Docx, DeepNestingIsRefusedInWords) {
  std::string deep, end;
  for (int i = 0; i < 100000; ++i) {
    deep += "<w:x>";
    end += "</w:x>";
  }
  auto d = read(docx(deep + end), "x.docx");
  ASSERT_FALSE(d.ok());
  EXPECT_EQ(d.error().code, Code::TooLarge);
}

TEST(Docx, EntitiesAreNeverExpanded) {
  const std::string bytes = pack({{"word/document.xml",
      "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><w:document><w:body>" + p("&a;&x;!") + "</w:body></w:document>"}});
  auto d = read(bytes, "x.docx");
  if (d.ok()) {
    EXPECT_EQ(d->text().find("aaaa"), std::string::npos);
    EXPECT_EQ(d->text().find("root"), std::string::npos);
  }
}

std::string workbook(const std::string& sheet, const std::string& more = {}, const std::string& strings = {}, std::vector<ZipPart> parts = {}) {
  parts.push_back({"xl/workbook.xml", "<workbook>" + more + "<sheets><sheet name='Log' state='hidden' r:id='a'/></sheets></workbook>"});
  parts.push_back({"xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='a' Type='x/worksheet' Target='worksheets/s.xml'/><Relationship Id='b' Type='x/sharedStrings' "
      "Target='strings.xml'/><Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>"});
  parts.push_back({"xl/worksheets/s.xml", "<worksheet>" + sheet + "</worksheet>"});
  parts.push_back({"xl/strings.xml", "<sst>" + strings + "</sst>"});
  parts.push_back({"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd\\ mmm\\ yyyy\\ hh:mm'/>"
      "<numFmt numFmtId='171' formatCode='00000'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/>"
      "<xf numFmtId='171'/><xf numFmtId='10'/></cellXfs></styleSheet>"});
  return pack(parts);
}

TEST(Xlsx, CellsOfEveryKind) {
  const Document d = must(workbook(
      "<cols><col min='3' max='3' hidden='1'/></cols><sheetData><row r='2' hidden='1'>"
      "<c r='A2' t='s'><v>0</v></c><c r='B2' s='1'><v>42512</v></c><c r='C2' s='2'><v>42512.604166666664</v></c>"
      "<c r='E2' t='inlineStr'><is><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></is></c></row>"
      "<row r='3'><c r='A3' t='b'><v>1</v></c><c r='B3' t='e'><v>#N/A</v></c><c r='C3'><f>1+1</f><v>2</v></c>"
      "<c r='D3' s='3'><v>42</v></c><c r='E3' s='4'><v>0.255</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>", "", "<si><t>shared &amp; _x0041_</t></si>"));
  ASSERT_EQ(d.blocks.size(), 1u);
  const Block& b = d.blocks[0];
  EXPECT_TRUE(b.hidden);
  ASSERT_EQ(b.rows.size(), 2u);
  const auto& r = b.rows[0].cells;
  EXPECT_TRUE(b.rows[0].hidden);
  EXPECT_EQ(r[0].text, "shared & A");
  EXPECT_EQ(r[0].rows, 2);
  EXPECT_EQ(r[1].iso_date, "2016-05-22");
  EXPECT_EQ(r[1].text, "22/05/2016");
  EXPECT_EQ(r[2].iso_date, "2016-05-22T14:30");
  EXPECT_EQ(r[2].text, "22 May 2016 14:30");
  EXPECT_TRUE(r[2].hidden);
  EXPECT_EQ(r[3].kind, CellKind::Empty);
  EXPECT_EQ(r[4].text, "rich text");
  EXPECT_EQ(r[4].ref(), "E2");
  const auto& s = b.rows[1].cells;
  EXPECT_EQ(s[0].text, "TRUE");
  EXPECT_TRUE(s[0].covered);
  EXPECT_EQ(s[1].kind, CellKind::Error);
  EXPECT_EQ(s[2].formula, "1+1");
  EXPECT_EQ(s[2].text, "2");
  EXPECT_EQ(s[3].text, "00042");
  EXPECT_EQ(s[4].text, "25.50%");
}

TEST(Xlsx, BothDateSystems) {
  using namespace xlsx;
  EXPECT_EQ(iso_date(date_parts(1, false)), "1900-01-01");
  EXPECT_EQ(iso_date(date_parts(59, false)), "1900-02-28");
  EXPECT_EQ(iso_date(date_parts(60, false)), "");  // 29 February 1900 never was
  EXPECT_EQ(iso_date(date_parts(61, false)), "1900-03-01");
  EXPECT_EQ(iso_date(date_parts(0, true)), "1904-01-01");
  EXPECT_EQ(iso_date(date_parts(41050, true)), "2016-05-22");
  EXPECT_EQ(iso_date(date_parts(42512.9999999, false)), "2016-05-23");
  const Document d = must(workbook("<sheetData><row><c s='1'><v>41050</v></c></row></sheetData>", "<workbookPr date1904='1'/>"));
  EXPECT_EQ(d.blocks[0].rows[0].cells[0].iso_date, "2016-05-22");
}

TEST(Xlsx, CellsWithoutAddressesStandWhereTheyAre) {
  const Document d = must(pack({{"xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='a'/></sheets></workbook>"},
                                {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Type='x/worksheet' Target='s.xml'/></Relationships>"},
                                {"xl/s.xml", "<worksheet><sheetData><row/><row><c s='1'/><c s='1'></c><c><v>7</v></c></row></sheetData></worksheet>"}}));
  ASSERT_EQ(d.blocks[0].rows.size(), 1u);
  EXPECT_EQ(d.blocks[0].rows[0].cells.back().ref(), "C2");
}

TEST(Ods, RepeatedRowsHaveTheirOwnAddresses) {
  const Document d = must(pack({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                                {"content.xml", "<c><body><spreadsheet><table name='A'><table-row number-rows-repeated='2'><table-cell><p>x</p></table-cell></table-row>"
                                                "<table-row number-rows-repeated='3'><table-cell/></table-row><table-row><table-cell><p>y</p></table-cell></table-row></table></spreadsheet></body></c>"}}));
  ASSERT_EQ(d.blocks[0].rows.size(), 3u);
  EXPECT_EQ(d.blocks[0].rows[1].cells[0].ref(), "A2");
  EXPECT_EQ(d.blocks[0].rows[2].cells[0].ref(), "A6");
}

TEST(Xlsx, NumbersAsShown) {
  using xlsx::shown_number;
  EXPECT_EQ(shown_number(0.1 + 0.2, "0.30000000000000004", ""), "0.3");
  EXPECT_EQ(shown_number(1234567.891, "", "#,##0.00"), "1,234,567.89");
  EXPECT_EQ(shown_number(-1234.5, "", "£#,##0.00"), "-£1,234.50");
  EXPECT_EQ(shown_number(-5, "", "0;(0)"), "(5)");
  EXPECT_EQ(shown_number(7700900123.0, "", "00000000000"), "07700900123");
  EXPECT_EQ(shown_number(0.5, "", "0%"), "50%");
  EXPECT_EQ(shown_number(3, "", "General"), "3");
  EXPECT_TRUE(xlsx::is_date_format("[$-809]dd mmmm yyyy"));
  EXPECT_FALSE(xlsx::is_date_format("0.00\"days\""));
  EXPECT_FALSE(xlsx::is_date_format("[Red]0"));
}

TEST(Xlsx, CommentsStandAtTheirCell) {
  const Document d = must(workbook("<sheetData><row r='1'><c r='B1'><v>1</v></c></row></sheetData>", "", "",
      {{"xl/worksheets/_rels/s.xml.rels", "<Relationships><Relationship Id='c' Type='x/comments' Target='../comments1.xml'/></Relationships>"},
       {"xl/comments1.xml", "<comments><authors><author>Someone Four</author></authors><commentList><comment ref='B1' authorId='0'><text><r><t>"
                            "why</t></r></text></comment></commentList></comments>"}}));
  ASSERT_EQ(d.apart.size(), 1u);
  EXPECT_EQ(d.apart[0].place.words(), "sheet Log, comment at B1");
  EXPECT_EQ(d.apart[0].text(), "why");
}

TEST(Xlsx, AWideGapCostsOnlyItsLimit) {
  std::string rows;
  for (int i = 1; i <= 2000; ++i) rows += fmt::format("<row r='{0}'><c r='XFD{0}'><v>1</v></c></row>", i);
  Limits limits;
  limits.cells = 100'000;
  auto d = read(workbook("<sheetData>" + rows + "</sheetData>"), "x.xlsx", limits);
  ASSERT_FALSE(d.ok());
  EXPECT_EQ(d.error().code, Code::TooLarge);
}

TEST(Csv, SeparatorAndQuotesAreFound) {
  EXPECT_EQ(csv_shape("a;b;c\n1,5;2;3\n2,5;3;4\n").separator, ';');
  EXPECT_EQ(csv_shape("a\tb\n1, 2\t3\n").separator, '\t');
  EXPECT_EQ(csv_shape("name,note\nx,\"a; b; c; d\"\ny,\"e; f; g; h\"\n").separator, ',');
  EXPECT_EQ(csv_shape("sep=|\na|b\n").separator, '|');
  const Document d = must("date,who\n1/2/2016,O'Hara said \"hi\"\n", "x.csv");
  EXPECT_EQ(d.blocks[0].rows[1].cells[1].text, "O'Hara said \"hi\"");
}

TEST(Csv, EncodingsAreFound) {
  const std::string plain = "name,town\nZo\u00eb,\u00a35\n";
  EXPECT_EQ(must("name,town\nZo\xEB,\xA3" "5\n", "x.csv").blocks[0].rows[1].cells[0].text, "Zo\u00eb");
  EXPECT_EQ(must("\xEF\xBB\xBF" + plain, "x.csv").blocks[0].rows[0].cells[0].text, "name");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("a,b\n1,2\n")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(must(wide, "x.csv").blocks[0].rows[1].cells[1].text, "2");
  EXPECT_EQ(to_utf8("\x93quoted\x94"), "\u201cquoted\u201d");
}

TEST(Csv, AnUnclosedQuoteSwallowsNothing) {
  const Document d = must("a,b\n\"x,y\nz,w\n", "x.csv");
  EXPECT_EQ(d.blocks[0].rows.size(), 3u);
}

TEST(Html, TolerantOfWhatPeopleSave) {
  const Document d = must("<html><head><title>T</title><style>p{}</style><script>var x='<p>no</p>'</script></head><body><h2>One &amp; two</h2>"
                          "<p>A<br>b &pound;5 &rsquo;<ul><li>x<li>y<ul><li>z</ul></ul><table><tr><th>H<th>I<tr><td rowspan=2>a<td>b<tr><td>c</table>"
                          "<img alt='A map' src=x>end < here", "x");
  EXPECT_EQ(d.text(), "One & two\nA\nb \u00a35 \u2019\nx\ny\nz\nH\tI\na\tb\n\tc\nend < here\nA map");
  EXPECT_EQ(d.blocks[4].level, 1);
  EXPECT_TRUE(d.blocks[5].rows[0].header);
  EXPECT_TRUE(d.blocks[5].rows[2].cells[0].covered);
}

TEST(Read, RefusalsSayWhatToAskFor) {
  std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  const auto named = [&](std::string_view name) {
    std::string bytes = ole;
    for (const char c : name) {
      bytes += c;
      bytes += '\0';
    }
    return bytes;
  };
  const std::pair<std::string, std::string> cases[] = {
      {named("WordDocument"), ".docx"}, {named("Workbook"), "again"},  {named("EncryptedPackage"), "password"},
      {pack({{"xl/workbook.bin", "x"}}), ".xlsx"}, {"\x89PNG\r\n\x1a\n", "text"}, {std::string("\x01\x02\x00\x03", 4), ".docx"},
      {"", "again"},                    {"PK\3\4broken", "again"},     {pack({{"a.txt", "x"}}), "Unpack"}};
  for (const auto& [bytes, next] : cases) {
    auto d = read(bytes, "x.docx");
    ASSERT_FALSE(d.ok());
    EXPECT_EQ(d.error().code, Code::Unsupported);
    EXPECT_NE((d.error().message + d.error().next).find(next), std::string::npos) << d.error().message;
  }
}

TEST(Read, EveryCutOfADocumentIsAnswered) {
  const std::string whole = docx(p("some words") + p("and more"));
  for (std::size_t n = 4; n < whole.size(); n += 3) {
    auto d = read(std::string_view(whole).substr(0, n), "x.docx");
    EXPECT_FALSE(d.ok());
  }
}

TEST(Read, MediaTypeIsByContent) {
  EXPECT_EQ(media_type("%PDF-1.7", "x.docx"), "application/pdf");
  EXPECT_EQ(media_type(docx(p("x")), "x.pdf"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(media_type("plain words", "x.txt"), "text/plain");
  EXPECT_EQ(media_type("a,b\n1,2\n3,4\n", "x"), "text/csv");
  EXPECT_EQ(media_type("\x89PNG\r\n", "x.jpg"), "image/png");
}

}  // namespace
}  // namespace heed::document

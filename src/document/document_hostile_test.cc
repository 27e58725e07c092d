// Files made to do harm: each gives a document or clear words, in time, and nothing outside of the file is ever touched.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>

#include "document/document.h"
#include "document/patience.h"
#include "document/xls/xls_fixture.h"
#include "document/zip.h"

namespace heed::document {
namespace {

std::string times(std::string_view s, int n) {
  std::string out;
  out.reserve(s.size() * static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) out += s;
  return out;
}

Result<Document> answer(const std::string& bytes, const char* name, const Limits& limits = {}) {
  const double start = processor_seconds();
  auto d = read(bytes, name, limits);
  EXPECT_LT(processor_seconds() - start, kPatience) << name;
  if (!d.ok()) {
    EXPECT_FALSE(d.error().message.empty()) << name;
    EXPECT_FALSE(d.error().next.empty()) << name;
  } else {
    (void)write_json(*d);
    (void)write_html(*d);
    (void)write_text(*d);
  }
  return d;
}

std::string docx(const std::string& body, std::vector<ZipPart> more = {}, const std::string& rels = {}) {
  std::vector<ZipPart> parts{{"word/document.xml", body}, {"word/_rels/document.xml.rels", "<Relationships>" + rels + "</Relationships>"}};
  for (ZipPart& p : more) parts.push_back(std::move(p));
  return pack(parts);
}
std::string in_body(const std::string& s) { return "<w:document xmlns:w='w'><w:body>" + s + "</w:body></w:document>"; }
std::string p(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }
std::string xlsx(const std::string& sheet, std::vector<ZipPart> more = {}) {
  std::vector<ZipPart> parts{{"xl/workbook.xml", "<workbook><sheets><sheet name='A' sheetId='1' r:id='a'/></sheets></workbook>"},
                             {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/>"
                                                            "<Relationship Id='s' Type='x/sharedStrings' Target='strings.xml'/></Relationships>"},
                             {"xl/sheet.xml", sheet}};
  for (ZipPart& part : more) parts.push_back(std::move(part));
  return pack(parts);
}
std::string odf(const char* kind, const std::string& content) {
  return pack({{"mimetype", std::string("application/vnd.oasis.opendocument.") + kind},
               {"content.xml", "<office:document-content><office:body>" + content + "</office:body></office:document-content>"}});
}

TEST(Hostile, BombsAreRefused) {
  const std::string zeros(60 << 20, '\0'), spaces(30 << 20, ' ');
  for (const std::string& bomb : {docx(zeros), docx("<w:document><w:body>" + spaces + "</w:body></w:document>"), xlsx(zeros),
                                  xlsx("<worksheet/>", {{"xl/strings.xml", "<sst>" + times("<si><t/></si>", 4'000'000)}}), odf("text", zeros)}) {
    auto d = answer(bomb, "a.docx");
    EXPECT_FALSE(d.ok());
  }
  std::vector<ZipPart> many;
  for (int i = 0; i < 12'000; ++i) many.push_back({"word/p" + std::to_string(i), ""});
  EXPECT_FALSE(answer(docx(in_body(p("x")), many), "a.docx").ok());
}

TEST(Hostile, ManySmallBombsTogetherAreRefused) {
  Limits limits;
  limits.expanded_bytes = 4 << 20;
  std::vector<ZipPart> parts;
  std::string rels;
  for (int i = 0; i < 20; ++i) {
    parts.push_back({"word/h" + std::to_string(i) + ".xml", "<w:hdr>" + std::string(900 << 10, ' ') + "</w:hdr>"});
    rels += fmt::format("<Relationship Id='h{0}' Type='x/header' Target='h{0}.xml'/>", i);
  }
  auto d = answer(docx(in_body(p("x")), parts, rels), "a.docx", limits);
  EXPECT_TRUE(!d.ok() || !d->unread.empty());
}

/// One part, listed many times under other names: the file stays as small as the part.
std::string listed_again(const std::string& packed, std::size_t times) {
  const std::size_t end = packed.rfind("PK\5\6"), directory = packed.find("PK\1\2");
  std::string one = packed.substr(directory, end - directory), all = packed.substr(0, directory);
  const auto put = [](std::string& into, std::size_t at, std::size_t bytes, std::size_t value) {
    for (std::size_t i = 0; i < bytes; ++i) into[at + i] = static_cast<char>(value >> (8 * i));
  };
  for (std::size_t i = 0; i < times; ++i) {
    one.replace(one.find("word/h") + 6, 4, fmt::format("{:04}", i));
    all += one;
  }
  std::string last = packed.substr(end);
  put(last, 8, 2, times);
  put(last, 10, 2, times);
  put(last, 12, 4, one.size() * times);
  return all + last;
}

TEST(Hostile, PartsThatLieOverEachOtherAreRefused) {
  const std::string packed = pack({{"word/h0000.xml", std::string(900 << 10, ' ')}});
  const std::string again = listed_again(packed, 3000);
  ASSERT_LT(again.size(), 300'000u);
  auto archive = Archive::open(again, {});
  if (!archive.ok()) return;  // refused at the door
  ASSERT_EQ(archive->names().size(), 3000u);
  std::size_t unpacked = 0, refused = 0;
  for (const std::string& name : archive->names())
    if (const auto part = archive->read(name); part.ok()) unpacked += part->size();
    else ++refused;
  EXPECT_GT(refused, 2000u);
  EXPECT_LE(unpacked, 200 * again.size());
}

TEST(Hostile, AZipInAZipIsNotOpened) {
  std::string inner = pack({{"word/document.xml", in_body(p("inner words"))}});
  for (int i = 0; i < 20; ++i) inner = pack({{"inner.zip", inner}});
  auto bare = answer(inner, "a.zip");
  ASSERT_FALSE(bare.ok());
  EXPECT_NE(bare.error().next.find("Unpack"), std::string::npos);
  auto within = answer(docx(in_body(p("outer")), {{"word/embeddings/inner.docx", inner}}), "a.docx");
  ASSERT_TRUE(within.ok());
  EXPECT_EQ(within->text(), "outer");
  EXPECT_EQ(within->embedded.size(), 1u);
  EXPECT_TRUE(within->unread.at(0).loses_words);
}

TEST(Hostile, EntitiesAreNeverExpandedNorFetched) {
  std::string laughs = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 30; ++i) laughs += fmt::format("<!ENTITY a{} '&a{};&a{};&a{};&a{};'>", i, i - 1, i - 1, i - 1, i - 1);
  laughs += "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>";
  const std::string used = "&a29;&file;";
  for (const auto& [bytes, name] : {std::pair<std::string, const char*>{docx(laughs + in_body(p(used))), "a.docx"},
                                    {xlsx(laughs + "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>" + used + "</t></is></c></row></sheetData></worksheet>"), "a.xlsx"},
                                    {pack({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", laughs + "<office:document-content><office:body><office:text><text:p>" + used + "</text:p></office:text></office:body></office:document-content>"}}), "a.odt"},
                                    {laughs + "<html><body><p>" + used + "</p></body></html>", "a.html"}}) {
    auto d = answer(bytes, name);
    if (!d.ok()) continue;
    EXPECT_LT(d->text().size(), 4000u) << name;
    EXPECT_EQ(d->text().find("root:"), std::string::npos) << name;
  }
}

TEST(Hostile, DeepNestingEnds) {
  constexpr int kDeep = 100'000;
  const std::pair<std::string, const char*> files[] = {
      {docx(in_body(times("<w:tbl><w:tr><w:tc>", kDeep))), "a.docx"},
      {docx(in_body("<w:p>" + times("<w:r>", kDeep))), "a.docx"},
      {docx(in_body("<w:p>" + times("<mc:AlternateContent><mc:Choice>", 120) + "<w:t>x</w:t>" + times("</mc:Choice></mc:AlternateContent>", 120) + "</w:p>")), "a.docx"},
      {docx(in_body("<w:p>" + times("<w:r><w:fldChar w:fldCharType='begin'/></w:r>", 50'000) + "</w:p>" + p("after"))), "a.docx"},
      {xlsx("<worksheet>" + times("<a>", kDeep)), "a.xlsx"},
      {odf("text", "<office:text>" + times("<text:list><text:list-item>", kDeep)), "a.odt"},
      {odf("text", "<office:text>" + times("<table:table><table:table-row><table:table-cell>", 80)), "a.odt"},
      {times("<div>", kDeep) + "x", "a.html"}, {times("<table><tr><td>", 20'000) + "x", "a.html"}, {times("<ul><li>", 20'000) + "x", "a.html"},
      {"{\\rtf1 " + times("{\\b ", kDeep) + "x", "a.rtf"}, {"{\\rtf1 " + times("{\\footnote ", 20'000) + "x", "a.rtf"},
      {"{\\rtf1 " + times("{\\field{\\*\\fldinst x}{\\fldrslt ", 20'000) + "x", "a.rtf"}};
  for (const auto& [bytes, name] : files) (void)answer(bytes, name);
}

TEST(Hostile, CirclesEnd) {
  const std::string rels =
      "<Relationship Id='a' Type='x/header' Target='document.xml'/><Relationship Id='b' Type='x/footnotes' Target='document.xml'/>"
      "<Relationship Id='c' Type='x/styles' Target='document.xml'/><Relationship Id='d' Type='x/comments' Target='../word/document.xml'/>"
      "<Relationship Id='e' Type='x/numbering' Target='../../../../word/document.xml'/><Relationship Id='f' Type='x/chart' Target='document.xml'/>"
      "<Relationship Id='g' Type='x/aFChunk' Target='document.xml'/>";
  (void)answer(docx(in_body(p("x") + "<w:altChunk r:id='g'/><w:p><w:r><w:drawing><c:chart r:id='f'/></w:drawing></w:r></w:p>"), {}, rels), "a.docx");
  std::string styles = "<w:styles>", numbering = "<w:numbering>";
  for (int i = 0; i < 2000; ++i) styles += fmt::format("<w:style w:type='paragraph' w:styleId='s{}'><w:basedOn w:val='s{}'/></w:style>", i, (i + 1) % 2000);
  for (int i = 0; i < 200; ++i) numbering += fmt::format("<w:abstractNum w:abstractNumId='{0}'><w:numStyleLink w:val='s{0}'/></w:abstractNum><w:num w:numId='{0}'><w:abstractNumId w:val='{0}'/></w:num>", i);
  const std::string used = "<w:p><w:pPr><w:pStyle w:val='s7'/><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>";
  auto d = answer(docx(in_body(times(used, 2000)), {{"word/styles.xml", styles + "</w:styles>"}, {"word/numbering.xml", numbering + "</w:numbering>"}},
                       "<Relationship Id='s' Type='x/styles' Target='styles.xml'/><Relationship Id='n' Type='x/numbering' Target='numbering.xml'/>"),
                  "a.docx");
  EXPECT_TRUE(d.ok());
}

TEST(Hostile, CirclesOfSheetsStylesAndListsEnd) {
  const std::string to_itself = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/><Relationship Id='d' Type='x/drawing' Target='sheet.xml'/>"
                                "<Relationship Id='c' Type='x/comments' Target='sheet.xml'/><Relationship Id='t' Type='x/threadedComment' Target='../xl/sheet.xml'/>"
                                "<Relationship Id='h' Type='x/chart' Target='../../../xl/sheet.xml'/></Relationships>";
  const std::string sheet = "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><drawing r:id='d'/></worksheet>";
  auto book = answer(xlsx(sheet, {{"xl/_rels/sheet.xml.rels", to_itself}}), "a.xlsx");
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(book->blocks.at(0).text(), "1");
  std::string styles, used;
  for (int i = 0; i < 3000; ++i) {
    styles += fmt::format("<style name='s{}' parent-style-name='s{}'/>", i, (i + 1) % 3000);
    used += fmt::format("<text:p text:style-name='s{}'>x</text:p>", i);
  }
  EXPECT_TRUE(answer(pack({{"mimetype", "application/vnd.oasis.opendocument.text"},
                           {"content.xml", "<c><automatic-styles>" + styles + "</automatic-styles><body><text>" + used + "</text></body></c>"}}), "a.odt").ok());
}

/// `bytes` as a stream of PDF that unpacks to them: the zip's own packing between the head and without the end that zlib gives it.
std::string flate(const std::string& bytes) {
  const std::string packed = pack({{"x", bytes}});
  const std::size_t directory = packed.rfind("PK\1\2"), begin = 30 + 1;
  return "\x78\x9C" + packed.substr(begin, directory - begin);
}

TEST(Hostile, BombsInAPdfAndInPlainTextEndInTimeAndMemory) {
  const auto page = [](const std::string& filters, const std::string& stream) {
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Filter[" + filters + "]/Length " +
           std::to_string(stream.size()) + ">>stream\n" + stream + "\nendstream endobj\ntrailer<</Root 1 0 R>>";
  };
  const std::string zeros(100 << 20, ' ');
  const std::pair<std::string, const char*> files[] = {
      {page("/FlateDecode", flate(zeros)), "a.pdf"},
      {page("/FlateDecode/FlateDecode", flate(flate(zeros))), "a.pdf"},
      {page("/FlateDecode", flate(times("BT (x) Tj ET\n", 2'000'000))), "a.pdf"},
      {page("/RunLengthDecode", times("\x81 ", 4'000'000)), "a.pdf"},
      {"{\\rtf1 {\\pict\\bin999999999 " + times("x", 1000) + "}", "a.rtf"}, {"{\\rtf1 " + times("\\u-1?", 2'000'000) + "}", "a.rtf"},
      {"{\\rtf1 " + times("\\trowd\\cellx1 x\\cell\\row", 200'000) + "}", "a.rtf"},
      {"<p " + times("a=b ", 2'000'000) + ">x", "a.html"}, {"<style>" + times("a{display:none}", 500'000) + "</style>x", "a.html"},
      {times("<i hidden>", 500'000) + "x", "a.html"}, {times("&amp", 3'000'000), "a.html"}};
  for (const auto& [bytes, name] : files) {
    const Cost cost = cost_of([&bytes = bytes, name = name] { return read(bytes, name).ok() ? 0 : 1; });
    EXPECT_GE(cost.status, 0) << name;
    EXPECT_LT(cost.seconds, kPatience) << name;
    EXPECT_LT(cost.memory, kMostMemory + bytes.size()) << name;
  }
}

TEST(Hostile, WideAndRepeatedCellsCostOnlyTheirLimit) {
  std::string merges;
  for (int i = 1; i < 3000; ++i) merges += fmt::format("<mergeCell ref='A1:XFD{}'/>", 1048576 - i);
  const std::pair<std::string, const char*> files[] = {
      {xlsx("<worksheet><sheetData>" + times("<row><c r='XFD1'><v>1</v></c></row>", 20'000) + "</sheetData></worksheet>"), "a.xlsx"},
      {xlsx("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData><mergeCells>" + merges + "</mergeCells></worksheet>"), "a.xlsx"},
      {odf("spreadsheet", "<office:spreadsheet><table:table table:name='A'><table:table-row table:number-rows-repeated='1048576'>"
                          "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"), "a.ods"},
      {docx(in_body("<w:tbl>" + times("<w:tr><w:trPr><w:gridBefore w:val='99999999'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr></w:tc></w:tr>", 30'000) + "</w:tbl>")), "a.docx"},
      {times("<table>", 1) + times("<tr><td colspan=99999999 rowspan=99999999>x", 5000), "a.html"},
      {times(",", 6'000'000), "a.csv"}, {times("\"", 2'000'000), "a.csv"}, {times("a\n", 2'000'000), "a.csv"}};
  for (const auto& [bytes, name] : files) {
    const Cost cost = cost_of([&bytes = bytes, name = name] { return read(bytes, name).ok() ? 0 : 1; });
    EXPECT_GE(cost.status, 0) << name;
    EXPECT_LT(cost.seconds, kPatience) << name;
    EXPECT_LT(cost.memory, kMostMemory) << name;
  }
}

TEST(Hostile, WhatPointsOutsideIsNeverFollowed) {
  const std::string rels = "<Relationship Id='t' Type='x/attachedTemplate' Target='file:///etc/passwd' TargetMode='External'/>"
                           "<Relationship Id='h' Type='x/header' Target='/../../../../etc/passwd'/>"
                           "<Relationship Id='i' Type='x/image' Target='http://127.0.0.1:9/x.png' TargetMode='External'/>";
  auto d = answer(docx(in_body("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>INCLUDETEXT \"/etc/passwd\"</w:instrText></w:r>"
                               "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:drawing><a:blip r:link='i'/></w:drawing></w:r></w:p>" + p("said")), {}, rels), "a.docx");
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(d->text().find("root:"), std::string::npos);
}

/// Sound files of each kind, to be damaged.
std::vector<std::pair<std::string, const char*>> sound() {
  const std::string sheet = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>42146</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>";
  return {{docx(in_body(p("words") + "<w:tbl><w:tr><w:tc>" + p("cell") + "</w:tc></w:tr></w:tbl>")), "a.docx"},
          {xlsx(sheet, {{"xl/strings.xml", "<sst><si><t>words</t></si></sst>"}}), "a.xlsx"},
          {xls::compound_file("Workbook", xls::workbook_records({{"A", xls::record(0x204, xls::le(0, 6) + xls::text("words")) + xls::record(0xE5, xls::le(1, 2) + xls::le(1 << 16, 8))}},
                                                                xls::record(0xFC, xls::le(1, 4) + xls::le(1, 4) + xls::text("shared")))), "a.xls"},
          {odf("text", "<office:text><text:h text:outline-level='1'>words</text:h><text:p>more</text:p></office:text>"), "a.odt"},
          {odf("spreadsheet", "<office:spreadsheet><table:table table:name='A'><table:table-row><table:table-cell><text:p>words</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"), "a.ods"},
          {"when,what\n2016-05-22,\"a, b\"\n2016-05-23,c\n", "a.csv"}, {"<html><body><h1>words</h1><table><tr><td>a</table></body></html>", "a.html"},
          {"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\trowd\\cellx1\\pard\\intbl a\\cell\\row\\pard words\\'e9\\u8364?\\par}", "a.rtf"}};
}

/// A PDF of one page of words, its table of places right.
std::string sound_pdf() {
  const std::string content = "BT /F 12 Tf 72 720 Td (words on a page) Tj ET";
  const std::string objects[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                                 fmt::format("<</Length {}>>stream\n{}\nendstream", content.size(), content), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string out = "%PDF-1.4\n", places = "0000000000 65535 f \n";
  int number = 0;
  for (const std::string& o : objects) {
    places += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj{}endobj\n", ++number, o);
  }
  return out + fmt::format("xref\n0 6\n{}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", places, out.size());
}

TEST(Hostile, FilesCutAtEverySixteenthAreAnswered) {
  auto all = sound();
  all.emplace_back(sound_pdf(), "a.pdf");
  for (const auto& [bytes, name] : all) {
    auto whole = answer(bytes, name);
    ASSERT_TRUE(whole.ok()) << name;
    EXPECT_FALSE(whole->text().empty()) << name;
    for (std::size_t sixteenth = 0; sixteenth < 16; ++sixteenth) (void)answer(bytes.substr(0, bytes.size() * sixteenth / 16), name);
  }
}

TEST(Hostile, PdfWithChangedBytesIsAnswered) {
  const std::string bytes = sound_pdf();
  std::mt19937 random(3);
  for (int i = 0; i < 24; ++i) {
    std::string changed = bytes;
    for (unsigned k = 0, n = 1 + random() % 4; k < n; ++k) changed[random() % changed.size()] ^= static_cast<char>(1 << random() % 8);
    (void)answer(changed, "a.pdf");
  }
}

TEST(Hostile, CutAndChangedFilesAreAnswered) {
  std::mt19937 random(7);
  for (const auto& [bytes, name] : sound()) {
    ASSERT_TRUE(answer(bytes, name).ok()) << name;
    for (int i = 0; i < 150; ++i) {
      std::string changed = bytes;
      for (unsigned k = 0, n = 1 + random() % 4; k < n; ++k) changed[random() % changed.size()] ^= static_cast<char>(1 << random() % 8);
      (void)answer(changed, name);
      (void)answer(bytes.substr(0, random() % bytes.size()), name);
    }
  }
}

TEST(Hostile, ChangedXmlInASoundZipIsAnswered) {
  std::mt19937 random(11);
  for (const auto& [bytes, name] : sound()) {
    auto parts = unpack(bytes);
    if (!parts.ok()) continue;
    for (int i = 0; i < 150; ++i) {
      auto changed = *parts;
      ZipPart& one = changed[random() % changed.size()];
      if (one.bytes.empty() || one.name == "mimetype") continue;
      for (unsigned k = 0, n = 1 + random() % 6; k < n; ++k) one.bytes[random() % one.bytes.size()] = "<>/'\"&= \0x9"[random() % 11];
      (void)answer(pack(changed), name);
    }
  }
}

TEST(Hostile, Pdf) {
  const std::string head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
  const std::string circle = head + "2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000000>>endobj\ntrailer<</Root 1 0 R>>";
  const std::string self = head + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 4 0 R>>>>>>endobj\n"
                           "4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Length 4>>stream\n/A Do\nendstream endobj\ntrailer<</Root 1 0 R>>";
  for (const std::string& bytes : {std::string("%PDF-1.7"), circle, self, "%PDF-1.4\n" + times("[", 200'000), "%PDF-1.4\n" + times("<<", 200'000), head + std::string(1 << 20, '\0')})
    (void)answer(bytes, "a.pdf");
}

}  // namespace
}  // namespace heed::document

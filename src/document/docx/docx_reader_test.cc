// What DOCX files do that document_read_test.cc does not show: long parts, notes, comments and what lies behind the page.
#include <gtest/gtest.h>

#include "document/document.h"
#include "document/xml_pieces.h"
#include "document/zip.h"

namespace heed::document {
namespace {

std::string docx(const std::string& body, std::vector<ZipPart> more = {}, const std::string& rels = {}) {
  std::vector<ZipPart> parts{{"word/document.xml", body}, {"word/_rels/document.xml.rels", "<Relationships>" + rels + "</Relationships>"}};
  for (ZipPart& p : more) parts.push_back(std::move(p));
  return pack(parts);
}
std::string in_body(const std::string& s) { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document xmlns:w='w'><w:body>" + s + "</w:body></w:document>"; }
std::string p(const std::string& text) { return "<w:p><w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r></w:p>"; }
Document must(const std::string& bytes) {
  auto d = read(bytes, "a.docx");
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}
std::string utf16(const std::string& ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

/// Longer than many pieces, with what reaches over their edges: drop capitals, fields, lists of changes, a comment with tags in it.
std::string long_body() {
  std::string out = "<!-- <w:p> in a comment -->\n";
  for (int i = 0; i < 4000; ++i) {
    if (i % 7 == 0) out += "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>\n";
    out += p(fmt::format("nce number {} &amp; more", i));
    if (i % 500 == 0) out += "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>in a field</w:t></w:r></w:p>";
    if (i % 500 == 499) out += "<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    if (i % 90 == 0) out += "<w:tbl w:a='>'><w:tr><w:tc>" + p("cell <![CDATA[</w:tbl>]]>") + "</w:tc></w:tr></w:tbl>";
  }
  return out + "<w:sectPr/>";
}

TEST(Pieces, GiveWhatTheWholeTreeGives) {
  const std::string body = in_body(long_body());
  ASSERT_GT(body.size(), 300'000u);
  const std::string whole = write_json(must(docx(utf16(body))));  // a part in UTF-16 is loaded whole
  EXPECT_EQ(write_json(must(docx(body))), whole);
  EXPECT_EQ(write_json(must(docx("\xEF\xBB\xBF" + body))), whole);
}

TEST(Pieces, BrokenPartsAreRefusedAsBefore) {
  const std::string body = in_body(long_body());
  const std::size_t far = body.find("nce number 3900");
  for (const std::string& broken : {body.substr(0, far), std::string(body).insert(far, "<w:p"), std::string(body).insert(far, "</w:r>"), body + "</w:x>",
                                    std::string("<w:document><w:p/></w:document>"), std::string("no XML")}) {
    auto d = read(docx(broken), "a.docx");
    ASSERT_FALSE(d.ok());
    EXPECT_EQ(d.error().code, Code::Unsupported);
  }
  Limits limits;
  limits.depth = 5;
  EXPECT_EQ(read(docx(body), "a.docx", limits).error().code, Code::TooLarge);
  EXPECT_TRUE(must(docx(in_body(""))).blocks.empty());
  EXPECT_TRUE(must(docx("<w:document><w:body/></w:document>")).blocks.empty());
}

TEST(Docx, EndnotesAreNumberedAsWordShowsThem) {
  const std::string rels = "<Relationship Id='a' Type='x/footnotes' Target='footnotes.xml'/><Relationship Id='b' Type='x/endnotes' Target='endnotes.xml'/>"
                           "<Relationship Id='c' Type='x/settings' Target='settings.xml'/>";
  const std::string body = in_body("<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id='2'/><w:endnoteReference w:id='5'/><w:endnoteReference w:id='6'/></w:r></w:p>");
  const std::vector<ZipPart> notes{{"word/footnotes.xml", "<w:footnotes><w:footnote w:id='2'>" + p("foot") + "</w:footnote></w:footnotes>"},
                                   {"word/endnotes.xml", "<w:endnotes><w:endnote w:id='5'>" + p("end") + "</w:endnote><w:endnote w:id='6'>" + p("last") + "</w:endnote></w:endnotes>"}};
  const Document usual = must(docx(body, notes, rels));
  EXPECT_EQ(usual.blocks[0].text(), "x[1][i][ii]");
  ASSERT_EQ(usual.apart.size(), 3u);
  EXPECT_EQ(usual.apart[2].place.part, "endnote ii");
  auto own = notes;
  own.push_back({"word/settings.xml", "<w:settings><w:footnotePr><w:numFmt w:val='upperLetter'/></w:footnotePr><w:endnotePr><w:numFmt w:val='decimal'/></w:endnotePr></w:settings>"});
  EXPECT_EQ(must(docx(body, own, rels)).blocks[0].text(), "x[A][1][2]");
}

TEST(Docx, CommentsSayWhereTheyWereMade) {
  const Document d = must(docx(in_body(p("one") + "<w:p><w:r><w:t>two</w:t></w:r><w:r><w:commentReference w:id='7'/></w:r></w:p>"),
                               {{"word/comments.xml", "<w:comments><w:comment w:id='7' w:author='Reviewer Two'>" + p("Really?") + p("Sure?") + "</w:comment></w:comments>"}},
                               "<Relationship Id='c' Type='x/comments' Target='comments.xml'/>"));
  ASSERT_EQ(d.apart.size(), 2u);
  EXPECT_EQ(d.apart[0].place.words(), "comment 1, on paragraph 2, its paragraph 1");
  ASSERT_EQ(d.properties.size(), 1u);
  EXPECT_EQ(d.properties[0].name, "author of a comment");
}

TEST(Docx, WhatLiesBehindThePageIsAProperty) {
  const Document d = must(docx(in_body(p("x")), {{"customXml/item1.xml", "<?xml version='1.0'?><a xmlns='b'><c>Ada</c><c>Tarrowby</c></a>"}, {"customXml/itemProps1.xml", "<x>no</x>"}}));
  ASSERT_EQ(d.properties.size(), 1u);
  EXPECT_EQ(d.properties[0].value, "Ada Tarrowby");
}

TEST(Docx, CellsThatWereDeletedAreDeleted) {
  const Document d = must(docx(in_body("<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:author='Editor'/></w:tcPr>" + p("gone") + "</w:tc><w:tc>" + p("stays") + "</w:tc></w:tr></w:tbl>")));
  const auto& cells = d.blocks[0].rows[0].cells;
  EXPECT_EQ(cells[0].text, "");
  ASSERT_EQ(cells[0].blocks.size(), 1u);
  EXPECT_TRUE(cells[0].blocks[0].runs[0].deleted);
  EXPECT_EQ(cells[1].text, "stays");
}

TEST(Docx, MovedTextIsReadWhereItWasMovedTo) {
  const Document d = must(docx(in_body("<w:moveFromRangeStart w:id='1' w:name='m'/><w:p><w:moveFrom w:id='2' w:author='A'><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
                                       "<w:moveFromRangeEnd w:id='1'/>" + p("between") + "<w:p><w:moveTo w:id='3' w:author='A'><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>")));
  EXPECT_EQ(d.text(), "\nbetween\nmoved");
  EXPECT_TRUE(d.blocks[0].runs[0].deleted);
  EXPECT_TRUE(d.blocks[2].runs[0].inserted);
}

}  // namespace
}  // namespace heed::document

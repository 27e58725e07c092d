#include <gtest/gtest.h>

#include "document/document.h"

namespace heed::document {
namespace {

Document must(const std::string& bytes) {
  auto d = read(bytes, "a.rtf");
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}

TEST(Rtf, ParagraphsHeadingsAndNumbersAsSeen) {
  const Document d = must(R"({\rtf1\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 2;}}{\info{\title Plan}{\author A Person}}
\pard\s1 First\par\pard {\listtext\tab 3.1\tab}Item {\b bold}\par\pard Plain {\*\unknown not shown} text\par})");
  ASSERT_EQ(d.blocks.size(), 3u);
  EXPECT_EQ(d.blocks[0].kind, BlockKind::Heading);
  EXPECT_EQ(d.blocks[0].level, 2);
  EXPECT_EQ(d.blocks[1].label, "3.1");
  EXPECT_EQ(d.blocks[1].text(), "Item bold");
  EXPECT_EQ(d.blocks[2].text(), "Plain  text");
  EXPECT_EQ(d.blocks[2].place.words(), "body, paragraph 3");
  ASSERT_EQ(d.properties.size(), 2u);
  EXPECT_EQ(d.properties[1].value, "A Person");
}

TEST(Rtf, CharactersOfEveryKind) {
  const Document d = must("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}}"
                          "caf\\'e9 \\u8364?5 \\u-10179?\\u-8704? \\endash\\~x\\_y\\-z {\\f1\\'cf\\'f0}{\\f2\\'93\\'fa} {\\uc2\\u233ab}\\{\\}\\\\\\par}");
  ASSERT_EQ(d.blocks.size(), 1u);
  EXPECT_EQ(d.blocks[0].text(), "café €5 😀 –\u00A0x\u2011yz Пр日 é{}\\");
}

TEST(Rtf, TablesWithMergedCells) {
  const Document d = must(R"({\rtf1 before\par\trowd\trhdr\clmgf\cellx100\clmrg\cellx200\pard\intbl Head\cell\cell\row
\trowd\cellx100\cellx200\pard\intbl a\par b\cell c\cell\row\pard after\par})");
  ASSERT_EQ(d.blocks.size(), 3u);
  const Block& t = d.blocks[1];
  ASSERT_EQ(t.rows.size(), 2u);
  EXPECT_TRUE(t.rows[0].header);
  EXPECT_EQ(t.rows[0].cells[0].columns, 2);
  EXPECT_TRUE(t.rows[0].cells[1].covered);
  EXPECT_EQ(t.rows[1].cells[0].text, "a\nb");
  EXPECT_EQ(t.rows[1].cells[0].blocks[1].place.words(), "body, table 1, row 2, column 1");
  EXPECT_EQ(d.blocks[2].text(), "after");
}

TEST(Rtf, WhatStandsApartAndWhatIsNotCarried) {
  const Document d = must(R"({\rtf1{\header Top\par}Said{\super\chftn{\footnote\pard {\super\chftn} A note}} {\*\atnauthor B Person}{\*\annotation Doubt}
{\field{\*\fldinst HYPERLINK "http://example.org/"}{\fldrslt here}} {\deleted gone}{\revised new}{\pict\bin4 }}xx}{\object{\*\objdata 00}{\result icon}}\par})");
  EXPECT_EQ(d.blocks[0].text().substr(0, 7), "Said[1]");
  EXPECT_NE(d.blocks[0].text().find("here"), std::string::npos);
  EXPECT_EQ(d.blocks[0].text().find("gone"), std::string::npos);
  std::string apart, links, deleted;
  for (const Block& b : d.apart) apart += b.place.part + "=" + b.text() + ";";
  EXPECT_EQ(apart, "header=Top;footnote 1= A note;comment 1=Doubt;");
  for (const auto& r : d.blocks[0].runs) {
    links += r.link;
    if (r.deleted) deleted += r.text;
  }
  EXPECT_EQ(links, "http://example.org/");
  EXPECT_EQ(deleted, "gone");
  ASSERT_EQ(d.unread.size(), 2u);
  EXPECT_EQ(d.unread[0].what, "picture");
  EXPECT_TRUE(d.unread[1].loses_words);
}

TEST(Rtf, DeepNestingAndCutFilesAreSaid) {
  std::string deep = "{\\rtf1 ";
  for (int i = 0; i < 5000; ++i) deep += '{';
  deep += "lost";
  const Document d = must(deep);
  EXPECT_EQ(d.text().find("lost"), std::string::npos);
  ASSERT_FALSE(d.unread.empty());
  EXPECT_TRUE(d.unread[0].loses_words);
  EXPECT_EQ(must("{\\rtf1 words that never end").text(), "words that never end");
}

}  // namespace
}  // namespace heed::document

// Whole PDF files through heed-pdf: what a page says, in which order, and what is told of a page that says nothing.
#include <gtest/gtest.h>

#include "document/document.h"

namespace heed::document {
namespace {

struct Page {
  std::string content, more;  ///< more: entries of the page's dictionary
};

/// A file of pages in Helvetica; `objects` come after, numbered from 4 + 2 a page, and `catalog` goes into the first.
std::string pdf(const std::vector<Page>& pages, const std::vector<std::string>& objects = {}, const std::string& catalog = {}) {
  std::vector<std::string> all{"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
  std::string kids;
  for (const Page& p : pages) {
    all.push_back(fmt::format("<</Length {}>>stream\n{}\nendstream", p.content.size(), p.content));
    all.push_back(fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{}/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>", p.more, all.size()));
    kids += fmt::format("{} 0 R ", all.size());
  }
  all[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size());
  all.insert(all.end(), objects.begin(), objects.end());
  std::string out = "%PDF-1.5\n", places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    places += fmt::format("{:010} 00000 n \n", out.size());
    out += fmt::format("{} 0 obj{}endobj\n", i + 1, all[i]);
  }
  return out + fmt::format("xref\n0 {0}\n0000000000 65535 f \n{1}trailer<</Size {0}/Root 1 0 R>>\nstartxref\n{2}\n%%EOF\n", all.size() + 1, places, out.size());
}
std::string at(double x, double y, const std::string& words, int size = 11) { return fmt::format("BT /F {} Tf {} {} Td ({}) Tj ET\n", size, x, y, words); }
std::string stream(const std::string& dictionary, const std::string& bytes) { return fmt::format("<<{}/Length {}>>stream\n{}\nendstream", dictionary, bytes.size(), bytes); }

Document must(const std::string& bytes) {
  auto d = read(bytes, "a.pdf");
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}
bool tells(const Document& d, std::string_view what, std::string_view place) {
  for (const Unread& u : d.unread)
    if (u.what.find(what) != std::string::npos && u.place.words() == place) return true;
  return false;
}

TEST(Pdf, ColumnsAreReadOneAfterTheOther) {
  std::string both;
  for (int i = 0; i < 12; ++i)
    both += at(60, 760 - 14 * i, fmt::format("left line {} has several words here", i)) + at(320, 760 - 14 * i, fmt::format("right line {} has several words here", i));
  const std::string text = must(pdf({{both, ""}})).text();
  EXPECT_LT(text.find("left line 11"), text.find("right line 0"));
}

TEST(Pdf, TurnedPagesAreReadAsSeen) {
  std::string lines = "q 0 1 -1 0 595 0 cm ";
  for (int i = 0; i < 6; ++i) lines += at(60, 540 - 14 * i, fmt::format("turned line {} of a wide page", i));
  const std::string text = must(pdf({{lines + "Q", "/Rotate 90"}})).text();
  EXPECT_LT(text.find("turned line 0 of a wide page"), text.find("turned line 5"));
}

TEST(Pdf, ALineThatSomebodyEndedEndsAParagraph) {
  const Document d = must(pdf({{at(60, 760, "1. the first item") + at(60, 746, "2. the second item, which is a long one and fills the whole line up to") +
                                    at(60, 732, "where it goes on") + at(60, 718, "3. the third item"), ""}}));
  ASSERT_EQ(d.blocks.size(), 3u);
  EXPECT_EQ(d.blocks[1].text(), "2. the second item, which is a long one and fills the whole line up to where it goes on");
  EXPECT_EQ(d.blocks[2].place.words(), "page 1, paragraph 3");
}

TEST(Pdf, APageWithoutTextNeedsRecognition) {
  const std::string picture = "q 500 0 0 700 40 60 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \1\2\3\4 EI Q";
  const Document d = must(pdf({{at(60, 760, "words"), ""}, {picture, ""}, {"", ""}}));
  bool recognition = false, empty = false;
  for (const Unread& u : d.unread) {
    recognition = recognition || (u.place.part == "page 2" && u.reason.find("needs recognition") != std::string::npos && u.loses_words);
    empty = empty || (u.place.part == "page 3" && !u.loses_words);
  }
  EXPECT_TRUE(recognition);
  EXPECT_TRUE(empty);
}

TEST(Pdf, CommentsFieldsAndAttachmentsAreTold) {
  // One page is objects 4 and 5, so these are 6 and on.
  const Document d = must(pdf({{at(60, 760, "words"), "/Annots[6 0 R 7 0 R]"}},
                              {"<</Type/Annot/Subtype/Text/Rect[0 0 20 20]/Contents(Is this right?)/T(Reviewer Two)>>",
                               "<</Type/Annot/Subtype/Widget/FT/Tx/T(Surname)/V(Tarrowby)/Rect[50 50 150 70]/P 5 0 R>>",
                               "<</Type/Filespec/F(letter.txt)/UF(letter.txt)/EF<</F 9 0 R>>>>", stream("/Type/EmbeddedFile", "hello")},
                              "/AcroForm<</Fields[7 0 R]>>/Names<</EmbeddedFiles<</Names[(letter.txt) 8 0 R]>>>>"));
  ASSERT_EQ(d.apart.size(), 2u);
  EXPECT_EQ(d.apart[0].text(), "Is this right?");
  EXPECT_EQ(d.apart[0].place.words(), "page 1, comment 1");
  EXPECT_EQ(d.apart[1].place.words(), "page 1, form field Surname");
  EXPECT_EQ(d.apart[1].text(), "Tarrowby");
  EXPECT_EQ(d.embedded, std::vector<std::string>{"letter.txt"});
  EXPECT_TRUE(tells(d, "embedded file", "document"));
  ASSERT_FALSE(d.properties.empty());
  EXPECT_EQ(d.properties.back().value, "Reviewer Two");
}

TEST(Pdf, RuledTablesAreTables) {
  std::string page = "0.5 w\n";
  for (const int y : {700, 720, 740}) page += fmt::format("60 {0} m 360 {0} l S\n", y);
  for (const int x : {60, 160, 360}) page += fmt::format("{0} 700 m {0} 740 l S\n", x);
  page += at(65, 726, "When") + at(165, 726, "What happened") + at(65, 706, "May") + at(165, 706, "She called");
  const Document d = must(pdf({{page, ""}}));
  ASSERT_EQ(d.blocks.size(), 1u);
  ASSERT_EQ(d.blocks[0].kind, BlockKind::Table);
  EXPECT_EQ(d.blocks[0].text(), "When\tWhat happened\nMay\tShe called");
}

}  // namespace
}  // namespace heed::document

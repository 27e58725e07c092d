#include <gtest/gtest.h>

#include "document/document.h"
#include "document/zip.h"

namespace heed::document {
namespace {

Document odt(const std::string& text, const std::string& styles = {}) {
  auto d = read(pack({{"mimetype", "application/vnd.oasis.opendocument.text"},
                      {"content.xml", "<c><automatic-styles>" + styles + "</automatic-styles><body><text>" + text + "</text></body></c>"}}), "a.odt");
  EXPECT_TRUE(d.ok());
  return d.ok() ? std::move(*d) : Document{};
}
std::string item(const std::string& text, const std::string& more = {}) { return "<list-item><p>" + text + "</p>" + more + "</list-item>"; }
std::string labels(const Document& d) {
  std::string out;
  for (const Block& b : d.blocks) out += b.label + " ";
  return out;
}

const std::string kList = "<list-style name='L'><list-level-style-number level='1' num-format='1' num-suffix='.'/>"
                          "<list-level-style-number level='2' num-format='a' num-prefix='(' num-suffix=')'/>"
                          "<list-level-style-number level='3' num-format='1' display-levels='3'/></list-style>"
                          "<list-style name='B'><list-level-style-bullet level='1' bullet-char='–'/></list-style>";

TEST(Odt, ListsAreNumberedAsSeen) {
  const std::string third = "<list>" + item("deep") + "</list>", second = "<list>" + item("x", third) + item("y") + "</list>";
  const Document d = odt("<list style-name='L' id='one'>" + item("a", second) + item("b", "<list>" + item("again") + "</list>") + "</list><p>between</p>"
                         "<list style-name='L' continue-numbering='true'>" + item("c") + "</list>"
                         "<list style-name='L'>" + item("fresh") + "<list-item start-value='9'><p>nine</p></list-item><list-header><p>none</p></list-header></list>"
                         "<list style-name='L' continue-list='one'>" + item("d") + "</list><list style-name='B'>" + item("dash") + "</list><list>" + item("plain") + "</list>",
                         kList);
  EXPECT_EQ(labels(d), "1. (a) 1.a.1 (b) 2. (a)  3. 1. 9.  3. – • ");
}

TEST(Odt, HeadingsAreNumberedByTheOutline) {
  const auto heading = [](int level, const char* more = "") { return fmt::format("<h outline-level='{}' {}>x</h>", level, more); };
  const Document d = odt(heading(1) + heading(2) + heading(2) + heading(1) + heading(2) + heading(1, "is-list-header='true'"),
                         "<outline-style><outline-level-style level='1' num-format='1'/><outline-level-style level='2' num-format='1' display-levels='2'/></outline-style>");
  EXPECT_EQ(labels(d), "1 1.1 1.2 2 2.1  ");
}

TEST(Odt, TrackedChangesStandAtTheirPlace) {
  const Document d = odt("<tracked-changes><changed-region id='i'><insertion><change-info><creator>Ben Editor</creator></change-info></insertion></changed-region>"
                         "<changed-region id='d'><deletion><p>gone</p><p>too</p></deletion></changed-region>"
                         "<changed-region id='lost'><deletion><p>without a place</p></deletion></changed-region></tracked-changes>"
                         "<p>one <change-start change-id='i'/>two<change-end change-id='i'/> <change change-id='d'/>three</p>");
  ASSERT_EQ(d.blocks.size(), 1u);
  EXPECT_EQ(d.blocks[0].text(), "one two three");
  std::string deleted, inserted;
  for (const auto& r : d.blocks[0].runs) (r.deleted ? deleted : inserted) += r.deleted || r.inserted ? r.text : "";
  EXPECT_EQ(deleted, "gone\ntoo");
  EXPECT_EQ(inserted, "two");
  ASSERT_EQ(d.apart.size(), 1u);
  EXPECT_EQ(d.apart[0].text(), "");
  EXPECT_EQ(write_text(d), "one two three");
}

TEST(Odt, DeletionsWithinDeletionsEnd) {
  std::string regions;
  for (int i = 0; i < 50'000; ++i) regions += fmt::format("<changed-region id='c{}'><deletion><p>x<change change-id='c{}'/></p></deletion></changed-region>", i, i + 1);
  const Document d = odt("<tracked-changes>" + regions + "</tracked-changes><p>words<change change-id='c0'/></p>");
  EXPECT_EQ(d.blocks[0].text(), "words");
}

TEST(Odt, HiddenWordsAreMarked) {
  const Document d = odt("<p>seen <span style-name='H'>unseen</span></p>", "<style name='H'><text-properties display='none'/></style>");
  ASSERT_EQ(d.blocks[0].runs.size(), 2u);
  EXPECT_TRUE(d.blocks[0].runs[1].hidden);
}

TEST(Odt, HiddenSectionsParagraphsFieldsAndStylesAreMarked) {
  const Document d = odt("<section display='none'><p>a</p><table><table-row><table-cell><p>b</p></table-cell></table-row></table></section>"
                         "<p><hidden-paragraph is-hidden='true'/>c</p><p>d<hidden-text is-hidden='true' string-value='e'/>"
                         "<hidden-text is-hidden='false' string-value='f'>f</hidden-text></p><p style-name='Below'>g</p>",
                         "<style name='H'><text-properties display='none'/></style><style name='Below' parent-style-name='H'/>"
                         "<style name='Round' parent-style-name='Round'/>");
  ASSERT_EQ(d.blocks.size(), 5u);
  std::string hidden;
  for (const Block& b : d.blocks) hidden += b.hidden ? 'y' : 'n';
  EXPECT_EQ(hidden, "yyyny");
  EXPECT_EQ(d.text(), "a\nb\nc\ndef\ng");
  ASSERT_EQ(d.blocks[3].runs.size(), 3u);
  EXPECT_TRUE(d.blocks[3].runs[1].hidden);
  EXPECT_TRUE(d.blocks[4].runs[0].hidden);
}

TEST(Ods, ValuesFromBeforeAChangeAreReadAsDeletedAndEmbeddedFilesNamed) {
  auto d = read(pack({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                      {"content.xml", "<c><body><spreadsheet><tracked-changes><cell-content-change><change-info><creator>Editor Five</creator></change-info>"
                                      "<previous><change-track-table-cell><p>before</p></change-track-table-cell></previous></cell-content-change></tracked-changes>"
                                      "<table name='A'><table-row><table-cell><p>now</p></table-cell></table-row></table></spreadsheet></body></c>"},
                      {"Object 1/content.xml", "<x/>"}, {"Object 2", "x"}, {"ObjectReplacements/Object 1", "x"}}), "a.ods");
  ASSERT_TRUE(d.ok());
  ASSERT_EQ(d->apart.size(), 1u);
  EXPECT_EQ(d->apart[0].place.part, "tracked changes");
  EXPECT_TRUE(d->apart[0].runs.at(0).deleted);
  EXPECT_EQ(d->apart[0].runs.at(0).text, "before");
  EXPECT_EQ(d->blocks[0].rows[0].cells[0].text, "now");
  EXPECT_EQ(d->properties.at(0).value, "Editor Five");
  EXPECT_EQ(d->embedded, (std::vector<std::string>{"Object 1", "Object 2"}));
}

TEST(Ods, HiddenColumnsAreMarked) {
  auto d = read(pack({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                      {"content.xml", "<c><body><spreadsheet><table name='A'><table-column/><table-column-group><table-column visibility='collapse' number-columns-repeated='2'/></table-column-group>"
                                      "<table-row><table-cell><p>a</p></table-cell><table-cell><p>b</p></table-cell><table-cell><p>c</p></table-cell><table-cell><p>d</p></table-cell></table-row>"
                                      "</table></spreadsheet></body></c>"}}), "a.ods");
  ASSERT_TRUE(d.ok());
  std::string hidden;
  for (const Cell& c : d->blocks[0].rows[0].cells) hidden += c.hidden ? 'y' : 'n';
  EXPECT_EQ(hidden, "nyyn");
}

TEST(Places, ACellIsCalledOneAndAFooterIsNot) {
  EXPECT_EQ((Place{"sheet Log", "B7"}).words(), "sheet Log, cell B7");
  EXPECT_EQ((Place{"sheet Log", "footer"}).words(), "sheet Log, footer");
  EXPECT_EQ((Place{"body", "paragraph 2"}).words(), "body, paragraph 2");
}

}  // namespace
}  // namespace heed::document

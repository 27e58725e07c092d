// Pictures from a file to a file: what is carried, what is left out, and that each is said.
#include "document/picture.h"

#include <gtest/gtest.h>

#include "document/losses.h"
#include "document/picture_fixture.h"
#include "document/template/docx_template.h"
#include "document/worker/wire.h"
#include "document/zip.h"

namespace heed::document {
namespace {

constexpr const char* kName = "Koldermaine";

Limits with_pictures() {
  Limits l;
  l.picture_bytes = kPicturesOfAReport;
  return l;
}

Document album() {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Pictures", 1), shown(png_of_colours(), "A map of the \"town\" & the bridge"), shown(jpeg_of_grey(), ""),
              shown(png_to_see_through(), "A plan"), shown(png_of_colours(), "The map again"), words(BlockKind::Paragraph, "After them.")};
  auto decoration = picture_of(png_of_a_palette()).value();
  decoration.decorative = true;
  d.blocks.push_back(picture_block({"body", "paragraph 2"}, "", std::move(decoration)));
  Block table;
  table.kind = BlockKind::Table;
  table.rows.resize(1);
  table.rows[0].cells.resize(2);
  table.rows[0].cells[0].text = "In a cell";
  table.rows[0].cells[1].blocks = {shown(png_interlaced(), "A grey square")};
  table.rows[0].cells[1].text = "A grey square";
  d.blocks.push_back(std::move(table));
  return d;
}

std::vector<const Block*> pictures_of(const std::vector<Block>& blocks) {
  std::vector<const Block*> out;
  for (const Block& b : blocks) {
    if (b.kind == BlockKind::Picture) out.push_back(&b);
    for (const Row& row : b.rows)
      for (const Cell& cell : row.cells)
        for (const Block* inner : pictures_of(cell.blocks)) out.push_back(inner);
  }
  return out;
}

/// A DOCX with one drawing of the test's own.
std::string docx(const std::string& drawing, const std::string& picture, const std::string& before = {}) {
  return pack({{"word/document.xml", "<w:document xmlns:w='w' xmlns:r='r' xmlns:a='a' xmlns:pic='p' xmlns:wp='wp' xmlns:adec='d' xmlns:v='v'><w:body>" + before + "<w:p><w:r>" + drawing +
                                         "</w:r></w:p></w:body></w:document>"},
               {"word/_rels/document.xml.rels", "<Relationships><Relationship Id='p1' Type='x/image' Target='media/a.png'/>"
                                                "<Relationship Id='p2' Type='x/image' Target='https://example.org/a.png' TargetMode='External'/></Relationships>"},
               {"word/media/a.png", picture}});
}
std::string inline_drawing(const std::string& attributes, const std::string& fill = {}, const std::string& inside = {}, const std::string& shape = {}) {
  return "<w:drawing><wp:inline><wp:extent cx='762000' cy='508000'/><wp:docPr id='1' " + attributes + ">" + inside +
         "</wp:docPr><a:graphic><pic:pic><pic:blipFill><a:blip r:embed='p1'/>" + fill + "</pic:blipFill><pic:spPr>" + shape + "</pic:spPr></pic:pic></a:graphic></wp:inline></w:drawing>";
}
Document must(const std::string& bytes, const char* name, const Limits& limits) {
  auto d = read(bytes, name, limits);
  EXPECT_TRUE(d.ok()) << (d.ok() ? "" : d.error().message);
  return d.ok() ? std::move(*d) : Document{};
}

TEST(Picture, IsLookedAtFromOutsideAndLosesItsAuthor) {
  const auto png = picture_of(png_of_colours());
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->media, "image/png");
  EXPECT_EQ(png->pixels_wide, 3);
  EXPECT_EQ(png->pixels_high, 2);
  EXPECT_EQ(png->bytes.find(kName), std::string::npos);
  const auto jpeg = picture_of(jpeg_of_grey());
  ASSERT_TRUE(jpeg.has_value());
  EXPECT_EQ(jpeg->media, "image/jpeg");
  EXPECT_EQ(jpeg->pixels_wide, 8);
  EXPECT_EQ(components_of_jpeg(jpeg->bytes), 1);
  EXPECT_EQ(jpeg->bytes.find(kName), std::string::npos);
  for (const std::string& whole : {png_of_colours(), jpeg_of_grey()})
    for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(picture_of(whole.substr(0, n))) << n;
  EXPECT_FALSE(picture_of("GIF89a"));
  std::string vast = png_of_colours();
  vast.replace(16, 8, std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8));
  EXPECT_FALSE(picture_of(vast));
}

TEST(Picture, OfADocxIsCarriedOnlyWhereAsked) {
  const std::string bytes = docx(inline_drawing("descr='A map of the town'"), png_of_colours());
  const Document without = must(bytes, "a.docx", {});
  ASSERT_EQ(pictures_of(without.blocks).size(), 1u);
  EXPECT_EQ(without.text(), "A map of the town");
  EXPECT_FALSE(is_carried(without.blocks[0]));
  ASSERT_EQ(without.unread.size(), 1u);
  EXPECT_TRUE(is_unread_picture(without.unread[0]) && without.unread[0].loses_words);

  const Document with = must(bytes, "a.docx", with_pictures());
  ASSERT_TRUE(is_carried(with.blocks[0]));
  EXPECT_EQ(with.blocks[0].place.words(), "body, paragraph 1, picture");
  EXPECT_EQ(with.blocks[0].picture->width, 60);
  EXPECT_EQ(with.blocks[0].picture->height, 40);
  EXPECT_EQ(with.blocks[0].picture->bytes.find(kName), std::string::npos);
  EXPECT_TRUE(with.unread.empty());
}

TEST(Picture, ThatWouldShowMoreThanThePageStaysBehind) {
  const auto left_behind = [](const std::string& bytes, const Limits& limits) {
    const Document d = must(bytes, "a.docx", limits);
    return pictures_of(d.blocks).size() == 1 && !is_carried(*pictures_of(d.blocks)[0]) && std::count_if(d.unread.begin(), d.unread.end(), is_unread_picture) == 1;
  };
  EXPECT_TRUE(left_behind(docx(inline_drawing("descr='x'", "<a:srcRect r='20000'/>"), png_of_colours()), with_pictures())) << "cut to a part";
  EXPECT_FALSE(left_behind(docx(inline_drawing("descr='x'", "<a:srcRect/>"), png_of_colours()), with_pictures()));
  EXPECT_TRUE(left_behind(docx(inline_drawing("descr='x'", "", "", "<a:xfrm rot='5400000'/>"), png_of_colours()), with_pictures())) << "turned";
  EXPECT_TRUE(left_behind(docx(inline_drawing("descr='x'"), "GIF89a"), with_pictures())) << "of another kind";
  EXPECT_TRUE(left_behind(docx("<w:drawing><a:blip r:link='p2'/></w:drawing>", ""), with_pictures())) << "somewhere else";
  EXPECT_TRUE(left_behind(docx("<w:rPr><w:vanish/></w:rPr>" + inline_drawing("descr='x'"), png_of_colours()), with_pictures())) << "hidden";
  Limits few;
  few.picture_bytes = 20;
  EXPECT_TRUE(left_behind(docx(inline_drawing("descr='x'"), png_of_colours()), few)) << "beyond the limit";
}

TEST(Picture, WithoutADescriptionIsSaidToBe) {
  const std::string plain = docx(inline_drawing(""), png_of_colours());
  EXPECT_EQ(write_text(must(plain, "a.docx", {})), "Picture without a description");
  EXPECT_NE(write_html(must(plain, "a.docx", with_pictures()), {}, true).find("<img alt=\"Picture without a description\""), std::string::npos);
  const auto told = unwritten(must(plain, "a.docx", with_pictures()), Format::Pdf);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].what, "description of a picture");

  const std::string decoration = docx(inline_drawing("", "", "<a:extLst><a:ext><adec:decorative val='1'/></a:ext></a:extLst>"), png_of_colours());
  EXPECT_EQ(write_text(must(decoration, "a.docx", {})), "");
  EXPECT_NE(write_html(must(decoration, "a.docx", with_pictures()), {}, true).find("<img alt=\"\""), std::string::npos);
  EXPECT_TRUE(unwritten(must(decoration, "a.docx", with_pictures()), Format::Pdf).empty());
}

TEST(Picture, GoesThroughEveryFormatThatShowsIt) {
  WriteOptions options;
  for (const Format format : {Format::Docx, Format::Html}) {
    const auto written = write(album(), format, options);
    ASSERT_TRUE(written.ok());
    const Document back = must(written->bytes, format == Format::Docx ? "a.docx" : "a.html", with_pictures());
    const Document original = album();
    const auto had = pictures_of(original.blocks), has = pictures_of(back.blocks);
    ASSERT_EQ(has.size(), had.size()) << int(format);
    for (std::size_t i = 0; i < had.size(); ++i) {
      const bool says_so = format == Format::Html && had[i]->runs.empty() && !is_decoration(*had[i]);
      EXPECT_EQ(has[i]->text(), says_so ? picture_words(*had[i]) : had[i]->text()) << i;
      ASSERT_TRUE(is_carried(*has[i])) << i;
      EXPECT_EQ(has[i]->picture->bytes, had[i]->picture->bytes) << i;
      EXPECT_NEAR(has[i]->picture->width, had[i]->picture->width, 1) << i;
      EXPECT_EQ(has[i]->picture->decorative, had[i]->picture->decorative) << i;
    }
    EXPECT_TRUE(back.unread.empty());
    EXPECT_EQ(write(album(), format, options)->bytes, written->bytes);
  }
}

TEST(Picture, ShownTwiceIsOneFile) {
  const auto parts = unpack(write_docx(album(), {}));
  ASSERT_TRUE(parts.ok());
  int media = 0;
  for (const ZipPart& p : *parts) media += p.name.starts_with("word/media/");
  EXPECT_EQ(media, 5) << "six are shown";
}

TEST(Picture, StandsInATemplateToo) {
  WriteOptions options;
  Document shape;
  shape.blocks = {words(BlockKind::Paragraph, "{{report}}")};
  const auto filled = fill_template(write_docx(shape, options), {}, album(), options);
  ASSERT_TRUE(filled.ok()) << filled.error().message;
  const Document back = must(*filled, "a.docx", with_pictures());
  EXPECT_EQ(pictures_of(back.blocks).size(), pictures_of(album().blocks).size());
  EXPECT_TRUE(back.unread.empty());
}

TEST(Picture, ThatAFormatCannotShowIsALoss) {
  for (const Format format : {Format::Xlsx, Format::Csv, Format::Text, Format::Json}) {
    const auto told = unwritten(album(), format);
    EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const Unread& u) { return u.what.starts_with("picture") && u.loses_words; })) << int(format);
  }
  Document in_header;
  in_header.apart = {shown(png_of_colours(), "")};
  in_header.apart[0].place = {"header", "paragraph 1"};
  EXPECT_EQ(unwritten(in_header, Format::Docx).size(), 1u);
}

TEST(Picture, GoesFromTheWorkerAndIsLookedAtAgain) {
  const Document d = album();
  const auto back = from_wire(to_wire(Result<Document>(d)));
  ASSERT_TRUE(back && back->ok());
  const auto had = pictures_of(d.blocks), has = pictures_of((**back).blocks);
  ASSERT_EQ(has.size(), had.size());
  for (std::size_t i = 0; i < had.size(); ++i) {
    EXPECT_EQ(has[i]->picture->bytes, had[i]->picture->bytes);
    EXPECT_EQ(has[i]->picture->width, had[i]->picture->width);
    EXPECT_EQ(has[i]->picture->decorative, had[i]->picture->decorative);
  }
  Document lies;
  Picture no_picture;
  no_picture.bytes = "MZ";
  lies.blocks = {picture_block({}, "x", no_picture)};
  EXPECT_FALSE(from_wire(to_wire(Result<Document>(lies))));
}

}  // namespace
}  // namespace heed::document

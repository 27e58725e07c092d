// Blocks as WordprocessingML, in the order the schema wants (ECMA-376 part 1, 17). It names styles and does not define them, so
// that the same blocks stand in a file of Heed's own (docx_writer.cc) or in a partnership's template with its styles (template/).
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "document/docx/docx_lists.h"
#include "document/document.h"

namespace heed::document::docx {

/// Style ids. An empty one leaves the paragraph to the default style.
struct StyleNames {
  std::array<std::string, 6> heading{"Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"};
  std::array<std::string, 3> contents{"TOC1", "TOC2", "TOC3"};
  std::string title = "Title", contents_heading = "ContentsHeading", list = "ListParagraph", caption = "Caption", note = "Note",
              hyperlink = "Hyperlink", table = "TableGrid", body;
};

/// The page that blocks stand on, in twentieths of a point.
struct PageFrame {
  int text_width = 9026;        ///< A4 less margins of 2.54 cm
  int landscape_width = 13958;
  /// Section properties of a stretch before and of a stretch with a wide table; empty where no section may begin.
  std::string portrait, landscape;
};

class BodyWriter {
 public:
  /// REQUIRES: `document` outlives the writer. `first_list`, `first_mark`: numbers that the file does not use yet.
  BodyWriter(const Document& document, StyleNames styles, PageFrame frame, int first_list = 1, int first_mark = 1);

  /// A heading of no block, such as the title.
  void line(std::string_view style, std::string_view words);
  /// The contents field with its entries, as Word would fill it, each with a field for its page. `pages`: of each block of the document,
  /// as far as a layout is known; Word counts again when it opens the file.
  void contents(const std::vector<std::size_t>& pages = {});
  /// Body, then footnotes and endnotes.
  void blocks();

  const std::string& xml() const { return out_; }
  /// Files beside the one with these blocks: "media/heed1.png", by the relationships rHeedPicture1, rHeedPicture2 …
  struct Media {
    std::string name;
    std::string_view bytes;
  };
  const std::vector<Media>& pictures() const { return pictures_; }
  /// Targets of the relationships rHeedLink1, rHeedLink2 …
  const std::vector<std::string>& links() const { return links_; }
  const ListPlan& lists() const { return lists_; }
  /// The last blocks stand in a landscape section that is still open: what closes the file must be its properties, or close_section() comes first.
  bool ends_across() const { return across_; }
  /// Closes an open landscape section, for words that follow in portrait.
  void close_section();

 private:
  void text(std::string_view words);
  void run(const Run& r, bool bold = false);
  void open(std::string_view style, std::string_view more = {});
  void close() { out_ += "</w:p>"; }
  void label(const Block& b, std::string_view after = " ");
  void words(const Block& b, std::string_view style, std::string_view more = {});
  void block(const Block& b, bool top);
  void table(const Block& b);
  void picture(const Block& b);
  void section(std::string_view properties);
  bool wants_across(std::size_t block) const;

  const Document& document_;
  StyleNames styles_;
  PageFrame frame_;
  ListPlan lists_;
  std::string out_;
  std::vector<std::string> links_;
  std::vector<Media> pictures_;
  std::map<std::string_view, std::size_t> picture_of_;  ///< bytes to their number from 1: a picture shown twice is one file
  int drawings_ = 0;
  int first_mark_ = 1, marks_ = 0;
  bool across_ = false;
  bool begun_ = false;  ///< more than a title stands above
};

/// `<w:abstractNum>`s and `<w:num>`s are in ListPlan; these are the relationships of the links and the pictures.
std::string relationships(const BodyWriter& body);
/// The content types that [Content_Types].xml must know for the pictures: file ending and type.
inline constexpr std::pair<const char*, const char*> kPictureTypes[] = {{"png", "image/png"}, {"jpeg", "image/jpeg"}};

}  // namespace heed::document::docx

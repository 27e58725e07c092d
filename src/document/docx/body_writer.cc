#include "document/docx/body_writer.h"

#include <cmath>

#include "document/encoding.h"
#include "document/picture.h"
#include "document/safe_link.h"
#include "document/table_grid.h"

namespace heed::document::docx {
namespace {

constexpr std::size_t kLongRow = 1800;  // bytes of text in a row that may be broken over pages

bool is_in_contents(const Block& b) { return b.kind == BlockKind::Heading && std::clamp(b.level, 1, 6) <= 3; }

}  // namespace

BodyWriter::BodyWriter(const Document& document, StyleNames styles, PageFrame frame, int first_list, int first_mark)
    : document_(document), styles_(std::move(styles)), frame_(std::move(frame)), lists_(document.blocks, first_list), first_mark_(first_mark) {}

void BodyWriter::text(std::string_view s) {
  // Tabs and line ends are elements of their own.
  const std::string clean = xml_text(s);
  std::size_t from = 0;
  const auto piece = [&](std::size_t to) {
    if (to > from) out_ += "<w:t xml:space=\"preserve\">" + xml_escaped(std::string_view(clean).substr(from, to - from)) + "</w:t>";
  };
  for (std::size_t i = 0; i < clean.size(); ++i) {
    if (clean[i] != '\n' && clean[i] != '\t' && clean[i] != '\r') continue;
    piece(i);
    from = i + 1;
    if (clean[i] == '\n') out_ += "<w:br/>";
    if (clean[i] == '\t') out_ += "<w:tab/>";
  }
  piece(clean.size());
}

void BodyWriter::run(const Run& r, bool bold) {
  if (r.deleted || r.text.empty()) return;
  const bool link = is_safe_link(r.link);
  if (link) {
    links_.push_back(r.link);
    out_ += fmt::format("<w:hyperlink r:id=\"rHeedLink{}\">", links_.size());
  }
  out_ += "<w:r>";
  bold = bold || r.bold;
  if (bold || r.italic || r.underline || r.hidden || link) {
    out_ += "<w:rPr>";
    if (link) out_ += "<w:rStyle w:val=\"" + styles_.hyperlink + "\"/>";
    if (bold) out_ += "<w:b/>";
    if (r.italic) out_ += "<w:i/>";
    if (r.hidden) out_ += "<w:vanish/>";
    if (r.underline && !link) out_ += "<w:u w:val=\"single\"/>";
    out_ += "</w:rPr>";
  }
  text(r.text);
  out_ += "</w:r>";
  if (link) out_ += "</w:hyperlink>";
}

void BodyWriter::open(std::string_view style, std::string_view more) {
  out_ += "<w:p>";
  if (style.empty() && more.empty()) return;
  out_ += "<w:pPr>";
  if (!style.empty()) out_ += fmt::format("<w:pStyle w:val=\"{}\"/>", style);
  out_ += more;
  out_ += "</w:pPr>";
}

void BodyWriter::label(const Block& b, std::string_view after) {
  if (b.label.empty()) return;
  out_ += "<w:r>";
  text(b.label + std::string(after));
  out_ += "</w:r>";
}

void BodyWriter::line(std::string_view style, std::string_view words) {
  open(style);
  out_ += "<w:r>";
  text(words);
  out_ += "</w:r>";
  close();
}

void BodyWriter::words(const Block& b, std::string_view style, std::string_view more) {
  open(style, more);
  for (const Run& r : b.runs) run(r);
  close();
}

void BodyWriter::block(const Block& b, bool top) {
  const auto place = top ? lists_.find(&b) : std::nullopt;
  const std::string number =
      place ? fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", place->level, place->list) : std::string();
  switch (b.kind) {
    case BlockKind::Heading: {
      const int level = std::clamp(b.level, 1, 6);
      open(styles_.heading[static_cast<std::size_t>(level - 1)], number);
      const int mark = top && is_in_contents(b) ? first_mark_ + marks_++ : 0;
      if (mark) out_ += fmt::format("<w:bookmarkStart w:id=\"{}\" w:name=\"_Toc{:06}\"/>", mark, mark);
      if (!place) label(b);
      for (const Run& r : b.runs) run(r);
      if (mark) out_ += fmt::format("<w:bookmarkEnd w:id=\"{}\"/>", mark);
      close();
      break;
    }
    case BlockKind::ListItem:
      if (place) {
        words(b, styles_.list, number);
      } else {
        open(styles_.list, fmt::format("<w:ind w:left=\"{}\" w:hanging=\"360\"/>", 720 + 360 * std::clamp(b.level, 0, 8)));
        label(b, "\t");
        for (const Run& r : b.runs) run(r);
        close();
      }
      break;
    case BlockKind::Paragraph:
    case BlockKind::Note:
      open(b.kind == BlockKind::Note ? styles_.note : styles_.body, number);
      if (!place) label(b);
      for (const Run& r : b.runs) run(r);
      close();
      break;
    case BlockKind::Picture: picture(b); break;
    case BlockKind::PageBreak: out_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"; break;
    case BlockKind::Table: table(b); break;
  }
}

/// Inline, no larger than the page, its elements in the order of ECMA-376 part 1, 20.4.2.8 and 19.3.1.37.
void BodyWriter::picture(const Block& b) {
  if (!is_carried(b)) {
    if (!is_decoration(b)) line(styles_.note, picture_words(b));
    return;
  }
  constexpr int kFirstDrawing = 1000;  // beyond the numbers that a template is likely to use
  constexpr double kEmuPerTwentieth = 635, kHighest = 12600;  // of the page's text, in twentieths of a point
  const auto [known, fresh] = picture_of_.try_emplace(b.picture->bytes, pictures_.size() + 1);
  if (fresh) pictures_.push_back({fmt::format("media/heed{}.{}", known->second, b.picture->media.substr(6)), b.picture->bytes});
  const double wide = b.picture->width * 20, high = b.picture->height * 20;
  const double part = std::min({1.0, (across_ ? frame_.landscape_width : frame_.text_width) / wide, (across_ ? kHighest / 2 : kHighest) / high});
  const auto cx = std::max(1L, std::lround(wide * part * kEmuPerTwentieth)), cy = std::max(1L, std::lround(high * part * kEmuPerTwentieth));
  ++drawings_;
  const std::string name = fmt::format("id=\"{}\" name=\"Picture {}\"", kFirstDrawing + drawings_, drawings_);
  // Word's mark of a decoration, which needs no alternative text.
  const std::string properties =
      b.picture->decorative && b.runs.empty()
          ? fmt::format("<wp:docPr {} descr=\"\"><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative "
                        "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></wp:docPr>", name)
          : fmt::format("<wp:docPr {} descr=\"{}\"/>", name, xml_escaped(xml_text(b.text())));
  open(styles_.body, "<w:keepLines/>");
  out_ += fmt::format(
      "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
      "<wp:extent cx=\"{0}\" cy=\"{1}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>{2}"
      "<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
      "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr {3}/><pic:cNvPicPr/></pic:nvPicPr>"
      "<pic:blipFill><a:blip r:embed=\"rHeedPicture{4}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{0}\" cy=\"{1}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
      "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
      cx, cy, properties, name, known->second);
  close();
}

void BodyWriter::section(std::string_view properties) {
  out_ += "<w:p><w:pPr><w:spacing w:after=\"0\"/>";
  out_ += properties;
  out_ += "</w:pPr></w:p>";
}

/// A wide table, and the headings that lead to it.
bool BodyWriter::wants_across(std::size_t block) const {
  const auto& all = document_.blocks;
  while (block < all.size() && all[block].kind == BlockKind::Heading) ++block;
  return block < all.size() && all[block].kind == BlockKind::Table && !frame_.landscape.empty() && is_wide(table_grid(all[block]));
}

void BodyWriter::close_section() {
  if (across_) section(frame_.landscape);
  across_ = false;
}

void BodyWriter::table(const Block& b) {
  const TableGrid grid = table_grid(b);
  const std::size_t columns = std::min<std::size_t>(grid.columns, 63);  // what Word allows
  if (!b.caption.empty()) line(styles_.caption, b.caption);
  // Every column has room for its longest word, and of the rest as much as its longest text would like, so that dates do not
  // take a third of the page.
  constexpr double kCharacter = 150, kSides = 240;  // of Arial 12, in twentieths of a point
  const std::vector<std::size_t> longest = longest_words(grid);
  std::vector<double> least(columns), wish(columns, 1);
  for (std::size_t c = 0; c < columns; ++c) least[c] = kCharacter * static_cast<double>(longest[c]) + kSides;
  for (const GridCell& at : grid.cells)
    if (at.columns == 1 && at.column < columns)
      wish[at.column] = std::max(wish[at.column], std::min<double>(60, static_cast<double>(at.cell->text.size())) * kCharacter + kSides - least[at.column]);
  double all_least = 0, all_wishes = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    all_least += least[c];
    all_wishes += wish[c];
  }
  const int whole = across_ ? frame_.landscape_width : frame_.text_width;
  std::vector<int> widths;
  for (std::size_t c = 0; c < columns; ++c)
    widths.push_back(static_cast<int>(all_least >= whole ? least[c] * whole / all_least : least[c] + (whole - all_least) * wish[c] / all_wishes));
  out_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"" + styles_.table + "\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
          "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
          "w:noVBand=\"1\"/>";
  if (!b.caption.empty()) out_ += "<w:tblCaption w:val=\"" + xml_escaped(b.caption) + "\"/>";
  out_ += "</w:tblPr><w:tblGrid>";
  for (const int w : widths) out_ += fmt::format("<w:gridCol w:w=\"{}\"/>", w);
  out_ += "</w:tblGrid>";

  // What stands at each place: a cell, or the continuation of one above.
  std::vector<const GridCell*> owner(grid.rows * grid.columns, nullptr);
  for (const GridCell& at : grid.cells)
    for (std::size_t r = at.row; r < at.row + at.rows; ++r)
      for (std::size_t c = at.column; c < at.column + at.columns; ++c) owner[r * grid.columns + c] = &at;
  for (std::size_t r = 0; r < grid.rows; ++r) {
    const bool head = r < grid.heads;
    std::size_t bytes = 0;
    for (const Cell& cell : b.rows[r].cells) bytes += cell.text.size();
    out_ += "<w:tr>";
    if (bytes < kLongRow || head) out_ += std::string("<w:trPr>") + (bytes < kLongRow ? "<w:cantSplit/>" : "") + (head ? "<w:tblHeader/>" : "") + "</w:trPr>";
    for (std::size_t c = 0; c < columns;) {
      const GridCell& at = *owner[r * grid.columns + c];
      const std::size_t span = std::min(at.columns, columns - c);
      int width = 0;
      for (std::size_t i = c; i < c + span; ++i) width += widths[i];
      out_ += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
      if (span > 1) out_ += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
      if (at.rows > 1) out_ += at.row == r ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
      if (head) out_ += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E9EC\"/>";
      out_ += "</w:tcPr>";
      const std::size_t before = out_.size();
      if (at.row == r) {
        if (!at.cell->blocks.empty()) {
          for (Block inner : at.cell->blocks) {
            if (head)
              for (Run& r : inner.runs) r.bold = true;
            block(inner, false);
          }
          // A cell must end with a paragraph.
          if (at.cell->blocks.back().kind == BlockKind::Table) out_ += "<w:p/>";
        } else if (!at.cell->text.empty()) {
          open("");
          run({at.cell->text}, head);
          close();
        }
        if (!at.extra.empty()) line("", at.extra);
        // What lies beyond the columns that Word allows stands in the last one.
        if (c + span == columns)
          for (const GridCell& beyond : grid.cells)
            if (beyond.row == r && beyond.column >= columns && !is_blank(beyond.cell->text)) line("", beyond.cell->text);
      }
      if (out_.size() == before) out_ += "<w:p/>";
      out_ += "</w:tc>";
      c += span;
    }
    out_ += "</w:tr>";
  }
  out_ += "</w:tbl>";
  // Two tables without a paragraph between them would become one.
  out_ += "<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>";
}

void BodyWriter::contents(const std::vector<std::size_t>& pages) {
  begun_ = true;
  struct Entry {
    int level;
    std::string words;
    std::size_t page;
  };
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < document_.blocks.size(); ++i)
    if (const Block& b = document_.blocks[i]; is_in_contents(b))
      entries.push_back({std::clamp(b.level, 1, 6), (b.label.empty() ? "" : b.label + " ") + b.text(), i < pages.size() ? pages[i] : 0});
  const auto field = [&](std::string_view kind, std::string_view more = {}) { out_ += fmt::format("<w:r><w:fldChar w:fldCharType=\"{}\"{}/></w:r>", kind, more); };
  const auto instruction = [&](std::string_view words) { out_ += fmt::format("<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", words); };
  line(styles_.contents_heading, "Contents");
  for (std::size_t i = 0; i < entries.size() || i == 0; ++i) {
    open(entries.empty() ? "" : styles_.contents[static_cast<std::size_t>(entries[i].level - 1)]);
    if (i == 0) {
      field("begin", " w:dirty=\"true\"");
      instruction("TOC \\o &quot;1-3&quot; \\h \\z \\u");
      field("separate");
    }
    if (!entries.empty()) {
      const std::string mark = fmt::format("_Toc{:06}", first_mark_ + static_cast<int>(i));
      out_ += fmt::format("<w:hyperlink w:anchor=\"{}\" w:history=\"1\"><w:r>", mark);
      text(entries[i].words);
      out_ += "</w:r>";
      if (entries[i].page) {
        out_ += "<w:r><w:tab/></w:r>";
        field("begin");
        instruction("PAGEREF " + mark + " \\h");
        field("separate");
        out_ += fmt::format("<w:r><w:t>{}</w:t></w:r>", entries[i].page);
        field("end");
      }
      out_ += "</w:hyperlink>";
    }
    if (i + 1 >= entries.size()) field("end");
    close();
    if (entries.empty()) break;
  }
}

void BodyWriter::blocks() {
  for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
    if (const bool across = wants_across(i); across != across_) {
      if (across_) close_section();
      else if (begun_) section(frame_.portrait);
      across_ = across;
    }
    block(document_.blocks[i], true);
    begun_ = true;
  }
  bool first = true;
  for (const Block& b : document_.apart) {
    if (!b.place.part.starts_with("footnote") && !b.place.part.starts_with("endnote")) continue;
    if (first) {
      close_section();
      line(styles_.heading[0], "Notes");
    }
    first = false;
    Block note = b;
    if (!note.label.empty()) note.label = "[" + note.label + "]";
    block(note, false);
  }
}

std::string relationships(const BodyWriter& body) {
  constexpr std::string_view kTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string out;
  for (std::size_t i = 0; i < body.links().size(); ++i)
    out += fmt::format("<Relationship Id=\"rHeedLink{}\" Type=\"{}hyperlink\" Target=\"{}\" TargetMode=\"External\"/>", i + 1, kTypes, xml_escaped(body.links()[i]));
  for (std::size_t i = 0; i < body.pictures().size(); ++i)
    out += fmt::format("<Relationship Id=\"rHeedPicture{}\" Type=\"{}image\" Target=\"{}\"/>", i + 1, kTypes, body.pictures()[i].name);
  return out;
}

}  // namespace heed::document::docx

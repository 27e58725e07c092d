#include "base/base64.h"
#include "document/document.h"
#include "document/docx/docx_lists.h"
#include "document/encoding.h"
#include "document/pieces.h"
#include "document/picture.h"
#include "document/safe_link.h"

namespace heed::document {
namespace {

class Writer {
 public:
  Writer(const Document& document, const TakePiece& take, bool pictures) : document_(document), take_(take), pictures_(pictures) {}

  std::string write() {
    blocks(document_.blocks);
    bool any = false;
    for (const Block& b : document_.apart) {
      if (!b.place.part.starts_with("footnote") && !b.place.part.starts_with("endnote")) continue;
      if (!any) out_ += "<section class=\"notes\">\n";
      any = true;
      Block note = b;
      if (!note.label.empty()) note.label = "[" + note.label + "]";
      block(note);
    }
    if (any) out_ += "</section>\n";
    return std::move(out_);
  }

 private:
  void runs(const Block& b) {
    for (const Run& r : b.runs) {
      if (r.deleted || r.text.empty()) continue;
      const bool link = is_safe_link(r.link);
      if (link) out_ += "<a href=\"" + xml_escaped(r.link) + "\" rel=\"noopener noreferrer nofollow\">";
      if (r.bold) out_ += "<strong>";
      if (r.italic) out_ += "<em>";
      for (const char c : xml_escaped(r.text)) {
        if (c == '\n') out_ += "<br>";
        else out_ += c;
      }
      if (r.italic) out_ += "</em>";
      if (r.bold) out_ += "</strong>";
      if (link) out_ += "</a>";
    }
  }
  void label(const Block& b) {
    if (!b.label.empty()) out_ += "<span class=\"label\">" + xml_escaped(b.label) + "</span> ";
  }
  std::string id() { return fmt::format(" id=\"p{}\"", ++paragraphs_); }

  void block(const Block& b) {
    hand_over(out_, take_);
    switch (b.kind) {
      case BlockKind::Heading: {
        const int level = std::clamp(b.level, 1, 6);
        out_ += fmt::format("<h{}{}>", level, id());
        label(b);
        runs(b);
        out_ += fmt::format("</h{}>\n", level);
        break;
      }
      case BlockKind::Paragraph:
      case BlockKind::ListItem:
        out_ += "<p" + id() + ">";
        label(b);
        runs(b);
        out_ += "</p>\n";
        break;
      case BlockKind::Note:
        out_ += "<p class=\"note\"" + id() + ">";
        label(b);
        runs(b);
        out_ += "</p>\n";
        break;
      case BlockKind::Table: table(b); break;
      case BlockKind::Picture: picture(b); break;
      case BlockKind::PageBreak: break;
    }
  }

  void picture(const Block& b) {
    if (pictures_ && is_carried(b)) {
      // One that nobody described says so, for an empty alternative text would mark it as decoration.
      const std::string alternative = b.picture->decorative ? "" : b.runs.empty() ? picture_words(b) : b.text();
      out_ += fmt::format("<p class=\"picture\"{}><img alt=\"{}\" width=\"{:.0f}\" height=\"{:.0f}\" src=\"data:{};base64,{}\"></p>\n", id(),
                          xml_escaped(alternative), b.picture->width / 0.75, b.picture->height / 0.75, b.picture->media, base64(b.picture->bytes));
    } else if (!is_decoration(b)) {
      out_ += "<p class=\"picture\"" + id() + ">" + xml_escaped(picture_words(b)) + "</p>\n";
    }
  }

  void blocks(const std::vector<Block>& list) {
    for (std::size_t i = 0; i < list.size();) {
      if (list[i].kind == BlockKind::ListItem) {
        std::size_t end = i;
        while (end < list.size() && list[end].kind == BlockKind::ListItem) ++end;
        items(list, i, end);
        i = end;
      } else {
        block(list[i++]);
      }
    }
  }

  /// Nested lists; numbers stay as they were seen.
  void items(const std::vector<Block>& list, std::size_t from, std::size_t to) {
    struct Open {
      int level;
      bool ordered;
    };
    std::vector<Open> open;
    const auto close = [&] {
      out_ += open.back().ordered ? "</li></ol>\n" : "</li></ul>\n";
      open.pop_back();
    };
    for (std::size_t i = from; i < to; ++i) {
      const Block& b = list[i];
      const auto number = docx::parse_label(squeezed(b.label));
      const bool plain_bullet = b.label.empty() || (!number && squeezed(b.label).find_first_of("0123456789") == std::string::npos);
      while (!open.empty() && open.back().level > b.level) close();
      if (!open.empty() && open.back().level == b.level && open.back().ordered != number.has_value()) close();
      if (open.empty() || open.back().level < b.level) {
        open.push_back({b.level, number.has_value()});
        std::string type;
        if (number && number->format != "decimal" && number->format != "decimalZero")
          type = fmt::format(" type=\"{}\"", number->format == "lowerLetter" ? "a" : number->format == "upperLetter" ? "A"
                                             : number->format == "lowerRoman" ? "i" : "I");
        out_ += number ? "<ol" + type + ">" : plain_bullet ? "<ul>" : "<ul class=\"labelled\">";
      } else {
        out_ += "</li>\n";
      }
      out_ += "<li" + id() + (number ? fmt::format(" value=\"{}\"", number->number) : "") + ">";
      if (!number && !plain_bullet) label(b);
      runs(b);
    }
    while (!open.empty()) close();
  }

  void cell(const Cell& c, bool header) {
    const char* tag = header ? "th" : "td";
    out_ += fmt::format("<{}", tag);
    if (header) out_ += " scope=\"col\"";
    if (c.columns > 1) out_ += fmt::format(" colspan=\"{}\"", c.columns);
    if (c.rows > 1) out_ += fmt::format(" rowspan=\"{}\"", c.rows);
    out_ += '>';
    if (c.blocks.size() == 1 && c.blocks[0].kind == BlockKind::Paragraph) runs(c.blocks[0]);
    else if (!c.blocks.empty()) blocks(c.blocks);
    else
      for (const char ch : xml_escaped(c.text)) {
        if (ch == '\n') out_ += "<br>";
        else out_ += ch;
      }
    out_ += fmt::format("</{}>", tag);
  }

  void table(const Block& b) {
    out_ += "<table" + id() + ">\n";
    if (!b.caption.empty()) out_ += "<caption>" + xml_escaped(b.caption) + "</caption>\n";
    std::size_t heads = 0;
    while (heads < b.rows.size() && b.rows[heads].header) ++heads;
    for (std::size_t r = 0; r < b.rows.size(); ++r) {
      hand_over(out_, take_);
      if (r == 0 && heads > 0) out_ += "<thead>\n";
      if (r == heads) out_ += "<tbody>\n";
      out_ += "<tr>";
      for (const Cell& c : b.rows[r].cells)
        if (!c.covered || !c.text.empty()) cell(c, r < heads);
      out_ += "</tr>\n";
      if (heads > 0 && r + 1 == heads) out_ += "</thead>\n";
      if (r + 1 == b.rows.size() && heads < b.rows.size()) out_ += "</tbody>\n";
    }
    out_ += "</table>\n";
  }

  const Document& document_;
  const TakePiece& take_;
  const bool pictures_;
  std::string out_;
  int paragraphs_ = 0;
};

}  // namespace

std::string write_html(const Document& document, const TakePiece& take, bool pictures) { return Writer(document, take, pictures).write(); }

}  // namespace heed::document

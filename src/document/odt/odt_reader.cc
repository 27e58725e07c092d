#include "document/odt/odt_reader.h"

#include <charconv>

#include "document/address.h"
#include "document/encoding.h"
#include "document/odt/odt_lists.h"
#include "document/picture.h"
#include "document/xml.h"

namespace heed::document {
namespace {

struct Around {
  std::string link;
  bool deleted = false;
  bool bold = false, italic = false, hidden = false;
};

class Odf {
 public:
  Odf(Archive& archive, const Limits& limits) : archive_(archive), limits_(limits), pictures_(limits) {}

  Result<Document> read() {
    if (auto manifest = archive_.read("META-INF/manifest.xml");
        manifest.ok() && manifest->find("encryption-data") != std::string::npos)
      return Error{Code::Unsupported, "This file is protected by a password.", "Ask the sender for a copy saved without a password.", {}};
    pugi::xml_document tree;
    auto bytes = archive_.read("content.xml");
    if (!bytes.ok() && bytes.error().code == Code::TooLarge) return bytes.error();
    if (!bytes.ok())
      return Error{Code::Unsupported, "This document is damaged: its text is missing.",
                   "Ask the sender to open it, save it again and send the new copy.", {}};
    HEED_TRY(load_xml(tree, std::move(*bytes), limits_, Spaces::All));
    const pugi::xml_node root = tree.document_element();
    read_styles(child(root, "automatic-styles"));
    pugi::xml_document style_tree;
    auto style_bytes = archive_.read("styles.xml");
    const bool styled = style_bytes.ok() && load_xml(style_tree, std::move(*style_bytes), limits_, Spaces::All).ok();
    if (styled) {
      read_styles(child(style_tree.document_element(), "styles"));
      read_styles(child(style_tree.document_element(), "automatic-styles"));
    }
    const pugi::xml_node body = child(root, "body");
    if (const auto sheets = child(body, "spreadsheet")) {
      out_.format = "ods";
      for (const pugi::xml_node& t : sheets.children())
        if (local(t) == "table") table(t, out_.blocks, true, 0);
        else if (local(t) == "tracked-changes") replaced_values(t);
      if (cells_ > limits_.cells)
        return Error{Code::TooLarge, "This workbook has more cells than can be read at once.", "Ask the sender to split it, for example by year.", {}};
    } else {
      out_.format = "odt";
      blocks(child(body, "text"), {}, out_.blocks, -1);
      while (!deletions_.empty()) {  // their place is missing, or within another
        const pugi::xml_node deletion = deletions_.extract(deletions_.begin()).mapped();
        Around gone;
        gone.deleted = true;
        blocks(deletion, gone, out_.apart, -1);
      }
    }
    if (styled)
      for (const pugi::xml_node& page : child(style_tree.document_element(), "master-styles").children())
        for (const pugi::xml_node& part : page.children())
          if (local(part).starts_with("header") || local(part).starts_with("footer")) {
            part_ = local(part).substr(0, 6);
            paragraphs_ = 0;
            blocks(part, {}, out_.apart, -1);
          }
    properties();
    for (const std::string& name : archive_.names())
      if (name.starts_with("Object ") && (name.ends_with("/content.xml") || name.find('/') == std::string::npos))
        out_.embedded.push_back(name.substr(0, name.find('/')));
    return std::move(out_);
  }

 private:
  struct Style {
    std::string parent, name;
    bool bold = false, italic = false, hidden = false, display_none = false;
  };

  void read_styles(const pugi::xml_node& list) {
    lists_.load(list);
    for (const pugi::xml_node& s : list.children()) {
      if (local(s) != "style") continue;
      Style style;
      style.parent = attribute(s, "parent-style-name");
      const pugi::xml_node text = child(s, "text-properties");
      style.bold = attribute(text, "font-weight") == "bold";
      style.italic = attribute(text, "font-style") == "italic";
      style.hidden = attribute(text, "display") == "none";
      style.display_none = attribute(child(s, "table-properties"), "display") == "false";
      styles_.emplace(std::string(attribute(s, "name")), std::move(style));
    }
  }
  const Style* style(std::string_view name) const {
    const auto found = styles_.find(std::string(name));
    return found == styles_.end() ? nullptr : &found->second;
  }
  /// By itself or by a style that it is made from.
  bool hides(const Style* s) const {
    for (int parents = 0; s && parents < 32; ++parents, s = style(s->parent))
      if (s->hidden) return true;
    return false;
  }
  /// What a section, a paragraph or a field says of itself (ODF 1.2, 19.170 and 19.236).
  static bool is_hidden(const pugi::xml_node& n) { return attribute(n, "is-hidden") == "true" || attribute(n, "display") == "none"; }

  Place place() const { return {part_, where_ + fmt::format("paragraph {}", paragraphs_)}; }

  void blocks(const pugi::xml_node& node, const Around& around, std::vector<Block>& out, int list) {
    for (const pugi::xml_node& n : node.children()) {
      const std::string_view name = local(n);
      if (name == "p" || name == "h") {
        paragraph(n, around, out, list);
      } else if (name == "list") {
        list_items(n, around, out, list + 1);
      } else if (name == "table") {
        const std::size_t before = out.size();
        table(n, out, false, ++tables_);
        if (out.size() > before) out.back().hidden = out.back().hidden || around.hidden;
      } else if (name == "section") {
        Around inner = around;
        inner.hidden = inner.hidden || is_hidden(n);
        blocks(n, inner, out, list);
      } else if (name == "tracked-changes") {
        for (const pugi::xml_node& change : n.children())
          for (const pugi::xml_node& kind : change.children()) {
            const std::string id(attribute(change, "id"));
            const std::string who = squeezed(all_text(child(child(kind, "change-info"), "creator")));
            if (!who.empty() && people_.insert(who).second) out_.properties.push_back({"author of a change", who});
            if (local(kind) == "deletion") deletions_.emplace(id, kind);
          }
      } else if (name == "change-info" || name == "sequence-decls" || name == "forms" || name == "variable-decls" ||
                 name == "user-field-decls" || name == "alphabetical-index-source" || name == "table-of-content-source") {
        // Settings, and names already told.
      } else if (name == "frame" || name == "custom-shape" || name == "text-box" || name == "g") {
        std::vector<Block> after;
        Block b;
        drawing(n, after);
        std::move(after.begin(), after.end(), std::back_inserter(out));
      } else {
        blocks(n, around, out, list);
      }
    }
  }

  void paragraph(const pugi::xml_node& n, const Around& around, std::vector<Block>& out, int list) {
    ++paragraphs_;
    Block b;
    b.place = place();
    if (local(n) == "h") {
      const int level = whole_number(attribute(n, "outline-level"), 1);
      b.kind = BlockKind::Heading;
      b.level = std::clamp(level, 1, 6);
      if (list < 0 && part_ == "body") b.label = lists_.heading(n, level);
    } else if (list >= 0) {
      b.kind = BlockKind::ListItem;
      b.level = list;
    } else {
      const std::string name(attribute(n, "style-name"));
      const Style* s = style(name);
      if (name == "Title" || (s && s->parent == "Title")) {
        b.kind = BlockKind::Heading;
        b.level = 1;
      }
    }
    const Style* s = style(attribute(n, "style-name"));
    b.hidden = around.hidden || hides(s);
    for (const pugi::xml_node& field : n.children()) b.hidden = b.hidden || (local(field) == "hidden-paragraph" && is_hidden(field));
    Around inner = around;
    inner.hidden = b.hidden;
    if (s && b.kind == BlockKind::Paragraph) {
      inner.bold = inner.bold || s->bold;
      inner.italic = inner.italic || s->italic;
    }
    std::vector<Block> after;
    trailing_ = true;
    inlines(n, inner, b, after);
    while (!b.runs.empty() && b.runs.back().text.ends_with(' ')) {
      b.runs.back().text.pop_back();
      if (b.runs.back().text.empty()) b.runs.pop_back();
    }
    bool words = false;
    for (const Run& r : b.runs) words = words || !is_blank(r.text);
    if (words) out.push_back(std::move(b));
    std::move(after.begin(), after.end(), std::back_inserter(out));
  }

  /// What a tracked deletion took away, at its place. A deletion of several paragraphs is one stretch of text.
  void deleted_here(const std::string& id, const Around& around, Block& b) {
    const auto found = deletions_.find(id);
    // Once, and never within itself; one within another is told of at the end, for such a chain has no bound.
    if (found == deletions_.end() || around.deleted) return;
    const pugi::xml_node deletion = deletions_.extract(found).mapped();
    const int paragraphs = paragraphs_;
    Around inner = around;
    inner.deleted = true;
    std::vector<Block> gone;
    blocks(deletion, inner, gone, -1);
    paragraphs_ = paragraphs;
    trailing_ = false;
    bool first = true;
    for (Block& g : gone) {
      if (!std::exchange(first, false)) put("\n", inner, b);
      if (g.runs.empty()) put(g.text(), inner, b);
      std::move(g.runs.begin(), g.runs.end(), std::back_inserter(b.runs));
    }
  }

  /// What stood in the cells of a workbook before they were changed.
  void replaced_values(const pugi::xml_node& changes) {
    part_ = "tracked changes";
    paragraphs_ = 0;
    Around gone;
    gone.deleted = true;
    for (const pugi::xml_node& change : changes.children()) {
      const std::string who = squeezed(all_text(child(child(change, "change-info"), "creator")));
      if (!who.empty() && people_.insert(who).second) out_.properties.push_back({"author of a change", who});
      blocks(change, gone, out_.apart, -1);
    }
    part_ = "body";
  }

  void list_items(const pugi::xml_node& list, const Around& around, std::vector<Block>& out, int depth) {
    lists_.open(list);
    for (const pugi::xml_node& item : list.children()) {
      if (local(item) != "list-item" && local(item) != "list-header") continue;
      const std::string label = lists_.item(item);
      const std::size_t before = out.size();
      blocks(item, around, out, depth);
      if (out.size() > before && (out[before].kind == BlockKind::ListItem || out[before].kind == BlockKind::Heading) && out[before].label.empty())
        out[before].label = label;
    }
    lists_.close();
  }

  void put(std::string_view text, const Around& around, Block& b) {
    if (text.empty()) return;
    Run r;
    r.text = text;
    r.link = around.link;
    r.deleted = around.deleted;
    r.bold = around.bold;
    r.italic = around.italic;
    r.hidden = around.hidden;
    r.inserted = !insertions_.empty();
    if (!b.runs.empty() && b.runs.back().link == r.link && b.runs.back().deleted == r.deleted &&
        b.runs.back().bold == r.bold && b.runs.back().italic == r.italic && b.runs.back().hidden == r.hidden && b.runs.back().inserted == r.inserted) {
      b.runs.back().text += r.text;
    } else {
      b.runs.push_back(std::move(r));
    }
  }

  void inlines(const pugi::xml_node& node, const Around& around, Block& b, std::vector<Block>& after) {
    for (const pugi::xml_node& n : node.children()) {
      if (n.type() == pugi::node_pcdata || n.type() == pugi::node_cdata) {
        std::string text;  // white space counts once (ODF 1.2, 6.1.2)
        for (const char c : std::string_view(n.value())) {
          const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
          if (space && trailing_) continue;
          text += space ? ' ' : c;
          trailing_ = space;
        }
        put(text, around, b);
        continue;
      }
      const std::string_view name = local(n);
      if (name == "s") {
        put(std::string(static_cast<std::size_t>(std::clamp(whole_number(attribute(n, "c"), 1), 1, 1000)), ' '), around, b);
        trailing_ = false;
      } else if (name == "tab") {
        put("\t", around, b);
        trailing_ = true;
      } else if (name == "line-break") {
        put("\n", around, b);
        trailing_ = true;
      } else if (name == "a") {
        Around inner = around;
        inner.link = attribute(n, "href");
        inlines(n, inner, b, after);
      } else if (name == "span") {
        Around inner = around;
        if (const Style* s = style(attribute(n, "style-name"))) {
          inner.bold = inner.bold || s->bold;
          inner.italic = inner.italic || s->italic;
          inner.hidden = inner.hidden || hides(s);
        }
        inlines(n, inner, b, after);
      } else if (name == "hidden-text" && is_hidden(n)) {
        Around inner = around;
        inner.hidden = true;
        put(attribute(n, "string-value"), inner, b);
        trailing_ = false;
      } else if (name == "change-start") {
        insertions_.insert(std::string(attribute(n, "change-id")));
      } else if (name == "change-end") {
        insertions_.erase(std::string(attribute(n, "change-id")));
      } else if (name == "change") {
        deleted_here(std::string(attribute(n, "change-id")), around, b);
      } else if (name == "note") {
        const std::string kind = attribute(n, "note-class") == "endnote" ? "endnote" : "footnote";
        const std::string label = squeezed(all_text(child(n, "note-citation")));
        put("[" + label + "]", around, b);
        trailing_ = false;
        apart(child(n, "note-body"), kind + " " + label, label);
      } else if (name == "annotation") {
        const std::string who = squeezed(all_text(child(n, "creator")));
        if (!who.empty() && people_.insert("comment " + who).second) out_.properties.push_back({"author of a comment", who});
        apart(n, fmt::format("comment {}", ++comments_), "");
      } else if (name == "annotation-end" || name == "creator" || name == "date" || name.starts_with("bookmark") ||
                 name == "soft-page-break" || name == "change-info") {
        if (name == "creator" || (name == "date" && local(node) != "annotation")) inlines(n, around, b, after);
      } else if (name == "frame" || name == "custom-shape" || name == "text-box" || name == "g") {
        drawing(n, after);
      } else if (name == "ruby-text") {
        put(" (" + all_text(n) + ") ", around, b);
      } else {
        inlines(n, around, b, after);
      }
    }
  }

  void apart(const pugi::xml_node& node, std::string part, const std::string& label) {
    const std::string old_part = std::exchange(part_, std::move(part));
    const std::string old_where = std::exchange(where_, "");
    const int old = std::exchange(paragraphs_, 0);
    const bool trailing = trailing_;
    std::vector<Block> list;
    for (const pugi::xml_node& n : node.children())
      if (local(n) == "p" || local(n) == "h") paragraph(n, {}, list, -1);
      else if (local(n) == "list") list_items(n, {}, list, 0);
      else if (local(n) == "table") table(n, list, false, ++tables_);
    for (Block& b : list) {
      if (b.kind == BlockKind::Paragraph) b.kind = BlockKind::Note;
      if (&b == &list.front()) b.label = label;
      out_.apart.push_back(std::move(b));
    }
    part_ = old_part;
    where_ = old_where;
    paragraphs_ = old;
    trailing_ = trailing;
  }

  /// "6.2cm" in points; 0 where it is no length of ODF's.
  static double points(std::string_view length) {
    double n = 0;
    const auto [stop, fault] = std::from_chars(length.data(), length.data() + length.size(), n);
    const std::string_view unit(stop, static_cast<std::size_t>(length.data() + length.size() - stop));
    if (fault != std::errc{}) return 0;
    for (const auto& [name, size] : {std::pair{"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72.0}, {"pt", 1.0}, {"pc", 12.0}})
      if (unit == name) return n * size;
    return 0;
  }

  std::optional<Picture> carried(const pugi::xml_node& image) {
    if (!pictures_.wanted()) return std::nullopt;
    std::string name(attribute(image, "href"));
    if (name.starts_with("./")) name.erase(0, 2);
    const auto bytes = archive_.read(name);
    auto out = bytes.ok() ? pictures_.take(*bytes) : std::nullopt;
    if (out) set_size(*out, points(attribute(image.parent(), "width")), points(attribute(image.parent(), "height")));
    return out;
  }

  void drawing(const pugi::xml_node& node, std::vector<Block>& after) {
    bool told = false;
    std::string alternative;
    for (const char* said : {"title", "desc"})
      if (const std::string words = squeezed(all_text(child(node, said))); !words.empty() && alternative.find(words) == std::string::npos)
        alternative += (alternative.empty() ? "" : ". ") + words;
    if (!child(node, "image") && !alternative.empty()) after.push_back(picture_block(place(), alternative, std::nullopt));
    for (const pugi::xml_node& n : node.children()) {
      const std::string_view name = local(n);
      if (name == "title" || name == "desc") {
        // With the picture.
      } else if (name == "image" && !told) {
        told = true;  // others are the same picture in other forms
        auto picture = carried(n);
        if (!picture) out_.unread.push_back(unread_picture(place()));
        after.push_back(picture_block(place(), alternative, std::move(picture)));
      } else if (name == "object" || name == "object-ole" || name == "plugin") {
        out_.unread.push_back({place(), "embedded file", "files inside a document are not opened", true});
      } else if (name == "p" || name == "h" || name == "list" || name == "table") {
        const std::string where = std::exchange(where_, place().where + ", text box, ");
        const int old = std::exchange(paragraphs_, 0);
        const bool trailing = trailing_;
        if (name == "p" || name == "h") paragraph(n, {}, after, -1);
        else if (name == "list") list_items(n, {}, after, 0);
        else table(n, after, false, ++tables_);
        where_ = where;
        paragraphs_ = old;
        trailing_ = trailing;
      } else {
        drawing(n, after);
      }
    }
  }

  void table(const pugi::xml_node& node, std::vector<Block>& out, bool sheet, int number) {
    Block b;
    b.kind = BlockKind::Table;
    b.caption = attribute(node, "name");
    const std::string old_part = part_, old_where = where_;
    const int old = paragraphs_;
    if (sheet) {
      part_ = "sheet " + b.caption;
      where_.clear();
      b.place = {part_, ""};
      const Style* s = style(attribute(node, "style-name"));
      b.hidden = s && s->display_none;
    } else {
      b.place = {part_, where_ + fmt::format("table {}", number)};
      where_ = b.place.where + ", ";
    }
    std::vector<bool> hidden;
    if (sheet) hidden_columns(node, hidden);
    int row_number = 0;
    rows(node, b, sheet, false, row_number);
    for (Row& row : b.rows)
      for (std::size_t c = 0; c < row.cells.size() && c < hidden.size(); ++c) row.cells[c].hidden = hidden[c];
    part_ = old_part;
    where_ = old_where;
    paragraphs_ = old;
    if (!b.rows.empty() || sheet) out.push_back(std::move(b));
  }

  static void hidden_columns(const pugi::xml_node& node, std::vector<bool>& hidden) {
    for (const pugi::xml_node& n : node.children()) {
      if (local(n) == "table-column") {
        const auto repeat = static_cast<std::size_t>(std::clamp(whole_number(attribute(n, "number-columns-repeated"), 1), 1, 16384));
        const std::string_view visible = attribute(n, "visibility");
        hidden.resize(std::min<std::size_t>(hidden.size() + repeat, 16384), visible == "collapse" || visible == "filter");
      } else if (local(n).starts_with("table-column") || local(n) == "table-header-columns") {
        hidden_columns(n, hidden);
      }
    }
  }

  void rows(const pugi::xml_node& node, Block& table, bool sheet, bool header, int& row_number) {
    for (const pugi::xml_node& n : node.children()) {
      const std::string_view name = local(n);
      if (name == "table-header-rows") {
        rows(n, table, sheet, true, row_number);
      } else if (name == "table-rows" || name == "table-row-group") {
        rows(n, table, sheet, header, row_number);
      } else if (name == "shapes") {
        drawing(n, out_.apart);
      } else if (name == "table-row") {
        const int repeat = std::clamp(whole_number(attribute(n, "number-rows-repeated"), 1), 1, 1'048'576);
        Row row;
        row.number = row_number + 1;
        row.header = header;
        row.hidden = attribute(n, "visibility") == "collapse" || attribute(n, "visibility") == "filter";
        cells(n, row, sheet);
        while (sheet && !row.cells.empty() && row.cells.back().kind == CellKind::Empty && !row.cells.back().covered)
          row.cells.pop_back();
        row_number += repeat;
        if (row.cells.empty()) continue;
        for (int i = 0; i < repeat; ++i) {
          cells_ += row.cells.size();
          if (cells_ > limits_.cells) return;
          table.rows.push_back(row);
          ++row.number;
          if (sheet && i + 1 < repeat)
            for (Cell& c : row.cells)
              if (c.sheet_row > 0) c.sheet_row = row.number;
        }
      }
    }
  }

  void cells(const pugi::xml_node& node, Row& row, bool sheet) {
    const std::string where = where_;
    std::size_t gap = 0;  // empty cells only become real before a filled one
    for (const pugi::xml_node& n : node.children()) {
      const bool covered = local(n) == "covered-table-cell";
      if (local(n) != "table-cell" && !covered) continue;
      const auto repeat = static_cast<std::size_t>(std::clamp(whole_number(attribute(n, "number-columns-repeated"), 1), 1, 16384));
      Cell c;
      c.covered = covered;
      c.columns = std::clamp(whole_number(attribute(n, "number-columns-spanned"), 1), 1, 16384);
      c.rows = std::clamp(whole_number(attribute(n, "number-rows-spanned"), 1), 1, 1'048'576);
      const std::size_t column = row.cells.size() + gap;
      where_ = sheet ? "" : where + fmt::format("row {}, column {}, ", row.number, column + 1);
      paragraphs_ = 0;
      const std::string ref = cell_name(column, static_cast<std::uint64_t>(row.number));
      if (sheet) {
        for (const pugi::xml_node& a : n.children())
          if (local(a) == "annotation") apart(a, part_ + ", comment at " + ref, "");
      }
      std::vector<Block> content;
      for (const pugi::xml_node& p : n.children()) {
        if (local(p) == "annotation") continue;
        if (local(p) == "p" || local(p) == "h") paragraph(p, {}, content, -1);
        else if (local(p) == "list" || local(p) == "table" || local(p) == "section" || local(p) == "frame") {
          std::vector<Block> inner;
          if (local(p) == "frame") drawing(p, inner);
          else if (local(p) == "table") table(p, inner, false, ++tables_);
          else if (local(p) == "list") list_items(p, {}, inner, 0);
          else blocks(p, {}, inner, -1);
          std::move(inner.begin(), inner.end(), std::back_inserter(content));
        }
      }
      for (const Block& b : content) {
        if (b.kind == BlockKind::Picture && b.runs.empty()) continue;
        if (!c.text.empty()) c.text += '\n';
        if (!b.label.empty()) (c.text += b.label) += ' ';
        c.text += b.text();
      }
      if (!sheet) c.blocks = std::move(content);
      const std::string_view formula = attribute(n, "formula");  // "of:=SUM([.A1])"
      c.formula = formula.substr(formula.find('=') + 1);
      typed(n, c);
      if (sheet) c.sheet_row = row.number;
      if (c.kind == CellKind::Empty && !covered && sheet) {
        gap += repeat;
        continue;
      }
      for (; gap > 0 && cells_ <= limits_.cells; --gap, ++cells_) {
        row.cells.emplace_back();
        row.cells.back().kind = CellKind::Empty;
      }
      for (std::size_t i = 0; i < repeat && cells_ <= limits_.cells; ++i, ++cells_) {
        row.cells.push_back(c);
        if (sheet) row.cells.back().sheet_column = static_cast<int>(row.cells.size());
      }
    }
    where_ = where;
  }

  void typed(const pugi::xml_node& n, Cell& c) const {
    const std::string_view type = attribute(n, "value-type");
    if (type == "date") {
      c.kind = CellKind::Date;
      c.iso_date = attribute(n, "date-value");
      if (c.text.empty()) c.text = c.iso_date.view();
    } else if (type == "float" || type == "percentage" || type == "currency") {
      c.kind = CellKind::Number;
      if (c.text.empty()) c.text = attribute(n, "value");
    } else if (type == "boolean") {
      c.kind = CellKind::Boolean;
    } else {
      c.kind = c.text.empty() ? CellKind::Empty : CellKind::Text;
    }
  }

  void properties() {
    pugi::xml_document tree;
    auto bytes = archive_.read("meta.xml");
    if (!bytes.ok() || !load_xml(tree, std::move(*bytes), limits_).ok()) return;
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"initial-creator", "author"}, {"creator", "last modified by"}, {"creation-date", "created"}, {"date", "modified"},
        {"title", "title"}, {"subject", "subject"}, {"description", "comments"}, {"keyword", "keywords"},
        {"generator", "application"}, {"printed-by", "printed by"}};
    for (const pugi::xml_node& n : child(tree.document_element(), "meta").children()) {
      const std::string value = squeezed(all_text(n));
      if (value.empty()) continue;
      for (const auto& [tag, name] : kNames)
        if (local(n) == tag) out_.properties.push_back({std::string(name), value});
      if (local(n) == "user-defined") out_.properties.push_back({"custom: " + std::string(attribute(n, "name")), value});
    }
  }

  Archive& archive_;
  const Limits& limits_;
  PictureAllowance pictures_;
  Document out_;
  std::map<std::string, Style> styles_;
  odt::Lists lists_;
  std::map<std::string, pugi::xml_node> deletions_;  // tracked, until their place is met
  std::set<std::string> insertions_;                 // tracked, open where the reader is
  std::set<std::string> people_;
  std::string part_ = "body", where_;
  int paragraphs_ = 0, tables_ = 0, comments_ = 0;
  std::uint64_t cells_ = 0;
  bool trailing_ = true;
};

}  // namespace

Result<Document> read_odf(Archive& archive, const Limits& limits) { return Odf(archive, limits).read(); }

}  // namespace heed::document

#include "document/document.h"

#include "document/encoding.h"
#include "document/pieces.h"

namespace heed::document {
namespace {

const char* name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::Heading: return "heading";
    case BlockKind::Paragraph: return "paragraph";
    case BlockKind::ListItem: return "list item";
    case BlockKind::Table: return "table";
    case BlockKind::Note: return "note";
    case BlockKind::PageBreak: return "page break";
    case BlockKind::Picture: return "picture";
  }
  return "";
}
const char* name_of(CellKind kind) {
  switch (kind) {
    case CellKind::Text: return "text";
    case CellKind::Number: return "number";
    case CellKind::Date: return "date";
    case CellKind::Boolean: return "boolean";
    case CellKind::Error: return "error";
    case CellKind::Empty: return "empty";
  }
  return "";
}

/// Written straight to a string: a sheet of a million cells as a tree of JSON would cost its memory many times over.
class Writer {
 public:
  explicit Writer(const TakePiece& take) : take_(take) {}
  std::string out;

  void open(char bracket) {
    out += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out += bracket;
    first_ = false;
  }
  void key(std::string_view name) {
    next();
    string(name);
    out += ':';
    first_ = true;
  }
  void next() {
    if (!first_) out += ',';
    first_ = false;
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    string(value);
    first_ = false;
  }
  void optional(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, int value) {
    key(name);
    out += std::to_string(value);
    first_ = false;
  }
  void yes(std::string_view name, bool value) {
    if (!value) return;
    key(name);
    out += "true";
    first_ = false;
  }
  template <class T, class F>
  void list(std::string_view name, const std::vector<T>& all, F one) {
    key(name);
    open('[');
    for (const T& x : all) {
      next();
      one(x);
    }
    close(']');
  }

  void string(std::string_view raw) {
    std::string repaired;
    if (!is_utf8(raw)) raw = repaired = repaired_utf8(raw);
    out += '"';
    for (const char c : raw) {
      const auto u = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') (out += '\\') += c;
      else if (c == '\n') out += "\\n";
      else if (c == '\t') out += "\\t";
      else if (c == '\r') out += "\\r";
      else if (u < 0x20 || u == 0x7F) out += fmt::format("\\u{:04x}", u);
      else out += c;
    }
    out += '"';
  }

  void cell(const Cell& c) {
    open('{');
    text("text", c.text);
    text("kind", name_of(c.kind));
    optional("date", c.iso_date);
    optional("formula", c.formula);
    optional("ref", c.ref());
    if (c.columns != 1) number("columns", c.columns);
    if (c.rows != 1) number("rows", c.rows);
    yes("covered", c.covered);
    yes("hidden", c.hidden);
    if (!c.blocks.empty()) list("blocks", c.blocks, [&](const Block& b) { block(b); });
    close('}');
  }
  void block(const Block& b) {
    open('{');
    text("kind", name_of(b.kind));
    text("place", b.place.words());
    if (b.level) number("level", b.level);
    optional("label", b.label);
    optional("caption", b.caption);
    yes("hidden", b.hidden);
    if (b.picture) {
      key("picture");
      open('{');
      optional("media", b.picture->media);
      if (!b.picture->bytes.empty()) {
        number("bytes", static_cast<int>(b.picture->bytes.size()));
        number("pixels wide", b.picture->pixels_wide);
        number("pixels high", b.picture->pixels_high);
      }
      yes("decorative", b.picture->decorative);
      close('}');
    }
    if (!b.runs.empty())
      list("runs", b.runs, [&](const Run& r) {
        open('{');
        text("text", r.text);
        yes("bold", r.bold);
        yes("italic", r.italic);
        yes("underline", r.underline);
        yes("hidden", r.hidden);
        yes("inserted", r.inserted);
        yes("deleted", r.deleted);
        optional("link", r.link);
        close('}');
      });
    if (!b.rows.empty())
      list("rows", b.rows, [&](const Row& r) {
        hand_over(out, take_);
        out += '\n';
        open('{');
        number("number", r.number);
        yes("header", r.header);
        yes("hidden", r.hidden);
        list("cells", r.cells, [&](const Cell& c) { cell(c); });
        close('}');
      });
    close('}');
  }

 private:
  const TakePiece& take_;
  bool first_ = true;
};

}  // namespace

std::string write_json(const Document& document, const TakePiece& take) {
  Writer w(take);
  w.open('{');
  w.text("format", document.format);
  // A line for each block, so that two documents can be compared by eye.
  const auto line = [&](const Block& b) {
    hand_over(w.out, take);
    w.out += '\n';
    w.block(b);
  };
  w.list("blocks", document.blocks, line);
  w.list("apart", document.apart, line);
  w.list("properties", document.properties, [&](const Property& p) {
    w.open('{');
    w.text("name", p.name);
    w.text("value", p.value);
    w.close('}');
  });
  w.list("embedded", document.embedded, [&](const std::string& e) { w.string(e); });
  w.list("unread", document.unread, [&](const Unread& u) {
    w.out += '\n';
    w.open('{');
    w.text("place", u.place.words());
    w.text("what", u.what);
    w.text("reason", u.reason);
    w.key("loses words");
    w.out += u.loses_words ? "true" : "false";
    w.close('}');
  });
  w.close('}');
  return std::move(w.out);
}

}  // namespace heed::document

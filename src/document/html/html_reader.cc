#include "document/html/html_reader.h"

#include <charconv>

#include "base/base64.h"
#include "document/encoding.h"
#include "document/html/hiding.h"
#include "document/picture.h"
#include "document/xml.h"

namespace heed::document {
namespace {

constexpr std::size_t kMostUnread = 1000;
constexpr std::size_t kMostNested = 40;  // tables and lists; deeper ones are read as text

struct Named {
  std::string_view name;
  char32_t c;
};
constexpr Named kEntities[] = {
    {"nbsp", 0xA0},     {"pound", 0xA3},    {"euro", 0x20AC},   {"copy", 0xA9},     {"reg", 0xAE},      {"trade", 0x2122},
    {"deg", 0xB0},      {"middot", 0xB7},   {"bull", 0x2022},   {"hellip", 0x2026}, {"ndash", 0x2013},  {"mdash", 0x2014},
    {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},
    {"laquo", 0xAB},    {"raquo", 0xBB},    {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},   {"times", 0xD7},
    {"divide", 0xF7},   {"sect", 0xA7},     {"para", 0xB6},     {"shy", 0},         {"zwj", 0},         {"zwnj", 0},
    {"ensp", 0x20},     {"emsp", 0x20},     {"thinsp", 0x20},   {"eacute", 0xE9},   {"egrave", 0xE8},   {"ecirc", 0xEA},
    {"euml", 0xEB},     {"aacute", 0xE1},   {"agrave", 0xE0},   {"acirc", 0xE2},    {"auml", 0xE4},     {"aring", 0xE5},
    {"ccedil", 0xE7},   {"iacute", 0xED},   {"icirc", 0xEE},    {"iuml", 0xEF},     {"ntilde", 0xF1},   {"oacute", 0xF3},
    {"ocirc", 0xF4},    {"ouml", 0xF6},     {"oslash", 0xF8},   {"uacute", 0xFA},   {"ucirc", 0xFB},    {"uuml", 0xFC},
    {"szlig", 0xDF},    {"Eacute", 0xC9},   {"Ouml", 0xD6},     {"Uuml", 0xDC},     {"Auml", 0xC4},     {"larr", 0x2190},
    {"rarr", 0x2192},   {"le", 0x2264},     {"ge", 0x2265},     {"ne", 0x2260},     {"check", 0x2713}};

std::string decoded(std::string_view raw) {
  std::string once;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '&') {
      bool found = false;
      for (const Named& e : kEntities) {
        if (!raw.substr(i + 1).starts_with(e.name)) continue;
        const std::size_t after = i + 1 + e.name.size();
        if (after < raw.size() && raw[after] == ';') {
          if (e.c) append_utf8(once, e.c);
          i = after;
          found = true;
          break;
        }
      }
      if (found) continue;
    }
    once += raw[i];
  }
  return xml_unescaped(once);
}

int whole(std::string_view s, int otherwise) {
  int n = otherwise;
  const auto [stop, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
  return fault == std::errc{} && stop != s.data() ? n : otherwise;
}

template <class... S>
bool is(std::string_view name, S... of) {
  return ((name == of) || ...);
}

class Reader {
 public:
  Reader(std::string_view text, const Limits& limits) : text_(text), limits_(limits), pictures_(limits) { out_.format = "html"; }

  Result<Document> read() {
    while (at_ < text_.size()) {
      if (out_.blocks.size() > limits_.elements || cells_ > limits_.cells)
        return Error{Code::TooLarge, "This page has more in it than can be read at once.", "Ask the sender to split it.", {}};
      if (text_[at_] == '<') markup();
      else words(std::min(text_.find('<', at_), text_.size()));
    }
    while (!tables_.empty()) close_table();
    flush();
    return std::move(out_);
  }

 private:
  struct Table {
    Block block;
    std::vector<int> down;  ///< for each column, how many rows a cell above still covers
    std::vector<Block> cell_blocks;
    Cell cell;
    Row row;
    bool in_row = false, in_cell = false, in_head = false;
    std::size_t lists = 0;
  };
  struct List {
    bool ordered = false;
    int next = 1;
  };

  void words(std::size_t end) {
    std::string s = decoded(text_.substr(at_, end - at_));
    at_ = end;
    if (in_title_) title_ += s;
    else put(s);
  }

  void put(std::string_view s) {
    Run r;
    r.bold = bold_ > 0;
    r.italic = italic_ > 0;
    r.underline = underline_ > 0;
    r.deleted = deleted_ > 0;
    r.inserted = inserted_ > 0;
    r.hidden = hidden();
    r.link = link_;
    for (const char c : s) {
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
      if (space && pre_ == 0) {
        if (!ends_in_space_) r.text += ' ';
        ends_in_space_ = true;
      } else if (c != '\r') {
        r.text += c;
        ends_in_space_ = false;
      }
    }
    if (!r.text.empty()) runs_.push_back(std::move(r));
  }

  bool hidden() const { return hiding_.here() || hidden_itself_; }
  /// Whether a browser would show nothing of the element.
  bool hides(const std::string& name, std::string_view attributes) const {
    if (is(name, "template", "noscript")) return true;
    return hiding_.hides(name, {attribute(attributes, "id"), attribute(attributes, "class"), attribute(attributes, "style"), given(attributes, "hidden").has_value()});
  }

  std::vector<Block>& container() {
    return !tables_.empty() && tables_.back().in_cell ? tables_.back().cell_blocks : out_.blocks;
  }

  void flush() {
    Block b;
    bool any = false;
    for (const Run& r : runs_) any = any || !squeezed(r.text).empty();
    if (any) {
      while (runs_.back().text.ends_with(' ') || runs_.back().text.ends_with('\n')) {
        runs_.back().text.pop_back();
        if (runs_.back().text.empty()) runs_.pop_back();
      }
      b.runs = std::move(runs_);
      b.hidden = std::all_of(b.runs.begin(), b.runs.end(), [](const Run& r) { return r.hidden; });
      b.place = {"body", fmt::format("paragraph {}", ++paragraphs_)};
      if (heading_ > 0) {
        b.kind = BlockKind::Heading;
        b.level = heading_;
      } else if (item_) {
        b.kind = BlockKind::ListItem;
        b.level = std::max(static_cast<int>(lists_.size()) - 1, 0);
        b.label = label_;
        label_.clear();
      }
      container().push_back(std::move(b));
      item_ = false;
    }
    runs_.clear();
    ends_in_space_ = true;
    for (Block& n : notes_) container().push_back(std::move(n));
    notes_.clear();
  }

  void close_cell() {
    if (tables_.empty() || !tables_.back().in_cell) return;
    flush();
    Table& t = tables_.back();
    t.in_cell = false;
    lists_.resize(std::min(lists_.size(), t.lists));
    item_ = false;
    for (const Block& b : t.cell_blocks) {
      if (!t.cell.text.empty()) t.cell.text += '\n';
      t.cell.text += b.text();
    }
    t.cell.kind = t.cell.text.empty() ? CellKind::Empty : CellKind::Text;
    t.cell.blocks = std::move(t.cell_blocks);
    t.cell_blocks.clear();
    const int columns = t.cell.columns, rows = t.cell.rows;
    cover(t);
    for (int i = 0; i < columns; ++i) {
      const std::size_t column = t.row.cells.size();
      if (t.down.size() <= column) t.down.resize(column + 1);
      t.down[column] = rows - 1;
      if (i == 0) t.row.cells.push_back(std::move(t.cell));
      else covered(t);
    }
    t.cell = {};
  }
  void covered(Table& t) {
    Cell c;
    c.covered = true;
    c.kind = CellKind::Empty;
    t.row.cells.push_back(std::move(c));
    ++cells_;
  }
  /// Places covered from above come before the next cell.
  void cover(Table& t) {
    while (t.row.cells.size() < t.down.size() && t.down[t.row.cells.size()] > 0) {
      --t.down[t.row.cells.size()];
      covered(t);
    }
  }
  void close_row() {
    close_cell();
    if (tables_.empty() || !tables_.back().in_row) return;
    Table& t = tables_.back();
    cover(t);
    t.in_row = false;
    t.row.number = static_cast<int>(t.block.rows.size()) + 1;
    if (!t.row.cells.empty()) t.block.rows.push_back(std::move(t.row));
    t.row = {};
  }
  void close_table() {
    close_row();
    Table t = std::move(tables_.back());
    flush_into_outer();
    tables_.pop_back();
    if (!t.block.rows.empty()) container().push_back(std::move(t.block));
  }
  void flush_into_outer() {
    // Words between rows belong to no cell; they are kept before the table.
    bool any = false;
    for (const Run& r : runs_) any = any || !squeezed(r.text).empty();
    if (!any) runs_.clear();
  }

  std::string attribute(std::string_view tag, std::string_view wanted) const { return given(tag, wanted).value_or(std::string()); }
  std::optional<std::string> given(std::string_view tag, std::string_view wanted) const {
    std::size_t i = 0;
    while (i < tag.size()) {
      while (i < tag.size() && (std::isspace(static_cast<unsigned char>(tag[i])) || tag[i] == '/')) ++i;
      const std::size_t from = i;
      while (i < tag.size() && tag[i] != '=' && tag[i] != '/' && !std::isspace(static_cast<unsigned char>(tag[i]))) ++i;
      const std::string name = lower_ascii(tag.substr(from, i - from));
      while (i < tag.size() && std::isspace(static_cast<unsigned char>(tag[i]))) ++i;
      if (i >= tag.size() || tag[i] != '=') {
        if (name == wanted) return "1";
        continue;
      }
      ++i;
      while (i < tag.size() && std::isspace(static_cast<unsigned char>(tag[i]))) ++i;
      std::string_view value;
      if (i < tag.size() && (tag[i] == '"' || tag[i] == '\'')) {
        const std::size_t end = std::min(tag.find(tag[i], i + 1), tag.size());
        value = tag.substr(i + 1, end - i - 1);
        i = end + 1;
      } else {
        const std::size_t end = std::min(tag.find_first_of(" \t\r\n", i), tag.size());
        value = tag.substr(i, end - i);
        i = end;
      }
      if (name == wanted) return decoded(value);
    }
    return std::nullopt;
  }

  void markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->", 4);
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 3;
      return;
    }
    const bool closing = rest.starts_with("</");
    const std::size_t name_at = at_ + (closing ? 2 : 1);
    if (name_at >= text_.size() ||
        !(std::isalpha(static_cast<unsigned char>(text_[name_at])) || text_[name_at] == '!' || text_[name_at] == '?')) {
      put("<");
      ++at_;
      return;
    }
    std::size_t end = name_at;
    char quote = 0;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (quote) quote = c == quote ? 0 : quote;
      else if ((c == '"' || c == '\'') && text_[end - 1] == '=') quote = c;
      else if (c == '>') break;
    }
    std::size_t n = name_at;
    while (n < end && !std::isspace(static_cast<unsigned char>(text_[n])) && text_[n] != '/') ++n;
    const std::string name = lower_ascii(local(text_.substr(name_at, n - name_at)));
    const std::string_view attributes = text_.substr(n, end - n);
    at_ = std::min(end + 1, text_.size());
    if (closing) close(name);
    else open(name, attributes);
  }

  /// Skips to the closing tag of an element whose content is no text, and gives what was skipped.
  std::string_view skip(std::string_view name) {
    const std::size_t from = at_;
    const std::string wanted = "</" + std::string(name);
    for (std::size_t i = at_; i < text_.size(); ++i) {
      i = text_.find("</", i);
      if (i == std::string_view::npos) break;
      if (lower_ascii(text_.substr(i, wanted.size())) == wanted) {
        at_ = i;
        return text_.substr(from, i - from);
      }
    }
    at_ = text_.size();
    return text_.substr(from);
  }

  /// One inside the page is carried where the reader may; one elsewhere is never fetched.
  void picture(std::string_view name, std::string_view attributes) {
    const Place here{"body", fmt::format("paragraph {}", paragraphs_ + 1)};
    const std::string alternative = squeezed(attribute(attributes, "alt"));
    std::optional<Picture> carried;
    if (name == "img" && pictures_.wanted() && !hidden()) {
      const std::string source = attribute(attributes, "src");
      constexpr std::string_view kMark = ";base64,";
      const std::size_t mark = source.find(kMark);
      if (lower_ascii(source.substr(0, 5)) == "data:" && mark != std::string::npos)
        if (const auto bytes = from_base64(std::string_view(source).substr(mark + kMark.size()))) carried = pictures_.take(*bytes);
      constexpr double kPointsOfPixel = 0.75;
      if (carried) set_size(*carried, whole(attribute(attributes, "width"), 0) * kPointsOfPixel, whole(attribute(attributes, "height"), 0) * kPointsOfPixel);
      // An alternative text that is there and empty marks what is decoration (HTML 4.8.4.4).
      if (carried) carried->decorative = alternative.empty() && given(attributes, "alt");
    }
    if (name == "img" && !carried && out_.unread.size() < kMostUnread) out_.unread.push_back(unread_picture(here));
    if (!carried && alternative.empty() && (name != "img" || notes_.size() >= kMostUnread)) return;
    notes_.push_back(picture_block(here, alternative, std::move(carried)));
    notes_.back().hidden = hidden();
    for (Run& r : notes_.back().runs) r.hidden = hidden();
  }

  void open(const std::string& name, std::string_view attributes) {
    hidden_itself_ = false;
    const bool has_end = !is(name, "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    if (has_end) hiding_.opened(name, hides(name, attributes));
    else hidden_itself_ = hides(name, attributes);
    start(name, attributes);
    hidden_itself_ = false;
  }

  void start(const std::string& name, std::string_view attributes) {
    if (name == "script") {
      skip(name);
    } else if (name == "style") {
      hiding_.read_sheet(skip(name));
    } else if (name == "title") {
      in_title_ = true;
    } else if (name == "meta") {
      const std::string what = lower_ascii(attribute(attributes, "name")), value = attribute(attributes, "content");
      if (is(what, "author", "description", "keywords") && !value.empty()) out_.properties.push_back({what, value});
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      flush();
      heading_ = name[1] - '0';
    } else if (name == "br") {
      ++pre_;
      put("\n");
      --pre_;
      ends_in_space_ = true;
    } else if (is(name, "b", "strong")) {
      ++bold_;
    } else if (is(name, "i", "em", "cite")) {
      ++italic_;
    } else if (name == "u") {
      ++underline_;
    } else if (name == "del") {
      ++deleted_;
    } else if (name == "ins") {
      ++inserted_;
    } else if (name == "a") {
      link_ = attribute(attributes, "href");
    } else if (name == "pre") {
      flush();
      ++pre_;
    } else if (is(name, "ul", "ol")) {
      flush();
      if (lists_.size() < kMostNested) lists_.push_back({name == "ol", std::clamp(whole(attribute(attributes, "start"), 1), -9999, 999999)});
    } else if (name == "li") {
      flush();
      item_ = true;
      label_ = lists_.empty() || !lists_.back().ordered ? "•" : fmt::format("{}.", lists_.back().next++);
    } else if (name == "table") {
      flush();
      if (tables_.size() >= kMostNested) return;
      tables_.emplace_back();
      Table& t = tables_.back();
      t.block.kind = BlockKind::Table;
      t.block.place = {"body", fmt::format("table {}", ++table_count_)};
      t.block.hidden = hidden();
      t.lists = lists_.size();
    } else if (!tables_.empty() && name == "thead") {
      close_row();
      tables_.back().in_head = true;
    } else if (!tables_.empty() && is(name, "tbody", "tfoot")) {
      close_row();
      tables_.back().in_head = false;
    } else if (!tables_.empty() && name == "tr") {
      close_row();
      tables_.back().in_row = true;
      tables_.back().row.header = tables_.back().in_head;
      tables_.back().row.hidden = hidden();
    } else if (!tables_.empty() && is(name, "td", "th")) {
      close_cell();
      Table& t = tables_.back();
      flush_into_outer();
      if (!t.in_row) t.in_row = true;
      t.in_cell = true;
      t.lists = lists_.size();
      t.cell.columns = std::clamp(whole(attribute(attributes, "colspan"), 1), 1, 1000);
      t.cell.rows = std::clamp(whole(attribute(attributes, "rowspan"), 1), 1, 10000);
      t.cell.hidden = hidden();
      if (name == "th" && t.block.rows.empty() && t.row.cells.empty()) t.row.header = true;
      cells_ += static_cast<std::uint64_t>(t.cell.columns);
    } else if (is(name, "img", "area")) {
      picture(name, attributes);
    } else if (name == "input") {
      const std::string type = lower_ascii(attribute(attributes, "type"));
      hidden_itself_ = hidden_itself_ || type == "hidden";
      if (type != "password") put(attribute(attributes, "value") + " ");
    } else if (is(name, "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "dl", "dt",
                  "dd", "blockquote", "body", "hr", "form", "fieldset", "legend", "figure", "figcaption", "caption",
                  "option", "details", "summary")) {
      if (!item_ || !runs_.empty()) flush();
    }
  }

  void close(const std::string& name) {
    end(name);
    hiding_.closed(name);
  }

  void end(const std::string& name) {
    const auto less = [](int& n) { n = std::max(n - 1, 0); };
    if (name == "title") {
      in_title_ = false;
      if (!squeezed(title_).empty()) out_.properties.push_back({"title", squeezed(title_)});
      title_.clear();
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      flush();
      heading_ = 0;
    } else if (is(name, "b", "strong")) {
      less(bold_);
    } else if (is(name, "i", "em", "cite")) {
      less(italic_);
    } else if (name == "u") {
      less(underline_);
    } else if (name == "del") {
      less(deleted_);
    } else if (name == "ins") {
      less(inserted_);
    } else if (name == "a") {
      link_.clear();
    } else if (name == "pre") {
      flush();
      less(pre_);
    } else if (is(name, "ul", "ol")) {
      flush();
      item_ = false;
      if (!lists_.empty() && (tables_.empty() || !tables_.back().in_cell || lists_.size() > tables_.back().lists)) lists_.pop_back();
    } else if (name == "li") {
      flush();
      item_ = false;
    } else if (is(name, "td", "th")) {
      close_cell();
    } else if (name == "tr") {
      close_row();
    } else if (name == "table") {
      if (!tables_.empty()) close_table();
    } else if (is(name, "thead")) {
      close_row();
      if (!tables_.empty()) tables_.back().in_head = false;
    } else if (is(name, "caption") && !tables_.empty() && !tables_.back().in_cell) {
      std::string caption;
      for (const Run& r : runs_) caption += r.text;
      tables_.back().block.caption = squeezed(caption);
      runs_.clear();
    } else if (is(name, "p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "address", "dl", "dt",
                  "dd", "blockquote", "body", "form", "fieldset", "legend", "figure", "figcaption", "option", "summary")) {
      flush();
    }
  }

  std::string_view text_;
  const Limits& limits_;
  PictureAllowance pictures_;
  Document out_;
  std::size_t at_ = 0;
  std::vector<Run> runs_;
  std::vector<Block> notes_;
  std::vector<Table> tables_;
  std::vector<List> lists_;
  std::string link_, label_, title_;
  int bold_ = 0, italic_ = 0, underline_ = 0, deleted_ = 0, inserted_ = 0, pre_ = 0, heading_ = 0;
  int paragraphs_ = 0, table_count_ = 0;
  std::uint64_t cells_ = 0;
  bool item_ = false, in_title_ = false, ends_in_space_ = true;
  html::Hiding hiding_;
  bool hidden_itself_ = false;  ///< of an element that has no end
};

}  // namespace

Result<Document> read_html(std::string_view bytes, const Limits& limits) {
  const std::string text = to_utf8(bytes);
  return Reader(text, limits).read();
}

}  // namespace heed::document

#include "document/rtf/rtf_reader.h"

#include <deque>
#include <map>
#include <set>

#include "document/encoding.h"
#include "document/picture.h"
#include "document/rtf/rtf_words.h"

namespace heed::document {
namespace {

using rtf::Token;
using rtf::TokenKind;

/// Where the words of a group go.
enum class To { Page, Nowhere, Fonts, Styles, Info, Instruction, Label, CommentAuthor };

struct State {
  To to = To::Page;
  Run look;
  int skip_after_unicode = 1;
  int font = 0, style = -1;
  std::string info;        ///< which property
  bool optional = false;   ///< \* stood before the group's first word
  bool opens_flow = false, opens_field = false;
};

/// One stream of paragraphs: the body, a header, a note, a text box.
struct Flow {
  std::string part, label;
  bool apart = false;
  std::vector<Block> blocks;
  std::vector<Run> runs;
  std::string list_label;
  int paragraphs = 0, tables = 0;
  int outline = -1, style = -1, list_depth = 0;
  bool in_table = false;
  std::vector<Block> cell;             ///< paragraphs of the open cell
  Row row;
  Block table;
  struct CellShape { bool from_left = false, from_above = false, starts_down = false; };
  std::vector<CellShape> shapes;
  CellShape shape;
  std::vector<Flow> boxes;  ///< text boxes met in the open paragraph
};

const std::set<std::string_view>& shown_optional() {
  static const std::set<std::string_view> words{"annotation", "shpinst", "shptxt", "fldinst", "listtext", "pntext", "footnote", "ud",
                                                "atnauthor", "do", "dptxbxtext", "nesttableprops", "shppict", "hyphinfo", "company", "manager"};
  return words;
}

class Rtf {
 public:
  Rtf(std::string_view bytes, const Limits& limits) : tokens_(bytes), limits_(limits) { out_.format = "rtf"; }
  Result<Document> read();

 private:
  void open();
  void close();
  void word(const Token& t);
  bool destination(std::string_view w);
  void symbol(char c);
  void put(std::string_view text);
  void bytes(std::string_view raw);
  void settle();
  void paragraph();
  void end_cell();
  void end_row();
  void end_table(Flow& f);
  void start_flow(std::string part, std::string label, bool apart);
  void end_flow();
  Flow& flow() { return flows_.back(); }
  Place place() { return {flow().part, fmt::format("paragraph {}", flow().paragraphs + 1)}; }
  void unread(const char* what, const char* reason, bool loses) { out_.unread.push_back({place(), what, reason, loses}); }
  int code_page() const {
    const auto own = pages_.find(state_.font);
    return own != pages_.end() && own->second ? own->second : file_page_;
  }

  rtf::Tokens tokens_;
  const Limits& limits_;
  Document out_;
  State state_;
  std::vector<State> states_;
  std::deque<Flow> flows_;
  std::string pending_;  ///< bytes of one code page, not yet text
  std::string gathered_;  ///< of a style's name, a property, an instruction, a comment's author
  std::map<int, int> pages_;
  std::map<int, int> heading_of_style_;
  struct Field { std::string link; };
  std::vector<Field> fields_;
  int file_page_ = 1252, to_skip_ = 0, font_ = 0, style_ = -1, notes_ = 0, comments_ = 0, headers_ = 0;
  std::uint64_t cells_ = 0, blocks_ = 0, deep_ = 0;
  bool nested_told_ = false, full_ = false, group_begins_ = false;
  std::string comment_author_;
  int high_surrogate_ = 0;
};

void Rtf::put(std::string_view text) {
  if (text.empty()) return;
  switch (state_.to) {
    case To::Nowhere:
    case To::Fonts: return;
    case To::Styles:
    case To::Info:
    case To::Instruction:
    case To::CommentAuthor:
      if (gathered_.size() < 64 * 1024) gathered_ += text;
      return;
    case To::Label:
      flow().list_label += text;
      return;
    case To::Page: break;
  }
  Run r = state_.look;
  for (const Field& f : fields_)
    if (!f.link.empty()) r.link = f.link;
  auto& runs = flow().runs;
  if (!runs.empty()) {
    Run& last = runs.back();
    if (last.bold == r.bold && last.italic == r.italic && last.underline == r.underline && last.hidden == r.hidden &&
        last.inserted == r.inserted && last.deleted == r.deleted && last.link == r.link) {
      last.text += text;
      return;
    }
  }
  r.text = text;
  runs.push_back(std::move(r));
}

/// Bytes wait until something else comes, because one character may be two of them.
void Rtf::bytes(std::string_view raw) {
  while (to_skip_ > 0 && !raw.empty()) {
    raw.remove_prefix(1);
    --to_skip_;
  }
  pending_ += raw;
}

void Rtf::settle() {
  if (pending_.empty()) return;
  const std::string text = rtf::decoded(pending_, code_page());
  pending_.clear();
  put(text);
}

void Rtf::open() {
  settle();
  to_skip_ = 0;
  states_.push_back(state_);
  state_.opens_flow = state_.opens_field = state_.optional = false;
  group_begins_ = true;
  if (states_.size() > static_cast<std::size_t>(limits_.depth)) {
    if (deep_++ == 0) unread("deeply nested words", "they are nested deeper than the limit", true);
    state_.to = To::Nowhere;
  }
}

void Rtf::close() {
  settle();
  to_skip_ = 0;
  if (states_.empty()) return;
  const To left = state_.to, back = states_.back().to;
  if (left == To::Styles && style_ >= 0) {
    std::string name = lower_ascii(squeezed(gathered_));
    if (name.ends_with(';')) name.pop_back();
    if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9') heading_of_style_[style_] = std::min(name[8] - '0', 6);
    if (name == "title") heading_of_style_[style_] = 1;
    gathered_.clear();
    style_ = -1;
  }
  if (left == To::Info && !state_.info.empty()) {
    if (const std::string value = squeezed(gathered_); !value.empty()) out_.properties.push_back({state_.info, value});
    gathered_.clear();
  }
  if (left == To::Instruction && back != To::Instruction) {
    const std::string lower = lower_ascii(gathered_);
    if (const std::size_t at = lower.find("hyperlink"); at != std::string::npos && !fields_.empty()) {
      const std::size_t from = gathered_.find('"', at), to = from == std::string::npos ? from : gathered_.find('"', from + 1);
      if (to != std::string::npos) fields_.back().link = gathered_.substr(from + 1, to - from - 1);
    }
    gathered_.clear();
  }
  if (left == To::CommentAuthor && back != To::CommentAuthor) {
    comment_author_ = squeezed(gathered_);
    if (!comment_author_.empty()) out_.properties.push_back({"author of a comment", comment_author_});
    gathered_.clear();
  }
  if (state_.opens_flow) end_flow();
  if (state_.opens_field && !fields_.empty()) fields_.pop_back();
  state_ = std::move(states_.back());
  states_.pop_back();
}

void Rtf::start_flow(std::string part, std::string label, bool apart) {
  if (flows_.size() > 32) {
    state_.to = To::Nowhere;
    return;
  }
  Flow f;
  f.part = std::move(part);
  f.label = std::move(label);
  f.apart = apart;
  flows_.push_back(std::move(f));
  state_.opens_flow = true;
  state_.to = To::Page;
  state_.look = {};
}

void Rtf::end_flow() {
  paragraph();
  end_table(flow());
  Flow f = std::move(flows_.back());
  flows_.pop_back();
  if (f.apart) {
    for (std::size_t i = 0; i < f.blocks.size(); ++i) {
      if (f.blocks[i].kind == BlockKind::Paragraph && !f.label.empty()) f.blocks[i].kind = BlockKind::Note;
      if (i == 0 && f.blocks[i].label.empty()) f.blocks[i].label = f.label;
      out_.apart.push_back(std::move(f.blocks[i]));
    }
  } else {
    flow().boxes.push_back(std::move(f));
  }
}

void Rtf::paragraph() {
  settle();
  Flow& f = flow();
  bool words = false;
  for (const Run& r : f.runs) words = words || !squeezed(r.text).empty();
  ++f.paragraphs;
  auto& into = f.in_table ? f.cell : f.blocks;
  if (!f.in_table) end_table(f);
  if (words) {
    Block b;
    b.place = f.in_table ? Place{f.part, fmt::format("table {}, row {}, column {}", f.tables + 1, f.table.rows.size() + 1, f.row.cells.size() + 1)}
                         : Place{f.part, fmt::format("paragraph {}", f.paragraphs)};
    b.runs = std::move(f.runs);
    b.label = squeezed(f.list_label);
    const auto named = heading_of_style_.find(f.style);
    if (f.outline >= 0 && f.outline < 9) b.level = std::min(f.outline + 1, 6);
    else if (named != heading_of_style_.end()) b.level = named->second;
    if (b.level) b.kind = BlockKind::Heading;
    else if (!b.label.empty()) {
      b.kind = BlockKind::ListItem;
      b.level = f.list_depth;
    }
    if (++blocks_ <= limits_.elements) into.push_back(std::move(b));
    else full_ = true;
  }
  f.runs.clear();
  f.list_label.clear();
  for (Flow& box : f.boxes)
    for (Block& b : box.blocks) into.push_back(std::move(b));
  f.boxes.clear();
}

void Rtf::end_cell() {
  Flow& f = flow();
  f.in_table = true;
  paragraph();
  if (++cells_ > limits_.cells) {
    full_ = true;
    return;
  }
  Cell c;
  c.blocks = std::move(f.cell);
  f.cell.clear();
  for (const Block& b : c.blocks) {
    if (!c.text.empty()) c.text += '\n';
    if (!b.label.empty()) (c.text += b.label) += ' ';
    c.text += b.text();
  }
  c.kind = c.text.empty() ? CellKind::Empty : CellKind::Text;
  f.row.cells.push_back(std::move(c));
}

void Rtf::end_row() {
  Flow& f = flow();
  if (!f.runs.empty() || !f.cell.empty()) end_cell();
  if (f.row.cells.empty()) return;
  for (std::size_t i = 0; i < f.row.cells.size() && i < f.shapes.size(); ++i) {
    Cell& c = f.row.cells[i];
    if (f.shapes[i].from_left && i > 0) {
      c.covered = true;
      for (std::size_t k = i; k-- > 0;)
        if (!f.row.cells[k].covered) {
          ++f.row.cells[k].columns;
          break;
        }
    } else if (f.shapes[i].from_above) {
      c.covered = true;
      for (std::size_t r = f.table.rows.size(); r-- > 0;)
        if (i < f.table.rows[r].cells.size() && !f.table.rows[r].cells[i].covered) {
          ++f.table.rows[r].cells[i].rows;
          break;
        }
    }
  }
  f.row.number = static_cast<int>(f.table.rows.size()) + 1;
  f.table.rows.push_back(std::move(f.row));
  f.row = {};
}

void Rtf::end_table(Flow& f) {
  if (!f.row.cells.empty() && !f.in_table) end_row();
  if (f.table.rows.empty()) return;
  ++f.tables;
  f.table.kind = BlockKind::Table;
  f.table.place = {f.part, fmt::format("table {}", f.tables)};
  f.blocks.push_back(std::move(f.table));
  f.table = {};
}

/// A word that begins a destination; true when it was one.
bool Rtf::destination(std::string_view w) {
  static const std::set<std::string_view> kNowhere{"colortbl", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata",
      "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "filetbl", "pgptbl", "mmathPr", "bkmkstart", "bkmkend", "atrfstart",
      "atrfend", "atnid", "atndate", "atnref", "atntime", "atnparent", "panose", "falt", "blipuid", "picprop", "sp", "sn", "sv", "nonesttables",
      "nonshppict", "objclass", "objname", "objdata", "xe", "tc", "tcn", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pnseclvl",
      "pn", "template", "operator", "creatim", "revtim", "printim", "buptim", "userprops", "xform", "passwordhash", "wgrffmtfilter", "formfield",
      "datafield", "background", "htmltag", "mhtmltag", "private", "keycode", "defchp", "defpap", "stylesheetx", "oldcprops", "oldpprops", "oldtprops"};
  static const std::map<std::string_view, const char*> kInfo{{"title", "title"}, {"subject", "subject"}, {"author", "author"}, {"keywords", "keywords"},
      {"operator", "last modified by"}, {"company", "company"}, {"manager", "manager"}, {"doccomm", "comments"}, {"category", "category"}};
  if (state_.to == To::Nowhere) return false;
  if (const auto info = kInfo.find(w); info != kInfo.end() && !states_.empty() && states_.back().to == To::Info) {
    state_.info = info->second;
    gathered_.clear();
    return true;
  }
  if (kNowhere.contains(w)) {
    state_.to = To::Nowhere;
  } else if (w == "fonttbl") {
    state_.to = To::Fonts;
  } else if (w == "stylesheet") {
    state_.to = To::Styles;
  } else if (w == "info") {
    state_.to = To::Info;
    state_.info.clear();
  } else if (w == "pict") {
    out_.unread.push_back(unread_picture(place()));
    state_.to = To::Nowhere;
  } else if (w == "object") {
    unread("embedded file", "files inside a document are not opened", true);
  } else if (w == "fldinst") {
    state_.to = To::Instruction;
    gathered_.clear();
  } else if (w == "field") {
    fields_.emplace_back();
    state_.opens_field = true;
  } else if (w == "listtext" || w == "pntext") {
    state_.to = To::Label;
    flow().list_label.clear();
  } else if (w == "header" || w == "headerl" || w == "headerr" || w == "headerf" || w == "footer" || w == "footerl" || w == "footerr" || w == "footerf") {
    const std::string kind(w.substr(0, 6));
    start_flow(++headers_ > 2 ? fmt::format("{} {}", kind, headers_) : kind, "", true);
  } else if (w == "footnote") {
    ++notes_;
    start_flow(fmt::format("footnote {}", notes_), std::to_string(notes_), true);
  } else if (w == "annotation") {
    ++comments_;
    start_flow(fmt::format("comment {}", comments_), std::to_string(comments_), true);
  } else if (w == "atnauthor") {
    state_.to = To::CommentAuthor;
    gathered_.clear();
  } else if (w == "shptxt" || w == "dptxbxtext") {
    Place at = place();
    start_flow(at.part + ", " + at.where + ", text box", "", false);
  } else {
    return shown_optional().contains(w);
  }
  return true;
}

void Rtf::symbol(char c) {
  switch (c) {
    case '*': state_.optional = true; return;
    case '~': put("\u00A0"); return;
    case '_': put("\u2011"); return;
    case '-': return;  // a hyphen that is only seen where a line breaks
    case '\r':
    case '\n': paragraph(); return;
    case '\\':
    case '{':
    case '}': bytes(std::string_view(&c, 1)); return;
    case '|':
    case ':': return;
    default: return;
  }
}

void Rtf::word(const Token& t) {
  const std::string_view w = t.text;
  const bool on = !t.has_number || t.number != 0;
  if (w != "u") settle();
  if (group_begins_ || state_.optional) {
    const bool optional = state_.optional;
    group_begins_ = state_.optional = false;
    if (destination(w)) return;
    if (optional) {
      state_.to = To::Nowhere;  // a destination that this reader does not know says that it may be passed over
      return;
    }
  } else if (w == "footnote" || w == "pict" || w == "fldinst" || w == "shptxt" || w == "listtext" || w == "annotation") {
    if (destination(w)) return;
  }
  Flow& f = flow();
  if (w == "u") {
    settle();
    int code = t.number < 0 ? t.number + 65536 : t.number;
    if (code >= 0xD800 && code < 0xDC00) {  // half of a pair; the other half follows as its own word
      high_surrogate_ = code;
    } else {
      char32_t c = static_cast<char32_t>(code);
      if (code >= 0xDC00 && code < 0xE000 && high_surrogate_) c = 0x10000 + (static_cast<char32_t>(high_surrogate_ - 0xD800) << 10) + (c - 0xDC00);
      high_surrogate_ = 0;
      if (c >= 0xF020 && c <= 0xF0FF)  // a symbol font: the bullets that Word offers
        c = c == 0xF0B7 ? U'•' : c == 0xF0A7 ? U'▪' : c == 0xF0D8 ? U'➢' : c == 0xF0FC ? U'✓' : c - 0xF000;
      std::string text;
      if (c >= 0x20 || c == '\t') append_utf8(text, c);
      put(text);
    }
    to_skip_ = state_.skip_after_unicode;
    return;
  }
  to_skip_ = 0;
  if (w == "par" || w == "sect") { if (state_.to == To::Page) paragraph(); }
  else if (w == "cell") { if (state_.to == To::Page) end_cell(); }
  else if (w == "row") { if (state_.to == To::Page) end_row(); }
  else if (w == "nestcell") {
    put("\t");
    if (!nested_told_) unread("table in a table", "it is given as text of its cell", false);
    nested_told_ = true;
  }
  else if (w == "nestrow") put("\n");
  else if (w == "trowd") { f.shapes.clear(); f.shape = {}; f.row.header = false; }
  else if (w == "trhdr") f.row.header = true;
  else if (w == "clmrg") f.shape.from_left = true;
  else if (w == "clvmrg") f.shape.from_above = true;
  else if (w == "cellx") { if (f.shapes.size() < 512) f.shapes.push_back(f.shape); f.shape = {}; }
  else if (w == "intbl") f.in_table = true;
  else if (w == "pard") { f.in_table = false; f.outline = -1; f.style = -1; f.list_depth = 0; state_.look.hidden = false; }
  else if (w == "plain") { const bool del = state_.look.deleted, ins = state_.look.inserted; state_.look = {}; state_.look.deleted = del; state_.look.inserted = ins; }
  else if (w == "s") { if (state_.to == To::Styles) style_ = t.number; else f.style = t.number; }
  else if (w == "outlinelevel") { if (state_.to == To::Page) f.outline = t.number; }
  else if (w == "ilvl") f.list_depth = std::clamp(t.number, 0, 8);
  else if (w == "line" || w == "lbr") put("\n");
  else if (w == "page" || w == "column") {
    if (w == "page" && state_.to == To::Page && !f.in_table) {
      if (!f.runs.empty()) paragraph();
      Block page;
      page.kind = BlockKind::PageBreak;
      page.place = place();
      f.blocks.push_back(std::move(page));
    }
  }
  else if (w == "tab") put("\t");
  else if (w == "emdash") put("—");
  else if (w == "endash") put("–");
  else if (w == "lquote") put("‘");
  else if (w == "rquote") put("’");
  else if (w == "ldblquote") put("“");
  else if (w == "rdblquote") put("”");
  else if (w == "bullet") put("•");
  else if (w == "emspace" || w == "enspace" || w == "qmspace") put(" ");
  else if (w == "chftn") { if (f.part.starts_with("footnote")) return; put("[" + std::to_string(notes_ + 1) + "]"); }
  else if (w == "b") state_.look.bold = on;
  else if (w == "i") state_.look.italic = on;
  else if (w == "ul") state_.look.underline = on;
  else if (w == "ulnone") state_.look.underline = false;
  else if (w == "v") state_.look.hidden = on;
  else if (w == "deleted") state_.look.deleted = on;
  else if (w == "revised") state_.look.inserted = on;
  else if (w == "uc") state_.skip_after_unicode = std::clamp(t.number, 0, 16);
  else if (w == "ansicpg") file_page_ = t.number > 0 ? t.number : 1252;
  else if (w == "mac") file_page_ = 10000;
  else if (w == "pc") file_page_ = 437;
  else if (w == "pca") file_page_ = 850;
  else if (w == "deff" || w == "f") { if (state_.to == To::Fonts) font_ = t.number; else state_.font = t.number; }
  else if (w == "fcharset") { if (state_.to == To::Fonts && pages_.size() < 4096) pages_[font_] = rtf::code_page_of(t.number); }
  else if (w == "bin") tokens_.skip(static_cast<std::uint64_t>(std::max(t.number, 0)));
}

Result<Document> Rtf::read() {
  flows_.emplace_back();
  flow().part = "body";
  for (Token t = tokens_.next(); t.kind != TokenKind::Done && !full_; t = tokens_.next()) {
    switch (t.kind) {
      case TokenKind::Open: open(); break;
      case TokenKind::Close: close(); group_begins_ = false; break;
      case TokenKind::Word: word(t); break;
      case TokenKind::Symbol:
        if (t.symbol != '*') group_begins_ = false;
        if (t.symbol != '\\' && t.symbol != '{' && t.symbol != '}') settle();
        symbol(t.symbol);
        break;
      case TokenKind::Byte: {
        group_begins_ = false;
        const char c = static_cast<char>(t.byte);
        bytes({&c, 1});
        break;
      }
      case TokenKind::Text:
        group_begins_ = false;
        bytes(t.text);
        break;
      case TokenKind::Done: break;
    }
  }
  if (full_)
    return Error{Code::TooLarge, "This rich text file has more paragraphs or cells than can be read at once.", "Ask the sender to split it.", {}};
  if (!states_.empty()) out_.unread.push_back({{"body", ""}, "the end of the file", "the file is cut off", true});
  settle();
  while (flows_.size() > 1) end_flow();
  if (flow().in_table && (!flow().row.cells.empty() || !flow().cell.empty() || !flow().runs.empty())) end_row();
  flow().in_table = false;
  if (!flow().runs.empty() || !flow().boxes.empty()) paragraph();
  end_table(flow());
  out_.blocks = std::move(flow().blocks);
  return std::move(out_);
}

}  // namespace

Result<Document> read_rtf(std::string_view bytes, const Limits& limits) {
  if (!bytes.starts_with("{\\rtf"))
    return Error{Code::Unsupported, "This is no rich text file.", "Ask the sender for a Word document (.docx) or a PDF.", {}};
  return Rtf(bytes, limits).read();
}

}  // namespace heed::document

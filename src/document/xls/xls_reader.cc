#include "document/xls/xls_reader.h"

#include <charconv>
#include <map>
#include <set>

#include "document/address.h"
#include "document/encoding.h"
#include "document/picture.h"
#include "document/xls/compound.h"
#include "document/xlsx/number_format.h"

namespace heed::document {
namespace {

using xls::Bytes;

constexpr std::uint32_t kMostColumns = 256, kMostRows = 65536;  // what BIFF8 can address

// Record numbers, MS-XLS 2.3.
enum Record : std::uint16_t {
  kFormula = 0x06, kEof = 0x0A, kHeader = 0x14, kFooter = 0x15, kNote = 0x1C, kDateMode = 0x22, kFilePass = 0x2F,
  kContinue = 0x3C, kPane = 0x41, kCodePage = 0x42, kObj = 0x5D, kColInfo = 0x7D, kBoundSheet = 0x85, kMulRk = 0xBD,
  kRString = 0xD6, kXf = 0xE0, kMergedCells = 0xE5, kDrawing = 0xEC, kSst = 0xFC, kLabelSst = 0xFD, kTxo = 0x1B6, kNumber = 0x203,
  kLabel = 0x204, kBoolErr = 0x205, kString = 0x207, kRow = 0x208, kWindow2 = 0x23E, kRk = 0x27E, kFormat = 0x41E, kBof = 0x809,
};

std::string from_utf16(std::string_view bytes) {
  std::string out;
  const Bytes b(bytes);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = b.u16(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = b.u16(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c) append_utf8(out, c);
  }
  return out;
}

std::string from_latin(std::string_view bytes) {
  std::string out;
  for (const char c : bytes)
    if (c) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::string number_text(double value) {
  char buffer[40];
  const auto [stop, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return fault == std::errc{} ? std::string(buffer, stop) : std::string();
}

const char* error_text(std::uint8_t code) {
  switch (code) {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0F: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1D: return "#NAME?";
    case 0x24: return "#NUM!";
    case 0x2A: return "#N/A";
  }
  return "#ERROR!";
}

/// 30 bits of a number and two of how it is kept (MS-XLS 2.5.217).
double rk_number(std::uint32_t rk) {
  const double value = rk & 2 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                              : std::bit_cast<double>(static_cast<std::uint64_t>(rk & 0xFFFFFFFCu) << 32);
  return rk & 1 ? value / 100 : value;
}

/// The strings that all sheets share. They run over the end of their record into the ones that continue it, and each
/// continuation says anew how wide its characters are (MS-XLS 2.5.293).
class SharedStrings {
 public:
  explicit SharedStrings(std::vector<std::string_view> segments) : segments_(std::move(segments)) {}

  std::vector<std::string> read(std::uint64_t most_bytes) {
    std::vector<std::string> out;
    skip(4);
    const std::uint32_t count = number(4);
    std::uint64_t kept = 0;
    while (out.size() < count && segment_ < segments_.size()) {
      out.push_back(one());
      kept += out.back().size() + 32;
      if (kept > most_bytes) break;
    }
    return out;
  }

 private:
  bool settle() {
    while (segment_ < segments_.size() && at_ >= segments_[segment_].size()) {
      ++segment_;
      at_ = 0;
    }
    return segment_ < segments_.size();
  }
  std::uint32_t number(int bytes) {
    std::uint32_t n = 0;
    for (int i = 0; i < bytes && settle(); ++i) n |= static_cast<std::uint32_t>(static_cast<unsigned char>(segments_[segment_][at_++])) << (8 * i);
    return n;
  }
  void skip(std::uint64_t n) {
    while (n > 0 && settle()) {
      const std::uint64_t here = std::min<std::uint64_t>(n, segments_[segment_].size() - at_);
      at_ += here;
      n -= here;
    }
  }
  std::string one() {
    std::uint32_t left = number(2);
    std::uint8_t flags = static_cast<std::uint8_t>(number(1));
    const std::uint32_t runs = flags & 8 ? number(2) : 0, phonetic = flags & 4 ? number(4) : 0;
    std::string wide, out;
    const auto flush = [&] {
      out += from_utf16(wide);
      wide.clear();
    };
    while (left > 0 && segment_ < segments_.size()) {
      if (at_ >= segments_[segment_].size()) {
        ++segment_;
        at_ = 0;
        if (segment_ >= segments_.size() || segments_[segment_].empty()) break;
        flags = static_cast<std::uint8_t>(segments_[segment_][at_++]);
        continue;
      }
      const std::size_t width = flags & 1 ? 2 : 1;
      const std::size_t here = std::min<std::size_t>(left, (segments_[segment_].size() - at_) / width);
      if (here == 0) {  // half a character at the end of a record
        at_ = segments_[segment_].size();
        continue;
      }
      const std::string_view piece = segments_[segment_].substr(at_, here * width);
      if (width == 2) {
        wide += piece;
      } else {
        flush();
        out += from_latin(piece);
      }
      at_ += here * width;
      left -= static_cast<std::uint32_t>(here);
    }
    flush();
    skip(std::uint64_t{runs} * 4 + phonetic);
    return out;
  }

  std::vector<std::string_view> segments_;
  std::size_t segment_ = 0, at_ = 0;
};

struct Merge {
  std::uint32_t first_row, last_row, first_column, last_column;
};

struct Sheet {
  std::string name;
  std::uint32_t offset = 0;
  bool hidden = false, table = true;
  const char* kind = "";
};

class Workbook {
 public:
  Workbook(std::string stream, const Limits& limits) : stream_(std::move(stream)), file_(stream_), limits_(limits) { out_.format = "xls"; }
  Result<Document> read();

 private:
  struct Raw {
    std::uint16_t type = 0;
    std::string_view body;
  };
  /// What one sheet gathers while its records go by.
  struct Gathered {
    std::map<std::uint32_t, Row> rows;
    std::set<std::uint32_t> hidden_rows, hidden_columns;
    std::vector<Merge> merges;
    std::map<std::uint32_t, std::string> texts;  ///< of drawn objects, by their number
    struct Note { std::uint32_t row, column, object; std::string author, text; };
    std::vector<Note> notes;
    std::uint32_t frozen_rows = 0;
    bool frozen = false;
  };

  bool next(std::size_t& at, Raw& record) const;
  std::string plain_string(std::string_view body, std::size_t at, int length_bytes) const;
  Result<void> globals();
  Result<void> sheet(const Sheet& sheet);
  Cell* put(Gathered& g, std::uint32_t row, std::uint32_t column);
  void number(Cell& cell, double value, std::uint32_t xf) const;
  void finish(const Sheet& sheet, Gathered& g);
  void note(std::string part, std::string where, std::string text);

  std::string stream_;
  Bytes file_;
  const Limits& limits_;
  Document out_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> strings_;
  std::map<std::uint32_t, std::string> codes_;
  struct Format {
    std::string code;
    bool date = false;
  };
  std::vector<Format> formats_;  ///< by cell style
  bool biff8_ = true, from_1904_ = false, formulas_ = false, too_many_ = false;
  std::uint64_t cells_ = 0;
};

bool Workbook::next(std::size_t& at, Raw& record) const {
  if (at + 4 > stream_.size()) return false;
  record.type = file_.u16(at);
  const std::size_t length = file_.u16(at + 2);
  record.body = file_.view(at + 4, length);
  at += 4 + length;
  return true;
}

/// A string in one record: BIFF8 says how wide its characters are, BIFF5 has bytes of Windows.
std::string Workbook::plain_string(std::string_view body, std::size_t at, int length_bytes) const {
  const Bytes b(body);
  const std::size_t length = length_bytes == 1 ? b.u8(at) : b.u16(at);
  at += static_cast<std::size_t>(length_bytes);
  if (!biff8_) return from_windows_1252(b.view(at, length));
  const std::uint8_t flags = b.u8(at++);
  if (flags & 8) at += 2;
  if (flags & 4) at += 4;
  return flags & 1 ? from_utf16(b.view(at, length * 2)) : from_latin(b.view(at, length));
}

Result<void> Workbook::globals() {
  std::size_t at = 0;
  Raw r;
  std::vector<std::uint32_t> formats_of_styles;
  std::vector<std::string_view> strings;
  std::uint16_t last = 0;
  while (next(at, r)) {
    const Bytes b(r.body);
    const std::uint16_t type = r.type;
    if (type == kBof && last == 0) biff8_ = b.u16(0) >= 0x0600;
    last = type == kContinue ? last : type;
    switch (type) {
      case kFilePass:
        return Error{Code::Unsupported, "This file is protected by a password.", "Ask the sender for a copy saved without a password.", {}};
      case kDateMode: from_1904_ = b.u16(0) != 0; break;
      case kFormat: codes_[b.u16(0)] = plain_string(r.body, 2, biff8_ ? 2 : 1); break;
      case kXf:
        if (formats_of_styles.size() < 65536) formats_of_styles.push_back(b.u16(2));
        break;
      case kBoundSheet: {
        if (sheets_.size() >= static_cast<std::size_t>(limits_.parts)) break;
        Sheet s;
        s.offset = b.u32(0);
        s.hidden = (b.u8(4) & 3) != 0;
        const std::uint8_t kind = b.u8(5);
        s.table = kind == 0;
        s.kind = kind == 2 ? "chart" : kind == 6 || kind == 1 ? "macros" : "sheet of an unknown kind";
        s.name = plain_string(r.body, 6, 1);
        sheets_.push_back(std::move(s));
        break;
      }
      case kSst: strings.assign(1, r.body); break;
      case kContinue:
        if (last == kSst) strings.push_back(r.body);
        break;
      case kEof: at = stream_.size(); break;
      default: break;  // records are numbers from a file, and most say how things look
    }
  }
  if (!strings.empty()) strings_ = SharedStrings(std::move(strings)).read(limits_.part_bytes);
  for (const std::uint32_t id : formats_of_styles) {
    Format f;
    const auto own = codes_.find(id);
    f.code = own != codes_.end() ? own->second : std::string(xlsx::built_in_format(static_cast<int>(id)));
    f.date = xlsx::is_date_format(f.code);
    formats_.push_back(std::move(f));
  }
  return {};
}

Cell* Workbook::put(Gathered& g, std::uint32_t row, std::uint32_t column) {
  if (row >= kMostRows || column >= kMostColumns) return nullptr;
  Row& r = g.rows[row];
  if (column >= r.cells.size()) {
    const std::size_t from = r.cells.size();
    cells_ += column + 1 - from;
    if (cells_ > limits_.cells) {
      too_many_ = true;
      return nullptr;
    }
    r.cells.resize(column + 1);
    for (std::size_t i = from; i <= column; ++i) r.cells[i].kind = CellKind::Empty;
  }
  Cell& c = r.cells[column];
  c.sheet_column = static_cast<int>(column) + 1;
  c.sheet_row = static_cast<int>(row) + 1;
  return &c;
}

void Workbook::number(Cell& cell, double value, std::uint32_t xf) const {
  const Format* format = xf < formats_.size() ? &formats_[xf] : nullptr;
  if (format && format->date) {
    const xlsx::DateParts parts = xlsx::date_parts(value, from_1904_);
    if (parts.valid) {
      cell.text = xlsx::shown_date(parts, value, format->code);
      cell.iso_date = xlsx::iso_date(parts);
      cell.kind = cell.iso_date.empty() ? CellKind::Text : CellKind::Date;
      return;
    }
  }
  cell.kind = CellKind::Number;
  cell.text = xlsx::shown_number(value, number_text(value), format ? std::string_view(format->code) : std::string_view());
}

Result<void> Workbook::sheet(const Sheet& s) {
  Gathered g;
  std::size_t at = s.offset;
  Raw r;
  int depth = 0;
  std::uint32_t object = 0;
  Cell* awaiting = nullptr;  // a formula whose text comes in the next record
  const auto text = [](Cell* c, std::string words) {
    if (!c) return;
    c->kind = words.empty() ? CellKind::Empty : CellKind::Text;
    c->text = std::move(words);
  };
  while (next(at, r)) {
    const Bytes b(r.body);
    const std::uint32_t row = b.u16(0), column = b.u16(2), xf = b.u16(4);
    if (r.type == kBof && ++depth > 64) break;
    if (r.type == kEof && --depth <= 0) break;
    if (depth > 1) continue;  // a chart inside the sheet
    switch (r.type) {
      case kLabelSst:
        if (const std::uint32_t index = b.u32(6); index < strings_.size() && !strings_[index].empty()) text(put(g, row, column), strings_[index]);
        break;
      case kLabel:
      case kRString: text(put(g, row, column), plain_string(r.body, 6, 2)); break;
      case kNumber:
        if (Cell* c = put(g, row, column)) number(*c, b.f64(6), xf);
        break;
      case kRk:
        if (Cell* c = put(g, row, column)) number(*c, rk_number(b.u32(6)), xf);
        break;
      case kMulRk:
        for (std::size_t i = 4; i + 6 + 2 <= r.body.size(); i += 6)
          if (Cell* c = put(g, row, column + static_cast<std::uint32_t>((i - 4) / 6))) number(*c, rk_number(b.u32(i + 2)), b.u16(i));
        break;
      case kBoolErr:
        if (Cell* c = put(g, row, column)) {
          c->kind = b.u8(7) ? CellKind::Error : CellKind::Boolean;
          c->text = b.u8(7) ? error_text(b.u8(6)) : b.u8(6) ? "TRUE" : "FALSE";
        }
        break;
      case kFormula: {
        Cell* c = put(g, row, column);
        awaiting = nullptr;
        formulas_ = true;
        if (!c) break;
        if (b.u16(12) != 0xFFFF) {
          number(*c, b.f64(6), xf);
        } else if (b.u8(6) == 0) {
          c->kind = CellKind::Empty;
          awaiting = c;
        } else if (b.u8(6) == 1) {
          c->kind = CellKind::Boolean;
          c->text = b.u8(8) ? "TRUE" : "FALSE";
        } else if (b.u8(6) == 2) {
          c->kind = CellKind::Error;
          c->text = error_text(b.u8(8));
        }
        break;
      }
      case kString:
        text(awaiting, plain_string(r.body, 0, 2));
        awaiting = nullptr;
        break;
      case kRow:
        if (b.u32(12) & 0x20) g.hidden_rows.insert(row);
        break;
      case kColInfo:
        if (b.u16(8) & 1)
          for (std::uint32_t c = row; c <= std::min<std::uint32_t>(column, kMostColumns); ++c) g.hidden_columns.insert(c);
        break;
      case kMergedCells:
        for (std::size_t i = 0; i < row && g.merges.size() < 100'000; ++i)
          if (const std::size_t m = 2 + 8 * i; m + 8 <= r.body.size())
            g.merges.push_back({b.u16(m), b.u16(m + 2), b.u16(m + 4), b.u16(m + 6)});
        break;
      case kWindow2: g.frozen = b.u16(0) & 8; break;
      case kPane: g.frozen_rows = std::min<std::uint32_t>(b.u16(2), 20); break;
      case kObj:
        object = b.u16(0) == 0x15 ? b.u16(6) : 0;
        if (object && b.u16(4) == 8)
          out_.unread.push_back(unread_picture({"sheet " + s.name, ""}));
        break;
      case kTxo: {  // its words come in the record after it
        Raw words;
        std::size_t beyond = at;
        const std::size_t length = b.u16(10);
        if (length > 0 && next(beyond, words) && words.type == kContinue && !words.body.empty()) {
          const std::string_view raw = words.body.substr(1);
          g.texts[object] = words.body[0] & 1 ? from_utf16(raw.substr(0, length * 2)) : from_latin(raw.substr(0, length));
        }
        break;
      }
      case kNote:
        if (biff8_) g.notes.push_back({row, column, b.u16(6), plain_string(r.body, 8, 2), {}});
        else if (row != 0xFFFF) g.notes.push_back({row, column, 0, {}, from_windows_1252(b.view(6, b.u16(4)))});
        break;
      case kHeader:
      case kFooter:
        if (!r.body.empty()) note("sheet " + s.name, r.type == kHeader ? "header" : "footer", xlsx::header_words(plain_string(r.body, 0, biff8_ ? 2 : 1)));
        break;
      default: break;  // how things look
    }
    if (too_many_)
      return Error{Code::TooLarge, "This workbook has more cells than can be read at once.", "Ask the sender to split it, for example by year.", {}};
  }
  finish(s, g);
  return {};
}

void Workbook::finish(const Sheet& s, Gathered& g) {
  Block table;
  table.kind = BlockKind::Table;
  table.caption = s.name;
  table.hidden = s.hidden;
  table.place = {"sheet " + s.name, ""};
  for (auto& [number, row] : g.rows) {
    while (!row.cells.empty() && row.cells.back().kind == CellKind::Empty) row.cells.pop_back();
    if (row.cells.empty()) continue;
    row.number = static_cast<int>(number) + 1;
    row.hidden = g.hidden_rows.contains(number);
    row.header = g.frozen && number < g.frozen_rows;
    for (std::uint32_t c = 0; c < row.cells.size(); ++c) row.cells[c].hidden = g.hidden_columns.contains(c);
    for (Cell& c : row.cells)
      if (c.kind == CellKind::Empty) c.sheet_column = c.sheet_row = 0;
  }
  std::uint64_t steps = 0;
  for (const Merge& m : g.merges) {
    for (auto at = g.rows.lower_bound(m.first_row); at != g.rows.end() && at->first <= m.last_row; ++at)
      for (std::uint32_t c = m.first_column; c <= m.last_column && c < at->second.cells.size(); ++c) {
        Cell& cell = at->second.cells[c];
        if (at->first == m.first_row && c == m.first_column) {
          cell.columns = static_cast<int>(m.last_column - m.first_column) + 1;
          cell.rows = static_cast<int>(m.last_row - m.first_row) + 1;
        } else {
          cell.covered = true;
        }
      }
    steps += 1 + m.last_row - std::min(m.first_row, m.last_row);
    if (steps > 4 * limits_.cells) break;  // merges that overlap are no real sheet's
  }
  for (auto& [number, row] : g.rows)
    if (!row.cells.empty()) table.rows.push_back(std::move(row));
  out_.blocks.push_back(std::move(table));
  for (auto& n : g.notes) {
    std::string words = std::move(n.text);
    if (const auto drawn = g.texts.find(n.object); drawn != g.texts.end() && words.empty()) {
      words = drawn->second;
      drawn->second.clear();
    }
    if (!n.author.empty()) out_.properties.push_back({"author of a comment", n.author});
    note("sheet " + s.name, "comment at " + cell_name(n.column, n.row + 1), std::move(words));
  }
  for (auto& [object, words] : g.texts) note("sheet " + s.name, "text box", std::move(words));
}

void Workbook::note(std::string part, std::string where, std::string text) {
  if (squeezed(text).empty()) return;
  Block b;
  b.kind = BlockKind::Note;
  b.place = {std::move(part), std::move(where)};
  Run r;
  r.text = std::move(text);
  b.runs.push_back(std::move(r));
  out_.apart.push_back(std::move(b));
}

Result<Document> Workbook::read() {
  HEED_TRY(globals());
  if (sheets_.empty())
    return Error{Code::Unsupported, "This old Excel workbook is damaged: its list of sheets is missing.",
                 "Ask the sender to save it as an Excel workbook (.xlsx), or as CSV, and send it again.", {}};
  for (const Sheet& s : sheets_) {
    if (s.table) HEED_TRY(sheet(s));
    else out_.unread.push_back({{"sheet " + s.name, ""}, s.kind, "it is no table of cells", std::string_view(s.kind) == "chart"});
  }
  if (formulas_) out_.unread.push_back({{"workbook", ""}, "formulas", "an old workbook's formulas give their last value, not their text", false});
  return std::move(out_);
}

}  // namespace

Result<Document> read_xls(std::string_view bytes, const Limits& limits) {
  HEED_ASSIGN(const auto file, xls::Compound::open(bytes));
  const xls::Stream* found = nullptr;
  bool macros = false;
  for (const xls::Stream& s : file.streams()) {
    const std::string name = lower_ascii(s.name);
    if (name == "workbook" || (name == "book" && !found)) found = &s;
    macros = macros || name == "_vba_project";
  }
  if (!found)
    return Error{Code::Unsupported, "This old Excel workbook is damaged: its cells are missing.",
                 "Ask the sender to save it as an Excel workbook (.xlsx), or as CSV, and send it again.", {}};
  auto read = Workbook(file.read(*found), limits).read();
  if (read.ok() && macros)
    read->unread.push_back({{"workbook", ""}, "macros", "programs inside a workbook are never read or run", false});
  return read;
}

}  // namespace heed::document

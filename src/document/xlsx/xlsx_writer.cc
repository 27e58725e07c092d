// write_xlsx by libxlsxwriter. The library writes to a file by name: a memory file stands in for it, so that case material
// never touches a disk.
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <charconv>
#include <cmath>
#include <stdexcept>

#include "document/encoding.h"
#include "document/zip.h"

namespace heed::document {
namespace {

constexpr std::size_t kMostText = 32'000;  // Excel holds 32,767 characters in a cell
constexpr time_t kCreated = 315532800;     // 1980-01-01: the file says nothing of when it was made

std::size_t characters(std::string_view s) {
  std::size_t n = 0;
  for (const char c : s) n += (c & 0xC0) != 0x80;
  return n;
}

/// At most `n` bytes, cut between characters.
std::string_view start_of(std::string_view s, std::size_t n) {
  if (s.size() <= n) return s;
  while (n > 0 && (s[n] & 0xC0) == 0x80) --n;
  return s.substr(0, n);
}

/// A sheet's name as Excel allows it: at most 31 characters, none of []:*?/\, no apostrophe at either end, unique.
std::string sheet_name(std::string_view wanted, std::set<std::string>& used, std::size_t number) {
  std::string name;
  for (const char c : squeezed(xml_text(wanted))) name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '-';
  while (name.starts_with('\'')) name.erase(0, 1);
  const auto cut = [](std::string s, std::size_t most) {
    while (characters(s) > most) s = start_of(s, s.size() - 1);
    while (s.ends_with('\'') || s.ends_with(' ')) s.pop_back();
    return s;
  };
  name = cut(std::move(name), 25);
  if (name.empty() || lower_ascii(name) == "history") name = fmt::format("Sheet {}", number);
  std::string out = name;
  for (int n = 2; !used.insert(lower_ascii(out)).second; ++n) out = fmt::format("{} ({})", name, n);
  return out;
}

struct Number {
  double value = 0;
  enum { General, Grouped, Decimals, Percent } look = General;
};
/// A figure that can be written as a number and still shows as it did; telephone numbers and long references stay text.
std::optional<Number> number(std::string_view shown) {
  Number n;
  std::string s;
  for (const char c : shown) {
    if (c == ',') n.look = Number::Grouped;
    else s += c;
  }
  if (s.ends_with('%')) {
    n.look = Number::Percent;
    s.pop_back();
  }
  const std::size_t digit = s.find_first_of("0123456789");
  if (s.size() > 16 || s.empty() || digit == std::string::npos || digit > 1 || (digit == 1 && s[0] != '-')) return std::nullopt;
  if (s[digit] == '0' && digit + 1 < s.size() && s[digit + 1] != '.') return std::nullopt;
  const auto [stop, fault] = std::from_chars(s.data(), s.data() + s.size(), n.value);
  if (fault != std::errc{} || stop != s.data() + s.size()) return std::nullopt;
  if (n.look == Number::Percent) n.value /= 100;
  if (n.look == Number::General && s.size() > 3 && s[s.size() - 3] == '.') n.look = Number::Decimals;
  return n;
}

class Writer {
 public:
  Writer(const Document& document, const WriteOptions& options) : document_(document), options_(options) {}

  std::string write() {
    const int memory = memfd_create("workbook", MFD_CLOEXEC);
    if (memory < 0) throw std::runtime_error("no memory file");
    const std::string path = "/proc/self/fd/" + std::to_string(memory);
    char shared_memory[] = "/dev/shm";
    lxw_workbook_options how{};
    if (access(shared_memory, W_OK) == 0) how.tmpdir = shared_memory;
    book_ = workbook_new_opt(path.c_str(), &how);
    if (!book_) {
      close(memory);
      throw std::runtime_error("cannot start a workbook");
    }
    formats();
    std::string title = xml_text(options_.title);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = kCreated;
    workbook_set_properties(book_, &properties);
    std::size_t count = 0;
    bool words = false;
    for (const Block& b : document_.blocks) {
      if (b.kind == BlockKind::Table) table(b, ++count);
      else words = words || (b.kind != BlockKind::PageBreak && !squeezed(b.text()).empty());
    }
    if (words || count == 0) text_sheet();
    if (!overflow_.empty()) long_cells();
    const lxw_error fault = workbook_close(book_);
    std::string bytes;
    if (fault == LXW_NO_ERROR) {
      const off_t size = lseek(memory, 0, SEEK_END);
      bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
      for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t n = pread(memory, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
        if (n <= 0) break;
        done += static_cast<std::size_t>(n);
      }
    }
    close(memory);
    if (fault != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(fault));
    // Packed again, because the library stamps the parts with the present time.
    Limits none;
    none.ratio = 2000;
    auto parts = unpack(bytes, none);
    if (!parts.ok()) throw std::runtime_error("workbook: cannot read back");
    return pack(*parts);
  }

 private:
  void formats() {
    const auto make = [&](const char* code, bool bold) {
      lxw_format* f = workbook_add_format(book_);
      format_set_text_wrap(f);
      format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
      if (code) format_set_num_format(f, code);
      if (bold) {
        format_set_bold(f);
        format_set_bg_color(f, 0xE7E9EC);
        format_set_border(f, LXW_BORDER_THIN);
      }
      return f;
    };
    text_ = make("@", false);
    plain_ = make(nullptr, false);
    head_ = make("@", true);
    date_ = make("dd/mm/yyyy", false);
    time_ = make("dd/mm/yyyy hh:mm", false);
    grouped_ = make("#,##0.##", false);
    whole_ = make("#,##0", false);
    decimals_ = make("0.00", false);
    percent_ = make("0.##%", false);
    percent_whole_ = make("0%", false);
  }

  lxw_worksheet* sheet(const std::string& name) {
    lxw_worksheet* s = workbook_add_worksheet(book_, name.c_str());
    if (!s) throw std::runtime_error("workbook: cannot add a sheet");
    std::string marking;
    for (const char c : xml_text(options_.marking)) marking += c == '&' ? std::string("&&") : std::string(1, c);
    marking = start_of(marking, 200);
    if (!marking.empty()) worksheet_set_header(s, ("&C&B" + marking).c_str());
    std::string footer = marking.empty() ? "" : "&L" + marking;
    if (options_.page_numbers) footer += "&RPage &P of &N";
    if (!footer.empty()) worksheet_set_footer(s, footer.c_str());
    worksheet_set_paper(s, 9);
    worksheet_set_landscape(s);
    worksheet_fit_to_pages(s, 1, 0);
    return s;
  }

  void put_text(lxw_worksheet* s, lxw_row_t row, lxw_col_t column, std::string_view words, lxw_format* format) {
    std::string clean = xml_text(words);
    if (clean.empty()) return;
    if (clean.size() > kMostText) {
      const std::string_view first = start_of(clean, kMostText);
      overflow_.emplace_back(std::string(s->name), row, column, clean.substr(first.size()));
      clean = std::string(first) + " … (goes on in the sheet of long cells)";
    }
    worksheet_write_string(s, row, column, clean.c_str(), format);
  }

  void cell(lxw_worksheet* s, lxw_row_t row, lxw_col_t column, const Cell& c, bool header) {
    if (header) return put_text(s, row, column, c.text, head_);
    switch (c.kind) {
      case CellKind::Date: {
        int y = 0, m = 0, d = 0, h = 0, min = 0;
        const int got = std::sscanf(std::string(c.iso_date.view()).c_str(), "%4d-%2d-%2dT%2d:%2d", &y, &m, &d, &h, &min);
        if (got >= 3 && y >= 1900 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= 31 && h < 24 && min < 60) {
          lxw_datetime when{y, m, d, h, min, 0};
          worksheet_write_datetime(s, row, column, &when, got >= 5 ? time_ : date_);
          return;
        }
        return put_text(s, row, column, c.text.empty() ? c.iso_date.view() : std::string_view(c.text), text_);
      }
      case CellKind::Number:
        if (const auto n = number(c.text)) {
          const bool fraction = c.text.find('.') != std::string::npos;
          lxw_format* look = plain_;
          switch (n->look) {
            case Number::General: look = plain_; break;
            case Number::Grouped: look = fraction ? grouped_ : whole_; break;
            case Number::Decimals: look = decimals_; break;
            case Number::Percent: look = fraction ? percent_ : percent_whole_; break;
          }
          worksheet_write_number(s, row, column, n->value, look);
          return;
        }
        return put_text(s, row, column, c.text, text_);
      case CellKind::Boolean:
        if (c.text == "TRUE" || c.text == "FALSE") {
          worksheet_write_boolean(s, row, column, c.text == "TRUE", plain_);
          return;
        }
        return put_text(s, row, column, c.text, text_);
      case CellKind::Text:
      case CellKind::Error: return put_text(s, row, column, c.text, text_);
      case CellKind::Empty: return;
    }
  }

  void table(const Block& b, std::size_t count) {
    lxw_worksheet* s = sheet(sheet_name(b.caption, used_, count));
    std::vector<double> widths;
    lxw_row_t row_number = 0, heads = 0;
    bool at_top = true;
    std::size_t columns = 0;
    for (const Row& row : b.rows) {
      at_top = at_top && row.header;
      if (at_top) heads = row_number + 1;
      columns = std::max(columns, row.cells.size());
      for (std::size_t c = 0; c < row.cells.size() && c < LXW_COL_MAX; ++c) {
        const Cell& one = row.cells[c];
        if (one.covered && one.text.empty()) continue;
        const auto column = static_cast<lxw_col_t>(c);
        if ((one.columns > 1 || one.rows > 1) && !one.covered && fits(b, row_number, c, one))
          worksheet_merge_range(s, row_number, column, row_number + static_cast<lxw_row_t>(one.rows) - 1,
                                static_cast<lxw_col_t>(c + static_cast<std::size_t>(one.columns) - 1), "", at_top ? head_ : text_);
        cell(s, row_number, column, one, at_top);
        if (widths.size() <= c) widths.resize(c + 1, 8.43);
        if (one.columns == 1) {
          std::size_t longest = 0;
          for (std::size_t i = 0; i <= one.text.size();) {
            const std::size_t end = std::min(one.text.find('\n', i), one.text.size());
            longest = std::max(longest, characters(std::string_view(one.text).substr(i, end - i)));
            i = end + 1;
          }
          widths[c] = std::max(widths[c], std::min(60.0, static_cast<double>(longest) + 2));
        }
      }
      ++row_number;
    }
    for (std::size_t c = 0; c < widths.size(); ++c)
      worksheet_set_column(s, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), widths[c], nullptr);
    for (lxw_row_t r = 0; r < row_number; ++r) {
      double lines = 1;
      for (std::size_t c = 0; c < b.rows[r].cells.size() && c < widths.size(); ++c)
        if (const Cell& one = b.rows[r].cells[c]; one.columns == 1 && one.rows == 1) lines = std::max(lines, lines_of(one.text, widths[c]));
      tall_enough(s, r, lines);
    }
    if (heads > 0) {
      worksheet_freeze_panes(s, heads, 0);
      worksheet_repeat_rows(s, 0, heads - 1);
      if (columns > 0 && row_number > heads)
        worksheet_autofilter(s, heads - 1, 0, row_number - 1, static_cast<lxw_col_t>(columns - 1));
    }
  }

  /// The lines that a text takes in a column so wide. Not every program finds the height of a row by itself.
  static double lines_of(std::string_view text, double width) {
    double lines = 0;
    for (std::size_t i = 0; i <= text.size();) {
      const std::size_t end = std::min(text.find('\n', i), text.size());
      const double per_line = std::max(4.0, width * 0.92);  // words do not fill a line
      lines += std::max(1.0, std::ceil(static_cast<double>(characters(text.substr(i, end - i))) / per_line));
      i = end + 1;
    }
    return lines;
  }
  static void tall_enough(lxw_worksheet* s, lxw_row_t row, double lines) {
    constexpr double kLine = 15, kMost = 409;  // in points; what Excel allows
    if (lines > 1) worksheet_set_row(s, row, std::min(kMost, lines * kLine), nullptr);
  }

  /// A merge is written only where every cell under it is marked covered, so that merges never overlap.
  static bool fits(const Block& b, std::size_t row, std::size_t column, const Cell& c) {
    if (c.rows < 1 || c.columns < 1 || row + static_cast<std::size_t>(c.rows) > b.rows.size() || c.columns > 16384) return false;
    for (std::size_t r = row; r < row + static_cast<std::size_t>(c.rows); ++r)
      for (std::size_t k = column; k < column + static_cast<std::size_t>(c.columns); ++k) {
        if (r == row && k == column) continue;
        if (k >= b.rows[r].cells.size()) continue;
        if (!b.rows[r].cells[k].covered || !b.rows[r].cells[k].text.empty()) return false;
      }
    return true;
  }

  void text_sheet() {
    lxw_worksheet* s = sheet(sheet_name("Text", used_, 0));
    worksheet_set_column(s, 0, 0, 12, nullptr);
    worksheet_set_column(s, 1, 1, 100, nullptr);
    lxw_row_t row = 0;
    for (const Block& b : document_.blocks) {
      if (b.kind == BlockKind::Table || b.kind == BlockKind::PageBreak) continue;
      put_text(s, row, 0, b.label, text_);
      tall_enough(s, row, lines_of(b.text(), 100));
      put_text(s, row++, 1, b.text(), b.kind == BlockKind::Heading ? head_ : text_);
    }
  }

  void long_cells() {
    auto overflow = std::move(overflow_);
    overflow_.clear();
    lxw_worksheet* s = sheet(sheet_name("Long cells", used_, 0));
    worksheet_set_column(s, 0, 1, 20, nullptr);
    worksheet_set_column(s, 2, 2, 100, nullptr);
    lxw_row_t row = 0;
    for (const auto& [name, at, column, rest] : overflow)
      for (std::string_view left = rest; !left.empty();) {
        const std::string_view piece = start_of(left, kMostText);
        put_text(s, row, 0, name, text_);
        put_text(s, row, 1, fmt::format("row {}, column {}", at + 1, column + 1), text_);
        put_text(s, row++, 2, piece, text_);
        left.remove_prefix(piece.size());
      }
  }

  const Document& document_;
  const WriteOptions& options_;
  lxw_workbook* book_ = nullptr;
  lxw_format *text_ = nullptr, *plain_ = nullptr, *head_ = nullptr, *date_ = nullptr, *time_ = nullptr, *grouped_ = nullptr,
             *whole_ = nullptr, *decimals_ = nullptr, *percent_ = nullptr, *percent_whole_ = nullptr;
  std::set<std::string> used_;
  std::vector<std::tuple<std::string, lxw_row_t, lxw_col_t, std::string>> overflow_;
};

}  // namespace

std::string write_xlsx(const Document& document, const WriteOptions& options) { return Writer(document, options).write(); }

}  // namespace heed::document

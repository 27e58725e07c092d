#include "document/csv/csv_reader.h"

#include "document/address.h"
#include "document/encoding.h"

namespace heed::document {
namespace {

/// Takes records off `text` one by one.
class Records {
 public:
  Records(std::string_view text, const CsvShape& shape) : text_(text), shape_(shape) {}

  bool next(std::vector<std::string>& out) {
    out.clear();
    if (at_ >= text_.size()) return false;
    for (;;) {
      out.push_back(value());
      if (at_ >= text_.size()) return true;
      if (text_[at_] == shape_.separator) {
        ++at_;
        if (at_ >= text_.size()) out.emplace_back();
        if (at_ >= text_.size()) return true;
        continue;
      }
      if (text_[at_] == '\r') ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') ++at_;
      return true;
    }
  }
  std::size_t at() const { return at_; }

 private:
  bool ends_value(std::size_t i) const {
    return i >= text_.size() || text_[i] == shape_.separator || text_[i] == '\n' || text_[i] == '\r';
  }

  std::string value() {
    std::string out;
    std::size_t i = at_;
    while (i < text_.size() && text_[i] == ' ' && shape_.separator != ' ') ++i;
    if (shape_.quote && i < text_.size() && text_[i] == shape_.quote && closes(i + 1)) {
      ++i;
      for (; i < text_.size(); ++i) {
        if (shape_.backslash && text_[i] == '\\' && i + 1 < text_.size() &&
            (text_[i + 1] == shape_.quote || text_[i + 1] == '\\')) {
          out += text_[++i];
        } else if (text_[i] == shape_.quote) {
          if (i + 1 < text_.size() && text_[i + 1] == shape_.quote) out += text_[++i];
          else break;
        } else {
          out += text_[i];
        }
      }
      if (i < text_.size()) ++i;
      // What stands between the closing quote and the separator is kept: programs that do not double quotes write it.
      std::string rest;
      while (!ends_value(i)) rest += text_[i++];
      if (!squeezed(rest).empty()) out += rest;
      at_ = i;
      return out;
    }
    while (!ends_value(at_)) out += text_[at_++];
    return out;
  }

  /// A quote that never closes is an ordinary character; otherwise it would swallow the rest of the file.
  bool closes(std::size_t from) {
    if (from < known_close_) return true;
    const std::size_t close = text_.find(shape_.quote, from);
    if (close == std::string_view::npos) return false;
    known_close_ = close;
    return true;
  }

  std::string_view text_;
  CsvShape shape_;
  std::size_t at_ = 0, known_close_ = 0;
};

/// How well the text falls into columns with this separator: more rows of the same width, and more columns, are better.
double score(std::string_view sample, const CsvShape& shape, bool cut) {
  Records records(sample, shape);
  std::vector<std::string> record;
  std::map<std::size_t, int> widths;
  int rows = 0;
  while (rows < 200 && records.next(record)) {
    if (cut && records.at() >= sample.size()) break;  // the last record of a sample may be half a record
    if (record.size() == 1 && squeezed(record[0]).empty()) continue;
    ++rows;
    ++widths[record.size()];
  }
  if (rows == 0) return 0;
  std::size_t width = 0;
  int most = 0;
  for (const auto& [w, n] : widths)
    if (n > most || (n == most && w > width)) {
      most = n;
      width = w;
    }
  if (width < 2) return 0;
  const double even = static_cast<double>(most) / rows;
  return even * even * (1.0 + 0.1 * static_cast<double>(std::min<std::size_t>(width, 20)));
}

bool header_like(const std::vector<Row>& rows) {
  if (rows.size() < 2 || rows[0].cells.empty()) return false;
  for (const Cell& c : rows[0].cells) {
    const std::string text = squeezed(c.text);
    if (text.empty() || text.size() > 60) return false;
    int digits = 0;
    for (const char ch : text) digits += ch >= '0' && ch <= '9';
    if (digits * 2 > static_cast<int>(text.size())) return false;
  }
  return true;
}

}  // namespace

CsvShape csv_shape(std::string_view text) {
  constexpr std::size_t kSample = 64 * 1024;
  const std::string_view sample = text.substr(0, kSample);
  const bool cut = sample.size() < text.size();
  CsvShape best;
  if (text.size() >= 5 && lower_ascii(text.substr(0, 4)) == "sep=") {
    best.separator = text[4];
    best.says_separator = true;
    return best;
  }
  best.backslash = sample.find("\\\"") != std::string_view::npos && sample.find("\"\"") == std::string_view::npos;
  double most = 0;
  for (const char separator : {',', ';', '\t', '|'}) {
    for (const char quote : {'"', '\''}) {
      if (quote == '\'') {
        // Apostrophes are common in words: they quote only where values begin and end with them.
        const std::string opening{separator, '\''}, closing{'\'', separator};
        if (sample.find('"') != std::string_view::npos || sample.find(opening) == std::string_view::npos ||
            sample.find(closing) == std::string_view::npos)
          continue;
      }
      CsvShape shape = best;
      shape.separator = separator;
      shape.quote = quote;
      const double s = score(sample, shape, cut) + (quote == '\'' ? 0.01 : 0.0);
      if (s > most + 1e-9) {
        most = s;
        best = shape;
      }
    }
  }
  return best;
}

bool looks_like_csv(std::string_view bytes) {
  const std::string text = to_utf8(bytes.substr(0, 64 * 1024));
  const CsvShape shape = csv_shape(text);
  if (shape.says_separator) return true;
  const auto lines = std::count(text.begin(), text.end(), '\n');
  return lines >= 2 && score(text, shape, bytes.size() > text.size()) > 0.8;
}

Result<Document> read_csv(std::string_view bytes, const Limits& limits) {
  const std::string whole = to_utf8(bytes);
  std::string_view text = whole;
  const CsvShape shape = csv_shape(text);
  if (shape.says_separator) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  Document out;
  out.format = "csv";
  Block table;
  table.kind = BlockKind::Table;
  table.place = {"table", ""};
  Records records(text, shape);
  std::vector<std::string> record;
  std::uint64_t cells = 0;
  int number = 0;
  while (records.next(record)) {
    ++number;
    if (record.size() == 1 && record[0].empty()) continue;
    cells += record.size();
    if (cells > limits.cells)
      return Error{Code::TooLarge, "This table has more cells than can be read at once.",
                   "Ask the sender to split it, for example by year.", {}};
    Row row;
    row.number = number;
    row.cells.reserve(record.size());
    for (std::size_t c = 0; c < record.size(); ++c) {
      Cell cell;
      cell.kind = record[c].empty() ? CellKind::Empty : CellKind::Text;
      cell.sheet_column = static_cast<int>(c) + 1;
      cell.sheet_row = number;
      cell.text = std::move(record[c]);
      row.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(row));
  }
  if (header_like(table.rows)) table.rows[0].header = true;
  if (!table.rows.empty()) out.blocks.push_back(std::move(table));
  return out;
}

Result<Document> read_txt(std::string_view bytes, const Limits& limits) {
  const std::string text = to_utf8(bytes);
  Document out;
  out.format = "txt";
  int line = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = text.find_first_of("\r\n\f", i);
    if (end == std::string::npos) end = text.size();
    ++line;
    if (const std::string_view words = std::string_view(text).substr(i, end - i); !squeezed(words).empty()) {
      if (out.blocks.size() >= limits.elements)
        return Error{Code::TooLarge, "This text has more lines than can be read at once.", "Ask the sender to split it.", {}};
      Block b;
      b.place = {"body", fmt::format("line {}", line)};
      Run r;
      r.text = words;
      b.runs.push_back(std::move(r));
      out.blocks.push_back(std::move(b));
    }
    i = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++i;
  }
  return out;
}

}  // namespace heed::document

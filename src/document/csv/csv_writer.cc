#include "document/document.h"

#include <charconv>

#include "document/encoding.h"

namespace heed::document {
namespace {

/// What a spreadsheet would run as a formula (OWASP, "CSV injection").
bool dangerous(const Cell& cell, std::string_view text) {
  if (text.empty() || std::string_view("=+-@\t\r\n").find(text[0]) == std::string_view::npos) return false;
  if (text[0] != '-' && text[0] != '+') return true;
  double value = 0;
  const std::string_view digits = text[0] == '+' ? text.substr(1) : text;
  const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return cell.kind != CellKind::Number || fault != std::errc{} || stop != digits.data() + digits.size();
}

}  // namespace

std::string write_csv(const Document& document) {
  std::string out = "\xEF\xBB\xBF";
  for (const Block& b : document.blocks) {
    if (b.kind != BlockKind::Table) continue;
    for (const Row& row : b.rows) {
      bool first = true;
      for (const Cell& cell : row.cells) {
        if (!first) out += ',';
        first = false;
        std::string text = xml_text(cell.text);
        if (dangerous(cell, text)) text.insert(0, 1, '\'');
        const bool quoted = text.find_first_of(",\";\t\r\n") != std::string::npos || text.starts_with(' ') || text.ends_with(' ') ||
                            (text.empty() && row.cells.size() == 1);
        if (!quoted) {
          out += text;
          continue;
        }
        out += '"';
        for (const char c : text) {
          if (c == '"') out += '"';
          out += c;
        }
        out += '"';
      }
      out += "\r\n";
    }
    break;
  }
  return out;
}

}  // namespace heed::document

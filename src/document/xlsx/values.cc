#include "document/xlsx/values.h"

#include <charconv>

#include "document/encoding.h"
#include "document/xlsx/number_format.h"

namespace heed::document::xlsx {
namespace {

using Kind = XmlScanner::Kind;

}  // namespace

std::string unescaped(std::string s) {
  std::size_t at = 0;
  while ((at = s.find("_x", at)) != std::string::npos) {
    unsigned code = 0;
    if (at + 7 <= s.size() && s[at + 6] == '_') {
      const auto [stop, fault] = std::from_chars(s.data() + at + 2, s.data() + at + 6, code, 16);
      if (fault == std::errc{} && stop == s.data() + at + 6) {
        std::string c;
        if (code >= 0x20 || code == '\n' || code == '\t') append_utf8(c, code);
        s.replace(at, 7, c);
        at += c.size();
        continue;
      }
    }
    at += 2;
  }
  return s;
}

std::string string_item(XmlScanner& scan, std::string_view end) {
  std::string out;
  int phonetic = 0;
  bool inside = false;
  for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next()) {
    if (kind == Kind::Start) {
      if (scan.name() == "rPh") ++phonetic;
      inside = scan.name() == "t" && phonetic == 0;
    } else if (kind == Kind::End) {
      if (scan.name() == end) break;
      if (scan.name() == "rPh") --phonetic;
      inside = false;
    } else if (inside) {
      scan.append_text(out);
    }
  }
  return unescaped(std::move(out));
}

bool Values::read_strings(std::string_view xml, std::uint64_t most) {
  XmlScanner scan(xml);
  for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next()) {
    if (kind != Kind::Start || scan.name() != "si") continue;
    if (strings_.size() >= most) return false;
    if (scan.self_closing()) strings_.emplace_back();
    else strings_.push_back(string_item(scan, "si"));
  }
  return true;
}

void Values::read_styles(std::string_view xml) {
  std::map<int, std::string> codes;
  XmlScanner scan(xml);
  bool cell_formats = false;
  for (auto kind = scan.next(); kind != Kind::Done; kind = scan.next()) {
    if (kind == Kind::Start && scan.name() == "numFmt") {
      codes.emplace(whole_number(scan.get("numFmtId"), -1), scan.get("formatCode"));
    } else if (kind == Kind::Start && scan.name() == "cellXfs") {
      cell_formats = true;
    } else if (kind == Kind::End && scan.name() == "cellXfs") {
      cell_formats = false;
    } else if (kind == Kind::Start && cell_formats && scan.name() == "xf" && formats_.size() < 100'000) {
      const int id = whole_number(scan.get("numFmtId"), 0);
      Format f;
      const auto own = codes.find(id);
      f.code = own != codes.end() ? own->second : std::string(built_in_format(id));
      f.date = is_date_format(f.code);
      formats_.push_back(std::move(f));
    }
  }
}

void Values::show(Cell& cell, std::string_view type, std::string_view value, int style) const {
  if (value.empty()) {
    cell.kind = CellKind::Empty;
    return;
  }
  if (type == "s") {
    const int index = whole_number(value, -1);
    if (index >= 0 && static_cast<std::size_t>(index) < strings_.size()) cell.text = strings_[static_cast<std::size_t>(index)];
    cell.kind = cell.text.empty() ? CellKind::Empty : CellKind::Text;
  } else if (type == "str") {
    cell.text = unescaped(std::string(value));
    cell.kind = cell.text.empty() ? CellKind::Empty : CellKind::Text;
  } else if (type == "b") {
    cell.kind = CellKind::Boolean;
    cell.text = value == "1" || value == "true" ? "TRUE" : "FALSE";
  } else if (type == "e") {
    cell.kind = CellKind::Error;
    cell.text = value;
  } else if (type == "d") {  // strict files keep dates as ISO text
    cell.kind = CellKind::Date;
    cell.iso_date = value;
    cell.text = value;
  } else {
    show_number(cell, value, style);
  }
}

void Values::show_number(Cell& cell, std::string_view value, int style) const {
  double number = 0;
  const auto [stop, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (fault != std::errc{} || stop != value.data() + value.size()) {
    cell.text = value;
    return;
  }
  const Format* format =
      style >= 0 && static_cast<std::size_t>(style) < formats_.size() ? &formats_[static_cast<std::size_t>(style)] : nullptr;
  if (format && format->date) {
    const DateParts parts = date_parts(number, from_1904_);
    if (parts.valid) {
      cell.text = shown_date(parts, number, format->code);
      cell.iso_date = iso_date(parts);
      cell.kind = cell.iso_date.empty() ? CellKind::Text : CellKind::Date;
      return;
    }
  }
  cell.kind = CellKind::Number;
  cell.text = shown_number(number, value, format ? std::string_view(format->code) : std::string_view());
}

}  // namespace heed::document::xlsx

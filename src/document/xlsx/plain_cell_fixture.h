// Whether the short way over a cell reads what XmlScanner reads: for the test and for the fuzz body.
#pragma once

#include "document/xlsx/plain_cell.h"
#include "document/xml.h"

namespace heed::document::xlsx {

/// True also where plain_cell leaves the cell to the scanner.
inline bool agrees_with_scanner(std::string_view xml) {
  const PlainCell plain = plain_cell(xml);
  if (!plain.length) return true;
  XmlScanner scan(xml);
  using Kind = XmlScanner::Kind;
  if (scan.next() != Kind::Start || scan.name() != "c") return false;
  PlainCell read;
  scan.each_attribute([&](std::string_view name, std::string_view raw) {
    (name == "r" ? read.where : name == "s" ? read.style : name == "t" ? read.type : read.value) = raw;
  });
  std::string value, formula;
  std::string* into = nullptr;
  for (auto kind = scan.next(); kind != Kind::End || scan.name() != "c"; kind = scan.next()) {
    if (kind == Kind::Done) return false;
    if (kind == Kind::Start) into = scan.name() == "v" ? &value : scan.name() == "f" ? &formula : nullptr;
    else if (kind == Kind::End) into = nullptr;
    else if (!into) return false;
    else scan.append_text(*into);
  }
  return read.where == plain.where && read.style == plain.style && read.type == plain.type && read.value.empty() &&
         value == plain.value && formula == plain.formula && scan.rest() == xml.substr(plain.length);
}

}  // namespace heed::document::xlsx

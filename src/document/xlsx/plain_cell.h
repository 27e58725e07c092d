// The way in which nearly every program writes nearly every cell of a sheet, `<c r="B7" s="1" t="s"><v>12</v></c>`, read at once
// where XmlScanner would look at each tag. Deliberately knows no more: a prefix, an entity, a space too many, rich or inline
// text, an attribute of a formula are left to the scanner, which reads the same of what is read here (plain_cell_test.cc).
#pragma once

#include <cstddef>
#include <string_view>

namespace heed::document::xlsx {

/// Views of the sheet's own bytes.
struct PlainCell {
  std::string_view where, style, type;  ///< the attributes r, s and t; empty without one
  std::string_view formula, value;
  std::size_t length = 0;               ///< of the whole element; 0: this is no plain cell
};

/// Of what `xml` begins with.
PlainCell plain_cell(std::string_view xml);

}  // namespace heed::document::xlsx

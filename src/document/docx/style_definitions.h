// The styles of a DOCX that Heed writes: Arial 12, headings by size and weight, tables with thin lines.
#pragma once

#include <string>
#include <string_view>

namespace heed::document::docx {

/// The element w:styles, without a declaration.
std::string style_definitions(std::string_view language);

}  // namespace heed::document::docx

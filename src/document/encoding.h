// From the bytes of an unknown encoding to UTF-8, and UTF-8 made fit for XML. Knows UTF-8, UTF-16 and UTF-32 by their
// marks, UTF-16 without a mark by its zero bytes, and Windows-1252 for the rest, because that is what British offices
// sent before UTF-8. Does not normalise: the text keeps the code points it had.
#pragma once

#include <string>
#include <string_view>

#include "base/ascii.h"  // lower_ascii: readers need it wherever they need these

namespace heed::document {

void append_utf8(std::string& out, char32_t c);
bool is_utf8(std::string_view bytes);
/// Bytes that are no UTF-8 become U+FFFD.
std::string repaired_utf8(std::string_view bytes);
/// UTF-8 without a byte order mark, whatever the bytes were.
std::string to_utf8(std::string_view bytes);
/// The same, keeping the bytes where they are that already.
std::string to_utf8(std::string&& bytes);
inline std::string to_utf8(const std::string& bytes) { return to_utf8(std::string_view(bytes)); }
inline std::string to_utf8(const char* bytes) { return to_utf8(std::string_view(bytes)); }
/// Text from bytes known to be Windows-1252 (a superset of ISO 8859-1 in practice).
std::string from_windows_1252(std::string_view bytes);
/// Without the characters that XML 1.0 cannot hold (section 2.2): vertical tabs and form feeds become a space, other
/// controls and lone surrogates go, broken UTF-8 is repaired.
std::string xml_text(std::string_view text);
/// xml_text with & < > " ' escaped.
std::string xml_escaped(std::string_view text);
/// Trimmed, with every stretch of white space (also U+00A0) as one space.
std::string squeezed(std::string_view text);
/// Whether squeezed() would leave nothing.
bool is_blank(std::string_view text);

}  // namespace heed::document

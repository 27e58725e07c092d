// The font files as a part of the program (cmake/fonts.cmake). They lie in read-only memory that the system loads page by page at
// first use.
#include "document/pdf_write/fonts.h"

#define HEED_FONT(name, file)       \
  asm(".section .rodata\n"          \
      ".balign 64\n"                \
      ".global heed_font_" name "\n" \
      "heed_font_" name ":\n"       \
      ".incbin \"" file "\"\n"      \
      ".global heed_font_" name "_end\n" \
      "heed_font_" name "_end:\n"   \
      ".byte 0\n"                   \
      ".previous\n")

HEED_FONT("regular", HEED_FONT_REGULAR);
HEED_FONT("bold", HEED_FONT_BOLD);
HEED_FONT("italic", HEED_FONT_ITALIC);
HEED_FONT("bold_italic", HEED_FONT_BOLD_ITALIC);
HEED_FONT("wide", HEED_FONT_WIDE);
HEED_FONT("wide_bold", HEED_FONT_WIDE_BOLD);

extern "C" {
extern const char heed_font_regular[], heed_font_regular_end[];
extern const char heed_font_bold[], heed_font_bold_end[];
extern const char heed_font_italic[], heed_font_italic_end[];
extern const char heed_font_bold_italic[], heed_font_bold_italic_end[];
extern const char heed_font_wide[], heed_font_wide_end[];
extern const char heed_font_wide_bold[], heed_font_wide_bold_end[];
}

namespace heed::document::pdf_write {

std::string_view font_file(Face face) {
  const auto between = [](const char* from, const char* to) { return std::string_view(from, static_cast<std::size_t>(to - from)); };
  switch (face) {
    case Face::Regular: return between(heed_font_regular, heed_font_regular_end);
    case Face::Bold: return between(heed_font_bold, heed_font_bold_end);
    case Face::Italic: return between(heed_font_italic, heed_font_italic_end);
    case Face::BoldItalic: return between(heed_font_bold_italic, heed_font_bold_italic_end);
    case Face::Wide: return between(heed_font_wide, heed_font_wide_end);
    case Face::WideBold: return between(heed_font_wide_bold, heed_font_wide_bold_end);
  }
  return {};
}

}  // namespace heed::document::pdf_write

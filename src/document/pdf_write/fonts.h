// The six fonts that a PDF is written with, and how HarfBuzz sees them. Liberation Sans in four styles carries the text; DejaVu
// Sans stands in, letter by letter, for scripts that Liberation lacks (Arabic, Hebrew, Armenian, Georgian, symbols). They are part
// of the program, so the same document gives the same bytes on every machine. Safe to use from several threads.
#pragma once

#include <array>
#include <string_view>

struct hb_face_t;
struct hb_font_t;

namespace heed::document::pdf_write {

enum class Face { Regular, Bold, Italic, BoldItalic, Wide, WideBold };
inline constexpr std::size_t kFaces = 6;

/// The bytes of the font file.
std::string_view font_file(Face face);
hb_face_t* hb_face(Face face);
/// At a scale of 1000 units an em, as PDF counts widths.
hb_font_t* hb_font(Face face);
/// Its PostScript name, without a subset's mark.
std::string_view font_name(Face face);
bool has_character(Face face, char32_t c);

struct Metrics {
  int ascent = 0, descent = 0, cap_height = 0, stem = 80;  ///< thousandths of an em; descent is below zero
  int italic_angle = 0;
  std::array<int, 4> box{};
};
const Metrics& metrics(Face face);

Face styled(bool bold, bool italic);
/// The face that stands in for one of Liberation's.
Face stand_in(Face face);

}  // namespace heed::document::pdf_write

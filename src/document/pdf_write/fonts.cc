#include "document/pdf_write/fonts.h"

#include <hb-ot.h>
#include <hb.h>

namespace heed::document::pdf_write {
namespace {

struct Loaded {
  hb_face_t* face = nullptr;
  hb_font_t* font = nullptr;
  Metrics metrics;
};

/// Two or four bytes of a table of the font, counted from its start.
int at(std::string_view table, std::size_t offset) {
  if (offset + 2 > table.size()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(table[i]); };
  return static_cast<std::int16_t>(byte(offset) << 8 | byte(offset + 1));
}

Loaded load(Face which) {
  Loaded out;
  const std::string_view bytes = font_file(which);
  hb_blob_t* blob = hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr);
  out.face = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  out.font = hb_font_create(out.face);
  hb_font_set_scale(out.font, 1000, 1000);

  const int em = static_cast<int>(hb_face_get_upem(out.face));
  const auto table = [&](hb_tag_t tag, auto&& take) {
    hb_blob_t* part = hb_face_reference_table(out.face, tag);
    unsigned length = 0;
    const char* data = hb_blob_get_data(part, &length);
    take(std::string_view(data, length));
    hb_blob_destroy(part);
  };
  const auto scaled = [&](int units) { return units * 1000 / em; };
  table(HB_TAG('h', 'h', 'e', 'a'), [&](std::string_view t) {
    out.metrics.ascent = scaled(at(t, 4));
    out.metrics.descent = scaled(at(t, 6));
  });
  table(HB_TAG('h', 'e', 'a', 'd'), [&](std::string_view t) {
    for (std::size_t i = 0; i < 4; ++i) out.metrics.box[i] = scaled(at(t, 36 + 2 * i));
  });
  table(HB_TAG('p', 'o', 's', 't'), [&](std::string_view t) { out.metrics.italic_angle = at(t, 4); });
  table(HB_TAG('O', 'S', '/', '2'), [&](std::string_view t) { out.metrics.cap_height = t.size() >= 90 ? scaled(at(t, 88)) : 716; });
  const bool bold = which == Face::Bold || which == Face::BoldItalic || which == Face::WideBold;
  out.metrics.stem = bold ? 140 : 80;

  hb_face_make_immutable(out.face);
  hb_font_make_immutable(out.font);
  return out;
}

const Loaded& loaded(Face face) {
  static const std::array<Loaded, kFaces> all = {load(Face::Regular),    load(Face::Bold), load(Face::Italic),
                                                 load(Face::BoldItalic), load(Face::Wide), load(Face::WideBold)};
  return all[static_cast<std::size_t>(face)];
}

}  // namespace

hb_face_t* hb_face(Face face) { return loaded(face).face; }
hb_font_t* hb_font(Face face) { return loaded(face).font; }
const Metrics& metrics(Face face) { return loaded(face).metrics; }

std::string_view font_name(Face face) {
  switch (face) {
    case Face::Regular: return "LiberationSans";
    case Face::Bold: return "LiberationSans-Bold";
    case Face::Italic: return "LiberationSans-Italic";
    case Face::BoldItalic: return "LiberationSans-BoldItalic";
    case Face::Wide: return "DejaVuSans";
    case Face::WideBold: return "DejaVuSans-Bold";
  }
  return {};
}

bool has_character(Face face, char32_t c) {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(hb_font(face), c, &glyph) && glyph != 0;
}

Face styled(bool bold, bool italic) {
  if (bold) return italic ? Face::BoldItalic : Face::Bold;
  return italic ? Face::Italic : Face::Regular;
}

Face stand_in(Face face) {
  switch (face) {
    case Face::Bold:
    case Face::BoldItalic:
    case Face::WideBold: return Face::WideBold;
    case Face::Regular:
    case Face::Italic:
    case Face::Wide: return Face::Wide;
  }
  return Face::Wide;
}

}  // namespace heed::document::pdf_write

#include "document/pdf_write/font_use.h"

#include <hb-subset.h>
#include <hb.h>

namespace heed::document::pdf_write {

unsigned FontUse::code(unsigned glyph, std::string_view text) {
  const auto [at, fresh] = known_.try_emplace({glyph, std::string(text)}, static_cast<unsigned>(codes_.size() + 1));
  if (fresh) codes_.push_back({glyph, hb_font_get_glyph_h_advance(hb_font(face_), glyph), std::string(text)});
  return at->second;
}

void FontUse::put(File& file, int object) const {
  hb_subset_input_t* input = hb_subset_input_create_or_fail();
  if (!input) throw std::runtime_error("HarfBuzz has no memory");
  for (const Code& c : codes_) hb_set_add(hb_subset_input_glyph_set(input), c.glyph);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  // A PDF names glyphs by number: no names, no characters and no shaping are needed in the file.
  for (const char* table : {"GSUB", "GPOS", "GDEF", "kern", "cmap", "name", "post", "OS/2", "FFTM", "gasp", "morx", "meta"})
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), hb_tag_from_string(table, -1));
  hb_subset_plan_t* plan = hb_subset_plan_create_or_fail(hb_face(face_), input);
  hb_face_t* subset = plan ? hb_subset_plan_execute_or_fail(plan) : nullptr;
  if (!subset) throw std::runtime_error("A font could not be cut down to what is used.");
  hb_blob_t* blob = hb_face_reference_blob(subset);
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob, &length);
  const int program = file.add_stream(fmt::format("/Length1 {}", length), std::string_view(data, length));

  std::string to_glyph(2, '\0'), widths;
  std::string unicode =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  const hb_map_t* new_number = hb_subset_plan_old_to_new_glyph_mapping(plan);
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    const hb_codepoint_t glyph = hb_map_get(new_number, codes_[i].glyph);
    to_glyph += static_cast<char>(glyph >> 8 & 0xFF);
    to_glyph += static_cast<char>(glyph & 0xFF);
    fmt::format_to(std::back_inserter(widths), "{} ", codes_[i].advance);
    if (i % 100 == 0) fmt::format_to(std::back_inserter(unicode), "{} beginbfchar\n", std::min<std::size_t>(100, codes_.size() - i));
    // The further glyphs of one character mean nothing of their own: a space without width.
    fmt::format_to(std::back_inserter(unicode), "<{:04X}> <{}>\n", i + 1, codes_[i].text.empty() ? "200B" : utf16_hex(codes_[i].text));
    if (i % 100 == 99 || i + 1 == codes_.size()) unicode += "endbfchar\n";
  }
  unicode += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
  hb_blob_destroy(blob);
  hb_face_destroy(subset);
  hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(input);

  const Metrics& m = metrics(face_);
  const std::string name = fmt::format("HEED{}A+{}", static_cast<char>('A' + static_cast<int>(face_)), font_name(face_));
  const int descriptor = file.add(fmt::format(
      "<</Type /FontDescriptor /FontName /{} /Flags {} /FontBBox [{} {} {} {}] /ItalicAngle {} /Ascent {} /Descent {} /CapHeight {} /StemV {} /FontFile2 {}>>",
      name, m.italic_angle ? 4 | 64 : 4, m.box[0], m.box[1], m.box[2], m.box[3], m.italic_angle, m.ascent, m.descent, m.cap_height, m.stem,
      reference(program)));
  const int mapping = file.add_stream("", to_glyph);
  const int descendant = file.add(fmt::format(
      "<</Type /Font /Subtype /CIDFontType2 /BaseFont /{} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
      "/FontDescriptor {} /DW 0 /W [1 [{}]] /CIDToGIDMap {}>>",
      name, reference(descriptor), widths, reference(mapping)));
  const int to_unicode = file.add_stream("", unicode);
  file.put(object, fmt::format("<</Type /Font /Subtype /Type0 /BaseFont /{} /Encoding /Identity-H /DescendantFonts [{}] /ToUnicode {}>>", name,
                               reference(descendant), reference(to_unicode)));
}

}  // namespace heed::document::pdf_write

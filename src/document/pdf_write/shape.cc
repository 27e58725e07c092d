#include "document/pdf_write/shape.h"

#include <hb.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <cmath>

#include "document/encoding.h"

namespace heed::document::pdf_write {
namespace {

constexpr double kTab = 36;  // a tab leads to the next multiple, in points

char32_t next(std::string_view s, std::size_t& i) {
  UChar32 c = 0;
  auto at = static_cast<int32_t>(i);
  U8_NEXT_OR_FFFD(s.data(), at, static_cast<int32_t>(s.size()), c);
  i = static_cast<std::size_t>(at);
  return static_cast<char32_t>(c);
}

/// Belongs to the character before it, whatever face that has.
bool follows(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/// The characters of a text taken apart into letters and marks (Unicode's NFD).
std::vector<std::string> taken_apart(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* apart = unorm2_getNFDInstance(&status);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<UChar32>(next(utf8, i));
    UChar units[20];
    const int32_t n = unorm2_getDecomposition(apart, c, units, 20, &status);
    if (n <= 0 || U_FAILURE(status)) {
      append_utf8(out.emplace_back(), static_cast<char32_t>(c));
      continue;
    }
    for (int32_t k = 0; k < n;) {
      UChar32 part = 0;
      U16_NEXT(units, k, n, part);
      append_utf8(out.emplace_back(), static_cast<char32_t>(part));
    }
  }
  return out;
}

bool may_be_rightward(std::string_view s) {
  for (const char c : s)
    if (static_cast<unsigned char>(c) >= 0xD6) return true;  // U+0590 and beyond begin with D6 or more
  return false;
}

}  // namespace

/// ICU's objects, made once for all paragraphs.
struct Shaper::Break {
  UBreakIterator* lines = nullptr;
  UBreakIterator* characters = nullptr;
  hb_buffer_t* buffer = hb_buffer_create();
  Break() {
    UErrorCode status = U_ZERO_ERROR;
    lines = ubrk_open(UBRK_LINE, "en_GB", nullptr, 0, &status);
    characters = ubrk_open(UBRK_CHARACTER, "en_GB", nullptr, 0, &status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no rules for breaking lines");
  }
  ~Break() {
    ubrk_close(lines);
    ubrk_close(characters);
    hb_buffer_destroy(buffer);
  }
  /// Where `text` may be cut, its end among them.
  template <class Take>
  void each(UBreakIterator* by, std::string_view text, Take take) {
    UErrorCode status = U_ZERO_ERROR;
    UText* u = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
    ubrk_setUText(by, u, &status);
    for (int32_t at = ubrk_next(by); at != UBRK_DONE; at = ubrk_next(by)) take(static_cast<std::size_t>(at));
    utext_close(u);
  }
};

/// What stands between two places where a line may break.
struct Shaper::Unit {
  std::vector<Piece> pieces;
  int advance = 0, solid = 0;   ///< thousandths of an em
  bool ends_line = false;       ///< a hard line end follows
  bool tab = false;
};

Shaper::Shaper() : break_(std::make_unique<Break>()) {}
Shaper::~Shaper() = default;

bool Shaper::shape(Fragment& f, Face face, bool last) {
  std::string shown;  // what is drawn; differs from the text only where no font has a character
  std::vector<std::uint32_t> origin;
  const std::string_view text = f.text;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    const char32_t c = next(text, i);
    std::string drawn(text.substr(from, i - from));
    if (last && !has_character(face, c) && !u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
        !u_isUWhiteSpace(static_cast<UChar32>(c))) {
      ++lacking_[c];
      drawn = "\xEF\xBF\xBD";
    }
    origin.insert(origin.end(), drawn.size(), static_cast<std::uint32_t>(from));
    shown += drawn;
  }
  origin.push_back(static_cast<std::uint32_t>(text.size()));

  hb_buffer_t* b = break_->buffer;
  hb_buffer_reset(b);
  hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(b, shown.data(), static_cast<int>(shown.size()), 0, static_cast<int>(shown.size()));
  hb_buffer_set_direction(b, f.rightward ? HB_DIRECTION_LTR : HB_DIRECTION_RTL);
  hb_buffer_guess_segment_properties(b);
  hb_buffer_set_language(b, hb_language_from_string("en-GB", -1));
  hb_shape(hb_font(face), b, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(b, &count);
  const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(b, &count);
  for (unsigned i = 0; i < count; ++i)
    if (info[i].codepoint == 0 && !last) return false;

  f.face = face;
  f.glyphs.clear();
  f.advance = 0;
  std::vector<std::string> parts;
  std::size_t part = 0;
  for (unsigned i = 0; i < count; ++i) {
    Glyph g;
    g.id = info[i].codepoint;
    g.advance = position[i].x_advance;
    g.dx = position[i].x_offset;
    g.dy = position[i].y_offset;
    const std::uint32_t cluster = info[i].cluster;
    // The cluster ends where the next one in the text begins: to the right, or to the left in text from right to left.
    std::uint32_t end = static_cast<std::uint32_t>(shown.size());
    if (f.rightward) {
      for (unsigned k = i + 1; k < count; ++k)
        if (info[k].cluster != cluster) { end = info[k].cluster; break; }
    } else {
      for (unsigned k = i; k-- > 0;)
        if (info[k].cluster != cluster) { end = info[k].cluster; break; }
    }
    // Several glyphs for one text: each a letter or a mark of it where they can be told apart, else the first means it all.
    if (i == 0 || info[i - 1].cluster != cluster) {
      const std::string_view whole = text.substr(origin[cluster], origin[end] - origin[cluster]);
      unsigned glyphs = 1;
      while (i + glyphs < count && info[i + glyphs].cluster == cluster) ++glyphs;
      parts.clear();
      if (glyphs > 1) parts = taken_apart(whole);
      if (parts.size() != glyphs) {
        parts.assign(glyphs, {});
        parts[f.rightward ? 0 : glyphs - 1] = whole;
      } else if (!f.rightward) {
        std::reverse(parts.begin(), parts.end());
      }
      part = 0;
    }
    g.text = std::move(parts[part++]);
    f.advance += g.advance;
    f.glyphs.push_back(std::move(g));
  }
  // Spaces at the end take no room at the end of a line.
  f.solid = f.advance;
  if (f.rightward)
    for (auto g = f.glyphs.rbegin(); g != f.glyphs.rend(); ++g) {
      if (g->text.empty() || !is_blank(g->text) || g->text == "\xC2\xA0") break;
      f.solid -= g->advance;
    }
  return true;
}

const Fragment* Shaper::fragment(std::string_view text, Face face, bool rightward) {
  std::string key(text);
  key += static_cast<char>('\1' + static_cast<int>(face));
  key += rightward ? 'r' : 'l';
  if (const auto found = known_.find(key); found != known_.end()) {
    // Counted each time it stands in the text, not once for its shape.
    if (found->second->face == Face::Wide || found->second->face == Face::WideBold)
      for (std::size_t i = 0; i < text.size();) {
        const auto lacking = lacking_.find(next(text, i));
        if (lacking != lacking_.end()) ++lacking->second;
      }
    return found->second;
  }
  Fragment& f = kept_.emplace_back();
  f.text = text;
  f.rightward = rightward;
  if (!shape(f, face, face == Face::Wide || face == Face::WideBold)) shape(f, stand_in(face), true);
  known_.emplace(std::move(key), &f);
  return &f;
}

void Shaper::split_by_face(std::string_view text, Face face, bool rightward, std::vector<const Fragment*>& out) {
  std::size_t from = 0;
  Face now = face;
  bool begun = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = next(text, i);
    if (begun && (follows(c) || c == ' ')) continue;
    const Face wanted = c < 0x250 || has_character(face, c) ? face : stand_in(face);
    if (begun && wanted != now) {
      out.push_back(fragment(text.substr(from, at - from), now, rightward));
      from = at;
    }
    now = wanted;
    begun = true;
  }
  if (from < text.size()) out.push_back(fragment(text.substr(from), now, rightward));
}

std::vector<Shaper::Unit> Shaper::units(const std::vector<Styled>& runs) {
  std::string all;
  std::vector<std::size_t> ends;  // where each run ends
  for (const Styled& r : runs) {
    all += r.text;
    ends.push_back(all.size());
  }
  // Levels of direction, by byte, only where something may run from right to left.
  std::vector<std::uint8_t> levels;
  paragraph_rightward_ = false;
  if (may_be_rightward(all)) {
    std::u16string wide;
    std::vector<std::size_t> byte_of;
    for (std::size_t i = 0; i < all.size();) {
      const std::size_t from = i;
      const auto c = static_cast<UChar32>(next(all, i));
      char16_t units[2];
      int32_t n = 0;
      U16_APPEND_UNSAFE(units, n, c);
      for (int32_t k = 0; k < n; ++k) {
        wide += units[k];
        byte_of.push_back(from);
      }
    }
    UErrorCode status = U_ZERO_ERROR;
    UBiDi* bidi = ubidi_open();
    ubidi_setPara(bidi, wide.data(), static_cast<int32_t>(wide.size()), UBIDI_DEFAULT_LTR, nullptr, &status);
    const UBiDiLevel* of = U_SUCCESS(status) ? ubidi_getLevels(bidi, &status) : nullptr;
    if (of && U_SUCCESS(status) && ubidi_getDirection(bidi) != UBIDI_LTR) {
      levels.assign(all.size(), 0);
      for (std::size_t k = 0; k < wide.size(); ++k)
        for (std::size_t b = byte_of[k]; b < (k + 1 < wide.size() ? byte_of[k + 1] : all.size()); ++b) levels[b] = of[k];
      paragraph_rightward_ = (ubidi_getParaLevel(bidi) & 1) != 0;
    }
    ubidi_close(bidi);
  }

  std::vector<Unit> out;
  std::size_t from = 0, run = 0;
  std::vector<const Fragment*> made;
  const auto take = [&](std::size_t to) {
    Unit u;
    std::size_t stop = to;
    while (stop > from && (all[stop - 1] == '\n' || all[stop - 1] == '\r')) {
      --stop;
      u.ends_line = true;
    }
    if (stop > from && all[stop - 1] == '\t') {
      --stop;
      u.tab = true;
    }
    for (std::size_t at = from; at < stop || (at == from && u.tab && at == stop);) {
      while (run + 1 < ends.size() && ends[run] <= at) ++run;
      std::size_t until = std::min(stop, ends[run]);
      if (!levels.empty())
        for (std::size_t i = at; i < until; ++i)
          if (levels[i] != levels[at]) until = i;
      const Styled& look = runs[run];
      const bool rightward = levels.empty() || at >= levels.size() || levels[at] % 2 == 0;
      made.clear();
      if (until > at) split_by_face(std::string_view(all).substr(at, until - at), styled(look.bold, look.italic), rightward, made);
      else made.push_back(fragment(" ", styled(look.bold, look.italic), true));  // a tab alone is a space to whoever copies it
      for (const Fragment* f : made) {
        u.pieces.push_back({f, 0, look.underline, look.link});
        u.solid = u.advance + f->solid;
        u.advance += f->advance;
      }
      if (until == at) break;
      at = until;
    }
    if (u.tab && stop > from) {
      while (run + 1 < ends.size() && ends[run] <= stop) ++run;
      u.pieces.push_back({fragment(" ", styled(runs[run].bold, runs[run].italic), true), 0, false, runs[run].link});
    }
    if (!u.pieces.empty() || u.ends_line) out.push_back(std::move(u));
    from = to;
  };
  break_->each(break_->lines, all, take);
  return out;
}

void Shaper::place(Line& line, bool paragraph_rightward, double width) {
  bool turned = paragraph_rightward;
  for (const Piece& p : line.pieces) turned = turned || !p.fragment->rightward;
  if (!turned) return;  // x is already there
  // Pieces of one direction between others are turned around as a whole (UAX 9, L2); numbers inside keep their order.
  std::vector<UBiDiLevel> levels;
  for (const Piece& p : line.pieces) {
    const UBiDiLevel base = paragraph_rightward ? 1 : 0;
    levels.push_back(p.fragment->rightward ? static_cast<UBiDiLevel>(base ? 2 : 0) : 1);
  }
  std::vector<int32_t> order(levels.size());
  ubidi_reorderVisual(levels.data(), static_cast<int32_t>(levels.size()), order.data());
  double x = paragraph_rightward ? std::max(0.0, width - line.width) : line.pieces.empty() ? 0 : line.pieces.front().x;
  for (const int32_t i : order) {
    Piece& p = line.pieces[static_cast<std::size_t>(i)];
    p.x = x;
    x += p.fragment->advance * line.size / 1000;
  }
}

std::vector<Line> Shaper::lines(const std::vector<Styled>& runs, double size, double width, double first_indent) {
  const std::vector<Unit> all = units(runs);
  const bool rightward = paragraph_rightward_;
  const double em = size / 1000;
  std::vector<Line> out;
  Line line;
  line.size = size;
  double x = first_indent;
  const auto finish = [&] {
    place(line, rightward, width);
    out.push_back(std::move(line));
    line = Line();
    line.size = size;
    x = 0;
  };
  for (const Unit& u : all) {
    if (!line.pieces.empty() && x + u.solid * em > width + 0.01) finish();
    if (x + u.solid * em > width + 0.01) {
      // Wider than a whole line: broken between characters as seen, never inside one.
      for (const Piece& p : u.pieces) {
        const std::string text = p.fragment->text;
        std::vector<std::size_t> stops;
        break_->each(break_->characters, text, [&](std::size_t to) { stops.push_back(to); });
        std::size_t from = 0;
        for (std::size_t k = 0; k < stops.size();) {
          const Fragment* fits = nullptr;
          std::size_t taken = k;
          for (std::size_t n = k; n < stops.size(); ++n) {
            const Fragment* longer = fragment(std::string_view(text).substr(from, stops[n] - from), p.fragment->face, p.fragment->rightward);
            if (fits && x + longer->solid * em > width) break;
            fits = longer;
            taken = n + 1;
            if (x + longer->solid * em > width) break;  // one character alone may stand over
          }
          if (!line.pieces.empty() && x + fits->solid * em > width + 0.01) {
            finish();
            continue;
          }
          line.pieces.push_back({fits, x, p.underline, p.link});
          line.width = x + fits->solid * em;
          x += fits->advance * em;
          from = stops[taken - 1];
          k = taken;
          if (k < stops.size()) finish();
        }
      }
    } else {
      for (const Piece& p : u.pieces) {
        line.pieces.push_back({p.fragment, x, p.underline, p.link});
        line.width = x + p.fragment->solid * em;
        x += p.fragment->advance * em;
      }
    }
    if (u.tab) x = std::max(x, std::ceil((x + 1) / kTab) * kTab);
    if (u.ends_line) finish();
  }
  if (!line.pieces.empty()) finish();
  return out;
}

Shaper::Widths Shaper::widths(const std::vector<Styled>& runs, double size) {
  Widths out;
  double x = 0;
  for (const Unit& u : units(runs)) {
    out.least = std::max(out.least, u.solid * size / 1000);
    out.most = std::max(out.most, x + u.solid * size / 1000);
    x += u.advance * size / 1000;
    if (u.tab) x = std::ceil((x + 1) / kTab) * kTab;
    if (u.ends_line) x = 0;
  }
  return out;
}

Line Shaper::line(std::string_view words, bool bold, double size) {
  auto made = lines({Styled{squeezed(words), bold}}, size, 1e9);
  return made.empty() ? Line() : std::move(made.front());
}

}  // namespace heed::document::pdf_write

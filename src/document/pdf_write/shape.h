// From words to lines of glyphs. A text is cut where a line may break (Unicode, UAX 14) and where its look or its script changes;
// each cut is shaped by HarfBuzz once and kept, since a report says the same words again and again. Lines are set ragged, never
// hyphenated; text from right to left is ordered by the bidirectional algorithm (UAX 9). A character that no font has is drawn as
// U+FFFD, still means itself to whoever copies or reads aloud, and is counted in `lacking`.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/pdf_write/fonts.h"

namespace heed::document::pdf_write {

struct Glyph {
  unsigned id = 0;
  int advance = 0, dx = 0, dy = 0;      ///< thousandths of an em
  std::string text;                     ///< what it means; empty for the further glyphs of one character
};

/// A stretch of one face that no line may break.
struct Fragment {
  Face face = Face::Regular;
  std::string text;
  std::vector<Glyph> glyphs;   ///< as drawn, from left to right
  bool rightward = true;
  int advance = 0;             ///< with its trailing spaces
  int solid = 0;               ///< without them
};

/// Text of one look, as the paragraph gives it.
struct Styled {
  std::string text;            ///< UTF-8 without control characters other than \n and \t
  bool bold = false, italic = false, underline = false;
  int link = -1;               ///< index of a link, or -1
};

struct Piece {
  const Fragment* fragment = nullptr;
  double x = 0;                ///< from the line's left, in points
  bool underline = false;
  int link = -1;
};

struct Line {
  std::vector<Piece> pieces;   ///< in the order in which they are read
  double size = 12;            ///< of the type, in points
  double width = 0;            ///< without trailing spaces
  int element = -1;            ///< of the structure tree; -1 for artifacts
};

class Shaper {
 public:
  Shaper();
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  /// Lines no wider than `width`, of which the first leaves `first_indent` free. A word wider than a line is broken between
  /// characters. Empty text gives no line. The lines point into the shaper.
  std::vector<Line> lines(const std::vector<Styled>& runs, double size, double width, double first_indent = 0);
  /// The widest stretch that cannot be broken, and the whole on one line (hard line ends obeyed).
  struct Widths {
    double least = 0, most = 0;
  };
  Widths widths(const std::vector<Styled>& runs, double size);
  /// One line of plain words, for headers and footers.
  Line line(std::string_view words, bool bold, double size);

  /// What no font has, and how often.
  const std::map<char32_t, int>& lacking() const { return lacking_; }

 private:
  struct Break;
  struct Unit;
  std::vector<Unit> units(const std::vector<Styled>& runs);
  const Fragment* fragment(std::string_view text, Face face, bool rightward);
  bool shape(Fragment& into, Face face, bool last);
  void split_by_face(std::string_view text, Face face, bool rightward, std::vector<const Fragment*>& out);
  void place(Line& line, bool paragraph_rightward, double width);

  std::deque<Fragment> kept_;
  std::unordered_map<std::string, const Fragment*> known_;
  std::map<char32_t, int> lacking_;
  std::unique_ptr<Break> break_;
  bool paragraph_rightward_ = false;
};

}  // namespace heed::document::pdf_write

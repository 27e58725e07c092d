// One face as a file uses it: a code for every glyph and what it means, so that a glyph which stands for two texts has two codes
// and copying gives back exactly what was written; at the end the subset of the font that was used, with its widths.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/pdf_write/file.h"
#include "document/pdf_write/fonts.h"

namespace heed::document::pdf_write {

class FontUse {
 public:
  explicit FontUse(Face face) : face_(face) {}
  /// The code of a glyph that means `text` and whose own advance is found in the font.
  unsigned code(unsigned glyph, std::string_view text);
  /// The advance that a reader will assume, in thousandths of an em.
  int advance(unsigned code) const { return codes_[code - 1].advance; }
  bool used() const { return !codes_.empty(); }
  /// Puts the font's objects; `object` is what pages refer to.
  void put(File& file, int object) const;

 private:
  struct Code {
    unsigned glyph = 0;
    int advance = 0;
    std::string text;
  };
  Face face_;
  std::vector<Code> codes_;
  std::map<std::pair<unsigned, std::string>, unsigned, std::less<>> known_;
};

}  // namespace heed::document::pdf_write

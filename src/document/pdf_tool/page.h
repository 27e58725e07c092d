// One page of a PDF as poppler gives it: its words in reading order with their boxes, the lines drawn on it, and whether
// pictures are shown. Only heed-pdf is made with this; the rest of the program never meets poppler.
#pragma once

#include <poppler/TextOutputDev.h>

#include <string>
#include <vector>

#include "document/document.h"
#include "document/pdf/ruled.h"

namespace heed::document::pdf {

struct Word {
  std::string text;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0, size = 0;
  bool bold = false, glued = false;  ///< glued: the next word of the line follows without a space, as small capitals do
  bool hyphen = false;               ///< at the end of a line that was broken inside a word
  int line = 0, block = 0;
};

/// Gathers the words of a page, and beside them lines and pictures.
class PageDevice : public TextOutputDev {
 public:
  PageDevice() : TextOutputDev(nullptr, false, 0, false, false) {}
  void start() {
    lines_.clear();
    pictures_ = large_pictures_ = 0;
    painted_ = false;
  }
  std::vector<Word> words();
  const std::vector<Segment>& lines() const { return lines_; }
  int pictures() const { return pictures_; }
  int large_pictures() const { return large_pictures_; }
  bool painted() const { return painted_; }

  bool needNonText() override { return true; }
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  void drawImage(GfxState* state, Object* ref, Stream* str, int width, int height, GfxImageColorMap* colours, bool interpolate, const int* mask,
                 bool in_line) override;
  void drawImageMask(GfxState* state, Object* ref, Stream* str, int width, int height, bool invert, bool interpolate, bool in_line) override;

 private:
  void filled(GfxState* state);
  void line(double x1, double y1, double x2, double y2);
  void picture(GfxState* state, int width, int height);

  std::vector<Segment> lines_;
  int pictures_ = 0, large_pictures_ = 0;
  bool painted_ = false;
};

/// Appends the blocks of a page: ruled tables as tables, the rest as paragraphs.
void page_blocks(const std::vector<Word>& words, const std::vector<Segment>& lines, int number, std::vector<Block>& out, std::vector<double>& sizes);

}  // namespace heed::document::pdf

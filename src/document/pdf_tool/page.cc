#include "document/pdf_tool/page.h"

#include <poppler/GfxState.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "document/encoding.h"

namespace heed::document::pdf {
namespace {

constexpr std::size_t kMostLines = 20'000;

bool right_to_left(Unicode c) { return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF); }

/// A word stands as it is seen, from left to right; Hebrew and Arabic are read from its other end.
std::string text_of(const TextWord& word, bool& reversed) {
  std::u32string letters;
  std::size_t backwards = 0;
  for (int i = 0; i < word.getLength(); ++i)
    if (const Unicode c = *word.getChar(i); c >= 0x20 && c != 0xAD) {
      letters += static_cast<char32_t>(c);
      backwards += right_to_left(c);
    }
  reversed = backwards * 2 > letters.size();
  if (reversed) std::reverse(letters.begin(), letters.end());
  std::string out;
  for (const char32_t c : letters) append_utf8(out, c);
  return out;
}

/// Words joined as a person reads them: by a space, but not where a word was broken at the end of a line.
class Sentence {
 public:
  void add(const Word& w) {
    if (!text_.empty() && !(hyphen_ && w.line != line_) && !(glued_ && w.line == line_)) text_ += ' ';
    if (hyphen_ && w.line != line_ && text_.ends_with('-')) text_.pop_back();
    text_ += w.text;
    hyphen_ = w.hyphen;
    glued_ = w.glued;
    line_ = w.line;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool hyphen_ = false, glued_ = false;
  int line_ = -1;
};

std::string cell_text(std::vector<const Word*> words) {
  // By line, from left to right: columns of one line may have come in any order.
  std::sort(words.begin(), words.end(), [](const Word* a, const Word* b) { return a->y1 + a->y2 < b->y1 + b->y2; });
  std::string out;
  bool glued = false;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i + 1;
    const double middle = (words[i]->y1 + words[i]->y2) / 2, height = words[i]->y2 - words[i]->y1;
    while (end < words.size() && std::abs((words[end]->y1 + words[end]->y2) / 2 - middle) < height * 0.6) ++end;
    std::sort(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Word* a, const Word* b) { return a->x1 < b->x1; });
    for (; i < end; ++i) {
      if (!out.empty() && !glued) out += ' ';
      out += words[i]->text;
      glued = words[i]->glued && i + 1 < end;
    }
  }
  return out;
}

/// The left and the right edge of the words of a block.
struct Column {
  double left = 1e9, right = -1e9;
};
Column column_of(const std::vector<Word>& words, std::size_t first) {
  Column c;
  for (std::size_t i = first; i < words.size() && words[i].block == words[first].block; ++i) {
    c.left = std::min(c.left, words[i].x1);
    c.right = std::max(c.right, words[i].x2);
  }
  return c;
}

/// Whether a new paragraph begins with `next`, the first word of a line: where it would have fitted at the end of the line before,
/// which began with `first` and ended with `last`, somebody ended that line. Centred lines, and Hebrew and Arabic, are left alone.
bool begins_paragraph(const Word& first, const Word& last, const Word& next, const Column& column) {
  const double size = std::max(last.size, next.size);
  if (last.hyphen || next.y1 < last.y2 - size * 0.5) return false;
  if (const auto letter = static_cast<unsigned char>(next.text.empty() ? 0 : next.text[0]); letter >= 0xD6 && letter <= 0xDB) return false;
  const bool indented = first.x1 > column.left + 2 * size, as_far = std::abs((first.x1 - column.left) - (column.right - last.x2)) < 2 * size;
  if (indented && as_far) return false;
  return last.x2 + 0.3 * size + (next.x2 - next.x1) < column.right - size;
}

Block table_of(const Grid& g, const std::vector<std::vector<const Word*>>& in_cells, int page, int number) {
  Block b;
  b.kind = BlockKind::Table;
  b.place = {fmt::format("page {}", page), fmt::format("table {}", number)};
  b.rows.resize(static_cast<std::size_t>(g.rows));
  for (std::size_t r = 0; r < b.rows.size(); ++r) {
    b.rows[r].number = static_cast<int>(r) + 1;
    b.rows[r].cells.resize(static_cast<std::size_t>(g.columns));
    for (Cell& c : b.rows[r].cells) {
      c.kind = CellKind::Empty;
      c.covered = true;
    }
  }
  for (std::size_t i = 0; i < g.cells.size(); ++i) {
    const GridCell& from = g.cells[i];
    Cell& c = b.rows[static_cast<std::size_t>(from.row)].cells[static_cast<std::size_t>(from.column)];
    c.covered = false;
    c.rows = from.rows;
    c.columns = from.columns;
    c.text = cell_text(in_cells[i]);
    c.kind = c.text.empty() ? CellKind::Empty : CellKind::Text;
  }
  return b;
}

}  // namespace

std::vector<Word> PageDevice::words() {
  std::vector<Word> out;
  int blocks = 0, lines = 0;
  for (const TextFlow* flow = getFlows(); flow; flow = flow->getNext())
    for (const TextBlock* block = flow->getBlocks(); block; block = block->getNext(), ++blocks)
      for (const TextLine* line = block->getLines(); line; line = line->getNext(), ++lines) {
        const std::size_t from = out.size();
        std::size_t backwards = 0;
        for (const TextWord* word = line->getWords(); word; word = word->getNext()) {
          Word w;
          bool reversed = false;
          w.text = text_of(*word, reversed);
          if (w.text.empty()) continue;
          backwards += reversed;
          word->getBBox(&w.x1, &w.y1, &w.x2, &w.y2);
          w.size = word->getFontSize();
          const TextFontInfo* font = word->getFontInfo(0);
          w.bold = font && font->isBold();
          w.glued = word->getNext() && !word->hasSpaceAfter();
          w.line = lines;
          w.block = blocks;
          w.hyphen = line->isHyphenated() && !word->getNext();
          out.push_back(std::move(w));
        }
        if (backwards * 2 > out.size() - from) {
          std::reverse(out.begin() + static_cast<std::ptrdiff_t>(from), out.end());
          for (std::size_t i = from; i < out.size(); ++i) out[i].glued = false;
        }
      }
  return out;
}

void PageDevice::line(double x1, double y1, double x2, double y2) {
  if (x1 > x2) std::swap(x1, x2);
  if (y1 > y2) std::swap(y1, y2);
  // Level or upright, and long enough to be the side of a cell.
  if ((x2 - x1 > 1 && y2 - y1 > 1) || (x2 - x1 < 5 && y2 - y1 < 5)) return;
  if (!std::isfinite(x1 + x2 + y1 + y2) || lines_.size() >= kMostLines) return;
  lines_.push_back({x1, y1, x2, y2});
}

void PageDevice::stroke(GfxState* state) {
  painted_ = true;
  const GfxPath* path = state->getPath();
  for (int i = 0; path && i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* s = path->getSubpath(i);
    for (int k = 0; k + 1 < s->getNumPoints(); ++k) {
      if (s->getCurve(k + 1)) continue;
      double x1, y1, x2, y2;
      state->transform(s->getX(k), s->getY(k), &x1, &y1);
      state->transform(s->getX(k + 1), s->getY(k + 1), &x2, &y2);
      line(x1, y1, x2, y2);
    }
  }
  TextOutputDev::stroke(state);
}

/// Many programs draw lines as thin filled boxes.
void PageDevice::filled(GfxState* state) {
  painted_ = true;
  const GfxPath* path = state->getPath();
  for (int i = 0; path && i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* s = path->getSubpath(i);
    const int n = s->getNumPoints();
    if (n < 4 || n > 5) continue;
    double x1 = 1e9, y1 = 1e9, x2 = -1e9, y2 = -1e9;
    for (int k = 0; k < n; ++k) {
      double x, y;
      state->transform(s->getX(k), s->getY(k), &x, &y);
      x1 = std::min(x1, x);
      x2 = std::max(x2, x);
      y1 = std::min(y1, y);
      y2 = std::max(y2, y);
    }
    if (x2 - x1 < 3) line((x1 + x2) / 2, y1, (x1 + x2) / 2, y2);
    else if (y2 - y1 < 3) line(x1, (y1 + y2) / 2, x2, (y1 + y2) / 2);
  }
}

void PageDevice::fill(GfxState* state) {
  filled(state);
  TextOutputDev::fill(state);
}

void PageDevice::eoFill(GfxState* state) {
  filled(state);
  TextOutputDev::eoFill(state);
}

void PageDevice::picture(GfxState* state, int width, int height) {
  ++pictures_;
  double x1, y1, x2, y2;
  state->transform(0, 0, &x1, &y1);
  state->transform(1, 1, &x2, &y2);
  // Smaller ones are bullets, lines and shadows.
  if (width > 60 && height > 60 && std::abs(x2 - x1) > 30 && std::abs(y2 - y1) > 30) ++large_pictures_;
}

void PageDevice::drawImage(GfxState* state, Object* ref, Stream* str, int width, int height, GfxImageColorMap* colours, bool interpolate,
                           const int* mask, bool in_line) {
  picture(state, width, height);
  TextOutputDev::drawImage(state, ref, str, width, height, colours, interpolate, mask, in_line);
}

void PageDevice::drawImageMask(GfxState* state, Object* ref, Stream* str, int width, int height, bool invert, bool interpolate, bool in_line) {
  picture(state, width, height);
  TextOutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, in_line);
}

void page_blocks(const std::vector<Word>& words, const std::vector<Segment>& lines, int number, std::vector<Block>& out, std::vector<double>& sizes) {
  const std::vector<Grid> grids = ruled_grids(lines);
  struct Filled {
    std::vector<std::vector<const Word*>> cells;
    std::size_t words = 0, with_words = 0;
    bool done = false, table = false;
  };
  std::vector<Filled> filled(grids.size());
  for (std::size_t g = 0; g < grids.size(); ++g) filled[g].cells.resize(grids[g].cells.size());
  std::vector<int> of_word(words.size(), -1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const double x = (words[i].x1 + words[i].x2) / 2, y = (words[i].y1 + words[i].y2) / 2;
    for (std::size_t g = 0; g < grids.size() && of_word[i] < 0; ++g) {
      if (x < grids[g].x1 || x > grids[g].x2 || y < grids[g].y1 || y > grids[g].y2) continue;
      for (std::size_t c = 0; c < grids[g].cells.size(); ++c) {
        const GridCell& cell = grids[g].cells[c];
        if (x < cell.x1 || x > cell.x2 || y < cell.y1 || y > cell.y2) continue;
        filled[g].cells[c].push_back(&words[i]);
        ++filled[g].words;
        of_word[i] = static_cast<int>(g);
        break;
      }
    }
  }
  // A frame around a page or a chart is no table: words stand in two cells at least.
  for (Filled& f : filled) {
    for (const auto& c : f.cells) f.with_words += !c.empty();
    f.table = f.with_words >= 2;
  }
  int paragraphs = 0, tables = 0, column_of_block = -1;
  Column column;
  for (std::size_t i = 0; i < words.size();) {
    if (const int g = of_word[i]; g >= 0 && filled[static_cast<std::size_t>(g)].table) {
      Filled& f = filled[static_cast<std::size_t>(g)];
      if (!f.done) {
        out.push_back(table_of(grids[static_cast<std::size_t>(g)], f.cells, number, ++tables));
        sizes.push_back(0);
      }
      f.done = true;
      ++i;
      continue;
    }
    Sentence sentence;
    Block b;
    b.place = {fmt::format("page {}", number), fmt::format("paragraph {}", ++paragraphs)};
    const int block = words[i].block;
    if (block != column_of_block) column = column_of(words, i);
    column_of_block = block;
    std::size_t line_start = i;
    std::map<double, std::size_t> by_size;
    std::size_t bold = 0, all = 0;
    for (; i < words.size() && words[i].block == block && (of_word[i] < 0 || !filled[static_cast<std::size_t>(of_word[i])].table); ++i) {
      if (words[i].line != words[line_start].line) {
        if (begins_paragraph(words[line_start], words[i - 1], words[i], column)) break;
        line_start = i;
      }
      sentence.add(words[i]);
      by_size[std::round(words[i].size * 2) / 2] += words[i].text.size();
      bold += words[i].bold ? words[i].text.size() : 0;
      all += words[i].text.size();
    }
    Run r;
    r.text = sentence.text();
    r.bold = bold * 10 > all * 9;
    b.runs.push_back(std::move(r));
    out.push_back(std::move(b));
    sizes.push_back(std::max_element(by_size.begin(), by_size.end(), [](const auto& x, const auto& y) { return x.second < y.second; })->first);
  }
}

}  // namespace heed::document::pdf

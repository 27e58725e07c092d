#include "document/document.h"
#include "document/picture.h"

namespace heed::document {
namespace {

void line(std::string& out, const Block& b) {
  if (!b.label.empty()) (out += b.label) += ' ';
  if (b.kind == BlockKind::Picture) out += picture_words(b);
  else b.append_text(out);
  out += '\n';
}

/// About how long the words are, so that those of a large sheet are written where they stay.
std::size_t length_of(const std::vector<Block>& blocks) {
  std::size_t all = 0;
  for (const Block& b : blocks) {
    all += 2 + b.label.size() + b.caption.size();
    for (const Run& r : b.runs) all += r.text.size();
    for (const Row& row : b.rows)
      for (const Cell& c : row.cells) all += 1 + c.text.size();
  }
  return all;
}

}  // namespace

std::string write_text(const Document& document) {
  std::string out;
  out.reserve(length_of(document.blocks) + length_of(document.apart) + 256);
  for (const Block& b : document.blocks) {
    if (b.kind == BlockKind::PageBreak || is_decoration(b)) continue;
    if (b.kind == BlockKind::Table && b.place.part.starts_with("sheet ")) {
      if (!out.empty()) out += '\n';
      (out += b.caption) += b.hidden ? " (hidden sheet)\n" : "\n";
      if (b.rows.empty()) continue;
    }
    line(out, b);
  }
  std::string last;
  for (const Block& b : document.apart) {
    if (b.kind == BlockKind::Picture ? is_decoration(b) : b.label.empty() && b.text().empty()) continue;  // a tracked deletion
    const std::string heading = b.kind == BlockKind::Note && b.place.part.find("note ") != std::string::npos ? "notes" : b.place.part;
    if (heading != last) out += '\n';
    if (heading != last && heading != "notes") (out += heading) += ":\n";
    last = heading;
    line(out, b);
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace heed::document

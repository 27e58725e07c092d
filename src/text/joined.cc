#include "text/joined.h"

#include <algorithm>

namespace heed::text {

void Joined::add(std::string_view piece) {
  spans_.push_back({text_.size(), text_.size() + piece.size()});
  text_ += piece;
}

void Joined::separate(std::string_view by) {
  if (!text_.empty() && !text_.ends_with(by)) text_ += by;
}

std::vector<std::string> Joined::apply(const std::vector<Edit>& edits) const {
  std::vector<std::string> out;
  out.reserve(spans_.size());
  std::size_t e = 0;
  std::vector<char> written(edits.size(), 0);
  for (const auto& span : spans_) {
    std::string piece;
    std::size_t at = span.begin;
    while (e < edits.size() && edits[e].end <= span.begin) ++e;
    std::size_t k = e;
    for (; k < edits.size() && edits[k].begin < span.end; ++k) {
      const auto from = std::max(edits[k].begin, span.begin), to = std::min(edits[k].end, span.end);
      if (from > at) piece.append(text_, at, from - at);
      if (!written[k]) piece += edits[k].with, written[k] = 1;
      at = std::max(at, to);
    }
    if (at < span.end) piece.append(text_, at, span.end - at);
    out.push_back(std::move(piece));
  }
  return out;
}

std::string apply(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const auto& e : edits) {
    out.append(text.substr(at, e.begin - at));
    out += e.with;
    at = e.end;
  }
  out.append(text.substr(at));
  return out;
}

}  // namespace heed::text

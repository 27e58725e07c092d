// Text that is kept in pieces (runs of a document, text between tags) read as one, changed as one, and given back in its
// pieces. A change that reaches over several pieces is written into the first of them and taken out of the others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/normalise.h"

namespace heed::text {

struct Edit {
  std::size_t begin = 0, end = 0;  ///< bytes of the joined text
  std::string with;
};

class Joined {
 public:
  void add(std::string_view piece);
  /// Something between pieces that a reader sees as a break; no piece owns it.
  void separate(std::string_view by = "\n");
  const std::string& text() const { return text_; }
  std::size_t pieces() const { return spans_.size(); }
  std::string_view piece(std::size_t i) const { return std::string_view(text_).substr(spans_[i].begin, spans_[i].size()); }
  /// The pieces after the edits. REQUIRES: edits in order, without overlaps, on this text.
  std::vector<std::string> apply(const std::vector<Edit>& edits) const;

 private:
  std::string text_;
  std::vector<Span> spans_;
};

/// `text` after the edits.
std::string apply(std::string_view text, const std::vector<Edit>& edits);

}  // namespace heed::text

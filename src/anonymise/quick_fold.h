// text::fold(…, FoldForm::Tokens) for searching long texts: the same folded bytes, without an offset for each of them. Where a
// stretch came from is worked out when it is asked for, from the nearest of the marks that are set every few hundred bytes.
// For the proof alone; everything else wants offsets for most of what it folds.
#pragma once

#include <string_view>
#include <vector>

#include "anonymise/large_room.h"
#include "text/normalise.h"

namespace heed::anonymise {

class QuickFold {
 public:
  static constexpr std::size_t kPadding = 64;  ///< bytes that may be read behind the end of text()

  /// REQUIRES: `source` outlives it.
  explicit QuickFold(std::string_view source);

  std::string_view text() const { return {text_.get() + 1, size_}; }
  /// Whether what stands at this place of text() was written as a small letter of ASCII: quicker to know than where it came from.
  bool is_small_at(std::size_t folded) const { return raw_.get()[folded + 1] >= 'a' && raw_.get()[folded + 1] <= 'z'; }
  /// As Folded::original().
  text::Span original(std::size_t begin, std::size_t end) const;

 private:
  struct Mark {
    std::size_t folded, source;  // a word begins at both
  };
  std::string_view source_;
  LargeRoom<char> text_;  // one space, then the folded text, then padding
  LargeRoom<char> raw_;   // beside each byte of it, the byte that it was; 0 for what was no ASCII
  std::size_t size_ = 0;
  std::vector<Mark> marks_;
};

}  // namespace heed::anonymise

// How the writers of `heed read` hand on what they have written before they are done, so that a large sheet is not in memory as a
// model and as words as well. Deliberately no stream: what is being written stays a string.
#pragma once

#include "document/document.h"

namespace heed::document {

/// Gives what is written to `take`, once that is worth a call. Without one, all stays in `written`.
inline void hand_over(std::string& written, const TakePiece& take) {
  constexpr std::size_t kPiece = 256 << 10;
  if (!take || written.size() < kPiece) return;
  take(written);
  written.clear();
}

}  // namespace heed::document

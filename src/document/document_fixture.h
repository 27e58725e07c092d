// For tests of writers: blocks made by hand.
#pragma once

#include <string>
#include <utility>

#include "document/document.h"

namespace heed::document {

/// A block of one run.
inline Block words(BlockKind kind, std::string text, int level = 0, std::string label = {}) {
  Block b;
  b.kind = kind;
  b.level = level;
  b.label = std::move(label);
  Run r;
  r.text = std::move(text);
  b.runs.push_back(std::move(r));
  return b;
}

}  // namespace heed::document

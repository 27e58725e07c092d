// What rare facts look like: a table of expressions, each with the words of which one stands in everything that it finds. The
// words are found in one quick pass over a text; an expression is tried only around one of its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "anonymise/recognisable.h"

namespace heed::anonymise {

struct FactPattern {
  FactKind kind;
  /// Words of ASCII letters, in small letters; "#": only where a number follows. None: tried where something else was found.
  std::string_view anchors;
  const char* regex;           ///< with one group: the words that count
  int before = 64, after = 64; ///< a match stands within so many bytes of where its anchor begins
};
std::span<const FactPattern> fact_patterns();

/// One bit for each of fact_patterns().
using FactPatterns = std::uint32_t;

struct Anchor {
  std::size_t at = 0;         ///< bytes into the text
  FactPatterns patterns = 0;  ///< those that it is a word of
};
/// In order of the text.
std::vector<Anchor> find_anchors(std::string_view text);

}  // namespace heed::anonymise

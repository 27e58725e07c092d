// From TOML text to an Edition, checked. Private to the folder: editions.cc decides which texts there are.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "review/guidance/edition.h"

namespace heed::guidance {

struct EditionHead {
  std::string id, extends;
};

/// What a file says it is. Errors: BadInput with file and line when it is not TOML or has no id.
Result<EditionHead> read_edition_head(const std::string& file, std::string_view text);

/// The texts from the first edition to the one wanted: {file, text}, each extending the one before it.
using EditionChain = std::vector<std::pair<std::string, std::string_view>>;

/// Merges the chain and reads it. Errors: BadInput with file, line, what is wrong and what to do.
Result<Edition> read_edition(const EditionChain& chain);

}  // namespace heed::guidance

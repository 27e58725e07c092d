// What a report's own words seem to be: its recommendations and who they are for, lessons, terms of reference, key dates. Found by
// rule, so each is a suggestion that says so until a person accepts it; nothing is counted from them. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "library/library.h"

namespace heed::library {

/// Suggestions of a document, in its order. `blocks` have the anchors p1, p2, … in order.
std::vector<Suggestion> suggest(const std::vector<Block>& blocks);

/// Who a recommendation is for, as its words name them; empty when they do not.
std::string addressee_of(std::string_view recommendation);

}  // namespace heed::library

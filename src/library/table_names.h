// The standing tables by name. For this folder's tables*.cc only.
#pragma once

#include "library/tables.h"

namespace heed::library {

/// `what` is a field, a group, "*" for every flag, or empty for the two that are made in their own way.
struct Standing {
  std::string_view id, title, section;
  Subject unit;
  std::string_view what, by;
};
const Standing* standing(std::string_view name);
std::string_view other_name(std::string_view name);
const Standing* standing_of(const Standing& of, Subject unit);

}  // namespace heed::library

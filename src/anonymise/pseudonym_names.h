// The names that pseudonyms are suggested from: forenames by sex and surnames, by broad tradition. Written by us from general
// knowledge: names that are usual where they come from, none of them an everyday English word, and none that calls one famous
// person to mind by itself. Whole names of well-known people that the lists could put together stand in a list of their own.
#pragma once

#include <span>
#include <string_view>

#include "anonymise/pseudonyms.h"

namespace heed::anonymise {

struct NameList {
  Tradition tradition;
  std::string_view word, words;
  std::string_view female, male, surnames;  ///< separated by single spaces
};
std::span<const NameList> name_lists();

/// Folded whole names, one a line.
std::string_view well_known_names();
/// Folded forenames that bring one person to mind by themselves, one a line.
std::string_view well_known_forenames();

}  // namespace heed::anonymise

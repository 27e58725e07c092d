// A data folder to look at: invented partnerships, agencies, people and reviews at every stage, made by the same verbs that
// pages call. Nobody in it exists. Beside it stand the agencies' chronologies as files, the sign-ins, and what tests need to know.
#pragma once

#include <filesystem>

#include "store/store.h"

namespace heed::demo {

struct Options {
  int extra_entries = 0;  ///< further chronology entries in the review that is gathering evidence, for measuring
};

/// Makes the folder. Gives lines that say what was made. Errors: BadInput when something is there already.
Result<std::vector<std::string>> make(const std::filesystem::path& data, const Options& options, Clock& clock);

}  // namespace heed::demo

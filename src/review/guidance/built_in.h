// The files of data/guidance/ and data/reference/ as they stand inside the program. Made by the build.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace heed::guidance {

/// (file name, text), in order of name.
std::span<const std::pair<std::string_view, std::string_view>> built_in_texts();

}  // namespace heed::guidance

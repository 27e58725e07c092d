// The vocabulary's files as they stand in data/vocabulary, compiled in. Made by the build.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace heed::library {
std::span<const std::pair<std::string_view, std::string_view>> built_in_vocabulary();
}

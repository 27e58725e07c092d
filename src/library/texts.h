// The library's own data files (data/library), compiled in. For this folder alone.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace heed::library {

std::span<const std::pair<std::string_view, std::string_view>> built_in_texts();

inline std::string_view built_in_text(std::string_view file) {
  for (const auto& [name, text] : built_in_texts())
    if (name == file) return text;
  throw std::logic_error("there is no built-in file " + std::string(file));
}

}  // namespace heed::library

#include "web/assets/assets.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace heed::web {

const Asset* asset(std::string_view path) {
  const auto all = all_assets();
  const auto it = std::ranges::find(all, path, &Asset::path);
  return it == all.end() ? nullptr : &*it;
}

std::string_view asset_path(std::string_view name) {
  const auto all = all_assets();
  const auto it = std::ranges::find(all, name, &Asset::name);
  if (it == all.end()) throw std::logic_error("no such asset: " + std::string(name));
  return it->path;
}

}  // namespace heed::web

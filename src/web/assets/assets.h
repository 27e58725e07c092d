// The stylesheet, scripts and icons, inside the program. Each has an address with a hash of its content, so
// that it can be kept for ever by a browser; assets.cc is made by the build from web-build/ (script/assets).
#pragma once

#include <span>
#include <string_view>

namespace heed::web {

struct Asset {
  std::string_view path;        ///< "/assets/heed-0123456789ab.css"
  std::string_view name;        ///< "heed.css"
  std::string_view media_type;  ///< "text/css; charset=utf-8"
  std::string_view bytes;
  std::string_view gzip;  ///< the same, compressed; empty where that would not help
  std::string_view etag;  ///< with its quotes
};

/// The asset at an address, or null.
const Asset* asset(std::string_view path);

/// The address of an asset by its name. REQUIRES: it exists; a missing one is a fault of the build and
/// throws.
std::string_view asset_path(std::string_view name);

std::span<const Asset> all_assets();

}  // namespace heed::web

// Public pages that were made a moment ago, kept ready for the next reader, whole and compressed. A page is kept under its
// address and the state of what it was made from, so what was published or withdrawn shows at once. It does not know who asks:
// what is made for somebody who is signed in never comes here (see pages/cached_page.h). Bounded in bytes; when full, it begins
// anew. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/http/message.h"

namespace heed::web {

class PageCache {
 public:
  explicit PageCache(std::size_t bytes = 64u << 20) : most_(bytes) {}
  struct Kept {
    std::string media_type, body, gzip, etag;
    std::string disposition;  ///< of a download
    std::string state;
  };
  /// The page kept for `key`, made from `state`; nullptr when there is none.
  std::shared_ptr<const Kept> find(const std::string& key, std::string_view state) const;
  /// Keeps what a handler made (status 200, a plain body) and gives it in the form in which the next reader gets it.
  std::shared_ptr<const Kept> keep(const std::string& key, std::string_view state, Response made);
  /// Answers from what is kept: with an etag. Others may keep it too, but must ask each time whether it still stands: what was
  /// withdrawn must not go on being read.
  static Response answer(std::shared_ptr<const Kept> kept);

 private:
  std::size_t most_;
  mutable std::mutex lock_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Kept>> pages_;
};

}  // namespace heed::web

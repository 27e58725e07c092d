// Public pages that were made a moment ago, kept ready for the next reader, whole and compressed. A page is kept under its
// address and the state of the library that it was made from, so what was published or withdrawn shows at once; it is never
// kept for somebody who is signed in. Bounded in bytes; when full, it begins anew. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "web/http/message.h"

namespace heed::web {

class PageCache {
 public:
  explicit PageCache(std::size_t bytes = 64u << 20) : most_(bytes) {}
  /// The page kept for `key`, made from `state`; nullptr when there is none.
  struct Kept {
    std::string media_type, body, gzip, etag;
    std::string disposition;  ///< of a download
    std::int64_t state = 0;
  };
  std::shared_ptr<const Kept> find(const std::string& key, std::int64_t state) const;
  /// Keeps what a handler made (status 200, a plain body) and gives it in the form in which the next reader gets it.
  std::shared_ptr<const Kept> keep(const std::string& key, std::int64_t state, Response made);
  /// Answers from what is kept: with an etag, and leave for shared caches to keep it for a minute.
  static Response answer(std::shared_ptr<const Kept> kept);

 private:
  std::size_t most_;
  mutable std::mutex lock_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Kept>> pages_;
};

}  // namespace heed::web

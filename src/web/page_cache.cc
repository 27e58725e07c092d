#include "web/page_cache.h"

#include <zlib.h>

#include "base/hash.h"

namespace heed::web {

namespace {

/// As gzip (RFC 1952), without a name or a time; empty when zlib cannot.
std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = uInt(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::shared_ptr<const PageCache::Kept> PageCache::find(const std::string& key, std::string_view state) const {
  std::lock_guard lock(lock_);
  const auto at = pages_.find(key);
  return at == pages_.end() || at->second->state != state ? nullptr : at->second;
}

std::shared_ptr<const PageCache::Kept> PageCache::keep(const std::string& key, std::string_view state, Response made) {
  auto kept = std::make_shared<Kept>();
  kept->media_type = std::string(made.headers["Content-Type"]);
  kept->disposition = std::string(made.headers["Content-Disposition"]);
  kept->body = std::move(made.body);
  kept->gzip = gzip(kept->body);
  kept->etag = hex(sha256(kept->body)).substr(0, 32);
  kept->state = std::string(state);
  const auto size = kept->body.size() + kept->gzip.size() + key.size() + 200;
  std::lock_guard lock(lock_);
  if (size > most_ / 4) return kept;
  if (bytes_ + size > most_) {
    pages_.clear();
    bytes_ = 0;
  }
  auto& place = pages_[key];
  if (place) bytes_ -= std::min(bytes_, place->body.size() + place->gzip.size() + key.size() + 200);
  place = kept;
  bytes_ += size;
  return kept;
}

Response PageCache::answer(std::shared_ptr<const Kept> kept) {
  auto response = Response::asset(kept->media_type, kept->body, kept->gzip, kept->etag);
  response.with("Cache-Control", "public, no-cache");
  if (!kept->disposition.empty()) response.with("Content-Disposition", kept->disposition);
  response.owner = std::move(kept);
  return response;
}

}  // namespace heed::web

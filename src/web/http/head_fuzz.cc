// Heads, paths, patterns and ranges: no input crashes them, and what is taken holds what the headers promise.
#include <cstdlib>

#include "web/http/content.h"
#include "web/http/head.h"
#include "web/http/path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::web;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Head head;
  if (!parse_head(text, head)) {
    // A prefix of a good head is never hopeless: a slow client is not refused for being slow.
    for (std::size_t n = 0; n < text.size(); n += 1 + text.size() / 16)
      if (hopeless(text.substr(0, n))) std::abort();
    if (head.chunked && head.content_length > 0) std::abort();
    Request request;
    if (!make_request(std::move(head), request) && (request.path.empty() || request.path[0] != '/'))
      std::abort();
  }
  if (const auto path = path_of_target(text)) {
    if (!is_utf8(*path) || path->find("//") != std::string::npos ||
        (*path + "/").find("/../") != std::string::npos)
      std::abort();
    const auto captures = match("/:a/*rest", *path);
    if (captures && ((*captures)["a"].empty() || (*captures)["rest"].empty())) std::abort();
  }
  const auto cut = text.find('\n');
  if (cut != std::string_view::npos) match(text.substr(0, cut), text.substr(cut + 1));
  ByteRange range;
  if (parse_range(text, 1000, range) == RangeIs::Satisfiable &&
      (range.first > range.last || range.last >= 1000))
    std::abort();
  accepts_gzip(text);
  if (percent_decode(percent_encode(text)) != text) std::abort();
  return 0;
}

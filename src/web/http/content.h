// What a finished Response becomes for the request that asked: "not modified", one range of a file,
// compressed, or as it is; and the head that is sent before the body. Pure, but for the time in the Date
// header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace heed::web {

/// Applies If-None-Match, Range and Accept-Encoding to `response`, changing it in place. May compress: for a
/// worker.
void adapt(Response& response, const Request& request);

/// True when an Accept-Encoding header allows gzip.
bool accepts_gzip(std::string_view accept_encoding);

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  ///< inclusive
};
enum class RangeIs { Absent, Satisfiable, Unsatisfiable };
/// One range of "bytes=…" (RFC 9110, section 14.1.2). More than one, or what is malformed, counts as absent.
RangeIs parse_range(std::string_view header, std::uint64_t size, ByteRange& range);

/// The size of the body, or nothing when only its producer knows.
std::optional<std::uint64_t> body_size(const Response& response);

enum class Framing { Length, Chunked, UntilClose };
/// The status line and headers up to the empty line. `date` is an IMF-fixdate.
std::string response_head(const Response& response, Framing framing, bool keep_alive, std::string_view date);
std::string http_date(std::int64_t unix_seconds);

std::string gzip(std::string_view bytes);

}  // namespace heed::web

// The head of an HTTP/1.1 request, read strictly (RFC 9112): whatever two programs could understand in two
// ways is refused. Pure functions over the bytes received; the body's framing is decided here and nowhere
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace heed::web {

/// A request that is not accepted: the status to answer with, and one plain sentence.
struct Refusal {
  int status = 400;
  std::string_view words;
};

struct Head {
  std::string method;
  std::string target;  ///< origin form: begins with '/'
  Headers headers;
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;
  bool chunked = false;
  std::uint64_t content_length = 0;
  bool has_body() const { return chunked || content_length > 0; }
};

/// Reads a head, from the request line to the empty line that ends it.
std::optional<Refusal> parse_head(std::string_view raw, Head& head);

/// Looks at the beginning of a head that may not be whole yet: bytes that can never become one are refused at
/// once, rather than after a deadline. What stands before `from` has been looked at already.
std::optional<Refusal> hopeless(std::string_view begun, std::size_t from = 0);

/// Fills in method, target, path, query, headers and cookies.
std::optional<Refusal> make_request(Head&& head, Request& request);

}  // namespace heed::web

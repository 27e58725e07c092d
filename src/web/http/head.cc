#include "web/http/head.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/trim.h"

namespace heed::web {

namespace {
constexpr std::size_t kMaxTarget = 8 * 1024;
constexpr std::size_t kMaxFields = 100;

constexpr Refusal kMalformed{400, "The request could not be understood."};

// RFC 9110, section 5.6.2.
constexpr std::array<bool, 256> kToken = [] {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[c] = true;
  for (int c = 'a'; c <= 'z'; ++c) table[c] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[c] = true;
  for (char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return kToken[c]; });
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 262 && std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

bool is_known_method(std::string_view method) {
  for (std::string_view known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    if (method == known) return true;
  return false;
}

std::optional<Refusal> read_request_line(std::string_view line, Head& head) {
  const auto first = line.find(' ');
  const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos)
    return kMalformed;
  const auto method = line.substr(0, first);
  auto target = line.substr(first + 1, second - first - 1);
  const auto version = line.substr(second + 1);
  if (!is_token(method) || target.empty()) return kMalformed;
  for (unsigned char c : target)
    if (c <= 0x20 || c >= 0x7F) return kMalformed;
  if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || version[6] != '.' || version[5] < '0' ||
      version[5] > '9' || version[7] < '0' || version[7] > '9')
    return kMalformed;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return Refusal{505, "Only HTTP/1.1 is spoken here."};
  head.http_1_0 = version == "HTTP/1.0";
  if (!is_known_method(method)) return Refusal{501, "This kind of request is not supported."};
  if (target.size() > kMaxTarget) return Refusal{414, "The address is too long."};
  if (target.front() != '/') {
    // The absolute form (RFC 9112, section 3.2.2) must be accepted; the Host beside it is what counts here.
    if (!same_but_for_case(target.substr(0, 7), "http://") && !same_but_for_case(target.substr(0, 8), "https://")) return kMalformed;
    const auto slash = target.find('/', 8);
    if (slash == std::string_view::npos) return kMalformed;
    target.remove_prefix(slash);
  }
  if (target.find('#') != std::string_view::npos) return kMalformed;
  head.method = method;
  head.target = target;
  return {};
}

// What the fields seen so far say of the framing.
struct Framing {
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  bool close = false;
  bool keep_alive = false;
};

std::optional<Refusal> read_field(std::string_view name, std::string_view value, Head& head,
                                  Framing& framing) {
  if (same_but_for_case(name, "host")) {
    ++framing.hosts;
    if (!is_host(value)) return Refusal{400, "The request names no valid host."};
  } else if (same_but_for_case(name, "content-length")) {
    ++framing.lengths;
    if (value.empty() || value.size() > 18) return Refusal{400, "The length of the request is not valid."};
    std::uint64_t length = 0;
    for (char c : value) {
      if (c < '0' || c > '9') return Refusal{400, "The length of the request is not valid."};
      length = length * 10 + static_cast<std::uint64_t>(c - '0');
    }
    head.content_length = length;
  } else if (same_but_for_case(name, "transfer-encoding")) {
    ++framing.encodings;
    if (!same_but_for_case(value, "chunked")) return Refusal{501, "This transfer encoding is not supported."};
    head.chunked = true;
  } else if (same_but_for_case(name, "connection")) {
    while (!value.empty()) {
      const auto comma = value.find(',');
      const auto option = trimmed(value.substr(0, comma), kBlanksInLine);
      value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
      if (same_but_for_case(option, "close")) framing.close = true;
      if (same_but_for_case(option, "keep-alive")) framing.keep_alive = true;
    }
  } else if (same_but_for_case(name, "expect")) {
    if (!same_but_for_case(value, "100-continue")) return Refusal{417, "This expectation cannot be met."};
    head.expects_continue = true;
  }
  return {};
}
}  // namespace

std::optional<Refusal> hopeless(std::string_view begun, std::size_t from) {
  for (std::size_t i = from > 0 ? from - 1 : 0; i < begun.size(); ++i) {
    const auto c = static_cast<unsigned char>(begun[i]);
    if (c == '\n' ? i == 0 || begun[i - 1] != '\r' : (c < 0x20 && c != '\t' && c != '\r') || c == 0x7F)
      return kMalformed;
    if (c == '\r' && i + 1 < begun.size() && begun[i + 1] != '\n') return kMalformed;
  }
  // A method is a short word of capital letters.
  auto method = begun.substr(0, 40);
  method = method.substr(0, method.find_first_of(" \r"));
  if (method.size() > 32 || (!method.empty() && !is_token(method))) return kMalformed;
  return {};
}

std::optional<Refusal> parse_head(std::string_view raw, Head& head) {
  if (raw.size() < 4 || raw.substr(raw.size() - 4) != "\r\n\r\n") return kMalformed;
  if (auto refusal = hopeless(raw)) return refusal;
  raw.remove_suffix(2);
  auto end = raw.find("\r\n");
  if (auto refusal = read_request_line(raw.substr(0, end), head)) return refusal;
  raw.remove_prefix(end + 2);

  Framing framing;
  while (!raw.empty()) {
    end = raw.find("\r\n");
    const auto line = raw.substr(0, end);
    raw.remove_prefix(end + 2);
    if (head.headers.size() == kMaxFields) return Refusal{431, "The request has too many headers."};
    if (line.empty()) return kMalformed;
    if (line.front() == ' ' || line.front() == '\t') return Refusal{400, "Folded headers are not accepted."};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return kMalformed;
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1), kBlanksInLine);
    if (auto refusal = read_field(name, value, head, framing)) return refusal;
    head.headers.add(name, value);
  }

  if (framing.hosts > 1 || (framing.hosts == 0 && !head.http_1_0))
    return Refusal{400, "The request must name one host."};
  if (framing.lengths > 1 || framing.encodings > 1 || (framing.lengths > 0 && framing.encodings > 0))
    return Refusal{400, "The request says its length in two ways."};
  if (head.http_1_0 && framing.encodings > 0) return kMalformed;
  head.keep_alive = head.http_1_0 ? framing.keep_alive && !framing.close : !framing.close;
  if (head.http_1_0) head.expects_continue = false;
  return {};
}

std::optional<Refusal> make_request(Head&& head, Request& request) {
  auto path = path_of_target(head.target);
  if (!path) return Refusal{400, "This address is not valid."};
  auto query = parse_urlencoded(query_of_target(head.target));
  if (!query) return Refusal{400, "What follows the question mark in this address is not valid."};
  request.method = std::move(head.method);
  request.path = std::move(*path);
  request.raw_target = std::move(head.target);
  request.query_fields = std::move(*query);
  request.headers = std::move(head.headers);
  // HTTP/2 proxies may split the cookies over several fields.
  std::string cookies;
  for (const auto& [name, value] : request.headers)
    if (same_but_for_case(name, "cookie")) {
      if (!cookies.empty()) cookies += "; ";
      cookies += value;
    }
  request.cookies = parse_cookies(cookies);
  return {};
}

}  // namespace heed::web

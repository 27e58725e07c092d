#include "web/http/content.h"

#include <fmt/format.h>
#include <zlib.h>

#include <charconv>
#include <ctime>
#include <stdexcept>

#include "base/trim.h"

namespace heed::web {

namespace {
constexpr std::size_t kWorthCompressing = 1024;

// The next of a comma-separated list, trimmed.
std::string_view take_item(std::string_view& list) {
  const auto comma = list.find(',');
  const auto item = trimmed(list.substr(0, comma), kBlanksInLine);
  list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  return item;
}

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

// Our tags have no comma or quote, so splitting at commas is safe.
bool etag_matches(std::string_view header, std::string_view etag) {
  while (!header.empty()) {
    auto item = take_item(header);
    if (item == "*") return true;
    if (starts(item, "W/")) item.remove_prefix(2);
    if (item.size() < 2 || item.front() != '"' || item.back() != '"') continue;
    item = item.substr(1, item.size() - 2);
    if (item == etag) return true;
    if (item.size() == etag.size() + 3 && starts(item, etag) && item.substr(etag.size()) == "-gz")
      return true;
  }
  return false;
}

std::string_view in_memory(const Response& r) {
  return r.shared.data() ? r.shared : std::string_view(r.body);
}

void drop_body(Response& r) {
  r.body.clear();
  r.shared = r.shared_gzip = {};
  r.owner.reset();
  r.producer = {};
  r.producer_size.reset();
}

// The bytes from..last of what `inner` gives.
Producer part_of(Producer inner, ByteRange range) {
  return [inner = std::move(inner), skip = range.first,
          left = range.last - range.first + 1](std::string& chunk) mutable {
    while (left > 0) {
      if (!inner(chunk)) return false;
      if (skip >= chunk.size()) {
        skip -= chunk.size();
        continue;
      }
      chunk.erase(0, skip);
      skip = 0;
      if (chunk.size() > left) chunk.resize(left);
      left -= chunk.size();
      return true;
    }
    return false;
  };
}

void apply_range(Response& r, ByteRange range, std::uint64_t size) {
  r.status = 206;
  r.headers.set("Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.last, size));
  const auto length = range.last - range.first + 1;
  if (r.producer) {
    r.producer = part_of(std::move(r.producer), range);
    r.producer_size = length;
  } else if (r.shared.data()) {
    r.shared = r.shared.substr(range.first, length);
  } else {
    r.body = r.body.substr(range.first, length);
  }
}

void compress(Response& r, const Request& request) {
  r.headers.add("Vary", "Accept-Encoding");
  const auto plain = in_memory(r);
  if (r.producer || plain.size() < kWorthCompressing || r.headers.has("Content-Encoding") ||
      !accepts_gzip(request.header("accept-encoding")))
    return;
  if (!r.shared_gzip.empty()) {
    r.shared = r.shared_gzip;
  } else {
    auto packed = gzip(plain);
    if (packed.size() >= plain.size()) return;
    r.body = std::move(packed);
    r.shared = {};
    r.owner.reset();
  }
  r.headers.set("Content-Encoding", "gzip");
  if (!r.etag.empty()) r.etag += "-gz";
}
}  // namespace

bool accepts_gzip(std::string_view list) {
  while (!list.empty()) {
    auto item = take_item(list);
    const auto semicolon = item.find(';');
    const auto coding = trimmed(item.substr(0, semicolon), kBlanksInLine);
    if (coding != "gzip" && coding != "*") continue;
    if (semicolon == std::string_view::npos) return true;
    const auto weight = trimmed(item.substr(semicolon + 1), kBlanksInLine);
    return !(starts(weight, "q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos);
  }
  return false;
}

RangeIs parse_range(std::string_view header, std::uint64_t size, ByteRange& range) {
  header = trimmed(header, kBlanksInLine);
  if (!starts(header, "bytes=")) return RangeIs::Absent;
  header = trimmed(header.substr(6), kBlanksInLine);
  const auto dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return RangeIs::Absent;
  const auto number = [](std::string_view text, std::uint64_t& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
  };
  const auto from = header.substr(0, dash);
  const auto to = header.substr(dash + 1);
  if (from.empty()) {
    std::uint64_t suffix = 0;
    if (!number(to, suffix)) return RangeIs::Absent;
    if (suffix == 0 || size == 0) return RangeIs::Unsatisfiable;
    range = {suffix >= size ? 0 : size - suffix, size - 1};
    return RangeIs::Satisfiable;
  }
  std::uint64_t first = 0;
  std::uint64_t last = size;
  if (!number(from, first) || (!to.empty() && !number(to, last)) || (!to.empty() && last < first))
    return RangeIs::Absent;
  if (first >= size) return RangeIs::Unsatisfiable;
  range = {first, std::min(last, size - 1)};
  return RangeIs::Satisfiable;
}

std::optional<std::uint64_t> body_size(const Response& r) {
  if (r.producer) return r.producer_size;
  return in_memory(r).size();
}

void adapt(Response& r, const Request& request) {
  if (r.status == 200 && request.is_read()) {
    if (!r.etag.empty() && etag_matches(request.header("if-none-match"), r.etag)) {
      r.status = 304;
      drop_body(r);
      r.headers.remove("Content-Type");
      r.headers.remove("Content-Disposition");
      if (r.compressible) r.headers.add("Vary", "Accept-Encoding");
      r.headers.set("ETag", '"' + r.etag + '"');
      return;
    }
    const auto size = body_size(r);
    if (r.ranges && size) {
      r.headers.set("Accept-Ranges", "bytes");
      const auto condition = request.header("if-range");
      const bool same_file = condition.empty() || (!r.etag.empty() && condition == '"' + r.etag + '"');
      ByteRange range;
      switch (same_file && request.method == "GET" ? parse_range(request.header("range"), *size, range)
                                                   : RangeIs::Absent) {
        case RangeIs::Absent:
          break;
        case RangeIs::Satisfiable:
          apply_range(r, range, *size);
          break;
        case RangeIs::Unsatisfiable:
          r.status = 416;
          drop_body(r);
          r.headers.set("Content-Range", fmt::format("bytes */{}", *size));
          return;
      }
    }
  }
  if (r.compressible && r.status != 206) compress(r, request);
  if (!r.etag.empty()) r.headers.set("ETag", '"' + r.etag + '"');
}

std::string http_date(std::int64_t unix_seconds) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto t = static_cast<std::time_t>(unix_seconds);
  std::tm tm{};
  gmtime_r(&t, &tm);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[tm.tm_wday], tm.tm_mday,
                     kMonths[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

std::string response_head(const Response& r, Framing framing, bool keep_alive, std::string_view date) {
  std::string out;
  out.reserve(512);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: {}\r\n", r.status, reason_phrase(r.status),
                 date);
  for (const auto& [name, value] : r.headers) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  if (!r.headers.has("X-Content-Type-Options")) out += "X-Content-Type-Options: nosniff\r\n";
  const bool bodiless = r.status == 204 || r.status == 304;
  switch (framing) {
    case Framing::Length:
      if (!bodiless)
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", body_size(r).value_or(0));
      break;
    case Framing::Chunked:
      out += "Transfer-Encoding: chunked\r\n";
      break;
    case Framing::UntilClose:
      break;
  }
  out += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream z{};
  if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib did not start");
  std::string out(deflateBound(&z, bytes.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  const int answer = deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  if (answer != Z_STREAM_END) throw std::runtime_error("a page could not be compressed");
  return out;
}

}  // namespace heed::web

#include "web/http/message.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/ascii.h"
#include "web/http/spool.h"

namespace heed::web {

namespace {
void check_field(std::string_view name, std::string_view value) {
  if (name.empty()) throw std::logic_error("a header has no name");
  for (unsigned char c : name)
    if (c <= 0x20 || c >= 0x7F || c == ':')
      throw std::logic_error("a header's name has a character that is not allowed");
  for (unsigned char c : value)
    if ((c < 0x20 && c != '\t') || c == 0x7F)
      throw std::logic_error(fmt::format("the header {} has a control character", name));
}
}  // namespace

void Headers::add(std::string_view name, std::string_view value) {
  check_field(name, value);
  fields_.emplace_back(name, value);
}

void Headers::set(std::string_view name, std::string_view value) {
  check_field(name, value);
  remove(name);
  fields_.emplace_back(name, value);
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](const auto& field) { return same_but_for_case(field.first, name); });
}

bool Headers::has(std::string_view name) const {
  return find(name).has_value();
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (same_but_for_case(key, name)) return value;
  return {};
}

std::string_view Headers::operator[](std::string_view name) const {
  return find(name).value_or(std::string_view());
}

void Upload::read(const std::function<bool(std::string_view)>& take) const {
  if (!spool) return;
  Spool::Reader reader(*spool);
  std::string chunk;
  while (reader.next(chunk))
    if (!take(chunk)) return;
}

Result<std::string> Upload::read_all(std::uint64_t limit) const {
  if (too_large || size > limit)
    return Error{Code::TooLarge, "This file is too large.", "Choose a smaller file, or split it.", {}};
  std::string out;
  out.reserve(size);
  read([&](std::string_view piece) {
    out += piece;
    return true;
  });
  return out;
}

const Upload* Request::upload(std::string_view field) const {
  for (const auto& upload : uploads)
    if (upload.field == field) return &upload;
  return nullptr;
}

namespace {
Response plain(std::string body, std::string_view type, int status) {
  Response r;
  r.status = status;
  r.body = std::move(body);
  r.headers.set("Content-Type", type);
  r.headers.set("Cache-Control", "no-store");
  return r;
}
}  // namespace

Response Response::html(std::string page, int status) {
  return plain(std::move(page), "text/html; charset=utf-8", status);
}
Response Response::text(std::string words, int status) {
  return plain(std::move(words), "text/plain; charset=utf-8", status);
}
Response Response::json(std::string words, int status) {
  return plain(std::move(words), "application/json", status);
}

Response Response::redirect(std::string_view location) {
  // "//host" and "/\host" are other people's sites to a browser.
  if (location.empty() || location[0] != '/' ||
      (location.size() > 1 && (location[1] == '/' || location[1] == '\\')))
    throw std::logic_error("a redirect must stay within Heed");
  Response r;
  r.status = 303;
  r.headers.set("Location", location);
  r.headers.set("Cache-Control", "no-store");
  return r;
}

Response Response::not_modified() {
  Response r;
  r.status = 304;
  return r;
}

Response Response::asset(std::string_view media_type, std::string_view bytes, std::string_view gzip,
                         std::string_view etag) {
  Response r;
  r.shared = bytes;
  r.shared_gzip = gzip;
  r.etag = etag;
  r.compressible = true;
  r.headers.set("Content-Type", media_type);
  r.headers.set("Cache-Control", "public, no-cache");
  return r;
}

Response Response::download(std::string_view file_name, std::string_view media_type, std::string bytes) {
  Response r = plain(std::move(bytes), media_type, 200);
  r.headers.set("Content-Disposition", content_disposition(file_name));
  r.ranges = true;
  return r;
}

Response Response::download(std::string_view file_name, std::string_view media_type, Producer producer,
                            std::optional<std::uint64_t> size) {
  Response r = plain({}, media_type, 200);
  r.headers.set("Content-Disposition", content_disposition(file_name));
  r.producer = std::move(producer);
  r.producer_size = size;
  r.ranges = size.has_value();
  return r;
}

Response& Response::set_cookie(const Cookie& cookie) {
  headers.add("Set-Cookie", set_cookie_value(cookie));
  return *this;
}

std::string content_disposition(std::string_view file_name) {
  const std::string name = clean_file_name(file_name);
  std::string ascii;
  bool exact = true;
  for (unsigned char c : name) {
    const bool safe = c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '%' && c != ';';
    exact = exact && safe;
    if (safe)
      ascii += static_cast<char>(c);
    else if ((c & 0xC0) != 0x80)  // one mark for a character, however many bytes it has
      ascii += '_';
  }
  std::string out = "attachment; filename=\"" + ascii + '"';
  if (!exact) {
    out += "; filename*=UTF-8''";
    percent_encode_to(out, name);
  }
  return out;
}

std::string set_cookie_value(const Cookie& cookie) {
  std::string out = cookie.name + '=';
  percent_encode_to(out, cookie.value);
  out += "; Path=/; HttpOnly; SameSite=Lax";
  if (cookie.max_age) out += fmt::format("; Max-Age={}", *cookie.max_age);
  if (cookie.secure) out += "; Secure";
  return out;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Other";
  }
}

}  // namespace heed::web

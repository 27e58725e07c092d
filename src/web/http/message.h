// A request as Heed's pages see it, and the response they give. Plain values: no connection, no session, no
// HTML. Whatever arrives here has been checked for form (framing, UTF-8, limits), not for meaning. Nothing
// here is shared between threads.
#pragma once

#include <any>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "web/http/form.h"
#include "web/http/path.h"

namespace heed::web {

class Spool;

/// Header fields, looked up without regard to case. Setting one whose name or value could break the message
/// throws std::logic_error: such a value is a fault of the program.
class Headers {
 public:
  void add(std::string_view name, std::string_view value);
  void set(std::string_view name, std::string_view value);  ///< replaces all of that name
  void remove(std::string_view name);
  bool has(std::string_view name) const;
  std::optional<std::string_view> find(std::string_view name) const;
  std::string_view operator[](std::string_view name) const;  ///< empty when absent
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// One file of a form. The bytes wait encrypted on disk until the Upload (and every copy of it) is gone.
struct Upload {
  std::string field;
  std::string file_name;   ///< the last part of the name as sent, cleaned; never a path
  std::string media_type;  ///< as the browser says: not to be believed
  std::uint64_t size = 0;
  bool too_large = false;  ///< it was over the limit: nothing was kept
  std::shared_ptr<const Spool> spool;

  /// A browser sends an empty nameless part for a file field that was left alone; those never become Uploads.
  /// Calls `take` with each piece; stops early when it answers false. Throws when the disk fails.
  void read(const std::function<bool(std::string_view)>& take) const;
  /// The whole, for small files; TooLarge beyond `limit`.
  Result<std::string> read_all(std::uint64_t limit) const;
};

struct Request {
  std::string method;  ///< "GET", "POST", …; HEAD arrives as HEAD, and its body is dropped by the server
  std::string path;    ///< decoded; see path.h for what it may hold
  std::string raw_target;  ///< as sent
  Fields query_fields;
  Headers headers;
  Fields cookies;
  Fields form_fields;           ///< of an urlencoded or multipart body
  std::vector<Upload> uploads;  ///< of a multipart body
  std::string body;             ///< of any other kind of body, within the limit for forms
  std::string remote_address;   ///< of the peer, or of the client when a trusted proxy says so
  bool secure = false;          ///< it came by https, as a trusted proxy says
  std::any context;             ///< what on_head found out (who is asking), for handle

  const std::string& query(std::string_view name) const { return query_fields[name]; }
  std::string_view header(std::string_view name) const { return headers[name]; }
  const std::string& cookie(std::string_view name) const { return cookies[name]; }
  const Fields& form() const { return form_fields; }
  const std::string& form(std::string_view name) const { return form_fields[name]; }
  const Upload* upload(std::string_view field) const;  ///< the first of that field, or null
  bool is_read() const { return method == "GET" || method == "HEAD"; }
};

/// Gives the next piece of a long body into `chunk` (replacing it); false when there is no more. Runs on a
/// worker. A throw in the middle breaks the connection off, so that the reader sees that the body is not
/// whole.
using Producer = std::function<bool(std::string& chunk)>;

/// A Set-Cookie: always HttpOnly, SameSite=Lax and Path=/.
struct Cookie {
  std::string name;
  std::string value;  ///< percent-encoded when it needs to be
  bool secure = false;
  std::optional<std::int64_t> max_age;  ///< seconds; none: until the browser closes; 0: forget it now
};

struct Response {
  int status = 200;
  Headers headers;

  // The body is one of: `body`; `shared` (static bytes, kept by `owner` when it is set); `producer`.
  std::string body;
  std::string_view shared;
  std::string_view shared_gzip;  ///< the same, compressed beforehand; may be empty
  std::shared_ptr<const void> owner;
  Producer producer;
  std::optional<std::uint64_t> producer_size;  ///< when known; else the body is sent in chunks

  bool compressible = false;  ///< only where no secret stands beside what somebody else may choose (BREACH)
  bool ranges = false;        ///< a file: one Range may be asked for
  std::string etag;           ///< without quotes; answers If-None-Match
  std::string route_label;    ///< the route's pattern, for figures: never the path itself

  /// A page: text/html in UTF-8, not stored by caches unless the caller says otherwise.
  static Response html(std::string page, int status = 200);
  static Response text(std::string words, int status = 200);
  static Response json(std::string words, int status = 200);
  /// 303: after a form. REQUIRES: `location` is a path of ours ("/…", not "//…"); else std::logic_error.
  static Response redirect(std::string_view location);
  static Response not_modified();
  /// Bytes that live as long as the program, for everybody, with a strong etag.
  static Response asset(std::string_view media_type, std::string_view bytes, std::string_view gzip,
                        std::string_view etag);
  /// Downloads as a file of that name (RFC 6266); not stored by caches.
  static Response download(std::string_view file_name, std::string_view media_type, std::string bytes);
  static Response download(std::string_view file_name, std::string_view media_type, Producer producer,
                           std::optional<std::uint64_t> size = {});

  Response& with(std::string_view name, std::string_view value) {
    headers.set(name, value);
    return *this;
  }
  Response& set_cookie(const Cookie& cookie);
};

/// "attachment; filename="plain.docx"; filename*=UTF-8''pl%C3%A4in.docx" (RFC 6266, with RFC 8187).
std::string content_disposition(std::string_view file_name);
std::string set_cookie_value(const Cookie& cookie);
std::string_view reason_phrase(int status);

}  // namespace heed::web

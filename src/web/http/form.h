// What a browser sends in a form: urlencoded pairs, cookies, and multipart/form-data read as a stream, so
// that a file never stands whole in memory. The parsers are strict (counts and sizes are bounded, text is
// UTF-8 without NUL) and never throw for input. They know nothing of what the fields mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::web {

/// Names and values in the order sent; a name may come more than once (checkboxes).
class Fields {
 public:
  using Pair = std::pair<std::string, std::string>;
  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }

  bool has(std::string_view name) const;
  /// The first value of that name, or nothing.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The first value of that name, or empty text: for fields where absent and empty mean the same.
  const std::string& operator[](std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;

  std::size_t size() const { return pairs_.size(); }
  bool empty() const { return pairs_.empty(); }
  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }

 private:
  std::vector<Pair> pairs_;
};

/// "a=1&b=two+words". Nothing when a '%' is broken, when text is not UTF-8 or holds a NUL, or beyond
/// `max_fields`.
std::optional<Fields> parse_urlencoded(std::string_view text, std::size_t max_fields = 4096);

/// The Cookie header (RFC 6265, section 4.2.1), leniently: what is not name=value is passed over.
Fields parse_cookies(std::string_view header);

/// "text/html; charset=utf-8" -> "text/html", lower case. And one parameter of such a header ("boundary",
/// "filename"), unquoted; nothing when it is absent.
std::string media_type_of(std::string_view header);
std::optional<std::string> header_parameter(std::string_view header, std::string_view name);

/// The last part of a file name as a browser sent it: no folder, no control character, no leading dot, at
/// most 200 bytes of UTF-8; "file" when nothing is left. It is for showing and for downloads, never for
/// opening a file.
std::string clean_file_name(std::string_view sent);

/// Where the bytes of one file part go.
class FileSink {
 public:
  virtual ~FileSink() = default;
  virtual void write(std::string_view bytes) = 0;
  /// The part has ended; `too_large` when it went beyond the limit, in which case the bytes written are worth
  /// nothing.
  virtual void finish(bool too_large) = 0;
};

struct MultipartLimits {
  std::size_t max_parts = 4096;
  std::size_t max_header_bytes = 8 * 1024;      ///< of one part
  std::size_t max_text_bytes = 1024 * 1024;     ///< of all text fields together
  std::uint64_t max_file_bytes = 100ull << 20;  ///< of one file; beyond it, it is drained and marked
};

/// multipart/form-data (RFC 7578) fed by pieces of any size.
class MultipartParser {
 public:
  struct Part {
    std::string field;
    std::string file_name;   ///< cleaned
    std::string media_type;  ///< as the browser says; "application/octet-stream" when it says nothing
  };
  /// Who receives the parts. `on_file` may answer null: the bytes are then passed over.
  class Receiver {
   public:
    virtual ~Receiver() = default;
    virtual void on_field(std::string name, std::string value) = 0;
    virtual std::unique_ptr<FileSink> on_file(const Part& part) = 0;
  };

  MultipartParser(std::string boundary, MultipartLimits limits, Receiver& receiver);
  ~MultipartParser();

  /// False when the body is not well formed or beyond a limit; `problem()` says which. Nothing more is
  /// accepted then.
  bool feed(std::string_view bytes);
  /// True when the closing boundary has been seen.
  bool complete() const;
  std::string_view problem() const;
  bool too_large() const;  ///< the problem is a limit, not the form of the body

  /// The boundary of a Content-Type of multipart/form-data; nothing when there is none or it is not allowed
  /// (RFC 2046, section 5.1.1: 1 to 70 characters).
  static std::optional<std::string> boundary_of(std::string_view content_type);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heed::web

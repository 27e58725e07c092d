// The addresses of pages: percent-coding, matching a path against a pattern, and building a URL that is
// always encoded. Pure functions over text; they know no route of Heed's. A path here begins with one '/',
// holds no empty segment but the last, no '.' or '..', no encoded slash and no control character: anything
// else is refused when it arrives, so that what is matched is what was meant.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace heed::web {

/// True for well-formed UTF-8 (no overlong forms, surrogates or values beyond U+10FFFF).
bool is_utf8(std::string_view text);

/// Whether spaces may be written as '+' (forms and queries) or not (paths).
enum class PlusIs { Plus, Space };

/// Nothing when a '%' is not followed by two hexadecimal digits. Does not look at the bytes that come out.
std::optional<std::string> percent_decode(std::string_view text, PlusIs plus = PlusIs::Plus);

/// Everything but the unreserved characters of RFC 3986, section 2.3, becomes %XX.
std::string percent_encode(std::string_view text);
void percent_encode_to(std::string& out, std::string_view text);

/// The decoded path of a request target such as "/a%20b?c"; nothing when the path is not one Heed could have
/// made.
std::optional<std::string> path_of_target(std::string_view target);
/// What follows the '?' of a target, as sent; empty when there is none.
std::string_view query_of_target(std::string_view target);

/// What a pattern's `:name` segments stood for, in the order of the pattern.
class Captures {
 public:
  void add(std::string_view name, std::string_view value) { values_.emplace_back(name, value); }
  /// REQUIRES: the pattern has `:name`. Empty otherwise.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  std::size_t size() const { return values_.size(); }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> values_;
};

/// Matches "/reviews/:review/people/:person" against a decoded path, whole. A capture is one segment and
/// never empty;
/// `*name` as the last segment takes the rest of the path, one segment or more. A slash at the end matters.
/// The captures point into `pattern` and `path`, which must outlive them.
std::optional<Captures> match(std::string_view pattern, std::string_view path);

/// A local URL: `Url("/reviews").segment(id).query("tab", "people").fragment("p1").str()`. Every part is
/// encoded.
class Url {
 public:
  /// `path` begins with '/' and stands as it is written.
  explicit Url(std::string_view path) : text_(path) {}
  Url& segment(std::string_view value);
  Url& query(std::string_view name, std::string_view value);
  Url& fragment(std::string_view id);  ///< once, last
  const std::string& str() const { return text_; }

 private:
  std::string text_;
  bool has_query_ = false;
};

/// The pattern with each `:name` replaced by the encoded value given for it, in order:
/// `fill("/reviews/:review", {id})`. Throws std::logic_error when the numbers differ.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values);

}  // namespace heed::web

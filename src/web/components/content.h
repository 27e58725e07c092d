// What stands inside a component: plain text, which is escaped, or an Html, which stands as it is; and the
// extra attributes of an element. It does not hold the components themselves; see components.h for those.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/html.h"

namespace heed::web {

/// Extra attributes in order. A value that is empty is written `name=""`, which for `hidden` and the like
/// means "yes".
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Text or HTML. Made from either without ceremony: `{"Plain & escaped"}` or `{html("<b>{}</b>", x)}`.
class Content {
 public:
  Content() = default;
  Content(const char* text) : value_(text) {}                               // NOLINT: implicit on purpose
  Content(std::string text) : value_(std::move(text)) {}                    // NOLINT
  Content(std::string_view text) : value_(text) {}                          // NOLINT
  Content(const Html& html) : value_(html.str()), is_html_(true) {}         // NOLINT
  Content(Html&& html) : value_(std::move(html).take()), is_html_(true) {}  // NOLINT

  bool empty() const { return value_.empty(); }
  bool is_html() const { return is_html_; }
  /// Appends the HTML of this onto `out`.
  void write_to(std::string& out) const {
    if (is_html_)
      out += value_;
    else
      escape_to(out, value_);
  }
  Html html() const {
    std::string out;
    write_to(out);
    return Html::trusted(std::move(out));
  }

 private:
  std::string value_;
  bool is_html_ = false;
};

}  // namespace heed::web

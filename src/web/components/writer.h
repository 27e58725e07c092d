// How a component writes its HTML: raw literals of the program, escaped values, attributes. Only for the
// files of this folder; pages use html("…{}…"). One string grows, nothing is copied between components.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "web/components/content.h"
#include "web/components/form_controls.h"
#include "web/components/text_blocks.h"

namespace heed::web {

class Writer {
 public:
  explicit Writer(std::size_t expected = 512) { out_.reserve(expected); }

  template <std::size_t N>
  Writer& raw(const char (&literal)[N]) {
    out_.append(literal, N - 1);
    return *this;
  }
  Writer& raw(const Html& html) {
    out_ += html.str();
    return *this;
  }
  Writer& text(std::string_view plain) {
    escape_to(out_, plain);
    return *this;
  }
  Writer& number(int n) {
    char digits[12];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
    return *this;
  }
  Writer& put(const Content& content) {
    content.write_to(out_);
    return *this;
  }

  // Attributes: ` name="value"`. `name` is a literal of the program.
  template <std::size_t N>
  Writer& attr(const char (&name)[N], std::string_view value) {
    out_ += ' ';
    out_.append(name, N - 1);
    out_ += "=\"";
    escape_to(out_, value);
    out_ += '"';
    return *this;
  }
  template <std::size_t N>
  Writer& attr_if(const char (&name)[N], std::string_view value) {
    return value.empty() ? *this : attr(name, value);
  }
  template <std::size_t N>
  Writer& attr_if(const char (&name)[N], int value) {
    if (value == 0) return *this;
    out_ += ' ';
    out_.append(name, N - 1);
    out_ += "=\"";
    number(value);
    out_ += '"';
    return *this;
  }
  template <std::size_t N>
  Writer& attr_if(const char (&name)[N], std::optional<bool> value) {
    return value ? attr(name, *value ? "true" : "false") : *this;
  }
  template <std::size_t N>
  Writer& flag(const char (&name)[N], bool on) {
    if (on) out_ += ' ', out_.append(name, N - 1);
    return *this;
  }
  Writer& attrs(const Attributes& attributes) {
    for (const auto& [name, value] : attributes) pair({}, name, value);
    return *this;
  }
  /// The words of a script in another language: data-i18n.key="…".
  Writer& translations(const Attributes& words) {
    for (const auto& [key, value] : words) pair("data-i18n.", key, value);
    return *this;
  }

  /// ` class="base more"`; each of `more` may be empty.
  template <std::size_t N, class... More>
  Writer& cls(const char (&base)[N], const More&... more) {
    out_ += " class=\"";
    out_.append(base, N - 1);
    (one_class(more), ...);
    out_ += '"';
    return *this;
  }
  Writer& heading_open(int level) {
    out_ += "<h";
    return number(level);
  }
  Writer& heading_close(int level) {
    out_ += "</h";
    return number(level).raw(">");
  }

  Html html() && { return Html::trusted(std::move(out_)); }
  std::string take() && { return std::move(out_); }

 private:
  void one_class(std::string_view more) {
    if (more.empty()) return;
    out_ += ' ';
    escape_to(out_, more);
  }
  void pair(std::string_view prefix, std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += prefix;
    escape_to(out_, name);
    out_ += "=\"";
    escape_to(out_, value);
    out_ += '"';
  }
  std::string out_;
};

// The same components, onto a writer; defined beside the public functions.
void write(Writer&, const Label&);
void write(Writer&, const Hint&);
void write(Writer&, const ErrorMessage&);
void write(Writer&, const Input&);
void write(Writer&, const Textarea&);
void write(Writer&, const Button&);
void write(Writer&, const Tag&);
void write_fieldset_open(Writer&, const Fieldset&, std::string_view described_by, std::string_view role);

/// Opens the form group and writes the hint and the error message of a control; gives the ids that describe
/// it.
void open_form_group(Writer&, const FormGroup&, bool has_error, std::string_view own_class = {});
std::string write_hint_and_error(Writer&, const Hint&, const ErrorMessage&, const std::string& id,
                                 std::string described_by);

inline std::string joined(std::string_view a, std::string_view b) {
  std::string both(a);
  if (!a.empty() && !b.empty()) both += ' ';
  return both += b;
}

}  // namespace heed::web

// HTML that cannot forget to escape. An Html is made from a literal of the program, or from `html("<p>{}</p>", value)`,
// where each {} takes a value: plain text is escaped, an Html stands as it is. A std::string never becomes an Html by
// itself. Thread-safe where the values are not shared.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace heed::web {

/// Escapes & < > " ' for text and for attribute values, onto `out`.
void escape_to(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

class Html {
 public:
  Html() = default;
  template <std::size_t N>
  consteval static std::string_view literal(const char (&text)[N]) { return {text, N - 1}; }

  /// For HTML made by a renderer that escapes on its own (compiled-in Markdown). Easy to search for.
  static Html trusted(std::string text) { Html h; h.text_ = std::move(text); return h; }

  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  Html& operator+=(const Html& more) { text_ += more.text_; return *this; }
  Html& text(std::string_view plain) { escape_to(text_, plain); return *this; }
  void reserve(std::size_t n) { text_.reserve(n); }
  std::string take() && { return std::move(text_); }

 private:
  friend struct HtmlWriter;
  std::string text_;
};
inline Html operator+(Html a, const Html& b) { a += b; return a; }

/// A literal pattern with {} for each value; `{{` and `}}` are braces. The number of values is checked when compiling.
template <class... Args>
class HtmlPattern {
 public:
  template <std::size_t N>
  consteval HtmlPattern(const char (&text)[N]) : text_(text, N - 1) {  // NOLINT: implicit on purpose
    std::size_t holes = 0;
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if (text[i] == '{' && text[i + 1] == '}') { ++holes; ++i; }
      else if ((text[i] == '{' && text[i + 1] == '{') || (text[i] == '}' && text[i + 1] == '}')) ++i;
    }
    if (holes != sizeof...(Args)) throw "the number of {} differs from the number of values";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct HtmlWriter {
  static void put(std::string& out, const Html& h) { out += h.str(); }
  static void put(std::string& out, std::string_view plain) { escape_to(out, plain); }
  static void put(std::string& out, const std::string& plain) { escape_to(out, plain); }
  static void put(std::string& out, const char* plain) { escape_to(out, plain); }
  static void put(std::string& out, const std::vector<Html>& parts) { for (const auto& p : parts) out += p.str(); }
  template <std::integral I>
  static void put(std::string& out, I n) {
    static_assert(!std::is_same_v<I, char> && !std::is_same_v<I, bool>, "say what a bool or a char should look like");
    fmt::format_to(std::back_inserter(out), "{}", n);
  }

  static const char* pattern_until_hole(std::string& out, const char* p, const char* end) {
    const char* from = p;  // what is plain goes over in one piece
    for (; p < end; ++p) {
      if (*p != '{' && *p != '}') continue;
      if (*p == '{' && p + 1 < end && p[1] == '}') {
        out.append(from, p);
        return p + 2;
      }
      if (p + 1 < end && p[1] == *p) {
        out.append(from, p);
        from = ++p;
      }
    }
    out.append(from, p);
    return p;
  }
  template <class... Args>
  static Html write(std::string_view pattern, const Args&... args) {
    Html h;
    const char* p = pattern.data();
    const char* end = p + pattern.size();
    h.text_.reserve(pattern.size() + 32 * sizeof...(args));
    ((p = pattern_until_hole(h.text_, p, end), put(h.text_, args)), ...);
    pattern_until_hole(h.text_, p, end);
    return h;
  }
};

template <class... Args>
Html html(HtmlPattern<std::type_identity_t<Args>...> pattern, const Args&... args) {
  return HtmlWriter::write(pattern.text(), args...);
}

}  // namespace heed::web

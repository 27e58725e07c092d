#include "web/http/path.h"

#include <stdexcept>

#include "base/ascii.h"

namespace heed::web {

namespace {
bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// The next segment of `rest`, which is moved past it and its slash; `last` when no slash followed.
std::string_view take_segment(std::string_view& rest, bool& last) {
  const auto slash = rest.find('/');
  last = slash == std::string_view::npos;
  const auto segment = rest.substr(0, slash);
  rest = last ? std::string_view() : rest.substr(slash + 1);
  return segment;
}
}  // namespace

bool is_utf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* end = p + text.size();
  while (p < end) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    std::uint32_t value = 0;
    int more = 0;
    std::uint32_t least = 0;
    if ((*p & 0xE0) == 0xC0) {
      value = *p & 0x1Fu, more = 1, least = 0x80;
    } else if ((*p & 0xF0) == 0xE0) {
      value = *p & 0x0Fu, more = 2, least = 0x800;
    } else if ((*p & 0xF8) == 0xF0) {
      value = *p & 0x07u, more = 3, least = 0x10000;
    } else {
      return false;
    }
    if (end - p <= more) return false;
    for (int i = 1; i <= more; ++i) {
      if ((p[i] & 0xC0) != 0x80) return false;
      value = (value << 6) | (p[i] & 0x3Fu);
    }
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    p += more + 1;
  }
  return true;
}

std::optional<std::string> percent_decode(std::string_view text, PlusIs plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3) return {};
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus == PlusIs::Space ? ' ' : text[i];
    }
  }
  return out;
}

void percent_encode_to(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (unsigned char c : text) {
    if (is_unreserved(c)) {
      out += static_cast<char>(c);
    } else {
      out += '%';
      out += digits[c >> 4];
      out += digits[c & 15];
    }
  }
}

std::string percent_encode(std::string_view text) {
  std::string out;
  percent_encode_to(out, text);
  return out;
}

std::optional<std::string> path_of_target(std::string_view target) {
  const auto raw = target.substr(0, target.find('?'));
  if (raw.empty() || raw.front() != '/') return {};
  auto path = percent_decode(raw);
  if (!path || !is_utf8(*path)) return {};
  for (unsigned char c : *path)
    if (c < 0x20 || c == 0x7F || c == '\\') return {};
  // A slash may only be what separated the segments when they were sent.
  std::size_t sent = 0;
  std::size_t now = 0;
  for (char c : raw) sent += c == '/';
  for (char c : *path) now += c == '/';
  if (sent != now) return {};

  std::string_view rest = std::string_view(*path).substr(1);
  for (bool last = false; !last;) {
    const auto segment = take_segment(rest, last);
    if (segment == "." || segment == ".." || (segment.empty() && !last)) return {};
  }
  return path;
}

std::string_view query_of_target(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

std::string_view Captures::operator[](std::string_view name) const {
  for (const auto& [key, value] : values_)
    if (key == name) return value;
  return {};
}

bool Captures::has(std::string_view name) const {
  for (const auto& [key, value] : values_)
    if (key == name) return true;
  return false;
}

std::optional<Captures> match(std::string_view pattern, std::string_view path) {
  if (pattern.empty() || path.empty() || pattern.front() != '/' || path.front() != '/') return {};
  pattern.remove_prefix(1);
  path.remove_prefix(1);
  Captures captures;
  for (;;) {
    if (!pattern.empty() && pattern.front() == '*') {
      if (path.empty()) return {};
      captures.add(pattern.substr(1), path);
      return captures;
    }
    bool pattern_last = false;
    bool path_last = false;
    const auto wanted = take_segment(pattern, pattern_last);
    const auto segment = take_segment(path, path_last);
    if (!wanted.empty() && wanted.front() == ':') {
      if (segment.empty()) return {};
      captures.add(wanted.substr(1), segment);
    } else if (wanted != segment) {
      return {};
    }
    if (pattern_last != path_last) return {};
    if (path_last) return captures;
  }
}

Url& Url::segment(std::string_view value) {
  if (text_.empty() || text_.back() != '/') text_ += '/';
  percent_encode_to(text_, value);
  return *this;
}

Url& Url::query(std::string_view name, std::string_view value) {
  text_ += has_query_ ? '&' : '?';
  has_query_ = true;
  percent_encode_to(text_, name);
  text_ += '=';
  percent_encode_to(text_, value);
  return *this;
}

Url& Url::fragment(std::string_view id) {
  text_ += '#';
  percent_encode_to(text_, id);
  return *this;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
  std::string out;
  auto value = values.begin();
  std::string_view rest = pattern;
  if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
  for (bool last = false; !last;) {
    const auto segment = take_segment(rest, last);
    out += '/';
    if (!segment.empty() && (segment.front() == ':' || segment.front() == '*')) {
      if (value == values.end()) throw std::logic_error("too few values for the pattern of an address");
      percent_encode_to(out, *value++);
    } else {
      out += segment;
    }
  }
  if (value != values.end()) throw std::logic_error("too many values for the pattern of an address");
  return out;
}

}  // namespace heed::web

#include "document/encoding.h"

#include <cstring>

namespace heed::document {
namespace {

// Windows-1252, 0x80 to 0x9F (WHATWG encoding standard, index windows-1252).
constexpr char32_t kHigh[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The code point at `i`, and its length; length 0 when the bytes are no UTF-8.
struct Decoded {
  char32_t c = 0;
  std::size_t length = 0;
};
Decoded decode(std::string_view s, std::size_t i) {
  const auto at = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const unsigned char b = at(i);
  if (b < 0x80) return {b, 1};
  const std::size_t n = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
  if (b < 0xC2 || b > 0xF4 || i + n > s.size()) return {};
  char32_t c = b & (0xFF >> (n + 1));
  for (std::size_t k = 1; k < n; ++k) {
    if ((at(i + k) & 0xC0) != 0x80) return {};
    c = c << 6 | (at(i + k) & 0x3F);
  }
  const bool overlong = (n == 3 && c < 0x800) || (n == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return {};
  return {c, n};
}

std::string from_utf16(std::string_view bytes, bool big) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return big ? a << 8 | b : b << 8 | a;
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(out, c);
  }
  return out;
}

std::string from_utf32(std::string_view bytes, bool big) {
  std::string out;
  for (std::size_t i = 0; i + 3 < bytes.size(); i += 4) {
    char32_t c = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto b = static_cast<unsigned char>(bytes[i + (big ? k : 3 - k)]);
      c = c << 8 | b;
    }
    append_utf8(out, c);
  }
  return out;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    std::uint64_t eight = 0;  // plain letters, eight at a time
    while (i + 8 <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + i, 8);
      if (eight & 0x8080808080808080u) break;
      i += 8;
    }
    if (i >= bytes.size()) break;
    const Decoded d = decode(bytes, i);
    if (d.length == 0) return false;
    i += d.length;
  }
  return true;
}

std::string repaired_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const Decoded d = decode(bytes, i);
    if (d.length == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
    } else {
      out.append(bytes, i, d.length);
      i += d.length;
    }
  }
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char raw : bytes) {
    const auto b = static_cast<unsigned char>(raw);
    append_utf8(out, b >= 0x80 && b < 0xA0 ? kHigh[b - 0x80] : b);
  }
  return out;
}

std::string to_utf8(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return repaired_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return from_utf32(bytes.substr(4), false);
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return from_utf32(bytes.substr(4), true);
  if (bytes.starts_with("\xFF\xFE"sv)) return from_utf16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF"sv)) return from_utf16(bytes.substr(2), true);
  // UTF-16 without a mark: mostly Latin text, so every second byte is zero.
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < sample; ++i)
    if (bytes[i] == 0) ++(i % 2 ? odd : even);
  if (sample >= 4 && odd * 10 > sample * 3 && even * 20 < sample) return from_utf16(bytes, false);
  if (sample >= 4 && even * 10 > sample * 3 && odd * 20 < sample) return from_utf16(bytes, true);
  if (is_utf8(bytes)) return std::string(bytes);
  // One broken byte in a long UTF-8 text is damage, not another encoding.
  std::size_t bad = 0, good = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const Decoded d = decode(bytes, i);
    if (d.length == 0) ++bad;
    if (d.length > 1) ++good;
    i += d.length ? d.length : 1;
  }
  return good > 8 * bad ? repaired_utf8(bytes) : from_windows_1252(bytes);
}

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    if (d.length == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
      continue;
    }
    if (d.c == 0x0B || d.c == 0x0C) {
      out += ' ';
    } else if ((d.c >= 0x20 || d.c == '\t' || d.c == '\n' || d.c == '\r') && d.c != 0xFFFE && d.c != 0xFFFF && d.c != 0x7F) {
      out.append(text, i, d.length);
    }
    i += d.length;
  }
  return out;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : xml_text(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\r': break;
      default: out += c;
    }
  }
  return out;
}

std::string to_utf8(std::string&& bytes) {
  const std::string_view head = std::string_view(bytes).substr(0, 4096);
  const bool marked = !head.empty() && (head[0] == '\xEF' || head[0] == '\xFF' || head[0] == '\xFE');
  if (!marked && head.find('\0') == std::string_view::npos && is_utf8(bytes)) return std::move(bytes);
  return to_utf8(std::string_view(bytes));
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') ++i;
    else if (c != ' ' && (c < '\t' || c > '\r')) return false;
  }
  return true;
}

std::string squeezed(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool nbsp = c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
    if (nbsp || c == ' ' || (c >= '\t' && c <= '\r')) {
      space = true;
      if (nbsp) ++i;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

}  // namespace heed::document

#include "web/http/form.h"

#include "base/ascii.h"
#include "base/trim.h"
#include "web/http/path.h"

namespace heed::web {

namespace {
bool is_text(std::string_view value) {
  return value.find('\0') == std::string_view::npos && is_utf8(value);
}
}  // namespace

bool Fields::has(std::string_view name) const {
  return find(name).has_value();
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return {};
}

const std::string& Fields::operator[](std::string_view name) const {
  static const std::string empty;
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return empty;
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : pairs_)
    if (key == name) out.push_back(value);
  return out;
}

std::optional<Fields> parse_urlencoded(std::string_view text, std::size_t max_fields) {
  Fields fields;
  while (!text.empty()) {
    const auto amp = text.find('&');
    const auto pair = text.substr(0, amp);
    text = amp == std::string_view::npos ? std::string_view() : text.substr(amp + 1);
    if (pair.empty()) continue;
    if (fields.size() == max_fields) return {};
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), PlusIs::Space);
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : percent_decode(pair.substr(equals + 1), PlusIs::Space);
    if (!name || !value || !is_text(*name) || !is_text(*value)) return {};
    fields.add(std::move(*name), std::move(*value));
  }
  return fields;
}

Fields parse_cookies(std::string_view header) {
  Fields cookies;
  while (!header.empty() && cookies.size() < 256) {
    const auto semicolon = header.find(';');
    const auto pair = trimmed(header.substr(0, semicolon), kBlanksInLine);
    header = semicolon == std::string_view::npos ? std::string_view() : header.substr(semicolon + 1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    auto value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    auto decoded = percent_decode(value);
    if (!decoded || !is_text(*decoded)) continue;
    cookies.add(std::string(trimmed(pair.substr(0, equals), kBlanksInLine)), std::move(*decoded));
  }
  return cookies;
}

std::string media_type_of(std::string_view header) {
  std::string out(trimmed(header.substr(0, header.find(';')), kBlanksInLine));
  for (char& c : out) c = lower_ascii(c);
  return out;
}

std::optional<std::string> header_parameter(std::string_view header, std::string_view name) {
  auto at = header.find(';');
  while (at != std::string_view::npos) {
    header.remove_prefix(at + 1);
    const auto equals = header.find_first_of("=;");
    if (equals == std::string_view::npos) return {};
    if (header[equals] == ';') {
      at = equals;
      continue;
    }
    const auto key = trimmed(header.substr(0, equals), kBlanksInLine);
    auto rest = header.substr(equals + 1);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
    std::string value;
    if (!rest.empty() && rest.front() == '"') {
      std::size_t i = 1;
      for (; i < rest.size() && rest[i] != '"'; ++i) {
        // Browsers escape a quote as %22 (RFC 7578, 4.2, and the HTML standard), older tools as \"; a lone
        // backslash is a Windows path.
        if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\')) ++i;
        value += rest[i];
      }
      if (i >= rest.size()) return {};  // the quote is never closed
      header = rest.substr(i + 1);
      at = header.find(';');
    } else {
      at = rest.find(';');
      value = trimmed(rest.substr(0, at), kBlanksInLine);
      header = rest;
    }
    bool same = key.size() == name.size();
    for (std::size_t i = 0; same && i < key.size(); ++i) same = lower_ascii(key[i]) == lower_ascii(name[i]);
    if (same) return value;
  }
  return {};
}

std::string clean_file_name(std::string_view sent) {
  const auto slash = sent.find_last_of("/\\");
  if (slash != std::string_view::npos) sent.remove_prefix(slash + 1);
  std::string out;
  if (!is_utf8(sent)) {
    for (unsigned char c : sent) out += c < 0x80 ? static_cast<char>(c) : '_';
  } else {
    out = sent;
  }
  std::erase_if(out, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  // C1 controls and the marks that turn the direction of writing would let ".exe" be shown as something else.
  for (std::string_view mark : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                                "\u2068", "\u2069", "\u200E", "\u200F", "\u2028", "\u2029", "\uFEFF"})
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
  const auto first = out.find_first_not_of(" .");
  out.erase(0, first == std::string::npos ? out.size() : first);
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();

  if (constexpr std::size_t kMost = 200; out.size() > kMost) {
    // Keep the ending, which says what the file is.
    std::string ending;
    if (const auto dot = out.rfind('.'); dot != std::string::npos && out.size() - dot <= 16)
      ending = out.substr(dot);
    std::size_t keep = kMost - ending.size();
    while (keep > 0 && (static_cast<unsigned char>(out[keep]) & 0xC0) == 0x80) --keep;
    out = out.substr(0, keep) + ending;
  }
  return out.empty() ? "file" : out;
}

}  // namespace heed::web

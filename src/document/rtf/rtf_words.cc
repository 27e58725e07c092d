#include "document/rtf/rtf_words.h"

#include <unicode/ucnv.h>

#include "document/encoding.h"

namespace heed::document::rtf {
namespace {

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }
int hex(char c) {
  if (digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Token Tokens::next() {
  Token t;
  while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0')) ++at_;
  if (at_ >= bytes_.size()) return t;
  const char c = bytes_[at_];
  if (c == '{' || c == '}') {
    ++at_;
    t.kind = c == '{' ? TokenKind::Open : TokenKind::Close;
    return t;
  }
  if (c != '\\') {
    const std::size_t from = at_;
    while (at_ < bytes_.size() && std::string_view("\\{}\r\n\0", 6).find(bytes_[at_]) == std::string_view::npos) ++at_;
    t.kind = TokenKind::Text;
    t.text = bytes_.substr(from, at_ - from);
    return t;
  }
  ++at_;
  if (at_ >= bytes_.size()) return t;
  if (!letter(bytes_[at_])) {
    t.symbol = bytes_[at_++];
    t.kind = TokenKind::Symbol;
    if (t.symbol != '\'') return t;
    const int high = at_ < bytes_.size() ? hex(bytes_[at_]) : -1, low = at_ + 1 < bytes_.size() ? hex(bytes_[at_ + 1]) : -1;
    if (high < 0 || low < 0) return t;
    at_ += 2;
    t.kind = TokenKind::Byte;
    t.byte = static_cast<unsigned char>(high * 16 + low);
    return t;
  }
  const std::size_t from = at_;
  while (at_ < bytes_.size() && letter(bytes_[at_]) && at_ - from < 40) ++at_;
  t.kind = TokenKind::Word;
  t.text = bytes_.substr(from, at_ - from);
  const bool minus = at_ + 1 < bytes_.size() && bytes_[at_] == '-' && digit(bytes_[at_ + 1]);
  if (minus) ++at_;
  long long n = 0;
  while (at_ < bytes_.size() && digit(bytes_[at_])) {
    t.has_number = true;
    if (n < 10'000'000'000) n = n * 10 + (bytes_[at_] - '0');
    ++at_;
  }
  t.number = static_cast<int>(std::min<long long>(n, 2'000'000'000)) * (minus ? -1 : 1);
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  return t;
}

int code_page_of(int charset) {
  switch (charset) {
    case 77: return 10000;
    case 128: return 932;
    case 129: return 949;
    case 134: return 936;
    case 136: return 950;
    case 161: return 1253;
    case 162: return 1254;
    case 163: return 1258;
    case 177: return 1255;
    case 178: return 1256;
    case 186: return 1257;
    case 204: return 1251;
    case 222: return 874;
    case 238: return 1250;
  }
  return 0;
}

std::string decoded(std::string_view bytes, int code_page) {
  bool plain = true;
  for (const char c : bytes) plain = plain && static_cast<unsigned char>(c) < 0x80;
  if (plain) return std::string(bytes);
  if (code_page == 65001) return repaired_utf8(bytes);
  if (code_page == 1252 || code_page == 0) return from_windows_1252(bytes);
  const std::string name = code_page == 10000 ? "macintosh" : "cp" + std::to_string(code_page);
  UErrorCode fault = U_ZERO_ERROR;
  UConverter* from = ucnv_open(name.c_str(), &fault);
  if (U_FAILURE(fault)) return from_windows_1252(bytes);
  std::string out(bytes.size() * 4 + 8, '\0');
  std::u16string wide(bytes.size() * 2 + 8, u'\0');
  const int32_t n = ucnv_toUChars(from, wide.data(), static_cast<int32_t>(wide.size()), bytes.data(), static_cast<int32_t>(bytes.size()), &fault);
  ucnv_close(from);
  if (U_FAILURE(fault)) return from_windows_1252(bytes);
  out.clear();
  for (int32_t i = 0; i < n; ++i) {
    char32_t c = wide[static_cast<std::size_t>(i)];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < n) {
      const char32_t low = wide[static_cast<std::size_t>(i) + 1];
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      }
    }
    append_utf8(out, c);
  }
  return out;
}

}  // namespace heed::document::rtf

// The tokens of RTF, and the bytes of its fonts as text. Knows nothing of what a word means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace heed::document::rtf {

enum class TokenKind { Open, Close, Word, Symbol, Byte, Text, Done };

struct Token {
  TokenKind kind = TokenKind::Done;
  std::string_view text;      ///< the control word without its number, or plain text
  char symbol = 0;            ///< of \~ \- \* …
  unsigned char byte = 0;     ///< of \'e9
  bool has_number = false;
  int number = 0;
};

class Tokens {
 public:
  explicit Tokens(std::string_view bytes) : bytes_(bytes) {}
  Token next();
  /// Passes over the raw bytes that \bin announces.
  void skip(std::uint64_t n) { at_ += static_cast<std::size_t>(std::min<std::uint64_t>(n, bytes_.size() - at_)); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// Text from the bytes of a Windows code page; what the page cannot say becomes U+FFFD.
std::string decoded(std::string_view bytes, int code_page);
/// The code page of a font's \fcharset; 0 when the file's own holds.
int code_page_of(int charset);

}  // namespace heed::document::rtf

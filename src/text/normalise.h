// Folding: the same words written differently become the same bytes. Case, diacritics, compatibility forms, kinds of
// apostrophe and hyphen, and characters that cannot be seen (soft hyphens, zero-width and bidirectional marks) are
// evened out; every folded byte remembers which bytes of the original it came from. Deliberately not here: what is a
// name, and any rule about spelling mistakes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::text {

/// Bytes [begin, end) of a UTF-8 text.
struct Span {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

enum class FoldForm {
  Plain,    ///< letters folded; blanks collapsed to one space; hyphens "-", apostrophes "'", double quotes '"'
  Tokens,   ///< words and numbers only, one space wherever anything else stood: "O’Brien-Smith, J." -> "o brien smith j"
  Compact,  ///< letters and digits only: "07700 900-123" -> "07700900123"
};

/// REQUIRES for offsets: texts below 4 GiB.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> begins;  ///< for each folded byte, where its source begins
  std::vector<std::uint32_t> ends;    ///< … and ends

  /// The stretch of the original that [begin, end) of the folded text came from; empty for an empty stretch.
  Span original(std::size_t begin, std::size_t end) const;
};

/// Bytes that are not UTF-8 are read as Latin-1, so a wrongly declared text cannot hide a word.
Folded fold(std::string_view utf8, FoldForm form = FoldForm::Plain);

/// The folded text alone.
std::string folded(std::string_view utf8, FoldForm form = FoldForm::Plain);

/// What one character becomes in FoldForm::Tokens: letters and digits, a space where it divides words, "" where it vanishes.
std::string token_bytes(char32_t c);

/// True for characters that show nothing: soft hyphen, zero-width and bidirectional marks, variation selectors.
bool is_invisible(char32_t c);
/// `utf8` without them.
std::string without_invisible(std::string_view utf8);

/// Reads the character at `at` and moves past it; a byte that is not UTF-8 is read as Latin-1.
char32_t next_char(std::string_view utf8, std::size_t& at);
void append_utf8(std::string& out, char32_t c);
bool is_utf8(std::string_view bytes);

}  // namespace heed::text

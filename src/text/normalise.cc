#include "text/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstring>
#include <unordered_map>

namespace heed::text {

namespace {

enum class Class : std::uint8_t { Drop, Mark, Blank, Word, Other };

struct FoldedChar {
  Class kind = Class::Other;
  std::string bytes;  // for Word the folded letters; for Other what Plain shows
};

// Letters whose NFKD keeps the stroke or that are written as two, and Cyrillic and Greek letters that look like Latin ones: a
// name in which one letter was swapped for its twin reads the same to a person, so it must fold the same.
const char* look_alike(char32_t c) {
  switch (c) {
    case U'ø': return "o";
    case U'ł': return "l";
    case U'đ': case U'ð': return "d";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'þ': return "th";
    case U'ı': return "i";
    case U'ħ': return "h";
    case U'ŧ': return "t";
    case U'ə': return "a";
    case U'а': return "a";
    case U'е': return "e";
    case U'о': case U'ο': return "o";
    case U'р': return "p";
    case U'с': return "c";
    case U'х': return "x";
    case U'у': return "y";
    case U'і': return "i";
    case U'ѕ': return "s";
    case U'ј': return "j";
    case U'һ': return "h";
    case U'ԁ': return "d";
    default: return nullptr;
  }
}

bool is_apostrophe(char32_t c) {
  switch (c) {
    case '\'': case '`': case 0xB4: case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x02BB: case 0x02BC:
    case 0x02B9: case 0x02BD: case 0x02C8: case 0x055A: case 0xFF07: case 0xA78C:
      return true;
    default: return false;
  }
}

bool is_double_quote(char32_t c) {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xAB || c == 0xBB || c == 0xFF02;
}

FoldedChar fold_char(char32_t c) {
  if (is_invisible(c)) return {Class::Drop, {}};
  if (is_apostrophe(c)) return {Class::Other, "'"};
  if (is_double_quote(c)) return {Class::Other, "\""};
  if (c < 0x20 || c == 0x7F || c == 0x85 || u_isUWhiteSpace(static_cast<UChar32>(c))) return {Class::Blank, " "};
  const auto type = u_charType(static_cast<UChar32>(c));
  if (type == U_DASH_PUNCTUATION || c == 0x2212 || c == 0x2043) return {Class::Other, "-"};
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return {Class::Mark, {}};

  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString source(static_cast<UChar32>(c));
  source.foldCase();
  icu::UnicodeString wide = nfkd ? nfkd->normalize(source, status) : source;
  wide.foldCase();
  FoldedChar out;
  bool word = false;
  for (int32_t i = 0; i < wide.length();) {
    const UChar32 d = wide.char32At(i);
    i += U16_LENGTH(d);
    const auto t = u_charType(d);
    if (t == U_NON_SPACING_MARK || t == U_ENCLOSING_MARK) continue;
    if (is_invisible(static_cast<char32_t>(d))) continue;
    if (is_apostrophe(static_cast<char32_t>(d))) {
      out.bytes += '\'';
      continue;
    }
    if (u_isUWhiteSpace(d)) {
      out.bytes += ' ';
      continue;
    }
    if (t == U_DASH_PUNCTUATION) {
      out.bytes += '-';
      continue;
    }
    const bool letter = u_isalnum(d) || t == U_COMBINING_SPACING_MARK || t == U_LETTER_NUMBER || t == U_OTHER_NUMBER;
    word = word || letter;
    if (u_charType(d) == U_DECIMAL_DIGIT_NUMBER) {
      out.bytes += static_cast<char>('0' + u_charDigitValue(d));
    } else if (const char* twin = look_alike(static_cast<char32_t>(d))) {
      out.bytes += twin;
    } else {
      append_utf8(out.bytes, static_cast<char32_t>(d));
    }
  }
  if (out.bytes.empty()) return {Class::Drop, {}};
  if (out.bytes.find_first_not_of(' ') == std::string::npos) return {Class::Blank, " "};
  out.kind = word ? Class::Word : Class::Other;
  return out;
}

const FoldedChar& folded_char(char32_t c) {
  thread_local std::unordered_map<char32_t, FoldedChar> seen;
  // Bounded, so that a hostile text of every character there is costs no more than one table.
  if (seen.size() > 20000) seen.clear();
  auto it = seen.find(c);
  if (it == seen.end()) it = seen.emplace(c, fold_char(c)).first;
  return it->second;
}

class Writer {
 public:
  Writer(Folded& out, FoldForm form) : out_(out), form_(form) {}

  void blank(std::size_t begin, std::size_t end) {
    if (form_ == FoldForm::Compact) return;
    if (!out_.text.empty() && out_.text.back() == ' ') {
      out_.ends.back() = static_cast<std::uint32_t>(end);
      return;
    }
    if (out_.text.empty() && form_ == FoldForm::Tokens) return;
    put(' ', begin, end);
  }
  void put(char c, std::size_t begin, std::size_t end) {
    out_.text += c;
    out_.begins.push_back(static_cast<std::uint32_t>(begin));
    out_.ends.push_back(static_cast<std::uint32_t>(end));
  }
  void other(char c, std::size_t begin, std::size_t end) {
    if (form_ == FoldForm::Plain) put(c, begin, end);
    else blank(begin, end);
  }
  void write(const FoldedChar& f, std::size_t begin, std::size_t end) {
    switch (f.kind) {
      case Class::Drop: return;
      case Class::Mark:
        // A mark belongs to the letter before it, so that replacing the letter takes the mark along.
        if (!out_.ends.empty() && out_.ends.back() == begin) out_.ends.back() = static_cast<std::uint32_t>(end);
        return;
      case Class::Blank: blank(begin, end); return;
      case Class::Word:
        for (const char c : f.bytes) {
          const bool alnum = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
          if (alnum || form_ == FoldForm::Plain) put(c, begin, end);
          else if (form_ == FoldForm::Tokens) blank(begin, end);
        }
        return;
      case Class::Other:
        for (const char c : f.bytes) other(c, begin, end);
        return;
    }
  }

 private:
  Folded& out_;
  FoldForm form_;
};

}  // namespace

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE01EF);
}

char32_t next_char(std::string_view s, std::size_t& at) {
  const auto b = static_cast<unsigned char>(s[at]);
  if (b < 0x80) {
    ++at;
    return b;
  }
  const int more = b >= 0xF0 && b < 0xF5 ? 3 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xC2 && b < 0xE0 ? 1 : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) >= s.size()) {
    ++at;
    return b;
  }
  char32_t c = b & (0x3F >> more);
  for (int i = 1; i <= more; ++i) {
    const auto n = static_cast<unsigned char>(s[at + static_cast<std::size_t>(i)]);
    if ((n & 0xC0) != 0x80) {
      ++at;
      return b;
    }
    c = (c << 6) | (n & 0x3F);
  }
  if ((more == 2 && c < 0x800) || (more == 3 && (c < 0x10000 || c > 0x10FFFF)) || (c >= 0xD800 && c < 0xE000)) {
    ++at;
    return b;
  }
  at += static_cast<std::size_t>(more) + 1;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    // Eight bytes of ASCII at a time, where they are.
    std::uint64_t eight = 0;
    while (at + 8 <= bytes.size() && (std::memcpy(&eight, bytes.data() + at, 8), (eight & 0x8080808080808080ull) == 0)) at += 8;
    if (at >= bytes.size()) break;
    const std::size_t before = at;
    next_char(bytes, at);
    if (at == before + 1 && (bytes[before] & 0x80)) return false;
  }
  return true;
}

Span Folded::original(std::size_t begin, std::size_t end) const {
  if (begin >= end || end > text.size()) return {};
  return {begins[begin], ends[end - 1]};
}

Folded fold(std::string_view s, FoldForm form) {
  Folded out;
  out.text.reserve(s.size());
  out.begins.reserve(s.size());
  out.ends.reserve(s.size());
  Writer writer(out, form);
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    const auto b = static_cast<unsigned char>(s[at]);
    if (b < 0x80) {
      ++at;
      if (b >= 'A' && b <= 'Z') writer.put(static_cast<char>(b | 0x20), begin, at);
      else if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9')) writer.put(static_cast<char>(b), begin, at);
      else if (b <= 0x20 || b == 0x7F) writer.blank(begin, at);
      else writer.other(b == '`' ? '\'' : static_cast<char>(b), begin, at);
      continue;
    }
    const char32_t c = next_char(s, at);
    writer.write(folded_char(c), begin, at);
  }
  if (form == FoldForm::Tokens && !out.text.empty() && out.text.back() == ' ') {
    out.text.pop_back();
    out.begins.pop_back();
    out.ends.pop_back();
  }
  return out;
}

std::string token_bytes(char32_t c) {
  const auto& f = folded_char(c);
  std::string out;
  switch (f.kind) {
    case Class::Drop:
    case Class::Mark: break;
    case Class::Blank: out = " "; break;
    case Class::Word:
      for (const char b : f.bytes) out += (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (b & 0x80) ? b : ' ';
      break;
    case Class::Other: out.assign(f.bytes.size(), ' '); break;
  }
  return out;
}

std::string folded(std::string_view utf8, FoldForm form) { return fold(utf8, form).text; }

std::string without_invisible(std::string_view s) {
  std::string out;
  out.reserve(s.size());
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    const char32_t c = next_char(s, at);
    if (!is_invisible(c)) out.append(s.substr(begin, at - begin));
  }
  return out;
}

}  // namespace heed::text

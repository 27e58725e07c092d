#include "text/entities.h"

#include "text/normalise.h"

namespace heed::text {

namespace {

struct Named {
  std::string_view name;
  char32_t c;
};
constexpr Named kNamed[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}, {"shy", 0xAD}, {"zwj", 0x200D}, {"zwnj", 0x200C},
    {"lrm", 0x200E}, {"rlm", 0x200F}, {"ensp", 0x2002}, {"emsp", 0x2003}, {"thinsp", 0x2009}, {"hyphen", 0x2010}, {"dash", 0x2010}, {"ndash", 0x2013},
    {"mdash", 0x2014}, {"minus", 0x2212}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"rsquor", 0x2019}, {"sbquo", 0x201A}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E},
    {"hellip", 0x2026}, {"bull", 0x2022}, {"middot", 0xB7}, {"period", '.'}, {"comma", ','}, {"commat", '@'}, {"lowbar", '_'}, {"sol", '/'}, {"colon", ':'},
    {"num", '#'}, {"plus", '+'}, {"lpar", '('}, {"rpar", ')'}, {"grave", '`'}, {"pound", 0xA3}, {"euro", 0x20AC}, {"copy", 0xA9}, {"reg", 0xAE}, {"trade", 0x2122},
    {"laquo", 0xAB}, {"raquo", 0xBB}, {"prime", 0x2032}, {"Prime", 0x2033}, {"Tab", '\t'}, {"NewLine", '\n'},
    {"aelig", 0xE6}, {"AElig", 0xC6}, {"oelig", 0x153}, {"OElig", 0x152}, {"szlig", 0xDF}, {"eth", 0xF0}, {"ETH", 0xD0}, {"thorn", 0xFE}, {"THORN", 0xDE},
    {"oslash", 0xF8}, {"Oslash", 0xD8}, {"lstrok", 0x142}, {"Lstrok", 0x141}, {"dstrok", 0x111}, {"Dstrok", 0x110}, {"hstrok", 0x127}, {"Hstrok", 0x126},
    {"inodot", 0x131}, {"imath", 0x131},
};
// "eacute" is e and an acute accent: one rule for all the letters that carry one.
constexpr Named kAccents[] = {
    {"acute", 0x301}, {"grave", 0x300}, {"circ", 0x302}, {"tilde", 0x303}, {"uml", 0x308}, {"cedil", 0x327}, {"ring", 0x30A}, {"caron", 0x30C},
    {"ogon", 0x328}, {"macr", 0x304}, {"breve", 0x306}, {"dot", 0x307}, {"dblac", 0x30B},
};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string decode_entities(std::string_view s) {
  if (s.find('&') == std::string_view::npos) return std::string(s);
  std::string out;
  out.reserve(s.size());
  for (std::size_t at = 0; at < s.size();) {
    if (s[at] != '&') {
      out += s[at++];
      continue;
    }
    std::size_t end = at + 1;
    if (end < s.size() && s[end] == '#') {
      ++end;
      const bool is_hex = end < s.size() && (s[end] | 0x20) == 'x';
      if (is_hex) ++end;
      const auto first = end;
      std::uint32_t c = 0;
      while (end < s.size() && (digit(s[end]) || (is_hex && (s[end] | 0x20) >= 'a' && (s[end] | 0x20) <= 'f'))) {
        const auto v = static_cast<std::uint32_t>(digit(s[end]) ? s[end] - '0' : (s[end] | 0x20) - 'a' + 10);
        if (c < 0x200000) c = c * (is_hex ? 16u : 10u) + v;
        ++end;
      }
      if (end > first && c > 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF)) {
        append_utf8(out, c);
        at = end < s.size() && s[end] == ';' ? end + 1 : end;
        continue;
      }
    } else {
      while (end < s.size() && end - at < 12 && (letter(s[end]) || digit(s[end]))) ++end;
      const auto name = s.substr(at + 1, end - at - 1);
      const bool closed = end < s.size() && s[end] == ';';
      bool done = false;
      if (closed)
        for (const auto& n : kNamed)
          if (n.name == name) {
            append_utf8(out, n.c);
            done = true;
            break;
          }
      if (closed && !done && name.size() > 3)
        for (const auto& a : kAccents)
          if (name.size() == a.name.size() + 1 && name.substr(1) == a.name) {
            out += name[0];
            append_utf8(out, a.c);
            done = true;
            break;
          }
      if (done) {
        at = end + 1;
        continue;
      }
    }
    out += s[at++];
  }
  return out;
}

static std::string escape(std::string_view s, bool quotes) {
  std::string out;
  out.reserve(s.size() + 8);
  for (const char c : s) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"' && quotes) out += "&quot;";
    else out += c;
  }
  return out;
}
std::string escape_text(std::string_view s) { return escape(s, false); }
std::string escape_attribute(std::string_view s) { return escape(s, true); }

}  // namespace heed::text

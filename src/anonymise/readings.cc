#include "anonymise/readings.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "text/words.h"

namespace heed::anonymise {

namespace {

enum : std::uint8_t { kOther, kSmall, kBig, kDigit, kWide, kDivider };
constexpr auto kClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t b = 0; b < 256; ++b)
    table[b] = b >= 0x80 ? kWide : b >= 'a' && b <= 'z' ? kSmall : b >= 'A' && b <= 'Z' ? kBig : b >= '0' && b <= '9' ? kDigit
               : b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == ',' || b == ';' || b == '(' || b == ')' ? kDivider : kOther;
  return table;
}();

// Whether two neighbouring bytes may be where two words meet. A letter beyond ASCII may be small or big.
constexpr auto kMeet = [] {
  std::array<std::array<bool, 8>, 8> table{};
  for (const auto a : {kSmall, kWide})
    for (const auto b : {kBig, kWide}) table[a][b] = true;
  for (const auto letter : {kSmall, kBig, kWide}) table[letter][kDigit] = table[kDigit][letter] = true;
  return table;
}();

std::uint8_t class_of(char c) { return kClass[static_cast<unsigned char>(c)]; }
bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
int nibble(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

}  // namespace

std::vector<Undivided> undivided(std::string_view s, std::size_t reach) {
  constexpr std::size_t kLongestWord = 4096;
  std::vector<std::size_t> hyphens;
  for (std::size_t at = 0; at < s.size();) {
    const auto* line = static_cast<const char*>(std::memchr(s.data() + at, '\n', s.size() - at));
    const auto* carriage = static_cast<const char*>(std::memchr(s.data() + at, '\r', line ? static_cast<std::size_t>(line - s.data()) - at : s.size() - at));
    const auto* end = carriage ? carriage : line;
    if (!end) break;
    const auto i = static_cast<std::size_t>(end - s.data());
    // A hyphen before a carriage return counts where something follows it.
    if (i > 0 && s[i - 1] == '-' && (s[i] == '\n' || i + 1 < s.size())) hyphens.push_back(i - 1);
    at = i + 1;
  }
  std::vector<Undivided> out;
  for (std::size_t h = 0; h < hyphens.size();) {
    auto from = hyphens[h] > reach ? hyphens[h] - reach : 0;
    for (std::size_t n = 0; from > 0 && !blank(s[from - 1]) && n < kLongestWord; ++n) --from;
    std::size_t to = 0;
    auto last = h;
    for (;;) {
      to = std::min(s.size(), hyphens[last] + reach);
      for (std::size_t n = 0; to < s.size() && !blank(s[to]) && n < kLongestWord; ++n) ++to;
      if (last + 1 == hyphens.size() || hyphens[last + 1] > to + reach) break;
      ++last;
    }
    Undivided one{from, {}, {}};
    auto at = from;
    for (; h <= last; ++h) {
      if (hyphens[h] < at) continue;
      one.text.append(s, at, hyphens[h] - at);
      one.joints.push_back(one.text.size());
      at = hyphens[h] + 1;
      while (at < s.size() && (s[at] == '\n' || s[at] == '\r' || s[at] == ' ')) ++at;
    }
    if (at < to) one.text.append(s, at, to - at);
    out.push_back(std::move(one));
  }
  return out;
}

std::string parted_or_nothing(std::string_view s) {
  std::uint8_t before = kOther;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto now = class_of(s[i]);
    if (kMeet[before][now]) {
      auto apart = text::parted(s);
      return apart == s ? std::string() : apart;
    }
    before = now;
  }
  return {};
}

std::string loosened_words(std::string_view s) {
  std::string out;
  std::size_t begin = 0;
  bool meets = false, percent = false;
  std::uint8_t before = kDivider;
  for (std::size_t i = 0; i <= s.size(); ++i) {
    const auto now = i < s.size() ? class_of(s[i]) : static_cast<std::uint8_t>(kDivider);
    if (now != kDivider) {
      meets |= kMeet[before][now];
      percent |= s[i] == '%';
      before = now;
      continue;
    }
    if ((meets || percent) && i - begin >= 6) {
      const auto word = s.substr(begin, i - begin);
      const auto decoded = percent ? percent_decoded(word) : std::string(word);
      if (decoded != word) out += decoded + "\n";
      // Data in letters (base 64, keys) has joints everywhere, and by chance any short name.
      constexpr std::size_t kLongestWord = 400;
      if (decoded.size() <= kLongestWord)
        if (const auto apart = text::parted(decoded); apart != decoded) out += apart + "\n";
    }
    begin = i + 1;
    meets = percent = false;
    before = kDivider;
  }
  return out;
}

std::string percent_decoded(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '%' && i + 2 < s.size() && nibble(s[i + 1]) >= 0 && nibble(s[i + 2]) >= 0) {
      out += static_cast<char>(nibble(s[i + 1]) * 16 + nibble(s[i + 2]));
      i += 2;
    } else {
      out += s[i];
    }
  }
  return out;
}

}  // namespace heed::anonymise

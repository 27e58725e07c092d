#include "anonymise/readings.h"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/ascii.h"
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

namespace {

/// Of 64 bytes: where a word may hold a joint or a percent sign.
std::uint64_t worth_a_look(const char* at, bool letter_before, bool digit_before) {
  std::uint64_t small = 0, big = 0, digits = 0, wide = 0, percent = 0;
#if defined(__SSE2__)
  auto within = [](__m128i b, char low, char high) { return _mm_and_si128(_mm_cmpgt_epi8(b, _mm_set1_epi8(static_cast<char>(low - 1))), _mm_cmplt_epi8(b, _mm_set1_epi8(static_cast<char>(high + 1)))); };
  auto bits = [](__m128i b, int i) { return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(b))) << (16 * i); };
  for (int i = 0; i < 4; ++i) {
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    small |= bits(within(b, 'a', 'z'), i);
    big |= bits(within(b, 'A', 'Z'), i);
    digits |= bits(within(b, '0', '9'), i);
    wide |= bits(b, i);
    percent |= bits(_mm_cmpeq_epi8(b, _mm_set1_epi8('%')), i);
  }
#else
  for (int i = 0; i < 64; ++i) {
    const auto c = class_of(at[i]);
    const auto bit = std::uint64_t{1} << i;
    if (c == kSmall) small |= bit;
    if (c == kBig) big |= bit;
    if (c == kDigit) digits |= bit;
    if (c == kWide) wide |= bit;
    if (at[i] == '%') percent |= bit;
  }
#endif
  // A capital before a capital is no joint; before the block it may have been a small letter, so any letter counts there.
  const std::uint64_t letters = small | big | wide, first = 1;
  const std::uint64_t after_small = ((small | wide) << 1) | (letter_before ? first : 0), after_letter = (letters << 1) | (letter_before ? first : 0), after_digit = (digits << 1) | (digit_before ? first : 0);
  return (after_small & (big | wide)) | (after_letter & digits) | (after_digit & letters) | percent;
}

void loosen(std::string_view word, std::string& out) {
  if (word.size() < 6) return;
  bool meets = false, percent = false;
  std::uint8_t before = kDivider;
  for (const char c : word) {
    const auto now = class_of(c);
    meets |= kMeet[before][now];
    percent |= c == '%';
    before = now;
  }
  if (!meets && !percent) return;
  const auto decoded = percent ? percent_decoded(word) : std::string(word);
  if (decoded != word) out += decoded + "\n";
  // Data in letters (base 64, keys) has joints everywhere, and by chance any short name.
  constexpr std::size_t kLongestWord = 400;
  if (decoded.size() <= kLongestWord)
    if (const auto apart = text::parted(decoded); apart != decoded) out += apart + "\n";
}

}  // namespace

std::string loosened_words(std::string_view s) {
  std::string out;
  std::size_t done = 0;  // words up to here have been looked at
  for (std::size_t block = 0; block < s.size(); block += 64) {
    char end[64] = {};
    const char* at = s.data() + block;
    if (s.size() - block < 64) std::memcpy(end, at, s.size() - block), at = end;
    const auto before = block > 0 ? class_of(s[block - 1]) : static_cast<std::uint8_t>(kDivider);
    for (auto bits = worth_a_look(at, before == kSmall || before == kBig || before == kWide, before == kDigit); bits != 0; bits &= bits - 1) {
      const auto i = block + static_cast<std::size_t>(__builtin_ctzll(bits));
      if (i < done) continue;
      std::size_t from = i, to = i;
      while (from > 0 && class_of(s[from - 1]) != kDivider) --from;
      while (to < s.size() && class_of(s[to]) != kDivider) ++to;
      loosen(s.substr(from, to - from), out);
      done = to;
    }
  }
  return out;
}

}  // namespace heed::anonymise

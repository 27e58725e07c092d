#include "anonymise/quick_fold.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace heed::anonymise {

namespace {

// What a byte of ASCII becomes: a small letter or a digit, or the space that divides words; 0 for what is no ASCII.
constexpr auto kAscii = [] {
  std::array<unsigned char, 256> table{};
  for (int b = 0; b < 0x80; ++b) {
    const bool word = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z');
    table[static_cast<std::size_t>(b)] = static_cast<unsigned char>(word ? b : b >= 'A' && b <= 'Z' ? b | 0x20 : ' ');
  }
  return table;
}();

#if defined(__SSE2__)
__m128i within(__m128i b, char low, char high) {
  return _mm_and_si128(_mm_cmpgt_epi8(b, _mm_set1_epi8(static_cast<char>(low - 1))), _mm_cmplt_epi8(b, _mm_set1_epi8(static_cast<char>(high + 1))));
}
#endif

constexpr std::size_t kBlock = 256;  // bytes between marks

// Few characters beyond ASCII stand in a text, again and again: those of one text meet in a small table.
class Characters {
 public:
  const std::string& folded(char32_t c) {
    auto& slot = slots_[(c * 0x9E3779B1u) >> 22];
    if (slot.c != c) slot = {c, text::token_bytes(c)};
    return slot.bytes;
  }

 private:
  struct Slot {
    char32_t c = 0;
    std::string bytes;
  };
  std::array<Slot, 1024> slots_;
};

}  // namespace

QuickFold::QuickFold(std::string_view source) : source_(source) {
  // A character may fold to more bytes than it had; the rare text that does is given room as it goes.
  std::size_t room = source.size() + source.size() / 8 + 256 + kPadding;
  text_ = large_room<char>(room);
  raw_ = large_room<char>(room);
  text_[0] = ' ';
  char* out = text_.get() + 1;
  char* raw = raw_.get() + 1;  // moves along with `out`
  const auto* const begin = reinterpret_cast<const unsigned char*>(source.data());
  const auto* const end = begin + source.size();
  marks_.reserve(source.size() / kBlock + 2);
  std::unique_ptr<Characters> characters;
  const auto* at = begin;
  std::size_t next_mark = 0;
  while (at < end) {
    const auto* const stop = at + std::min<std::size_t>(kBlock, static_cast<std::size_t>(end - at));
    const auto used = static_cast<std::size_t>(out - text_.get());
    if (used + kBlock + 256 + kPadding > room) {
      room = room + room / 2 + kBlock;
      for (auto* old : {&text_, &raw_}) {
        auto more = large_room<char>(room);
        std::memcpy(more.get(), old->get(), used);
        *old = std::move(more);
      }
      out = text_.get() + used;
      raw = raw_.get() + used;
    }
    char* const limit = text_.get() + room - kPadding - kBlock - 64;
    while (at < stop) {
      const unsigned char c = kAscii[*at];
      if (c != 0) [[likely]] {
        if (static_cast<std::size_t>(at - begin) >= next_mark && out[-1] == ' ' && c != ' ') {
          marks_.push_back({static_cast<std::size_t>(out - text_.get()) - 1, static_cast<std::size_t>(at - begin)});
          next_mark = static_cast<std::size_t>(at - begin) + kBlock;
          // Until the next mark is due there is nothing to ask but what the byte becomes.
          // Whether a space came before is kept apart, since a byte just written is slow to read.
          unsigned before = 0;
          for (; at < stop; ++at) {
#if defined(__SSE2__)
            // Sixteen bytes in which no two dividers meet become sixteen bytes.
            while (stop - at >= 16) {
              const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
              const __m128i big = within(b, 'A', 'Z'), small = _mm_or_si128(b, _mm_and_si128(big, _mm_set1_epi8(0x20)));
              const __m128i word = _mm_or_si128(within(small, 'a', 'z'), within(b, '0', '9'));
              const auto dividers = ~static_cast<unsigned>(_mm_movemask_epi8(word)) & 0xFFFF;
              if (_mm_movemask_epi8(b) != 0 || (dividers & ((dividers << 1) | before)) != 0) break;
              _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_or_si128(_mm_and_si128(word, small), _mm_andnot_si128(word, _mm_set1_epi8(' '))));
              _mm_storeu_si128(reinterpret_cast<__m128i*>(raw), b);
              out += 16, raw += 16, at += 16;
              before = dividers >> 15;
            }
            if (at == stop) break;
#endif
            const unsigned char d = kAscii[*at];
            if (d == 0) break;
            *out = static_cast<char>(d);
            *raw = static_cast<char>(*at);
            const unsigned space = d == ' ', step = 1 - (space & before);
            out += step;
            raw += step;
            before = space;
          }
          continue;
        }
        *out = static_cast<char>(c);
        *raw = static_cast<char>(*at++);
        const auto step = (c != ' ') | (out[-1] != ' ');
        out += step;
        raw += step;
        continue;
      }
      if (out > limit) break;  // more room first
      std::size_t from = static_cast<std::size_t>(at - begin);
      const char32_t wide = text::next_char(source, from);
      at = begin + from;
      if (!characters) characters = std::make_unique<Characters>();
      for (const char d : characters->folded(wide)) {
        *out = d;
        *raw = 0;
        const auto step = (d != ' ') | (out[-1] != ' ');
        out += step;
        raw += step;
      }
    }
  }
  size_ = static_cast<std::size_t>(out - text_.get()) - 1;
  if (size_ > 0 && text_.get()[size_] == ' ') --size_;
  std::memset(text_.get() + 1 + size_, ' ', kPadding);
}

text::Span QuickFold::original(std::size_t begin, std::size_t end) const {
  if (begin >= end || end > size_) return {};
  auto mark = std::upper_bound(marks_.begin(), marks_.end(), begin, [](std::size_t at, const Mark& m) { return at < m.folded; });
  std::size_t folded = 0, at = 0;
  if (mark != marks_.begin()) folded = (mark - 1)->folded, at = (mark - 1)->source;
  text::Span span;
  bool blank = true;
  while (at < source_.size() && folded < end) {
    const auto from = at;
    const auto b = static_cast<unsigned char>(source_[at]);
    std::size_t written = 0;
    if (kAscii[b] != 0) {
      ++at;
      written = kAscii[b] != ' ' || !blank;
      blank = kAscii[b] == ' ';
    } else {
      for (const char d : text::token_bytes(text::next_char(source_, at))) {
        written += d != ' ' || !blank;
        blank = d == ' ';
      }
    }
    if (folded <= begin && begin < folded + written) span.begin = from;
    folded += written;
    if (written) span.end = at;
  }
  // Marks that belong to the last letter go along with it, when the stretch ends with it.
  while (folded == end && at < source_.size() && (source_[at] & 0x80)) {
    std::size_t after = at;
    const auto type = u_charType(static_cast<UChar32>(text::next_char(source_, after)));
    if (span.end != at || (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)) break;
    span.end = at = after;
  }
  return span;
}

}  // namespace heed::anonymise

// What the proof searches with: every variant in one table, walked word by word. A word that begins no variant costs one look
// at a bitmap; numbers and references, which count with any spacing, are known by their first letters and digits. The detector
// walks an automaton over letters instead (matcher.h): a fault in one of them is not a fault in the other. It finds where the
// folded words stand and judges nothing; prove.cc does.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "anonymise/quick_fold.h"
#include "anonymise/variants.h"

namespace heed::anonymise {

namespace word_hashing {
inline std::uint64_t load8(const char* at) {
  std::uint64_t v;
  std::memcpy(&v, at, 8);
  return v;
}
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const auto wide = static_cast<unsigned __int128>(a ^ 0xA0761D6478BD642Full) * (b ^ 0xE7037ED1A0B428DBull);
  return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
}
}  // namespace word_hashing

/// Of one folded word. The same for the same bytes; others differ but for chance, which every user checks.
/// REQUIRES: eight bytes may be read from `word` on.
inline std::uint64_t word_hash(const char* word, std::size_t size) {
  using namespace word_hashing;
  if (size <= 8) return mixed(size == 8 ? load8(word) : load8(word) & ((std::uint64_t{1} << (8 * size)) - 1), size);
  std::uint64_t h = size;
  for (std::size_t at = 0; at + 8 < size; at += 8) h = mixed(h, load8(word + at));
  return mixed(h, load8(word + size - 8));
}

class VariantIndex {
 public:
  struct Place {
    std::size_t begin = 0, end = 0;  ///< in the folded text
    std::uint32_t variant = 0;
    bool operator==(const Place&) const = default;
  };

  VariantIndex() = default;
  /// REQUIRES: `all` outlives it.
  explicit VariantIndex(const std::vector<Variant>& all);
  /// Places in no particular order, each once for every way in which it is to be judged (kind, strength, whether a capital is
  /// needed): of several listed values with the same variant, the first. A common word that needs a capital is left out where it begins
  /// with a small letter: there are too many of them. Long words (six bytes or more) are handed to `long_word(begin, size, hash)`, since
  /// they are met on the way.
  template <class F>
  void search(const QuickFold& f, std::vector<Place>& out, F&& long_word) const;
  void search(const QuickFold& f, std::vector<Place>& out) const {
    search(f, out, [](std::size_t, std::size_t, std::uint64_t) {});
  }
  std::size_t longest() const { return longest_; }  ///< bytes of the longest variant

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Node {
    std::uint32_t first = kNone;  // variant that ends here, a chain by next_
    bool more = false;            // others go on from here
  };
  struct Step {
    std::uint32_t tag;   // half of the key of a node and a word; 0: empty
    std::uint32_t node;
  };
  static std::uint64_t key_of(std::uint32_t node, std::uint64_t hash) {
    const std::uint64_t k = (hash ^ (node * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
    return k ^ (k >> 32);
  }
  static std::uint32_t tag_of(std::uint64_t key) { return static_cast<std::uint32_t>(key) | 1; }
  std::uint32_t step(std::uint32_t node, std::uint64_t hash) const;
  std::uint32_t add_step(std::uint32_t node, std::uint64_t hash);
  void add_compact(std::uint32_t id);
  bool is_repeated(std::uint32_t chain, std::uint32_t id) const;
  void walk(const QuickFold& f, std::size_t begin, std::size_t end, std::uint64_t hash, std::vector<Place>& out) const;
  void compact_at(const QuickFold& f, std::size_t from, std::vector<Place>& out) const;

  const std::vector<Variant>* all_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> next_;  // by variant: another one that ends at the same node or stands in the same slot
  LargeRoom<Step> steps_;            // open addressing
  std::uint64_t mask_ = 0;
  std::size_t used_ = 0, longest_ = 0;
  std::vector<std::uint64_t> begins_;  // bitmap over hashes of first words

  std::vector<std::pair<std::uint64_t, std::uint32_t>> compact_;  // hash of a whole compact variant: the first of a chain; open addressing
  std::vector<std::size_t> compact_lengths_;
  std::array<bool, 256> compact_begins_{};
  std::size_t gram_ = 0;                                          // how many of the first bytes are looked at
  std::vector<std::uint64_t> grams_;
};

namespace index_bits {
/// For 64 bytes: which of them are spaces, and which are digits.
struct Masks {
  std::uint64_t spaces = 0, digits = 0;
};
inline Masks masks(const char* at) {
  Masks out;
#if defined(__SSE2__)
  const __m128i space = _mm_set1_epi8(' '), below = _mm_set1_epi8('0' - 1), above = _mm_set1_epi8('9' + 1);
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    const auto s = static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, space))));
    // Bytes beyond ASCII are negative here, so below every digit.
    const auto d = static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(_mm_and_si128(_mm_cmpgt_epi8(bytes, below), _mm_cmplt_epi8(bytes, above)))));
    out.spaces |= s << (16 * i);
    out.digits |= d << (16 * i);
  }
#else
  for (int i = 0; i < 64; ++i) {
    out.spaces |= static_cast<std::uint64_t>(at[i] == ' ') << i;
    out.digits |= static_cast<std::uint64_t>(at[i] >= '0' && at[i] <= '9') << i;
  }
#endif
  return out;
}
}  // namespace index_bits

template <class F>
void VariantIndex::search(const QuickFold& f, std::vector<Place>& out, F&& long_word) const {
  const std::string_view t = f.text();
  std::size_t word_begin = 0;
  std::uint64_t space_before = 1, digit_before = 0;
  for (std::size_t block = 0; block < t.size(); block += 64) {
    const auto [spaces, digits] = index_bits::masks(t.data() + block);
    if (!compact_lengths_.empty()) {
      const std::uint64_t after_space = (spaces << 1) | space_before, after_digit = (digits << 1) | digit_before;
      for (std::uint64_t starts = ~spaces & (after_space | (digits ^ after_digit)); starts != 0; starts &= starts - 1)
        if (const auto at = block + static_cast<std::size_t>(__builtin_ctzll(starts)); compact_begins_[static_cast<unsigned char>(t.data()[at])] && at < t.size()) compact_at(f, at, out);
    }
    space_before = spaces >> 63;
    digit_before = digits >> 63;
    for (std::uint64_t ends = spaces; ends != 0; ends &= ends - 1) {
      const auto end = block + static_cast<std::size_t>(__builtin_ctzll(ends));
      if (end > t.size()) break;
      if (end > word_begin) {
        const auto hash = word_hash(t.data() + word_begin, end - word_begin);
        if (end - word_begin >= 6) long_word(word_begin, end - word_begin, hash);
        if ((begins_[(hash >> 6) & (begins_.size() - 1)] >> (hash & 63)) & 1) walk(f, word_begin, end, hash, out);
      }
      word_begin = end + 1;
    }
  }
  if (word_begin < t.size()) {
    const auto hash = word_hash(t.data() + word_begin, t.size() - word_begin);
    if (t.size() - word_begin >= 6) long_word(word_begin, t.size() - word_begin, hash);
    walk(f, word_begin, t.size(), hash, out);
  }
}

}  // namespace heed::anonymise

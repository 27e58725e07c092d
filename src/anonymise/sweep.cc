#include "anonymise/sweep.h"

#include <array>
#include <cstring>
#include <unordered_map>

#include "anonymise/variant_index.h"
#include "anonymise/vocabulary.h"
#include "text/normalise.h"
#include "text/words.h"

namespace heed::anonymise {

namespace {

enum : std::uint8_t { kSmall = 1, kCapital = 2, kDigit = 4, kJoint = 8, kWide = 16, kStop = 32 };
constexpr auto kClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t b = 0; b < 256; ++b)
    table[b] = b >= 0x80 ? kWide : b >= 'a' && b <= 'z' ? kSmall : b >= 'A' && b <= 'Z' ? kCapital : b >= '0' && b <= '9' ? kDigit : b == '\'' || b == '-' ? kJoint : b == '.' || b == '!' || b == '?' || b == ':' ? kStop : 0;
  return table;
}();

struct Known {
  std::string folded;
  bool candidate = false;     // capitalised, and on no list
  bool like_a_word = false;   // by its ending: no name where a sentence begins
  bool ours = false;
};

class Sweep {
 public:
  Sweep(std::string_view s, const std::function<bool(const std::string&)>& is_ours) : s_(s), is_ours_(is_ours), small_(1 << 12) {}

  std::vector<UnknownWords> run() {
    bool start = true;
    int breaks = 0;
    for (std::size_t at = 0; at < s_.size();) {
      const auto c = kClass[static_cast<unsigned char>(s_[at])];
      if (!(c & (kSmall | kCapital | kDigit | kWide))) {
        const char b = s_[at++];
        if (c & kStop) start = true;
        if (b == '\n') {
          if (++breaks >= 2) start = true;
        } else if (b > ' ') {
          breaks = 0;
        }
        if (b == ',' || b == ';') start = false;
        continue;
      }
      auto end = at + 1;
      std::uint8_t all = c;
      // A word of ASCII; a joint belongs to it between two letters.
      for (; end < s_.size(); ++end) {
        const auto d = kClass[static_cast<unsigned char>(s_[end])];
        if (!(d & (kSmall | kCapital | kDigit | kWide)) && !((d & kJoint) && end + 1 < s_.size() && (kClass[static_cast<unsigned char>(s_[end + 1])] & (kSmall | kCapital | kDigit | kWide)))) break;
        all |= d;
      }
      if (all & kWide) {
        slowly(at, end, start);
      } else {
        meet(at, end, all, start, (c & kCapital) != 0);
        start = false;
      }
      breaks = 0;
      at = end;
    }
    return gather();
  }

 private:
  struct Met {
    std::size_t begin, end;
    const Known* known;
  };

  // Beyond ASCII a stretch may hold several words, marks and other dividers.
  void slowly(std::size_t begin, std::size_t end, bool& start) {
    const auto stretch = s_.substr(begin, end - begin);
    for (const auto& w : text::words(stretch)) {
      std::uint8_t all = w.capitalised ? kCapital : kSmall;
      if (!w.all_upper) all |= kSmall;
      if (w.has_digit) all |= kDigit;
      meet(begin + w.span.begin, begin + w.span.end, all, start && w.sentence_start, w.capitalised);
      start = false;
    }
  }

  void meet(std::size_t begin, std::size_t end, std::uint8_t all, bool start, bool capitalised) {
    if (!capitalised) {
      remember_small(begin, end);
      return;
    }
    if ((all & kDigit) || end - begin < 2) return;
    auto word = s_.substr(begin, end - begin);
    const Known& known = look_up(word, (all & kSmall) == 0);
    if (!known.candidate || (start && known.like_a_word)) return;
    met_.push_back({begin, end, &known});
  }

  // Small words are many and alike. Up to eight letters are compared as one number, and longer words that begin alike by their letters.
  void remember_small(std::size_t begin, std::size_t end) {
    // Eight bytes may be read at once where they are there.
    char last[16] = {};
    const char* word = s_.data() + begin;
    if (begin + 8 > s_.size()) std::memcpy(last, word, end - begin), word = last;
    const auto size = static_cast<std::uint32_t>(end - begin);
    std::uint64_t first = 0;
    std::memcpy(&first, word, 8);
    if (size < 8) first &= (std::uint64_t{1} << (8 * size)) - 1;
    for (auto slot = slot_of(first, size);; ++slot) {
      auto& one = small_[slot & (small_.size() - 1)];
      if (one.first == first && one.size == size && (size <= 8 || s_.substr(one.begin, size) == s_.substr(begin, size))) return;
      if (one.size != 0) continue;
      one = {first, static_cast<std::uint32_t>(begin), size};
      if (++smalls_ * 2 > small_.size()) grow();
      return;
    }
  }
  void grow() {
    std::vector<Small> more(small_.size() * 2);
    for (const auto& one : small_) {
      if (one.size == 0) continue;
      auto slot = slot_of(one.first, one.size);
      while (more[slot & (more.size() - 1)].size != 0) ++slot;
      more[slot & (more.size() - 1)] = one;
    }
    small_ = std::move(more);
  }
  static std::size_t slot_of(std::uint64_t first, std::uint32_t size) { return static_cast<std::size_t>(((first ^ size) * 0x9E3779B97F4A7C15u) >> 32); }

  const Known& look_up(std::string_view word, bool all_upper) {
    auto [it, fresh] = known_.try_emplace(word);
    if (!fresh) return it->second;
    Known& k = it->second;
    const auto whole = word;
    if (word.ends_with("'s")) word.remove_suffix(2);
    else if (word.ends_with("\xE2\x80\x99s")) word.remove_suffix(4);
    k.folded = text::folded(word);
    const auto& f = k.folded;
    k.candidate = f.size() >= 2 && !is_institutional_word(f) && !is_title(f) && month_number(f) == 0 && !is_common_word(f) && !(all_upper && whole.size() <= 5);
    k.like_a_word = looks_like_word(f);
    if (!k.candidate) return k;
    k.ours = true;
    const auto tokens = text::folded(word, text::FoldForm::Tokens);
    for (std::size_t at = 0; at < tokens.size() && k.ours;) {
      auto end = tokens.find(' ', at);
      if (end == std::string::npos) end = tokens.size();
      k.ours = is_ours_(tokens.substr(at, end - at));
      at = end + 1;
    }
    return k;
  }

  std::vector<UnknownWords> gather() {
    std::unordered_map<std::string_view, bool> in_small;
    for (const auto& one : small_)
      if (one.size != 0) in_small.emplace(s_.substr(one.begin, one.size), true);
    std::erase_if(met_, [&](const Met& m) { return in_small.contains(m.known->folded); });
    std::vector<UnknownWords> out;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < met_.size();) {
      std::size_t last = i;
      bool ours = met_[i].known->ours;
      std::string folded = met_[i].known->folded;
      while (last + 1 < met_.size() && met_[last + 1].begin - met_[last].end <= 2 && s_[met_[last].end] == ' ') {
        ++last;
        ours = ours && met_[last].known->ours;
        folded += ' ' + met_[last].known->folded;
      }
      if (!ours) {
        const auto [it, fresh] = places.try_emplace(folded, out.size());
        if (fresh) {
          auto shown = s_.substr(met_[i].begin, met_[last].end - met_[i].begin);
          if (shown.ends_with("'s")) shown.remove_suffix(2);
          else if (shown.ends_with("\xE2\x80\x99s")) shown.remove_suffix(4);
          out.push_back({folded, std::string(shown), 0});
        }
        ++out[it->second].count;
      }
      i = last + 1;
    }
    return out;
  }

  struct Small {
    std::uint64_t first = 0;           // its bytes up to eight
    std::uint32_t begin = 0, size = 0;  // size 0: empty
  };
  std::string_view s_;
  const std::function<bool(const std::string&)>& is_ours_;
  std::vector<Small> small_;
  std::size_t smalls_ = 0;
  std::unordered_map<std::string_view, Known> known_;
  std::vector<Met> met_;
};

}  // namespace

std::vector<UnknownWords> sweep(std::string_view utf8, const std::function<bool(const std::string&)>& is_ours) { return Sweep(utf8, is_ours).run(); }

}  // namespace heed::anonymise

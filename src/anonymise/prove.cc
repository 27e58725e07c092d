#include "anonymise/prove.h"

#include <unicode/uchar.h>

#include <array>
#include <future>
#include <map>
#include <unordered_set>

#include "anonymise/quick_fold.h"
#include "anonymise/readings.h"
#include "anonymise/streams.h"
#include "anonymise/sweep.h"
#include "anonymise/variant_index.h"
#include "anonymise/vocabulary.h"
#include "base/hash.h"

namespace heed::anonymise {

using text::FoldForm;
using text::Span;
using Place = VariantIndex::Place;

namespace {

bool any_lower(std::string_view s) {
  for (std::size_t at = 0; at < s.size();)
    if (u_islower(static_cast<UChar32>(text::next_char(s, at)))) return true;
  return false;
}

template <class F>
void each_word(std::string_view folded, F&& f) {
  for (std::size_t at = 0; at < folded.size();) {
    auto end = folded.find(' ', at);
    if (end == std::string_view::npos) end = folded.size();
    if (end > at) f(folded.substr(at, end - at));
    at = end + 1;
  }
}

/// Names with one letter left out, by their hashes: what a name and its misspelling share.
class NearNames {
 public:
  explicit NearNames(const std::vector<Variant>& all) : all_(&all) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> rows;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const auto& v = all[i];
      if (v.form != SearchForm::Tokens || v.text.find(' ') != std::string::npos) continue;
      single_.insert(v.text);
      const bool name = v.kind == VariantKind::Full || v.kind == VariantKind::Surname || v.kind == VariantKind::Forename || v.kind == VariantKind::Nickname || v.kind == VariantKind::NamePart;
      if (v.strong && name && v.text.size() >= kShortest && v.text.find_first_of("0123456789") == std::string::npos)
        each_shortened(v.text, [&](std::uint64_t h) { rows.emplace_back(h, i); });
    }
    std::size_t room = 64;
    while (room < rows.size() * 2) room *= 2;
    table_.assign(room, {0, 0});
    for (const auto& row : rows) {
      auto slot = row.first >> 16;
      while (table_[slot & (room - 1)].first != 0) ++slot;
      table_[slot & (room - 1)] = row;
    }
  }

  static constexpr std::size_t kShortest = 6;

  /// The variant that a word is a misspelling of; -1. Words that are variants themselves are none.
  std::int32_t find(std::string_view word) const {
    if (word.size() < kShortest || word.size() > 60 || single_.contains(word) || is_common_word(word) || is_institutional_word(word)) return -1;
    std::int32_t found = -1;
    each_shortened(word, [&](std::uint64_t h) {
      for (auto slot = h >> 16; found < 0 && table_[slot & (table_.size() - 1)].first != 0; ++slot)
        if (const auto& [hash, id] = table_[slot & (table_.size() - 1)]; hash == h && one_edit(word, (*all_)[id].text)) found = static_cast<std::int32_t>(id);
    });
    return found;
  }

 private:
  static std::uint64_t hash_without(std::string_view s, std::size_t at, std::size_t size) {
    std::uint64_t h = 1469598103934665603ull;
    for (std::size_t i = 0; i < s.size(); ++i)
      if (i < at || i >= at + size) h = (h ^ static_cast<unsigned char>(s[i])) * 1099511628211ull;
    h ^= h >> 32;
    return h | 1;
  }
  template <class F>
  static void each_shortened(std::string_view s, F&& f) {
    f(hash_without(s, s.size(), 0));
    for (std::size_t at = 0; at < s.size();) {
      const auto from = at;
      text::next_char(s, at);
      f(hash_without(s, from, at - from));
    }
  }
  /// One letter more, one fewer, another one, or two neighbours changed over.
  static bool one_edit(std::string_view a, std::string_view b) {
    std::size_t front = 0;
    while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
    std::size_t back = 0;
    while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
    const auto x = a.substr(front, a.size() - front - back), y = b.substr(front, b.size() - front - back);
    auto one = [](std::string_view s) {
      if (s.empty()) return true;
      std::size_t at = 0;
      text::next_char(s, at);
      return at == s.size();
    };
    if (one(x) && one(y)) return !(x.empty() && y.empty());
    return x.size() == 2 && y.size() == 2 && x[0] == y[1] && x[1] == y[0];
  }

  const std::vector<Variant>* all_;
  std::unordered_set<std::string_view> single_;  // every variant of one word
  std::vector<std::pair<std::uint64_t, std::uint32_t>> table_;
};

/// What was found out about each long word of a text, so that it is asked once.
class Tried {
 public:
  Tried() : slots_(1 << 12) {}
  /// REQUIRES: `words` is the same text each time.
  template <class F>
  std::int32_t get(std::string_view words, std::size_t begin, std::size_t size, std::uint64_t hash, F&& find) {
    hash |= 1;
    for (auto slot = hash >> 20;; ++slot) {
      auto& s = slots_[slot & (slots_.size() - 1)];
      if (s.hash == hash && s.size == size && words.substr(s.begin, s.size) == words.substr(begin, size)) return s.found;
      if (s.hash != 0) continue;
      const auto found = find(words.substr(begin, size));
      s = {hash, begin, static_cast<std::uint32_t>(size), found};
      if (++used_ * 2 > slots_.size()) grow();
      return found;
    }
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::size_t begin = 0;
    std::uint32_t size = 0;
    std::int32_t found = -1;
  };
  void grow() {
    std::vector<Slot> more(slots_.size() * 2);
    for (const auto& s : slots_) {
      if (s.hash == 0) continue;
      auto slot = s.hash >> 20;
      while (more[slot & (more.size() - 1)].hash != 0) ++slot;
      more[slot & (more.size() - 1)] = s;
    }
    slots_ = std::move(more);
  }
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

/// "12 May" before "1850" is a day of that year; were it the listed year, the strong form would have been found.
bool another_year(std::string_view after) {
  if (after.size() < 5 || after[0] != ' ' || (after.size() > 5 && after[5] != ' ')) return false;
  return (after[1] == '1' || after[1] == '2') && std::all_of(after.begin() + 2, after.begin() + 5, [](char c) { return c >= '0' && c <= '9'; });
}

enum class Way { Plain, Undivided, Parted, Loosened };
std::string_view suffix(Way way) {
  switch (way) {
    case Way::Plain: return "";
    case Way::Undivided: return ", lines joined";
    case Way::Parted: return ", parted";
    case Way::Loosened: return ", words taken apart";
  }
  return "";
}

}  // namespace

struct Prover::State {
  Register reg;
  std::string register_hash;
  std::shared_ptr<const std::vector<Variant>> all;
  VariantIndex index;
  NearNames near;
  std::vector<Variant> allowed;  // names that stay, as if they were variants
  VariantIndex allowed_index;
  std::unordered_set<std::string> replacements;  // folded words of what we put there ourselves

  explicit State(const Register& r) : reg(r), register_hash(r.hash()), all(all_variants(r)), index(*all), near(*all) {
    for (const auto& name : reg.allowed())
      if (auto folded = text::folded(name, FoldForm::Tokens); !folded.empty()) allowed.push_back({std::move(folded)});
    allowed_index = VariantIndex(allowed);
    auto keep = [&](std::string_view s) { each_word(text::folded(s, FoldForm::Tokens), [&](std::string_view w) { replacements.emplace(w); }); };
    for (const auto& v : reg.values()) keep(reg.replacement_for(v));
    for (const auto& a : reg.allowed()) keep(a);
  }
};

namespace {

/// One proof in the making.
class Search {
 public:
  Search(const Register& reg, const std::vector<Variant>& all, const VariantIndex& index, const VariantIndex& allowed, const NearNames& near,
         const std::unordered_set<std::string>& replacements, const Decisions& decisions, Proof& proof)
      : reg_(reg), all_(all), index_(index), allowed_(allowed), near_(near), replacements_(replacements), decisions_(decisions), keys_(proof.register_sha256), proof_(proof) {}

  void stream(const Stream& stream) {
    proof_.searched_bytes += stream.text.size();
    if (stream.kind == StreamKind::Words) {
      words(stream);
      for (const auto& one : undivided(stream.text, index_.longest() * 4 + 256)) reading(stream, one.text, Way::Undivided, &one);
      if (const auto loose = loosened_words(stream.text); !loose.empty()) reading(stream, loose, Way::Loosened);
      return;
    }
    reading(stream, stream.text, Way::Plain);
    if (stream.kind == StreamKind::Values || stream.kind == StreamKind::Markup)
      if (const auto apart = parted_or_nothing(stream.text); !apart.empty()) reading(stream, apart, Way::Parted);
  }

 private:
  void words(const Stream& stream) {
    const QuickFold f(stream.text);
    std::vector<Place> places;
    struct Misspelt {
      std::size_t begin, end;
      std::int32_t variant;
    };
    std::vector<Misspelt> misspelt;
    Tried tried;
    index_.search(f, places, [&](std::size_t begin, std::size_t size, std::uint64_t hash) {
      const auto found = tried.get(f.text(), begin, size, hash, [&](std::string_view word) { return replacements_.contains(std::string(word)) ? -1 : near_.find(word); });
      if (found >= 0) misspelt.push_back({begin, begin + size, found});
    });
    judge(stream, stream.text, f, places, Way::Plain, nullptr);
    for (const auto& m : misspelt) {
      const auto span = f.original(m.begin, m.end);
      const auto shown = std::string_view(stream.text).substr(span.begin, span.size());
      // A name has a capital; a word in small letters that is near one is a word.
      std::size_t first = 0;
      if (u_islower(static_cast<UChar32>(text::next_char(shown, first)))) continue;
      weak(make_left(stream, stream.text, span, Way::Plain, 0, all_[static_cast<std::size_t>(m.variant)].listed, VariantKind::Misspelt));
    }
  }

  void reading(const Stream& stream, std::string_view s, Way way, const Undivided* part = nullptr) {
    const QuickFold f(s);
    std::vector<Place> places;
    index_.search(f, places);
    judge(stream, s, f, places, way, part);
  }

  Left make_left(const Stream& stream, std::string_view s, Span span, Way way, std::size_t from, std::size_t listed_at, VariantKind kind) {
    const auto& listed = reg_.values()[listed_at];
    const auto shown = s.substr(span.begin, span.size());
    Left left;
    left.part = stream.part;
    left.view = stream.view + std::string(suffix(way));
    left.offset = from + span.begin;
    left.person = listed.person;
    left.kind = listed.kind;
    left.variant = kind;
    left.key = key_of(detection_kind(listed.kind), shown);
    left.value = PersonalText(std::string(shown));
    const auto begin = span.begin > 40 ? span.begin - 40 : 0;
    left.context = PersonalText(std::string(s.substr(begin, std::min(s.size(), span.end + 40) - begin)));
    return left;
  }

  /// The same words stand many times, and a key takes a hash.
  const std::string& key_of(DetectionKind kind, std::string_view shown) {
    auto& keys = known_keys_[static_cast<std::size_t>(kind)];
    auto it = keys.find(shown);
    if (it == keys.end()) it = keys.emplace(std::string(shown), keys_.key(kind, shown)).first;
    return it->second;
  }

  void weak(Left left) {
    const auto* decision = decisions_.find(left.key);
    (decision && decision->verdict == Verdict::Keep ? proof_.decided : proof_.left_weak).push_back(std::move(left));
  }

  void judge(const Stream& stream, std::string_view s, const QuickFold& f, std::vector<Place>& places, Way way, const Undivided* part) {
    if (places.empty()) return;
    std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
      const auto &va = all_[a.variant], &vb = all_[b.variant];
      return std::tuple(a.begin, b.end, !va.strong, va.kind, va.listed) < std::tuple(b.begin, a.end, !vb.strong, vb.kind, vb.listed);
    });
    std::vector<Place> allowed;
    allowed_.search(f, allowed);
    std::sort(allowed.begin(), allowed.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
    const bool other_way = way != Way::Plain;
    std::size_t last_begin = ~std::size_t{0}, last_end = 0, covered_to = 0, next_allowed = 0, allowed_to = 0;
    for (const auto& p : places) {
      const auto& v = all_[p.variant];
      for (; next_allowed < allowed.size() && allowed[next_allowed].begin <= p.begin; ++next_allowed) allowed_to = std::max(allowed_to, allowed[next_allowed].end);
      if (p.begin == last_begin && p.end == last_end) continue;
      if (p.end <= covered_to) continue;  // a part of a place that is listed already
      if (v.strong && (stream.kind == StreamKind::Binary || other_way) && (v.text.size() < 5 || (v.kind == VariantKind::Date && other_way && way != Way::Parted))) continue;
      if (!v.strong && (stream.kind == StreamKind::Markup || stream.kind == StreamKind::Binary || other_way)) continue;
      if (!v.strong && v.kind == VariantKind::Date && another_year(f.text().substr(p.end))) continue;
      const auto span = f.original(p.begin, p.end);
      // What stands to one side of the line's end was found where it stands.
      if (part && std::none_of(part->joints.begin(), part->joints.end(), [&](std::size_t j) { return span.begin <= j && j <= span.end; })) continue;
      const auto shown = s.substr(span.begin, span.size());
      if (!reads_as(v, shown)) {
        if (!v.strong) ++proof_.lower_case_words;
        continue;
      }
      // The 1 of "$A$1" is a place in a sheet, and no day of the month that follows it.
      if (v.kind == VariantKind::Date && span.begin > 0 && s[span.begin - 1] == '$') continue;
      if (!v.strong && v.kind == VariantKind::Initials && any_lower(shown)) continue;
      last_begin = p.begin;
      last_end = p.end;
      auto left = make_left(stream, s, span, way, part ? part->from : 0, v.listed, v.kind);
      if (allowed_to >= p.end) {
        proof_.allowed.push_back(std::move(left));
      } else if (v.strong) {
        covered_to = std::max(covered_to, p.end);
        proof_.left_strong.push_back(std::move(left));
      } else {
        weak(std::move(left));
      }
    }
  }

  const Register& reg_;
  const std::vector<Variant>& all_;
  const VariantIndex &index_, &allowed_;
  const NearNames& near_;
  const std::unordered_set<std::string>& replacements_;
  const Decisions& decisions_;
  Keys keys_;
  std::array<std::map<std::string, std::string, std::less<>>, 11> known_keys_;  // by kind of detection
  Proof& proof_;
};

}  // namespace

Prover::Prover(const Register& reg) : state_(std::make_unique<State>(reg)) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Proof Prover::prove(std::string_view bytes, std::string_view file_name, const Decisions& decisions) const {
  const auto& st = *state_;
  Proof proof;
  proof.file_sha256 = hex(sha256(bytes));
  proof.register_sha256 = st.register_hash;
  proof.bytes = bytes.size();
  proof.values = st.reg.values().size();
  proof.variants = st.all->size();
  auto streams = streams_of(bytes, file_name);
  proof.parts = std::move(streams.parts);
  proof.unread = std::move(streams.unread);
  // The advice looks at the words alone, so on a long file it is sought while the search goes on.
  struct Sought {
    std::vector<StillRecognisable> recognisable;
    std::map<std::string, UnknownWords> unknown;  // by the folded words
  };
  const auto seek = [&] {
    Sought out;
    for (const auto& stream : streams.streams) {
      if (stream.kind != StreamKind::Words) continue;
      for (auto& r : recognisable(stream.text)) out.recognisable.push_back({stream.part, std::move(r)});
      for (auto& one : sweep(stream.text, [&](const std::string& word) { return st.replacements.contains(word); })) {
        auto& known = out.unknown[one.folded];
        if (known.shown.empty()) known.shown = std::move(one.shown);
        known.count += one.count;
      }
    }
    return out;
  };
  constexpr std::size_t kLong = 1 << 20;
  auto sought = std::async(bytes.size() >= kLong ? std::launch::async : std::launch::deferred, seek);
  Search search(st.reg, *st.all, st.index, st.allowed_index, st.near, st.replacements, decisions, proof);
  for (const auto& stream : streams.streams) search.stream(stream);
  auto advice = sought.get();
  proof.recognisable = std::move(advice.recognisable);
  for (auto& [folded, entry] : advice.unknown) proof.advice.push_back({"text", "unknown capitalised word", PersonalText(entry.shown), entry.count});
  for (auto& [name, value] : streams.metadata) proof.advice.push_back({"metadata", name, PersonalText(value), 1});
  return proof;
}

Proof prove(std::string_view bytes, std::string_view file_name, const Register& reg, const Decisions& decisions) {
  return Prover(reg).prove(bytes, file_name, decisions);
}

}  // namespace heed::anonymise

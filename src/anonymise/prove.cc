#include "anonymise/prove.h"

#include <unicode/uchar.h>

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "anonymise/recognisers/recognisers.h"
#include "anonymise/streams.h"
#include "anonymise/vocabulary.h"
#include "base/hash.h"
#include "text/words.h"

namespace heed::anonymise {

using text::FoldForm;
using text::Folded;
using text::Span;

namespace {

constexpr std::string_view kProgram = "heed 0.1.0";  // as `heed version` says

bool any_lower(std::string_view s) {
  for (std::size_t at = 0; at < s.size();)
    if (u_islower(static_cast<UChar32>(text::next_char(s, at)))) return true;
  return false;
}

struct Place {
  std::size_t begin = 0, end = 0;  // in the folded text
  std::uint32_t variant = 0;
};

bool digit(char c) { return c >= '0' && c <= '9'; }

/// The words of a text that hold a joint, taken apart there: a line each.
std::string glued_words(std::string_view s) {
  std::string out;
  auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); };
  auto big = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t at = 0; at < s.size();) {
    auto end = s.find_first_of(" \n\t\r,;()", at);
    if (end == std::string_view::npos) end = s.size();
    const auto word = s.substr(at, end - at);
    at = end + 1;
    if (word.size() < 6 || word.size() > 120) continue;
    bool joint = false;
    for (std::size_t i = 1; i < word.size() && !joint; ++i)
      joint = (small(word[i - 1]) && (big(word[i]) || (word[i] & 0x80))) || (digit(word[i]) != digit(word[i - 1]) && (small(word[i]) || big(word[i]) || small(word[i - 1]) || big(word[i - 1])));
    if (!joint) continue;
    auto apart = text::parted(word);
    if (apart != word) out += apart + "\n";
  }
  return out;
}

std::string_view first_token(std::string_view folded) { return folded.substr(0, folded.find(' ')); }

}  // namespace

// A table of first words, each with what may follow. The detector walks an automaton instead; a fault in one of them is not
// a fault in the other.
struct Prover::State {
  Register reg;
  std::vector<Variant> all;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_first;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_compact;
  std::set<std::size_t> compact_lengths;
  bool compact_start[256] = {};
  std::vector<std::string> allowed;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> allowed_by_first;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> near;  // a name with one letter left out, hashed: the variants
  std::unordered_set<std::string_view> single;                         // every variant of one word
  std::unordered_set<std::string> replacements;  // folded words of what we put there ourselves

  static std::uint64_t hash_without(std::string_view s, std::size_t at, std::size_t size) {
    std::uint64_t h = 1469598103934665603ull;
    for (std::size_t i = 0; i < s.size(); ++i)
      if (i < at || i >= at + size) h = (h ^ static_cast<unsigned char>(s[i])) * 1099511628211ull;
    return h;
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
  /// The variant that `word` is a misspelling of; -1.
  int misspelt(std::string_view word) const {
    if (word.size() < 6 || word.size() > 60 || single.contains(word) || replacements.contains(std::string(word)) || is_common_word(word) || is_institutional_word(word)) return -1;
    int found = -1;
    each_shortened(word, [&](std::uint64_t h) {
      if (found >= 0) return;
      if (const auto it = near.find(h); it != near.end())
        for (const auto id : it->second)
          if (one_edit(word, all[id].text)) {
            found = static_cast<int>(id);
            return;
          }
    });
    return found;
  }

  void search(const Folded& f, std::vector<Place>& out) const {
    const std::string_view t = f.text;
    for (std::size_t at = 0; at < t.size();) {
      std::size_t end = t.find(' ', at);
      if (end == std::string_view::npos) end = t.size();
      if (const auto it = by_first.find(t.substr(at, end - at)); it != by_first.end())
        for (const auto id : it->second) {
          const std::string_view want = all[id].text;
          if (t.compare(at, want.size(), want) == 0 && (at + want.size() == t.size() || t[at + want.size()] == ' ')) out.push_back({at, at + want.size(), id});
        }
      if (!compact_lengths.empty())
        for (std::size_t i = at; i < end; ++i)
          if ((i == at || digit(t[i]) != digit(t[i - 1])) && compact_start[static_cast<unsigned char>(t[i])]) compact_from(f, i, out);
      at = end + 1;
    }
  }

  void compact_from(const Folded& f, std::size_t from, std::vector<Place>& out) const {
    const std::string_view t = f.text;
    std::string key;
    std::size_t at = from;
    for (const auto length : compact_lengths) {
      while (key.size() < length && at < t.size()) {
        if (t[at] != ' ') key += t[at];
        ++at;
      }
      if (key.size() < length) return;
      const auto it = by_compact.find(key);
      if (it == by_compact.end()) continue;
      if (at < t.size() && t[at] != ' ' && digit(t[at]) == digit(t[at - 1])) continue;
      if (f.original(from, at).size() > length * 5 + 8) continue;
      for (const auto id : it->second) out.push_back({from, at, id});
    }
  }

  std::vector<Span> find_allowed(const Folded& f) const {
    std::vector<Span> out;
    if (allowed.empty()) return out;
    const std::string_view t = f.text;
    for (std::size_t at = 0; at < t.size();) {
      std::size_t end = t.find(' ', at);
      if (end == std::string_view::npos) end = t.size();
      if (const auto it = allowed_by_first.find(t.substr(at, end - at)); it != allowed_by_first.end())
        for (const auto id : it->second)
          if (t.compare(at, allowed[id].size(), allowed[id]) == 0 && (at + allowed[id].size() == t.size() || t[at + allowed[id].size()] == ' '))
            out.push_back({at, at + allowed[id].size()});
      at = end + 1;
    }
    return out;
  }
};

Prover::Prover(const Register& reg) : state_(std::make_unique<State>()) {
  auto& st = *state_;
  st.reg = reg;
  st.all = variants(reg);
  for (std::uint32_t i = 0; i < st.all.size(); ++i) {
    const std::string_view v = st.all[i].text;
    if (st.all[i].form == SearchForm::Tokens) {
      if (v.find(' ') == std::string_view::npos) {
        st.single.insert(v);
        const auto kind = st.all[i].kind;
        const bool name = kind == VariantKind::Full || kind == VariantKind::Surname || kind == VariantKind::Forename || kind == VariantKind::Nickname || kind == VariantKind::NamePart;
        if (st.all[i].strong && name && v.size() >= 6 && v.find_first_of("0123456789") == std::string_view::npos)
          State::each_shortened(v, [&](std::uint64_t h) { st.near[h].push_back(i); });
      }
      st.by_first[first_token(v)].push_back(i);
    } else {
      st.by_compact[v].push_back(i);
      st.compact_lengths.insert(v.size());
      st.compact_start[static_cast<unsigned char>(v[0])] = true;
    }
  }
  for (const auto& name : reg.allowed()) st.allowed.push_back(text::folded(name, FoldForm::Tokens));
  std::erase(st.allowed, "");
  for (std::uint32_t i = 0; i < st.allowed.size(); ++i) st.allowed_by_first[first_token(st.allowed[i])].push_back(i);
  auto keep_words = [&](std::string_view s) {
    const auto folded = text::folded(s, FoldForm::Tokens);
    for (std::size_t at = 0; at < folded.size();) {
      auto end = folded.find(' ', at);
      if (end == std::string::npos) end = folded.size();
      st.replacements.insert(folded.substr(at, end - at));
      at = end + 1;
    }
  };
  for (const auto& v : reg.values()) keep_words(reg.replacement_for(v));
  for (const auto& a : reg.allowed()) keep_words(a);
}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Proof Prover::prove(std::string_view bytes, std::string_view file_name, const Decisions& decisions) const {
  const auto& st = *state_;
  Proof proof;
  proof.file_sha256 = hex(sha256(bytes));
  proof.register_sha256 = st.reg.hash();
  proof.bytes = bytes.size();
  proof.values = st.reg.values().size();
  proof.variants = st.all.size();
  const Keys keys(proof.register_sha256);
  auto streams = streams_of(bytes, file_name);
  proof.parts = std::move(streams.parts);
  proof.unread = std::move(streams.unread);
  std::map<std::string, std::pair<std::string, int>> unknown;  // folded: shown, count

  for (const auto& stream : streams.streams) {
    proof.searched_bytes += stream.text.size();
    // A word divided at the end of a line reads as one to a person: search without the dividing hyphens, too.
    std::vector<std::string> readings{stream.text};
    if (stream.kind == StreamKind::Words) {
      std::string undivided;
      bool divided = false;
      for (std::size_t i = 0; i < stream.text.size(); ++i) {
        if (stream.text[i] == '-' && i + 1 < stream.text.size() && (stream.text[i + 1] == '\n' || (stream.text[i + 1] == '\r' && i + 2 < stream.text.size()))) {
          while (i + 1 < stream.text.size() && (stream.text[i + 1] == '\n' || stream.text[i + 1] == '\r' || stream.text[i + 1] == ' ')) ++i;
          divided = true;
          continue;
        }
        undivided += stream.text[i];
      }
      if (divided) readings.push_back(std::move(undivided));
    }
    // "KhanHeading1" in an id or a file name: words that a program glued together.
    const bool glued = stream.kind == StreamKind::Values || stream.kind == StreamKind::Markup;
    if (glued) {
      auto apart = text::parted(stream.text);
      if (apart != stream.text) readings.push_back(std::move(apart));
    }
    bool loose_words = false;
    if (stream.kind == StreamKind::Words) {
      auto loose = glued_words(stream.text);
      loose_words = !loose.empty();
      if (loose_words) readings.push_back(std::move(loose));
    }
    for (std::size_t reading = 0; reading < readings.size(); ++reading) {
      const std::string& s = readings[reading];
      const auto f = text::fold(s, FoldForm::Tokens);
      std::vector<Place> places;
      st.search(f, places);
      std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        const auto &va = st.all[a.variant], &vb = st.all[b.variant];
        return std::tuple(a.begin, b.end, !va.strong, va.kind, va.listed) < std::tuple(b.begin, a.end, !vb.strong, vb.kind, vb.listed);
      });
      const auto allowed = st.find_allowed(f);
      std::size_t last_begin = ~std::size_t{0}, last_end = 0, covered_to = 0;
      for (const auto& p : places) {
        const auto& v = st.all[p.variant];
        if (p.begin == last_begin && p.end == last_end) continue;
        if (p.end <= covered_to) continue;  // a part of a place that is listed already
        if (v.strong && (stream.kind == StreamKind::Binary || reading > 0) && (v.text.size() < 5 || (v.kind == VariantKind::Date && reading > 0 && !glued))) continue;
        if (!v.strong && (stream.kind == StreamKind::Markup || stream.kind == StreamKind::Binary || reading > 0)) continue;
        const auto span = f.original(p.begin, p.end);
        const auto shown = std::string_view(s).substr(span.begin, span.size());
        if (!reads_as(v, shown)) {
          if (!v.strong) ++proof.lower_case_words;
          continue;
        }
        // The 1 of "$A$1" is a place in a sheet, and no day of the month that follows it.
        if (v.kind == VariantKind::Date && span.begin > 0 && s[span.begin - 1] == '$') continue;
        if (!v.strong) {
          if (v.kind == VariantKind::Initials && any_lower(shown)) continue;
        }
        last_begin = p.begin;
        last_end = p.end;
        const auto& listed = st.reg.values()[v.listed];
        Left left;
        left.part = stream.part;
        left.view = reading == 0 ? stream.view : stream.view + (glued ? ", parted" : readings.size() - reading == 1 && loose_words ? ", words taken apart" : ", lines joined");
        left.offset = span.begin;
        left.person = listed.person;
        left.kind = listed.kind;
        left.variant = v.kind;
        left.key = keys.key(detection_kind(listed.kind), shown);
        left.value = PersonalText(std::string(shown));
        const auto from = span.begin > 40 ? span.begin - 40 : 0;
        left.context = PersonalText(s.substr(from, std::min(s.size(), span.end + 40) - from));
        const bool is_allowed =
            std::any_of(allowed.begin(), allowed.end(), [&](const Span& a) { return a.begin <= p.begin && a.end >= p.end; });
        if (is_allowed) {
          proof.allowed.push_back(std::move(left));
        } else if (v.strong) {
          covered_to = std::max(covered_to, p.end);
          proof.left_strong.push_back(std::move(left));
        } else {
          const auto* decision = decisions.find(left.key);
          if (decision && decision->verdict == Verdict::Keep) proof.decided.push_back(std::move(left));
          else proof.left_weak.push_back(std::move(left));
        }
      }
    }
    if (stream.kind != StreamKind::Words) continue;
    for (auto& r : recognisable(stream.text)) proof.recognisable.push_back({stream.part, std::move(r)});
    std::unordered_map<std::string_view, int> tried;
    const auto f = text::fold(stream.text, FoldForm::Tokens);
    for (std::size_t at = 0; at < f.text.size();) {
      auto end = f.text.find(' ', at);
      if (end == std::string::npos) end = f.text.size();
      const auto word = std::string_view(f.text).substr(at, end - at);
      const auto begin = at;
      at = end + 1;
      if (word.size() < 6) continue;
      auto [it, fresh] = tried.emplace(word, -1);
      if (fresh) it->second = st.misspelt(word);
      if (it->second < 0) continue;
      const auto span = f.original(begin, end);
      const auto shown = std::string_view(stream.text).substr(span.begin, span.size());
      // A name has a capital; a word in small letters that is near one is a word.
      std::size_t first = 0;
      if (u_islower(static_cast<UChar32>(text::next_char(shown, first)))) continue;
      const auto& v = st.all[static_cast<std::size_t>(it->second)];
      const auto& listed = st.reg.values()[v.listed];
      Left left{stream.part, stream.view, span.begin, listed.person, listed.kind, VariantKind::Misspelt, keys.key(detection_kind(listed.kind), shown), PersonalText(std::string(shown)), {}};
      const auto from = span.begin > 40 ? span.begin - 40 : 0;
      left.context = PersonalText(stream.text.substr(from, std::min(stream.text.size(), span.end + 40) - from));
      const auto* decision = decisions.find(left.key);
      (decision && decision->verdict == Verdict::Keep ? proof.decided : proof.left_weak).push_back(std::move(left));
    }
    std::vector<Detection> sweep;
    recognise_unknown(stream.text, sweep);
    for (const auto& d : sweep) {
      const auto shown = stream.text.substr(d.span.begin, d.span.size());
      const auto folded = text::folded(shown, FoldForm::Tokens);
      bool ours = true;
      for (std::size_t at = 0; at < folded.size() && ours;) {
        auto end = folded.find(' ', at);
        if (end == std::string::npos) end = folded.size();
        ours = st.replacements.contains(folded.substr(at, end - at));
        at = end + 1;
      }
      if (ours) continue;
      auto& [first, n] = unknown[folded];
      if (first.empty()) first = shown;
      ++n;
    }
  }
  for (auto& [folded, entry] : unknown) proof.advice.push_back({"text", "unknown capitalised word", PersonalText(entry.first), entry.second});
  for (auto& [name, value] : streams.metadata) proof.advice.push_back({"metadata", name, PersonalText(value), 1});
  return proof;
}

Proof prove(std::string_view bytes, std::string_view file_name, const Register& reg, const Decisions& decisions) {
  return Prover(reg).prove(bytes, file_name, decisions);
}

std::string write_certificate_json(const Proof& proof, Instant at, ShowValues show) {
  using nlohmann::ordered_json;
  auto list = [&](const std::vector<Left>& all) {
    ordered_json out = ordered_json::array();
    for (const auto& l : all) {
      ordered_json one{{"part", l.part}, {"view", l.view}, {"offset", l.offset}, {"kind", word(l.kind)}, {"variant", words(l.variant)}, {"key", l.key}};
      if (show == ShowValues::Yes) one["value"] = l.value.reveal(), one["context"] = l.context.reveal();
      out.push_back(std::move(one));
    }
    return out;
  };
  ordered_json advice = ordered_json::array();
  if (show == ShowValues::Yes)
    for (const auto& a : proof.advice) advice.push_back({{"part", a.part}, {"what", a.what}, {"value", a.value.reveal()}, {"count", a.count}});
  ordered_json facts = ordered_json::array();
  for (const auto& r : proof.recognisable) {
    ordered_json kinds = ordered_json::array();
    for (const auto& fact : r.facts.facts) kinds.push_back(words(fact.kind));
    ordered_json one{{"part", r.part}, {"facts", kinds}, {"why", r.facts.why}, {"suggestion", r.facts.suggestion}};
    if (show == ShowValues::Yes) one["words"] = r.facts.shown.reveal();
    facts.push_back(std::move(one));
  }
  const ordered_json out{
      {"program", kProgram},
      {"clean", proof.clean()},
      {"settled", proof.settled()},
      {"proves", "No listed value and no strong variant of one remains in any part of this file that could be read."},
      {"does_not_prove", "That nobody can be recognised: from what is not listed, from pictures, or from a rare combination of facts."},
      {"at", iso(at)},
      {"file_sha256", proof.file_sha256},
      {"register_sha256", proof.register_sha256},
      {"bytes", proof.bytes},
      {"searched_bytes", proof.searched_bytes},
      {"values", proof.values},
      {"variants", proof.variants},
      {"parts", proof.parts},
      {"unread", proof.unread},
      {"left_strong", list(proof.left_strong)},
      {"left_weak", list(proof.left_weak)},
      {"decided", list(proof.decided)},
      {"allowed", list(proof.allowed)},
      {"common_words_in_lower_case", proof.lower_case_words},
      {"advice_count", proof.advice.size()},
      {"advice", advice},
      {"could_someone_still_be_recognised", facts}};
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace heed::anonymise

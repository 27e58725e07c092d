#include "library/highlight.h"

#include <algorithm>

#include "library/tokens.h"

namespace heed::library {

Highlighter::Highlighter(const SearchQuery& query, const std::vector<Term>& further) {
  const auto add_term = [&](const Term& term) {
    add(term.text, term.prefix);
    for (const auto& n : term.near) add(n.text, n.prefix);
  };
  // As in matching: words that say how are shown only where nothing else was asked.
  bool content = false;
  const auto says_how = [](const Term& t) {
    if (t.phrase || t.prefix || !t.near.empty()) return false;
    const auto all = tokens(t.text);
    return all.size() == 1 && is_function_word(all.front().word);
  };
  for (const auto& group : query.all)
    for (const auto& term : group) content = content || !says_how(term);
  for (const auto& group : query.all)
    for (const auto& term : group)
      if (!content || !says_how(term)) add_term(term);
  for (const auto& term : further) add_term(term);
}

void Highlighter::add(const std::string& text, bool prefix) {
  Pattern pattern;
  for (const auto& token : tokens(text)) pattern.push_back({stem(token.word), false});
  if (pattern.empty()) return;
  if (prefix) pattern.back() = {tokens(text).back().word, true};
  // A stem keeps the beginning of its words; what English endings may change is at most its last two letters ("dying", "die").
  for (const auto& word : pattern) beginnings_.push_back(word.begins ? word.stem : word.stem.substr(0, std::clamp<std::size_t>(word.stem.size(), 3, 5) - 2));
  patterns_.push_back(std::move(pattern));
}

std::vector<Highlighter::Hit> Highlighter::hits(std::string_view text, std::vector<std::pair<std::uint32_t, std::uint32_t>>& words) const {
  // Stemming is the dear part: a word is stemmed only where it begins like something that is looked for.
  struct Wanted {
    std::size_t at;  ///< which word of the text
    std::string folded, stem;
  };
  std::vector<Wanted> wanted;
  each_word(text, [&](std::string_view word, std::uint32_t begin, std::uint32_t end) {
    words.emplace_back(begin, end);
    if (std::any_of(beginnings_.begin(), beginnings_.end(), [&](const auto& lead) { return word.starts_with(lead); })) wanted.push_back({words.size() - 1, std::string(word), stem(word)});
  });
  std::vector<Hit> out;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    for (std::size_t p = 0; p < patterns_.size(); ++p) {
      const auto& pattern = patterns_[p];
      if (i + pattern.size() > wanted.size()) continue;
      const auto first = wanted[i].at, last = first + pattern.size() - 1;
      bool same = true;
      for (std::size_t k = 0; k < pattern.size() && same; ++k) {
        const auto& word = wanted[i + k];
        same = word.at == first + k && (pattern[k].begins ? word.folded.starts_with(pattern[k].stem) : word.stem == pattern[k].stem);
      }
      if (same) out.push_back({words[first].first, words[last].second, first, last, p});
    }
  return out;
}

std::vector<Piece> Highlighter::pieces(std::string_view text, const std::vector<Hit>& hits, std::uint32_t from, std::uint32_t to) const {
  std::vector<Piece> out;
  auto at = from;
  for (const auto& hit : hits) {
    if (hit.begin < at && hit.end <= at) continue;
    if (hit.end > to || hit.begin < from) continue;
    const auto begin = std::max(at, hit.begin);
    if (begin > at) out.push_back({std::string(text.substr(at, begin - at)), false});
    if (begin == at && !out.empty() && out.back().hit && begin != hit.begin) out.back().text += text.substr(begin, hit.end - begin);
    else out.push_back({std::string(text.substr(begin, hit.end - begin)), true});
    at = hit.end;
  }
  if (at < to) out.push_back({std::string(text.substr(at, to - at)), false});
  return out;
}

std::vector<Piece> Highlighter::all(std::string_view text) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;
  const auto found = hits(text, words);
  return pieces(text, found, 0, std::uint32_t(text.size()));
}

std::vector<Piece> Highlighter::around(std::string_view text, std::size_t most) const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;
  const auto found = hits(text, words);
  if (words.size() <= most + most / 4) return pieces(text, found, 0, std::uint32_t(text.size()));
  std::size_t best = 0, best_value = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::uint64_t different = 0;
    std::size_t value = 0;
    for (std::size_t j = i; j < found.size() && found[j].last < found[i].first + most; ++j) {
      value += 1 + (found[j].pattern < 64 && !(different >> found[j].pattern & 1) ? 10 : 0);
      if (found[j].pattern < 64) different |= std::uint64_t(1) << found[j].pattern;
    }
    if (value > best_value) best_value = value, best = i;
  }
  const auto lead = most / 5;
  std::size_t first = found.empty() || found[best].first < lead ? 0 : found[best].first - lead;
  first = std::min(first, words.size() - most);
  const auto last = first + most - 1;
  // Punctuation that closes the last word stays with it.
  auto to = last + 1 < words.size() ? words[last + 1].first : std::uint32_t(text.size());
  while (to > words[last].second && (text[to - 1] == ' ' || text[to - 1] == '\n' || text[to - 1] == '\t')) --to;
  auto out = pieces(text, found, first == 0 ? 0 : words[first].first, to);
  if (first > 0) out.insert(out.begin(), Piece{"… ", false});
  if (last + 1 < words.size()) out.push_back({" …", false});
  return out;
}

}  // namespace heed::library

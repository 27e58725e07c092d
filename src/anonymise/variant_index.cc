#include "anonymise/variant_index.h"

#include <algorithm>
#include <cstring>

namespace heed::anonymise {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

VariantIndex::VariantIndex(const std::vector<Variant>& all) : all_(&all), nodes_(1), next_(all.size(), kNone), begins_(1 << 15) {
  std::size_t words = 0, compact = 0;
  gram_ = 4;
  for (const auto& v : all) {
    longest_ = std::max(longest_, v.text.size());
    if (v.form == SearchForm::Tokens) {
      words += 1 + static_cast<std::size_t>(std::count(v.text.begin(), v.text.end(), ' '));
      continue;
    }
    ++compact;
    gram_ = std::min(gram_, v.text.size());
    compact_lengths_.push_back(v.text.size());
  }
  std::size_t room = 64;
  while (room < words + words / 2) room *= 2;
  steps_ = large_room<Step>(room);
  std::memset(static_cast<void*>(steps_.get()), 0, room * sizeof(Step));
  mask_ = room - 1;
  nodes_.reserve(words / 2 + 1);
  std::sort(compact_lengths_.begin(), compact_lengths_.end());
  compact_lengths_.erase(std::unique(compact_lengths_.begin(), compact_lengths_.end()), compact_lengths_.end());
  room = 64;
  while (room < compact * 2) room *= 2;
  compact_.assign(room, {0, kNone});
  grams_.resize(1 << 12);

  std::string padded;
  std::string_view before;                                  // the variant of words before this one
  std::vector<std::pair<std::size_t, std::uint32_t>> path;  // where its words end, and their nodes
  for (std::uint32_t id = 0; id < all.size(); ++id) {
    const auto& text = all[id].text;
    if (text.empty()) continue;
    padded.assign(text).append(16, '\0');
    if (all[id].form == SearchForm::Compact) {
      add_compact(id);
      continue;
    }
    // Variants of one value stand in order, and many begin with the words of the one before: those nodes are known.
    std::size_t alike = 0;
    while (alike < text.size() && alike < before.size() && text[alike] == before[alike]) ++alike;
    const auto whole_word = [&](std::size_t end) { return end == text.size() || text[end] == ' '; };
    while (!path.empty() && (path.back().first > alike || !whole_word(path.back().first))) path.pop_back();
    std::uint32_t node = path.empty() ? 0 : path.back().second;
    for (std::size_t at = path.empty() ? 0 : path.back().first + 1; at < text.size();) {
      auto end = text.find(' ', at);
      if (end == std::string::npos) end = text.size();
      const auto hash = word_hash(padded.data() + at, end - at);
      if (at == 0) begins_[(hash >> 6) & (begins_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
      nodes_[node].more = true;
      node = add_step(node, hash);
      path.emplace_back(end, node);
      at = end + 1;
    }
    before = text;
    if (is_repeated(nodes_[node].first, id)) continue;
    next_[id] = nodes_[node].first;
    nodes_[node].first = id;
  }
}

// Many people are called Young: of variants that are judged alike, the first stands for all.
bool VariantIndex::is_repeated(std::uint32_t chain, std::uint32_t id) const {
  const auto& v = (*all_)[id];
  for (; chain != kNone; chain = next_[chain]) {
    const auto& other = (*all_)[chain];
    if (other.text == v.text && other.kind == v.kind && other.strong == v.strong && other.needs_capital == v.needs_capital) return true;
  }
  return false;
}

std::uint32_t VariantIndex::step(std::uint32_t node, std::uint64_t hash) const {
  const auto key = key_of(node, hash);
  for (auto slot = key >> 32;; ++slot) {
    const auto& s = steps_[slot & mask_];
    if (s.tag == tag_of(key)) return s.node;
    if (s.tag == 0) return kNone;
  }
}

std::uint32_t VariantIndex::add_step(std::uint32_t node, std::uint64_t hash) {
  const auto key = key_of(node, hash);
  for (auto slot = key >> 32;; ++slot) {
    auto& s = steps_[slot & mask_];
    if (s.tag == tag_of(key)) return s.node;
    if (s.tag != 0) continue;
    s = {tag_of(key), static_cast<std::uint32_t>(nodes_.size())};
    nodes_.push_back({});
    return s.node;
  }
}

// Two different words of one tag share a node, and every variant that ends there is compared: a collision costs time, never a hit.
void VariantIndex::walk(const QuickFold& f, std::size_t begin, std::size_t end, std::uint64_t hash, std::vector<Place>& out) const {
  const std::string_view t = f.text();
  std::uint32_t node = 0;
  for (;;) {
    node = step(node, hash);
    if (node == kNone) return;
    for (auto id = nodes_[node].first; id != kNone; id = next_[id]) {
      const std::string_view want = (*all_)[id].text;
      if ((*all_)[id].needs_capital && f.is_small_at(begin)) continue;
      if (end - begin == want.size() && t.compare(begin, want.size(), want) == 0) out.push_back({begin, end, id});
    }
    if (!nodes_[node].more || end >= t.size()) return;
    const auto from = end + 1;
    end = t.find(' ', from);
    if (end == std::string_view::npos) end = t.size();
    hash = word_hash(t.data() + from, end - from);
  }
}

void VariantIndex::add_compact(std::uint32_t id) {
  const auto& text = (*all_)[id].text;
  std::string padded = text;
  padded.append(16, '\0');
  compact_begins_[static_cast<unsigned char>(text[0])] = true;
  const auto gram = word_hash(padded.data(), gram_);
  grams_[(gram >> 6) & (grams_.size() - 1)] |= std::uint64_t{1} << (gram & 63);
  const auto hash = word_hash(padded.data(), text.size()) | 1;
  for (auto slot = hash >> 8;; ++slot) {
    auto& s = compact_[slot & (compact_.size() - 1)];
    if (s.first != 0 && s.first != hash) continue;
    const auto chain = s.first == 0 ? kNone : s.second;
    if (is_repeated(chain, id)) return;
    next_[id] = chain;
    s = {hash, id};
    return;
  }
}

void VariantIndex::compact_at(const QuickFold& f, std::size_t from, std::vector<Place>& out) const {
  const std::string_view t = f.text();
  char key[64 + 16];
  std::size_t have = 0, at = from;
  // The first few letters and digits, whatever stands between them.
  while (have < gram_ && at < t.size()) {
    if (t[at] != ' ') key[have++] = t[at];
    ++at;
  }
  if (have < gram_) return;
  const auto gram = word_hash(key, gram_);
  if (!((grams_[(gram >> 6) & (grams_.size() - 1)] >> (gram & 63)) & 1)) return;
  std::string longer;
  for (const auto length : compact_lengths_) {
    const char* whole = key;
    if (length <= 64) {
      while (have < length && at < t.size()) {
        if (t[at] != ' ') key[have++] = t[at];
        ++at;
      }
    } else {
      if (longer.empty()) longer.assign(key, have);
      while (longer.size() < length && at < t.size()) {
        if (t[at] != ' ') longer += t[at];
        ++at;
      }
      have = longer.size();
      longer.resize(have + 16);
      whole = longer.data();
    }
    if (have < length) return;
    const auto hash = word_hash(whole, length) | 1;
    for (auto slot = hash >> 8;; ++slot) {
      const auto& s = compact_[slot & (compact_.size() - 1)];
      if (s.first == 0) break;
      if (s.first != hash) continue;
      // Not inside a longer number or word, and not spread over a whole line.
      if (at < t.size() && t[at] != ' ' && digit(t[at]) == digit(t[at - 1])) break;
      if (f.original(from, at).size() > length * 5 + 8) break;
      for (auto id = s.second; id != kNone; id = next_[id])
        if ((*all_)[id].text == std::string_view(whole, length)) out.push_back({from, at, id});
      break;
    }
    if (length > 64) longer.resize(have);
  }
}

}  // namespace heed::anonymise

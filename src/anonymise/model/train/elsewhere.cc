#include "anonymise/model/train/elsewhere.h"

#include <algorithm>
#include <map>

namespace heed::anonymise::model::train {

namespace {

constexpr int kShares = 6, kSizes = 5, kNamed = 3;

template <std::size_t N>
int step_of(float value, const float (&bounds)[N]) {
  return static_cast<int>(std::lower_bound(bounds, bounds + N, value) - bounds);
}

/// One text's habits, by feature; in order, so that sums are the same every time.
std::map<std::uint32_t, Elsewhere::Habit> habits_of(const Example& e) {
  std::map<std::uint32_t, Elsewhere::Habit> out;
  for (std::size_t t = 0; t < e.gold.size(); ++t)
    for (auto i = e.starts[t]; i < e.starts[t + 1]; ++i) {
      if (e.families[i] == Family::Plain) continue;
      auto& h = out[e.features[i]];
      const auto gold = e.gold[t];
      h.texts += 1;
      if (gold >= static_cast<int>(Label::OpenPerson)) h.open += 1;
      else if (gold > 0) h.masked += 1;
      h.of_kind[kKind[gold]] += 1;
    }
  for (auto& [feature, h] : out) {
    const float words = h.texts;
    h.texts = 1;
    h.masked /= words;
    h.open /= words;
    for (float& k : h.of_kind) k /= words;
  }
  return out;
}

}  // namespace

void Elsewhere::Habit::add(const Habit& other, float times) {
  texts += other.texts * times;
  masked += other.masked * times;
  open += other.open * times;
  for (int k = 0; k < kKinds; ++k) of_kind[k] += other.of_kind[k] * times;
}

int Elsewhere::Habit::bucket() const {
  if (texts < 0.5f) return 0;
  const int size = step_of(texts, {1.5f, 2.5f, 5.5f, 15.5f});
  const int share = step_of(masked / texts, {1e-4f, 0.1f, 0.3f, 0.6f, 0.999f});
  const float named = (masked + open) / texts;
  const int kind = named < 0.02f ? 0 : static_cast<int>(std::max_element(of_kind, of_kind + kKinds) - of_kind);
  return 1 + ((kind * kNamed + step_of(named, {0.3f, 0.9f})) * kShares + share) * kSizes + size;
}

int Elsewhere::Habit::buckets() { return 1 + kKinds * kNamed * kShares * kSizes; }

std::uint32_t Elsewhere::number(Family family, int bucket) const {
  return static_cast<std::uint32_t>(own_) + static_cast<std::uint32_t>(static_cast<int>(family) * Habit::buckets() + bucket);
}
std::size_t Elsewhere::size() const { return own_ + static_cast<std::size_t>(kFamilies * Habit::buckets()); }

Elsewhere::Elsewhere(const std::vector<const Example*>& texts, const Features& features, int least)
    : own_(features.size()), always_(features.at(kAlways)), in_run_(features.at(kInRun)), habits_(own_), families_(own_, Family::Plain), texts_(texts.size()) {
  std::vector<std::map<std::uint32_t, Habit>> mine;
  std::vector<int> texts_with(own_, 0);
  std::vector<std::size_t> seen_in(own_, texts.size());
  for (std::size_t d = 0; d < texts.size(); ++d) {
    const Example& e = *texts[d];
    for (const auto& [feature, h] : mine.emplace_back(habits_of(e))) habits_[feature].add(h, 1);
    for (std::size_t i = 0; i < e.features.size(); ++i) {
      const auto f = e.features[i];
      if (e.families[i] != Family::Plain) families_[f] = e.families[i];
      if (seen_in[f] != d) seen_in[f] = d, ++texts_with[f];
    }
  }
  for (std::size_t d = 0; d < texts.size(); ++d) {
    const Example& e = *texts[d];
    Example& out = texts_[d];
    out.id = e.id;
    out.links = e.links;
    out.gold = e.gold;
    out.weight = e.weight;
    for (std::size_t t = 0; t < e.gold.size(); ++t) {
      out.starts.push_back(static_cast<std::uint32_t>(out.features.size()));
      for (auto i = e.starts[t]; i < e.starts[t + 1]; ++i) {
        const auto f = e.features[i];
        if (texts_with[f] >= least) out.features.push_back(f);
        if (e.families[i] == Family::Plain) continue;
        Habit others = habits_[f];
        others.add(mine[d].at(f), -1);
        out.features.push_back(number(e.families[i], others.bucket()));
      }
    }
    out.starts.push_back(static_cast<std::uint32_t>(out.features.size()));
    out.families.assign(out.features.size(), Family::Plain);
  }
}

Weights Elsewhere::folded(const Weights& learned) const {
  Weights out;
  out.features.assign(learned.features.begin(), learned.features.begin() + static_cast<std::ptrdiff_t>(own_));
  std::copy(&learned.pairs[0][0][0], &learned.pairs[0][0][0] + kGaps * kLabels * kLabels, &out.pairs[0][0][0]);
  // Words that no text has are the usual case: their weights go to what every such word has, and the others count from there.
  for (std::size_t f = 0; f < own_; ++f) {
    if (families_[f] == Family::Plain) continue;
    const auto &here = learned.features[number(families_[f], habits_[f].bucket())], &unseen = learned.features[number(families_[f], 0)];
    for (int k = 0; k < kLabels; ++k) out.features[f].of[k] += here.of[k] - unseen.of[k];
  }
  for (int family = 1; family < kFamilies; ++family) {
    const auto which = static_cast<Family>(family);
    const bool of_every_word = which == Family::Word || which == Family::Around || which == Family::TwoBefore || which == Family::TwoAfter;
    for (int k = 0; k < kLabels; ++k) out.features[of_every_word ? always_ : in_run_].of[k] += learned.features[number(which, 0)].of[k];
  }
  return out;
}

}  // namespace heed::anonymise::model::train

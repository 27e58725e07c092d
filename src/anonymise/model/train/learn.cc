#include "anonymise/model/train/learn.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

namespace heed::anonymise::model::train {

std::uint32_t Features::number(std::uint32_t hash) {
  const auto [it, fresh] = numbers_.try_emplace(hash, static_cast<std::uint32_t>(hashes_.size()));
  if (fresh) hashes_.push_back(hash);
  return it->second;
}

std::uint32_t Features::number_of_habit(std::uint32_t hash) {
  habits_.insert(hash);
  return number(hash);
}

Example make_example(const GoldText& gold, Memo& memo, Features& features) {
  Reading r;
  r.read(gold.text, memo);
  if (gold.plain) r.judgment = false;
  Example e;
  e.id = gold.id;
  e.weight = gold.weight;
  const auto& words = memo.words();
  for (std::size_t t = 0; t < r.tokens.size(); ++t) {
    e.starts.push_back(static_cast<std::uint32_t>(e.features.size()));
    auto take = [&](std::uint32_t hash, Family family = Family::Plain) {
      e.features.push_back(features.number(hash));
      e.families.push_back(family);
    };
    for (int offset = -2; offset <= 2; ++offset) {
      const auto i = static_cast<std::ptrdiff_t>(t) + offset;
      if (i >= 0 && i < static_cast<std::ptrdiff_t>(r.tokens.size())) word_features(words[r.tokens[static_cast<std::size_t>(i)].word], offset, r.judgment, take);
    }
    context_features(r, words, t, take);
    if (!gold.who.empty()) {
      const auto who = hash_bytes(gold.who);
      e.features.push_back(features.number_of_habit(feature(2001, who)));
      e.features.push_back(features.number_of_habit(feature(2002, who, static_cast<std::uint64_t>(r.tokens[t].shape))));
      const auto& w = words[r.tokens[t].word];
      e.features.push_back(features.number_of_habit(feature(2003, who, w.c64, static_cast<std::uint64_t>(w.shape))));
      e.features.push_back(features.number_of_habit(feature(2004, who, w.flags, is_capital(w.shape))));
      e.families.resize(e.features.size(), Family::Plain);
    }
    const auto& token = r.tokens[t];
    e.links.push_back({static_cast<std::uint8_t>(token.gap), token.breaks});
    e.begins.push_back(token.begin);
    e.ends.push_back(token.end);
    std::uint8_t label = 0;
    for (const auto& s : gold.spans)
      if (token.begin < s.end && token.end > s.begin) {
        label = static_cast<std::uint8_t>(s.label);
        break;
      }
    e.gold.push_back(label);
  }
  e.starts.push_back(static_cast<std::uint32_t>(e.features.size()));
  return e;
}

void drop_rare(std::vector<Example>& all, Features& features, int least) {
  std::vector<int> count(features.size());
  for (const auto& e : all)
    for (const auto f : e.features) ++count[f];
  Features kept;
  std::vector<std::uint32_t> now(features.size(), 0xFFFFFFFFu);
  for (std::size_t f = 0; f < features.size(); ++f)
    if (count[f] >= least) now[f] = features.is_habit(f) ? kept.number_of_habit(features.hash(f)) : kept.number(features.hash(f));
  for (auto& e : all) {
    std::vector<std::uint32_t> fresh, starts;
    std::vector<Family> families;
    fresh.reserve(e.features.size());
    for (std::size_t t = 0; t + 1 < e.starts.size(); ++t) {
      starts.push_back(static_cast<std::uint32_t>(fresh.size()));
      for (auto i = e.starts[t]; i < e.starts[t + 1]; ++i)
        if (now[e.features[i]] != 0xFFFFFFFFu) fresh.push_back(now[e.features[i]]), families.push_back(e.families[i]);
    }
    starts.push_back(static_cast<std::uint32_t>(fresh.size()));
    e.features.swap(fresh);
    e.families.swap(families);
    e.starts.swap(starts);
  }
  features = std::move(kept);
}

void exponentials(const float (*pairs)[kLabels][kLabels], Pairs* out) {
  for (int g = 0; g < kGaps; ++g)
    for (int a = 0; a < kLabels; ++a)
      for (int b = 0; b < kLabels; ++b) out[g].forward[a][b] = out[g].backward[b][a] = std::exp(pairs[g][a][b]);
}

std::vector<Scores> scores_of(const Example& text, const Weights& weights) {
  std::vector<Scores> out(text.gold.size());
  for (std::size_t t = 0; t < out.size(); ++t)
    for (auto i = text.starts[t]; i < text.starts[t + 1]; ++i)
      for (int k = 0; k < kLabels; ++k) out[t].of[k] += weights.features[text.features[i]].of[k];
  return out;
}

std::vector<Scores> probabilities(const Example& text, const Weights& weights) {
  auto out = scores_of(text, weights);
  std::vector<Scores> scratch(out.size());
  std::vector<Pairs> pairs(kGaps);
  exponentials(weights.pairs, pairs.data());
  marginals(out.data(), text.links.data(), out.size(), pairs.data(), scratch.data());
  return out;
}

namespace {

/// Beside its kind (0 to 7), a label shares with others whether it is masked (8) or left open (9).
constexpr int kTraits = 10, kMasked = 8, kOpen = 9;
constexpr int choice_of(int label) { return label < static_cast<int>(Label::OpenPerson) ? kMasked : kOpen; }
struct Traits {
  float of[kTraits] = {};
};

}  // namespace

Weights learn(const std::vector<const Example*>& texts, std::size_t count, const Settings& settings) {
  struct Piece {
    const Example* text;
    std::uint32_t begin, end;
  };
  std::vector<Piece> pieces;
  for (const auto* e : texts) {
    std::uint32_t begin = 0;
    const auto n = static_cast<std::uint32_t>(e->gold.size());
    for (std::uint32_t t = 1; t <= n; ++t)
      if (t == n || e->links[t].begins) pieces.push_back({e, begin, t}), begin = t;
  }
  Weights w;
  w.features.resize(count);
  std::vector<Scores> squares(count), mean(count);
  std::vector<Traits> trait_squares(count);
  int epochs_in_mean = 0;
  using Table = float[kLabels][kLabels];
  const auto pair_squares = std::make_unique<Table[]>(kGaps), slopes = std::make_unique<Table[]>(kGaps);
  Rng rng{settings.seed};
  std::vector<Scores> scores, scratch, probs;
  std::vector<Pairs> pairs(kGaps);
  std::vector<std::uint32_t> kept, starts;
  exponentials(w.pairs, pairs.data());
  auto step_pairs = [&](float rate) {
    for (int g = 0; g < kGaps; ++g)
      for (int a = 0; a < kLabels; ++a)
        for (int b = 0; b < kLabels; ++b) {
          float& slope = slopes[static_cast<std::size_t>(g)][a][b];
          float& square = pair_squares[static_cast<std::size_t>(g)][a][b];
          if (slope == 0) continue;
          square += slope * slope;
          w.pairs[g][a][b] -= rate * slope / std::sqrt(square + 1e-3f);
          slope = 0;
        }
    exponentials(w.pairs, pairs.data());
  };
  for (int epoch = 0; epoch < settings.epochs; ++epoch) {
    for (std::size_t i = pieces.size(); i > 1; --i) std::swap(pieces[i - 1], pieces[rng.below(i)]);
    // Steps grow smaller towards the end, which does what averaging would.
    const float rate = settings.rate * (1.0f - 0.9f * static_cast<float>(epoch) / static_cast<float>(settings.epochs));
    std::size_t since = 0;
    for (const auto& p : pieces) {
      const auto n = p.end - p.begin;
      scores.assign(n, {});
      scratch.resize(n);
      kept.clear();
      starts.clear();
      const auto threshold = static_cast<std::uint32_t>(settings.dropout * 4294967295.0f);
      for (std::uint32_t t = 0; t < n; ++t) {
        starts.push_back(static_cast<std::uint32_t>(kept.size()));
        for (auto i = p.text->starts[p.begin + t]; i < p.text->starts[p.begin + t + 1]; ++i) {
          if (static_cast<std::uint32_t>(rng.next()) < threshold) continue;
          const auto f = p.text->features[i];
          kept.push_back(f);
          for (int k = 0; k < kLabels; ++k) scores[t].of[k] += w.features[f].of[k];
        }
      }
      starts.push_back(static_cast<std::uint32_t>(kept.size()));
      if (settings.dropout > 0)
        for (auto& s : scores)
          for (float& v : s.of) v *= 1.0f / (1.0f - settings.dropout);
      marginals(scores.data(), p.text->links.data() + p.begin, n, pairs.data(), scratch.data());
      for (std::uint32_t t = 0; t < n; ++t) {
        float g[kLabels];
        const auto gold = p.text->gold[p.begin + t];
        float size = 0;
        for (int k = 0; k < kLabels; ++k) g[k] = p.text->weight * (scores[t].of[k] - (k == gold ? 1.0f : 0.0f)), size += std::fabs(g[k]);
        if (t > 0 && !p.text->links[p.begin + t].begins) {
          const auto gap = p.text->links[p.begin + t].gap;
          const auto& pair = pairs[gap].forward;
          const float* before = scratch[t - 1].of;
          float expected[kLabels] = {};
          for (int a = 0; a < kLabels; ++a)
            for (int b = 0; b < kLabels; ++b) expected[b] += before[a] * pair[a][b];
          for (int b = 0; b < kLabels; ++b) expected[b] = p.text->weight * scores[t].of[b] / (expected[b] + 1e-30f);
          auto& slope = slopes[gap];
          for (int a = 0; a < kLabels; ++a)
            for (int b = 0; b < kLabels; ++b) slope[a][b] += before[a] * pair[a][b] * expected[b];
          slope[p.text->gold[p.begin + t - 1]][gold] -= p.text->weight;
        }
        if (size < 2e-3f) continue;
        Traits common;
        for (int k = 0; k < kLabels; ++k) {
          common.of[kKind[k]] += g[k];
          if (k > 0) common.of[choice_of(k)] += g[k];
        }
        for (auto i = starts[t]; i < starts[t + 1]; ++i) {
          float* v = w.features[kept[i]].of;
          float* q = squares[kept[i]].of;
          for (int k = 0; k < kLabels; ++k) {
            q[k] += g[k] * g[k];
            v[k] -= settings.own * rate * g[k] / std::sqrt(q[k] + 1e-3f);
          }
          float* z = trait_squares[kept[i]].of;
          float step[kTraits];
          for (int c = 0; c < kTraits; ++c) {
            z[c] += common.of[c] * common.of[c];
            step[c] = settings.shared * rate * common.of[c] / std::sqrt(z[c] + 1e-3f);
          }
          v[0] -= step[0];
          for (int k = 1; k < kLabels; ++k) v[k] -= step[kKind[k]] + step[choice_of(k)];
        }
      }
      if (++since == 32) step_pairs(rate), since = 0;
    }
    for (auto& f : w.features)
      for (float& v : f.of) v *= 1.0f - settings.decay;
    if (epoch < settings.mean_from) continue;
    ++epochs_in_mean;
    for (std::size_t i = 0; i < count; ++i)
      for (int k = 0; k < kLabels; ++k) mean[i].of[k] += w.features[i].of[k];
  }
  if (epochs_in_mean > 0) {
    for (auto& f : mean)
      for (float& v : f.of) v /= static_cast<float>(epochs_in_mean);
    w.features.swap(mean);
  }
  return w;
}

}  // namespace heed::anonymise::model::train

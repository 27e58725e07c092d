#include "anonymise/model/train/weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "anonymise/model/train/elsewhere.h"

namespace heed::anonymise::model::train {

Weights learn_several(const std::vector<const Example*>& texts, const Features& features, Settings settings) {
  constexpr int kRuns = 6, kLeastTexts = 3;
  const Elsewhere elsewhere(texts, features, kLeastTexts);
  std::vector<const Example*> prepared;
  for (const auto& e : elsewhere.texts()) prepared.push_back(&e);
  Weights mean;
  mean.features.resize(elsewhere.size());
  for (int run = 0; run < kRuns; ++run, ++settings.seed) {
    const auto one = learn(prepared, elsewhere.size(), settings);
    for (std::size_t i = 0; i < mean.features.size(); ++i)
      for (int k = 0; k < kLabels; ++k) mean.features[i].of[k] += one.features[i].of[k] / kRuns;
    for (int g = 0; g < kGaps; ++g)
      for (int a = 0; a < kLabels; ++a)
        for (int b = 0; b < kLabels; ++b) mean.pairs[g][a][b] += one.pairs[g][a][b] / kRuns;
  }
  return elsewhere.folded(mean);
}

HeadParts pack(const Weights& w, const Features& features, float least) {
  constexpr int kFactors = 63;
  HeadParts out;
  float top = 0;
  for (const auto& f : w.features)
    for (const float v : f.of) top = std::max(top, std::fabs(v));
  out.unit = std::min(std::max(top, 0.01f), 2.0f) / (7 * kFactors);
  struct Kept {
    std::uint32_t hash = 0, key = 0;
    std::array<std::uint8_t, 8> weights = {};
  };
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < w.features.size(); ++i) {
    if (features.is_habit(i)) continue;
    const auto& f = w.features[i].of;
    float most = 0;
    for (const float v : f) most = std::max(most, std::fabs(v));
    if (most < least) continue;
    const auto factor = std::clamp(static_cast<int>(std::ceil(most / (7 * out.unit))), 1, kFactors);
    Kept s;
    s.hash = features.hash(i);
    s.key = (s.hash & Bucket::kCheck) | static_cast<std::uint32_t>(factor) << 24;
    for (int k = 0; k < kLabels; ++k) {
      const auto v = static_cast<unsigned>(std::clamp(static_cast<int>(std::lround(f[k] / (out.unit * static_cast<float>(factor)))), -7, 7)) & 15u;
      auto& byte = s.weights[static_cast<std::size_t>(k % 8)];
      byte = static_cast<std::uint8_t>(byte | (k < 8 ? v : v << 4));
    }
    kept.push_back(s);
  }
  constexpr double kFill = 0.9;
  const auto size = static_cast<std::uint32_t>(static_cast<double>(kept.size()) / (Bucket::kSlots * kFill) + 8);
  out.buckets.resize(size);
  for (const Kept& s : kept) {
    auto b = Lexicon::home(s.hash, size);
    while (out.buckets[b].keys[Bucket::kSlots - 1]) b = b + 1 == size ? 0 : b + 1;
    int slot = 0;
    while (out.buckets[b].keys[slot]) ++slot;
    out.buckets[b].keys[slot] = s.key;
    std::memcpy(out.buckets[b].weights[slot], s.weights.data(), s.weights.size());
  }
  std::memcpy(out.pairs, w.pairs, sizeof out.pairs);
  return out;
}

}  // namespace heed::anonymise::model::train

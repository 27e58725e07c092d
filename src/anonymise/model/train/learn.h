// Learns the weights of the sequence model: stochastic gradient steps (AdaGrad) on the likelihood of labelled texts, with
// words left out at random so that no single feature carries a decision. The same texts, settings and seed give the same
// weights. Where texts come from is corpus.h's matter.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "anonymise/model/crf.h"
#include "anonymise/model/features.h"

namespace heed::anonymise::model::train {

struct Rng {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

struct GoldSpan {
  std::size_t begin = 0, end = 0;  ///< bytes
  Label label = Label::Nothing;
};
struct GoldText {
  std::string id, text;
  std::string who;  ///< who labelled it: their habits are learned apart and left out of the model
  std::vector<GoldSpan> spans;
  bool plain = false;  ///< read as ordinary prose, whatever it looks like
  float weight = 1;
};

/// A text as numbers: the features of word t are `features[starts[t]] … features[starts[t+1])`.
struct Example {
  std::string id;
  std::vector<std::uint32_t> features, starts;
  std::vector<Family> families;  ///< one for each of `features`
  std::vector<Link> links;
  std::vector<std::uint8_t> gold;
  std::vector<std::uint32_t> begins, ends;  ///< bytes of the words
  float weight = 1;
};

/// Numbers features in order of first sight.
class Features {
 public:
  std::uint32_t number(std::uint32_t hash);
  /// A feature that soaks up what is peculiar to one labeller, and has no place in the model.
  std::uint32_t number_of_habit(std::uint32_t hash);
  bool is_habit(std::size_t i) const { return habits_.contains(hashes_[i]); }
  std::size_t size() const { return hashes_.size(); }
  std::uint32_t hash(std::size_t i) const { return hashes_[i]; }
  std::uint32_t at(std::uint32_t hash) const { return numbers_.at(hash); }  ///< REQUIRES: it has been numbered

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> hashes_;
  std::unordered_set<std::uint32_t> habits_;
};

Example make_example(const GoldText& text, Memo& memo, Features& features);
/// Features of fewer than `least` words are taken out everywhere.
void drop_rare(std::vector<Example>& all, Features& features, int least);

/// `own` and `shared`: how large a step is for a label's own weight, and for what it shares with its kind and with all that is
/// masked or left open. The mean of the weights after each epoch from `mean_from` on is what is learned.
struct Settings {
  int epochs = 8, mean_from = 3;
  float rate = 0.02f, own = 0.4f, shared = 0.7f, dropout = 0.5f, decay = 0.08f;
  std::uint64_t seed = 7;
};
struct Weights {
  std::vector<Scores> features;
  float pairs[kGaps][kLabels][kLabels] = {};
};
/// What labels have in common: their kind (0 to 7, of which 0 is no name at all).
constexpr int kKinds = 8;
constexpr int kKind[kLabels] = {0, 1, 1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 6, 7};

Weights learn(const std::vector<const Example*>& texts, std::size_t features, const Settings& settings);

void exponentials(const float (*pairs)[kLabels][kLabels], Pairs* out);
/// Scores before the chain, and after it the probabilities.
std::vector<Scores> scores_of(const Example& text, const Weights& weights);
std::vector<Scores> probabilities(const Example& text, const Weights& weights);

}  // namespace heed::anonymise::model::train

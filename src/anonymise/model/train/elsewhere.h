// What other documents do with the same words. A run of capitals that stands in one judgment alone would teach the model that
// judgment by heart, and what it learns of the words around would be too little. So beside each feature of a family stands,
// while learning, what the other documents make of it: in how many it occurs, how often it is masked there, as what; never
// this document's own labels. Afterwards these weights are folded into those of the features themselves, so that the model
// and its use know nothing of all this.
#pragma once

#include <vector>

#include "anonymise/model/train/learn.h"

namespace heed::anonymise::model::train {

class Elsewhere {
 public:
  /// Features of fewer than `least` texts have no weights of their own. REQUIRES: `features` numbered those of `texts`.
  Elsewhere(const std::vector<const Example*>& texts, const Features& features, int least);

  const std::vector<Example>& texts() const { return texts_; }  ///< what to learn from
  std::size_t size() const;                                     ///< how many features they have
  /// `learned` of size() features, as weights of the features that there were.
  Weights folded(const Weights& learned) const;

  /// How the words of a feature are labelled, each text counting once.
  struct Habit {
    float texts = 0, masked = 0, open = 0, of_kind[kKinds] = {};
    void add(const Habit& other, float times);
    /// 0 when no text has it.
    int bucket() const;
    static int buckets();
  };

 private:
  std::uint32_t number(Family family, int bucket) const;
  std::size_t own_;
  std::uint32_t always_, in_run_;
  std::vector<Habit> habits_;
  std::vector<Family> families_;
  std::vector<Example> texts_;
};

}  // namespace heed::anonymise::model::train

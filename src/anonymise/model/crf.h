// A linear chain over the words of a text: sixteen labels, scores for each word and for each pair of neighbours (by what
// stands between the two), and the probability of each label given the whole text. Pure arithmetic on arrays; where the
// scores come from is model.h's matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace heed::anonymise::model {

/// First what a court's anonymiser would mask, by kind; then the same kinds where it would let them stand.
enum class Label : std::uint8_t {
  Nothing, Person, Staff, Place, Organisation, Date, Code, Demographic, Quantity, Misc, OpenPerson, OpenPlace, OpenOrganisation, OpenDate, OpenDemographic, OpenOther,
};
constexpr int kLabels = 16;
std::string_view word(Label label);

struct alignas(64) Scores {
  float of[kLabels] = {};
};
/// exp of the scores of pairs, for one kind of gap: `[from][to]` and `[to][from]`.
struct alignas(64) Pairs {
  float forward[kLabels][kLabels];
  float backward[kLabels][kLabels];
};

/// One link of the chain as the caller prepares it.
struct Link {
  std::uint8_t gap = 0;
  bool begins = false;  ///< what stands before it does not matter
};

/// `scores` (n of them, in logarithms) become probabilities. `scratch` holds n too. Returns the logarithm of the sum over all
/// labellings, less nothing: for training.
double marginals(Scores* scores, const Link* links, std::size_t n, const Pairs* pairs, Scores* scratch);

}  // namespace heed::anonymise::model

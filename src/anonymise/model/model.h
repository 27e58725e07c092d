// The sequence model: reads its file, refuses one that does not match, and gives for every word of a text the probability of
// each label. Two sets of weights share a lexicon: one for judgments about an applicant, one for all other prose. It knows
// nothing of registers and patterns; detect.cc joins those.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "anonymise/model/crf.h"
#include "anonymise/model/features.h"
#include "base/result.h"

namespace heed::anonymise::model {

constexpr std::string_view kMagic = "HEEDSEQ2";

/// Five features and their weights in one line of the processor's cache. A weight is four bits, times the feature's own
/// factor, times the head's unit.
struct alignas(4) Bucket {
  static constexpr int kSlots = 5;
  static constexpr std::uint32_t kCheck = 0xFFFFFF;
  std::uint32_t keys[kSlots] = {};         ///< low 24 bits: of the feature's hash, 0 in an empty slot; high 8 bits: the factor
  std::uint8_t weights[kSlots][8] = {};    ///< low half of each: labels 0 to 7; high half: labels 8 to 15
  std::uint32_t unused = 0;
};
static_assert(sizeof(Bucket) == 64);

/// The weights of one feature.
struct Weighing {
  const std::uint8_t* weights = nullptr;
  int factor = 0;
  explicit operator bool() const { return weights != nullptr; }
  int of(int label) const {
    const int nibble = label < 8 ? weights[label] & 15 : weights[label - 8] >> 4;
    return (nibble < 8 ? nibble : nibble - 16) * factor;
  }
};

/// One set of weights as it lies in the file. Slots of a bucket are filled in order; a full bucket goes on in the next.
struct Head {
  const Bucket* buckets = nullptr;
  std::uint32_t size = 0;
  float unit = 1;
  std::vector<Pairs> pairs;
  const Bucket& home(std::uint32_t key) const { return buckets[Lexicon::home(key, size)]; }
  Weighing find(std::uint32_t key) const {
    const auto wanted = key & Bucket::kCheck;
    for (const Bucket* b = &home(key);; b = b + 1 == buckets + size ? buckets : b + 1) {
      for (int i = 0; i < Bucket::kSlots; ++i)
        if ((b->keys[i] & Bucket::kCheck) == wanted) return {b->weights[i], static_cast<int>(b->keys[i] >> 24)};
      if (b->keys[Bucket::kSlots - 1] == 0) return {};
    }
  }
};

class Model {
 public:
  /// REQUIRES: `bytes` outlive the model and are aligned to 8. Errors: BadInput when they are no model of this version or have been
  /// changed.
  static Result<Model> open(std::string_view bytes);
  /// The one that the program carries; opened at first use. Throws when it does not match: a fault of the build.
  static const Model& built_in();
  static std::string_view built_in_bytes();

  const Lexicon& lexicon() const { return lexicon_; }
  const Head& head(bool judgment) const { return heads_[judgment ? 1 : 0]; }
  const std::string& hash() const { return hash_; }

 private:
  Lexicon lexicon_;
  Head heads_[2];
  std::string hash_;
};

/// Reads texts one after another and remembers words between them. One for each thread.
class Tagger {
 public:
  explicit Tagger(const Model& model) : model_(model), memo_(model.lexicon()) {}
  /// Probabilities of the labels, one for each of `reading().tokens`; valid until the next call.
  const std::vector<Scores>& tag(std::string_view utf8);
  const Reading& reading() const { return reading_; }
  const std::vector<WordInfo>& words() const { return memo_.words(); }

 private:
  struct alignas(32) Sums {
    std::int16_t of[5][kLabels];
  };
  void sum_new_words(const Head& head, bool judgment);
  const Model& model_;
  Memo memo_;
  Reading reading_;
  std::vector<Sums> sums_[2];
  std::vector<Scores> scores_, scratch_;
  std::vector<Link> links_;
};

/// The parts of a model file put together, with its check-sum. `lexicon` as build_lexicon() made it.
struct HeadParts {
  std::vector<Bucket> buckets;  ///< some with an empty slot, as Head::find reads them
  float unit = 1;
  float pairs[kGaps][kLabels][kLabels] = {};
};
std::string write_model(std::string_view lexicon, const HeadParts& prose, const HeadParts& judgments);

}  // namespace heed::anonymise::model

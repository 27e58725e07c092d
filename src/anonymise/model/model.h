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

constexpr std::string_view kMagic = "HEEDSEQ1";

/// A feature's weights, in units of the head's scale.
struct Slot {
  std::uint32_t key = 0;
  std::int8_t weight[kLabels] = {};
};
static_assert(sizeof(Slot) == 20);

/// One set of weights as it lies in the file.
struct Head {
  const Slot* slots = nullptr;
  std::uint32_t size = 0;
  float scale = 1;
  std::vector<Pairs> pairs;
  const std::int8_t* find(std::uint32_t key) const {
    for (std::uint32_t i = Lexicon::home(key, size);; i = i + 1 == size ? 0 : i + 1) {
      if (slots[i].key == key) return slots[i].weight;
      if (slots[i].key == 0) return nullptr;
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
  std::vector<Slot> slots;  ///< a table with empty slots, as Head::find reads it
  float scale = 1;
  float pairs[kGaps][kLabels][kLabels] = {};
};
std::string write_model(std::string_view lexicon, const HeadParts& prose, const HeadParts& judgments);

}  // namespace heed::anonymise::model

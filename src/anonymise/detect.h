// Finds the stretches of a text that could identify someone. Layers of recognisers, each of which explains itself: the
// register (listed values and their variants), validated patterns, dates, children, a sequence model of names (model/), and
// capitalised unknown words as a low-confidence net. It decides nothing and changes nothing; decide.h and replace.h do.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "anonymise/register.h"
#include "anonymise/variants.h"
#include "text/normalise.h"

namespace heed::anonymise {

namespace model {
class Model;
}

enum class DetectionKind { Person, Place, Address, Organisation, Date, Age, Identifier, Contact, Demographic, Quantity, Other };
std::string_view word(DetectionKind kind);
DetectionKind detection_kind(ListedKind kind);

/// A stretch that could identify someone.
struct Detection {
  text::Span span;             ///< bytes of the text
  DetectionKind kind = DetectionKind::Other;
  double confidence = 0;       ///< 0 to 1
  std::string by;              ///< "register", "nhs-number", "postcode", "unknown-capital" …
  std::string why;             ///< one sentence for the person who decides; never the value itself
  std::string replacement;     ///< suggested
  std::string person;          ///< the register's key; "" when not from the register
  bool strong = false;         ///< a strong variant of a listed value: `prove` fails while it stands
  bool operator==(const Detection&) const = default;
};

/// What counts. `General`: whatever a court's anonymiser would mask, organisations too. `Review`: a report of a review names
/// agencies, the panel, the chair and the author openly; all other people, places and dates count.
enum class Profile { Review, General };

struct DetectOptions {
  bool patterns = true;
  bool dates = true;           ///< exact dates to month and year
  bool children = true;
  bool unknown_words = true;
  bool model = false;          ///< the sequence model; its probabilities are the confidences
  bool names_alone = false;    ///< of what the model says, only people, places, addresses and organisations: rules give dates and ages their replacements
  Profile profile = Profile::Review;
  double floor = 0.02;         ///< what the model thinks less likely is not shown
};

/// Built once for a register, used for many texts. Safe to share between threads once built.
class Detector {
 public:
  explicit Detector(const Register& reg, DetectOptions options = {});
  ~Detector();
  Detector(Detector&&) noexcept;
  Detector& operator=(Detector&&) noexcept;

  /// Without overlaps, in order of the text.
  std::vector<Detection> detect(std::string_view utf8) const;
  const Register& reg() const;
  const std::string& salt() const;  ///< the register's hash

  /// Another model than the program's own, to measure it. REQUIRES: it outlives the detector.
  void use(const model::Model& model);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::vector<Detection> detect(std::string_view utf8, const Register& reg, const DetectOptions& options = {});

}  // namespace heed::anonymise

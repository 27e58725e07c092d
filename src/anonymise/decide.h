// What a person decided about detections: accept, change or keep, by a key that is the same for the same words of the same
// kind throughout a document and gives nothing away. Without a decision, a detection is accepted when its confidence
// reaches the threshold.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "anonymise/detect.h"
#include "anonymise/policy.h"

namespace heed::anonymise {

enum class Verdict { Accept, Change, Keep };
std::string_view word(Verdict verdict);

struct Decision {
  Verdict verdict = Verdict::Accept;
  std::string replacement;  ///< for Change
  std::string by, why;      ///< who decided, and the reason
};

/// Makes the keys of one register: "person:3f9a61c20b7d4e85", the kind and 64 bits of a hash of the folded words, keyed by the
/// register's own hash so that a key says nothing to who does not hold the register.
class Keys {
 public:
  explicit Keys(std::string register_hash) : salt_(std::move(register_hash)) {}
  std::string key(DetectionKind kind, std::string_view value) const;

 private:
  std::string salt_;
};

class Decisions {
 public:
  void set(std::string key, Decision decision) { by_key_[std::move(key)] = std::move(decision); }
  const Decision* find(const std::string& key) const;
  const std::map<std::string, Decision>& all() const { return by_key_; }
  double threshold = 0.5;  ///< at or above it a detection without a decision is replaced
  Policy policy;           ///< of the review: what becomes of dates, ages and professionals

 private:
  std::map<std::string, Decision> by_key_;
};

/// `{"decisions":[{"key":…,"verdict":"accept|change|keep","replacement":…,"by":…,"why":…}]}`. Errors: BadInput.
Result<Decisions> read_decisions(std::string_view json);
std::string write_decisions(const Decisions& decisions);

}  // namespace heed::anonymise

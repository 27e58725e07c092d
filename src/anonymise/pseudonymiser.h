// The switch between the identified and the pseudonymised view of something short: a line of the chronology, a field of the
// report, a cell of an export. Built once for a review's register and kept as long as the register does not change (compare
// salt()); then each text costs microseconds. It is for showing, not for releasing: what goes out of the partnership is made by
// replace.h and proved by prove.h.
//
//   const Pseudonymiser view(reg);                    // once for a request, or kept beside the register's version
//   for (const auto& row : rows) show(view.apply(row.what_happened));
//   const auto [who, what] = …; view.apply_all({&who, &what});   // a name spread over neighbouring cells
//
// Escape for HTML after apply(), never before. Decisions of the releasers (keep, change) are honoured when given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anonymise/decide.h"
#include "anonymise/detect.h"

namespace heed::anonymise {

struct PseudonymiserOptions {
  bool patterns = true;   ///< numbers, telephones, addresses and the like that nobody has listed yet
  bool dates = false;     ///< exact dates to month and year: a chronology keeps its days
  bool children = true;   ///< no sex and no exact age beside a child of the register
};

/// Safe to share between threads once built.
class Pseudonymiser {
 public:
  explicit Pseudonymiser(const Register& reg, Decisions decisions = {}, PseudonymiserOptions options = {});

  /// The text with what identifies someone replaced; the same text when nothing does.
  std::string apply(std::string_view utf8) const;
  /// Several fields that a reader sees side by side, changed together: a forename in one and a surname in the next are found.
  std::vector<std::string> apply_all(const std::vector<std::string_view>& fields) const;
  /// The register's hash: another one means that it is time to build anew.
  const std::string& salt() const { return detector_.salt(); }

 private:
  Detector detector_;
  Decisions decisions_;
};

}  // namespace heed::anonymise

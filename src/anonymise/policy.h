// What becomes of what identifies by being exact: dates, ages, professionals. A review chooses once, and every document of it
// follows. Detections say what stands where; a policy changes what is put there and adds what only the policy wants gone. It is
// kept with the decisions (decide.h), so whatever replaces obeys it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "anonymise/detect.h"
#include "base/result.h"

namespace heed::anonymise {

enum class DatePolicy {
  Month,     ///< "in May 2019"; listed dates are gone in any case
  Year,      ///< "in 2019"
  Relative,  ///< "three days before the death", where the register lists the day of one death; else as Month
  Keep,      ///< as they stand, but for listed ones
};
enum class AgePolicy {
  Keep,
  Banded,  ///< "aged 34" becomes "aged 30–39"; children in the bands of their schools
};
enum class ProfessionalPolicy {
  Keep,
  Role,  ///< "PC Kolde" becomes "the police officer", unless the allow-list names them
};

struct Policy {
  DatePolicy dates = DatePolicy::Month;
  AgePolicy ages = AgePolicy::Keep;
  ProfessionalPolicy professionals = ProfessionalPolicy::Keep;
  bool operator==(const Policy&) const = default;
};

/// The words of the command line: "month", "year", "relative" or "keep"; "keep" or "banded"; "keep" or "role". Empty: as in `Policy`.
/// Errors: BadInput.
Result<Policy> read_policy(std::string_view dates, std::string_view ages, std::string_view professionals);

/// "30–39", "12–17", "90+"
std::string age_band(int years);

/// Changes `found` (in order, without overlaps) for a text, and keeps it so.
void apply_policy(const Policy& policy, std::string_view utf8, const Register& reg, std::vector<Detection>& found);

/// A replacement as it reads where it will stand: no second article before "[a school]", a capital where a sentence begins.
void fit_in(std::string_view utf8, Detection& d);

}  // namespace heed::anonymise

// A date as people in a review give it: exact or uncertain. It keeps what was typed, the reading of it in EDTF
// (ISO 8601-2 level 1, and level 2's numbers for quarters and "early", "mid" and "late"), and the earliest and latest moment it can mean, in civil time without a zone.
// Deliberately not here: duties and clocks of the system, which are exact days (base/clock.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace heed {

/// Minutes since 1970-01-01 00:00 civil time. What uncertain dates are sorted by.
using CivilMinutes = std::int64_t;

enum class DatePrecision { Minute, Day, Month, Season, Year, Decade, Before, After, Between };

class UncertainDate {
 public:
  UncertainDate() = default;  ///< empty: nothing was given

  /// Reads loose British typing: `22.05.16`, `22-may-16`, `22/5/2016 14:30`, `2016-05-22`, `22nd May 2016 at 2.30pm`,
  /// `May 2016`, `spring 2017`, `early 2017`, `mid-2017`, `late March 2018`, `about March 2018`, `circa 2015`,
  /// `before 2012`, `after 3 May 2016`, `between March 2016 and June 2017`, `2016-2017`, `the 1990s`, and EDTF
  /// level 1 itself (`2016-05~`, `2016?`, `../2012`, `201X`, `2017-21`). Day comes before month. Two-digit years:
  /// 00 to (this year + 1) are 20xx, others 19xx; `today` settles it.
  /// Errors: Code::BadInput with one sentence naming what could not be understood and examples of what can.
  static Result<UncertainDate> parse(std::string_view typed, Day today);
  static UncertainDate exactly(Day day);

  bool empty() const { return edtf_.empty(); }
  const std::string& typed() const { return typed_; }   ///< as typed, trimmed
  const std::string& edtf() const { return edtf_; }     ///< e.g. 2016-05-22T14:30, 2016-05~, 2016-03/2017-06. "before 2012" is
                                                        ///< ../2011-12-31T23:59; ../2012 is "2012 or earlier"
  CivilMinutes earliest() const { return earliest_; }   ///< INT64_MIN where open
  CivilMinutes latest() const { return latest_; }       ///< the last minute it can mean; INT64_MAX where open
  DatePrecision precision() const { return precision_; }
  bool approximate() const { return approximate_; }     ///< "about", "circa", ~, "possibly", ?; the bounds stay those of the words after it

  /// How it was understood, in words: "22 May 2016 at 2:30pm", "May 2016", "about March 2018", "early 2017",
  /// "before 2012", "between March 2016 and June 2017". "" when empty.
  std::string understood() const;
  /// Month and year only, for publication: "May 2016"; "2016" where no more is known; "" when empty.
  std::string month_and_year() const;

  /// A key that sorts sensibly as text: by earliest, then the more exact first; an open start ("before 2012") sorts by
  /// its end, after everything exact before it. Empty dates sort last.
  std::string sort_key() const;

  /// Rebuilds from what was stored. REQUIRES: `edtf` was made by this class (anything else gives an empty date).
  static UncertainDate stored(std::string typed, std::string_view edtf);

  bool operator==(const UncertainDate&) const = default;

 private:
  std::string typed_, edtf_;
  CivilMinutes earliest_ = 0, latest_ = 0;
  DatePrecision precision_ = DatePrecision::Day;
  bool approximate_ = false;
};

/// Whole years between two dates, when both are exact enough that only one answer is possible; nullopt otherwise.
std::optional<int> age_at(const UncertainDate& born, const UncertainDate& on);

}  // namespace heed

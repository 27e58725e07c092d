// Civil dates as British reports write them: 12 May 2019, 12th of May 2019, 12/05/2019, 12.05.19, 2019-05-12, May 12, 2019.
// Finds them in a text, reads one from a register, and lists the ways one date can be written. Not here: uncertain dates
// as people type them (base/date.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/normalise.h"

namespace heed::anonymise {

struct CivilDate {
  int year = 0;  ///< 0: not given
  int month = 0, day = 0;
  bool operator==(const CivilDate&) const = default;
};

/// A whole value; day before month; two-digit years up to 29 are 20xx. nullopt when it is no exact date of the calendar.
std::optional<CivilDate> read_date(std::string_view value);

struct FoundDate {
  text::Span span;  ///< a preceding "on" included
  CivilDate date;
  bool with_on = false;
};
/// Dates with a day and a month, in order, without overlaps.
std::vector<FoundDate> find_dates(std::string_view utf8);

/// Ways to write a date, folded to FoldForm::Tokens. `without_year` is the same without a year.
std::vector<std::string> date_forms(const CivilDate& date);
std::vector<std::string> date_forms_without_year(const CivilDate& date);

std::string month_and_year(const CivilDate& date);  ///< "May 2019"; "May" without a year
int whole_years(const CivilDate& from, const CivilDate& to);

}  // namespace heed::anonymise

// Counting days for duties: months with the end of the month kept, working days with the bank holidays of
// England and Wales. All days are civil days in Europe/London; what instant a day is belongs to base/clock.h.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace heed::guidance {

/// The same day so many months on; a day that the month lacks becomes its last (31 January + 1 month = 28 or
/// 29 February).
Day add_months(Day day, int months);

bool is_weekend(Day day);

/// The bank holidays of England and Wales. Immutable; share it freely.
class BankHolidays {
 public:
  static const BankHolidays&
  england_and_wales();  ///< from data/reference/bank-holidays-england-wales.txt, inside the program
  /// Lines of `YYYY-MM-DD Name`; # begins a comment. Errors: BadInput with the line.
  static Result<BankHolidays> parse(std::string_view text);

  std::optional<std::string_view> name(Day day) const;
  bool is_working_day(Day day) const;  ///< neither a weekend nor a bank holiday
  /// Whether the list reaches this day's year; beyond it, only weekends are left out.
  bool covers(Day day) const;
  /// The n-th working day after `day`; n = 0: `day` itself, whatever it is. REQUIRES: n >= 0.
  Day add_working_days(Day day, int n) const;

 private:
  std::vector<std::pair<std::chrono::sys_days, std::string>> days_;  ///< in order
};

}  // namespace heed::guidance

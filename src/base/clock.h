// What time it is. Passed in, so that tests own the time. The system keeps UTC; review material keeps civil time;
// duties count days in Europe/London.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace heed {

using Instant = std::chrono::sys_seconds;
using Day = std::chrono::year_month_day;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  Day today() const;  ///< the civil day in Europe/London
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A clock that a test sets.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }

 private:
  Instant at_;
};

/// The civil day in Europe/London at an instant (British summer time from the last Sunday of March 01:00 UTC to the
/// last Sunday of October 01:00 UTC, as since 1996).
Day london_day(Instant at);
/// Minutes that London is ahead of UTC at an instant: 0 or 60.
int london_offset_minutes(Instant at);

std::string iso(Day day);                      ///< 2026-11-22
std::string iso(Instant at);                   ///< 2026-11-22T20:14:00Z
std::string in_words(Day day);                 ///< 22 November 2026
std::string in_words(Instant at);              ///< 22 November 2026 at 8:14pm, London time
Day add_days(Day day, int days);
int days_between(Day from, Day to);            ///< negative when `to` is before `from`

/// Strict readers of what `iso` writes; nullopt for anything else.
std::optional<Day> parse_iso_day(std::string_view text);
std::optional<Instant> parse_iso_instant(std::string_view text);

}  // namespace heed

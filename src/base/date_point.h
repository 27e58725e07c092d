// The pieces an UncertainDate is made of: one point in time of some grain, and a span of one or two of them,
// open where an end is missing; their EDTF and their bounds. Shared by date.cc and date_reading.cc and by
// nobody else: other folders use base/date.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/date.h"
#include "base/result.h"

namespace heed::date_detail {

enum class Grain { Minute, Day, Month, Season, Year, Decade };

/// Years outside these are slips of the hand ("3016"), not dates in a review.
inline constexpr int kFirstYear = 1800, kLastYear = 2199;

/// EDTF numbers for what is smaller than a year and is not a month: 21–24 the seasons (level 1), 33–36 the
/// quarters, 37–39 the thirds (here: early, mid, late) and 40–41 the halves (level 2, as level 1 has no word
/// for them).
inline constexpr int kSpring = 21, kWinter = 24, kQuarter1 = 33, kQuarter4 = 36, kEarly = 37, kLate = 39,
                     kHalf1 = 40, kHalf2 = 41;

struct Point {
  Grain grain = Grain::Day;
  int year = 0;   ///< of a decade: its first year
  int month = 0;  ///< 1–12
  int day = 0;    ///< 1–31
  int hour = 0;
  int minute = 0;
  int season = 0;    ///< for Grain::Season, one of the numbers above
  char quality = 0;  ///< '~' about, '?' possibly, '%' both, 0 neither
  bool operator==(const Point&) const = default;
};

/// One point (`from` alone with `single`), a closed span, or a span open at one end.
struct Span {
  std::optional<Point> from, to;
  bool single = true;
  bool operator==(const Span&) const = default;
};

bool plausible(int year);
int days_in(int year, int month);
CivilMinutes first_minute(const Point& point);
CivilMinutes last_minute(const Point& point);
Point at_minute(CivilMinutes minute, char quality = 0);
Point on_day(CivilMinutes minute, char quality = 0);

std::string edtf_of(const Span& span);
/// Strict: what `edtf_of` writes, and nothing else. Impossible dates and spans that end before they start are
/// refused.
std::optional<Span> read_edtf(std::string_view text);
std::string words_of(const Span& span);

/// Date_reading.cc: loose British typing, after EDTF itself.
Result<Span> read_typed(std::string_view typed, Day today);

/// What a part of a month, day or decade spans: the numbers that words and reading must agree on.
enum class Part { None, Early, Mid, Late };
Span part_of_month(int year, int month, Part part);
Span part_of_decade(int first_year, Part part);
enum class DayPart { None, EarlyHours, Morning, Afternoon, Evening, Night, AfterMidday };
Span part_of_day(const Point& day, DayPart part);
Span winter_of(int first_year);  ///< December to February, from "winter 2016-17"

}  // namespace heed::date_detail

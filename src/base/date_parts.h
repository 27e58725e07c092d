// What has been read of one point in time before it is known to be one. Between date_reading.cc, which reads
// points, and date_spans.cc, which reads spans of two and lends the first what the second says; for nobody
// else.
#pragma once

#include <optional>
#include <string>

#include "base/date_point.h"
#include "base/date_tokens.h"

namespace heed::date_detail {

inline constexpr const char* kExamples =
    "Examples of what is understood: 22 May 2016, 22/5/16 14:30, May 2016, spring 2017, about March 2018, "
    "before 2012, "
    "between March 2016 and June 2017.";

/// What has been read of one point so far.
struct Partial {
  std::optional<int> year, month, day, hour, minute, season, decade, weekday;
  std::optional<int> bare;  ///< a number alone, which the other half of a span may explain
  bool meridiem = false, starts_with_time = false;
  Part part = Part::None;
  DayPart day_part = DayPart::None;
  char quality = 0;
  bool failed = false;
  std::optional<Error> error;  ///< a reason better than "not understood"
};

Partial read_point(Tokens tokens, Day today);
/// The point, or the span its words mean ("late March 2018"); or why it is none.
Result<Span> finish(const Partial& partial);
Error not_understood(std::string message = "This date could not be understood.");

}  // namespace heed::date_detail

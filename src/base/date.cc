#include "base/date.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "base/date_point.h"
#include "base/trim.h"

namespace heed {

using namespace date_detail;

namespace {

constexpr CivilMinutes kOpenStart = std::numeric_limits<CivilMinutes>::min();
constexpr CivilMinutes kOpenEnd = std::numeric_limits<CivilMinutes>::max();

DatePrecision precision_of(const Span& span) {
  if (!span.single)
    return !span.from ? DatePrecision::Before : !span.to ? DatePrecision::After : DatePrecision::Between;
  switch (span.from->grain) {
    case Grain::Minute:
      return DatePrecision::Minute;
    case Grain::Day:
      return DatePrecision::Day;
    case Grain::Month:
      return DatePrecision::Month;
    case Grain::Season:
      return DatePrecision::Season;
    case Grain::Year:
      return DatePrecision::Year;
    case Grain::Decade:
      return DatePrecision::Decade;
  }
  return DatePrecision::Day;
}

Point to_month(Point p) {
  if (p.grain == Grain::Minute || p.grain == Grain::Day)
    p.grain = Grain::Month, p.day = p.hour = p.minute = 0;
  return p;
}

}  // namespace

Result<UncertainDate> UncertainDate::parse(std::string_view typed, Day today) {
  std::string text(trimmed(typed));
  if (text.empty()) return UncertainDate{};
  auto span = read_typed(text, today);
  if (!span.ok()) return span.error();
  return stored(std::move(text), edtf_of(*span));
}

UncertainDate UncertainDate::exactly(Day day) {
  return stored(in_words(day), iso(day));
}

UncertainDate UncertainDate::stored(std::string typed, std::string_view edtf) {
  UncertainDate date;
  const auto span = read_edtf(edtf);
  if (!span) return date;
  date.typed_ = std::move(typed);
  date.edtf_ = std::string{edtf};
  date.precision_ = precision_of(*span);
  date.approximate_ = (span->from && span->from->quality) || (span->to && span->to->quality);
  date.earliest_ = span->from ? first_minute(*span->from) : kOpenStart;
  date.latest_ = span->single ? last_minute(*span->from) : span->to ? last_minute(*span->to) : kOpenEnd;
  return date;
}

std::string UncertainDate::understood() const {
  const auto span = read_edtf(edtf_);
  return span ? words_of(*span) : std::string{};
}

std::string UncertainDate::month_and_year() const {
  auto span = read_edtf(edtf_);
  if (!span) return {};
  const bool had_days =
      (span->from && span->from->grain <= Grain::Day) || (span->to && span->to->grain <= Grain::Day);
  // "before 2012" and "after May 2016" say no more than a month already; cutting them would change their
  // meaning.
  if (!had_days) return words_of(*span);
  const auto inside_a_month = [](CivilMinutes edge) {
    const auto a = to_month(at_minute(edge)), b = to_month(at_minute(edge + 1));
    return a == b;
  };
  if (!span->from && span->to->grain == Grain::Minute && !inside_a_month(latest_)) return words_of(*span);
  if (!span->single && !span->to && span->from->grain == Grain::Minute && !inside_a_month(earliest_ - 1))
    return words_of(*span);
  if (span->from) span->from = to_month(*span->from);
  if (span->to) span->to = to_month(*span->to);
  if (span->from && span->to) {
    span->from->quality = span->to->quality = 0;
    if (*span->from == *span->to) span->single = true, span->to.reset();
  }
  return words_of(*span);
}

std::string UncertainDate::sort_key() const {
  if (empty()) return "~";
  // Shifted so that every year this class accepts is a positive number of ten digits, and so sorts as text.
  constexpr CivilMinutes kShift = 1'000'000'000, kEndless = 9'999'999'999;
  const bool open_start = earliest_ == kOpenStart;
  const auto at = (open_start ? latest_ : earliest_) + kShift;
  const auto length = open_start || latest_ == kOpenEnd ? kEndless : latest_ - earliest_;
  return fmt::format("{:010}-{}-{:010}-{}", at, open_start ? 1 : 0, length, approximate_ ? 1 : 0);
}

std::optional<int> age_at(const UncertainDate& born, const UncertainDate& on) {
  for (const auto* date : {&born, &on})
    if (date->empty() || date->approximate() || date->earliest() == kOpenStart || date->latest() == kOpenEnd)
      return std::nullopt;
  const auto years = [](CivilMinutes from, CivilMinutes to) {
    const auto a = on_day(from), b = on_day(to);
    // Someone born on 29 February has their birthday on 1 March in other years.
    return b.year - a.year - (std::pair{b.month, b.day} < std::pair{a.month, a.day} ? 1 : 0);
  };
  const int least = years(born.latest(), on.earliest()), most = years(born.earliest(), on.latest());
  if (least != most || least < 0) return std::nullopt;
  return least;
}

}  // namespace heed

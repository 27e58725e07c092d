#include "base/date_point.h"

#include <fmt/format.h>

#include <array>

namespace heed::date_detail {

using namespace std::chrono;

namespace {

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
constexpr CivilMinutes kDay = 24 * 60;

CivilMinutes minutes_of(int y, int m, int d, int h = 0, int mi = 0) {
  const sys_days day{year{y} / month{unsigned(m)} / std::chrono::day{unsigned(d)}};
  return CivilMinutes{day.time_since_epoch().count()} * kDay + h * 60 + mi;
}
CivilMinutes month_start(int y, int m) {
  return m > 12 ? minutes_of(y + 1, m - 12, 1) : minutes_of(y, m, 1);
}

struct Months {
  int from, length;
};
Months months_of(int season) {
  if (season >= kQuarter1 && season <= kQuarter4) return {1 + 3 * (season - kQuarter1), 3};
  if (season >= kEarly && season <= kLate) return {1 + 4 * (season - kEarly), 4};
  if (season == kHalf1 || season == kHalf2) return {1 + 6 * (season - kHalf1), 6};
  // "Winter 2017" may be its January and February or the winter that begins in its December: it spans both.
  if (season == kWinter) return {1, 14};
  return {3 + 3 * (season - kSpring), 3};
}
bool is_season(int n) {
  return (n >= kSpring && n <= kWinter) || (n >= kQuarter1 && n <= kHalf2);
}

std::string point_edtf(const Point& p) {
  std::string text;
  switch (p.grain) {
    case Grain::Minute:
      text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", p.year, p.month, p.day, p.hour, p.minute);
      break;
    case Grain::Day:
      text = fmt::format("{:04}-{:02}-{:02}", p.year, p.month, p.day);
      break;
    case Grain::Month:
      text = fmt::format("{:04}-{:02}", p.year, p.month);
      break;
    case Grain::Season:
      text = fmt::format("{:04}-{:02}", p.year, p.season);
      break;
    case Grain::Year:
      text = fmt::format("{:04}", p.year);
      break;
    case Grain::Decade:
      text = fmt::format("{:03}X", p.year / 10);
      break;
  }
  if (p.quality) text += p.quality;
  return text;
}

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int n = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    n = n * 10 + (text[i] - '0');
  }
  return n;
}

std::optional<Point> point_from_edtf(std::string_view text) {
  Point p;
  if (!text.empty() && (text.back() == '~' || text.back() == '?' || text.back() == '%')) {
    p.quality = text.back();
    text.remove_suffix(1);
  }
  if (text.size() == 4 && text[3] == 'X') {
    const auto n = digits(text, 0, 3);
    if (!n || !plausible(*n * 10)) return std::nullopt;
    p.grain = Grain::Decade, p.year = *n * 10;
    return p;
  }
  const auto y = digits(text, 0, 4);
  if (!y || !plausible(*y)) return std::nullopt;
  p.year = *y, p.grain = Grain::Year;
  if (text.size() == 4) return p;
  const auto m = digits(text, 5, 2);
  if (!m || text[4] != '-') return std::nullopt;
  if (text.size() == 7 && is_season(*m)) {
    p.grain = Grain::Season, p.season = *m;
    return p;
  }
  if (*m < 1 || *m > 12) return std::nullopt;
  p.grain = Grain::Month, p.month = *m;
  if (text.size() == 7) return p;
  const auto d = digits(text, 8, 2);
  if (!d || text[7] != '-' || *d < 1 || *d > days_in(*y, *m)) return std::nullopt;
  p.grain = Grain::Day, p.day = *d;
  if (text.size() == 10) return p;
  const auto h = digits(text, 11, 2), mi = digits(text, 14, 2);
  if (text.size() != 16 || text[10] != 'T' || text[13] != ':' || !h || !mi || *h > 23 || *mi > 59)
    return std::nullopt;
  p.grain = Grain::Minute, p.hour = *h, p.minute = *mi;
  return p;
}

std::string time_words(const Point& p) {
  // Midnight is said as 00:00: "midnight on 3 May" has two meanings.
  if (p.hour == 0 && p.minute == 0) return "00:00";
  if (p.hour == 12 && p.minute == 0) return "midday";
  const int hour = p.hour % 12 == 0 ? 12 : p.hour % 12;
  const char* half = p.hour < 12 ? "am" : "pm";
  return p.minute == 0 ? fmt::format("{}{}", hour, half) : fmt::format("{}:{:02}{}", hour, p.minute, half);
}

std::string day_words(const Point& p) {
  return fmt::format("{} {} {}", p.day, kMonths[std::size_t(p.month - 1)], p.year);
}

std::string season_words(const Point& p) {
  static constexpr std::array<const char*, 4> kSeasons = {"spring", "summer", "autumn", "winter"};
  static constexpr std::array<const char*, 3> kThirds = {"early", "mid", "late"};
  if (p.season <= kWinter) return fmt::format("{} {}", kSeasons[std::size_t(p.season - kSpring)], p.year);
  if (p.season <= kQuarter4) return fmt::format("Q{} {}", p.season - kQuarter1 + 1, p.year);
  if (p.season <= kLate) return fmt::format("{} {}", kThirds[std::size_t(p.season - kEarly)], p.year);
  return fmt::format("{} half of {}", p.season == kHalf1 ? "first" : "second", p.year);
}

std::string quality_words(char quality) {
  if (quality == '~') return "about ";
  if (quality == '?') return "possibly ";
  if (quality == '%') return "possibly about ";
  return "";
}

std::string bare_words(const Point& p) {
  switch (p.grain) {
    case Grain::Minute:
      return day_words(p) + " at " + time_words(p);
    case Grain::Day:
      return day_words(p);
    case Grain::Month:
      return fmt::format("{} {}", kMonths[std::size_t(p.month - 1)], p.year);
    case Grain::Season:
      return season_words(p);
    case Grain::Year:
      return fmt::format("{}", p.year);
    case Grain::Decade:
      return fmt::format("the {}s", p.year);
  }
  return {};
}
std::string point_words(const Point& p) {
  return quality_words(p.quality) + bare_words(p);
}

/// The coarsest point that ends (or begins) exactly where this minute does: "before 2012", not "before 1
/// January 2012".
Point coarsest_beginning(CivilMinutes minute, char quality) {
  Point p = at_minute(minute, quality);
  if (p.hour || p.minute) return p;
  p.grain = p.day > 1 ? Grain::Day : p.month > 1 ? Grain::Month : Grain::Year;
  return p;
}
Point coarsest_ending(CivilMinutes minute, char quality) {
  Point p = at_minute(minute, quality);
  if (p.hour != 23 || p.minute != 59) return p;
  p.grain = p.day < days_in(p.year, p.month) ? Grain::Day : p.month < 12 ? Grain::Month : Grain::Year;
  return p;
}

/// "late March 2018", "the morning of 3 May 2016": spans that were said as one thing.
std::optional<std::string> named_part(const Span& span) {
  const Point& a = *span.from;
  static constexpr std::array<std::pair<Part, const char*>, 3> kParts = {
      {{Part::Early, "early"}, {Part::Mid, "mid"}, {Part::Late, "late"}}};
  static constexpr std::array<std::pair<DayPart, const char*>, 6> kDayParts = {
      {{DayPart::EarlyHours, "early hours"},
       {DayPart::Morning, "morning"},
       {DayPart::Afternoon, "afternoon"},
       {DayPart::Evening, "evening"},
       {DayPart::Night, "night"},
       {DayPart::AfterMidday, "afternoon or evening"}}};
  if (a.grain == Grain::Day)
    for (const auto& [part, word] : kParts)
      if (span == part_of_month(a.year, a.month, part))
        return fmt::format("{} {} {}", word, kMonths[std::size_t(a.month - 1)], a.year);
  if (a.grain == Grain::Year)
    for (const auto& [part, word] : kParts)
      if (span == part_of_decade(a.year / 10 * 10, part))
        return fmt::format("{} {}s", word, a.year / 10 * 10);
  if (a.grain == Grain::Minute)
    for (const auto& [part, word] : kDayParts)
      if (span == part_of_day(a, part)) return fmt::format("the {} of {}", word, day_words(a));
  if (a.grain == Grain::Month && span == winter_of(a.year))
    return fmt::format("winter {} to {}", a.year, a.year + 1);
  return std::nullopt;
}

std::string between_words(const Span& span) {
  if (auto named = named_part(span)) return *named;
  const Point &a = *span.from, &b = *span.to;
  const bool same_year = a.year == b.year, same_month = same_year && a.month == b.month;
  const auto q = quality_words(a.quality);
  if (a.quality == b.quality && a.grain == b.grain) {
    if (a.grain == Grain::Minute && same_month && a.day == b.day)
      return fmt::format("{}between {} and {} on {}", q, time_words(a), time_words(b), day_words(b));
    if (a.grain == Grain::Day && same_month)
      return fmt::format("{}between {} and {}", q, a.day, bare_words(b));
    if (a.grain == Grain::Day && same_year)
      return fmt::format("{}between {} {} and {}", q, a.day, kMonths[std::size_t(a.month - 1)],
                         bare_words(b));
    if (a.grain == Grain::Month && same_year)
      return fmt::format("{}between {} and {}", q, kMonths[std::size_t(a.month - 1)], bare_words(b));
  }
  return fmt::format("between {} and {}", point_words(a), point_words(b));
}

}  // namespace

bool plausible(int year) {
  return year >= kFirstYear && year <= kLastYear;
}

int days_in(int y, int m) {
  return int(unsigned((year{y} / month{unsigned(m)} / last).day()));
}

CivilMinutes first_minute(const Point& p) {
  switch (p.grain) {
    case Grain::Minute:
      return minutes_of(p.year, p.month, p.day, p.hour, p.minute);
    case Grain::Day:
      return minutes_of(p.year, p.month, p.day);
    case Grain::Month:
      return month_start(p.year, p.month);
    case Grain::Season:
      return month_start(p.year, months_of(p.season).from);
    case Grain::Year:
    case Grain::Decade:
      return month_start(p.year, 1);
  }
  return 0;
}

CivilMinutes last_minute(const Point& p) {
  switch (p.grain) {
    case Grain::Minute:
      return first_minute(p);
    case Grain::Day:
      return first_minute(p) + kDay - 1;
    case Grain::Month:
      return month_start(p.year, p.month + 1) - 1;
    case Grain::Season: {
      const auto months = months_of(p.season);
      return month_start(p.year, months.from + months.length) - 1;
    }
    case Grain::Year:
      return month_start(p.year + 1, 1) - 1;
    case Grain::Decade:
      return month_start(p.year + 10, 1) - 1;
  }
  return 0;
}

Point at_minute(CivilMinutes minute, char quality) {
  CivilMinutes day = minute / kDay, rest = minute % kDay;
  if (rest < 0) rest += kDay, --day;
  const Day ymd{sys_days{days{day}}};
  return {Grain::Minute,
          int(ymd.year()),
          int(unsigned(ymd.month())),
          int(unsigned(ymd.day())),
          int(rest / 60),
          int(rest % 60),
          0,
          quality};
}

Point on_day(CivilMinutes minute, char quality) {
  Point p = at_minute(minute, quality);
  p.grain = Grain::Day, p.hour = 0, p.minute = 0;
  return p;
}

std::string edtf_of(const Span& span) {
  if (span.single) return span.from ? point_edtf(*span.from) : std::string{};
  return (span.from ? point_edtf(*span.from) : "..") + "/" + (span.to ? point_edtf(*span.to) : "..");
}

std::optional<Span> read_edtf(std::string_view text) {
  const auto slash = text.find('/');
  Span span;
  span.single = slash == std::string_view::npos;
  if (const auto start = text.substr(0, slash); span.single || start != "..") {
    span.from = point_from_edtf(start);
    if (!span.from) return std::nullopt;
  }
  if (span.single) return span;
  if (const auto end = text.substr(slash + 1); end != "..") {
    span.to = point_from_edtf(end);
    if (!span.to) return std::nullopt;
  }
  if (!span.from && !span.to) return std::nullopt;
  if (span.from && span.to && last_minute(*span.to) < first_minute(*span.from)) return std::nullopt;
  return span;
}

std::string words_of(const Span& span) {
  if (span.single) return span.from ? point_words(*span.from) : std::string{};
  if (span.from && span.to) return between_words(span);
  // An open span whose end is a minute was said as "before" or "after" something; any other end is part of
  // the span.
  if (span.to)
    return span.to->grain == Grain::Minute
               ? "before " + point_words(coarsest_beginning(first_minute(*span.to) + 1, span.to->quality))
               : point_words(*span.to) + " or earlier";
  return span.from->grain == Grain::Minute
             ? "after " + point_words(coarsest_ending(first_minute(*span.from) - 1, span.from->quality))
             : point_words(*span.from) + " or later";
}

Span part_of_month(int y, int m, Part part) {
  const int from = part == Part::Early ? 1 : part == Part::Mid ? 11 : 21;
  const int to = part == Part::Early ? 10 : part == Part::Mid ? 20 : days_in(y, m);
  return {Point{Grain::Day, y, m, from, 0, 0, 0, '~'}, Point{Grain::Day, y, m, to, 0, 0, 0, '~'}, false};
}

Span part_of_decade(int y, Part part) {
  const int from = part == Part::Early ? 0 : part == Part::Mid ? 4 : 7;
  const int to = part == Part::Early ? 3 : part == Part::Mid ? 6 : 9;
  return {Point{Grain::Year, y + from, 0, 0, 0, 0, 0, '~'}, Point{Grain::Year, y + to, 0, 0, 0, 0, 0, '~'},
          false};
}

Span part_of_day(const Point& day, DayPart part) {
  struct Hours {
    int from, minutes;
  };
  static constexpr std::array<Hours, 7> kHours = {
      {{0, 24 * 60}, {0, 6 * 60}, {0, 12 * 60}, {12, 6 * 60}, {18, 6 * 60}, {20, 10 * 60}, {12, 12 * 60}}};
  const auto hours = kHours[std::size_t(part)];
  const auto start = minutes_of(day.year, day.month, day.day) + hours.from * 60;
  return {at_minute(start, '~'), at_minute(start + hours.minutes - 1, '~'), false};
}

Span winter_of(int y) {
  return {Point{Grain::Month, y, 12, 0, 0, 0, 0, '~'}, Point{Grain::Month, y + 1, 2, 0, 0, 0, 0, '~'}, false};
}

}  // namespace heed::date_detail

#include "base/clock.h"

#include <cstdio>

#include <fmt/format.h>

namespace heed {

using namespace std::chrono;

namespace {
constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};
sys_seconds summer_edge(year y, month m) { return sys_days{y / m / Sunday[last]} + hours{1}; }
}  // namespace

int london_offset_minutes(Instant at) {
  const year y = year_month_day{floor<days>(at)}.year();
  return at >= summer_edge(y, March) && at < summer_edge(y, October) ? 60 : 0;
}

Day london_day(Instant at) { return Day{floor<days>(at + minutes{london_offset_minutes(at)})}; }
Day Clock::today() const { return london_day(now()); }
Instant SystemClock::now() const { return floor<seconds>(system_clock::now()); }

std::string iso(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

std::string iso(Instant at) {
  const auto day = floor<days>(at);
  const hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(Day{day}), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::string in_words(Day day) {
  return fmt::format("{} {} {}", unsigned(day.day()), kMonths[unsigned(day.month()) - 1], int(day.year()));
}

std::string in_words(Instant at) {
  const auto local = at + minutes{london_offset_minutes(at)};
  const auto day = floor<days>(local);
  const hh_mm_ss time{local - day};
  const auto hour = time.hours().count();
  return fmt::format("{} at {}:{:02}{}", in_words(Day{day}), hour % 12 == 0 ? 12 : hour % 12, time.minutes().count(),
                     hour < 12 ? "am" : "pm");
}

Day add_days(Day day, int n) { return Day{sys_days{day} + days{n}}; }
int days_between(Day from, Day to) { return int((sys_days{to} - sys_days{from}).count()); }

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int n[3] = {0, 0, 0};
  const int starts[] = {0, 5, 8}, lengths[] = {4, 2, 2};
  for (int part = 0; part < 3; ++part)
    for (int i = 0; i < lengths[part]; ++i) {
      const char c = text[std::size_t(starts[part] + i)];
      if (c < '0' || c > '9') return std::nullopt;
      n[part] = n[part] * 10 + (c - '0');
    }
  const Day day{year{n[0]}, month{unsigned(n[1])}, std::chrono::day{unsigned(n[2])}};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return std::nullopt;
  const auto day = parse_iso_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  int n[3];
  for (int part = 0; part < 3; ++part) {
    const char a = text[std::size_t(11 + 3 * part)], b = text[std::size_t(12 + 3 * part)];
    if (a < '0' || a > '9' || b < '0' || b > '9') return std::nullopt;
    n[part] = (a - '0') * 10 + (b - '0');
  }
  if (n[0] > 23 || n[1] > 59 || n[2] > 59) return std::nullopt;
  return sys_days{*day} + hours{n[0]} + minutes{n[1]} + seconds{n[2]};
}

}  // namespace heed

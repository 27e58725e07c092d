// Reading what people type for a date. The text is cut into tokens; a point is read from tokens in any order
// ("14:30 on 22 May 2016" and "22/5/16 2.30pm" alike); what is not one point is tried as a span of two, whose
// first may borrow its month or year from the second ("3-5 May 2016"). Nothing here depends on the locale,
// and no message repeats what was typed: it may be case material.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/date_point.h"
#include "base/date_tokens.h"

namespace heed::date_detail {

namespace {

constexpr const char* kExamples =
    "Examples of what is understood: 22 May 2016, 22/5/16 14:30, May 2016, spring 2017, about March 2018, "
    "before 2012, "
    "between March 2016 and June 2017.";

Error not_understood(std::string message = "This date could not be understood.") {
  return bad_input(std::move(message), kExamples);
}

constexpr std::array<const char*, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

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

class PointReader {
 public:
  PointReader(Tokens tokens, Day today) : t_(tokens), today_(today) {}

  Partial read() {
    while (i_ < t_.size() && !p_.failed)
      if (!step()) p_.failed = true;
    settle();
    return p_;
  }

 private:
  bool num(std::size_t k) const { return i_ + k < t_.size() && t_[i_ + k].kind == Token::Number; }
  bool sym(std::size_t k, char c) const { return i_ + k < t_.size() && t_[i_ + k].is(c); }
  bool word(std::size_t k) const { return i_ + k < t_.size() && t_[i_ + k].kind == Token::Word; }
  bool word(std::size_t k, std::initializer_list<std::string_view> any) const {
    return word(k) && std::find(any.begin(), any.end(), t_[i_ + k].text) != any.end();
  }
  int value(std::size_t k) const { return t_[i_ + k].value; }
  std::size_t width(std::size_t k) const { return t_[i_ + k].text.size(); }
  bool joined(std::size_t k) const { return i_ + k < t_.size() && !t_[i_ + k].spaced; }
  bool date_sep(std::size_t k) const { return sym(k, '/') || sym(k, '-') || sym(k, '.'); }

  bool refuse(std::string message, std::string next = kExamples) {
    if (!p_.error) p_.error = bad_input(std::move(message), std::move(next));
    return false;
  }
  bool set(std::optional<int>& slot, int n) {
    if (slot) return false;
    slot = n;
    return true;
  }
  bool set_year(int n, std::size_t digits) {
    if (digits != 2 && digits != 4) return false;
    return set(p_.year, digits == 2 ? recent_year(n, today_) : n);
  }
  bool set_month(int n) {
    if (n < 1 || n > 12)
      return refuse(fmt::format("There is no month {}; the day comes before the month.", n));
    return set(p_.month, n);
  }
  bool set_day(int n) {
    if (n < 1 || n > 31) return refuse(fmt::format("There is no day {} in a month.", n));
    return set(p_.day, n);
  }

  bool set_time(int hour, int minute, std::string_view half) {
    if (i_ == 0) p_.starts_with_time = true;
    if (!half.empty()) {
      if (hour < 1 || hour > 12) {
        // "14:30pm" says the same thing twice and is common; "14:30am" and "0:30pm" contradict themselves.
        if (half != "pm" || hour < 13 || hour > 23) return refuse("This time of day does not exist.");
      } else {
        hour = hour % 12 + (half == "pm" ? 12 : 0);
      }
      p_.meridiem = true;
    }
    if (hour > 23 || minute > 59)
      return refuse("This time of day does not exist.", "Times go from 00:00 to 23:59, or use am and pm.");
    return set(p_.hour, hour) && set(p_.minute, minute);
  }

  /// am, pm, a.m., p.m. at offset k: the half of the day and how many tokens it took.
  std::pair<std::string_view, std::size_t> half_at(std::size_t k) const {
    if (word(k, {"am"})) return {"am", 1};
    if (word(k, {"pm"})) return {"pm", 1};
    if (word(k, {"a", "p"}) && sym(k + 1, '.') && word(k + 2, {"m"}))
      return {t_[i_ + k].text == "a" ? "am" : "pm", sym(k + 3, '.') ? 4u : 3u};
    return {"", 0};
  }
  bool hours_word(std::size_t k) const { return word(k, {"hrs", "hr", "hours", "h", "hour"}); }

  bool step() {
    const auto& token = t_[i_];
    switch (token.kind) {
      case Token::Number:
        return number();
      case Token::Word:
        return a_word();
      case Token::Symbol:
        return symbol();
    }
    return false;
  }

  bool symbol() {
    if (sym(0, '~') || sym(0, '?') || sym(0, '%')) return qualify(t_[i_].symbol), advance(1);
    // "mid-2017", "22-May 2016", "pre-2012": a hyphen that only joins.
    if (sym(0, '-') && joined(0) && joined(1) && i_ > 0 && (t_[i_ - 1].kind == Token::Word) && num(1))
      return advance(1);
    if (sym(0, '-') && p_.part != Part::None && word(1) && joined(0) && joined(1) && !p_.month)
      return advance(1);
    if (sym(0, '.') && i_ > 0) return advance(1);  // "approx.", "Sept.", the end of a sentence
    if (sym(0, '\'') && num(1)) return advance(1);
    return false;
  }

  bool advance(std::size_t n) {
    i_ += n;
    return true;
  }

  void qualify(char c) { p_.quality = p_.quality == 0 || p_.quality == c ? c : '%'; }

  bool number() {
    // A reason found on the way is final: no later guess may read the number as something else.
    if (clock_time() || p_.error) return !p_.error;
    if (numeric_date() || p_.error) return !p_.error;
    return plain_number();
  }

  bool clock_time() {
    if (width(0) <= 2) {
      if (const auto [half, n] = half_at(1); n) return set_time(value(0), 0, half) && advance(1 + n);
    }
    if (width(0) <= 2 && sym(1, ':') && num(2) && width(2) == 2) {
      const bool seconds = sym(3, ':') && num(4) && width(4) == 2;
      if (seconds && value(4) > 59) return refuse("This time of day does not exist.");
      std::size_t n = seconds ? 5 : 3;
      const auto [half, more] = half_at(n);
      const bool whole_day = seconds && value(0) == 0 && value(2) == 0 && value(4) == 0;
      n += more;
      if (!more && hours_word(n)) ++n;
      // Spreadsheets add 00:00:00 to a date without a time.
      if (whole_day && p_.year && !more && !p_.hour) return advance(n);
      return set_time(value(0), value(2), half) && advance(n);
    }
    if (width(0) <= 2 && sym(1, '.') && joined(1) && num(2) && width(2) == 2 && joined(2) &&
        !(sym(3, '.') && num(4))) {
      auto [half, more] = half_at(3);
      const bool hours = hours_word(3), after_date = p_.year && p_.month && p_.day;
      if (more || hours || after_date || at_)
        return set_time(value(0), value(2), half) && advance(3 + more + (hours ? 1 : 0));
    }
    if (width(0) == 4 && hours_word(1)) return set_time(value(0) / 100, value(0) % 100, "") && advance(2);
    if (width(0) == 4 && at_ && p_.year) return set_time(value(0) / 100, value(0) % 100, "") && advance(1);
    return false;
  }

  bool numeric_date() {
    if (!date_sep(1)) return false;
    const char c = t_[i_ + 1].symbol;
    if (num(2) && sym(3, c) && num(4) && !t_[i_ + 2].spaced == !t_[i_ + 4].spaced) {
      if (width(0) == 4 && width(2) <= 2 && width(4) <= 2)
        return set_year(value(0), 4) && set_month(value(2)) && set_day(value(4)) && after_date(5);
      if (width(0) <= 2 && width(2) <= 2 && (width(4) == 2 || width(4) == 4))
        return set_day(value(0)) && set_month(value(2)) && set_year(value(4), width(4)) && advance(5);
      return false;
    }
    if (word(2) && month_number(t_[i_ + 2].text) && sym(3, c) && num(4) && width(0) <= 2)
      return set_day(value(0)) && set_month(month_number(t_[i_ + 2].text)) && set_year(value(4), width(4)) &&
             advance(5);
    if (word(2) && month_number(t_[i_ + 2].text) && c == '-' && joined(1) && joined(2) && width(0) <= 2 &&
        !p_.day)
      return set_day(value(0)) && advance(2);
    if (num(2) && width(0) <= 2 && width(2) == 4 && joined(1) && joined(2))
      return set_month(value(0)) && set_year(value(2), 4) && advance(3);
    if (num(2) && width(0) == 4 && width(2) == 2 && c != '.' && joined(1) && joined(2) && value(2) >= 1 &&
        value(2) <= 12)
      return set_year(value(0), 4) && set_month(value(2)) && advance(3);
    return false;
  }

  /// ISO's "T" between a date and a time.
  bool after_date(std::size_t n) {
    advance(n);
    if (word(0, {"t"}) && num(1) && joined(0) && joined(1)) advance(1);
    return true;
  }

  bool plain_number() {
    const auto n = value(0);
    const auto w = width(0);
    if (word(1, {"st", "nd", "rd", "th"}) && joined(1) && w <= 2) {
      if (word(2, {"quarter"}) && n >= 1 && n <= 4) return set(p_.season, kQuarter1 + n - 1) && advance(3);
      if (word(2, {"half"}) && n >= 1 && n <= 2) return set(p_.season, kHalf1 + n - 1) && advance(3);
      return set_day(n) && advance(2);
    }
    const bool s = (word(1, {"s"}) && joined(1)) || (sym(1, '\'') && word(2, {"s"}));
    if (s && (w == 4 || w == 2) && n % 10 == 0)
      return set(p_.decade, w == 4 ? n : recent_year(n, today_)) && advance(sym(1, '\'') ? 3 : 2);
    if (w == 4) {
      // A year, unless there is one already or it cannot be one: then a time written "1430".
      const bool after_month = i_ > 0 && t_[i_ - 1].kind == Token::Word && month_number(t_[i_ - 1].text);
      if (after_month) {
        if (p_.year && !p_.hour && *p_.year / 100 < 24 && *p_.year % 100 < 60 && year_was_bare_) {
          if (!set_time(*p_.year / 100, *p_.year % 100, "")) return false;
          p_.year.reset();
        }
        return set_year(n, 4) && advance(1);
      }
      if (!p_.year && plausible(n)) return year_was_bare_ = true, set_year(n, 4) && advance(1);
      if (p_.year && year_was_bare_ && !p_.month) return false;
      return set_time(n / 100, n % 100, "") && advance(1);
    }
    if (w > 2) return false;
    if (p_.month && !p_.year) {
      const bool abbreviated = i_ > 0 && (t_[i_ - 1].is('\'') || t_[i_ - 1].is('-'));
      if (p_.day || abbreviated) return set_year(n, 2 + (w == 1 ? 1u : 0u)) && advance(1);
      // "May 22 2016" is a day; "May 22" alone could be either, so it is not guessed.
      if (num(1) && width(1) == 4) return set_day(n) && advance(1);
      return refuse("This could be a day or a year.",
                    "Type the year with four figures, for example May 2016.");
    }
    if (p_.day || p_.bare) return false;
    if (p_.year && i_ > 1 && t_[i_ - 1].kind == Token::Word && month_number(t_[i_ - 1].text))
      return set_day(n) && advance(1);
    if (word(1) && month_number(t_[i_ + 1].text)) return set_day(n) && advance(1);
    p_.bare = n;
    return advance(1);
  }

  bool a_word() {
    const auto& text = t_[i_].text;
    if (const int m = month_number(text)) return set_month(m) && advance(1);
    if (const auto day = weekday_number(text)) return set(p_.weekday, *day) && advance(1);
    if (is_filler(text)) {
      at_ = at_ || text == "at";
      return advance(1);
    }
    if (text == "x" || text == "xx") return false;
    if (is_about(text)) return qualify('~'), advance(1);
    if (is_possibly(text)) return qualify('?'), advance(1);
    if (word(0, {"or"}) && word(1, {"so", "thereabouts"})) return qualify('~'), advance(2);
    if (word(0, {"thought"}) && word(1, {"to"}) && word(2, {"be"})) return qualify('?'), advance(3);
    if (word(0, {"spring"})) return set(p_.season, kSpring) && advance(1);
    if (word(0, {"summer"})) return set(p_.season, kSpring + 1) && advance(1);
    if (word(0, {"autumn"})) return set(p_.season, kSpring + 2) && advance(1);
    if (word(0, {"winter"})) return set(p_.season, kWinter) && advance(1);
    if (word(0, {"q"}) && num(1) && width(1) == 1 && value(1) >= 1 && value(1) <= 4)
      return set(p_.season, kQuarter1 + value(1) - 1) && advance(2);
    static constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third", "fourth"};
    for (std::size_t k = 0; k < kOrdinals.size(); ++k)
      if (text == kOrdinals[k]) {
        if (word(1, {"quarter"})) return set(p_.season, kQuarter1 + int(k)) && advance(2);
        if (word(1, {"half"}) && k < 2) return set(p_.season, kHalf1 + int(k)) && advance(2);
        return false;
      }
    if (word(0, {"early"}) && word(1, {"hours"})) return day_part(DayPart::EarlyHours, 2);
    if (word(0, {"early", "beginning", "start"})) return part(Part::Early);
    if (word(0, {"mid", "middle"})) return part(Part::Mid);
    if (word(0, {"late", "end"})) return part(Part::Late);
    if (word(0, {"morning"})) return day_part(DayPart::Morning, 1);
    if (word(0, {"afternoon"})) return day_part(DayPart::Afternoon, 1);
    if (word(0, {"evening"})) return day_part(DayPart::Evening, 1);
    if (word(0, {"night", "overnight"})) return day_part(DayPart::Night, 1);
    if (word(0, {"noon", "midday"})) return set_time(12, 0, "") && advance(1);
    if (word(0, {"midnight"}))
      return refuse("Midnight can be the start of a day or its end.",
                    "Type 00:00 for the start, or 23:59 for the end.");
    if (word(0, {"z", "gmt", "bst", "utc"}))
      return refuse("A date here has no time zone.",
                    "Type the time as clocks in the United Kingdom showed it.");
    return holiday();
  }

  bool holiday() {
    const auto on = [&](int month, int day, std::size_t n) {
      return set(p_.month, month) && set(p_.day, day) && advance(n);
    };
    if (word(0, {"christmas", "xmas"})) {
      if (word(1, {"day"})) return on(12, 25, 2);
      if (word(1, {"eve"})) return on(12, 24, 2);
      return refuse(
          "Christmas can be one day or several.",
          "Type Christmas Day 2016, 25 December 2016, or late December 2016 for the days around it.");
    }
    if (word(0, {"boxing"}) && word(1, {"day"})) return on(12, 26, 2);
    if (word(0, {"new"}) && (word(1, {"year", "years"}))) {
      std::size_t n = sym(2, '\'') ? 3 : 2;
      if (word(n, {"s"})) ++n;
      if (word(n, {"day"})) return on(1, 1, n + 1);
      if (word(n, {"eve"})) return on(12, 31, n + 1);
      return refuse("New Year can be one day or several.", "Type the day, for example 1 January 2017.");
    }
    if (word(0, {"easter"}))
      return refuse("Easter moves from year to year.", "Type the day or the month, for example April 2017.");
    return false;
  }

  bool part(Part part) {
    if (p_.part != Part::None) return false;
    p_.part = part;
    return advance(1);
  }
  bool day_part(DayPart part, std::size_t n) {
    if (p_.day_part != DayPart::None) return false;
    p_.day_part = part;
    return advance(n);
  }

  void settle() {
    if (p_.failed || p_.error) return;
    if (p_.bare && (p_.year || p_.month || p_.hour || p_.season || p_.decade)) p_.failed = true;
  }

  Tokens t_;
  Day today_;
  std::size_t i_ = 0;
  Partial p_;
  bool at_ = false, year_was_bare_ = false;
};

// ---- from what was read to a point, or to the span that its words mean
// -----------------------------------------

bool bare_part(const Partial& p) {
  return p.part != Part::None;
}

Result<Span> finish(const Partial& p) {
  if (p.error) return *p.error;
  if (p.failed || p.bare) return not_understood();
  if (p.decade) {
    if (p.year || p.month || p.day || p.hour || p.season || p.weekday || p.day_part != DayPart::None ||
        !plausible(*p.decade))
      return not_understood();
    if (bare_part(p)) return part_of_decade(*p.decade, p.part);
    return Span{Point{Grain::Decade, *p.decade, 0, 0, 0, 0, 0, p.quality}, {}, true};
  }
  if (!p.year)
    return p.month || p.day || p.hour || p.season || bare_part(p) || p.weekday
               ? not_understood("This date has no year.")
               : not_understood();
  if (!plausible(*p.year))
    return bad_input(fmt::format("The year {} is not one a date here can have.", *p.year), "Check the year.");
  Point point{Grain::Year, *p.year, 0, 0, 0, 0, 0, p.quality};
  if (p.season) {
    if (p.month || p.day || p.hour || bare_part(p) || p.weekday || p.day_part != DayPart::None)
      return not_understood();
    point.grain = Grain::Season, point.season = *p.season;
    return Span{point, {}, true};
  }
  if (!p.month) {
    if (p.day || p.hour || p.weekday || p.day_part != DayPart::None)
      return not_understood("This date has no month.");
    if (bare_part(p)) point.grain = Grain::Season, point.season = kEarly + int(p.part) - int(Part::Early);
    return Span{point, {}, true};
  }
  point.grain = Grain::Month, point.month = *p.month;
  if (!p.day) {
    if (p.hour || p.weekday || p.day_part != DayPart::None)
      return not_understood("This date has a time but no day.");
    if (bare_part(p)) return part_of_month(*p.year, *p.month, p.part);
    return Span{point, {}, true};
  }
  if (bare_part(p)) return not_understood();
  const auto month_name = kMonthNames[std::size_t(*p.month - 1)];
  if (*p.day > days_in(*p.year, *p.month))
    return bad_input(fmt::format("{} {} had only {} days, so there is no {} {} {}.", month_name, *p.year,
                                 days_in(*p.year, *p.month), *p.day, month_name, *p.year),
                     "Check the day and the month; the day comes first.");
  point.grain = Grain::Day, point.day = *p.day;
  if (p.weekday) {
    const auto week = std::chrono::weekday{
        std::chrono::sys_days{std::chrono::year{point.year} / std::chrono::month{unsigned(point.month)} /
                              std::chrono::day{unsigned(point.day)}}};
    if (int(week.c_encoding()) != *p.weekday)
      return bad_input(fmt::format("{} {} {} was a {}, not a {}.", point.day, month_name, point.year,
                                   kWeekdays[week.c_encoding()], kWeekdays[std::size_t(*p.weekday)]),
                       "Check which is right, or leave the day of the week out.");
  }
  if (p.day_part != DayPart::None) {
    if (!p.hour) return part_of_day(point, p.day_part);
    // "2pm in the afternoon" agrees with itself; "2:30 in the afternoon" says which half of the day.
    const bool late = p.day_part == DayPart::Afternoon || p.day_part == DayPart::Evening;
    const int hour = late && !p.meridiem && *p.hour >= 1 && *p.hour < 12 ? *p.hour + 12 : *p.hour;
    if (p.day_part == DayPart::Night || late != (hour >= 12)) return not_understood();
    point.hour = hour;
  } else if (p.hour) {
    point.hour = *p.hour;
  }
  if (p.hour) point.grain = Grain::Minute, point.minute = *p.minute;
  return Span{point, {}, true};
}

// ---- spans
// --------------------------------------------------------------------------------------------------------

/// What the first half of a span left out and the second half says: "3-5 May 2016", "March to June 2016",
/// "2-4pm on …".
bool borrow(Partial& a, Partial& b) {
  if (a.bare) {
    const int n = *a.bare;
    if (b.starts_with_time && b.meridiem && n >= 1 && n <= 12) {
      a.hour = n, a.minute = 0;
    } else if (b.day && n >= 1 && n <= 31) {
      a.day = n;
    } else {
      return false;
    }
    a.bare.reset();
  }
  const bool a_time_only = a.hour && !a.day && !a.month && !a.year;
  const bool b_time_only = b.hour && !b.day && !b.month && !b.year;
  if (a_time_only && b.hour) a.day = b.day, a.month = b.month, a.year = b.year, a.weekday = b.weekday;
  if (b_time_only && a.hour) b.day = a.day, b.month = a.month, b.year = a.year, b.weekday = a.weekday;
  if ((a_time_only || b_time_only) && b.meridiem && !a.meridiem && a.hour && b.hour && *a.hour >= 1 &&
      *a.hour <= 12) {
    const int afternoon = *a.hour % 12 + 12;
    if (afternoon <= *b.hour) a.hour = afternoon;
  }
  if (!a.year && !a.decade) {
    if (!a.month && (a.day || a.part != Part::None)) a.month = b.month;
    a.year = b.year;
    if (!a.month && !a.day && !b.year) a.decade = b.decade;
  }
  return true;
}

CivilMinutes start_of(const Span& span) {
  return first_minute(*span.from);
}
CivilMinutes end_of(const Span& span) {
  return last_minute(span.to ? *span.to : *span.from);
}
const Point& end_point(const Span& span) {
  return span.to ? *span.to : *span.from;
}

Result<Span> between(Tokens left, Tokens right, Day today, bool both_whole) {
  auto a = PointReader(left, today).read(), b = PointReader(right, today).read();
  if (a.error) return *a.error;
  if (b.error) return *b.error;
  if (a.failed || b.failed || (both_whole && !(a.year && b.year)) || !borrow(a, b)) return not_understood();
  HEED_ASSIGN(const Span from, finish(a));
  HEED_ASSIGN(const Span to, finish(b));
  if (end_of(to) < start_of(from))
    return bad_input("This span of time ends before it starts.", "Put the earlier date first.");
  return Span{*from.from, end_point(to), false};
}

class SpanReader {
 public:
  SpanReader(Tokens tokens, Day today) : t_(tokens), today_(today) {}

  Result<Span> read() {
    if (auto special = financial_year(); special) return *special;
    if (auto open = open_span(); open) return *open;
    if (auto week = week_of(); week) return *week;

    char quality = 0;
    if (starts({"between"})) {
      t_ = t_.subspan(1);
      return any_split({"and", "to"}, not_understood("This span has no end."));
    }
    if (t_.size() > 2 && is_about(t_[0].text) && t_[1].text == "between") {
      quality = '~', t_ = t_.subspan(2);
      auto span = any_split({"and", "to"}, not_understood("This span has no end."));
      if (span.ok()) span->from->quality = span->to->quality = quality;
      return span;
    }
    auto single = finish(PointReader(t_, today_).read());
    if (single.ok()) return single;
    // A reason that names what is wrong is better than a guess that it was a span.
    const auto generic = not_understood().message;
    auto rest = t_;
    if (starts({"from"})) t_ = t_.subspan(1);
    auto span = any_split({"to", "until", "till", "through"}, single.error());
    t_ = rest;
    if (span.ok() || single.error().message == generic) return span;
    return single.error();
  }

 private:
  bool starts(std::initializer_list<std::string_view> words) const {
    if (t_.size() <= words.size()) return false;
    std::size_t i = 0;
    for (const auto word : words)
      if (t_[i++].text != word) return false;
    return true;
  }
  bool ends(std::initializer_list<std::string_view> words) const {
    if (t_.size() <= words.size()) return false;
    std::size_t i = t_.size() - words.size();
    for (const auto word : words)
      if (t_[i++].text != word) return false;
    return true;
  }

  Result<Span> any_split(std::initializer_list<std::string_view> words, Error otherwise) const {
    std::optional<Error> reason;
    const auto attempt = [&](std::size_t i, bool both_whole) -> std::optional<Span> {
      auto span = between(t_.first(i), t_.subspan(i + 1), today_, both_whole);
      if (span.ok()) return *span;
      if (!reason && span.error().message != not_understood().message) reason = span.error();
      return std::nullopt;
    };
    for (std::size_t i = 1; i + 1 < t_.size(); ++i)
      if (std::find(words.begin(), words.end(), t_[i].text) != words.end())
        if (auto span = attempt(i, false)) return *span;
    for (const char c : {'-', '/'})
      for (std::size_t i = 1; i + 1 < t_.size(); ++i)
        if (t_[i].is(c))
          if (auto span = attempt(i, c == '/')) return *span;
    return reason ? *reason : otherwise;
  }

  /// "2016-17", "2016/17", "winter 2016-17". After EDTF, for which 2017-21 is spring 2017.
  std::optional<Result<Span>> financial_year() const {
    const bool winter = starts({"winter"}) || starts({"winter", "of"});
    const auto t = winter ? t_.subspan(t_[1].text == "of" ? 2 : 1) : t_;
    if (t.size() != 3 || t[0].kind != Token::Number || t[0].text.size() != 4 || t[2].kind != Token::Number)
      return std::nullopt;
    if (!t[1].is('-') && !t[1].is('/') && !(winter && t[1].text == "to")) return std::nullopt;
    const int from = t[0].value;
    if (!plausible(from) || !plausible(from + 1)) return std::nullopt;
    const bool next = t[2].text.size() == 2 ? t[2].value == (from + 1) % 100 : t[2].value == from + 1;
    if (!next) return std::nullopt;
    if (winter) return winter_of(from);
    if (t[2].text.size() != 2) return std::nullopt;
    if (t[2].value <= 12)
      return std::nullopt;  // 2011-12 is December 2011, as everywhere else that reads ISO dates
    if (t[2].value >= kSpring && t[2].value <= kWinter)
      return bad_input("This could be two years or a season.",
                       fmt::format("Type {} to {}, or the season in words.", from, from + 1));
    return Span{Point{Grain::Year, from}, Point{Grain::Year, from + 1}, false};
  }

  std::optional<Result<Span>> open_span() {
    struct Opening {
      std::initializer_list<std::string_view> words;
      bool before, inclusive;
    };
    static const std::array<Opening, 14> kOpenings = {{{{"before"}, true, false},
                                                       {{"prior", "to"}, true, false},
                                                       {{"earlier", "than"}, true, false},
                                                       {{"pre"}, true, false},
                                                       {{"by"}, true, true},
                                                       {{"until"}, true, true},
                                                       {{"till"}, true, true},
                                                       {{"up", "to"}, true, true},
                                                       {{"no", "later", "than"}, true, true},
                                                       {{"after"}, false, false},
                                                       {{"later", "than"}, false, false},
                                                       {{"post"}, false, false},
                                                       {{"since"}, false, true},
                                                       {{"not", "before"}, false, true}}};
    static const std::array<Opening, 7> kClosings = {{{{"or", "earlier"}, true, true},
                                                      {{"or", "before"}, true, true},
                                                      {{"or", "later"}, false, true},
                                                      {{"or", "after"}, false, true},
                                                      {{"onwards"}, false, true},
                                                      {{"onward"}, false, true},
                                                      {{"and", "after"}, false, true}}};
    for (const auto& o : kOpenings)
      if (starts(o.words)) {
        auto rest = t_.subspan(o.words.size());
        if (rest.size() > 1 && rest[0].is('-')) rest = rest.subspan(1);
        return opened(rest, o.before, o.inclusive);
      }
    for (const auto& c : kClosings)
      if (ends(c.words)) {
        auto rest = t_.first(t_.size() - c.words.size());
        if (rest.size() > 1 && rest[0].text == "from") rest = rest.subspan(1);
        return opened(rest, c.before, c.inclusive);
      }
    return std::nullopt;
  }

  Result<Span> opened(Tokens rest, bool before, bool inclusive) const {
    HEED_ASSIGN(const Span edge, finish(PointReader(rest, today_).read()));
    const char quality = edge.from->quality;
    if (inclusive) {
      Point point = before ? end_point(edge) : *edge.from;
      return before ? Span{{}, point, false} : Span{point, {}, false};
    }
    if (before) return Span{{}, at_minute(start_of(edge) - 1, quality), false};
    return Span{at_minute(end_of(edge) + 1, quality), {}, false};
  }

  /// "week of" holds the day given, Monday to Sunday; "week commencing" starts on it and "week ending" ends
  /// on it.
  std::optional<Result<Span>> week_of() {
    enum class Week { None, Of, From, To };
    auto week = Week::None;
    std::size_t n = 2;
    if (starts({"week", "of"})) week = Week::Of;
    if (starts({"the", "week", "of"})) week = Week::Of, n = 3;
    if (starts({"week", "commencing"}) || starts({"week", "beginning"}) || starts({"week", "starting"}))
      week = Week::From;
    if (starts({"week", "ending"})) week = Week::To;
    if (starts({"w", "/", "c"}) || starts({"w", "/", "b"})) week = Week::From, n = 3;
    if (starts({"w", "/", "e"})) week = Week::To, n = 3;
    if (starts({"wc"}) || starts({"wb"})) week = Week::From, n = 1;
    if (week == Week::None) return std::nullopt;
    const auto day = finish(PointReader(t_.subspan(n), today_).read());
    if (!day.ok()) return day.error();
    if (!day->single || day->from->grain != Grain::Day) return not_understood("A week needs a day.");
    auto start = start_of(*day);
    constexpr CivilMinutes kDay = 24 * 60;
    const auto& d = *day->from;
    if (week == Week::Of) {
      const std::chrono::weekday weekday{
          std::chrono::sys_days{std::chrono::year{d.year} / std::chrono::month{unsigned(d.month)} /
                                std::chrono::day{unsigned(d.day)}}};
      start -= kDay * CivilMinutes(weekday.iso_encoding() - 1);
    } else if (week == Week::To) {
      start -= 6 * kDay;
    }
    return Span{on_day(start, d.quality), on_day(start + 6 * kDay, d.quality), false};
  }

  Tokens t_;
  Day today_;
};

/// EDTF level 1's other forms, beside what `edtf_of` writes: unspecified figures, and lower-case x.
std::string plain_edtf(std::string_view text) {
  std::string s{text};
  for (auto& c : s) c = c == 'x' || c == 'u' ? 'X' : c;
  const auto drop = [&](std::string_view tail) {
    if (s.size() > tail.size() && std::string_view{s}.ends_with(tail)) s.resize(s.size() - tail.size());
  };
  if (s.size() == 10) drop("-XX");
  if (s.size() == 7) drop("-XX");
  if (s.size() == 4 && s.ends_with("XX")) return s.substr(0, 2) + "00/" + s.substr(0, 2) + "99";
  return s;
}

std::optional<Span> typed_edtf(std::string_view text) {
  // 2020-21 is spring 2020 in EDTF and two years to most people: the words ask which.
  if (text.size() == 7 && text[4] == '-' && text[5] == '2' && text[2] == '2' && text[6] == char(text[3] + 1))
    return std::nullopt;
  return read_edtf(plain_edtf(text));
}

}  // namespace

Result<Span> read_typed(std::string_view typed, Day today) {
  constexpr std::size_t kLongest = 160;
  if (typed.size() > kLongest) return not_understood("This is too long to be a date.");
  if (auto span = typed_edtf(typed)) return *span;
  const auto text = plain_text(typed);
  if (!text) return not_understood("This date has characters in it that dates do not have.");
  if (auto span = typed_edtf(*text)) return *span;
  if (is_an_answer(*text))
    return bad_input("This is not a date.",
                     "If the date is not known, choose “Not known” instead of typing it.");
  auto tokens = tokens_of(*text);
  if (!tokens) return not_understood();
  if (tokens->empty()) return not_understood();
  if (tokens->size() == 1 && (tokens->front().text == "today" || tokens->front().text == "yesterday")) {
    const Day day = tokens->front().text == "today" ? today : add_days(today, -1);
    return Span{
        Point{Grain::Day, int(day.year()), int(unsigned(day.month())), int(unsigned(day.day()))}, {}, true};
  }
  auto span = SpanReader(*tokens, today).read();
  if (!span.ok()) return span;
  // Whatever was read must be something that can be stored and read again.
  if (auto again = read_edtf(edtf_of(*span)); !again || *again != *span) return not_understood();
  return span;
}

}  // namespace heed::date_detail

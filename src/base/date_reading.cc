// Reading what people type for a date. The text is cut into tokens; a point is read from tokens in any order
// ("14:30 on 22 May 2016" and "22/5/16 2.30pm" alike); what is not one point is tried as a span of two, whose
// first may borrow its month or year from the second ("3-5 May 2016"). Nothing here depends on the locale,
// and no message repeats what was typed: it may be case material.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/date_parts.h"
#include "base/date_point.h"
#include "base/date_tokens.h"

namespace heed::date_detail {

namespace {

constexpr std::array<const char*, 7> kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

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
    if (sym(0, '-') && p_.year && p_.month && p_.day && !p_.hour && num(1) && sym(2, ':')) return advance(1);
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
    if (value(0) == 12 && word(1, {"noon", "midday"})) return set_time(12, 0, "") && advance(2);
    if (width(0) <= 2) {
      if (const auto [half, n] = half_at(1); n) return set_time(value(0), 0, half) && advance(1 + n);
    }
    if (width(0) <= 2 && sym(1, ':') && num(2) && width(2) == 2) {
      const bool seconds = sym(3, ':') && num(4) && width(4) == 2;
      if (seconds && value(4) > 59) return refuse("This time of day does not exist.");
      std::size_t n = seconds ? 5 : 3;
      if (seconds && sym(5, '.') && joined(5) && num(6) && joined(6))
        n = 7;  // thousandths, from a spreadsheet
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
    if (word(0, {"some"}) && word(1, {"time"})) return advance(2);
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
    if (word(0, {"afternoon"}) && word(1, {"or"}) && word(2, {"evening"}))
      return day_part(DayPart::AfterMidday, 3);
    // "22/05/16 pm", as a table of an agency has it.
    if (word(0, {"am"}) && p_.year && !p_.hour) return day_part(DayPart::Morning, 1);
    if (word(0, {"pm"}) && p_.year && !p_.hour) return day_part(DayPart::AfterMidday, 1);
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

}  // namespace

Partial read_point(Tokens tokens, Day today) {
  return PointReader(tokens, today).read();
}

Error not_understood(std::string message) {
  return bad_input(std::move(message), kExamples);
}

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
    const bool late = p.day_part == DayPart::Afternoon || p.day_part == DayPart::Evening ||
                      p.day_part == DayPart::AfterMidday;
    const int hour = late && !p.meridiem && *p.hour >= 1 && *p.hour < 12 ? *p.hour + 12 : *p.hour;
    if (p.day_part == DayPart::Night || late != (hour >= 12)) return not_understood();
    point.hour = hour;
  } else if (p.hour) {
    point.hour = *p.hour;
  }
  if (p.hour) point.grain = Grain::Minute, point.minute = *p.minute;
  return Span{point, {}, true};
}

}  // namespace heed::date_detail

// Reading spans of time, and the entry to all reading of dates. What is not one point is tried as a span of
// two, whose first may borrow its month or year from the second ("3-5 May 2016"); then spans said in words:
// before, after, weeks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/date_parts.h"

namespace heed::date_detail {

namespace {

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
  auto a = read_point(left, today), b = read_point(right, today);
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

    if (auto span = said_between(); span) return *span;
    auto single = finish(read_point(t_, today_));
    if (single.ok()) return single;
    // A reason that names what is wrong is better than a guess that it was a span.
    const auto generic = not_understood().message;
    auto rest = t_;
    if (starts({"from"})) t_ = t_.subspan(1);
    auto span = any_split({"to", "until", "till", "through", "or", "and", "&"}, single.error());
    if (!span.ok() && t_.size() < rest.size()) {
      if (auto since = opened(t_, false, true); since.ok()) return since;
    }
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

  bool is_word(std::size_t i) const { return t_[i].kind == Token::Word; }

  /// "between … and …", with "about" or "possibly" before it.
  std::optional<Result<Span>> said_between() {
    std::size_t i = 0;
    bool about = false, possibly = false;
    for (; i < t_.size() && (is_about(t_[i].text) || is_possibly(t_[i].text)); ++i)
      (is_about(t_[i].text) ? about : possibly) = true;
    if (i + 1 >= t_.size() || t_[i].text != "between") return std::nullopt;
    t_ = t_.subspan(i + 1);
    auto span = any_split({"and", "to", "&"}, not_understood("This span has no end."));
    if (span.ok() && (about || possibly))
      span->from->quality = span->to->quality = about && possibly ? '%' : about ? '~' : '?';
    return span;
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
          // "late May/early June 2016" is two halves; "31/02/2016" must never become "between 31 and
          // February".
          if (auto span = attempt(i, c == '/' && !(is_word(i - 1) && is_word(i + 1)))) return *span;
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
    static const std::array<Opening, 18> kOpenings = {{{{"before", "or", "on"}, true, true},
                                                       {{"on", "or", "before"}, true, true},
                                                       {{"on", "or", "after"}, false, true},
                                                       {{"after", "or", "on"}, false, true},
                                                       {{"before"}, true, false},
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
        // "by the end of 2016", "since the start of 2016": the edge of the year, not a third of it.
        auto edge = rest;
        if (edge.size() > 1 && edge[0].text == "the") edge = edge.subspan(1);
        const bool edged =
            edge.size() > 2 && edge[1].text == "of" &&
            (o.before ? edge[0].text == "end" : edge[0].text == "start" || edge[0].text == "beginning");
        return edged ? opened(edge.subspan(2), o.before, true) : opened(rest, o.before, o.inclusive);
      }
    for (const std::string_view now : {"date", "now", "present", "today"})
      if (ends({"to", now}) || ends({"to", "the", now})) return until_today(ends({"to", now}) ? 2 : 3);
    for (const auto& c : kClosings)
      if (ends(c.words)) {
        auto rest = t_.first(t_.size() - c.words.size());
        if (rest.size() > 1 && rest[0].text == "from") rest = rest.subspan(1);
        return opened(rest, c.before, c.inclusive);
      }
    return std::nullopt;
  }

  /// "2016 to date".
  Result<Span> until_today(std::size_t tail) const {
    auto rest = t_.first(t_.size() - tail);
    if (rest.size() > 1 && rest[0].text == "from") rest = rest.subspan(1);
    HEED_ASSIGN(const Span edge, finish(read_point(rest, today_)));
    const Point now{Grain::Day, int(today_.year()), int(unsigned(today_.month())),
                    int(unsigned(today_.day()))};
    if (last_minute(now) < start_of(edge))
      return bad_input("This span of time starts after today.", "Check the year.");
    return Span{*edge.from, now, false};
  }

  Result<Span> opened(Tokens rest, bool before, bool inclusive) const {
    HEED_ASSIGN(const Span edge, finish(read_point(rest, today_)));
    const char quality = edge.from->quality;
    if (inclusive) {
      Point point = before ? end_point(edge) : *edge.from;
      return before ? Span{{}, point, false} : Span{point, {}, false};
    }
    if (before) return Span{{}, at_minute(start_of(edge) - 1, quality), false};
    return Span{at_minute(end_of(edge) + 1, quality), {}, false};
  }

  /// "first week of May 2016": its first seven days; the last week is its last seven.
  std::optional<Result<Span>> numbered_week() const {
    static constexpr std::array<std::array<std::string_view, 2>, 4> kOrder = {
        {{"first", "1"}, {"second", "2"}, {"third", "3"}, {"fourth", "4"}}};
    auto t = t_;
    if (t.size() > 1 && t[0].text == "the") t = t.subspan(1);
    if (t.size() < 4) return std::nullopt;
    const bool last = t[0].text == "last";
    const auto order = std::find_if(kOrder.begin(), kOrder.end(), [&](const auto& names) {
      return t[0].text == names[0] || t[0].text == names[1];
    });
    if (!last && order == kOrder.end()) return std::nullopt;
    t = t.subspan(t[0].kind == Token::Number ? 2 : 1);
    if (t.size() < 3 || t[0].text != "week" || (t[1].text != "of" && t[1].text != "in")) return std::nullopt;
    const auto month = finish(read_point(t.subspan(2), today_));
    if (!month.ok()) return month.error();
    if (!month->single || month->from->grain != Grain::Month)
      return not_understood("A week needs a month or a day.");
    const auto& m = *month->from;
    const int to = last ? days_in(m.year, m.month) : 7 * int(order - kOrder.begin() + 1);
    return Span{Point{Grain::Day, m.year, m.month, to - 6, 0, 0, 0, m.quality},
                Point{Grain::Day, m.year, m.month, to, 0, 0, 0, m.quality}, false};
  }

  /// "week of" holds the day given, Monday to Sunday; "week commencing" starts on it and "week ending" ends
  /// on it.
  std::optional<Result<Span>> week_of() {
    if (auto numbered = numbered_week(); numbered) return *numbered;
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
    const auto day = finish(read_point(t_.subspan(n), today_));
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

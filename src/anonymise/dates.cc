#include "anonymise/dates.h"

#include <fmt/format.h>

#include "anonymise/vocabulary.h"

namespace heed::anonymise {

using text::Folded;
using text::FoldForm;

namespace {

struct Token {
  std::string_view text;
  std::size_t begin, end;  // in the folded text
};

std::vector<Token> tokens_of(std::string_view folded) {
  std::vector<Token> out;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = folded.find(' ', at);
    if (end == std::string_view::npos) end = folded.size();
    if (end > at) out.push_back({folded.substr(at, end - at), at, end});
    at = end + 1;
  }
  return out;
}

int number(std::string_view t) {
  if (t.empty() || t.size() > 4) return -1;
  int n = 0;
  for (const char c : t) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

// "12", "12th", "1st"
int day_number(std::string_view t) {
  if (t.size() >= 3) {
    const auto end = t.substr(t.size() - 2);
    if (end == "st" || end == "nd" || end == "rd" || end == "th") t.remove_suffix(2);
  }
  if (t.size() > 2) return -1;
  const int n = number(t);
  return n >= 1 && n <= 31 ? n : -1;
}

int year_number(std::string_view t) {
  const int n = number(t);
  if (t.size() == 4 && n >= 1850 && n <= 2100) return n;
  if (t.size() == 2 && n >= 0) return n <= 29 ? 2000 + n : 1900 + n;
  return 0;
}

bool real(const CivilDate& d) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > kDays[d.month - 1]) return false;
  if (d.month == 2 && d.day == 29 && d.year != 0) return (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;
  return true;
}

// How many tokens from `i` on make a date; 0 when none. `numeric` says that it was written with digits alone.
int date_at(const std::vector<Token>& t, std::size_t i, CivilDate& out, bool& numeric) {
  auto get = [&](std::size_t k) { return i + k < t.size() ? t[i + k].text : std::string_view{}; };
  numeric = false;
  // 12 [of] May [2019]
  if (const int day = day_number(get(0)); day > 0) {
    const std::size_t k = get(1) == "of" ? 2 : get(1) == "day" && get(2) == "of" ? 3 : 1;
    if (const int month = month_number(get(k)); month > 0) {
      const int year = year_number(get(k + 1));
      out = {year, month, day};
      if (real(out)) return static_cast<int>(k + (year ? 2 : 1));
      out.year = 0;
      if (real(out)) return static_cast<int>(k + 1);
    }
  }
  // May 12 [2019]
  if (const int month = month_number(get(0)); month > 0) {
    const std::size_t k = get(1) == "the" ? 2 : 1;
    if (const int day = day_number(get(k)); day > 0) {
      const int year = get(k + 1).size() == 4 ? year_number(get(k + 1)) : 0;
      out = {year, month, day};
      if (real(out)) return static_cast<int>(k + (year ? 2 : 1));
    }
  }
  // 2019-05-12, and its morning in ISO 8601: 2019-05-12t14
  if (get(0).size() == 4 && year_number(get(0)) && get(1).size() == 2) {
    auto day = get(2);
    if (const auto tee = day.find('t'); tee == 2) day = day.substr(0, 2);
    out = {year_number(get(0)), number(get(1)), day.size() == 2 ? number(day) : -1};
    numeric = true;
    if (real(out)) return 3;
  }
  // 12/05/2019, 12.5.19
  const int day = get(0).size() <= 2 ? number(get(0)) : -1;
  int month = get(1).size() <= 2 ? number(get(1)) : -1;
  if (month < 0) return 0;
  if (day > 0 && month > 0 && year_number(get(2))) {
    out = {year_number(get(2)), month, day};
    numeric = true;
    if (real(out)) return 3;
  }
  return 0;
}

}  // namespace

std::optional<CivilDate> read_date(std::string_view value) {
  const std::string folded = text::folded(value, FoldForm::Tokens);
  auto t = tokens_of(folded);
  // "Monday 12 May 2019", "2019-05-12T00:00"
  if (!t.empty() && (t[0].text.ends_with("day") || (t[0].text.size() == 3 && !month_number(t[0].text) && number(t[0].text) < 0))) t.erase(t.begin());
  CivilDate date;
  bool numeric = false;
  const int used = date_at(t, 0, date, numeric);
  if (used == 0 || static_cast<std::size_t>(used) < t.size() || date.year == 0) return std::nullopt;
  return date;
}

std::vector<FoundDate> find_dates(std::string_view utf8) {
  std::vector<FoundDate> out;
  const Folded f = text::fold(utf8, FoldForm::Tokens);
  const auto t = tokens_of(f.text);
  for (std::size_t i = 0; i < t.size();) {
    const char first = t[i].text[0];
    CivilDate date;
    bool numeric = false;
    int used = 0;
    if ((first >= '0' && first <= '9') || month_number(t[i].text)) used = date_at(t, i, date, numeric);
    if (used == 0) {
      ++i;
      continue;
    }
    auto span = f.original(t[i].begin, t[i + static_cast<std::size_t>(used) - 1].end);
    const auto between = utf8.substr(span.begin, span.size());
    bool good = between.find('\n') == std::string_view::npos || !numeric;
    if (numeric) {
      // Only one kind of divider, right between the digits: "3, 5, 19" is a list and "10.12 19" a time.
      char divider = 0;
      for (std::size_t k = 0; k + 1 < static_cast<std::size_t>(used) && good; ++k) {
        const auto a = f.ends[t[i + k].end - 1], b = f.begins[t[i + k + 1].begin];
        const char c = b - a == 1 ? utf8[a] : 0;
        good = (c == '/' || c == '.' || c == '-' || c == ' ') && (divider == 0 || divider == c);
        if (c == ' ' && t[i + 2].text.size() != 4) good = false;
        divider = c;
      }
      // Part of a longer number: 1.12.05.19
      if (span.begin > 1 && utf8[span.begin - 1] == divider && utf8[span.begin - 2] >= '0' && utf8[span.begin - 2] <= '9') good = false;
      if (span.end + 1 < utf8.size() && utf8[span.end] == divider && divider != ' ' && utf8[span.end + 1] >= '0' && utf8[span.end + 1] <= '9') good = false;
    } else if (date.month == 5 || date.month == 3) {
      // "may 3" and "march 4" in lower case are verbs.
      const auto word = between.find_first_of("mM");
      if (word == 0 && between[0] == 'm') good = false;
    }
    if (!good) {
      ++i;
      continue;
    }
    FoundDate found{span, date, false};
    if (i > 0 && t[i - 1].text == "on" && f.begins[t[i].begin] - f.ends[t[i - 1].end - 1] == 1) {
      found.with_on = true;
      found.span.begin = f.begins[t[i - 1].begin];
    }
    out.push_back(found);
    i += static_cast<std::size_t>(used);
  }
  return out;
}

namespace {
std::vector<std::string> day_words(int day) {
  const char* end = day % 10 == 1 && day != 11 ? "st" : day % 10 == 2 && day != 12 ? "nd" : day % 10 == 3 && day != 13 ? "rd" : "th";
  std::vector<std::string> out{fmt::format("{}", day), fmt::format("{}{}", day, end)};
  if (day < 10) out.push_back(fmt::format("0{}", day));
  return out;
}
std::vector<std::string> month_words(int month) {
  const std::string whole = text::folded(month_name(month));
  std::vector<std::string> out{whole};
  if (month != 5) out.push_back(whole.substr(0, 3));
  if (month == 9) out.push_back("sept");
  return out;
}
}  // namespace

std::vector<std::string> date_forms_without_year(const CivilDate& d) {
  std::vector<std::string> out;
  for (const auto& day : day_words(d.day))
    for (const auto& month : month_words(d.month)) {
      out.push_back(day + " " + month);
      out.push_back(day + " of " + month);
      out.push_back(day + " day of " + month);
      out.push_back(month + " " + day);
      out.push_back(month + " the " + day);
    }
  return out;
}

std::vector<std::string> date_forms(const CivilDate& d) {
  std::vector<std::string> out;
  const std::string yyyy = fmt::format("{}", d.year), yy = fmt::format("{:02}", d.year % 100);
  for (const auto& form : date_forms_without_year(d)) {
    out.push_back(form + " " + yyyy);
    out.push_back(form + " " + yy);
  }
  for (const auto& day : {fmt::format("{}", d.day), fmt::format("{:02}", d.day)})
    for (const auto& month : {fmt::format("{}", d.month), fmt::format("{:02}", d.month)})
      for (const auto& year : {yyyy, yy}) out.push_back(fmt::format("{} {} {}", day, month, year));
  out.push_back(fmt::format("{} {:02} {:02}", yyyy, d.month, d.day));
  out.push_back(fmt::format("{}{:02}{:02}", yyyy, d.month, d.day));
  out.push_back(fmt::format("{:02}{:02}{}", d.day, d.month, yyyy));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string month_and_year(const CivilDate& d) {
  if (d.year == 0) return std::string(month_name(d.month));
  return fmt::format("{} {}", month_name(d.month), d.year);
}

int whole_years(const CivilDate& from, const CivilDate& to) {
  return to.year - from.year - ((to.month < from.month || (to.month == from.month && to.day < from.day)) ? 1 : 0);
}

}  // namespace heed::anonymise

#include "review/guidance/calendar.h"

#include "review/guidance/built_in.h"

namespace heed::guidance {

using std::chrono::sys_days;

Day add_months(Day day, int months) {
  const Day moved = day + std::chrono::months{months};
  if (moved.ok()) return moved;
  return Day{moved.year() / moved.month() / std::chrono::last};
}

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{sys_days{day}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

const BankHolidays& BankHolidays::england_and_wales() {
  static const BankHolidays kHolidays = [] {
    for (const auto& [name, text] : built_in_texts())
      if (name == "bank-holidays-england-wales.txt") {
        auto parsed = BankHolidays::parse(text);
        if (!parsed) throw std::logic_error("the built-in bank holidays: " + parsed.error().message);
        return std::move(parsed).value();
      }
    throw std::logic_error("the program holds no bank holidays");
  }();
  return kHolidays;
}

Result<BankHolidays> BankHolidays::parse(std::string_view text) {
  BankHolidays out;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto day = parse_iso_day(line.substr(0, 10));
    if (!day || line.size() < 12 || line[10] != ' ')
      return bad_input(fmt::format("Line {} of the bank holidays is not a day and a name.", number),
                       "Write it as 2026-12-25 Christmas Day.");
    if (!out.days_.empty() && out.days_.back().first >= sys_days{*day})
      return bad_input(fmt::format("Line {} of the bank holidays is not after the one before it.", number),
                       "Put the days in order, each once.");
    out.days_.emplace_back(sys_days{*day}, std::string(line.substr(11)));
  }
  return out;
}

std::optional<std::string_view> BankHolidays::name(Day day) const {
  const sys_days wanted{day};
  auto it = std::lower_bound(days_.begin(), days_.end(), wanted,
                             [](const auto& a, sys_days b) { return a.first < b; });
  if (it == days_.end() || it->first != wanted) return std::nullopt;
  return it->second;
}

bool BankHolidays::is_working_day(Day day) const {
  return !is_weekend(day) && !name(day);
}

bool BankHolidays::covers(Day day) const {
  if (days_.empty()) return false;
  return Day{days_.front().first}.year() <= day.year() && day.year() <= Day{days_.back().first}.year();
}

Day BankHolidays::add_working_days(Day day, int n) const {
  while (n > 0) {
    day = add_days(day, 1);
    if (is_working_day(day)) --n;
  }
  return day;
}

}  // namespace heed::guidance

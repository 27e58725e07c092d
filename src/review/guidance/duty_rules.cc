#include "review/guidance/duty.h"

namespace heed::guidance {
namespace {

/// Days from `from` to `to`, both counted, that any hold covered.
int held_days(const std::vector<HoldSpan>& holds, Day from, Day to) {
  using std::chrono::sys_days;
  std::vector<std::pair<sys_days, sys_days>> spans;
  for (const auto& hold : holds) {
    const sys_days a = std::max(sys_days{hold.from}, sys_days{from});
    const sys_days b = std::min(hold.until ? sys_days{*hold.until} : sys_days{to}, sys_days{to});
    if (a <= b) spans.emplace_back(a, b);
  }
  std::sort(spans.begin(), spans.end());
  int days = 0;
  std::optional<sys_days> counted;  // the last day counted, so that holds at one time count once
  for (auto [a, b] : spans) {
    if (counted && a <= *counted) a = *counted + std::chrono::days{1};
    if (a > b) continue;
    days += static_cast<int>((b - a).count()) + 1;
    counted = b;
  }
  return days;
}

std::string days_words(int n) {
  return n == 1 ? "1 day" : fmt::format("{} days", n);
}

}  // namespace

std::optional<Day> due_day(const ClockLength& length, Day from, const BankHolidays& holidays) {
  switch (length.unit) {
    case ClockUnit::CalendarDays:
      return add_days(from, length.amount);
    case ClockUnit::WorkingDays:
      return holidays.add_working_days(from, length.amount);
    case ClockUnit::Months:
      return add_months(from, length.amount);
    case ClockUnit::AsSoonAsPracticable:
      return std::nullopt;
  }
  return std::nullopt;
}

Standing standing(const Duty& duty, Day today, const std::vector<HoldSpan>& holds) {
  Standing out;
  out.explained = !duty.explanations.empty();
  if (duty.withdrawn) {
    out.state = DutyState::Withdrawn;
    return out;
  }
  const Day end = duty.done.value_or(today);
  if (std::chrono::sys_days{duty.from} <= std::chrono::sys_days{end})
    out.days_held = held_days(holds, duty.from, end);
  if (!duty.done)
    for (const auto& hold : holds)
      if (hold.from <= today && (!hold.until || today <= *hold.until)) out.on_hold = true;
  const int late = duty.due ? days_between(*duty.due, end) : 0;
  if (duty.done) {
    out.state = late > 0 ? DutyState::DoneLate : DutyState::Done;
    out.days_late = std::max(late, 0);
  } else if (!duty.due) {
    out.state = DutyState::Open;
  } else if (late > 0) {
    out.state = DutyState::Overdue;
    out.days_late = late;
  } else {
    out.days_left = -late;
    out.state = late == 0                         ? DutyState::DueToday
                : out.days_left <= duty.warn_days ? DutyState::DueSoon
                                                  : DutyState::Open;
  }
  return out;
}

std::string_view state_id(DutyState state) {
  switch (state) {
    case DutyState::Open:
      return "open";
    case DutyState::DueSoon:
      return "due_soon";
    case DutyState::DueToday:
      return "due_today";
    case DutyState::Overdue:
      return "overdue";
    case DutyState::Done:
      return "done";
    case DutyState::DoneLate:
      return "done_late";
    case DutyState::Withdrawn:
      return "withdrawn";
  }
  return "";
}

std::string in_words(const Duty& duty, const Standing& standing) {
  std::string words;
  switch (standing.state) {
    case DutyState::Withdrawn:
      return duty.withdrawn_why.empty() ? "No longer asked for"
                                        : "No longer asked for: " + duty.withdrawn_why;
    case DutyState::Done:
      return fmt::format("Done on {}", heed::in_words(*duty.done));
    case DutyState::DoneLate:
      return fmt::format("Done {} late, on {}", days_words(standing.days_late), heed::in_words(*duty.done));
    case DutyState::Open:
    case DutyState::DueSoon:
      words = duty.due
                  ? fmt::format("Due in {}, on {}", days_words(standing.days_left), heed::in_words(*duty.due))
                  : fmt::format("Open since {}: {}", heed::in_words(duty.from), duty.length_words);
      break;
    case DutyState::DueToday:
      words = "Due today";
      break;
    case DutyState::Overdue:
      words = fmt::format("{} overdue", days_words(standing.days_late));
      break;
  }
  if (standing.on_hold) words += " (on hold)";
  return words;
}

std::string timescale_sentence(const Duty& duty, Day today, const std::vector<HoldSpan>& holds) {
  const Standing now = standing(duty, today, holds);
  if (now.state == DutyState::Withdrawn) return {};
  std::string words = duty.title;
  if (duty.due)
    words += fmt::format(": due on {} ({} from {})", heed::in_words(*duty.due), duty.length_words,
                         heed::in_words(duty.from));
  else
    words += fmt::format(": to be done {}, from {}", duty.length_words, heed::in_words(duty.from));
  if (duty.done)
    words += fmt::format("; done on {}", heed::in_words(*duty.done));
  else
    words += "; not yet done";
  if (now.days_late > 0) words += fmt::format(", {} late", days_words(now.days_late));
  if (now.days_held > 0 && now.days_late > 0)
    words += fmt::format("; the review was on hold for {} of that time", days_words(now.days_held));
  words += ".";
  for (const auto& why : duty.explanations) words += " " + why.words + (why.words.ends_with('.') ? "" : ".");
  return words;
}

}  // namespace heed::guidance

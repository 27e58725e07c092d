#include <algorithm>

#include "review/recommendations/recommendations.h"

namespace heed::review {

namespace {

/// The last civil day that a date can mean; nothing where it is open, as in "after 2026".
std::optional<Day> last_day(const UncertainDate& date) {
  if (date.empty() || date.latest() == INT64_MAX || date.latest() == INT64_MIN) return std::nullopt;
  const auto minutes = std::chrono::minutes(date.latest());
  return Day(std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::minutes>(minutes)));
}

std::optional<int> days_past(const UncertainDate& date, Day today) {
  const auto last = last_day(date);
  if (!last) return std::nullopt;
  const int days = days_between(*last, today);
  return days > 0 ? std::optional(days) : std::nullopt;
}

bool in_future(const UncertainDate& date, Day today) {
  return !date.empty() && date.earliest() > UncertainDate::exactly(today).latest();
}

}  // namespace

std::string_view words(Level level) {
  switch (level) {
    case Level::Local: return "Local";
    case Level::Regional: return "Regional";
    case Level::National: return "National";
  }
  return "";
}

std::string_view words(ActionState state) {
  switch (state) {
    case ActionState::NotStarted: return "Not started";
    case ActionState::InProgress: return "In progress";
    case ActionState::Done: return "Done";
    case ActionState::Effect: return "Evidence of effect";
    case ActionState::NotAccepted: return "Not accepted";
  }
  return "";
}

bool is_closed(ActionState state) {
  switch (state) {
    case ActionState::NotStarted:
    case ActionState::InProgress: return false;
    case ActionState::Done:
    case ActionState::Effect:
    case ActionState::NotAccepted: return true;
  }
  return false;
}

std::optional<Lateness> lateness(const Action& action, Day today) {
  switch (action.state) {
    case ActionState::NotStarted:
    case ActionState::InProgress:
      if (const auto days = days_past(action.target, today)) return Lateness{LateFor::Work, *days};
      return std::nullopt;
    case ActionState::Done:
    case ActionState::Effect:
      // A measurement made on or after the day of the test settles it; the next day to test it again is a new one.
      if (const auto days = days_past(action.test_on, today))
        if (action.measured_on.empty() || action.measured_on.latest() < action.test_on.earliest()) return Lateness{LateFor::Test, *days};
      return std::nullopt;
    case ActionState::NotAccepted: return std::nullopt;
  }
  return std::nullopt;
}

std::string in_words(const Lateness& late) {
  const std::string days = late.days == 1 ? "1 day" : fmt::format("{} days", late.days);
  switch (late.what) {
    case LateFor::Work: return days + " late";
    case LateFor::Test: return "Effect was to be tested " + days + " ago";
  }
  return "";
}

std::vector<FieldError> update_problems(const Action& action, const ActionUpdate& update, Day today) {
  std::vector<FieldError> out;
  if (update.text.empty())
    out.push_back({"text", update.state == ActionState::NotAccepted ? "Enter why it is not accepted" : "Enter what has happened"});
  if (update.on.empty()) out.push_back({"on", "Enter the day that this tells of"});
  else if (in_future(update.on, today)) out.push_back({"on", "The day that this tells of is still to come"});
  if (in_future(update.measured_on, today)) out.push_back({"measured_on", "A result cannot have been measured on a day still to come"});
  if (!update.result.empty() && update.measured_on.empty()) out.push_back({"measured_on", "Enter when this was measured"});
  if (update.policy_title.empty() && (!update.policy_version.empty() || !update.policy_date.empty()))
    out.push_back({"policy_title", "Enter the title of the policy or procedure"});
  const bool evidenced = action.evidenced || !update.evidence.empty() || !update.attachment.is_empty();
  const bool measured = !update.result.empty() || !action.result.empty();
  switch (update.state) {
    case ActionState::NotStarted:
    case ActionState::InProgress:
    case ActionState::NotAccepted: break;
    case ActionState::Done:
      if (!evidenced) out.push_back({"evidence", "Say what shows that it was done, or attach it, before it is marked as done"});
      break;
    case ActionState::Effect:
      if (!evidenced) out.push_back({"evidence", "Say what shows that it was done, or attach it"});
      if (action.measure.empty()) out.push_back({"state", "This action has no measure of effect yet. The coordinator can add one"});
      if (!measured) out.push_back({"result", "Enter what was measured"});
      break;
  }
  return out;
}

Action after(Action action, const ActionUpdate& update) {
  const bool was_done = action.state == ActionState::Done || action.state == ActionState::Effect;
  const bool now_done = update.state == ActionState::Done || update.state == ActionState::Effect;
  action.state = update.state;
  if (!update.evidence.empty()) action.evidence = update.evidence;
  action.evidenced = action.evidenced || !update.evidence.empty() || !update.attachment.is_empty();
  if (now_done && !was_done) action.completed = update.on;
  if (!now_done) action.completed = UncertainDate();
  if (!update.result.empty()) {
    action.result = update.result;
    action.measured_on = update.measured_on;
  }
  if (!update.test_on.empty()) action.test_on = update.test_on;
  if (!update.policy_title.empty()) action.policies.push_back({update.policy_title, update.policy_version, update.policy_date});
  return action;
}

ActionState state_of(const std::vector<ActionRow>& actions) {
  std::size_t not_started = 0, effect = 0, closed = 0, not_accepted = 0;
  for (const auto& row : actions) {
    not_started += row.value.state == ActionState::NotStarted;
    effect += row.value.state == ActionState::Effect;
    not_accepted += row.value.state == ActionState::NotAccepted;
    closed += is_closed(row.value.state);
  }
  const std::size_t accepted = actions.size() - not_accepted;
  if (accepted == 0) return actions.empty() ? ActionState::NotStarted : ActionState::NotAccepted;
  if (effect == accepted) return ActionState::Effect;
  if (closed == actions.size()) return ActionState::Done;
  return not_started == accepted ? ActionState::NotStarted : ActionState::InProgress;
}

std::vector<OpenLine> still_to_take_over(std::string_view open_actions, const std::vector<RecommendationRow>& taken) {
  std::vector<OpenLine> out;
  int number = 0;
  for (std::size_t begin = 0; begin < open_actions.size();) {
    const auto end = std::min(open_actions.find('\n', begin), open_actions.size());
    const auto line = open_actions.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    const bool is_taken = std::ranges::any_of(taken, [&](const auto& row) { return row.value.brought == line; });
    if (line.find_first_not_of(" \t\r") != std::string_view::npos && !is_taken) out.push_back({number, std::string(line)});
  }
  return out;
}

}  // namespace heed::review

// The rules of scoping and of a decision, without a store.
#include "review/decision/decision.h"

namespace heed::review {

namespace {

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

std::string_view words(ScopingAnswer answer) {
  switch (answer) {
    case ScopingAnswer::NotAnswered: return "Not answered";
    case ScopingAnswer::Known: return "Known to them";
    case ScopingAnswer::NoTrace: return "No trace found";
  }
  return "";
}

std::vector<FieldError> problems_in(const Scoping& value, Day today) {
  std::vector<FieldError> out;
  if (value.agency.is_empty()) out.push_back({"agency", "Choose the agency"});
  if (!value.asked_on.ok()) out.push_back({"asked_on", "Enter the day on which they were asked"});
  else if (value.asked_on > today) out.push_back({"asked_on", "The day on which they were asked cannot be after today"});
  if (value.due.ok() && value.asked_on.ok() && value.due < value.asked_on)
    out.push_back({"due", "The day by which to answer cannot be before the day on which they were asked"});
  if (value.answer != ScopingAnswer::NotAnswered) {
    if (!value.answered_on.ok()) out.push_back({"answered_on", "Enter the day on which they answered"});
    else if (value.answered_on > today) out.push_back({"answered_on", "The day on which they answered cannot be after today"});
    else if (value.asked_on.ok() && value.answered_on < value.asked_on)
      out.push_back({"answered_on", "They cannot have answered before they were asked"});
    if (value.secured.empty()) out.push_back({"secured", "Choose whether their records are secured"});
  }
  if (value.answer == ScopingAnswer::Known && blank(value.summary)) out.push_back({"summary", "Say in a few words what they hold"});
  return out;
}

std::vector<FieldError> problems_in(const guidance::Edition& edition, const Decision& value, Day today) {
  std::vector<FieldError> out;
  const auto* kind = edition.decision(value.kind);
  if (!kind) out.push_back({"kind", "Choose what was decided"});
  if (!value.day.ok()) out.push_back({"day", "Enter the day of the decision"});
  else if (value.day > today) out.push_back({"day", "The day of the decision cannot be after today"});
  if (blank(value.decided_by)) out.push_back({"decided_by", "Say who decided"});
  if (value.reasons.empty()) out.push_back({"reasons", "Choose at least one reason"});
  if (kind) {
    for (const auto& given : value.reasons) {
      const auto found = std::find_if(kind->reasons.begin(), kind->reasons.end(), [&](const auto& r) { return r.id == given.id; });
      if (found == kind->reasons.end()) out.push_back({"reasons", "Choose from the reasons for this decision"});
      else if (found->needs_text && blank(given.text)) out.push_back({"text_" + given.id, "Say more about: " + found->text});
    }
  }
  return out;
}

std::string in_words(const guidance::Screening& screening) {
  switch (screening.outcome) {
    case guidance::ScreenOutcome::Met: return "On the answers so far, the test is met.";
    case guidance::ScreenOutcome::NotMet: return "On the answers so far, the test is not met.";
    case guidance::ScreenOutcome::Open: return "The answers so far leave the test open.";
  }
  return "";
}

std::map<std::string, guidance::Answer> answers_of(const std::vector<EligibilityRow>& rows) {
  std::map<std::string, guidance::Answer> out;
  for (const auto& row : rows)
    if (auto answer = guidance::parse_answer(row->answer)) out[row->question] = *answer;
  return out;
}

std::vector<std::string> still_to_tell(const DecisionRow& decision, const std::vector<TellingRow>& tellings) {
  std::vector<std::string> out;
  for (const auto& wanted : decision->tells) {
    if (!wanted.required) continue;
    const bool told = std::any_of(tellings.begin(), tellings.end(), [&](const TellingRow& row) {
      return row->decision == decision.id && row->tell == wanted.id;
    });
    if (!told) out.push_back(wanted.who);
  }
  return out;
}

}  // namespace heed::review

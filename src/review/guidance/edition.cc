#include "review/guidance/edition.h"

#include "base/ascii.h"

namespace heed::guidance {

HEED_MEMBERS(Citation, instrument, section, paragraph, verified, note, words)
namespace {

template <class T>
const T* by_id(const std::vector<T>& items, std::string_view id) {
  for (const auto& item : items)
    if (item.id == id) return &item;
  return nullptr;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-';
}

/// Where `pattern` ends when it stands at `at`; npos when it does not. A space in the pattern is any run of
/// spaces or hyphens.
std::size_t match_at(std::string_view text, std::size_t at, std::string_view pattern) {
  std::size_t i = at;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    if (is_gap(pattern[p])) {
      if (i >= text.size() || !is_gap(text[i])) return std::string_view::npos;
      while (i < text.size() && is_gap(text[i])) ++i;
    } else {
      if (i >= text.size() || lower_ascii(text[i]) != lower_ascii(pattern[p])) return std::string_view::npos;
      ++i;
    }
  }
  return i < text.size() && is_word(text[i]) ? std::string_view::npos : i;
}

PartResult result_of(const Part& part, const std::map<std::string, Answer>& answers,
                     std::vector<std::string>& unknown) {
  PartResult out{part.id, PartState::Open, {}};
  bool in = false, fails = false, open = false;
  for (const auto& question : part.questions) {
    auto given = answers.find(question.id);
    if (given == answers.end()) {
      out.unanswered.push_back(question.id);
      open = true;
      continue;
    }
    if (given->second == Answer::NotKnown) {
      unknown.push_back(question.id);
      open = true;
    }
    if (question.rules_in == given->second) in = true;
    if (question.rules_out == given->second) fails = true;
  }
  if (fails)
    out.state = PartState::NotMet;
  else if (in)
    out.state = PartState::Met;
  else
    out.state = open ? PartState::Open : PartState::NotMet;
  return out;
}

}  // namespace

std::string_view answer_id(Answer answer) {
  switch (answer) {
    case Answer::Yes:
      return "yes";
    case Answer::No:
      return "no";
    case Answer::NotKnown:
      return "not_known";
  }
  return "";
}

std::string_view answer_words(Answer answer) {
  switch (answer) {
    case Answer::Yes:
      return "Yes";
    case Answer::No:
      return "No";
    case Answer::NotKnown:
      return "Not known";
  }
  return "";
}

std::optional<Answer> parse_answer(std::string_view id) {
  for (Answer answer : {Answer::Yes, Answer::No, Answer::NotKnown})
    if (answer_id(answer) == id) return answer;
  return std::nullopt;
}

std::string in_words(const ClockLength& length) {
  std::string_view unit;
  switch (length.unit) {
    case ClockUnit::AsSoonAsPracticable:
      return "as soon as practicable";
    case ClockUnit::CalendarDays:
      unit = "day";
      break;
    case ClockUnit::WorkingDays:
      unit = "working day";
      break;
    case ClockUnit::Months:
      unit = "month";
      break;
  }
  if (length.amount == 0) return "the same day";
  if (length.amount == 1) return fmt::format("one {}", unit);
  constexpr std::string_view kSmall[] = {"two", "three", "four", "five", "six", "seven", "eight", "nine"};
  if (length.amount < 10) return fmt::format("{} {}s", kSmall[length.amount - 2], unit);
  return fmt::format("{} {}s", length.amount, unit);
}

const std::vector<std::string_view>& assemblies() {
  static const std::vector<std::string_view> kWords{
      "title_page",      "summary",    "timescales",      "terms_of_reference", "family",
      "contributors",    "panel",      "author",          "parallel",           "equality",
      "people",          "chronology", "findings",        "good_practice",      "lessons",
      "recommendations", "actions",    "confidentiality", "dissemination"};
  return kWords;
}

const Question* Edition::question(std::string_view id) const {
  for (const auto& part : eligibility)
    if (const Question* found = by_id(part.questions, id)) return found;
  return nullptr;
}
const DecisionKind* Edition::decision(std::string_view id) const {
  return by_id(decisions, id);
}
const DutyRule* Edition::duty(std::string_view id) const {
  return by_id(duties, id);
}
const Event* Edition::event(std::string_view id) const {
  return by_id(events, id);
}
const ReturnKind* Edition::return_kind(std::string_view id) const {
  return by_id(return_kinds, id);
}
const DocumentKind* Edition::document(std::string_view id) const {
  return by_id(documents, id);
}
const Body* Edition::body(std::string_view id) const {
  return by_id(bodies, id);
}
const Milestone* Edition::milestone(std::string_view id) const {
  return by_id(family_milestones, id);
}
const WithholdGround* Edition::withhold_ground(std::string_view id) const {
  return by_id(withholding.grounds, id);
}
const LetterOutcome* Edition::letter_outcome(std::string_view id) const {
  return by_id(letter_outcomes, id);
}
const Instrument* Edition::instrument(std::string_view id) const {
  return by_id(instruments, id);
}

Screening screen(const Edition& edition, const std::map<std::string, Answer>& answers) {
  Screening out;
  bool any_out = false, any_open = false;
  for (const auto& part : edition.eligibility) {
    switch (part.kind) {
      case PartKind::Test: {
        PartResult result = result_of(part, answers, out.unknown);
        any_out = any_out || result.state == PartState::NotMet;
        any_open = any_open || result.state == PartState::Open;
        out.parts.push_back(std::move(result));
        break;
      }
      case PartKind::Concern:
        for (const auto& question : part.questions)
          if (auto given = answers.find(question.id); given != answers.end() && given->second == Answer::Yes)
            out.concerns.push_back(question.id);
        break;
      case PartKind::Responsibility:
        break;
    }
  }
  out.outcome = any_out ? ScreenOutcome::NotMet : any_open ? ScreenOutcome::Open : ScreenOutcome::Met;
  return out;
}

std::vector<const Body*> bodies_on(const Edition& edition, Day day) {
  std::vector<const Body*> out;
  for (const auto& body : edition.bodies)
    if ((!body.from || *body.from <= day) && (!body.until || day <= *body.until)) out.push_back(&body);
  return out;
}

std::vector<AvoidHit> find_avoid_words(const Edition& edition, std::string_view text) {
  std::vector<AvoidHit> out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && is_word(text[at - 1])) continue;
    AvoidHit best;
    auto consider = [&](const AvoidWord& word, std::string_view pattern) {
      const std::size_t end = match_at(text, at, pattern);
      if (end != std::string_view::npos && end > best.end) best = {at, end, &word};
    };
    for (const auto& word : edition.avoid_words) {
      consider(word, word.pattern);
      for (const auto& form : word.also) consider(word, form);
    }
    if (best.word == nullptr) continue;
    out.push_back(best);
    at = best.end - 1;
  }
  return out;
}

}  // namespace heed::guidance

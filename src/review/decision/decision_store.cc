// The shelves of scoping, eligibility, decisions and who was told, and the verbs that change them.
#include "review/decision/decision.h"

namespace heed::review {

HEED_MEMBERS(Scoping, agency, asked_of, asked_on, due, answer, secured, summary, answered_on, answered_by)
HEED_MEMBERS(Eligibility, question, answer, evidence, answered_on)
HEED_MEMBERS(GivenReason, id, title, text)
HEED_MEMBERS(ToTell, id, who, what, required, event)
HEED_MEMBERS(Decision, kind, title, outcome, reasons, day, decided_by, considered, alternative, family_view, prompted_by, screening,
             edition, tells)
HEED_MEMBERS(Telling, decision, tell, who, told_on, how, note)

namespace {

using store::Value;

const store::Shelf<ScopingId, Scoping> kScoping{"scoping", {}, {"review, agency"}};
const store::Shelf<EligibilityId, Eligibility> kEligibility{
    "eligibility", {{"question", [](const Json& b) -> Value { return b.value("question", std::string()); }}}, {"review, question"}};
const store::Shelf<DecisionId, Decision> kDecisions{
    "decision", {{"day", [](const Json& b) -> Value { return b["day"].is_string() ? b["day"].get<std::string>() : std::string(); }}}, {"review, day"}};
const store::Shelf<TellingId, Telling> kTellings{
    "telling", {{"decision", [](const Json& b) -> Value { return b.value("decision", std::string()); }}}, {"review, decision"}};

Error wrong(std::vector<FieldError> fields) {
  Error error{Code::BadInput, fields.front().message, {}, {}};
  error.fields = std::move(fields);
  return error;
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::string outcome_id(guidance::DecisionOutcome outcome) {
  switch (outcome) {
    case guidance::DecisionOutcome::Review: return "review";
    case guidance::DecisionOutcome::NoReview: return "no_review";
    case guidance::DecisionOutcome::Other: return "other";
  }
  return "";
}

std::string screening_id(guidance::ScreenOutcome outcome) {
  switch (outcome) {
    case guidance::ScreenOutcome::Met: return "met";
    case guidance::ScreenOutcome::NotMet: return "not_met";
    case guidance::ScreenOutcome::Open: return "open";
  }
  return "";
}

/// The stage that the standing decision leads to.
Result<void> follow(store::Writer& w, const ReviewRow& in, const Decision& standing) {
  if (standing.outcome == "review") return move_to(w, in.id, Stage::Casefile);
  return move_to(w, in.id, Stage::NotReviewed, Back::Allowed);
}

}  // namespace

std::vector<ScopingRow> scoping(store::Reader& r, ReviewId review_id) {
  auto rows = kScoping.of(r, review_id);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->asked_on < b->asked_on; });
  return rows;
}

std::optional<ScopingRow> scoping_of(store::Reader& r, ReviewId review_id, AgencyId agency) {
  auto rows = kScoping.list(r, {"review = ? AND agency = ?", {review_id.text(), agency.text()}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<EligibilityRow> eligibility(store::Reader& r, ReviewId review_id) { return kEligibility.of(r, review_id); }

std::vector<DecisionRow> decisions(store::Reader& r, ReviewId review_id) {
  return kDecisions.list(r, {"review = ?", {review_id.text()}, "day, record, id"});
}

std::optional<DecisionRow> current_decision(store::Reader& r, ReviewId review_id) {
  auto rows = decisions(r, review_id);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.back());
}

std::vector<TellingRow> tellings(store::Reader& r, ReviewId review_id) { return kTellings.of(r, review_id); }

Result<ScopingId> put_scoping(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ScopingId id,
                              const Scoping& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  if (auto problems = problems_in(value, w.clock().today()); !problems.empty()) return wrong(std::move(problems));
  if (!access::agency(w, value.agency).ok()) return bad_field("agency", "Choose an agency from the list");
  if (!id.is_empty()) {
    HEED_ASSIGN(auto before, kScoping.need(w, id));
    if (before.place.review != review_id) return not_found();
    if (before->agency != value.agency) return bad_field("agency", "The agency of a request cannot be changed");
  } else if (scoping_of(w, review_id, value.agency)) {
    return bad_field("agency", "This agency has been asked already");
  }
  const auto use = id.is_empty() ? ScopingId::random() : id;
  HEED_TRY(kScoping.put(w, use, place_of(in, value.agency), value, id.is_empty() ? 0 : expected));
  // The duty to ask is done on the day of the first request.
  HEED_TRY(guidance::happened(w, place_of(in), edition, {"records_requested", scoping(w, review_id).front()->asked_on, "", "", ""}));
  HEED_TRY(move_to(w, review_id, Stage::Deciding));
  return use;
}

Result<void> answer_question(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                             const Eligibility& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  const auto* question = edition.question(value.question);
  if (!question) return not_found("The guidance edition of this review has no such question.");
  const auto answer = guidance::parse_answer(value.answer);
  if (!answer || std::find(question->answers.begin(), question->answers.end(), *answer) == question->answers.end())
    return bad_field("answer", "Choose an answer");
  if (*answer != guidance::Answer::NotKnown && blank(value.evidence))
    return bad_field("evidence", "Say what the answer rests on");
  auto rows = kEligibility.list(w, {"review = ? AND question = ?", {review_id.text(), value.question}});
  Eligibility kept = value;
  kept.answered_on = w.clock().today();
  const bool is_new = rows.empty();
  HEED_TRY(kEligibility.put(w, is_new ? EligibilityId::random() : rows.front().id, place_of(in), kept, is_new ? 0 : expected));
  return move_to(w, review_id, Stage::Deciding);
}

Result<DecisionId> decide(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, Decision value) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::Decide, review_id));
  auto problems = problems_in(edition, value, w.clock().today());
  const auto before = current_decision(w, review_id);
  if (before && blank(value.prompted_by)) problems.push_back({"prompted_by", "Say why it was decided again"});
  if (!problems.empty()) return wrong(std::move(problems));
  const auto& kind = *edition.decision(value.kind);
  value.title = kind.title;
  value.outcome = outcome_id(kind.outcome);
  value.edition = edition.id;
  value.screening = screening_id(guidance::screen(edition, answers_of(eligibility(w, review_id))).outcome);
  for (auto& given : value.reasons)
    for (const auto& reason : kind.reasons)
      if (reason.id == given.id) given.title = reason.text;
  value.tells.clear();
  for (const auto& t : kind.tells) value.tells.push_back({t.id, t.who, t.what, t.required, t.event});

  const auto id = DecisionId::random();
  HEED_TRY(kDecisions.put(w, id, place_of(in), value, 0));
  HEED_TRY(guidance::happened(w, place_of(in), edition, {"decision", value.day, id.text(), value.kind, ""}));
  const auto standing = current_decision(w, review_id);
  // An older decision that is entered afterwards must not take away what the standing one asks for.
  if (standing && standing->id != id)
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"decision", standing->value.day, standing->id.text(), standing->value.kind, ""}));
  HEED_TRY(follow(w, in, standing->value));
  return id;
}

Result<TellingId> tell(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, const Telling& value,
                       std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto decision, kDecisions.need(w, value.decision));
  if (decision.place.review != review_id) return not_found();
  const Day today = w.clock().today();
  if (!value.told_on.ok()) return bad_field("told_on", "Enter the day on which they were told");
  if (value.told_on > today) return bad_field("told_on", "The day on which they were told cannot be after today");
  if (value.told_on < decision->day) return bad_field("told_on", "They cannot have been told before the decision of " + heed::in_words(decision->day));
  Telling kept = value;
  std::string event;
  TellingId id;
  if (value.tell.empty()) {
    if (blank(value.who)) return bad_field("who", "Say who was told");
  } else {
    const auto found = std::find_if(decision->tells.begin(), decision->tells.end(), [&](const ToTell& t) { return t.id == value.tell; });
    if (found == decision->tells.end()) return not_found();
    kept.who = found->who;
    event = found->event;
    for (const auto& row : tellings(w, review_id))
      if (row->decision == value.decision && row->tell == value.tell) id = row.id;
  }
  const bool is_new = id.is_empty();
  if (is_new) id = TellingId::random();
  HEED_TRY(kTellings.put(w, id, place_of(in), kept, is_new ? 0 : expected));
  if (!event.empty())
    HEED_TRY(guidance::happened(w, place_of(in), edition, {event, kept.told_on, value.decision.text(), "", kept.how}));
  return id;
}

StepState scoping_state(store::Reader& r, const ReviewRow& in) {
  const auto rows = scoping(r, in.id);
  if (rows.empty()) {
    const bool past = in.value.stage != Stage::Notified && in.value.stage != Stage::Deciding;
    return {past ? StepState::Is::NotNeeded : StepState::Is::NotStarted, past ? "" : "Ask agencies to secure their records and say what they hold"};
  }
  const auto answered = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row->answer != ScopingAnswer::NotAnswered; });
  if (answered == std::ptrdiff_t(rows.size())) return {StepState::Is::Done, ""};
  return {StepState::Is::Waiting, fmt::format("{} of {} agencies have answered", answered, rows.size())};
}

StepState decision_state(store::Reader& r, const ReviewRow& in) {
  if (const auto standing = current_decision(r, in.id)) {
    const auto untold = still_to_tell(*standing, tellings(r, in.id));
    if (untold.empty()) return {StepState::Is::Done, standing->value.title};
    std::string hint = "Still to tell: ";
    for (std::size_t i = 0; i < untold.size(); ++i) hint += (i ? "; " : "") + untold[i];
    return {StepState::Is::InProgress, hint};
  }
  const auto answered = eligibility(r, in.id).size();
  if (answered) return {StepState::Is::InProgress, fmt::format("{} {} of the test answered", answered, answered == 1 ? "question" : "questions")};
  return {StepState::Is::NotStarted, ""};
}

}  // namespace heed::review

// The shelves of recommendations and addressees, and the verbs that change them.
#include "review/recommendations/recommendations.h"

#include <algorithm>

namespace heed::review {

HEED_MEMBERS(Recommendation, number, lessons, text, level, origin, origin_agency, cleared_for_public, cleared_by, cleared_on, brought)
HEED_MEMBERS(Addressee, recommendation, agency, body, sent, acknowledged, replied, reply)
HEED_MEMBERS(PolicyChange, title, version, date)
HEED_MEMBERS(Action, recommendation, lesson, text, owner, owner_post, target, expected_change, measure, test_on, state, evidence, evidenced,
             completed, result, measured_on, policies)
HEED_MEMBERS(ActionUpdate, action, on, text, state, evidence, attachment, attachment_type, result, measured_on, test_on, policy_title,
             policy_version, policy_date, by)

namespace {

using store::Value;

const store::Shelf<RecommendationId, Recommendation> kRecommendations{
    "recommendation", {{"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}}, {"review, number"}};
const store::Shelf<AddresseeId, Addressee> kAddressees{
    "addressee", {{"recommendation", [](const Json& b) -> Value { return b.value("recommendation", ""); }}}, {"review, recommendation"}};

Error at_fields(std::vector<FieldError> problems) {
  Error error{Code::BadInput, problems.front().message, "", {}};
  error.fields = std::move(problems);
  return error;
}

}  // namespace

// --- reading ---

std::vector<RecommendationRow> recommendations(store::Reader& r, ReviewId review_id) {
  return kRecommendations.list(r, {"review = ?", {review_id.text()}, "number, id"});
}

Result<RecommendationRow> recommendation(store::Reader& r, ReviewId review_id, RecommendationId id) {
  auto row = kRecommendations.find(r, id);
  if (!row || row->place.review != review_id) return not_found();
  return std::move(*row);
}

std::vector<AddresseeRow> addressees(store::Reader& r, ReviewId review_id, RecommendationId id) {
  return kAddressees.list(r, {"review = ? AND recommendation = ?", {review_id.text(), id.text()}, "id"});
}

Result<AddresseeRow> addressee(store::Reader& r, ReviewId review_id, AddresseeId id) {
  auto row = kAddressees.find(r, id);
  if (!row || row->place.review != review_id) return not_found();
  return std::move(*row);
}

std::vector<Progress> cleared_progress(store::Reader& r, const ReviewRow& in) {
  std::vector<Progress> out;
  for (const auto& row : recommendations(r, in.id))
    if (row.value.cleared_for_public) out.push_back({row.value.number, row.value.text, state_of(actions_of(r, in.id, row.id))});
  return out;
}

// --- recommendations ---

Result<RecommendationId> put_recommendation(store::Writer& w, const access::Actor& actor, ReviewId review_id, RecommendationId id,
                                            Recommendation value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditRecommendations, review_id));
  const bool is_new = id.is_empty();
  Recommendation before;
  if (is_new) id = RecommendationId::random();
  else {
    HEED_ASSIGN(auto row, recommendation(w, review_id, id));
    before = std::move(row.value);
  }
  std::vector<FieldError> problems;
  if (value.text.empty()) problems.push_back({"text", "Enter what is recommended"});
  if (!is_new) value.brought = before.brought;
  if (value.lessons.empty() && value.brought.empty()) problems.push_back({"lessons", "Choose the lesson or lessons that it answers"});
  if (std::any_of(value.lessons.begin(), value.lessons.end(), [&](LessonId answered) { return !lesson(w, review_id, answered).ok(); }))
    problems.push_back({"lessons", "Choose from the lessons of this review"});
  if (value.origin != "imr" && value.origin != "panel") problems.push_back({"origin", "Choose where it comes from"});
  if (value.origin == "imr") {
    if (value.origin_agency.is_empty() || !agency_in_review(w, review_id, value.origin_agency))
      problems.push_back({"origin_agency", "Choose the agency whose review it comes from"});
  } else {
    value.origin_agency = AgencyId();
  }
  if (!problems.empty()) return at_fields(std::move(problems));
  value.number = before.number;
  if (is_new)
    for (const auto& row : recommendations(w, review_id)) value.number = std::max(value.number, row.value.number);
  if (is_new) ++value.number;
  // What was cleared were the words as they stood then.
  const bool same_words = !is_new && before.text == value.text;
  value.cleared_for_public = same_words && before.cleared_for_public;
  value.cleared_by = value.cleared_for_public ? before.cleared_by : AccountId();
  value.cleared_on = value.cleared_for_public ? before.cleared_on : Day();
  HEED_TRY(kRecommendations.put(w, id, place_of(in), value, is_new ? 0 : expected));
  return id;
}

Result<void> drop_recommendation(store::Writer& w, const access::Actor& actor, ReviewId review_id, RecommendationId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditRecommendations, review_id));
  HEED_TRY(recommendation(w, review_id, id));
  if (!actions_of(w, review_id, id).empty())
    return refused("Actions belong to this recommendation, so it stays.", "Mark an action that will not be taken as not accepted, with the reason.");
  for (const auto& row : addressees(w, review_id, id)) HEED_TRY(kAddressees.drop(w, row.id, store::kAnyVersion));
  return kRecommendations.drop(w, id, expected);
}

Result<void> clear_for_public(store::Writer& w, const access::Actor& actor, ReviewId review_id, RecommendationId id, bool cleared,
                              std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditRecommendations, review_id));
  HEED_ASSIGN(auto row, recommendation(w, review_id, id));
  row.value.cleared_for_public = cleared;
  row.value.cleared_by = cleared ? actor.account : AccountId();
  row.value.cleared_on = cleared ? london_day(w.now()) : Day();
  return kRecommendations.put(w, id, row.place, row.value, expected);
}

// --- addressees ---

Result<AddresseeId> put_addressee(store::Writer& w, const access::Actor& actor, ReviewId review_id, AddresseeId id, const Addressee& value,
                                  std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditRecommendations, review_id));
  HEED_TRY(recommendation(w, review_id, value.recommendation));
  const bool is_new = id.is_empty();
  if (is_new) id = AddresseeId::random();
  else {
    HEED_ASSIGN(auto before, addressee(w, review_id, id));
    if (before.value.recommendation != value.recommendation) return not_found();
  }
  std::vector<FieldError> problems;
  if (value.agency.is_empty() == value.body.empty())
    problems.push_back({"agency", "Choose an agency, or enter the name of another body, and not both"});
  if (!value.agency.is_empty() && !access::agency(w, value.agency).ok()) problems.push_back({"agency", "Choose from the agencies"});
  for (const auto& other : addressees(w, review_id, value.recommendation))
    if (other.id != id && other.value.agency == value.agency && other.value.body == value.body)
      problems.push_back({"agency", "It is addressed to this body already"});
  const auto backwards = [](const UncertainDate& from, const UncertainDate& until) {
    return !from.empty() && !until.empty() && until.latest() < from.earliest();
  };
  if (value.sent.empty() && (!value.acknowledged.empty() || !value.replied.empty())) problems.push_back({"sent", "Enter when it was sent"});
  if (backwards(value.sent, value.acknowledged)) problems.push_back({"acknowledged", "It was acknowledged before it was sent. Check both dates"});
  if (backwards(value.sent, value.replied)) problems.push_back({"replied", "The reply came before it was sent. Check both dates"});
  if (!value.replied.empty() && value.reply.empty()) problems.push_back({"reply", "Enter what they replied, in short"});
  if (!problems.empty()) return at_fields(std::move(problems));
  HEED_TRY(kAddressees.put(w, id, place_of(in), value, is_new ? 0 : expected));
  return id;
}

Result<void> drop_addressee(store::Writer& w, const access::Actor& actor, ReviewId review_id, AddresseeId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditRecommendations, review_id));
  HEED_ASSIGN(auto row, addressee(w, review_id, id));
  if (!row.value.sent.empty()) return refused("It has been sent to this body, so that stays on record.", "Add the right body beside it.");
  return kAddressees.drop(w, id, expected);
}

Result<void> drop_unanswered_lesson(store::Writer& w, const access::Actor& actor, ReviewId review_id, LessonId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditFindings, review_id));
  for (const auto& row : recommendations(w, review_id))
    if (std::find(row.value.lessons.begin(), row.value.lessons.end(), id) != row.value.lessons.end())
      return refused(fmt::format("Recommendation {} answers this lesson.", row.value.number), "Change the recommendation first.");
  if (!actions_of(w, review_id, id).empty()) return refused("An action follows from this lesson, so it stays.", "Change its words where they are wrong.");
  return drop_lesson(w, actor, review_id, id, expected);
}

// --- how far it is ---

StepState recommendations_state(store::Reader& r, const ReviewRow& in) {
  using Is = StepState::Is;
  if (in.value.stage == Stage::NotReviewed) return {Is::NotNeeded, ""};
  const auto asked = recommendations(r, in.id);
  const auto all = actions(r, in.id);
  if (asked.empty() && all.empty()) {
    if (lessons(r, in.id).empty()) return {Is::CannotStart, "After the lessons"};
    return {Is::NotStarted, ""};
  }
  // Which of them are late depends on the day; the list of actions says that, and a state knows no day.
  int without = 0, open = 0;
  for (const auto& row : asked)
    if (std::none_of(all.begin(), all.end(), [&](const ActionRow& a) { return a.value.recommendation == row.id; })) ++without;
  for (const auto& row : all) open += !is_closed(row.value.state);
  std::string hint;
  const auto say = [&](int n, std::string_view one, std::string_view many) {
    if (n) hint += (hint.empty() ? "" : ", ") + fmt::format("{} {}", n, n == 1 ? one : many);
  };
  say(without, "recommendation has no action", "recommendations have no action");
  say(open, "action is open", "actions are open");
  if (hint.empty()) return {Is::Done, ""};
  return {without ? Is::InProgress : Is::Waiting, hint};
}

}  // namespace heed::review

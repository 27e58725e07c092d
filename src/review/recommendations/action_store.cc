// The shelves of actions and their updates, and the verbs that change them.
#include <algorithm>
#include <climits>
#include <map>

#include "review/recommendations/recommendations.h"

namespace heed::review {

namespace {

using store::Value;

const store::Shelf<ActionId, Action> kActions{
    "action", {{"recommendation", [](const Json& b) -> Value { return b.value("recommendation", ""); }},
               {"lesson", [](const Json& b) -> Value { return b.value("lesson", ""); }}},
    {"review, recommendation", "review, agency"}};
const store::Shelf<ActionUpdateId, ActionUpdate> kUpdates{
    "action_update", {{"action", [](const Json& b) -> Value { return b.value("action", ""); }}}, {"review, action"}};

Error at_fields(std::vector<FieldError> problems) {
  Error error{Code::BadInput, problems.front().message, "", {}};
  error.fields = std::move(problems);
  return error;
}

Result<ActionRow> of_review(store::Reader& r, ReviewId review_id, ActionId id) {
  auto row = kActions.find(r, id);
  if (!row || row->place.review != review_id) return not_found();
  return std::move(*row);
}

bool earlier(const UncertainDate& a, const UncertainDate& b) { return a.sort_key() < b.sort_key(); }  // empty sorts last

}  // namespace

// --- reading ---

std::vector<ActionRow> actions(store::Reader& r, ReviewId review_id) {
  std::map<RecommendationId, int> number;
  for (const auto& row : recommendations(r, review_id)) number[row.id] = row.value.number;
  const auto rank = [&](const ActionRow& row) {
    const auto at = number.find(row.value.recommendation);
    return at == number.end() ? INT_MAX : at->second;
  };
  auto rows = kActions.of(r, review_id);
  std::sort(rows.begin(), rows.end(), [&](const ActionRow& a, const ActionRow& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (earlier(a.value.target, b.value.target) != earlier(b.value.target, a.value.target)) return earlier(a.value.target, b.value.target);
    return a.id < b.id;
  });
  return rows;
}

std::vector<ActionRow> actions_of(store::Reader& r, ReviewId review_id, RecommendationId id) {
  auto rows = kActions.list(r, {"review = ? AND recommendation = ?", {review_id.text(), id.text()}, "id"});
  std::stable_sort(rows.begin(), rows.end(), [](const ActionRow& a, const ActionRow& b) { return earlier(a.value.target, b.value.target); });
  return rows;
}

std::vector<ActionRow> actions_of(store::Reader& r, ReviewId review_id, LessonId id) {
  return kActions.list(r, {"review = ? AND lesson = ?", {review_id.text(), id.text()}, "id"});
}

std::vector<ActionUpdateRow> updates(store::Reader& r, ReviewId review_id, ActionId id) {
  return kUpdates.list(r, {"review = ? AND action = ?", {review_id.text(), id.text()}, "record, id"});
}

bool may_see_action(const access::Actor& actor, const ReviewRow& in, AgencyId owner) {
  return access::allowed(actor, access::Action::ViewRecommendations, thing_of(in)) ||
         (!owner.is_empty() && access::allowed(actor, access::Action::UpdateAction, thing_of(in, owner)));
}

Result<ActionRow> action(store::Reader& r, const access::Actor& actor, const ReviewRow& in, ActionId id) {
  HEED_ASSIGN(auto row, of_review(r, in.id, id));
  if (!may_see_action(actor, in, row.value.owner)) return not_found();
  return row;
}

std::vector<ActionRow> actions_of(store::Reader& r, const access::Actor& actor, const ReviewRow& in, AgencyId owner) {
  if (!may_see_action(actor, in, owner)) return {};
  auto rows = actions(r, in.id);
  std::erase_if(rows, [&](const ActionRow& row) { return row.value.owner != owner; });
  return rows;
}

std::vector<ListedAction> visible_actions(store::Reader& r, const access::Actor& actor, Day today) {
  std::vector<ListedAction> out;
  for (const auto& in : reviews(r)) {
    const bool sees_all = access::allowed(actor, access::Action::ViewRecommendations, thing_of(in));
    const bool has_part = sees_all || std::any_of(actor.memberships.begin(), actor.memberships.end(),
                                                  [&](const access::Membership& held) { return held.review == in.id; });
    if (!has_part) continue;
    std::map<RecommendationId, int> number;
    for (const auto& row : recommendations(r, in.id)) number[row.id] = row.value.number;
    for (auto& row : actions(r, in.id)) {
      if (!sees_all && !may_see_action(actor, in, row.value.owner)) continue;
      ListedAction listed{in, std::move(row), 0, "", std::nullopt};
      if (const auto at = number.find(listed.row.value.recommendation); at != number.end()) listed.number = at->second;
      listed.owner = access::agency_name(r, listed.row.value.owner);
      listed.late = lateness(listed.row.value, today);
      out.push_back(std::move(listed));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const ListedAction& a, const ListedAction& b) {
    const int late_a = a.late ? a.late->days : 0, late_b = b.late ? b.late->days : 0;
    if (late_a != late_b) return late_a > late_b;
    if (is_closed(a.row.value.state) != is_closed(b.row.value.state)) return !is_closed(a.row.value.state);
    return earlier(a.row.value.target, b.row.value.target);
  });
  return out;
}

std::vector<ListedAction> late_actions(store::Reader& r, const access::Actor& actor, Day today) {
  auto out = visible_actions(r, actor, today);
  std::erase_if(out, [](const ListedAction& listed) { return !listed.late; });
  return out;
}

// --- verbs ---

Result<ActionId> put_action(store::Writer& w, const access::Actor& actor, ReviewId review_id, ActionId id, Action value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditRecommendations, review_id));
  const bool is_new = id.is_empty();
  Action before;
  if (is_new) id = ActionId::random();
  else {
    HEED_ASSIGN(auto row, of_review(w, review_id, id));
    before = std::move(row.value);
  }
  if (value.recommendation.is_empty() == value.lesson.is_empty())
    return bad_input("An action belongs to one recommendation, or to one lesson that was acted on early.");
  if (!value.recommendation.is_empty()) HEED_TRY(recommendation(w, review_id, value.recommendation));
  if (!value.lesson.is_empty()) HEED_TRY(lesson(w, review_id, value.lesson));
  std::vector<FieldError> problems;
  if (value.text.empty()) problems.push_back({"text", "Enter what will be done"});
  if (value.owner.is_empty() || !agency_in_review(w, review_id, value.owner)) problems.push_back({"owner", "Choose the agency that owns the action"});
  if (value.owner_post.empty()) problems.push_back({"owner_post", "Enter the post that answers for it"});
  if (value.target.empty()) problems.push_back({"target", "Enter by when it will be done"});
  if (value.expected_change.empty()) problems.push_back({"expected_change", "Enter what will be different"});
  if (!value.test_on.empty() && value.measure.empty()) problems.push_back({"measure", "Enter how the effect will be measured"});
  if (before.state == ActionState::Effect && value.measure.empty()) problems.push_back({"measure", "An effect has been measured, so the measure stays"});
  if (!problems.empty()) return at_fields(std::move(problems));
  // What updates have said is theirs: an edit of the terms cannot close an action or undo its evidence.
  value.state = before.state;
  value.evidence = before.evidence;
  value.evidenced = before.evidenced;
  value.completed = before.completed;
  value.result = before.result;
  value.measured_on = before.measured_on;
  value.policies = before.policies;
  HEED_TRY(kActions.put(w, id, place_of(in, value.owner), value, is_new ? 0 : expected));
  return id;
}

Result<ActionUpdateRow> add_update(store::Writer& w, const access::Actor& actor, ReviewId review_id, ActionId id, ActionUpdate update) {
  HEED_ASSIGN(auto in, review(w, review_id));
  // Whoever may not see the action is told the same as when there is none.
  HEED_ASSIGN(auto row, action(w, actor, in, id));
  HEED_TRY(access::require(actor, access::Action::UpdateAction, thing_of(in, row.value.owner)));
  const Day today = london_day(w.now());
  if (auto problems = update_problems(row.value, update, today); !problems.empty()) return at_fields(std::move(problems));
  update.action = id;
  update.by = actor.account;
  const auto place = place_of(in, row.value.owner);
  ActionUpdateRow added{ActionUpdateId::random(), place, 1, 0, w.now(), actor.account, update};
  HEED_TRY(kUpdates.put(w, added.id, place, update, 0));
  HEED_TRY(kActions.put(w, id, place, after(row.value, update), store::kAnyVersion));
  return added;
}

}  // namespace heed::review

// What the review asks of whom, and whether it came to be: recommendations with their addressees, actions (also without a
// recommendation, for early learning), and updates, which are appended and never overwritten. An action belongs to its owner's
// agency (Place.agency), so that agency's people may update it and no other agency's author learns that it exists, not even from a count.
// Deliberately not here: how an action plan is laid out (review/report) and what the public sees of it (publish).
#pragma once

#include "review/findings/findings.h"

namespace heed::review {

struct RecommendationTag; using RecommendationId = Id<RecommendationTag>;
struct AddresseeTag;      using AddresseeId = Id<AddresseeTag>;
struct ActionTag;         using ActionId = Id<ActionTag>;
struct ActionUpdateTag;   using ActionUpdateId = Id<ActionUpdateTag>;

enum class Level { Local, Regional, National };
NLOHMANN_JSON_SERIALIZE_ENUM(Level, {{Level::Local, "local"}, {Level::Regional, "regional"}, {Level::National, "national"}})
std::string_view words(Level level);  ///< "Local"

struct Recommendation {
  int number = 0;                   ///< 1, 2, …; 0: the next free one
  std::vector<LessonId> lessons;    ///< that it answers, one or several; none where it was brought
  std::string text;
  Level level = Level::Local;
  std::string origin;               ///< "imr" (an agency's own review) or "panel"
  AgencyId origin_agency;           ///< of an IMR
  bool cleared_for_public = false;  ///< its words and how far it is may be shown to anybody; changing the words takes this back
  AccountId cleared_by;
  Day cleared_on{};
  std::string brought;              ///< the line of the notification's open actions that it was taken over from; empty otherwise
};
HEED_STORABLE(Recommendation)

/// Whom a recommendation is addressed to: an agency, or a body that Heed does not know (a department, a college, an inspectorate).
struct Addressee {
  RecommendationId recommendation;
  AgencyId agency;
  std::string body;                 ///< the body's name, where it is no agency here
  UncertainDate sent, acknowledged, replied;
  std::string reply;                ///< what they replied, in short
};
HEED_STORABLE(Addressee)

/// How far an action is; the same short list inside and in public.
enum class ActionState { NotStarted, InProgress, Done, Effect, NotAccepted };
NLOHMANN_JSON_SERIALIZE_ENUM(ActionState, {{ActionState::NotStarted, "not_started"}, {ActionState::InProgress, "in_progress"},
                                           {ActionState::Done, "done"}, {ActionState::Effect, "effect"},
                                           {ActionState::NotAccepted, "not_accepted"}})
inline constexpr ActionState kActionStates[] = {ActionState::NotStarted, ActionState::InProgress, ActionState::Done, ActionState::Effect,
                                                ActionState::NotAccepted};
std::string_view words(ActionState state);  ///< "Not started", "In progress", "Done", "Evidence of effect", "Not accepted"

/// A policy or procedure that was changed.
struct PolicyChange {
  std::string title, version;
  UncertainDate date;
};
HEED_STORABLE(PolicyChange)

struct Action {
  RecommendationId recommendation;  ///< empty for early learning
  LessonId lesson;                  ///< of early learning; empty otherwise
  std::string text;                 ///< what will be done
  AgencyId owner;                   ///< Place.agency
  std::string owner_post;           ///< a post, not a name
  UncertainDate target;
  std::string expected_change;      ///< what will be different
  std::string measure;              ///< how the effect will be measured
  UncertainDate test_on;            ///< when it is to be tested again
  // What the updates have said so far; `put_action` never changes these.
  ActionState state = ActionState::NotStarted;
  std::string evidence;             ///< what shows that it was done, the latest
  bool evidenced = false;           ///< in words or by a file
  UncertainDate completed;          ///< of the update that said "done"
  std::string result;               ///< what was measured, the latest
  UncertainDate measured_on;
  std::vector<PolicyChange> policies;
};
HEED_STORABLE(Action)

/// What somebody reported, once. A mistake is put right by another update.
struct ActionUpdate {
  ActionId action;
  UncertainDate on;                 ///< the day that it tells of
  std::string text;
  ActionState state = ActionState::NotStarted;
  std::string evidence;
  AttachmentId attachment;          ///< of evidence; may be empty
  std::string attachment_type;      ///< media type
  std::string result;               ///< what was measured
  UncertainDate measured_on;
  UncertainDate test_on;            ///< when to test again after this; empty: as before
  std::string policy_title, policy_version;
  UncertainDate policy_date;
  AccountId by;
};
HEED_STORABLE(ActionUpdate)

using RecommendationRow = store::Row<RecommendationId, Recommendation>;
using AddresseeRow = store::Row<AddresseeId, Addressee>;
using ActionRow = store::Row<ActionId, Action>;
using ActionUpdateRow = store::Row<ActionUpdateId, ActionUpdate>;

// --- reading for report and publication; callers have asked the policy (ViewRecommendations) for the review ---
std::vector<RecommendationRow> recommendations(store::Reader& r, ReviewId review);                      ///< by number
std::vector<AddresseeRow> addressees(store::Reader& r, ReviewId review, RecommendationId recommendation);
std::vector<ActionRow> actions(store::Reader& r, ReviewId review);                                      ///< by recommendation's number, early learning last
std::vector<ActionRow> actions_of(store::Reader& r, ReviewId review, RecommendationId recommendation);
std::vector<ActionRow> actions_of(store::Reader& r, ReviewId review, LessonId lesson);                  ///< early learning
std::vector<ActionUpdateRow> updates(store::Reader& r, ReviewId review, ActionId action);               ///< oldest first
/// Errors: NotFound, also when it is of another review.
Result<RecommendationRow> recommendation(store::Reader& r, ReviewId review, RecommendationId id);
Result<AddresseeRow> addressee(store::Reader& r, ReviewId review, AddresseeId id);

/// One cleared recommendation as the public may see it: nothing else of it is cleared.
struct Progress {
  int number = 0;
  std::string text;
  ActionState state = ActionState::NotStarted;
};
std::vector<Progress> cleared_progress(store::Reader& r, const ReviewRow& review);                      ///< by number

// --- reading for one person: each asks the policy for each action ---
/// May they see an action of this agency in this review? Whoever sees the recommendations does, and the owner agency's own people.
bool may_see_action(const access::Actor& actor, const ReviewRow& review, AgencyId owner);
/// Errors: NotFound, also when they may not see it.
Result<ActionRow> action(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ActionId id);
/// One agency's actions in a review.
std::vector<ActionRow> actions_of(store::Reader& r, const access::Actor& actor, const ReviewRow& review, AgencyId owner);

/// Work: it should have been done. Test: it was done, and its effect should have been tested.
enum class LateFor { Work, Test };
struct Lateness {
  LateFor what = LateFor::Work;
  int days = 0;
};
/// An action as a list across reviews shows it.
struct ListedAction {
  ReviewRow review;
  ActionRow row;
  int number = 0;                   ///< of its recommendation; 0: early learning
  std::string owner;                ///< the agency's name
  std::optional<Lateness> late;
};
/// Across reviews: the latest first, then by target date. Reviews whose declaration is still to be made are left out.
std::vector<ListedAction> visible_actions(store::Reader& r, const access::Actor& actor, Day today);
std::vector<ListedAction> late_actions(store::Reader& r, const access::Actor& actor, Day today);

// --- verbs (EditRecommendations); an empty id makes a new thing. Errors: Forbidden, NotFound, Stale, BadInput at the fields ---
/// Clearance is not taken from `value`: changing the words takes it back. Nor is `brought`, but for a new one.
Result<RecommendationId> put_recommendation(store::Writer& w, const access::Actor& actor, ReviewId review, RecommendationId id,
                                            Recommendation value, std::int64_t expected);
/// Errors: also Refused while an action belongs to it.
Result<void> drop_recommendation(store::Writer& w, const access::Actor& actor, ReviewId review, RecommendationId id, std::int64_t expected);
/// Clears its words and progress for the public, or takes that back.
Result<void> clear_for_public(store::Writer& w, const access::Actor& actor, ReviewId review, RecommendationId id, bool cleared,
                              std::int64_t expected);
/// Whom it is addressed to; when it was sent, acknowledged and replied to.
Result<AddresseeId> put_addressee(store::Writer& w, const access::Actor& actor, ReviewId review, AddresseeId id, const Addressee& value,
                                  std::int64_t expected);
Result<void> drop_addressee(store::Writer& w, const access::Actor& actor, ReviewId review, AddresseeId id, std::int64_t expected);
/// Sets what was agreed; what updates have said stays. BadInput unless it belongs to one recommendation or to one lesson.
Result<ActionId> put_action(store::Writer& w, const access::Actor& actor, ReviewId review, ActionId id, Action value, std::int64_t expected);
/// Removes a lesson that nothing answers. Errors: Refused while a recommendation or an action does.
Result<void> drop_unanswered_lesson(store::Writer& w, const access::Actor& actor, ReviewId review, LessonId id, std::int64_t expected);

/// Appends an update (UpdateAction, on the owner's agency) and brings the action up to it. A file has been taken in by
/// `Store::store_attachment`; the caller keeps it in the same write, at the returned row's place. Errors: Refused for "done" without evidence of
/// action, and for "evidence of effect" without a measure and a measured result; BadInput.
Result<ActionUpdateRow> add_update(store::Writer& w, const access::Actor& actor, ReviewId review, ActionId id, ActionUpdate update);

// --- rules (pure) ---
/// A line of what was open when the review came to Heed; its number counts all of them, from 1, blank ones too.
struct OpenLine {
  int number = 0;
  std::string text;
};
bool is_closed(ActionState state);  ///< done, evidence of effect, not accepted
/// Late from the day after the last day that the date can mean: "March 2027" is late on 1 April.
std::optional<Lateness> lateness(const Action& action, Day today);
std::string in_words(const Lateness& late);  ///< "12 days late", "Effect was to be tested 3 days ago"
/// Why an update may not be: at its fields ("text", "on", "evidence", "result", "measured_on", "state"); empty when it may.
std::vector<FieldError> update_problems(const Action& action, const ActionUpdate& update, Day today);
/// The action after the update.
Action after(Action action, const ActionUpdate& update);
/// How far a recommendation is, from its actions: as far as the least of those accepted.
ActionState state_of(const std::vector<ActionRow>& actions);
/// What was open when the review came to Heed, one a line, and is no recommendation here yet.
std::vector<OpenLine> still_to_take_over(std::string_view open_actions, const std::vector<RecommendationRow>& taken);

StepState recommendations_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

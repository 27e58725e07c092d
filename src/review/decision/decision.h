// The second step: agencies are asked to secure their records and to say what they hold, the test of the guidance edition
// is answered question by question with its evidence, and somebody decides. The screening advises; a person decides.
// Decisions are appended: a later one stands beside the earlier ones. Who has been told of it is kept with it.
// Deliberately not here: the questions, kinds and reasons themselves (the edition's file), and which agencies take part later (casefile).
#pragma once

#include "review/guidance/duty.h"
#include "review/people/review.h"

namespace heed::review {

struct ScopingTag; using ScopingId = Id<ScopingTag>;
struct EligibilityTag; using EligibilityId = Id<EligibilityTag>;
struct DecisionTag; using DecisionId = Id<DecisionTag>;
struct TellingTag; using TellingId = Id<TellingTag>;

enum class ScopingAnswer { NotAnswered, Known, NoTrace };
NLOHMANN_JSON_SERIALIZE_ENUM(ScopingAnswer, {{ScopingAnswer::NotAnswered, "not_answered"}, {ScopingAnswer::Known, "known"},
                                             {ScopingAnswer::NoTrace, "no_trace"}})
std::string_view words(ScopingAnswer answer);  ///< "Known to them", "No trace found", "Not answered"

/// "Secure your records and tell us what you hold": one request a review and agency.
struct Scoping {
  AgencyId agency;
  std::string asked_of;         ///< a post at the agency, not a private name
  Day asked_on{}, due{};        ///< `due` may be missing
  ScopingAnswer answer = ScopingAnswer::NotAnswered;
  std::string secured;          ///< "yes", "no", "not_known"; "" until answered
  std::string summary;          ///< what they hold, in a few words; may be disclosed
  Day answered_on{};
  std::string answered_by;      ///< a post
};
HEED_STORABLE(Scoping)
using ScopingRow = store::Row<ScopingId, Scoping>;

/// One question of the edition's test, answered.
struct Eligibility {
  std::string question;         ///< id in the edition
  std::string answer;           ///< guidance::answer_id: "yes", "no", "not_known"
  std::string evidence;
  Day answered_on{};
};
HEED_STORABLE(Eligibility)
using EligibilityRow = store::Row<EligibilityId, Eligibility>;

/// A reason of the decision kind, with the words beside it.
struct GivenReason {
  std::string id;
  std::string title;            ///< the edition's words on that day
  std::string text;             ///< somebody's own words
};
HEED_STORABLE(GivenReason)

/// Somebody to be told of a decision, as the edition had it when it was made.
struct ToTell {
  std::string id, who, what;
  bool required = true;
  std::string event;            ///< guidance event that telling them is; "" when none
};
HEED_STORABLE(ToTell)

struct Decision {
  std::string kind;             ///< id of the edition's decision kind
  std::string title;            ///< its words on that day
  std::string outcome;          ///< "review", "no_review", "other"
  std::vector<GivenReason> reasons;
  Day day{};
  std::string decided_by;       ///< who decided: name or post
  std::string considered;       ///< what was before them, and whose advice
  std::string alternative;      ///< which other review, and who leads; "" when there is none
  std::string family_view;      ///< what the family thinks, or that they have not been asked yet
  std::string prompted_by;      ///< of a later decision: why it was decided again
  std::string screening;        ///< what the screening advised then: "met", "not_met", "open"
  std::string edition;
  std::vector<ToTell> tells;
};
HEED_STORABLE(Decision)
using DecisionRow = store::Row<DecisionId, Decision>;

/// Somebody was told of a decision.
struct Telling {
  DecisionId decision;
  std::string tell;             ///< ToTell id; "" for somebody whom the edition does not name
  std::string who;
  Day told_on{};
  std::string how;              ///< "By letter", "At a meeting, with their advocate"
  std::string note;
};
HEED_STORABLE(Telling)
using TellingRow = store::Row<TellingId, Telling>;

// --- reading: callers have asked the policy (Act::ViewReview) for the review ---
std::vector<ScopingRow> scoping(store::Reader& r, ReviewId review);                   ///< in the order asked
std::optional<ScopingRow> scoping_of(store::Reader& r, ReviewId review, AgencyId agency);
std::vector<EligibilityRow> eligibility(store::Reader& r, ReviewId review);
std::map<std::string, guidance::Answer> answers_of(const std::vector<EligibilityRow>& rows);
std::vector<DecisionRow> decisions(store::Reader& r, ReviewId review);                ///< oldest first, by day
/// The decision that stands: the one of the latest day; of one day, the one recorded last.
std::optional<DecisionRow> current_decision(store::Reader& r, ReviewId review);
std::vector<TellingRow> tellings(store::Reader& r, ReviewId review);
/// Who must be told of a decision and has not been, in the edition's words.
std::vector<std::string> still_to_tell(const DecisionRow& decision, const std::vector<TellingRow>& tellings);

// --- verbs ---
/// New (empty `id`) or changed. The first request moves the review on to deciding; all requests complete the duty to ask. Errors: Forbidden, Stale,
/// BadInput (an agency that does not exist or was asked already; days that are missing or in the wrong order).
Result<ScopingId> put_scoping(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ScopingId id,
                              const Scoping& value, std::int64_t expected);
/// Errors: Forbidden, Stale; BadInput when the edition has no such question or answer, or a yes or no comes without evidence.
Result<void> answer_question(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                             const Eligibility& value, std::int64_t expected);
/// Appends a decision, starts and ends the clocks that hang on it, and moves the review to where the standing decision says. `title`,
/// `outcome`, reasons' titles, `tells`, `screening` and `edition` are filled in here. Errors: Forbidden (Act::Decide), BadInput.
Result<DecisionId> decide(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, Decision value);
/// Records that somebody was told; the same `tell` of the same decision is corrected, not doubled. Errors: Forbidden, NotFound, BadInput.
Result<TellingId> tell(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const Telling& value,
                       std::int64_t expected = store::kAnyVersion);

// --- rules (pure) ---
std::vector<FieldError> problems_in(const Scoping& value, Day today);
std::vector<FieldError> problems_in(const guidance::Edition& edition, const Decision& value, Day today);
/// "The answers so far meet the test", with what it is: advice.
std::string in_words(const guidance::Screening& screening);

StepState scoping_state(store::Reader& r, const ReviewRow& review);
StepState decision_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

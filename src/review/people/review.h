// The review itself: the unit of work, and what every step says about it. Also the shape that every verb of every step has:
// who may, then the rule, then one put. It knows the guidance edition that the review began under, and no step.
#pragma once

#include "access/accounts.h"
#include "access/bodies.h"
#include "store/store.h"

namespace heed::review {

/// Where a review has got to, in the order of a review. Moves forward by the steps' own verbs.
enum class Stage { Notified, Deciding, NotReviewed, Casefile, Evidence, Analysis, Report, Assurance, Publication, Published, Withheld, Closed };
NLOHMANN_JSON_SERIALIZE_ENUM(Stage, {{Stage::Notified, "notified"}, {Stage::Deciding, "deciding"}, {Stage::NotReviewed, "not_reviewed"},
                                     {Stage::Casefile, "casefile"}, {Stage::Evidence, "evidence"}, {Stage::Analysis, "analysis"},
                                     {Stage::Report, "report"}, {Stage::Assurance, "assurance"}, {Stage::Publication, "publication"},
                                     {Stage::Published, "published"}, {Stage::Withheld, "withheld"}, {Stage::Closed, "closed"}})
std::string_view words(Stage stage);  ///< "Gathering evidence"

/// How far one step of a review has got, as its task list shows it. Every step offers one function that gives it.
struct StepState {
  enum class Is { CannotStart, NotStarted, InProgress, Waiting, Done, NotNeeded } is = Is::NotStarted;
  std::string hint;  ///< what is missing or next, in a few words: "2 of 5 returns are late"
};

/// How Heed came to hold it.
enum class Origin { New, UnderWay, Finished };
NLOHMANN_JSON_SERIALIZE_ENUM(Origin, {{Origin::New, "new"}, {Origin::UnderWay, "under_way"}, {Origin::Finished, "finished"}})

struct Review {
  std::string reference;      ///< "NB-2026-03": what it is called until the pseudonym is agreed; never a real name or an operation's name
  std::string pseudonym;      ///< "Amara": what it is called once agreed; empty before
  std::string edition;        ///< id of the guidance edition that it began under
  PartnershipId responsible;  ///< whose duty it is
  PartnershipId operating;    ///< the team that runs it; often the same
  Stage stage = Stage::Notified;
  Origin origin = Origin::New;
  std::string public_id;      ///< opaque id for the public part, made at the first publication
};
HEED_STORABLE(Review)

using ReviewRow = store::Row<ReviewId, Review>;

std::vector<ReviewRow> reviews(store::Reader& r);                        ///< all; callers ask the policy for each
Result<ReviewRow> review(store::Reader& r, ReviewId id);
/// What a review is called on pages: "Amara (NB-2026-03)" or "NB-2026-03".
std::string title(const Review& review);

/// The review as the policy sees it, and a thing of one agency in it.
access::Thing thing_of(const ReviewRow& row, AgencyId agency = {});
/// The place of things that belong to it.
store::Place place_of(const ReviewRow& row, AgencyId agency = {});

/// Errors: BadInput (empty, taken or badly formed reference).
Result<ReviewId> put_review(store::Writer& w, ReviewId id, const Review& value, std::int64_t expected);
/// Moves the stage on; moving to where it is, or backwards past it, changes nothing unless `back` is Allowed.
enum class Back { Refused, Allowed };
Result<void> move_to(store::Writer& w, ReviewId id, Stage stage, Back back = Back::Refused);
/// The next free reference of a partnership for a year: initials of its name, year, number.
std::string next_reference(store::Reader& r, PartnershipId partnership, int year);

/// The first lines of every verb of a step: the review, and that `actor` may. Errors: NotFound (also when the actor may not know
/// of it), Forbidden.
Result<ReviewRow> open(store::Reader& r, const access::Actor& actor, access::Action action, ReviewId id, AgencyId agency = {});

}  // namespace heed::review

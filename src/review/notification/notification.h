// The first step: who told whom of a death, when and how; who died; who is suspected of, or known for, abuse towards them;
// how they were connected; the manner of death, apart from what abuse or neglect is known. Also takes a review that is
// already under way or finished, with its past dates.
#pragma once

#include "review/guidance/duty.h"
#include "review/people/people.h"

namespace heed::review {

struct NotificationTag; using NotificationId = Id<NotificationTag>;

struct Notification {
  std::string told_by;          ///< who told: "police", "family", "coroner", "health", "advocate", "other"
  std::string told_by_detail;   ///< post or organisation, not a private name
  std::string told_to;
  UncertainDate told_on;
  std::string in_writing;       ///< "yes", "no", "not_known"
  std::string manner;           ///< "homicide", "suicide", "unexplained", "other"
  std::string manner_detail;
  std::string abuse_known;      ///< "yes", "suspected", "not_known", "none_known"
  std::string abuse_detail;     ///< what abuse or neglect is known, of whom by whom, from what source
  std::string suspects;         ///< "listed", "none", "not_known"
  UncertainDate police_aware;
  std::string lived_where;      ///< where the person who died normally lived: area only
  std::string past_decision;    ///< of a review under way or finished: "review", "no_review", …
  UncertainDate past_decided, past_submitted, past_published;
  std::string open_actions;     ///< of a review under way or finished: what is still open, one a line
};
HEED_STORABLE(Notification)

using NotificationRow = store::Row<NotificationId, Notification>;

struct NewReview {
  PartnershipId responsible, operating;
  std::string reference;        ///< empty: the next free one
  std::string edition;          ///< id of a guidance edition
  Origin origin = Origin::New;
};

/// Starts a review with an empty notification. Errors: Forbidden (may not start one for this partnership), BadInput.
Result<ReviewId> start_review(store::Writer& w, const access::Actor& actor, const NewReview& request, Day today);
/// The notification of a review; every review has one.
Result<NotificationRow> notification(store::Reader& r, ReviewId review);
/// Changes it, and starts the clocks that count from it (event "notification") when the day is known exactly. Errors: Forbidden, Stale,
/// BadInput.
Result<void> put_notification(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                              const Notification& value, std::int64_t expected);

/// What is still missing before scoping can begin, in words; empty when nothing is.
std::vector<std::string> missing_in(const Notification& notification, const std::vector<PersonRow>& people);
/// How far the step has got, for the task list.
StepState notification_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

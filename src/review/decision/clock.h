// What people do on the clock page: say that a duty was done, say why it was late. The duties themselves, and how events open and complete
// them, are guidance/duty.h; here is only who may, and what a person may say for themselves.
#pragma once

#include "review/guidance/duty.h"
#include "review/people/review.h"

namespace heed::review {

/// Whether a person may say on the clock page that it was done. A duty that a recorded decision completes is done by recording the decision.
bool may_be_marked(const guidance::Edition& edition, const guidance::Duty& duty);

/// Says that a duty was done. One that an event completes is done by that event, so that whatever counts from it begins. Errors:
/// Forbidden (Act::EditReview), NotFound (also a duty of another review), Refused, BadInput, Stale.
Result<void> mark_done(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, guidance::DutyId duty, Day done,
                       const std::string& note, std::int64_t expected = store::kAnyVersion);
/// Takes a mark back. Errors: as above; BadInput without a reason.
Result<void> mark_open(store::Writer& w, const access::Actor& actor, ReviewId review, guidance::DutyId duty, const std::string& why);
/// Appends why a duty was late. Errors: as guidance::explain_lateness, Forbidden, NotFound.
Result<void> explain_late(store::Writer& w, const access::Actor& actor, ReviewId review, guidance::DutyId duty, const std::string& words,
                          std::int64_t expected = store::kAnyVersion);

}  // namespace heed::review

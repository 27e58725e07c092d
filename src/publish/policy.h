// What a review's editions make of what identifies by being exact: dates, ages, the names of staff. A coordinator chooses once for the
// review; each edition keeps what it was made with, and is made again when the choice changes. What each choice does to words is the
// anonymiser's (anonymise/policy.h); people, places and numbers are replaced in any case.
#pragma once

#include "publish/publish.h"

namespace heed::publish {

struct PolicyTag; using PolicyId = Id<PolicyTag>;

using PolicyRow = store::Row<PolicyId, ReplacementPolicy>;

/// The review's choice; version 0 and what is usual while nobody has chosen. Callers have asked the policy for Action::ViewEdition.
PolicyRow replacement_policy(store::Reader& r, const review::ReviewRow& review);
/// Errors: Forbidden, Stale, BadInput.
Result<void> put_replacement_policy(store::Writer& w, const access::Actor& actor, ReviewId review, const ReplacementPolicy& value, std::int64_t expected);

/// As the anonymiser takes it. REQUIRES: what put_replacement_policy accepted.
anonymise::Policy policy_of(const ReplacementPolicy& words);

}  // namespace heed::publish

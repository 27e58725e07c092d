// Who may open one review, as its coordinator keeps it: roles given and taken away, who is kept out and why, conflicts looked at.
// The shelves are those of access/; here are the rules about a single review. Roles of a whole partnership are the
// administrator's and are not given here.
#pragma once

#include "review/people/review.h"

namespace heed::review {

/// Roles that a coordinator may give for one review.
const std::vector<access::Role>& roles_of_a_review();

/// Gives a role of this review. Errors: NotFound, Forbidden; BadInput (a role of the whole partnership, an author without an agency);
/// Refused (excluded, closed account).
Result<access::MembershipId> give_role(store::Writer& w, const access::Actor& actor, ReviewId review, access::Membership membership);
/// Errors: NotFound when the role is not of this review.
Result<void> take_role(store::Writer& w, const access::Actor& actor, ReviewId review, access::MembershipId id);
/// Keeps somebody out from the next request on, whatever roles they hold or get. Errors: BadInput (nobody named, no reason, named already);
/// Refused when nobody would be left who may manage access.
Result<access::ExclusionId> keep_out(store::Writer& w, const access::Actor& actor, ReviewId review, const access::Exclusion& exclusion);
Result<void> let_back(store::Writer& w, const access::Actor& actor, ReviewId review, access::ExclusionId id, std::int64_t expected);
/// Opens the review to somebody who declared a connection. Errors: Refused for one's own declaration.
Result<void> settle_conflict(store::Writer& w, const access::Actor& actor, ReviewId review, access::DeclarationId id, const std::string& note,
                             std::int64_t expected);

}  // namespace heed::review

#include "review/casefile/review_access.h"

#include <algorithm>

namespace heed::review {

const std::vector<access::Role>& roles_of_a_review() {
  static const std::vector<access::Role> roles = {access::Role::IndependentChair, access::Role::PanelMember, access::Role::AgencyAuthor};
  return roles;
}

Result<access::MembershipId> give_role(store::Writer& w, const access::Actor& actor, ReviewId review_id, access::Membership membership) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::ManageAccess, review_id));
  const auto& offered = roles_of_a_review();
  if (std::find(offered.begin(), offered.end(), membership.role) == offered.end())
    return bad_field("role", "Choose a role of this review. Roles in the whole partnership are given by an administrator");
  HEED_ASSIGN(auto account, access::account(w, membership.account));
  if (!account.value.active) return refused("This person's account is closed.", "Ask an administrator to open it again.");
  if (!membership.agency.is_empty()) HEED_TRY(access::agency(w, membership.agency));
  // A chair acts for the review and for nobody else.
  if (membership.role == access::Role::IndependentChair) membership.agency = {};
  membership.review = in.id;
  membership.partnership = in.value.responsible;
  return access::give(w, membership);
}

Result<void> take_role(store::Writer& w, const access::Actor& actor, ReviewId review_id, access::MembershipId id) {
  HEED_TRY(open(w, actor, access::Action::ManageAccess, review_id));
  for (const auto& held : access::memberships_in(w, review_id))
    if (held.id == id) return access::take_away(w, id);
  return not_found();
}

Result<access::ExclusionId> keep_out(store::Writer& w, const access::Actor& actor, ReviewId review_id, const access::Exclusion& exclusion) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::ManageAccess, review_id));
  auto kept = exclusion;
  // Somebody who has an account is kept out by it: an address can change, a person stays the same.
  if (kept.account.is_empty() && !kept.email.empty())
    if (const auto found = access::account_by_email(w, kept.email)) kept.account = found->id;
  for (const auto& other : access::exclusions(w, review_id))
    if (!kept.account.is_empty() && other.value.account == kept.account) return bad_field("email", "This person is on the list already");
  HEED_ASSIGN(auto id, access::exclude(w, in.value.responsible, in.id, kept));
  if (access::who_may(w, access::Action::ManageAccess, thing_of(in)).empty())
    return refused("Nobody would be left who could manage who sees this review.", "Ask an administrator to name another coordinator first.");
  return id;
}

Result<void> let_back(store::Writer& w, const access::Actor& actor, ReviewId review_id, access::ExclusionId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::ManageAccess, review_id));
  for (const auto& row : access::exclusions(w, review_id))
    if (row.id == id) return access::lift_exclusion(w, id, expected);
  return not_found();
}

Result<void> settle_conflict(store::Writer& w, const access::Actor& actor, ReviewId review_id, access::DeclarationId id, const std::string& note,
                             std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::ManageAccess, review_id));
  for (const auto& row : access::declarations(w, review_id)) {
    if (row.id != id) continue;
    if (row.value.account == actor.account)
      return refused("You cannot settle your own declaration.", "Ask another coordinator to look at it.");
    return access::settle(w, id, note, expected);
  }
  return not_found();
}

}  // namespace heed::review

// The people who sign in, the roles that they hold, who is kept out of a review, and who has declared that they have no
// conflict of interest. Builds the Actor that the policy asks for. Passwords are argon2id (access/passwords.h).
#pragma once

#include <string>
#include <vector>

#include "access/policy.h"
#include "base/json.h"
#include "store/store.h"

namespace heed::access {

struct Account {
  PersonalText name;
  PersonalText email;          ///< what they sign in with; kept in lower case
  std::string job_title;       ///< "Head of Safeguarding", shown beside the name
  AgencyId agency;             ///< who they work for; may be empty
  std::string password;        ///< argon2id string; empty until the person has chosen one
  bool active = true;
};
HEED_STORABLE(Account)

struct MembershipTag; using MembershipId = Id<MembershipTag>;
struct ExclusionTag; using ExclusionId = Id<ExclusionTag>;
struct DeclarationTag; using DeclarationId = Id<DeclarationTag>;

/// Somebody who must not see a review, whatever roles they hold or are given.
struct Exclusion {
  AccountId account;           ///< empty where they have no account: then `email` keeps a later one out
  PersonalText email;
  std::string reason;          ///< shown to those who manage access only
};
HEED_STORABLE(Exclusion)

/// What a person declared before a review opened to them.
struct Declaration {
  AccountId account;
  bool conflict = false;
  std::string details;         ///< of the conflict; a declared conflict keeps the review closed until the coordinator settles it
  bool settled = false;        ///< the coordinator looked at the conflict and opens the review
  std::string settled_note;
};
HEED_STORABLE(Declaration)

using AccountRow = store::Row<AccountId, Account>;
struct MembershipRow { MembershipId id; std::int64_t version; Membership value; };
using ExclusionRow = store::Row<ExclusionId, Exclusion>;
using DeclarationRow = store::Row<DeclarationId, Declaration>;

std::vector<AccountRow> accounts(store::Reader& r);
Result<AccountRow> account(store::Reader& r, AccountId id);
std::optional<AccountRow> account_by_email(store::Reader& r, const PersonalText& email);
std::string display_name(store::Reader& r, AccountId id);  ///< for pages to signed-in people; "Heed" for the program itself

/// Errors: BadInput (no name, not an e-mail address, taken address), Stale.
Result<AccountId> put_account(store::Writer& w, AccountId id, Account value, std::int64_t expected);

/// Gives a role. `place` of the membership follows its scopes. Errors: BadInput when the role's scope is missing (a coordinator without a
/// partnership, an author without review and agency), Refused when the person is on the review's exclusion list.
Result<MembershipId> give(store::Writer& w, const Membership& membership);
Result<void> take_away(store::Writer& w, MembershipId id);
std::vector<MembershipRow> memberships_of(store::Reader& r, AccountId account);
std::vector<MembershipRow> memberships_in(store::Reader& r, ReviewId review);
std::vector<MembershipRow> memberships_in(store::Reader& r, PartnershipId partnership);  ///< partnership roles, not of single reviews

Result<ExclusionId> exclude(store::Writer& w, PartnershipId partnership, ReviewId review, const Exclusion& exclusion);
Result<void> lift_exclusion(store::Writer& w, ExclusionId id, std::int64_t expected);
std::vector<ExclusionRow> exclusions(store::Reader& r, ReviewId review);

Result<DeclarationId> declare(store::Writer& w, PartnershipId partnership, ReviewId review, const Declaration& declaration);
Result<void> settle(store::Writer& w, DeclarationId id, const std::string& note, std::int64_t expected);
std::vector<DeclarationRow> declarations(store::Reader& r, ReviewId review);
std::optional<DeclarationRow> declaration_of(store::Reader& r, ReviewId review, AccountId account);

/// All that the policy must know of an account. Errors: NotFound, Forbidden when the account is closed.
Result<Actor> actor(store::Reader& r, AccountId id);

/// The accounts that may do something to a thing: "Who can see this?".
struct Permitted { AccountId account; PersonalText name; std::string job_title; std::vector<Role> roles; bool declared = true; };
std::vector<Permitted> who_may(store::Reader& r, Action action, const Thing& thing);

/// The usual first lines of a verb: Forbidden when `actor` may not. The message does not say what exists.
Result<void> require(const Actor& actor, Action action, const Thing& thing);

}  // namespace heed::access

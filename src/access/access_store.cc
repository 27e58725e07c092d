// The shelves of access: bodies, accounts, memberships, exclusions, declarations. Nothing else has SQL for them.
#include <algorithm>

#include "access/accounts.h"
#include "access/bodies.h"
#include "base/ascii.h"
#include "base/trim.h"

namespace heed::access {

HEED_MEMBERS(Account, name, email, job_title, agency, password, active)
HEED_MEMBERS(Exclusion, account, email, reason)
HEED_MEMBERS(Declaration, account, conflict, details, settled, settled_note)
HEED_MEMBERS(DatedName, name, from, until)
HEED_MEMBERS(Partnership, name, review_term, jurisdiction, contact_email, local_guidance_title, local_guidance_url, local_guidance,
             former_names)
HEED_MEMBERS(Agency, name, kind, listed, former_names)

using store::Query;
using store::Value;

namespace {

struct StoredMembership {
  AccountId account;
  std::string role;
  PartnershipId partnership;
  ReviewId review;
  AgencyId agency;
};
HEED_STORABLE(StoredMembership)
HEED_MEMBERS(StoredMembership, account, role, partnership, review, agency)

Value text_of(const Json& body, const char* name) { return body.value(name, std::string()); }

/// An address for mail as accounts keep it: two ways to type one are the same account.
std::string address(std::string_view typed) { return lower_ascii(trimmed(typed)); }

const store::Shelf<PartnershipId, Partnership> kPartnerships{
    "partnership", {{"name", [](const Json& b) { return text_of(b, "name"); }}}, {"name"}};
const store::Shelf<AgencyId, Agency> kAgencies{
    "agency", {{"name", [](const Json& b) { return text_of(b, "name"); }}}, {"name"}};
const store::Shelf<AccountId, Account> kAccounts{
    "account", {{"email", [](const Json& b) { return text_of(b, "email"); }}}, {"email"}};
const store::Shelf<MembershipId, StoredMembership> kMemberships{
    "membership", {{"account", [](const Json& b) { return text_of(b, "account"); }}}, {"account", "review", "partnership"}};
const store::Shelf<ExclusionId, Exclusion> kExclusions{
    "exclusion", {{"account", [](const Json& b) { return text_of(b, "account"); }},
                  {"email", [](const Json& b) { return text_of(b, "email"); }}}, {"account", "email", "review"}};
const store::Shelf<DeclarationId, Declaration> kDeclarations{
    "declaration", {{"account", [](const Json& b) { return text_of(b, "account"); }}}, {"account", "review"}};

Membership plain(const StoredMembership& m) {
  return {m.account, role_of(m.role).value_or(Role::PanelMember), m.partnership, m.review, m.agency};
}

std::vector<MembershipRow> plain(std::vector<store::Row<MembershipId, StoredMembership>> rows) {
  std::vector<MembershipRow> out;
  for (auto& row : rows) out.push_back({row.id, row.version, plain(row.value)});
  return out;
}

template <class ShelfT, class IdT>
bool name_taken(store::Reader& r, const ShelfT& shelf, const std::string& name, IdT self) {
  for (const auto& row : shelf.list(r, {"name = ?", {name}}))
    if (row.id != self) return true;
  return false;
}

}  // namespace

// --- bodies ---

std::vector<PartnershipRow> partnerships(store::Reader& r) { return kPartnerships.list(r, {"", {}, "name, id"}); }
Result<PartnershipRow> partnership(store::Reader& r, PartnershipId id) { return kPartnerships.need(r, id); }
std::vector<AgencyRow> agencies(store::Reader& r) { return kAgencies.list(r, {"", {}, "name, id"}); }
Result<AgencyRow> agency(store::Reader& r, AgencyId id) { return kAgencies.need(r, id); }
std::string agency_name(store::Reader& r, AgencyId id) {
  auto row = kAgencies.find(r, id);
  return row ? row->value.name : "Unknown agency";
}

Result<PartnershipId> put_partnership(store::Writer& w, PartnershipId id, const Partnership& value, std::int64_t expected) {
  if (value.name.empty()) return bad_field("name", "Enter the partnership's name");
  if (name_taken(w, kPartnerships, value.name, id)) return bad_field("name", "There is already a partnership with this name");
  HEED_TRY(kPartnerships.put(w, id, {id, {}, {}}, value, expected));
  return id;
}

Result<AgencyId> put_agency(store::Writer& w, AgencyId id, const Agency& value, std::int64_t expected) {
  if (value.name.empty()) return bad_field("name", "Enter the agency's name");
  if (name_taken(w, kAgencies, value.name, id)) return bad_field("name", "There is already an agency with this name");
  HEED_TRY(kAgencies.put(w, id, {}, value, expected));
  return id;
}

// --- accounts ---

std::vector<AccountRow> accounts(store::Reader& r) { return kAccounts.list(r, {"", {}, "email, id"}); }
Result<AccountRow> account(store::Reader& r, AccountId id) { return kAccounts.need(r, id); }

std::optional<AccountRow> account_by_email(store::Reader& r, const PersonalText& email) {
  auto rows = kAccounts.list(r, {"email = ?", {address(email.reveal())}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::string display_name(store::Reader& r, AccountId id) {
  if (id.is_empty()) return "Heed";
  auto row = kAccounts.find(r, id);
  return row ? row->value.name.reveal() : "Somebody whose account is gone";
}

Result<AccountId> put_account(store::Writer& w, AccountId id, Account value, std::int64_t expected) {
  value.email = PersonalText(address(value.email.reveal()));
  const auto& email = value.email.reveal();
  const auto at = email.find('@');
  Error wrong{Code::BadInput, "Some answers need another look.", "", {}};
  if (value.name.empty()) wrong.fields.push_back({"name", "Enter the person's name"});
  if (at == std::string::npos || at == 0 || email.find('.', at) == std::string::npos || email.find_first_of(" ,;<>\"") != std::string::npos)
    wrong.fields.push_back({"email", "Enter an email address in the correct format, like name@example.org"});
  else if (auto other = account_by_email(w, value.email); other && other->id != id)
    wrong.fields.push_back({"email", "Somebody already signs in with this email address"});
  if (!wrong.fields.empty()) return wrong;
  HEED_TRY(kAccounts.put(w, id, {}, value, expected));
  return id;
}

// --- memberships ---

namespace {
bool excluded(store::Reader& r, ReviewId review, AccountId account_id) {
  const auto row = kAccounts.find(r, account_id);
  for (const auto& exclusion : kExclusions.of(r, review)) {
    if (exclusion.value.account == account_id) return true;
    if (row && !exclusion.value.email.empty() && address(exclusion.value.email.reveal()) == row->value.email.reveal()) return true;
  }
  return false;
}
}  // namespace

Result<MembershipId> give(store::Writer& w, const Membership& m) {
  HEED_TRY(kAccounts.need(w, m.account));
  store::Place place{m.partnership, m.review, m.agency};
  switch (m.role) {
    case Role::Administrator:
      place = {};
      break;
    case Role::Coordinator:
    case Role::PartnershipChair:
    case Role::Auditor:
    case Role::PublicationApprover:
      if (m.partnership.is_empty()) return bad_field("partnership", "Choose the partnership that the role is for");
      place = {m.partnership, {}, {}};
      break;
    case Role::IndependentChair:
    case Role::PanelMember:
      if (m.review.is_empty()) return bad_field("review", "Choose the review that the role is for");
      break;
    case Role::AgencyAuthor:
      if (m.review.is_empty() || m.agency.is_empty()) return bad_field("agency", "Choose the agency that the author writes for");
      break;
  }
  if (!m.review.is_empty() && excluded(w, m.review, m.account))
    return refused("This person is on the review's exclusion list.", "Choose somebody else, or settle the exclusion first.");
  for (const auto& held : memberships_of(w, m.account))
    if (held.value.role == m.role && held.value.partnership == m.partnership && held.value.review == m.review && held.value.agency == m.agency)
      return held.id;
  const auto id = MembershipId::random();
  HEED_TRY(kMemberships.put(w, id, place, {m.account, std::string(name(m.role)), m.partnership, m.review, m.agency}, 0));
  return id;
}

Result<void> take_away(store::Writer& w, MembershipId id) { return kMemberships.drop(w, id, store::kAnyVersion); }

std::vector<MembershipRow> memberships_of(store::Reader& r, AccountId account_id) {
  return plain(kMemberships.list(r, {"account = ?", {account_id.text()}}));
}
std::vector<MembershipRow> memberships_in(store::Reader& r, ReviewId review) { return plain(kMemberships.of(r, review)); }
std::vector<MembershipRow> memberships_in(store::Reader& r, PartnershipId partnership_id) {
  return plain(kMemberships.list(r, {"partnership = ? AND review = ''", {partnership_id.text()}}));
}

// --- exclusions and declarations ---

Result<ExclusionId> exclude(store::Writer& w, PartnershipId partnership_id, ReviewId review, const Exclusion& exclusion) {
  if (exclusion.account.is_empty() && exclusion.email.empty()) return bad_field("account", "Choose a person, or enter an email address");
  if (exclusion.reason.empty()) return bad_field("reason", "Enter why this person must not see the review");
  const auto id = ExclusionId::random();
  auto kept = exclusion;
  kept.email = PersonalText(address(kept.email.reveal()));
  HEED_TRY(kExclusions.put(w, id, {partnership_id, review, {}}, kept, 0));
  return id;
}
Result<void> lift_exclusion(store::Writer& w, ExclusionId id, std::int64_t expected) { return kExclusions.drop(w, id, expected); }
std::vector<ExclusionRow> exclusions(store::Reader& r, ReviewId review) { return kExclusions.of(r, review); }

Result<DeclarationId> declare(store::Writer& w, PartnershipId partnership_id, ReviewId review, const Declaration& declaration) {
  if (declaration.conflict && declaration.details.empty()) return bad_field("details", "Enter what the connection is");
  const auto before = declaration_of(w, review, declaration.account);
  const auto id = before ? before->id : DeclarationId::random();
  HEED_TRY(kDeclarations.put(w, id, {partnership_id, review, {}}, declaration, before ? before->version : 0));
  return id;
}
Result<void> settle(store::Writer& w, DeclarationId id, const std::string& note, std::int64_t expected) {
  HEED_ASSIGN(auto row, kDeclarations.need(w, id));
  if (note.empty()) return bad_field("note", "Enter why the review may open to this person");
  row.value.settled = true;
  row.value.settled_note = note;
  return kDeclarations.put(w, id, row.place, row.value, expected);
}
std::vector<DeclarationRow> declarations(store::Reader& r, ReviewId review) { return kDeclarations.of(r, review); }
std::optional<DeclarationRow> declaration_of(store::Reader& r, ReviewId review, AccountId account_id) {
  auto rows = kDeclarations.list(r, {"account = ? AND review = ?", {account_id.text(), review.text()}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// --- the actor ---

Result<Actor> actor(store::Reader& r, AccountId id) {
  const auto row = kAccounts.find(r, id);
  if (!row) return not_found();
  if (!row->value.active)
    return Error{Code::Forbidden, "This account is closed.", "Ask your administrator if you still need it.", {}};
  Actor out;
  out.account = id;
  out.name = row->value.name;
  for (const auto& held : memberships_of(r, id)) out.memberships.push_back(held.value);
  for (const auto& e : kExclusions.list(r, {"account = ? OR (email <> '' AND email = ?)", {id.text(), row->value.email.reveal()}}))
    out.excluded_from.push_back(e.place.review);
  for (const auto& d : kDeclarations.list(r, {"account = ?", {id.text()}}))
    if (!d.value.conflict || d.value.settled) out.declared_for.push_back(d.place.review);
  return out;
}

std::vector<Permitted> who_may(store::Reader& r, Action action, const Thing& thing) {
  std::vector<Permitted> out;
  for (const auto& row : accounts(r)) {
    auto a = actor(r, row.id);
    if (!a.ok()) continue;
    const auto answer = may(*a, action, thing);
    if (answer == Answer::No) continue;
    Permitted permitted{row.id, row.value.name, row.value.job_title, {}, answer == Answer::Yes};
    for (const auto& held : a->memberships) {
      Actor only = *a;
      only.memberships = {held};
      if (may(only, action, thing) != Answer::No &&
          std::find(permitted.roles.begin(), permitted.roles.end(), held.role) == permitted.roles.end())
        permitted.roles.push_back(held.role);
    }
    out.push_back(std::move(permitted));
  }
  return out;
}

Result<void> require(const Actor& a, Action action, const Thing& thing) {
  if (allowed(a, action, thing)) return {};
  return Error{Code::Forbidden, "You do not have permission to do this.", "Ask the review's coordinator if you think you should.", {}};
}

}  // namespace heed::access

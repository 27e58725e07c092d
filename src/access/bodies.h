// The bodies that reviews are made by: partnerships (the legal duty's holder, and the team that runs it) and agencies.
// An installation holds several partnerships from the first day, and agencies that serve many of them. Names are
// dated, because bodies merge and are renamed; nothing here belongs to one review.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "store/store.h"

namespace heed::access {

/// A name that a body had from a day until a day; open ends are empty.
struct DatedName {
  std::string name;
  std::optional<Day> from, until;
};
HEED_STORABLE(DatedName)

struct Partnership {
  std::string name;
  std::string review_term = "DHR";       ///< what it calls a review: "DHR" or "DARDR"
  std::string jurisdiction = "england";  ///< "england" or "wales"
  std::string contact_email;             ///< a team's mailbox, public
  std::string local_guidance_title, local_guidance_url;
  std::string local_guidance;            ///< its own public words about reviews in the area, plain paragraphs
  std::vector<DatedName> former_names;
};
HEED_STORABLE(Partnership)

/// What sort of body an agency is; settles by what authority it is asked (2004 Act section 9(4), or an invitation).
struct Agency {
  std::string name;
  std::string kind;  ///< "police", "local_authority", "nhs_trust", "icb", "probation", "housing", "voluntary", "gp", "education", "other"
  bool listed = false;  ///< listed in section 9(4)
  std::vector<DatedName> former_names;
};
HEED_STORABLE(Agency)

using PartnershipRow = store::Row<PartnershipId, Partnership>;
using AgencyRow = store::Row<AgencyId, Agency>;

std::vector<PartnershipRow> partnerships(store::Reader& r);
Result<PartnershipRow> partnership(store::Reader& r, PartnershipId id);
std::vector<AgencyRow> agencies(store::Reader& r);
Result<AgencyRow> agency(store::Reader& r, AgencyId id);
std::string agency_name(store::Reader& r, AgencyId id);  ///< "Unknown agency" when there is none

/// Errors: BadInput (empty or taken name), Stale.
Result<PartnershipId> put_partnership(store::Writer& w, PartnershipId id, const Partnership& value, std::int64_t expected);
Result<AgencyId> put_agency(store::Writer& w, AgencyId id, const Agency& value, std::int64_t expected);

}  // namespace heed::access

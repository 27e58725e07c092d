// What stands in the place of dates, ages and staff in a review's editions: the page where it is chosen, and the same in words
// wherever an edition is worked on, read or released.
#pragma once

#include "publish/publish.h"
#include "web/components/tables.h"
#include "web/routes.h"

namespace heed::web {

/// Rows of a summary: "Dates", "Ages", "Staff".
std::vector<SummaryRow> policy_rows(const publish::ReplacementPolicy& policy);

void add_policy_routes(Routes& routes);

}  // namespace heed::web

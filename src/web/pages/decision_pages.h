// Scoping requests, the eligibility test and decisions of a review.
#pragma once
#include "web/routes.h"

namespace heed::web {
void add_decision_routes(Routes& routes);
}

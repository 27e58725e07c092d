// Deciding what was found in an edition: one row for each value, decided by keyboard or by forms; its places; what was decided, and the log of
// what an edition replaced.
#pragma once

#include "web/routes.h"

namespace heed::web {

void add_detection_routes(Routes& routes);

}  // namespace heed::web

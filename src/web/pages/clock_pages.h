// The clock of a review: every duty, due and done, and why late.
#pragma once
#include "web/routes.h"

namespace heed::web {
void add_clock_routes(Routes& routes);
}

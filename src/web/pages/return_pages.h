// An agency's own pages of a review: what it is asked for, and its work on it.
#pragma once
#include "web/routes.h"

namespace heed::web {
void add_return_routes(Routes& routes);
}

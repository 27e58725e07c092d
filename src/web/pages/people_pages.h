// The people register of a review: who died, who is suspected of or known for abuse, and everybody else whom the material speaks of, one thing a page.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_people_routes(Routes& routes);
}

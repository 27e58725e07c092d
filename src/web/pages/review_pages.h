// The list of reviews and what stands around every review: its task list, the conflict declaration, who can see what, who
// has access, what was done. The steps have their own files.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_review_routes(Routes& routes);
}

// Who may open a review: roles, people who are kept out, declared conflicts.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_access_routes(Routes& routes);
}

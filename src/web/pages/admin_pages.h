// The installation: accounts and their roles, partnerships, agencies. Nothing here shows review material.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_admin_routes(Routes& routes);
}

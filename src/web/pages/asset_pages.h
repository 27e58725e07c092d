// The stylesheet, scripts and icons, and the two addresses that browsers ask for on their own.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_asset_routes(Routes& routes);
}

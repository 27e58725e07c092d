// Help: the guide of docs/guide as pages, so that what the program says of itself is written once.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_help_routes(Routes& routes);
}

// What a review is set up with: agencies, chair and panel, terms of reference, key lines of enquiry, other proceedings, holds.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_casefile_routes(Routes& routes);
}

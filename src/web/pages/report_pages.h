// The report of a review: its documents and their sections, uploads, frozen versions, sign-offs, export.
#pragma once

#include "web/routes.h"

namespace heed::web {

void add_report_routes(Routes& routes);

}  // namespace heed::web

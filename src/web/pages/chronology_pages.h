// The pages of the combined chronology: the table, taking in an agency's file, one entry, and what may be told twice.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_chronology_routes(Routes& routes);
}  // namespace heed::web

// Quality assurance: the self-check, what was sent to the Home Office, the panel's letters and how each point was answered.
#pragma once

#include "web/routes.h"

namespace heed::web {

void add_assurance_routes(Routes& routes);

}  // namespace heed::web

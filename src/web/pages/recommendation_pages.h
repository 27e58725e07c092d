// Recommendations: what is asked of whom, who was sent it and replied, and what the public may see.
#pragma once

#include "web/routes.h"

namespace heed::web {

void add_recommendation_routes(Routes& routes);

}  // namespace heed::web

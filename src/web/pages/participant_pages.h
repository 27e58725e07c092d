// Family, friends and colleagues who take part: how they can be reached safely, and where they stand on the edition's milestones.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_participant_routes(Routes& routes);
}

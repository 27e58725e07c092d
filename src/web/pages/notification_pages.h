// The notification: starting a review and the questions of its first step, one thing a page.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_notification_routes(Routes& routes);
}

// A partnership's Word template for reports: given, looked at, taken away by an administrator. What a template can say stands in the guide.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_template_routes(Routes& routes);
}

#pragma once

#include "web/routes.h"

namespace heed::web {

/// The library as data: JSON with its OpenAPI description, a DCAT catalogue, the sitemap, the whole file. Public and read-only.
void add_api_routes(Routes& routes);

}  // namespace heed::web

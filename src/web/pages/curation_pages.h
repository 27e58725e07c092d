// Where staff say what becomes of the suggestions that a rule found in published reports: each in its place in the report, accepted,
// rejected or put right, with who said so and when. Everything shown here is published already; who decided is shown to staff by
// name and to the public by role.
#pragma once

#include "web/html.h"
#include "web/routes.h"

namespace heed::web {

void add_curation_routes(Routes& routes);

/// A way to the suggestions of a published document, for whoever may decide about them; empty for anybody else.
Html curation_link(const Context& c, std::string_view edition);

}  // namespace heed::web

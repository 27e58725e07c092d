// What a person of the register is called in everything that is written about them: the choice, suggestions, and what it was before.
#pragma once

#include "web/routes.h"

namespace heed::web {

/// Inside the people register's routes, whose order matters.
void add_pseudonym_routes(Routes& routes);

}  // namespace heed::web

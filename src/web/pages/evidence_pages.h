// Who owes what: asking agencies for returns, reading them, accepting them or sending them back.
#pragma once
#include "web/routes.h"

namespace heed::web {
void add_evidence_routes(Routes& routes);
}

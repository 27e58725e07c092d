// Signing in and out, choosing a password by invitation, and one's own account.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_sign_in_routes(Routes& routes);
}

// Serving: opens the stores of a data folder and answers requests until told to stop. Beside main.cc because it is where the
// web and the command line, which know nothing of each other, are put together.
#pragma once

#include "cli/commands.h"

namespace heed {
int serve(const cli::Args& args);
/// Every route with what it needs, for tests and documentation.
int routes(const cli::Args& args);
}  // namespace heed

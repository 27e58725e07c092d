// Serving: opens the stores of a data folder and answers requests until told to stop.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int serve(const Args& args);
}

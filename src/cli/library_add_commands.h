// `heed library add`.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int library_add(const Args& args);
}

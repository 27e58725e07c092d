// `heed library search`.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int library_search(const Args& args);
}

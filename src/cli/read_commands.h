// `heed read`: what a file says, as text, JSON or HTML, as every other part of Heed would read it.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int read(const Args& args);
}  // namespace heed::cli

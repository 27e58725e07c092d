// `heed chronology merge`: agencies' tables in, one sorted chronology out. No store; nothing of the rows is printed but doubts and places.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int chronology(const Args& args);
}  // namespace heed::cli

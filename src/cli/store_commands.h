// Making, checking and keeping a data folder.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int init(const Args& args);
int demo(const Args& args);
int check(const Args& args);
int backup(const Args& args);
int restore(const Args& args);
}  // namespace heed::cli

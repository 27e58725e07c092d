// `heed convert`: a document of any kind that is read, as one of any kind that is written, with what was lost on the way.
#pragma once

#include "cli/commands.h"

namespace heed::cli {

int convert(const Args& args);

}  // namespace heed::cli

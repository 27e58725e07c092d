// `heed library suggestions` and `heed library withdraw`: a person's word on what was found by rule, and on what is not to stay.
#pragma once

#include "cli/commands.h"

namespace heed::cli {
int library_suggestions(const Args& args);
int library_withdraw(const Args& args);
}

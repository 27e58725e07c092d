#pragma once

#include "cli/commands.h"

namespace heed::cli {
int library_import_dhrd(const Args& args);  ///< heed library import-dhrd DIR --data DIR
int library_code(const Args& args);         ///< heed library code FILE --data DIR …
int library_report(const Args& args);       ///< heed library report --data DIR [TABLE…]
int library_match(const Args& args);        ///< heed library match NAME…
}  // namespace heed::cli

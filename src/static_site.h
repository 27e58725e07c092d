// The public library as plain files that any web server can give out: the same pages, made by the same code, with links that
// work from any folder. Search is as far as such a site can: an index in small pieces, read by the browser; without scripts one
// browses. Filters need a server and are left out; every standing table, record and document is there. Beside main.cc, because
// it puts the web and the command line together.
#pragma once

#include "cli/commands.h"

namespace heed {
int export_library(const cli::Args& args);  ///< heed library export --static DIR --data DIR [--site URL]
}  // namespace heed

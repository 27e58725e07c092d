// Charts of the library's tables as SVG inside the page: no script, no style attribute, nothing fetched. A chart says at a glance
// what the table under it says exactly; it is marked as a picture with a name and one sentence, and never stands alone. A hidden
// number has no bar. What a chart would not make plainer gets none.
#pragma once

#include "library/tables.h"
#include "web/html.h"

namespace heed::web {

/// Empty where a chart would say nothing (no lines, too many lines, nothing covered).
Html chart(const library::MadeTable& table);

}  // namespace heed::web

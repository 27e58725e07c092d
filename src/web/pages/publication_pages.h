// Publication of a review: what blocks it, the anonymised editions with their detections, proof and releases, and withholding.
// Values that could identify somebody are shown to those who work on the edition, and to nobody else.
#pragma once

#include "web/routes.h"

namespace heed::web {
void add_publication_routes(Routes& routes);

/// After a verb that may change how far a cleared recommendation is: the public page says so at once. What fails here is tried again
/// at the next release and whenever Heed starts; the casework stands either way.
void bring_progress_up(Context& c);
}

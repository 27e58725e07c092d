// What anybody may read without signing in: published documents, notices, progress, search and the feed. It reads the library;
// of the casework only a partnership's own public words. Nothing here is logged by words or counted by visitor.
#pragma once

#include "library/library.h"
#include "web/html.h"
#include "web/routes.h"

namespace heed::web {
void add_public_routes(Routes& routes);
/// Blocks of a document as they stand in a page, each with its anchor as id. `anchors` are those of the library; p1, p2, … when empty.
Html document_html(const std::vector<library::Block>& blocks, const std::vector<std::string>& anchors = {});
}

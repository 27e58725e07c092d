#pragma once

#include <functional>

#include "library/tables.h"
#include "web/html.h"
#include "web/routes.h"

namespace heed::web {

/// What published reviews teach: tables under any filter, with charts, downloads and how each figure is made. Public.
void add_learning_routes(Routes& routes);

/// The table that a path's :table and the query ask for: unit, by, intervals and hide are words of their own, everything else is a
/// filter. What is empty counts for nothing. Shared with the API.
Result<library::TableRequest> table_request(const Context& c, std::string_view table);
/// What `make` gives of what is coded, kept as `cached_page` keeps it.
Response cached_data(Context& c, const std::function<Response(const library::CodedData&)>& make);

/// A block of data for machines, which no browser runs: JSON-LD.
Html json_ld(const std::string& json);

}  // namespace heed::web

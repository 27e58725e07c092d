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
/// What `make` gives, made once for each state of what is coded and of which documents there are, and the same for everybody.
/// For somebody who is signed in it is made each time.
Response cached_page(Context& c, const std::function<Response(const library::CodedData&)>& make);
/// The program makes files of its pages: what needs a server (filters, splits) is left out of them. Once, before any page is made.
void make_static_site();

/// A block of data for machines, which no browser runs: JSON-LD.
Html json_ld(const std::string& json);
/// "https://reviews.example" of the request; empty when the request does not say a host that could be one.
std::string site_of(const Context& c);

}  // namespace heed::web

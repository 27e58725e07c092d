// Public pages that are made once for each state of what they show, and then given to everybody as they were made. Somebody who is
// signed in never gets one: their page is made for them each time, and is never kept.
#pragma once

#include <functional>
#include <string_view>

#include "web/routes.h"

namespace heed::web {

/// What `make` gives. `also` is the state of anything beside the library that the page shows; empty when there is nothing.
Response cached_page(Context& c, const std::function<Response()>& make, std::string_view also = {});

/// The handler of a page that shows the library alone, kept.
template <PageHandler handler>
Response cached(Context& c) {
  return cached_page(c, [&] { return handler(c); });
}

/// "https://reviews.example" of the request; empty when the request does not say a host that could be one.
std::string site_of(const Context& c);

}  // namespace heed::web

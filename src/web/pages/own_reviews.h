// A person's own reviews beside a public page: those that the policy lets them see, matched with what the page is about. Only ever on a
// page that is made for somebody who is signed in, which is never kept; what it shows and what was looked for is recorded as read.
// Nothing of it reaches the library, a public page, or an address.
#pragma once

#include "library/library.h"
#include "web/html.h"
#include "web/routes.h"

namespace heed::web {

/// What the public page is about. All of it empty: the person's reviews as they stand.
struct PageAbout {
  std::string words;          ///< a search
  std::string partnership;    ///< of a published document
  library::ReviewKey review;  ///< that the document came from
};

/// "Your reviews", with what of each matches; empty for the public, on a node without casework, and for whoever has no review.
Html own_reviews(const Context& c, const PageAbout& about);

}  // namespace heed::web

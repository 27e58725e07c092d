// The library's search for anybody: results as passages with filters, a feed of each search, the vocabulary, what was found in a
// report by rule, and "made before". Everything works without JavaScript and is in the address; what is searched for is not
// recorded anywhere.
#pragma once

#include "library/library.h"
#include "web/html.h"
#include "web/routes.h"

namespace heed::web {

void add_library_pages(Routes& routes);

/// The search box that stands on public pages.
Html search_form(std::string_view words);

std::string_view plural(library::Suggestion::Kind kind);  ///< "Terms of reference"

/// What was found in a report by rule, labelled as that until a person accepts it, with links to its paragraphs and to "made before". Empty where
/// nothing was.
Html suggestions_html(const library::Library& library, const library::EditionId& edition);

/// What a document is coded by, each value with a link to the others like it. Empty where it is coded by nothing.
Html coded_html(const library::Library& library, const library::EditionId& edition);

/// Recommendations of other reviews much like these words, with what came of them; also for a page of the casework, whose
/// words go nowhere. Empty where there is none.
Html made_before_html(const library::Library& library, std::string_view words, const library::ReviewKey& but, const library::EditionId& nor = {},
                      bool recommendations = true);

}  // namespace heed::web

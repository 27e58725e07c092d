// What the pages of publication share: where an edition's pages are, the way back from them, and how its parts are called.
#pragma once

#include <string>
#include <vector>

#include "publish/publish.h"
#include "web/pages/layout.h"

namespace heed::web {

/// "/reviews/…/publication/<edition>/<rest>"
std::string edition_address(const Context& c, const publish::EditionRow& e, std::string_view rest = {});
/// From the reviews to the publication page, and to the edition where one is given.
std::vector<Crumb> publication_crumbs(const Context& c, const publish::EditionRow* e = nullptr);
/// The edition that the path names, of the route's review.
Result<publish::EditionRow> edition_of(Context& c);
inline bool is_worked_on(const publish::Edition& e) { return e.state == publish::EditionState::Working || e.state == publish::EditionState::Finalised; }

/// What detections of a kind are called together: "Names of people".
std::string detections_of_kind(std::string_view kind);

}  // namespace heed::web

// Findings by key line of enquiry with the entries that support them, and the lessons that answer them.
#pragma once

#include "web/forms.h"

namespace heed::web {

void add_findings_routes(Routes& routes);

/// The agencies of a review, as choices: what findings, recommendations and actions may name.
std::vector<Option> agency_options(store::Reader& r, ReviewId review);
/// Ids as form values, and back; what is no id is left out.
template <class IdT>
std::vector<std::string> id_texts(const std::vector<IdT>& ids) {
  std::vector<std::string> out;
  for (const auto& id : ids) out.push_back(id.text());
  return out;
}
template <class IdT>
std::vector<IdT> ids_of(const std::vector<std::string>& texts) {
  std::vector<IdT> out;
  for (const auto& text : texts)
    if (auto id = IdT::parse(text)) out.push_back(*id);
  return out;
}
/// A text cut at a word, for choices and tables.
std::string shortened(const std::string& text, std::size_t most = 120);

}  // namespace heed::web

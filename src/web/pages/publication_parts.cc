#include "web/pages/publication_parts.h"

namespace heed::web {

std::string edition_address(const Context& c, const publish::EditionRow& e, std::string_view rest) {
  std::string out = c.here("publication/" + e.id.text());
  if (!rest.empty()) out += "/" + std::string(rest);
  return out;
}

std::vector<Crumb> publication_crumbs(const Context& c, const publish::EditionRow* e) {
  std::vector<Crumb> out = {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Publication", .href = c.here("publication")}};
  if (e) out.push_back({.text = e->value.title, .href = edition_address(c, *e)});
  return out;
}

Result<publish::EditionRow> edition_of(Context& c) {
  return c.store().read([&](store::Reader& r) { return publish::edition(r, c.review->id, c.id<publish::EditionId>("edition")); });
}

std::string detections_of_kind(std::string_view kind) {
  if (kind == "person") return "Names of people";
  if (kind == "place") return "Places";
  if (kind == "address") return "Addresses";
  if (kind == "organisation") return "Organisations";
  if (kind == "date") return "Dates";
  if (kind == "age") return "Ages";
  if (kind == "identifier") return "Numbers and references";
  if (kind == "contact") return "Contact details";
  if (kind == "demographic") return "Sex and other characteristics of children";
  if (kind == "quantity") return "Quantities";
  return "Other";
}

}  // namespace heed::web

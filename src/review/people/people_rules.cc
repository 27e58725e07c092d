#include <cctype>

#include "review/people/people.h"

namespace heed::review {

std::string_view words(Stage stage) {
  switch (stage) {
    case Stage::Notified: return "Notified";
    case Stage::Deciding: return "Scoping and decision";
    case Stage::NotReviewed: return "Not reviewed";
    case Stage::Casefile: return "Setting up";
    case Stage::Evidence: return "Gathering evidence";
    case Stage::Analysis: return "Findings and lessons";
    case Stage::Report: return "Report";
    case Stage::Assurance: return "Quality assurance";
    case Stage::Publication: return "Publication";
    case Stage::Published: return "Published";
    case Stage::Withheld: return "Withheld";
    case Stage::Closed: return "Closed";
  }
  return "";
}

std::string title(const Review& review) {
  return review.pseudonym.empty() ? review.reference : review.pseudonym + " (" + review.reference + ")";
}

access::Thing thing_of(const ReviewRow& row, AgencyId agency) {
  return {row.value.responsible, row.value.operating, row.id, agency};
}
store::Place place_of(const ReviewRow& row, AgencyId agency) { return {row.value.responsible, row.id, agency}; }

bool has_role(const Person& person, std::string_view role) {
  return std::any_of(person.roles.begin(), person.roles.end(), [&](const PersonRole& r) { return r.role == role; });
}

}  // namespace heed::review

// What the makers of the demonstration share: the stores, the people who act, and a short way to run a verb that must succeed.
#pragma once

#include <stdexcept>

#include "access/accounts.h"
#include "library/library.h"
#include "review/casefile/casefile.h"
#include "review/guidance/edition.h"
#include "review/people/people.h"
#include "store/store.h"

namespace heed::demo {

/// A refusal here is a fault of the demonstration: it says so and stops.
template <class T>
T must(Result<T> result, std::string_view verb = {}) {
  if (!result.ok()) {
    std::string words = std::string(verb) + " " + result.error().message;
    for (const auto& field : result.error().fields) words += " [" + field.field + ": " + field.message + "]";
    throw std::runtime_error("the demonstration could not be made: " + words);
  }
  return std::move(result).value();
}
inline void must(Result<void> result, std::string_view verb = {}) {
  if (!result.ok()) {
    std::string words = std::string(verb) + " " + result.error().message;
    for (const auto& field : result.error().fields) words += " [" + field.field + ": " + field.message + "]";
    throw std::runtime_error("the demonstration could not be made: " + words);
  }
}

struct Scene {
  store::Store& store;
  library::Library& library;
  const guidance::Editions& editions;
  Clock& clock;
  std::filesystem::path data;

  PartnershipId northmere, westhaven;
  AgencyId police, health, housing, probation, lantern, council;
  AccountId administrator, coordinator, csp_chair, independent_chair, panel, police_author, health_author, housing_author, auditor,
      approver, other_coordinator, excluded;

  Day today() const { return clock.today(); }
  Day ago(int days) const { return add_days(clock.today(), -days); }
  const guidance::Edition& edition() const { return editions.for_new_review("england", clock.today()); }
  access::Actor as(AccountId id) const {
    return store.read([&](store::Reader& r) { return must(access::actor(r, id)); });
  }
  /// Runs one verb as somebody.
  template <class F>
  auto act(AccountId id, std::string_view verb, F&& body) {
    const auto actor = as(id);
    return must(store.write({id}, verb, [&](store::Writer& w) { return body(w, actor); }), verb);
  }
};

inline UncertainDate date(const Scene& s, std::string_view typed) { return must(UncertainDate::parse(typed, s.today())); }

/// People, bodies, roles.
void make_people(Scene& s);

/// A person of a review's register, in a few words.
struct Sketch {
  std::string name, role, pseudonym, born, died, address;
  std::vector<std::pair<std::string, std::string>> other_names;   ///< kind, name
  std::vector<std::pair<std::string, std::string>> identifiers;   ///< kind, value
  std::string status;
  std::string staff_role;
};
review::PersonId add_person(Scene& s, ReviewId review, const Sketch& sketch);

/// A review that has been notified, with its people; everybody who has a role in it has declared.
struct Start {
  std::string reference, manner, told;
  PartnershipId responsible, operating;
  std::vector<Sketch> people;
  std::string current = "none", former = "not_known";   ///< how the first person and the second were connected
};
ReviewId start_review(Scene& s, const Start& start);
void declare_all(Scene& s, ReviewId review);
void decide(Scene& s, ReviewId review, const std::string& kind, const std::string& reason, int days_ago);
/// Agencies, chair, panel, terms of reference and two key lines.
void set_up(Scene& s, ReviewId review, const std::string& from, const std::string& until);
/// Requests, and the three agencies' chronologies taken in from the files beside the data.
void gather(Scene& s, ReviewId review, bool all_returned);
void add_entries(Scene& s, ReviewId review, int count);
/// Findings, lessons, recommendations, actions; the report frozen and signed; the panel's letter where `letter`.
void write_up(Scene& s, ReviewId review, bool letter);
void publish_summary(Scene& s, ReviewId review);
void withhold_all(Scene& s, ReviewId review);

/// Writes the agencies' files: police.xlsx, health.docx, housing.csv.
void write_agency_files(const std::filesystem::path& folder);

}  // namespace heed::demo

// The people register of a review: who died, who is suspected of or known for abuse towards them, children and others whom
// the material speaks of. It is what the anonymiser and the proof work from. Participants (family and friends who take
// part) are not here: they are kept apart, in casefile.
#pragma once

#include "review/people/review.h"

namespace heed::review {

struct PersonTag; using PersonId = Id<PersonTag>;
struct ConnectionTag; using ConnectionId = Id<ConnectionTag>;

/// A role that a person has in the review; dated, because it may change.
struct PersonRole {
  std::string role;      ///< "died", "suspected" (suspected of, or known for, abuse towards them), "child", "family", "staff", "other"
  UncertainDate from, until;
  std::string note;
};
HEED_STORABLE(PersonRole)

/// Another name that somebody is or was known by.
struct OtherName {
  std::string kind;      ///< "nickname", "former_name", "variant"
  PersonalText name;
};
HEED_STORABLE(OtherName)

struct Address {
  PersonalText text;     ///< lines as written
  std::string kind;      ///< "home", "refuge", "work", "school", "practice", "other"
  UncertainDate from, until;
};
HEED_STORABLE(Address)

struct Identifier {
  std::string kind;      ///< "nhs", "nino", "phone", "email", "reference"
  PersonalText value;
};
HEED_STORABLE(Identifier)

/// What was said of a protected characteristic: an answer, or one of "not known", "not asked", "not recorded", "withheld".
struct Characteristic {
  std::string kind;      ///< "sex", "ethnicity", "nationality", "religion", "disability", "sexual_orientation", "gender_identity", "language", "pregnancy"
  std::string answer;    ///< "value", "not_known", "not_asked", "not_recorded", "withheld"
  std::string value;
};
HEED_STORABLE(Characteristic)

struct Person {
  PersonalText name;                     ///< full name; may be empty while it is not known
  std::vector<PersonRole> roles;
  std::vector<OtherName> other_names;
  UncertainDate born, died;
  std::vector<Address> addresses;
  std::vector<Identifier> identifiers;
  std::vector<Characteristic> characteristics;
  std::string pseudonym;                 ///< never a name of anyone in the register, never reused in the partnership
  std::string pseudonym_chosen_by;       ///< "the family, with their advocate"
  std::string pseudonym_agreed_by;
  std::string status;                    ///< of somebody suspected: "alive", "died", "not_known", "acquitted", "convicted", "charged", "not_charged"
  std::string staff_role;                ///< of staff: "health visitor", what the report calls them
  std::string notes;                     ///< may be disclosed
  int number = 0;                        ///< 1, 2, … in the order in which they were entered; given by `put_person`, never changed
};
HEED_STORABLE(Person)

/// How two people of the register were connected: current and former are separate answers, whatever the sex or sexuality.
struct Connection {
  PersonId from, to;                     ///< `from` is the … of `to`
  std::string current;                   ///< code: "partner", "spouse", "parent", "child", "sibling", "relative", "household", "none", …, or "not_known"
  std::string former;                    ///< code, as above; "none" where there was nothing before
  std::string note;
};
HEED_STORABLE(Connection)

using PersonRow = store::Row<PersonId, Person>;
using ConnectionRow = store::Row<ConnectionId, Connection>;

bool has_role(const Person& person, std::string_view role);
/// What a person is called on pages that do not show real names: pseudonym, else the role with a letter: "the person who died",
/// "person B". Stable within a review.
std::string known_as(store::Reader& r, const PersonRow& person);

std::vector<PersonRow> people(store::Reader& r, ReviewId review);  ///< in the order in which they were entered
Result<PersonRow> person(store::Reader& r, PersonId id);
std::vector<ConnectionRow> connections(store::Reader& r, ReviewId review);
/// What everybody else is called in all reviews of a partnership.
std::vector<std::string> pseudonyms_of_others(store::Reader& r, PartnershipId partnership, PersonId person);

/// A pseudonym that somebody had or has: who gave it, and when.
struct PseudonymChange {
  Instant at{};
  AccountId by;
  std::string pseudonym, chosen_by, agreed_by;  ///< the pseudonym empty: it was taken away
};
std::vector<PseudonymChange> pseudonym_history(store::Store& store, ReviewId review, PersonId person);  ///< oldest first

/// Errors: Forbidden, NotFound, Stale; BadInput when a pseudonym is somebody's name in the register or is used in another review
/// of the partnership.
Result<PersonId> put_person(store::Writer& w, const access::Actor& actor, ReviewId review, PersonId id, const Person& value, std::int64_t expected);
Result<void> drop_person(store::Writer& w, const access::Actor& actor, PersonId id, std::int64_t expected);
Result<ConnectionId> put_connection(store::Writer& w, const access::Actor& actor, ReviewId review, ConnectionId id, const Connection& value, std::int64_t expected);
Result<void> drop_connection(store::Writer& w, const access::Actor& actor, ConnectionId id, std::int64_t expected);

}  // namespace heed::review

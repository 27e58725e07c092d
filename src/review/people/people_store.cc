// The shelves of reviews, their people and how those were connected.
#include <cctype>

#include "base/ascii.h"
#include "review/people/people.h"

namespace heed::review {

HEED_MEMBERS(PersonRole, role, from, until, note)
HEED_MEMBERS(OtherName, kind, name)
HEED_MEMBERS(Address, text, kind, from, until)
HEED_MEMBERS(Identifier, kind, value)
HEED_MEMBERS(Characteristic, kind, answer, value)
HEED_MEMBERS(Person, name, roles, other_names, born, died, addresses, identifiers, characteristics, pseudonym, pseudonym_chosen_by,
             pseudonym_agreed_by, status, staff_role, notes, number)
HEED_MEMBERS(Connection, from, to, current, former, note)
HEED_MEMBERS(Review, reference, pseudonym, edition, responsible, operating, stage, origin, public_id)

namespace {

using store::Value;

const store::Shelf<ReviewId, Review> kReviews{
    "review",
    {{"reference", [](const Json& b) -> Value { return b.value("reference", std::string()); }}},
    {"reference", "partnership"}};
const store::Shelf<PersonId, Person> kPeople{
    "person",
    {{"pseudonym", [](const Json& b) -> Value { return b.value("pseudonym", std::string()); }},
     {"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}},
    {"review, number", "partnership, pseudonym"}};
const store::Shelf<ConnectionId, Connection> kConnections{"connection", {}, {"review"}};

/// Everybody of a review in the order in which they were entered: a change must not move somebody, for letters go by it.
std::vector<PersonRow> everybody(store::Reader& r, ReviewId review_id) {
  return kPeople.list(r, {"review = ?", {review_id.text()}, "number, id"});
}

bool has_word(const std::string& text, const std::string& word) {
  const auto all = lower_ascii(text);
  const auto wanted = lower_ascii(word);
  for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
    const bool starts = at == 0 || !std::isalpha(static_cast<unsigned char>(all[at - 1]));
    const auto end = at + wanted.size();
    const bool ends = end == all.size() || !std::isalpha(static_cast<unsigned char>(all[end]));
    if (starts && ends) return true;
  }
  return false;
}

}  // namespace

std::vector<ReviewRow> reviews(store::Reader& r) { return kReviews.list(r, {"", {}, "reference, id"}); }
Result<ReviewRow> review(store::Reader& r, ReviewId id) { return kReviews.need(r, id); }

Result<ReviewId> put_review(store::Writer& w, ReviewId id, const Review& value, std::int64_t expected) {
  if (value.reference.empty()) return bad_field("reference", "Enter a reference for the review");
  if (value.reference.size() > 40) return bad_field("reference", "The reference must be 40 characters or fewer");
  for (const auto& other : kReviews.list(w, {"reference = ?", {value.reference}}))
    if (other.id != id && other.value.responsible == value.responsible)
      return bad_field("reference", "Another review of this partnership has this reference");
  HEED_TRY(kReviews.put(w, id, {value.responsible, id, {}}, value, expected));
  return id;
}

Result<void> move_to(store::Writer& w, ReviewId id, Stage stage, Back back) {
  HEED_ASSIGN(auto row, kReviews.need(w, id));
  if (row.value.stage == stage || (back == Back::Refused && int(stage) < int(row.value.stage))) return {};
  row.value.stage = stage;
  return kReviews.put(w, id, row.place, row.value, row.version);
}

std::string next_reference(store::Reader& r, PartnershipId partnership, int year) {
  std::string initials;
  if (auto row = access::partnership(r, partnership); row.ok()) {
    bool start = true;
    for (char c : row->value.name) {
      if (std::isupper(static_cast<unsigned char>(c)) && start) initials += c;
      start = !std::isalpha(static_cast<unsigned char>(c));
    }
  }
  if (initials.empty()) initials = "R";
  initials = initials.substr(0, 3);
  for (int n = 1;; ++n) {
    auto reference = fmt::format("{}-{}-{:02}", initials, year, n);
    if (kReviews.count(r, {"reference = ? AND partnership = ?", {reference, partnership.text()}}) == 0) return reference;
  }
}

Result<ReviewRow> open(store::Reader& r, const access::Actor& actor, access::Action action, ReviewId id, AgencyId agency) {
  HEED_ASSIGN(auto row, kReviews.need(r, id));
  const auto thing = thing_of(row, agency);
  if (access::allowed(actor, action, thing)) return row;
  // Whoever may not even see the review is told nothing of it.
  if (!access::allowed(actor, access::Action::ViewReview, thing)) return not_found();
  HEED_TRY(access::require(actor, action, thing));
  return row;
}

std::vector<PersonRow> people(store::Reader& r, ReviewId review_id) { return everybody(r, review_id); }
Result<PersonRow> person(store::Reader& r, PersonId id) { return kPeople.need(r, id); }
std::vector<ConnectionRow> connections(store::Reader& r, ReviewId review_id) { return kConnections.of(r, review_id); }

std::vector<std::string> pseudonyms_of_others(store::Reader& r, PartnershipId partnership, PersonId person) {
  std::vector<std::string> out;
  for (const auto& row : kPeople.list(r, {"partnership = ? AND pseudonym <> ''", {partnership.text()}}))
    if (row.id != person) out.push_back(row.value.pseudonym);
  return out;
}

std::vector<PseudonymChange> pseudonym_history(store::Store& store, ReviewId review, PersonId person) {
  std::vector<PseudonymChange> out;
  for (const auto& version : store.history(kPeople, person.any(), store::Stream::of(review))) {
    if (!version.body) continue;
    const auto p = version.body->get<Person>();
    const PseudonymChange now{version.record.at, version.record.actor, p.pseudonym, p.pseudonym_chosen_by, p.pseudonym_agreed_by};
    if (out.empty() ? now.pseudonym.empty() : now.pseudonym == out.back().pseudonym && now.chosen_by == out.back().chosen_by && now.agreed_by == out.back().agreed_by) continue;
    out.push_back(now);
  }
  return out;
}

std::string known_as(store::Reader& r, const PersonRow& row) {
  if (!row.value.pseudonym.empty()) return row.value.pseudonym;
  if (!row.value.staff_role.empty()) return row.value.staff_role;
  if (has_role(row.value, "died")) {
    int died = 0;
    for (const auto& other : everybody(r, row.place.review)) died += has_role(other.value, "died");
    if (died == 1) return "the person who died";
  }
  const int number = row.value.number;
  if (number >= 1 && number <= 26) return std::string("person ") + char('A' + number - 1);
  return fmt::format("person {}", number);
}

Result<PersonId> put_person(store::Writer& w, const access::Actor& actor, ReviewId review_id, PersonId id, const Person& value,
                            std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditPeople, review_id));
  if (const auto before = kPeople.find(w, id); before && before->place.review != review_id) return not_found();
  if (!value.pseudonym.empty()) {
    for (const auto& other : everybody(w, review_id)) {
      if (has_word(other.value.name.reveal(), value.pseudonym))
        return bad_field("pseudonym", "The pseudonym is part of the real name of somebody in the register. Choose another");
      for (const auto& name : other.value.other_names)
        if (has_word(name.name.reveal(), value.pseudonym))
          return bad_field("pseudonym", "The pseudonym is a name of somebody in the register. Choose another");
      if (other.id != id && lower_ascii(other.value.pseudonym) == lower_ascii(value.pseudonym))
        return bad_field("pseudonym", "Somebody else in this review has this pseudonym");
    }
    if (has_word(value.name.reveal(), value.pseudonym))
      return bad_field("pseudonym", "The pseudonym is part of the person's real name. Choose another");
    for (const auto& other : kPeople.list(w, {"partnership = ? AND lower(pseudonym) = ?", {in.value.responsible.text(), lower_ascii(value.pseudonym)}}))
      if (other.place.review != review_id)
        return bad_field("pseudonym", "This pseudonym was used in another review of the partnership. Choose another");
  }
  for (const auto& name : value.other_names)
    if (!value.pseudonym.empty() && has_word(name.name.reveal(), value.pseudonym))
      return bad_field("pseudonym", "The pseudonym is another name of this person. Choose another");
  // A real name that comes later must not be what somebody is called already: readers could not tell the two apart.
  for (const auto& other : everybody(w, review_id)) {
    if (other.id == id || other.value.pseudonym.empty()) continue;
    bool collides = has_word(value.name.reveal(), other.value.pseudonym);
    for (const auto& name : value.other_names) collides = collides || has_word(name.name.reveal(), other.value.pseudonym);
    if (collides) return bad_field("name", "Part of this name is the pseudonym of somebody in the review. Agree another pseudonym for them first");
  }
  if (!value.born.empty() && !value.died.empty() && value.died.latest() < value.born.earliest())
    return bad_field("died", "The person died before they were born. Check both dates");
  auto kept = value;
  const auto before = kPeople.find(w, id);
  if (before) kept.number = before->value.number;
  else {
    kept.number = 1;
    for (const auto& other : everybody(w, review_id)) kept.number = std::max(kept.number, other.value.number + 1);
  }
  HEED_TRY(kPeople.put(w, id, place_of(in), kept, expected));
  if (has_role(value, "died") && in.value.pseudonym != value.pseudonym) {
    // The review is called by the pseudonym of the first person who died.
    bool first = true;
    for (const auto& other : everybody(w, review_id))
      if (has_role(other.value, "died")) {
        first = other.id == id;
        break;
      }
    if (first) {
      in.value.pseudonym = value.pseudonym;
      HEED_TRY(kReviews.put(w, in.id, in.place, in.value, in.version));
    }
  }
  return id;
}

Result<void> drop_person(store::Writer& w, const access::Actor& actor, PersonId id, std::int64_t expected) {
  HEED_ASSIGN(auto row, kPeople.need(w, id));
  HEED_TRY(open(w, actor, access::Action::EditPeople, row.place.review));
  for (const auto& c : kConnections.of(w, row.place.review))
    if (c.value.from == id || c.value.to == id) HEED_TRY(kConnections.drop(w, c.id, store::kAnyVersion));
  return kPeople.drop(w, id, expected);
}

Result<ConnectionId> put_connection(store::Writer& w, const access::Actor& actor, ReviewId review_id, ConnectionId id,
                                    const Connection& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditPeople, review_id));
  for (const auto& end : {value.from, value.to}) {
    HEED_ASSIGN(auto row, kPeople.need(w, end));
    if (row.place.review != review_id) return not_found();
  }
  if (value.from == value.to) return bad_field("to", "Choose two different people");
  if (const auto before = kConnections.find(w, id); before && before->place.review != review_id) return not_found();
  HEED_TRY(kConnections.put(w, id, place_of(in), value, expected));
  return id;
}

Result<void> drop_connection(store::Writer& w, const access::Actor& actor, ConnectionId id, std::int64_t expected) {
  HEED_ASSIGN(auto row, kConnections.need(w, id));
  HEED_TRY(open(w, actor, access::Action::EditPeople, row.place.review));
  return kConnections.drop(w, id, expected);
}

}  // namespace heed::review

// The anonymiser's register, from what the review knows of people.
#include "publish/publish_shelves.h"
#include "review/casefile/casefile.h"

#include "anonymise/dates.h"

namespace heed::publish {

namespace {

using anonymise::Listed;
using anonymise::ListedKind;

/// Reads what the register needs of participants. The program itself asks, whoever makes an edition: the register must be the same for
/// everybody, and what is read goes into searching alone.
access::Actor program_of(const review::ReviewRow& in) {
  access::Actor out;
  out.memberships.push_back({.role = access::Role::Coordinator, .partnership = in.value.responsible});
  out.declared_for.push_back(in.id);
  return out;
}

class Builder {
 public:
  explicit Builder(BuiltRegister& out) : out_(out) {}
  void list(const std::string& person, ListedKind kind, const std::string& value, const std::string& replacement, const std::string& whose) {
    if (value.find_first_not_of(" \t\r\n") == std::string::npos) return;
    if (out_.reg.add({person, kind, PersonalText(value), replacement}).ok()) return;
    // A number that is not what it was entered as is still somebody's: it is searched for as it stands.
    if (out_.reg.add({person, ListedKind::Other, PersonalText(value), replacement}).ok()) return;
    out_.unusable.push_back(fmt::format("{}: {}", whose, anonymise::word(kind)));
  }

 private:
  BuiltRegister& out_;
};

std::string exact_day(const UncertainDate& date) {
  if (date.empty() || (date.precision() != DatePrecision::Day && date.precision() != DatePrecision::Minute)) return {};
  return date.edtf().substr(0, 10);
}

std::string in_place_of(const review::Address& address) {
  if (address.kind == "home") return "a home address";
  if (address.kind == "refuge") return "a place of safety";
  if (address.kind == "work") return "a place of work";
  if (address.kind == "school") return "a school";
  if (address.kind == "practice") return "a GP practice";
  return "";
}

ListedKind kind_of(const review::Identifier& id) {
  if (id.kind == "nhs") return ListedKind::Nhs;
  if (id.kind == "nino") return ListedKind::Nino;
  if (id.kind == "phone") return ListedKind::Phone;
  if (id.kind == "email") return ListedKind::Email;
  if (id.kind == "reference") return ListedKind::Reference;
  return ListedKind::Other;
}

std::string in_place_of(const review::Participant& p) {
  if (p.group == "family") return "a member of the family";
  if (p.group == "friend") return "a friend";
  if (p.group == "colleague") return "a colleague";
  if (p.group == "ex_partner") return "a former partner";
  if (p.group == "neighbour") return "a neighbour";
  return "somebody who took part";
}

}  // namespace

std::string stands_for(const review::Person& p) {
  if (!p.pseudonym.empty()) return p.pseudonym;
  return p.staff_role.empty() ? std::string() : "the " + p.staff_role;
}

BuiltRegister build_register(store::Reader& r, const review::ReviewRow& in, Unnamed unnamed) {
  BuiltRegister out;
  Builder b(out);
  for (const auto& row : review::people(r, in.id)) {
    const auto& p = row.value;
    const std::string key = row.id.text();
    const std::string whose = review::known_as(r, row);
    const bool child = review::has_role(p, "child");
    std::string instead = stands_for(p);
    if (instead.empty() && unnamed == Unnamed::ByPart) instead = whose;
    if (instead.empty() && child) instead = "a child";
    if (child) out.reg.mark_child(key);
    if (!instead.empty()) (void)out.reg.add({key, ListedKind::Pseudonym, PersonalText(instead), instead});
    b.list(key, ListedKind::Name, p.name.reveal(), instead, whose);
    for (const auto& other : p.other_names)
      b.list(key, other.kind == "nickname" ? ListedKind::Nickname : other.kind == "former_name" ? ListedKind::FormerName : ListedKind::Name,
             other.name.reveal(), instead, whose);
    b.list(key, ListedKind::DateOfBirth, exact_day(p.born), "", whose);
    b.list(key, ListedKind::DateOfDeath, exact_day(p.died), "", whose);
    for (const auto& address : p.addresses) b.list(key, ListedKind::Address, address.text.reveal(), in_place_of(address), whose);
    for (const auto& id : p.identifiers) b.list(key, kind_of(id), id.value.reveal(), "", whose);
  }
  if (auto rows = review::participants(r, program_of(in), in.id); rows.ok()) {
    for (const auto& row : *rows) {
      const std::string key = row.id.text(), instead = in_place_of(row.value);
      b.list(key, ListedKind::Name, row.value.name.reveal(), instead, "somebody who takes part");
      const auto& contact = row.value.contact.reveal();
      b.list(key, contact.find('@') != contact.npos ? ListedKind::Email : ListedKind::Other, contact, "[contact removed]", "somebody who takes part");
    }
  } else {
    out.unusable.push_back("the participants could not be read");
  }
  // Agencies are named; a practice, a school and a refuge are called what they are.
  const auto body = [&](const std::string& name, std::string_view kind) {
    if (kind == "gp") b.list("", ListedKind::Agency, name, "a GP practice", "an agency");
    else if (kind == "education") b.list("", ListedKind::Agency, name, "a place of education", "an agency");
    else if (anonymise::is_refuge(name)) b.list("", ListedKind::Agency, name, "a place of safety", "an agency");
    else out.reg.allow(name);
  };
  for (const auto& row : review::appointments(r, in.id)) {
    out.reg.allow(row.value.name.reveal());
    body(row.value.organisation, {});
    out.reg.allow(row.value.post);
  }
  for (const auto& row : review::agencies_of_review(r, in.id))
    if (const auto agency = access::agency(r, row.value.agency); agency.ok()) body(agency->value.name, agency->value.kind);
  for (const auto& row : allowed_names(r, in.id)) out.reg.allow(row.value.name.reveal());
  for (const auto id : {in.value.responsible, in.value.operating})
    if (auto body = access::partnership(r, id); body.ok()) out.reg.allow(body->value.name);
  return out;
}

std::string death_month(store::Reader& r, ReviewId review_id) {
  std::string out;
  for (const auto& row : review::people(r, review_id)) {
    if (!review::has_role(row.value, "died") || row.value.died.empty()) continue;
    const auto& edtf = row.value.died.edtf();
    if (edtf.size() < 7 || edtf[4] != '-' || row.value.died.precision() == DatePrecision::Season) continue;
    const int year = std::atoi(edtf.substr(0, 4).c_str()), month = std::atoi(edtf.substr(5, 2).c_str());
    if (year < 1900 || month < 1 || month > 12) continue;
    const auto words = anonymise::month_and_year({year, month, 1});
    if (!out.empty() && out != words) return {};  // deaths in two months: neither stands for the review
    out = words;
  }
  return out;
}

}  // namespace heed::publish

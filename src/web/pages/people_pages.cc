#include "web/pages/people_pages.h"

#include "review/people/people.h"
#include "web/pages/options.h"
#include "web/pages/pseudonym_pages.h"

namespace heed::web {

namespace {

using review::Person;
using review::PersonId;
using review::PersonRow;

const std::vector<Option> kRoles = {{"died", "Died"},
                                    {"suspected", "Suspected of, or known for, abuse towards the person who died", "Only this: whether anybody did wrong is for others to find."},
                                    {"child", "Child"},
                                    {"family", "Family"},
                                    {"staff", "Worked for an agency"},
                                    {"other", "Somebody else"}};
const std::vector<Option> kNameKinds = {{"nickname", "Nickname"}, {"former_name", "Former name"}, {"variant", "Another spelling or order"}};
const std::vector<Option> kAddressKinds = {{"home", "Home"}, {"refuge", "Refuge", "Never named in anything published, not even its area."},
                                           {"work", "Work"}, {"school", "School"}, {"practice", "GP practice"}, {"other", "Other"}};
const std::vector<Option> kIdentifierKinds = {{"nhs", "NHS number"}, {"nino", "National Insurance number"}, {"phone", "Telephone number"},
                                              {"email", "Email address"}, {"reference", "Reference of an agency"}};
const std::vector<Option> kCharacteristics = {{"sex", "Sex"}, {"ethnicity", "Ethnicity"}, {"nationality", "Nationality"}, {"language", "First language"},
                                              {"religion", "Religion or belief"}, {"disability", "Disability"}, {"sexual_orientation", "Sexual orientation"},
                                              {"gender_identity", "Gender identity"}, {"pregnancy", "Pregnancy or maternity"}};
const std::vector<Option> kAnswers = {{"value", "There is an answer"}, {"not_known", "Not known"}, {"not_asked", "Not asked"},
                                      {"not_recorded", "Not recorded"}, {"withheld", "Withheld"}};
const std::vector<Option> kStatus = {{"alive", "Alive, and nothing has been decided"}, {"died", "Died"}, {"charged", "Charged"}, {"not_charged", "Not charged"},
                                     {"convicted", "Convicted"}, {"acquitted", "Acquitted"}, {"not_known", "Not known"}};
const std::vector<Option> kConnections = {{"spouse", "Spouse or civil partner"}, {"partner", "Partner"}, {"parent", "Parent"}, {"child", "Child"},
                                          {"sibling", "Brother or sister"}, {"grandparent", "Grandparent"}, {"grandchild", "Grandchild"},
                                          {"relative", "Another relative"}, {"household", "Member of the same household"}, {"carer", "Carer"},
                                          {"friend", "Friend"}, {"neighbour", "Neighbour"}, {"colleague", "Colleague"}, {"other", "Something else"},
                                          {"none", "Nothing"}, {"not_known", "Not known"}};

struct Seen {
  PersonRow row;
  std::string called;
};

/// The person in the path, of this review.
Result<Seen> seen(Context& c) {
  return c.store().read([&](store::Reader& r) -> Result<Seen> {
    HEED_ASSIGN(auto row, review::person(r, c.id<PersonId>("person")));
    if (row.place.review != c.review->id) return not_found();
    auto called = review::known_as(r, row);
    return Seen{std::move(row), std::move(called)};
  });
}

std::string path_of(const Context& c, PersonId id, std::string_view rest = {}) {
  std::string out = c.here("people/" + id.text());
  if (!rest.empty()) out += '/' + std::string(rest);
  return out;
}

std::vector<Crumb> crumbs(const Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "People", .href = c.here("people")}};
}

Html about(const std::string& called) { return html("<p class=\"govuk-body\">About <strong>{}</strong>.</p>", called); }

std::string role_words(const Person& person) {
  std::string out;
  for (const auto& role : person.roles) {
    std::string one = role.role == "suspected" ? "Suspected of, or known for, abuse" : words_of(kRoles, role.role);
    if (!role.from.empty()) one += " from " + role.from.understood();
    if (!role.until.empty()) one += " until " + role.until.understood();
    out += (out.empty() ? "" : "; ") + one;
  }
  return out;
}

Result<std::string> save_person(Context& c, const PersonRow& row, const Person& value, std::int64_t expected) {
  auto done = c.store().write(c.who(), "people.change", [&](store::Writer& w) { return review::put_person(w, *c.actor, c.review->id, row.id, value, expected); });
  if (!done.ok()) return done.error();
  return with_done(path_of(c, row.id), "saved");
}

/// An editing page of one part of a person.
Response part(Context& c, std::string title, const FormOf<Person>& form, Html before = {}) {
  auto s = seen(c);
  if (!s.ok()) return error_page(c, s.error());
  FormPage page{.title = std::move(title), .before = about(s->called) + before, .cancel = path_of(c, s->row.id), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, s->row.value, s->row.version,
              [&](const Person& value, std::int64_t expected) { return save_person(c, s->row, value, expected); });
}

/// An editing page of one item of a list that a person has; one past the end adds.
template <class Item>
Response item_part(Context& c, std::string title, std::vector<Item> Person::*list, const FormOf<Item>& form, Html before = {}) {
  auto s = seen(c);
  if (!s.ok()) return error_page(c, s.error());
  auto& items = s->row.value.*list;
  const auto n = place_in_list(c.captures["n"], items.size());
  if (!n) return error_page(c, not_found());
  const bool is_new = *n == items.size();
  FormPage page{.title = std::move(title), .before = about(s->called) + before, .cancel = path_of(c, s->row.id), .breadcrumbs = crumbs(c)};
  if (!is_new) page.before += link_line(c.request.path + "/remove", "Remove this instead");
  return edit(c, page, form, is_new ? Item{} : items[*n], s->row.version, [&](const Item& item, std::int64_t expected) {
    Person value = s->row.value;
    auto& kept = value.*list;
    if (is_new) kept.push_back(item); else kept[*n] = item;
    return save_person(c, s->row, value, expected);
  });
}

template <class Item>
Response item_remove(Context& c, std::string title, std::vector<Item> Person::*list) {
  auto s = seen(c);
  if (!s.ok()) return error_page(c, s.error());
  const auto n = place_in_list(c.captures["n"], (s->row.value.*list).size());
  if (!n || *n == (s->row.value.*list).size()) return error_page(c, not_found());
  FormPage page{.title = std::move(title), .before = about(s->called) + para("It stays in the history."), .button = "Remove", .cancel = path_of(c, s->row.id), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<Person>{}, s->row.value, s->row.version, [&](Person value, std::int64_t expected) {
    (value.*list).erase((value.*list).begin() + std::ptrdiff_t(*n));
    return save_person(c, s->row, value, expected);
  });
}

// --- the register ---

Response list(Context& c) {
  struct Line { PersonRow row; std::string called; };
  auto [lines, connections] = c.store().read([&](store::Reader& r) {
    std::vector<Line> out;
    for (auto& row : review::people(r, c.review->id)) {
      auto called = review::known_as(r, row);
      out.push_back({std::move(row), std::move(called)});
    }
    return std::pair{std::move(out), review::connections(r, c.review->id)};
  });
  const bool may_edit = c.may(Act::EditPeople);
  const auto called = [&](PersonId id) {
    for (const auto& l : lines)
      if (l.row.id == id) return l.called;
    return std::string("somebody");
  };
  Html main = heading(c, "People");
  main += para("Everybody whom the material of this review speaks of. The anonymised edition is made from this register, and proved against it. Relatives and friends who take part are kept apart, under Family and friends.");
  if (may_edit) main += button({.text = "Add a person", .href = c.here("people/new")});
  if (lines.empty()) {
    main += inset_text({.text = "Nobody has been entered yet. Begin with the person who died. There may be several; there may be several people suspected of, or known for, abuse, none, or it may not be known."});
    return show(c, {.title = "People", .main = main, .seen_by = Act::ViewPeople});
  }
  Table t;
  t.head = {{.content = "Called"}, {.content = "Real name"}, {.content = "Roles"}, {.content = "Still to say"}};
  t.first_cell_is_header = true;
  for (const auto& l : lines) {
    const auto& p = l.row.value;
    std::string missing;
    const auto lacks = [&](bool is, std::string_view what) { if (is) missing += (missing.empty() ? "" : ", ") + std::string(what); };
    lacks(p.name.empty(), "name");
    lacks(p.roles.empty(), "role");
    lacks(p.pseudonym.empty() && !review::has_role(p, "staff"), "pseudonym");
    lacks(review::has_role(p, "suspected") && p.status.empty(), "where things stand for them");
    t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", path_of(c, l.row.id), l.called)},
                      {.content = p.name.empty() ? html("<span class=\"heed-missing\">Not known</span>") : html("{}", p.name.reveal())},
                      {.content = role_words(p)}, {.content = missing}});
  }
  main += scroll_region("People", table(t));
  Html ties;
  if (connections.empty()) ties = para("No connection between two people has been recorded.");
  else {
    Table k;
    k.head = {{.content = "Who"}, {.content = "Now, or at the time of the death"}, {.content = "Before that"}, {.content = "Of whom"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    for (const auto& row : connections)
      k.rows.push_back({{.content = called(row.value.from)}, {.content = words_of(kConnections, row.value.current)}, {.content = words_of(kConnections, row.value.former)},
                        {.content = called(row.value.to)},
                        {.content = may_edit ? html("<a class=\"govuk-link\" href=\"{}\">Change<span class=\"govuk-visually-hidden\"> how {} and {} were connected</span></a>",
                                                    c.here("people/connections/" + row.id.text()), called(row.value.from), called(row.value.to)) : Html()}});
    ties = scroll_region("Connections", table(k));
  }
  if (may_edit && lines.size() > 1) ties += link_line(c.here("people/connections/new"), "Record how two people were connected");
  main += section("How they were connected", ties);
  return show(c, {.title = "People", .main = main, .seen_by = Act::ViewPeople});
}

struct NewPerson {
  PersonalText name;
  std::string role, staff_role;
};

Response add(Context& c) {
  FormOf<NewPerson> form;
  form.radios("role", "What is their part?", kRoles, &NewPerson::role).must("Choose what their part is").with_hint("Further parts, with dates, can be added afterwards.");
  form.text("name", "Full name", &NewPerson::name).with_hint("Leave this empty while it is not known.");
  form.text("staff_role", "What the report calls them, if they worked for an agency", &NewPerson::staff_role).with_hint("For example, health visitor.");
  FormPage page{.title = "Add a person", .cancel = c.here("people"), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, NewPerson{}, 0, [&](const NewPerson& value, std::int64_t) -> Result<std::string> {
    Person person;
    person.name = value.name;
    person.staff_role = value.staff_role;
    person.roles = {{value.role, {}, {}, ""}};
    auto id = c.store().write(c.who(), "people.add", [&](store::Writer& w) { return review::put_person(w, *c.actor, c.review->id, PersonId::random(), person, 0); });
    if (!id.ok()) return id.error();
    return with_done(path_of(c, *id), "added");
  });
}

Response one(Context& c) {
  auto s = seen(c);
  if (!s.ok()) return error_page(c, s.error());
  const auto& p = s->row.value;
  const bool may_edit = c.may(Act::EditPeople);
  const auto href = [&](std::string rest) { return may_edit ? path_of(c, s->row.id, rest) : std::string(); };
  const auto more = [&](std::string_view rest, std::string_view text) { return may_edit ? link_line(path_of(c, s->row.id, rest), text) : Html(); };

  SummaryList names;
  names.rows = {row_of("Full name", or_missing(p.name.reveal()), href("name"))};
  for (std::size_t i = 0; i < p.other_names.size(); ++i)
    names.rows.push_back(row_of(words_of(kNameKinds, p.other_names[i].kind), html("{}", p.other_names[i].name.reveal()), href(fmt::format("other-names/{}", i))));
  names.rows.push_back(row_of("Pseudonym", or_missing(p.pseudonym), href("pseudonym")));
  if (!p.pseudonym.empty()) {
    names.rows.push_back(row_of("Chosen by", or_missing(p.pseudonym_chosen_by), href("pseudonym")));
    names.rows.push_back(row_of("Agreed by", or_missing(p.pseudonym_agreed_by), href("pseudonym")));
  }
  if (review::has_role(p, "staff") || !p.staff_role.empty()) names.rows.push_back(row_of("What the report calls them", or_missing(p.staff_role), href("name")));

  SummaryList roles;
  for (std::size_t i = 0; i < p.roles.size(); ++i) {
    Html dates;
    if (!p.roles[i].from.empty()) dates += html("<br>From {}", date_words(p.roles[i].from));
    if (!p.roles[i].until.empty()) dates += html("<br>Until {}", date_words(p.roles[i].until));
    if (!p.roles[i].note.empty()) dates += html("<br>{}", p.roles[i].note);
    roles.rows.push_back(row_of(i == 0 ? "Part" : fmt::format("Part {}", i + 1), html("{}{}", words_of(kRoles, p.roles[i].role), dates), href(fmt::format("roles/{}", i))));
  }
  if (review::has_role(p, "suspected")) roles.rows.push_back(row_of("Where things stand for them", or_missing(words_of(kStatus, p.status)), href("status")));

  SummaryList life;
  life.rows = {row_of("Born", date_words(p.born), href("dates")), row_of("Died", p.died.empty() && !review::has_role(p, "died") ? html("No date recorded") : date_words(p.died), href("dates"))};

  Html main = heading(c, s->called);
  main += section("Names", summary_list(names) + more("other-names/new", "Add another name: a nickname, a former name, another spelling"));
  main += section("Part in the review", (roles.rows.empty() ? para("No part has been recorded.") : summary_list(roles)) + more("roles/new", "Add another part"));
  main += section("Dates", summary_list(life));

  if (c.may(Act::ViewAddresses)) {
    SummaryList where;
    for (std::size_t i = 0; i < p.addresses.size(); ++i) {
      const auto& a = p.addresses[i];
      Html value;
      if (a.kind == "refuge") value += tag({.text = "Refuge: never named", .classes = "govuk-tag--red"}) + html("<br>");
      value += paragraphs(a.text.reveal());
      if (!a.from.empty()) value += html("From {}<br>", date_words(a.from));
      if (!a.until.empty()) value += html("Until {}", date_words(a.until));
      where.rows.push_back(row_of(words_of(kAddressKinds, a.kind), value, href(fmt::format("addresses/{}", i))));
    }
    main += section("Addresses", para("Kept only so that the proof of an edition can search for them.") + (where.rows.empty() ? Html() : summary_list(where)) +
                                     more("addresses/new", "Add an address"));
    SummaryList numbers;
    for (std::size_t i = 0; i < p.identifiers.size(); ++i)
      numbers.rows.push_back(row_of(words_of(kIdentifierKinds, p.identifiers[i].kind), html("{}", p.identifiers[i].value.reveal()), href(fmt::format("identifiers/{}", i))));
    main += section("Numbers and references", (numbers.rows.empty() ? para("None recorded.") : summary_list(numbers)) + more("identifiers/new", "Add a number or reference"));
  }

  if (!review::has_role(p, "staff")) {
    SummaryList traits;
    for (const auto& kind : kCharacteristics) {
      Html value = or_missing("");
      for (const auto& k : p.characteristics)
        if (k.kind == kind.value) value = k.answer == "value" ? html("{}", k.value) : html("{}", words_of(kAnswers, k.answer));
      traits.rows.push_back(row_of(kind.text, value, href("characteristics/" + kind.value)));
    }
    main += section("Protected characteristics", para("As the person described themselves where that is known. Not known, not asked, not recorded and withheld are answers.") + summary_list(traits));
  }
  SummaryList notes;
  notes.rows = {row_of("Notes", text_or_missing(p.notes), href("notes"))};
  main += section("Notes", summary_list(notes));
  if (may_edit) main += link_line(path_of(c, s->row.id, "remove"), "Remove this person from the register");
  return show(c, {.title = s->called, .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewPeople});
}

// --- one thing a page ---

Response name(Context& c) {
  FormOf<Person> form;
  form.text("name", "Full name", &Person::name).with_hint("As the person used it. Leave this empty while it is not known.");
  form.text("staff_role", "What the report calls them, if they worked for an agency", &Person::staff_role).with_hint("For example, health visitor or PC 2.");
  return part(c, "Name", form);
}

Response dates(Context& c) {
  FormOf<Person> form;
  form.date("born", "When were they born?", &Person::born);
  form.date("died", "When did they die?", &Person::died);
  return part(c, "Birth and death", form);
}

Response status(Context& c) {
  FormOf<Person> form;
  form.radios("status", "Where do things stand for them?", kStatus, &Person::status).must("Choose where things stand");
  return part(c, "Where things stand", form, para("Heed calls nobody a perpetrator by itself. What the report calls somebody is for the panel, and follows what a court has found, or that no court has."));
}

Response notes(Context& c) {
  FormOf<Person> form;
  form.textarea("notes", "Notes", &Person::notes).with_hint("These may be disclosed.");
  return part(c, "Notes", form);
}

FormOf<review::OtherName> other_name_form() {
  FormOf<review::OtherName> form;
  form.radios("kind", "What sort of name is it?", kNameKinds, &review::OtherName::kind).must("Choose what sort of name it is");
  form.text("name", "Name", &review::OtherName::name).must("Enter the name");
  return form;
}
Response other_name(Context& c) { return item_part(c, "Another name", &Person::other_names, other_name_form()); }
Response other_name_remove(Context& c) { return item_remove(c, "Remove this name?", &Person::other_names); }

Response role(Context& c) {
  FormOf<review::PersonRole> form;
  form.radios("role", "What is their part?", kRoles, &review::PersonRole::role).must("Choose what their part is");
  form.date("from", "From", &review::PersonRole::from);
  form.date("until", "Until", &review::PersonRole::until);
  form.text("note", "Note", &review::PersonRole::note);
  return item_part(c, "Part in the review", &Person::roles, form);
}
Response role_remove(Context& c) { return item_remove(c, "Remove this part?", &Person::roles); }

Response address(Context& c) {
  if (!c.may(Act::ViewAddresses)) return error_page(c, not_found());
  FormOf<review::Address> form;
  form.radios("kind", "What sort of address is it?", kAddressKinds, &review::Address::kind).must("Choose what sort of address it is");
  form.textarea("text", "Address", &review::Address::text).tall(4).must("Enter the address").with_hint("With the postcode. A school, an employer or a practice goes in by its name.");
  form.date("from", "From", &review::Address::from);
  form.date("until", "Until", &review::Address::until);
  return item_part(c, "Address", &Person::addresses, form, para("It is kept only so that the proof of an edition can search for it, and only the coordinator and the chair see it."));
}
Response address_remove(Context& c) {
  if (!c.may(Act::ViewAddresses)) return error_page(c, not_found());
  return item_remove(c, "Remove this address?", &Person::addresses);
}

Response identifier(Context& c) {
  if (!c.may(Act::ViewAddresses)) return error_page(c, not_found());
  FormOf<review::Identifier> form;
  form.radios("kind", "What is it?", kIdentifierKinds, &review::Identifier::kind).must("Choose what it is");
  form.text("value", "Number or reference", &review::Identifier::value).must("Enter the number or reference");
  return item_part(c, "Number or reference", &Person::identifiers, form, para("It is kept only so that the proof of an edition can search for it."));
}
Response identifier_remove(Context& c) {
  if (!c.may(Act::ViewAddresses)) return error_page(c, not_found());
  return item_remove(c, "Remove this?", &Person::identifiers);
}

Response characteristic(Context& c) {
  const std::string kind(c.captures["kind"]);
  const auto known = std::find_if(kCharacteristics.begin(), kCharacteristics.end(), [&](const Option& o) { return o.value == kind; });
  auto s = seen(c);
  if (!s.ok() || known == kCharacteristics.end()) return error_page(c, s.ok() ? not_found() : s.error());
  review::Characteristic current{kind, "", ""};
  for (const auto& k : s->row.value.characteristics)
    if (k.kind == kind) current = k;
  FormOf<review::Characteristic> form;
  form.radios("answer", "What is known?", kAnswers, &review::Characteristic::answer).must("Choose what is known");
  form.text("value", "Answer", &review::Characteristic::value).with_hint("In the person's own words where they are known.");
  FormPage page{.title = known->text, .before = about(s->called), .cancel = path_of(c, s->row.id), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, current, s->row.version, [&](review::Characteristic value, std::int64_t expected) -> Result<std::string> {
    if (value.answer == "value" && value.value.empty()) return bad_field("value", "Enter the answer, or choose why there is none");
    if (value.answer != "value") value.value.clear();
    Person person = s->row.value;
    std::erase_if(person.characteristics, [&](const review::Characteristic& k) { return k.kind == kind; });
    person.characteristics.push_back(value);
    return save_person(c, s->row, person, expected);
  });
}

Response remove(Context& c) {
  auto s = seen(c);
  if (!s.ok()) return error_page(c, s.error());
  FormPage page{.title = "Remove this person from the register?",
                .before = about(s->called) + para("An edition is proved against the register: names that are not in it are not searched for. Remove somebody only when they were entered by mistake. How they were connected goes too; the history stays."),
                .button = "Remove", .cancel = path_of(c, s->row.id), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<Person>{}, s->row.value, s->row.version, [&](const Person&, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "people.remove", [&](store::Writer& w) { return review::drop_person(w, *c.actor, s->row.id, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("people"), "removed");
  });
}

// --- connections ---

Response connection(Context& c) {
  using review::Connection;
  const bool is_new = c.captures["connection"] == "new";
  std::vector<Option> who;
  std::optional<review::ConnectionRow> row;
  c.store().read([&](store::Reader& r) {
    for (const auto& p : review::people(r, c.review->id)) who.push_back({p.id.text(), review::known_as(r, p), ""});
    if (!is_new) row = row_with(review::connections(r, c.review->id), c.id<review::ConnectionId>("connection"));
  });
  if (!is_new && !row) return error_page(c, not_found());
  FormOf<Connection> form;
  form.select("from", "Who?", who, &Connection::from).must("Choose who");
  form.select("current", "What are they to the other person now, or were they at the time of the death?", kConnections, &Connection::current).must("Choose what they are or were")
      .with_hint("Whatever the sex or sexuality of either.");
  form.select("former", "What were they before that?", kConnections, &Connection::former).must("Choose what they were before")
      .with_hint("For example, former partners who had separated: nothing now, partner before.");
  form.select("to", "Of whom?", who, &Connection::to).must("Choose of whom");
  form.text("note", "Note", &Connection::note).with_hint("For example, when they separated.");
  FormPage page{.title = "How two people were connected", .cancel = c.here("people"), .breadcrumbs = crumbs(c)};
  if (row) page.before = link_line(c.request.path + "/remove", "Remove this instead");
  return edit(c, page, form, row ? row->value : Connection{}, row ? row->version : 0, [&](const Connection& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "people.connect", [&](store::Writer& w) {
      return review::put_connection(w, *c.actor, c.review->id, row ? row->id : review::ConnectionId::random(), value, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("people"), "saved");
  });
}

Response connection_remove(Context& c) {
  const auto row = row_with(c.store().read([&](store::Reader& r) { return review::connections(r, c.review->id); }), c.id<review::ConnectionId>("connection"));
  if (!row) return error_page(c, not_found());
  FormPage page{.title = "Remove this connection?", .before = para("It stays in the history."), .button = "Remove", .cancel = c.here("people"), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<review::Connection>{}, row->value, row->version, [&](const review::Connection&, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "people.disconnect", [&](store::Writer& w) { return review::drop_connection(w, *c.actor, row->id, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("people"), "removed");
  });
}

}  // namespace

void add_people_routes(Routes& routes) {
  const auto edits = Needs::review(Act::EditPeople);
  routes.emplace_back(Method::Get, "/reviews/:review/people", "people register", Needs::review(Act::ViewPeople), list);
  add_form(routes, "/reviews/:review/people/new", "add a person", edits, add);
  add_form(routes, "/reviews/:review/people/connections/:connection", "how two people were connected", edits, connection);
  add_form(routes, "/reviews/:review/people/connections/:connection/remove", "remove a connection", edits, connection_remove);
  routes.emplace_back(Method::Get, "/reviews/:review/people/:person", "person", Needs::review(Act::ViewPeople), one);
  add_form(routes, "/reviews/:review/people/:person/name", "person: name", edits, name);
  add_pseudonym_routes(routes);
  add_form(routes, "/reviews/:review/people/:person/dates", "person: birth and death", edits, dates);
  add_form(routes, "/reviews/:review/people/:person/status", "person: where things stand", edits, status);
  add_form(routes, "/reviews/:review/people/:person/notes", "person: notes", edits, notes);
  add_form(routes, "/reviews/:review/people/:person/remove", "remove a person", edits, remove);
  add_form(routes, "/reviews/:review/people/:person/other-names/:n", "person: another name", edits, other_name);
  add_form(routes, "/reviews/:review/people/:person/other-names/:n/remove", "person: remove a name", edits, other_name_remove);
  add_form(routes, "/reviews/:review/people/:person/roles/:n", "person: part in the review", edits, role);
  add_form(routes, "/reviews/:review/people/:person/roles/:n/remove", "person: remove a part", edits, role_remove);
  add_form(routes, "/reviews/:review/people/:person/addresses/:n", "person: address", edits, address);
  add_form(routes, "/reviews/:review/people/:person/addresses/:n/remove", "person: remove an address", edits, address_remove);
  add_form(routes, "/reviews/:review/people/:person/identifiers/:n", "person: number or reference", edits, identifier);
  add_form(routes, "/reviews/:review/people/:person/identifiers/:n/remove", "person: remove a number", edits, identifier_remove);
  add_form(routes, "/reviews/:review/people/:person/characteristics/:kind", "person: protected characteristic", edits, characteristic);
}

}  // namespace heed::web

#include "web/pages/casefile_pages.h"

#include "review/casefile/casefile.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

using review::AgencyContact;
using review::Appointment;
using review::Hold;
using review::KeyLine;
using review::Parallel;
using review::ReviewAgency;
using review::Settings;
using review::Terms;

const std::vector<Option> kAuthority = {{"listed", "It is listed in section 9(4) of the 2004 Act", "It must have regard to the guidance."}, {"invited", "It is invited", "It takes part fully, of its own will."}};
const std::vector<Option> kAppointed = {{"chair", "Independent chair"}, {"author", "Author of the report"}, {"panel_member", "Panel member"}, {"adviser", "Adviser"}};
const std::vector<Option> kConflict = {{"none", "No connection"}, {"declared", "A connection was declared"}};
const std::vector<Option> kConsulted = {{"yes", "Yes"}, {"chose_not_to", "They were asked and chose not to"}, {"not_reached", "They could not be reached"}, {"not_yet", "Not yet"}, {"no", "No"}};
const std::vector<Option> kParallel = {{"criminal", "Criminal investigation or trial"}, {"inquest", "Inquest"}, {"safeguarding_adult", "Safeguarding adult review"},
                                       {"safeguarding_child", "Child safeguarding practice review"}, {"mental_health", "Mental health homicide review"},
                                       {"police_conduct", "Investigation of police conduct"}, {"offensive_weapon", "Offensive weapons homicide review"},
                                       {"family_court", "Family court"}, {"other", "Something else"}};
const std::vector<Option> kParallelStatus = {{"expected", "Expected"}, {"open", "Under way"}, {"concluded", "Concluded"}, {"none", "There will be none"}, {"not_known", "Not known"}};
const std::vector<Option> kHoldKind = {{"criminal", "Criminal proceedings"}, {"inquest", "Inquest"}, {"family", "The family asked for it"}, {"other_review", "Another review"}, {"other", "Something else"}};
const std::vector<Option> kStops = {{"everything", "The whole review"}, {"interviews", "Interviews of people who may be witnesses"}, {"publication", "Publication"}};

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }
std::vector<Crumb> crumbs(const Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Casefile", .href = c.here("casefile")}};
}
FormPage page_of(const Context& c, std::string title, Html before = {}) {
  return {.title = std::move(title), .before = std::move(before), .cancel = c.here("casefile"), .breadcrumbs = crumbs(c)};
}
bool asks_for_new(const Context& c) { return c.captures["item"] == "new"; }

/// Where to go after a verb that gives an id.
template <class R>
Result<std::string> to_casefile(const Context& c, const R& done, std::string_view what = "saved") {
  if (!done.ok()) return done.error();
  return with_done(c.here("casefile"), what);
}

/// The form page of one thing of a list of the casefile, new or not. `save(writer, id, value, expected)` is the step's verb.
template <class T, class RowT, class Save>
Response item_page(Context& c, FormPage page, const FormOf<T>& form, const std::vector<RowT>& rows, const T& blank, std::string_view verb, Save save) {
  using IdT = decltype(RowT{}.id);
  std::optional<RowT> row;
  if (!asks_for_new(c)) {
    row = row_with(rows, c.id<IdT>("item"));
    if (!row) return error_page(c, not_found());
  }
  return edit(c, page, form, row ? row->value : blank, row ? row->version : 0, [&](const T& value, std::int64_t expected) {
    return to_casefile(c, c.store().write(c.who(), verb, [&](store::Writer& w) { return save(w, row ? row->id : IdT{}, value, expected); }));
  });
}

std::string period_words(const Terms& t) {
  if (t.period_from.empty() && t.period_until.empty()) return "";
  return (t.period_from.empty() ? "the beginning" : t.period_from.understood()) + " to " + (t.period_until.empty() ? "the death" : t.period_until.understood());
}

// --- the overview ---

struct Data {
  std::vector<review::ReviewAgencyRow> agencies;
  std::map<std::string, std::string> agency_names;
  std::vector<review::AppointmentRow> appointments;
  std::vector<review::TermsRow> terms;
  std::vector<review::KeyLineRow> lines;
  std::vector<review::ParallelRow> parallel;
  std::vector<review::HoldRow> holds;
  review::SettingsRow settings;
  std::vector<std::string> missing;
  std::vector<AgencyId> known_missing;
  std::string operating;
};

Data data_of(Context& c) {
  return c.store().read([&](store::Reader& r) {
    Data d;
    const auto id = c.review->id;
    d.agencies = review::agencies_of_review(r, id);
    for (const auto& row : access::agencies(r)) d.agency_names[row.id.text()] = row.value.name;
    d.appointments = review::appointments(r, id);
    d.terms = review::terms(r, id);
    d.lines = review::key_lines(r, id);
    d.parallel = review::parallel(r, id);
    d.holds = review::holds(r, id);
    d.settings = review::settings(r, id);
    d.known_missing = review::known_agencies_missing(r, id);
    d.missing = review::missing_in_casefile(r, *c.review);
    if (auto body = access::partnership(r, c.review->value.operating); body.ok()) d.operating = body->value.name;
    return d;
  });
}

std::string agency_words(const Data& d, AgencyId id) {
  auto it = d.agency_names.find(id.text());
  return it == d.agency_names.end() ? "Unknown agency" : it->second;
}

Html change_link(const Context& c, bool may, std::string_view path, std::string_view what) {
  if (!may) return {};
  return html("<a class=\"govuk-link\" href=\"{}\">Change<span class=\"govuk-visually-hidden\"> {}</span></a>", c.here(path), what);
}

Html agencies_html(const Context& c, const Data& d, bool may) {
  Html out;
  if (d.agencies.empty()) out = para("No agency takes part yet.");
  else {
    Table t;
    t.head = {{.content = "Agency"}, {.content = "By what authority"}, {.content = "Contacts"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    t.first_cell_is_header = true;
    for (const auto& row : d.agencies) {
      Html contacts;
      for (std::size_t i = 0; i < row.value.contacts.size(); ++i) {
        const auto& k = row.value.contacts[i];
        std::string words = k.post.empty() ? k.name.reveal() : k.post + (k.name.empty() ? "" : ", " + k.name.reveal());
        if (!k.until.empty()) words += " (until " + k.until.understood() + ")";
        contacts += may ? html("<a class=\"govuk-link\" href=\"{}\">{}</a><br>", c.here(fmt::format("casefile/agencies/{}/contacts/{}", row.id.text(), i)), words) : html("{}<br>", words);
      }
      if (may) contacts += html("<a class=\"govuk-link\" href=\"{}\">Add a contact<span class=\"govuk-visually-hidden\"> at {}</span></a>",
                                c.here("casefile/agencies/" + row.id.text() + "/contacts/new"), agency_words(d, row.value.agency));
      t.rows.push_back({{.content = agency_words(d, row.value.agency)}, {.content = row.value.authority == "listed" ? "Section 9(4)" : "Invited"}, {.content = contacts},
                        {.content = change_link(c, may, "casefile/agencies/" + row.id.text(), agency_words(d, row.value.agency))}});
    }
    out = scroll_region("Agencies", table(t));
  }
  if (may && !d.known_missing.empty()) {
    std::string names;
    for (const auto& id : d.known_missing) names += (names.empty() ? "" : ", ") + agency_words(d, id);
    out += para("During scoping these said that they knew those concerned: " + names + ".") +
           button_form(c, c.here("casefile/known-agencies"), {.text = "Bring them into the review", .classes = "govuk-button--secondary"});
  }
  if (may) out += link_line(c.here("casefile/agencies/new"), "Add an agency");
  return out;
}

Html appointed_html(const Context& c, const Data& d, bool may) {
  Html out = para("They stay named in the published report.");
  if (!d.appointments.empty()) {
    Table t;
    t.head = {{.content = "Name"}, {.content = "Appointed as"}, {.content = "Post and organisation"}, {.content = "Since"}, {.content = "Connection"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    t.first_cell_is_header = true;
    for (const auto& row : d.appointments) {
      const auto& a = row.value;
      Html since = date_words(a.from);
      if (!a.until.empty()) since += html("<br>until {}", date_words(a.until));
      t.rows.push_back({{.content = a.name.reveal()}, {.content = words_of(kAppointed, a.role)}, {.content = a.post + (a.post.empty() || a.organisation.empty() ? "" : ", ") + a.organisation},
                        {.content = since}, {.content = or_missing(words_of(kConflict, a.conflict))},
                        {.content = change_link(c, may, "casefile/appointments/" + row.id.text(), a.name.reveal())}});
    }
    out += scroll_region("Chair, author and panel", table(t));
  } else out += para("Nobody has been appointed yet. The independent chair comes first.");
  if (may) out += link_line(c.here("casefile/appointments/new"), "Record an appointment");
  return out;
}

Html terms_html(const Context& c, const Data& d, bool may) {
  Html out;
  if (d.terms.empty()) out = para("There are no terms of reference yet. Ask the family before they are agreed.");
  else {
    const auto& now = d.terms.back().value;
    SummaryList list;
    list.rows = {row_of("Version", html("<a class=\"govuk-link\" href=\"{}\">Version {}</a>", c.here(fmt::format("casefile/terms/{}", now.number)), now.number)),
                 row_of("Period under review", or_missing(period_words(now))), row_of("What it looks at", text_or_missing(now.scope)),
                 row_of("Agreed", now.agreed_on.empty() ? or_missing("") : html("{}, by {}", date_words(now.agreed_on), now.agreed_by)),
                 row_of("Was the family asked?", or_missing(words_of(kConsulted, now.family_consulted)))};
    out = summary_list(list);
    if (d.terms.size() > 1) {
      Html earlier;
      for (std::size_t i = d.terms.size() - 1; i-- > 0;)
        earlier += html("<li><a class=\"govuk-link\" href=\"{}\">Version {}</a>, recorded on {}</li>", c.here(fmt::format("casefile/terms/{}", d.terms[i].value.number)), d.terms[i].value.number,
                        in_words(london_day(d.terms[i].changed_at)));
      out += details({.summary = "Earlier versions", .content = html("<ul class=\"govuk-list\">{}</ul>", earlier)});
    }
  }
  if (may) out += link_line(c.here("casefile/terms/new"), d.terms.empty() ? "Write the terms of reference" : "Add a new version");
  return out;
}

Html lines_html(const Context& c, const Data& d, bool may) {
  Html out;
  if (d.lines.empty()) out = para("No key line of enquiry yet. Agencies answer them, and findings are made under them.");
  else {
    Table t;
    t.head = {{.content = "Number", .format = "numeric"}, {.content = "Question"}, {.content = "Asked of"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    for (const auto& row : d.lines) {
      std::string of;
      for (const auto& id : row.value.agencies) of += (of.empty() ? "" : ", ") + agency_words(d, id);
      Html question = html("{}", row.value.question);
      if (row.value.closed) question += html("<br>{} {}", tag({.text = "Closed", .classes = "govuk-tag--grey"}), row.value.closed_why);
      t.rows.push_back({{.content = std::to_string(row.value.number), .format = "numeric"}, {.content = question}, {.content = of.empty() ? "Every agency" : of},
                        {.content = change_link(c, may, "casefile/lines/" + row.id.text(), fmt::format("line {}", row.value.number))}});
    }
    out = scroll_region("Key lines of enquiry", table(t));
  }
  if (may) out += link_line(c.here("casefile/lines/new"), "Add a key line of enquiry");
  return out;
}

Html parallel_html(const Context& c, const Data& d, bool may) {
  Html out;
  if (d.parallel.empty()) out = para("Nothing recorded. Say so too when there will be no trial or inquest.");
  else {
    SummaryList list;
    for (const auto& row : d.parallel) {
      Html value = html("{}", words_of(kParallelStatus, row.value.status));
      if (!row.value.title.empty()) value += html("<br>{}", row.value.title);
      if (!row.value.started.empty()) value += html("<br>From {}", date_words(row.value.started));
      if (!row.value.ended.empty()) value += html("<br>Until {}", date_words(row.value.ended));
      if (!row.value.outcome.empty()) value += html("<br>{}", row.value.outcome);
      list.rows.push_back(row_of(words_of(kParallel, row.value.kind), value, may ? c.here("casefile/proceedings/" + row.id.text()) : std::string()));
    }
    out = summary_list(list);
  }
  if (may) out += link_line(c.here("casefile/proceedings/new"), "Add a proceeding or another review");
  return out;
}

Html holds_html(const Context& c, const Data& d, bool may) {
  Html out = para("A hold does not stop the law's clock; it explains a late day. Nothing is released while one is open.");
  if (!d.holds.empty()) {
    SummaryList list;
    for (const auto& row : d.holds) {
      const bool open = row.value.until.empty();
      Html value = open ? tag({.text = "Open", .classes = "govuk-tag--red"}) : tag({.text = "Ended", .classes = "govuk-tag--grey"});
      value += html("<br>{}: from {}", words_of(kStops, row.value.stops), date_words(row.value.from));
      if (!open) value += html(" until {}. {}", date_words(row.value.until), row.value.ended_why);
      value += html("<br>{}", row.value.reason);
      value += row.value.officer_view.empty() ? html("<br>The investigating officer's view is not recorded") : html("<br>The investigating officer's view: {}", row.value.officer_view);
      list.rows.push_back(row_of(words_of(kHoldKind, row.value.kind), value, may ? c.here("casefile/holds/" + row.id.text()) : std::string(), open ? "Change or end" : "Change"));
    }
    out += summary_list(list);
  }
  if (may) out += link_line(c.here("casefile/holds/new"), "Record a hold");
  return out;
}

Response overview(Context& c) {
  const auto d = data_of(c);
  const bool may = c.may(Act::EditReview);
  Html main = heading(c, "Casefile");
  if (!d.missing.empty()) {
    std::string words;
    for (const auto& m : d.missing) words += (words.empty() ? "Still to say: " : ", ") + m;
    main += inset_text({.text = words + "."});
  }
  Html elsewhere;
  if (c.may(Act::ViewPeople)) elsewhere += html("<li><a class=\"govuk-link\" href=\"{}\">People</a>: who died, and everybody whom the material speaks of</li>", c.here("people"));
  if (c.may(Act::ViewParticipants)) elsewhere += html("<li><a class=\"govuk-link\" href=\"{}\">Family and friends</a> who take part</li>", c.here("participants"));
  if (c.may(Act::ManageAccess)) elsewhere += html("<li><a class=\"govuk-link\" href=\"{}\">Access</a>: roles, and who is kept out</li>", c.here("access"));
  if (!elsewhere.empty()) main += html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", elsewhere);
  main += section("Agencies", agencies_html(c, d, may)) + section("Chair, author and panel", appointed_html(c, d, may)) + section("Terms of reference", terms_html(c, d, may)) +
          section("Key lines of enquiry", lines_html(c, d, may)) + section("Other proceedings and reviews", parallel_html(c, d, may)) + section("Holds", holds_html(c, d, may));
  const auto& s = d.settings.value;
  const auto href = may ? c.here("casefile/settings") : std::string();
  const auto named = may ? c.here("casefile/reference") : std::string();
  SummaryList list;
  list.rows = {row_of("Reference", html("{}", c.review->value.reference), named), row_of("Run by", or_missing(d.operating), named),
               row_of("Guidance", html("{}", edition_of(c).title)), row_of("The panel first met", date_words(s.panel_met), href),
               row_of("Home Office reference", or_missing(s.home_office_reference), href), row_of("The file is kept by", or_missing(s.kept_by), href), row_of("Notes", text_or_missing(s.notes), href)};
  main += section("The review", summary_list(list));
  return show(c, {.title = "Casefile", .main = main});
}

// --- agencies ---

Response agency(Context& c) {
  const auto d = data_of(c);
  std::vector<Option> options;
  const auto item = c.id<review::ReviewAgencyId>("item");
  for (const auto& [id, name] : d.agency_names) {
    const bool taken = std::any_of(d.agencies.begin(), d.agencies.end(), [&](const auto& row) { return row.value.agency.text() == id && row.id != item; });
    if (!taken) options.push_back({id, name, ""});
  }
  std::sort(options.begin(), options.end(), [](const Option& a, const Option& b) { return a.text < b.text; });
  FormOf<ReviewAgency> form;
  form.select("agency", "Which agency?", options, &ReviewAgency::agency).must("Choose the agency").with_hint("An administrator adds an agency that is not in the list.");
  form.radios("authority", "By what authority is it asked?", kAuthority, &ReviewAgency::authority).must("Choose by what authority it is asked");
  form.textarea("involved", "What had it to do with those concerned?", &ReviewAgency::involved).tall(3);
  form.date("from", "When did it join the review?", &ReviewAgency::from);
  form.date("until", "When did it leave, if it did?", &ReviewAgency::until);
  return item_page(c, page_of(c, asks_for_new(c) ? "Add an agency" : "Agency"), form, d.agencies, ReviewAgency{}, "casefile.agency",
                   [&](store::Writer& w, auto id, const ReviewAgency& value, std::int64_t expected) { return review::put_review_agency(w, *c.actor, c.review->id, id, value, expected); });
}

Response known_agencies(Context& c) {
  auto done = c.store().write(c.who(), "casefile.known-agencies", [&](store::Writer& w) { return review::add_known_agencies(w, *c.actor, c.review->id); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("casefile"), "added"));
}

Response contact(Context& c) {
  const auto d = data_of(c);
  const auto row = row_with(d.agencies, c.id<review::ReviewAgencyId>("item"));
  if (!row) return error_page(c, not_found());
  const auto n = place_in_list(c.captures["n"], row->value.contacts.size());
  if (!n) return error_page(c, not_found());
  const bool is_new = *n == row->value.contacts.size();
  FormOf<AgencyContact> form;
  form.text("post", "Post", &AgencyContact::post).must("Enter the post").with_hint("For example, Head of Safeguarding.");
  form.text("name", "Name", &AgencyContact::name);
  form.text("email", "Work email address", &AgencyContact::email);
  form.text("phone", "Work telephone", &AgencyContact::phone).narrow();
  form.date("from", "From", &AgencyContact::from);
  form.date("until", "Until", &AgencyContact::until);
  return edit(c, page_of(c, "Contact", para("At " + agency_words(d, row->value.agency) + ".")), form, is_new ? AgencyContact{} : row->value.contacts[*n], row->version,
              [&](const AgencyContact& contact, std::int64_t expected) {
                ReviewAgency value = row->value;
                if (is_new) value.contacts.push_back(contact); else value.contacts[*n] = contact;
                return to_casefile(c, c.store().write(c.who(), "casefile.contact", [&](store::Writer& w) {
                  return review::put_review_agency(w, *c.actor, c.review->id, row->id, value, expected);
                }));
              });
}

// --- chair, author, panel ---

Response appointment(Context& c) {
  const auto rows = c.store().read([&](store::Reader& r) { return review::appointments(r, c.review->id); });
  FormOf<Appointment> form;
  form.radios("role", "Appointed as", kAppointed, &Appointment::role).must("Choose what they are appointed as");
  form.text("name", "Name", &Appointment::name).must("Enter the person's name").with_hint("As the report will print it.");
  form.text("post", "Post", &Appointment::post);
  form.text("organisation", "Organisation", &Appointment::organisation);
  form.textarea("independence", "Statement of independence", &Appointment::independence).tall(4).with_hint("Of a chair and an author: their experience, and when they last worked for any agency concerned. The report prints it.");
  form.radios("conflict", "Did they declare a connection to those concerned?", kConflict, &Appointment::conflict);
  form.textarea("conflict_detail", "What is it, and what was done about it?", &Appointment::conflict_detail).tall(3);
  form.date("from", "Appointed on", &Appointment::from);
  form.date("until", "Until, if they have left", &Appointment::until);
  auto page = page_of(c, asks_for_new(c) ? "Record an appointment" : "Appointment", para("This does not open the review to them. Roles are given under Access."));
  if (!asks_for_new(c)) page.before += link_line(c.request.path + "/remove", "Remove this instead");
  return item_page(c, page, form, rows, Appointment{}, "casefile.appointment",
                   [&](store::Writer& w, auto id, const Appointment& value, std::int64_t expected) { return review::put_appointment(w, *c.actor, edition_of(c), c.review->id, id, value, expected); });
}

Response appointment_remove(Context& c) {
  const auto row = row_with(c.store().read([&](store::Reader& r) { return review::appointments(r, c.review->id); }), c.id<review::AppointmentId>("item"));
  if (!row) return error_page(c, not_found());
  auto page = page_of(c, "Remove this appointment?", para("Remove it only when it was recorded by mistake. Somebody who has left gets a date instead, and stays named in the report."));
  page.button = "Remove";
  return edit(c, page, FormOf<Appointment>{}, row->value, row->version, [&](const Appointment&, std::int64_t expected) {
    return to_casefile(c, c.store().write(c.who(), "casefile.appointment-remove", [&](store::Writer& w) { return review::drop_appointment(w, *c.actor, edition_of(c), c.review->id, row->id, expected); }), "removed");
  });
}

// --- terms of reference ---

Response terms_add(Context& c) {
  const auto before = c.store().read([&](store::Reader& r) { return review::current_terms(r, c.review->id); });
  Terms current = before ? before->value : Terms{};
  const int last = current.number;
  // What was agreed is not agreed again by adding a version.
  current.agreed_on = {};
  current.agreed_by.clear();
  current.changed.clear();
  FormOf<Terms> form;
  if (before) form.textarea("changed", fmt::format("What changes from version {}, and why?", last), &Terms::changed).tall(3).must("Enter what changed from the version before, and why");
  form.textarea("purpose", "Purpose", &Terms::purpose).tall(4);
  form.textarea("scope", "What does the review look at?", &Terms::scope).tall(8).must("Enter what the review looks at");
  form.date("period_from", "The period under review begins", &Terms::period_from);
  form.date("period_until", "and ends", &Terms::period_until);
  form.textarea("period_why", "Why this period?", &Terms::period_why).tall(3);
  form.radios("family_consulted", "Was the family asked about these terms?", kConsulted, &Terms::family_consulted).must("Choose whether the family was asked");
  form.textarea("family_note", "What did they ask for, and what came of it?", &Terms::family_note).tall(3).with_hint("Panel members read this: name nobody who takes part.");
  form.date("agreed_on", "Agreed on", &Terms::agreed_on);
  form.text("agreed_by", "Agreed by", &Terms::agreed_by).with_hint("For example, the panel.");
  auto page = page_of(c, before ? fmt::format("Terms of reference, version {}", last + 1) : "Terms of reference", para("A version that has been saved is not changed: a later one is added."));
  page.button = "Save this version";
  return edit(c, page, form, current, last, [&](const Terms& value, std::int64_t expected) {
    return to_casefile(c, c.store().write(c.who(), "casefile.terms", [&](store::Writer& w) { return review::add_terms(w, *c.actor, edition_of(c), c.review->id, value, int(expected)); }), "added");
  });
}

Response terms_one(Context& c) {
  const auto all = c.store().read([&](store::Reader& r) { return review::terms(r, c.review->id); });
  const auto n = place_in_list(c.captures["number"], all.size() + 1);
  if (!n || *n == 0 || *n > all.size()) return error_page(c, not_found());
  const auto& row = all[*n - 1];
  const auto& t = row.value;
  SummaryList list;
  list.rows = {row_of("Purpose", text_or_missing(t.purpose)), row_of("What it looks at", text_or_missing(t.scope)), row_of("Period under review", or_missing(period_words(t))),
               row_of("Why this period", text_or_missing(t.period_why)), row_of("Was the family asked?", or_missing(words_of(kConsulted, t.family_consulted))),
               row_of("What they asked for", text_or_missing(t.family_note)), row_of("Agreed on", date_words(t.agreed_on)), row_of("Agreed by", or_missing(t.agreed_by)),
               row_of("Recorded", html("{}", in_words(row.changed_at)))};
  if (t.number > 1) list.rows.insert(list.rows.begin(), row_of("What changed", text_or_missing(t.changed)));
  const auto title = fmt::format("Terms of reference, version {}", t.number);
  Html main = heading(c, title);
  if (t.number < int(all.size())) main += inset_text({.text = html("<a class=\"govuk-link\" href=\"{}\">Version {}</a> stands now.", c.here(fmt::format("casefile/terms/{}", all.size())), all.size())});
  return show(c, {.title = title, .main = two_thirds(main + summary_list(list)), .breadcrumbs = crumbs(c)});
}

// --- key lines, proceedings, holds ---

Response line(Context& c) {
  const auto d = data_of(c);
  std::vector<Option> agencies;
  for (const auto& row : d.agencies) agencies.push_back({row.value.agency.text(), agency_words(d, row.value.agency), ""});
  FormOf<KeyLine> form;
  form.textarea("question", "What does the review ask?", &KeyLine::question).tall(4).must("Enter the question that the review asks").with_hint("An open question: what, how, why.");
  if (!agencies.empty())
    form.custom(FieldKind::Checkboxes, "agencies", "Of which agencies?", agencies,
                [](const KeyLine& l) { std::vector<std::string> out; for (const auto& id : l.agencies) out.push_back(id.text()); return out; },
                [](KeyLine& l, const std::vector<std::string>& v) { l.agencies.clear(); for (const auto& text : v) if (auto id = AgencyId::parse(text)) l.agencies.push_back(*id); })
        .with_hint("None chosen: of every agency.");
  if (!asks_for_new(c)) {
    form.radios("closed", "Is it still followed?", {{"no", "Yes"}, {"yes", "No, it is closed"}}, &KeyLine::closed);
    form.textarea("closed_why", "Why is it no longer followed?", &KeyLine::closed_why).tall(3);
  }
  return item_page(c, page_of(c, asks_for_new(c) ? "Add a key line of enquiry" : "Key line of enquiry"), form, d.lines, KeyLine{}, "casefile.key-line",
                   [&](store::Writer& w, auto id, const KeyLine& value, std::int64_t expected) { return review::put_key_line(w, *c.actor, c.review->id, id, value, expected); });
}

Response proceeding(Context& c) {
  const auto rows = c.store().read([&](store::Reader& r) { return review::parallel(r, c.review->id); });
  FormOf<Parallel> form;
  form.radios("kind", "What is it?", kParallel, &Parallel::kind).must("Choose what sort of proceeding it is");
  form.text("title", "Which court, coroner or body?", &Parallel::title).with_hint("Never the name of a police operation.");
  form.radios("status", "Where does it stand?", kParallelStatus, &Parallel::status).must("Choose where it stands");
  form.date("started", "When did it begin?", &Parallel::started);
  form.date("ended", "When did it end?", &Parallel::ended);
  form.textarea("outcome", "What came of it?", &Parallel::outcome).tall(3);
  form.text("contact", "Contact", &Parallel::contact);
  form.textarea("sharing", "What has been agreed on disclosure, and on not asking the same twice?", &Parallel::sharing).tall(3);
  return item_page(c, page_of(c, asks_for_new(c) ? "Add a proceeding or another review" : "Proceeding or other review"), form, rows, Parallel{}, "casefile.proceeding",
                   [&](store::Writer& w, auto id, const Parallel& value, std::int64_t expected) { return review::put_parallel(w, *c.actor, c.review->id, id, value, expected); });
}

Response hold(Context& c) {
  struct Seen { std::vector<review::HoldRow> holds; std::vector<review::ParallelRow> parallel; };
  const auto s = c.store().read([&](store::Reader& r) { return Seen{review::holds(r, c.review->id), review::parallel(r, c.review->id)}; });
  std::vector<Option> proceedings;
  for (const auto& row : s.parallel) proceedings.push_back({row.id.text(), words_of(kParallel, row.value.kind) + (row.value.title.empty() ? "" : ": " + row.value.title), ""});
  const auto day_hint = "An exact day, for example 22 May 2016";
  FormOf<Hold> form;
  form.radios("kind", "What is it for?", kHoldKind, &Hold::kind).must("Choose what the hold is for");
  if (!proceedings.empty()) form.select("parallel", "Which proceeding?", proceedings, &Hold::parallel);
  form.textarea("reason", "Why is the review on hold?", &Hold::reason).tall(3).must("Enter why the review is on hold").with_hint("The timescales of the report say this.");
  form.radios("stops", "What does it stop?", kStops, &Hold::stops).must("Choose what the hold stops");
  form.date("from", "When did it begin?", &Hold::from).must("Enter the day on which the hold began").with_hint(day_hint);
  form.textarea("officer_view", "What is the senior investigating officer's view?", &Hold::officer_view).tall(3).with_hint("On disclosure, interviews and publication. Say so if nobody has asked.");
  form.text("officer_post", "Whose view is it?", &Hold::officer_post).with_hint("A post.");
  form.date("officer_on", "When did they give it?", &Hold::officer_on);
  if (!asks_for_new(c)) {
    form.date("until", "When did the hold end?", &Hold::until).with_hint("Leave this empty while it is open.");
    form.textarea("ended_why", "Why did it end?", &Hold::ended_why).tall(3);
  }
  return item_page(c, page_of(c, asks_for_new(c) ? "Record a hold" : "Hold", para("The law's clock goes on during a hold. Nothing is released while one is open.")), form, s.holds, Hold{}, "casefile.hold",
                   [&](store::Writer& w, auto id, const Hold& value, std::int64_t expected) { return review::put_hold(w, *c.actor, c.review->id, id, value, expected); });
}

// --- the review itself ---

Response settings(Context& c) {
  const auto row = c.store().read([&](store::Reader& r) { return review::settings(r, c.review->id); });
  FormOf<Settings> form;
  form.date("panel_met", "When did the panel first meet?", &Settings::panel_met);
  form.text("home_office_reference", "Home Office reference", &Settings::home_office_reference).narrow();
  form.text("kept_by", "Who keeps the file?", &Settings::kept_by).with_hint("A post.");
  form.textarea("notes", "Notes", &Settings::notes).with_hint("These may be disclosed.");
  return edit(c, page_of(c, "The review"), form, row.value, row.version, [&](const Settings& value, std::int64_t expected) {
    return to_casefile(c, c.store().write(c.who(), "casefile.settings", [&](store::Writer& w) { return review::put_settings(w, *c.actor, edition_of(c), c.review->id, value, expected); }));
  });
}

struct Named {
  std::string reference;
  PartnershipId operating;
};

Response reference(Context& c) {
  std::vector<Option> teams;
  c.store().read([&](store::Reader& r) { for (const auto& row : access::partnerships(r)) teams.push_back({row.id.text(), row.value.name, ""}); });
  FormOf<Named> form;
  form.text("reference", "Reference", &Named::reference).must("Enter a reference for the review").narrow().with_hint("Never a real name or the name of a police operation.");
  form.select("operating", "Which team runs the review?", teams, &Named::operating).must("Choose the team that runs the review").with_hint("Its coordinators can open the review; so can those of the partnership that is responsible.");
  return edit(c, page_of(c, "Reference and team"), form, Named{c.review->value.reference, c.review->value.operating}, c.review->version, [&](const Named& value, std::int64_t expected) {
    return to_casefile(c, c.store().write(c.who(), "casefile.reference", [&](store::Writer& w) { return review::rename_review(w, *c.actor, c.review->id, value.reference, value.operating, expected); }));
  });
}

}  // namespace

void add_casefile_routes(Routes& routes) {
  const auto edits = Needs::review(Act::EditReview);
  const auto views = Needs::review(Act::ViewReview);
  routes.emplace_back(Method::Get, "/reviews/:review/casefile", "casefile", views, overview);
  routes.emplace_back(Method::Post, "/reviews/:review/casefile/known-agencies", "casefile: bring in the agencies of scoping", edits, known_agencies);
  add_form(routes, "/reviews/:review/casefile/agencies/:item", "casefile: agency", edits, agency);
  add_form(routes, "/reviews/:review/casefile/agencies/:item/contacts/:n", "casefile: contact at an agency", edits, contact);
  add_form(routes, "/reviews/:review/casefile/appointments/:item", "casefile: appointment", edits, appointment);
  add_form(routes, "/reviews/:review/casefile/appointments/:item/remove", "casefile: remove an appointment", edits, appointment_remove);
  add_form(routes, "/reviews/:review/casefile/terms/new", "casefile: add terms of reference", edits, terms_add);
  routes.emplace_back(Method::Get, "/reviews/:review/casefile/terms/:number", "casefile: terms of reference", views, terms_one);
  add_form(routes, "/reviews/:review/casefile/lines/:item", "casefile: key line of enquiry", edits, line);
  add_form(routes, "/reviews/:review/casefile/proceedings/:item", "casefile: other proceeding", edits, proceeding);
  add_form(routes, "/reviews/:review/casefile/holds/:item", "casefile: hold", edits, hold);
  add_form(routes, "/reviews/:review/casefile/settings", "casefile: the review", edits, settings);
  add_form(routes, "/reviews/:review/casefile/reference", "casefile: reference and team", edits, reference);
}

}  // namespace heed::web

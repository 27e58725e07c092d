#include "web/pages/admin_pages.h"

#include "access/accounts.h"
#include "access/bodies.h"
#include "review/guidance/reference.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

using access::Account;
using access::Agency;
using access::Partnership;
using access::Role;

const std::vector<Option> kTerm = {{"DHR", "Domestic homicide review (DHR)"}, {"DARDR", "Domestic abuse related death review (DARDR)"}};
const std::vector<Option> kJurisdiction = {{"england", "England"}, {"wales", "Wales"}};
const std::vector<Option> kAgencyKinds = {{"police", "Police force"}, {"local_authority", "Local authority"}, {"nhs_trust", "NHS trust or health board"}, {"icb", "Integrated care board"},
                                          {"gp", "GP practice"}, {"probation", "Probation"}, {"housing", "Housing provider"}, {"education", "School or college"},
                                          {"voluntary", "Voluntary or specialist service"}, {"other", "Other"}};
/// Roles that an administrator gives: the whole installation, or a whole partnership. Those of one review are the coordinator's to give.
const std::vector<Role> kGiven = {Role::Coordinator, Role::PartnershipChair, Role::PublicationApprover, Role::Auditor, Role::Administrator};

std::vector<Crumb> crumbs(std::string_view rest = {}, std::string_view text = {}) {
  std::vector<Crumb> out = {{.text = "Administration", .href = "/admin"}};
  if (!rest.empty()) out.push_back({.text = text, .href = "/admin/" + std::string(rest)});
  return out;
}

Html plain_heading(std::string_view title) { return html("<h1 class=\"govuk-heading-l\">{}</h1>", title); }

/// Would the installation be left without an administrator if `without` were none any more?
bool is_last_administrator(store::Reader& r, AccountId without) {
  bool is_one = false;
  for (const auto& account : access::accounts(r)) {
    if (!account.value.active) continue;
    for (const auto& held : access::memberships_of(r, account.id)) {
      if (held.value.role != Role::Administrator) continue;
      if (account.id != without) return false;
      is_one = true;
    }
  }
  return is_one;
}

Error last_administrator() {
  return refused("This is the only administrator.", "Name another administrator first.");
}

// --- the front page ---

Response overview(Context& c) {
  struct Counts { std::size_t people, partnerships, agencies; };
  const auto n = c.store().read([&](store::Reader& r) { return Counts{access::accounts(r).size(), access::partnerships(r).size(), access::agencies(r).size()}; });
  SummaryList list;
  const auto line = [&](std::string key, std::size_t count, std::string href) { list.rows.push_back(row_of(key, html("{}", count), href, "Open")); };
  line("People", n.people, "/admin/people");
  line("Partnerships", n.partnerships, "/admin/partnerships");
  line("Agencies", n.agencies, "/admin/agencies");
  Html main = plain_heading("Administration") + para("Accounts, partnerships and agencies. None of these pages shows review material, and an administrator cannot open a review.") + summary_list(list);
  if (n.partnerships == 0) main += inset_text({.text = "Begin with the partnership, then add its coordinator."});
  return show(c, {.title = "Administration", .main = two_thirds(main), .breadcrumbs = {{.text = "Reviews", .href = "/reviews"}}});
}

// --- people ---

std::string scope_words(store::Reader& r, const access::Membership& held) {
  std::string out(access::words(held.role));
  if (!held.partnership.is_empty())
    if (auto body = access::partnership(r, held.partnership); body.ok()) out += ", " + body->value.name;
  return out;
}

Response people(Context& c) {
  struct Line { access::AccountRow row; std::string roles; std::size_t in_reviews = 0; };
  const auto lines = c.store().read([&](store::Reader& r) {
    std::vector<Line> out;
    for (auto& row : access::accounts(r)) {
      Line l{row, {}, 0};
      for (const auto& held : access::memberships_of(r, row.id)) {
        if (!held.value.review.is_empty()) { ++l.in_reviews; continue; }
        l.roles += (l.roles.empty() ? "" : "; ") + scope_words(r, held.value);
      }
      out.push_back(std::move(l));
    }
    return out;
  });
  Table t;
  t.head = {{.content = "Name"}, {.content = "Email address"}, {.content = "Roles"}, {.content = "Roles in single reviews", .format = "numeric"}, {.content = "Account"}};
  t.first_cell_is_header = true;
  for (const auto& l : lines) {
    const auto& a = l.row.value;
    Tag state{.text = "Open", .classes = "govuk-tag--green"};
    if (!a.active) state = {.text = "Closed", .classes = "govuk-tag--grey"};
    else if (a.password.empty()) state = {.text = "Invited", .classes = "govuk-tag--yellow"};
    Html who = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", "/admin/people/" + l.row.id.text(), a.name.reveal());
    if (!a.job_title.empty()) who += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", a.job_title);
    t.rows.push_back({{.content = who}, {.content = a.email.reveal()}, {.content = l.roles}, {.content = std::to_string(l.in_reviews), .format = "numeric"}, {.content = tag(state)}});
  }
  Html main = plain_heading("People") + button({.text = "Add a person", .href = "/admin/people/new"}) + scroll_region("People", table(t));
  return show(c, {.title = "People", .main = main, .breadcrumbs = crumbs()});
}

FormOf<Account> account_form(Context& c) {
  std::vector<Option> agencies;
  c.store().read([&](store::Reader& r) { for (const auto& row : access::agencies(r)) agencies.push_back({row.id.text(), row.value.name, ""}); });
  FormOf<Account> form;
  form.text("name", "Name", &Account::name).must("Enter the person's name");
  auto& email = form.text("email", "Work email address", &Account::email).must("Enter an email address");
  email.type = "email";
  email.hint = "They sign in with it.";
  form.text("job_title", "Job title", &Account::job_title);
  if (!agencies.empty()) form.select("agency", "Which agency do they work for?", agencies, &Account::agency);
  return form;
}

/// The one page that shows an invitation. The link is kept nowhere in clear: a lost one is replaced by another.
Response invitation_page(Context& c, AccountId id, const std::string& name) {
  const std::string host(c.request.header("host"));
  const auto link = (c.app.secure_cookies ? "https://" : "http://") + host + "/invitation/" + c.app.sessions->invite(id);
  Html main = plain_heading("Invitation") +
              html("<p class=\"govuk-body\">Give this link to <strong>{}</strong>, and to nobody else. With it they choose a password.</p>", name) +
              inset_text({.text = html("<code class=\"heed-code\">{}</code>", link)}) +
              warning_text({.text = "It is shown once, works once and lasts a week. Send it by a way that only they read."}) +
              link_line("/admin/people/" + id.text(), "Roles of this person");
  Response response = show(c, {.title = "Invitation", .main = two_thirds(main), .breadcrumbs = crumbs("people", "People")});
  return response;
}

Response person_new(Context& c) {
  FormPage page{.title = "Add a person", .button = "Add and make an invitation", .cancel = "/admin/people", .breadcrumbs = crumbs("people", "People")};
  std::optional<AccountId> made;
  std::string name;
  auto response = edit(c, page, account_form(c), Account{}, 0, [&](Account value, std::int64_t) -> Result<std::string> {
    value.password.clear();
    value.active = true;
    auto id = c.store().write(c.who(), "account.add", [&](store::Writer& w) { return access::put_account(w, AccountId::random(), value, 0); });
    if (!id.ok()) return id.error();
    made = *id;
    name = value.name.reveal();
    return "/admin/people/" + id->text();
  });
  if (made) return invitation_page(c, *made, name);
  return response;
}

Response person(Context& c) {
  const auto id = c.id<AccountId>("account");
  struct Held { access::MembershipRow row; std::string words; };
  struct Data { Result<access::AccountRow> row; std::vector<Held> held; std::size_t in_reviews = 0; std::string agency; bool last = false; };
  const auto d = c.store().read([&](store::Reader& r) {
    Data out{access::account(r, id), {}, 0, {}, is_last_administrator(r, id)};
    for (const auto& held : access::memberships_of(r, id)) {
      if (!held.value.review.is_empty()) ++out.in_reviews;
      else out.held.push_back({held, scope_words(r, held.value)});
    }
    if (out.row.ok() && !out.row->value.agency.is_empty()) out.agency = access::agency_name(r, out.row->value.agency);
    return out;
  });
  if (!d.row.ok()) return error_page(c, d.row.error());
  const auto& a = d.row->value;
  const auto here = "/admin/people/" + id.text();
  SummaryList list;
  list.rows = {row_of("Name", html("{}", a.name.reveal()), here + "/change"), row_of("Email address", html("{}", a.email.reveal()), here + "/change"),
               row_of("Job title", or_missing(a.job_title), here + "/change"), row_of("Agency", or_missing(d.agency), here + "/change"),
               row_of("Password", a.password.empty() ? html("Not chosen yet") : html("Chosen")),
               row_of("Account", a.active ? html("Open") : html("Closed"))};
  Html main = plain_heading("Account") + summary_list(list);
  Html roles;
  if (d.held.empty()) roles = para("No role in a partnership or the installation.");
  else {
    SummaryList held;
    for (const auto& h : d.held) held.rows.push_back(row_of(h.words, Html(), here + "/roles/" + h.row.id.text(), "Take away"));
    roles = summary_list(held);
  }
  if (d.in_reviews > 0) roles += para(fmt::format("And {} in single reviews, which their coordinators give and take.", d.in_reviews == 1 ? "one role" : fmt::format("{} roles", d.in_reviews)));
  if (a.active) roles += link_line(here + "/roles/new", "Give a role");
  main += section("Roles", roles);
  if (a.active) {
    main += section("Invitation", para(a.password.empty() ? "They have not chosen a password yet. An earlier link that was not used goes on working for a week." : "Somebody who has forgotten their password gets a new link.") +
                                      button_form(c, here + "/invite", {.text = "Make an invitation link", .classes = "govuk-button--secondary"}));
    if (!d.last) main += section("Close the account", para("They are signed out at once and cannot sign in. What they did stays in the history.") + button_form(c, here + "/close", {.text = "Close the account", .classes = "govuk-button--warning"}));
  } else main += section("Open the account again", button_form(c, here + "/open", {.text = "Open the account again", .classes = "govuk-button--secondary"}));
  return show(c, {.title = "Account", .main = two_thirds(main), .breadcrumbs = crumbs("people", "People")});
}

Response person_change(Context& c) {
  const auto row = c.store().read([&](store::Reader& r) { return access::account(r, c.id<AccountId>("account")); });
  if (!row.ok()) return error_page(c, row.error());
  const auto here = "/admin/people/" + row->id.text();
  FormPage page{.title = "Change an account", .cancel = here, .breadcrumbs = crumbs("people", "People")};
  return edit(c, page, account_form(c), row->value, row->version, [&](const Account& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "account.change", [&](store::Writer& w) { return access::put_account(w, row->id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(here, "saved");
  });
}

Response person_invite(Context& c) {
  const auto row = c.store().read([&](store::Reader& r) { return access::account(r, c.id<AccountId>("account")); });
  if (!row.ok()) return error_page(c, row.error());
  if (!row->value.active) return error_page(c, refused("This account is closed.", "Open it again first."));
  return invitation_page(c, row->id, row->value.name.reveal());
}

Response set_active(Context& c, bool active) {
  const auto id = c.id<AccountId>("account");
  auto done = c.store().write(c.who(), active ? "account.open" : "account.close", [&](store::Writer& w) -> Result<AccountId> {
    HEED_ASSIGN(auto row, access::account(w, id));
    if (!active && is_last_administrator(w, id)) return last_administrator();
    row.value.active = active;
    return access::put_account(w, id, row.value, row.version);
  });
  if (!done.ok()) return error_page(c, done.error());
  if (!active) c.app.sessions->end_all(id);
  return Response::redirect(id == c.actor->account && !active ? "/" : with_done("/admin/people/" + id.text(), "saved"));
}
Response person_close(Context& c) { return set_active(c, false); }
Response person_open(Context& c) { return set_active(c, true); }

struct RoleForm {
  std::string role;
  PartnershipId partnership;
};

Response role_new(Context& c) {
  const auto id = c.id<AccountId>("account");
  std::vector<Option> roles, bodies;
  bool known = false;
  c.store().read([&](store::Reader& r) {
    known = access::account(r, id).ok();
    for (const auto& row : access::partnerships(r)) bodies.push_back({row.id.text(), row.value.name, ""});
  });
  if (!known) return error_page(c, not_found());
  for (const auto role : kGiven) roles.push_back({std::string(access::name(role)), std::string(access::words(role)), ""});
  roles[0].hint = "Runs its reviews.";
  roles[1].hint = "Decides, signs off and releases.";
  roles[2].hint = "The second of two who release an edition.";
  roles[3].hint = "Sees who did and opened what, never the material.";
  roles[4].hint = "Looks after this installation, and opens no review.";
  FormOf<RoleForm> form;
  form.radios("role", "Which role?", roles, &RoleForm::role).must("Choose a role");
  form.select("partnership", "In which partnership?", bodies, &RoleForm::partnership).with_hint("Not needed for an administrator.");
  const auto here = "/admin/people/" + id.text();
  FormPage page{.title = "Give a role", .cancel = here, .breadcrumbs = crumbs("people", "People")};
  return edit(c, page, form, RoleForm{}, 0, [&](const RoleForm& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "account.role", [&](store::Writer& w) -> Result<access::MembershipId> {
      const auto role = *access::role_of(value.role);
      if (role != Role::Administrator && !value.partnership.is_empty()) HEED_TRY(access::partnership(w, value.partnership));
      return access::give(w, {id, role, role == Role::Administrator ? PartnershipId{} : value.partnership, {}, {}});
    });
    if (!done.ok()) return done.error();
    return with_done(here, "added");
  });
}

struct Nothing {};

Response role_take(Context& c) {
  const auto id = c.id<AccountId>("account");
  const auto membership = c.id<access::MembershipId>("membership");
  std::string words;
  c.store().read([&](store::Reader& r) {
    for (const auto& held : access::memberships_of(r, id))
      if (held.id == membership && held.value.review.is_empty()) words = scope_words(r, held.value);
  });
  if (words.empty()) return error_page(c, not_found());
  const auto here = "/admin/people/" + id.text();
  FormPage page{.title = "Take this role away?", .before = html("<p class=\"govuk-body\"><strong>{}</strong></p>", words), .button = "Take away", .cancel = here, .breadcrumbs = crumbs("people", "People")};
  return edit(c, page, FormOf<Nothing>{}, Nothing{}, 0, [&](const Nothing&, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "account.role-take", [&](store::Writer& w) -> Result<void> {
      HEED_TRY(access::take_away(w, membership));
      bool any = false;
      for (const auto& account : access::accounts(w))
        for (const auto& held : access::memberships_of(w, account.id)) any = any || (account.value.active && held.value.role == Role::Administrator);
      if (!any) return last_administrator();
      return {};
    });
    if (!done.ok()) return done.error();
    return with_done(here, "removed");
  });
}

// --- names from public registers ---

/// A small search among public names; a name that is found fills the form. Works without a script.
Html finder(const Context& c, std::string_view base, const std::vector<guidance::ReferenceName>& found) {
  const auto& typed = c.request.query("find");
  Input i;
  i.name = "find";
  i.label = {.text = "Find a name in the public registers", .classes = "govuk-label--s"};
  i.hint = {.text = "Or enter it below."};
  i.value = typed;
  i.classes = "govuk-input--width-20";
  Html out = html("<form method=\"get\" novalidate>{}{}</form>", input(i), button({.text = "Find", .classes = "govuk-button--secondary"}));
  if (typed.empty()) return out;
  if (found.empty()) return out + para("No name like that was found. Enter it below.");
  Html lines;
  for (const auto& name : found) {
    Url url{std::string(base)};
    url.query("name", std::string(name.name)).query("area", std::string(name.jurisdiction));
    switch (name.kind) {
      case guidance::ReferenceKind::Partnership: break;
      case guidance::ReferenceKind::PoliceForce: url.query("kind", "police"); break;
      case guidance::ReferenceKind::NhsTrust:
      case guidance::ReferenceKind::HealthBoard: url.query("kind", "nhs_trust"); break;
      case guidance::ReferenceKind::IntegratedCareBoard: url.query("kind", "icb"); break;
    }
    lines += html("<li><a class=\"govuk-link\" href=\"{}\">{}</a></li>", url.str(), name.name);
  }
  return out + html("<ul class=\"govuk-list\">{}</ul>{}", lines, muted(guidance::reference_attribution()));
}

bool offered(const std::vector<Option>& options, const std::string& value) {
  return std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.value == value; });
}

template <class Body>
void keep_former_name(const Body& before, Body& now, Day today) {
  if (before.name == now.name || before.name.empty()) return;
  access::DatedName former;
  former.name = before.name;
  if (!before.former_names.empty()) former.from = before.former_names.back().until;
  former.until = today;
  now.former_names.push_back(std::move(former));
}

Html former_names_html(const std::vector<access::DatedName>& names) {
  if (names.empty()) return {};
  Html lines;
  for (const auto& name : names) lines += html("<li>{}{}</li>", name.name, name.until ? html(", until {}", in_words(*name.until)) : Html());
  return section("Former names", html("<ul class=\"govuk-list\">{}</ul>", lines));
}

// --- partnerships ---

Response partnerships(Context& c) {
  const auto rows = c.store().read([&](store::Reader& r) { return access::partnerships(r); });
  Html main = plain_heading("Partnerships") + button({.text = "Add a partnership", .href = "/admin/partnerships/new"});
  if (rows.empty()) main += para("There is no partnership yet. Add the one that is responsible for reviews here.");
  else {
    Table t;
    t.head = {{.content = "Name"}, {.content = "Calls a review"}, {.content = "In"}, {.content = "Public email address"}};
    t.first_cell_is_header = true;
    for (const auto& row : rows)
      t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", "/admin/partnerships/" + row.id.text(), row.value.name)}, {.content = row.value.review_term},
                        {.content = words_of(kJurisdiction, row.value.jurisdiction)}, {.content = row.value.contact_email}});
    main += scroll_region("Partnerships", table(t));
  }
  return show(c, {.title = "Partnerships", .main = main, .breadcrumbs = crumbs()});
}

Response partnership(Context& c) {
  const bool is_new = c.captures["partnership"] == "new";
  access::PartnershipRow row;
  if (!is_new) {
    auto found = c.store().read([&](store::Reader& r) { return access::partnership(r, c.id<PartnershipId>("partnership")); });
    if (!found.ok()) return error_page(c, found.error());
    row = std::move(*found);
  }
  FormPage page{.title = is_new ? "Add a partnership" : "Partnership", .cancel = "/admin/partnerships", .breadcrumbs = crumbs("partnerships", "Partnerships")};
  if (is_new) {
    if (!c.is_post()) {
      row.value.name = c.request.query("name");
      if (offered(kJurisdiction, c.request.query("area"))) row.value.jurisdiction = c.request.query("area");
    }
    page.before = finder(c, "/admin/partnerships/new", guidance::suggest(guidance::ReferenceKind::Partnership, c.request.query("find")));
  } else {
    page.before = former_names_html(row.value.former_names) +
                  html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/admin/partnerships/{}/template\">Report template</a></p>", row.id.text());
  }
  FormOf<Partnership> form;
  form.text("name", "Name", &Partnership::name).must("Enter the partnership's name").with_hint(is_new ? "" : "The name before is kept as a former name.");
  form.radios("review_term", "What does it call a review?", kTerm, &Partnership::review_term).must("Choose what it calls a review");
  form.radios("jurisdiction", "Where is it?", kJurisdiction, &Partnership::jurisdiction).must("Choose where it is");
  auto& email = form.text("contact_email", "Public email address", &Partnership::contact_email).with_hint("A team's mailbox. Published pages show it.");
  email.type = "email";
  form.text("local_guidance_title", "Title of the local guidance", &Partnership::local_guidance_title);
  form.text("local_guidance_url", "Its address on the web", &Partnership::local_guidance_url).with_hint("Beginning with https://");
  form.textarea("local_guidance", "What published pages say about reviews in the area", &Partnership::local_guidance).with_hint("Plain paragraphs. Leave a line empty between them.");
  return edit(c, page, form, row.value, row.version, [&](Partnership value, std::int64_t expected) -> Result<std::string> {
    if (!value.local_guidance_url.empty() && !value.local_guidance_url.starts_with("https://") && !value.local_guidance_url.starts_with("http://"))
      return bad_field("local_guidance_url", "Enter an address that begins with https://");
    if (!value.contact_email.empty() && value.contact_email.find('@') == std::string::npos)
      return bad_field("contact_email", "Enter an email address in the correct format, like name@example.org");
    if (!is_new) keep_former_name(row.value, value, c.app.clock.today());
    auto done = c.store().write(c.who(), "partnership.change", [&](store::Writer& w) { return access::put_partnership(w, is_new ? PartnershipId::random() : row.id, value, is_new ? 0 : expected); });
    if (!done.ok()) return done.error();
    return with_done("/admin/partnerships", is_new ? "added" : "saved");
  });
}

// --- agencies ---

Response agencies(Context& c) {
  const auto rows = c.store().read([&](store::Reader& r) { return access::agencies(r); });
  Html main = plain_heading("Agencies") + button({.text = "Add an agency", .href = "/admin/agencies/new"});
  if (rows.empty()) main += para("There is no agency yet. Add those that take part in reviews; a coordinator then brings them into a review.");
  else {
    Table t;
    t.head = {{.content = "Name"}, {.content = "Kind"}, {.content = "By what authority"}, {.content = "Former names"}};
    t.first_cell_is_header = true;
    for (const auto& row : rows) {
      std::string former;
      for (const auto& name : row.value.former_names) former += (former.empty() ? "" : "; ") + name.name;
      t.rows.push_back({{.content = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", "/admin/agencies/" + row.id.text(), row.value.name)}, {.content = words_of(kAgencyKinds, row.value.kind)},
                        {.content = row.value.listed ? "Section 9(4)" : "Invited"}, {.content = former}});
    }
    main += scroll_region("Agencies", table(t));
  }
  return show(c, {.title = "Agencies", .main = main, .breadcrumbs = crumbs()});
}

Response agency(Context& c) {
  const bool is_new = c.captures["body"] == "new";
  access::AgencyRow row;
  if (!is_new) {
    auto found = c.store().read([&](store::Reader& r) { return access::agency(r, c.id<AgencyId>("body")); });
    if (!found.ok()) return error_page(c, found.error());
    row = std::move(*found);
  }
  FormPage page{.title = is_new ? "Add an agency" : "Agency", .cancel = "/admin/agencies", .breadcrumbs = crumbs("agencies", "Agencies")};
  if (is_new) {
    if (!c.is_post()) {
      row.value.name = c.request.query("name");
      if (offered(kAgencyKinds, c.request.query("kind"))) {
        row.value.kind = c.request.query("kind");
        row.value.listed = true;
      }
    }
    auto found = guidance::suggest_any(c.request.query("find"));
    std::erase_if(found, [](const guidance::ReferenceName& name) { return name.kind == guidance::ReferenceKind::Partnership; });
    page.before = finder(c, "/admin/agencies/new", found);
  } else page.before = former_names_html(row.value.former_names);
  FormOf<Agency> form;
  form.text("name", "Name", &Agency::name).must("Enter the agency's name").with_hint(is_new ? "" : "The name before is kept as a former name.");
  form.radios("kind", "What is it?", kAgencyKinds, &Agency::kind).must("Choose what it is");
  form.radios("listed", "Is it listed in section 9(4) of the 2004 Act?", {{"yes", "Yes", "Police, local authorities, NHS bodies and probation are."}, {"no", "No, it is invited"}}, &Agency::listed)
      .must("Choose whether it is listed");
  return edit(c, page, form, row.value, row.version, [&](Agency value, std::int64_t expected) -> Result<std::string> {
    if (!is_new) keep_former_name(row.value, value, c.app.clock.today());
    auto done = c.store().write(c.who(), "agency.change", [&](store::Writer& w) { return access::put_agency(w, is_new ? AgencyId::random() : row.id, value, is_new ? 0 : expected); });
    if (!done.ok()) return done.error();
    return with_done("/admin/agencies", is_new ? "added" : "saved");
  });
}

}  // namespace

void add_admin_routes(Routes& routes) {
  const auto needs = Needs::installation(Act::ManageInstallation);
  routes.emplace_back(Method::Get, "/admin", "administration", needs, overview);
  routes.emplace_back(Method::Get, "/admin/people", "accounts", needs, people);
  add_form(routes, "/admin/people/new", "add an account", needs, person_new);
  routes.emplace_back(Method::Get, "/admin/people/:account", "account", needs, person);
  add_form(routes, "/admin/people/:account/change", "change an account", needs, person_change);
  routes.emplace_back(Method::Post, "/admin/people/:account/invite", "make an invitation", needs, person_invite);
  routes.emplace_back(Method::Post, "/admin/people/:account/close", "close an account", needs, person_close);
  routes.emplace_back(Method::Post, "/admin/people/:account/open", "open an account again", needs, person_open);
  add_form(routes, "/admin/people/:account/roles/new", "give a role", needs, role_new);
  add_form(routes, "/admin/people/:account/roles/:membership", "take a role away", needs, role_take);
  routes.emplace_back(Method::Get, "/admin/partnerships", "partnerships", needs, partnerships);
  add_form(routes, "/admin/partnerships/:partnership", "partnership", needs, partnership);
  routes.emplace_back(Method::Get, "/admin/agencies", "agencies", needs, agencies);
  add_form(routes, "/admin/agencies/:body", "agency", needs, agency);
}

}  // namespace heed::web

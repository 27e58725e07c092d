#include "web/pages/access_pages.h"

#include "review/casefile/casefile.h"
#include "review/casefile/review_access.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

std::vector<Crumb> crumbs(const Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Access", .href = c.here("access")}};
}

struct Held {
  access::MembershipRow row;
  std::string name, job_title, agency, declared;
};
struct KeptOut {
  access::ExclusionRow row;
  std::string name;
};
struct Conflict {
  access::DeclarationRow row;
  std::string name;
};

Response overview(Context& c) {
  struct Data { std::vector<Held> held, partnership; std::vector<KeptOut> out; std::vector<Conflict> open, settled; };
  const auto data = c.store().read([&](store::Reader& r) {
    Data d;
    const auto describe = [&](const access::MembershipRow& row) {
      Held h{row, access::display_name(r, row.value.account), {}, {}, "Not yet, so nothing is open to them"};
      if (auto account = access::account(r, row.value.account); account.ok()) {
        h.job_title = account->value.job_title;
        if (!account->value.active) h.declared = "The account is closed";
      }
      if (!row.value.agency.is_empty()) h.agency = access::agency_name(r, row.value.agency);
      if (const auto said = access::declaration_of(r, c.review->id, row.value.account)) h.declared = said->value.conflict ? (said->value.settled ? "A connection, settled" : "A connection, to settle") : "No connection";
      return h;
    };
    for (const auto& row : access::memberships_in(r, c.review->id)) d.held.push_back(describe(row));
    for (const auto& row : access::memberships_in(r, c.review->value.responsible)) d.partnership.push_back(describe(row));
    if (c.review->value.operating != c.review->value.responsible)
      for (const auto& row : access::memberships_in(r, c.review->value.operating)) d.partnership.push_back(describe(row));
    for (const auto& row : access::exclusions(r, c.review->id))
      d.out.push_back({row, row.value.account.is_empty() ? row.value.email.reveal() : access::display_name(r, row.value.account)});
    for (const auto& row : access::declarations(r, c.review->id))
      if (row.value.conflict) (row.value.settled ? d.settled : d.open).push_back({row, access::display_name(r, row.value.account)});
    return d;
  });

  Html main = heading(c, "Access");
  main += para("Who may open this review, and who must not. A change works from the next page that somebody asks for.");
  if (!data.open.empty()) {
    SummaryList list;
    for (const auto& conflict : data.open)
      list.rows.push_back(row_of(conflict.name, paragraphs(conflict.row.value.details), conflict.row.value.account == c.actor->account ? std::string() : c.here("access/declarations/" + conflict.row.id.text()), "Settle"));
    main += section("Connections to settle", para("These people told of a connection. The review stays closed to them until somebody has looked at it.") + summary_list(list));
  }

  Html roles;
  if (data.held.empty()) roles = inset_text({.text = "Nobody has a role in this review alone yet. Add the independent chair first, then the panel, then each agency's author."});
  else {
    Table t;
    t.head = {{.content = "Name"}, {.content = "Role"}, {.content = "Agency"}, {.content = "Declared"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    t.first_cell_is_header = true;
    for (const auto& h : data.held) {
      Html who = html("{}", h.name);
      if (!h.job_title.empty()) who += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", h.job_title);
      t.rows.push_back({{.content = who}, {.content = std::string(access::words(h.row.value.role))}, {.content = h.agency}, {.content = h.declared},
                        {.content = html("<a class=\"govuk-link\" href=\"{}\">Take away<span class=\"govuk-visually-hidden\"> {} from {}</span></a>", c.here("access/roles/" + h.row.id.text()),
                                         access::words(h.row.value.role), h.name)}});
    }
    roles = scroll_region("Roles in this review", table(t));
  }
  roles += button({.text = "Give a role", .href = c.here("access/give"), .classes = "govuk-button--secondary"});
  main += section("Roles in this review", roles);

  Html kept;
  if (data.out.empty()) kept = para("Nobody is kept out by name. Add whoever knew those concerned, or is related to somebody who did, whatever their role.");
  else {
    Table t;
    t.head = {{.content = "Who"}, {.content = "Why"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    t.first_cell_is_header = true;
    for (const auto& out : data.out)
      t.rows.push_back({{.content = out.name}, {.content = out.row.value.reason},
                        {.content = html("<a class=\"govuk-link\" href=\"{}\">Let back<span class=\"govuk-visually-hidden\"> {}</span></a>", c.here("access/exclusions/" + out.row.id.text()), out.name)}});
    kept = scroll_region("Kept out", table(t));
  }
  kept += button({.text = "Keep somebody out", .href = c.here("access/keep-out"), .classes = "govuk-button--secondary"});
  main += section("Kept out of this review", kept);

  if (!data.settled.empty()) {
    SummaryList list;
    for (const auto& conflict : data.settled) list.rows.push_back(row_of(conflict.name, html("{}<br>Opened because: {}", conflict.row.value.details, conflict.row.value.settled_note)));
    main += section("Connections that were settled", summary_list(list));
  }

  Table whole;
  whole.head = {{.content = "Name"}, {.content = "Role"}, {.content = "Declared for this review"}};
  whole.first_cell_is_header = true;
  for (const auto& h : data.partnership) whole.rows.push_back({{.content = h.name}, {.content = std::string(access::words(h.row.value.role))}, {.content = h.declared}});
  main += section("Roles in the whole partnership", para("An administrator gives and takes these. Keep somebody out above where they must not open this review.") +
                                                        (whole.rows.empty() ? Html() : scroll_region("Roles in the whole partnership", table(whole))));
  return show(c, {.title = "Access", .main = main, .seen_by = Act::ManageAccess});
}

struct GiveForm {
  PersonalText email;
  std::string role;
  AgencyId agency;
};

Response give(Context& c) {
  std::vector<Option> roles, agencies;
  for (const auto role : review::roles_of_a_review()) roles.push_back({std::string(access::name(role)), std::string(access::words(role)), ""});
  roles[0].hint = "Sees and does all that the review needs, the families' pages with it.";
  roles[1].hint = "Sees the register, chronology, findings and report; their own agency's return; no family page.";
  roles[2].hint = "Works on one agency's return and sees nothing else.";
  c.store().read([&](store::Reader& r) {
    for (const auto& row : review::agencies_of_review(r, c.review->id)) agencies.push_back({row.value.agency.text(), access::agency_name(r, row.value.agency), ""});
  });
  FormOf<GiveForm> form;
  auto& email = form.text("email", "Email address that they sign in with", &GiveForm::email).must("Enter the email address that they sign in with");
  email.type = "email";
  form.radios("role", "Which role?", roles, &GiveForm::role).must("Choose a role");
  form.select("agency", "For which agency?", agencies, &GiveForm::agency).with_hint("Needed for an author. For a panel member, the agency that they come from. Agencies are added to the review under Casefile.");
  FormPage page{.title = "Give a role in this review", .cancel = c.here("access"), .breadcrumbs = crumbs(c)};
  page.before = para("They are asked whether they have a connection to those concerned before anything opens to them.");
  return edit(c, page, form, GiveForm{}, 0, [&](const GiveForm& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "access.give", [&](store::Writer& w) -> Result<access::MembershipId> {
      const auto account = access::account_by_email(w, value.email);
      if (!account) return bad_field("email", "Nobody signs in with this address yet. Ask an administrator to add them");
      return review::give_role(w, *c.actor, c.review->id, {account->id, *access::role_of(value.role), {}, {}, value.agency});
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("access"), "added");
  });
}

struct Nothing {};

Response take(Context& c) {
  const auto id = c.id<access::MembershipId>("membership");
  std::string who;
  c.store().read([&](store::Reader& r) {
    for (const auto& held : access::memberships_in(r, c.review->id))
      if (held.id == id) who = access::display_name(r, held.value.account) + ", " + std::string(access::words(held.value.role));
  });
  if (who.empty()) return error_page(c, not_found());
  FormPage page{.title = "Take this role away?", .before = html("<p class=\"govuk-body\"><strong>{}</strong></p>", who) + para("What they did stays in the history."), .button = "Take away",
                .cancel = c.here("access"), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<Nothing>{}, Nothing{}, 0, [&](const Nothing&, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "access.take", [&](store::Writer& w) { return review::take_role(w, *c.actor, c.review->id, id); });
    if (!done.ok()) return done.error();
    return with_done(c.here("access"), "removed");
  });
}

Response keep_out(Context& c) {
  using access::Exclusion;
  FormOf<Exclusion> form;
  auto& email = form.text("email", "Email address", &Exclusion::email).must("Enter an email address");
  email.type = "email";
  email.hint = "The address that they sign in with. Where they have no account, it keeps out one that is made later.";
  form.textarea("reason", "Why must they not see this review?", &Exclusion::reason).tall(3).must("Enter why they must not see this review").with_hint("Only those who manage access see this.");
  FormPage page{.title = "Keep somebody out of this review", .button = "Keep out", .cancel = c.here("access"), .breadcrumbs = crumbs(c)};
  page.before = para("It works at once and whatever roles they hold, also in the whole partnership. They are not told.");
  return edit(c, page, form, Exclusion{}, 0, [&](const Exclusion& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "access.keep-out", [&](store::Writer& w) { return review::keep_out(w, *c.actor, c.review->id, value); });
    if (!done.ok()) return done.error();
    // Whoever kept themselves out cannot open this page any more.
    const auto account = c.store().read([&](store::Reader& r) { return access::account_by_email(r, value.email); });
    return account && account->id == c.actor->account ? std::string("/reviews?done=saved") : with_done(c.here("access"), "saved");
  });
}

Response let_back(Context& c) {
  const auto row = row_with(c.store().read([&](store::Reader& r) { return access::exclusions(r, c.review->id); }), c.id<access::ExclusionId>("exclusion"));
  if (!row) return error_page(c, not_found());
  FormPage page{.title = "Let this person back?", .before = html("<p class=\"govuk-body\">Kept out because: {}</p>", row->value.reason) + para("Whatever roles they hold work again at once."),
                .button = "Let back", .cancel = c.here("access"), .breadcrumbs = crumbs(c)};
  return edit(c, page, FormOf<access::Exclusion>{}, row->value, row->version, [&](const access::Exclusion&, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "access.let-back", [&](store::Writer& w) { return review::let_back(w, *c.actor, c.review->id, row->id, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("access"), "removed");
  });
}

Response settle(Context& c) {
  using access::Declaration;
  const auto row = row_with(c.store().read([&](store::Reader& r) { return access::declarations(r, c.review->id); }), c.id<access::DeclarationId>("declaration"));
  if (!row || !row->value.conflict) return error_page(c, not_found());
  const auto name = c.store().read([&](store::Reader& r) { return access::display_name(r, row->value.account); });
  FormOf<Declaration> form;
  form.textarea("note", "Why may the review open to them?", &Declaration::settled_note).tall(3).must("Enter why the review may open to them").with_hint("Who looked at it, and what was agreed.");
  FormPage page{.title = "Settle a connection", .button = "Open the review to them", .cancel = c.here("access"), .breadcrumbs = crumbs(c)};
  page.before = html("<p class=\"govuk-body\">{} told of this connection:</p>{}", name, inset_text({.text = row->value.details})) +
                para("Where it must stay closed to them, leave this and take their role away, or keep them out.");
  return edit(c, page, form, row->value, row->version, [&](const Declaration& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "access.settle", [&](store::Writer& w) { return review::settle_conflict(w, *c.actor, c.review->id, row->id, value.settled_note, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("access"), "saved");
  });
}

}  // namespace

void add_access_routes(Routes& routes) {
  const auto needs = Needs::review(Act::ManageAccess);
  routes.emplace_back(Method::Get, "/reviews/:review/access", "access", needs, overview);
  add_form(routes, "/reviews/:review/access/give", "give a role in a review", needs, give);
  add_form(routes, "/reviews/:review/access/roles/:membership", "take a role in a review away", needs, take);
  add_form(routes, "/reviews/:review/access/keep-out", "keep somebody out of a review", needs, keep_out);
  add_form(routes, "/reviews/:review/access/exclusions/:exclusion", "let somebody back into a review", needs, let_back);
  add_form(routes, "/reviews/:review/access/declarations/:declaration", "settle a declared connection", needs, settle);
}

}  // namespace heed::web

// Versions of a report that never change: freezing one, who read it and who signed it off.
#include "review/casefile/casefile.h"
#include "review/report/structured_text.h"
#include "web/pages/report_parts.h"

namespace heed::web::report {

namespace {

using review::SignOffKind;

struct FreezeForm {
  std::string note;
};

Response freeze_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto s = c.store().read([&](store::Reader& r) { return standing_of(r, c, *kind); });
  Html before = para("A frozen version is never changed. It is what the family reads, what is signed off, and what goes to the Home Office. You can go on writing and freeze another.");
  if (!s.missing.empty()) {
    Html list;
    for (const auto& m : s.missing) list += html("<li>{}</li>", m);
    before += inset_text({.text = html("<p class=\"govuk-body\">Before it can be frozen, it needs:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list)});
  }
  if (s.hits) before += html("<p class=\"govuk-body\">{}</p>", link(at(c, *kind, "words"), s.hits == 1 ? "Look at 1 word that may blame first" : "Look at " + std::to_string(s.hits) + " words that may blame first"));
  FormOf<FreezeForm> form;
  form.textarea("note", s.last ? "What is new in this version?" : "A note on this version (optional)", &FreezeForm::note).tall(3);
  FormPage page{.title = "Freeze a version of the " + kind->title, .before = before, .button = "Freeze this version", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, FreezeForm{}, 0, [&](const FreezeForm& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.freeze", [&](store::Writer& w) { return review::freeze(w, *c.actor, edition_of(c), c.review->id, kind->id, value.note); });
    if (!done.ok()) return done.error();
    return with_done(c.here("report/version/" + done->text()), "added");
  });
}

Result<review::ReportVersionRow> version_of(Context& c) {
  return c.store().read([&](store::Reader& r) { return review::report_version(r, c.review->id, c.id<review::ReportVersionId>("version")); });
}

Response version_page(Context& c) {
  auto row = version_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const auto& v = row->value;
  struct Seen { std::vector<review::ReportSignOffRow> sign_offs; std::vector<std::string> agencies; bool newest; };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s{review::report_sign_offs(r, c.review->id, row->id), {}, false};
    for (const auto& so : s.sign_offs) s.agencies.push_back(so->agency.is_empty() ? "" : access::agency_name(r, so->agency));
    const auto last = review::frozen(r, c.review->id, v.kind);
    s.newest = last && last->id == row->id;
    return s;
  });
  const std::string here = c.here("report/version/" + row->id.text());
  const auto names = names_shown(c);
  Html main = heading(c, v.title + ", version " + std::to_string(v.number)) + names_switch(c, names);
  main += muted("Frozen on " + in_words(v.frozen_on) + (v.note.empty() ? "." : ". " + v.note));
  if (!seen.newest) main += inset_text({.text = "There is a later version of this document."});
  if (seen.sign_offs.empty()) main += h2("Readings and sign-offs") + para("None has been recorded for this version yet. Begin with the family: they are offered the draft in private and with enough time.");
  else {
    Timeline t;
    t.heading_level = 3;
    for (std::size_t i = 0; i < seen.sign_offs.size(); ++i) {
      const auto& so = seen.sign_offs[i].value;
      const auto said = text_in(c, names, {{"", so.remarks, so.answer}}).front();
      Html text = html("<p>{}</p>", outcome_words(so.outcome));
      if (!so.remarks.empty()) text += html("<p><strong>Remarks:</strong> {}</p>", said.heading);
      if (!so.answer.empty()) text += html("<p><strong>What was done about them:</strong> {}</p>", said.text);
      std::string who = so.name.reveal();
      if (!so.post.empty()) who += (who.empty() ? "" : ", ") + so.post;
      t.items.push_back({.label = seen.agencies[i].empty() ? by_words(so.by) : seen.agencies[i], .datetime = iso(so.on), .date = in_words(so.on), .text = text, .byline = who});
    }
    main += h2("Readings and sign-offs") + timeline(t);
  }
  if (seen.newest) {
    std::vector<Html> buttons;
    const auto add = [&](std::string_view by, std::string_view text) { buttons.push_back(button({.text = text, .href = here + "/sign-off/" + std::string(by), .classes = "govuk-button--secondary"})); };
    if (c.may(Act::EditReport)) {
      add("family", "The family’s reading");
      add("panel", "The panel’s sign-off");
      add("agency", "An agency’s sign-off");
    }
    if (c.may(Act::SignOffReport)) add("partnership", "The partnership’s sign-off");
    if (!buttons.empty()) main += html("<p class=\"govuk-body\">Record:</p>") + button_group(buttons);
  }
  if (c.may(Act::Export)) main += linked_line(here + "/files", "Download it as a file");
  main += details({.summary = "Its digest (SHA-256)", .content = html("<code class=\"heed-plain\">{}</code>", v.sha256)});
  main += html("<hr class=\"govuk-section-break govuk-section-break--l govuk-section-break--visible\">") + text_html(text_in(c, names, v.sections));
  return show(c, {.title = v.title + ", version " + std::to_string(v.number), .main = two_thirds(main), .breadcrumbs = crumbs(c, edition_of(c).document(v.kind)), .seen_by = Act::ViewReport});
}

struct SignOffForm {
  AgencyId agency;
  PersonalText name;
  std::string post, outcome, remarks, answer;
  UncertainDate on;
};

Response sign_off(Context& c, SignOffKind by) {
  auto row = version_of(c);
  if (!row.ok()) return error_page(c, row.error());
  FormOf<SignOffForm> form;
  if (by == SignOffKind::Agency) {
    const auto agencies = c.store().read([&](store::Reader& r) {
      std::vector<Option> out;
      for (const auto& a : review::agencies_of_review(r, c.review->id)) out.push_back({a->agency.text(), access::agency_name(r, a->agency), ""});
      return out;
    });
    form.select("agency", "Which agency?", agencies, &SignOffForm::agency).must("Choose the agency");
  }
  if (by == SignOffKind::Family) {
    form.radios("outcome", "What did they do?",
                {{"read", "They read it"}, {"read_with_remarks", "They read it and had something to say"}, {"chose_not_to", "They were offered it and chose not to read it"},
                 {"not_reached", "They could not be reached"}}, &SignOffForm::outcome).must("Choose what they did");
    form.text("post", "Who it was, without a name (optional)", &SignOffForm::post).with_hint("For example, two of the family, with their advocate.");
  } else {
    form.radios("outcome", "What did they say?", {{"agreed", "They agree it"}, {"agreed_with_remarks", "They agree it, with remarks"}, {"not_agreed", "They do not agree it"}}, &SignOffForm::outcome)
        .must("Choose what they said");
    form.text("name", "Who signed it off?", &SignOffForm::name).must("Enter who signed it off");
    form.text("post", "Their post", &SignOffForm::post).must("Enter their post");
  }
  form.date("on", "When?", &SignOffForm::on).must("Enter the day").with_hint("An exact day, for example 22 May 2026");
  form.textarea("remarks", "What they said (if anything)", &SignOffForm::remarks);
  form.textarea("answer", "What was done about it (if anything)", &SignOffForm::answer).tall(3);
  const std::string here = c.here("report/version/" + row->id.text());
  std::string title = by == SignOffKind::Family ? "The family’s reading" : by == SignOffKind::Panel ? "The panel’s sign-off" : by == SignOffKind::Agency ? "An agency’s sign-off" : "The partnership’s sign-off";
  FormPage page{.title = std::move(title), .before = para(row->value.title + ", version " + std::to_string(row->value.number) + "."), .cancel = here,
                .breadcrumbs = crumbs(c, edition_of(c).document(row->value.kind))};
  return edit(c, page, form, SignOffForm{}, 0, [&](const SignOffForm& value, std::int64_t) -> Result<std::string> {
    const auto day = review::clock_day(value.on);
    if (!day) return bad_field("on", "Enter an exact day, for example 22 May 2026");
    review::ReportSignOff so;
    so.version = row->id;
    so.by = by;
    so.agency = value.agency;
    so.name = value.name;
    so.post = value.post;
    so.on = *day;
    so.outcome = value.outcome;
    so.remarks = value.remarks;
    so.answer = value.answer;
    auto done = c.store().write(c.who(), "report.sign_off", [&](store::Writer& w) { return review::sign_off_report(w, *c.actor, edition_of(c), c.review->id, so); });
    if (!done.ok()) return done.error();
    return with_done(here, "signed");
  });
}
Response sign_off_family(Context& c) { return sign_off(c, SignOffKind::Family); }
Response sign_off_panel(Context& c) { return sign_off(c, SignOffKind::Panel); }
Response sign_off_agency(Context& c) { return sign_off(c, SignOffKind::Agency); }
Response sign_off_partnership(Context& c) { return sign_off(c, SignOffKind::Partnership); }

}  // namespace

void add_version_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewReport), change = Needs::review(Act::EditReport);
  routes.emplace_back(Method::Get, "/reviews/:review/report/version/:version", "report: a frozen version", view, version_page);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/family", "report: the family's reading", change, sign_off_family);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/panel", "report: the panel's sign-off", change, sign_off_panel);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/agency", "report: an agency's sign-off", change, sign_off_agency);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/partnership", "report: the partnership's sign-off", Needs::review(Act::SignOffReport), sign_off_partnership);
  add_form(routes, "/reviews/:review/report/:kind/freeze", "report: freeze a version", change, freeze_page);
}

}  // namespace heed::web::report

#include "web/pages/evidence_pages.h"

#include "review/casefile/casefile.h"
#include "review/evidence/evidence.h"
#include "web/forms.h"
#include "web/pages/day_field.h"

namespace heed::web {

namespace {

using review::Return;
using review::ReturnStatus;

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

std::string return_href(const Context& c, AgencyId agency, review::ReturnId id) {
  return c.here("agency/" + agency.text() + "/return/" + id.text());
}

Html standing(const review::Owed& o) {
  const auto& v = o.row.value;
  if (o.days_late)
    return tag({.text = fmt::format("{} {} late", o.days_late, o.days_late == 1 ? "day" : "days"), .classes = "govuk-tag--red"}) +
           html("<br>{}", review::words(v.status));
  switch (v.status) {
    case ReturnStatus::Asked: return tag({.text = "Asked", .classes = "govuk-tag--blue"});
    case ReturnStatus::Working: return tag({.text = "Being written", .classes = "govuk-tag--light-blue"});
    case ReturnStatus::SentBack: return tag({.text = "Sent back for amendment", .classes = "govuk-tag--yellow"});
    case ReturnStatus::HandedIn: return tag({.text = "Handed in: to read", .classes = "govuk-tag--purple"});
    case ReturnStatus::Accepted: return tag({.text = "Accepted", .classes = "govuk-tag--green"});
    case ReturnStatus::Cancelled: return tag({.text = "No longer asked for", .classes = "govuk-tag--grey"});
  }
  return {};
}

Response agencies(Context& c) {
  const Day today = c.app.clock.today();
  const auto owed = c.store().read([&](store::Reader& r) { return review::owed(r, *c.actor, *c.review, today); });
  Html main = heading(c, "Who owes what");
  main += button({.text = "Ask an agency for a return", .href = c.here("agencies/ask")});
  if (owed.empty()) {
    main += inset_text({.text = "No agency has been asked for a return yet. Ask for a chronology from every agency that knew somebody, and for a review of its own work from those with significant contact."});
    return show(c, {.title = "Who owes what", .main = two_thirds(main), .seen_by = Act::RequestReturn});
  }
  int late = 0, to_read = 0, open = 0;
  for (const auto& o : owed) {
    late += o.days_late > 0;
    to_read += o.row->status == ReturnStatus::HandedIn;
    open += review::is_owed(o.row.value);
  }
  main += para(fmt::format("{} still owed, {} of them late; {} handed in and waiting to be read.", open, late, to_read));
  Table t;
  t.first_cell_is_header = true;
  t.head = {{.content = "Agency"}, {.content = "Return"}, {.content = "Due"}, {.content = "Where it stands"}, {.content = "Version"}, {.content = "Signed off"}};
  for (const auto& o : owed) {
    const auto& v = o.row.value;
    const Html name = html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\">, {}</span></a>",
                           return_href(c, v.agency, o.row.id), o.agency, v.title);
    t.rows.push_back({{.content = name}, {.content = capital(v.title) + (v.nil ? ": no trace found" : "")}, {.content = in_words(v.due)}, {.content = standing(o)},
                      {.content = v.versions ? std::to_string(v.versions) : std::string("None yet")},
                      {.content = v.signed_off ? std::string("Yes") : std::string("No")}});
  }
  main += scroll_region("Returns, by due day", table(t));
  return show(c, {.title = "Who owes what", .main = main, .seen_by = Act::RequestReturn});
}

// --- asking ---

struct AskForm {
  AgencyId agency;
  std::string kind;
};

Response ask_whom(Context& c) {
  const auto& edition = edition_of(c);
  std::vector<Option> agencies;
  c.store().read([&](store::Reader& r) {
    // Those of the casefile first; an agency that Heed knows may be asked before it is entered there.
    std::vector<AgencyId> in_review;
    for (const auto& row : review::agencies_of_review(r, c.review->id)) {
      in_review.push_back(row->agency);
      agencies.push_back({row->agency.text(), access::agency_name(r, row->agency), ""});
    }
    for (const auto& row : access::agencies(r))
      if (std::find(in_review.begin(), in_review.end(), row.id) == in_review.end()) agencies.push_back({row.id.text(), row.value.name, ""});
  });
  std::vector<Option> kinds;
  for (const auto& kind : edition.return_kinds)
    if (kind.id != "nil_return") kinds.push_back({kind.id, capital(kind.article_title), kind.hint});
  FormOf<AskForm> form;
  form.select("agency", "Which agency?", agencies, &AskForm::agency).must("Choose the agency");
  form.radios("kind", "What do you ask for?", kinds, &AskForm::kind).must("Choose what to ask for");
  FormPage page{.title = "Ask an agency for a return", .button = "Continue", .cancel = c.here("agencies")};
  page.before = para("An agency that holds nothing answers with \"no trace found\"; it need not be asked differently.");
  return edit(c, page, form, AskForm{}, 0, [&](const AskForm& f, std::int64_t) -> Result<std::string> {
    return c.here("agency/" + f.agency.text() + "/ask/" + f.kind);
  });
}

struct RequestForm {
  std::string body, period_from, period_until, letter, more;
  Day asked_on{}, due{};
  std::vector<std::string> lines;
};

Response ask(Context& c) {
  const auto& edition = edition_of(c);
  const std::string kind_id(c.captures["kind"]);
  const auto* kind = edition.return_kind(kind_id);
  const Day today = c.app.clock.today();
  std::string name;
  std::vector<review::KeyLineRow> lines;
  RequestForm current;
  const bool known = c.store().read([&](store::Reader& r) {
    const auto agency = access::agency(r, c.agency);
    if (!agency.ok()) return false;
    name = agency->value.name;
    lines = review::key_lines_for(r, c.review->id, c.agency);
    if (const auto terms = review::current_terms(r, c.review->id)) {
      current.period_from = terms->value.period_from.typed();
      current.period_until = terms->value.period_until.typed();
    }
    if (const auto* body = review::body_for(edition, agency->value, today)) current.body = body->id;
    return true;
  });
  if (!known || !kind || kind_id == "nil_return") return error_page(c, not_found());
  current.asked_on = today;
  current.due = add_days(today, 28);
  Return preview;
  preview.kind = kind_id;
  preview.body = current.body;
  current.letter = review::letter_for(edition, preview);
  for (const auto& line : lines) current.lines.push_back(line.id.text());

  std::vector<Option> bodies;
  for (const auto* body : guidance::bodies_on(edition, today)) bodies.push_back({body->id, body->title + (body->duty ? " (listed in the Act)" : " (invited)"), ""});
  FormOf<RequestForm> form;
  form.select("body", "What sort of body is it?", bodies, &RequestForm::body).must("Choose what sort of body it is")
      .with_hint("This settles by what authority you ask: a duty in the Act, or an invitation.");
  day_field(form, "asked_on", "When do you ask?", &RequestForm::asked_on, today).must("Enter the day on which they are asked");
  day_field(form, "due", "By when is it due?", &RequestForm::due, today).must("Enter the day by which it is due");
  form.text("period_from", "Period under review: from", &RequestForm::period_from).narrow();
  form.text("period_until", "Period under review: until", &RequestForm::period_until).narrow();
  if (!lines.empty()) {
    std::vector<Option> options;
    for (const auto& line : lines) options.push_back({line.id.text(), fmt::format("{}. {}", line.value.number, line.value.question), ""});
    form.checkboxes("lines", "Which key lines of enquiry should they answer?", options, &RequestForm::lines);
  }
  form.textarea("more", lines.empty() ? "Which questions should they answer?" : "Questions for this agency alone", &RequestForm::more).tall(4)
      .with_hint("One a line. Leave empty if there are none.");
  form.textarea("letter", "Words of the request", &RequestForm::letter).must("Write the words of the request").tall(10)
      .with_hint("The agency's author sees this first. The authority and the questions are shown beneath it. Name nobody who is in the review.");
  FormPage page{.title = capital(kind->title) + " from " + name, .button = "Ask for it", .cancel = c.here("agencies")};
  if (!kind->hint.empty()) page.before = para(kind->hint);
  return edit(c, page, form, current, 0, [&](const RequestForm& f, std::int64_t) -> Result<std::string> {
    Return value;
    value.agency = c.agency;
    value.kind = kind_id;
    value.body = f.body;
    value.asked_on = f.asked_on;
    value.due = f.due;
    value.period_from = f.period_from;
    value.period_until = f.period_until;
    value.letter = f.letter;
    for (const auto& line : lines)
      if (std::find(f.lines.begin(), f.lines.end(), line.id.text()) != f.lines.end()) value.enquiries.push_back({line.id.text(), line.value.question});
    std::string_view rest = f.more;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      if (const auto one = rest.substr(0, end); one.find_first_not_of(" \t") != std::string_view::npos) value.enquiries.push_back({"", std::string(one)});
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    auto done = c.store().write(c.who(), "return.ask", [&](store::Writer& w) { return review::ask(w, *c.actor, edition, c.review->id, value); });
    if (!done.ok()) return done.error();
    return with_done(return_href(c, c.agency, *done), "sent");
  });
}

// --- reading and answering ---

/// The return that the address names: of this review and this agency, and to be seen by who asks.
Result<review::ReturnRow> return_here(Context& c) {
  auto row = c.store().read([&](store::Reader& r) { return review::find_return(r, *c.actor, *c.review, c.id<review::ReturnId>("return")); });
  if (row.ok() && row->place.agency != c.agency) return not_found();
  return row;
}

Response accept(Context& c) {
  const auto row = return_here(c);
  if (!row.ok()) return error_page(c, row.error());
  auto done = c.store().write(c.who(), "return.accept", [&](store::Writer& w) { return review::accept(w, *c.actor, edition_of(c), c.review->id, row->id); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(return_href(c, c.agency, row->id), "accepted"));
}

struct ReasonForm {
  std::string reasons;
  Day due{};
};

Response send_back(Context& c) {
  const auto row = return_here(c);
  if (!row.ok()) return error_page(c, row.error());
  FormOf<ReasonForm> form;
  form.textarea("reasons", "What should be amended, and why?", &ReasonForm::reasons).must("Say what should be amended, and why").tall(8)
      .with_hint("The agency's author reads this. What was handed in is kept; the next hand-in is a new version.");
  FormPage page{.title = "Send it back for amendment", .button = "Send it back", .cancel = return_href(c, c.agency, row->id)};
  return edit(c, page, form, ReasonForm{}, 0, [&](const ReasonForm& f, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.send_back", [&](store::Writer& w) {
      return review::send_back(w, *c.actor, edition_of(c), c.review->id, row->id, f.reasons);
    });
    if (!done.ok()) return done.error();
    return with_done(return_href(c, c.agency, row->id), "amend");
  });
}

Response move_due(Context& c) {
  const auto row = return_here(c);
  if (!row.ok()) return error_page(c, row.error());
  const Day today = c.app.clock.today();
  FormOf<ReasonForm> form;
  day_field(form, "due", "By when is it due now?", &ReasonForm::due, today).must("Enter the day by which it is due");
  form.textarea("reason", "Why is the day moved?", &ReasonForm::reasons).must("Say why the day is moved").tall(3);
  FormPage page{.title = "Move the due day", .cancel = return_href(c, c.agency, row->id)};
  ReasonForm current;
  current.due = row->value.due;
  return edit(c, page, form, current, row->version, [&](const ReasonForm& f, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.move_due", [&](store::Writer& w) {
      return review::move_due(w, *c.actor, c.review->id, row->id, f.due, f.reasons, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(return_href(c, c.agency, row->id), "saved");
  });
}

Response cancel(Context& c) {
  const auto row = return_here(c);
  if (!row.ok()) return error_page(c, row.error());
  FormOf<ReasonForm> form;
  form.textarea("reason", "Why is it no longer asked for?", &ReasonForm::reasons).must("Say why it is no longer asked for").tall(3);
  FormPage page{.title = "This return is no longer asked for", .button = "Stop asking for it", .cancel = return_href(c, c.agency, row->id)};
  return edit(c, page, form, ReasonForm{}, 0, [&](const ReasonForm& f, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "return.cancel", [&](store::Writer& w) {
      return review::cancel(w, *c.actor, edition_of(c), c.review->id, row->id, f.reasons);
    });
    if (!done.ok()) return done.error();
    return with_done(return_href(c, c.agency, row->id), "saved");
  });
}

}  // namespace

void add_evidence_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/reviews/:review/agencies", "who owes what", Needs::review(Act::RequestReturn), agencies);
  add_form(routes, "/reviews/:review/agencies/ask", "returns: whom to ask for what", Needs::review(Act::RequestReturn), ask_whom);
  add_form(routes, "/reviews/:review/agency/:agency/ask/:kind", "returns: ask", Needs::agency(Act::RequestReturn), ask);
  routes.emplace_back(Method::Post, "/reviews/:review/agency/:agency/return/:return/accept", "returns: accept", Needs::agency(Act::RequestReturn), accept);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/send-back", "returns: send back", Needs::agency(Act::RequestReturn), send_back);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/due", "returns: move the due day", Needs::agency(Act::RequestReturn), move_due);
  add_form(routes, "/reviews/:review/agency/:agency/return/:return/cancel", "returns: no longer asked for", Needs::agency(Act::RequestReturn), cancel);
}

}  // namespace heed::web

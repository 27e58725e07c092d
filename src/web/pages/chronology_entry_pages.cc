// One entry of the chronology: to look at, to add, to change, to settle, to remove.
#include "web/pages/chronology_parts.h"

namespace heed::web {

namespace {

using review::Entry;
using review::EntryId;
using review::EntryRow;

Result<EntryRow> entry_of(Context& c) {
  return c.store().read([&](store::Reader& r) { return review::entry(r, c.review->id, c.id<EntryId>("entry")); });
}

Response one(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const auto names = names_shown(c);
  const Entry e = names == Names::Real ? row->value : in_pseudonyms(row->value, c.store().read([&](store::Reader& r) { return names_of(c, r); })->pseudonyms, c.app.clock.today());
  const std::string here = entry_address(c, row->id);
  const bool may_edit = c.may(Act::EditChronology);
  Html main = heading(c, e.date.empty() ? std::string("Entry without a date") : e.date.understood()) + names_switch(c, names);
  if (!e.doubt.empty()) {
    main += warning_text({.text = "Doubtful. " + e.doubt});
    if (may_edit) main += button({.text = "Settle this", .href = here + "/settle"});
  }
  SummaryList list;
  const auto put = [&](std::string key, Html value) {
    SummaryRow r{.key = key, .value = std::move(value)};
    if (may_edit) r.actions.push_back({.text = "Change", .href = here + "/change", .visually_hidden_text = key});
    list.rows.push_back(std::move(r));
  };
  const auto words = [&](std::string key, const std::string& text) {
    if (!text.empty()) put(std::move(key), paragraphs(text));
  };
  put("Date", e.date.empty() ? or_missing(e.date_written) : date_words(e.date));
  words("Time, as written", e.time);
  list.rows.push_back({.key = "Agency", .value = or_missing(e.agency)});
  words("Source", e.source);
  words("Person concerned", e.people);
  words("Staff, by role", e.staff_role);
  words("Event or contact", e.what);
  words("Seen", e.seen);
  words("Seen or spoken to alone", e.seen_alone);
  words("Action, decision or outcome", e.action);
  words("Expected practice", e.expected);
  words("Comment or analysis", e.comment);
  words("Cross-reference", e.cross_ref);
  for (const auto& other : e.other) list.rows.push_back({.key = other.heading, .value = paragraphs(other.text)});
  main += summary_list(list);
  if (!e.settled.empty()) main += inset_text({.text = "This entry was doubtful. " + e.settled});
  if (!e.original.empty()) {
    main += html("<h2 class=\"govuk-heading-m\">As the agency wrote it</h2>{}", inset_text({.text = paragraphs(e.original)}));
    main += muted("In the file: " + e.place);
  }
  if (!e.marks.empty()) {
    Html marks;
    for (const auto& mark : e.marks) marks += html("<li>{}</li>", mark);
    main += html("<h2 class=\"govuk-heading-s\">Marks</h2><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", marks);
  }
  if (may_edit)
    main += details({.summary = "Remove this entry", .content = para("It leaves the chronology. The record of it stays in the review's history.") +
                     button_form(c, here + "/remove", {.text = "Remove it", .classes = "govuk-button--warning"}, {{"_version", std::to_string(row->version)}})});
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Back to the chronology</a></p>", c.here("chronology"));
  return show(c, {.title = "Chronology entry", .main = two_thirds(main), .seen_by = Act::ViewChronology});
}

FormOf<Entry> entry_form(bool needs_date) {
  FormOf<Entry> form;
  auto& date = form.date("date", "When did it happen?", &Entry::date);
  if (needs_date) date.must("Enter when it happened, as exactly as it is known");
  form.textarea("what", "What happened?", &Entry::what).tall(6);
  form.textarea("source", "Which record says so?", &Entry::source).tall(2);
  form.textarea("people", "Who is it about?", &Entry::people).tall(2);
  form.textarea("staff_role", "Who of the agency acted?", &Entry::staff_role).tall(2).with_hint("By role, not by name: health visitor, duty social worker.");
  form.textarea("seen", "Was the person or child seen?", &Entry::seen).tall(2);
  form.textarea("seen_alone", "Were they seen or spoken to alone?", &Entry::seen_alone).tall(2);
  form.textarea("action", "What was done or decided?", &Entry::action).tall(4);
  form.textarea("expected", "What practice was expected?", &Entry::expected).tall(3);
  form.textarea("comment", "Comment or analysis", &Entry::comment).tall(4);
  form.textarea("cross_ref", "Cross-reference", &Entry::cross_ref).tall(2);
  return form;
}

struct NewEntry : Entry {
  AgencyId of;
};

Response add(Context& c) {
  FormOf<NewEntry> form;
  form.select("agency", "Whose record is it?", agency_options(c), &NewEntry::of).with_hint("Leave this empty for what no agency told, such as the family's own account.");
  form.custom(FieldKind::Date, "date", "When did it happen?", {}, [](const NewEntry& e) { return std::vector<std::string>{e.date.typed()}; },
              [&c](NewEntry& e, const std::vector<std::string>& typed) {
                if (typed.empty()) return;
                if (auto read = UncertainDate::parse(typed.front(), c.app.clock.today()); read.ok()) e.date = *read;
              }).with_hint("For example, 22 May 2016, May 2016, early 2017 or about March 2018").must("Enter when it happened, as exactly as it is known");
  const auto area = [&](std::string name, std::string label, std::string Entry::*member, int rows) -> FormField& {
    auto& f = form.custom(FieldKind::Textarea, std::move(name), std::move(label), {}, [member](const NewEntry& e) { return std::vector<std::string>{e.*member}; },
                          [member](NewEntry& e, const std::vector<std::string>& typed) { e.*member = typed.empty() ? "" : typed.front(); });
    f.max_length = 40000;
    return f.tall(rows);
  };
  area("what", "What happened?", &Entry::what, 6).must("Enter what happened");
  area("source", "Which record says so?", &Entry::source, 2);
  area("people", "Who is it about?", &Entry::people, 2);
  area("staff_role", "Who of the agency acted?", &Entry::staff_role, 2).with_hint("By role, not by name: health visitor, duty social worker.");
  area("action", "What was done or decided?", &Entry::action, 4);
  area("comment", "Comment or analysis", &Entry::comment, 4);
  FormPage page{.title = "Add an entry", .button = "Add to the chronology", .cancel = c.here("chronology")};
  return edit(c, page, form, NewEntry{}, 0, [&](const NewEntry& value, std::int64_t) -> Result<std::string> {
    auto id = c.store().write(c.who(), "chronology.add", [&](store::Writer& w) { return review::add_entry(w, *c.actor, c.review->id, value.of, value); });
    if (!id.ok()) return id.error();
    return with_done(c.here("chronology"), "added");
  });
}

Response change(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  FormPage page{.title = "Change an entry", .cancel = entry_address(c, row->id)};
  if (!row->value.original.empty()) page.before = para("What the agency wrote stays beside it as it was.");
  return edit(c, page, entry_form(!row->value.date.empty()), row->value, row->version, [&](const Entry& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "chronology.change", [&](store::Writer& w) { return review::change_entry(w, *c.actor, c.review->id, row->id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(entry_address(c, row->id), "saved");
  });
}

struct Settling {
  UncertainDate date;
  std::string how;
};

Response settle(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  if (row->value.doubt.empty() && !c.is_post()) return Response::redirect(entry_address(c, row->id));
  FormOf<Settling> form;
  form.date("date", "When did it happen?", &Settling::date).with_hint("Leave it empty when nobody can say. For example, 22 May 2016 or early 2017.");
  form.textarea("how", "How did you settle it?", &Settling::how).tall(3).must("Say how you settled it, for example who confirmed it");
  Settling current{row->value.date, ""};
  FormPage page{.title = "Settle a doubtful entry", .cancel = entry_address(c, row->id)};
  page.before = inset_text({.text = row->value.doubt}) + (row->value.original.empty() ? Html() : details({.summary = "As the agency wrote it", .content = paragraphs(row->value.original), .open = true}));
  return edit(c, page, form, current, row->version, [&](const Settling& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "chronology.settle", [&](store::Writer& w) { return review::settle_doubtful(w, *c.actor, c.review->id, row->id, value.date, value.how, expected); });
    if (!done.ok()) return done.error();
    return with_done(entry_address(c, row->id), "saved");
  });
}

Response remove(Context& c) {
  const auto id = c.id<EntryId>("entry");
  const auto done = c.store().write(c.who(), "chronology.remove", [&](store::Writer& w) { return review::drop_entry(w, *c.actor, c.review->id, id, posted_version(c.request)); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("chronology"), "removed"));
}

}  // namespace

void add_chronology_entry_routes(Routes& routes) {
  const auto change_it = Needs::review(Act::EditChronology);
  add_form(routes, "/reviews/:review/chronology/new", "chronology: add an entry", change_it, add);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/entry/:entry", "chronology entry", Needs::review(Act::ViewChronology), one);
  add_form(routes, "/reviews/:review/chronology/entry/:entry/change", "chronology: change an entry", change_it, change);
  add_form(routes, "/reviews/:review/chronology/entry/:entry/settle", "chronology: settle an entry", change_it, settle);
  routes.emplace_back(Method::Post, "/reviews/:review/chronology/entry/:entry/remove", "chronology: remove an entry", change_it, remove);
}

}  // namespace heed::web

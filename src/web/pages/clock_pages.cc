#include "web/pages/clock_pages.h"

#include "review/casefile/casefile.h"
#include "review/decision/clock.h"
#include "web/forms.h"
#include "web/pages/day_field.h"

namespace heed::web {

namespace {

using guidance::DutyRow;
using guidance::DutyState;

struct Seen {
  std::vector<DutyRow> duties;
  std::vector<guidance::HoldSpan> holds;
  std::vector<std::vector<std::string>> explained_by;  ///< names, as the explanations of each duty
};

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }


Tag tag_of(DutyState state) {
  switch (state) {
    case DutyState::Open: return {.text = "Open", .classes = "govuk-tag--blue"};
    case DutyState::DueSoon: return {.text = "Due soon", .classes = "govuk-tag--yellow"};
    case DutyState::DueToday: return {.text = "Due today", .classes = "govuk-tag--orange"};
    case DutyState::Overdue: return {.text = "Overdue", .classes = "govuk-tag--red"};
    case DutyState::Done: return {.text = "Done", .classes = "govuk-tag--green"};
    case DutyState::DoneLate: return {.text = "Done late", .classes = "govuk-tag--grey"};
    case DutyState::Withdrawn: return {.text = "No longer asked", .classes = "govuk-tag--grey"};
  }
  return {};
}

Html rule_words(const DutyRow& row) {
  const auto& d = row.value;
  Html out = html("{}", d.citation.words.empty() ? std::string("No source is named in the edition") : d.citation.words);
  if (!d.citation.verified) out += html("<br><span class=\"govuk-hint heed-inline\">Not verified: check it against the document.</span>");
  return out;
}

Html stands(const guidance::Duty& d, const guidance::Standing& s, const std::vector<std::string>& by) {
  Html out = tag(tag_of(s.state)) + html("<br>{}", guidance::in_words(d, s));
  if (s.days_held) out += html("<br>On hold for {} of those days.", s.days_held);
  if (!d.note.empty()) out += html("<br>{}", d.note);
  if (d.withdrawn && !d.withdrawn_why.empty()) out += html("<br>{}", d.withdrawn_why);
  for (std::size_t i = 0; i < d.explanations.size(); ++i)
    out += html("<br>Why late ({}, {}): {}", in_words(d.explanations[i].day), i < by.size() ? by[i] : std::string(), d.explanations[i].words);
  if (s.days_late && d.explanations.empty()) out += html("<br>Nobody has said why yet.");
  return out;
}

Response clock(Context& c) {
  const Day today = c.app.clock.today();
  const auto& edition = edition_of(c);
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s{guidance::duties(r, c.review->id), review::hold_spans(r, c.review->id), {}};
    for (const auto& duty : s.duties) {
      std::vector<std::string> names;
      for (const auto& e : duty->explanations) names.push_back(access::display_name(r, e.by));
      s.explained_by.push_back(std::move(names));
    }
    return s;
  });
  const bool may_edit = c.may(Act::EditReview);
  Table open, done, withdrawn;
  for (std::size_t i = 0; i < seen.duties.size(); ++i) {
    const auto& row = seen.duties[i];
    const auto& d = row.value;
    if (!d.shown) continue;
    const auto s = guidance::standing(d, today, seen.holds);
    const auto* rule = edition.duty(d.rule);
    Html name = html("{}", d.title);
    if (rule && !rule->hint.empty()) name += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", rule->hint);
    Html acts;
    const auto at = "clock/duty/" + row.id.text();
    if (may_edit && !d.withdrawn) {
      if (review::may_be_marked(edition, d)) acts += html("<li>{}</li>", link(c.here(at + "/done"), "Mark as done", d.title));
      else if (!d.done) acts += html("<li>{}</li>", link(c.here("decision"), "Record the decision", ""));
      if (s.days_late) acts += html("<li>{}</li>", link(c.here(at + "/late"), "Say why it is late", d.title));
      if (d.done) acts += html("<li>{}</li>", link(c.here(at + "/open"), "It is not done", d.title));
    }
    const Html due = d.due ? html("{}<br><span class=\"govuk-hint heed-inline\">{} from {}, {}</span>", in_words(*d.due), d.length_words, in_words(d.from), d.from_title)
                           : html("As soon as practicable<br><span class=\"govuk-hint heed-inline\">from {}, {}</span>", in_words(d.from), d.from_title);
    Table& to = d.withdrawn ? withdrawn : d.done ? done : open;
    to.rows.push_back({{.content = name}, {.content = due}, {.content = stands(d, s, seen.explained_by[i])}, {.content = d.owner}, {.content = rule_words(row)},
                       {.content = acts.empty() ? Html() : html("<ul class=\"govuk-list\">{}</ul>", acts)}});
  }
  Html main = heading(c, "Clock");
  main += muted("By the rules of: " + edition.title);
  if (seen.duties.empty())
    main += inset_text({.text = html("<p class=\"govuk-body\">No clock has started. The first starts when the day of the notification is known exactly.</p>"
                                     "<a class=\"govuk-link\" href=\"{}\">Notification</a>", c.here("notification"))});
  Html held;
  for (const auto& hold : seen.holds)
    held += html("<li>{}: from {}{}</li>", hold.reason, in_words(hold.from), hold.until ? " until " + in_words(*hold.until) : std::string(", still open"));
  if (!held.empty())
    main += html("<h2 class=\"govuk-heading-m\">Holds</h2>") + para("A hold explains a late day. It does not move one.") +
            html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", held);
  const auto put = [&](Table& t, std::string_view title) {
    if (t.rows.empty()) return;
    t.first_cell_is_header = true;
    t.head = {{.content = "Duty"}, {.content = "Due"}, {.content = "Where it stands"}, {.content = "Whose"}, {.content = "By which rule"}, {.content = html("<span class=\"govuk-visually-hidden\">Change</span>")}};
    if (!may_edit) {
      t.head.pop_back();
      for (auto& r : t.rows) r.pop_back();
    } else {
      t.head.back() = {.content = html("<span class=\"govuk-visually-hidden\">What you can do</span>")};
    }
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>", title) + scroll_region(title, table(t));
  };
  put(open, "To do");
  put(done, "Done");
  put(withdrawn, "No longer asked for");
  return show(c, {.title = "Clock", .main = main, .wide = true});
}

/// The duty of this review that the address names; nullopt for any other.
std::optional<DutyRow> duty_here(Context& c) {
  auto row = c.store().read([&](store::Reader& r) { return guidance::find_duty(r, c.id<guidance::DutyId>("duty")); });
  if (!row || row->place.review != c.review->id) return std::nullopt;
  return row;
}

struct DoneForm {
  Day done{};
  std::string note;
};

Response mark_done(Context& c) {
  const auto row = duty_here(c);
  const auto& edition = edition_of(c);
  if (!row || !review::may_be_marked(edition, row->value)) return error_page(c, not_found());
  const Day today = c.app.clock.today();
  FormOf<DoneForm> form;
  day_field(form, "done", "On which day was it done?", &DoneForm::done, today).must("Enter the day on which it was done");
  form.textarea("note", "How?", &DoneForm::note).tall(3).with_hint("A few words, for whoever asks later.");
  FormPage page{.title = "Mark as done: " + row->value.title, .button = "Mark as done", .cancel = c.here("clock")};
  const auto* rule = edition.duty(row->value.rule);
  if (rule && !rule->done_by.empty())
    page.before = inset_text({.text = "Heed marks this as done by itself when the step that does it is recorded. Mark it here when it was done outside Heed."});
  return edit(c, page, form, DoneForm{}, 0, [&](const DoneForm& f, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "clock.done", [&](store::Writer& w) {
      return review::mark_done(w, *c.actor, edition, c.review->id, row->id, f.done, f.note, row->version);
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("clock"), "saved");
  });
}

struct WordsForm {
  std::string words;
};

Response explain(Context& c) {
  const auto row = duty_here(c);
  if (!row || row->value.withdrawn) return error_page(c, not_found());
  FormOf<WordsForm> form;
  form.textarea("words", "Why is it late?", &WordsForm::words).must("Say why it is late")
      .with_hint("It is added to what was said before and goes into the report's section on timescales. It may be disclosed.");
  FormPage page{.title = "Why it is late: " + row->value.title, .button = "Add", .cancel = c.here("clock")};
  return edit(c, page, form, WordsForm{}, 0, [&](const WordsForm& f, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "clock.late", [&](store::Writer& w) { return review::explain_late(w, *c.actor, c.review->id, row->id, f.words); });
    if (!done.ok()) return done.error();
    return with_done(c.here("clock"), "added");
  });
}

Response reopen(Context& c) {
  const auto row = duty_here(c);
  if (!row || !row->value.done) return error_page(c, not_found());
  FormOf<WordsForm> form;
  form.textarea("words", "Why is it not done?", &WordsForm::words).must("Say why it is open again").tall(3);
  FormPage page{.title = "It is not done: " + row->value.title, .button = "Open it again", .cancel = c.here("clock")};
  return edit(c, page, form, WordsForm{}, 0, [&](const WordsForm& f, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "clock.open", [&](store::Writer& w) { return review::mark_open(w, *c.actor, c.review->id, row->id, f.words); });
    if (!done.ok()) return done.error();
    return with_done(c.here("clock"), "saved");
  });
}

}  // namespace

void add_clock_routes(Routes& routes) {
  routes.emplace_back(Method::Get, "/reviews/:review/clock", "clock", Needs::review(Act::ViewReview), clock);
  add_form(routes, "/reviews/:review/clock/duty/:duty/done", "clock: mark a duty as done", Needs::review(Act::EditReview), mark_done);
  add_form(routes, "/reviews/:review/clock/duty/:duty/late", "clock: why a duty is late", Needs::review(Act::EditReview), explain);
  add_form(routes, "/reviews/:review/clock/duty/:duty/open", "clock: a duty is not done", Needs::review(Act::EditReview), reopen);
}

}  // namespace heed::web

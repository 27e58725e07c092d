#include "web/pages/assurance_pages.h"

#include <algorithm>

#include "document/document.h"
#include "review/assurance/assurance.h"
#include "review/casefile/casefile.h"
#include "web/forms.h"

namespace heed::web {

namespace {

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }

std::vector<Crumb> crumbs(const Context& c) {
  return {{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Quality assurance", .href = c.here("assurance")}};
}
Html secondary(std::string href, std::string_view text) { return button({.text = text, .href = std::move(href), .classes = "govuk-button--secondary"}); }

const std::vector<Option> kAnswers = {{"yes", "Yes"}, {"partly", "In part"}, {"no", "No"}, {"not_applicable", "It does not apply here"}};
std::string answer_words(std::string_view id) {
  for (const auto& o : kAnswers)
    if (o.value == id) return o.text;
  return "Not answered yet";
}
std::string outcome_title(const guidance::Edition& edition, const std::string& id) {
  const auto* o = edition.letter_outcome(id);
  return o ? o->title : id;
}

/// What the whole page is made from.
struct All {
  std::vector<review::SubmissionRow> sent;
  std::vector<review::LetterRow> letters;
  std::vector<review::LetterPointRow> points;
  std::vector<review::ReportCopyRow> copies;
  review::SelfCheckRow check;
  std::vector<std::string> blocks;
  review::StepState report;
};
All all_of(Context& c) {
  return c.store().read([&](store::Reader& r) {
    const auto id = c.review->id;
    return All{review::submissions(r, id), review::letters(r, id), review::letter_points(r, id), review::copies(r, id), review::self_check(r, id),
               review::assurance_blocks(r, id, edition_of(c)), review::report_state(r, *c.review)};
  });
}
std::size_t answered(const guidance::Edition& edition, const review::SelfCheckSheet& sheet) {
  return std::size_t(std::count_if(edition.self_checks.begin(), edition.self_checks.end(), [&](const guidance::SelfCheck& check) {
    return std::any_of(sheet.checks.begin(), sheet.checks.end(), [&](const review::CheckAnswer& a) { return a.check == check.id && !a.answer.empty(); });
  }));
}

Html points_table(const Context& c, const std::vector<review::LetterPointRow>& points, review::LetterId letter, bool may_edit) {
  Table t;
  t.head = {{.content = "Point"}, {.content = "What the panel asks"}, {.content = "Answer"}};
  for (const auto& p : points) {
    if (p->letter != letter) continue;
    Html answer;
    if (p->answer.empty()) answer = tag({.text = "No answer yet", .classes = "govuk-tag--yellow"});
    else answer = html("<strong>{}</strong> {} <span class=\"govuk-hint\">{}</span>", p->answer == "change" ? "Changed." : "Not changed.", p->words, in_words(p->answered_on));
    if (may_edit)
      answer += html(" {}", link(c.here("assurance/point/" + p.id.text()), p->answer.empty() ? "Answer" : "Change", "point " + std::to_string(p->number)));
    t.rows.push_back({{.content = std::to_string(p->number)}, {.content = p->text}, {.content = answer}});
  }
  if (t.rows.empty()) return para("The letter asks for nothing.");
  return scroll_region("Points of the letter", table(t));
}

Response overview(Context& c) {
  const auto& edition = edition_of(c);
  const auto all = all_of(c);
  const bool may_edit = c.may(Act::EditAssurance);
  Html main = heading(c, "Quality assurance");
  if (all.blocks.empty()) main += inset_text({.text = "The panel’s letter permits publication, and each of its points is answered."});
  else {
    Html list;
    for (const auto& b : all.blocks) list += html("<li>{}</li>", b);
    main += inset_text({.text = html("<p class=\"govuk-body\">Nothing can be released yet:</p><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", list)});
  }
  main += h2("The self-check");
  const auto done = answered(edition, all.check.value);
  main += para(std::to_string(done) + " of " + std::to_string(edition.self_checks.size()) + " questions have an answer. They are what panels most often send a report back for.");
  main += html("<p class=\"govuk-body\">{}</p>", link(c.here("assurance/check"), may_edit && done < edition.self_checks.size() ? "Answer the self-check" : "See the self-check"));

  main += h2("What was sent to the Home Office");
  if (all.sent.empty()) {
    main += para("Nothing has been sent yet.");
    if (all.report.is != review::StepState::Is::Done)
      main += html("<p class=\"govuk-body\">The partnership signs off every document first: {}.</p>", link(c.here("report"), "go to the report"));
  } else {
    Table t;
    t.head = {{.content = "Sent"}, {.content = "What"}, {.content = "By"}};
    for (auto it = all.sent.rbegin(); it != all.sent.rend(); ++it) {
      const auto& s = it->value;
      Html what;
      for (const auto& v : s.versions)
        what += html("{}<br>", link(c.here("report/version/" + v.version.text()), v.title + ", version " + std::to_string(v.number)));
      if (!s.note.empty()) what += html("<span class=\"govuk-hint\">{}</span>", s.note);
      t.rows.push_back({{.content = in_words(s.on) + (s.number > 1 ? " (again)" : "")}, {.content = what}, {.content = s.sent_by}});
    }
    main += scroll_region("What was sent", table(t));
  }
  if (may_edit) main += secondary(c.here("assurance/submit"), all.sent.empty() ? "Record that the report was sent" : "Record that it was sent again");

  main += h2("Letters of the panel");
  if (all.letters.empty()) main += para(all.sent.empty() ? "A letter can be recorded once the report has been sent." : "No letter has been recorded yet.");
  for (auto it = all.letters.rbegin(); it != all.letters.rend(); ++it) {
    const auto& l = it->value;
    SummaryList list;
    list.card.title = "Letter of " + in_words(l.received);
    list.card.actions = {{.text = "Open", .href = c.here("assurance/letter/" + it->id.text()), .visually_hidden_text = "the letter of " + in_words(l.received)}};
    list.rows.push_back({.key = "Outcome", .value = outcome_title(edition, l.outcome)});
    if (!l.struck_out.empty()) list.rows.push_back({.key = "Struck out", .value = l.struck_out});
    int open = 0, count = 0;
    for (const auto& p : all.points)
      if (p->letter == it->id) {
        ++count;
        open += p->answer.empty();
      }
    list.rows.push_back({.key = "Points", .value = count == 0 ? std::string("None") : std::to_string(count - open) + " of " + std::to_string(count) + " answered"});
    main += summary_list(list);
  }
  if (may_edit && !all.sent.empty()) main += secondary(c.here("assurance/letter"), "Record a letter");

  main += h2("Copy to the Domestic Abuse Commissioner");
  if (all.copies.empty()) main += para("A copy of every completed report goes to the Commissioner, whether the review is published or withheld. None has been recorded yet.");
  for (const auto& copy : all.copies) main += para("Sent on " + in_words(copy->on) + ", " + copy->how + (copy->note.empty() ? "." : ". " + copy->note));
  if (may_edit) main += secondary(c.here("assurance/commissioner"), "Record that a copy was sent");
  return show(c, {.title = "Quality assurance", .main = two_thirds(main), .seen_by = Act::ViewAssurance});
}

Response check_page(Context& c) {
  const auto& edition = edition_of(c);
  const auto row = c.store().read([&](store::Reader& r) { return review::self_check(r, c.review->id); });
  const auto find = [](const review::SelfCheckSheet& sheet, const std::string& id) -> const review::CheckAnswer* {
    for (const auto& a : sheet.checks)
      if (a.check == id) return &a;
    return nullptr;
  };
  if (!c.may(Act::EditAssurance)) {
    SummaryList list;
    for (const auto& check : edition.self_checks) {
      const auto* a = find(row.value, check.id);
      list.rows.push_back({.key = check.text, .value = a ? answer_words(a->answer) + (a->note.empty() ? "" : ". " + a->note) : std::string("Not answered yet")});
    }
    return show(c, {.title = "Self-check", .main = two_thirds(heading(c, "Self-check") + summary_list(list)), .breadcrumbs = crumbs(c), .seen_by = Act::ViewAssurance});
  }
  FormOf<review::SelfCheckSheet> form;
  const auto at = [](review::SelfCheckSheet& sheet, const std::string& id) -> review::CheckAnswer& {
    for (auto& a : sheet.checks)
      if (a.check == id) return a;
    sheet.checks.push_back({id, "", ""});
    return sheet.checks.back();
  };
  const auto one = [](const std::string& text) { return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text}; };
  for (const auto& check : edition.self_checks) {
    const std::string id = check.id;
    form.custom(FieldKind::Radios, id, check.text, kAnswers,
                [=](const review::SelfCheckSheet& s) { const auto* a = find(s, id); return one(a ? a->answer : ""); },
                [=](review::SelfCheckSheet& s, const std::vector<std::string>& v) { at(s, id).answer = v.empty() ? "" : v.front(); })
        .with_hint(check.hint);
    form.custom(FieldKind::Text, id + "_note", "Where, or why not", {},
                [=](const review::SelfCheckSheet& s) { const auto* a = find(s, id); return one(a ? a->note : ""); },
                [=](review::SelfCheckSheet& s, const std::vector<std::string>& v) { at(s, id).note = v.empty() ? "" : v.front(); });
  }
  FormPage page{.title = "Self-check", .before = para("You can save it half done and come back. Every question needs an answer before the report is sent."), .button = "Save",
                .cancel = c.here("assurance"), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, row.value, row.version, [&](const review::SelfCheckSheet& value, std::int64_t expected) -> Result<std::string> {
    std::vector<review::CheckAnswer> answers;
    for (const auto& a : value.checks)
      if (std::any_of(edition.self_checks.begin(), edition.self_checks.end(), [&](const guidance::SelfCheck& check) { return check.id == a.check; })) answers.push_back(a);
    auto done = c.store().write(c.who(), "assurance.check", [&](store::Writer& w) { return review::answer_checks(w, *c.actor, edition, c.review->id, answers, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("assurance"), "saved");
  });
}

struct SubmitForm {
  UncertainDate on;
  std::string sent_by, note;
};
constexpr const char* kExactDay = "Enter an exact day, for example 22 May 2026";

Response submit_page(Context& c) {
  const auto& edition = edition_of(c);
  struct Seen { std::vector<std::optional<review::Frozen>> versions; review::SelfCheckRow check; };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    for (const auto& kind : edition.documents) s.versions.push_back(review::frozen(r, c.review->id, kind.id));
    s.check = review::self_check(r, c.review->id);
    return s;
  });
  SummaryList list;
  for (std::size_t i = 0; i < seen.versions.size(); ++i) {
    const auto& v = seen.versions[i];
    list.rows.push_back({.key = edition.documents[i].title,
                         .value = !v ? std::string("No version yet")
                                     : "Version " + std::to_string(v->version.number) +
                                           (v->signed_off_by(review::SignOffKind::Partnership) ? ", signed off by the partnership" : ", not signed off by the partnership yet")});
  }
  list.rows.push_back({.key = "Self-check", .value = std::to_string(answered(edition, seen.check.value)) + " of " + std::to_string(edition.self_checks.size()) + " answered"});
  FormOf<SubmitForm> form;
  form.date("on", "When was it sent?", &SubmitForm::on).must("Enter when it was sent").with_hint("An exact day, for example 22 May 2026");
  form.text("sent_by", "Who sent it?", &SubmitForm::sent_by).must("Enter the post of whoever sent it").with_hint("A post, for example Community safety manager.");
  form.textarea("note", "What else went with it (optional)", &SubmitForm::note).tall(3).with_hint("For example the Home Office’s data form, a letter, what was changed since the last time.");
  FormPage page{.title = "What was sent to the Home Office", .before = para("These versions are recorded as sent:") + summary_list(list), .button = "Record as sent", .cancel = c.here("assurance"),
                .breadcrumbs = crumbs(c)};
  return edit(c, page, form, SubmitForm{}, 0, [&](const SubmitForm& value, std::int64_t) -> Result<std::string> {
    const auto day = review::clock_day(value.on);
    if (!day) return bad_field("on", kExactDay);
    auto done = c.store().write(c.who(), "assurance.submit", [&](store::Writer& w) { return review::submit(w, *c.actor, edition, c.review->id, *day, value.sent_by, value.note); });
    if (!done.ok()) return done.error();
    return with_done(c.here("assurance"), "sent");
  });
}

struct LetterForm {
  UncertainDate received;
  std::string outcome, text, points;
};

Response new_letter(Context& c) {
  const auto& edition = edition_of(c);
  std::vector<Option> outcomes;
  for (const auto& o : edition.letter_outcomes) outcomes.push_back({o.id, o.title, o.hint});
  FormOf<LetterForm> form;
  form.date("received", "When did the letter come?", &LetterForm::received).must("Enter when the letter came").with_hint("An exact day, for example 22 May 2026");
  form.radios("outcome", "What does it say?", outcomes, &LetterForm::outcome).must("Choose what the letter says");
  form.custom(FieldKind::File, "file", "The letter as a file (PDF or DOCX)", {}, [](const LetterForm&) { return std::vector<std::string>{}; }, [](LetterForm&, const std::vector<std::string>&) {});
  form.textarea("text", "Its words, where there is no file, or what matters in it", &LetterForm::text).tall(8);
  form.textarea("points", "What does it ask for?", &LetterForm::points).tall(8).with_hint("One point a line. Each is answered by a change or by a reason; you can add more later.");
  FormPage page{.title = "A letter of the quality assurance panel", .button = "Record the letter", .cancel = c.here("assurance"), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, LetterForm{}, 0, [&](const LetterForm& value, std::int64_t) -> Result<std::string> {
    const auto day = review::clock_day(value.received);
    if (!day) return bad_field("received", kExactDay);
    review::Letter letter;
    letter.received = *day;
    letter.outcome = value.outcome;
    letter.text = value.text;
    if (const auto* sent = c.request.upload("file")) {
      if (sent->too_large) return bad_field("file", "The file is too large. Choose a smaller one");
      HEED_ASSIGN(const auto bytes, sent->read_all(c.app.max_upload_bytes));
      const auto type = document::media_type(bytes, sent->file_name);
      if (type != "application/pdf" && type.find("wordprocessingml") == std::string::npos) return bad_field("file", "The letter must be a PDF or a DOCX");
      std::size_t done = 0;
      HEED_ASSIGN(letter.attachment, c.store().store_attachment({sent->file_name, type, std::int64_t(bytes.size()), "", "letter"}, c.review->id, [&]() {
        auto piece = bytes.substr(done, 1 << 20);
        done += piece.size();
        return piece;
      }));
      letter.file_name = PersonalText(sent->file_name);
    }
    std::vector<std::string> points;
    std::size_t at = 0;
    while (at <= value.points.size()) {
      const auto end = std::min(value.points.find('\n', at), value.points.size());
      points.push_back(value.points.substr(at, end - at));
      at = end + 1;
    }
    auto done = c.store().write(c.who(), "assurance.letter", [&](store::Writer& w) -> Result<review::LetterId> {
      HEED_ASSIGN(const auto id, review::record_letter(w, *c.actor, edition, c.review->id, letter, points));
      if (!letter.attachment.is_empty()) HEED_TRY(c.store().keep_attachment(w, letter.attachment, review::place_of(*c.review)));
      return id;
    });
    if (!done.ok()) return done.error();
    return with_done(c.here("assurance/letter/" + done->text()), "added");
  });
}

Result<review::LetterRow> letter_of(Context& c) {
  return c.store().read([&](store::Reader& r) { return review::letter(r, c.review->id, c.id<review::LetterId>("letter")); });
}

Response letter_page(Context& c) {
  const auto row = letter_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const auto& edition = edition_of(c);
  const auto& l = row->value;
  const auto points = c.store().read([&](store::Reader& r) { return review::letter_points(r, c.review->id, row->id); });
  const bool may_edit = c.may(Act::EditAssurance) && l.struck_out.empty();
  const std::string here = c.here("assurance/letter/" + row->id.text());
  Html main = heading(c, "Letter of " + in_words(l.received));
  if (!l.struck_out.empty()) main += inset_text({.text = "This letter has been struck out: " + l.struck_out});
  const auto* outcome = edition.letter_outcome(l.outcome);
  SummaryList list;
  list.rows.push_back({.key = "Outcome", .value = outcome_title(edition, l.outcome)});
  list.rows.push_back({.key = "Permits publication", .value = outcome && outcome->permits ? "Yes" : "No"});
  if (!l.attachment.is_empty()) list.rows.push_back({.key = "The letter", .value = link(here + "/file", "Download the letter")});
  main += summary_list(list);
  if (!l.text.empty()) main += h2("Its words") + paragraphs(l.text);
  main += h2("What it asks for") + points_table(c, points, row->id, may_edit);
  if (may_edit)
    main += button_group({secondary(here + "/point", "Add a point"), link(here + "/strike-out", "Strike this letter out")});
  if (outcome && !outcome->permits && l.struck_out.empty())
    main += html("<p class=\"govuk-body\">When every point is answered: freeze new versions in {}, have them signed off, and {}.</p>", link(c.here("report"), "the report"),
                 link(c.here("assurance/submit"), "record that it was sent again"));
  return show(c, {.title = "Letter of the panel", .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewAssurance});
}

Response letter_file(Context& c) {
  const auto row = letter_of(c);
  if (!row.ok()) return error_page(c, row.error());
  if (row->value.attachment.is_empty()) return error_page(c, not_found());
  auto meta = c.store().attachment_meta(row->value.attachment);
  if (!meta.ok()) return error_page(c, meta.error());
  auto bytes = c.store().attachment_bytes(row->value.attachment);
  if (!bytes.ok()) return error_page(c, bytes.error());
  const bool pdf = meta->media_type == "application/pdf";
  return Response::download(c.review->value.reference + "-panel-letter-" + iso(row->value.received) + (pdf ? ".pdf" : ".docx"), meta->media_type, std::move(*bytes));
}

struct PointForm {
  std::string text;
};
Response new_point(Context& c) {
  const auto row = letter_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const std::string here = c.here("assurance/letter/" + row->id.text());
  FormOf<PointForm> form;
  form.textarea("text", "What does the panel ask?", &PointForm::text).must("Enter what the panel asks");
  FormPage page{.title = "A point of the letter", .button = "Add", .cancel = here, .breadcrumbs = crumbs(c)};
  return edit(c, page, form, PointForm{}, 0, [&](const PointForm& value, std::int64_t) -> Result<std::string> {
    auto done = c.store().write(c.who(), "assurance.point", [&](store::Writer& w) { return review::add_point(w, *c.actor, edition_of(c), c.review->id, row->id, value.text); });
    if (!done.ok()) return done.error();
    return with_done(here, "added");
  });
}

struct AnswerForm {
  std::string answer, words;
};
Response point_page(Context& c) {
  const auto row = c.store().read([&](store::Reader& r) { return review::letter_point(r, c.review->id, c.id<review::LetterPointId>("point")); });
  if (!row.ok()) return error_page(c, row.error());
  FormOf<AnswerForm> form;
  form.radios("answer", "How is it answered?", {{"change", "The report was changed"}, {"reason", "It was not changed, for a reason"}}, &AnswerForm::answer).must("Choose how it is answered");
  form.textarea("words", "What was changed and where, or why not", &AnswerForm::words).must("Say what was changed and where, or why not");
  const std::string back = c.here("assurance/letter/" + row->value.letter.text());
  FormPage page{.title = "Point " + std::to_string(row->value.number) + " of the letter", .before = inset_text({.text = paragraphs(row->value.text)}), .button = "Save", .cancel = back, .breadcrumbs = crumbs(c)};
  return edit(c, page, form, AnswerForm{row->value.answer, row->value.words}, row->version, [&](const AnswerForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "assurance.answer", [&](store::Writer& w) {
      return review::answer_point(w, *c.actor, edition_of(c), c.review->id, row->id, value.answer, value.words, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(back, "saved");
  });
}

Response strike_out(Context& c) {
  const auto row = letter_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const std::string here = c.here("assurance/letter/" + row->id.text());
  FormOf<PointForm> form;
  form.text("why", "Why does this letter not count?", &PointForm::text).must("Say why the letter does not count").with_hint("For example, it was recorded by mistake.");
  FormPage page{.title = "Strike a letter out", .before = para("The letter stays readable. What it permitted is no longer permitted."), .button = "Strike it out", .cancel = here, .breadcrumbs = crumbs(c)};
  return edit(c, page, form, PointForm{}, row->version, [&](const PointForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "assurance.strike_out", [&](store::Writer& w) {
      return review::strike_out_letter(w, *c.actor, edition_of(c), c.review->id, row->id, value.text, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(here, "saved");
  });
}

struct CopyForm {
  UncertainDate on;
  std::string how, note;
};
Response commissioner(Context& c) {
  FormOf<CopyForm> form;
  form.date("on", "When was the copy sent?", &CopyForm::on).must("Enter when the copy was sent").with_hint("An exact day, for example 22 May 2026");
  form.text("how", "How?", &CopyForm::how).must("Say how it was sent").with_hint("For example, by secure e-mail.");
  form.textarea("note", "Anything else (optional)", &CopyForm::note).tall(3);
  FormPage page{.title = "Copy to the Domestic Abuse Commissioner", .button = "Record as sent", .cancel = c.here("assurance"), .breadcrumbs = crumbs(c)};
  return edit(c, page, form, CopyForm{}, 0, [&](const CopyForm& value, std::int64_t) -> Result<std::string> {
    const auto day = review::clock_day(value.on);
    if (!day) return bad_field("on", kExactDay);
    review::ReportCopy copy;
    copy.on = *day;
    copy.how = value.how;
    copy.note = value.note;
    auto done = c.store().write(c.who(), "assurance.copy", [&](store::Writer& w) { return review::record_commissioner_copy(w, *c.actor, edition_of(c), c.review->id, copy); });
    if (!done.ok()) return done.error();
    return with_done(c.here("assurance"), "sent");
  });
}

}  // namespace

void add_assurance_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewAssurance), change = Needs::review(Act::EditAssurance);
  routes.emplace_back(Method::Get, "/reviews/:review/assurance", "quality assurance", view, overview);
  routes.emplace_back(Method::Get, "/reviews/:review/assurance/check", "quality assurance: self-check", view, check_page);
  routes.emplace_back(Method::Post, "/reviews/:review/assurance/check", "quality assurance: self-check", change, check_page);
  add_form(routes, "/reviews/:review/assurance/submit", "quality assurance: what was sent", change, submit_page);
  add_form(routes, "/reviews/:review/assurance/letter", "quality assurance: record a letter", change, new_letter, Body::Upload);
  routes.emplace_back(Method::Get, "/reviews/:review/assurance/letter/:letter", "quality assurance: a letter", view, letter_page);
  routes.emplace_back(Method::Get, "/reviews/:review/assurance/letter/:letter/file", "quality assurance: a letter's file", view, letter_file);
  add_form(routes, "/reviews/:review/assurance/letter/:letter/point", "quality assurance: add a point", change, new_point);
  add_form(routes, "/reviews/:review/assurance/letter/:letter/strike-out", "quality assurance: strike a letter out", change, strike_out);
  add_form(routes, "/reviews/:review/assurance/point/:point", "quality assurance: answer a point", change, point_page);
  add_form(routes, "/reviews/:review/assurance/commissioner", "quality assurance: the Commissioner's copy", change, commissioner);
}

}  // namespace heed::web

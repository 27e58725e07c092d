#include "web/pages/findings_pages.h"

#include <algorithm>

#include "review/chronology/chronology.h"
#include "review/recommendations/recommendations.h"

namespace heed::web {

std::vector<Option> agency_options(store::Reader& r, ReviewId review_id) {
  std::vector<Option> out;
  for (const auto& row : review::agencies_of_review(r, review_id))
    out.push_back({row.value.agency.text(), access::agency_name(r, row.value.agency), ""});
  return out;
}

std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  auto end = text.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  return text.substr(0, end) + "…";
}

namespace {

using review::Finding;
using review::Lesson;

constexpr std::int64_t kEntriesOnPage = 50;

const std::vector<Option> kReach = {{"within", "Within one agency"}, {"between", "Between agencies", "What one agency could not have seen or done alone."}};
const std::vector<Option> kYesNo = {{"yes", "Yes"}, {"no", "No"}};

std::string names_of(const std::vector<AgencyId>& agencies, store::Reader& r) {
  std::string out;
  for (const auto& id : agencies) out += (out.empty() ? "" : ", ") + access::agency_name(r, id);
  return out;
}

std::string where(review::Reach reach, const std::string& names) {
  std::string out(review::words(reach));
  return names.empty() ? out : out + ": " + names;
}

std::vector<Crumb> crumbs(Context& c, std::string_view rest = {}, std::string_view text = {}) {
  std::vector<Crumb> out{{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()},
                         {.text = "Findings", .href = c.here("findings")}};
  if (!text.empty()) out.push_back({.text = text, .href = c.here(rest)});
  return out;
}

// --- the page of findings and lessons ---

struct SeenFinding {
  review::FindingRow row;
  std::string agencies, lessons;
  std::vector<review::EntryRow> entries;  ///< those that the person may see
};
struct SeenLesson {
  review::LessonRow row;
  std::string agencies, answers;
  int recommendations = 0, actions = 0;
};

Html entry_line(const review::EntryRow& entry) {
  const auto& e = entry.value;
  const std::string when = e.date.empty() ? (e.date_written.empty() ? "No date" : e.date_written) : e.date.understood();
  return html("<strong>{}</strong>, {}: {}", when, e.agency, shortened(e.what, 200));
}

Html finding_card(Context& c, const SeenFinding& seen) {
  const auto& f = seen.row.value;
  SummaryList card;
  card.card.title = f.good_practice ? "Good practice" : "Finding";
  card.card.heading_level = 3;
  if (c.may(Act::EditFindings))
    card.card.actions = {{.text = "Change", .href = c.here("findings/" + seen.row.id.text()), .visually_hidden_text = shortened(f.text, 60)}};
  card.rows.push_back({.key = "What was found", .value = paragraphs(f.text)});
  card.rows.push_back({.key = "Where", .value = where(f.reach, seen.agencies)});
  Html support;
  if (f.entries.empty()) support = or_missing("");
  else if (!c.may(Act::ViewChronology)) support = html("{} chronology entries", f.entries.size());
  else {
    Html items;
    for (const auto& entry : seen.entries) items += html("<li>{}</li>", entry_line(entry));
    support = html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items);
    if (seen.entries.size() < f.entries.size())
      support += muted(fmt::format("{} taken out of the chronology since", f.entries.size() - seen.entries.size()));
  }
  SummaryRow entries{.key = "Supported by", .value = support};
  if (c.may(Act::EditFindings) && c.may(Act::ViewChronology))
    entries.actions.push_back({.text = f.entries.empty() ? "Choose entries" : "Change", .href = c.here("findings/" + seen.row.id.text() + "/entries"),
                               .visually_hidden_text = "of this finding"});
  card.rows.push_back(entries);
  SummaryRow lesson{.key = "Lessons", .value = seen.lessons.empty() ? Content(f.good_practice ? "None needed" : "None yet") : Content(seen.lessons)};
  if (c.may(Act::EditFindings))
    lesson.actions.push_back({.text = "Add a lesson", .href = Url(c.here("findings/lessons/new")).query("finding", seen.row.id.text()).str(),
                              .visually_hidden_text = "from this finding"});
  card.rows.push_back(lesson);
  return summary_list(card);
}

Html lesson_card(Context& c, const SeenLesson& seen) {
  const auto& l = seen.row.value;
  SummaryList card;
  card.card.title = fmt::format("Lesson {}", l.number);
  card.card.heading_level = 3;
  if (c.may(Act::EditFindings))
    card.card.actions = {{.text = "Change", .href = c.here("findings/lessons/" + seen.row.id.text()), .visually_hidden_text = fmt::format("lesson {}", l.number)}};
  card.rows.push_back({.key = "What is learned", .value = paragraphs(l.text)});
  card.rows.push_back({.key = "Answers", .value = or_missing(seen.answers)});
  card.rows.push_back({.key = "What should change", .value = l.change.empty() ? or_missing("") : paragraphs(l.change)});
  if (l.early) {
    card.rows.push_back({.key = "Acted on before the report", .value = date_words(l.early_on) + paragraphs(l.early_what)});
  } else {
    card.rows.push_back({.key = "How it is acted on", .value = l.how.empty() ? or_missing("") : paragraphs(l.how)});
    card.rows.push_back({.key = "By when", .value = date_words(l.by_when)});
  }
  card.rows.push_back({.key = "Where", .value = where(l.reach, seen.agencies)});
  if (c.may(Act::ViewRecommendations)) {
    SummaryRow after{.key = "What follows", .value = fmt::format("{} {}, {} {} of its own", seen.recommendations, seen.recommendations == 1 ? "recommendation" : "recommendations",
                                                                 seen.actions, seen.actions == 1 ? "action" : "actions")};
    if (c.may(Act::EditRecommendations)) {
      after.actions.push_back({.text = "Recommend", .href = Url(c.here("recommendations/new")).query("lesson", seen.row.id.text()).str(),
                               .visually_hidden_text = fmt::format("from lesson {}", l.number)});
      after.actions.push_back({.text = "Add an action", .href = Url(c.here("actions/new")).query("lesson", seen.row.id.text()).str(),
                               .visually_hidden_text = fmt::format("for early learning from lesson {}", l.number)});
    }
    card.rows.push_back(after);
  }
  return summary_list(card);
}

Response overview(Context& c) {
  struct Seen {
    std::vector<review::KeyLineRow> lines;
    std::vector<SeenFinding> findings;
    std::vector<SeenLesson> lessons;
  };
  const bool sees_chronology = c.may(Act::ViewChronology);
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    s.lines = review::key_lines(r, c.review->id);
    const auto lessons = review::lessons(r, c.review->id);
    for (auto& row : review::findings(r, c.review->id)) {
      SeenFinding f{row, names_of(row.value.agencies, r), "", {}};
      for (const auto& l : lessons)
        if (std::find(l.value.findings.begin(), l.value.findings.end(), row.id) != l.value.findings.end())
          f.lessons += (f.lessons.empty() ? "Lesson " : ", ") + std::to_string(l.value.number);
      if (sees_chronology)
        for (const auto& id : row.value.entries)
          if (auto entry = review::entry(r, c.review->id, review::EntryId(id)); entry.ok()) f.entries.push_back(std::move(*entry));
      std::sort(f.entries.begin(), f.entries.end(), [](const auto& a, const auto& b) { return review::order_key(a.value) < review::order_key(b.value); });
      s.findings.push_back(std::move(f));
    }
    const auto recommended = review::recommendations(r, c.review->id);
    for (const auto& row : lessons) {
      SeenLesson l{row, names_of(row.value.agencies, r), "", 0, int(review::actions_of(r, c.review->id, row.id).size())};
      for (const auto& id : row.value.findings)
        if (auto f = review::finding(r, c.review->id, id); f.ok()) l.answers += (l.answers.empty() ? "" : "; ") + shortened(f->value.text, 100);
      for (const auto& rec : recommended)
        l.recommendations += std::find(rec.value.lessons.begin(), rec.value.lessons.end(), row.id) != rec.value.lessons.end();
      s.lessons.push_back(std::move(l));
    }
    return s;
  });
  const bool may_edit = c.may(Act::EditFindings);
  Html main = heading(c, "Findings and lessons");
  if (seen.lines.empty())
    main += inset_text({.text = "There are no key lines of enquiry yet. They are part of the terms of reference; findings answer them."});
  const auto section = [&](const std::string& title, review::KeyLineId line, bool closed) {
    Html cards;
    for (const auto& f : seen.findings)
      if (f.row.value.key_line == line) cards += finding_card(c, f);
    if (line.is_empty() && cards.empty()) return;
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>", title);
    if (cards.empty()) main += para(closed ? "This line is no longer followed." : "No finding yet.");
    main += cards;
    if (may_edit && !closed) {
      Url add(c.here("findings/new"));
      if (!line.is_empty()) add.query("line", line.text());
      main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Add a finding<span class=\"govuk-visually-hidden\"> to: {}</span></a></p>", add.str(), title);
    }
  };
  for (const auto& line : seen.lines) section(fmt::format("{}. {}", line.value.number, line.value.question), line.id, line.value.closed);
  section("Beside the key lines", review::KeyLineId(), false);
  if (may_edit)
    main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Add a finding that answers no key line</a></p>", c.here("findings/new"));

  main += html("<h2 class=\"govuk-heading-l\" id=\"lessons\">Lessons</h2>");
  if (seen.lessons.empty()) main += para(seen.findings.empty() ? "Lessons answer findings. Add a finding first." : "No lesson yet. Add one from the finding that it answers.");
  for (const auto& l : seen.lessons) main += lesson_card(c, l);
  if (may_edit && !seen.findings.empty())
    main += button({.text = "Add a lesson", .href = c.here("findings/lessons/new"), .classes = "govuk-button--secondary"});
  if (c.may(Act::ViewRecommendations) && !seen.lessons.empty())
    main += html("<p class=\"govuk-body\">Next: <a class=\"govuk-link\" href=\"{}\">recommendations and actions</a></p>", c.here("recommendations"));
  return show(c, {.title = "Findings and lessons", .main = two_thirds(main), .seen_by = Act::ViewFindings});
}

// --- one finding ---

Response edit_finding(Context& c) {
  const bool is_new = !c.captures.has("finding");
  const auto id = is_new ? review::FindingId() : c.id<review::FindingId>("finding");
  struct Seen {
    std::optional<review::FindingRow> row;
    std::vector<Option> lines, agencies;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    if (!is_new)
      if (auto row = review::finding(r, c.review->id, id); row.ok()) s.row = std::move(*row);
    for (const auto& line : review::key_lines(r, c.review->id))
      if (!line.value.closed || (s.row && s.row->value.key_line == line.id))
        s.lines.push_back({line.id.text(), fmt::format("{}. {}", line.value.number, shortened(line.value.question)), ""});
    s.agencies = agency_options(r, c.review->id);
    return s;
  });
  if (!is_new && !seen.row) return error_page(c, not_found());
  FormOf<Finding> form;
  form.textarea("text", "What did the review find?", &Finding::text).must("Enter what the review found")
      .with_hint("What happened or did not happen, and what was expected. Roles, not names of staff.");
  if (!seen.lines.empty())
    form.select("key_line", "Which key line of enquiry does it answer?", seen.lines, &Finding::key_line).with_hint("Leave this if it answers none of them.");
  form.radios("good_practice", "Is it good practice, from which others may learn?", kYesNo, &Finding::good_practice);
  form.radios("reach", "Where does it lie?", kReach, &Finding::reach).must("Choose whether it lies within one agency or between agencies");
  form.custom(FieldKind::Checkboxes, "agencies", "Which agencies?", seen.agencies, [](const Finding& f) { return id_texts(f.agencies); },
              [](Finding& f, const std::vector<std::string>& given) { f.agencies = ids_of<AgencyId>(given); });
  Finding current;
  if (seen.row) current = seen.row->value;
  else current.key_line = review::KeyLineId::parse(c.request.query("line")).value_or(review::KeyLineId());
  FormPage page{.title = is_new ? "Add a finding" : "Change a finding", .cancel = c.here("findings"), .breadcrumbs = crumbs(c)};
  if (seen.agencies.empty()) page.before = inset_text({.text = "No agency takes part in the review yet, and a finding says where it lies. Add the agencies first."});
  if (!is_new && !c.is_post())
    page.before += details({.summary = "Remove this finding",
                            .content = para("It stays in the history of the review.") +
                                       button_form(c, c.here("findings/" + id.text() + "/remove"), {.text = "Remove", .classes = "govuk-button--warning"},
                                                   {{"_version", std::to_string(seen.row->version)}})});
  return edit(c, page, form, current, seen.row ? seen.row->version : 0, [&](const Finding& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "findings.put", [&](store::Writer& w) { return review::put_finding(w, *c.actor, c.review->id, id, value, expected); });
    if (!done.ok()) return done.error();
    // A new finding is next asked what supports it.
    if (is_new && c.may(Act::ViewChronology)) return c.here("findings/" + done->text() + "/entries");
    return with_done(c.here("findings"), "saved");
  });
}

Response remove_finding(Context& c) {
  auto done = c.store().write(c.who(), "findings.drop", [&](store::Writer& w) {
    return review::drop_finding(w, *c.actor, c.review->id, c.id<review::FindingId>("finding"), posted_version(c.request));
  });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("findings"), "removed"));
}

// --- which entries support it ---

Response entries(Context& c) {
  if (!c.may(Act::ViewChronology)) return error_page(c, not_found());
  const auto id = c.id<review::FindingId>("finding");
  review::EntryFilter filter;
  filter.agency = AgencyId::parse(c.request.query("agency")).value_or(AgencyId());
  filter.words = c.request.query("words").substr(0, 200);
  if (auto from = UncertainDate::parse(c.request.query("from"), c.app.clock.today()); from.ok()) filter.from = *from;
  if (auto until = UncertainDate::parse(c.request.query("until"), c.app.clock.today()); until.ok()) filter.until = *until;
  c.reading = filter.words;
  const auto page = page_number(c);
  struct Seen {
    std::optional<review::FindingRow> row;
    review::EntryPage listed;
    std::vector<SelectItem> agencies;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    if (auto row = review::finding(r, c.review->id, id); row.ok()) s.row = std::move(*row);
    s.listed = review::entries(r, c.review->id, filter, (page - 1) * kEntriesOnPage, kEntriesOnPage);
    s.agencies.push_back({.value = "", .text = "Every agency"});
    for (const auto& [agency, n] : review::agencies_of(r, c.review->id))
      s.agencies.push_back({.value = agency.text(), .text = fmt::format("{} ({})", access::agency_name(r, agency), n)});
    return s;
  });
  if (!seen.row) return error_page(c, not_found());
  const auto& chosen = seen.row->value.entries;
  const auto is_chosen = [&](const AnyId& entry) { return std::find(chosen.begin(), chosen.end(), entry) != chosen.end(); };

  if (c.is_post()) {
    // Only what the page showed is taken away: what stands on other pages of the list stays chosen.
    std::vector<AnyId> shown, ticked;
    for (const auto& text : c.request.form().all("shown"))
      if (auto entry = AnyId::parse(text)) shown.push_back(*entry);
    for (const auto& text : c.request.form().all("entry"))
      if (auto entry = AnyId::parse(text)) ticked.push_back(*entry);
    auto done = c.store().write(c.who(), "findings.support", [&](store::Writer& w) -> Result<void> {
      for (const auto& entry : ticked)
        if (!is_chosen(entry)) HEED_TRY(review::entry(w, c.review->id, review::EntryId(entry)));
      return review::support(w, *c.actor, c.review->id, id, ticked, shown);
    });
    if (!done.ok()) return error_page(c, done.error());
    if (c.request.form("then") == "stay") {
      Url here(c.request.path);
      for (const auto& [name, value] : c.request.query_fields)
        if (name != "done") here.query(name, value);
      return Response::redirect(with_done(here.str(), "saved"));
    }
    return Response::redirect(with_done(c.here("findings"), "saved"));
  }

  Html main = heading(c, "Which entries support this finding?");
  main += inset_text({.text = paragraphs(seen.row->value.text)});
  main += para(fmt::format("{} chosen so far.", chosen.size()));
  Html options = select({.name = "agency", .label = {.text = "Agency"}, .items = seen.agencies, .value = c.request.query("agency")});
  options += input({.name = "words", .label = {.text = "Words"}, .value = c.request.query("words")});
  options += input({.name = "from", .label = {.text = "From"}, .value = c.request.query("from"), .classes = "govuk-input--width-10"});
  options += input({.name = "until", .label = {.text = "Until"}, .value = c.request.query("until"), .classes = "govuk-input--width-10"});
  Html list;
  if (seen.listed.rows.empty()) {
    list = para(seen.agencies.size() <= 1 ? "The chronology has no entries yet." : "No entry fits these filters.");
  } else {
    Html boxes = hidden_input("csrf", c.csrf);
    Checkboxes choices;
    choices.name = "entry";
    choices.classes = "govuk-checkboxes--small";
    choices.fieldset = {.legend = {.text = "Entries", .classes = "govuk-visually-hidden"}};
    for (const auto& row : seen.listed.rows) {
      boxes += hidden_input("shown", row.id.text());
      choices.items.push_back({.value = row.id.text(), .text = entry_line(row), .checked = is_chosen(row.id.any())});
    }
    list = html("<form method=\"post\" novalidate>{}{}{}</form>", boxes, checkboxes(choices),
                button_group({button({.text = "Save", .name = "then", .value = "findings", .prevent_double_click = true}),
                              button({.text = "Save and stay on this page", .classes = "govuk-button--secondary", .name = "then", .value = "stay"})}));
    list += page_links(c, seen.listed.total, kEntriesOnPage, page);
  }
  main += filter_layout(html("<form method=\"get\" novalidate>{}</form>", web::filter({.clear_href = c.request.path, .options = options})), list);
  return show(c, {.title = "Entries that support a finding", .main = main, .breadcrumbs = crumbs(c), .seen_by = Act::ViewChronology});
}

// --- one lesson ---

Response edit_lesson(Context& c) {
  const bool is_new = !c.captures.has("lesson");
  const auto id = is_new ? review::LessonId() : c.id<review::LessonId>("lesson");
  struct Seen {
    std::optional<review::LessonRow> row;
    std::vector<Option> findings, agencies;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    Seen s;
    if (!is_new)
      if (auto row = review::lesson(r, c.review->id, id); row.ok()) s.row = std::move(*row);
    for (const auto& f : review::findings(r, c.review->id)) s.findings.push_back({f.id.text(), shortened(f.value.text, 160), f.value.good_practice ? "Good practice" : ""});
    s.agencies = agency_options(r, c.review->id);
    return s;
  });
  if (!is_new && !seen.row) return error_page(c, not_found());
  FormOf<Lesson> form;
  form.custom(FieldKind::Checkboxes, "findings", "Which findings does it answer?", seen.findings, [](const Lesson& l) { return id_texts(l.findings); },
              [](Lesson& l, const std::vector<std::string>& given) { l.findings = ids_of<review::FindingId>(given); })
      .must("Choose the finding or findings that it answers");
  form.textarea("text", "What is learned?", &Lesson::text).tall(4).must("Enter what is learned");
  form.textarea("change", "What should change?", &Lesson::change).tall(3).with_hint("For people who may live with abuse, and for those who work with them.");
  form.textarea("how", "How is it acted on?", &Lesson::how).tall(3);
  form.date("by_when", "By when?", &Lesson::by_when);
  form.radios("reach", "Where does it lie?", kReach, &Lesson::reach).must("Choose whether it lies within one agency or between agencies");
  form.custom(FieldKind::Checkboxes, "agencies", "Which agencies?", seen.agencies, [](const Lesson& l) { return id_texts(l.agencies); },
              [](Lesson& l, const std::vector<std::string>& given) { l.agencies = ids_of<AgencyId>(given); });
  form.radios("early", "Was it acted on before the report?", kYesNo, &Lesson::early);
  form.date("early_on", "If so, when?", &Lesson::early_on);
  form.textarea("early_what", "If so, what was done?", &Lesson::early_what).tall(3);
  Lesson current;
  if (seen.row) current = seen.row->value;
  else if (auto from = review::FindingId::parse(c.request.query("finding"))) {
    current.findings = {*from};
    auto row = c.store().read([&](store::Reader& r) { return review::finding(r, c.review->id, *from); });
    if (!row.ok()) return error_page(c, row.error());
    current.reach = row->value.reach;
    current.agencies = row->value.agencies;
  }
  FormPage page{.title = is_new ? "Add a lesson" : fmt::format("Change lesson {}", current.number), .cancel = c.here("findings") + "#lessons", .breadcrumbs = crumbs(c)};
  if (seen.findings.empty()) page.before = inset_text({.text = "A lesson answers a finding, and there is none yet. Add a finding first."});
  if (!is_new && !c.is_post())
    page.before += details({.summary = "Remove this lesson",
                            .content = para("It stays in the history of the review. The numbers of the others stay as they are.") +
                                       button_form(c, c.here("findings/lessons/" + id.text() + "/remove"), {.text = "Remove", .classes = "govuk-button--warning"},
                                                   {{"_version", std::to_string(seen.row->version)}})});
  return edit(c, page, form, current, seen.row ? seen.row->version : 0, [&](const Lesson& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "lessons.put", [&](store::Writer& w) { return review::put_lesson(w, *c.actor, c.review->id, id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(c.here("findings"), "saved") + "#lessons";
  });
}

Response remove_lesson(Context& c) {
  auto done = c.store().write(c.who(), "lessons.drop", [&](store::Writer& w) {
    return review::drop_unanswered_lesson(w, *c.actor, c.review->id, c.id<review::LessonId>("lesson"), posted_version(c.request));
  });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("findings"), "removed"));
}

}  // namespace

void add_findings_routes(Routes& routes) {
  const auto change = Needs::review(Act::EditFindings);
  routes.emplace_back(Method::Get, "/reviews/:review/findings", "findings and lessons", Needs::review(Act::ViewFindings), overview);
  add_form(routes, "/reviews/:review/findings/new", "add a finding", change, edit_finding);
  add_form(routes, "/reviews/:review/findings/lessons/new", "add a lesson", change, edit_lesson);
  add_form(routes, "/reviews/:review/findings/lessons/:lesson", "change a lesson", change, edit_lesson);
  routes.emplace_back(Method::Post, "/reviews/:review/findings/lessons/:lesson/remove", "remove a lesson", change, remove_lesson);
  add_form(routes, "/reviews/:review/findings/:finding", "change a finding", change, edit_finding);
  add_form(routes, "/reviews/:review/findings/:finding/entries", "choose entries that support a finding", change, entries);
  routes.emplace_back(Method::Post, "/reviews/:review/findings/:finding/remove", "remove a finding", change, remove_finding);
}

}  // namespace heed::web

#include "web/pages/report_pages.h"

#include "review/report/structured_text.h"
#include "web/pages/report_parts.h"

namespace heed::web {

namespace {

using review::SignOffKind;
using namespace report;

Tag outcome_tag(std::string_view outcome) {
  if (outcome == "not_agreed") return {.text = outcome_words(outcome), .classes = "govuk-tag--red"};
  if (outcome == "not_reached") return {.text = outcome_words(outcome), .classes = "govuk-tag--yellow"};
  return {.text = outcome_words(outcome), .classes = "govuk-tag--green"};
}

const review::ReportSignOff* last_of(const std::vector<review::ReportSignOff>& all, SignOffKind by) {
  const review::ReportSignOff* out = nullptr;
  for (const auto& s : all)
    if (s.by == by) out = &s;
  return out;
}

/// The next thing to do for a document, and where.
std::pair<std::string, std::string> next_thing(const Context& c, const guidance::DocumentKind& kind, const Standing& s) {
  if (s.text.empty() && !s.upload) return {"Begin: let Heed fill what it can", at(c, kind)};
  if (!s.last || s.changed) {
    if (s.upload && !s.missing.empty()) return {"Decide what to do about the pieces that could not be read", at(c, kind)};
    if (!s.missing.empty()) return {s.missing.size() == 1 ? "Write 1 more section" : "Write " + std::to_string(s.missing.size()) + " more sections", at(c, kind)};
    return {s.last ? "Freeze the changes as a new version" : "Freeze the first version", at(c, kind, "freeze")};
  }
  const std::string version = "report/version/" + s.last->id.text();
  if (!last_of(s.last->sign_offs, SignOffKind::Family)) return {"Offer the family the draft to read, and record it", c.here(version)};
  if (!s.last->signed_off_by(SignOffKind::Panel)) return {"Record the panel’s sign-off", c.here(version)};
  if (!s.last->signed_off_by(SignOffKind::Partnership)) return {"Record the partnership’s sign-off", c.here(version)};
  return {"Signed off: go on to quality assurance", c.here("assurance")};
}

Response overview(Context& c) {
  const auto& edition = edition_of(c);
  const auto all = c.store().read([&](store::Reader& r) {
    std::vector<Standing> out;
    for (const auto& kind : edition.documents) out.push_back(standing_of(r, c, kind));
    return out;
  });
  Html main = two_thirds(heading(c, "Report") +
                         para("Each document is written section by section, or uploaded as one file. A frozen version is what the family reads and what the panel, the agencies "
                              "and the partnership sign off."));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& kind = edition.documents[i];
    const auto& s = all[i];
    const auto next = next_thing(c, kind, s);
    SummaryList list;
    list.card.title = kind.title;
    list.card.actions = {{.text = "Open", .href = at(c, kind), .visually_hidden_text = kind.title}};
    std::string draft = s.upload ? "An uploaded file" : std::to_string(s.text.size()) + " of " + std::to_string(kind.sections.size()) + " sections written";
    if (s.changed) draft += ", changed since the last version";
    list.rows.push_back({.key = "Draft", .value = draft});
    if (s.last)
      list.rows.push_back({.key = "Latest version",
                           .value = html("{}, {}", link(c.here("report/version/" + s.last->id.text()), "Version " + std::to_string(s.last->version.number), "of " + kind.title),
                                         in_words(s.last->version.frozen_on))});
    else list.rows.push_back({.key = "Latest version", .value = "None has been frozen yet"});
    if (s.last)
      for (const auto by : {SignOffKind::Family, SignOffKind::Panel, SignOffKind::Partnership}) {
        const auto* said = last_of(s.last->sign_offs, by);
        list.rows.push_back({.key = by_words(by), .value = said ? html("{}, {}", tag(outcome_tag(said->outcome)), in_words(said->on)) : html("Not recorded yet")});
      }
    if (s.hits) list.rows.push_back({.key = "Words to look at", .value = link(at(c, kind, "words"), s.hits == 1 ? "1 word that may blame" : std::to_string(s.hits) + " words that may blame")});
    list.rows.push_back({.key = "Next", .value = link(next.second, next.first)});
    main += summary_list(list);
  }
  if (all.empty()) main += para("The guidance of this review asks for no documents.");
  return show(c, {.title = "Report", .main = main, .seen_by = Act::ViewReport});
}

Html versions_html(Context& c, const std::vector<review::ReportVersionRow>& versions) {
  if (versions.empty()) return para("No version has been frozen yet.");
  Table t;
  t.head = {{.content = "Version"}, {.content = "Frozen"}, {.content = "What is new"}};
  for (auto it = versions.rbegin(); it != versions.rend(); ++it)
    t.rows.push_back({{.content = link(c.here("report/version/" + it->id.text()), "Version " + std::to_string(it->value.number))},
                      {.content = in_words(it->value.frozen_on)},
                      {.content = it->value.note.empty() ? "The first version" : it->value.note}});
  return scroll_region("Versions", table(t));
}

Response one_document(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const bool may_edit = c.may(Act::EditReport);
  struct Seen {
    Standing standing;
    std::vector<review::ReportSectionRow> sections;
    std::vector<review::ReportVersionRow> versions;
  };
  const auto seen = c.store().read([&](store::Reader& r) {
    return Seen{standing_of(r, c, *kind), review::report_sections(r, c.review->id, *kind), review::report_versions(r, c.review->id, kind->id)};
  });
  const auto next = next_thing(c, *kind, seen.standing);
  Html main = heading(c, kind->title) + para(kind->hint);
  if (next.second != at(c, *kind)) main += html("<p class=\"govuk-body\"><strong>Next:</strong> {}</p>", link(next.second, next.first));
  else main += html("<p class=\"govuk-body\"><strong>Next:</strong> {}</p>", next.first);
  if (seen.standing.upload) {
    main += upload_html(c, *kind, *seen.standing.upload, may_edit);
  } else {
    TaskList list;
    bool empty_to_fill = false;
    for (std::size_t i = 0; i < seen.sections.size(); ++i) {
      const auto& section = kind->sections[i];
      const auto& row = seen.sections[i];
      Task t;
      t.title = section.heading;
      t.href = at(c, *kind, "section/" + section.id);
      t.hint = section.guidance;
      if (!row->text.empty()) t.status = std::to_string(review::words_in(row->text)) + " words";
      else if (section.required) t.status_tag = {.text = "Not written yet", .classes = "govuk-tag--blue"};
      else t.status_tag = {.text = "Optional", .classes = "govuk-tag--grey"};
      empty_to_fill = empty_to_fill || (row->text.empty() && !section.assemble.empty());
      list.items.push_back(std::move(t));
    }
    main += h2("Sections") + task_list(list);
    if (may_edit && empty_to_fill)
      main += para("Heed can put what it holds into the sections that are empty: terms of reference, contributors, timescales, findings and more. It is a beginning to write from.") +
              button_form(c, at(c, *kind, "assemble"), {.text = "Fill the empty sections", .classes = "govuk-button--secondary"});
    if (may_edit) main += linked_line(at(c, *kind, "upload"), "Upload a DOCX instead of writing here");
  }
  main += h2("The draft");
  main += linked_line(at(c, *kind, "preview"), "Read it as one document");
  main += linked_line(at(c, *kind, "words"), "Check for words that may blame");
  if (c.may(Act::Export)) main += linked_line(at(c, *kind, "files"), "Download it as a file");
  main += h2("Versions") + versions_html(c, seen.versions);
  if (may_edit) main += html("{}", button({.text = "Freeze a version", .href = at(c, *kind, "freeze"), .classes = "govuk-button--secondary"}));
  return show(c, {.title = kind->title, .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewReport});
}

Response preview(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto text = c.store().read([&](store::Reader& r) { return review::present_text(r, c.review->id, *kind); });
  const auto names = names_shown(c);
  Html main = heading(c, kind->title + ": draft") + muted("OFFICIAL-SENSITIVE. This is the draft as it stands, not a version.") + names_switch(c, names);
  main += text.empty() ? para("Nothing has been written yet.") : text_html(text_in(c, names, text));
  return show(c, {.title = kind->title + ": draft", .main = two_thirds(main), .breadcrumbs = crumbs(c, kind), .seen_by = Act::ViewReport});
}

}  // namespace

void add_report_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewReport);
  routes.emplace_back(Method::Get, "/reviews/:review/report", "report", view, overview);
  report::add_version_routes(routes);
  report::add_file_routes(routes);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind", "report: one document", view, one_document);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/preview", "report: preview", view, preview);
  report::add_upload_routes(routes);
  report::add_section_routes(routes);
}

}  // namespace heed::web

#include "web/pages/curation_pages.h"

#include <algorithm>
#include <map>

#include "access/accounts.h"
#include "publish/curation.h"
#include "web/forms.h"
#include "web/pages/library_pages.h"
#include "web/pages/options.h"

namespace heed::web {

namespace {

using library::Suggestion;
using Kind = Suggestion::Kind;
using Status = Suggestion::Status;

constexpr int kReportsOfAPage = 20;

Tag status_tag(Status status) {
  switch (status) {
    case Status::Suggested: return {.text = "Suggestion", .classes = "govuk-tag--grey"};
    case Status::Accepted: return {.text = "Accepted", .classes = "govuk-tag--green"};
    case Status::Rejected: return {.text = "Rejected", .classes = "govuk-tag--red"};
  }
  return {};
}

Response no_library(Context& c) { return error_page(c, not_found("There is no public library on this installation.")); }

std::string here_of(std::string_view edition) { return Url("/library").segment(edition).str(); }
std::string here_of(std::string_view edition, Kind kind) { return Url(here_of(edition)).query("kind", library::name(kind)).str(); }

std::vector<Crumb> crumbs(const library::Entry* entry = nullptr) {
  std::vector<Crumb> out = {{.text = "Published reviews", .href = "/"}, {.text = "Suggestions", .href = "/library"}};
  if (entry) out.push_back({.text = entry->title, .href = here_of(entry->edition.text)});
  return out;
}

// --- the reports ---

Response reports(Context& c) {
  if (!c.app.library) return no_library(c);
  const auto number = page_number(c);
  const auto listing = c.app.library->curated({int(number), kReportsOfAPage});
  Html main = html("<h1 class=\"govuk-heading-l\">Suggestions in published reports</h1>");
  main += para("Recommendations, whom they are for, lessons, terms of reference and key dates are found in reports by rule. They are shown to the public as suggestions until somebody has read them here.");
  if (listing.documents.empty()) return show(c, {.title = "Suggestions", .main = main + inset_text({.text = "Nothing has been found in a report yet."}), .breadcrumbs = {{.text = "Published reviews", .href = "/"}}});
  Table t;
  t.caption = "Reports";
  t.caption_classes = "govuk-visually-hidden";
  t.first_cell_is_header = true;
  t.head = {{.content = "Report"}, {.content = "To decide", .format = "numeric"}, {.content = "Accepted", .format = "numeric"}, {.content = "Rejected", .format = "numeric"}};
  for (const auto& d : listing.documents) {
    Html title = html("<a class=\"govuk-link\" href=\"{}\">{}</a>", here_of(d.entry.edition.text), d.entry.title);
    if (!d.entry.partnership.empty()) title += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", d.entry.partnership);
    t.rows.push_back({{.content = title}, {.content = std::to_string(d.suggested), .format = "numeric"}, {.content = std::to_string(d.accepted), .format = "numeric"}, {.content = std::to_string(d.rejected), .format = "numeric"}});
  }
  main += scroll_region("Reports", table(t)) + page_links(c, listing.total, kReportsOfAPage, number);
  return show(c, {.title = "Suggestions", .main = main, .breadcrumbs = {{.text = "Published reviews", .href = "/"}}});
}

// --- one report ---

struct Decider {
  std::string name;
  Day on{};
};

/// Who decided, by name, for staff: what was said on this installation.
std::map<std::string, Decider> deciders(Context& c, const std::string& edition) {
  return c.store().read([&](store::Reader& r) {
    std::map<std::string, Decider> out;
    for (const auto& row : publish::verdicts(r, edition)) out[row.value.anchor + "\n" + row.value.kind + "\n" + row.value.value] = {access::display_name(r, row.changed_by), row.value.on};
    return out;
  });
}
std::string key_of(const Suggestion& s) { return s.anchor + "\n" + std::string(library::name(s.kind)) + "\n" + s.value; }

/// The paragraph as the report has it, under the heading that it stands under.
Html in_context(const library::Document& document, const Suggestion& s) {
  const auto at = std::find_if(document.paragraphs.begin(), document.paragraphs.end(), [&](const auto& p) { return p.anchor == s.anchor; });
  if (at == document.paragraphs.end()) return {};
  Html out;
  const auto section = std::find_if(document.paragraphs.begin(), document.paragraphs.end(), [&](const auto& p) { return p.anchor == at->section; });
  if (section != document.paragraphs.end()) out += html("<p class=\"govuk-body-s govuk-!-margin-bottom-1\">{}</p>", section->block.text);
  const auto label = at->block.label.empty() || at->block.label == "•" ? std::string() : at->block.label + " ";
  out += html("<p class=\"govuk-body govuk-!-margin-bottom-1\">{}{}</p>", label, at->block.text.empty() ? s.text : at->block.text);
  out += html("<p class=\"govuk-body-s\"><a class=\"govuk-link\" href=\"{}\">Paragraph {} in the report</a></p>", Url("/published").segment(document.entry.edition.text).fragment(s.anchor).str(), s.anchor.substr(1));
  return out;
}

Html decision_html(const Suggestion& s, const std::string& edition) {
  const auto number = std::to_string(s.number);
  const auto what = fmt::format("Paragraph {}: {}{}", s.anchor.substr(1), library::words(s.kind), s.value.empty() ? "" : ", " + s.value);
  Radios r;
  r.name = "decide-" + number;
  r.classes = "govuk-radios--inline govuk-radios--small";
  r.fieldset.legend = {.text = what, .classes = "govuk-fieldset__legend--s"};
  r.items = {{.value = "accepted", .text = "Accept"}, {.value = "rejected", .text = "Reject"}, {.value = "suggested", .text = "Leave undecided"}};
  r.value = std::string(library::name(s.status));
  return radios(r) + hidden_input("was-" + number, std::string(library::name(s.status))) +
         html("<p class=\"govuk-body-s\"><a class=\"govuk-link\" href=\"{}\">Put right<span class=\"govuk-visually-hidden\"> {}</span></a></p>", Url(here_of(edition)).segment(number).str(), what);
}

Response decide(Context& c, const library::Document& document, const std::vector<Suggestion>& all, Kind kind) {
  const auto& edition = document.entry.edition.text;
  std::vector<Suggestion> said;
  int meanwhile = 0;
  for (const auto& s : all) {
    const auto number = std::to_string(s.number);
    const auto now = library::parse_suggestion_status(c.request.form("decide-" + number));
    const auto was = library::parse_suggestion_status(c.request.form("was-" + number));
    if (!now || !was || *now == *was) continue;
    // Somebody else said something since the page was opened: theirs stands until this one has been seen.
    if (*was != s.status && *now != s.status) {
      ++meanwhile;
      continue;
    }
    said.push_back(s);
    said.back().status = *now;
  }
  if (!said.empty())
    if (auto done = publish::decide_suggestions(c.store(), *c.app.library, *c.actor, edition, said); !done.ok()) return error_page(c, done.error());
  if (meanwhile > 0)
    return error_page(c, Error{Code::Stale, fmt::format("Somebody else decided about {} of these meanwhile. Theirs stand; your other decisions are saved.", meanwhile), "Go back, load the page again and look at them.", {}});
  return Response::redirect(with_done(here_of(edition, kind), "saved"));
}

Response report(Context& c) {
  if (!c.app.library) return no_library(c);
  const std::string edition(c.captures["edition"]);
  const auto document = c.app.library->document({edition});
  if (!document.ok()) return error_page(c, not_found("This document does not exist."));
  const auto all = c.app.library->suggestions({edition});
  std::map<Kind, int> open, count;
  for (const auto& s : all) ++count[s.kind], open[s.kind] += s.status == Status::Suggested;
  // The kind that was asked for, else the first with something to decide, else the first that there is.
  auto kind = library::parse_suggestion_kind(c.is_post() ? c.request.form("kind") : c.request.query("kind"));
  for (const auto k : library::kSuggestionKinds)
    if (!kind && open[k] > 0) kind = k;
  if (!kind) kind = all.empty() ? Kind::Recommendation : all.front().kind;
  if (c.is_post()) return decide(c, *document, all, *kind);

  Html main = html("<h1 class=\"govuk-heading-l\">{}</h1>", document->entry.title);
  main += html("<p class=\"govuk-body\">Found in this report by rule. The public sees what is accepted as accepted, what is undecided as a suggestion, and nothing of what is rejected. "
               "<a class=\"govuk-link\" href=\"{}\">The report as published</a></p>",
               Url("/published").segment(edition).str());
  SubNavigation tabs;
  tabs.label = "What was found";
  for (const auto k : library::kSuggestionKinds)
    if (count[k] > 0 || k == *kind) tabs.items.push_back({.text = fmt::format("{} ({} to decide)", plural(k), open[k]), .href = here_of(edition, k), .current = k == *kind});
  main += sub_navigation(tabs);
  const auto by = deciders(c, edition);
  Html items;
  for (const auto& s : all) {
    if (s.kind != *kind) continue;
    Html item = in_context(*document, s);
    item += html("<p class=\"govuk-body-s govuk-!-margin-bottom-1\">{}", tag(status_tag(s.status)));
    if (s.status != Status::Suggested) {
      const auto known = by.find(key_of(s));
      item += html(" {}{}{}", known == by.end() ? s.decided_by : known->second.name, known == by.end() || s.decided_by.empty() ? std::string() : " (" + s.decided_by + ")",
                   s.decided_on ? ", " + in_words(*s.decided_on) : std::string());
    }
    item += html("</p>");
    items += item + decision_html(s, edition) + html("<hr class=\"govuk-section-break govuk-section-break--m govuk-section-break--visible\">");
  }
  if (items.empty()) main += para("Nothing of this kind was found in the report.");
  else
    main += html("<form method=\"post\" action=\"{}\" novalidate>{}{}{}{}</form>", here_of(edition), hidden_input("csrf", c.csrf), hidden_input("kind", std::string(library::name(*kind))), items, button({.text = "Save decisions"}));
  main += link_line(Url(here_of(edition)).segment("new").query("kind", library::name(*kind)).str(), "Add one that the rule did not find");
  return show(c, {.title = "Suggestions", .main = two_thirds(main), .breadcrumbs = crumbs()});
}

// --- one suggestion put right, or one that the rule did not find ---

struct Correction {
  std::string anchor, kind, value;
};

Response put_right(Context& c) {
  if (!c.app.library) return no_library(c);
  const std::string edition(c.captures["edition"]), which(c.captures["suggestion"]);
  const auto document = c.app.library->document({edition});
  if (!document.ok()) return error_page(c, not_found("This document does not exist."));
  std::optional<Suggestion> before;
  for (const auto& s : c.app.library->suggestions({edition}))
    if (std::to_string(s.number) == which) before = s;
  if (!before && which != "new") return error_page(c, not_found("This suggestion does not exist."));

  Correction current;
  current.kind = std::string(library::name(library::parse_suggestion_kind(c.request.query("kind")).value_or(Kind::Recommendation)));
  if (before) current = {before->anchor.substr(1), std::string(library::name(before->kind)), before->value};
  FormOf<Correction> form;
  std::vector<Option> kinds;
  for (const auto kind : library::kSuggestionKinds) kinds.push_back({std::string(library::name(kind)), std::string(library::words(kind)), ""});
  if (!before) form.text("anchor", "Number of the paragraph", &Correction::anchor).with_hint("As the published report counts them: the number in the link beside the paragraph.").must("Enter the number of the paragraph").narrow();
  form.radios("kind", "What is it?", kinds, &Correction::kind).must("Choose what it is");
  auto& value = form.text("value", "Whom it is for, or which day", &Correction::value);
  value.hint = "An addressee's name, or a key date as “death: 12 May 2021”. Leave it empty for a recommendation, a lesson or a term of reference.";
  value.max_length = 300;
  FormPage page{.title = before ? "Put a suggestion right" : "Add what the rule did not find", .button = "Save as accepted", .cancel = here_of(edition), .breadcrumbs = crumbs(&document->entry)};
  if (before) page.before = in_context(*document, *before);
  return edit(c, page, form, current, 0, [&](const Correction& given, std::int64_t) -> Result<std::string> {
    Suggestion right;
    right.kind = *library::parse_suggestion_kind(given.kind);
    right.anchor = before ? before->anchor : "p" + given.anchor;
    right.value = given.value;
    right.status = Status::Accepted;
    if ((right.kind == Kind::Addressee || right.kind == Kind::KeyDate) && right.value.empty()) return bad_field("value", right.kind == Kind::Addressee ? "Enter whom it is for" : "Enter the day and what happened on it");
    if (std::none_of(document->paragraphs.begin(), document->paragraphs.end(), [&](const auto& p) { return p.anchor == right.anchor; })) return bad_field("anchor", "This report has no paragraph of that number");
    std::vector<Suggestion> said = {right};
    if (before && key_of(*before) != key_of(right)) {
      said.push_back(*before);
      said.back().status = Status::Rejected;
    }
    if (auto done = publish::decide_suggestions(c.store(), *c.app.library, *c.actor, edition, said); !done.ok()) return done.error();
    return with_done(here_of(edition, right.kind), "saved");
  });
}

}  // namespace

Html curation_link(const Context& c, std::string_view edition) {
  if (!c.actor || !access::allowed(*c.actor, Act::CurateLibrary, {})) return {};
  return edition.empty() ? link_line("/library", "Suggestions found in published reports") : link_line(here_of(edition), "Decide about what was found in this report");
}

void add_curation_routes(Routes& routes) {
  const auto curate = Needs::installation(Act::CurateLibrary);
  routes.emplace_back(Method::Get, "/library", "suggestions in published reports", curate, reports);
  add_form(routes, "/library/:edition", "suggestions of a report", curate, report);
  add_form(routes, "/library/:edition/:suggestion", "suggestion put right", curate, put_right);
}

}  // namespace heed::web

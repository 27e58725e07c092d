// The sections of a report: writing one, filling it with what Heed holds, its earlier versions, and words that may blame.
#include "review/report/assemble.h"
#include "review/report/structured_text.h"
#include "web/pages/report_parts.h"

namespace heed::web::report {

namespace {

Html hits_html(const std::vector<review::WordHit>& hits, bool with_heading) {
  Table t;
  if (with_heading) t.head.push_back({.content = "Section"});
  for (const char* h : {"Where", "Why", "What to say instead"}) t.head.push_back({.content = h});
  for (const auto& hit : hits) {
    std::vector<Cell> row;
    if (with_heading) row.push_back({.content = hit.heading});
    row.push_back({.content = html("{}<mark>{}</mark>{}", hit.before, hit.word, hit.after)});
    row.push_back({.content = hit.why});
    row.push_back({.content = hit.instead});
    t.rows.push_back(std::move(row));
  }
  return scroll_region("Words to look at again", table(t));
}

struct SectionForm {
  std::string text;
};

Response section_page(Context& c) {
  const auto* kind = kind_of(c);
  const auto* section = kind ? section_of(*kind, c.captures["section"]) : nullptr;
  if (!section) return error_page(c, not_found());
  struct Seen { review::ReportSectionRow row; std::string held; };
  const auto seen = c.store().read([&](store::Reader& r) {
    return Seen{review::report_section(r, c.review->id, kind->id, section->id),
                review::assemble(r, *c.actor, *c.review, edition_of(c), *kind, *section, c.app.clock.today())};
  });
  const std::string here = at(c, *kind, "section/" + section->id);
  const bool writes = c.may(Act::EditReport);  // whoever writes it reads it as it is written
  const auto names = writes ? Names::Real : names_shown(c);
  const auto text = text_in(c, names, {{section->id, section->heading, seen.row->text}});
  Html before;
  if (!section->guidance.empty()) before += para(section->guidance);
  for (const auto& prompt : section->prompts) before += muted(prompt);
  const auto hits = review::check_words(edition_of(c), text);
  if (!hits.empty())
    before += details({.summary = hits.size() == 1 ? "1 word to look at again" : std::to_string(hits.size()) + " words to look at again", .content = hits_html(hits, false), .open = true});
  if (!writes) {
    Html main = heading(c, section->heading) + names_switch(c, names) + before;
    main += seen.row->text.empty() ? para("Nothing has been written yet.") : blocks_html(review::parse_text(text.front().text), section->heading, 2);
    if (seen.row.version > 1) main += linked_line(at(c, *kind, "section/" + section->id + "/history"), "Earlier versions");
    return c.is_post() ? error_page(c, not_found())
                       : show(c, {.title = section->heading, .main = two_thirds(main), .breadcrumbs = crumbs(c, kind), .seen_by = Act::ViewReport});
  }
  if (!seen.held.empty()) {
    if (seen.row->text.empty()) before += para("Heed holds material for this section.") + button_form(c, here + "/assemble", {.text = "Put it in", .classes = "govuk-button--secondary"});
    else before += details({.summary = "What Heed holds for this section now", .content = blocks_html(review::parse_text(seen.held), "What Heed holds", 2) +
                            details({.summary = "The same as text, to copy from", .content = html("<pre class=\"heed-plain\">{}</pre>", seen.held)})});
  }
  before += details({.summary = "How to write headings, lists and tables",
                     .content = para("Leave an empty line between paragraphs. Begin a line with:") +
                                html("<ul class=\"govuk-list govuk-list--bullet\"><li>## for a heading, ### for a smaller one</li><li>- for an item of a list, two spaces before it for one "
                                     "level deeper</li><li>| for a row of a table: | Name | Post |. A second row of | --- | --- | makes the first one the table’s heading</li></ul>")});
  if (seen.row.version > 1) before += linked_line(here + "/history", "Earlier versions");
  FormOf<SectionForm> form;
  auto& field = form.textarea("text", "Text", &SectionForm::text).tall(24);
  field.max_length = 600000;
  FormPage page{.title = section->heading, .before = before, .button = "Save", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, SectionForm{seen.row->text}, seen.row.version, [&](const SectionForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.section", [&](store::Writer& w) {
      return review::put_section(w, *c.actor, edition_of(c), c.review->id, kind->id, section->id, value.text, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, *kind), "saved");
  });
}

/// Fills empty sections with what Heed holds; a section with words is never touched.
Response fill_sections(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const std::string only(c.captures["section"]);
  if (!only.empty() && !section_of(*kind, only)) return error_page(c, not_found());
  auto done = c.store().write(c.who(), "report.assemble", [&](store::Writer& w) -> Result<void> {
    for (const auto& section : kind->sections) {
      if (!only.empty() && section.id != only) continue;
      const auto row = review::report_section(w, c.review->id, kind->id, section.id);
      if (!row->text.empty()) continue;
      const auto text = review::assemble(w, *c.actor, *c.review, edition_of(c), *kind, section, c.app.clock.today());
      if (text.empty()) continue;
      HEED_TRY(review::put_section(w, *c.actor, edition_of(c), c.review->id, kind->id, section.id, text, row.version));
    }
    return {};
  });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(only.empty() ? at(c, *kind) : at(c, *kind, "section/" + only), "saved"));
}

Response section_history_page(Context& c) {
  const auto* kind = kind_of(c);
  const auto* section = kind ? section_of(*kind, c.captures["section"]) : nullptr;
  if (!section) return error_page(c, not_found());
  const auto row = c.store().read([&](store::Reader& r) { return review::report_section(r, c.review->id, kind->id, section->id); });
  const auto past = review::section_history(c.store(), c.review->id, row.id);
  const auto shown = names_shown(c);
  Html main = heading(c, section->heading + ": earlier versions") + names_switch(c, shown);
  if (past.empty()) main += para("Nothing has been written yet.");
  const auto names = c.store().read([&](store::Reader& r) {
    std::vector<std::string> out;
    for (const auto& v : past) {
      const auto account = access::account(r, v.record.actor);
      out.push_back(account.ok() ? account->value.name.reveal() : std::string("Heed"));
    }
    return out;
  });
  for (std::size_t i = past.size(); i-- > 0;) {
    const auto text = text_in(c, shown, {{"", "", past[i].body ? past[i].body->value("text", std::string()) : std::string()}}).front().text;
    main += h2("Version " + std::to_string(past[i].version)) + muted(in_words(past[i].record.at) + ", " + names[i]) +
            details({.summary = std::to_string(review::words_in(text)) + " words", .content = blocks_html(review::parse_text(text), "Version " + std::to_string(past[i].version)), .open = i + 1 == past.size()});
  }
  return show(c, {.title = "Earlier versions of a section", .main = two_thirds(main), .breadcrumbs = crumbs(c, kind), .seen_by = Act::ViewReport});
}

Response words_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto& edition = edition_of(c);
  const auto text = c.store().read([&](store::Reader& r) { return review::present_text(r, c.review->id, *kind); });
  const auto names = names_shown(c);
  const auto hits = review::check_words(edition, text_in(c, names, text));
  Html main = heading(c, "Words that may blame") + names_switch(c, names) +
              para("The person who died can no longer answer. These words, where they speak of them, put what was done to them at their own door. Whether a word is right where it stands, you decide.");
  main += hits.empty() ? para("None was found in the draft.") : hits_html(hits, true);
  if (!edition.prefer_words.empty()) {
    Table t;
    t.head = {{.content = "Say"}, {.content = "Rather than"}, {.content = "Why"}};
    for (const auto& p : edition.prefer_words) t.rows.push_back({{.content = p.say}, {.content = p.rather_than}, {.content = p.why}});
    main += details({.summary = "Words to prefer", .content = scroll_region("Words to prefer", table(t))});
  }
  return show(c, {.title = "Words that may blame", .main = main, .breadcrumbs = crumbs(c, kind), .seen_by = Act::ViewReport});
}

}  // namespace

void add_section_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewReport), change = Needs::review(Act::EditReport);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/words", "report: words that may blame", view, words_page);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/assemble", "report: fill the empty sections", change, fill_sections);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/section/:section", "report: a section", view, section_page);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/section/:section", "report: a section", change, section_page);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/section/:section/assemble", "report: fill a section", change, fill_sections);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/section/:section/history", "report: earlier versions of a section", view, section_history_page);
}

}  // namespace heed::web::report

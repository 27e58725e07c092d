#include "web/pages/report_pages.h"

#include <algorithm>

#include "base/hash.h"
#include "document/document.h"
#include "review/casefile/casefile.h"
#include "review/report/assemble.h"
#include "review/report/structured_text.h"
#include "web/forms.h"
#include "web/pages/names_view.h"
#include "web/pages/report_export.h"

namespace heed::web {

namespace {

using review::SignOffKind;

const char* const kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const guidance::Edition& edition_of(const Context& c) { return c.app.editions->find_or_default(c.review->value.edition); }
const guidance::DocumentKind* kind_of(const Context& c) { return edition_of(c).document(c.captures["kind"]); }
const guidance::Section* section_of(const guidance::DocumentKind& kind, std::string_view id) {
  for (const auto& s : kind.sections)
    if (s.id == id) return &s;
  return nullptr;
}

std::string at(const Context& c, const guidance::DocumentKind& kind, std::string_view rest = {}) {
  return c.here("report/" + kind.id + (rest.empty() ? "" : "/" + std::string(rest)));
}

std::vector<Crumb> crumbs(const Context& c, const guidance::DocumentKind* kind = nullptr) {
  std::vector<Crumb> out{{.text = "Reviews", .href = "/reviews"}, {.text = review::title(c.review->value), .href = c.here()}, {.text = "Report", .href = c.here("report")}};
  if (kind) out.push_back({.text = kind->title, .href = at(c, *kind)});
  return out;
}

Html link(std::string_view href, std::string_view text, std::string_view more = {}) {
  if (more.empty()) return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", href, text);
  return html("<a class=\"govuk-link\" href=\"{}\">{}<span class=\"govuk-visually-hidden\"> {}</span></a>", href, text, more);
}
Html linked_line(std::string_view href, std::string_view text) { return html("<p class=\"govuk-body\">{}</p>", link(href, text)); }
Html h2(std::string_view text) { return html("<h2 class=\"govuk-heading-m\">{}</h2>", text); }

/// Blocks of a section with the headings of a page; a section's own headings stand below its h2.
/// `under`: what the blocks stand under, for the names of their tables; `top`: the level of their first headings.
Html blocks_html(const std::vector<document::Block>& blocks, std::string_view under, int top = 3) {
  using document::BlockKind;
  Html out;
  int depth = 0, tables = 0;
  const auto close = [&](int to) {
    for (; depth > to; --depth) out += html("</ul>");
  };
  for (const auto& b : blocks) {
    if (b.kind != BlockKind::ListItem) close(0);
    switch (b.kind) {
      case BlockKind::Heading:
        if (top + (b.level > 2) == 2) out += html("<h2 class=\"govuk-heading-s\">{}</h2>", b.text());
        else if (top + (b.level > 2) == 3) out += html("<h3 class=\"govuk-heading-s\">{}</h3>", b.text());
        else out += html("<h4 class=\"govuk-heading-s\">{}</h4>", b.text());
        break;
      case BlockKind::ListItem:
        // An item deeper than the one before it stands in a list of its own.
        close(b.level + 1);
        for (; depth < b.level + 1 && depth < 6; ++depth) out += html("<ul class=\"govuk-list govuk-list--bullet\">");
        out += html("<li>{}</li>", b.text());
        break;
      case BlockKind::Table: {
        Table t;
        for (const auto& row : b.rows) {
          std::vector<Cell> cells;
          for (const auto& cell : row.cells) cells.push_back({.content = cell.text});
          if (row.header && t.head.empty() && t.rows.empty()) t.head = std::move(cells);
          else t.rows.push_back(std::move(cells));
        }
        out += scroll_region(fmt::format("{}: table {}", under, ++tables), table(t));
        break;
      }
      case BlockKind::Paragraph:
      case BlockKind::Note: out += para(b.text()); break;
      case BlockKind::PageBreak: break;
    }
  }
  close(0);
  return out;
}

Html text_html(const std::vector<review::SectionText>& sections) {
  Html out;
  for (const auto& s : sections) out += h2(s.heading) + blocks_html(review::parse_text(s.text), s.heading);
  return out;
}

std::string outcome_words(std::string_view outcome) {
  if (outcome == "agreed") return "Agreed";
  if (outcome == "agreed_with_remarks") return "Agreed, with remarks";
  if (outcome == "not_agreed") return "Not agreed";
  if (outcome == "read") return "Read it";
  if (outcome == "read_with_remarks") return "Read it, with remarks";
  if (outcome == "chose_not_to") return "Chose not to read it";
  if (outcome == "not_reached") return "Could not be reached";
  return std::string(outcome);
}
std::string by_words(SignOffKind by) {
  switch (by) {
    case SignOffKind::Family: return "The family";
    case SignOffKind::Panel: return "The panel";
    case SignOffKind::Agency: return "An agency";
    case SignOffKind::Partnership: return "The partnership";
  }
  return {};
}
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

/// How one document stands.
struct Standing {
  std::vector<review::SectionText> text;
  std::optional<review::ReportUploadRow> upload;
  std::optional<review::Frozen> last;
  std::vector<std::string> missing;
  bool changed = false;  ///< since the last frozen version
  std::size_t hits = 0;
};
Standing standing_of(store::Reader& r, const Context& c, const guidance::DocumentKind& kind) {
  Standing s;
  s.text = review::present_text(r, c.review->id, kind);
  s.upload = review::report_upload(r, c.review->id, kind.id);
  s.last = review::frozen(r, c.review->id, kind.id);
  s.missing = review::missing_to_freeze(kind, s.text, s.upload ? std::optional(s.upload->value) : std::nullopt);
  s.changed = s.last && review::canonical_text(s.last->version.sections) != review::canonical_text(s.text);
  s.hits = review::check_words(edition_of(c), s.text).size();
  return s;
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

Html upload_html(Context& c, const guidance::DocumentKind& kind, const review::ReportUploadRow& up, bool may_edit) {
  Html out = inset_text({.text = "An uploaded file of " + in_words(up->uploaded_on) + " stands for this document. Its sections are not written here while it does."});
  Table t;
  t.head = {{.content = "Where"}, {.content = "What"}, {.content = "Why"}, {.content = "Decided"}};
  for (std::size_t i = 0; i < up->unread.size(); ++i) {
    const auto& p = up->unread[i];
    Html decided = html("Nothing to decide");
    if (p.loses_words && !p.decision.empty()) decided = html("{}: {}", p.decision == "written_in" ? "Its words were put in" : "No words are lost", p.decided_why);
    else if (p.loses_words && may_edit) decided = link(at(c, kind, "upload/piece/" + std::to_string(i)), "Decide", "about " + p.what);
    else if (p.loses_words) decided = html("Not decided yet");
    t.rows.push_back({{.content = p.where}, {.content = p.what}, {.content = p.reason}, {.content = decided}});
  }
  if (!t.rows.empty())
    out += h2("What could not be carried over") + para("The document cannot be frozen, and so not published, until each has been looked at.") + scroll_region("What could not be carried over", table(t));
  Table s;
  s.head = {{.content = "Heading"}, {.content = "Section of the guidance"}, {.content = "Words", .format = "numeric"}};
  for (const auto& section : up->sections)
    s.rows.push_back({{.content = section.heading}, {.content = section.section.empty() ? "None of them" : "Found"}, {.content = std::to_string(review::words_in(section.text)), .format = "numeric"}});
  out += h2("What was read") + scroll_region("Sections read", table(s));
  if (may_edit) out += linked_line(at(c, kind, "upload"), "Upload a later file") + linked_line(at(c, kind, "upload/remove"), "Remove the file and write here");
  return out;
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
  if (c.may(Act::Export)) main += report_file_links(at(c, *kind, "download"));
  main += h2("Versions") + versions_html(c, seen.versions);
  if (may_edit) main += html("{}", button({.text = "Freeze a version", .href = at(c, *kind, "freeze"), .classes = "govuk-button--secondary"}));
  return show(c, {.title = kind->title, .main = two_thirds(main), .breadcrumbs = crumbs(c), .seen_by = Act::ViewReport});
}

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

Response preview(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto text = c.store().read([&](store::Reader& r) { return review::present_text(r, c.review->id, *kind); });
  const auto names = names_shown(c);
  Html main = heading(c, kind->title + ": draft") + muted("OFFICIAL-SENSITIVE. This is the draft as it stands, not a version.") + names_switch(c, names);
  main += text.empty() ? para("Nothing has been written yet.") : text_html(text_in(c, names, text));
  return show(c, {.title = kind->title + ": draft", .main = two_thirds(main), .breadcrumbs = crumbs(c, kind), .seen_by = Act::ViewReport});
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

Response download(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto text = c.store().read([&](store::Reader& r) { return review::present_text(r, c.review->id, *kind); });
  const auto& review = c.review->value;
  return report_file(c, kind->title, review.pseudonym.empty() ? review.reference : review.pseudonym, text, kind->id, 0);
}

struct Nothing {};

Response upload_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  FormOf<Nothing> form;
  form.custom(FieldKind::File, "file", "The document as DOCX", {}, [](const Nothing&) { return std::vector<std::string>{}; }, [](Nothing&, const std::vector<std::string>&) {})
      .with_hint("Without a password. Heed reads its headings, paragraphs, lists and tables, and tells you what it could not read.");
  FormPage page{.title = "Upload the " + kind->title, .button = "Upload", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, Nothing{}, now ? now->version : 0, [&](const Nothing&, std::int64_t expected) -> Result<std::string> {
    const auto* sent = c.request.upload("file");
    if (!sent) return bad_field("file", "Choose a file");
    if (sent->too_large) return bad_field("file", "The file is too large. Choose one that is smaller, or take large pictures out of it");
    HEED_ASSIGN(const auto bytes, sent->read_all(c.app.max_upload_bytes));
    auto read = document::read(bytes, sent->file_name);
    if (!read.ok()) return bad_field("file", read.error().message + (read.error().next.empty() ? "" : " " + read.error().next));
    if (read->format != "docx") return bad_field("file", "The file is not a DOCX. Save it as a Word document (.docx) and choose that");
    store::AttachmentMeta meta{sent->file_name, kDocx, std::int64_t(bytes.size()), hex(sha256(bytes)), "report"};
    std::size_t done = 0;
    HEED_ASSIGN(const auto id, c.store().store_attachment(meta, c.review->id, [&]() {
      auto piece = bytes.substr(done, 1 << 20);
      done += piece.size();
      return piece;
    }));
    auto put = c.store().write(c.who(), "report.upload", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(const auto place, review::put_upload(w, *c.actor, edition_of(c), c.review->id, kind->id, id, meta, *read, expected));
      return c.store().keep_attachment(w, id, place);
    });
    if (!put.ok()) return put.error();
    return with_done(at(c, *kind), "saved");
  });
}

struct RemoveForm {
  std::string take = "yes";
};

Response remove_upload(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  if (!now) return error_page(c, not_found());
  FormOf<RemoveForm> form;
  form.radios("take", "What should become of its text?",
              {{"yes", "Put it into the sections that are empty", "Headings that are none of the guidance’s go with the section before them."}, {"no", "Leave the sections as they were"}}, &RemoveForm::take)
      .must("Choose what should become of its text");
  FormPage page{.title = "Remove the uploaded file", .button = "Remove the file", .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, RemoveForm{}, now->version, [&](const RemoveForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.upload.remove", [&](store::Writer& w) {
      return review::drop_upload(w, *c.actor, edition_of(c), c.review->id, kind->id, value.take == "yes", expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, *kind), "removed");
  });
}

struct PieceForm {
  std::string decision, why;
};

Response piece_page(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return error_page(c, not_found());
  const auto now = c.store().read([&](store::Reader& r) { return review::report_upload(r, c.review->id, kind->id); });
  const std::string number(c.captures["piece"]);
  if (!now || number.empty() || number.size() > 6 || number.find_first_not_of("0123456789") != std::string::npos) return error_page(c, not_found());
  const std::size_t piece = std::stoul(number);
  if (piece >= now->value.unread.size()) return error_page(c, not_found());
  const auto& p = now->value.unread[piece];
  FormOf<PieceForm> form;
  form.radios("decision", "What have you found?",
              {{"nothing_lost", "It holds no words that belong in the report"}, {"written_in", "Its words are in the report in another place"}}, &PieceForm::decision)
      .must("Choose what you have found");
  form.textarea("why", "How do you know?", &PieceForm::why).must("Say how you know").tall(3);
  FormPage page{.title = "A piece that could not be read", .before = para(p.where + ": " + p.what + ". " + p.reason + "."), .cancel = at(c, *kind), .breadcrumbs = crumbs(c, kind)};
  return edit(c, page, form, PieceForm{p.decision, p.decided_why}, now->version, [&](const PieceForm& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "report.upload.decide", [&](store::Writer& w) {
      return review::decide_piece(w, *c.actor, c.review->id, kind->id, piece, value.decision, value.why, expected);
    });
    if (!done.ok()) return done.error();
    return with_done(at(c, *kind), "saved");
  });
}

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
  if (c.may(Act::Export)) main += report_file_links(here + "/download");
  main += details({.summary = "Its digest (SHA-256)", .content = html("<code class=\"heed-plain\">{}</code>", v.sha256)});
  main += html("<hr class=\"govuk-section-break govuk-section-break--l govuk-section-break--visible\">") + text_html(text_in(c, names, v.sections));
  return show(c, {.title = v.title + ", version " + std::to_string(v.number), .main = two_thirds(main), .breadcrumbs = crumbs(c, edition_of(c).document(v.kind)), .seen_by = Act::ViewReport});
}

Response version_download(Context& c) {
  auto row = version_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const auto& v = row->value;
  return report_file(c, v.title, v.of, v.sections, v.kind, v.number);
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

void add_report_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewReport), change = Needs::review(Act::EditReport);
  routes.emplace_back(Method::Get, "/reviews/:review/report", "report", view, overview);
  routes.emplace_back(Method::Get, "/reviews/:review/report/version/:version", "report: a frozen version", view, version_page);
  routes.emplace_back(Method::Get, "/reviews/:review/report/version/:version/download", "report: download of a version", Needs::review(Act::Export), version_download);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/family", "report: the family's reading", change, sign_off_family);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/panel", "report: the panel's sign-off", change, sign_off_panel);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/agency", "report: an agency's sign-off", change, sign_off_agency);
  add_form(routes, "/reviews/:review/report/version/:version/sign-off/partnership", "report: the partnership's sign-off", Needs::review(Act::SignOffReport), sign_off_partnership);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind", "report: one document", view, one_document);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/preview", "report: preview", view, preview);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/words", "report: words that may blame", view, words_page);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/download", "report: download of the draft", Needs::review(Act::Export), download);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/assemble", "report: fill the empty sections", change, fill_sections);
  add_form(routes, "/reviews/:review/report/:kind/upload", "report: upload a document", change, upload_page, Body::Upload);
  add_form(routes, "/reviews/:review/report/:kind/upload/remove", "report: remove an uploaded document", change, remove_upload);
  add_form(routes, "/reviews/:review/report/:kind/upload/piece/:piece", "report: a piece that could not be read", change, piece_page);
  add_form(routes, "/reviews/:review/report/:kind/freeze", "report: freeze a version", change, freeze_page);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/section/:section", "report: a section", view, section_page);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/section/:section", "report: a section", change, section_page);
  routes.emplace_back(Method::Post, "/reviews/:review/report/:kind/section/:section/assemble", "report: fill a section", change, fill_sections);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/section/:section/history", "report: earlier versions of a section", view, section_history_page);
}

}  // namespace heed::web

#include "web/pages/public_pages.h"

#include <algorithm>

#include "base/json.h"
#include "library/atom.h"
#include "library/coded.h"
#include "review/guidance/edition.h"
#include "web/forms.h"
#include "web/pages/cached_page.h"
#include "web/pages/curation_pages.h"
#include "web/pages/learning_pages.h"
#include "web/pages/library_pages.h"
#include "web/pages/own_reviews.h"

namespace heed::web {

namespace {

std::vector<Crumb> home() { return {{.text = "Published reviews", .href = "/"}}; }

const guidance::Edition& law(const Context& c) { return c.app.editions->for_new_review("england", c.app.clock.today()); }

Response public_page(Context& c, std::string title, Html main, int status = 200) {
  c.review.reset();
  View view;
  view.title = std::move(title);
  view.main = two_thirds(main);
  view.breadcrumbs = c.request.path == "/" ? std::vector<Crumb>{} : home();
  view.status = status;
  return show(c, std::move(view));
}

Response no_library(Context& c) { return error_page(c, not_found("There is no public library on this installation.")); }

Html entry_html(const library::Entry& e) {
  Html meta = html("{}", library::words(e.kind));
  if (!e.partnership.empty()) meta += html(" · {}", e.partnership);
  if (e.published.ok()) meta += html(" · published {}", in_words(e.published));
  if (!e.death_month.empty()) meta += html(" · death in {}", e.death_month);
  return html("{}<br><span class=\"govuk-body-s govuk-hint heed-inline\">{}</span>", link(Url("/published").segment(e.edition.text).str(), e.title), meta);
}

Html notices_html(const library::Library& library) {
  std::vector<Html> items;
  for (const auto& n : library.notices()) items.push_back(html("{} {}", n.text, link(Url("/notices").segment(n.id.text).str(), n.kind == library::NoticeKind::Withheld ? "Notice of a review that is withheld" : "Notice of a document that was withdrawn")));
  return items.empty() ? Html() : h2("Withheld and withdrawn") + list_of(items);
}

Html help_lines(const guidance::Edition& e) {
  Html out;
  for (const auto& line : e.help_lines) {
    Html more;
    if (!line.who_for.empty()) more += html("<br>{}", line.who_for);
    if (!line.hours.empty()) more += html("<br>{}", line.hours);
    if (!line.url.empty()) more += html("<br><a class=\"govuk-link\" rel=\"noreferrer\" href=\"{}\">{}</a>", line.url, line.url);
    out += html("<p class=\"govuk-body\"><strong>{}</strong>{}{}</p>", line.name, line.number.empty() ? std::string() : ": " + line.number, more);
  }
  return out;
}

// --- home, about, get help ---

Response front(Context& c) {
  if (!c.app.library) return no_library(c);
  const auto& e = law(c);
  const auto number = page_number(c);
  const auto listing = c.app.library->list({}, {int(number), 20});
  Html main = h1(e.public_words.heading.empty() ? "Published domestic homicide reviews" : e.public_words.heading);
  if (!e.public_words.paragraphs.empty()) main += para(e.public_words.paragraphs.front());
  main += html("<p class=\"govuk-body\">{} &nbsp; {}</p>", link("/about", "What a review is, and what it is for"), link("/get-help", "Get help"));
  main += search_form("");
  main += own_reviews(c, {}) + curation_link(c, {});
  main += h2("Published documents");
  if (listing.entries.empty()) main += para("Nothing has been published here yet.");
  std::vector<Html> items;
  for (const auto& entry : listing.entries) items.push_back(entry_html(entry));
  if (!items.empty()) {
    Html list;
    for (const auto& item : items) list += html("<li>{}</li>", item);
    main += html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", list);
  }
  main += page_links(c, listing.total, 20, number);
  main += notices_html(*c.app.library);
  main += h2("What came of the recommendations") + html("<p class=\"govuk-body\">{}</p>", link("/progress", "Progress of recommendations"));
  main += h2("What is learned") + html("<p class=\"govuk-body\">{}</p>", link("/learning", "Tables of what published reviews are coded by"));
  if (c.app.casework) {
    // A partnership's own public words: the one thing here that the library does not hold.
    const auto bodies = c.app.casework->read([](store::Reader& r) { return access::partnerships(r); });
    Html local;
    for (const auto& body : bodies) {
      const auto& p = body.value;
      if (p.local_guidance.empty() && p.local_guidance_url.empty()) continue;
      local += html("<h3 class=\"govuk-heading-s\">{}</h3>", p.name) + paragraphs(p.local_guidance);
      if (p.local_guidance_url.starts_with("https://") || p.local_guidance_url.starts_with("http://"))
        local += html("<p class=\"govuk-body\">{}</p>", link(p.local_guidance_url, p.local_guidance_title.empty() ? p.local_guidance_url : p.local_guidance_title));
    }
    if (!local.empty()) main += h2("In your area") + local;
  }
  if (!e.learning_reports.empty()) {
    std::vector<Html> reports;
    for (const auto& l : e.learning_reports) reports.push_back(html("{}{}", link(l.url, l.title), l.publisher.empty() ? std::string() : ", " + l.publisher));
    main += h2("National learning") + list_of(reports);
  }
  main += html("<p class=\"govuk-body-s\">{} &nbsp; {}</p>", link("/feed.atom", "Follow what is published (Atom feed)"), link("/sign-in", "Sign in"));
  return public_page(c, "Published reviews", main);
}

/// The one public page that shows something of the casework: what partnerships say of themselves, and the law of the day.
Response kept_front(Context& c) {
  const auto position = c.app.casework && !c.actor ? c.app.casework->read([](store::Reader& r) { return r.position(); }) : 0;
  return cached_page(c, [&] { return front(c); }, fmt::format("{} {}", position, iso(c.app.clock.today())));
}

Response about(Context& c) {
  const auto& w = law(c).public_words;
  Html main = h1(w.heading.empty() ? "About reviews" : w.heading);
  for (const auto& p : w.paragraphs) main += para(p);
  if (!w.purposes.empty()) {
    std::vector<Html> items;
    for (const auto& p : w.purposes) items.push_back(html("{}", p));
    main += h2(w.purpose_heading.empty() ? "What it is for" : w.purpose_heading) + list_of(items);
  }
  if (!w.citation.words.empty()) main += muted(w.citation.words);
  main += html("<p class=\"govuk-body\">{}</p>", link("/get-help", "Get help"));
  return public_page(c, "About reviews", main);
}

Response get_help(Context& c) {
  const auto& e = law(c);
  Html main = h1(e.public_words.help_heading.empty() ? "Get help" : e.public_words.help_heading);
  main += warning_text({.text = e.public_words.emergency.empty() ? "If somebody is in danger now, call 999." : e.public_words.emergency});
  main += help_lines(e);
  main += muted("“Exit this page” leaves at once. It does not clear your browser's history.");
  return public_page(c, "Get help", main);
}

// --- a document ---

/// Where a document that is no longer here leads.
Response gone(Context& c, const library::EditionId& id) {
  auto at = id;
  for (int hops = 0; hops < 20; ++hops) {
    const auto what = c.app.library->gone(at);
    if (!what) break;
    if (!what->replaced_by.empty()) {
      at = what->replaced_by;
      if (c.app.library->document(at).ok()) return Response::redirect(Url("/published").segment(at.text).str());
      continue;
    }
    Html main = h1("This document was withdrawn");
    main += para(what->notice ? what->notice->text : "This document was published here and has been withdrawn.");
    if (what->notice && what->notice->day) main += muted(in_words(*what->notice->day));
    return public_page(c, "Withdrawn", main + html("<p class=\"govuk-body\">{}</p>", link("/", "Published reviews")), 410);
  }
  return error_page(c, not_found("This document does not exist."));
}

Html progress_html(const std::vector<library::Progress>& lines) {
  Table t;
  t.caption = "Progress of recommendations";
  t.caption_classes = "govuk-visually-hidden";
  t.head = {{.content = "Recommendation"}, {.content = "How far it is"}};
  for (const auto& line : lines) {
    const auto& words = line.title.empty() ? line.text : line.title;
    t.rows.push_back({{.content = line.edition.empty() ? html("{}", words) : link(Url("/published").segment(line.edition.text).fragment(line.anchor).str(), words)},
                      {.content = html("{}{}", library::words(line.state), line.as_of ? ", " + in_words(*line.as_of) : std::string())}});
  }
  return scroll_region("Progress of recommendations", table(t));
}

Response document(Context& c) {
  if (!c.app.library) return no_library(c);
  const library::EditionId id{std::string(c.captures["edition"])};
  const auto d = c.app.library->document(id);
  if (!d.ok()) return gone(c, id);
  const auto& e = d->entry;
  const auto self = Url("/published").segment(id.text).str();
  Html main = h1(e.title);
  SummaryList s;
  s.classes = "govuk-summary-list--no-border";
  if (e.source == library::Source::Record) s.rows.push_back({.key = "Document", .value = "A record: the report is not held here"});
  else s.rows.push_back({.key = "Document", .value = fmt::format("{}, edition {}", library::words(e.kind), e.number)});
  const auto coded = c.app.library->coded();
  const auto* record = coded->review(id.text);
  if (!e.partnership.empty()) s.rows.push_back({.key = "Partnership", .value = e.partnership});
  if (!e.death_month.empty()) s.rows.push_back({.key = "Death", .value = e.death_month});
  if (e.published.ok()) s.rows.push_back({.key = "Published", .value = in_words(e.published)});
  main += summary_list(s);
  if (record && coded->sources()[record->source].open_rows)
    main += html("<p class=\"govuk-body\">{}</p>", link("/learning/records/" + record->id, "What is coded of this review, person by person"));
  Json ld{{"@context", "https://schema.org"}, {"@type", record ? "CreativeWork" : "Report"}, {"name", e.title}, {"inLanguage", e.language}, {"url", site_of(c) + self}, {"isAccessibleForFree", true}};
  if (e.published.ok()) ld["datePublished"] = iso(e.published);
  if (!e.partnership.empty()) ld["publisher"] = {{"@type", "Organization"}, {"name", e.partnership}};
  main += json_ld(ld.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!e.content_note.empty()) main += inset_text({.text = html("{} {}", e.content_note, link("/get-help", "Get help"))});
  Html files;
  for (const auto& [ending, kind, bytes] : {std::tuple{"docx", "Word", e.docx_bytes}, {"pdf", "PDF", e.pdf_bytes}})
    if (bytes > 0) files += html("<li><a class=\"govuk-link\" href=\"{}/{}\">Download ({}, {} KB)</a></li>", self, ending, kind, (bytes + 1023) / 1024);
  if (!files.empty()) main += html("<ul class=\"govuk-list\">{}</ul>", files);
  std::vector<Html> contents;
  std::vector<library::Block> blocks;
  std::vector<std::string> anchors;
  for (const auto& p : d->paragraphs) {
    if (p.block.kind == library::BlockKind::Heading && p.block.level <= 2) contents.push_back(link("#" + p.anchor, p.block.text));
    blocks.push_back(p.block);
    anchors.push_back(p.anchor);
  }
  if (contents.size() > 1) main += html("<nav aria-label=\"Contents\">{}{}</nav>", h2("Contents"), list_of(contents));
  if (!e.url.empty() && (e.url.starts_with("https://") || e.url.starts_with("http://"))) main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" rel=\"noreferrer\" href=\"{}\">Where it was first published</a></p>", e.url);
  if (!e.credit.empty()) main += muted(e.credit);
  if (e.source == library::Source::Added) main += muted("Published by others, and read into this library from their file. Where the two differ, theirs is right.");
  main += own_reviews(c, {.words = {}, .partnership = e.partnership, .review = e.review}) + curation_link(c, id.text);
  main += coded_html(*c.app.library, id);
  main += suggestions_html(*c.app.library, id);
  main += document_html(blocks, anchors);
  if (!e.review.empty()) {
    if (const auto lines = c.app.library->progress(e.review); !lines.empty()) main += h2("What came of the recommendations") + progress_html(lines);
    const auto others = c.app.library->list({.review = e.review}, {1, 20});
    std::vector<Html> more;
    for (const auto& other : others.entries)
      if (other.edition != id) more.push_back(entry_html(other));
    if (!more.empty()) main += h2("Other documents of this review") + list_of(more);
  }
  return public_page(c, e.title, main);
}

Response document_file(Context& c, Result<std::string> (library::Library::*file)(const library::EditionId&) const, std::string_view ending, std::string_view type) {
  if (!c.app.library) return no_library(c);
  const library::EditionId id{std::string(c.captures["edition"])};
  const auto d = c.app.library->document(id);
  if (!d.ok()) return gone(c, id);
  auto bytes = (*c.app.library.*file)(id);
  if (!bytes.ok()) return error_page(c, not_found("This document has no file."));
  std::string name;
  for (const char ch : d->entry.title) {
    const bool plain = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9');
    if (plain) name += ch;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return Response::download(fmt::format("{}-edition-{}.{}", name, d->entry.number, ending), type, std::move(*bytes));
}

Response document_docx(Context& c) {
  return document_file(c, &library::Library::docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}
Response document_pdf(Context& c) { return document_file(c, &library::Library::pdf, "pdf", "application/pdf"); }

Response notice(Context& c) {
  if (!c.app.library) return no_library(c);
  const auto n = c.app.library->notice({std::string(c.captures["notice"])});
  if (!n.ok()) return error_page(c, not_found("This notice does not exist."));
  const bool withheld = n->kind == library::NoticeKind::Withheld;
  Html main = h1(withheld ? "A review that is not published" : "A document that was withdrawn");
  main += paragraphs(n->text);
  if (!n->partnership.empty()) main += para(n->partnership);
  if (n->day) main += muted(in_words(*n->day));
  return public_page(c, withheld ? "Notice" : "Withdrawn", main);
}

Response progress(Context& c) {
  if (!c.app.library) return no_library(c);
  Html main = h1("What came of the recommendations");
  main += para("Recommendations that were cleared for the public, and how far each has come.");
  std::vector<std::string> seen;
  bool any = false;
  for (int page = 1; page <= 50; ++page) {
    const auto listing = c.app.library->list({}, {page, 100});
    for (const auto& e : listing.entries) {
      if (e.review.empty() || std::find(seen.begin(), seen.end(), e.review.text) != seen.end()) continue;
      seen.push_back(e.review.text);
      const auto lines = c.app.library->progress(e.review);
      if (lines.empty()) continue;
      any = true;
      main += html("<h2 class=\"govuk-heading-m\">{}</h2>", link(Url("/published").segment(e.edition.text).str(), e.title)) + progress_html(lines);
    }
    if (std::int64_t(page) * 100 >= listing.total) break;
  }
  if (const auto pooled = c.app.library->progress({"cleared-recommendations"}); !pooled.empty()) {
    any = true;
    main += h2("Of reviews that are not published") + progress_html(pooled);
  }
  if (!any) main += para("No recommendation has been cleared for the public yet.");
  return public_page(c, "Progress of recommendations", main);
}

Response feed(Context& c) {
  if (!c.app.library) return no_library(c);
  library::FeedInfo info;
  info.title = "Published domestic homicide reviews";
  info.site = site_of(c);
  info.self = info.site + "/feed.atom";
  info.author = "Heed";
  info.document_path = "/published/";
  info.notice_path = "/notices/";
  auto response = Response::text(library::atom(info, c.app.library->feed()));
  response.with("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

Response accessibility(Context& c) {
  Html main = h1("Accessibility");
  main += para("These pages are made to work with a keyboard alone, with a screen reader, at 400% zoom, on a small screen, and without JavaScript. They aim at the Web Content Accessibility Guidelines 2.2, level AA.");
  main += para("Published documents are read here as pages with headings, lists and tables. The Word file and the PDF of each have the same structure.");
  main += h2("What does not work yet") + para("Wide tables of action plans scroll sideways on a small screen. Pictures of documents that were written elsewhere are left out.");
  main += h2("How it is tested") + para("Every page is checked by an automatic tool whenever the program changes. That finds some problems and not others.");
  main += para("If something keeps you from reading a page, write to the partnership whose review it is, and it will send you the document in another form.");
  return public_page(c, "Accessibility", main);
}

Response privacy(Context& c) {
  Html main = h1("Privacy");
  main += para("Reading here leaves no trace with us beyond what a web server needs to answer. There are no analytics, no advertisements, and nothing is loaded from elsewhere.");
  main += para("What you search for is not recorded. No cookie is set until somebody signs in to work on a review.");
  main += h2("About the documents") + para("Published reviews are anonymised. Names of those who died, of families and of others are pseudonyms; exact dates and places are left out. If you think that somebody can be recognised who should not be, write to the partnership. It can withdraw a document at once.");
  main += h2("If you sign in") + para("Whoever works on reviews signs in with a personal account. What they open and change is recorded, so that it can be shown who saw what.");
  return public_page(c, "Privacy", main);
}

}  // namespace

Html document_html(const std::vector<library::Block>& blocks, const std::vector<std::string>& anchors) {
  Html out, items;
  int tables = 0;
  const auto close = [&] {
    if (!items.empty()) out += html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items);
    items = {};
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& b = blocks[i];
    const std::string id = i < anchors.size() ? anchors[i] : fmt::format("p{}", i + 1);
    const std::string label = b.label.empty() || b.label == "•" ? "" : b.label + " ";
    switch (b.kind) {
      case library::BlockKind::Heading:
        close();
        if (b.level <= 1) out += html("<h2 class=\"govuk-heading-m\" id=\"{}\">{}{}</h2>", id, label, b.text);
        else if (b.level == 2) out += html("<h3 class=\"govuk-heading-s\" id=\"{}\">{}{}</h3>", id, label, b.text);
        else out += html("<h4 class=\"govuk-heading-s\" id=\"{}\">{}{}</h4>", id, label, b.text);
        break;
      case library::BlockKind::Paragraph:
        close();
        out += html("<p class=\"govuk-body\" id=\"{}\">{}{} <a class=\"govuk-link govuk-link--muted\" href=\"#{}\" aria-label=\"Link to this paragraph, {}\">#</a></p>", id, label, b.text, id, id);
        break;
      case library::BlockKind::ListItem:
        items += html("<li id=\"{}\">{}{}</li>", id, label, b.text);
        break;
      case library::BlockKind::Table: {
        close();
        Html rows;
        for (const auto& row : b.rows) {
          Html cells;
          for (const auto& cell : row) {
            Html spans;
            if (cell.columns > 1) spans += html(" colspan=\"{}\"", cell.columns);
            if (cell.rows > 1) spans += html(" rowspan=\"{}\"", cell.rows);
            cells += cell.header ? html("<th scope=\"col\" class=\"govuk-table__header\"{}>{}</th>", spans, cell.text) : html("<td class=\"govuk-table__cell\"{}>{}</td>", spans, cell.text);
          }
          rows += html("<tr class=\"govuk-table__row\">{}</tr>", cells);
        }
        Html caption;
        if (!b.text.empty()) caption = html("<caption class=\"govuk-table__caption govuk-table__caption--s\">{}</caption>", b.text);
        out += html("<div id=\"{}\">{}</div>", id, scroll_region(fmt::format("Table {}{}{}", ++tables, b.text.empty() ? "" : ": ", b.text), html("<table class=\"govuk-table\">{}<tbody class=\"govuk-table__body\">{}</tbody></table>", caption, rows)));
        break;
      }
    }
  }
  close();
  return out;
}

void add_public_routes(Routes& routes) {
  const auto get = [&](std::string_view pattern, std::string_view name, PageHandler handler) { routes.emplace_back(Method::Get, pattern, name, Needs::nothing(), handler); };
  get("/", "published reviews", kept_front);
  get("/about", "about reviews", about);
  get("/get-help", "get help", get_help);
  get("/published/:edition", "published document", cached<document>);
  get("/published/:edition/docx", "published file", document_docx);
  get("/published/:edition/pdf", "published PDF", document_pdf);
  get("/notices/:notice", "notice", cached<notice>);
  get("/progress", "public progress", cached<progress>);
  get("/feed.atom", "feed", cached<feed>);
  get("/accessibility", "accessibility", accessibility);
  get("/privacy", "privacy", privacy);
}

}  // namespace heed::web

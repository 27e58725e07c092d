#include "web/pages/library_pages.h"

#include <algorithm>
#include <map>

#include "library/atom.h"
#include "library/coding.h"
#include "library/find.h"
#include "library/thesaurus.h"
#include "web/forms.h"
#include "web/http/path.h"
#include "web/pages/cached_page.h"
#include "web/pages/layout.h"
#include "web/pages/own_reviews.h"

namespace heed::web {

namespace {

constexpr std::string_view kFilterPrefix = "f-";
constexpr int kReportsOfAPage = 10, kFeedItems = 50, kSimilarShown = 8;
constexpr std::size_t kFiltersTaken = 60, kValuesShown = 20;


std::vector<Crumb> home() { return {{.text = "Published reviews", .href = "/"}}; }

Response no_library(Context& c) { return error_page(c, not_found("There is no public library on this installation.")); }

Html pieces(const std::vector<library::Piece>& all) {
  Html out;
  for (const auto& p : all) out += p.hit ? html("<mark>{}</mark>", p.text) : html("{}", p.text);
  return out;
}

std::string plain(const std::vector<library::Piece>& all) {
  std::string out;
  for (const auto& p : all) out += p.text;
  return out;
}

// --- the question, as it stands in the address ---

library::Question question_of(const Request& request) {
  library::Question out;
  out.words = request.query("q");
  for (const auto& [name, value] : request.query_fields)
    if (name.starts_with(kFilterPrefix) && !value.empty() && out.filters.size() < kFiltersTaken) out.filters.push_back({name.substr(kFilterPrefix.size()), value});
  out.sort = library::parse_sort(request.query("sort")).value_or(library::Sort::Best);
  out.within = {request.query("in")};
  out.synonyms = request.query("exact") != "yes";
  return out;
}

/// The address of a question: what a saved search is.
std::string address(std::string_view path, const library::Question& q) {
  Url url(path);
  if (!q.words.empty()) url.query("q", q.words);
  for (const auto& f : q.filters) url.query(std::string(kFilterPrefix) + f.field, f.value);
  if (!q.within.empty()) url.query("in", q.within.text);
  if (q.sort != library::Sort::Best) url.query("sort", library::name(q.sort));
  if (!q.synonyms) url.query("exact", "yes");
  return url.str();
}

/// By id alone: the schema's own search tries every other name of every field, too dear for each value of a page.
const library::Field* coded_field(std::string_view id) {
  const auto& schema = library::FieldSchema::built_in();
  const auto at = schema.index(id);
  return at ? &schema.fields()[*at] : nullptr;
}
const library::FieldGroup* coded_group(std::string_view id) {
  for (const auto& group : library::FieldSchema::built_in().groups())
    if (group.id == id) return &group;
  return nullptr;
}

std::string field_label(std::string_view field) {
  static const std::map<std::string_view, std::string_view> own = {{"partnership", "Partnership"}, {"kind", "Document"}, {"year", "Year of publication"}, {"source", "Where it comes from"}};
  if (const auto at = own.find(field); at != own.end()) return std::string(at->second);
  const auto& schema = library::FieldSchema::built_in();
  if (const auto* known = coded_field(field)) return schema.full_label(*known);
  if (const auto* group = coded_group(field)) return group->label;
  std::string out(field);
  for (auto& c : out)
    if (c == '-') c = ' ';
  if (!out.empty()) out[0] = char(std::toupper(static_cast<unsigned char>(out[0])));
  return out;
}

std::string value_label(std::string_view field, std::string_view value) {
  if (field == "kind")
    if (const auto kind = library::parse_kind(value)) return std::string(library::words(*kind));
  const auto& schema = library::FieldSchema::built_in();
  if (const auto* known = coded_field(field)) return schema.label(*known, value);
  if (coded_group(field))
    if (const auto* flag = coded_field(value)) return flag->label;
  if (field == "source") return value == "released" ? "Released here" : value == "added" ? "Published by others" : "Catalogue record";
  return std::string(value);
}

// --- the page's parts ---

/// Which part of the filters a field stands in, and where in it: by the schema.
struct FieldPlace {
  int section;
  std::size_t at;
  auto operator<=>(const FieldPlace&) const = default;
};
constexpr std::string_view kSections[] = {"", "About the review", "About the victim", "About the perpetrator", "Further"};
FieldPlace place_of(std::string_view field) {
  if (field == "partnership" || field == "kind" || field == "year" || field == "source") return {0, 0};
  const auto& schema = library::FieldSchema::built_in();
  const auto section = [](library::Subject of) { return of == library::Subject::Review ? 1 : of == library::Subject::Victim ? 2 : 3; };
  if (const auto at = schema.index(field)) return {section(schema.fields()[*at].of), *at};
  if (const auto* group = coded_group(field)) {
    const auto in = schema.fields_of(field);
    return {section(group->of), in.empty() ? schema.fields().size() : schema.index(in.front()->id).value_or(schema.fields().size())};
  }
  return {4, 0};
}

/// Every field as a closed box of checkboxes, open where something of it is chosen.
Html filters_html(const library::Answer& answer, const library::Question& q, std::string_view all_of) {
  Html out;
  auto fields = answer.fields;
  std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return place_of(a.field) < place_of(b.field); });
  int section = 0;
  for (auto& field : fields) {
    const bool by_name = field.field == "year";
    std::stable_sort(field.values.begin(), field.values.end(), [&](const library::ValueCount& a, const library::ValueCount& b) {
      if (a.chosen != b.chosen) return a.chosen;
      if (by_name) return a.value > b.value;
      return a.count > b.count;
    });
    const bool any = std::any_of(field.values.begin(), field.values.end(), [](const auto& v) { return v.chosen; });
    if (field.values.size() < 2 && !any) continue;
    const auto label = field_label(field.field);
    if (const auto here = place_of(field.field).section; here != section) {
      section = here;
      out += html("<h2 class=\"govuk-heading-s\">{}</h2>", kSections[section]);
    }
    // A field of hundreds of values would be most of the page: the commonest are shown, and a link to all of them.
    const auto values = field.values.size();
    const bool cut = values > kValuesShown + 5 && all_of != field.field;
    if (cut) field.values.resize(std::max(kValuesShown, std::size_t(std::count_if(field.values.begin(), field.values.end(), [](const auto& v) { return v.chosen; }))));
    Checkboxes boxes;
    boxes.name = std::string(kFilterPrefix) + field.field;
    boxes.fieldset.legend = {.text = label, .classes = "govuk-visually-hidden"};
    boxes.classes = "govuk-checkboxes--small";
    for (const auto& value : field.values) {
      boxes.items.push_back({.value = value.value, .text = fmt::format("{} ({})", value_label(field.field, value.value), value.count)});
      if (value.chosen) boxes.values.push_back(value.value);
    }
    Html content = checkboxes(boxes);
    if (cut) {
      auto here = address("/search", q);
      here += here.find('?') == std::string::npos ? '?' : '&';
      content += html("<p class=\"govuk-body-s\"><a class=\"govuk-link\" href=\"{}all={}\">All {} values of {}</a></p>", here, field.field, values, label);
    }
    out += details({.summary = any ? label + ": chosen" : label, .content = content, .open = any || all_of == field.field});
  }
  return out;
}

/// What is chosen, each with a link that takes it away.
Html chosen_html(const library::Question& q) {
  if (q.filters.empty() && q.within.empty()) return {};
  Html items;
  for (std::size_t i = 0; i < q.filters.size(); ++i) {
    auto without = q;
    without.filters.erase(without.filters.begin() + std::ptrdiff_t(i));
    items += html("<li>{}: {} <a class=\"govuk-link\" href=\"{}\">Remove<span class=\"govuk-visually-hidden\"> {}</span></a></li>", field_label(q.filters[i].field),
                  value_label(q.filters[i].field, q.filters[i].value), address("/search", without), value_label(q.filters[i].field, q.filters[i].value));
  }
  if (!q.within.empty()) {
    auto without = q;
    without.within = {};
    items += html("<li>In one report <a class=\"govuk-link\" href=\"{}\">Search all reports</a></li>", address("/search", without));
  }
  return html("<ul class=\"govuk-list govuk-body-s\" aria-label=\"Chosen filters\">{}</ul>", items);
}

Html report_html(const library::FoundReport& report, const library::Question& q) {
  const auto& e = report.entry;
  const auto self = Url("/published").segment(e.edition.text).str();
  Html meta = html("{}", e.source == library::Source::Record ? "Review" : library::words(e.kind));
  if (!e.partnership.empty()) meta += html(" · {}", e.partnership);
  if (e.published.ok()) meta += html(" · published {}", in_words(e.published));
  if (!e.death_month.empty()) meta += html(" · death in {}", e.death_month);
  if (e.source == library::Source::Added) meta += html(" · published by others");
  if (e.source == library::Source::Record) meta += html(" · a record without the report");
  Html out = html("<h2 class=\"govuk-heading-s govuk-!-margin-bottom-1\">{}</h2><p class=\"govuk-body-s govuk-!-margin-bottom-2\">{}</p>", link(self, e.title), meta);
  for (const auto& p : report.passages) {
    if (p.anchor == "top") continue;
    Html where = p.section.empty() ? Html() : html("{}: ", pieces(p.section));
    out += html("<p class=\"govuk-body govuk-!-margin-bottom-2\"><span class=\"govuk-body-s\">{}</span>{}{} <a class=\"govuk-link\" href=\"{}#{}\">Paragraph {}<span class=\"govuk-visually-hidden\"> of {}</span></a></p>",
                where, p.label.empty() || p.label == "•" ? std::string() : p.label + " ", pieces(p.text), self, p.anchor, p.anchor.substr(1), e.title);
  }
  if (report.more > 0 && q.within.empty()) {
    auto inside = q;
    inside.within = e.edition;
    inside.filters.clear();
    out += html("<p class=\"govuk-body-s\"><a class=\"govuk-link\" href=\"{}\">{} more {} in this report</a></p>", address("/search", inside), report.more,
                report.more == 1 ? "paragraph" : "paragraphs");
  }
  return html("<li>{}</li>", out);
}

/// What was understood, what else was looked for, what might have been meant.
Html understood_html(const library::Answer& answer, const library::Question& q) {
  Html out;
  if (!answer.meant.empty()) {
    auto meant = q;
    meant.words = answer.meant;
    out += html("<p class=\"govuk-body\">Did you mean <a class=\"govuk-link\" href=\"{}\">{}</a>?</p>", address("/search", meant), answer.meant);
  }
  if (answer.total > 0 && answer.where == library::Answer::Where::Report)
    out += para("No paragraph has all of these words. These reports have them in different paragraphs.");
  if (answer.total > 0 && answer.where == library::Answer::Where::AnyWord) out += para("No report has all of these words. These have some of them.");
  if (!answer.also.empty()) {
    std::string also;
    for (const auto& word : answer.also) also += (also.empty() ? "" : ", ") + word;
    auto exact = q;
    exact.synonyms = false;
    out += html("<p class=\"govuk-body-s\">Also looked for: {}. <a class=\"govuk-link\" href=\"{}\">Only the words as typed</a></p>", also, address("/search", exact));
  }
  if (!answer.neighbours.empty()) {
    Html near;
    for (const auto& n : answer.neighbours) {
      library::Question other;
      other.words = n.words.find(' ') == std::string::npos ? n.words : "\"" + n.words + "\"";
      near += html("{}<a class=\"govuk-link\" href=\"{}\">{}</a> ({})", near.empty() ? "" : ", ", address("/search", other), n.words, n.relation);
    }
    out += html("<p class=\"govuk-body-s\">Near it in the <a class=\"govuk-link\" href=\"/vocabulary\">vocabulary</a>: {}</p>", near);
  }
  return out;
}

const Html& how_to_search() {
  static const Html words = details({.summary = "How to search",
             .content = html("<p class=\"govuk-body\">Several words: all of them in one paragraph or the heading above it. <strong>\"in quotation marks\"</strong>: a phrase. <strong>OR</strong> "
                             "between words: any of them. <strong>-word</strong>: not in that paragraph. <strong>word*</strong>: words that begin so. <strong>one NEAR two</strong>, "
                             "<strong>one NEAR/5 two</strong>: near each other, 5 words apart at most.</p>")});
  return words;
}

Response search(Context& c) {
  if (!c.app.library) return no_library(c);
  auto q = question_of(c.request);
  const auto page = page_number(c);
  q.page = {int(page), kReportsOfAPage};
  const auto answer = c.app.library->find(q);
  const bool asked = !q.words.empty() || !q.filters.empty() || !q.within.empty();

  Html results;
  if (asked) results += own_reviews(c, {.words = q.words, .partnership = {}, .review = {}}) + understood_html(answer, q);
  results += html("<p class=\"govuk-body\" role=\"status\"><strong>{}</strong> {}</p>", answer.total, answer.total == 1 ? "report" : "reports");
  if (asked && answer.total == 0) results += para("Nothing was found. Try fewer words, the beginning of a word with a star, or take a filter away.");
  Html list;
  for (const auto& report : answer.reports) list += report_html(report, q);
  if (!answer.reports.empty()) results += html("<ol class=\"govuk-list govuk-list--spaced\">{}</ol>", list);
  results += page_links(c, answer.total, kReportsOfAPage, page);
  std::vector<std::string> credits;
  for (const auto& report : answer.reports)
    if (const auto& credit = report.entry.credit; !credit.empty() && std::find(credits.begin(), credits.end(), credit) == credits.end()) credits.push_back(credit);
  for (const auto& credit : credits) results += html("<p class=\"govuk-body-s\">Source: {}</p>", credit);
  if (asked)
    results += html("<p class=\"govuk-body-s\">The address of this page is this search: keep it to save it. <a class=\"govuk-link\" href=\"{}\">Follow it (Atom feed)</a></p>", address("/search.atom", q));

  Html form = input({.name = "q", .label = {.text = "Search published reviews"}, .hint = {.text = "What you search for is not recorded."}, .value = q.words, .type = "search"});
  Select sort;
  sort.name = "sort";
  sort.label = {.text = "Order"};
  sort.items = {{.value = "best", .text = "Best first"}, {.value = "newest", .text = "Newest first"}, {.value = "oldest", .text = "Oldest first"}, {.value = "title", .text = "By title"}};
  sort.value = std::string(library::name(q.sort));
  form += select(sort);
  if (!q.within.empty()) form += hidden_input("in", q.within.text);
  if (!q.synonyms) form += hidden_input("exact", "yes");
  form += chosen_html(q) + button({.text = "Search"}) + how_to_search();
  Html filters = filters_html(answer, q, c.request.query("all"));
  if (!filters.empty()) {
    form += html("<p class=\"govuk-body heed-beside__skip\"><a class=\"govuk-link\" href=\"#filters\">Filter what was found</a></p>");
    filters += button({.text = "Apply filters", .classes = "govuk-button--secondary"});
  }
  View view;
  view.title = q.words.empty() ? "Search" : "Search: " + q.words;
  view.main = html("<h1 class=\"govuk-heading-l\">Search</h1><form method=\"get\" action=\"/search\" role=\"search\" class=\"heed-beside\"><div class=\"heed-beside__words\">{}</div>"
                   "<div class=\"heed-beside__main\">{}</div><div class=\"heed-beside__aside\" id=\"filters\">{}</div></form>",
                   form, results, filters);
  view.breadcrumbs = home();
  c.review.reset();
  return show(c, std::move(view));
}

Response search_feed(Context& c) {
  if (!c.app.library) return no_library(c);
  auto q = question_of(c.request);
  q.sort = library::Sort::Newest;
  q.page = {1, kFeedItems};
  q.passages = 1;
  const auto answer = c.app.library->find(q);
  library::FeedInfo info;
  info.title = q.words.empty() ? "Published reviews" : "Published reviews: " + q.words;
  info.site = site_of(c);
  auto own = q;
  own.sort = library::Sort::Best;
  info.self = info.site + address("/search.atom", own);
  info.author = "Heed";
  info.document_path = "/published/";
  info.notice_path = "/notices/";
  std::vector<library::FeedItem> items;
  for (const auto& report : answer.reports) {
    library::FeedItem item;
    item.id = library::feed_id("edition", report.entry.edition.text);
    item.title = report.entry.title;
    item.category = std::string(library::words(report.entry.kind));
    item.summary = report.passages.empty() ? item.category : plain(report.passages.front().text);
    if (!report.entry.published.ok()) continue;  // an entry of a feed must have a day
    item.updated = report.entry.published;
    item.edition = report.entry.edition;
    items.push_back(std::move(item));
  }
  auto response = Response::text(library::atom(info, items));
  response.with("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

// --- the vocabulary ---

Response vocabulary(Context& c) {
  if (!c.app.library) return no_library(c);
  const auto& words = c.app.library->vocabulary();
  Html rows;
  std::vector<const library::Concept*> order;
  for (const auto& one : words.concepts()) order.push_back(&one);
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return std::lexicographical_compare(a->preferred.begin(), a->preferred.end(), b->preferred.begin(), b->preferred.end(), [](char x, char y) { return std::tolower(x) < std::tolower(y); });
  });
  const auto names = [&](const std::vector<std::string>& ids) {
    Html out;
    for (const auto& id : ids)
      if (const auto* other = words.find(id)) out += html("{}<a class=\"govuk-link\" href=\"#{}\">{}</a>", out.empty() ? "" : ", ", other->id, other->preferred);
    return out;
  };
  for (const auto* one : order) {
    std::string also;
    for (const auto& word : one->also) also += (also.empty() ? "" : ", ") + word;
    std::vector<std::string> narrower;
    for (const auto* n : words.narrower(*one)) narrower.push_back(n->id);
    Html more;
    if (!also.empty()) more += html("<dd class=\"govuk-body govuk-!-margin-bottom-1\">Also: {}</dd>", also);
    for (const auto& [label, ids] : {std::pair("Broader", one->broader), std::pair("Narrower", narrower), std::pair("Related", one->related)})
      if (!ids.empty()) more += html("<dd class=\"govuk-body-s govuk-!-margin-bottom-1\">{}: {}</dd>", label, names(ids));
    if (!one->note.empty()) more += html("<dd class=\"govuk-body-s govuk-!-margin-bottom-1\">{}</dd>", one->note);
    const auto quoted = one->preferred.find(' ') == std::string::npos ? one->preferred : "\"" + one->preferred + "\"";
    rows += html("<dt class=\"govuk-heading-s govuk-!-margin-bottom-1\" id=\"{}\">{}</dt>{}", one->id, link(Url("/search").query("q", quoted).str(), one->preferred), more);
  }
  View view;
  view.title = "Vocabulary";
  view.main = two_thirds(html("<h1 class=\"govuk-heading-l\">Vocabulary</h1>{}<p class=\"govuk-body\">{}</p><dl>{}</dl>",
                              para("Words that mean the same are looked for together; broader, narrower and related ones are offered. The list is a file that whoever runs this library may edit."),
                              link("/vocabulary.ttl", "The vocabulary as SKOS (Turtle)"), rows));
  view.breadcrumbs = home();
  c.review.reset();
  return show(c, std::move(view));
}

Response vocabulary_turtle(Context& c) {
  if (!c.app.library) return no_library(c);
  auto response = Response::text(c.app.library->vocabulary().turtle(site_of(c) + "/vocabulary"));
  response.with("Content-Type", "text/turtle; charset=utf-8");
  return response;
}

// --- made before ---

Response similar(Context& c) {
  if (!c.app.library) return no_library(c);
  const library::EditionId id{std::string(c.captures["edition"])};
  const auto document = c.app.library->document(id);
  if (!document.ok()) return error_page(c, not_found("This document does not exist."));
  const auto at = std::find_if(document->paragraphs.begin(), document->paragraphs.end(), [&](const auto& p) { return p.anchor == c.captures["anchor"]; });
  if (at == document->paragraphs.end()) return error_page(c, not_found("This paragraph does not exist."));
  const auto self = Url("/published").segment(id.text).fragment(at->anchor).str();
  Html main = html("<h1 class=\"govuk-heading-l\">Made before</h1><blockquote class=\"govuk-inset-text\">{}<br>{}</blockquote>", at->block.text, link(self, document->entry.title));
  auto found = made_before_html(*c.app.library, at->block.text, document->entry.review, id, true);
  if (found.empty()) main += para("No recommendation of another review says much the same.");
  else main += html("<h2 class=\"govuk-heading-m\">Recommendations of other reviews</h2>") + found;
  auto paragraphs = made_before_html(*c.app.library, at->block.text, document->entry.review, id, false);
  if (!paragraphs.empty()) main += html("<h2 class=\"govuk-heading-m\">Paragraphs of other reviews</h2>") + paragraphs;
  main += muted("Likeness is of words, found by the library's index. It says nothing of whether one led to the other.");
  View view;
  view.title = "Made before";
  view.main = two_thirds(main);
  view.breadcrumbs = home();
  view.breadcrumbs.push_back({.text = document->entry.title, .href = Url("/published").segment(id.text).str()});
  c.review.reset();
  return show(c, std::move(view));
}

}  // namespace

Html search_form(std::string_view words) {
  return html("<form method=\"get\" action=\"/search\" role=\"search\">{}{}</form>",
              input({.name = "q", .label = {.text = "Search published reviews"}, .hint = {.text = "What you search for is not recorded."}, .value = std::string(words), .type = "search", .classes = "govuk-input--width-20"}),
              button({.text = "Search"}));
}

std::string_view plural(library::Suggestion::Kind kind) {
  using Kind = library::Suggestion::Kind;
  switch (kind) {
    case Kind::Recommendation: return "Recommendations";
    case Kind::Addressee: return "Addressees";
    case Kind::Lesson: return "Lessons";
    case Kind::TermOfReference: return "Terms of reference";
    case Kind::KeyDate: return "Key dates";
  }
  return "";
}

namespace {

/// Accepted ones say by whom; the others are labelled, each of them, for what they are.
Html standing_html(const library::Suggestion& s) {
  if (s.status == library::Suggestion::Status::Accepted)
    return html(" <span class=\"govuk-body-s\">Accepted by {}{}</span>", s.decided_by, s.decided_on ? ", " + in_words(*s.decided_on) : std::string());
  return html(" {}", tag({.text = "Suggestion", .classes = "govuk-tag--grey"}));
}

}  // namespace

Html suggestions_html(const library::Library& library, const library::EditionId& edition) {
  using Kind = library::Suggestion::Kind;
  using Status = library::Suggestion::Status;
  auto all = library.suggestions(edition);
  std::erase_if(all, [](const auto& s) { return s.status == Status::Rejected; });
  Html out;
  bool open = false;
  for (const auto kind : library::kSuggestionKinds) {
    if (kind == Kind::Addressee) continue;  // stands beside its recommendation
    Html items;
    int count = 0;
    for (const auto& s : all) {
      if (s.kind != kind) continue;
      ++count;
      open = open || s.status == Status::Suggested;
      auto words = kind == Kind::KeyDate ? s.value : s.text;
      if (words.size() > 160) words = words.substr(0, words.rfind(' ', 157)) + "…";
      Html more = standing_html(s);
      if (kind == Kind::Recommendation) {
        for (const auto& who : all)
          if (who.kind == Kind::Addressee && who.anchor == s.anchor) more += html(" For <strong>{}</strong>{}", who.value, standing_html(who));
        more += html(" <a class=\"govuk-link govuk-body-s\" href=\"{}\">Made before?<span class=\"govuk-visually-hidden\"> Paragraph {}</span></a>",
                     Url("/published").segment(edition.text).segment("like").segment(s.anchor).str(), s.anchor.substr(1));
      }
      items += html("<li>{}{}</li>", link("#" + s.anchor, words), more);
    }
    if (count == 0) continue;
    out += details({.summary = fmt::format("{} ({})", plural(kind), count), .content = html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", items)});
  }
  if (out.empty()) return out;
  return html("<h2 class=\"govuk-heading-m\">Found in this report</h2>{}{}",
              muted(open ? "Found by rule in the report's words, not by its authors: suggestions until a person accepts them." : "Found by rule in the report's words, and accepted by a person who read them."), out);
}

Html coded_html(const library::Library& library, const library::EditionId& edition) {
  library::Question q;
  q.within = edition;
  SummaryList list;
  for (const auto& field : library.find(q).fields) {
    if (field.field == "partnership" || field.field == "kind" || field.field == "year" || field.field == "source") continue;
    Html values;
    for (const auto& v : field.values) {
      library::Question same;
      same.filters = {{field.field, v.value}};
      values += html("{}{}", values.empty() ? "" : ", ", link(address("/search", same), value_label(field.field, v.value)));
    }
    list.rows.push_back({.key = field_label(field.field), .value = values});
  }
  if (list.rows.empty()) return {};
  return html("<h2 class=\"govuk-heading-m\">How this review is coded</h2>{}", summary_list(list));
}

Html made_before_html(const library::Library& library, std::string_view words, const library::ReviewKey& but, const library::EditionId& nor, bool recommendations) {
  Html items;
  for (const auto& s : library.similar(words, but, nor, kSimilarShown, recommendations)) {
    Html meta = html("{}", s.partnership);
    if (s.published.ok()) meta += html("{}published {}", s.partnership.empty() ? "" : " · ", in_words(s.published));
    if (s.progress) meta += html(" · <strong>{}</strong>", library::words(*s.progress));
    items += html("<li><p class=\"govuk-body govuk-!-margin-bottom-1\">{}</p><p class=\"govuk-body-s\">{} {}</p></li>", pieces(s.text),
                  link(Url("/published").segment(s.edition.text).fragment(s.anchor).str(), s.title), meta);
  }
  return items.empty() ? items : html("<ol class=\"govuk-list govuk-list--spaced\">{}</ol>", items);
}

void add_library_pages(Routes& routes) {
  const auto get = [&](std::string_view pattern, std::string_view name, PageHandler handler) { routes.emplace_back(Method::Get, pattern, name, Needs::nothing(), handler); };
  get("/search", "public search", search);
  get("/search.atom", "feed of a search", search_feed);
  get("/vocabulary", "vocabulary", vocabulary);
  get("/vocabulary.ttl", "vocabulary as SKOS", vocabulary_turtle);
  get("/published/:edition/like/:anchor", "made before", similar);
}

}  // namespace heed::web

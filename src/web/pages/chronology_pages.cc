#include "web/pages/chronology_pages.h"

#include <algorithm>
#include <sstream>
#include <unordered_set>

#include "text/normalise.h"
#include "web/pages/chronology_parts.h"

namespace heed::web {

namespace {

using review::Entry;
using review::EntryRow;

constexpr std::int64_t kPageSize = 100;

// --- the combined chronology ---

struct Asked {
  review::EntryFilter filter;
  Errors errors;
  bool any = false;
};
Asked asked(Context& c) {
  Asked a;
  const Day today = c.app.clock.today();
  if (const auto id = AgencyId::parse(c.request.query("agency"))) a.filter.agency = *id;
  const auto date = [&](std::string_view field, UncertainDate& into) {
    const auto& typed = c.request.query(field);
    if (typed.empty()) return;
    if (auto read = UncertainDate::parse(typed, today); read.ok()) into = *read;
    else a.errors.push_back({std::string(field), read.error().message});
  };
  date("from", a.filter.from);
  date("to", a.filter.until);
  a.filter.words = c.request.query("words").substr(0, 200);
  a.filter.doubtful_only = c.request.query("doubtful") == "yes";
  a.any = !a.filter.agency.is_empty() || !a.filter.from.empty() || !a.filter.until.empty() || !a.filter.words.empty() || a.filter.doubtful_only || !a.errors.empty();
  return a;
}

Html filter_form(Context& c, const Asked& a, Names names, const std::vector<std::pair<std::string, std::string>>& agencies) {
  const auto error_at = [&](std::string_view field) {
    for (const auto& e : a.errors)
      if (e.field == field) return e.message;
    return std::string();
  };
  Select by_agency{.name = "agency", .label = {.text = "Agency"}};
  by_agency.items.push_back({.value = "", .text = "All agencies"});
  for (const auto& [id, words] : agencies) by_agency.items.push_back({.value = id, .text = words});
  by_agency.value = a.filter.agency.text();
  Checkboxes doubtful{.name = "doubtful"};
  doubtful.fieldset = {.legend = {.text = "Doubtful entries"}};
  doubtful.items.push_back({.value = "yes", .text = "Only those"});
  if (a.filter.doubtful_only) doubtful.values = {"yes"};
  Html inside = html("<form method=\"get\" action=\"{}\" novalidate>{}", c.here("chronology"), hidden_input("view", word(names)));
  inside += select(by_agency);
  inside += input({.name = "from", .label = {.text = "From"}, .hint = {.text = "For example, May 2016"}, .error = {.text = error_at("from")}, .value = c.request.query("from"), .classes = "govuk-input--width-20"});
  inside += input({.name = "to", .label = {.text = "To"}, .error = {.text = error_at("to")}, .value = c.request.query("to"), .classes = "govuk-input--width-20"});
  inside += input({.name = "words", .label = {.text = "Words"}, .hint = {.text = "Entries that hold each of them"}, .value = c.request.query("words"), .classes = "govuk-input--width-20"});
  inside += checkboxes(doubtful);
  inside += button_group({button({.text = "Apply filters"}), html("<a class=\"govuk-link\" href=\"{}\">Clear filters</a>", c.here("chronology"))});
  inside += html("</form>");
  return details({.summary = "Filter the entries", .content = inside, .open = a.any});
}

/// What the page shows of the entries themselves: the same for everybody who may see the chronology.
struct CombinedView {
  std::int64_t total = 0, all = 0, doubtful = 0;
  std::vector<std::pair<std::string, std::string>> agencies;
  Html rows;  ///< the table; empty when no entry is on the page
};

Html combined_rows(Context& c, const std::vector<EntryRow>& rows) {
  std::vector<const Entry*> here;
  for (const auto& row : rows) here.push_back(&row.value);
  std::map<std::size_t, Html> flags;
  for (const auto& m : review::likely_matches(here)) {
    const bool conflict = m.kind == review::Match::Kind::Conflict;
    const auto flag = [&](std::size_t at, std::size_t other) {
      flags[at] += html("<br>{} <a class=\"govuk-link\" href=\"{}\">{}: {}</a>",
                        tag({.text = conflict ? "May conflict" : "May be the same", .classes = conflict ? "govuk-tag--orange" : "govuk-tag--blue"}),
                        entry_address(c, rows[other].id), here[other]->agency, m.why);
    };
    flag(m.first, m.second);
    flag(m.second, m.first);
  }
  std::vector<std::vector<Cell>> cells;
  for (std::size_t i = 0; i < here.size(); ++i) cells.push_back(entry_cells(*here[i], flags[i], entry_address(c, rows[i].id)));
  return cells.empty() ? Html() : scroll_region("Chronology", table(chronology_table(std::move(cells))));
}

using Entries = std::vector<EntryRow>;

/// The whole chronology in pseudonyms, in its order. Made once for each state of the store.
std::shared_ptr<const Entries> pseudonymised(Context& c, store::Reader& r) {
  const std::string key = "chronology in pseudonyms " + c.review->id.text() + " " + iso(c.app.clock.today());
  const auto position = r.position();
  if (auto kept = c.app.kept->find<Entries>(key, position)) return kept;
  const auto names = names_of(c, r);
  auto all = std::make_shared<Entries>(review::all_entries(r, c.review->id));
  for (auto& row : *all) row.value = in_pseudonyms(row.value, names->pseudonyms, c.app.clock.today());
  c.app.kept->keep<Entries>(key, position, all);
  return all;
}

/// A stretch of what the filter shows. In pseudonyms its words are looked for in what is shown: a search must not tell who is who.
review::EntryPage stretch(Context& c, store::Reader& r, const review::EntryFilter& filter, Names names, std::int64_t offset) {
  if (names == Names::Real) return review::entries(r, c.review->id, filter, offset, kPageSize);
  if (filter.words.empty()) {
    auto page = review::entries(r, c.review->id, filter, offset, kPageSize);
    const auto of = names_of(c, r);
    for (auto& row : page.rows) row.value = in_pseudonyms(row.value, of->pseudonyms, c.app.clock.today());
    return page;
  }
  auto rest = filter;
  rest.words.clear();
  std::unordered_set<std::string> ids;
  for (const auto& row : review::all_entries(r, c.review->id, rest)) ids.insert(row.id.text());
  const auto words = text::folded(filter.words, text::FoldForm::Tokens);
  review::EntryPage page;
  for (const auto& row : *pseudonymised(c, r)) {
    if (!ids.contains(row.id.text())) continue;
    const auto text = text::folded(review::text_of(row.value), text::FoldForm::Tokens);
    std::istringstream each(words);
    bool all = true;
    for (std::string word; all && each >> word;) all = text.find(word) != std::string::npos;
    if (!all) continue;
    if (page.total >= offset && page.total < offset + kPageSize) page.rows.push_back(row);
    ++page.total;
  }
  return page;
}

/// Made once for each state of the store: a hundred entries are dear to read, and a panel looks at the same ones.
std::shared_ptr<const CombinedView> combined_view(Context& c, const Asked& a, Names names, std::int64_t current) {
  std::string key = fmt::format("chronology {} {} {} {}", c.review->id.text(), iso(c.app.clock.today()), word(names), current);
  for (const char* field : {"agency", "from", "to", "words", "doubtful"}) {
    const auto& typed = c.request.query(field);
    key += fmt::format(" {}:{}", typed.size(), typed);
  }
  return c.store().read([&](store::Reader& r) {
    const auto position = r.position();
    if (auto kept = c.app.kept->find<CombinedView>(key, position)) return kept;
    auto v = std::make_shared<CombinedView>();
    const auto page = stretch(c, r, a.filter, names, (current - 1) * kPageSize);
    v->total = page.total;
    v->rows = combined_rows(c, page.rows);
    review::EntryFilter doubtful;
    doubtful.doubtful_only = true;
    v->doubtful = review::count_entries(r, c.review->id, doubtful);
    for (const auto& [id, n] : review::agencies_of(r, c.review->id)) {
      v->all += n;
      if (!id.is_empty()) v->agencies.emplace_back(id.text(), fmt::format("{} ({})", access::agency_name(r, id), n));
    }
    if (key.size() < 1000) c.app.kept->keep<CombinedView>(key, position, v);
    return std::shared_ptr<const CombinedView>(std::move(v));
  });
}

Html take_it_with_you(const Context& c, Names names) {
  const auto file = [&](std::string_view format, std::string_view text) {
    return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", with_names(c.here("chronology/export/" + std::string(format)), names), text);
  };
  return html("<h2 class=\"govuk-heading-s\">Take it with you</h2><p class=\"govuk-body\">{}, {} or {}: the whole chronology, {}</p>", file("xlsx", "Excel"), file("docx", "Word"), file("csv", "CSV"),
              names == Names::Real ? "with real names. Keep it as you keep the review." : "in pseudonyms. It is searched for every value of the people register before it leaves.");
}

Response combined(Context& c) {
  const auto a = asked(c);
  if (!a.filter.words.empty()) c.reading = a.filter.words;
  const auto names = names_shown(c);
  const auto current = page_number(c);
  const auto made = combined_view(c, a, names, current);
  const auto& seen = *made;
  const bool may_edit = c.may(Act::EditChronology);
  Html main;
  if (!a.errors.empty()) {
    ErrorSummary s;
    for (const auto& e : a.errors) s.errors.push_back({.text = e.message, .href = "#" + e.field});
    main += error_summary(s);
  }
  main += heading(c, "Chronology");
  if (may_edit)
    main += button_group({button({.text = "Add an agency's chronology", .href = c.here("chronology/import")}),
                          button({.text = "Add one entry", .href = c.here("chronology/new"), .classes = "govuk-button--secondary"})});
  if (seen.all == 0) {
    main += para("There is nothing here yet. The combined chronology is made from the tables that agencies send: Word, Excel or CSV, in whatever shape they keep them.");
    if (!may_edit) main += para("The review's coordinator adds them.");
    return show(c, {.title = "Chronology", .main = two_thirds(main), .has_error = !a.errors.empty(), .seen_by = Act::ViewChronology});
  }
  main += names_switch(c, names);
  if (seen.doubtful > 0 && !a.filter.doubtful_only)
    main += inset_text({.text = html("<a class=\"govuk-link\" href=\"{}\">{} to be settled</a>", Url(c.here("chronology")).query("doubtful", "yes").str(),
                                     seen.doubtful == 1 ? std::string("1 doubtful entry has") : fmt::format("{} doubtful entries have", seen.doubtful))});
  main += filter_form(c, a, names, seen.agencies);
  main += html("<p class=\"govuk-body\">{}</p>", a.any ? fmt::format("{} of {} match.", seen.total, counted(seen.all, "entry", "entries")) : counted(seen.all, "entry.", "entries."));
  if (seen.rows.empty()) main += para(current > 1 ? "There are no entries on this page." : "No entry matches. Clear the filters to see them all.");
  else main += seen.rows + page_links(c, seen.total, kPageSize, current);
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">What two agencies may both tell, or tell differently</a></p>", c.here("chronology/matches"));
  if (c.may(Act::Export)) main += take_it_with_you(c, names);
  return show(c, {.title = "Chronology", .main = main, .wide = true, .has_error = !a.errors.empty(), .status = a.errors.empty() ? 200 : 422, .seen_by = Act::ViewChronology});
}

Response matches(Context& c) {
  const auto names = names_shown(c);
  const auto rows = c.store().read([&](store::Reader& r) { return names == Names::Real ? review::all_entries(r, c.review->id) : *pseudonymised(c, r); });
  std::vector<const Entry*> all;
  for (const auto& row : rows) all.push_back(&row.value);
  const auto found = review::likely_matches(all);
  const auto current = page_number(c);
  Html main = heading(c, "Told by two agencies") + names_switch(c, names);
  main += para("Pairs of entries of different agencies on the same day, or a few days apart, that share words. Heed does not join them: both stay, and the panel decides what they mean.");
  if (found.empty()) main += para("No such pair was found.");
  Table t;
  t.head = {{.content = "Why"}, {.content = "One agency"}, {.content = "Another agency"}};
  t.classes = "heed-chronology";
  const auto say = [&](std::size_t i) {
    return html("<a class=\"govuk-link\" href=\"{}\">{}, {}</a><br>{}{}", entry_address(c, rows[i].id), all[i]->agency, all[i]->date.understood(), all[i]->what, labelled("Action or outcome", all[i]->action));
  };
  for (std::size_t i = std::size_t(current - 1) * std::size_t(kPageSize); i < found.size() && t.rows.size() < std::size_t(kPageSize); ++i) {
    const bool conflict = found[i].kind == review::Match::Kind::Conflict;
    t.rows.push_back({{.content = html("{}<br>{}", tag({.text = conflict ? "May conflict" : "May be the same", .classes = conflict ? "govuk-tag--orange" : "govuk-tag--blue"}), found[i].why)},
                      {.content = say(found[i].first), .classes = "heed-chronology__what"}, {.content = say(found[i].second), .classes = "heed-chronology__what"}});
  }
  if (!t.rows.empty()) main += scroll_region("Told by two agencies", table(t)) + page_links(c, std::int64_t(found.size()), kPageSize, current);
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Back to the chronology</a></p>", c.here("chronology"));
  return show(c, {.title = "Told by two agencies", .main = main, .wide = true, .seen_by = Act::ViewChronology});
}

Response take_out(Context& c) {
  const std::string format(c.captures["format"]);
  if (format != "xlsx" && format != "csv" && format != "docx") return error_page(c, not_found());
  c.reading = format;
  const auto names = names_shown(c);
  std::shared_ptr<const NamesOf> of;
  std::vector<Entry> all;
  c.store().read([&](store::Reader& r) {
    if (names == Names::Pseudonyms) of = names_of(c, r);
    for (auto& row : of ? *pseudonymised(c, r) : review::all_entries(r, c.review->id)) all.push_back(row.value);
  });
  const auto doc = review::as_document(all, "Chronology");
  std::string reference = c.review->value.reference;
  for (char& ch : reference)
    if (!std::isalnum(static_cast<unsigned char>(ch))) ch = '-';
  document::WriteOptions options;
  options.title = "Combined chronology " + c.review->value.reference + (of ? ", in pseudonyms" : "");
  std::string bytes = format == "xlsx" ? document::write_xlsx(doc, options) : format == "docx" ? document::write_docx(doc, options) : document::write_csv(doc);
  const std::string name = "chronology-" + reference + (of ? "-pseudonymised." : ".") + format;
  if (of)
    if (auto clean = check_pseudonymised(*of, bytes, name); !clean.ok()) return error_page(c, clean.error());
  const auto type = document::media_type(bytes, name);
  return Response::download(name, type, std::move(bytes));
}

}  // namespace

void add_chronology_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewChronology);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology", "chronology", view, combined);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/matches", "chronology: told by two agencies", view, matches);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/export/:format", "chronology: export", Needs::review(Act::Export), take_out);
  add_chronology_import_routes(routes);
  add_chronology_entry_routes(routes);
}

}  // namespace heed::web

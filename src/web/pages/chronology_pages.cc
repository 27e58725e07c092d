#include "web/pages/chronology_pages.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

#include "review/casefile/casefile.h"
#include "review/chronology/chronology.h"
#include "review/evidence/evidence.h"
#include "web/forms.h"

namespace heed::web {

namespace {

using review::Entry;
using review::EntryId;
using review::EntryRow;

constexpr std::int64_t kPageSize = 100;
constexpr std::size_t kPreview = 20, kDoubtfulShown = 200;

std::string counted(std::int64_t n, std::string_view one, std::string_view many) { return fmt::format("{} {}", n, n == 1 ? one : many); }

// --- how an entry looks in a table ---

Html date_cell(const Entry& e) {
  if (e.date.empty()) return e.date_written.empty() ? html("<span class=\"heed-missing\">No date</span>") : html("{}", e.date_written);
  const auto understood = e.date.understood();
  if (e.date.typed() == understood) return html("{}", understood);
  return html("{}<br><span class=\"govuk-hint heed-inline\">as typed: {}</span>", understood, e.date.typed());
}

bool is_unsure(const Entry& e) {
  return e.date.empty() || e.date.approximate() || (e.date.precision() != DatePrecision::Day && e.date.precision() != DatePrecision::Minute);
}

Html labelled(std::string_view label, std::string_view text) {
  if (text.empty()) return {};
  return html("<br><strong>{}:</strong> {}", label, text);
}

Html what_cell(const Entry& e) {
  Html out = html("{}", e.what);
  out += labelled("Person concerned", e.people) + labelled("By", e.staff_role) + labelled("Seen", e.seen) + labelled("Seen alone", e.seen_alone) +
         labelled("Action or outcome", e.action) + labelled("Expected practice", e.expected) + labelled("Comment", e.comment) + labelled("See", e.cross_ref);
  for (const auto& other : e.other) out += labelled(other.heading, other.text);
  if (!e.doubt.empty()) out += html("<br>{} {}", tag({.text = "Doubtful", .classes = "govuk-tag--yellow"}), e.doubt);
  for (const auto& mark : e.marks) out += html("<br><span class=\"govuk-hint heed-inline\">{}</span>", mark);
  return out;
}

std::vector<Cell> head() { return {{.content = "Date"}, {.content = "Agency"}, {.content = "What happened"}, {.content = "Source"}}; }

std::vector<Cell> cells_of(const Entry& e, Html extra = {}, std::string_view link = {}) {
  Html date = link.empty() ? date_cell(e) : html("<a class=\"govuk-link\" href=\"{}\">{}</a>", link, date_cell(e));
  Html source = html("{}", e.source);
  if (!e.place.empty()) source += html("{}<span class=\"govuk-hint heed-inline\">{}</span>", e.source.empty() ? Html() : html("<br>"), e.place);
  return {{.content = date, .classes = is_unsure(e) ? "heed-chronology__date heed-chronology__date--uncertain" : "heed-chronology__date"},
          {.content = e.agency.empty() ? html("Not said") : tag({.text = e.agency, .classes = "govuk-tag--grey"})},
          {.content = what_cell(e) + extra, .classes = "heed-chronology__what"},
          {.content = source, .classes = "heed-chronology__source"}};
}

Table chronology_table(std::vector<std::vector<Cell>> rows) {
  Table t;
  t.head = head();
  t.rows = std::move(rows);
  t.classes = "heed-chronology";
  return t;
}

std::string entry_address(const Context& c, EntryId id) { return c.here("chronology/entry/" + id.text()); }

std::vector<Option> agency_options(Context& c) {
  std::vector<Option> out;
  for (const auto& row : c.store().read([](store::Reader& r) { return access::agencies(r); })) out.push_back({row.id.text(), row.value.name, ""});
  std::sort(out.begin(), out.end(), [](const Option& a, const Option& b) { return a.text < b.text; });
  return out;
}

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

Html filter_form(Context& c, const Asked& a, const std::vector<std::pair<std::string, std::string>>& agencies) {
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
  Html inside = html("<form method=\"get\" action=\"{}\" novalidate>", c.here("chronology"));
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
  for (std::size_t i = 0; i < here.size(); ++i) cells.push_back(cells_of(*here[i], flags[i], entry_address(c, rows[i].id)));
  return cells.empty() ? Html() : scroll_region("Chronology", table(chronology_table(std::move(cells))));
}

/// Made once for each state of the store: a hundred entries are dear to read, and a panel looks at the same ones.
std::shared_ptr<const CombinedView> combined_view(Context& c, const Asked& a, std::int64_t current) {
  std::string key = "chronology " + c.review->id.text() + " " + iso(c.app.clock.today()) + " " + std::to_string(current);
  for (const char* field : {"agency", "from", "to", "words", "doubtful"}) {
    const auto& typed = c.request.query(field);
    key += fmt::format(" {}:{}", typed.size(), typed);
  }
  return c.store().read([&](store::Reader& r) {
    const auto position = r.position();
    if (auto kept = c.app.kept->find<CombinedView>(key, position)) return kept;
    auto v = std::make_shared<CombinedView>();
    const auto page = review::entries(r, c.review->id, a.filter, (current - 1) * kPageSize, kPageSize);
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

Response combined(Context& c) {
  const auto a = asked(c);
  if (!a.filter.words.empty()) c.reading = a.filter.words;
  const auto current = page_number(c);
  const auto made = combined_view(c, a, current);
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
  if (seen.doubtful > 0 && !a.filter.doubtful_only)
    main += inset_text({.text = html("<a class=\"govuk-link\" href=\"{}\">{} to be settled</a>", Url(c.here("chronology")).query("doubtful", "yes").str(),
                                     seen.doubtful == 1 ? std::string("1 doubtful entry has") : fmt::format("{} doubtful entries have", seen.doubtful))});
  main += filter_form(c, a, seen.agencies);
  main += html("<p class=\"govuk-body\">{}</p>", a.any ? fmt::format("{} of {} match.", seen.total, counted(seen.all, "entry", "entries")) : counted(seen.all, "entry.", "entries."));
  if (seen.rows.empty()) main += para(current > 1 ? "There are no entries on this page." : "No entry matches. Clear the filters to see them all.");
  else main += seen.rows + page_links(c, seen.total, kPageSize, current);
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">What two agencies may both tell, or tell differently</a></p>", c.here("chronology/matches"));
  if (c.may(Act::Export))
    main += html("<h2 class=\"govuk-heading-s\">Take it with you</h2><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Excel</a>, "
                 "<a class=\"govuk-link\" href=\"{}\">Word</a> or <a class=\"govuk-link\" href=\"{}\">CSV</a>: the whole chronology. It names people; keep it as you keep the review.</p>",
                 c.here("chronology/export/xlsx"), c.here("chronology/export/docx"), c.here("chronology/export/csv"));
  return show(c, {.title = "Chronology", .main = main, .wide = true, .has_error = !a.errors.empty(), .status = a.errors.empty() ? 200 : 422, .seen_by = Act::ViewChronology});
}

Response matches(Context& c) {
  const auto rows = c.store().read([&](store::Reader& r) { return review::all_entries(r, c.review->id); });
  std::vector<const Entry*> all;
  for (const auto& row : rows) all.push_back(&row.value);
  const auto found = review::likely_matches(all);
  const auto current = page_number(c);
  Html main = heading(c, "Told by two agencies");
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
  std::vector<Entry> all;
  for (auto& row : c.store().read([&](store::Reader& r) { return review::all_entries(r, c.review->id); })) all.push_back(std::move(row.value));
  const auto doc = review::as_document(all, "Chronology");
  std::string reference = c.review->value.reference;
  for (char& ch : reference)
    if (!std::isalnum(static_cast<unsigned char>(ch))) ch = '-';
  document::WriteOptions options;
  options.title = "Combined chronology " + c.review->value.reference;
  std::string bytes = format == "xlsx" ? document::write_xlsx(doc, options) : format == "docx" ? document::write_docx(doc, options) : document::write_csv(doc);
  c.reading = format;
  const std::string name = "chronology-" + reference + "." + format;
  const auto type = document::media_type(bytes, name);
  return Response::download(name, type, std::move(bytes));
}

// --- taking in a file ---

struct UploadForm {
  AgencyId agency;
};

/// The chronologies that agencies have handed in, each with the way to look at it.
Html handed_in(Context& c) {
  struct File { std::string agency; review::ChronologyFile file; };
  const auto files = c.store().read([&](store::Reader& r) {
    std::vector<File> out;
    for (auto& f : review::chronology_files(r, *c.actor, *c.review)) out.push_back({access::agency_name(r, f.agency), std::move(f)});
    return out;
  });
  if (files.empty()) return {};
  Table t;
  t.caption = "Handed in by agencies";
  t.caption_classes = "govuk-table__caption--m";
  t.head = {{.content = "Agency"}, {.content = "File"}, {.content = "State"}, {.content = "What to do"}};
  t.first_cell_is_header = true;
  for (const auto& [agency, f] : files)
    t.rows.push_back({{.content = agency}, {.content = fmt::format("{}, version {}", f.ending, f.version)}, {.content = f.accepted ? "Accepted" : "Not accepted yet"},
                      {.content = html("<a class=\"govuk-link\" href=\"{}\">Look at it<span class=\"govuk-visually-hidden\"> ({})</span></a>", c.here("chronology/import/" + f.attachment.text()), agency)}});
  return table(t) + html("<h2 class=\"govuk-heading-m\">Or add a file</h2>");
}

Response upload(Context& c) {
  FormOf<UploadForm> form;
  form.select("agency", "Which agency's chronology is it?", agency_options(c), &UploadForm::agency).must("Choose the agency whose chronology it is");
  FormField file;
  file.kind = FieldKind::File;
  file.name = "file";
  file.label = "The file";
  file.hint = "A Word document (.docx), an Excel workbook (.xlsx) or a CSV file. It is kept as it was sent; you see what was recognised before anything is added.";
  form.fields.push_back(file);
  FormPage page{.title = "Add an agency's chronology", .button = "Continue", .cancel = c.here("chronology")};
  if (form.fields.front().options.empty())
    page.before = para("There are no agencies yet. Whoever looks after this installation adds them.");
  page.before += handed_in(c);
  if (!c.is_post()) {
    Typed typed;
    typed["agency"] = {c.request.query("agency")};
    return form_page(c, page, form, typed, {});
  }
  const Typed typed = form.typed(c.request);
  Errors errors = form.problems(typed, c.app.clock.today());
  const Upload* sent = c.request.upload("file");
  std::string bytes;
  if (!sent) {
    errors.push_back({"file", "Choose the file"});
  } else if (sent->too_large) {
    errors.push_back({"file", fmt::format("The file must be smaller than {} MB. Ask the agency to send it without its pictures", c.app.max_upload_bytes >> 20)});
  } else if (auto all = sent->read_all(c.app.max_upload_bytes); !all.ok()) {
    errors.push_back({"file", all.error().message});
  } else {
    bytes = std::move(*all);
    const auto doc = document::read(bytes, sent->file_name);
    const auto say = [&](const Error& e) { errors.push_back({"file", e.next.empty() ? e.message : e.message + " " + e.next}); };
    if (!doc.ok()) say(doc.error());
    else if (auto read = review::import_table(*doc, {}, c.app.clock.today()); !read.ok()) say(read.error());
  }
  if (!errors.empty()) return form_page(c, page, form, typed, errors);
  const auto agency = AgencyId::parse(first(typed, "agency")).value_or(AgencyId{});
  bool given = false;
  auto id = c.store().store_attachment({sent->file_name, document::media_type(bytes, sent->file_name), std::int64_t(bytes.size()), "", "chronology"}, c.review->id, [&] {
    if (given) return std::string();
    given = true;
    return bytes;
  });
  if (!id.ok()) return form_page(c, page, form, typed, {}, 0, &id.error());
  const auto kept = c.store().write(c.who(), "chronology.upload", [&](store::Writer& w) { return review::keep_table(c.store(), w, *c.actor, c.review->id, agency, *id); });
  if (!kept.ok()) return form_page(c, page, form, typed, kept.error().fields, 0, &kept.error());
  return Response::redirect(c.here("chronology/import/" + id->text()));
}

std::string field_of(int table, int column) { return fmt::format("c{}-{}", table, column); }

struct Chosen {
  review::ImportOptions options;
  std::vector<std::pair<std::string, std::string>> fields;  ///< as they ride along
  std::string year, year_error;
};
/// The choices of a person, from the address or the form: "c0-3=date".
Chosen chosen_in(const Fields& fields) {
  Chosen out;
  for (const auto& [name, value] : fields) {
    if (name == "year") {
      out.year = value;
      if (value.empty()) continue;
      if (value.size() == 4 && value.find_first_not_of("0123456789") == std::string::npos && value >= "1900" && value <= "2100") {
        out.options.default_year = std::stoi(value);
        out.fields.emplace_back(name, value);
      } else {
        out.year_error = "Enter a year, for example 2016";
      }
      continue;
    }
    const auto dash = name.find('-');
    if (name.size() < 4 || name[0] != 'c' || dash == std::string::npos) continue;
    review::ColumnChoice choice;
    const char* p = name.data();
    const auto a = std::from_chars(p + 1, p + dash, choice.table), b = std::from_chars(p + dash + 1, p + name.size(), choice.column);
    const auto is = review::column_of(value);
    if (a.ec != std::errc() || a.ptr != p + dash || b.ec != std::errc() || b.ptr != p + name.size() || !is) continue;
    choice.is = *is;
    out.options.choices.push_back(choice);
    out.fields.emplace_back(name, value);
  }
  return out;
}

/// A bound of the period under review; none where it is open or not agreed yet.
std::optional<Day> bound(CivilMinutes minute) {
  if (minute == std::numeric_limits<CivilMinutes>::min() || minute == std::numeric_limits<CivilMinutes>::max()) return std::nullopt;
  return Day(std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::minutes>(std::chrono::minutes(minute))));
}

struct OpenedFile {
  AgencyId agency;
  std::string agency_name;
  review::Import import;
  bool added = false;
};
Result<OpenedFile> open_file(Context& c, AttachmentId id, review::ImportOptions& options) {
  const auto place = c.store().read([&](store::Reader& r) { return c.store().attachment_place(r, id); });
  if (!place || place->review != c.review->id) return not_found();
  HEED_ASSIGN(const auto meta, c.store().attachment_meta(id));
  // A file of a return counts once it is handed in; an agency's working copy is nobody else's.
  const auto of_a_return = [&] {
    const auto files = c.store().read([&](store::Reader& r) { return review::chronology_files(r, *c.actor, *c.review); });
    return std::any_of(files.begin(), files.end(), [&](const review::ChronologyFile& f) { return f.attachment == id; });
  };
  if (meta.purpose != "chronology" && !of_a_return()) return not_found();
  OpenedFile out;
  out.agency = place->agency;
  out.agency_name = c.store().read([&](store::Reader& r) { return access::agency_name(r, place->agency); });
  options.agency = out.agency_name;
  if (const auto terms = c.store().read([&](store::Reader& r) { return review::current_terms(r, c.review->id); })) {
    if (!terms->value.period_from.empty()) options.period_from = bound(terms->value.period_from.earliest());
    if (!terms->value.period_until.empty()) options.period_until = bound(terms->value.period_until.latest());
  }
  HEED_ASSIGN(const auto bytes, c.store().attachment_bytes(id));
  HEED_ASSIGN(const auto doc, document::read(bytes, meta.name));
  HEED_ASSIGN(out.import, review::import_table(doc, options, c.app.clock.today()));
  return out;
}

Html columns_form(Context& c, const review::Import& in, const Chosen& chosen) {
  Html inside;
  const auto all_columns = [](review::Column taken, const std::vector<review::Column>& first_of) {
    std::vector<SelectItem> items;
    const auto put = [&](review::Column column) { items.push_back({.value = std::string(review::name(column)), .text = std::string(review::words(column)), .selected = column == taken}); };
    for (const auto column : first_of) put(column);
    for (int i = 0; i < review::kColumnCount; ++i)
      if (std::find(first_of.begin(), first_of.end(), review::Column(i)) == first_of.end()) put(review::Column(i));
    return items;
  };
  const auto name_of = [&](int table) {
    for (const auto& t : in.tables)
      if (t.table == table) return t.name;
    return std::string();
  };
  int last = -1;
  for (const auto& ask : in.columns_in_doubt) {
    if (ask.table != last && in.tables.size() > 1) inside += html("<h3 class=\"govuk-heading-s\">{}</h3>", name_of(ask.table));
    last = ask.table;
    std::string samples;
    for (const auto& s : ask.samples) samples += (samples.empty() ? "Its first cells: " : " | ") + s;
    Select s{.name = field_of(ask.table, ask.column)};
    s.label = {.text = ask.heading.empty() ? fmt::format("Column {}", ask.column + 1) : fmt::format("“{}”", ask.heading), .classes = "govuk-label--s"};
    s.hint = {.text = html("{}<br>{}", ask.why, samples)};
    s.items = all_columns(ask.taken, ask.candidates);
    inside += select(s);
  }
  // What was recognised can be changed too; it is asked in the open only where it is in doubt.
  Html others;
  for (const auto& t : in.tables) {
    if (!t.used && in.tables.size() > 20) continue;
    Html of_table;
    for (const auto& column : t.columns) {
      if (std::any_of(in.columns_in_doubt.begin(), in.columns_in_doubt.end(), [&](const auto& a) { return a.table == t.table && a.column == column.column; })) continue;
      if (of_table.str().size() > 200'000) break;
      Select s{.name = field_of(t.table, column.column)};
      s.label = {.text = column.heading.empty() ? fmt::format("Column {}", column.column + 1) : fmt::format("“{}”", column.heading)};
      s.items.push_back({.value = "", .text = fmt::format("As recognised: {}", review::words(column.is))});
      for (auto& item : all_columns(column.by == review::KnownBy::Choice ? column.is : review::Column(-1), {})) s.items.push_back(std::move(item));
      of_table += select(s);
    }
    if (!of_table.empty()) others += html("<h3 class=\"govuk-heading-s\">{}</h3>{}", t.name, of_table);
  }
  Html out = html("<form method=\"get\" action=\"{}\" novalidate>", c.request.path);
  if (!inside.empty()) out += html("<h2 class=\"govuk-heading-m\">Please say what these columns are</h2>{}", inside);
  out += input({.name = "year", .label = {.text = "If dates have no year, which year is it? (optional)"}, .error = {.text = chosen.year_error}, .value = chosen.year, .classes = "govuk-input--width-4", .inputmode = "numeric"});
  if (!others.empty()) out += details({.summary = "Change what the other columns are taken for", .content = others});
  out += button({.text = "Read the file again with these answers", .classes = "govuk-button--secondary"}) + html("</form>");
  return out;
}

Html recognised(const review::Import& in) {
  Table t;
  t.head = {{.content = "Table or sheet"}, {.content = "What it holds"}, {.content = "Rows", .format = "numeric"}, {.content = "Entries", .format = "numeric"},
            {.content = "Doubtful", .format = "numeric"}, {.content = "Headings", .format = "numeric"}, {.content = "Blank", .format = "numeric"}};
  t.first_cell_is_header = true;
  std::size_t left_out = 0;
  for (const auto& read : in.tables) {
    if (t.rows.size() >= 50) { ++left_out; continue; }
    Html holds;
    if (!read.used) holds = html("Not used. {}", read.reason);
    else
      for (const auto& column : read.columns)
        if (column.is != review::Column::None)
          holds += html("{}{} – {}", holds.empty() ? Html() : html("<br>"), column.heading.empty() ? fmt::format("Column {}", column.column + 1) : column.heading, review::words(column.is));
    t.rows.push_back({{.content = read.name}, {.content = holds}, {.content = std::to_string(read.rows), .format = "numeric"}, {.content = std::to_string(read.entries), .format = "numeric"},
                      {.content = std::to_string(read.doubtful), .format = "numeric"}, {.content = std::to_string(read.headings), .format = "numeric"},
                      {.content = std::to_string(read.blank), .format = "numeric"}});
  }
  Html out = scroll_region("What was recognised", table(t));
  if (left_out) out += para(fmt::format("{} further tables are not listed.", left_out));
  if (in.lines_outside) out += para(fmt::format("The file also holds {} of text outside tables, which {} not taken in.", counted(in.lines_outside, "line", "lines"), in.lines_outside == 1 ? "is" : "are"));
  for (const auto& unread : in.unread) out += warning_text({.text = "Could not be read: " + unread});
  return out;
}

Response look(Context& c) {
  const auto id = c.id<AttachmentId>("file");
  auto chosen = chosen_in(c.is_post() ? c.request.form() : c.request.query_fields);
  auto file = open_file(c, id, chosen.options);
  if (!file.ok()) return error_page(c, file.error());
  auto& in = file->import;
  Error refusal;
  if (c.is_post()) {
    auto accepted = in.entries;
    if (c.request.form("doubtful") != "leave") accepted.insert(accepted.end(), in.doubtful.begin(), in.doubtful.end());
    const auto done = c.store().write(c.who(), "chronology.import", [&](store::Writer& w) { return review::import_entries(w, *c.actor, c.review->id, file->agency, id, accepted); });
    if (done.ok()) return Response::redirect(with_done(c.here("chronology"), "imported"));
    if (done.error().code == Code::NotFound || done.error().code == Code::Forbidden) return error_page(c, done.error());
    refusal = done.error();
  }
  Html main;
  if (!refusal.message.empty()) main += error_summary({.errors = {{.text = refusal.message, .href = "#accept"}}, .description = refusal.next});
  else if (!chosen.year_error.empty()) main += error_summary({.errors = {{.text = chosen.year_error, .href = "#year"}}});
  main += heading(c, "What was recognised");
  const auto total = in.entries.size() + in.doubtful.size();
  main += html("<p class=\"govuk-body\">{}: {} to add, {} doubtful. Nothing has been added yet.</p>", file->agency_name, counted(std::int64_t(in.entries.size()), "entry", "entries"), std::to_string(in.doubtful.size()));
  if (const auto nothing = in.nothing(); !nothing.empty()) main += inset_text({.text = nothing});
  main += recognised(in);
  main += columns_form(c, in, chosen);
  const auto rows_of = [](const std::vector<Entry>& list, std::size_t most) {
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < list.size() && i < most; ++i) rows.push_back(cells_of(list[i]));
    return rows;
  };
  if (!in.entries.empty())
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>{}", in.entries.size() > kPreview ? fmt::format("The first {} of {} entries", kPreview, in.entries.size()) : "The entries",
                 scroll_region("Preview", table(chronology_table(rows_of(in.entries, kPreview)))));
  if (!in.doubtful.empty())
    main += html("<h2 class=\"govuk-heading-m\">{}</h2>{}", in.doubtful.size() > kDoubtfulShown ? fmt::format("The first {} of {} doubtful rows", kDoubtfulShown, in.doubtful.size()) : "Doubtful rows",
                 scroll_region("Doubtful rows", table(chronology_table(rows_of(in.doubtful, kDoubtfulShown)))));
  if (total > 0) {
    main += html("<form id=\"accept\" method=\"post\" action=\"{}\" novalidate>{}", c.request.path, hidden_input("csrf", c.csrf));
    for (const auto& [name, value] : chosen.fields) main += hidden_input(name, value);
    if (!in.doubtful.empty()) {
      Radios r{.name = "doubtful"};
      r.fieldset = {.legend = {.text = "What should happen to the doubtful rows?", .classes = "govuk-fieldset__legend--s"}};
      r.value = c.request.form("doubtful") == "leave" ? "leave" : "add";
      r.items.push_back({.value = "add", .text = "Add them, marked as doubtful", .hint = {.text = "They can be settled one by one later."}});
      r.items.push_back({.value = "leave", .text = "Leave them out", .hint = {.text = "They stay in the file that was sent."}});
      main += radios(r);
    }
    main += button_group({button({.text = "Add to the chronology", .prevent_double_click = true}), html("<a class=\"govuk-link\" href=\"{}\">Cancel</a>", c.here("chronology"))}) + html("</form>");
  }
  return show(c, {.title = "What was recognised", .main = main, .wide = true, .has_error = !refusal.message.empty(), .status = refusal.message.empty() ? 200 : http_status(refusal.code), .seen_by = Act::EditChronology});
}

// --- one entry ---

Result<EntryRow> entry_of(Context& c) {
  return c.store().read([&](store::Reader& r) { return review::entry(r, c.review->id, c.id<EntryId>("entry")); });
}

Response one(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  const Entry& e = row->value;
  const std::string here = entry_address(c, row->id);
  const bool may_edit = c.may(Act::EditChronology);
  Html main = heading(c, e.date.empty() ? std::string("Entry without a date") : e.date.understood());
  if (!e.doubt.empty()) {
    main += warning_text({.text = "Doubtful. " + e.doubt});
    if (may_edit) main += button({.text = "Settle this", .href = here + "/settle"});
  }
  SummaryList list;
  const auto put = [&](std::string key, Html value) {
    SummaryRow r{.key = key, .value = std::move(value)};
    if (may_edit) r.actions.push_back({.text = "Change", .href = here + "/change", .visually_hidden_text = key});
    list.rows.push_back(std::move(r));
  };
  const auto words = [&](std::string key, const std::string& text) {
    if (!text.empty()) put(std::move(key), paragraphs(text));
  };
  put("Date", e.date.empty() ? or_missing(e.date_written) : date_words(e.date));
  words("Time, as written", e.time);
  list.rows.push_back({.key = "Agency", .value = or_missing(e.agency)});
  words("Source", e.source);
  words("Person concerned", e.people);
  words("Staff, by role", e.staff_role);
  words("Event or contact", e.what);
  words("Seen", e.seen);
  words("Seen or spoken to alone", e.seen_alone);
  words("Action, decision or outcome", e.action);
  words("Expected practice", e.expected);
  words("Comment or analysis", e.comment);
  words("Cross-reference", e.cross_ref);
  for (const auto& other : e.other) list.rows.push_back({.key = other.heading, .value = paragraphs(other.text)});
  main += summary_list(list);
  if (!e.settled.empty()) main += inset_text({.text = "This entry was doubtful. " + e.settled});
  if (!e.original.empty()) {
    main += html("<h2 class=\"govuk-heading-m\">As the agency wrote it</h2>{}", inset_text({.text = paragraphs(e.original)}));
    main += muted("In the file: " + e.place);
  }
  if (!e.marks.empty()) {
    Html marks;
    for (const auto& mark : e.marks) marks += html("<li>{}</li>", mark);
    main += html("<h2 class=\"govuk-heading-s\">Marks</h2><ul class=\"govuk-list govuk-list--bullet\">{}</ul>", marks);
  }
  if (may_edit)
    main += details({.summary = "Remove this entry", .content = para("It leaves the chronology. The record of it stays in the review's history.") +
                     button_form(c, here + "/remove", {.text = "Remove it", .classes = "govuk-button--warning"}, {{"_version", std::to_string(row->version)}})});
  main += html("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">Back to the chronology</a></p>", c.here("chronology"));
  return show(c, {.title = "Chronology entry", .main = two_thirds(main), .seen_by = Act::ViewChronology});
}

FormOf<Entry> entry_form(bool needs_date) {
  FormOf<Entry> form;
  auto& date = form.date("date", "When did it happen?", &Entry::date);
  if (needs_date) date.must("Enter when it happened, as exactly as it is known");
  form.textarea("what", "What happened?", &Entry::what).tall(6);
  form.textarea("source", "Which record says so?", &Entry::source).tall(2);
  form.textarea("people", "Who is it about?", &Entry::people).tall(2);
  form.textarea("staff_role", "Who of the agency acted?", &Entry::staff_role).tall(2).with_hint("By role, not by name: health visitor, duty social worker.");
  form.textarea("seen", "Was the person or child seen?", &Entry::seen).tall(2);
  form.textarea("seen_alone", "Were they seen or spoken to alone?", &Entry::seen_alone).tall(2);
  form.textarea("action", "What was done or decided?", &Entry::action).tall(4);
  form.textarea("expected", "What practice was expected?", &Entry::expected).tall(3);
  form.textarea("comment", "Comment or analysis", &Entry::comment).tall(4);
  form.textarea("cross_ref", "Cross-reference", &Entry::cross_ref).tall(2);
  return form;
}

struct NewEntry : Entry {
  AgencyId of;
};

Response add(Context& c) {
  FormOf<NewEntry> form;
  form.select("agency", "Whose record is it?", agency_options(c), &NewEntry::of).with_hint("Leave this empty for what no agency told, such as the family's own account.");
  form.custom(FieldKind::Date, "date", "When did it happen?", {}, [](const NewEntry& e) { return std::vector<std::string>{e.date.typed()}; },
              [&c](NewEntry& e, const std::vector<std::string>& typed) {
                if (typed.empty()) return;
                if (auto read = UncertainDate::parse(typed.front(), c.app.clock.today()); read.ok()) e.date = *read;
              }).with_hint("For example, 22 May 2016, May 2016, early 2017 or about March 2018").must("Enter when it happened, as exactly as it is known");
  const auto area = [&](std::string name, std::string label, std::string Entry::*member, int rows) -> FormField& {
    auto& f = form.custom(FieldKind::Textarea, std::move(name), std::move(label), {}, [member](const NewEntry& e) { return std::vector<std::string>{e.*member}; },
                          [member](NewEntry& e, const std::vector<std::string>& typed) { e.*member = typed.empty() ? "" : typed.front(); });
    f.max_length = 40000;
    return f.tall(rows);
  };
  area("what", "What happened?", &Entry::what, 6).must("Enter what happened");
  area("source", "Which record says so?", &Entry::source, 2);
  area("people", "Who is it about?", &Entry::people, 2);
  area("staff_role", "Who of the agency acted?", &Entry::staff_role, 2).with_hint("By role, not by name: health visitor, duty social worker.");
  area("action", "What was done or decided?", &Entry::action, 4);
  area("comment", "Comment or analysis", &Entry::comment, 4);
  FormPage page{.title = "Add an entry", .button = "Add to the chronology", .cancel = c.here("chronology")};
  return edit(c, page, form, NewEntry{}, 0, [&](const NewEntry& value, std::int64_t) -> Result<std::string> {
    auto id = c.store().write(c.who(), "chronology.add", [&](store::Writer& w) { return review::add_entry(w, *c.actor, c.review->id, value.of, value); });
    if (!id.ok()) return id.error();
    return with_done(c.here("chronology"), "added");
  });
}

Response change(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  FormPage page{.title = "Change an entry", .cancel = entry_address(c, row->id)};
  if (!row->value.original.empty()) page.before = para("What the agency wrote stays beside it as it was.");
  return edit(c, page, entry_form(!row->value.date.empty()), row->value, row->version, [&](const Entry& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "chronology.change", [&](store::Writer& w) { return review::change_entry(w, *c.actor, c.review->id, row->id, value, expected); });
    if (!done.ok()) return done.error();
    return with_done(entry_address(c, row->id), "saved");
  });
}

struct Settling {
  UncertainDate date;
  std::string how;
};

Response settle(Context& c) {
  const auto row = entry_of(c);
  if (!row.ok()) return error_page(c, row.error());
  if (row->value.doubt.empty() && !c.is_post()) return Response::redirect(entry_address(c, row->id));
  FormOf<Settling> form;
  form.date("date", "When did it happen?", &Settling::date).with_hint("Leave it empty when nobody can say. For example, 22 May 2016 or early 2017.");
  form.textarea("how", "How did you settle it?", &Settling::how).tall(3).must("Say how you settled it, for example who confirmed it");
  Settling current{row->value.date, ""};
  FormPage page{.title = "Settle a doubtful entry", .cancel = entry_address(c, row->id)};
  page.before = inset_text({.text = row->value.doubt}) + (row->value.original.empty() ? Html() : details({.summary = "As the agency wrote it", .content = paragraphs(row->value.original), .open = true}));
  return edit(c, page, form, current, row->version, [&](const Settling& value, std::int64_t expected) -> Result<std::string> {
    auto done = c.store().write(c.who(), "chronology.settle", [&](store::Writer& w) { return review::settle_doubtful(w, *c.actor, c.review->id, row->id, value.date, value.how, expected); });
    if (!done.ok()) return done.error();
    return with_done(entry_address(c, row->id), "saved");
  });
}

Response remove(Context& c) {
  const auto id = c.id<EntryId>("entry");
  const auto done = c.store().write(c.who(), "chronology.remove", [&](store::Writer& w) { return review::drop_entry(w, *c.actor, c.review->id, id, posted_version(c.request)); });
  if (!done.ok()) return error_page(c, done.error());
  return Response::redirect(with_done(c.here("chronology"), "removed"));
}

}  // namespace

void add_chronology_routes(Routes& routes) {
  const auto view = Needs::review(Act::ViewChronology), change_it = Needs::review(Act::EditChronology);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology", "chronology", view, combined);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/matches", "chronology: told by two agencies", view, matches);
  add_form(routes, "/reviews/:review/chronology/new", "chronology: add an entry", change_it, add);
  add_form(routes, "/reviews/:review/chronology/import", "chronology: add a file", change_it, upload, Body::Upload);
  add_form(routes, "/reviews/:review/chronology/import/:file", "chronology: what was recognised", change_it, look);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/export/:format", "chronology: export", Needs::review(Act::Export), take_out);
  routes.emplace_back(Method::Get, "/reviews/:review/chronology/entry/:entry", "chronology entry", view, one);
  add_form(routes, "/reviews/:review/chronology/entry/:entry/change", "chronology: change an entry", change_it, change);
  add_form(routes, "/reviews/:review/chronology/entry/:entry/settle", "chronology: settle an entry", change_it, settle);
  routes.emplace_back(Method::Post, "/reviews/:review/chronology/entry/:entry/remove", "chronology: remove an entry", change_it, remove);
}

}  // namespace heed::web

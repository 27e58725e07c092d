// Taking in an agency's chronology: the upload, what was recognised in it, and the acceptance.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

#include "review/casefile/casefile.h"
#include "review/evidence/evidence.h"
#include "web/pages/chronology_parts.h"

namespace heed::web {

namespace {

using review::Entry;

constexpr std::size_t kPreview = 20, kDoubtfulShown = 200;

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
    for (std::size_t i = 0; i < list.size() && i < most; ++i) rows.push_back(entry_cells(list[i]));
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

}  // namespace

void add_chronology_import_routes(Routes& routes) {
  const auto change = Needs::review(Act::EditChronology);
  add_form(routes, "/reviews/:review/chronology/import", "chronology: add a file", change, upload, Body::Upload);
  add_form(routes, "/reviews/:review/chronology/import/:file", "chronology: what was recognised", change, look);
}

}  // namespace heed::web

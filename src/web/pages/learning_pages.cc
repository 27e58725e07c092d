#include "web/pages/learning_pages.h"

#include <algorithm>

#include "base/json.h"
#include "document/document.h"
#include "library/coded.h"
#include "library/library.h"
#include "web/page_cache.h"
#include "web/pages/layout.h"
#include "web/pages/learning_charts.h"

namespace heed::web {

namespace {

using library::CodedData;
using library::Field;
using library::FieldSchema;
using library::Hidden;
using library::MadeTable;
using library::Subject;
using library::TableKind;

const FieldSchema& schema() { return FieldSchema::built_in(); }
Html link(std::string_view href, std::string_view text) { return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", href, text); }
Html h1(std::string_view text) { return html("<h1 class=\"govuk-heading-l\">{}</h1>", text); }
Html h2(std::string_view text) { return html("<h2 class=\"govuk-heading-m\">{}</h2>", text); }
Html list_of(const std::vector<Html>& items) {
  Html out;
  for (const auto& item : items) out += html("<li>{}</li>", item);
  return html("<ul class=\"govuk-list govuk-list--bullet\">{}</ul>", out);
}

Response page(Context& c, std::string title, Html main, bool below = true, int status = 200) {
  c.review.reset();
  View view;
  view.title = std::move(title);
  view.main = html("<div class=\"govuk-grid-row\"><div class=\"govuk-grid-column-full\">{}</div></div>", main);
  view.breadcrumbs = {{.text = "Published reviews", .href = "/"}};
  if (below) view.breadcrumbs.push_back({.text = "What is learned", .href = "/learning"});
  view.status = status;
  return show(c, std::move(view));
}

template <class F>
Response cached(Context& c, F&& make) { return cached_page(c, make); }

bool reserved(std::string_view name) { return name == "unit" || name == "by" || name == "intervals" || name == "hide" || name == "page" || name == "format"; }

/// The address of a table with the filters of a request, and perhaps one more or one less.
std::string address(const library::TableRequest& r, std::string_view rest = {}, std::optional<std::size_t> without = {}, std::pair<std::string, std::string> more = {}, std::string_view base = {}) {
  std::string path = base.empty() ? "/learning/" + r.table : std::string(base);
  if (!rest.empty()) path += "/" + std::string(rest);
  Url url(path);
  if (base.empty()) {
    if (r.unit) url.query("unit", library::plural(*r.unit));
    if (!r.by.empty()) url.query("by", r.by);
    if (r.intervals) url.query("intervals", "yes");
    if (r.hiding == library::Hiding::Always) url.query("hide", "yes");
  }
  for (std::size_t i = 0; i < r.filters.size(); ++i)
    if (i != without) url.query(r.filters[i].first, r.filters[i].second);
  if (!more.first.empty()) url.query(more.first, more.second);
  return url.str();
}

std::string command_line(const library::TableRequest& r) {
  const auto quoted = [](const std::string& s) { return s.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=") == s.npos ? s : "'" + s + "'"; };
  std::string out = "heed library report --data DIR " + r.table;
  if (r.unit) out += " --unit " + std::string(library::plural(*r.unit));
  if (!r.by.empty()) out += " --by " + quoted(r.by);
  for (const auto& [field, value] : r.filters) out += " --filter " + quoted(field + "=" + value);
  if (r.intervals) out += " --intervals";
  if (r.hiding == library::Hiding::Always) out += " --suppress";
  return out + " --how";
}

Html credits(const std::vector<std::string>& lines, const std::vector<std::string>& cautions) {
  Html out;
  for (const auto& caution : cautions) out += inset_text({.text = caution});
  for (const auto& line : lines) out += html("<p class=\"govuk-body-s\">Source: {}.</p>", line);
  return out;
}

Html credits_of(const CodedData& data) {
  std::vector<std::string> lines, cautions;
  for (const auto& s : data.sources()) {
    lines.push_back(s.credit + (s.licence_url.empty() ? "" : " (" + s.licence_url + ")"));
    if (!s.caution.empty()) cautions.push_back(s.caution);
  }
  return credits(lines, cautions);
}

// --- the filter beside a table ---

bool static_site = false;  ///< set once at the start of an export

constexpr std::string_view kOffered[] = {"sex-of-victim", "age-at-death", "victim-ethnic-group", "relationship-group", "death-type", "period-of-death", "region", "police-force"};

std::vector<SelectItem> choices(const CodedData& data, std::size_t at) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto& field = schema().fields()[at];
  for (const auto& v : field.values)
    if (data.value(at, v.code)) values.emplace_back(v.code, v.label);
  if (field.values.empty()) {
    for (std::size_t v = 1; v < data.value_count(at); ++v) values.emplace_back(data.code(at, library::ValueId(v)), data.label(at, library::ValueId(v)));
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  }
  std::vector<SelectItem> out = {{.value = "", .text = "Any"}};
  for (auto& [code, label] : values) out.push_back({.value = code, .text = label});
  if (data.value(at, library::kNotKnown)) out.push_back({.value = std::string(library::kNotKnown), .text = "Not known"});
  return out;
}

Html filter_form(const CodedData& data, const MadeTable& t, std::string_view action) {
  const auto& r = t.request;
  Html options;
  std::vector<bool> offered(r.filters.size(), false);
  for (const auto id : kOffered) {
    const auto at = *schema().index(id);
    if (!data.covered(at)) continue;
    std::string selected;
    for (std::size_t i = 0; i < r.filters.size(); ++i) {
      const auto* field = schema().find(r.filters[i].first, t.unit);
      if (!field || field->id != id || !selected.empty()) continue;
      for (const auto& item : choices(data, at))
        if (*item.value == r.filters[i].second) selected = r.filters[i].second, offered[i] = true;
    }
    options += select({.name = std::string(id), .label = {.text = schema().fields()[at].label}, .items = choices(data, at), .value = selected, .id = "filter-" + std::string(id)});
  }
  // What the form does not offer rides along, so that applying it loses nothing.
  for (std::size_t i = 0; i < r.filters.size(); ++i)
    if (!offered[i]) options += html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", r.filters[i].first, r.filters[i].second);
  if (r.unit) options += html("<input type=\"hidden\" name=\"unit\" value=\"{}\">", library::plural(*r.unit));
  if (!r.by.empty()) options += html("<input type=\"hidden\" name=\"by\" value=\"{}\">", r.by);
  Filter f;
  f.options = options;
  if (!r.filters.empty()) {
    FilterCategory chosen{.heading = "In this table", .items = {}};
    for (std::size_t i = 0; i < r.filters.size(); ++i) {
      const auto* field = schema().find(r.filters[i].first, t.unit);
      bool known = true;
      auto value = r.filters[i].second;
      if (field)
        if (const auto code = schema().code(*field, value, known); code && known) value = schema().label(*field, *code);
      if (field)
        if (const auto id = data.value(*schema().index(field->id), r.filters[i].second)) value = data.label(*schema().index(field->id), *id);
      chosen.items.push_back({.text = (field ? field->label : r.filters[i].first) + ": " + value, .href = address(r, {}, i, {}, action == "/learning/records" ? action : std::string_view())});
    }
    f.selected = {chosen};
    auto none = r;
    none.filters.clear();
    f.clear_href = action == "/learning/records" ? std::string(action) : address(none);
  }
  return html("<form method=\"get\" action=\"{}\">{}</form>", action, filter(f));
}

// --- the table itself ---

/// A split table as people read it: a row for each value, a column for each part.
Html split_html(const MadeTable& t) {
  Table out;
  out.caption = t.title + (t.filter_words.empty() ? "" : " — " + t.filter_words);
  out.caption_classes = "govuk-visually-hidden";
  out.first_cell_is_header = true;
  out.head.push_back({.content = t.field ? t.field->label : "What"});
  std::vector<std::string> parts;
  for (const auto& l : t.lines) {
    if (l.code != t.lines.front().code || l.field != t.lines.front().field) break;
    parts.push_back(l.by_code);
    out.head.push_back({.content = html("{}<br><span class=\"govuk-!-font-weight-regular\">{}</span>", l.by_label, l.of > 0 ? fmt::format("of {}", l.of) : std::string("hidden")), .format = "numeric"});
  }
  for (std::size_t i = 0; i < t.lines.size() && !parts.empty(); i += parts.size()) {
    std::vector<Cell> row = {{.content = t.lines[i].label}};
    for (std::size_t k = i; k < i + parts.size() && k < t.lines.size(); ++k) {
      const auto& l = t.lines[k];
      const bool unanswered = t.kind == TableKind::Flags && l.missing == l.of && l.of > 0;
      std::string words = l.hidden != Hidden::No ? "hidden" : unanswered ? "not covered" : std::to_string(l.n);
      if (l.hidden == Hidden::No && l.percent() && !unanswered) words += " (" + library::percent_text(l.percent()) + "%)";
      if (l.hidden == Hidden::No && l.low) words += ", " + library::percent_text(l.low) + " to " + library::percent_text(l.high);
      row.push_back({.content = words, .format = "numeric"});
    }
    out.rows.push_back(std::move(row));
  }
  return scroll_region(t.title, table(out));
}

Html table_html(const MadeTable& t) {
  if (t.by) return split_html(t);
  Table out;
  out.caption = t.title + (t.filter_words.empty() ? "" : " — " + t.filter_words);
  out.caption_classes = "govuk-visually-hidden";
  out.first_cell_is_header = !t.by;
  const bool known = std::any_of(t.lines.begin(), t.lines.end(), [](const auto& l) { return l.known_of > 0; });
  const bool intervals = std::any_of(t.lines.begin(), t.lines.end(), [](const auto& l) { return l.low.has_value(); });
  const bool shares = t.kind != TableKind::Summary;
  const bool flags = t.kind == TableKind::Flags;
  if (t.by) out.head.push_back({.content = t.by->label});
  out.head.push_back({.content = t.field ? t.field->label : "What"});
  out.head.push_back({.content = "Number", .format = "numeric"});
  if (shares) {
    out.head.push_back({.content = "Of", .format = "numeric"});
    out.head.push_back({.content = "Per cent", .format = "numeric"});
  }
  if (known) out.head.push_back({.content = "Per cent of those known", .format = "numeric"});
  if (intervals) out.head.push_back({.content = "95% interval", .format = "numeric"});
  if (flags)
    for (const auto* word : {"Not recorded", "Not known", "Missing"}) out.head.push_back({.content = word, .format = "numeric"});
  for (const auto& l : t.lines) {
    const bool shown = l.hidden == Hidden::No;
    std::vector<Cell> row;
    if (t.by) row.push_back({.content = l.by_label});
    row.push_back({.content = l.label});
    // A flag that nobody answered has no number: nought would say that somebody looked.
    const bool unanswered = flags && l.missing == l.of && l.of > 0;
    row.push_back({.content = !shown ? "hidden" : unanswered ? "not covered" : std::to_string(l.n), .format = "numeric"});
    if (shares) {
      row.push_back({.content = l.of > 0 ? std::to_string(l.of) : "", .format = "numeric"});
      row.push_back({.content = shown && l.percent() ? library::percent_text(l.percent()) : "", .format = "numeric"});
    }
    if (known) row.push_back({.content = shown ? library::percent_text(l.known_percent()) : "", .format = "numeric"});
    if (intervals) row.push_back({.content = shown && l.low ? library::percent_text(l.low) + " to " + library::percent_text(l.high) : "", .format = "numeric"});
    if (flags)
      for (const auto n : {l.not_recorded, l.not_known, l.missing}) row.push_back({.content = shown && !t.any_hidden ? std::to_string(n) : "", .format = "numeric"});
    out.rows.push_back(std::move(row));
  }
  return scroll_region(t.title, table(out));
}

Html how_html(const MadeTable& t) {
  std::vector<Html> lines;
  for (const auto& line : t.how) lines.push_back(html("{}", line));
  Html out = h2("How this figure is made") + list_of(lines);
  out += html("<p class=\"govuk-body\">The same from the command line:</p><pre class=\"heed-code\" tabindex=\"0\"><code>{}</code></pre>", command_line(t.request));
  if (!t.sql.empty()) out += html("<p class=\"govuk-body\">The same asked of {}:</p><pre class=\"heed-code\" tabindex=\"0\"><code>{}</code></pre>", link("/library.db", "the library's file"), t.sql);
  return out;
}

std::string table_ld(const Context& c, const MadeTable& t) {
  const auto site = site_of(c);
  Json distributions = Json::array();
  for (const auto& [format, type] : {std::pair("csv", "text/csv"), std::pair("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")})
    distributions.push_back({{"@type", "DataDownload"}, {"encodingFormat", type}, {"contentUrl", site + address(t.request, format)}});
  std::string how;
  for (const auto& line : t.how) how += (how.empty() ? "" : " ") + line;
  return Json{{"@context", "https://schema.org"}, {"@type", "Dataset"}, {"name", t.title}, {"description", how}, {"url", site + address(t.request)}, {"isAccessibleForFree", true},
              {"creditText", t.credits}, {"distribution", distributions}, {"includedInDataCatalog", {{"@type", "DataCatalog"}, {"url", site + "/learning"}}}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Response one_table(Context& c) {
  return cached(c, [&](const CodedData& data) {
    auto request = table_request(c, c.captures["table"]);
    if (!request.ok()) return error_page(c, request.error());
    auto made = library::make_table(data, *request);
    if (!made.ok()) return error_page(c, made.error());
    const auto& t = *made;
    if (t.id != request->table) {
      auto there = *request;
      there.table = t.id;
      if (there.table != std::string(c.captures["table"])) return Response::redirect(address(there));
    }
    Html main = h1(t.title);
    if (!t.filter_words.empty()) main += para(t.filter_words + ".");
    main += html("<p class=\"govuk-body\">{} {}{}.</p>", t.counted, library::plural(t.unit), t.counted == t.all ? std::string() : fmt::format(" of {}", t.all));
    if (!t.covered) main += inset_text({.text = "No source in this library answers this. It is shown so that its absence can be seen."});
    if (t.any_hidden) main += inset_text({.text = "Small numbers are hidden, and others so that they cannot be worked out."});
    main += chart(t);
    main += table_html(t);
    std::vector<Html> get = {link(address(t.request, "csv"), "Download as CSV"), link(address(t.request, "metadata"), "What the CSV's columns mean (CSV on the Web)"), link(address(t.request, "docx"), "Download as Word"),
                             link("/api/tables/" + address(t.request).substr(std::string("/learning/").size()), "The same as JSON")};
    if (t.kind != TableKind::Months) get.push_back(link(address(t.request, {}, {}, {}, "/learning/records"), "The reviews counted here"));
    if (!static_site && t.kind != TableKind::Summary && t.kind != TableKind::Months && !t.request.intervals) {
      auto with = t.request;
      with.intervals = true;
      get.push_back(link(address(with), "With 95% intervals"));
    }
    if (!static_site && !t.by && t.kind != TableKind::Summary && t.kind != TableKind::Months)
      for (const auto* by : {"year-of-death", "region", "sex-of-victim"}) {
        if (t.field && t.field->id == by) continue;
        auto split = t.request;
        split.by = by;
        get.push_back(link(address(split), "By " + [](std::string s) { s[0] = char(std::tolower(static_cast<unsigned char>(s[0]))); return s; }(schema().find(by)->label)));
      }
    main += h2("Use this table") + list_of(get);
    main += how_html(t) + credits(t.credits, t.cautions) + json_ld(table_ld(c, t));
    const Html body = t.id == "summary" || static_site ? main : filter_layout(filter_form(data, t, "/learning/" + t.request.table), main);
    return page(c, t.title, body);
  });
}

template <class F>
Response as_file(Context& c, F&& write) {
  return cached(c, [&](const CodedData& data) {
    auto request = table_request(c, c.captures["table"]);
    if (!request.ok()) return error_page(c, request.error());
    auto made = library::make_table(data, *request);
    if (!made.ok()) return error_page(c, made.error());
    return write(*made);
  });
}

Response table_csv_file(Context& c) {
  return as_file(c, [](const MadeTable& t) { return Response::download(t.id + ".csv", "text/csv; charset=utf-8", library::table_csv({t})); });
}
Response table_metadata(Context& c) {
  return as_file(c, [&](const MadeTable& t) {
    const auto site = site_of(c);
    auto r = Response::json(library::table_csvw(t, site + address(t.request, "csv"), site + address(t.request)));
    return r.with("Content-Type", "application/csvm+json");
  });
}

document::Document as_document(const MadeTable& t) {
  document::Document d;
  const auto add = [&](document::BlockKind kind, std::string text, int level = 0) {
    document::Block b;
    b.kind = kind;
    b.level = level;
    document::Run run;
    run.text = std::move(text);
    b.runs.push_back(std::move(run));
    d.blocks.push_back(std::move(b));
  };
  add(document::BlockKind::Heading, t.title, 1);
  if (!t.filter_words.empty()) add(document::BlockKind::Paragraph, t.filter_words + ".");
  add(document::BlockKind::Paragraph, fmt::format("{} {}{}.", t.counted, library::plural(t.unit), t.counted == t.all ? "" : fmt::format(" of {}", t.all)));
  document::Block table;
  table.kind = document::BlockKind::Table;
  const auto row = [&](std::vector<std::string> cells, bool header) {
    document::Row r;
    r.header = header;
    for (auto& cell : cells) {
      document::Cell out;
      out.text = cell;
      document::Block b;
      document::Run run;
      run.text = std::move(cell);
      run.bold = header;
      b.runs.push_back(std::move(run));
      out.blocks.push_back(std::move(b));
      r.cells.push_back(std::move(out));
    }
    table.rows.push_back(std::move(r));
  };
  std::vector<std::string> head;
  if (t.by) head.push_back(t.by->label);
  const bool flags = t.kind == TableKind::Flags;
  head.insert(head.end(), {t.field ? t.field->label : "What", "Number", "Of", "Per cent"});
  if (flags) head.insert(head.end(), {"Not recorded", "Not known", "Missing"});
  row(head, true);
  for (const auto& l : t.lines) {
    const bool shown = l.hidden == Hidden::No;
    std::vector<std::string> cells;
    if (t.by) cells.push_back(l.by_label);
    cells.insert(cells.end(), {l.label, shown ? std::to_string(l.n) : "hidden", l.of > 0 ? std::to_string(l.of) : "", shown ? library::percent_text(l.percent()) : ""});
    if (flags)
      for (const auto n : {l.not_recorded, l.not_known, l.missing}) cells.push_back(shown && !t.any_hidden ? std::to_string(n) : "");
    row(std::move(cells), false);
  }
  d.blocks.push_back(std::move(table));
  add(document::BlockKind::Heading, "How this figure is made", 2);
  for (const auto& line : t.how) add(document::BlockKind::Paragraph, line);
  add(document::BlockKind::Heading, "Source", 2);
  for (const auto& line : t.credits) add(document::BlockKind::Paragraph, line + ".");
  for (const auto& line : t.cautions) add(document::BlockKind::Paragraph, line);
  return d;
}

Response table_docx(Context& c) {
  return as_file(c, [](const MadeTable& t) {
    document::WriteOptions options;
    options.title = t.title;
    return Response::download(t.id + ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", document::write_docx(as_document(t), options));
  });
}

Response all_csv(Context& c) {
  return cached(c, [&](const CodedData& data) {
    std::vector<MadeTable> tables;
    for (const auto& name : library::standing_tables()) {
      library::TableRequest r;
      r.table = name.id;
      if (auto made = library::make_table(data, r); made.ok()) tables.push_back(std::move(*made));
    }
    return Response::download("learning.csv", "text/csv; charset=utf-8", library::table_csv(tables));
  });
}

// --- the list of tables, the fields, the reviews counted ---

Response index(Context& c) {
  return cached(c, [&](const CodedData& data) {
    Html main = h1("What is learned");
    main += para("What published reviews are coded by, counted: who died, what had gone before, who might have helped, and what was recommended. Every figure is a person's death or a person's life; none of them is a score.");
    if (data.reviews().empty()) {
      main += inset_text({.text = "No coded reviews are in this library yet, so the tables are empty."});
    } else {
      main += html("<p class=\"govuk-body\">{} reviews are coded, with {} victims and {} perpetrators one by one.</p>", data.reviews().size(), data.victims().size(), data.perpetrators().size());
    }
    std::string section;
    std::vector<Html> items;
    const auto close = [&] {
      if (!items.empty()) main += h2(section) + list_of(items);
      items.clear();
    };
    for (const auto& t : library::standing_tables()) {
      if (t.section != section) {
        close();
        section = t.section;
      }
      items.push_back(link("/learning/" + t.id, t.title));
    }
    close();
    main += h2("Look closer") + list_of({link("/learning/records", "The reviews that are counted"), link("/learning/fields", "Every field, with its codes; each is a table of its own"), link("/learning/places", "Names of partnerships and police forces")});
    main += h2("The data") + list_of({link("/learning/all.csv", "All tables as one CSV file"), link("/api", "The library as data"), link("/api/openapi.json", "The API (OpenAPI)"), link("/api/catalog.jsonld", "The catalogue (DCAT)"), link("/library.db", "The whole library, one SQLite file")});
    main += credits_of(data);
    const auto site = site_of(c);
    main += json_ld(Json{{"@context", "https://schema.org"}, {"@type", "DataCatalog"}, {"name", "What is learned from published domestic homicide reviews"}, {"url", site + "/learning"}}.dump());
    return page(c, "What is learned", two_thirds(main), false);
  });
}

Response fields(Context& c) {
  return cached(c, [&](const CodedData& data) {
    Html main = h1("Every field, with its codes");
    main += para("The fields are those of the Home Office's own form and library. Besides its values, each may be not recorded, not known or not applicable; what nobody answered is missing. A field may be used as a table, as a filter, and to split a table.");
    for (const auto of : {Subject::Review, Subject::Victim, Subject::Perpetrator}) {
      Table t;
      t.caption = of == Subject::Review ? "Of the review" : of == Subject::Victim ? "Of each victim" : "Of each perpetrator";
      t.caption_classes = "govuk-table__caption--m";
      t.head = {{.content = "Field"}, {.content = "Codes"}, {.content = "Answered here"}};
      for (const auto& f : schema().fields()) {
        if (f.of != of) continue;
        std::string codes;
        if (f.flag()) codes = "yes, no";
        else if (f.values.size() > 40) codes = fmt::format("{} values", f.values.size());
        else
          for (const auto& v : f.values) codes += (codes.empty() ? "" : ", ") + v.code;
        if (!f.computed.empty()) codes += (codes.empty() ? "" : ". ") + f.computed;
        const bool covered = data.covered(*schema().index(f.id));
        t.rows.push_back({{.content = link("/learning/" + f.id, schema().full_label(f)) + html("<br><code>{}</code>", f.id)}, {.content = codes}, {.content = covered ? "Yes" : "No"}});
      }
      main += scroll_region(t.caption, table(t));
    }
    main += html("<p class=\"govuk-body-s\">Labels: Home Office, Open Government Licence v3.0.</p>");
    return page(c, "Fields", main);
  });
}

Response places(Context& c) {
  if (!c.app.library) return error_page(c, not_found("There is no public library on this installation."));
  const auto& written = c.request.query("name");
  Html main = h1("Names of partnerships and police forces");
  main += html("<form method=\"get\" action=\"/learning/places\">{}{}</form>",
               input({.name = "name", .label = {.text = "A name as it is written"}, .hint = {.text = "For example South Worcester, Durham or Harrogate."}, .value = written, .classes = "govuk-input--width-20"}), button({.text = "Find"}));
  if (!written.empty()) {
    const auto partnership = library::match_place(written), force = library::match_place(written, library::MatchAs::Force);
    main += html("<p class=\"govuk-body\" role=\"status\">Among partnerships: {}</p>", partnership.sentence());
    for (const auto* p : partnership.found)
      if (!p->note.empty()) main += muted(p->name + ": " + p->note + ".");
    main += html("<p class=\"govuk-body\">Among police forces: {}</p>", force.sentence());
  }
  Table t;
  t.caption = "Partnerships, and names that are or were something else";
  t.caption_classes = "govuk-table__caption--m";
  t.head = {{.content = "Name"}, {.content = "Code"}, {.content = "Police force area"}, {.content = "Until"}, {.content = "Now of, or made of"}};
  for (const auto& p : library::places()) {
    if (p.kind == library::PlaceKind::Force) continue;
    std::string became;
    for (const auto& code : p.became)
      if (const auto* to = library::place_by_code(code)) became += (became.empty() ? "" : ", ") + to->name;
    t.rows.push_back({{.content = p.name}, {.content = p.code}, {.content = p.force}, {.content = p.to}, {.content = became}});
  }
  main += details({.summary = "The whole list", .content = scroll_region(t.caption, table(t))});
  main += html("<p class=\"govuk-body-s\">Source: Office for National Statistics licensed under the Open Government Licence v3.0.</p>");
  return page(c, "Names of places", main);
}

/// Rows that are public one by one: those of an open source.
bool open(const CodedData& data, const library::CodedReview& r) { return data.sources()[r.source].open_rows; }

Response records(Context& c) {
  return cached(c, [&](const CodedData& data) {
    auto request = table_request(c, "summary");
    if (!request.ok()) return error_page(c, request.error());
    library::TableRequest confined = *request;
    confined.by.clear();
    confined.unit.reset();
    auto rows = library::matching_reviews(data, confined.filters);
    if (!rows.ok()) return error_page(c, rows.error());
    std::erase_if(*rows, [&](std::uint32_t r) { return !open(data, data.reviews()[r]); });
    auto made = library::make_table(data, confined);
    if (!made.ok()) return error_page(c, made.error());
    Html main = h1("Reviews that are counted");
    if (!made->filter_words.empty()) main += para(made->filter_words + ".");
    main += html("<p class=\"govuk-body\" role=\"status\">{} {}</p>", rows->size(), rows->size() == 1 ? "review" : "reviews");
    const auto number = page_number(c);
    Table t;
    t.caption = "Reviews";
    t.caption_classes = "govuk-visually-hidden";
    t.head = {{.content = "Review"}, {.content = "Partnership"}, {.content = "Police force area"}, {.content = "Death"}};
    for (std::size_t i = std::size_t(number - 1) * 50; i < rows->size() && i < std::size_t(number) * 50; ++i) {
      const auto& r = data.reviews()[(*rows)[i]];
      const auto* place = r.place.place();
      t.rows.push_back({{.content = link("/learning/records/" + r.id, r.source_id)}, {.content = place ? place->name : r.partnership}, {.content = r.place.force()}, {.content = r.death}});
    }
    main += scroll_region("Reviews", table(t)) + page_links(c, std::int64_t(rows->size()), 50, number) + credits_of(data);
    if (static_site) return page(c, "Reviews that are counted", main);
    return page(c, "Reviews that are counted", filter_layout(filter_form(data, *made, "/learning/records"), main));
  });
}

Response one_record(Context& c) {
  return cached(c, [&](const CodedData& data) {
    const auto* r = data.review(c.captures["record"]);
    if (!r || !open(data, *r)) return error_page(c, not_found("There is no such review here."));
    const auto row = std::size_t(r - data.reviews().data());
    Html main = h1(r->title);
    SummaryList s;
    s.classes = "govuk-summary-list--no-border";
    s.rows.push_back({.key = "Reference in the source", .value = r->source_id});
    if (!r->partnership.empty()) s.rows.push_back({.key = "Partnership", .value = r->partnership});
    s.rows.push_back({.key = "Matched", .value = r->place.sentence()});
    if (!r->death.empty()) s.rows.push_back({.key = "Death", .value = r->death});
    s.rows.push_back({.key = "Published", .value = r->published.empty() ? Content(or_missing("")) : Content(r->published)});
    if (r->address.starts_with("https://")) s.rows.push_back({.key = "Report", .value = html("<a class=\"govuk-link\" rel=\"noreferrer\" href=\"{}\">{}</a>", r->address, r->address)});
    main += summary_list(s);
    const auto answers = [&](Subject of, std::size_t at, std::string_view caption) {
      Table t;
      t.caption = std::string(caption);
      t.caption_classes = "govuk-table__caption--m";
      t.head = {{.content = "Field"}, {.content = "Answer"}, {.content = "As the source writes it"}};
      for (std::size_t f = 0; f < schema().fields().size(); ++f) {
        const auto& field = schema().fields()[f];
        if (field.of != of || !data.covered(f) || !field.stored()) continue;
        const auto v = data.at(f, at);
        t.rows.push_back({{.content = schema().full_label(field)}, {.content = v == library::kNoValue ? Content(html("<span class=\"heed-missing\">Missing</span>")) : Content(data.label(f, v))}, {.content = v == library::kNoValue ? "" : data.written(f, v)}});
      }
      return scroll_region(caption, table(t));
    };
    main += answers(Subject::Review, row, "The incident");
    for (std::size_t i = 0; i < r->victims.size(); ++i) main += answers(Subject::Victim, r->victims[i], r->victims.size() == 1 ? "The victim" : fmt::format("Victim {}", i + 1));
    for (std::size_t i = 0; i < r->perpetrators.size(); ++i) main += answers(Subject::Perpetrator, r->perpetrators[i], r->perpetrators.size() == 1 ? "The perpetrator" : fmt::format("Perpetrator {}", i + 1));
    const auto& source = data.sources()[r->source];
    main += credits({source.credit}, {source.caution});
    return page(c, r->title, two_thirds(main));
  });
}

PageCache& cache() {
  static PageCache pages;
  return pages;
}

}  // namespace

Response cached_page(Context& c, const std::function<Response(const CodedData&)>& make) {
  if (!c.app.library) return error_page(c, not_found("There is no public library on this installation."));
  const auto data = c.app.library->coded();
  if (c.actor || c.request.raw_target.size() > 1500) return make(*data);
  // A page may name the site it was asked at, so what was made for one host is given to that host alone. Libraries are told apart
  // for tests, which have several in one process.
  const auto key = fmt::format("{}\n{}\n{}", static_cast<const void*>(c.app.library), site_of(c), c.request.raw_target);
  if (auto kept = cache().find(key, data->generation())) return PageCache::answer(std::move(kept));
  Response made = make(*data);
  if (made.status != 200 || made.producer || !made.shared.empty()) return made;
  return PageCache::answer(cache().keep(key, data->generation(), std::move(made)));
}

void make_static_site() { static_site = true; }

Html json_ld(const std::string& json) {
  std::string out = "<script type=\"application/ld+json\">";
  // Inside a script element only "<" could end it early; written as an escape it means the same to JSON.
  for (const char ch : json) {
    if (ch == '<') out += "\\u003c";
    else if (ch == '>') out += "\\u003e";
    else if (ch == '&') out += "\\u0026";
    else out += ch;
  }
  return Html::trusted(out + "</script>");
}

std::string site_of(const Context& c) {
  const auto host = c.request.header("Host");
  if (host.empty() || host.size() > 255 || host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]") != host.npos) return {};
  return (c.request.secure ? "https://" : "http://") + std::string(host);
}

Result<library::TableRequest> table_request(const Context& c, std::string_view table) {
  library::TableRequest r;
  r.table = std::string(table.substr(0, 100));
  for (const auto& [name, value] : c.request.query_fields) {
    if (value.empty()) continue;
    if (name == "unit") {
      r.unit = library::parse_subject(value);
      if (!r.unit) return bad_input("What is counted is victims, perpetrators or incidents.");
    } else if (name == "by") {
      r.by = value.substr(0, 100);
    } else if (name == "intervals") {
      r.intervals = value == "yes" || value == "1";
    } else if (name == "hide") {
      if (value == "yes" || value == "1") r.hiding = library::Hiding::Always;
    } else if (!reserved(name)) {
      r.filters.emplace_back(name, value.substr(0, 300));
    }
    if (r.filters.size() > 30) return bad_input("These are too many filters.", "Leave some of them out.");
  }
  return r;
}

void add_learning_routes(Routes& routes) {
  const auto get = [&](std::string_view pattern, std::string_view name, PageHandler handler) { routes.emplace_back(Method::Get, pattern, name, Needs::nothing(), handler); };
  get("/learning", "what is learned", index);
  get("/learning/all.csv", "all tables", all_csv);
  get("/learning/fields", "fields", fields);
  get("/learning/places", "names of places", places);
  get("/learning/records", "coded reviews", records);
  get("/learning/records/:record", "coded review", one_record);
  get("/learning/:table", "table", one_table);
  get("/learning/:table/csv", "table as CSV", table_csv_file);
  get("/learning/:table/metadata", "table's columns", table_metadata);
  get("/learning/:table/docx", "table as Word", table_docx);
}

}  // namespace heed::web

// One table of what is learned: as a page, as CSV, as Word, and what its columns mean.
#include <algorithm>

#include "base/json.h"
#include "document/document.h"
#include "web/components/components.h"
#include "web/pages/cached_page.h"
#include "web/pages/layout.h"
#include "web/pages/learning_charts.h"
#include "web/pages/learning_pages.h"
#include "web/pages/learning_parts.h"

namespace heed::web::learning {

namespace {

using library::CodedData;
using library::Hidden;
using library::MadeTable;
using library::TableKind;

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
    distributions.push_back({{"@type", "DataDownload"}, {"encodingFormat", type}, {"contentUrl", site + address(t.request, {.rest = format})}});
  std::string how;
  for (const auto& line : t.how) how += (how.empty() ? "" : " ") + line;
  return Json{{"@context", "https://schema.org"}, {"@type", "Dataset"}, {"name", t.title}, {"description", how}, {"url", site + address(t.request)}, {"isAccessibleForFree", true},
              {"creditText", t.credits}, {"distribution", distributions}, {"includedInDataCatalog", {{"@type", "DataCatalog"}, {"url", site + "/learning"}}}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
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

template <class F>
Response as_file(Context& c, F&& write) {
  return cached_data(c, [&](const CodedData& data) {
    auto request = table_request(c, c.captures["table"]);
    if (!request.ok()) return error_page(c, request.error());
    auto made = library::make_table(data, *request);
    if (!made.ok()) return error_page(c, made.error());
    return write(*made);
  });
}

}  // namespace

Response one_table(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
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
    std::vector<Html> get = {link(address(t.request, {.rest = "csv"}), "Download as CSV"), link(address(t.request, {.rest = "metadata"}), "What the CSV's columns mean (CSV on the Web)"), link(address(t.request, {.rest = "docx"}), "Download as Word"),
                             link("/api/tables/" + address(t.request).substr(std::string("/learning/").size()), "The same as JSON")};
    if (t.kind != TableKind::Months) get.push_back(link(address(t.request, {.base = "/learning/records"}), "The reviews counted here"));
    if (!c.app.static_site && t.kind != TableKind::Summary && t.kind != TableKind::Months && !t.request.intervals) {
      auto with = t.request;
      with.intervals = true;
      get.push_back(link(address(with), "With 95% intervals"));
    }
    if (!c.app.static_site && !t.by && t.kind != TableKind::Summary && t.kind != TableKind::Months)
      for (const auto* by : {"year-of-death", "region", "sex-of-victim"}) {
        if (t.field && t.field->id == by) continue;
        auto split = t.request;
        split.by = by;
        get.push_back(link(address(split), "By " + [](std::string s) { s[0] = char(std::tolower(static_cast<unsigned char>(s[0]))); return s; }(schema().find(by)->label)));
      }
    main += h2("Use this table") + list_of(get);
    main += how_html(t) + credits(t.credits, t.cautions) + json_ld(table_ld(c, t));
    const Html body = t.id == "summary" || c.app.static_site ? main : beside(main, filter_form(data, t, "/learning/" + t.request.table), "Filter this table");
    return page(c, t.title, body);
  });
}

Response table_csv_file(Context& c) {
  return as_file(c, [](const MadeTable& t) { return Response::download(t.id + ".csv", "text/csv; charset=utf-8", library::table_csv({t})); });
}
Response table_metadata(Context& c) {
  return as_file(c, [&](const MadeTable& t) {
    const auto site = site_of(c);
    auto r = Response::json(library::table_csvw(t, site + address(t.request, {.rest = "csv"}), site + address(t.request)));
    return r.with("Content-Type", "application/csvm+json");
  });
}

Response table_docx(Context& c) {
  return as_file(c, [](const MadeTable& t) {
    document::WriteOptions options;
    options.title = t.title;
    return Response::download(t.id + ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", document::write_docx(as_document(t), options));
  });
}

Response all_csv(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
    std::vector<MadeTable> tables;
    for (const auto& name : library::standing_tables()) {
      library::TableRequest r;
      r.table = name.id;
      if (auto made = library::make_table(data, r); made.ok()) tables.push_back(std::move(*made));
    }
    return Response::download("learning.csv", "text/csv; charset=utf-8", library::table_csv(tables));
  });
}

}  // namespace heed::web::learning

#include "web/pages/learning_pages.h"

#include <algorithm>

#include "base/json.h"
#include "library/coded.h"
#include "library/library.h"
#include "web/pages/cached_page.h"
#include "web/pages/layout.h"
#include "web/pages/learning_parts.h"

namespace heed::web {

namespace learning {
namespace {

using library::CodedData;
using library::Subject;

Response index(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
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
    return page(c, "What is learned", two_thirds(main), Stands::Top);
  });
}

Response fields(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
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

}  // namespace
}  // namespace learning

Response cached_data(Context& c, const std::function<Response(const library::CodedData&)>& make) {
  if (!c.app.library) return error_page(c, not_found("There is no public library on this installation."));
  return cached_page(c, [&] { return make(*c.app.library->coded()); });
}

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

namespace {
bool reserved(std::string_view name) { return name == "unit" || name == "by" || name == "intervals" || name == "hide" || name == "page" || name == "format"; }
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
  get("/learning", "what is learned", learning::index);
  get("/learning/all.csv", "all tables", learning::all_csv);
  get("/learning/fields", "fields", learning::fields);
  get("/learning/places", "names of places", learning::places);
  get("/learning/records", "coded reviews", learning::records);
  get("/learning/records/:record", "coded review", learning::one_record);
  get("/learning/:table", "table", learning::one_table);
  get("/learning/:table/csv", "table as CSV", learning::table_csv_file);
  get("/learning/:table/metadata", "table's columns", learning::table_metadata);
  get("/learning/:table/docx", "table as Word", learning::table_docx);
}

}  // namespace heed::web

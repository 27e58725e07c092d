#include "web/pages/api_pages.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "base/json.h"
#include "library/coded.h"
#include "library/library.h"
#include "web/pages/cached_page.h"
#include "web/pages/layout.h"
#include "web/pages/learning_pages.h"

namespace heed::web {

namespace {

using Ordered = nlohmann::ordered_json;
using library::CodedData;
using library::FieldSchema;
using library::Subject;

const FieldSchema& schema() { return FieldSchema::built_in(); }

std::string written(const Ordered& j) { return j.dump(1, ' ', false, Ordered::error_handler_t::replace) + "\n"; }
/// Anybody's page may ask: nothing here depends on who asks.
Response json_reply(const Ordered& j, int status = 200) {
  auto r = Response::json(written(j), status);
  r.with("Access-Control-Allow-Origin", "*");
  if (status == 200) r.with("Cache-Control", "public, max-age=60");
  return r;
}
Response refusal(const Error& error) {
  Ordered j{{"error", error.message}};
  if (!error.next.empty()) j["next"] = error.next;
  return json_reply(j, http_status(error.code));
}
Response no_library() { return refusal(not_found("There is no public library on this installation.")); }

std::int64_t whole(const Context& c, std::string_view name, std::int64_t otherwise, std::int64_t most) {
  const auto& text = c.request.query(name);
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos) return otherwise;
  return std::clamp<std::int64_t>(std::stoll(text), 1, most);
}

Ordered sources_json(const CodedData& data) {
  Ordered out = Ordered::array();
  for (const auto& s : data.sources())
    out.push_back({{"id", s.id}, {"title", s.title}, {"credit", s.credit}, {"licence", s.licence}, {"licence_url", s.licence_url}, {"caution", s.caution}, {"rows_public", s.open_rows}});
  return out;
}

Ordered entry_json(const library::Entry& e) {
  return {{"id", e.edition.text}, {"url", "/published/" + e.edition.text}, {"kind", library::name(e.kind)}, {"edition", e.number}, {"title", e.title}, {"partnership", e.partnership}, {"reference", e.reference},
          {"published", e.published.ok() ? Ordered(iso(e.published)) : Ordered(nullptr)}, {"death_month", e.death_month}, {"language", e.language}, {"content_note", e.content_note},
          {"paragraphs", e.paragraphs}, {"words", e.words}, {"sha256", e.sha256}};
}

bool open(const CodedData& data, const library::CodedReview& r) { return data.sources()[r.source].open_rows; }

Ordered answers_json(const CodedData& data, Subject of, std::size_t row) {
  Ordered out = Ordered::object();
  for (std::size_t f = 0; f < schema().fields().size(); ++f) {
    const auto& field = schema().fields()[f];
    if (field.of != of) continue;
    if (const auto v = data.at(f, row); v != library::kNoValue) out[field.id] = data.code(f, v);
  }
  return out;
}

Ordered review_json(const CodedData& data, const library::CodedReview& r) {
  const auto row = std::size_t(&r - data.reviews().data());
  Ordered place = nullptr;
  if (const auto* p = r.place.place()) place = {{"name", p->name}, {"code", p->code}};
  Ordered out{{"id", r.id}, {"source", data.sources()[r.source].id}, {"source_id", r.source_id}, {"title", r.title}, {"partnership_as_written", r.partnership}, {"partnership", place},
              {"match", library::name(r.place.kind)}, {"police_force", r.place.force()}, {"death_as_written", r.death}, {"published_as_written", r.published}, {"answers", answers_json(data, Subject::Review, row)}};
  out["victims"] = Ordered::array();
  for (const auto v : r.victims) out["victims"].push_back({{"source_id", data.victims()[v].source_id}, {"answers", answers_json(data, Subject::Victim, v)}});
  out["perpetrators"] = Ordered::array();
  for (const auto p : r.perpetrators) out["perpetrators"].push_back({{"source_id", data.perpetrators()[p].source_id}, {"answers", answers_json(data, Subject::Perpetrator, p)}});
  return out;
}

Response cached_json(Context& c, const std::function<Response(const CodedData&)>& make) {
  if (!c.app.library) return no_library();
  auto r = cached_data(c, make);
  return r.with("Access-Control-Allow-Origin", "*");
}

Response tables(Context& c) {
  return cached_json(c, [](const CodedData& data) {
    Ordered list = Ordered::array();
    for (const auto& t : library::table_names())
      list.push_back({{"id", t.id}, {"title", t.title}, {"section", t.section}, {"unit", library::plural(t.unit)}, {"standing", t.standing}, {"url", "/api/tables/" + t.id}, {"csv", "/learning/" + t.id + "/csv"}});
    return json_reply({{"tables", list}, {"sources", sources_json(data)}});
  });
}

Response one_table(Context& c) {
  return cached_json(c, [&](const CodedData& data) {
    auto request = table_request(c, c.captures["table"]);
    if (!request.ok()) return refusal(request.error());
    auto made = library::make_table(data, *request);
    if (!made.ok()) return refusal(made.error());
    return Response::json(library::table_json(*made));
  });
}

Response fields(Context& c) {
  return cached_json(c, [](const CodedData& data) {
    Ordered list = Ordered::array();
    for (std::size_t f = 0; f < schema().fields().size(); ++f) {
      const auto& field = schema().fields()[f];
      Ordered values = Ordered::array();
      for (const auto& v : field.values) values.push_back({{"code", v.code}, {"label", v.label}});
      Ordered j{{"id", field.id}, {"label", field.label}, {"of", library::name(field.of)}, {"values", values}, {"answered_here", data.covered(f)}};
      if (!field.group.empty()) j["group"] = field.group;
      if (!field.path.empty()) j["home_office_path"] = field.path;
      if (!field.theme.empty()) j["home_office_theme"] = field.theme;
      if (!field.computed.empty()) j["computed"] = field.computed;
      list.push_back(std::move(j));
    }
    return json_reply({{"fields", list}, {"answers_of_every_field", {library::kNotRecorded, library::kNotKnown, library::kNotApplicable}}, {"note", "What nobody answered is left out."}});
  });
}

Response reviews(Context& c) {
  return cached_json(c, [&](const CodedData& data) {
    auto request = table_request(c, "summary");
    if (!request.ok()) return refusal(request.error());
    std::erase_if(request->filters, [](const auto& f) { return f.first == "size"; });
    auto rows = library::matching_reviews(data, request->filters);
    if (!rows.ok()) return refusal(rows.error());
    std::erase_if(*rows, [&](std::uint32_t r) { return !open(data, data.reviews()[r]); });
    const auto number = whole(c, "page", 1, 100000), size = whole(c, "size", 50, 500);
    Ordered list = Ordered::array();
    for (std::size_t i = std::size_t((number - 1) * size); i < rows->size() && i < std::size_t(number * size); ++i) list.push_back(review_json(data, data.reviews()[(*rows)[i]]));
    return json_reply({{"total", rows->size()}, {"page", number}, {"size", size}, {"reviews", list}, {"sources", sources_json(data)}});
  });
}

Response one_review(Context& c) {
  return cached_json(c, [&](const CodedData& data) {
    const auto* r = data.review(c.captures["record"]);
    if (!r || !open(data, *r)) return refusal(not_found("There is no such review here."));
    auto j = review_json(data, *r);
    j["sources"] = sources_json(data);
    return json_reply(j);
  });
}

Response documents(Context& c) {
  if (!c.app.library) return no_library();
  const auto number = whole(c, "page", 1, 100000), size = whole(c, "size", 50, 100);
  library::Filter filter;
  filter.partnership = c.request.query("partnership");
  filter.kind = library::parse_kind(c.request.query("kind"));
  if (const auto year = whole(c, "year", 0, 9999); year > 0) filter.year = int(year);
  const auto listing = c.app.library->list(filter, {int(number), int(size)});
  Ordered list = Ordered::array();
  for (const auto& e : listing.entries) list.push_back(entry_json(e));
  return json_reply({{"total", listing.total}, {"page", number}, {"size", size}, {"documents", list}});
}

Response one_document(Context& c) {
  if (!c.app.library) return no_library();
  const library::EditionId id{std::string(c.captures["edition"])};
  const auto d = c.app.library->document(id);
  if (!d.ok()) {
    if (const auto gone = c.app.library->gone(id)) {
      Ordered j{{"error", gone->replaced_by.empty() ? "This document was withdrawn." : "This document was replaced by another edition."}};
      if (!gone->replaced_by.empty()) j["replaced_by"] = "/api/documents/" + gone->replaced_by.text;
      return json_reply(j, 410);
    }
    return refusal(not_found("This document does not exist."));
  }
  auto j = entry_json(d->entry);
  j["body"] = Ordered::array();
  for (const auto& p : d->paragraphs) {
    Ordered b{{"anchor", p.anchor}, {"section", p.section}};
    switch (p.block.kind) {
      case library::BlockKind::Heading: b["kind"] = "heading"; b["level"] = p.block.level; break;
      case library::BlockKind::Paragraph: b["kind"] = "paragraph"; break;
      case library::BlockKind::ListItem: b["kind"] = "list-item"; b["level"] = p.block.level; break;
      case library::BlockKind::Table: b["kind"] = "table"; break;
    }
    if (!p.block.label.empty()) b["label"] = p.block.label;
    b["text"] = p.block.text;
    if (p.block.kind == library::BlockKind::Table) {
      b["rows"] = Ordered::array();
      for (const auto& row : p.block.rows) {
        Ordered cells = Ordered::array();
        for (const auto& cell : row) cells.push_back(cell.text);
        b["rows"].push_back(std::move(cells));
      }
    }
    j["body"].push_back(std::move(b));
  }
  return json_reply(j);
}

Response search(Context& c) {
  if (!c.app.library) return no_library();
  const auto number = whole(c, "page", 1, 1000), size = whole(c, "size", 20, 100);
  const auto found = c.app.library->search(c.request.query("q"), {}, {int(number), int(size)});
  Ordered list = Ordered::array();
  const auto plain = [](const std::vector<library::Piece>& pieces) {
    std::string out;
    for (const auto& p : pieces) out += p.text;
    return out;
  };
  for (const auto& p : found.passages)
    list.push_back({{"document", p.edition.text}, {"anchor", p.anchor}, {"url", "/published/" + p.edition.text + (p.anchor == "top" ? "" : "#" + p.anchor)}, {"title", p.title}, {"partnership", p.partnership}, {"section", plain(p.section)}, {"text", plain(p.text)}});
  auto r = json_reply({{"total", found.total}, {"understood", found.asked}, {"page", number}, {"size", size}, {"passages", list}});
  return r.with("Cache-Control", "no-store");  // what is searched for is nobody else's business
}

// --- what describes all this ---

Ordered parameter(const char* name, const char* in, const char* what, const char* type = "string") {
  return {{"name", name}, {"in", in}, {"required", std::string_view(in) == "path"}, {"description", what}, {"schema", {{"type", type}}}};
}

Ordered operation(const char* id, const char* summary, Ordered parameters, const char* schema_name) {
  return {{"get",
           {{"operationId", id}, {"summary", summary}, {"parameters", std::move(parameters)},
            {"responses",
             {{"200", {{"description", "What was asked for"}, {"content", {{"application/json", {{"schema", {{"$ref", std::string("#/components/schemas/") + schema_name}}}}}}}}},
              {"default", {{"description", "Why it could not be given"}, {"content", {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Refusal"}}}}}}}}}}}}}};
}

Ordered object(Ordered properties) { return {{"type", "object"}, {"properties", std::move(properties)}}; }
Ordered typed(const char* type) { return {{"type", type}}; }
Ordered maybe(const char* type) { return {{"type", Ordered::array({type, "null"})}}; }
Ordered many(Ordered of) { return {{"type", "array"}, {"items", std::move(of)}}; }
Ordered ref(const char* name) { return {{"$ref", std::string("#/components/schemas/") + name}}; }

Response openapi(Context& c) {
  if (!c.app.library) return no_library();
  const Ordered paged = Ordered::array({parameter("page", "query", "From 1", "integer"), parameter("size", "query", "How many on a page", "integer")});
  const auto with = [](Ordered first, const Ordered& rest) {
    for (const auto& p : rest) first.push_back(p);
    return first;
  };
  Ordered filters = Ordered::array({{{"name", "filters"}, {"in", "query"}, {"required", false}, {"style", "form"}, {"explode", true},
                                     {"description", "Any field of /api/fields with a value: sex-of-victim=female. Values of one field are alternatives, different fields must all hold; !value is every other answer, 2015..2018 a range."},
                                     {"schema", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}}}});
  Ordered table_parameters = with(Ordered::array({parameter("table", "path", "A table, group or field of /api/tables"), parameter("unit", "query", "victims, perpetrators or incidents"), parameter("by", "query", "A field to split by"), parameter("intervals", "query", "yes: Wilson's 95% intervals")}), filters);
  Ordered paths{
      {"/api/tables", operation("tables", "Every table that can be asked for", Ordered::array(), "Tables")},
      {"/api/tables/{table}", operation("table", "One table, under any filter", std::move(table_parameters), "Table")},
      {"/api/fields", operation("fields", "The fields that reviews are coded by, with their codes", Ordered::array(), "Fields")},
      {"/api/reviews", operation("reviews", "Coded reviews whose rows are public, under any filter", with(filters, paged), "Reviews")},
      {"/api/reviews/{record}", operation("review", "One coded review", Ordered::array({parameter("record", "path", "Its id")}), "Review")},
      {"/api/documents", operation("documents", "Published documents, newest first", with(Ordered::array({parameter("partnership", "query", "As named"), parameter("kind", "query", "overview-report, executive-summary or action-plan"), parameter("year", "query", "Of publication", "integer")}), paged), "Documents")},
      {"/api/documents/{edition}", operation("document", "One document, by paragraph", Ordered::array({parameter("edition", "path", "Its id")}), "Document")},
      {"/api/search", operation("search", "Passages, best first", with(Ordered::array({parameter("q", "query", "Words, \"phrases\", -not, OR, prefix*")}), paged), "Passages")},
  };
  Ordered review = object({{"id", typed("string")}, {"source", typed("string")}, {"source_id", typed("string")}, {"title", typed("string")}, {"partnership_as_written", typed("string")}, {"partnership", maybe("object")}, {"match", typed("string")},
                           {"police_force", typed("string")}, {"death_as_written", typed("string")}, {"published_as_written", typed("string")}, {"answers", typed("object")}, {"victims", many(typed("object"))}, {"perpetrators", many(typed("object"))}});
  Ordered entry{{"id", typed("string")}, {"url", typed("string")}, {"kind", typed("string")}, {"edition", typed("integer")}, {"title", typed("string")}, {"partnership", typed("string")}, {"reference", typed("string")}, {"published", maybe("string")},
                {"death_month", typed("string")}, {"language", typed("string")}, {"content_note", typed("string")}, {"paragraphs", typed("integer")}, {"words", typed("integer")}, {"sha256", typed("string")}};
  Ordered document = entry;
  document["body"] = many(object({{"anchor", typed("string")}, {"section", typed("string")}, {"kind", typed("string")}, {"label", typed("string")}, {"text", typed("string")}}));
  Ordered line = object({{"field", typed("string")}, {"code", typed("string")}, {"label", typed("string")}, {"source_value", typed("string")}, {"by_code", typed("string")}, {"by_label", typed("string")}, {"n", maybe("integer")}, {"hidden", typed("boolean")}, {"of", typed("integer")},
                         {"percent", typed("number")}, {"of_known", typed("integer")}, {"percent_known", typed("number")}, {"not_recorded", typed("integer")}, {"not_known", typed("integer")}, {"missing", typed("integer")}, {"interval_95", many(typed("number"))}});
  Ordered schemas{
      {"Refusal", object({{"error", typed("string")}, {"next", typed("string")}})},
      {"Tables", object({{"tables", many(object({{"id", typed("string")}, {"title", typed("string")}, {"section", typed("string")}, {"unit", typed("string")}, {"standing", typed("boolean")}, {"url", typed("string")}, {"csv", typed("string")}}))}, {"sources", many(typed("object"))}})},
      {"Table", object({{"table", typed("string")}, {"title", typed("string")}, {"unit", typed("string")}, {"counted", typed("integer")}, {"all", typed("integer")}, {"covered", typed("boolean")}, {"by", typed("string")}, {"filter", typed("string")}, {"lines", many(line)}, {"how", many(typed("string"))}, {"sql", typed("string")}, {"sources", many(typed("string"))}, {"cautions", many(typed("string"))}})},
      {"Fields", object({{"fields", many(typed("object"))}})},
      {"Review", review},
      {"Reviews", object({{"total", typed("integer")}, {"page", typed("integer")}, {"size", typed("integer")}, {"reviews", many(ref("Review"))}, {"sources", many(typed("object"))}})},
      {"Document", object(document)},
      {"Documents", object({{"total", typed("integer")}, {"page", typed("integer")}, {"size", typed("integer")}, {"documents", many(object(entry))}})},
      {"Passages", object({{"total", typed("integer")}, {"understood", many(typed("string"))}, {"passages", many(typed("object"))}})},
  };
  const auto site = site_of(c);
  return json_reply({{"openapi", "3.1.0"}, {"info", {{"title", "Published domestic homicide reviews"}, {"version", "1"}, {"description", "What has been published, and what it is coded by. Read-only, without a key. Each answer names the sources whose terms it carries."}}},
                     {"servers", Ordered::array({{{"url", site.empty() ? "/" : site}}})}, {"paths", std::move(paths)}, {"components", {{"schemas", std::move(schemas)}}}});
}

Response catalog(Context& c) {
  return cached_json(c, [&](const CodedData& data) {
    const auto site = site_of(c);
    const auto id = [](const std::string& at) { return Ordered{{"@id", at}}; };
    Ordered datasets = Ordered::array();
    for (const auto& t : library::standing_tables()) {
      const auto at = site + "/learning/" + t.id;
      datasets.push_back({{"@id", at}, {"@type", "dcat:Dataset"}, {"dct:title", t.title}, {"dcat:landingPage", id(at)},
                          {"dcat:distribution", Ordered::array({{{"@type", "dcat:Distribution"}, {"dcat:downloadURL", id(at + "/csv")}, {"dcat:mediaType", "text/csv"}, {"dct:conformsTo", id(at + "/metadata")}},
                                                                {{"@type", "dcat:Distribution"}, {"dcat:accessURL", id(site + "/api/tables/" + t.id)}, {"dcat:mediaType", "application/json"}}})}});
    }
    datasets.push_back({{"@id", site + "/library.db"}, {"@type", "dcat:Dataset"}, {"dct:title", "The whole library"},
                        {"dcat:distribution", Ordered::array({{{"@type", "dcat:Distribution"}, {"dcat:downloadURL", id(site + "/library.db")}, {"dcat:mediaType", "application/vnd.sqlite3"}}})}});
    Ordered sources = Ordered::array();
    for (const auto& s : data.sources()) {
      Ordered j{{"@type", "dcat:Dataset"}, {"dct:title", s.title}, {"dct:bibliographicCitation", s.credit}};
      if (!s.licence_url.empty()) j["dct:license"] = id(s.licence_url);
      sources.push_back(std::move(j));
    }
    auto r = json_reply({{"@context", {{"dcat", "http://www.w3.org/ns/dcat#"}, {"dct", "http://purl.org/dc/terms/"}}}, {"@id", site + "/api/catalog.jsonld"}, {"@type", "dcat:Catalog"}, {"dct:title", "Published domestic homicide reviews"},
                         {"dct:language", "en-GB"}, {"dcat:service", Ordered::array({{{"@type", "dcat:DataService"}, {"dcat:endpointURL", id(site + "/api")}, {"dcat:endpointDescription", id(site + "/api/openapi.json")}}})},
                         {"dcat:dataset", std::move(datasets)}, {"dct:source", std::move(sources)}});
    return r.with("Content-Type", "application/ld+json");
  });
}

Response about(Context& c) {
  if (!c.app.library) return error_page(c, not_found("There is no public library on this installation."));
  const auto link = [](std::string_view href, std::string_view text) { return html("<a class=\"govuk-link\" href=\"{}\">{}</a>", href, text); };
  Html main = html("<h1 class=\"govuk-heading-l\">The library as data</h1>");
  main += para("Everything published here can be taken and used by a program. Nobody needs a key, and nobody is asked who they are.");
  main += html("<ul class=\"govuk-list govuk-list--bullet\"><li>{}</li><li>{}</li><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul>", link("/api/openapi.json", "What can be asked (OpenAPI)"), link("/api/tables", "Tables"), link("/api/fields", "Fields and their codes"),
               link("/api/reviews", "Coded reviews"), link("/api/documents", "Documents"), link("/api/catalog.jsonld", "Catalogue (DCAT)"));
  main += html("<p class=\"govuk-body\">{} is one SQLite file with everything that is published, its index and what is coded.</p>", link("/library.db", "The whole library"));
  c.review.reset();
  View view;
  view.title = "The library as data";
  view.main = two_thirds(main);
  view.breadcrumbs = {{.text = "Published reviews", .href = "/"}, {.text = "What is learned", .href = "/learning"}};
  return show(c, std::move(view));
}

Response sitemap(Context& c) {
  return cached_data(c, [&](const CodedData& data) {
    const auto site = site_of(c);
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    int count = 0;
    const auto add = [&](const std::string& path, const std::string& day = {}) {
      if (++count > 50000) return;  // the most that a sitemap may hold
      out += "<url><loc>" + escaped(site + path) + "</loc>" + (day.empty() ? "" : "<lastmod>" + day + "</lastmod>") + "</url>\n";
    };
    for (const auto* path : {"/", "/about", "/get-help", "/progress", "/learning", "/learning/fields", "/learning/places", "/learning/records", "/api"}) add(path);
    for (int page = 1; count < 50000; ++page) {
      const auto listing = c.app.library->list({}, {page, 100});
      for (const auto& e : listing.entries) add("/published/" + e.edition.text, e.published.ok() ? iso(e.published) : std::string());
      if (std::int64_t(page) * 100 >= listing.total) break;
    }
    for (const auto& t : library::standing_tables()) add("/learning/" + t.id);
    for (const auto& r : data.reviews())
      if (open(data, r)) add("/learning/records/" + r.id);
    auto r = Response::text(out + "</urlset>\n");
    return r.with("Content-Type", "application/xml; charset=utf-8");
  });
}

/// A copy of the file, made anew when what is coded or published has changed, and at most once a minute.
struct Copy {
  std::mutex making;
  std::filesystem::path file;
  std::int64_t state = -1;
  const void* of = nullptr;
  std::chrono::steady_clock::time_point made{};
  ~Copy() {
    std::error_code ec;
    if (!file.empty()) std::filesystem::remove(file, ec);
  }
};

Response whole_file(Context& c) {
  if (!c.app.library) return error_page(c, not_found("There is no public library on this installation."));
  static Copy copy;
  auto in = std::make_shared<std::ifstream>();
  std::uint64_t size = 0;
  {
    std::lock_guard lock(copy.making);
    const auto data = c.app.library->coded();
    const auto state = data->generation();
    const auto now = std::chrono::steady_clock::now();
    if (copy.of != c.app.library || copy.file.empty() || !std::filesystem::exists(copy.file) || (copy.state != state && now - copy.made > std::chrono::minutes(1))) {
      if (copy.file.empty()) copy.file = std::filesystem::temp_directory_path() / fmt::format("heed-library-copy-{}.db", ::getpid());
      library::snapshot(data->file(), copy.file);
      copy.state = state;
      copy.of = c.app.library;
      copy.made = now;
    }
    in->open(copy.file, std::ios::binary);
    size = std::filesystem::file_size(copy.file);
  }
  auto r = Response::download("library.db", "application/vnd.sqlite3",
                              [in](std::string& chunk) {
                                chunk.resize(256 * 1024);
                                in->read(chunk.data(), std::streamsize(chunk.size()));
                                chunk.resize(std::size_t(in->gcount()));
                                return !chunk.empty();
                              },
                              size);
  return r;
}

}  // namespace

void add_api_routes(Routes& routes) {
  const auto get = [&](std::string_view pattern, std::string_view name, PageHandler handler) { routes.emplace_back(Method::Get, pattern, name, Needs::nothing(), handler); };
  get("/api", "the library as data", about);
  get("/api/openapi.json", "API description", openapi);
  get("/api/catalog.jsonld", "data catalogue", catalog);
  get("/api/tables", "API tables", tables);
  get("/api/tables/:table", "API table", one_table);
  get("/api/fields", "API fields", fields);
  get("/api/reviews", "API coded reviews", reviews);
  get("/api/reviews/:record", "API coded review", one_review);
  get("/api/documents", "API documents", documents);
  get("/api/documents/:edition", "API document", one_document);
  get("/api/search", "API search", search);
  get("/library.db", "the whole library", whole_file);
  get("/sitemap.xml", "sitemap", sitemap);
}

}  // namespace heed::web

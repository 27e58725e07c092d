// A report as a file: what each kind of file leaves out, said before it is downloaded, and the files.
#include "review/report/report_template.h"
#include "web/pages/report_parts.h"

namespace heed::web::report {

namespace {

struct Asked {
  ReportWords words;
  std::string page;  ///< of what is asked for; its files are below it
  const guidance::DocumentKind* kind = nullptr;
};

Result<Asked> version_of(Context& c) {
  HEED_ASSIGN(const auto row, c.store().read([&](store::Reader& r) { return review::report_version(r, c.review->id, c.id<review::ReportVersionId>("version")); }));
  const auto& v = row.value;
  return Asked{{v.title, v.of, v.sections, v.kind, v.number}, c.here("report/version/" + row.id.text()), edition_of(c).document(v.kind)};
}

Result<Asked> draft_of(Context& c) {
  const auto* kind = kind_of(c);
  if (!kind) return not_found();
  const auto& review = c.review->value;
  auto text = c.store().read([&](store::Reader& r) { return review::present_text(r, c.review->id, *kind); });
  return Asked{{kind->title, review.pseudonym.empty() ? review.reference : review.pseudonym, std::move(text), kind->id, 0}, at(c, *kind), kind};
}

Html losses_html(const ReportFileKind& kind, const std::vector<document::Unread>& losses) {
  if (losses.empty()) return para("Nothing is left out.");
  Table t;
  t.head = {{.content = "What is not in it"}, {.content = "Why"}, {.content = "Where"}};
  for (const auto& loss : losses) t.rows.push_back({{.content = capital(loss.what)}, {.content = capital(loss.reason)}, {.content = capital(loss.place.words())}});
  return scroll_region(fmt::format("What is left out: {}", kind.name), table(t));
}

Response files_page(Context& c, Result<Asked> (*asked)(Context&)) {
  auto a = asked(c);
  if (!a.ok()) return error_page(c, a.error());
  const auto& words = a->words;
  const bool own = c.store().read([&](store::Reader& r) { return review::report_template(r, c.review->value.responsible).has_value(); });
  Html main = heading(c, "Download: " + words.title + (words.number ? ", version " + std::to_string(words.number) : ", draft")) + names_switch(c, names_shown(c));
  for (const auto& kind : report_file_kinds()) {
    main += h2(kind.name) + para(kind.use);
    if (own && std::string_view(kind.as) == "docx") main += para("It is made with your partnership’s own template. What the template asks for nowhere, such as a marking, is not in it.");
    if (const auto losses = report_file_losses(c, words, kind); losses.ok()) {
      main += losses_html(kind, *losses);
      main += html("<p class=\"govuk-body\">{}</p>", link(a->page + "/download?as=" + kind.as, fmt::format("Download as {}", kind.as == std::string_view("html") ? "a web page" : kind.name)));
    } else {
      main += inset_text({.text = losses.error().message + " " + losses.error().next});
    }
  }
  return show(c, {.title = "Download", .main = two_thirds(main), .breadcrumbs = crumbs(c, a->kind), .seen_by = Act::Export});
}

Response file(Context& c, Result<Asked> (*asked)(Context&)) {
  auto a = asked(c);
  return a.ok() ? report_file(c, a->words) : error_page(c, a.error());
}

Response draft_files(Context& c) { return files_page(c, draft_of); }
Response draft_file(Context& c) { return file(c, draft_of); }
Response version_files(Context& c) { return files_page(c, version_of); }
Response version_file(Context& c) { return file(c, version_of); }

}  // namespace

void add_file_routes(Routes& routes) {
  const auto may = Needs::review(Act::Export);
  routes.emplace_back(Method::Get, "/reviews/:review/report/version/:version/files", "report: files of a version", may, version_files);
  routes.emplace_back(Method::Get, "/reviews/:review/report/version/:version/download", "report: download of a version", may, version_file);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/files", "report: files of the draft", may, draft_files);
  routes.emplace_back(Method::Get, "/reviews/:review/report/:kind/download", "report: download of the draft", may, draft_file);
}

}  // namespace heed::web::report

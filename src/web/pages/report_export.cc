#include "web/pages/report_export.h"

#include "document/losses.h"
#include "review/report/report_template.h"

namespace heed::web {

namespace {

/// Every word of a template, with pseudonyms in place of names.
void pseudonymise(document::TemplateValues& values, const NamesOf& names) {
  for (auto& [name, words] : values.words) words = names.pseudonyms.apply(words);
  for (auto& [name, list] : values.lists)
    for (auto& item : list.items) pseudonymise(item, names);
}

}  // namespace

std::vector<review::SectionText> text_in(const Context& c, Names names, std::vector<review::SectionText> text) {
  if (names == Names::Real) return text;
  const auto of = c.store().read([&](store::Reader& r) { return names_of(c, r); });
  for (auto& s : text) {
    s.heading = of->pseudonyms.apply(s.heading);
    s.text = of->pseudonyms.apply(s.text);
  }
  return text;
}

Response report_file(Context& c, const ReportWords& words) {
  const std::string as = c.request.query("as").empty() ? "docx" : c.request.query("as");
  if (as != "docx" && as != "pdf" && as != "html") return error_page(c, not_found());
  c.reading = as;
  const auto names = names_shown(c);
  const auto report = review::to_document(words.title, words.of, text_in(c, names, words.sections));
  const auto options = review::write_options(words.title, words.number);
  auto file_name = review::report_file_name(c.review->value.reference, words.kind, words.number);
  file_name.replace(file_name.rfind('.') + 1, std::string::npos, as);
  const auto used = names == Names::Pseudonyms ? c.store().read([&](store::Reader& r) { return names_of(c, r); }) : nullptr;

  Result<std::string> bytes = std::string();
  if (as == "docx") {
    bytes = c.store().read([&](store::Reader& r) {
      auto values = review::template_values(r, *c.review, words.title, words.number, c.app.clock.today());
      if (used) pseudonymise(values, *used);
      return review::as_word(r, c.review->value.responsible, values, report, options);
    });
  } else if (as == "pdf") {
    bytes = document::write_pdf(report, options);
  } else {
    auto page = document::write(report, document::Format::Html, options);
    if (!page.ok()) return error_page(c, page.error());
    bytes = std::move(page->bytes);
  }
  if (!bytes.ok()) return error_page(c, bytes.error());
  if (used) {
    file_name.insert(file_name.rfind('.'), "-pseudonymised");
    const auto searched = as == "pdf" ? document::words_of_pdf(*bytes) : bytes;
    if (!searched.ok()) return error_page(c, searched.error());
    if (auto clean = check_pseudonymised(*used, *searched, as == "pdf" ? file_name + ".txt" : file_name); !clean.ok()) return error_page(c, clean.error());
  }
  const char* type = as == "pdf" ? "application/pdf" : as == "html" ? "text/html; charset=utf-8" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return Response::download(file_name, type, std::move(*bytes));
}

const std::vector<ReportFileKind>& report_file_kinds() {
  static const std::vector<ReportFileKind> kAll = {
      {"docx", "Word", "To go on working with. The page numbers of its contents list are those of Heed’s own layout until Word fills them in anew."},
      {"pdf", "PDF", "To read and to print, the same everywhere. Tagged, so that it can be read aloud."},
      {"html", "A web page", "To read on a screen of any size."}};
  return kAll;
}

Result<std::vector<document::Unread>> report_file_losses(Context& c, const ReportWords& words, const ReportFileKind& kind) {
  const auto report = review::to_document(words.title, words.of, text_in(c, names_shown(c), words.sections));
  HEED_ASSIGN(auto written, document::write(report, *document::format_of("." + std::string(kind.as)), review::write_options(words.title, words.number)));
  return std::move(written.losses);
}

}  // namespace heed::web

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

/// What a PDF says, read by another program than the one that wrote it: its bytes are packed, and cannot be searched as they are.
Result<std::string> words_of_pdf(const std::string& bytes) {
  HEED_ASSIGN(const auto read, document::read(bytes, "report.pdf"));
  for (const auto& unread : read.unread)
    if (unread.loses_words) return Error{Code::Unfinished, "The PDF could not be read in full, so it was not searched for names.", "Download it as Word.", {}};
  std::string out = read.text();
  for (const auto& p : read.properties) out += "\n" + p.value;
  return out;
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

Response report_file(Context& c, const std::string& title, const std::string& of, const std::vector<review::SectionText>& sections, const std::string& kind, int number) {
  const std::string as = c.request.query("as").empty() ? "docx" : c.request.query("as");
  if (as != "docx" && as != "pdf" && as != "html") return error_page(c, not_found());
  c.reading = as;
  const auto names = names_shown(c);
  const auto report = review::to_document(title, of, text_in(c, names, sections));
  const auto options = review::write_options(title, number);
  auto file_name = review::report_file_name(c.review->value.reference, kind, number);
  file_name.replace(file_name.rfind('.') + 1, std::string::npos, as);
  const auto used = names == Names::Pseudonyms ? c.store().read([&](store::Reader& r) { return names_of(c, r); }) : nullptr;

  Result<std::string> bytes = std::string();
  if (as == "docx") {
    bytes = c.store().read([&](store::Reader& r) {
      auto values = review::template_values(r, *c.review, title, number, c.app.clock.today());
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
    const auto searched = as == "pdf" ? words_of_pdf(*bytes) : bytes;
    if (!searched.ok()) return error_page(c, searched.error());
    if (auto clean = check_pseudonymised(*used, *searched, as == "pdf" ? file_name + ".txt" : file_name); !clean.ok()) return error_page(c, clean.error());
  }
  const char* type = as == "pdf" ? "application/pdf" : as == "html" ? "text/html; charset=utf-8" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return Response::download(file_name, type, std::move(*bytes));
}

Result<std::string> edition_pdf(const Context& c, const publish::Edition& edition) {
  HEED_ASSIGN(const auto blocks, publish::blocks_of(c.store(), edition));
  document::Document words;
  for (const auto& from : blocks) {
    document::Block b;
    b.label = from.label;
    switch (from.kind) {
      case library::BlockKind::Heading: b.kind = document::BlockKind::Heading; b.level = from.level; break;
      case library::BlockKind::Paragraph: b.kind = document::BlockKind::Paragraph; break;
      case library::BlockKind::ListItem: b.kind = document::BlockKind::ListItem; b.level = from.level - 1; break;
      case library::BlockKind::Table: b.kind = document::BlockKind::Table; b.caption = from.text; break;
    }
    if (b.kind != document::BlockKind::Table) b.runs.emplace_back().text = from.text;
    for (const auto& row : from.rows) {
      auto& made = b.rows.emplace_back();
      for (const auto& cell : row) {
        made.header = made.header || cell.header;
        auto& one = made.cells.emplace_back();
        one.text = cell.text;
      }
    }
    words.blocks.push_back(std::move(b));
  }
  document::WriteOptions options;
  options.title = edition.title;
  options.contents = true;
  options.footer = fmt::format("Edition {}", edition.number);
  HEED_ASSIGN(auto bytes, document::write_pdf(words, options));
  HEED_ASSIGN(const auto said, words_of_pdf(bytes));
  const auto reg = c.store().read([&](store::Reader& r) { return publish::build_register(r, *c.review); });
  // What the register lists may have grown since the edition was proved: asked again, of this file.
  if (!reg.unusable.empty() || !anonymise::prove(said, edition.file_name + ".txt", reg.reg).clean())
    return Error{Code::Unfinished, "A value of the people register stands in this file, so it was not given.", "Make the edition again, and prove it.", {}};
  return bytes;
}

Html report_file_links(const std::string& href) {
  Html out;
  for (const auto& [as, words] : {std::pair{"docx", "Word"}, {"pdf", "PDF"}, {"html", "a web page"}})
    out += html("<li><a class=\"govuk-link\" href=\"{}?as={}\">Download as {}</a></li>", href, as, words);
  return html("<ul class=\"govuk-list\">{}</ul>", out);
}

}  // namespace heed::web

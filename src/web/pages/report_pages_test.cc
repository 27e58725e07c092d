// Walks through the pages of the report and of quality assurance as a coordinator does.
#include "web/pages/report_pages.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "document/zip.h"
#include "review/assurance/assurance.h"
#include "review/report/report_template.h"
#include "web/pages/assurance_pages.h"
#include "web/pages/page_fixture.h"
#include "web/pages/template_pages.h"

namespace heed::web {
namespace {

class ReportPages : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-report-pages-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    editions_ = *guidance::Editions::load();
    ASSERT_TRUE(store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(review_, review::put_review(w, ReviewId::random(), {.reference = "NB-2026-03", .edition = "dhr-2016", .responsible = partnership_, .operating = partnership_}, 0));
      return {};
    }).ok());
    actor_.account = AccountId::random();
    actor_.memberships = {{actor_.account, access::Role::Coordinator, partnership_, {}, {}}};
    actor_.declared_for = {review_};
    add_report_routes(routes_);
    add_assurance_routes(routes_);
    add_template_routes(routes_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::string base(const std::string& rest) const { return "/reviews/" + review_.text() + "/" + rest; }
  Response ask(std::string method, std::string path, std::initializer_list<std::pair<std::string, std::string>> form = {}, std::string as = {},
               std::vector<Upload> uploads = {}) {
    App app{.clock = clock_};
    app.casework = store_.get();
    app.editions = &editions_;
    Request request;
    request.method = method;
    request.path = path;
    for (const auto& [name, value] : form) request.form_fields.add(name, value);
    if (!as.empty()) request.query_fields.add("as", as);
    request.uploads = std::move(uploads);
    return answer_page(app, routes_, actor_, review_, std::move(request));
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'795'000'000))};
  std::unique_ptr<store::Store> store_;
  guidance::Editions editions_;
  PartnershipId partnership_;
  ReviewId review_;
  access::Actor actor_;
  Routes routes_;
};

bool holds(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }

TEST_F(ReportPages, FromTheFirstSectionToAVersion) {
  auto page = ask("GET", base("report"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Executive summary"));
  EXPECT_EQ(ask("GET", base("report/no_such_document")).status, 404);
  EXPECT_EQ(ask("POST", base("report/executive_summary/assemble")).status, 303);
  for (const auto& section : editions_.find("dhr-2016")->document("executive_summary")->sections) {
    const auto at = base("report/executive_summary/section/" + section.id);
    EXPECT_EQ(ask("GET", at).status, 200) << section.id;
    const auto version = store_->read([&](store::Reader& r) { return review::report_section(r, review_, "executive_summary", section.id).version; });
    EXPECT_EQ(ask("POST", at, {{"_version", std::to_string(version)}, {"text", "## Heading\r\n\r\nShe said <b>no</b>.\r\n\r\n| A |\r\n| --- |\r\n| 1 |"}}).status, 303) << section.id;
    EXPECT_EQ(ask("POST", at, {{"_version", std::to_string(version == 0 ? 7 : version)}, {"text", "Other"}}).status, 409) << "a stale form";
  }
  page = ask("GET", base("report/executive_summary/preview"));
  EXPECT_TRUE(holds(page, "She said &lt;b&gt;no&lt;/b&gt;."));
  EXPECT_TRUE(holds(page, "<h3 class=\"govuk-heading-s\">Heading</h3>"));
  page = ask("GET", base("report/executive_summary/section/conclusions/history"));
  EXPECT_TRUE(holds(page, "Version 1"));
  EXPECT_EQ(ask("GET", base("report/executive_summary/words")).status, 200);
  page = ask("GET", base("report/executive_summary/download"));
  EXPECT_NE(std::string(page.headers["Content-Disposition"]).find("NB-2026-03-executive-summary-draft.docx"), std::string::npos);
  page = ask("POST", base("report/executive_summary/freeze"), {{"note", ""}});
  EXPECT_EQ(page.status, 303);
  const auto version = store_->read([&](store::Reader& r) { return review::frozen(r, review_, "executive_summary")->id; });
  const auto at = base("report/version/" + version.text());
  EXPECT_TRUE(holds(ask("GET", at), "sign-off/family"));
  page = ask("POST", at + "/sign-off/panel", {{"outcome", "agreed"}, {"name", "Robin Ashdown"}, {"post", "Chair"}, {"on", "May 2026"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Enter an exact day"));
  EXPECT_TRUE(holds(page, "Robin Ashdown")) << "what was typed is kept";
  EXPECT_EQ(ask("POST", at + "/sign-off/panel", {{"outcome", "agreed"}, {"name", "Robin Ashdown"}, {"post", "Chair"}, {"on", "2 May 2026"}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at), "2 May 2026"));
  page = ask("GET", at + "/download");
  EXPECT_NE(std::string(page.headers["Content-Disposition"]).find("NB-2026-03-executive-summary-v1.docx"), std::string::npos);
  for (const char* rest : {"upload", "freeze"}) EXPECT_EQ(ask("GET", base("report/executive_summary/") + rest).status, 200) << rest;
  page = ask("POST", base("report/executive_summary/upload"));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Choose a file"));
  EXPECT_EQ(ask("GET", base("report/executive_summary/upload/remove")).status, 404) << "there is none";
}

TEST_F(ReportPages, AReportComesAsWordPdfOrAWebPage) {
  const auto at = base("report/executive_summary");
  ASSERT_EQ(ask("POST", at + "/section/conclusions", {{"_version", "0"}, {"text", "She asked for help."}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at), "/files\""));
  const auto page = ask("GET", at + "/files");
  for (const char* as : {"docx", "pdf", "html"}) EXPECT_TRUE(holds(page, std::string("download?as=") + as)) << as;
  EXPECT_TRUE(holds(page, "Nothing is left out."));
  EXPECT_TRUE(holds(page, "Protective marking")) << "a web page has neither header nor footer";
  EXPECT_TRUE(ask("GET", at + "/download", {}, "docx").body.starts_with("PK"));
  auto pdf = ask("GET", at + "/download", {}, "pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-1.7"));
  EXPECT_NE(std::string(pdf.headers["Content-Disposition"]).find("-draft.pdf"), std::string::npos);
  EXPECT_TRUE(holds(ask("GET", at + "/download", {}, "html"), "She asked for help."));
  EXPECT_EQ(ask("GET", at + "/download", {}, "exe").status, 404);
  // What a PDF cannot show is said before it is downloaded, with its place.
  ASSERT_EQ(ask("POST", at + "/section/conclusions", {{"_version", "1"}, {"text", "She wrote \xE0\xA8\xAA."}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at + "/files"), "Character U+0A2A, once"));
}

/// A Word template with a header, a table of actions and the report.
std::string template_of(const std::string& body) {
  const std::string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  return document::pack({{"[Content_Types].xml", "<Types><Override PartName=\"/word/document.xml\" ContentType=\"" + type + "document.main+xml\"/><Override PartName=\"/word/styles.xml\" "
                                                 "ContentType=\"" + type + "styles+xml\"/></Types>"},
                         {"_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
                                         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
                         {"word/document.xml", "<w:document " + w + "><w:body>" + body + "<w:sectPr/></w:body></w:document>"},
                         {"word/styles.xml", "<w:styles " + w + "/>"}});
}
std::string paragraph(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

TEST_F(ReportPages, APartnershipsOwnTemplateIsUsed) {
  const auto put = [&](const std::string& bytes) {
    return store_->write({}, "test.template", [&](store::Writer& w) { return review::put_report_template(w, actor_, partnership_, "ours.docx", bytes); });
  };
  const auto wrong = put(template_of(paragraph("{{titel}}") + paragraph("{{report}}")));
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(wrong.error().message.find("{{titel}} in the template's body, paragraph 1 is not known"), std::string::npos) << wrong.error().message;
  ASSERT_TRUE(put(template_of(paragraph("{{partnership}}: {{title}} of {{of}}") + paragraph("{{#actions}}") + paragraph("{{action}}") + paragraph("{{/actions}}") + paragraph("{{report}}"))).ok());
  const auto at = base("report/executive_summary");
  ASSERT_EQ(ask("POST", at + "/section/conclusions", {{"_version", "0"}, {"text", "She asked for help."}}).status, 303);
  const auto made = document::read(ask("GET", at + "/download", {}, "docx").body, "a.docx");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->blocks.front().text(), "Northborough Partnership: Executive summary of NB-2026-03");
  EXPECT_NE(made->text().find("She asked for help."), std::string::npos);
  const auto row = store_->read([&](store::Reader& r) { return review::report_template(r, partnership_); });
  ASSERT_TRUE(row);
  ASSERT_TRUE(store_->write({}, "test.template", [&](store::Writer& w) { return review::drop_report_template(w, partnership_, row->version); }).ok());
  EXPECT_EQ(ask("GET", at + "/download", {}, "docx").body.find("Northborough Partnership:"), std::string::npos);
}

TEST_F(ReportPages, ATemplateIsSentCheckedUsedAndTakenAway) {
  const std::string at = "/admin/partnerships/" + partnership_.text() + "/template", report = base("report/executive_summary");
  ASSERT_EQ(ask("POST", report + "/section/conclusions", {{"_version", "0"}, {"text", "She asked for help."}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at), "There is none yet"));
  EXPECT_TRUE(holds(ask("POST", at, {{"_version", "0"}}), "Choose a file"));
  auto page = ask("POST", at, {{"_version", "0"}}, {}, {uploaded(folder_, "ours.docx", template_of(paragraph("{{titel}}") + paragraph("{{report}}")))});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "{{titel}} in the template")) << "what is wrong is said with its place";
  EXPECT_EQ(ask("POST", at, {{"_version", "0"}}, {}, {uploaded(folder_, "ours.docx", "no Word file")}).status, 422);
  EXPECT_EQ(ask("POST", at, {{"_version", "0"}}, {}, {uploaded(folder_, "ours.docx", template_of(paragraph("From {{partnership}}") + paragraph("{{report}}")))}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at), "ours.docx"));
  EXPECT_TRUE(holds(ask("GET", report + "/files"), "own template"));
  const auto made = document::read(ask("GET", report + "/download", {}, "docx").body, "a.docx");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->blocks.front().text(), "From Northborough Partnership");
  EXPECT_EQ(ask("POST", at, {{"_version", "1"}, {"remove", "yes"}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", at), "There is none yet"));
}

TEST_F(ReportPages, NoVersionOfAnotherReviewIsShown) {
  EXPECT_EQ(ask("GET", base("report/version/" + AnyId::random().text())).status, 404);
  EXPECT_EQ(ask("GET", base("assurance/letter/" + AnyId::random().text())).status, 404);
  EXPECT_EQ(ask("GET", base("assurance/point/" + AnyId::random().text())).status, 404);
}

TEST_F(ReportPages, QualityAssuranceSaysWhatIsMissing) {
  auto page = ask("GET", base("assurance"));
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "has not been sent to the Home Office"));
  page = ask("POST", base("assurance/submit"), {{"on", "2 May 2026"}, {"sent_by", "Manager"}});
  EXPECT_TRUE(holds(page, "has no frozen version yet"));
  EXPECT_TRUE(holds(page, "Manager"));
  for (const char* rest : {"check", "submit", "letter", "commissioner"}) EXPECT_EQ(ask("GET", base("assurance/") + rest).status, 200) << rest;
  page = ask("POST", base("assurance/check"), {{"equality", "partly"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Say why"));
  EXPECT_EQ(ask("POST", base("assurance/check"), {{"equality", "yes"}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", base("assurance")), "1 of "));
  EXPECT_EQ(ask("POST", base("assurance/commissioner"), {{"on", "2 May 2026"}, {"how", "By secure e-mail"}}).status, 303);
}

}  // namespace
}  // namespace heed::web

// Templates as partnerships make them in Word: placeholders cut over runs, tables that repeat, headers, and what is refused.
#include "document/template/docx_template.h"

#include <gtest/gtest.h>

#include "document/document_fixture.h"
#include "document/printed_fixture.h"
#include "document/zip.h"

namespace heed::document {
namespace {

constexpr const char* kSpace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

std::string p(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }
std::string tc(const std::string& inside) { return "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>" + inside + "</w:tc>"; }

struct Made {
  std::string body, header = p("{{marking}}"), footer = p("Page"), extra_type, rels;
};

std::string package(const Made& made) {
  const std::string types =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml\"/>"
      "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
      "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
      "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
      "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>" +
      made.extra_type + "</Types>";
  const std::string relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return pack({{"[Content_Types].xml", types},
               {"_rels/.rels", relations + "<Relationship Id=\"r1\" Type=\"" + kind + "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
               {"docProps/core.xml", "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Somebody Else</dc:creator></cp:coreProperties>"},
               {"word/document.xml", std::string("<w:document ") + kSpace + "><w:body>" + made.body +
                                         "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/><w:footerReference w:type=\"default\" r:id=\"f\"/>"
                                         "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1000\" w:right=\"1000\" w:bottom=\"1000\" w:left=\"1000\"/>"
                                         "<w:titlePg/></w:sectPr></w:body></w:document>"},
               {"word/_rels/document.xml.rels", relations + "<Relationship Id=\"s\" Type=\"" + kind + "styles\" Target=\"styles.xml\"/><Relationship Id=\"h\" Type=\"" +
                                                    kind + "header\" Target=\"header1.xml\"/><Relationship Id=\"f\" Type=\"" + kind +
                                                    "footer\" Target=\"footer1.xml\"/><Relationship Id=\"e\" Type=\"" + kind +
                                                    "settings\" Target=\"settings.xml\"/>" + made.rels + "</Relationships>"},
               {"word/styles.xml", std::string("<w:styles ") + kSpace +
                                       "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>"
                                       "<w:style w:type=\"paragraph\" w:styleId=\"Our1\"><w:name w:val=\"heading 1\"/></w:style>"
                                       "<w:style w:type=\"paragraph\" w:styleId=\"OurText\"><w:name w:val=\"Partnership Text\"/></w:style>"
                                       "<w:style w:type=\"table\" w:styleId=\"OurTable\"><w:name w:val=\"Partnership Table\"/></w:style></w:styles>"},
               {"word/settings.xml", std::string("<w:settings ") + kSpace + "><w:zoom w:percent=\"100\"/><w:compat/></w:settings>"},
               {"word/header1.xml", std::string("<w:hdr ") + kSpace + ">" + made.header + "</w:hdr>"},
               {"word/footer1.xml", std::string("<w:ftr ") + kSpace + ">" + made.footer + "</w:ftr>"}});
}

const std::string kReport = "<w:p><w:pPr><w:pStyle w:val=\"OurText\"/></w:pPr><w:r><w:t>{{report}}</w:t></w:r></w:p>";

Document report() {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Background", 1), words(BlockKind::Paragraph, "She {{lived}} there."), words(BlockKind::ListItem, "one", 0, "1."),
              words(BlockKind::Heading, "Deeper", 3)};
  Block t;
  t.kind = BlockKind::Table;
  t.rows.resize(1);
  for (int c = 0; c < 8; ++c) {
    Cell cell;
    cell.text = "c" + std::to_string(c);
    t.rows[0].cells.push_back(cell);
  }
  d.blocks.push_back(t);
  return d;
}

TemplateValues values() {
  TemplateValues v;
  v.words = {{"title", "Overview report"}, {"partnership", "Vale & Moor"}, {"marking", "OFFICIAL"}, {"review_reference", "AB {{12}}"}};
  TemplateList actions;
  actions.names = {"number", "action", "agency"};
  for (int i = 1; i <= 3; ++i) {
    TemplateValues a;
    a.words = {{"number", std::to_string(i)}, {"action", fmt::format("Do {}\nand tell", i)}, {"agency", i == 2 ? "Police" : "Health"}};
    actions.items.push_back(a);
  }
  v.lists["actions"] = actions;
  v.lists["nothing"] = {{"number"}, {}};
  return v;
}

Result<std::string> fill(const Made& made) {
  WriteOptions options;
  options.title = "Overview report";
  return fill_template(package(made), values(), report(), options);
}
std::string body_of(const std::string& bytes, const char* part = "word/document.xml") {
  auto parts = unpack(bytes);
  if (parts.ok())
    for (const auto& one : *parts)
      if (one.name == part) return one.bytes;
  return {};
}
std::vector<std::string> lines(const std::string& bytes) {
  auto d = read(bytes, "x.docx");
  EXPECT_TRUE(d.ok());
  std::vector<std::string> out;
  if (d.ok())
    for (const Block& b : d->blocks)
      if (!b.text().empty()) out.push_back((b.label.empty() ? "" : b.label + " ") + b.text());
  return out;
}

TEST(Template, WordsAreFoundHoweverWordCutThem) {
  Made made;
  made.body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>For {</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>{ Title</w:t></w:r><w:r><w:t xml:space=\"preserve\"> }</w:t></w:r><w:r><w:t>} "
              "of {{partnership}} and {{Review</w:t></w:r><w:r><w:t>-reference}}.</w:t></w:r></w:p>" + kReport;
  auto filled = fill(made);
  ASSERT_TRUE(filled.ok()) << filled.error().message;
  EXPECT_EQ(lines(*filled)[0], "For Overview report of Vale & Moor and AB {{12}}.");
  EXPECT_NE(body_of(*filled, "word/header1.xml").find("OFFICIAL"), std::string::npos);
  EXPECT_EQ(body_of(*filled, "docProps/core.xml").find("Somebody"), std::string::npos);
  EXPECT_EQ(*filled, *fill(made)) << "the same template and values give the same bytes";
}

TEST(Template, TheReportTakesTheTemplatesStylesAndKeepsItsSections) {
  Made made;
  made.body = "<w:tbl><w:tblPr><w:tblStyle w:val=\"OurTable\"/></w:tblPr><w:tr>" + tc(p("Logo")) + "</w:tr></w:tbl>" + p("{{contents}}") + kReport + p("Signed");
  auto filled = fill(made);
  ASSERT_TRUE(filled.ok()) << filled.error().message;
  const std::string body = body_of(*filled);
  EXPECT_NE(body.find("<w:pStyle w:val=\"Our1\"/>"), std::string::npos);
  EXPECT_NE(body.find("<w:pStyle w:val=\"OurText\"/>"), std::string::npos);
  EXPECT_NE(body.find("<w:tblStyle w:val=\"OurTable\"/><w:tblW"), std::string::npos);
  EXPECT_NE(body.find("She {{lived}} there."), std::string::npos) << "braces in the words are no placeholder";
  EXPECT_NE(body.find("TOC \\o"), std::string::npos);
  // A wide table lies across; the title page is the first section's alone.
  EXPECT_NE(body.find("w:orient=\"landscape\""), std::string::npos);
  EXPECT_EQ(body.find("<w:titlePg/>"), body.rfind("<w:titlePg/>"));
  const std::string styles = body_of(*filled, "word/styles.xml");
  EXPECT_NE(styles.find("w:styleId=\"Heading3\""), std::string::npos) << "what the template lacks is added";
  EXPECT_NE(body_of(*filled, "word/settings.xml").find("<w:updateFields w:val=\"true\"/><w:compat"), std::string::npos);
  const auto all = lines(*filled);
  EXPECT_EQ(all.back(), "Signed");
  EXPECT_NE(std::find(all.begin(), all.end(), "1. one"), all.end()) << "its list counts";
  EXPECT_NE(body_of(*filled, "[Content_Types].xml").find("document.main+xml"), std::string::npos) << "a .dotx gives a .docx";
}

TEST(Template, RowsParagraphsAndWordsRepeat) {
  Made made;
  made.body = "<w:tbl><w:tr>" + tc(p("No")) + tc(p("Action")) + "</w:tr><w:tr>" + tc(p("{{#actions}}{{number}}")) + tc(p("{{action}} ({{agency}}){{/actions}}")) + "</w:tr></w:tbl>" +
              p("{{#actions}}") + p("Action {{number}} of {{title}}") + p("{{/actions}}") + p("Agencies: {{#actions}}[{{agency}}]{{/actions}}.") + p("{{#nothing}}") + p("{{number}}") + p("{{/nothing}}") +
              "<w:tbl><w:tr>" + tc(p("{{#nothing}}")) + tc(p("{{/nothing}}")) + "</w:tr></w:tbl>" + kReport;
  auto filled = fill(made);
  ASSERT_TRUE(filled.ok()) << filled.error().message;
  const auto all = lines(*filled);
  EXPECT_EQ(all[0], "No\tAction\n1\tDo 1\nand tell (Health)\n2\tDo 2\nand tell (Police)\n3\tDo 3\nand tell (Health)");
  EXPECT_EQ(all[1], "Action 1 of Overview report");
  EXPECT_EQ(all[3], "Action 3 of Overview report");
  EXPECT_EQ(all[4], "Agencies: [Health][Police][Health].");
  EXPECT_EQ(all[5], "Background") << "what has no item leaves nothing behind";
}

TEST(Template, WhatIsWrongIsNamedWithItsPlace) {
  const auto wrong = [](const std::string& body, const std::string& header = p("x")) {
    Made made;
    made.body = body;
    made.header = header;
    const auto filled = fill(made);
    return filled.ok() ? std::string("filled") : filled.error().message + " " + filled.error().next;
  };
  EXPECT_NE(wrong(p("a") + p("{{titel}}") + kReport).find("{{titel}} in the template's body, paragraph 2 is not known. Those that can stand there are {{marking}}"), std::string::npos);
  EXPECT_NE(wrong(kReport, p("{{nobody}}")).find("header, paragraph 1"), std::string::npos);
  EXPECT_NE(wrong(p("{{number}}") + kReport).find("not known"), std::string::npos) << "only known inside its list";
  EXPECT_NE(wrong(p("{{title") + kReport).find("has no end"), std::string::npos);
  EXPECT_NE(wrong(p("title}}") + kReport).find("has no beginning"), std::string::npos);
  EXPECT_NE(wrong(p("{{#actions}}") + kReport).find("has no end"), std::string::npos);
  EXPECT_NE(wrong(p("{{/actions}}") + kReport).find("ends nothing"), std::string::npos);
  EXPECT_NE(wrong(p("Text {{#actions}}") + p("{{/actions}}") + kReport).find("among other words"), std::string::npos);
  EXPECT_NE(wrong(p("{{#actions}}") + "<w:tbl><w:tr>" + tc(p("{{/actions}}")) + "</w:tr></w:tbl>" + kReport).find("does not end where it began"), std::string::npos);
  EXPECT_NE(wrong(p("None here")).find("has no {{report}}"), std::string::npos);
  EXPECT_NE(wrong(kReport + kReport).find("more than once"), std::string::npos);
  EXPECT_NE(wrong(p("The {{report}}")).find("does not stand alone"), std::string::npos);
  EXPECT_NE(wrong("<w:tbl><w:tr>" + tc(p("{{report}}")) + "</w:tr></w:tbl>").find("does not stand alone"), std::string::npos);
}

TEST(Template, MacrosAndFetchedThingsAreRefused) {
  Made made;
  made.body = kReport;
  made.extra_type = "<Override PartName=\"/word/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>";
  EXPECT_EQ(fill(made).error().code, Code::Unsupported);
  made.extra_type.clear();
  made.rels = "<Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"https://example.org/a.png\" TargetMode=\"External\"/>";
  EXPECT_EQ(fill(made).error().code, Code::Unsupported);
  EXPECT_FALSE(fill_template("no zip", values(), report(), {}).ok());
}

TEST(Template, AnotherProgramPrintsWhatWasFilled) {
  Made made;
  made.body = p("For {{title}}") + p("{{contents}}") + "<w:tbl><w:tr>" + tc(p("No")) + tc(p("Action")) + "</w:tr><w:tr>" + tc(p("{{#actions}}{{number}}")) +
              tc(p("{{action}}{{/actions}}")) + "</w:tr></w:tbl>" + kReport + p("Signed");
  auto filled = fill(made);
  ASSERT_TRUE(filled.ok()) << filled.error().message;
  const auto pages = printed(*filled);
  if (pages.empty()) GTEST_SKIP() << "soffice or pdftotext is not installed";
  std::string all;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (p > 0) {
      EXPECT_NE(pages[p].find("OFFICIAL"), std::string::npos) << "the template's header is on every page but its title page";
    }
    all += pages[p];
  }
  for (const char* words : {"For Overview report", "Contents", "Do 3", "Background", "She {{lived}} there.", "Signed"}) EXPECT_NE(all.find(words), std::string::npos) << words;
  EXPECT_EQ(all.find("{{report}}"), std::string::npos);
}

TEST(Template, SaysWhatItAsksFor) {
  Made made;
  made.body = p("{{title}} {{#actions}}x{{/actions}}") + kReport;
  auto fields = template_fields(package(made));
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 5u);
  EXPECT_EQ((*fields)[1].name, "#actions");
  EXPECT_EQ((*fields)[3].name, "report");
  EXPECT_EQ((*fields)[3].place.words(), "body, paragraph 2");
  EXPECT_EQ((*fields)[4].place.words(), "header, paragraph 1");
}

}  // namespace
}  // namespace heed::document

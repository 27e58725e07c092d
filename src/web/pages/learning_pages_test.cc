#include "web/pages/learning_pages.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "document/document.h"
#include "library/coding.h"
#include "web/pages/public_node_fixture.h"

using namespace heed;
using namespace heed::web;

namespace {

class LearningPagesTest : public PublicNode {
 protected:
  void put(int count, bool open_rows, std::string_view marker = "Alderby") {
    library::CodedBatch batch;
    batch.source.id = open_rows ? "open" : "closed";
    batch.source.title = "Invented";
    batch.source.credit = open_rows ? "Invented open rows <A & B>" : "Invented closed rows";
    batch.source.open_rows = open_rows;
    batch.coder = "Test";
    for (int i = 0; i < count; ++i) {
      library::CodedRecord r;
      r.id = std::to_string(i);
      r.title = std::string(marker) + " " + r.id;
      r.partnership = "Durham";
      r.death = "May 2015";
      r.codings = {{"stalking", i % 2 ? "yes" : "not-recorded", i % 2 ? "True" : "False"}};
      r.people.push_back({"v", library::Subject::Victim, {{"sex-of-victim", i % 3 ? "female" : "male", "x"}}});
      batch.records.push_back(std::move(r));
    }
    auto done = library_->put_coded(batch);
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
};

TEST_F(LearningPagesTest, APageHasTheTableTheChartAndHowItIsMade) {
  put(9, true);
  const auto r = get("/learning/victims-by-sex");
  ASSERT_EQ(r.status, 200);
  const auto page = body(r);
  for (const auto* words : {"<table", "<svg role=\"img\"", "How this figure is made", "SELECT", "Exit this page", "Invented open rows &lt;A &amp; B&gt;", "application/ld+json", "66.7"})
    EXPECT_NE(page.find(words), page.npos) << words;
  EXPECT_EQ(page.find("<script>"), page.npos);
  EXPECT_EQ(page.find(" style="), page.npos) << "the content security policy forbids it";
  EXPECT_NE(std::string(r.headers["Cache-Control"]).find("public"), std::string::npos);
  EXPECT_FALSE(r.etag.empty());
}

TEST_F(LearningPagesTest, FiltersStandInTheAddressAndWrongOnesAreSaid) {
  put(9, true);
  EXPECT_NE(body(get("/learning/victims-by-sex?stalking=yes")).find("4 victims of 9"), std::string::npos);
  EXPECT_NE(body(get("/learning/victims-by-sex?stalking=yes&region=")).find("4 victims of 9"), std::string::npos);
  EXPECT_EQ(get("/learning/victims-by-sex?colour=blue").status, http_status(Code::BadInput));
  EXPECT_EQ(get("/learning/victims-by-sex?sex-of-victim=blue").status, http_status(Code::BadInput));
  EXPECT_EQ(get("/learning/no-such-table").status, 404);
  EXPECT_EQ(get("/learning/by-sex").status, 303) << "another name of a table leads to the table";
}

TEST_F(LearningPagesTest, WhatIsPutInShowsAtOnce) {
  put(3, true);
  EXPECT_NE(body(get("/learning/summary")).find(">3<"), std::string::npos);
  put(5, true);
  EXPECT_NE(body(get("/learning/summary")).find(">5<"), std::string::npos);
}

TEST_F(LearningPagesTest, DownloadsAreWhatTheySay) {
  put(9, true);
  const auto csv = body(get("/learning/victims-by-sex/csv"));
  EXPECT_TRUE(csv.starts_with(library::kCsvColumns));
  EXPECT_NE(csv.find("Invented open rows"), csv.npos);
  const auto docx = document::read(body(get("/learning/victims-by-sex/docx")), "t.docx");
  ASSERT_TRUE(docx.ok());
  EXPECT_NE(docx->text().find("Female"), std::string::npos);
  EXPECT_NE(docx->text().find("Invented open rows"), std::string::npos);
  const auto meta = Json::parse(body(get("/learning/victims-by-sex/metadata")));
  EXPECT_EQ(meta["url"], "http://reviews.example/learning/victims-by-sex/csv");
}

TEST_F(LearningPagesTest, RowsThatAreNotPublicAreNowhereOneByOne) {
  put(30, false, "Hiddenford");
  ASSERT_TRUE(library_->shelve_coded().ok());
  for (const auto* at : {"/learning/records", "/api/reviews", "/api/documents", "/", "/sitemap.xml", "/library.db", "/learning/all.csv"}) {
    const auto r = get(at);
    EXPECT_EQ(r.status, 200) << at;
    EXPECT_EQ(body(r).find("Hiddenford"), std::string::npos) << at;
    EXPECT_EQ(body(r).find("closed-1"), std::string::npos) << at;
  }
  EXPECT_EQ(get("/learning/records/closed-1").status, 404);
  EXPECT_EQ(get("/api/reviews/closed-1").status, 404);
}

TEST_F(LearningPagesTest, TheApiIsDescribedAsItIs) {
  put(4, true);
  const auto api = Json::parse(body(get("/api/openapi.json")));
  EXPECT_EQ(api["openapi"], "3.1.0");
  for (const auto& [path, what] : api["paths"].items()) {
    std::string at = path;
    for (const auto& [name, value] : {std::pair("{table}", "death-type"), std::pair("{record}", "open-1")})
      if (const auto found = at.find(name); found != at.npos) at.replace(found, std::string_view(name).size(), value);
    if (at.find('{') != at.npos) continue;
    const auto r = get(at);
    EXPECT_EQ(r.status, 200) << at;
    const auto j = Json::parse(body(r));
    auto schema = what["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].get<std::string>();
    const auto& properties = api["components"]["schemas"][schema.substr(schema.rfind('/') + 1)]["properties"];
    for (const auto& [name, type] : properties.items()) {
      const bool sometimes = name == "by" || name == "filter" || name == "sql";
      EXPECT_TRUE(sometimes || j.contains(name)) << at << " " << name;
    }
  }
  const auto catalog = Json::parse(body(get("/api/catalog.jsonld")));
  EXPECT_EQ(catalog["@type"], "dcat:Catalog");
  EXPECT_EQ(get("/api/tables/nothing").status, 404);
  EXPECT_TRUE(Json::parse(body(get("/api/tables/nothing"))).contains("error"));
}

TEST_F(LearningPagesTest, EveryStandingTableHasAPage) {
  put(25, true);
  for (const auto& t : library::standing_tables()) EXPECT_EQ(get("/learning/" + t.id).status, 200) << t.id;
  for (const auto* at : {"/learning", "/learning/fields", "/learning/places?name=South+Worcester", "/learning/records?sex-of-victim=male", "/learning/records/open-3", "/api"}) EXPECT_EQ(get(at).status, 200) << at;
  EXPECT_NE(body(get("/learning/places?name=South+Worcester")).find("another name of South Worcestershire"), std::string::npos);
}

TEST(JsonLd, CannotEndItsElement) {
  EXPECT_EQ(json_ld("{\"a\":\"</script><script>\"}").str(), "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script\\u003e\\u003cscript\\u003e\"}</script>");
}

}  // namespace

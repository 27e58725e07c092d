#include "web/pages/library_pages.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/json.h"
#include "library/reading.h"
#include "web/pages/public_node_fixture.h"

using namespace heed;
using namespace heed::web;

namespace {

class LibraryPages : public PublicNode {
 protected:
  void SetUp() override {
    PublicNode::SetUp();
    std::vector<library::Addition> all;
    for (const char* line : {R"({"id":"a1","title":"The death of Linnet","partnership":"Fenmere CSP","published":"2024-03-01","text":"1. What happened\n\nCoercive control was <b>not</b> recognised by the midwife.\n\n2. Recommendations\n\nFenmere Council should train housing officers in coercive control.","facets":{"victim-sex":"Female"}})",
                             R"({"id":"a2","title":"The death of Wren","partnership":"Alderby CSP","published":"2025-03-01","text":"5. Recommendations\n\nAlderby Council should train its housing officers in coercive control.","facets":{"victim-sex":"Male"}})"})
      all.push_back(*library::addition_of_json(line));
    ASSERT_TRUE(library_->add(all).ok());
  }
};

TEST_F(LibraryPages, SearchGivesPassagesThatLinkToTheirParagraph) {
  const auto r = get("/search?q=midwife");
  EXPECT_EQ(r.status, 200);
  EXPECT_TRUE(has(r, "/published/a1#p2"));
  EXPECT_TRUE(has(r, "<mark>midwife</mark>"));
  EXPECT_TRUE(has(r, "&lt;b&gt;not&lt;/b&gt;")) << "markup of a report stays text";
  EXPECT_TRUE(has(r, "<strong>1</strong> report"));
  EXPECT_FALSE(has(r, "The death of Wren"));
}

TEST_F(LibraryPages, FiltersStandInTheAddressAndCombine) {
  auto r = get("/search?q=housing&f-victim-sex=Male");
  EXPECT_TRUE(has(r, "The death of Wren"));
  EXPECT_FALSE(has(r, "The death of Linnet"));
  EXPECT_TRUE(has(r, "f-victim-sex"));
  EXPECT_TRUE(has(r, "/search.atom?q=housing&amp;f-victim-sex=Male"));
  r = get("/search?f-victim-sex=Male&f-partnership=Fenmere+CSP");
  EXPECT_TRUE(has(r, "<strong>0</strong> reports"));
}

TEST_F(LibraryPages, FieldsOfTheSchemaHaveTheirLabelsAndSections) {
  auto a = *library::addition_of_json(R"({"id":"a3","title":"The death of Teal","text":"Words.","facets":{"sex-of-victim":"female"}})");
  auto b = *library::addition_of_json(R"({"id":"a4","title":"The death of Smew","text":"Words.","facets":{"sex-of-victim":"male","aggravating-factors":"stalking"},"credit":"Whose it is"})");
  ASSERT_TRUE(library_->add({a, b}).ok());
  const auto r = get("/search?q=words");
  EXPECT_TRUE(has(r, "About the victim"));
  EXPECT_TRUE(has(r, "Female (1)"));
  EXPECT_TRUE(has(r, "Source: Whose it is"));
  EXPECT_TRUE(has(get("/search?f-aggravating-factors=stalking"), "The death of Smew"));
}

TEST_F(LibraryPages, ASearchSaysWhatItAlsoLookedForAndWhatWasMeant) {
  EXPECT_TRUE(has(get("/search?q=coercive+control"), "Also looked for: controlling behaviour"));
  EXPECT_FALSE(has(get("/search?q=coercive+control&exact=yes"), "Also looked for"));
  EXPECT_TRUE(has(get("/search?q=midwive"), "Did you mean"));
}

TEST_F(LibraryPages, EverySearchHasAFeed) {
  const auto r = get("/search.atom?q=housing");
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.headers["Content-Type"], "application/atom+xml; charset=utf-8");
  EXPECT_TRUE(has(r, "<feed"));
  EXPECT_TRUE(has(r, "/published/a2"));
}

TEST_F(LibraryPages, APublicPageIsKeptUntilWhatItShowsChanges) {
  const auto first = get("/published/a1"), again = get("/published/a1");
  EXPECT_FALSE(first.etag.empty());
  EXPECT_EQ(first.etag, again.etag);
  EXPECT_EQ(first.shared.data(), again.shared.data()) << "made once";
  EXPECT_NE(get("/published/a1?x=1").shared.data(), first.shared.data());
  ASSERT_TRUE(library_->put_notice({{"n1"}, library::NoticeKind::Withheld, "A review is not published.", "", {}}).ok());
  EXPECT_TRUE(has(get("/"), "A review is not published."));
  ASSERT_TRUE(library_->drop_notice({"n1"}).ok());
  EXPECT_FALSE(has(get("/"), "A review is not published."));
  ASSERT_TRUE(library_->withdraw({"a1"}, {{"gone"}, library::NoticeKind::Withdrawn, "Taken out.", "", {}}).ok());
  EXPECT_EQ(get("/published/a1").status, 410) << "at once";
}

TEST_F(LibraryPages, AcceptedSuggestionsAreShownAsAcceptedAndRejectedOnesNotAtAll) {
  const auto page = [&] { return body(get("/published/a1")); };
  EXPECT_NE(page().find("Suggestion</strong>"), std::string::npos);
  std::vector<library::Suggestion> said = library_->suggestions({"a1"});
  ASSERT_FALSE(said.empty());
  for (auto& s : said) s.status = library::Suggestion::Status::Accepted, s.decided_by = "Coordinator, Fenmere CSP", s.decided_on = clock_.today();
  ASSERT_TRUE(library_->settle({"a1"}, said).ok());
  EXPECT_EQ(page().find("Suggestion</strong>"), std::string::npos);
  EXPECT_NE(page().find("Accepted by Coordinator, Fenmere CSP"), std::string::npos);
  for (auto& s : said) s.status = library::Suggestion::Status::Rejected;
  ASSERT_TRUE(library_->settle({"a1"}, said).ok());
  EXPECT_EQ(page().find("Found in this report"), std::string::npos);
  library::Suggestion own;
  own.anchor = "p99";
  EXPECT_EQ(library_->settle({"a1"}, {own}).error().code, Code::NotFound);
}

TEST_F(LibraryPages, ADocumentShowsWhatWasFoundInItAsSuggestions) {
  const auto r = get("/published/a1");
  EXPECT_EQ(r.status, 200);
  EXPECT_TRUE(has(r, "Found in this report"));
  EXPECT_TRUE(has(r, "suggestions until a person accepts them"));
  EXPECT_TRUE(has(r, "Fenmere Council</strong>"));
  EXPECT_TRUE(has(r, "/published/a1/like/p4"));
  EXPECT_TRUE(has(r, "How this review is coded"));
}

TEST_F(LibraryPages, MadeBeforeShowsOtherReviewsAlone) {
  const auto r = get("/published/a1/like/p4");
  EXPECT_EQ(r.status, 200);
  EXPECT_TRUE(has(r, "/published/a2#p2"));
  EXPECT_EQ(get("/published/a1/like/p99").status, 404);
  EXPECT_EQ(get("/published/none/like/p1").status, 404);
}

TEST_F(LibraryPages, TheVocabularyIsAPageAndSkos) {
  EXPECT_TRUE(has(get("/vocabulary"), "IDVA"));
  const auto r = get("/vocabulary.ttl");
  EXPECT_EQ(r.headers["Content-Type"], "text/turtle; charset=utf-8");
  EXPECT_TRUE(has(r, "skos:Concept"));
}

TEST_F(LibraryPages, NothingTypedBreaksAPage) {
  for (const char* target : {"/search?q=%22%22%28", "/search?q=-", "/search?q=%FF%FE&f-=x&f-nothing=1&sort=sideways&page=-4", "/search?in=none&q=a", "/search.atom?q=%22", "/search?q=a*+NEAR%2F999999+b"})
    EXPECT_EQ(get(target).status, 200) << target;
}

}  // namespace

#include "base/json.h"
#include "library/library_fixture.h"
#include "library/query.h"

namespace heed::library {
namespace {

using Strings = std::vector<std::string>;

class Search : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    put(report("e1",
               {
                   "Coercive control was not recognised by the police.",             // p1
                   "The health visitor recorded controlling behaviour.",             // p2
                   "Police officers attended; no risk assessment was made.",         // p3
                   "An assessment of risk was made by the domestic abuse service.",  // p4
                   "Her mother-in-law didn’t know. A café was mentioned.",           // p5
                   "The Oranges were sold near the school.",                         // p6
                   "Preschool staff were told: this OR that.",                       // p7
               },
               "The death of Linnet"));
  }
};

TEST_F(Search, OperatorsAndNearMisses) {
  struct Case {
    const char* words;
    Strings paragraphs;
  };
  const Case cases[] = {
      {"police", {"p1", "p3"}},
      {"POLICE", {"p1", "p3"}},
      {"police risk", {"p3"}},
      {"police AND risk", {"p3"}},
      {"controls", {"p1", "p2"}},  // by stem
      {"\"risk assessment\"", {"p3"}},
      {"“risk assessment”", {"p3"}},
      {"\"risk assessment", {"p3"}},  // never closed
      {"risk assessment", {"p3", "p4"}},
      {"\"assessment of risk\"", {"p4"}},
      {"police -risk", {"p1"}},
      {"police –risk", {"p1"}},  // a dash that was a hyphen
      {"police NOT risk", {"p1"}},
      {"police - risk", {"p3"}},  // a lone dash is nothing
      {"-\"risk assessment\" made", {"p4"}},
      {"police -risk -recognised", {}},
      {"café OR visitor", {"p2", "p5"}},
      {"cafe", {"p5"}},
      {"CAFÉ", {"p5"}},
      {"cafe\u0301", {"p5"}},
      {"made police OR abuse", {"p3", "p4"}},  // OR binds its neighbours
      {"visitor or police", {}},               // a small "or" is a word
      {"OR", {"p7"}},                          // alone it is a word too
      {"visitor OR", {"p2"}},
      {"OR visitor", {"p2"}},
      {"oranges", {"p6"}},
      {"NOT", {"p1"}},
      {"school", {"p6"}},
      {"pre-school", {}},  // not "without school", and not "preschool"
      {"mother-in-law", {"p5"}},
      {"didn't", {"p5"}},
      {"domesti*", {"p4"}},  // its stem is "domest": a prefix is of the word as written
      {"polic*", {"p1", "p3"}},
      {"CAF*", {"p5"}},
      {"caf\u00e9*", {"p5"}},
      {"polix*", {}},
      {"assess*", {"p3", "p4"}},
      {"p*", {}},  // one letter is the letter
      {"\"coercive con*\"", {"p1"}},
      {"\"coercive con\"", {}},
      {"coercive con*", {"p1"}},
      {"polic* -offic*", {"p1"}},
      {"(police OR visitor) -risk", {"p1", "p2"}},
      {"linnet", {"top"}},
      {"body:police", {}},  // a column of the index is no operator
      {"section_text : police", {}},
      {"NEAR(police risk)", {}},  // here "near" is a word
      {"near", {"p6"}},
      {"^coercive", {"p1"}},
      {"police + risk", {"p3"}},
      {"police & risk", {"p3"}},
      {"cafe | visitor", {"p2", "p5"}},
      {"risk NEAR assessment", {"p3", "p4"}},
      {"risk NEAR/1 assessment", {"p3"}},
      {"\"domestic abuse\" NEAR/3 risk", {}},
      {"\"domestic abuse\" NEAR/6 risk", {"p4"}},
      {"asses* NEAR/2 ris*", {"p3", "p4"}},
  };
  for (const auto& c : cases) {
    Strings anchors;
    for (const auto& f : found(c.words)) anchors.push_back(f.substr(3));
    EXPECT_EQ(anchors, c.paragraphs) << c.words;
    EXPECT_EQ(library_->search(c.words, {}, {}).total, std::int64_t(c.paragraphs.size())) << c.words;
  }
}

TEST_F(Search, NothingAskedIsSaidAndNotAnError) {
  for (const char* words : {"", "   ", "-police", "\"\"", "***", "-", "|", "()", "\"", "NOT police", "…"}) {
    const auto found = library_->search(words, {}, {});
    EXPECT_TRUE(found.nothing_asked) << words;
    EXPECT_EQ(found.total, 0) << words;
  }
}

TEST_F(Search, SnippetsAreTextAndHits) {
  const auto hit = library_->search("\"coercive control\" police", {}, {});
  ASSERT_EQ(hit.passages.size(), 1u);
  EXPECT_EQ(hit.passages[0].text, (std::vector<Piece>{{"Coercive control", true},
                                                      {" was not recognised by the ", false},
                                                      {"police", true},
                                                      {".", false}}));
  EXPECT_EQ(hit.passages[0].title, "The death of Linnet");
  EXPECT_EQ(hit.asked, (Strings{"\"coercive control\"", "police"}));
}

TEST_F(Search, MarkupInAReportStaysText) {
  put(report("e2", {"An <b>ampersand</b> & \"quote\" kestrel"}));
  const auto hit = library_->search("kestrel", {}, {});
  ASSERT_EQ(hit.passages.size(), 1u);
  EXPECT_EQ(hit.passages[0].text,
            (std::vector<Piece>{{"An <b>ampersand</b> & \"quote\" ", false}, {"kestrel", true}}));
}

TEST_F(Search, TheHeadingAboveCountsForLessThanTheWords) {
  auto d = report("e2", {});
  d.blocks = {{BlockKind::Heading, 1, "", "Kestrel house", {}},
              {BlockKind::Paragraph, 1, "", "The panel asked what was known.", {}},
              {BlockKind::Paragraph, 1, "", "Staff of Kestrel said so.", {}}};
  put(d);
  const auto hit = library_->search("kestrel", {}, {});
  ASSERT_EQ(hit.total, 2);  // a paragraph that has no word of it itself is not found for its heading alone
  EXPECT_EQ(hit.passages[1].anchor, "p1");
  const auto both = library_->search("kestrel asked", {}, {});
  ASSERT_EQ(both.total, 1);
  EXPECT_EQ(both.passages[0].anchor, "p2");
  EXPECT_EQ(both.passages[0].section, (std::vector<Piece>{{"Kestrel", true}, {" house", false}}));
}

TEST_F(Search, FiltersAndPages) {
  auto d = report("e2", Strings(45, "The police were told."));
  d.kind = Kind::ActionPlan, d.published = day(2024, 1, 1), d.partnership = "Fenmere Partnership";
  put(d);
  EXPECT_EQ(library_->search("police", {"Fenmere Partnership"}, {}).total, 45);
  EXPECT_EQ(library_->search("police", {"", Kind::OverviewReport}, {}).total, 2);
  EXPECT_EQ(library_->search("police", {"", {}, 2024}, {}).total, 45);
  EXPECT_EQ(library_->search("police", {"", {}, {}, {"e1"}}, {}).total, 2);
  EXPECT_EQ(library_->search("police", {"' OR 1=1 --"}, {}).total, 0);
  std::set<std::string> seen;
  for (int page = 1; page <= 4; ++page)
    for (const auto& p : library_->search("police", {}, {page, 20}).passages)
      seen.insert(p.edition.text + p.anchor);
  EXPECT_EQ(seen.size(), 47u);
  EXPECT_TRUE(library_->search("police", {}, {4, 20}).passages.empty());
}

TEST_F(Search, LongQueriesAreCut) {
  std::string words;
  for (int i = 0; i < 5000; ++i) words += fmt::format("word{} ", i);
  EXPECT_LE(library_->search(words, {}, {}).asked.size(), kQueryTerms);
  EXPECT_EQ(library_->search("police " + std::string(200000, '('), {}, {}).total, 2);
  EXPECT_EQ(library_->search(std::string(100000, '"'), {}, {}).total, 0);
}

TEST_F(Search, HostileWordsAreNeverAnError) {
  const Strings own = {"\"",
                       "\"\"\"",
                       "a\"b",
                       "'; DROP TABLE paragraph; --",
                       "{body section_text}: x",
                       "- body : x",
                       "NEAR/2",
                       "a NEAR b",
                       "x AND",
                       "AND AND AND",
                       "NOT NOT x",
                       "OR OR",
                       "^",
                       "a^b",
                       "+a",
                       "a + b",
                       "(((",
                       ")))",
                       "a* *b",
                       "\"a*\"*",
                       std::string("a\0b", 3),
                       "\xff\xfe",
                       "\xed\xa0\x80",
                       "\xf4\x90\x80\x80",
                       "a\x01"
                       "b\x02",
                       "💔",
                       "\u202e"
                       "abc",
                       "\u0301",
                       "x \u0301",
                       "ＡＢ*",
                       "İ*",
                       "ß*",
                       "ﬁ*",
                       "%s%n",
                       "?1",
                       ":a",
                       "@a",
                       "$a"};
  const char* shared = std::getenv("HEED_SHARED");
  auto list = std::filesystem::path(shared ? shared : HEED_SOURCE_DIR "/../shared") /
              "data/formats/strings/blns.json";
  Strings all = own;
  if (std::ifstream in{list}; in) {
    for (const auto& s : Json::parse(in)) all.push_back(s.get<std::string>());
  }
  for (const auto& s : all)
    for (const auto& words : {s, "police " + s, "-" + s, "\"" + s, s + "*", s + " OR police", "police -" + s})
      EXPECT_NO_THROW((void)library_->search(words, {}, {})) << words;
  EXPECT_EQ(library_->fault(), std::nullopt);
  if (all.size() == own.size())
    GTEST_SKIP() << "the list of naughty strings is not there; our own were tried";
}

TEST(SearchQuery, IsReadAsTyped) {
  const auto q = parse_query("coercive OR \"controlling behaviour\" -police dom*");
  ASSERT_EQ(q.all.size(), 2u);
  EXPECT_EQ(q.all[0],
            (std::vector<Term>{{"coercive", false, false}, {"controlling behaviour", true, false}}));
  EXPECT_EQ(q.all[1], (std::vector<Term>{{"dom", false, true}}));
  EXPECT_EQ(q.none, (std::vector<Term>{{"police", false, false}}));
  EXPECT_EQ(understood(q), (Strings{"coercive or \"controlling behaviour\"", "dom*", "not police"}));
}

}  // namespace
}  // namespace heed::library

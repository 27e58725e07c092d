#include "library/find.h"

#include "library/index_format.h"
#include "library/library_fixture.h"
#include "library/query.h"
#include "library/rank.h"
#include "library/reading.h"
#include "library/spelling.h"
#include "library/suggest.h"
#include "library/thesaurus.h"
#include "library/tokens.h"

namespace heed::library {
namespace {

using Strings = std::vector<std::string>;

Strings words_in(std::string_view text) {
  Strings out;
  for (const auto& t : tokens(text)) out.push_back(t.word);
  return out;
}

TEST(Tokens, AreWordsAsPeopleSayThem) {
  EXPECT_EQ(words_in("The victim's CAFÉ, 3.2 multi-agency"), (Strings{"the", "victim", "cafe", "3", "2", "multi", "agency"}));
  EXPECT_EQ(words_in("didn’t O'Brien’s it's 'quoted' dogs'"), (Strings{"didnt", "obrien", "it", "quoted", "dogs"}));
  EXPECT_EQ(words_in("cafe\u0301 n\u00ADo İ"), (Strings{"cafe", "no", "i"}));
  EXPECT_TRUE(words_in(" \xff\xfe … — ").size() <= 2);
  const std::string text = "Ünder “cöver”.";
  const auto all = tokens(text);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(text.substr(all[1].begin, all[1].end - all[1].begin), "cöver");
}

TEST(IndexFormat, ComesBackAsWritten) {
  DocumentsWriter w;
  w.add({3, 5, 0, 0, 9});
  w.add({300, 0, 2, 1, 4});
  std::vector<DocHits> back;
  each_document(w.bytes(), [&](const DocHits& h) { back.push_back(h); });
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[1].document, 300u);
  EXPECT_EQ(back[1].title, 2u);
  EXPECT_EQ(back[1].heading, 1u);
  EXPECT_EQ(back[1].bytes, 4u);
  Layout layout{{0, 3, 10, 11}, {Part::Title, Part::Heading, Part::Body}, {0, 1, 1}};
  const auto read = read_layout(write_layout(layout));
  EXPECT_EQ(read.begins, layout.begins);
  EXPECT_EQ(read.heading, layout.heading);
  EXPECT_EQ(read.parts, layout.parts);
}

class Find : public LibraryTest {
 protected:
  void SetUp() override {
    LibraryTest::SetUp();
    put(report("e1", {"Coercive control was not recognised by the police.", "The midwife asked her once."}, "The death of Linnet"));
    auto d = report("e2", {"Controlling behaviour was seen by the health visitor.", "Police were told of it."}, "The death of Wren");
    d.partnership = "Fenmere Partnership", d.published = day(2024, 1, 1);
    put(d);
    put(report("e3", {"Housing wrote a letter about arrears."}, "The death of Finch"));
  }
  Strings editions(const Question& q) {
    Strings out;
    for (const auto& r : library_->find(q).reports) out.push_back(r.entry.edition.text);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::int64_t count(const Answer& a, std::string_view field, std::string_view value) {
    for (const auto& f : a.fields)
      if (f.field == field)
        for (const auto& v : f.values)
          if (v.value == value) return v.count;
    return 0;
  }
};

TEST_F(Find, GivesReportsWithTheirParagraphs) {
  const auto a = library_->find({.words = "midwife"});
  ASSERT_EQ(a.total, 1);
  ASSERT_EQ(a.reports[0].passages.size(), 1u);
  EXPECT_EQ(a.reports[0].passages[0].anchor, "p2");
  EXPECT_EQ(a.reports[0].entry.title, "The death of Linnet");
  EXPECT_EQ(a.where, Answer::Where::Paragraph);
}

TEST_F(Find, LooksForWhatMeansTheSameUnlessToldNotTo) {
  const auto a = library_->find({.words = "coercive control"});
  EXPECT_EQ(a.total, 2);
  EXPECT_EQ(a.reports[0].entry.edition.text, "e1") << "the words as typed come first";
  EXPECT_NE(std::find(a.also.begin(), a.also.end(), "controlling behaviour"), a.also.end());
  EXPECT_EQ(editions({.words = "coercive control", .synonyms = false}), (Strings{"e1"}));
  EXPECT_EQ(editions({.words = "\"controlling behaviour\""}), (Strings{"e1", "e2"}));
}

TEST_F(Find, SaysWhereTheWordsStandWhenNoParagraphHasThemAll) {
  auto a = library_->find({.words = "midwife recognised"});
  EXPECT_EQ(a.where, Answer::Where::Report);
  EXPECT_EQ(a.total, 1);
  a = library_->find({.words = "midwife arrears"});
  EXPECT_EQ(a.where, Answer::Where::AnyWord);
  EXPECT_EQ(a.total, 2);
}

TEST_F(Find, CountsWhatEveryFilterWouldGive) {
  auto a = library_->find({.words = "police"});
  EXPECT_EQ(a.total, 2);
  EXPECT_EQ(count(a, "partnership", "Fenmere Partnership"), 1);
  EXPECT_EQ(count(a, "year", "2026"), 1);
  a = library_->find({.words = "police", .filters = {{"partnership", "Fenmere Partnership"}}});
  EXPECT_EQ(a.total, 1);
  EXPECT_EQ(count(a, "partnership", "Alderby Community Safety Partnership"), 1) << "what the other choice of the same field would give";
  EXPECT_EQ(count(a, "year", "2026"), 0) << "another field counts within the choice";
  EXPECT_EQ(library_->find({.words = "police", .filters = {{"partnership", "Fenmere Partnership"}, {"partnership", "Alderby Community Safety Partnership"}}}).total, 2);
  EXPECT_EQ(library_->find({.words = "police", .filters = {{"partnership", "Fenmere Partnership"}, {"year", "2026"}}}).total, 0);
  EXPECT_EQ(library_->find({.words = "police", .filters = {{"no-such", "thing"}}}).total, 0);
}

TEST_F(Find, NoWordsListEverythingNewestFirst) {
  const auto a = library_->find({});
  EXPECT_TRUE(a.nothing_asked);
  ASSERT_EQ(a.total, 3);
  EXPECT_EQ(a.reports[2].entry.edition.text, "e2");
  EXPECT_EQ(library_->find({.sort = Sort::Oldest}).reports[0].entry.edition.text, "e2");
  EXPECT_EQ(library_->find({.sort = Sort::Title}).reports[0].entry.edition.text, "e3");
}

TEST_F(Find, OffersTheLibrarysOwnWordForASlip) {
  EXPECT_EQ(library_->find({.words = "housign"}).meant, "housing");
  EXPECT_EQ(library_->find({.words = "\"the midwive\" -police"}).meant, "\"the midwife\" -police");
  EXPECT_EQ(library_->find({.words = "healthvisitor"}).meant, "health visitor");
  EXPECT_EQ(library_->find({.words = "zzzzzzzz"}).meant, "");
  EXPECT_EQ(library_->find({.words = "police"}).meant, "");
}

TEST_F(Find, AWithdrawnReportIsNotFoundAnyMore) {
  ASSERT_TRUE(library_->withdraw({"e1"}, withdrawn("n1")).ok());
  EXPECT_EQ(editions({.words = "police"}), (Strings{"e2"}));
  EXPECT_EQ(count(library_->find({}), "year", "2026"), 1);
}

TEST_F(Find, RankingNeedsNoWordAndFeedbackFindsMore) {
  const auto ranked = library_->rank("what did the police or the midwife do about unheardof things", 10, {});
  ASSERT_GE(ranked.size(), 2u);
  EXPECT_EQ(ranked[0].edition.text, "e1");
  EXPECT_GT(ranked[0].score, ranked[1].score);
  EXPECT_TRUE(library_->rank("zzz", 10, {}).empty());
  EXPECT_EQ(library_->rank("police", 1, {}).size(), 1u);
}

TEST_F(Find, OthersReportsComeInOnceAndAreDescribed) {
  const auto line = [](const char* text) { return *addition_of_json(text); };
  auto done = library_->add({line(R"({"id":"A/1","title":"Marsh","text":"The heron stood.\n\nIt flew."})"), line(R"({"id":"2","title":"Only a title","text":""})")});
  ASSERT_TRUE(done.ok());
  EXPECT_EQ((*done)[0].state, AddedAs::State::New);
  EXPECT_EQ(library_->rank("heron", 5, {}).at(0).external_id, "A/1");
  EXPECT_EQ(library_->rank("only a title", 5, {}).at(0).external_id, "2");
  done = library_->add({line(R"({"id":"A/1","title":"Marsh","text":"The heron stood.\n\nIt flew."})"), line(R"({"id":"2","title":"Other","text":"words"})")});
  EXPECT_EQ((*done)[0].state, AddedAs::State::Known);
  EXPECT_EQ((*done)[1].state, AddedAs::State::Refused);
  Addition said;
  said.document.partnership = "Fenmere Partnership";
  said.document.title = "Reedbed";
  said.facets = {{"victim-sex", "Female"}};
  EXPECT_TRUE(library_->describe("A/1", said).value());
  EXPECT_FALSE(library_->describe("none", said).value());
  EXPECT_EQ(library_->find({.words = "reedbed"}).total, 1);
  EXPECT_EQ(library_->find({.words = "marsh"}).total, 0);
  EXPECT_EQ(library_->find({.words = "heron", .filters = {{"victim-sex", "Female"}}}).total, 1);
  EXPECT_EQ(library_->contents().size(), 3u) << "the casework is not asked about reports of others";
  EXPECT_EQ(library_->fault(), std::nullopt);
}

TEST_F(Find, ManySmallAdditionsAreMergedAndStillFound) {
  for (int i = 0; i < 70; ++i) put(report(fmt::format("m{}", i), {fmt::format("The kestrel number{} flew.", i)}));
  while (library_->tidy()) {
  }
  EXPECT_EQ(library_->find({.words = "kestrel"}).total, 70);
  EXPECT_EQ(library_->find({.words = "number69"}).total, 1);
  ASSERT_TRUE(library_->withdraw({"m69"}, withdrawn("n9")).ok());
  EXPECT_EQ(library_->find({.words = "number69"}).total, 0);
  EXPECT_FALSE(on_disk("number69"));
  EXPECT_EQ(library_->fault(), std::nullopt);
}

TEST_F(Find, MadeBeforeFindsTheSameRecommendationElsewhere) {
  auto d = report("r1", {});
  d.blocks = {{BlockKind::Heading, 1, "", "Recommendations", {}},
              {BlockKind::Paragraph, 1, "", "Fenmere Council should provide training on coercive control to all housing officers.", {}}};
  put(d);
  d = report("r2", {});
  d.review = {"r-r2"};
  d.blocks = {{BlockKind::Heading, 1, "", "Recommendations", {}},
              {BlockKind::Paragraph, 1, "", "All housing officers must have training on coercive control.", {}},
              {BlockKind::Paragraph, 1, "", "The surgery should review how it records missed appointments.", {}}};
  put(d);
  const auto found = library_->similar("Fenmere Council should provide training on coercive control to all housing officers.", {"r-r1"}, {}, 5, true);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].edition.text, "r2");
  EXPECT_EQ(found[0].anchor, "p2");
  EXPECT_TRUE(found[0].recommendation);
  for (const auto& s : found) EXPECT_NE(s.edition.text, "r1");
}

TEST_F(Find, SuggestionsWaitForAPerson) {
  auto d = report("r1", {});
  d.blocks = {{BlockKind::Heading, 1, "", "7 Recommendations", {}}, {BlockKind::Paragraph, 1, "", "Fenmere Police should review how it records risk.", {}}};
  put(d);
  auto all = library_->suggestions({"r1"});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].value, "Fenmere Police");
  EXPECT_EQ(all[0].status, Suggestion::Status::Suggested);
  EXPECT_EQ(library_->decide(all[0].number, Suggestion::Status::Accepted, "coordinator", day(2026, 4, 1)).value(), Outcome::Changed);
  EXPECT_EQ(library_->decide(all[0].number, Suggestion::Status::Accepted, "coordinator", day(2026, 4, 1)).value(), Outcome::Unchanged);
  EXPECT_FALSE(library_->decide(99999, Suggestion::Status::Accepted, "coordinator", day(2026, 4, 1)).ok());
  EXPECT_FALSE(library_->decide(all[1].number, Suggestion::Status::Rejected, "", day(2026, 4, 1)).ok());
  EXPECT_EQ(library_->suggestions({"r1"})[0].decided_by, "coordinator");
}

TEST(Suggest, AddresseesAreNamesAndNotSentences) {
  struct Case {
    const char *text, *who;
  };
  for (const auto& c : std::initializer_list<Case>{{"Fenmere Police should review", "Fenmere Police"},
                                                   {"Recommendation 3: The Integrated Care Board must ensure", "Integrated Care Board"},
                                                   {"It is recommended that Alderby Council considers", "Alderby Council"},
                                                   {"All agencies should train staff", "All agencies"},
                                                   {"Training should be given", ""},
                                                   {"to review the policy", ""},
                                                   {"There should be a pathway", ""},
                                                   {"", ""}})
    EXPECT_EQ(addressee_of(c.text), c.who) << c.text;
}

TEST(Suggest, KnowsWhereItStands) {
  std::vector<Block> blocks = {{BlockKind::Heading, 1, "", "Terms of reference", {}},
                               {BlockKind::ListItem, 1, "•", "To establish what agencies knew of the abuse.", {}},
                               {BlockKind::Heading, 1, "", "Lessons to be learned", {}},
                               {BlockKind::Paragraph, 1, "", "Risk was judged on one incident and not on the pattern of them.", {}},
                               {BlockKind::Heading, 1, "", "What happened", {}},
                               {BlockKind::Paragraph, 1, "", "Linnet was killed on 12th May 2021 at home. It should not be forgotten.", {}}};
  const auto all = suggest(blocks);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].kind, Suggestion::Kind::TermOfReference);
  EXPECT_EQ(all[1].kind, Suggestion::Kind::Lesson);
  EXPECT_EQ(all[2].value, "death: 12th May 2021");
}

TEST(Reading, TextIsPartedAtEmptyLinesAndHeadingsAreSeen) {
  const auto blocks = blocks_of_text("1. Introduction\n\nIt began\nlike this.\n\n1.2 The panel met twice.\n\nKEY ISSUES\n\n• a point");
  ASSERT_EQ(blocks.size(), 5u);
  EXPECT_EQ(blocks[0].kind, BlockKind::Heading);
  EXPECT_EQ(blocks[1].text, "It began like this.");
  EXPECT_EQ(blocks[2].label, "1.2");
  EXPECT_EQ(blocks[3].kind, BlockKind::Heading);
  EXPECT_EQ(blocks[4].kind, BlockKind::ListItem);
}

TEST(Reading, ALineOfJsonNeedsAnId) {
  EXPECT_FALSE(addition_of_json("{\"title\":\"x\"}").ok());
  EXPECT_FALSE(addition_of_json("[1]").ok());
  EXPECT_FALSE(addition_of_json("{").ok());
  const auto a = addition_of_json(R"({"id":7,"text":"One.","published":"2021-05-04","facets":{"Victim - sex":["Female"]}})");
  ASSERT_TRUE(a.ok());
  EXPECT_EQ(a->external_id, "7");
  EXPECT_FALSE(a->titled);
  EXPECT_EQ(a->document.published, day(2021, 5, 4));
  EXPECT_EQ(a->facets, (std::vector<FacetValue>{{"victim-sex", "Female"}}));
}

TEST(Thesaurus, IsWholeAndSaysSoInSkos) {
  const auto& words = Thesaurus::built_in();
  EXPECT_GT(words.concepts().size(), 50u);
  EXPECT_NE(words.turtle("https://example.org/vocabulary").find("skos:altLabel \"controlling behaviour\"@en"), std::string::npos);
  EXPECT_FALSE(Thesaurus::read("x", "[[concept]]\nid='a'\npreferred='A'\nbroader=['none']").ok());
  EXPECT_FALSE(Thesaurus::read("x", "not toml [").ok());
  const auto w = words.widen(parse_query("idva"));
  EXPECT_FALSE(w.terms.empty());
  EXPECT_TRUE(words.widen(parse_query("idva*")).terms.empty());
}

TEST(Speller, CountsSwappedNeighboursAsOne) {
  EXPECT_EQ(edit_distance("housing", "housign", 2), 1);
  EXPECT_EQ(edit_distance("abc", "abc", 2), 0);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3);
  EXPECT_EQ(edit_distance("", "ab", 2), 2);
}

}  // namespace
}  // namespace heed::library

#include "review/guidance/edition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace heed::guidance {
namespace {

using testing::HasSubstr;
using namespace std::chrono;

const Editions& built_in() {
  static const Editions kEditions = [] {
    auto loaded = Editions::load();
    if (!loaded) throw std::runtime_error(loaded.error().message + " " + loaded.error().next);
    return std::move(loaded).value();
  }();
  return kEditions;
}
const Edition& edition(std::string_view id) {
  return *built_in().find(id);
}

std::string source(const std::string& name) {
  std::ifstream in(std::string(HEED_SOURCE_DIR) + "/data/guidance/" + name);
  return {std::istreambuf_iterator<char>(in), {}};
}
Result<Editions> with(const std::string& extra) {
  return Editions::from_texts({{"dhr-2016.toml", source("dhr-2016.toml")}}, {{"guidance/local.toml", extra}});
}
constexpr const char* kLocal =
    "id = \"borough\"\nextends = \"dhr-2016\"\ntitle = \"The borough's own\"\nrevision = \"1\"\n";

std::map<std::string, Answer> met_answers() {
  return {{"aged_16", Answer::Yes},        {"violence", Answer::Yes}, {"neglect", Answer::No},
          {"suicide_concern", Answer::No}, {"related", Answer::No},   {"intimate", Answer::Yes},
          {"household", Answer::No}};
}

template <class F>
void each_citation(const Edition& e, F&& f) {
  for (const auto& p : e.eligibility) {
    f(p.id, p.citation);
    for (const auto& q : p.questions) f(q.id, q.citation);
  }
  for (const auto& d : e.decisions) {
    f(d.id, d.citation);
    for (const auto& r : d.reasons) f(r.id, r.citation);
    for (const auto& t : d.tells) f(t.id, t.citation);
  }
  for (const auto& x : e.duties) f(x.id, x.citation);
  for (const auto& x : e.return_kinds) f(x.id, x.citation);
  for (const auto& x : e.bodies) f(x.id, x.citation);
  for (const auto& x : e.documents) f(x.id, x.citation);
  for (const auto& x : e.family_milestones) f(x.id, x.citation);
  for (const auto& x : e.withholding.grounds) f(x.id, x.citation);
  for (const auto& x : e.withholding.tells) f(x.id, x.citation);
  for (const auto& x : e.publication_pack) f(x.id, x.citation);
  for (const auto& x : e.letter_outcomes) f(x.id, x.citation);
  for (const auto& x : e.self_checks) f(x.id, x.citation);
  f("public", e.public_words.citation);
}

TEST(Edition, ThreeAreBuiltIn) {
  ASSERT_EQ(built_in().all().size(), 3u);
  for (auto id : {"dhr-2016", "dardr-2024", "susr-wales"}) EXPECT_NE(built_in().find(id), nullptr) << id;
  EXPECT_EQ(built_in().find("nothing"), nullptr);
}

TEST(Edition, EveryRuleCitesAnInstrumentOfTheEdition) {
  for (const Edition* e : built_in().all())
    each_citation(*e, [&](const std::string& id, const Citation& c) {
      EXPECT_NE(e->instrument(c.instrument), nullptr) << e->id << " " << id;
      EXPECT_FALSE(c.words.empty()) << e->id << " " << id;
    });
}

TEST(Edition, NoParagraphStandsWithoutSayingWhereItWasSeen) {
  for (const Edition* e : built_in().all())
    each_citation(*e, [&](const std::string& id, const Citation& c) {
      EXPECT_TRUE(c.paragraph.empty() || c.verified || !c.note.empty()) << e->id << " " << id;
    });
}

TEST(Edition, OnlyTextsThatWereReadAreVerified) {
  // The statute of 2004, the first words of section 19 of 2024, and the library's structure were read; no
  // guidance was.
  for (const Edition* e : built_in().all())
    each_citation(*e, [&](const std::string& id, const Citation& c) {
      if (!c.verified) return;
      EXPECT_TRUE(c.instrument == "act-2004" || c.instrument == "vpa-2024" || c.instrument == "library")
          << e->id << " " << id;
      EXPECT_TRUE(c.paragraph.empty()) << e->id << " " << id;
    });
}

TEST(Edition, EveryDutyCountsFromAKnownEvent) {
  for (const Edition* e : built_in().all())
    for (const auto& duty : e->duties) {
      EXPECT_NE(e->event(duty.from), nullptr) << e->id << " " << duty.id;
      EXPECT_NE(e->event(duty.done_by), nullptr) << e->id << " " << duty.id;
      EXPECT_FALSE(duty.owner.empty());
    }
}

TEST(Edition, SectionsOfADocumentAreUniqueAndInOrder) {
  for (const Edition* e : built_in().all())
    for (const auto& document : e->documents) {
      std::set<std::string> ids;
      for (const auto& section : document.sections)
        EXPECT_TRUE(ids.insert(section.id).second) << document.id << " " << section.id;
      EXPECT_FALSE(document.sections.empty());
    }
  const auto* report = edition("dhr-2016").document("overview_report");
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->sections.front().id, "title_page");
  EXPECT_EQ(report->sections.back().assemble, "recommendations");
}

TEST(Edition, HasTheFiveFamilyMilestonesOfTheLibrary) {
  EXPECT_EQ(edition("dhr-2016").family_milestones.size(), 5u);
  for (const auto& m : edition("dhr-2016").family_milestones) EXPECT_FALSE(m.library_tag.empty());
}

TEST(Edition, TheWithholdingNoticeNamesNobodyAndNoMonth) {
  const std::string& notice = edition("dhr-2016").withholding.public_notice;
  EXPECT_FALSE(notice.empty());
  for (auto word : {"January", "month", "pseudonym", "20"})
    EXPECT_EQ(notice.find(word), std::string::npos) << word;
}

TEST(Edition, CitationReadsAsWords) {
  EXPECT_EQ(edition("dhr-2016").duty("copy_commissioner")->citation.words,
            "Domestic Violence, Crime and Victims Act 2004, section 9(3B) and (3C)");
  EXPECT_THAT(edition("dhr-2016").milestone("advocate")->citation.words,
              HasSubstr(", section 6, paragraph 56(a)"));
}

TEST(Edition, BodiesFollowTheLawOfTheDay) {
  auto has = [](Day day, std::string_view id) {
    for (const Body* body : bodies_on(edition("dhr-2016"), day))
      if (body->id == id) return true;
    return false;
  };
  EXPECT_TRUE(has(2012y / 5 / 1, "pct"));
  EXPECT_FALSE(has(2012y / 5 / 1, "icb"));
  EXPECT_TRUE(has(2022y / 6 / 30, "ccg"));
  EXPECT_FALSE(has(2022y / 7 / 1, "ccg"));
  EXPECT_TRUE(has(2022y / 7 / 1, "icb"));
  EXPECT_TRUE(has(2026y / 1 / 1, "voluntary"));
}

TEST(Screening, MetWhenEveryPartHasAYes) {
  EXPECT_EQ(screen(edition("dhr-2016"), met_answers()).outcome, ScreenOutcome::Met);
}

TEST(Screening, AgeUnderSixteenRulesOut) {
  auto answers = met_answers();
  answers["aged_16"] = Answer::No;
  EXPECT_EQ(screen(edition("dhr-2016"), answers).outcome, ScreenOutcome::NotMet);
}

TEST(Screening, SuicideInConcerningCircumstancesIsIn) {
  auto answers = met_answers();
  answers["violence"] = Answer::No;
  answers["suicide_concern"] = Answer::Yes;
  EXPECT_EQ(screen(edition("dhr-2016"), answers).outcome, ScreenOutcome::Met);
}

TEST(Screening, NotKnownStaysOpenAndIsListed) {
  auto answers = met_answers();
  answers["intimate"] = Answer::NotKnown;
  auto result = screen(edition("dhr-2016"), answers);
  EXPECT_EQ(result.outcome, ScreenOutcome::Open);
  EXPECT_EQ(result.unknown, std::vector<std::string>{"intimate"});
}

TEST(Screening, NothingAnsweredIsOpen) {
  EXPECT_EQ(screen(edition("dhr-2016"), {}).outcome, ScreenOutcome::Open);
}

TEST(Screening, NoConnectionAtAllIsNotMet) {
  auto answers = met_answers();
  answers["intimate"] = Answer::No;
  EXPECT_EQ(screen(edition("dhr-2016"), answers).outcome, ScreenOutcome::NotMet);
}

TEST(Screening, ALodgerIsInUnderTheOldTestAndOutUnderTheNew) {
  auto answers = met_answers();
  answers["intimate"] = Answer::No;
  answers["household"] = Answer::Yes;
  EXPECT_EQ(screen(edition("dhr-2016"), answers).outcome, ScreenOutcome::Met);
  answers.erase("household");
  for (auto id : {"other_aged_16", "married", "parents_of_one_child"}) answers[id] = Answer::No;
  answers["other_aged_16"] = Answer::Yes;
  EXPECT_EQ(edition("dardr-2024").question("household"), nullptr);
  EXPECT_EQ(screen(edition("dardr-2024"), answers).outcome, ScreenOutcome::NotMet);
}

TEST(Screening, APersonUnderSixteenWhoAbusedIsOutUnderTheNewTest) {
  auto answers = met_answers();
  answers["other_aged_16"] = Answer::No;
  EXPECT_EQ(screen(edition("dhr-2016"), answers).outcome, ScreenOutcome::Met);
  EXPECT_EQ(screen(edition("dardr-2024"), answers).outcome, ScreenOutcome::NotMet);
}

TEST(Screening, ConcernsAndResidenceDoNotChangeTheTest) {
  auto answers = met_answers();
  answers["ordinarily_resident"] = Answer::No;
  answers["marac"] = Answer::Yes;
  auto result = screen(edition("dhr-2016"), answers);
  EXPECT_EQ(result.outcome, ScreenOutcome::Met);
  EXPECT_EQ(result.concerns, std::vector<std::string>{"marac"});
}

TEST(Editions, ANewReviewBeginsUnderWhatIsInForceThere) {
  EXPECT_EQ(built_in().for_new_review("england", 2026y / 11 / 22).id, "dhr-2016");
  EXPECT_EQ(built_in().for_new_review("wales", 2026y / 11 / 22).id, "susr-wales");
  EXPECT_EQ(built_in().for_new_review("wales", 2020y / 1 / 1).id, "dhr-2016");
  EXPECT_EQ(built_in().for_new_review("atlantis", 2020y / 1 / 1).status, EditionStatus::InForce);
  EXPECT_EQ(built_in().find_or_default("gone").id, "dhr-2016");
}

TEST(Editions, AnOverlayChangesQuestionClockAndSectionWithoutCompiling) {
  auto loaded = with(std::string(kLocal) + R"(
[[part]]
id = "age"
[[part.question]]
id = "aged_16"
text = "Had they turned 16?"
[[duty]]
id = "decide"
length = "10 working days"
[[event]]
id = "vigil"
title = "A vigil was held"
[[duty]]
id = "thank_the_family"
after = "decide"
title = "Thank the family"
from = "vigil"
length = "5 days"
owner = "The chair"
cite = { in = "practice" }
[[document]]
id = "overview_report"
[[document.section]]
id = "tribute"
after = "title_page"
heading = "A tribute"
[[document.section]]
id = "overview"
remove = true
)");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const Edition* local = loaded->find("borough");
  ASSERT_NE(local, nullptr);
  EXPECT_EQ(local->question("aged_16")->text, "Had they turned 16?");
  EXPECT_EQ(local->question("aged_16")->rules_out, Answer::No) << "what the overlay leaves alone stays";
  EXPECT_EQ(local->duty("decide")->length, (ClockLength{10, ClockUnit::WorkingDays}));
  EXPECT_EQ(local->duties[2].id, "thank_the_family");
  EXPECT_EQ(local->document("overview_report")->sections[1].heading, "A tribute");
  for (const auto& section : local->document("overview_report")->sections) EXPECT_NE(section.id, "overview");
  EXPECT_EQ(loaded->find("dhr-2016")->question("aged_16")->text, "Was the person who died aged 16 or over?");
}

TEST(Editions, AnOverlayMayChangeTheEditionOfItsOwnName) {
  auto loaded = with("id = \"dhr-2016\"\nextends = \"dhr-2016\"\n[naming]\nshort = \"DARDR\"\n");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->find("dhr-2016")->naming.short_name, "DARDR");
  EXPECT_EQ(loaded->find("dhr-2016")->naming.long_name, "domestic homicide review");
}

TEST(Editions, AWholeFileOfTheSameNameReplaces) {
  auto text = source("dhr-2016.toml");
  text.replace(text.find("length = \"1 month\""), 18, "length = \"2 months\"");
  auto loaded = with(text);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->find("dhr-2016")->duty("decide")->length.amount, 2);
}

TEST(Editions, AFileInTheDataFolderIsTaken) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("heed-editions-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "borough.toml") << kLocal;
  auto loaded = Editions::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->find("borough")->title, "The borough's own");
  EXPECT_EQ(loaded->find("borough")->file, "guidance/borough.toml");
}

struct Bad {
  const char* name;
  const char* text;
  const char* says;
};
class BadEdition : public testing::TestWithParam<Bad> {};
TEST_P(BadEdition, IsRefusedWithFileLineAndWhatToDo) {
  auto loaded = with(std::string(kLocal) + GetParam().text);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, Code::BadInput);
  EXPECT_THAT(loaded.error().message, HasSubstr("guidance/local.toml"));
  EXPECT_THAT(loaded.error().message, HasSubstr(GetParam().says));
  EXPECT_FALSE(loaded.error().next.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Editions, BadEdition,
    testing::Values(
        Bad{"unknown_key", "colour = \"red\"\n", "line 5: `colour` is not a key of an edition"},
        Bad{"not_toml", "[[duty]\n", "line 5: this is not TOML"},
        Bad{"no_citation", "[[pack]]\nid = \"new\"\ntext = \"New\"\n", "does not say where it comes from"},
        Bad{"unknown_instrument", "[[pack]]\nid = \"new\"\ntext = \"New\"\ncite = { in = \"act-1066\" }\n",
            "not an instrument"},
        Bad{"invented_paragraph",
            "[[pack]]\nid = \"new\"\ntext = \"New\"\ncite = { in = \"act-2004\", paragraph = \"12\" }\n",
            "cites a paragraph that nobody has verified"},
        Bad{"unknown_event", "[[duty]]\nid = \"decide\"\nfrom = \"thunder\"\n",
            "line 7: a duty `decide` names the event `thunder`"},
        Bad{"bad_clock", "[[duty]]\nid = \"decide\"\nlength = \"a while\"\n",
            "`a while` is not a length of time"},
        Bad{"unknown_kind", "[[duty]]\nid = \"decide\"\nkinds = [\"maybe\"]\n", "decisions of kind `maybe`"},
        Bad{"bad_assemble",
            "[[document]]\nid = \"overview_report\"\n[[document.section]]\nid = \"panel\"\nassemble = "
            "\"magic\"\n",
            "cannot assemble `magic`"},
        Bad{"wrong_type", "[[duty]]\nid = \"decide\"\nwarn_days = \"ten\"\n", "must be a whole number"},
        Bad{"bad_answer",
            "[[part]]\nid = \"age\"\n[[part.question]]\nid = \"aged_16\"\nrules_out = \"perhaps\"\n",
            "cannot settle"},
        Bad{"remove_nothing", "[[duty]]\nid = \"nothing\"\nremove = true\n", "`nothing` cannot be removed"},
        Bad{"bad_id", "[[stage]]\nid = \"New Stage\"\ntitle = \"New\"\n",
            "has a character that ids may not have"},
        Bad{"bad_after", "[[stage]]\nid = \"new\"\ntitle = \"New\"\nafter = \"gone\"\n",
            "to stand after `gone`"},
        Bad{"bad_jurisdiction", "jurisdictions = [\"scotland\"]\n", "`scotland` is not a jurisdiction"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Editions, UnknownParentAndCirclesAreRefused) {
  auto unknown = with("id = \"a\"\nextends = \"gone\"\n");
  ASSERT_FALSE(unknown.ok());
  EXPECT_THAT(unknown.error().message, HasSubstr("`gone`, which is not known"));
  auto circle = Editions::from_texts(
      {{"dhr-2016.toml", source("dhr-2016.toml")}},
      {{"a.toml", "id = \"a\"\nextends = \"b\"\n"}, {"b.toml", "id = \"b\"\nextends = \"a\"\n"}});
  ASSERT_FALSE(circle.ok());
  EXPECT_THAT(circle.error().message, HasSubstr("in a circle"));
  auto twice = Editions::from_texts({{"dhr-2016.toml", source("dhr-2016.toml")}},
                                    {{"a.toml", kLocal}, {"b.toml", kLocal}});
  ASSERT_FALSE(twice.ok());
  EXPECT_THAT(twice.error().message, HasSubstr("already in a.toml"));
}

TEST(AvoidWords, AreFoundAtWordEdgesInAnyCase) {
  const auto hits =
      find_avoid_words(edition("dhr-2016"), "Jo Failed\n to-Engage. They were unprovoked, provoked.");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].word->id, "failed_to_engage");
  EXPECT_EQ(hits[0].begin, 3u);
  EXPECT_EQ(hits[1].word->id, "provoked");
}

TEST(AvoidWords, TheLongestIsTaken) {
  const std::string_view text = "a chaotic lifestyle";
  const auto hits = find_avoid_words(edition("dhr-2016"), text);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(text.substr(hits[0].begin, hits[0].end - hits[0].begin), "chaotic lifestyle");
}

TEST(AvoidWords, ForensicDnaIsNotBlame) {
  EXPECT_TRUE(find_avoid_words(edition("dhr-2016"), "DNA was found.").empty());
}

TEST(ClockLength, ReadsAsWords) {
  EXPECT_EQ(in_words(ClockLength{1, ClockUnit::Months}), "one month");
  EXPECT_EQ(in_words(ClockLength{6, ClockUnit::Months}), "six months");
  EXPECT_EQ(in_words(ClockLength{15, ClockUnit::WorkingDays}), "15 working days");
  EXPECT_EQ(in_words(ClockLength{0, ClockUnit::CalendarDays}), "the same day");
  EXPECT_EQ(in_words(ClockLength{}), "as soon as practicable");
}

}  // namespace
}  // namespace heed::guidance

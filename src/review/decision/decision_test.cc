// Scoping, the test and decisions on a real store.
#include "review/decision/decision.h"

#include <unistd.h>

#include <gtest/gtest.h>

#include "review/decision/clock.h"
#include "review/notification/notification.h"

namespace heed::review {
namespace {

using namespace std::chrono;

const guidance::Editions& built_in() {
  static const guidance::Editions kEditions = [] {
    auto loaded = guidance::Editions::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(loaded).value();
  }();
  return kEditions;
}

class DecisionTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("heed-decision-{}-{}", getpid(), AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({folder_ / "data", folder_ / "key", true, 2}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(opened).value();
    coordinator_.account = AccountId::random();
    auto made = store_->write({}, "test.set_up", [&](store::Writer& w) -> Result<void> {
      access::Partnership p;
      p.name = "Northbank Partnership";
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), p, 0));
      coordinator_.memberships = {{coordinator_.account, access::Role::Coordinator, partnership_, {}, {}}};
      HEED_ASSIGN(police_, access::put_agency(w, AgencyId::random(), {"Northbank Police", "police", true, {}}, 0));
      HEED_ASSIGN(housing_, access::put_agency(w, AgencyId::random(), {"Alder Homes", "housing", false, {}}, 0));
      NewReview request;
      request.responsible = partnership_;
      request.edition = edition().id;
      HEED_ASSIGN(review_, start_review(w, coordinator_, request, w.clock().today()));
      coordinator_.declared_for = {review_};
      Notification told;
      told.told_on = UncertainDate::exactly(2024y / 5 / 1);
      HEED_ASSIGN(auto row, notification(w, review_));
      return put_notification(w, coordinator_, edition(), review_, told, row.version);
    });
    ASSERT_TRUE(made.ok()) << made.error().message;
    outsider_.account = AccountId::random();
    panel_.account = AccountId::random();
    panel_.memberships = {{panel_.account, access::Role::PanelMember, partnership_, review_, police_}};
    panel_.declared_for = {review_};
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  const guidance::Edition& edition() const { return *built_in().find("dhr-2016"); }
  template <class F>
  auto write(F&& f) { return store_->write({coordinator_.account}, "test.write", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }
  Stage stage() { return read([&](store::Reader& r) { return review::review(r, review_)->value.stage; }); }
  Scoping request(AgencyId agency) const {
    Scoping s;
    s.agency = agency;
    s.asked_on = 2024y / 5 / 3;
    s.due = 2024y / 5 / 17;
    return s;
  }
  Decision decision(std::string kind, std::string reason, Day day, std::string why = "Somebody asked again") const {
    Decision d;
    d.kind = std::move(kind);
    d.reasons = {{std::move(reason), "", "The words of the reason"}};
    d.day = day;
    d.decided_by = "Chair of the partnership";
    d.prompted_by = std::move(why);
    return d;
  }
  Result<DecisionId> decided(const Decision& d) {
    return write([&](store::Writer& w) { return decide(w, coordinator_, edition(), review_, d); });
  }
  guidance::DutyRow duty(std::string_view rule) {
    guidance::DutyRow out{};
    read([&](store::Reader& r) { for (auto& row : guidance::duties(r, review_)) if (row->rule == rule) out = row; });
    return out;
  }

  FixedClock clock_{sys_days{2024y / 6 / 20} + 9h};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  access::Actor coordinator_, outsider_, panel_;
  PartnershipId partnership_;
  ReviewId review_;
  AgencyId police_, housing_;
};

TEST_F(DecisionTest, TheFirstScopingRequestMovesTheReviewOnAndDoesTheDutyToAsk) {
  ASSERT_TRUE(write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, {}, request(police_), 0); }).ok());
  EXPECT_EQ(stage(), Stage::Deciding);
  EXPECT_EQ(duty("secure_records")->done, Day(2024y / 5 / 3));
  auto later = request(housing_);
  later.asked_on = 2024y / 5 / 9;
  ASSERT_TRUE(write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, {}, later, 0); }).ok());
  EXPECT_EQ(duty("secure_records")->done, Day(2024y / 5 / 3));
}

TEST_F(DecisionTest, AnAgencyIsAskedOnceAndItsAnswerIsKept) {
  auto id = write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, {}, request(police_), 0); });
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, {}, request(police_), 0); }).error().code, Code::BadInput);
  auto answered = request(police_);
  answered.answer = ScopingAnswer::NoTrace;
  auto refused = write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, *id, answered, 1); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().fields.size(), 2u);  // no day, records not said
  answered.answered_on = 2024y / 5 / 10;
  answered.secured = "yes";
  ASSERT_TRUE(write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, *id, answered, 1); }).ok());
  EXPECT_EQ(write([&](store::Writer& w) { return put_scoping(w, coordinator_, edition(), review_, *id, answered, 1); }).error().code, Code::Stale);
  EXPECT_EQ(read([&](store::Reader& r) { return scoping_state(r, *review::review(r, review_)); }).is, StepState::Is::Done);
}

TEST_F(DecisionTest, VerbsRefuseWhoMayNot) {
  const auto try_all = [&](const access::Actor& who, Code code) {
    EXPECT_EQ(write([&](store::Writer& w) { return put_scoping(w, who, edition(), review_, {}, request(police_), 0); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return answer_question(w, who, edition(), review_, {"aged_16", "yes", "Records", {}}, 0); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return decide(w, who, edition(), review_, decision("review", "test_met", 2024y / 6 / 1)); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return tell(w, who, edition(), review_, {DecisionId::random(), "family", "", 2024y / 6 / 2, "", ""}); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return mark_done(w, who, edition(), review_, duty("decide").id, 2024y / 6 / 2, ""); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return mark_open(w, who, review_, duty("decide").id, "why"); }).error().code, code);
    EXPECT_EQ(write([&](store::Writer& w) { return explain_late(w, who, review_, duty("decide").id, "words"); }).error().code, code);
  };
  try_all(outsider_, Code::NotFound);
  try_all(panel_, Code::Forbidden);
  auto excluded = coordinator_;
  excluded.excluded_from = {review_};
  try_all(excluded, Code::NotFound);
}

TEST_F(DecisionTest, AnAnswerNeedsEvidenceUnlessNothingIsKnown) {
  const auto answer = [&](std::string given, std::string evidence) {
    return write([&](store::Writer& w) { return answer_question(w, coordinator_, edition(), review_, {"aged_16", given, evidence, {}}, store::kAnyVersion); });
  };
  EXPECT_EQ(answer("yes", "  ").error().fields.at(0).field, "evidence");
  EXPECT_EQ(answer("perhaps", "Records").error().fields.at(0).field, "answer");
  EXPECT_TRUE(answer("not_known", "").ok());
  EXPECT_TRUE(answer("yes", "A date of birth in the records of the police").ok());
  const auto rows = read([&](store::Reader& r) { return eligibility(r, review_); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(answers_of(rows).at("aged_16"), guidance::Answer::Yes);
}

TEST_F(DecisionTest, ALaterDecisionStandsBesideTheEarlierOne) {
  auto first = decided(decision("no_review", "no_connection", 2024y / 5 / 20));
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_EQ(stage(), Stage::NotReviewed);
  EXPECT_EQ(duty("decide")->done, Day(2024y / 5 / 20));
  EXPECT_FALSE(duty("complete_report")->due.has_value());
  auto unsaid = decision("review", "directed", 2024y / 6 / 10, "");
  EXPECT_EQ(decided(unsaid).error().fields.at(0).field, "prompted_by");
  auto second = decided(decision("review", "directed", 2024y / 6 / 10, "The Home Secretary directed a review"));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(stage(), Stage::Casefile);
  EXPECT_EQ(duty("complete_report")->due, Day(2024y / 12 / 10));
  const auto all = read([&](store::Reader& r) { return decisions(r, review_); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]->kind, "no_review");
  EXPECT_EQ(all[0]->reasons.at(0).text, "The words of the reason");
  EXPECT_EQ(all[0].version, 1);
  EXPECT_EQ(read([&](store::Reader& r) { return current_decision(r, review_); })->id, *second);
}

TEST_F(DecisionTest, AnOlderDecisionEnteredAfterwardsChangesNothingThatStands) {
  ASSERT_TRUE(decided(decision("review", "test_met", 2024y / 6 / 10)).ok());
  ASSERT_TRUE(decided(decision("no_review", "no_connection", 2024y / 5 / 20)).ok());
  EXPECT_EQ(stage(), Stage::Casefile);
  EXPECT_EQ(read([&](store::Reader& r) { return current_decision(r, review_); })->value.kind, "review");
  EXPECT_FALSE(duty("complete_report")->withdrawn);
}

TEST_F(DecisionTest, ReasonsComeFromTheEditionAndSomeNeedWords) {
  EXPECT_EQ(decided(decision("review", "no_connection", 2024y / 6 / 1)).error().fields.at(0).field, "reasons");
  auto bare = decision("review", "appears_met", 2024y / 6 / 1);
  bare.reasons[0].text = " ";
  EXPECT_EQ(decided(bare).error().fields.at(0).field, "text_appears_met");
  EXPECT_EQ(decided(decision("review", "test_met", 2024y / 6 / 21)).error().fields.at(0).field, "day");
}

TEST_F(DecisionTest, TellingCompletesItsDutyAndIsCorrectedNotDoubled) {
  const auto id = *decided(decision("no_review", "no_connection", 2024y / 6 / 3));
  const auto state = [&] { return read([&](store::Reader& r) { return decision_state(r, *review::review(r, review_)); }); };
  EXPECT_EQ(state().is, StepState::Is::InProgress);
  EXPECT_EQ(duty("tell_home_office")->due, Day(2024y / 6 / 3));
  const auto told = [&](std::string whom, Day day) {
    return write([&](store::Writer& w) { return tell(w, coordinator_, edition(), review_, {id, whom, "", day, "By letter", ""}); });
  };
  EXPECT_EQ(told("home_office", 2024y / 6 / 2).error().fields.at(0).field, "told_on");
  ASSERT_TRUE(told("home_office", 2024y / 6 / 7).ok());
  EXPECT_EQ(duty("tell_home_office")->done, Day(2024y / 6 / 7));
  ASSERT_TRUE(told("home_office", 2024y / 6 / 5).ok());
  EXPECT_EQ(duty("tell_home_office")->done, Day(2024y / 6 / 5));
  ASSERT_TRUE(told("family", 2024y / 6 / 5).ok());
  EXPECT_EQ(read([&](store::Reader& r) { return tellings(r, review_); }).size(), 2u);
  EXPECT_EQ(told("nobody", 2024y / 6 / 5).error().code, Code::NotFound);
  EXPECT_EQ(state().is, StepState::Is::Done);
}

TEST_F(DecisionTest, QuestionsAndKindsComeFromTheEditionsFile) {
  constexpr const char* kLocal = R"(
id = "borough"
extends = "dhr-2016"
title = "The borough's own"
revision = "1"
[[part]]
id = "harm"
[[part.question]]
id = "lantern"
text = "Was the lantern lit?"
evidence = "Who saw it?"
rules_in = "yes"
[[decision]]
id = "review"
[[decision.reason]]
id = "lantern_lit"
text = "The lantern was lit"
)";
  std::vector<std::pair<std::string, std::string>> texts;
  for (const char* name : {"dhr-2016.toml"}) {
    std::FILE* f = std::fopen((std::string(HEED_SOURCE_DIR) + "/data/guidance/" + name).c_str(), "rb");
    ASSERT_NE(f, nullptr);
    std::string text(1 << 20, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), f));
    std::fclose(f);
    texts.emplace_back(name, text);
  }
  auto editions = guidance::Editions::from_texts(texts, {{"guidance/borough.toml", kLocal}});
  ASSERT_TRUE(editions.ok()) << editions.error().message;
  const auto& local = *editions->find("borough");
  const Eligibility given{"lantern", "yes", "The keeper's book", {}};
  EXPECT_EQ(write([&](store::Writer& w) { return answer_question(w, coordinator_, edition(), review_, given, 0); }).error().code, Code::NotFound);
  ASSERT_TRUE(write([&](store::Writer& w) { return answer_question(w, coordinator_, local, review_, given, 0); }).ok());
  auto lit = decision("review", "lantern_lit", 2024y / 6 / 1);
  EXPECT_FALSE(decided(lit).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return decide(w, coordinator_, local, review_, lit); }).ok());
  const auto standing = read([&](store::Reader& r) { return current_decision(r, review_); });
  EXPECT_EQ(standing->value.reasons.at(0).title, "The lantern was lit");
  EXPECT_EQ(standing->value.edition, "borough");
}

TEST_F(DecisionTest, AMarkOnTheClockIsTheEventItself) {
  ASSERT_TRUE(decided(decision("review", "test_met", 2024y / 5 / 20)).ok());
  const auto report = duty("complete_report");
  ASSERT_TRUE(write([&](store::Writer& w) { return mark_done(w, coordinator_, edition(), review_, report.id, 2024y / 6 / 15, "Finished outside Heed"); }).ok());
  EXPECT_EQ(duty("complete_report")->done, Day(2024y / 6 / 15));
  EXPECT_EQ(duty("complete_report")->note, "Finished outside Heed");
  EXPECT_EQ(duty("submit")->from, Day(2024y / 6 / 15));
  EXPECT_FALSE(write([&](store::Writer& w) { return mark_done(w, coordinator_, edition(), ReviewId::random(), report.id, 2024y / 6 / 15, ""); }).ok());
}

TEST_F(DecisionTest, TheDutyToDecideIsDoneByADecisionAlone) {
  const auto open = duty("decide");
  EXPECT_FALSE(may_be_marked(edition(), open.value));
  EXPECT_EQ(write([&](store::Writer& w) { return mark_done(w, coordinator_, edition(), review_, open.id, 2024y / 6 / 15, ""); }).error().code, Code::Refused);
  ASSERT_TRUE(write([&](store::Writer& w) { return explain_late(w, coordinator_, review_, open.id, "The board did not meet"); }).ok());
  EXPECT_EQ(duty("decide")->explanations.at(0).words, "The board did not meet");
}

}  // namespace
}  // namespace heed::review

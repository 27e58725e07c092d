// Findings, recommendations and actions on a real store: what each verb refuses, and who sees what.
#include "review/recommendations/recommendations.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "review/chronology/chronology.h"

namespace heed::review {
namespace {

using namespace std::chrono;
using access::Role;

UncertainDate on(std::string_view typed) { return *UncertainDate::parse(typed, Day(2026y / 11 / 22)); }

class Recommendations : public testing::Test {
 protected:
  template <class F>
  auto write(std::string_view verb, F body) { return store_->write({coordinator_.account}, verb, body); }
  template <class F>
  auto do_(std::string_view verb, F body) {
    auto done = write(verb, body);
    EXPECT_TRUE(done.ok()) << verb << ": " << (done.ok() ? "" : done.error().message);
    return done.ok() ? *done : std::decay_t<decltype(*done)>{};
  }
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("heed-recommendations-{}-{}", getpid(), AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({folder_ / "data", folder_ / "key", true, 2}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(opened).value();
    area_ = do_("area", [&](store::Writer& w) { return access::put_partnership(w, PartnershipId::random(), {"North Borough Partnership"}, 0); });
    police_ = do_("agency", [&](store::Writer& w) { return access::put_agency(w, AgencyId::random(), {"Northshire Police", "police"}, 0); });
    health_ = do_("agency", [&](store::Writer& w) { return access::put_agency(w, AgencyId::random(), {"Northshire Health Trust", "nhs_trust"}, 0); });
    coordinator_ = somebody({Role::Coordinator, area_, {}, {}});
    review_ = do_("start", [&](store::Writer& w) { return put_review(w, ReviewId::random(), {"NB-2026-01", "", "dhr-2016", area_, area_}, 0); });
    coordinator_.declared_for = {review_};
    for (auto agency : {police_, health_})
      do_("join", [&](store::Writer& w) { return put_review_agency(w, coordinator_, review_, {}, {.agency = agency, .authority = "listed"}, 0); });
    police_author_ = somebody({Role::AgencyAuthor, {}, review_, police_});
    health_author_ = somebody({Role::AgencyAuthor, {}, review_, health_});
    police_panel_ = somebody({Role::PanelMember, {}, review_, police_});
    finding_ = do_("finding", [&](store::Writer& w) { return put_finding(w, coordinator_, review_, {}, good_finding(), 0); });
    lesson_ = do_("lesson", [&](store::Writer& w) { return put_lesson(w, coordinator_, review_, {}, good_lesson(), 0); });
    recommendation_ = do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, good_recommendation(), 0); });
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  struct Held { Role role; PartnershipId partnership; ReviewId review; AgencyId agency; };
  access::Actor somebody(const Held& held) {
    access::Actor actor;
    actor.account = AccountId::random();
    access::Membership m;
    m.account = actor.account;
    m.role = held.role;
    m.partnership = held.partnership;
    m.review = held.review;
    m.agency = held.agency;
    actor.memberships = {m};
    if (!held.review.is_empty()) actor.declared_for = {held.review};
    return actor;
  }
  template <class R>
  static std::string field(const R& result) {
    if (result.ok()) return "(ok)";
    return result.error().fields.empty() ? "(no field)" : result.error().fields.front().field;
  }
  template <class R>
  static Code code(const R& result) { EXPECT_FALSE(result.ok()); return result.ok() ? Code::Busy : result.error().code; }

  Finding good_finding() { return {{}, "Calls were looked at one by one.", false, Reach::Within, {police_}, {}}; }
  Lesson good_lesson() {
    Lesson l;
    l.findings = {finding_};
    l.text = "Repeated calls show a pattern.";
    l.change = "Calls are read together.";
    l.how = "A weekly look at repeated calls.";
    l.by_when = on("March 2027");
    l.reach = Reach::Between;
    l.agencies = {police_, health_};
    return l;
  }
  Recommendation good_recommendation() {
    Recommendation v;
    v.lessons = {lesson_};
    v.text = "Read repeated calls together.";
    v.origin = "panel";
    return v;
  }
  Action good_action(AgencyId owner) {
    Action a;
    a.recommendation = recommendation_;
    a.text = "Start a weekly look at repeated calls";
    a.owner = owner;
    a.owner_post = "Head of safeguarding";
    a.target = on("October 2026");
    a.expected_change = "Patterns are seen within a week";
    return a;
  }
  ActionId add_action(AgencyId owner) {
    return do_("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, {}, good_action(owner), 0); });
  }
  ActionUpdate news(ActionState state = ActionState::InProgress) {
    ActionUpdate u;
    u.on = on("20 November 2026");
    u.text = "The first meeting was held.";
    u.state = state;
    return u;
  }
  auto update(const access::Actor& actor, ActionId id, const ActionUpdate& u) {
    return write("update", [&](store::Writer& w) { return add_update(w, actor, review_, id, u); });
  }
  ReviewRow in() { return *store_->read([&](store::Reader& r) { return review(r, review_); }); }
  Action now(ActionId id) { return store_->read([&](store::Reader& r) { return action(r, coordinator_, in_(r), id); })->value; }
  ReviewRow in_(store::Reader& r) { return *review(r, review_); }
  std::size_t seen_by(const access::Actor& actor) {
    return store_->read([&](store::Reader& r) { return visible_actions(r, actor, today_); }).size();
  }
  std::size_t late_for(const access::Actor& actor) {
    return store_->read([&](store::Reader& r) { return late_actions(r, actor, today_); }).size();
  }

  Day today_ = 2026y / 11 / 22;
  FixedClock clock_{sys_days{2026y / 11 / 22} + 12h};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  access::Actor coordinator_, police_author_, health_author_, police_panel_;
  PartnershipId area_;
  AgencyId police_, health_;
  ReviewId review_;
  FindingId finding_;
  LessonId lesson_;
  RecommendationId recommendation_;
};

// --- findings and lessons ---

TEST_F(Recommendations, AFindingWithinAnAgencyNamesOneAndBetweenAgenciesTwo) {
  const auto put = [&](Reach reach, std::vector<AgencyId> agencies) {
    auto f = good_finding();
    f.reach = reach;
    f.agencies = std::move(agencies);
    return field(write("finding", [&](store::Writer& w) { return put_finding(w, coordinator_, review_, {}, f, 0); }));
  };
  EXPECT_EQ(put(Reach::NotSaid, {police_}), "reach");
  EXPECT_EQ(put(Reach::Within, {police_, health_}), "agencies");
  EXPECT_EQ(put(Reach::Between, {police_}), "agencies");
  EXPECT_EQ(put(Reach::Within, {AgencyId::random()}), "agencies");
  EXPECT_EQ(put(Reach::Between, {police_, health_}), "(ok)");
}

TEST_F(Recommendations, AFindingKeepsItsEntriesWhenItsWordsChange) {
  const auto told = [&](const char* what) {
    Entry e;
    e.what = what;
    e.date = *UncertainDate::parse("3 May 2024", clock_.today());
    return do_("entry", [&](store::Writer& w) { return add_entry(w, coordinator_, review_, police_, e); }).any();
  };
  const auto entry = told("A call to the house."), other = told("A second call.");
  EXPECT_EQ(write("support", [&](store::Writer& w) { return support(w, coordinator_, review_, finding_, {AnyId::random()}, {}); }).error().code, Code::NotFound);
  do_("support", [&](store::Writer& w) -> Result<int> { HEED_TRY(support(w, coordinator_, review_, finding_, {entry, other, entry}, {})); return 1; });
  auto f = good_finding();
  f.text = "Each call was looked at alone.";
  EXPECT_TRUE(write("finding", [&](store::Writer& w) { return put_finding(w, coordinator_, review_, finding_, f, store::kAnyVersion); }).ok());
  EXPECT_TRUE(write("support", [&](store::Writer& w) { return support(w, coordinator_, review_, finding_, {}, {other}); }).ok());
  const auto row = store_->read([&](store::Reader& r) { return finding(r, review_, finding_); });
  EXPECT_EQ(row->value.entries, std::vector<AnyId>{entry});
  EXPECT_EQ(row->value.text, "Each call was looked at alone.");
}

TEST_F(Recommendations, EarlyLearningSaysWhatWasDoneAndWhen) {
  auto l = good_lesson();
  l.early = true;
  const auto put = [&] { return field(write("lesson", [&](store::Writer& w) { return put_lesson(w, coordinator_, review_, {}, l, 0); })); };
  EXPECT_EQ(put(), "early_on");
  l.early_on = on("May 2026");
  EXPECT_EQ(put(), "early_what");
  l.early_what = "A note went to every team.";
  EXPECT_EQ(put(), "(ok)");
}

TEST_F(Recommendations, WhatSomethingAnswersCannotBeRemoved) {
  EXPECT_EQ(code(write("drop", [&](store::Writer& w) { return drop_finding(w, coordinator_, review_, finding_, store::kAnyVersion); })), Code::Refused);
  EXPECT_EQ(code(write("drop", [&](store::Writer& w) { return drop_unanswered_lesson(w, coordinator_, review_, lesson_, store::kAnyVersion); })), Code::Refused);
  add_action(police_);
  EXPECT_EQ(code(write("drop", [&](store::Writer& w) { return drop_recommendation(w, coordinator_, review_, recommendation_, store::kAnyVersion); })), Code::Refused);
}

TEST_F(Recommendations, FindingsStateNamesWhatIsMissing) {
  EXPECT_EQ(store_->read([&](store::Reader& r) { return findings_state(r, in_(r)); }).is, StepState::Is::Done);
  do_("finding", [&](store::Writer& w) { return put_finding(w, coordinator_, review_, {}, good_finding(), 0); });
  const auto state = store_->read([&](store::Reader& r) { return findings_state(r, in_(r)); });
  EXPECT_EQ(state.is, StepState::Is::InProgress);
  EXPECT_EQ(state.hint, "1 finding has no lesson");
}

// --- recommendations ---

TEST_F(Recommendations, ARecommendationAnswersALessonOfItsReview) {
  auto v = good_recommendation();
  v.lessons.clear();
  EXPECT_EQ(field(write("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, v, 0); })), "lessons");
  v.lessons = {LessonId::random()};
  EXPECT_EQ(field(write("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, v, 0); })), "lessons");
}

TEST_F(Recommendations, OneFromAnAgencysOwnReviewNamesTheAgency) {
  auto v = good_recommendation();
  v.origin = "imr";
  EXPECT_EQ(field(write("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, v, 0); })), "origin_agency");
  v.origin_agency = health_;
  EXPECT_EQ(field(write("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, v, 0); })), "(ok)");
}

TEST_F(Recommendations, NumbersGoOn) {
  const auto second = do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, good_recommendation(), 0); });
  const auto all = store_->read([&](store::Reader& r) { return recommendations(r, review_); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].value.number, 1);
  EXPECT_EQ(all[1].id, second);
  EXPECT_EQ(all[1].value.number, 2);
}

TEST_F(Recommendations, ChangedWordsAreNoLongerCleared) {
  EXPECT_TRUE(write("clear", [&](store::Writer& w) { return clear_for_public(w, coordinator_, review_, recommendation_, true, 1); }).ok());
  auto progress = store_->read([&](store::Reader& r) { return cleared_progress(r, in_(r)); });
  ASSERT_EQ(progress.size(), 1u);
  EXPECT_EQ(progress[0].number, 1);
  EXPECT_EQ(progress[0].state, ActionState::NotStarted);
  const auto row = *store_->read([&](store::Reader& r) { return recommendation(r, review_, recommendation_); });
  EXPECT_EQ(row.value.cleared_by, coordinator_.account);
  EXPECT_EQ(row.value.cleared_on, today_);
  // The level may change; the words may not.
  auto v = good_recommendation();
  v.level = Level::National;
  do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, recommendation_, v, row.version); });
  EXPECT_EQ(store_->read([&](store::Reader& r) { return cleared_progress(r, in_(r)); }).size(), 1u);
  v.text = "Read all calls together.";
  v.cleared_for_public = true;  // a form cannot clear
  do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, recommendation_, v, row.version + 1); });
  EXPECT_TRUE(store_->read([&](store::Reader& r) { return cleared_progress(r, in_(r)); }).empty());
}

TEST_F(Recommendations, WordsReadBeforeAChangeCannotBeCleared) {
  auto v = good_recommendation();
  v.text = "Read all calls together.";
  do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, recommendation_, v, 1); });
  EXPECT_EQ(code(write("clear", [&](store::Writer& w) { return clear_for_public(w, coordinator_, review_, recommendation_, true, 1); })), Code::Stale);
}

TEST_F(Recommendations, AnAddresseeRepliesAfterItWasSent) {
  Addressee a;
  a.recommendation = recommendation_;
  const auto put = [&] { return field(write("address", [&](store::Writer& w) { return put_addressee(w, coordinator_, review_, {}, a, 0); })); };
  EXPECT_EQ(put(), "agency");
  a.body = "College of Invented Studies";
  a.replied = on("3 May 2026");
  a.reply = "They agree.";
  EXPECT_EQ(put(), "sent");
  a.sent = on("4 June 2026");
  EXPECT_EQ(put(), "replied");
  a.replied = on("5 July 2026");
  EXPECT_EQ(put(), "(ok)");
  EXPECT_EQ(put(), "agency");  // twice the same body
}

// --- actions ---

TEST_F(Recommendations, WhatWasBroughtNeedsNoLessonAndKeepsWhereItCameFrom) {
  auto v = good_recommendation();
  v.lessons.clear();
  v.brought = "Read repeated calls together";
  const auto id = do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, {}, v, 0); });
  v.brought.clear();
  v.text = "Read repeated calls together, weekly.";
  do_("rec", [&](store::Writer& w) { return put_recommendation(w, coordinator_, review_, id, v, store::kAnyVersion); });
  EXPECT_EQ(store_->read([&](store::Reader& r) { return recommendation(r, review_, id); })->value.brought, "Read repeated calls together");
}

TEST_F(Recommendations, AnActionBelongsToARecommendationOrToALesson) {
  auto a = good_action(police_);
  a.lesson = lesson_;
  EXPECT_EQ(code(write("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, {}, a, 0); })), Code::BadInput);
  a.recommendation = {};
  EXPECT_TRUE(write("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, {}, a, 0); }).ok());
  a.lesson = {};
  EXPECT_EQ(code(write("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, {}, a, 0); })), Code::BadInput);
}

TEST_F(Recommendations, AnActionCannotBeDoneWithoutEvidenceOfAction) {
  const auto id = add_action(police_);
  EXPECT_EQ(field(update(coordinator_, id, news(ActionState::Done))), "evidence");
  EXPECT_EQ(now(id).state, ActionState::NotStarted);
  auto u = news(ActionState::Done);
  u.evidence = "Minutes of the meeting";
  EXPECT_TRUE(update(coordinator_, id, u).ok());
  EXPECT_EQ(now(id).state, ActionState::Done);
  EXPECT_EQ(now(id).completed, on("20 November 2026"));
}

TEST_F(Recommendations, EffectNeedsAMeasureAndAMeasuredResult) {
  auto a = good_action(police_);
  const auto id = add_action(police_);
  auto u = news(ActionState::Effect);
  u.evidence = "Minutes";
  EXPECT_EQ(field(update(coordinator_, id, u)), "state");
  a.measure = "Days until a pattern is seen";
  do_("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, id, a, 1); });
  EXPECT_EQ(field(update(coordinator_, id, u)), "result");
  u.result = "From 40 days to 6";
  EXPECT_EQ(field(update(coordinator_, id, u)), "measured_on");
  u.measured_on = on("19 November 2026");
  EXPECT_TRUE(update(coordinator_, id, u).ok());
  EXPECT_EQ(now(id).state, ActionState::Effect);
}

TEST_F(Recommendations, AnEditCannotCloseAnActionNorUndoItsEvidence) {
  const auto id = add_action(police_);
  auto a = good_action(police_);
  a.state = ActionState::Done;
  do_("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, id, a, 1); });
  EXPECT_EQ(now(id).state, ActionState::NotStarted);
  auto u = news(ActionState::Done);
  u.evidence = "Minutes";
  u.policy_title = "Repeated calls procedure";
  u.policy_version = "3";
  EXPECT_TRUE(update(coordinator_, id, u).ok());
  do_("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, id, good_action(police_), 3); });
  EXPECT_EQ(now(id).state, ActionState::Done);
  EXPECT_EQ(now(id).evidence, "Minutes");
  ASSERT_EQ(now(id).policies.size(), 1u);
  EXPECT_EQ(now(id).policies[0].version, "3");
}

TEST_F(Recommendations, UpdatesAreAppended) {
  const auto id = add_action(police_);
  EXPECT_TRUE(update(police_author_, id, news()).ok());
  auto second = news();
  second.text = "The second meeting was held.";
  EXPECT_TRUE(update(coordinator_, id, second).ok());
  const auto all = store_->read([&](store::Reader& r) { return updates(r, review_, id); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].value.text, "The first meeting was held.");
  EXPECT_EQ(all[0].value.by, police_author_.account);
  EXPECT_EQ(all[1].value.by, coordinator_.account);
  EXPECT_EQ(all[0].place.agency, police_);
}

TEST_F(Recommendations, AnUpdateTellsOfADayThatHasCome) {
  const auto id = add_action(police_);
  auto u = news();
  u.on = on("1 December 2026");
  EXPECT_EQ(field(update(coordinator_, id, u)), "on");
}

// --- who sees what ---

TEST_F(Recommendations, AnAgencysAuthorUpdatesTheirOwnActionsOnly) {
  const auto theirs = add_action(police_);
  add_action(health_);
  EXPECT_TRUE(update(police_author_, theirs, news()).ok());
  EXPECT_TRUE(update(police_panel_, theirs, news()).ok());
  // The other agency's author is told the same as for an action that does not exist.
  EXPECT_EQ(code(update(health_author_, theirs, news())), Code::NotFound);
  EXPECT_EQ(code(update(health_author_, ActionId::random(), news())), Code::NotFound);
}

TEST_F(Recommendations, APanelMemberSeesAllActionsAndUpdatesTheirAgencys) {
  const auto health = add_action(health_);
  EXPECT_EQ(seen_by(police_panel_), 1u);
  EXPECT_EQ(code(update(police_panel_, health, news())), Code::Forbidden);
}

TEST_F(Recommendations, AnotherAgencysAuthorSeesNeitherTheActionNorACountOfIt) {
  const auto theirs = add_action(police_);
  add_action(police_);
  EXPECT_EQ(seen_by(coordinator_), 2u);
  EXPECT_EQ(seen_by(police_author_), 2u);
  EXPECT_EQ(seen_by(health_author_), 0u);
  EXPECT_EQ(late_for(police_author_), 2u);
  EXPECT_EQ(late_for(health_author_), 0u);
  store_->read([&](store::Reader& r) {
    const auto here = in_(r);
    EXPECT_EQ(action(r, health_author_, here, theirs).error().code, Code::NotFound);
    EXPECT_TRUE(actions_of(r, health_author_, here, police_).empty());
    EXPECT_EQ(actions_of(r, police_author_, here, police_).size(), 2u);
  });
}

TEST_F(Recommendations, AnActionGoesWithItsOwner) {
  const auto id = add_action(police_);
  do_("action", [&](store::Writer& w) { return put_action(w, coordinator_, review_, id, good_action(health_), 1); });
  EXPECT_EQ(seen_by(police_author_), 0u);
  EXPECT_EQ(seen_by(health_author_), 1u);
  EXPECT_EQ(code(update(police_author_, id, news())), Code::NotFound);
}

TEST_F(Recommendations, WhoHasNotDeclaredSeesNothing) {
  add_action(police_);
  auto undeclared = police_author_;
  undeclared.declared_for.clear();
  EXPECT_EQ(seen_by(undeclared), 0u);
}

TEST_F(Recommendations, EveryVerbRefusesWhoMayNot) {
  const auto id = add_action(police_);
  const auto stranger = somebody({Role::AgencyAuthor, {}, ReviewId::random(), police_});
  for (const access::Actor* actor : std::initializer_list<const access::Actor*>{&police_panel_, &police_author_, &stranger}) {
    const Code expected = actor == &police_panel_ ? Code::Forbidden : Code::NotFound;
    Addressee a;
    a.recommendation = recommendation_;
    a.body = "College of Invented Studies";
    const auto refuses = [&](auto body) { EXPECT_EQ(code(write("refused", body)), expected); };
    refuses([&](store::Writer& w) { return put_finding(w, *actor, review_, {}, good_finding(), 0); });
    refuses([&](store::Writer& w) { return support(w, *actor, review_, finding_, {AnyId::random()}, {}); });
    refuses([&](store::Writer& w) { return drop_finding(w, *actor, review_, finding_, store::kAnyVersion); });
    refuses([&](store::Writer& w) { return put_lesson(w, *actor, review_, {}, good_lesson(), 0); });
    refuses([&](store::Writer& w) { return drop_lesson(w, *actor, review_, lesson_, store::kAnyVersion); });
    refuses([&](store::Writer& w) { return drop_unanswered_lesson(w, *actor, review_, lesson_, store::kAnyVersion); });
    refuses([&](store::Writer& w) { return put_recommendation(w, *actor, review_, {}, good_recommendation(), 0); });
    refuses([&](store::Writer& w) { return drop_recommendation(w, *actor, review_, recommendation_, store::kAnyVersion); });
    refuses([&](store::Writer& w) { return clear_for_public(w, *actor, review_, recommendation_, true, store::kAnyVersion); });
    refuses([&](store::Writer& w) { return put_addressee(w, *actor, review_, {}, a, 0); });
    refuses([&](store::Writer& w) { return drop_addressee(w, *actor, review_, AddresseeId::random(), store::kAnyVersion); });
    refuses([&](store::Writer& w) { return put_action(w, *actor, review_, id, good_action(police_), store::kAnyVersion); });
  }
  EXPECT_EQ(code(update(stranger, id, news())), Code::NotFound);
}

}  // namespace
}  // namespace heed::review

// When an action is late, and how far a recommendation is.
#include <gtest/gtest.h>

#include "review/recommendations/recommendations.h"

namespace heed::review {
namespace {

using namespace std::chrono;

UncertainDate on(std::string_view typed) { return *UncertainDate::parse(typed, Day(2026y / 11 / 22)); }
std::string late(const Action& action, Day today) {
  const auto l = lateness(action, today);
  return l ? in_words(*l) : "";
}
ActionState together(std::initializer_list<ActionState> states) {
  std::vector<ActionRow> rows;
  for (auto state : states) {
    rows.emplace_back();
    rows.back().value.state = state;
  }
  return state_of(rows);
}

TEST(ActionRules, LateFromTheDayAfterTheTarget) {
  Action a;
  a.target = on("22 November 2026");
  EXPECT_EQ(late(a, 2026y / 11 / 22), "");
  EXPECT_EQ(late(a, 2026y / 11 / 23), "1 day late");
  EXPECT_EQ(late(a, 2026y / 12 / 2), "10 days late");
}

TEST(ActionRules, AMonthIsLateWhenItIsOver) {
  Action a;
  a.target = on("March 2027");
  EXPECT_EQ(late(a, 2027y / 3 / 31), "");
  EXPECT_EQ(late(a, 2027y / 4 / 1), "1 day late");
}

TEST(ActionRules, WithoutATargetOrWithAnOpenOneNothingIsLate) {
  Action a;
  EXPECT_EQ(late(a, 2030y / 1 / 1), "");
  a.target = on("after 3 May 2016");
  EXPECT_EQ(late(a, 2030y / 1 / 1), "");
}

TEST(ActionRules, DoneIsNotLateButItsTestMayBe) {
  Action a;
  a.target = on("1 May 2026");
  a.state = ActionState::Done;
  EXPECT_EQ(late(a, 2026y / 11 / 22), "");
  a.test_on = on("20 November 2026");
  EXPECT_EQ(late(a, 2026y / 11 / 20), "");
  EXPECT_EQ(late(a, 2026y / 11 / 22), "Effect was to be tested 2 days ago");
  a.measured_on = on("1 June 2026");  // before that test
  EXPECT_EQ(late(a, 2026y / 11 / 22), "Effect was to be tested 2 days ago");
  a.measured_on = on("21 November 2026");
  EXPECT_EQ(late(a, 2026y / 11 / 22), "");
}

TEST(ActionRules, WhatIsNotAcceptedIsNotLate) {
  Action a;
  a.target = on("1 May 2026");
  a.state = ActionState::NotAccepted;
  EXPECT_EQ(late(a, 2026y / 11 / 22), "");
}

TEST(ActionRules, ARecommendationIsAsFarAsTheLeastOfItsActions) {
  using enum ActionState;
  EXPECT_EQ(together({}), NotStarted);
  EXPECT_EQ(together({NotStarted, NotStarted}), NotStarted);
  EXPECT_EQ(together({Done, NotStarted}), InProgress);
  EXPECT_EQ(together({Done, Effect}), Done);
  EXPECT_EQ(together({Effect, Effect}), Effect);
  EXPECT_EQ(together({NotAccepted, NotAccepted}), NotAccepted);
  EXPECT_EQ(together({NotAccepted, Effect}), Effect);
  EXPECT_EQ(together({NotAccepted, NotStarted}), NotStarted);
  EXPECT_EQ(together({NotAccepted, Done}), Done);
}

TEST(ActionRules, GoingBackToWorkTakesBackTheDayItWasDone) {
  Action a;
  ActionUpdate u;
  u.on = on("3 May 2026");
  u.state = ActionState::Done;
  u.evidence = "Minutes";
  a = after(a, u);
  EXPECT_EQ(a.completed, on("3 May 2026"));
  u.on = on("9 May 2026");
  u.state = ActionState::Effect;
  a = after(a, u);
  EXPECT_EQ(a.completed, on("3 May 2026"));
  u.state = ActionState::InProgress;
  a = after(a, u);
  EXPECT_TRUE(a.completed.empty());
  EXPECT_TRUE(a.evidenced);
}

TEST(ActionRules, AFileIsEvidenceToo) {
  ActionUpdate u;
  u.text = "Done.";
  u.on = on("3 May 2026");
  u.state = ActionState::Done;
  EXPECT_FALSE(update_problems({}, u, 2026y / 11 / 22).empty());
  u.attachment = AttachmentId::random();
  EXPECT_TRUE(update_problems({}, u, 2026y / 11 / 22).empty());
}

TEST(ActionRules, NotAcceptingNeedsAReason) {
  ActionUpdate u;
  u.on = on("3 May 2026");
  u.state = ActionState::NotAccepted;
  const auto problems = update_problems({}, u, 2026y / 11 / 22);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message, "Enter why it is not accepted");
}

TEST(OpenBeforeHeed, LinesAreLeftUntilARecommendationWasTakenFromThem) {
  const std::string open = "Train the desk\n\nShare the form";
  RecommendationRow taken;
  taken.value.text = "Train everybody at the desk";
  taken.value.brought = "Train the desk";
  const auto all = still_to_take_over(open, {});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].number, 3);
  const auto left = still_to_take_over(open, {taken});
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].text, "Share the form");
  EXPECT_TRUE(still_to_take_over("", {}).empty());
}

}  // namespace
}  // namespace heed::review

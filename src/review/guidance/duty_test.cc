#include "review/guidance/duty.h"

#include <gtest/gtest.h>

namespace heed::guidance {
namespace {

using namespace std::chrono;

const BankHolidays& holidays() {
  return BankHolidays::england_and_wales();
}
Duty duty_of(Day from, std::optional<Day> due) {
  Duty duty;
  duty.title = "Decide";
  duty.from = from;
  duty.due = due;
  duty.length_words = due ? "one month" : "as soon as practicable";
  return duty;
}

TEST(Calendar, AMonthKeepsTheDayOrTheEndOfTheMonth) {
  EXPECT_EQ(add_months(2024y / 1 / 31, 1), Day(2024y / 2 / 29));
  EXPECT_EQ(add_months(2023y / 1 / 31, 1), Day(2023y / 2 / 28));
  EXPECT_EQ(add_months(2023y / 2 / 28, 1), Day(2023y / 3 / 28));
  EXPECT_EQ(add_months(2023y / 8 / 31, 6), Day(2024y / 2 / 29));
  EXPECT_EQ(add_months(2023y / 12 / 15, 1), Day(2024y / 1 / 15));
}

TEST(Calendar, WorkingDaysLeaveOutWeekendsAndBankHolidays) {
  EXPECT_EQ(holidays().add_working_days(2024y / 3 / 28, 1), Day(2024y / 4 / 2))
      << "Thursday before Easter to the Tuesday after";
  EXPECT_EQ(holidays().add_working_days(2021y / 12 / 24, 1), Day(2021y / 12 / 29)) << "both substitute days";
  EXPECT_EQ(holidays().add_working_days(2024y / 6 / 7, 0), Day(2024y / 6 / 7));
  EXPECT_EQ(holidays().add_working_days(2024y / 6 / 3, 15), Day(2024y / 6 / 24));
}

TEST(Calendar, KnowsTheDaysThatWereMovedOrAdded) {
  EXPECT_EQ(holidays().name(2011y / 4 / 29), "Royal wedding");
  EXPECT_TRUE(holidays().is_working_day(2012y / 5 / 28));
  EXPECT_FALSE(holidays().is_working_day(2012y / 6 / 4));
  EXPECT_FALSE(holidays().is_working_day(2012y / 6 / 5));
  EXPECT_FALSE(holidays().is_working_day(2020y / 5 / 8));
  EXPECT_TRUE(holidays().is_working_day(2020y / 5 / 4));
  EXPECT_FALSE(holidays().is_working_day(2022y / 9 / 19));
  EXPECT_FALSE(holidays().is_working_day(2023y / 5 / 8));
}

TEST(Calendar, EveryYearHasItsEightHolidaysOnWorkingDays) {
  for (int year = 2000; year <= 2035; ++year) {
    int days = 0;
    for (Day day{std::chrono::year{year} / 1 / 1}; int(day.year()) == year; day = add_days(day, 1))
      if (!is_weekend(day) && holidays().name(day)) ++days;
    const bool extra = year == 2002 || year == 2011 || year == 2012 || year == 2022 || year == 2023;
    EXPECT_EQ(days, extra ? (year == 2022 ? 10 : 9) : 8) << year;
  }
  EXPECT_TRUE(holidays().covers(2035y / 12 / 31));
  EXPECT_FALSE(holidays().covers(2036y / 1 / 1));
}

TEST(Calendar, AWrongLineIsNamed) {
  auto parsed = BankHolidays::parse("# days\n2026-12-25 Christmas Day\nBoxing Day\n");
  ASSERT_FALSE(parsed.ok());
  EXPECT_NE(parsed.error().message.find("Line 3"), std::string::npos);
  EXPECT_FALSE(BankHolidays::parse("2026-12-26 B\n2026-12-25 A\n").ok());
}

TEST(Calendar, TheDayIsLondonsInSummerToo) {
  // 23:30 UTC on 30 June is already 1 July in London; a month from there is 1 August.
  const Instant late = sys_days{2024y / 6 / 30} + 23h + 30min;
  EXPECT_EQ(due_day({1, ClockUnit::Months}, london_day(late)), Day(2024y / 8 / 1));
  const Instant winter = sys_days{2024y / 1 / 31} + 23h + 30min;
  EXPECT_EQ(due_day({1, ClockUnit::Months}, london_day(winter)), Day(2024y / 2 / 29));
}

TEST(Calendar, ClockChangesDoNotMoveADueDay) {
  EXPECT_EQ(due_day({3, ClockUnit::CalendarDays}, 2024y / 3 / 30), Day(2024y / 4 / 2));
  EXPECT_EQ(due_day({1, ClockUnit::CalendarDays}, 2024y / 10 / 26), Day(2024y / 10 / 27));
  EXPECT_EQ(due_day({}, 2024y / 3 / 30), std::nullopt);
}

TEST(Duty, IsDueThenOverdueThenDoneLate) {
  Duty duty = duty_of(2024y / 4 / 1, 2024y / 5 / 1);
  EXPECT_EQ(standing(duty, 2024y / 4 / 10).state, DutyState::Open);
  EXPECT_EQ(standing(duty, 2024y / 4 / 24).state, DutyState::DueSoon);
  EXPECT_EQ(standing(duty, 2024y / 5 / 1).state, DutyState::DueToday);
  EXPECT_EQ(standing(duty, 2024y / 5 / 5).state, DutyState::Overdue);
  EXPECT_EQ(in_words(duty, standing(duty, 2024y / 5 / 5)), "4 days overdue");
  duty.done = 2024y / 5 / 2;
  EXPECT_EQ(standing(duty, 2025y / 1 / 1).state, DutyState::DoneLate);
  EXPECT_EQ(in_words(duty, standing(duty, 2025y / 1 / 1)), "Done 1 day late, on 2 May 2024");
  duty.done = 2024y / 5 / 1;
  EXPECT_EQ(standing(duty, 2025y / 1 / 1).state, DutyState::Done);
}

TEST(Duty, WithoutADayIsNeverOverdue) {
  Duty duty = duty_of(2020y / 1 / 1, std::nullopt);
  EXPECT_EQ(standing(duty, 2026y / 1 / 1).state, DutyState::Open);
  EXPECT_EQ(in_words(duty, standing(duty, 2026y / 1 / 1)),
            "Open since 1 January 2020: as soon as practicable");
}

TEST(Duty, AHoldExplainsAndDoesNotPause) {
  Duty duty = duty_of(2024y / 4 / 1, 2024y / 5 / 1);
  const std::vector<HoldSpan> holds{{2024y / 4 / 20, 2024y / 4 / 29, "trial"},
                                    {2024y / 4 / 25, std::nullopt, "inquest"}};
  const Standing now = standing(duty, 2024y / 5 / 11, holds);
  EXPECT_EQ(now.state, DutyState::Overdue);
  EXPECT_EQ(now.days_late, 10);
  EXPECT_EQ(now.days_held, 22) << "20 April to 11 May, each day once";
  EXPECT_TRUE(now.on_hold);
  EXPECT_EQ(in_words(duty, now), "10 days overdue (on hold)");
  duty.done = 2024y / 5 / 11;
  duty.explanations.push_back({2024y / 5 / 11, "The court had asked us to wait", {}});
  EXPECT_FALSE(standing(duty, 2024y / 6 / 1, holds).on_hold);
  EXPECT_EQ(timescale_sentence(duty, 2024y / 6 / 1, holds),
            "Decide: due on 1 May 2024 (one month from 1 April 2024); done on 11 May 2024, 10 days late; the "
            "review was on hold for 22 "
            "days of that time. The court had asked us to wait.");
}

TEST(Duty, AHoldBeforeItBeganCountsNothing) {
  Duty duty = duty_of(2024y / 4 / 1, 2024y / 5 / 1);
  EXPECT_EQ(standing(duty, 2024y / 4 / 2, {{2024y / 1 / 1, 2024y / 3 / 31, "trial"}}).days_held, 0);
}

TEST(Duty, WithdrawnIsNeitherLateNorInTheReport) {
  Duty duty = duty_of(2024y / 4 / 1, 2024y / 5 / 1);
  duty.withdrawn = true;
  EXPECT_EQ(standing(duty, 2026y / 1 / 1).state, DutyState::Withdrawn);
  EXPECT_EQ(timescale_sentence(duty, 2026y / 1 / 1), "");
}

TEST(Duty, IsStoredWhole) {
  Duty duty = duty_of(2024y / 4 / 1, 2024y / 5 / 1);
  duty.explanations.push_back({2024y / 5 / 11, "why", AccountId::random()});
  duty.citation.instrument = "act-2004";
  const Json body = duty;
  const Duty back = body.get<Duty>();
  EXPECT_EQ(Json(back), body);
  EXPECT_EQ(back.due, duty.due);
  EXPECT_EQ(back.explanations[0].by, duty.explanations[0].by);
  EXPECT_EQ(Json(duty_of(2024y / 4 / 1, std::nullopt)).get<Duty>().due, std::nullopt);
}

}  // namespace
}  // namespace heed::guidance

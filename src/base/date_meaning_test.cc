// What a date that was understood means: its bounds, how exact it is, its order, what may be published of it, an age.
#include <algorithm>
#include <limits>
#include <random>

#include "base/date_fixture.h"

using namespace heed;
using namespace std::chrono;

TEST(UncertainDate, BoundsAreTheFirstAndLastMinuteItCanMean) {
  const auto minute = [](Day day, int h, int m) {
    return CivilMinutes{sys_days{day}.time_since_epoch().count()} * 1440 + h * 60 + m;
  };
  const auto check = [&](const char* typed, CivilMinutes earliest, CivilMinutes latest) {
    EXPECT_EQ(read(typed).earliest(), earliest) << typed;
    EXPECT_EQ(read(typed).latest(), latest) << typed;
  };
  check("22 May 2016 14:30", minute(2016y / May / 22, 14, 30), minute(2016y / May / 22, 14, 30));
  check("22 May 2016", minute(2016y / May / 22, 0, 0), minute(2016y / May / 22, 23, 59));
  check("February 2016", minute(2016y / February / 1, 0, 0), minute(2016y / February / 29, 23, 59));
  check("spring 2017", minute(2017y / March / 1, 0, 0), minute(2017y / May / 31, 23, 59));
  check("winter 2016-17", minute(2016y / December / 1, 0, 0), minute(2017y / February / 28, 23, 59));
  check("winter 2017", minute(2017y / January / 1, 0, 0), minute(2018y / February / 28, 23, 59));
  check("the 1960s", minute(1960y / January / 1, 0, 0), minute(1969y / December / 31, 23, 59));
  check("before 2012", std::numeric_limits<CivilMinutes>::min(), minute(2011y / December / 31, 23, 59));
  check("after 3 May 2016", minute(2016y / May / 4, 0, 0), std::numeric_limits<CivilMinutes>::max());
  check("between March 2016 and June 2017", minute(2016y / March / 1, 0, 0),
        minute(2017y / June / 30, 23, 59));
}

TEST(UncertainDate, PrecisionAndAboutAreKnown) {
  EXPECT_EQ(read("22/5/2016 14:30").precision(), DatePrecision::Minute);
  EXPECT_EQ(read("22/5/2016").precision(), DatePrecision::Day);
  EXPECT_EQ(read("May 2016").precision(), DatePrecision::Month);
  EXPECT_EQ(read("early 2016").precision(), DatePrecision::Season);
  EXPECT_EQ(read("2016").precision(), DatePrecision::Year);
  EXPECT_EQ(read("the 1990s").precision(), DatePrecision::Decade);
  EXPECT_EQ(read("before 2016").precision(), DatePrecision::Before);
  EXPECT_EQ(read("after 2016").precision(), DatePrecision::After);
  EXPECT_EQ(read("2016 to 2017").precision(), DatePrecision::Between);
  EXPECT_TRUE(read("about 2016").approximate());
  EXPECT_TRUE(read("late March 2016").approximate());
  EXPECT_FALSE(read("2016").approximate());
}

TEST(UncertainDate, SortsSensiblyHoweverShuffled) {
  const std::vector<std::string> in_order = {
      "the 1990s",
      "3 May 2011",
      "31/12/2011 23:58",
      "before 2012",
      "1 January 2012 00:00",
      "1 January 2012",
      "about 1 January 2012",
      "January 2012",
      "early 2012",
      "2012",
      "between 2012 and 2013",
      "2012 onwards",
      "2 January 2012",
      "22 May 2016 09:15",
      "22 May 2016 14:30",
      "",
  };
  auto shuffled = in_order;
  std::mt19937 random{7};
  for (int round = 0; round < 50; ++round) {
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::sort(shuffled.begin(), shuffled.end(),
              [](const auto& a, const auto& b) { return read(a).sort_key() < read(b).sort_key(); });
    ASSERT_EQ(shuffled, in_order);
  }
}

TEST(UncertainDate, PublicationSaysNoMoreThanMonthAndYear) {
  const std::pair<const char*, const char*> rows[] = {
      {"22 May 2016 at 2:30pm", "May 2016"},
      {"22/5/16", "May 2016"},
      {"about 22 May 2016", "about May 2016"},
      {"May 2016", "May 2016"},
      {"2016", "2016"},
      {"spring 2017", "spring 2017"},
      {"early 2017", "early 2017"},
      {"late March 2018", "March 2018"},
      {"between 3 and 5 May 2016", "May 2016"},
      {"between 3 May and 6 June 2016", "between May and June 2016"},
      {"the night of 31 May 2016", "between May and June 2016"},
      {"before 3 May 2016", "May 2016 or earlier"},
      {"before 2012", "before 2012"},
      {"before May 2016", "before May 2016"},
      {"by 31 January 2012", "January 2012 or earlier"},
      {"after 3 May 2016", "May 2016 or later"},
      {"after 2016", "after 2016"},
      {"the 1990s", "the 1990s"},
  };
  for (const auto& [typed, expected] : rows) EXPECT_EQ(read(typed).month_and_year(), expected) << typed;
}

TEST(UncertainDate, AgeIsGivenOnlyWhenOneAnswerIsPossible) {
  const auto age = [](const char* born, const char* on) { return age_at(read(born), read(on)); };
  EXPECT_EQ(age("14/03/1968", "13/03/2016"), 47);
  EXPECT_EQ(age("14/03/1968", "14/03/2016"), 48);
  EXPECT_EQ(age("14/03/1968", "May 2016"), 48);
  EXPECT_EQ(age("14/03/1968", "March 2016"), std::nullopt);
  EXPECT_EQ(age("1968", "2016"), std::nullopt);
  EXPECT_EQ(age("March 1968", "22 May 2016"), 48);
  EXPECT_EQ(age("about March 1968", "22 May 2016"), std::nullopt);
  EXPECT_EQ(age("before 1968", "22 May 2016"), std::nullopt);
  EXPECT_EQ(age("22 May 2016", "14/03/1968"), std::nullopt);
  EXPECT_EQ(age("", "22 May 2016"), std::nullopt);
  EXPECT_EQ(age("29/02/2000", "28/02/2017"), 16);
  EXPECT_EQ(age("29/02/2000", "01/03/2017"), 17);
}

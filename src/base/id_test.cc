#include "base/id.h"

#include <gtest/gtest.h>

#include "base/clock.h"

using namespace heed;

TEST(Id, TextRoundTrips) {
  for (int i = 0; i < 1000; ++i) {
    const auto id = ReviewId::random();
    EXPECT_EQ(id.text().size(), 26u);
    EXPECT_EQ(ReviewId::parse(id.text()), id);
  }
}

TEST(Id, WrongTextIsNoId) {
  for (const char* text : {"", "0", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000O", "00000000000000000000000000"})
    EXPECT_FALSE(ReviewId::parse(text)) << text;
}

TEST(Clock, LondonIsAnHourAheadInSummer) {
  EXPECT_EQ(london_offset_minutes(*parse_iso_instant("2026-07-01T12:00:00Z")), 60);
  EXPECT_EQ(london_offset_minutes(*parse_iso_instant("2026-12-01T12:00:00Z")), 0);
  EXPECT_EQ(iso(london_day(*parse_iso_instant("2026-07-01T23:30:00Z"))), "2026-07-02");
  EXPECT_EQ(in_words(*parse_iso_instant("2026-07-01T23:30:00Z")), "2 July 2026 at 12:30am");
}

TEST(Clock, ImpossibleDaysAreNotRead) {
  EXPECT_FALSE(parse_iso_day("2026-02-30"));
  EXPECT_FALSE(parse_iso_day("2026-2-3"));
  EXPECT_TRUE(parse_iso_day("2024-02-29"));
}

// The day on which the tests of dates take place, and a date as it is typed then.
#pragma once

#include <gtest/gtest.h>

#include "base/date.h"

namespace heed {

inline constexpr Day kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};

inline UncertainDate read(std::string_view typed) {
  auto date = UncertainDate::parse(typed, kToday);
  EXPECT_TRUE(date.ok()) << typed << ": " << (date.ok() ? "" : date.error().message);
  return date.ok() ? *date : UncertainDate{};
}

}  // namespace heed

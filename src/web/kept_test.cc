#include "web/kept.h"

#include <gtest/gtest.h>

namespace heed::web {
namespace {

std::shared_ptr<const std::string> words(const char* text) { return std::make_shared<const std::string>(text); }

TEST(Kept, ServesAViewOnlyForTheStateItWasMadeFrom) {
  Kept kept;
  EXPECT_EQ(kept.find<std::string>("a", 7), nullptr);
  kept.keep("a", 7, words("seven"));
  ASSERT_NE(kept.find<std::string>("a", 7), nullptr);
  EXPECT_EQ(*kept.find<std::string>("a", 7), "seven");
  EXPECT_EQ(kept.find<std::string>("a", 8), nullptr);
  EXPECT_EQ(kept.find<std::string>("b", 7), nullptr);
}

TEST(Kept, AnOlderViewDoesNotTakeTheRoomOfANewerOne) {
  Kept kept;
  kept.keep("a", 8, words("eight"));
  kept.keep("a", 7, words("seven"));
  ASSERT_NE(kept.find<std::string>("a", 8), nullptr);
  EXPECT_EQ(kept.find<std::string>("a", 7), nullptr);
}

TEST(Kept, TheOneUsedLongestAgoGoesFirst) {
  Kept kept(2);
  kept.keep("a", 1, words("a"));
  kept.keep("b", 1, words("b"));
  kept.find<std::string>("a", 1);
  kept.keep("c", 1, words("c"));
  EXPECT_NE(kept.find<std::string>("a", 1), nullptr);
  EXPECT_EQ(kept.find<std::string>("b", 1), nullptr);
  EXPECT_NE(kept.find<std::string>("c", 1), nullptr);
}

}  // namespace
}  // namespace heed::web

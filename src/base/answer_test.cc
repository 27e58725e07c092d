#include "base/answer.h"

#include <gtest/gtest.h>

#include <set>

#include "base/date.h"

using namespace heed;

TEST(Answer, EmptyIsNotAnAnswer) {
  const Answer<std::string> empty;
  EXPECT_TRUE(empty.empty());
  EXPECT_FALSE(empty.answered());
  EXPECT_EQ(empty.words(), "");
  for (const auto none : kNoValues) {
    EXPECT_NE(Answer<std::string>{none}, empty);
    EXPECT_TRUE(Answer<std::string>{none}.answered());
  }
  EXPECT_NE(Answer<std::string>{std::string{}}, empty) << "an empty text that was given is an answer";
}

TEST(Answer, EachIsAnAnswerOfItsOwn) {
  std::set<std::string> said, kept;
  for (const auto a : kNoValues) {
    const Answer<std::string> answer{a};
    EXPECT_FALSE(answer.has_value());
    EXPECT_EQ(answer.no_value(), a);
    EXPECT_EQ(no_value(key(a)), a);
    said.insert(answer.words());
    kept.insert(std::string{key(a)});
    for (const auto b : kNoValues) EXPECT_EQ(answer == Answer<std::string>{b}, a == b);
  }
  EXPECT_EQ(said, (std::set<std::string>{"Not known", "Not asked", "Not recorded", "Withheld"}));
  EXPECT_EQ(kept.size(), 4u);
  EXPECT_FALSE(no_value(""));
  EXPECT_FALSE(no_value("Not known"));
}

TEST(Answer, AValueThatReadsLikeOneIsStillAValue) {
  const Answer<std::string> typed{std::string{"Not known"}};
  EXPECT_TRUE(typed.has_value());
  EXPECT_NE(typed, Answer<std::string>{NoValue::NotKnown});
}

TEST(Answer, SaysAnyKindOfValueInItsOwnWords) {
  const Answer<UncertainDate> born{*UncertainDate::parse("c. 1968", Day{})};
  const auto say = [](const UncertainDate& date) { return date.understood(); };
  EXPECT_EQ(born.words(say), "about 1968");
  EXPECT_EQ(Answer<UncertainDate>{NoValue::Withheld}.words(say), "Withheld");
  EXPECT_EQ(Answer<int>{3}.words([](int n) { return std::to_string(n); }), "3");
}

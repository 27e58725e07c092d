#include "base/base64.h"

#include <gtest/gtest.h>

namespace heed {
namespace {

TEST(Base64, KnownAnswers) {  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(from_base64("Zm9v\r\n YmE="), "fooba");
}

TEST(Base64, WhatIsNoneIsRefused) {
  EXPECT_FALSE(from_base64("Zm9"));
  EXPECT_FALSE(from_base64("Zm9v!"));
  EXPECT_FALSE(from_base64("Zm9v-_=="));
}

}  // namespace
}  // namespace heed

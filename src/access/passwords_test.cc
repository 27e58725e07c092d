#include <gtest/gtest.h>

#include "access/passwords.h"

using namespace heed;
using namespace heed::access;

TEST(Passwords, MustBeLongAndNotCommon) {
  EXPECT_FALSE(acceptable_password("short").ok());
  EXPECT_FALSE(acceptable_password("aaaaaaaaaaaaaaa").ok());
  EXPECT_FALSE(acceptable_password("Password1234").ok());
  EXPECT_TRUE(acceptable_password("river lantern pebble").ok());
}

TEST(Passwords, AnEmptyHashFitsNothing) {
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_FALSE(verify_password("", "no account has this password"));
  const auto hash = hash_password("river lantern pebble");
  EXPECT_TRUE(verify_password(hash, "river lantern pebble"));
  EXPECT_FALSE(verify_password(hash, "river lantern pebbles"));
}

#include "base/ascii.h"

#include <gtest/gtest.h>

namespace heed {
namespace {

TEST(Ascii, LowersItsOwnCapitalsAndNoOtherByte) {
  EXPECT_EQ(lower_ascii("Content-TYPE [\\]^_`"), "content-type [\\]^_`");
  EXPECT_EQ(lower_ascii("\xC3\x89MILE"), "\xC3\x89mile");
}

TEST(Ascii, ComparesWholeWordsWhateverTheirCase) {
  EXPECT_TRUE(same_but_for_case("Host", "hOST"));
  EXPECT_FALSE(same_but_for_case("Host", "Hosts"));
  EXPECT_FALSE(same_but_for_case("@", "`"));
}

TEST(Ascii, DecodesWholePairsAlone) {
  EXPECT_EQ(percent_decoded("word/a%20b%C3%A9.xml"), "word/a b\xC3\xA9.xml");
  EXPECT_EQ(percent_decoded("100%, 5%2, %zz, %4"), "100%, 5%2, %zz, %4");
}

}  // namespace
}  // namespace heed

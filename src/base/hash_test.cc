#include "base/hash.h"

#include <gtest/gtest.h>

namespace heed {
namespace {

TEST(Sha256, KnownAnswers) {
  // FIPS 180-4's examples, by the Secure Hash Standard validation lists.
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, TheWholeAndThePiecesAgreeAtEveryLength) {
  std::string bytes;
  for (std::size_t n = 0; n < 400; ++n) {
    Hasher pieces;
    pieces.add(std::string_view(bytes).substr(0, n / 3));
    pieces.add(std::string_view(bytes).substr(n / 3));
    ASSERT_EQ(sha256(bytes), pieces.finish()) << n;
    bytes += static_cast<char>(n * 31 + n / 7);
  }
}

}  // namespace
}  // namespace heed

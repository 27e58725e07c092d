#include "document/zip.h"

#include <gtest/gtest.h>

namespace heed::document {
namespace {

TEST(Zip, PartsComeBackInOrder) {
  const std::string packed = pack({{"mimetype", "x"}, {"word/document.xml", std::string(5000, 'a') + "b"}, {"e", ""}});
  auto parts = unpack(packed);
  ASSERT_TRUE(parts.ok());
  ASSERT_EQ(parts->size(), 3u);
  EXPECT_EQ((*parts)[0].name, "mimetype");
  EXPECT_EQ((*parts)[1].bytes.size(), 5001u);
  EXPECT_EQ((*parts)[2].bytes, "");
}

TEST(Zip, TheSamePartsGiveTheSameBytes) {
  const std::vector<ZipPart> parts{{"a.xml", "<a/>"}, {"b/c.xml", std::string(100000, 'q')}};
  EXPECT_EQ(pack(parts), pack(parts));
}

TEST(Zip, EveryCutIsRefusedInWords) {
  const std::string packed = pack({{"a.xml", std::string(3000, 'a')}, {"b.xml", "words"}});
  for (std::size_t n = 0; n < packed.size(); ++n) {
    auto parts = unpack(std::string_view(packed).substr(0, n));
    if (parts.ok()) continue;  // libzip takes an empty file as an empty zip
    EXPECT_FALSE(parts.error().message.empty());
    EXPECT_FALSE(parts.error().next.empty());
  }
}

TEST(Zip, BombIsRefused) {
  const std::string packed = pack({{"a.xml", std::string(20 << 20, ' ')}});
  auto parts = unpack(packed);
  ASSERT_FALSE(parts.ok());
  EXPECT_EQ(parts.error().code, Code::TooLarge);
}

TEST(Zip, LimitCountsEverythingTogether) {
  Limits limits;
  limits.expanded_bytes = 1500;
  std::string noise;
  for (int i = 0; i < 1000; ++i) noise += static_cast<char>(i * 7919 >> 3);
  EXPECT_TRUE(unpack(pack({{"a", noise}}), limits).ok());
  EXPECT_FALSE(unpack(pack({{"a", noise}, {"b", noise}}), limits).ok());
}

TEST(Zip, NamesAreFoundWithoutRegardToCase) {
  const std::string packed = pack({{"Word/Document.xml", "w"}});
  auto archive = Archive::open(packed, {});
  ASSERT_TRUE(archive.ok());
  EXPECT_EQ(*archive->read("word/document.xml"), "w");
  EXPECT_EQ(archive->read("other").error().code, Code::NotFound);
}

}  // namespace
}  // namespace heed::document

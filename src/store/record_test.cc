#include "store/record.h"

#include <gtest/gtest.h>

namespace heed::store {

TEST(Record, PackedChangesReadBackTheSame) {
  for (std::size_t size : {0ul, 10ul, 5'000ul, 500'000ul}) {
    const Place place{PartnershipId::random(), ReviewId::random(), AgencyId::random()};
    const std::vector<Change> changes{{"note", AnyId::random(), 3, false, place, Json{{"text", std::string(size, 'x')}, {"a", 0.1}}.dump()},
                                      {"note", AnyId::random(), 0, true, {}, ""}};
    const auto packed = pack(changes);
    if (size > 4096) {
      EXPECT_LT(packed.size(), size);
    }
    const auto back = unpack(packed);
    ASSERT_EQ(back.size(), 2u);
    EXPECT_EQ(back[0].body, changes[0].body);
    EXPECT_EQ(back[0].place, place);
    EXPECT_EQ(back[0].version, 3);
    EXPECT_TRUE(back[1].dropped);
    for (std::size_t cut : {0ul, 1ul, 8ul, packed.size() / 2, packed.size() - 1}) EXPECT_ANY_THROW((void)unpack(std::string_view(packed).substr(0, cut)));
  }
}

TEST(Record, AnyChangeOfTheEnvelopeChangesTheChain) {
  JournalRecord record{4, Stream::of(ReviewId::random()), 2, Instant(std::chrono::seconds(7)), AccountId::random(), "note.add", 1, {}};
  const auto base = envelope(record, "[]", "key");
  const std::string before(32, '\0');
  std::set<std::string> seen{base};
  auto differs = [&](const JournalRecord& changed, std::string_view things = "[]", std::string_view key = "key") {
    return seen.insert(envelope(changed, things, key)).second;
  };
  auto changed = record;
  changed.position = 5;
  EXPECT_TRUE(differs(changed));
  changed = record;
  changed.stream = Stream::of(PartnershipId(record.stream.id));
  EXPECT_TRUE(differs(changed));
  changed = record;
  changed.number = 3;
  EXPECT_TRUE(differs(changed));
  changed = record;
  changed.at += std::chrono::seconds(1);
  EXPECT_TRUE(differs(changed));
  changed = record;
  changed.actor = {};
  EXPECT_TRUE(differs(changed));
  changed = record;
  changed.verb = "note.adds";
  EXPECT_TRUE(differs(changed));
  EXPECT_TRUE(differs(record, "[[]]"));
  EXPECT_TRUE(differs(record, "[]", "other"));
  EXPECT_NE(chain(before, base, "a"), chain(before, base, "b"));
  EXPECT_NE(chain(before, base, "a"), chain(std::string(32, '\1'), base, "a"));
  EXPECT_NE(chain(before, base + "a", ""), chain(before, base, "a"));
}

}  // namespace heed::store

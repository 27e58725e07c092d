// What is known of a word before any text is read: whether it is an everyday word, a forename, a surname, a place and so
// on, how common it is, and which words it keeps company with (clusters of word vectors). A read-only view of a table in
// the model file; script/train builds it. It says nothing about the word in front of you.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace heed::anonymise::model {

enum Flag : std::uint16_t {
  kEveryday = 1 << 0,     ///< stands in lower case in a dictionary of British English
  kProper = 1 << 1,       ///< stands there only with a capital
  kForename = 1 << 2,
  kSurname = 1 << 3,
  kPlace = 1 << 4,        ///< a place of the United Kingdom, or part of its name
  kCity = 1 << 5,         ///< a town elsewhere
  kCountry = 1 << 6,
  kPeople = 1 << 7,       ///< nationality, ethnicity, religion, language
  kBody = 1 << 8,         ///< council, trust, court, hospital, school …
  kTitle = 1 << 9,
  kMonth = 1 << 10,
  kTime = 1 << 11,        ///< weekdays, units of time
  kStreet = 1 << 12,
  kUnit = 1 << 13,        ///< currencies and measures
  kNumber = 1 << 14,      ///< numbers in words
  kRole = 1 << 15,        ///< occupations and relations
};

/// What is known of one word.
struct LexEntry {
  std::uint16_t flags = 0;
  std::uint16_t cluster = 0;  ///< low 10 bits the cluster, high 6 bits how common: 0 unknown, 1 most common … 40 rare
};

constexpr int kClusters = 1024;

/// Two open tables: words that were counted, with their cluster, and the many others, of which one of 255 sets of flags is
/// known. A slot holds sixteen bits of the word's hash beside where it stands; zero is an empty slot.
struct Lexicon {
  struct Counted {
    std::uint16_t check = 0, flags = 0, cluster = 0;
  };
  struct Other {
    std::uint8_t check[2] = {}, set = 0;
    std::uint16_t whole_check() const { return static_cast<std::uint16_t>(check[0] | check[1] << 8); }
  };
  static_assert(sizeof(Counted) == 6 && sizeof(Other) == 3);

  const Counted* counted = nullptr;
  const Other* others = nullptr;
  std::uint32_t counted_size = 0, others_size = 0;
  const std::uint16_t* sets = nullptr;   ///< 256 of them
  const std::uint8_t* coarse = nullptr;  ///< kClusters pairs: one of 256, one of 64

  static std::uint32_t home(std::uint32_t key, std::uint32_t size) { return static_cast<std::uint32_t>((static_cast<std::uint64_t>(key) * size) >> 32); }
  static std::uint16_t check_of(std::uint32_t key) { return static_cast<std::uint16_t>((key & 0xFFFF) == 0 ? 1 : key & 0xFFFF); }

  /// Nothing known is no flags and no cluster. REQUIRES: each table has an empty slot (Model::open sees to it).
  LexEntry find(std::uint32_t key) const {
    const auto check = check_of(key);
    for (std::uint32_t i = home(key, counted_size); counted[i].check; i = i + 1 == counted_size ? 0 : i + 1)
      if (counted[i].check == check) return {counted[i].flags, counted[i].cluster};
    for (std::uint32_t i = home(key, others_size); others[i].whole_check(); i = i + 1 == others_size ? 0 : i + 1)
      if (others[i].whole_check() == check) return {sets[others[i].set], 0};
    return {};
  }

  static constexpr std::size_t bytes_for(std::uint32_t counted_size, std::uint32_t others_size) {
    const std::size_t tables = counted_size * sizeof(Counted) + others_size * sizeof(Other);
    return (tables + 3) / 4 * 4 + 256 * sizeof(std::uint16_t) + 2 * kClusters;
  }
  /// A view of `bytes_for` bytes that begin with the tables.
  static Lexicon view(const char* at, std::uint32_t counted_size, std::uint32_t others_size) {
    Lexicon l;
    l.counted_size = counted_size;
    l.others_size = others_size;
    l.counted = reinterpret_cast<const Counted*>(at);
    l.others = reinterpret_cast<const Other*>(at + counted_size * sizeof(Counted));
    l.coarse = reinterpret_cast<const std::uint8_t*>(at + bytes_for(counted_size, others_size) - 2 * kClusters);
    l.sets = reinterpret_cast<const std::uint16_t*>(l.coarse) - 256;
    return l;
  }
};

}  // namespace heed::anonymise::model

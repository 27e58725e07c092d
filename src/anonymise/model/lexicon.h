// What is known of a word before any text is read: whether it is an everyday word, a forename, a surname, a place and so
// on, how common it is, and which words it keeps company with (clusters of word vectors). A read-only view of a table in
// the model file; script/train builds it. It says nothing about the word in front of you.
#pragma once

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

struct LexEntry {
  std::uint32_t key = 0;      ///< word_hash of the folded word; 0 is an empty slot
  std::uint16_t flags = 0;
  std::uint16_t cluster = 0;  ///< low 10 bits the cluster, high 6 bits how common: 0 unknown, 1 most common … 40 rare
};
static_assert(sizeof(LexEntry) == 8);

constexpr int kClusters = 1024;

struct Lexicon {
  const LexEntry* slots = nullptr;
  std::uint32_t size = 0;
  const std::uint8_t* coarse = nullptr;  ///< kClusters pairs: one of 256, one of 64

  static std::uint32_t home(std::uint32_t key, std::uint32_t size) { return static_cast<std::uint32_t>((static_cast<std::uint64_t>(key) * size) >> 32); }
  const LexEntry* find(std::uint32_t key) const {
    if (size == 0) return nullptr;
    for (std::uint32_t i = home(key, size), n = 0; n < size; ++n, i = i + 1 == size ? 0 : i + 1) {
      if (slots[i].key == key) return &slots[i];
      if (slots[i].key == 0) return nullptr;
    }
    return nullptr;
  }
};

}  // namespace heed::anonymise::model

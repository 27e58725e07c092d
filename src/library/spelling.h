// "Did you mean": for a word that stands nowhere in the library, the nearest word that does, by letters left out, put in, changed
// or swapped; two words where it was two run together. It knows no dictionary but the library itself, so what it offers finds
// something. Made once for a state of the library and shared; thread-safe to read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "library/sqlite_file.h"

namespace heed::library {

class Speller {
 public:
  explicit Speller(Connection& db);
  struct Guess {
    std::string word;
    int distance = 0;
  };
  /// Nearest first, at most `limit`; nothing for words too short to tell.
  std::vector<Guess> guesses(std::string_view folded, std::size_t limit) const;
  bool knows(std::string_view folded) const;
  /// "multiagency" -> {"multi", "agency"}; empty when no parting gives two known words.
  std::vector<std::string> parted(std::string_view folded) const;

 private:
  struct Known {
    std::string word;
    std::uint32_t letters = 0;  ///< which of a–z stand in it
  };
  std::vector<Known> words_;  ///< sorted
};

/// Letters left out, put in, changed, or neighbours swapped: at most `most`, else most + 1.
int edit_distance(std::string_view a, std::string_view b, int most);

}  // namespace heed::library

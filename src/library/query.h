// Reads what a person typed into the search box: words, "phrases", -not, OR, prefix*, NEAR or NEAR/5 between two terms.
// Everything typed means something or nothing; nothing typed is an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heed::library {

struct Term {
  std::string text;
  bool phrase = false;
  bool prefix = false;
  /// A further term that stands in the same paragraph, so many words away at most, before or behind.
  struct Near {
    std::string text;
    bool phrase = false, prefix = false;
    int distance = 10;
    bool operator==(const Near&) const = default;
  };
  std::vector<Near> near;
  bool operator==(const Term&) const = default;
  std::string words() const;  ///< as a person would type it
};

struct SearchQuery {
  std::vector<std::vector<Term>> all;  ///< every group must match; any term of a group does
  std::vector<Term> none;              ///< no paragraph with one of these
  bool empty() const { return all.empty(); }
};

inline constexpr std::size_t kQueryBytes = 1000;  ///< what is longer is cut
inline constexpr std::size_t kQueryTerms = 32;
inline constexpr int kNearWords = 10, kNearMost = 100;

SearchQuery parse_query(std::string_view typed);

/// Lower case, without diacritics: as the index folds words.
std::string fold(std::string_view text);

/// How it was understood, one line a group.
std::vector<std::string> understood(const SearchQuery& query);

}  // namespace heed::library

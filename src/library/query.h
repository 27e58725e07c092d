// Reads what a person typed into the search box: words, "phrases", -not, OR, prefix*. Everything typed means
// something or nothing; nothing typed is an error, and none of it reaches the index as an operator of the
// index's own.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace heed::library {

struct Term {
  std::string text;
  bool phrase = false;
  bool prefix = false;
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

SearchQuery parse_query(std::string_view typed);

/// Lower case, without diacritics: as the index folds words.
std::string fold(std::string_view text);

/// The words of the index that begin with a folded prefix.
using Expand = std::function<std::vector<std::string>(const std::string& folded)>;
/// The index's own query, every word quoted. REQUIRES: not `query.empty()`.
std::string match_expression(const SearchQuery& query, const Expand& expand);
/// How it was understood, one line a group.
std::vector<std::string> understood(const SearchQuery& query);

}  // namespace heed::library

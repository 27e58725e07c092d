// Shows where the words of a question stand in a text: stretches that are hits and stretches that are not, of the whole or of a
// window around the most of them. Reads the text itself; the index is not asked.
#pragma once

#include <string>
#include <vector>

#include "library/library.h"
#include "library/query.h"

namespace heed::library {

class Highlighter {
 public:
  explicit Highlighter(const SearchQuery& query, const std::vector<Term>& further = {});
  /// All of `text`.
  std::vector<Piece> all(std::string_view text) const;
  /// At most `words` words around the most different hits, with … where text is left out.
  std::vector<Piece> around(std::string_view text, std::size_t words) const;

 private:
  struct Word {
    std::string stem;    ///< or the beginning
    bool begins = false;
  };
  using Pattern = std::vector<Word>;
  struct Hit {
    std::uint32_t begin, end;      ///< bytes
    std::size_t first, last;       ///< words
    std::size_t pattern;
  };
  void add(const std::string& text, bool prefix);
  std::vector<Hit> hits(std::string_view text, std::vector<std::pair<std::uint32_t, std::uint32_t>>& words) const;
  std::vector<Piece> pieces(std::string_view text, const std::vector<Hit>& hits, std::uint32_t from, std::uint32_t to) const;
  std::vector<Pattern> patterns_;
  std::vector<std::string> beginnings_;  ///< with one of which every word that can match begins
};

}  // namespace heed::library

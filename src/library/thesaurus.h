// The field's own words: what means the same (coercive control, controlling behaviour), what is broader and what is narrower. An
// editable file of concepts (data/vocabulary/*.toml, or DIR/vocabulary/*.toml in its place) that search uses and a page shows;
// given out as SKOS. It holds words only; what a report is coded by is another matter.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "library/find.h"
#include "library/match.h"

namespace heed::library {

struct Concept {
  std::string id;                     ///< slug
  std::string preferred;
  std::vector<std::string> also;      ///< mean the same
  std::vector<std::string> broader;   ///< ids
  std::vector<std::string> related;   ///< ids
  std::string note;                   ///< one sentence; may be empty
};

class Thesaurus {
 public:
  Thesaurus() = default;
  /// Errors: BadInput, with the file's name and line, for what is no such file or names a concept that is not there.
  static Result<Thesaurus> read(std::string_view name, std::string_view toml);
  static const Thesaurus& built_in();

  const std::vector<Concept>& concepts() const { return concepts_; }
  const Concept* find(std::string_view id) const;
  std::vector<const Concept*> narrower(const Concept& of) const;

  struct Widened {
    std::vector<WiderTerm> terms;
    std::vector<std::string> also;  ///< for people
    std::vector<Neighbour> neighbours;
  };
  /// What else a question may be asked by. Terms that were ruled out, prefixes and near stay as they are.
  Widened widen(const SearchQuery& query) const;
  /// SKOS in Turtle. `base` is the address that concepts stand under.
  std::string turtle(std::string_view base) const;

 private:
  std::vector<Concept> concepts_;
  std::map<std::vector<std::string>, std::size_t> by_stems_;
};

}  // namespace heed::library

// The shelves as a search sees them: every document's shape and facets in memory, renewed when the file's generation has
// moved. What it says never changes once made, so any number of searches share it, and with it the lists that they read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "library/index_format.h"
#include "library/library.h"
#include "library/sqlite_file.h"

namespace heed::library {

/// How much a hit in the title or in a heading counts beside one in the body, in ranking and in lengths.
inline constexpr float kTitleWeight = 2.0f, kHeadingWeight = 1.5f;

struct Shelved {
  std::int64_t number = 0;
  Layout layout;
  float length = 0;  ///< weighted words
};

class ListCache;

struct Shelf {
  std::int64_t generation = 0;
  std::shared_ptr<ListCache> lists;  ///< of this state of the index; see lists.h
  std::vector<std::shared_ptr<const Shelved>> documents;  ///< by number
  std::vector<std::int32_t> by_number;                    ///< number -> place in `documents`, or -1
  std::vector<std::string> published;                     ///< ISO day or empty, beside `documents`
  std::vector<FacetValue> values;                         ///< every value of every field, by field then value
  std::vector<std::vector<std::uint32_t>> facets;         ///< places in `values`, beside `documents`
  std::vector<std::int64_t> segments;
  float mean_length = 1;

  std::int32_t place(std::int64_t number) const { return number >= 0 && std::size_t(number) < by_number.size() ? by_number[std::size_t(number)] : -1; }
  std::size_t size() const { return documents.size(); }
};

/// The shelf of the snapshot that `db` reads; `before` when it is still right, else what of it can be kept is.
/// REQUIRES: `db` in a transaction.
std::shared_ptr<const Shelf> read_shelf(Connection& db, const std::shared_ptr<const Shelf>& before);

}  // namespace heed::library

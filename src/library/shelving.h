// Puts a document on the shelves and takes it off, inside the writer's transaction. For this folder's *_store.cc only.
#pragma once

#include "library/index_store.h"
#include "library/library.h"
#include "library/shelf.h"

namespace heed::library {

/// Where a document came from, beside what it says.
struct Provenance {
  std::string source = "released";  ///< released, added or record
  std::string external_id, url, credit, file_name, text_hash;
  bool titled = true;  ///< false when the title was made up and is not to be found
  std::vector<FacetValue> facets;
};

/// State of an edition id: "" when never seen.
std::string known_state(Connection& db, const EditionId& edition);
/// Writes rows and gives the document's number; the caller flushes `index` and bumps the generation.
std::int64_t shelve(Connection& db, IndexWriter& index, const PublishedDocument& document, const Provenance& from);
void write_suggestions(Connection& db, std::int64_t document, const std::vector<Block>& blocks);
/// Takes an edition's words, file and index rows away, and the progress lines that rest on it.
void remove_edition(Connection& db, const EditionId& edition);
/// For a file that was made before the index was.
void index_what_is_missing(Connection& db);

}  // namespace heed::library

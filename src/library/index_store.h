// The library's own index of words, kept in its file: an inverted list for each word as written, with positions, in segments
// that are only ever added and merged. A new report is a small segment of its own; `merge_segments` joins small ones later, so
// that adding stays quick and readers, who work on a snapshot, never wait. Taking a report out rewrites the rows that name it:
// with SQLite's secure_delete nothing of its words is left in the file. Used by the one writer, inside its transaction.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "library/index_format.h"
#include "library/sqlite_file.h"

namespace heed::library {

struct IndexedParagraph {
  std::string_view text;
  Part part = Part::Body;
  std::int64_t heading = -1;  ///< index of the heading it stands under, or -1
};

class IndexWriter {
 public:
  explicit IndexWriter(Connection& db) : db_(db) {}
  /// REQUIRES: numbers rise from call to call. Writes the document's own row; the lists wait for `flush`.
  void add(std::int64_t document, const std::vector<IndexedParagraph>& paragraphs);
  /// Writes what was added as one segment.
  void flush();
  std::size_t documents() const { return documents_; }
  std::size_t bytes() const { return bytes_; }  ///< about what `flush` will write

 private:
  struct Row {
    DocumentsWriter documents;
    std::string positions;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::uint32_t number_of(std::string_view word);

  Connection& db_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> words_;
  std::unordered_map<std::uint32_t, Row> rows_;
  std::int64_t segment_ = 0;
  std::size_t documents_ = 0, bytes_ = 0;
};

/// Takes a document out of every list. Words that stand nowhere else go too.
void remove_from_index(Connection& db, std::int64_t document);

/// Merges the segments of one level where there are many of them. False when there is nothing to do. `limit` leaves segments of
/// more documents for later.
bool merge_segments(Connection& db, std::int64_t limit);

/// Every reader's picture of the shelves is out of date from here on.
void bump_generation(Connection& db);
/// For a change that pages show and no search sees.
void bump_shown(Connection& db);

/// Whether the index says of every paragraph what the paragraph says: hit by hit.
bool index_agrees(Connection& db);

}  // namespace heed::library

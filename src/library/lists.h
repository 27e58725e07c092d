// Reading the index: the list of a word, or of several words taken for one (the forms of a stem, the words that begin with a
// prefix), as documents first; positions are read when somebody asks for them. Belongs to one search on one snapshot.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "library/shelf.h"

namespace heed::library {

struct ListedHit {
  std::uint32_t place = 0;  ///< of the document on the shelf
  std::uint32_t body = 0, title = 0, heading = 0;
  float weighted() const { return float(body) + kTitleWeight * float(title) + kHeadingWeight * float(heading); }
};

class List {
 public:
  /// `words` by number; those that are not in a segment cost one look.
  List(Connection& db, const Shelf& shelf, std::vector<std::int64_t> words);
  const std::vector<ListedHit>& hits() const { return hits_; }
  bool empty() const { return hits_.empty(); }
  const ListedHit* find(std::uint32_t place) const;
  /// Positions in a document, rising, appended to `out`.
  void positions(std::uint32_t place, std::vector<std::uint32_t>& out);
  const std::vector<std::int64_t>& words() const { return words_; }

  /// Walks a document's positions without reading more of them than it must.
  class Cursor {
   public:
    static constexpr std::uint32_t kEnd = UINT32_MAX;
    /// The first position at `least` or after it. REQUIRES: `least` never falls.
    std::uint32_t seek(std::uint32_t least) {
      auto best = kEnd;
      for (auto& one : ones_) {
        while (one.at != kEnd && (one.at < least || !one.begun)) {
          one.at = one.in.more() ? (one.begun ? one.at : 0) + one.in.next() : kEnd;
          one.begun = true;
        }
        best = std::min(best, one.at);
      }
      return best;
    }

   private:
    friend class List;
    struct One {
      Numbers in;
      std::uint32_t at = 0;
      bool begun = false;
    };
    std::vector<One> ones_;
  };
  /// Adds this list's positions in a document to a cursor.
  void open(std::uint32_t place, Cursor& cursor);

 private:
  struct Where {
    std::uint32_t place, begin, bytes;
  };
  struct Run {
    std::int64_t segment, word;
    std::vector<Where> where;
    std::string positions;
    bool loaded = false;
  };
  std::string_view bytes(Run& run, std::uint32_t place);
  Connection& db_;
  std::vector<std::int64_t> words_;
  std::vector<Run> runs_;
  std::vector<ListedHit> hits_;
};

std::int64_t word_number(Connection& db, std::string_view folded);  ///< 0 when unknown
std::vector<std::int64_t> words_of_stem(Connection& db, std::string_view stem);
/// At most `limit`, in order of the alphabet.
std::vector<std::int64_t> words_beginning(Connection& db, std::string_view folded, std::int64_t limit);

}  // namespace heed::library

// Reading the index: the list of a word, or of several words taken for one (the forms of a stem, the words that begin with a
// prefix), as documents first; positions are read when somebody asks for them. What was read is kept with the shelf that it belongs
// to, for the searches that come after; a List itself belongs to one search on one snapshot.
#pragma once

#include <algorithm>
#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "library/shelf.h"

namespace heed::library {

struct ListedHit {
  std::uint32_t place = 0;  ///< of the document on the shelf
  std::uint32_t body = 0, title = 0, heading = 0;
  float weighted() const { return float(body) + kTitleWeight * float(title) + kHeadingWeight * float(heading); }
};

/// A list as the file has it, for any number of searches at once. Only the positions change, once, from absent to there.
struct ReadList {
  struct Where {
    std::uint32_t place, begin, bytes;
  };
  struct Run {
    std::int64_t segment, word;
    std::vector<Where> where;
    std::string positions;
  };
  std::vector<Run> runs;  ///< one for each word in each segment
  std::vector<ListedHit> hits;
  std::mutex reading;                        ///< of the positions
  std::atomic<bool> has_positions = false;   ///< of all runs; what stands there then never changes
  std::size_t bytes() const;                 ///< that it takes, its positions counted in
};

/// The lists that were read last, up to so many bytes. Thread-safe; two that miss at once both read, and either is kept.
class ListCache {
 public:
  std::shared_ptr<ReadList> find(const std::string& key);
  void keep(const std::string& key, std::shared_ptr<ReadList> list);

 private:
  static constexpr std::size_t kBytes = std::size_t(96) << 20;
  struct One {
    std::string key;
    std::shared_ptr<ReadList> list;
    std::size_t bytes;
  };
  std::mutex lock_;
  std::list<One> ones_;  ///< the one used last in front
  std::unordered_map<std::string, std::list<One>::iterator> by_key_;
  std::size_t bytes_ = 0;
};

class List {
 public:
  static List of_word(Connection& db, const Shelf& shelf, std::string_view folded);
  /// All forms of a stem as one.
  static List of_stem(Connection& db, const Shelf& shelf, std::string_view stem);
  /// All words that begin so as one, the first `limit` by the alphabet.
  static List beginning(Connection& db, const Shelf& shelf, std::string_view folded, std::int64_t limit);

  const std::vector<ListedHit>& hits() const { return read_->hits; }
  bool empty() const { return read_->hits.empty(); }
  /// Quickest when places are asked rising.
  const ListedHit* find(std::uint32_t place) const;
  /// Positions in a document, rising, appended to `out`.
  void positions(std::uint32_t place, std::vector<std::uint32_t>& out);

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
    void clear() { ones_.clear(); }

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
  List(Connection& db, std::shared_ptr<ReadList> read) : db_(&db), read_(std::move(read)), near_(read_->runs.size(), 0) {}
  static std::shared_ptr<ReadList> read(Connection& db, const Shelf& shelf, const std::vector<std::int64_t>& words);
  std::string_view bytes(std::size_t run, std::uint32_t place);
  Connection* db_;
  std::shared_ptr<ReadList> read_;
  std::vector<std::size_t> near_;     ///< for each run, where the last place was found
  mutable std::size_t near_hit_ = 0;
};

}  // namespace heed::library

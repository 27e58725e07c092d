// The reading log: who looked at what, in a database of its own, chained and committed before the caller goes on. Callers that come
// together are committed together: the first of them writes for all who wait. Thread-safe.
#pragma once

#include <condition_variable>
#include <mutex>

#include "store/sqlite/database.h"
#include "store/sqlite/key_ring.h"

namespace heed::store::sqlite {

class ReadingLog {
 public:
  static Result<std::unique_ptr<ReadingLog>> open(const std::filesystem::path& file, KeyRing& keys, bool create, Clock& clock);
  ReadingLog(const std::filesystem::path& file, KeyRing& keys, bool create, Clock& clock);

  /// Returns when it is on disk. Faults are exceptions, for everybody in the group.
  void record(const Reading& reading);
  std::vector<ReadingEntry> of(ReviewId review, std::int64_t before, int limit);
  /// What is wrong with the chain; "" when nothing.
  std::string verify();
  std::int64_t size();
  void copy_to(const std::filesystem::path& file);
  std::string quick_check();

 private:
  struct Waiting {
    const Reading* reading;
    bool done = false;
    std::exception_ptr fault;
  };
  void commit(const std::vector<Waiting*>& group);
  KeyRing& keys_;
  Clock& clock_;
  std::mutex queue_mutex_;
  std::condition_variable turn_;
  std::vector<Waiting*> queue_;
  bool writing_ = false;
  std::mutex db_mutex_;   ///< the writing connection
  Database db_;
  std::mutex read_mutex_;
  Database reads_;
};

}  // namespace heed::store::sqlite

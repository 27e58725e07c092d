// The store on SQLite: one writing connection behind a mutex, reading connections each on its own snapshot, and the databases beside the
// casework (key ring, reading log, small state). Other processes may have the same folder open: SQLite's locks order the writers.
#pragma once

#include <mutex>

#include "store/folder.h"
#include "store/sqlite/database.h"
#include "store/sqlite/journal.h"
#include "store/sqlite/key_ring.h"
#include "store/sqlite/reading_log.h"
#include "store/sqlite/shelves.h"

namespace heed::store::sqlite {

/// Reading connections, made when they are needed; up to `keep` wait for the next reader.
class Readers {
 public:
  Readers(std::filesystem::path file, int keep) : file_(std::move(file)), keep_(std::size_t(keep)) {}
  std::unique_ptr<Database> take();
  void give_back(std::unique_ptr<Database> db);

 private:
  std::filesystem::path file_;
  std::size_t keep_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

/// A reading connection on loan, in a read transaction.
class Snapshot {
 public:
  explicit Snapshot(Readers& readers);
  Snapshot(const Snapshot&) = delete;
  ~Snapshot();
  Database& db() { return *db_; }

 private:
  Readers& readers_;
  std::unique_ptr<Database> db_;
  std::optional<Transaction> transaction_;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(Folder folder, const Key& master, std::unique_ptr<KeyRing> keys, std::unique_ptr<ReadingLog> readings, Clock& clock,
              int readers, bool create);
  /// Migrates, prepares the shelves, finishes disposals that were cut off, sweeps. Part of opening.
  Result<void> prepare();

  std::vector<JournalRecord> records(const Stream& stream, std::int64_t before_number, int limit) override;
  std::vector<Version> history(const ShelfBase& shelf, AnyId id, const Stream& stream) override;
  std::optional<Version> version(const ShelfBase& shelf, AnyId id, const Stream& stream, std::int64_t number) override;

  Result<AttachmentId> store_attachment(AttachmentMeta meta, ReviewId review, const std::function<std::string()>& next) override;
  Result<void> keep_attachment(Writer& w, AttachmentId id, const Place& place) override;
  Result<AttachmentMeta> attachment_meta(AttachmentId id) override;
  std::optional<Place> attachment_place(Reader& r, AttachmentId id) override;
  Result<std::string> attachment_bytes(AttachmentId id, std::uint64_t limit) override;
  Result<void> stream_attachment(AttachmentId id, const std::function<bool(std::string_view)>& sink) override;

  void record_reading(const Reading& reading) override { readings_->record(reading); }
  std::vector<ReadingEntry> readings(ReviewId review, std::int64_t before, int limit) override {
    return readings_->of(review, before, limit);
  }

  void ephemeral_put(std::string_view kind, std::string_view key, std::string_view value, Instant expires) override;
  std::optional<std::string> ephemeral_get(std::string_view kind, std::string_view key) override;
  void ephemeral_drop(std::string_view kind, std::string_view key) override;
  void ephemeral_drop_all(std::string_view kind, std::string_view key_prefix) override;
  std::vector<std::pair<std::string, std::string>> ephemeral_list(std::string_view kind, std::string_view key_prefix) override;

  std::vector<CheckResult> check() override;
  Result<void> rebuild() override;
  Result<void> backup(const std::filesystem::path& to, const std::filesystem::path& keys_to) override;
  Result<void> dispose(const Who& who, ReviewId review, std::string_view reason) override;
  /// Ends what disposal rows ask for: keys, then files. Running it again changes nothing.
  void finish_disposals(const std::set<ReviewId>& reviews);
  /// After a restore: a review whose key a newer key ring says was destroyed is disposed of here too.
  Result<void> replay_disposals();

  std::filesystem::path data() const override { return folder_.root; }
  std::string secret(std::string_view domain) const override;

 protected:
  void write_erased(const Who& who, std::string_view verb, const std::function<bool(Writer&)>& body) override;
  void read_erased(const std::function<void(Reader&)>& body) override;

 private:
  void sweep();
  std::vector<Version> versions(const ShelfBase& shelf, AnyId id, const Stream& stream, std::optional<std::int64_t> only);
  struct Held {
    AttachmentMeta meta;
    Key key;
  };
  Result<Held> held(AttachmentId id);

  Folder folder_;
  Key master_;
  Clock& clock_;
  std::mutex keeping_mutex_;  ///< a check or a backup must not see half a disposal
  std::mutex write_mutex_;
  Database writer_;
  Readers readers_;
  std::unique_ptr<KeyRing> keys_;
  std::unique_ptr<ReadingLog> readings_;
  std::mutex state_mutex_;
  Database state_;
  int puts_since_purge_ = 0;
};

}  // namespace heed::store::sqlite

// The end of a review's retention: the record first, then its rows, its keys, its files. Each step may be cut off; opening the store
// takes it up again from the disposal's row.
#include "store/attachment_file.h"
#include "store/sqlite/sqlite_store.h"

namespace heed::store::sqlite {

Result<void> SqliteStore::dispose(const Who& who, ReviewId review, std::string_view reason) {
  if (review.is_empty()) return not_found();
  auto done = write(who, "store.dispose", [&](Writer& w) -> Result<void> {
    if (kDisposals.find(w, review)) return refused("This review has been disposed of already.");
    const Stream stream = Stream::of(review);
    if (stream_head(writer_, stream).first == 1) return not_found("This review has no records.");
    return kDisposals.put(w, review, Place{}, Disposal{std::string(reason)}, 0);
  });
  if (!done) return done;
  finish_disposal(review);
  std::lock_guard lock(write_mutex_);
  // The rows were overwritten when they were deleted; this gives their pages back and empties the log beside the database.
  readers_.forget_all();
  writer_.forget_statements();
  writer_.script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  return {};
}

void SqliteStore::finish_disposal(ReviewId review) {
  const std::string prefix = fmt::format("attachment:{}:", review.text());
  const std::string stream = purpose_of(Stream::of(review));
  std::vector<AnyId> files;
  bool keys_left = false;
  for (const auto& entry : keys_->all()) {
    const bool attachment = entry.purpose.starts_with(prefix);
    if (!attachment && entry.purpose != stream) continue;
    if (entry.state != KeyRing::State::Destroyed) keys_left = true;
    if (attachment)
      if (auto id = AnyId::parse(entry.id)) files.push_back(*id);
  }
  if (keys_left) {
    keys_->destroy(prefix, clock_.now());
    keys_->destroy(stream, clock_.now());
  }
  for (const auto& id : files) {
    destroy_file(folder_.attachment(id));
    destroy_file(folder_.waiting(id));
  }
}

Result<void> SqliteStore::rebuild() {
  std::lock_guard lock(write_mutex_);
  Transaction transaction(writer_, Transaction::Kind::Write);
  rebuild_shelves(writer_, *keys_);
  transaction.commit();
  return {};
}

}  // namespace heed::store::sqlite

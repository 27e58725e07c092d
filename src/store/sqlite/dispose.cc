// The end of a review's retention: the record first, then its rows, its keys, its files. Each step may be cut off; opening the store
// takes it up again from the disposal's row.
#include "store/attachment_file.h"
#include "store/sqlite/sqlite_store.h"

namespace heed::store::sqlite {

Result<void> SqliteStore::dispose(const Who& who, ReviewId review, std::string_view reason) {
  if (review.is_empty()) return not_found();
  std::lock_guard keeping(keeping_mutex_);
  auto done = write(who, "store.dispose", [&](Writer& w) -> Result<void> {
    if (kDisposals.find(w, review)) return refused("This review has been disposed of already.");
    const Stream stream = Stream::of(review);
    if (stream_head(writer_, stream).first == 1) return not_found("This review has no records.");
    return kDisposals.put(w, review, Place{}, Disposal{std::string(reason)}, 0);
  });
  if (!done) return done;
  finish_disposals({review});
  std::lock_guard lock(write_mutex_);
  // The rows were overwritten when they were deleted; this gives their pages back and empties the log beside the database.
  writer_.forget_statements();
  writer_.script("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  return {};
}

void SqliteStore::finish_disposals(const std::set<ReviewId>& reviews) {
  if (reviews.empty()) return;
  std::vector<std::string> ids;
  std::vector<AnyId> files;
  for (const auto& entry : keys_->all()) {
    if (!reviews.contains(review_of(entry.purpose))) continue;
    if (entry.state != KeyRing::State::Destroyed) ids.push_back(entry.id);
    if (entry.purpose.starts_with(kAttachmentPurpose))
      if (auto id = AnyId::parse(entry.id)) files.push_back(*id);
  }
  if (!ids.empty()) keys_->destroy(ids, clock_.now());
  for (const auto& id : files) {
    destroy_file(folder_.attachment(id));
    destroy_file(folder_.waiting(id));
  }
}

Result<void> SqliteStore::replay_disposals() {
  std::set<ReviewId> known, gone;
  read([&](Reader& r) {
    for (const auto& row : kDisposals.list(r)) known.insert(row.id);
  });
  for (const auto& entry : keys_->all())
    if (entry.state == KeyRing::State::Destroyed && entry.purpose.starts_with(kStreamPurpose))
      if (auto review = review_of(entry.purpose); !review.is_empty() && !known.contains(review)) gone.insert(review);
  for (const auto& review : gone) {
    auto done = dispose({}, review, "Its keys had been destroyed before this backup was restored.");
    if (!done && done.error().code != Code::NotFound) return done;
  }
  return {};
}

Result<void> SqliteStore::rebuild() {
  std::lock_guard lock(write_mutex_);
  Transaction transaction(writer_, Transaction::Kind::Write);
  rebuild_shelves(writer_, *keys_);
  transaction.commit();
  return {};
}

}  // namespace heed::store::sqlite

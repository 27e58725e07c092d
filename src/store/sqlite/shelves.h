// The shelves as SQLite tables, and the index of the journal's things: their tables, their one `apply`, their reads. All of it can be
// dropped and made again from the journal. No function here begins or ends a transaction.
#pragma once

#include "store/record.h"
#include "store/sqlite/database.h"

namespace heed::store {
HEED_STORABLE(AttachmentMeta)
}

namespace heed::store::sqlite {

/// What the store itself keeps: kept attachments, and the reviews that were disposed of (thing: the review's id).
struct Disposal {
  std::string reason;
};
HEED_STORABLE(Disposal)
extern const Shelf<AttachmentId, AttachmentMeta> kAttachments;
extern const Shelf<ReviewId, Disposal> kDisposals;

std::string shelf_ddl(const ShelfBase& shelf);
void make_shelf(Database& db, const ShelfBase& shelf);       ///< drops it first, and notes how it was made
/// Whether the shelves stand as the program wants them. New ones are made; true when one that may hold things differs or is
/// missing, so that all must be made again from the journal.
bool prepare_shelves(Database& db);

/// The one way in which anything comes onto a shelf or leaves it, live and on rebuild. `record` gives position, time and actor.
/// Shelves that this program does not have are passed over.
void apply(Database& db, const JournalRecord& record, const Change& change);
/// The same for the index of things. REQUIRES: the record's position and things are set.
void apply_things(Database& db, const JournalRecord& record);

std::optional<RawRow> find(Database& db, const ShelfBase& shelf, AnyId id);

/// Reads on one connection; the caller holds the transaction.
class ShelfReader {
 public:
  explicit ShelfReader(Database& db) : db_(db) {}
  std::vector<RawRow> list(const ShelfBase& shelf, const Query& query);
  std::int64_t count(const ShelfBase& shelf, const Query& query);
  std::vector<std::pair<std::string, std::int64_t>> tally(const ShelfBase& shelf, std::string_view column, const Query& query);

 private:
  Database& db_;
};

}  // namespace heed::store::sqlite

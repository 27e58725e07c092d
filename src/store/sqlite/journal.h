// The journal as a SQLite table: appending a record (sealed and chained), reading records back, and making the shelves again from
// them. It knows the key ring and `apply`, nothing of what a record means. The caller holds the transaction.
#pragma once

#include "store/record.h"
#include "store/sqlite/database.h"
#include "store/sqlite/key_ring.h"

namespace heed::store::sqlite {

/// A record with what the engine keeps beside it.
struct StoredRecord {
  JournalRecord record;
  std::string things;   ///< the text that the envelope covers
  std::string key_id;
  std::string payload;  ///< sealed
  std::string chain;
};

/// Position of the next record. REQUIRES: the caller is the writer.
std::int64_t next_position(Database& db);
/// Number of the next record of a stream, and the chain so far (32 zero bytes at its beginning).
std::pair<std::int64_t, std::string> stream_head(Database& db, const Stream& stream);
/// Seals, chains and inserts. REQUIRES: position and number are the next ones.
void append(Database& db, const JournalRecord& record, std::string_view previous, const KeyRing::Found& key,
            const std::vector<Change>& changes);

/// Records in order of position, from `from` (inclusive). `each` returns false to stop.
void each_record(Database& db, std::int64_t from, const std::function<bool(StoredRecord&&)>& each);
std::optional<StoredRecord> record_at(Database& db, std::int64_t position);
std::vector<JournalRecord> records_of(Database& db, const Stream& stream, std::int64_t before_number, int limit);

struct Opened {
  KeyRing::State key = KeyRing::State::Missing;
  bool authentic = false;             ///< the payload opened (only when the key is present)
  std::vector<Change> changes;
};
Opened open_payload(KeyRing& keys, const StoredRecord& stored);

/// Fills `into` (whose shelves are made and empty) from the journal in `from`; they may be the same database. Records whose key was
/// destroyed leave nothing. Faults: a record whose key is missing, or that does not open.
void replay(Database& from, KeyRing& keys, Database& into);
/// Drops every shelf of this program and makes it again, in the caller's transaction.
void rebuild_shelves(Database& db, KeyRing& keys);

}  // namespace heed::store::sqlite

#include "store/sqlite/journal.h"

#include "store/sqlite/shelves.h"

namespace heed::store::sqlite {

namespace {

constexpr std::string_view kColumns =
    "position, stream_kind, stream_id, number, at, actor, verb, format, things, key_id, payload, chain";

AnyId id_or_empty(const std::string& text) { return text.empty() ? AnyId() : AnyId::parse(text).value_or(AnyId()); }

StoredRecord stored(const Statement& row) {
  StoredRecord out;
  out.record.position = row.integer(0);
  out.record.stream = {stream_kind(row.text(1)), id_or_empty(row.text(2))};
  out.record.number = row.integer(3);
  out.record.at = Instant(std::chrono::seconds(row.integer(4)));
  out.record.actor = AccountId(id_or_empty(row.text(5)));
  out.record.verb = row.text(6);
  out.record.format = int(row.integer(7));
  out.things = row.text(8);
  out.record.things = read_things(out.things);
  out.key_id = row.text(9);
  out.payload = row.text(10);
  out.chain = row.text(11);
  return out;
}

}  // namespace

std::int64_t next_position(Database& db) { return db.integer("SELECT coalesce(max(position), 0) + 1 FROM journal"); }

std::pair<std::int64_t, std::string> stream_head(Database& db, const Stream& stream) {
  auto row = db.query("SELECT number, chain FROM journal WHERE stream_kind = ? AND stream_id = ? ORDER BY number DESC LIMIT 1",
                      word(stream.kind), stream.id.text());
  if (!row.step()) return {1, std::string(32, '\0')};
  return {row.integer(0) + 1, row.text(1)};
}

void append(Database& db, const JournalRecord& record, std::string_view previous, const KeyRing::Found& key,
            const std::vector<Change>& changes) {
  const auto things = things_text(record.things);
  const auto head = envelope(record, things, key.id);
  const auto payload = seal(*key.key, pack(changes), head);
  const auto link = chain(previous, head, payload);
  db.run(fmt::format("INSERT INTO journal ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", kColumns), record.position,
         word(record.stream.kind), record.stream.id.text(), record.number,
         std::int64_t(record.at.time_since_epoch().count()), record.actor.text(), record.verb, record.format, things, key.id,
         Blob{payload}, Blob{bytes(link)});
  apply_things(db, record);
}

void each_record(Database& db, std::int64_t from, const std::function<bool(StoredRecord&&)>& each) {
  auto rows = db.query(fmt::format("SELECT {} FROM journal WHERE position >= ? ORDER BY position", kColumns), from);
  while (rows.step())
    if (!each(stored(rows))) return;
}

std::optional<StoredRecord> record_at(Database& db, std::int64_t position) {
  auto row = db.query(fmt::format("SELECT {} FROM journal WHERE position = ?", kColumns), position);
  if (!row.step()) return std::nullopt;
  return stored(row);
}

std::vector<JournalRecord> records_of(Database& db, const Stream& stream, std::int64_t before_number, int limit) {
  auto rows = db.query(fmt::format("SELECT {} FROM journal WHERE stream_kind = ? AND stream_id = ? AND number < ? "
                                   "ORDER BY number DESC LIMIT ?",
                                   kColumns),
                       word(stream.kind), stream.id.text(), before_number, limit);
  std::vector<JournalRecord> out;
  while (rows.step()) out.push_back(stored(rows).record);
  return out;
}

Opened open_payload(KeyRing& keys, const StoredRecord& stored) {
  Opened out;
  const auto key = keys.by_id(stored.key_id);
  out.key = key.state;
  if (!key.key) return out;
  auto plain = unseal(*key.key, stored.payload, envelope(stored.record, stored.things, stored.key_id));
  if (!plain) return out;
  out.authentic = true;
  out.changes = unpack(*plain);
  return out;
}

void replay(Database& from, KeyRing& keys, Database& into) {
  each_record(from, 1, [&](StoredRecord&& stored) {
    apply_things(into, stored.record);
    const auto opened = open_payload(keys, stored);
    if (opened.key == KeyRing::State::Destroyed) return true;
    if (!opened.authentic) {
      throw std::runtime_error(fmt::format("Record {} of the journal cannot be read{}.", stored.record.position,
                                           opened.key == KeyRing::State::Present ? "" : ": its key is missing"));
    }
    for (const auto& change : opened.changes) apply(into, stored.record, change);
    return true;
  });
}

void rebuild_shelves(Database& db, KeyRing& keys) {
  db.forget_statements();
  for (const ShelfBase* shelf : ShelfBase::all()) make_shelf(db, *shelf);
  db.run("DELETE FROM journal_thing");
  replay(db, keys, db);
}

}  // namespace heed::store::sqlite

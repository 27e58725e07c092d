#include "store/sqlite/migrations.h"

namespace heed::store::sqlite {

namespace {

constexpr Migration kCasework[] = {
    {1, "journal", R"sql(
CREATE TABLE journal (
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  stream_kind TEXT NOT NULL CHECK (stream_kind IN ('installation', 'partnership', 'review')),
  stream_id   TEXT NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  verb        TEXT NOT NULL,
  format      INTEGER NOT NULL,
  things      TEXT NOT NULL,
  key_id      TEXT NOT NULL,
  payload     BLOB NOT NULL,
  chain       BLOB NOT NULL,
  UNIQUE (stream_kind, stream_id, number)
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Derived from the journal: where the history of a thing is.
CREATE TABLE journal_thing (
  shelf    TEXT NOT NULL,
  id       TEXT NOT NULL,
  position INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  PRIMARY KEY (shelf, id, position, version)
) STRICT, WITHOUT ROWID;

-- How each shelf's table was made, so that a program that wants it otherwise knows to make it again.
CREATE TABLE shelf_schema (
  name   TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql"},
};

constexpr Migration kKeys[] = {
    {1, "key_ring", R"sql(
CREATE TABLE ring (
  only  INTEGER PRIMARY KEY CHECK (only = 1),
  proof BLOB NOT NULL
) STRICT;

-- wrapped is null once the key has been destroyed.
CREATE TABLE key (
  id           TEXT PRIMARY KEY,
  purpose      TEXT NOT NULL UNIQUE,
  wrapped      BLOB,
  made_at      INTEGER NOT NULL,
  destroyed_at INTEGER,
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
)sql"},
};

constexpr Migration kReading[] = {
    {1, "reading_log", R"sql(
CREATE TABLE reading (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  account TEXT NOT NULL,
  what    TEXT NOT NULL,
  review  TEXT NOT NULL,
  thing   TEXT NOT NULL,
  key_id  TEXT NOT NULL,
  detail  BLOB NOT NULL,
  chain   BLOB NOT NULL
) STRICT;
CREATE INDEX reading_of_review ON reading (review, number);

CREATE TRIGGER reading_is_never_changed BEFORE UPDATE ON reading
BEGIN SELECT RAISE(ABORT, 'the reading log is append-only'); END;
CREATE TRIGGER reading_is_never_shortened BEFORE DELETE ON reading
BEGIN SELECT RAISE(ABORT, 'the reading log is append-only'); END;
)sql"},
};

constexpr Migration kState[] = {
    {1, "ephemeral", R"sql(
CREATE TABLE ephemeral (
  kind    TEXT NOT NULL,
  key     TEXT NOT NULL,
  value   TEXT NOT NULL,
  expires INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX ephemeral_expiry ON ephemeral (expires);
)sql"},
};

}  // namespace

std::span<const Migration> casework_migrations() { return kCasework; }
std::span<const Migration> keys_migrations() { return kKeys; }
std::span<const Migration> reading_migrations() { return kReading; }
std::span<const Migration> state_migrations() { return kState; }

Result<void> verify_migrations(Database& db, std::span<const Migration> migrations, std::string_view database) {
  auto rows = db.query("SELECT number, sha256 FROM migration ORDER BY number");
  while (rows.step()) {
    const auto number = rows.integer(0);
    auto known = std::find_if(migrations.begin(), migrations.end(), [&](const Migration& m) { return m.number == number; });
    if (known == migrations.end()) {
      return Error{Code::Unfinished,
                   fmt::format("{} was made by a newer Heed: it holds migration {}, which this program does not know.", database, number),
                   "Use the newer program, or restore a backup from before the upgrade.",
                   {}};
    }
    if (rows.text(1) != hex(sha256(known->sql))) {
      return Error{Code::Unfinished,
                   fmt::format("Migration {} ({}) of {} is not the one that was applied to it.", number, known->name, database),
                   "Install a released program; a migration that has run is never changed, a new one follows it.",
                   {}};
    }
  }
  return {};
}

Result<void> migrate(Database& db, std::span<const Migration> migrations, std::string_view database, Instant now) {
  Transaction transaction(db, Transaction::Kind::Write);
  db.script(
      "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, "
      "applied_at INTEGER NOT NULL) STRICT");
  if (auto known = verify_migrations(db, migrations, database); !known) return known;
  for (const auto& migration : migrations) {
    if (db.integer("SELECT count(*) FROM migration WHERE number = ?", migration.number)) continue;
    db.script(std::string(migration.sql));
    db.run("INSERT INTO migration VALUES (?, ?, ?, ?)", migration.number, migration.name, hex(sha256(migration.sql)),
           now.time_since_epoch().count());
  }
  transaction.commit();
  return {};
}

}  // namespace heed::store::sqlite

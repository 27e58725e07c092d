// Whether everything is as it was written: integrity, migrations, chains, keys, tables against a rebuild, attachments, readings, spool.
// One snapshot; what it says names records, shelves and ids, never case material.
#include <unistd.h>

#include "store/attachment_file.h"
#include "store/sqlite/migrations.h"
#include "store/sqlite/sqlite_store.h"

namespace heed::store::sqlite {

namespace fs = std::filesystem;

namespace {

/// The first things that are wrong, and how many there are.
class Findings {
 public:
  void add(std::string what) {
    if (++count_ <= kShown) text_ += (text_.empty() ? "" : " ") + what;
  }
  bool none() const { return count_ == 0; }
  CheckResult result(std::string name, std::string fine) const {
    if (none()) return {std::move(name), true, std::move(fine)};
    return {std::move(name), false, count_ > kShown ? fmt::format("{} And {} more.", text_, count_ - kShown) : text_};
  }

 private:
  static constexpr int kShown = 5;
  int count_ = 0;
  std::string text_;
};

CheckResult integrity(Database& db) {
  auto row = db.query("PRAGMA quick_check(1)");
  const auto answer = row.step() ? row.text(0) : "no answer";
  if (answer != "ok") return {"integrity", false, "The casework database is damaged: " + answer + "."};
  return {"integrity", true, "The casework database is whole."};
}

struct Journal {
  CheckResult chains;
  std::set<std::string> keys;               ///< every key that a record needs
  std::set<std::string> unreadable_keys;
};

Journal read_journal(Database& db, KeyRing& keys) {
  Journal out;
  Findings wrong;
  struct Head {
    std::int64_t number = 0;
    std::string chain = std::string(32, '\0');
  };
  std::map<std::pair<std::string, AnyId>, Head> heads;
  std::int64_t position = 0;
  each_record(db, 1, [&](StoredRecord&& stored) {
    const auto& record = stored.record;
    if (record.position != position + 1) wrong.add(fmt::format("Record {} of the journal is missing.", position + 1));
    position = record.position;
    auto& head = heads[{std::string(word(record.stream.kind)), record.stream.id}];
    if (record.number != head.number + 1)
      wrong.add(fmt::format("Record {} has number {} in its stream, where {} is due.", position, record.number, head.number + 1));
    const auto link = chain(head.chain, envelope(record, stored.things, stored.key_id), stored.payload);
    const bool intact = bytes(link) == stored.chain;
    if (!intact) wrong.add(fmt::format("Record {} ({}) or the chain before it has been changed since it was written.", position, record.verb));
    head = {record.number, stored.chain};
    out.keys.insert(stored.key_id);
    try {
      const auto opened = open_payload(keys, stored);
      switch (opened.key) {
        case KeyRing::State::Present:
          if (!opened.authentic && intact) wrong.add(fmt::format("The payload of record {} does not open with its key.", position));
          break;
        case KeyRing::State::Destroyed: break;
        case KeyRing::State::Missing:
        case KeyRing::State::Unreadable: out.unreadable_keys.insert(stored.key_id); break;
      }
    } catch (const std::exception&) {
      wrong.add(fmt::format("The payload of record {} cannot be read.", position));
    }
    return true;
  });
  const auto highest = db.integer("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'journal'");
  if (highest != position) wrong.add(fmt::format("The journal ends at record {}, but {} were written.", position, highest));
  out.chains = wrong.result("chains", fmt::format("{} records in {} streams are as they were written.", position, heads.size()));
  return out;
}

CheckResult check_keys(KeyRing& keys, const Journal& journal, const std::set<ReviewId>& disposed) {
  Findings wrong;
  if (auto fault = keys.verify(); !fault.empty()) wrong.add(fault);
  std::int64_t count = 0;
  for (const auto& entry : keys.all()) {
    ++count;
    const auto review = review_of(entry.purpose);
    const bool gone = !review.is_empty() && disposed.contains(review);
    switch (entry.state) {
      case KeyRing::State::Present:
        if (gone) wrong.add(fmt::format("Key {} should have been destroyed with its review.", entry.id));
        break;
      case KeyRing::State::Destroyed:
        if (!gone) wrong.add(fmt::format("Key {} has been destroyed, but its review was never disposed of.", entry.id));
        break;
      case KeyRing::State::Missing:
      case KeyRing::State::Unreadable: wrong.add(fmt::format("Key {} cannot be read with this master key.", entry.id)); break;
    }
  }
  for (const auto& id : journal.unreadable_keys) wrong.add(fmt::format("Key {}, which the journal needs, is missing.", id));
  return wrong.result("keys", fmt::format("{} keys are as they should be.", count));
}

/// Compares the rows of two statements in the same order. `name` tells what a row is.
void compare(Statement& now, Statement& made, const std::string& table, Findings& wrong) {
  bool here = now.step(), there = made.step();
  auto key = [](const Statement& row) { return row.text(0); };
  while (here || there) {
    if (here && (!there || key(now) < key(made))) {
      wrong.add(fmt::format("{} {} is not in the journal.", table, key(now)));
      here = now.step();
      continue;
    }
    if (there && (!here || key(made) < key(now))) {
      wrong.add(fmt::format("{} {} is missing from its table.", table, key(made)));
      there = made.step();
      continue;
    }
    for (int column = 0; column < now.columns(); ++column)
      if (now.type(column) != made.type(column) || now.text(column) != made.text(column)) {
        wrong.add(fmt::format("{} {} differs from the journal.", table, key(now)));
        break;
      }
    here = now.step();
    there = made.step();
  }
}

CheckResult check_tables(Database& db, KeyRing& keys, const fs::path& scratch, Instant now) {
  Findings wrong;
  std::int64_t rows = 0;
  try {
    Database made(scratch, Sync::Off, true);
    made.script("PRAGMA journal_mode=OFF; PRAGMA cache_size=-65536");
    ::unlink(scratch.c_str());  // nothing of it stays, whatever happens
    if (auto done = migrate(made, casework_migrations(), "The rebuilt database", now); !done)
      return {"tables", false, done.error().message};
    Transaction transaction(made, Transaction::Kind::Write);
    for (const ShelfBase* shelf : ShelfBase::all()) make_shelf(made, *shelf);
    replay(db, keys, made);
    for (const ShelfBase* shelf : ShelfBase::all()) {
      const auto sql = fmt::format("SELECT * FROM {} ORDER BY id", sql_name(shelf->name()));
      auto here = db.query(sql), there = made.query(sql);
      compare(here, there, std::string(shelf->name()), wrong);
      rows += made.integer(fmt::format("SELECT count(*) FROM {}", sql_name(shelf->name())));
    }
    const std::string index =
        "SELECT shelf || ' ' || id || ' ' || printf('%020d %020d', position, version) AS name FROM journal_thing ORDER BY name";
    auto here = db.query(index), there = made.query(index);
    compare(here, there, "journal_thing", wrong);
  } catch (const std::exception& fault) {
    wrong.add(fmt::format("The tables cannot be made again from the journal: {}", fault.what()));
  }
  return wrong.result("tables", fmt::format("{} rows on {} shelves are what the journal makes.", rows, ShelfBase::all().size()));
}

}  // namespace

std::vector<CheckResult> SqliteStore::check() {
  std::lock_guard keeping(keeping_mutex_);
  std::vector<CheckResult> out;
  Snapshot snapshot(readers_);
  auto& db = snapshot.db();
  out.push_back(integrity(db));

  auto migrations = verify_migrations(db, casework_migrations(), "The casework database");
  out.push_back({"migrations", migrations.ok(), migrations ? "Every migration is the one that was applied." : migrations.error().message});

  std::set<ReviewId> disposed;
  for (auto& row : ShelfReader(db).list(kDisposals, {})) disposed.insert(ReviewId(row.id));
  const auto journal = read_journal(db, *keys_);
  out.push_back(journal.chains);
  out.push_back(check_keys(*keys_, journal, disposed));
  out.push_back(check_tables(db, *keys_, folder_.spool() / (AnyId::random().text() + ".rebuild"), clock_.now()));

  Findings files;
  std::int64_t count = 0;
  std::set<std::string> kept;
  for (auto& row : ShelfReader(db).list(kAttachments, {})) {
    ++count;
    kept.insert(row.id.text());
    const auto key = keys_->by_id(row.id.text());
    if (!key.key) {
      // Between this snapshot and now the review may have been disposed of.
      if (key.state != KeyRing::State::Destroyed) files.add(fmt::format("The key of attachment {} is missing.", row.id.text()));
      continue;
    }
    const auto meta = Json::parse(row.body).get<AttachmentMeta>();
    auto read = read_attachment(*key.key, folder_.attachment(row.id), [](std::string_view) { return true; });
    if (!read) files.add(fmt::format("Attachment {}: {}", row.id.text(), read.error().message));
    else if (read->sha256 != meta.sha256 || read->size != meta.size)
      files.add(fmt::format("Attachment {} is not the file that was stored.", row.id.text()));
  }
  out.push_back(files.result("attachments", fmt::format("{} attachments open and are what was stored.", count)));

  const auto readings = readings_->verify();
  const auto readings_whole = readings_->quick_check();
  if (!readings.empty()) out.push_back({"readings", false, readings});
  else if (readings_whole != "ok") out.push_back({"readings", false, "The reading log is damaged: " + readings_whole + "."});
  else out.push_back({"readings", true, fmt::format("{} readings are as they were written.", readings_->size())});

  Findings strays;
  std::error_code none;
  std::int64_t waiting = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.attachments(), none)) {
    if (!entry.is_regular_file(none)) continue;
    const auto name = entry.path().filename().string();
    if (kept.contains(name)) continue;
    if (!AnyId::parse(name)) strays.add("A file in attachments/ is none of Heed's.");
    else ++waiting;  // not kept yet, or kept after the snapshot; what stays unkept is swept when the store is opened
  }
  out.push_back(strays.result("spool", waiting == 1 ? "1 file waits to be kept." : fmt::format("{} files wait to be kept.", waiting)));
  return out;
}

}  // namespace heed::store::sqlite

#include "store/sqlite/sqlite_store.h"

#include "store/sqlite/engine.h"
#include "store/sqlite/migrations.h"

namespace heed::store::sqlite {

namespace {

Error stale(std::string message) {
  return {Code::Stale, std::move(message), "Look at what changed, then make your change again.", {}};
}

/// Marks that this thread is inside a verb: a verb within a verb would wait for itself.
thread_local const void* verb_of_this_thread = nullptr;

std::int64_t newest_position(Database& db) {
  auto rows = db.query("SELECT max(position) FROM journal");
  return rows.step() ? rows.integer(0) : 0;
}

class SnapshotReader final : public Reader {
 public:
  explicit SnapshotReader(Database& db) : db_(db), shelves_(db) {}
  std::optional<RawRow> find(const ShelfBase& shelf, AnyId id) override { return sqlite::find(db_, shelf, id); }
  std::vector<RawRow> list(const ShelfBase& shelf, const Query& query) override { return shelves_.list(shelf, query); }
  std::int64_t count(const ShelfBase& shelf, const Query& query) override { return shelves_.count(shelf, query); }
  std::vector<std::pair<std::string, std::int64_t>> tally(const ShelfBase& shelf, std::string_view column,
                                                          const Query& query) override {
    return shelves_.tally(shelf, column, query);
  }
  std::int64_t position() override { return newest_position(db_); }

 private:
  Database& db_;
  ShelfReader shelves_;
};

class VerbWriter final : public Writer {
 public:
  VerbWriter(Database& db, KeyRing& keys, Clock& clock, const Who& who, std::string_view verb)
      : db_(db), keys_(keys), clock_(clock), shelves_(db), who_(who), verb_(verb), at_(clock.now()) {}

  Clock& clock() override { return clock_; }
  std::optional<RawRow> find(const ShelfBase& shelf, AnyId id) override { return sqlite::find(db_, shelf, id); }
  std::vector<RawRow> list(const ShelfBase& shelf, const Query& query) override { return shelves_.list(shelf, query); }
  std::int64_t count(const ShelfBase& shelf, const Query& query) override { return shelves_.count(shelf, query); }
  std::vector<std::pair<std::string, std::int64_t>> tally(const ShelfBase& shelf, std::string_view column,
                                                          const Query& query) override {
    return shelves_.tally(shelf, column, query);
  }
  std::int64_t position() override { return newest_position(db_); }

  Result<void> put(const ShelfBase& shelf, AnyId id, const Place& place, Json body, std::int64_t expected) override {
    if (id.is_empty()) throw std::logic_error("a thing without an id was put on a shelf");
    const auto now_there = find(shelf, id);
    if (now_there && stream_of(now_there->place) != stream_of(place))
      throw std::logic_error("a thing cannot be moved to another review or partnership");
    if (expected != kAnyVersion) {
      if (!now_there && expected > 0) return stale("Somebody else took this away after you opened it.");
      if (now_there && expected != now_there->version) return stale("Somebody else changed this after you opened it.");
    }
    Change change;
    change.shelf = shelf.name();
    change.id = id;
    change.place = place;
    change.version = (now_there ? now_there->version : last_version(shelf, id)) + 1;
    try {
      change.body = body.dump();
    } catch (const Json::type_error&) {
      return bad_input("Some of the text is not readable as UTF-8.", "Save it as UTF-8, or type it again, and send it once more.");
    }
    auto* stream = record_for(stream_of(place));
    if (!stream) return refused("This review has been disposed of.", "Nothing can be added to it any more.");
    add(*stream, std::move(change));
    return {};
  }

  Result<void> drop(const ShelfBase& shelf, AnyId id, std::int64_t expected) override {
    const auto now_there = find(shelf, id);
    if (!now_there) return expected > 0 ? stale("Somebody else took this away after you opened it.") : not_found();
    if (expected != kAnyVersion && expected != now_there->version) return stale("Somebody else changed this after you opened it.");
    auto* stream = record_for(stream_of(now_there->place));
    if (!stream) return refused("This review has been disposed of.", "Nothing can be changed in it any more.");
    dropped_[{std::string(shelf.name()), id}] = now_there->version;
    Change change;
    change.shelf = shelf.name();
    change.id = id;
    change.dropped = true;
    add(*stream, std::move(change));
    return {};
  }

  bool changed() const { return !records_.empty(); }
  void append_records() {
    for (auto& open : records_) append(db_, open.record, open.previous, open.key, open.changes);
  }

 private:
  struct Open {
    JournalRecord record;
    std::string previous;
    KeyRing::Found key;
    std::vector<Change> changes;
  };

  /// The record of this verb in a stream; nullptr when the stream's key has been destroyed. The key is on disk before the record.
  Open* record_for(const Stream& stream) {
    for (auto& open : records_)
      if (open.record.stream == stream) return &open;
    auto key = keys_.need(purpose_of(stream), AnyId::random().text(), at_);
    if (key.state == KeyRing::State::Destroyed) return nullptr;
    if (!key.key) throw std::runtime_error("the key of a stream cannot be read");
    auto [number, previous] = stream_head(db_, stream);
    if (first_position_ == 0) first_position_ = next_position(db_);
    Open open;
    open.record.position = first_position_ + std::int64_t(records_.size());
    open.record.stream = stream;
    open.record.number = number;
    open.record.at = at_;
    open.record.actor = who_.account;
    open.record.verb = verb_;
    open.record.format = kRecordFormat;
    open.previous = std::move(previous);
    open.key = std::move(key);
    records_.push_back(std::move(open));
    return &records_.back();
  }

  void add(Open& open, Change change) {
    open.record.things.push_back({change.shelf, change.id, change.version});
    apply(db_, open.record, change);
    open.changes.push_back(std::move(change));
  }

  /// The last version of a thing that is not on its shelf: a thing put back goes on counting.
  std::int64_t last_version(const ShelfBase& shelf, AnyId id) {
    if (auto at = dropped_.find({std::string(shelf.name()), id}); at != dropped_.end()) return at->second;
    return db_.integer("SELECT coalesce(max(version), 0) FROM journal_thing WHERE shelf = ? AND id = ?", shelf.name(), id.text());
  }

  Database& db_;
  KeyRing& keys_;
  Clock& clock_;
  ShelfReader shelves_;
  Who who_;
  std::string verb_;
  Instant at_;
  std::int64_t first_position_ = 0;
  std::vector<Open> records_;
  std::map<std::pair<std::string, AnyId>, std::int64_t> dropped_;
};

}  // namespace

std::unique_ptr<Database> Readers::take() {
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto db = std::move(idle_.back());
      idle_.pop_back();
      return db;
    }
  }
  // More readers at once than are kept: a further one is made rather than anybody made to wait.
  return std::make_unique<Database>(file_, Sync::Full, false);
}

void Readers::give_back(std::unique_ptr<Database> db) {
  std::lock_guard lock(mutex_);
  if (idle_.size() < keep_) idle_.push_back(std::move(db));
}

Snapshot::Snapshot(Readers& readers) : readers_(readers), db_(readers.take()) {
  transaction_.emplace(*db_, Transaction::Kind::Read);
}

Snapshot::~Snapshot() {
  transaction_.reset();
  if (!db_->in_transaction()) readers_.give_back(std::move(db_));
}

SqliteStore::SqliteStore(Folder folder, const Key& master, std::unique_ptr<KeyRing> keys, std::unique_ptr<ReadingLog> readings,
                         Clock& clock, int readers, bool create)
    : folder_(std::move(folder)),
      master_(master),
      clock_(clock),
      writer_(folder_.casework(), Sync::Full, create),
      readers_(folder_.casework(), readers),
      keys_(std::move(keys)),
      readings_(std::move(readings)),
      state_(folder_.state(), Sync::Normal, true) {}

Result<void> SqliteStore::prepare() {
  if (auto done = migrate(writer_, casework_migrations(), "The casework database", clock_.now()); !done) return done;
  if (auto done = migrate(state_, state_migrations(), "The database of small state", clock_.now()); !done) return done;
  // The installation's key is older than every backup of the ring, so a disposal can be read back with any of them.
  keys_->need(purpose_of(Stream::installation()), AnyId::random().text(), clock_.now());
  {
    Transaction transaction(writer_, Transaction::Kind::Write);
    if (prepare_shelves(writer_)) rebuild_shelves(writer_, *keys_);
    transaction.commit();
  }
  std::set<ReviewId> disposed;
  for (auto& row : ShelfReader(writer_).list(kDisposals, {})) disposed.insert(ReviewId(row.id));
  finish_disposals(disposed);
  sweep();
  return {};
}

void SqliteStore::write_erased(const Who& who, std::string_view verb, const std::function<bool(Writer&)>& body) {
  if (verb_of_this_thread == this) throw std::logic_error("a verb was called inside a verb");
  struct Mark {
    const void* before = std::exchange(verb_of_this_thread, nullptr);
    ~Mark() { verb_of_this_thread = before; }
  } mark;
  verb_of_this_thread = this;
  std::lock_guard lock(write_mutex_);
  Transaction transaction(writer_, Transaction::Kind::Write);
  VerbWriter writer(writer_, *keys_, clock_, who, verb);
  if (!body(writer) || !writer.changed()) return;
  writer.append_records();
  transaction.commit();
}

void SqliteStore::read_erased(const std::function<void(Reader&)>& body) {
  Snapshot snapshot(readers_);
  SnapshotReader reader(snapshot.db());
  body(reader);
}

std::vector<JournalRecord> SqliteStore::records(const Stream& stream, std::int64_t before_number, int limit) {
  Snapshot snapshot(readers_);
  return records_of(snapshot.db(), stream, before_number, limit);
}

std::vector<Version> SqliteStore::versions(const ShelfBase& shelf, AnyId id, const Stream& stream,
                                           std::optional<std::int64_t> only) {
  Snapshot snapshot(readers_);
  std::vector<std::int64_t> positions;
  {
    auto rows = snapshot.db().query(
        "SELECT DISTINCT position FROM journal_thing WHERE shelf = ? AND id = ? AND (? < 0 OR version = ?) ORDER BY position",
        shelf.name(), id.text(), only.value_or(-1), only.value_or(-1));
    while (rows.step()) positions.push_back(rows.integer(0));
  }
  std::vector<Version> out;
  for (auto position : positions) {
    auto stored = record_at(snapshot.db(), position);
    if (!stored || stored->record.stream != stream) continue;
    const auto opened = open_payload(*keys_, *stored);
    if (opened.key == KeyRing::State::Present && !opened.authentic)
      throw std::runtime_error(fmt::format("Record {} of the journal cannot be read.", position));
    std::size_t n = 0;
    for (const auto& touched : stored->record.things) {
      const std::size_t at = n++;
      if (touched.shelf != shelf.name() || touched.id != id || (only && touched.version != *only)) continue;
      Version version{stored->record, touched.version, std::nullopt};
      if (at < opened.changes.size() && !opened.changes[at].dropped) version.body = Json::parse(opened.changes[at].body);
      out.push_back(std::move(version));
    }
  }
  return out;
}

std::vector<Version> SqliteStore::history(const ShelfBase& shelf, AnyId id, const Stream& stream) {
  return versions(shelf, id, stream, std::nullopt);
}

std::optional<Version> SqliteStore::version(const ShelfBase& shelf, AnyId id, const Stream& stream, std::int64_t number) {
  auto found = versions(shelf, id, stream, number);
  if (found.empty()) return std::nullopt;
  return std::move(found.back());
}

std::string SqliteStore::secret(std::string_view domain) const {
  return std::string(derive(master_, fmt::format("heed secret {}", domain)).bytes());
}

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options, Clock& clock) {
  const Folder folder{options.data};
  std::error_code none;
  const bool there = std::filesystem::exists(folder.casework(), none);
  if (options.create && there) {
    return bad_input("There is already a Heed data folder at " + options.data.string() + ".",
                     "Open it, or name a folder that does not exist yet.");
  }
  if (!options.create && !there) {
    return bad_input("There is no Heed data folder at " + options.data.string() + ".", "Make one with heed init, or check the path.");
  }
  auto file = key_file(options);
  if (!file) return file.error();
  if (options.create) {
    if (auto made = make_data_folder(folder); !made) return made.error();
  }
  auto master = options.create && !std::filesystem::exists(*file, none) ? make_key_file(*file) : read_key_file(*file);
  if (!master) return master.error();
  const bool fresh_keys = options.create || !std::filesystem::exists(folder.keys(), none);
  if (fresh_keys && !options.create) {
    return bad_input("The key ring (keys.db) is missing from the data folder.", "Put its backup back beside casework.db.");
  }
  auto keys = KeyRing::open(folder.keys(), *master, options.create, clock.now());
  if (!keys) return keys.error();
  auto readings = ReadingLog::open(folder.readings(), **keys, true, clock);
  if (!readings) return readings.error();
  make_folder(folder.attachments());
  make_folder(folder.spool());
  auto store = std::make_unique<SqliteStore>(folder, *master, std::move(*keys), std::move(*readings), clock, options.readers,
                                             options.create);
  if (auto ready = store->prepare(); !ready) return ready.error();
  if (options.create) sync_to_disk(folder.root);
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace heed::store::sqlite

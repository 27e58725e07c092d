// The casework store. What happened is in the journal; the shelves are tables that can be rebuilt from it.
//
// A verb is one call of `Store::write`: one transaction, one journal record in each stream it touches. Inside it the verb reads the
// present state, applies its rule, and puts whole things on shelves; the store encrypts and chains the record, and
// one `apply` changes the tables, live and on rebuild. Nothing outside this folder opens the database.
// Thread-safe: any number of readers, one writer at a time. Faults (disk, corruption) are exceptions.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

namespace heed::store {

/// The append-only streams of the journal.
enum class StreamKind { Installation, Partnership, Review };
struct Stream {
  StreamKind kind = StreamKind::Installation;
  AnyId id;  ///< empty for the installation
  static Stream installation() { return {}; }
  static Stream of(PartnershipId id) { return {StreamKind::Partnership, id.any()}; }
  static Stream of(ReviewId id) { return {StreamKind::Review, id.any()}; }
  bool operator==(const Stream&) const = default;
};

/// Where a thing belongs: decides its stream (review, else partnership, else installation) and who may see it.
struct Place {
  PartnershipId partnership;
  ReviewId review;
  AgencyId agency;
  bool operator==(const Place&) const = default;
};

/// A value of an indexed column.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// A column beside the body, taken from it, for order and filters. Type is Text or Integer.
struct Column {
  std::string_view name;
  std::function<Value(const Json& body)> take;
};

/// One table of things of one kind, as the store knows it. Columns of every shelf: id, partnership, review, agency (text, ''
/// when none), version (1, 2, …), record (position of the journal record that last changed it), changed_at (UTC seconds),
/// changed_by (account id text), body (JSON text); then its own columns. Every shelf has an index (review, record, id) besides its own.
/// Declared once, at namespace scope, in a step's `*_store.cc`; a program that never refers to that file does not have the shelf.
class ShelfBase {
 public:
  /// `name` is the table's name: lower-case words with _. `indexes` are column lists, e.g. "review, sort_key, id".
  ShelfBase(std::string_view name, std::vector<Column> columns, std::vector<std::string_view> indexes);
  ShelfBase(const ShelfBase&) = delete;
  std::string_view name() const { return name_; }
  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<std::string_view>& indexes() const { return indexes_; }
  /// Every shelf of the program, in order of name.
  static const std::vector<const ShelfBase*>& all();

 private:
  std::string_view name_;
  std::vector<Column> columns_;
  std::vector<std::string_view> indexes_;
};

/// A thing as it stands on its shelf, before its type is known.
struct RawRow {
  AnyId id;
  Place place;
  std::int64_t version = 0;
  std::int64_t record = 0;
  Instant changed_at{};
  AccountId changed_by;
  std::string body;  ///< JSON text
};

template <class IdT, class T>
struct Row {
  IdT id;
  Place place;
  std::int64_t version = 0;
  std::int64_t record = 0;
  Instant changed_at{};
  AccountId changed_by;
  T value;
  T* operator->() { return &value; }
  const T* operator->() const { return &value; }
};

/// What to look for on a shelf. `where`, `order` are SQL over the shelf's columns and stand in `*_store.cc` only; `values` fill ?.
struct Query {
  std::string where;            ///< "review = ? AND agency = ?"; empty for all
  std::vector<Value> values;
  std::string order = "record, id";
  std::int64_t limit = -1;
  std::int64_t offset = 0;
};

/// Reads of one consistent snapshot. Short-lived, used by one thread.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::optional<RawRow> find(const ShelfBase& shelf, AnyId id) = 0;
  virtual std::vector<RawRow> list(const ShelfBase& shelf, const Query& query) = 0;
  virtual std::int64_t count(const ShelfBase& shelf, const Query& query) = 0;
  /// Distinct values of one column with how often each occurs, most frequent first.
  virtual std::vector<std::pair<std::string, std::int64_t>> tally(const ShelfBase& shelf, std::string_view column, const Query& query) = 0;
  /// Of the newest record of the journal that this reading sees, 0 when there is none: while it is the same, so is everything on the shelves.
  virtual std::int64_t position() = 0;
};

/// The transaction of one verb.
class Writer : public Reader {
 public:
  virtual Clock& clock() = 0;
  Instant now() { return clock().now(); }
  /// Puts a thing on its shelf, new or changed. `expected` is the version that the person's form was made from: 0 for a
  /// new thing, kAnyVersion for appends that cannot conflict. A thing put back after a drop goes on counting its versions.
  /// Errors: Stale when the thing has moved on (or is gone); BadInput when a text is not UTF-8; Refused when the review has been
  /// disposed of. Faults: a thing that is on its shelf in another stream.
  virtual Result<void> put(const ShelfBase& shelf, AnyId id, const Place& place, Json body, std::int64_t expected) = 0;
  /// Takes a thing off its shelf; its history stays in the journal. Errors: NotFound, Stale.
  virtual Result<void> drop(const ShelfBase& shelf, AnyId id, std::int64_t expected) = 0;
};
inline constexpr std::int64_t kAnyVersion = -1;

/// What a row's thing was stored as. Errors: a fault when it is no JSON.
Json body_of(const RawRow& raw);

/// A typed shelf: `inline const store::Shelf<EntryId, Entry> kEntries{"chronology_entry", {...}, {...}}` (in a *_store.cc).
template <class IdT, class T>
class Shelf : public ShelfBase {
 public:
  using RowT = Row<IdT, T>;
  explicit Shelf(std::string_view name, std::vector<Column> columns = {}, std::vector<std::string_view> indexes = {})
      : ShelfBase(name, std::move(columns), std::move(indexes)) {}

  static RowT typed(RawRow raw) {
    RowT row{IdT(raw.id), raw.place, raw.version, raw.record, raw.changed_at, raw.changed_by, {}};
    from_json(body_of(raw), row.value);
    return row;
  }
  std::optional<RowT> find(Reader& r, IdT id) const {
    auto raw = r.find(*this, id.any());
    if (!raw) return std::nullopt;
    return typed(std::move(*raw));
  }
  /// Errors: NotFound.
  Result<RowT> need(Reader& r, IdT id) const {
    auto row = find(r, id);
    if (!row) return not_found();
    return std::move(*row);
  }
  std::vector<RowT> list(Reader& r, const Query& query = {}) const {
    std::vector<RowT> out;
    for (auto& raw : r.list(*this, query)) out.push_back(typed(std::move(raw)));
    return out;
  }
  std::vector<RowT> of(Reader& r, ReviewId review) const { return list(r, {"review = ?", {review.text()}}); }
  std::int64_t count(Reader& r, const Query& query) const { return r.count(*this, query); }
  Result<void> put(Writer& w, IdT id, const Place& place, const T& value, std::int64_t expected) const {
    return w.put(*this, id.any(), place, Json(value), expected);
  }
  Result<void> drop(Writer& w, IdT id, std::int64_t expected) const { return w.drop(*this, id.any(), expected); }
};

/// Who does something, for the journal and the reading log.
struct Who {
  AccountId account;  ///< empty: the program itself (set-up, worker)
};

/// The clear envelope of a journal record.
struct JournalRecord {
  std::int64_t position = 0;  ///< in the whole journal
  Stream stream;
  std::int64_t number = 0;    ///< in its stream, from 1
  Instant at{};
  AccountId actor;
  std::string verb;           ///< "chronology.import"
  int format = 1;
  struct Touched { std::string shelf; AnyId id; std::int64_t version; };  ///< version 0: dropped
  std::vector<Touched> things;
};

/// One thing as a journal record left it.
struct Version {
  JournalRecord record;
  std::int64_t version = 0;
  std::optional<Json> body;  ///< nullopt when dropped there, or when the key has been destroyed
};

struct AttachmentMeta {
  std::string name;        ///< as sent; may hold a name, so it never leaves the store but through a page
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;      ///< hex, of the plaintext
  std::string purpose;     ///< "return", "letter", "edition", "report", …
};

/// One reading, recorded before the reply.
struct Reading {
  AccountId account;       ///< empty for the command line
  std::string what;        ///< "review", "return", "chronology", "search", "export"
  ReviewId review;
  AnyId thing;
  std::string detail;      ///< encrypted; search terms, filter, format
};
struct ReadingEntry { std::int64_t number; Instant at; Reading reading; };

struct CheckResult {
  std::string name;        ///< "chains", "attachments", "tables", "keys", "migrations", "integrity", "spool", "readings"
  bool ok = true;
  std::string detail;      ///< one sentence; never case material
};

struct OpenOptions {
  std::filesystem::path data;
  std::filesystem::path key_file;   ///< empty: environment HEED_KEY_FILE, else `key_file` in heed.toml, else DATA.key
  bool create = false;              ///< make a new data folder (and the key file when missing)
  int readers = 4;
};

class Store {
 public:
  /// Errors: BadInput when there is no store there, or one already (create), or the key does not fit it.
  static Result<std::unique_ptr<Store>> open(const OpenOptions& options, Clock& clock);
  virtual ~Store() = default;

  /// Runs a verb. When `body` returns an error, or throws, nothing has happened. The verb's name goes to the journal. Committed and
  /// on disk when it returns. A body that puts nothing writes no record.
  template <class F>
  auto write(const Who& who, std::string_view verb, F&& body) -> std::invoke_result_t<F, Writer&> {
    using R = std::invoke_result_t<F, Writer&>;
    std::optional<R> result;
    write_erased(who, verb, [&](Writer& w) { result.emplace(body(w)); return result->ok(); });
    return std::move(*result);
  }
  /// Runs reads on one snapshot.
  template <class F>
  auto read(F&& body) -> std::invoke_result_t<F, Reader&> {
    using R = std::invoke_result_t<F, Reader&>;
    if constexpr (std::is_void_v<R>) {
      read_erased([&](Reader& r) { body(r); });
    } else {
      std::optional<R> result;
      read_erased([&](Reader& r) { result.emplace(body(r)); });
      return std::move(*result);
    }
  }

  // --- history, from the journal ---
  virtual std::vector<JournalRecord> records(const Stream& stream, std::int64_t before_number = INT64_MAX, int limit = 100) = 0;
  virtual std::vector<Version> history(const ShelfBase& shelf, AnyId id, const Stream& stream) = 0;  ///< oldest first
  virtual std::optional<Version> version(const ShelfBase& shelf, AnyId id, const Stream& stream, std::int64_t number) = 0;

  // --- attachments: encrypted files with a key each; written whole and synced before the record that names them ---
  /// `next` gives the next piece of plaintext, "" at the end. The attachment exists for readers once a verb has `put` its row:
  /// pass the id to `keep_attachment` inside the verb. One that is never kept is swept later.
  virtual Result<AttachmentId> store_attachment(AttachmentMeta meta, ReviewId review, const std::function<std::string()>& next) = 0;
  virtual Result<void> keep_attachment(Writer& w, AttachmentId id, const Place& place) = 0;
  virtual Result<AttachmentMeta> attachment_meta(AttachmentId id) = 0;                 ///< of a kept one
  virtual std::optional<Place> attachment_place(Reader& r, AttachmentId id) = 0;
  virtual Result<std::string> attachment_bytes(AttachmentId id, std::uint64_t limit = 512ull << 20) = 0;  ///< verified plaintext
  virtual Result<void> stream_attachment(AttachmentId id, const std::function<bool(std::string_view)>& sink) = 0;

  // --- reading log: a database of its own; returns when committed (readings are committed together in small groups) ---
  virtual void record_reading(const Reading& reading) = 0;
  virtual std::vector<ReadingEntry> readings(ReviewId review, std::int64_t before = INT64_MAX, int limit = 100) = 0;

  // --- small state that is not history: sessions, sign-in attempts. Not journaled, not rebuilt, not backed up. ---
  virtual void ephemeral_put(std::string_view kind, std::string_view key, std::string_view value, Instant expires) = 0;
  virtual std::optional<std::string> ephemeral_get(std::string_view kind, std::string_view key) = 0;
  virtual void ephemeral_drop(std::string_view kind, std::string_view key) = 0;
  virtual void ephemeral_drop_all(std::string_view kind, std::string_view key_prefix) = 0;
  virtual std::vector<std::pair<std::string, std::string>> ephemeral_list(std::string_view kind, std::string_view key_prefix) = 0;

  // --- keeping ---
  virtual std::vector<CheckResult> check() = 0;   ///< chains, attachments, tables against a rebuild, keys, …
  virtual Result<void> rebuild() = 0;             ///< drops the shelves and makes them again from the journal
  /// While serving. `to` must not exist; data and key ring are written to two separate folders, the master key to neither.
  virtual Result<void> backup(const std::filesystem::path& to, const std::filesystem::path& keys_to) = 0;
  /// Destroys a review's keys and rows; the chain still verifies and says who disposed of it, when and why.
  virtual Result<void> dispose(const Who& who, ReviewId review, std::string_view reason) = 0;
  virtual std::filesystem::path data() const = 0;
  /// Encrypts / decrypts small things with the installation's key (CSRF secrets, tokens). Domain separates uses.
  virtual std::string secret(std::string_view domain) const = 0;  ///< 32 bytes derived from the master key

 protected:
  virtual void write_erased(const Who& who, std::string_view verb, const std::function<bool(Writer&)>& body) = 0;
  virtual void read_erased(const std::function<void(Reader&)>& body) = 0;
};

/// Puts a backup (data folder and key ring folder) into an empty folder; the master key must be at hand and fit. Disposals are
/// replayed, whichever of the two is the older; only a data folder and a ring both from before a disposal hold the review. Ends with a
/// check. Errors: BadInput when something is in the way, Unfinished when the backup or what came of it is not whole.
Result<void> restore(const std::filesystem::path& backup, const std::filesystem::path& keys, const OpenOptions& into, Clock& clock);

}  // namespace heed::store

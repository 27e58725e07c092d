#include "store/sqlite/database.h"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

namespace heed::store::sqlite {

namespace {
constexpr int kBusyMilliseconds = 10'000;
constexpr std::size_t kMostCached = 256;

[[noreturn]] void fail(sqlite3* db, std::string_view doing) {
  throw Fault(fmt::format("The database failed while {}: {}.", doing, db ? sqlite3_errmsg(db) : "out of memory"),
              db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM);
}
}  // namespace

Statement::~Statement() {
  if (!handle_) return;
  if (busy_) {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    *busy_ = false;
  } else {
    sqlite3_finalize(handle_);
  }
}

void Statement::need(int code) const {
  if (code != SQLITE_OK) fail(db_, "binding a value");
}

void Statement::bind(std::int64_t value) { need(sqlite3_bind_int64(handle_, next_++, value)); }
void Statement::bind(std::string_view text) {
  // A null pointer would bind NULL; an empty text is a text.
  need(sqlite3_bind_text64(handle_, next_++, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind(Blob blob) {
  need(sqlite3_bind_blob64(handle_, next_++, blob.bytes.data() ? blob.bytes.data() : "", blob.bytes.size(),
                           SQLITE_TRANSIENT));
}
void Statement::bind(std::nullptr_t) { need(sqlite3_bind_null(handle_, next_++)); }
void Statement::bind(const Value& value) {
  if (auto* number = std::get_if<std::int64_t>(&value)) return bind(*number);
  if (auto* text = std::get_if<std::string>(&value)) return bind(std::string_view(*text));
  bind(nullptr);
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(db_, "reading or writing");
}

void Statement::reset() {
  sqlite3_reset(handle_);
  next_ = 1;
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes ? std::string(bytes, std::size_t(size)) : std::string();
}

Database::Database(const std::filesystem::path& file, Sync sync, bool create) {
  if (create) {
    // Made by us first, so that it, and the files SQLite puts beside it, are ours alone to read.
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "making " + file.filename().string());
    ::close(fd);
  }
  if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
    const int code = db_ ? sqlite3_extended_errcode(db_) : SQLITE_NOMEM;
    sqlite3_close_v2(db_);
    throw Fault("The database " + file.filename().string() + " cannot be opened.", code);
  }
  try {
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, kBusyMilliseconds);
    script(
        "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;");
    switch (sync) {
      case Sync::Off: script("PRAGMA synchronous=OFF"); break;
      case Sync::Normal: script("PRAGMA synchronous=NORMAL"); break;
      case Sync::Full: script("PRAGMA synchronous=FULL"); break;
    }
  } catch (...) {
    sqlite3_close_v2(db_);
    throw;
  }
}

Database::~Database() {
  forget_statements();
  sqlite3_close_v2(db_);
}

void Database::forget_statements() {
  for (auto& [sql, cached] : cache_) sqlite3_finalize(cached->handle);
  cache_.clear();
}

void Database::script(const std::string& sql) {
  if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, "running a statement");
}

Statement Database::prepare(std::string_view sql) {
  auto found = cache_.find(std::string(sql));
  if (found != cache_.end() && !found->second->busy) {
    found->second->busy = true;
    return Statement(db_, found->second->handle, &found->second->busy);
  }
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(db_, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle, nullptr) != SQLITE_OK)
    fail(db_, "preparing a statement");
  if (found != cache_.end() || cache_.size() >= kMostCached) return Statement(db_, handle, nullptr);
  auto& cached = cache_[std::string(sql)];
  cached = std::make_unique<Cached>(Cached{handle, true});
  return Statement(db_, handle, &cached->busy);
}

Transaction::Transaction(Database& db, Kind kind) : db_(db) {
  db_.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_ || !db_.in_transaction()) return;
  try {
    db_.run("ROLLBACK");
  } catch (...) {  // NOLINT: the fault that led here is the one to tell
  }
}

void Transaction::commit() {
  db_.run("COMMIT");
  open_ = false;
}

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace heed::store::sqlite

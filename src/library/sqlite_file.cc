#include "library/sqlite_file.h"

#include <fmt/format.h>

namespace heed::library {

namespace {
constexpr int kBusyMilliseconds = 5000;

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing) {
  throw SqliteFault(
      code, fmt::format("library file: {} ({}: {})", doing, code, db ? sqlite3_errmsg(db) : "no connection"));
}
}  // namespace

Statement::~Statement() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::bind(int at, std::int64_t value) {
  if (int rc = sqlite3_bind_int64(statement_, at, value)) fail(db_, rc, "binding a number");
}
void Statement::bind(int at, std::string_view value) {
  if (int rc = sqlite3_bind_text64(statement_, at, value.data() ? value.data() : "", value.size(),
                                   SQLITE_TRANSIENT, SQLITE_UTF8))
    fail(db_, rc, "binding text");
}
void Statement::bind(int at, Blob value) {
  if (int rc = sqlite3_bind_blob64(statement_, at, value.bytes.data() ? value.bytes.data() : "",
                                   value.bytes.size(), SQLITE_STATIC))
    fail(db_, rc, "binding bytes");
}
void Statement::bind(int at, std::nullptr_t) {
  if (int rc = sqlite3_bind_null(statement_, at)) fail(db_, rc, "binding nothing");
}

bool Statement::step() {
  const int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  fail(db_, rc, "running a statement");
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes ? std::string(bytes, std::size_t(size)) : std::string();
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes ? std::string_view(bytes, std::size_t(size)) : std::string_view();
}

Connection::Connection(const std::filesystem::path& file, Mode mode) {
  int flags = SQLITE_OPEN_NOMUTEX;
  std::string name = file.string();
  switch (mode) {
    case Mode::Create:
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;
    case Mode::ReadWrite:
      flags |= SQLITE_OPEN_READWRITE;
      break;
    case Mode::ReadOnly:
      flags |= SQLITE_OPEN_READONLY;
      break;
    case Mode::Immutable: {
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
      std::string escaped = "file:";
      for (const unsigned char c : std::filesystem::absolute(file).string())
        if (std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-')
          escaped += char(c);
        else
          escaped += fmt::format("%{:02X}", c);
      name = escaped + "?immutable=1";
      break;
    }
  }
  if (int rc = sqlite3_open_v2(name.c_str(), &db_, flags, nullptr)) {
    const std::string words = db_ ? sqlite3_errmsg(db_) : "no memory";
    sqlite3_close(db_);
    db_ = nullptr;
    throw SqliteFault(rc, fmt::format("library file: opening it ({}: {})", rc, words));
  }
  sqlite3_busy_timeout(db_, kBusyMilliseconds);
  // A search touches thousands of pages: mapped, they cost no call each; the rest is kept between calls.
  const bool reads = mode == Mode::ReadOnly || mode == Mode::Immutable;
  sqlite3_exec(db_, reads ? "PRAGMA mmap_size=4294967296; PRAGMA cache_size=-8000" : "PRAGMA cache_size=-64000", nullptr, nullptr, nullptr);
}

Connection::~Connection() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

Statement Connection::prepare(std::string_view sql) {
  auto known = statements_.find(sql);
  if (known != statements_.end()) return {db_, known->second};
  sqlite3_stmt* statement = nullptr;
  if (int rc = sqlite3_prepare_v3(db_, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                                  nullptr))
    fail(db_, rc, "preparing a statement");
  statements_.emplace(std::string(sql), statement);
  return {db_, statement};
}

void Connection::script(const std::string& sql) {
  if (int rc = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr)) fail(db_, rc, "running a script");
}

bool Connection::checkpoint(Patience patience) {
  if (patience == Patience::None) sqlite3_busy_timeout(db_, 0);
  const int rc = sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(db_, kBusyMilliseconds);
  if (rc == SQLITE_OK) return true;
  if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) return false;
  fail(db_, rc, "emptying the write-ahead log");
}

Transaction::~Transaction() {
  try {
    if (db_.in_transaction()) db_.run("ROLLBACK");
  } catch (const SqliteFault&) {
    // The fault that brought us here is on its way up; SQLite has rolled back what it could.
  }
}

}  // namespace heed::library

// The one thin layer over the sqlite3 C API: a connection, cached statements with typed binds and columns, transactions.
// It knows no table. A connection belongs to one thread at a time; whoever shares one holds a mutex. Faults are exceptions
// that carry SQLite's words and the result code, never a bound value.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.h"

namespace heed::store::sqlite {

class Fault : public std::runtime_error {
 public:
  Fault(const std::string& what, int code) : std::runtime_error(what), code_(code) {}
  int code() const { return code_; }  ///< SQLite's extended result code

 private:
  int code_;
};

struct Blob {
  std::string_view bytes;
};

/// A statement on loan from the connection's cache. Texts and blobs are copied when bound.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* handle, bool* busy) : db_(db), handle_(handle), busy_(busy) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept
      : db_(other.db_), handle_(std::exchange(other.handle_, nullptr)), busy_(other.busy_), next_(other.next_) {}
  ~Statement();

  void bind(std::int64_t value);
  void bind(std::string_view text);
  void bind(Blob blob);
  void bind(std::nullptr_t);
  void bind(const Value& value);
  void bind(int value) { bind(std::int64_t(value)); }
  void bind(const std::string& text) { bind(std::string_view(text)); }
  void bind(const char* text) { bind(std::string_view(text)); }

  bool step();                               ///< true: a row stands ready
  void reset();                              ///< ready to be bound again from the first parameter
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  std::string text(int column) const;        ///< of a text or a blob; "" for null
  bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  int type(int column) const { return sqlite3_column_type(handle_, column); }
  int columns() const { return sqlite3_column_count(handle_); }

 private:
  void need(int code) const;
  sqlite3* db_;
  sqlite3_stmt* handle_;
  bool* busy_;  ///< the cache's mark; nullptr when the statement is ours to finalise
  int next_ = 1;
};

enum class Sync { Off, Normal, Full };

class Database {
 public:
  /// Opens, making the file (0600) when `create`. WAL, foreign keys, secure delete, a busy timeout of ten seconds.
  Database(const std::filesystem::path& file, Sync sync, bool create);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Prepares (or takes from the cache) and binds in order.
  template <class... Args>
  Statement query(std::string_view sql, const Args&... args) {
    Statement statement = prepare(sql);
    (statement.bind(args), ...);
    return statement;
  }
  /// Runs to the end; how many rows changed.
  template <class... Args>
  int run(std::string_view sql, const Args&... args) {
    Statement statement = query(sql, args...);
    while (statement.step()) {
    }
    return sqlite3_changes(db_);
  }
  /// The first column of the first row, or `otherwise`.
  template <class... Args>
  std::int64_t integer(std::string_view sql, const Args&... args) {
    Statement statement = query(sql, args...);
    return statement.step() ? statement.integer(0) : 0;
  }
  void script(const std::string& sql);  ///< several statements, no binds
  Statement prepare(std::string_view sql);
  void forget_statements();             ///< before tables are dropped
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  sqlite3* handle() { return db_; }

 private:
  struct Cached {
    sqlite3_stmt* handle;
    bool busy;
  };
  sqlite3* db_ = nullptr;
  std::unordered_map<std::string, std::unique_ptr<Cached>> cache_;
};

/// Rolls back unless committed.
class Transaction {
 public:
  enum class Kind { Read, Write };
  Transaction(Database& db, Kind kind);
  Transaction(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& db_;
  bool open_ = true;
};

/// A name as SQL writes it. Only shelves and columns come here, never input.
std::string sql_name(std::string_view name);

}  // namespace heed::store::sqlite

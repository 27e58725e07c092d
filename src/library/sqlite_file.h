// A connection to the library's file and the statements run on it, released by scope. SQL stands in this
// folder's *_store.cc and schema.cc only. It deliberately knows nothing of the casework store's engine: a
// public node has no use for that. A connection belongs to one thread at a time. Faults are SqliteFault.
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

namespace heed::library {

/// What SQLite said. Names the statement's error only, never a value.
class SqliteFault : public std::runtime_error {
 public:
  SqliteFault(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;
};

/// Bytes bound as a BLOB; std::string_view is bound as TEXT.
struct Blob {
  std::string_view bytes;
};

/// A prepared statement on loan from its connection; goes back, reset, at the end of its scope.
class Statement {
 public:
  Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  Statement(Statement&& other) noexcept : db_(other.db_), statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  Statement(const Statement&) = delete;
  ~Statement();

  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view value);  ///< copied
  void bind(int at, Blob value);              ///< REQUIRES: lives until the statement has run
  void bind(int at, std::nullptr_t);

  bool step();  ///< true when there is a row
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) const;  ///< also the bytes of a BLOB
  std::string_view bytes(int column) const;  ///< of a BLOB; until the next step, bind or the end of this
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  enum class Mode { Create, ReadWrite, ReadOnly, Immutable };
  Connection(const std::filesystem::path& file, Mode mode);
  Connection(const Connection&) = delete;
  ~Connection();

  template <class... Args>
  Statement query(std::string_view sql, const Args&... args) {
    Statement s = prepare(sql);
    int at = 0;
    (s.bind(++at, args), ...);
    return s;
  }
  /// Runs to the end; rows are let go.
  template <class... Args>
  void run(std::string_view sql, const Args&... args) {
    auto s = query(sql, args...);
    while (s.step()) {
    }
  }
  template <class... Args>
  std::int64_t number(std::string_view sql, const Args&... args) {
    auto s = query(sql, args...);
    return s.step() ? s.integer(0) : 0;
  }
  void script(const std::string& sql);  ///< several statements without values
  std::int64_t changes() const { return sqlite3_changes64(db_); }
  std::int64_t last_rowid() const { return sqlite3_last_insert_rowid(db_); }
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  /// Moves the write-ahead log into the file and empties it. False when a reader stood in the way, after
  /// waiting for as long as `patience` says.
  enum class Patience { None, Some };
  bool checkpoint(Patience patience);

 private:
  /// Finds a statement by its words without making a string of them.
  struct ByWords {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>()(sql); }
  };
  Statement prepare(std::string_view sql);
  sqlite3* db_ = nullptr;
  std::unordered_map<std::string, sqlite3_stmt*, ByWords, std::equal_to<>> statements_;
};

/// Rolls back unless committed.
class Transaction {
 public:
  enum class Kind { Read, Write };
  Transaction(Connection& db, Kind kind) : db_(db) {
    db_.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  Transaction(const Transaction&) = delete;
  ~Transaction();
  void commit() { db_.run("COMMIT"); }

 private:
  Connection& db_;
};

}  // namespace heed::library

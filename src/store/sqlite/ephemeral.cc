// Small state that is not history: sessions, sign-in attempts. Expired rows are as good as gone, and go at times.
#include "store/sqlite/sqlite_store.h"

namespace heed::store::sqlite {

namespace {
constexpr int kPurgeEvery = 500;
/// Bounds of all texts with a prefix, without LIKE and its wildcards.
std::string above(std::string_view prefix) { return std::string(prefix) + "\xff\xff"; }
}  // namespace

void SqliteStore::ephemeral_put(std::string_view kind, std::string_view key, std::string_view value, Instant expires) {
  std::lock_guard lock(state_mutex_);
  if (++puts_since_purge_ >= kPurgeEvery) {
    puts_since_purge_ = 0;
    state_.run("DELETE FROM ephemeral WHERE expires <= ?", std::int64_t(clock_.now().time_since_epoch().count()));
  }
  state_.run("INSERT OR REPLACE INTO ephemeral VALUES (?, ?, ?, ?)", kind, key, value,
             std::int64_t(expires.time_since_epoch().count()));
}

std::optional<std::string> SqliteStore::ephemeral_get(std::string_view kind, std::string_view key) {
  std::lock_guard lock(state_mutex_);
  auto row = state_.query("SELECT value FROM ephemeral WHERE kind = ? AND key = ? AND expires > ?", kind, key,
                          std::int64_t(clock_.now().time_since_epoch().count()));
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

void SqliteStore::ephemeral_drop(std::string_view kind, std::string_view key) {
  std::lock_guard lock(state_mutex_);
  state_.run("DELETE FROM ephemeral WHERE kind = ? AND key = ?", kind, key);
}

void SqliteStore::ephemeral_drop_all(std::string_view kind, std::string_view key_prefix) {
  std::lock_guard lock(state_mutex_);
  state_.run("DELETE FROM ephemeral WHERE kind = ? AND key >= ? AND key < ?", kind, key_prefix, above(key_prefix));
}

std::vector<std::pair<std::string, std::string>> SqliteStore::ephemeral_list(std::string_view kind, std::string_view key_prefix) {
  std::lock_guard lock(state_mutex_);
  auto rows = state_.query("SELECT key, value FROM ephemeral WHERE kind = ? AND key >= ? AND key < ? AND expires > ? ORDER BY key", kind,
                           key_prefix, above(key_prefix), std::int64_t(clock_.now().time_since_epoch().count()));
  std::vector<std::pair<std::string, std::string>> out;
  while (rows.step()) out.emplace_back(rows.text(0), rows.text(1));
  return out;
}

}  // namespace heed::store::sqlite

#include "store/sqlite/sqlite_store.h"
namespace heed::store::sqlite {
std::vector<CheckResult> SqliteStore::check() { throw std::runtime_error("check is being written"); }
Result<void> SqliteStore::backup(const std::filesystem::path&, const std::filesystem::path&) { throw std::runtime_error("backup is being written"); }
}  // namespace heed::store::sqlite
namespace heed::store {
Result<void> restore(const std::filesystem::path&, const std::filesystem::path&, const OpenOptions&, Clock&) { throw std::runtime_error("restore is being written"); }
}  // namespace heed::store

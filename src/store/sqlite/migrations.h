// The numbered migrations of the store's databases, and the runner. Each is applied once, in order, in one transaction, and
// its checksum is kept: a migration that was changed after it ran stops the program. Shelves are not migrated but made
// again (sqlite/shelves.h), so what stands here is only what cannot be derived.
#pragma once

#include <span>

#include "base/hash.h"

#include "base/result.h"
#include "store/sqlite/database.h"

namespace heed::store::sqlite {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

std::span<const Migration> casework_migrations();
std::span<const Migration> keys_migrations();
std::span<const Migration> reading_migrations();
std::span<const Migration> state_migrations();

/// Errors: Unfinished when one that ran has since been changed, or the database is newer than the program.
Result<void> migrate(Database& db, std::span<const Migration> migrations, std::string_view database, Instant now);
/// The same verdict without applying anything.
Result<void> verify_migrations(Database& db, std::span<const Migration> migrations, std::string_view database);

}  // namespace heed::store::sqlite

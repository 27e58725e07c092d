// The tables of the library's file, and how a file is recognised as one. Numbered by user_version; a file of
// a later number is refused rather than guessed at.
#pragma once

#include "base/result.h"
#include "library/sqlite_file.h"

namespace heed::library {

/// Makes the tables in an empty file, or brings an older one up. Errors: as `recognise`.
Result<void> prepare_schema(Connection& db);
enum class Reading { AsItIs, ToBringUp };
/// Whether the file is a library this program reads, or can bring up to what it reads. Errors: BadInput.
Result<void> recognise(Connection& db, Reading reading = Reading::AsItIs);

}  // namespace heed::library

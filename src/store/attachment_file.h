// The file of one attachment: libsodium's secretstream in chunks of 64 KiB under a key of its own, written whole and synced before
// its name appears. What it is called and to whom it belongs is on the attachment shelf, never here.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "store/crypto.h"

namespace heed::store {

struct Written {
  std::int64_t size = 0;
  std::string sha256;  ///< hex, of the plaintext
};

/// Encrypts what `next` gives (until "") to `spool`, syncs it, moves it to `file` and syncs its folder. Faults are exceptions and
/// leave nothing; so does an exception of `next`.
Written write_attachment(const Key& key, const std::filesystem::path& spool, const std::filesystem::path& file,
                         const std::function<std::string()>& next);

/// Decrypts to `sink` (false stops early, which is no error). Errors: Unfinished when the file is missing, cut short or changed; what
/// has gone to the sink by then was authentic.
Result<Written> read_attachment(const Key& key, const std::filesystem::path& file,
                                const std::function<bool(std::string_view)>& sink);

/// Overwrites and removes a file. Missing is fine.
void destroy_file(const std::filesystem::path& file);

}  // namespace heed::store

// The data folder: where its files are, its settings (heed.toml) and where the master key is found. Knows no database.
#pragma once

#include "store/crypto.h"
#include "store/store.h"

namespace heed::store {

struct Folder {
  std::filesystem::path root;
  std::filesystem::path settings() const { return root / "heed.toml"; }
  std::filesystem::path casework() const { return root / "casework.db"; }
  std::filesystem::path keys() const { return root / "keys.db"; }
  std::filesystem::path readings() const { return root / "reading.db"; }
  std::filesystem::path state() const { return root / "state.db"; }
  std::filesystem::path attachments() const { return root / "attachments"; }
  std::filesystem::path spool() const { return root / "spool"; }
  std::filesystem::path attachment(AnyId id) const;  ///< attachments/xx/ID
  /// What is kept of an attachment until a verb keeps it.
  std::filesystem::path waiting(AnyId id) const { return spool() / (id.text() + ".waiting"); }
};

/// Makes a folder (0700) unless it is there.
void make_folder(const std::filesystem::path& path);
/// Where the master key is looked for: the option, HEED_KEY_FILE, `key_file` in heed.toml, else DATA.key. Errors: BadInput when
/// heed.toml cannot be read.
Result<std::filesystem::path> key_file(const OpenOptions& options);
/// Makes the folder with its settings file. Errors: BadInput when something is there already.
Result<void> make_data_folder(const Folder& folder);

}  // namespace heed::store

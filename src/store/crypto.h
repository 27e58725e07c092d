// Keys and sealed bytes: XChaCha20-Poly1305 for what is small, and the file that holds the master key.
// It does not decide which key protects what (sqlite/key_ring.h) nor how long files are laid out (attachment_file.h).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace heed::store {

/// 32 secret bytes, wiped when they go out of scope.
class Key {
 public:
  static constexpr std::size_t kSize = 32;
  static Key random();
  /// REQUIRES: 32 bytes.
  static Key of_bytes(std::string_view bytes);
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();
  const std::uint8_t* data() const { return bytes_.data(); }
  std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), kSize}; }

 private:
  Key() = default;
  std::array<std::uint8_t, kSize> bytes_{};
};

/// Nonce and ciphertext. `context` is authenticated, not stored: what is sealed for one place does not open in another.
std::string seal(const Key& key, std::string_view plain, std::string_view context);
/// nullopt when the key, the context or a single byte differs.
std::optional<std::string> unseal(const Key& key, std::string_view sealed, std::string_view context);

/// A key of its own for one purpose, from the master key.
Key derive(const Key& master, std::string_view domain);

/// Errors: BadInput when the file cannot be read or is not a key file.
Result<Key> read_key_file(const std::filesystem::path& file);
/// Writes a new key file (0600), synced. Errors: BadInput when it exists or cannot be written.
Result<Key> make_key_file(const std::filesystem::path& file);

/// Blocks until `path` (a file or a folder) is on disk. Faults are exceptions.
void sync_to_disk(const std::filesystem::path& path);

}  // namespace heed::store

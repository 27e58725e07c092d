// SHA-256 (libsodium), whole or by pieces.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace heed {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(std::string_view bytes);
std::string hex(const Hash& hash);  ///< 64 lower-case characters
std::string hex(std::string_view bytes);

/// Hashes a stream by pieces. `finish()` once.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  void add(std::string_view bytes);
  Hash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heed

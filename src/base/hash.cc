#include "base/hash.h"

#include <sodium.h>

namespace heed {

namespace {
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
}  // namespace

struct Hasher::State {
  crypto_hash_sha256_state sha;
};

Hash sha256(std::string_view bytes) {
  Hash out;
  crypto_hash_sha256(out.data(), bytes_of(bytes), bytes.size());
  return out;
}

std::string hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (unsigned char c : bytes) {
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

std::string hex(const Hash& hash) {
  return hex(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
}

Hasher::Hasher() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->sha); }
Hasher::~Hasher() = default;
void Hasher::add(std::string_view bytes) { crypto_hash_sha256_update(&state_->sha, bytes_of(bytes), bytes.size()); }
Hash Hasher::finish() {
  Hash out;
  crypto_hash_sha256_final(&state_->sha, out.data());
  return out;
}

}  // namespace heed

// Passwords: argon2id (libsodium, interactive limits: 64 MiB, about a tenth of a second), and what a password must be.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace heed::access {

/// Errors: BadInput when shorter than 12 characters, longer than 256 bytes, or among the commonest.
Result<void> acceptable_password(std::string_view password);
std::string hash_password(std::string_view password);
/// False for an empty hash, taking as long as a wrong password does.
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace heed::access

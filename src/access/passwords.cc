#include "access/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <semaphore>

#include "base/ascii.h"

namespace heed::access {

namespace {
constexpr std::string_view kCommon[] = {"password1234", "123456789012", "qwertyuiop12", "passwordpassword", "iloveyou1234",
                                        "letmeinletmein", "administrator", "welcome12345", "changeme1234"};
/// Each hash takes 64 MiB, so only two are worked out at once; further sign-ins wait their turn.
std::counting_semaphore<2> turns(2);
struct Turn {
  Turn() { turns.acquire(); }
  ~Turn() { turns.release(); }
};

const std::string& dummy_hash() {
  static const std::string hash = hash_password("no account has this password");
  return hash;
}
}  // namespace

Result<void> acceptable_password(std::string_view password) {
  if (password.size() < 12) return bad_field("password", "Password must be 12 characters or more");
  if (password.size() > 256) return bad_field("password", "Password must be 256 characters or fewer");
  const auto lower = lower_ascii(password);
  if (std::find(std::begin(kCommon), std::end(kCommon), lower) != std::end(kCommon) ||
      lower.find_first_not_of(lower[0]) == std::string::npos)
    return bad_field("password", "Choose a password that is harder to guess, such as three words that do not belong together");
  return {};
}

std::string hash_password(std::string_view password) {
  const Turn turn;
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(out, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return out;
}

bool verify_password(std::string_view hash, std::string_view password) {
  const std::string use(hash.empty() ? std::string_view(dummy_hash()) : hash);
  const Turn turn;
  const bool fits = crypto_pwhash_str_verify(use.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

}  // namespace heed::access

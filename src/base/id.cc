#include "base/id.h"

#include <sodium.h>

namespace heed {

namespace {
constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford: no i, l, o, u
}

AnyId AnyId::random() {
  AnyId id;
  do {
    randombytes_buf(id.bytes_.data(), id.bytes_.size());
  } while (id.is_empty());
  return id;
}

std::string AnyId::text() const {
  if (is_empty()) return {};
  // 128 bits as 26 digits of 5 bits, most significant first; the first digit carries 3 bits.
  unsigned __int128 value = 0;
  for (auto byte : bytes_) value = (value << 8) | byte;
  std::string out(26, '0');
  for (int i = 25; i >= 0; --i) {
    out[static_cast<std::size_t>(i)] = kAlphabet[static_cast<unsigned>(value & 31)];
    value >>= 5;
  }
  return out;
}

std::optional<AnyId> AnyId::parse(std::string_view text) {
  if (text.size() != 26 || text[0] > '7') return std::nullopt;
  // Lists read thousands of ids, so a digit is looked up rather than searched for.
  static constexpr auto kDigits = [] {
    std::array<std::int8_t, 256> digits{};
    digits.fill(-1);
    for (int i = 0; i < 32; ++i) digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    return digits;
  }();
  unsigned __int128 value = 0;
  for (char c : text) {
    const int digit = kDigits[static_cast<unsigned char>(c)];
    if (digit < 0) return std::nullopt;
    value = (value << 5) | static_cast<unsigned>(digit);
  }
  AnyId id;
  for (int i = 15; i >= 0; --i) {
    id.bytes_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(value & 0xff);
    value >>= 8;
  }
  if (id.is_empty()) return std::nullopt;
  return id;
}

}  // namespace heed

#include "store/crypto.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "base/hash.h"

namespace heed::store {

namespace {
constexpr std::string_view kKeyHeader = "heed master key 1\n";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* in(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* out(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void need_sodium() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("libsodium cannot start");
}
}  // namespace

Key Key::random() {
  need_sodium();
  Key key;
  randombytes_buf(key.bytes_.data(), kSize);
  return key;
}

Key Key::of_bytes(std::string_view bytes) {
  if (bytes.size() != kSize) throw std::logic_error("a key has 32 bytes");
  Key key;
  std::memcpy(key.bytes_.data(), bytes.data(), kSize);
  return key;
}

Key::~Key() { sodium_memzero(bytes_.data(), kSize); }

std::string seal(const Key& key, std::string_view plain, std::string_view context) {
  need_sodium();
  std::string sealed(kNonce + plain.size() + kTag, '\0');
  randombytes_buf(sealed.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed) + kNonce, nullptr, in(plain), plain.size(), in(context),
                                             context.size(), nullptr, in(sealed), key.data());
  return sealed;
}

std::optional<std::string> unseal(const Key& key, std::string_view sealed, std::string_view context) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::string plain(sealed.size() - kNonce - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain), nullptr, nullptr, in(sealed) + kNonce,
                                                 sealed.size() - kNonce, in(context), context.size(), in(sealed),
                                                 key.data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

Key derive(const Key& master, std::string_view domain) {
  std::string bytes(Key::kSize, '\0');
  crypto_generichash(out(bytes), bytes.size(), in(domain), domain.size(), master.data(), Key::kSize);
  Key key = Key::of_bytes(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

Result<Key> read_key_file(const std::filesystem::path& file) {
  const std::string next = "Give the key file that was made with the data folder (--key FILE or HEED_KEY_FILE).";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return bad_input("The master key file cannot be read: " + file.string() + ".", next);
  std::string text(256, '\0');
  stream.read(text.data(), std::streamsize(text.size()));
  text.resize(std::size_t(stream.gcount()));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  std::string bytes(Key::kSize, '\0');
  std::size_t length = 0;
  const bool good = text.starts_with(kKeyHeader) && text.size() == kKeyHeader.size() + 2 * Key::kSize &&
                    sodium_hex2bin(out(bytes), bytes.size(), text.data() + kKeyHeader.size(), 2 * Key::kSize, nullptr,
                                   &length, nullptr) == 0 &&
                    length == Key::kSize;
  sodium_memzero(text.data(), text.size());
  if (!good) return bad_input("This is not a master key file of Heed: " + file.string() + ".", next);
  Key key = Key::of_bytes(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

Result<Key> make_key_file(const std::filesystem::path& file) {
  Key key = Key::random();
  std::string text = std::string(kKeyHeader) + hex(key.bytes()) + "\n";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    return bad_input("The master key file cannot be made: " + file.string() + ".",
                     "Choose another place for it, or make the folder writable.");
  }
  const bool written = ::write(fd, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  sodium_memzero(text.data(), text.size());
  if (!written) throw std::system_error(errno, std::generic_category(), "writing the master key file");
  sync_to_disk(std::filesystem::absolute(file).parent_path());
  return key;
}

void sync_to_disk(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw std::system_error(errno, std::generic_category(), "opening to sync");
  const int failed = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (failed) throw std::system_error(failed, std::generic_category(), "syncing to disk");
}

}  // namespace heed::store

#include "web/http/spool.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace heed::web {

namespace {
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
}  // namespace

struct Spool::State {
  int fd = -1;
  unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  crypto_secretstream_xchacha20poly1305_state stream;
  std::string pending;  // plaintext not yet a whole piece
  std::string sealed;
  std::uint64_t size = 0;
  bool finished = false;

  ~State() {
    if (fd >= 0) ::close(fd);
    sodium_memzero(key, sizeof key);
    sodium_memzero(&stream, sizeof stream);
    sodium_memzero(pending.data(), pending.size());
  }

  void seal(std::string_view plain, unsigned char tag) {
    sealed.resize(plain.size() + kOverhead);
    crypto_secretstream_xchacha20poly1305_push(&stream, bytes(sealed), nullptr, bytes(plain), plain.size(),
                                               nullptr, 0, tag);
    const char* p = sealed.data();
    for (std::size_t left = sealed.size(); left > 0;) {
      const ssize_t n = ::write(fd, p, left);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("an uploaded file could not be kept");
      p += n;
      left -= static_cast<std::size_t>(n);
    }
  }
};

Spool::Spool(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
  const std::string dir = folder.empty() ? std::filesystem::temp_directory_path().string() : folder.string();
  state_->fd = ::open(dir.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (state_->fd < 0) {
    // Not every file system has nameless files: make a named one and take its name away.
    std::string name = dir + "/upload-XXXXXX";
    state_->fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (state_->fd < 0) fail("the folder for uploads cannot be written");
    ::unlink(name.c_str());
  }
  crypto_secretstream_xchacha20poly1305_keygen(state_->key);
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, state_->header, state_->key);
  state_->pending.reserve(kPiece);
}

Spool::~Spool() = default;

void Spool::write(std::string_view plain) {
  auto& s = *state_;
  s.size += plain.size();
  while (!plain.empty()) {
    // A full piece is only sealed when more follows it, so that the last piece is never empty unless the file
    // is.
    if (s.pending.size() == kPiece) {
      s.seal(s.pending, 0);
      s.pending.clear();
    }
    const auto n = std::min(plain.size(), kPiece - s.pending.size());
    s.pending.append(plain.substr(0, n));
    plain.remove_prefix(n);
  }
}

void Spool::finish() {
  auto& s = *state_;
  if (s.finished) return;
  s.seal(s.pending, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  sodium_memzero(s.pending.data(), s.pending.size());
  s.pending = {};
  s.sealed = {};
  s.finished = true;
}

std::uint64_t Spool::size() const {
  return state_->size;
}

struct Spool::Reader::State {
  const Spool::State* spool;
  crypto_secretstream_xchacha20poly1305_state stream;
  std::string sealed;
  std::uint64_t at = 0;  // in the sealed file
  bool done = false;
  ~State() { sodium_memzero(&stream, sizeof stream); }
};

Spool::Reader::Reader(const Spool& spool) : state_(std::make_unique<State>()) {
  state_->spool = spool.state_.get();
  if (!state_->spool->finished) throw std::logic_error("a spool is read before it is finished");
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, state_->spool->header,
                                                      state_->spool->key) != 0)
    throw std::runtime_error("an uploaded file could not be read back");
}

Spool::Reader::~Reader() = default;
Spool::Reader::Reader(Reader&&) noexcept = default;

bool Spool::Reader::next(std::string& chunk) {
  auto& s = *state_;
  if (s.done) return false;
  s.sealed.resize(kPiece + kOverhead);
  std::size_t have = 0;
  while (have < s.sealed.size()) {
    const ssize_t n =
        ::pread(s.spool->fd, s.sealed.data() + have, s.sealed.size() - have, static_cast<off_t>(s.at + have));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("an uploaded file could not be read back");
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  if (have < kOverhead) throw std::runtime_error("an uploaded file was cut short on disk");
  chunk.resize(have - kOverhead);
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&s.stream, bytes(chunk), nullptr, &tag, bytes(s.sealed),
                                                 have, nullptr, 0) != 0)
    throw std::runtime_error("an uploaded file was changed on disk");
  s.at += have;
  s.done = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return !chunk.empty();
}

}  // namespace heed::web

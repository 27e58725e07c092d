#include "store/attachment_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdio>
#include <system_error>

#include "base/hash.h"

namespace heed::store {

namespace {
constexpr std::string_view kMagic = "heed attachment 1\n";
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kExtra = crypto_secretstream_xchacha20poly1305_ABYTES;

[[noreturn]] void fault(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

/// A file descriptor that is closed, and a file that is removed unless it was finished.
class File {
 public:
  explicit File(const std::filesystem::path& path) : path_(path) {
    fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd_ < 0) fault("making an attachment");
  }
  File(const File&) = delete;
  ~File() {
    if (fd_ < 0) return;
    ::close(fd_);
    ::unlink(path_.c_str());
  }
  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fault("writing an attachment");
      bytes.remove_prefix(std::size_t(n));
    }
  }
  void finish(const std::filesystem::path& as) {
    if (::fsync(fd_) != 0) fault("syncing an attachment");
    if (::rename(path_.c_str(), as.c_str()) != 0) fault("placing an attachment");
    ::close(std::exchange(fd_, -1));
    sync_to_disk(as.parent_path());
  }

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

Error damaged(std::string what) {
  return {Code::Unfinished, std::move(what), "Run heed check, and restore the file from a backup.", {}};
}
}  // namespace

Written write_attachment(const Key& key, const std::filesystem::path& spool, const std::filesystem::path& file,
                         const std::function<std::string()>& next) {
  File out(spool);
  crypto_secretstream_xchacha20poly1305_state state;
  std::string header(kHeader, '\0'), sealed(kChunk + kExtra, '\0'), waiting;
  crypto_secretstream_xchacha20poly1305_init_push(&state, reinterpret_cast<unsigned char*>(header.data()), key.data());
  out.write(kMagic);
  out.write(header);
  Hasher hasher;
  Written written;
  auto push = [&](std::string_view plain, bool last) {
    unsigned long long length = 0;
    crypto_secretstream_xchacha20poly1305_push(
        &state, reinterpret_cast<unsigned char*>(sealed.data()), &length, reinterpret_cast<const unsigned char*>(plain.data()),
        plain.size(), nullptr, 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    out.write({sealed.data(), std::size_t(length)});
  };
  for (std::string piece = next(); !piece.empty(); piece = next()) {
    hasher.add(piece);
    written.size += std::int64_t(piece.size());
    waiting += piece;
    std::size_t done = 0;
    for (; waiting.size() - done > kChunk; done += kChunk) push({waiting.data() + done, kChunk}, false);
    waiting.erase(0, done);
  }
  push(waiting, true);  // always one last chunk, even of nothing, so that a cut is noticed
  sodium_memzero(&state, sizeof(state));
  written.sha256 = hex(hasher.finish());
  out.finish(file);
  return written;
}

Result<Written> read_attachment(const Key& key, const std::filesystem::path& file,
                                const std::function<bool(std::string_view)>& sink) {
  std::unique_ptr<FILE, int (*)(FILE*)> in(std::fopen(file.c_str(), "rbe"), &std::fclose);
  if (!in) return damaged("The file of this attachment is missing.");
  std::string head(kMagic.size() + kHeader, '\0'), sealed(kChunk + kExtra, '\0'), plain(kChunk, '\0');
  crypto_secretstream_xchacha20poly1305_state state;
  if (std::fread(head.data(), 1, head.size(), in.get()) != head.size() || !head.starts_with(kMagic) ||
      crypto_secretstream_xchacha20poly1305_init_pull(
          &state, reinterpret_cast<const unsigned char*>(head.data() + kMagic.size()), key.data()) != 0) {
    return damaged("The file of this attachment is not whole.");
  }
  Hasher hasher;
  Written read;
  for (bool last = false; !last;) {
    const auto n = std::fread(sealed.data(), 1, sealed.size(), in.get());
    unsigned long long length = 0;
    unsigned char tag = 0;
    if (n < kExtra || crypto_secretstream_xchacha20poly1305_pull(
                          &state, reinterpret_cast<unsigned char*>(plain.data()), &length, &tag,
                          reinterpret_cast<const unsigned char*>(sealed.data()), n, nullptr, 0) != 0) {
      return damaged(n < kExtra ? "The file of this attachment is cut short."
                                : "The file of this attachment has been changed since it was written.");
    }
    last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    const std::string_view piece(plain.data(), std::size_t(length));
    hasher.add(piece);
    read.size += std::int64_t(length);
    if (!piece.empty() && !sink(piece)) return read;
  }
  if (std::fgetc(in.get()) != EOF) return damaged("The file of this attachment has something after its end.");
  read.sha256 = hex(hasher.finish());
  return read;
}

void destroy_file(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd >= 0) {
    // Its key is gone already; overwriting is for disks where that still means something.
    std::string noise(kChunk, '\0');
    auto left = ::lseek(fd, 0, SEEK_END);
    ::lseek(fd, 0, SEEK_SET);
    while (left > 0) {
      randombytes_buf(noise.data(), noise.size());
      const auto n = ::write(fd, noise.data(), std::min<std::size_t>(noise.size(), std::size_t(left)));
      if (n <= 0) break;
      left -= n;
    }
    ::fsync(fd);
    ::close(fd);
  }
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
}

}  // namespace heed::store

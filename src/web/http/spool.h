// Where an uploaded file waits: an encrypted temporary file that nobody else can open. The key is random, of
// this one file, and only ever in memory; the file loses its name as soon as it is open, so a crash leaves
// nothing behind. At most one piece of plaintext (64 KiB) is held at a time. Writing is for one thread;
// reading after `finish()` may happen from several.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace heed::web {

class Spool {
 public:
  /// Throws std::system_error when the folder cannot be written.
  explicit Spool(const std::filesystem::path& folder);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// REQUIRES: not finished. Throws std::system_error when the disk is full or broken.
  void write(std::string_view plain);
  void finish();
  std::uint64_t size() const;  ///< bytes of plaintext so far

  /// Reads the plaintext from the beginning, piece by piece. The Spool must outlive it. REQUIRES: finished.
  class Reader {
   public:
    explicit Reader(const Spool& spool);
    ~Reader();
    Reader(Reader&&) noexcept;
    /// The next piece into `chunk` (replacing it); false at the end. Throws std::runtime_error when the file
    /// on disk is not what was written.
    bool next(std::string& chunk);

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heed::web

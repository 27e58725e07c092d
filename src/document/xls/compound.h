// Microsoft's compound files (MS-CFB), the container of .xls: a small file system in a file. Reads one stream by its
// name, within limits, and trusts no chain: a loop or a sector outside of the file ends the stream there.
// Deliberately not here: storages inside storages, and writing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace heed::document::xls {

/// Little-endian numbers that give 0 beyond the end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  std::size_t size() const { return bytes_.size(); }
  std::uint8_t u8(std::size_t at) const { return at < bytes_.size() ? static_cast<std::uint8_t>(bytes_[at]) : 0; }
  std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(u8(at) | u8(at + 1) << 8); }
  std::uint32_t u32(std::size_t at) const { return u16(at) | static_cast<std::uint32_t>(u16(at + 2)) << 16; }
  std::uint64_t u64(std::size_t at) const { return u32(at) | static_cast<std::uint64_t>(u32(at + 4)) << 32; }
  double f64(std::size_t at) const;
  std::string_view view(std::size_t at, std::size_t n) const { return at < bytes_.size() ? bytes_.substr(at, n) : std::string_view(); }

 private:
  std::string_view bytes_;
};

struct Stream {
  std::string name;  ///< UTF-8
  std::uint32_t first = 0;
  std::uint64_t size = 0;
};

class Compound {
 public:
  /// Errors: Unsupported when the header is none. REQUIRES: the bytes outlive it.
  static Result<Compound> open(std::string_view bytes);
  const std::vector<Stream>& streams() const { return streams_; }
  /// The bytes of a stream; shorter than it says when its chain breaks off.
  std::string read(const Stream& stream) const;

 private:
  explicit Compound(std::string_view bytes) : bytes_(bytes), file_(bytes) {}
  std::string_view sector(std::uint32_t n) const;
  std::string chain(std::uint32_t first, std::uint64_t most) const;

  std::string_view bytes_;
  Bytes file_;
  std::size_t sector_ = 512, small_ = 64;
  std::uint32_t cutoff_ = 4096;
  std::vector<std::uint32_t> next_, small_next_;
  std::string small_stream_;
  std::vector<Stream> streams_;
};

}  // namespace heed::document::xls

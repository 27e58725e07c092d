// Zip files of office documents, read and written within limits. Reading trusts nothing the file says of itself: sizes
// are counted while unpacking, and encrypted, cut off or oversized files are refused in words a person can act on.
// Writing is deterministic: the same parts give the same bytes, with no clock and no user name in them.
// Not here: what the parts mean (docx/, xlsx/, odt/).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace heed::document {

struct ZipPart {
  std::string name;   ///< with "/" between folders, as in the file
  std::string bytes;  ///< unpacked
};

/// A zip held in memory whose parts are unpacked one by one, on demand. Not thread-safe.
/// REQUIRES: the bytes given to `open` outlive the archive.
class Archive {
 public:
  /// Errors: Unsupported when it is no zip, is cut off, or is encrypted; TooLarge beyond limits.parts.
  static Result<Archive> open(std::string_view bytes, const Limits& limits);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// In the order of the file, without folders.
  const std::vector<std::string>& names() const { return names_; }
  bool has(std::string_view name) const;
  /// Unpacks one part. Names are compared exactly first, then without regard to case (some programs write
  /// "Word/Document.xml"). Errors: NotFound; TooLarge beyond limits, counted over everything read so far;
  /// Unsupported when it is damaged or encrypted.
  Result<std::string> read(std::string_view name);

 private:
  struct Zip;
  Archive();
  std::unique_ptr<Zip> zip_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint64_t> index_, folded_;
  Limits limits_;
  std::uint64_t size_ = 0, expanded_ = 0, most_expanded_ = 0;
};

/// Every part, in the order of the file, folders left out. Errors as for Archive.
Result<std::vector<ZipPart>> unpack(std::string_view bytes, const Limits& limits = {});

/// A zip of the parts in their order, every time stamp 1980-01-01. A part named "mimetype" is stored uncompressed, as
/// OpenDocument wants it. REQUIRES: names differ. Throws std::runtime_error when memory fails.
std::string pack(const std::vector<ZipPart>& parts);

}  // namespace heed::document

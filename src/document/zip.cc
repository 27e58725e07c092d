#include "document/zip.h"

#include <libdeflate.h>
#include <zip.h>

#include <stdexcept>

#include "document/refusals.h"

namespace heed::document {
namespace {

// Small parts of spaces or zeros compress very well, and harm nobody; many of them do.
constexpr std::uint64_t kRatioFree = 1 << 20, kRatioFreeTogether = 16 << 20;

std::uint64_t times_larger(double ratio, std::uint64_t packed, std::uint64_t least) {
  const double most = ratio * static_cast<double>(packed);
  return most < 1e18 ? std::max(least, static_cast<std::uint64_t>(most)) : UINT64_MAX;
}

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == '\\') c = '/';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Error encrypted() {
  return {Code::Unsupported, "This file is protected by a password.",
          "Ask the sender for a copy saved without a password.", {}};
}
Error oversized() {
  return {Code::TooLarge, "This file unpacks to far more than a document should hold, so it was not opened.",
          "Ask the sender for a smaller copy, or for the text as a PDF.", {}};
}

}  // namespace

struct Archive::Zip {
  zip_t* zip = nullptr;
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater{libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
  ~Zip() {
    if (zip) zip_discard(zip);
  }

  /// What the zip says of a part, as it stands or unpacked; nothing when there is less of it, or more.
  std::optional<std::string> bytes(std::uint64_t index, zip_flags_t as, std::uint64_t size) const {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(zip, index, as), zip_fclose);
    if (!file) return std::nullopt;
    std::string out(size, '\0');
    for (std::uint64_t done = 0; done < size;) {
      const zip_int64_t got = zip_fread(file.get(), out.data() + done, size - done);
      if (got <= 0) return std::nullopt;
      done += static_cast<std::uint64_t>(got);
    }
    // The end must be read, for only there is the checksum compared.
    char more = 0;
    if (zip_fread(file.get(), &more, 1) != 0) return std::nullopt;
    return out;
  }

  /// A part packed by deflate, which is nearly every one, in one go: twice as fast as a window at a time.
  std::optional<std::string> inflated(std::uint64_t index, const zip_stat_t& stat) const {
    const auto packed = bytes(index, ZIP_FL_COMPRESSED, stat.comp_size);
    if (!packed) return std::nullopt;
    std::string out(stat.size, '\0');
    std::size_t length = 0;
    if (libdeflate_deflate_decompress(inflater.get(), packed->data(), packed->size(), out.data(), out.size(), &length) != LIBDEFLATE_SUCCESS) return std::nullopt;
    if (length != out.size() || libdeflate_crc32(0, out.data(), out.size()) != stat.crc) return std::nullopt;
    return out;
  }
};

Archive::Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.file_bytes) return oversized();
  Archive archive;
  archive.limits_ = limits;
  archive.size_ = bytes.size();
  // Parts may lie over each other in the file, so what they say of their packed sizes does not bound them together.
  archive.most_expanded_ = std::min(limits.expanded_bytes, times_larger(limits.ratio, bytes.size(), kRatioFreeTogether));
  archive.zip_ = std::make_unique<Zip>();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) {
    zip_error_fini(&error);
    return cut_off();
  }
  archive.zip_->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (!archive.zip_->zip) {
    zip_source_free(source);
    return cut_off();
  }
  const zip_int64_t count = zip_get_num_entries(archive.zip_->zip, 0);
  if (count > limits.parts) return oversized();
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<std::uint64_t>(i);
    zip_stat_t stat;
    if (zip_stat_index(archive.zip_->zip, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) return cut_off();
    std::string name = stat.name;
    if (name.empty() || name.back() == '/') continue;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) return encrypted();
    // Two parts of one name: readers differ in which they show, so words could pass unseen.
    if (!archive.index_.emplace(name, index).second) return cut_off();
    archive.folded_.emplace(folded(name), index);
    archive.names_.push_back(std::move(name));
  }
  return archive;
}

bool Archive::has(std::string_view name) const {
  return index_.contains(std::string(name)) || folded_.contains(folded(name));
}

Result<std::string> Archive::read(std::string_view name) {
  std::uint64_t index = 0;
  if (auto exact = index_.find(std::string(name)); exact != index_.end()) {
    index = exact->second;
  } else if (auto close = folded_.find(folded(name)); close != folded_.end()) {
    index = close->second;
  } else {
    return Error{Code::NotFound, "A part of this file is missing.", kSendAgain, {}};
  }
  zip_stat_t stat;
  if (zip_stat_index(zip_->zip, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) return cut_off();
  const std::uint64_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : 0;
  const std::uint64_t most = std::min({limits_.part_bytes, most_expanded_ - expanded_, times_larger(limits_.ratio, packed, kRatioFree)});
  // What it claims to unpack to is within the limits; a part that unpacks to anything else is damaged.
  if (stat.size > most) return oversized();
  constexpr auto kAll = ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
  const bool deflated = (stat.valid & kAll) == kAll && stat.comp_method == ZIP_CM_DEFLATE && stat.comp_size <= size_;
  auto out = deflated ? zip_->inflated(index, stat) : zip_->bytes(index, 0, stat.size);
  if (!out) return cut_off();
  expanded_ += out->size();
  return std::move(*out);
}

Result<std::vector<ZipPart>> unpack(std::string_view bytes, const Limits& limits) {
  HEED_ASSIGN(Archive archive, Archive::open(bytes, limits));
  std::vector<ZipPart> parts;
  for (const std::string& name : archive.names()) {
    HEED_ASSIGN(std::string part, archive.read(name));
    parts.push_back({name, std::move(part)});
  }
  return parts;
}

std::string pack(const std::vector<ZipPart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (!target) throw std::runtime_error("zip: no memory");
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (!zip) {
    zip_source_free(target);
    zip_source_free(target);
    throw std::runtime_error("zip: cannot start");
  }
  auto fail = [&](const char* what) {
    zip_discard(zip);
    zip_source_free(target);
    throw std::runtime_error(what);
  };
  constexpr zip_uint16_t kDate1980 = (0 << 9) | (1 << 5) | 1;
  for (const ZipPart& part : parts) {
    zip_source_t* source = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
    if (!source) fail("zip: no memory");
    const zip_int64_t index = zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      fail("zip: two parts of one name");
    }
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(zip, at, part.name == "mimetype" ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6);
    zip_file_set_dostime(zip, at, 0, kDate1980, 0);
  }
  // An archive without parts would be deleted on closing, which leaves an empty string: no caller makes one.
  if (zip_close(zip) != 0) fail("zip: cannot write");
  std::string out;
  if (zip_source_open(target) == 0) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(target, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE)) {
      out.resize(stat.size);
      const zip_int64_t got = zip_source_read(target, out.data(), out.size());
      out.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    }
    zip_source_close(target);
  }
  zip_source_free(target);
  if (!parts.empty() && out.empty()) throw std::runtime_error("zip: cannot read back");
  return out;
}

}  // namespace heed::document

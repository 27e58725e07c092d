#include "document/xls/compound.h"

#include <bit>

#include "document/encoding.h"
#include "document/refusals.h"

namespace heed::document::xls {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // larger ones are marks: free, end of chain, table

}  // namespace

double Bytes::f64(std::size_t at) const { return std::bit_cast<double>(u64(at)); }

std::string_view Compound::sector(std::uint32_t n) const {
  const std::uint64_t at = (static_cast<std::uint64_t>(n) + 1) * sector_;
  if (n >= kLastSector || at >= bytes_.size()) return {};
  return bytes_.substr(at, sector_);
}

std::string Compound::chain(std::uint32_t first, std::uint64_t most) const {
  std::string out;
  // No chain is longer than the file has sectors, so a loop ends.
  std::size_t steps = bytes_.size() / sector_ + 1;
  for (std::uint32_t n = first; n < kLastSector && out.size() < most && steps-- > 0;) {
    const std::string_view part = sector(n);
    if (part.empty()) break;
    out += part;
    n = n < next_.size() ? next_[n] : kLastSector;
  }
  if (out.size() > most) out.resize(most);
  return out;
}

Result<Compound> Compound::open(std::string_view bytes) {
  Compound c(bytes);
  const Bytes& f = c.file_;
  const unsigned shift = f.u16(30), small = f.u16(32);
  if (bytes.size() < 512 || (shift != 9 && shift != 12) || small < 4 || small > shift)
    return cut_off();
  c.sector_ = std::size_t{1} << shift;
  c.small_ = std::size_t{1} << small;
  c.cutoff_ = std::min<std::uint32_t>(f.u32(56), 1u << 20);
  // The sectors of the table of chains: 109 in the header, the rest in a chain of their own.
  std::vector<std::uint32_t> tables;
  for (std::size_t i = 0; i < 109; ++i)
    if (const std::uint32_t n = f.u32(76 + 4 * i); n < kLastSector) tables.push_back(n);
  const std::size_t sectors = bytes.size() / c.sector_ + 1;
  std::size_t steps = sectors;
  for (std::uint32_t n = f.u32(68); n < kLastSector && steps-- > 0;) {
    const Bytes list(c.sector(n));
    if (list.size() == 0) break;
    for (std::size_t i = 0; i + 4 < c.sector_; i += 4)
      if (const std::uint32_t t = list.u32(i); t < kLastSector) tables.push_back(t);
    n = list.u32(c.sector_ - 4);
  }
  for (const std::uint32_t t : tables) {
    if (c.next_.size() > sectors) break;
    const Bytes table(c.sector(t));
    for (std::size_t i = 0; i + 3 < table.size(); i += 4) c.next_.push_back(table.u32(i));
  }
  const std::string directory = c.chain(f.u32(48), bytes.size());
  const Bytes d(directory);
  std::uint32_t small_first = kLastSector;
  std::uint64_t small_size = 0;
  for (std::size_t at = 0; at + 128 <= directory.size(); at += 128) {
    const std::size_t length = std::min<std::size_t>(d.u16(at + 64), 64);
    const std::uint8_t type = d.u8(at + 66);
    Stream s;
    for (std::size_t i = 0; i + 2 < length; i += 2) append_utf8(s.name, d.u16(at + i));
    s.first = d.u32(at + 116);
    s.size = shift == 9 ? d.u32(at + 120) : d.u64(at + 120);
    if (type == 5) {
      small_first = s.first;
      small_size = s.size;
    } else if (type == 2) {
      c.streams_.push_back(std::move(s));
    }
  }
  c.small_stream_ = c.chain(small_first, std::min<std::uint64_t>(small_size, bytes.size()));
  const std::string small_table = c.chain(f.u32(60), bytes.size());
  const Bytes t(small_table);
  for (std::size_t i = 0; i + 3 < small_table.size(); i += 4) c.small_next_.push_back(t.u32(i));
  return c;
}

std::string Compound::read(const Stream& stream) const {
  const std::uint64_t size = std::min<std::uint64_t>(stream.size, bytes_.size());
  if (size >= cutoff_) return chain(stream.first, size);
  std::string out;
  std::size_t steps = small_stream_.size() / small_ + 1;
  for (std::uint32_t n = stream.first; n < kLastSector && out.size() < size && steps-- > 0;) {
    const std::uint64_t at = static_cast<std::uint64_t>(n) * small_;
    if (at >= small_stream_.size()) break;
    out += std::string_view(small_stream_).substr(at, small_);
    n = n < small_next_.size() ? small_next_[n] : kLastSector;
  }
  if (out.size() > size) out.resize(size);
  return out;
}

}  // namespace heed::document::xls

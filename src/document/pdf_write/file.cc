#include "document/pdf_write/file.h"

#include <zlib.h>

#include <cmath>

#include "base/hash.h"
#include "document/encoding.h"

namespace heed::document::pdf_write {
namespace {

constexpr std::size_t kInOneStream = 200;  // objects; a reader unpacks a whole stream to see one of them

template <class Take>
void each_unit(std::string_view utf8, Take take) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    char32_t c = lead;
    int more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (more) c = lead & (0x3Fu >> more);
    ++i;
    for (; more > 0 && i < utf8.size(); --more, ++i) c = (c << 6) | (static_cast<unsigned char>(utf8[i]) & 0x3Fu);
    if (c < 0x10000) take(static_cast<std::uint16_t>(c));
    else {
      take(static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10)));
      take(static_cast<std::uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
}

}  // namespace

std::string utf16_hex(std::string_view utf8) {
  std::string out;
  each_unit(utf8, [&](std::uint16_t unit) { out += fmt::format("{:04X}", unit); });
  return out;
}

std::string text_string(std::string_view utf8) {
  const std::string clean = repaired_utf8(utf8);
  bool plain = true;
  for (const char c : clean) plain = plain && c >= ' ' && c < 0x7F;
  if (!plain) return "<FEFF" + utf16_hex(clean) + ">";
  std::string out = "(";
  for (const char c : clean) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c;
  }
  return out + ")";
}

void append_number(std::string& out, double value) {
  auto hundredths = std::llround(value * 100);
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  fmt::format_to(std::back_inserter(out), "{}", hundredths / 100);
  const auto rest = hundredths % 100;
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10) out += static_cast<char>('0' + rest % 10);
}

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 6) != Z_OK)
    throw std::runtime_error("zlib has no memory");
  out.resize(size);
  return out;
}

int File::reserve() {
  objects_.emplace_back();
  return static_cast<int>(objects_.size());
}

void File::put(int object, std::string content) { objects_[static_cast<std::size_t>(object - 1)] = {std::move(content), false}; }

void File::put_stream(int object, std::string_view entries, std::string_view bytes) {
  const std::string packed = deflated(bytes);
  objects_[static_cast<std::size_t>(object - 1)] = {
      fmt::format("<<{} /Filter /FlateDecode /Length {}>>\nstream\n", entries, packed.size()) + packed + "\nendstream", true};
}

void File::put_plain_stream(int object, std::string_view entries, std::string_view bytes) {
  objects_[static_cast<std::size_t>(object - 1)] = {
      fmt::format("<<{} /Length {}>>\nstream\n", entries, bytes.size()) + std::string(bytes) + "\nendstream", true};
}

std::string File::finish(int catalogue, int information) {
  struct Where {
    int kind = 0;                 ///< 1: at an offset; 2: in an object stream
    std::size_t first = 0, second = 0;
  };
  std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  const std::size_t count = objects_.size();
  std::vector<Where> where(count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    if (!objects_[i].stream) continue;
    where[i + 1] = {1, out.size(), 0};
    fmt::format_to(std::back_inserter(out), "{} 0 obj\n{}\nendobj\n", i + 1, objects_[i].content);
  }
  std::vector<std::size_t> inside;
  const auto pack = [&] {
    if (inside.empty()) return;
    std::string numbers, contents;
    const std::size_t stream = where.size();
    for (std::size_t k = 0; k < inside.size(); ++k) {
      fmt::format_to(std::back_inserter(numbers), "{} {} ", inside[k] + 1, contents.size());
      contents += objects_[inside[k]].content;
      contents += '\n';
      where[inside[k] + 1] = {2, stream, k};
    }
    const std::string packed = deflated(numbers + contents);
    where.push_back({1, out.size(), 0});
    fmt::format_to(std::back_inserter(out), "{} 0 obj\n<</Type /ObjStm /N {} /First {} /Filter /FlateDecode /Length {}>>\nstream\n", stream,
                   inside.size(), numbers.size(), packed.size());
    out += packed + "\nendstream\nendobj\n";
    inside.clear();
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (objects_[i].stream) continue;
    inside.push_back(i);
    if (inside.size() == kInOneStream) pack();
  }
  pack();

  const std::size_t table = where.size(), start = out.size();
  where.push_back({1, start, 0});
  std::string rows;
  for (const Where& w : where) {
    const std::size_t first = w.kind == 0 ? 0 : w.first, second = w.kind == 0 ? 65535 : w.second;
    rows += static_cast<char>(w.kind);
    for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>(first >> shift & 0xFF);
    rows += static_cast<char>(second >> 8 & 0xFF);
    rows += static_cast<char>(second & 0xFF);
  }
  const std::string id = hex(sha256(out)).substr(0, 32);
  const std::string packed = deflated(rows);
  fmt::format_to(std::back_inserter(out),
                 "{} 0 obj\n<</Type /XRef /Size {} /W [1 4 2] /Root {} /Info {} /ID [<{}> <{}>] /Filter /FlateDecode /Length {}>>\nstream\n", table,
                 where.size(), reference(catalogue), reference(information), id, id, packed.size());
  out += packed;
  fmt::format_to(std::back_inserter(out), "\nendstream\nendobj\nstartxref\n{}\n%%EOF\n", start);
  return out;
}

}  // namespace heed::document::pdf_write

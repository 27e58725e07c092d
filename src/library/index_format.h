// How the index's rows are written: numbers of seven bits a byte, differences where numbers rise. Readers stop at the end of
// what they are given, so a damaged row gives fewer hits and never a read beyond it.
//
//   posting.documents   for each document, by number: difference of the number; hits in the body * 4 + 2 if in the title + 1 if in
//                       a heading; [hits in the title]; [hits in headings]; bytes of its positions
//   posting.positions   for each of these documents: differences of the positions of the word
//   forward.layout      for each paragraph from the title on: words; 0 title, 1 heading, 2 body; how many paragraphs back its heading
//                       stands, 0 when it has none
//   forward.words       for each word by number: difference of the number; hits * 2 + 1 if in the title; [hits in the title]
// A position counts words through the document, one more at the end of each paragraph, so that no phrase crosses it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::library {

void put_number(std::string& out, std::uint64_t value);

/// Reads numbers one after another; `ok` turns false at a broken end and stays so.
class Numbers {
 public:
  explicit Numbers(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  bool more() const { return at_ < end_; }
  std::uint32_t next() {
    std::uint32_t value = 0;
    for (int shift = 0; at_ < end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      if (shift < 32) value |= std::uint32_t(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return value;
  }

 private:
  const char* at_;
  const char* end_;
};

/// A word in a document.
struct DocHits {
  std::uint32_t document = 0;  ///< number
  std::uint32_t body = 0, title = 0, heading = 0;
  std::uint32_t bytes = 0;  ///< of its positions
  std::uint32_t all() const { return body + title + heading; }
};

/// Writes one row of posting.documents, documents rising.
class DocumentsWriter {
 public:
  void add(const DocHits& hits);
  const std::string& bytes() const { return bytes_; }
  std::uint32_t count() const { return count_; }
  std::uint32_t last() const { return last_; }

 private:
  std::string bytes_;
  std::uint32_t last_ = 0, count_ = 0;
};

template <class Each>
void each_document(std::string_view bytes, Each&& each) {
  Numbers in(bytes);
  DocHits hits;
  while (in.more()) {
    hits.document += in.next();
    const auto packed = in.next();
    hits.body = packed >> 2;
    hits.title = packed & 2 ? in.next() : 0;
    hits.heading = packed & 1 ? in.next() : 0;
    hits.bytes = in.next();
    each(hits);
  }
}

enum class Part : std::uint8_t { Title = 0, Heading = 1, Body = 2 };

/// Where a document's paragraphs begin, in positions.
struct Layout {
  std::vector<std::uint32_t> begins;   ///< of each paragraph; one more at the end
  std::vector<Part> parts;
  std::vector<std::uint32_t> heading;  ///< index of the paragraph's heading; its own index when it has none
  std::uint32_t paragraphs() const { return std::uint32_t(parts.size()); }
  std::uint32_t length(std::uint32_t paragraph) const { return begins[paragraph + 1] - begins[paragraph] - 1; }
};
std::string write_layout(const Layout& layout);
Layout read_layout(std::string_view bytes);

}  // namespace heed::library

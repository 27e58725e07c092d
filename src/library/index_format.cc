#include "library/index_format.h"

namespace heed::library {

void put_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += char(0x80 | (value & 0x7f));
    value >>= 7;
  }
  out += char(value);
}

void DocumentsWriter::add(const DocHits& hits) {
  put_number(bytes_, hits.document - last_);
  put_number(bytes_, std::uint64_t(hits.body) << 2 | (hits.title ? 2 : 0) | (hits.heading ? 1 : 0));
  if (hits.title) put_number(bytes_, hits.title);
  if (hits.heading) put_number(bytes_, hits.heading);
  put_number(bytes_, hits.bytes);
  last_ = hits.document;
  ++count_;
}

std::string write_layout(const Layout& layout) {
  std::string out;
  for (std::uint32_t i = 0; i < layout.paragraphs(); ++i) {
    put_number(out, layout.length(i));
    put_number(out, std::uint64_t(layout.parts[i]));
    put_number(out, i - layout.heading[i]);
  }
  return out;
}

Layout read_layout(std::string_view bytes) {
  Layout out;
  Numbers in(bytes);
  std::uint32_t begin = 0;
  out.begins.push_back(0);
  while (in.more()) {
    const auto i = out.paragraphs();
    begin += in.next() + 1;
    const auto part = in.next();
    const auto back = in.next();
    out.begins.push_back(begin);
    out.parts.push_back(part == 0 ? Part::Title : part == 1 ? Part::Heading : Part::Body);
    out.heading.push_back(back <= i ? i - back : i);
  }
  return out;
}

}  // namespace heed::library

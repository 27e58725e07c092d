// A damaged row of the index gives fewer hits, never a read beyond its end and never a walk without one.
#include "library/index_format.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::library;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  std::size_t hits = 0;
  each_document(bytes, [&](const DocHits&) { ++hits; });
  if (hits > size) __builtin_trap();
  const auto layout = read_layout(bytes);
  if (layout.begins.size() != layout.parts.size() + 1 || layout.heading.size() != layout.parts.size()) __builtin_trap();
  for (std::uint32_t i = 0; i < layout.paragraphs(); ++i)
    if (layout.heading[i] > i) __builtin_trap();
  return 0;
}

#include <cstdint>

#include "document/document.h"
#include "document/rtf/rtf_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  heed::document::Limits limits;
  limits.cells = limits.elements = 20'000;
  limits.depth = 64;
  const auto read = heed::document::read_rtf({reinterpret_cast<const char*>(data), size}, limits);
  if (read.ok()) (void)heed::document::write_json(*read);
  return 0;
}

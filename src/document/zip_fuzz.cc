// Any bytes as a zip: what can be unpacked says the same after being packed again.
#include <cstdlib>

#include "document/kind.h"
#include "document/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.part_bytes = 4 << 20;
  limits.expanded_bytes = 8 << 20;
  limits.parts = 200;
  (void)kind_of(bytes, "a.docx");
  const auto parts = unpack(bytes, limits);
  if (!parts.ok() || parts->empty()) return 0;
  Limits wide;
  wide.ratio = 1e9;
  const auto again = unpack(pack(*parts), wide);
  if (!again.ok() || again->size() != parts->size()) std::abort();
  for (std::size_t i = 0; i < parts->size(); ++i)
    if ((*again)[i].bytes != (*parts)[i].bytes) std::abort();
  return 0;
}

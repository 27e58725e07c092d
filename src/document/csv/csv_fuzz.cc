#include "document/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.cells = 100'000;
  for (const char* name : {"a.csv", "a.txt", "a"})
    if (auto d = read(bytes, name, limits); d.ok()) (void)write_csv(*d);
  return 0;
}

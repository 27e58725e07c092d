#include "document/csv/csv_reader.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.cells = 100'000;
  (void)looks_like_csv(bytes);
  (void)read_txt(bytes, limits).ok();
  if (auto d = read_csv(bytes, limits); d.ok())
    if (auto again = read_csv(write_csv(*d), limits); again.ok()) (void)write_json(*again);
  return 0;
}

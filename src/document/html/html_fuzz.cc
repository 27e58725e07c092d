#include "document/html/html_reader.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.cells = 100'000;
  if (auto d = read_html(bytes, limits); d.ok()) {
    (void)write_json(*d);
    (void)read_html("<html>" + write_html(*d), limits).ok();
  }
  return 0;
}

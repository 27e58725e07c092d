#include "document/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.cells = 100'000;
  if (auto d = read(bytes, "a.html", limits); d.ok()) {
    auto again = read("<html>" + write_html(*d), "a.html", limits);
    (void)again.ok();
  }
  return 0;
}

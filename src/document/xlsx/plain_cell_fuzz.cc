// Any bytes as a cell of a sheet, by the short way and by the scanner; a cell also after the start that the short way takes.
#include <cstdlib>

#include "document/xlsx/plain_cell_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using heed::document::xlsx::agrees_with_scanner;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* before : {"", "<c r=\"", "<c r=\"B7\" s=\"1\" t=\"s\"><v>", "<c><f>"})
    if (!agrees_with_scanner(before + bytes)) std::abort();
  return 0;
}

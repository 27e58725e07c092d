// Any bytes as a compound file, and any bytes as the records of a workbook in a sound one.
#include "document/document.h"
#include "document/xls/xls_fixture.h"
#include "document/xls/xls_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.cells = 20'000;
  limits.part_bytes = 4 << 20;
  if (auto d = read_xls(bytes, limits); d.ok()) (void)write_json(*d);
  const std::string records = xls::workbook_records({{"A", bytes}});
  for (const std::string& stream : {bytes, records})
    if (auto d = read_xls(xls::compound_file("Workbook", stream), limits); d.ok()) (void)write_json(*d);
  return 0;
}

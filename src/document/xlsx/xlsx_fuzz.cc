// Any bytes as a sheet, as shared strings and as styles of a workbook.
#include "document/xlsx/xlsx_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.expanded_bytes = 16 << 20;
  limits.cells = 100'000;
  limits.elements = 100'000;
  const std::string workbook =
      "<workbook><workbookPr date1904='0'/><sheets><sheet name='A' sheetId='1' r:id='a'/></sheets></workbook>";
  const std::string rels =
      "<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/><Relationship Id='b' Type='x/sharedStrings' "
      "Target='strings.xml'/><Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>";
  const std::string packed = pack({{"xl/workbook.xml", workbook}, {"xl/_rels/workbook.xml.rels", rels}, {"xl/sheet.xml", bytes},
                                   {"xl/strings.xml", bytes}, {"xl/styles.xml", bytes}});
  for (const std::string& file : {packed, bytes}) {
    auto archive = Archive::open(file, limits);
    if (!archive.ok()) continue;
    if (auto d = read_xlsx(*archive, limits); d.ok()) {
      (void)write_csv(*d);
      (void)write_json(*d);
    }
  }
  return 0;
}

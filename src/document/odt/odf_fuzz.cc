// Any bytes as the content, the styles and the properties of an OpenDocument text and spreadsheet.
#include "document/odt/odt_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.expanded_bytes = 16 << 20;
  limits.cells = 20'000;
  limits.elements = 20'000;
  limits.depth = 64;
  const auto try_one = [&](const std::string& kind, const std::string& content, const std::string& beside) {
    const std::string packed = pack({{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", content}, {"styles.xml", beside}, {"meta.xml", beside}});
    auto archive = Archive::open(packed, limits);
    if (!archive.ok()) return;
    if (auto d = read_odf(*archive, limits); d.ok()) {
      (void)write_json(*d);
      (void)write_text(*d);
    }
  };
  const std::string open = "<office:document-content><office:body>", close = "</office:body></office:document-content>";
  try_one("text", bytes, "");
  try_one("text", open + "<office:text>" + bytes + "</office:text>" + close, bytes);
  try_one("spreadsheet", open + "<office:spreadsheet><table:table table:name='A'>" + bytes + "</table:table></office:spreadsheet>" + close, bytes);
  return 0;
}

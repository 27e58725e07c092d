// Any bytes as a zip; and any bytes as the text of a DOCX, so that the XML is reached without guessing a zip.
#include "document/document.h"
#include "document/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.expanded_bytes = 16 << 20;
  limits.cells = 100'000;
  limits.elements = 100'000;
  (void)unpack(bytes, limits).ok();
  if (auto d = read(bytes, "a.docx", limits); d.ok()) {
    (void)write_docx(*d, {});
    (void)write_json(*d);
  }
  const std::string body = "<w:document><w:body>" + bytes + "</w:body></w:document>";
  for (const std::string& xml : {bytes, body})
    if (auto d = read(pack({{"word/document.xml", xml}, {"word/comments.xml", bytes}}), "a.docx", limits); d.ok()) {
      (void)write_docx(*d, {});
      (void)write_html(*d);
    }
  return 0;
}

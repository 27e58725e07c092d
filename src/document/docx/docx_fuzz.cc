// Any bytes as the text of a DOCX, as its comments, styles and numbering, so that the XML is reached without guessing a zip.
#include "document/docx/docx_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.expanded_bytes = 16 << 20;
  limits.cells = 20'000;
  limits.elements = 20'000;
  limits.depth = 64;
  const auto try_one = [&](const std::string& packed) {
    auto archive = Archive::open(packed, limits);
    if (!archive.ok()) return;
    if (auto d = read_docx(*archive, limits); d.ok()) {
      (void)write_json(*d);
      (void)write_html(*d);
      (void)write_docx(*d, {});
    }
  };
  const std::string rels = "<Relationships><Relationship Id='c' Type='x/comments' Target='comments.xml'/><Relationship Id='s' Type='x/styles' Target='styles.xml'/>"
                           "<Relationship Id='n' Type='x/numbering' Target='styles.xml'/><Relationship Id='f' Type='x/footnotes' Target='comments.xml'/></Relationships>";
  const std::string body = "<w:document><w:body>" + bytes + "</w:body></w:document>";
  try_one(bytes);
  try_one(pack({{"word/document.xml", bytes}}));
  try_one(pack({{"word/document.xml", body}, {"word/_rels/document.xml.rels", rels}, {"word/comments.xml", bytes}, {"word/styles.xml", bytes}}));
  return 0;
}

// Any bytes as XML, by the tree and by the scanner: both end, within the bounds, and neither gives an entity's expansion.
#include <cstdlib>

#include "document/encoding.h"
#include "document/opc.h"
#include "document/xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.depth = 64;
  limits.elements = 20'000;
  for (const Spaces spaces : {Spaces::Only, Spaces::All}) {
    pugi::xml_document tree;
    if (!load_xml(tree, bytes, limits, spaces).ok()) continue;
    const pugi::xml_node root = tree.document_element();
    // A numbered character is the shortest way to write a longer one: four bytes for four, "&#9;" the least.
    if (all_text(root).size() > 3 * bytes.size()) std::abort();
    (void)is_on(child(root, "b"));
    (void)attribute(root, "val");
  }
  const std::string text = to_utf8(bytes);
  XmlScanner scan(text);
  std::size_t given = 0, steps = 0;
  for (auto kind = scan.next(); kind != XmlScanner::Kind::Done; kind = scan.next()) {
    if (kind == XmlScanner::Kind::Start) {
      scan.each_attribute([&](std::string_view name, std::string_view raw) { given += xml_unescaped(raw).size() > raw.size() + name.size() + 4; });
      (void)scan.get("r");
    }
    if (kind == XmlScanner::Kind::Text) given += scan.text().size();
    if (++steps > 2 * text.size() + 2) std::abort();
  }
  if (given > 3 * text.size() + 16) std::abort();
  (void)drawing_words(bytes);
  return 0;
}

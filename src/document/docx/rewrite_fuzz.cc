// Any bytes as parts of a DOCX that is rewritten in place: the word that is taken out is nowhere in what comes back, what comes
// back can be read, and rewriting it once more changes nothing.
#include "document/docx/rewrite.h"

#include <cstdlib>

#include "document/docx/docx_reader.h"
#include "document/docx/tree.h"
#include "document/zip.h"

namespace {

using namespace heed::document;

constexpr std::string_view kWord = "Zyxqu", kPlain = "other";

std::vector<docx::Edit> edits(std::string_view text, const std::string&) {
  std::vector<docx::Edit> all;
  for (std::size_t at = 0; (at = text.find(kWord, at)) != std::string_view::npos; at += kWord.size()) {
    docx::Edit one;
    one.begin = at;
    one.end = at + kWord.size();
    one.with = kPlain;
    all.push_back(std::move(one));
  }
  return all;
}

/// In text or in the value of an attribute; a schema gives the names of elements.
bool says_word(const std::string& xml) {
  pugi::xml_document doc;
  if (!doc.load_buffer(xml.data(), xml.size(), pugi::parse_full)) std::abort();
  bool found = false;
  for (auto n : doc.children()) {
    if (n.type() != pugi::node_element) continue;
    docx::visit(n, [&](const pugi::xml_node& one) {
      for (auto a : one.attributes()) found = found || (!std::string_view(a.name()).starts_with("xmlns") && std::string_view(a.value()).find(kWord) != std::string_view::npos);
      for (auto c : one.children()) found = found || (c.type() != pugi::node_element && std::string_view(c.value()).find(kWord) != std::string_view::npos);
    });
  }
  return found;
}

void try_one(const std::string& packed, const Limits& limits) {
  const auto done = docx::rewrite(packed, edits, limits);
  if (!done.ok()) return;
  auto parts = unpack(done->bytes);
  if (!parts.ok()) std::abort();
  for (const ZipPart& part : *parts)
    if (part.name.find(kWord) != std::string::npos || (!part.name.starts_with("word/media/") && says_word(part.bytes))) std::abort();
  auto archive = Archive::open(done->bytes, limits);
  if (archive.ok()) (void)read_docx(*archive, limits).ok();
  const auto again = docx::rewrite(done->bytes, edits, limits);
  if (!again.ok() || again->bytes != done->bytes) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.expanded_bytes = 16 << 20;
  limits.elements = limits.cells = 20'000;
  limits.depth = 64;
  const std::string kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const std::string types = "<Types><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
                            "<Override PartName=\"/word/document.xml\" ContentType=\"" + kinds + "document.main+xml\"/>"
                            "<Override PartName=\"/word/header1.xml\" ContentType=\"" + kinds + "header+xml\"/>"
                            "<Override PartName=\"/word/styles.xml\" ContentType=\"" + kinds + "styles+xml\"/>"
                            "<Override PartName=\"/word/comments.xml\" ContentType=\"" + kinds + "comments+xml\"/></Types>";
  const std::string package = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
  const std::string rels = "<Relationships><Relationship Id=\"h\" Type=\"x/header\" Target=\"header1.xml\"/><Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/>"
                           "<Relationship Id=\"i\" Type=\"x/image\" Target=\"media/a.png\"/><Relationship Id=\"c\" Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>";
  const std::string plain = "<w:document xmlns:w=\"w\"><w:body><w:p/></w:body></w:document>";
  const std::string body = "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>" + bytes + "</w:body></w:document>";
  const bool picture = bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8");
  if (picture) {
    for (const char* name : {"word/media/a.png", "word/media/a.jpeg"})
      try_one(pack({{"[Content_Types].xml", types}, {"_rels/.rels", package}, {"word/document.xml", plain}, {name, bytes}}), limits);
    return 0;
  }
  try_one(pack({{"[Content_Types].xml", types}, {"_rels/.rels", package}, {"word/_rels/document.xml.rels", rels}, {"word/document.xml", body}, {"word/header1.xml", bytes},
                {"word/styles.xml", "<w:styles xmlns:w=\"w\"/>"}, {"word/comments.xml", bytes}}), limits);
  try_one(pack({{"[Content_Types].xml", types}, {"_rels/.rels", package}, {"word/document.xml", body}, {"word/styles.xml", bytes}}), limits);
  try_one(pack({{"[Content_Types].xml", types}, {"_rels/.rels", package}, {"word/document.xml", body}, {"word/_rels/document.xml.rels", bytes}}), limits);
  try_one(bytes, limits);
  return 0;
}

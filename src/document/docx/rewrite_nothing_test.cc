// Read, rewrite nothing, read again: the same words, and every part that says how things look byte for byte (pictures lose what
// cameras write into them, and are not compared).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "document/docx/rewrite.h"
#include "document/zip.h"

namespace heed::document {
namespace {

namespace fs = std::filesystem;

/// What rewriting keeps: no hidden words, no comments, no descriptions (those it may take out).
std::string kept_words(const Document& d) {
  std::string out;
  const auto add = [&](const Block& b, const auto& again) -> void {
    if (b.kind == BlockKind::Picture) return;
    for (const auto& r : b.runs)
      if (!r.deleted && !r.hidden) out += r.text;
    for (const Row& row : b.rows)
      for (const Cell& c : row.cells)
        for (const Block& inner : c.blocks) again(inner, again);
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  for (const Block& b : d.blocks) add(b, add);
  for (const Block& b : d.apart)
    if (!b.place.part.starts_with("comment")) add(b, add);
  // Footnote marks are numbers that the reader gives.
  return out;
}

bool looks(const std::string& name) {
  for (const char* part : {"word/styles.xml", "word/numbering.xml", "word/fontTable.xml", "word/theme/"})
    if (name.starts_with(part)) return true;
  return false;
}

/// The part as a tree says it: what rewriting could have changed shows here, how the bytes are set does not.
std::string tree_of(const std::string& xml) {
  pugi::xml_document doc;
  doc.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  std::ostringstream out;
  doc.save(out, "", pugi::format_raw);
  return out.str();
}

/// How the words of a part look, in its order: every set of properties, without editing marks, records of changes and settings of printers.
std::string formats_of(const std::string& xml) {
  pugi::xml_document doc;
  doc.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  std::ostringstream out;
  const auto walk = [&](pugi::xml_node node, const auto& again) -> void {
    for (pugi::xml_node n = node.first_child(), next; n; n = next) {
      next = n.next_sibling();
      const std::string_view full = n.name(), name = full.substr(full.find(':') + 1);
      if (name.ends_with("Change") || name == "rsid" || name == "printerSettings") {
        node.remove_child(n);
        continue;
      }
      for (pugi::xml_attribute a = n.first_attribute(), after; a; a = after) {
        after = a.next_attribute();
        if (std::string_view(a.name()).find("rsid") != std::string_view::npos) n.remove_attribute(a);
      }
      again(n, again);
      for (const char* set : {"rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"})
        if (name == set && std::string_view(node.name()).find("Pr") == std::string_view::npos) n.print(out, "", pugi::format_raw);
    }
  };
  walk(doc, walk);
  return out.str();
}

/// Words that rewriting takes out take their looks with them.
bool holds_what_goes(const std::string& xml) {
  for (const char* what : {"<w:ins", "<w:del", "<w:move", "<w:vanish", "<w:comment", "<w:object", "<w:pict", "<w:drawing", "<w:sdt", "<w:smartTag", "<w:customXml", "<w:altChunk",
                           "w:annotationRef", "<w:softHyphen", "<w:noBreakHyphen", "CDATA"})
    if (xml.find(what) != std::string::npos) return true;
  return false;
}

struct Seen {
  int files = 0, refused = 0, parts = 0;
  std::map<std::string, int> looks;  ///< parts with words whose looks were compared, by kind
};

void check(const std::string& bytes, Seen& seen) {
  const auto nothing = [](std::string_view, const std::string&) { return std::vector<docx::Edit>{}; };
  const auto before = read(bytes, "a.docx");
  const auto rewritten = docx::rewrite(bytes, nothing);
  if (!before.ok() || !rewritten.ok()) {
    ++seen.refused;
    return;
  }
  const auto after = read(rewritten->bytes, "a.docx");
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(kept_words(*before), kept_words(*after));
  auto was = unpack(bytes), is = unpack(rewritten->bytes);
  ASSERT_TRUE(was.ok() && is.ok());
  std::map<std::string, std::string> now;
  for (ZipPart& p : *is) now[p.name] = std::move(p.bytes);
  for (const ZipPart& p : *was)
    if (const auto found = now.find(p.name); found != now.end() && looks(p.name)) {
      // Editing marks (rsid) and the like are taken out by design; then the part is another one.
      if (p.name.ends_with(".xml") && tree_of(found->second) != tree_of(p.bytes)) continue;
      EXPECT_TRUE(found->second == p.bytes) << p.name;
      ++seen.parts;
    }
  for (const ZipPart& p : *was) {
    const auto found = now.find(p.name);
    std::string kind;
    for (const char* k : {"document", "header", "footer", "footnotes", "endnotes"})
      if (p.name.starts_with("word/" + std::string(k)) && p.name.ends_with(".xml")) kind = k;
    if (found == now.end() || kind.empty() || holds_what_goes(p.bytes)) continue;
    EXPECT_EQ(formats_of(found->second), formats_of(p.bytes)) << p.name;
    ++seen.looks[kind];
  }
  // Once more: what has been rewritten is left as it is.
  const auto again = docx::rewrite(rewritten->bytes, nothing);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->bytes, rewritten->bytes);
  ++seen.files;
}

TEST(RewriteNothing, WordsStayAndLooksStayByteForByte) {
  const char* set = std::getenv("HEED_SHARED");
  const fs::path root = (set ? fs::path(set) : fs::path(HEED_SOURCE_DIR) / ".." / "shared") / "data" / "formats" / "docx";
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  Seen seen;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".docx") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream in(entry.path(), std::ios::binary);
    check({std::istreambuf_iterator<char>(in), {}}, seen);
  }
  fmt::print("{} files, {} refused, {} parts compared\n", seen.files, seen.refused, seen.parts);
  EXPECT_GT(seen.files, 100);
  EXPECT_GT(seen.parts, 200);
  for (const auto& [kind, n] : seen.looks) fmt::print("looks compared: {} of {}\n", n, kind);
  EXPECT_GT(seen.looks["document"], 60);
  EXPECT_GT(seen.looks["header"] + seen.looks["footer"], 0);
  EXPECT_GT(seen.looks["footnotes"], 0);
}

TEST(RewriteNothing, WhatHeedWroteItselfStays) {
  auto d = read("<html><h1>Report</h1><p>One <b>bold</b> <i>and</i> <a href='https://example.org/'>linked</a> line.<ol><li>first<ul><li>inner</ul><li>second</ol>"
                "<table><tr><th>When<th>What<tr><td rowspan=2>May<td>called<tr><td>came</table><p>Last</html>", "a.html");
  ASSERT_TRUE(d.ok());
  WriteOptions options;
  options.title = "Report";
  options.marking = "OFFICIAL";
  options.contents = true;
  Seen seen;
  check(write_docx(*d, {}), seen);
  check(write_docx(*d, options), seen);
  EXPECT_EQ(seen.files, 2);
  EXPECT_GT(seen.parts, 0);
}

}  // namespace
}  // namespace heed::document

#include "document/docx/docx_reader.h"

#include "document/docx/docx_body.h"
#include "document/encoding.h"
#include "document/opc.h"
#include "document/xml.h"
#include "document/xml_pieces.h"

namespace heed::document {
namespace {

using docx::Body;
using docx::Shared;

/// Loads a part; false when it is missing or damaged, which is then said in `unread` if it could hold words.
bool load_part(Shared& shared, const std::string& name, pugi::xml_document& tree, const char* what) {
  auto bytes = shared.archive.read(name);
  if (bytes.ok() && load_xml(tree, std::move(*bytes), shared.limits).ok()) return true;
  if (what) shared.out.unread.push_back({{what, ""}, what, "this part of the file is missing or damaged", true});
  return false;
}

/// Footnotes, endnotes and comments: each child is one note.
void read_notes(Shared& shared, const std::string& part, const std::string& kind) {
  pugi::xml_document tree;
  if (!load_part(shared, part, tree, kind.c_str())) return;
  const auto rels = relationships(shared.archive, part, shared.limits);
  int count = 0;
  for (const pugi::xml_node& note : tree.document_element().children()) {
    const std::string_view type = attribute(note, "type");
    if (type == "separator" || type == "continuationSeparator" || type == "continuationNotice") continue;
    if (local(note) != "footnote" && local(note) != "endnote" && local(note) != "comment") continue;
    ++count;
    std::string label = std::to_string(count);
    if (kind != "comment")
      if (const auto seen = shared.note_labels.find(kind + " " + std::string(attribute(note, "id")));
          seen != shared.note_labels.end())
        label = seen->second;
    if (kind == "comment") shared.person("author of a comment", attribute(note, "author"));
    std::string made_at;
    if (kind == "comment")
      if (const auto at = shared.comment_places.find(attribute(note, "id")); at != shared.comment_places.end()) made_at = "on " + at->second;
    std::vector<Block> blocks;
    Body body(shared, rels, fmt::format("{} {}", kind, label));
    body.read(note, blocks);
    bool first = true;
    for (Block& b : blocks) {
      if (b.kind == BlockKind::Paragraph) b.kind = BlockKind::Note;
      if (first && b.label.empty()) b.label = label;
      if (!made_at.empty()) b.place.where = blocks.size() == 1 ? made_at : made_at + ", its " + b.place.where;
      first = false;
      shared.out.apart.push_back(std::move(b));
    }
  }
}

std::string main_part(Archive& archive, const Limits& limits) {
  for (const Relationship& r : relationships(archive, "", limits))
    if (r.type == "officeDocument" && archive.has(r.target)) return r.target;
  for (const char* usual : {"word/document.xml", "word/document2.xml"})
    if (archive.has(usual)) return usual;
  return {};
}

std::string of_type(const std::vector<Relationship>& rels, std::string_view type) {
  for (const Relationship& r : rels)
    if (r.type == type && !r.external) return r.target;
  return {};
}

}  // namespace

Result<Document> read_docx(Archive& archive, const Limits& limits) {
  const std::string main = main_part(archive, limits);
  const Error broken{Code::Unsupported, "This Word document is damaged: its text is missing.",
                     "Ask the sender to open it, save it again and send the new copy.", {}};
  if (main.empty()) return broken;
  HEED_ASSIGN(std::string bytes, archive.read(main));
  auto pieces = XmlPieces::open(std::move(bytes), limits, "body");
  if (!pieces.ok()) return pieces.error().code == Code::NotFound ? broken : pieces.error();

  Document out;
  out.format = "docx";
  const auto rels = relationships(archive, main, limits);
  Shared shared{archive, limits, out};
  if (const std::string part = of_type(rels, "styles"); !part.empty()) {
    pugi::xml_document styles;
    if (load_part(shared, part, styles, nullptr)) shared.styles.load(styles.document_element());
  }
  if (const std::string part = of_type(rels, "numbering"); !part.empty()) {
    pugi::xml_document numbering;
    if (load_part(shared, part, numbering, nullptr)) shared.numbering.load(numbering.document_element(), shared.styles);
  }

  shared.note_formats = {{"footnote", "decimal"}, {"endnote", "lowerRoman"}};
  if (const std::string part = of_type(rels, "settings"); !part.empty()) {
    pugi::xml_document settings;
    if (load_part(shared, part, settings, nullptr))
      for (const char* kind : {"footnote", "endnote"})
        if (const auto format = child(child(settings.document_element(), std::string(kind) + "Pr"), "numFmt")) shared.note_formats[kind] = attribute(format, "val");
  }

  Body body(shared, rels, "body");
  for (;;) {
    HEED_ASSIGN(const pugi::xml_node piece, pieces->next());
    if (!piece) break;
    body.read_some(piece, out.blocks);
  }
  body.end(out.blocks);

  for (const std::string_view kind : {"header", "footer"}) {
    std::set<std::string> done;
    for (const Relationship& r : rels) {
      if (r.type != kind || r.external || !done.insert(r.target).second) continue;
      pugi::xml_document part;
      if (!load_part(shared, r.target, part, std::string(kind).c_str())) continue;
      const auto part_rels = relationships(archive, r.target, limits);
      Body header(shared, part_rels, done.size() == 1 ? std::string(kind) : fmt::format("{} {}", kind, done.size()));
      header.read(part.document_element(), out.apart);
    }
  }
  if (const std::string part = of_type(rels, "footnotes"); !part.empty()) read_notes(shared, part, "footnote");
  if (const std::string part = of_type(rels, "endnotes"); !part.empty()) read_notes(shared, part, "endnote");
  if (const std::string part = of_type(rels, "comments"); !part.empty()) read_notes(shared, part, "comment");

  out.properties = package_properties(archive, limits);
  for (const auto& [role, names] : shared.people)
    for (const std::string& name : names) out.properties.push_back({role, name});

  for (const std::string& name : archive.names()) {
    const std::string folded = lower_ascii(name);
    if (folded.find("/embeddings/") != std::string::npos) {
      out.embedded.push_back(name);
      if (!shared.seen_parts.contains(name))
        out.unread.push_back({{"body", ""}, "embedded file", "files inside a document are not opened", true});
    } else if (folded.ends_with("vbaproject.bin")) {
      out.unread.push_back({{"body", ""}, "macros", "programs inside a document are never read or run", false});
    } else if (folded.find("/media/") != std::string::npos && !shared.seen_parts.contains(name)) {
      out.unread.push_back({{"body", ""}, "picture that is not shown", "pictures are not read", false});
    } else if (folded.find("glossary/document.xml") != std::string::npos) {
      out.unread.push_back({{"body", ""}, "building blocks", "they are not shown on any page", false});
    } else if (folded.starts_with("customxml/item") && folded.ends_with(".xml") &&
               folded.find("props") == std::string::npos) {
      const auto data = archive.read(name);
      if (!data.ok()) out.unread.push_back({{"body", ""}, "data behind the document", "this part of the file is damaged", false});
      else if (std::string words = xml_words(*data); !words.empty()) out.properties.push_back({"data behind the document", std::move(words)});
    }
  }
  return out;
}

}  // namespace heed::document

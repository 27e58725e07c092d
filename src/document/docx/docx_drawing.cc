// Drawings, pictures, text boxes and charts within the body of a DOCX.
#include "document/docx/docx_paragraph.h"
#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::docx {

void Body::alternate(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p) {
  // The same text box or picture in a new and in an old form: read once, unless the old form says other words.
  Paragraph first, second;
  first.default_bold = second.default_bold = p.default_bold;
  first.default_italic = second.default_italic = p.default_italic;
  const std::size_t unread_before = shared_.out.unread.size();
  std::size_t unread_first = unread_before;
  bool chosen = false;
  const auto content = [&](const pugi::xml_node& branch, Paragraph& into) {
    run_content(branch, around, look, into);
  };
  for (const pugi::xml_node& branch : node.children()) {
    if (local(branch) == "Choice" && !chosen) {
      content(branch, first);
      unread_first = shared_.out.unread.size();
      chosen = true;
    } else if (local(branch) == "Fallback") {
      content(branch, second);
    }
  }
  const auto words = [](const Paragraph& q) {
    std::string all;
    for (const Run& r : q.runs) all += r.text;
    all += "\n" + words_of(q.after);
    return squeezed(all);
  };
  const std::string a = words(first), b = words(second);
  Paragraph& chosen_one = a.empty() ? second : first;
  std::move(chosen_one.runs.begin(), chosen_one.runs.end(), std::back_inserter(p.runs));
  std::move(chosen_one.after.begin(), chosen_one.after.end(), std::back_inserter(p.after));
  if (!a.empty() && !b.empty() && a.find(b) == std::string::npos) {
    std::move(second.runs.begin(), second.runs.end(), std::back_inserter(p.runs));
    std::move(second.after.begin(), second.after.end(), std::back_inserter(p.after));
  } else if (unread_first > unread_before && unread_first < shared_.out.unread.size()) {
    shared_.out.unread.resize(unread_first);  // the same picture, told of once
  }
}

void Body::drawing(const pugi::xml_node& node, Paragraph& p) {
  const auto note = [&](const std::string& words, std::string_view what) {
    Block b;
    b.kind = BlockKind::Note;
    b.place = place();
    b.place.where += what;
    Run r;
    r.text = words;
    b.runs.push_back(std::move(r));
    p.after.push_back(std::move(b));
  };
  bool told = false;
  // Without recursion: a drawing may be nested as deep as the part allows.
  std::vector<pugi::xml_node> open{node};
  std::set<std::string> descriptions;
  while (!open.empty()) {
    const pugi::xml_node n = open.back();
    open.pop_back();
    const std::string_view name = local(n);
    if (name == "txbxContent") {
      const std::string where = where_;
      const int paragraphs = paragraphs_, tables = tables_;
      where_ = place().where + ", text box";
      paragraphs_ = tables_ = 0;
      std::vector<Field> fields;
      fields.swap(fields_);
      blocks(n, {}, p.after);
      fields.swap(fields_);
      where_ = where;
      paragraphs_ = paragraphs;
      tables_ = tables;
      continue;
    }
    if (name == "AlternateContent") {
      alternate(n, {}, {}, p);
      continue;
    }
    std::string description;
    if (name == "docPr" || name == "cNvPr") {
      description = squeezed(attribute(n, "descr"));
      if (description.empty()) description = squeezed(attribute(n, "title"));
    } else if (one_of(name, {"shape", "rect", "roundrect", "oval", "line", "group"})) {
      description = squeezed(attribute(n, "alt"));
    } else if (name == "textpath") {
      description = squeezed(attribute(n, "string"));  // WordArt: its words live in an attribute
    }
    if (!description.empty() && descriptions.insert(description).second) {
      note(description, name == "textpath" ? ", lettering" : ", description of a picture");
    }
    if (one_of(name, {"blip", "imagedata", "OLEObject", "chart", "relIds", "contentPart", "movie"})) {
      std::string_view id = attribute(n, name == "blip" ? "embed" : name == "relIds" ? "dm" : "id");
      if (name == "blip" && id.empty()) id = attribute(n, "link");
      const Relationship* r = find_relationship(rels_, id);
      if (r && !r->external) shared_.seen_parts.insert(r->target);
      if (r && (name == "chart" || name == "relIds")) {
        auto part = shared_.archive.read(r->target);
        const std::string words = part.ok() ? drawing_words(*part) : std::string();
        if (!words.empty()) {
          note(words, name == "chart" ? ", chart" : ", diagram");
        } else {
          unread(name == "chart" ? "chart" : "diagram", "its data could not be read", true);
        }
      } else if (name == "OLEObject") {
        unread("embedded file", "files inside a document are not opened", true);
      } else if (!told) {
        told = true;
        unread("picture", "words in a picture are not read", true);
      }
    }
    // Children in reverse, so that they are met in the order of the file.
    for (pugi::xml_node c = n.last_child(); c; c = c.previous_sibling())
      if (c.type() == pugi::node_element) open.push_back(c);
  }
}

}  // namespace heed::document::docx

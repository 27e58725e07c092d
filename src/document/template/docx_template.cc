#include "document/template/docx_template.h"

#include "document/docx/body_writer.h"
#include "document/docx/style_definitions.h"
#include "document/encoding.h"
#include "document/template/placeholders.h"
#include "document/xml.h"
#include "document/zip.h"

namespace heed::document {
namespace {

using pugi::xml_document;
using pugi::xml_node;

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
constexpr const char* kWord =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

Error no_template(std::string message) {
  return {Code::Unsupported, std::move(message), "Save it in Word as a document without macros (.docx), and give that.", {}};
}

std::string written(const xml_node& tree) {
  struct Out : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override { bytes.append(static_cast<const char*>(data), size); }
  } out;
  tree.print(out, "", pugi::format_raw | pugi::format_no_declaration);
  return std::move(out.bytes);
}

int number_of(const xml_node& node, const char* attribute) { return node.attribute(attribute).as_int(); }

/// A template taken apart: the parts that hold words as trees, the others as they are.
class Template {
 public:
  static Result<Template> open(std::string_view bytes, const Limits& limits) {
    if (!bytes.starts_with("PK")) return no_template("This is no Word document (.docx).");
    HEED_ASSIGN(auto parts, unpack(bytes, limits));
    Template out;
    out.limits_ = limits;
    out.parts_ = std::move(parts);
    HEED_TRY(out.sort());
    return out;
  }

  struct Words {
    std::string part, name;  ///< "word/header1.xml", "header"
    std::unique_ptr<xml_document> tree;
  };
  std::vector<Words>& words() { return words_; }

  Result<std::string> fill(const TemplateValues& values, const Document& report, const WriteOptions& options) {
    const std::vector<std::string> placed = {"report", "contents"};
    std::size_t reports = 0;
    for (Words& w : words_) {
      HEED_ASSIGN(const auto all, templates::markers(w.tree->document_element(), w.name));
      HEED_TRY(templates::check(all, values, placed, w.name));
      int depth = 0;
      for (const templates::Marker& m : all) {
        depth += m.kind == templates::Marker::Kind::Open ? 1 : m.kind == templates::Marker::Kind::Close ? -1 : 0;
        if (m.kind != templates::Marker::Kind::Word || std::find(placed.begin(), placed.end(), m.name) == placed.end()) continue;
        const bool in_body = local(m.paragraph.parent()) == "body";
        if (depth > 0 || !in_body || !templates::stands_alone(m))
          return bad_input(fmt::format("{} in the template's {}, paragraph {} does not stand alone in a paragraph of the body.", m.written(), w.name, m.number),
                           "Give it a paragraph of its own, outside of tables, text boxes and repetitions.");
        reports += m.name == "report";
      }
    }
    if (reports != 1)
      return bad_input(reports == 0 ? "The template has no {{report}}, so the words of the report would have no place." : "The template has {{report}} more than once.",
                       "Put {{report}} once into the body, alone in a paragraph.");
    for (Words& w : words_) templates::fill(w.tree->document_element(), values, placed);
    HEED_TRY(place(report));
    return finish(options);
  }

 private:
  const std::string* bytes_of(std::string_view name) const {
    for (const ZipPart& p : parts_)
      if (p.name == name) return &p.bytes;
    return nullptr;
  }
  void set(const std::string& name, std::string bytes) {
    for (ZipPart& p : parts_)
      if (p.name == name) {
        p.bytes = std::move(bytes);
        return;
      }
    parts_.push_back({name, std::move(bytes)});
  }
  Result<std::unique_ptr<xml_document>> load(const std::string& part) const {
    auto tree = std::make_unique<xml_document>();
    const std::string* bytes = bytes_of(part);
    if (!bytes || !load_xml(*tree, *bytes, limits_, Spaces::All).ok()) return no_template("A part of this template is missing or damaged.");
    return tree;
  }

  Result<void> sort() {
    HEED_ASSIGN(types_, load("[Content_Types].xml"));
    for (const ZipPart& p : parts_)
      if (lower_ascii(p.name).find("vba") != std::string::npos) return no_template("This template holds macros.");
    for (xml_node type : types_->document_element().children()) {
      const std::string kind = lower_ascii(type.attribute("ContentType").value());
      if (kind.find("macro") != std::string::npos || kind.find("vba") != std::string::npos || kind.find("activex") != std::string::npos)
        return no_template("This template holds macros.");
      std::string part = type.attribute("PartName").value();
      if (part.starts_with('/')) part.erase(0, 1);
      const auto is = [&](std::string_view what) { return kind.find("wordprocessingml." + std::string(what) + "+xml") != std::string::npos; };
      if (is("document.main") || is("template.main")) {
        main_ = part;
        type.attribute("ContentType").set_value(kMain);  // what comes out is a document
        words_.insert(words_.begin(), {part, "body", nullptr});
      } else if (is("header")) words_.push_back({part, "header", nullptr});
      else if (is("footer")) words_.push_back({part, "footer", nullptr});
      else if (is("footnotes")) words_.push_back({part, "footnotes", nullptr});
      else if (is("endnotes")) words_.push_back({part, "endnotes", nullptr});
      else if (is("styles")) styles_part_ = part;
      else if (is("numbering")) numbering_part_ = part;
      else if (is("settings")) settings_part_ = part;
    }
    if (main_.empty() || words_.front().part != main_) return no_template("This is no Word document (.docx).");
    for (Words& w : words_) {
      HEED_ASSIGN(w.tree, load(w.part));
      if (!std::string_view(w.tree->document_element().name()).starts_with("w:")) return no_template("This template was not written by a usual word processor.");
    }
    if (!words_.front().tree->document_element().attribute("xmlns:r"))
      words_.front().tree->document_element().append_attribute("xmlns:r") = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    // A document that fetches something when it is opened tells others that it was; only links that a person follows may stay.
    for (ZipPart& p : parts_) {
      if (!p.name.ends_with(".rels")) continue;
      xml_document rels;
      if (!load_xml(rels, p.bytes, limits_).ok()) return no_template("A part of this template is damaged.");
      for (xml_node r = rels.document_element().first_child(); r;) {
        const xml_node next = r.next_sibling();
        const std::string_view type = r.attribute("Type").value();
        if (type.ends_with("/attachedTemplate")) rels.document_element().remove_child(r);
        else if (std::string_view(r.attribute("TargetMode").value()) == "External" && !type.ends_with("/hyperlink"))
          return no_template("This template fetches something from another place when it is opened.");
        r = next;
      }
      p.bytes = kDeclaration + written(rels);
    }
    return {};
  }

  // --- styles ---
  /// The id of a style by its name as Word shows it; one of Heed's own is added where the template has none.
  std::string style(const std::string& name, const std::string& own_id) {
    for (const xml_node& s : styles_->document_element().children())
      if (local(s) == "style" && lower_ascii(attribute(child(s, "name"), "val")) == name) return std::string(attribute(s, "styleId"));
    if (!own_styles_) {
      own_styles_ = std::make_unique<xml_document>();
      own_styles_->load_string(docx::style_definitions("en-GB").c_str(), pugi::parse_default);
    }
    for (const xml_node& s : own_styles_->document_element().children()) {
      if (attribute(s, "styleId") != own_id) continue;
      xml_node made = styles_->document_element().append_copy(s);
      std::string id = own_id;
      for (const xml_node& other : styles_->document_element().children())
        if (other != made && attribute(other, "styleId") == id) id = "Heed" + own_id;
      made.attribute("w:styleId").set_value(id.c_str());
      // What it is based on has another id here, or none.
      for (const char* link : {"basedOn", "next"}) {
        xml_node to = child(made, link);
        if (!to) continue;
        const bool table = std::string_view(attribute(made, "type")) == "table";
        if (const std::string base = default_style(table ? "table" : "paragraph"); !base.empty()) to.attribute("w:val").set_value(base.c_str());
        else made.remove_child(to);
      }
      return id;
    }
    return {};
  }
  std::string default_style(std::string_view type) const {
    for (const xml_node& s : styles_->document_element().children())
      if (local(s) == "style" && attribute(s, "type") == type && s.attribute("w:default").as_bool()) return std::string(attribute(s, "styleId"));
    return {};
  }

  docx::StyleNames style_names(const xml_node& report_paragraph) {
    docx::StyleNames out;
    for (std::size_t i = 0; i < 6; ++i) out.heading[i] = style(fmt::format("heading {}", i + 1), fmt::format("Heading{}", i + 1));
    for (std::size_t i = 0; i < 3; ++i) out.contents[i] = style(fmt::format("toc {}", i + 1), fmt::format("TOC{}", i + 1));
    out.title = style("title", "Title");
    out.contents_heading = style("toc heading", "ContentsHeading");
    out.list = style("list paragraph", "ListParagraph");
    out.caption = style("caption", "Caption");
    out.note = style("footnote text", "Note");
    out.hyperlink = style("hyperlink", "Hyperlink");
    out.body = std::string(attribute(child(child(report_paragraph, "pPr"), "pStyle"), "val"));
    // The first table of the template shows how its tables look.
    const xml_node table = words_.front().tree->find_node([](const xml_node& n) { return local(n) == "tblStyle"; });
    out.table = table ? std::string(attribute(table, "val")) : style("table grid", "TableGrid");
    return out;
  }

  // --- {{report}} and {{contents}} ---
  /// The properties of the section that a paragraph of the body belongs to.
  static xml_node section_of(const xml_node& paragraph) {
    for (xml_node n = paragraph; n; n = n.next_sibling()) {
      if (local(n) == "sectPr") return n;
      if (const xml_node own = child(child(n, "pPr"), "sectPr")) return own;
    }
    return {};
  }
  static docx::PageFrame frame_of(const xml_node& section) {
    docx::PageFrame out;
    const xml_node size = child(section, "pgSz"), margins = child(section, "pgMar");
    const int width = number_of(size, "w:w"), height = number_of(size, "w:h");
    const int beside = number_of(margins, "w:left") + number_of(margins, "w:right");
    if (width <= beside || height <= beside) return out;
    out.text_width = width - beside;
    out.landscape_width = height - beside;
    if (width > height) return out;  // all of it lies across already
    xml_document copy;
    xml_node upright = copy.append_copy(section);
    xml_node type = child(upright, "type");
    if (!type) {
      xml_node after;
      for (const xml_node& c : upright.children())
        if (const auto name = local(c); name == "headerReference" || name == "footerReference" || name == "footnotePr" || name == "endnotePr") after = c;
      type = after ? upright.insert_child_after("w:type", after) : upright.prepend_child("w:type");
    }
    if (!type.attribute("w:val")) type.append_attribute("w:val");
    type.attribute("w:val").set_value("nextPage");
    out.portrait = written(copy);
    xml_node across = child(upright, "pgSz");
    across.attribute("w:w").set_value(height);
    across.attribute("w:h").set_value(width);
    if (!across.attribute("w:orient")) across.append_attribute("w:orient");
    across.attribute("w:orient").set_value("landscape");
    out.landscape = written(copy);
    return out;
  }

  Result<void> place(const Document& report) {
    if (styles_part_.empty()) return no_template("This template has no styles.");
    HEED_ASSIGN(styles_, load(styles_part_));
    const xml_node body = child(words_.front().tree->document_element(), "body");
    xml_node at, contents;
    for (const xml_node& p : body.children()) {
      if (local(p) != "p") continue;
      const std::string words = squeezed(all_text(p));
      if (words.size() > 40 || words.find("{{") == words.npos) continue;
      const std::string name = lower_ascii(words);
      if (name.find("report") != name.npos) at = p;
      else contents = p;
    }
    int list = 1, mark = 1;
    if (!numbering_part_.empty()) {
      HEED_ASSIGN(numbering_, load(numbering_part_));
      for (const xml_node& n : numbering_->document_element().children())
        list = std::max({list, number_of(n, "w:numId") + 1, number_of(n, "w:abstractNumId") + 1});
    }
    words_.front().tree->find_node([&](const xml_node& n) {
      if (local(n) == "bookmarkStart") mark = std::max(mark, number_of(n, "w:id") + 1);
      return false;
    });
    const xml_node section = section_of(at);
    docx::BodyWriter writer(report, style_names(at), frame_of(section), list, mark);
    if (contents) {
      docx::BodyWriter entries(report, style_names(at), {}, list, mark);
      entries.contents();
      insert(entries.xml(), contents);
      has_contents_ = true;
    }
    writer.blocks();
    // A wide table at the very end leaves its section to the file's last properties; elsewhere words follow upright.
    const bool last = local(at.next_sibling()) == "sectPr";
    if (writer.ends_across() && last) {
      xml_document across;
      across.load_string(fmt::format("<w:body {}>{}</w:body>", kWord, frame_of(section).landscape).c_str());
      const xml_node size = child(child(across.document_element(), "sectPr"), "pgSz");
      xml_node own = child(section, "pgSz");
      for (const auto& a : size.attributes()) {
        if (!own.attribute(a.name())) own.append_attribute(a.name());
        own.attribute(a.name()).set_value(a.value());
      }
    } else {
      writer.close_section();
    }
    const xml_node first = insert(writer.xml(), at);
    number_sections(first, section);

    if (!writer.lists().empty()) {
      if (!numbering_) {
        numbering_part_ = folder() + "numbering.xml";
        numbering_ = std::make_unique<xml_document>();
        numbering_->load_string(fmt::format("<w:numbering {}/>", kWord).c_str());
        xml_node type = types_->document_element().append_child("Override");
        type.append_attribute("PartName") = ("/" + numbering_part_).c_str();
        type.append_attribute("ContentType") = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
        relationships_ += "<Relationship Id=\"rHeedNumbering\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" "
                          "Target=\"numbering.xml\"/>";
      }
      xml_document made;
      made.load_string(fmt::format("<w:numbering {}>{}{}</w:numbering>", kWord, writer.lists().definitions(), writer.lists().instances()).c_str());
      xml_node root = numbering_->document_element();
      const xml_node first_instance = child(root, "num"), last = child(root, "numIdMacAtCleanup");
      for (const xml_node& n : made.document_element().children()) {
        const bool definition = local(n) == "abstractNum";
        const xml_node before = definition && first_instance ? first_instance : last;
        if (before) root.insert_copy_before(n, before);
        else root.append_copy(n);
      }
    }
    relationships_ += docx::relationships(writer);
    for (const auto& picture : writer.pictures()) set(folder() + picture.name, std::string(picture.bytes));
    if (!writer.pictures().empty()) know_pictures();
    return {};
  }

  void know_pictures() {
    xml_node root = types_->document_element();
    for (const auto& [ending, type] : docx::kPictureTypes) {
      bool known = false;
      for (const xml_node& n : root.children()) known = known || (local(n) == "Default" && lower_ascii(attribute(n, "Extension")) == ending);
      if (known) continue;
      xml_node made = root.prepend_child("Default");
      made.append_attribute("Extension") = ending;
      made.append_attribute("ContentType") = type;
    }
  }

  /// Puts what the writer made where a paragraph stood; gives back the first of it.
  xml_node insert(const std::string& xml, xml_node at) {
    xml_document made;
    made.load_string(fmt::format("<w:body {}>{}</w:body>", kWord, xml).c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    xml_node first, body = at.parent();
    for (const xml_node& n : made.document_element().children()) {
      const xml_node one = body.insert_copy_before(n, at);
      if (!first) first = one;
    }
    body.remove_child(at);
    return first;
  }

  /// The first section of the report begins as the template's does; those after it show no title page and go on counting.
  static void number_sections(xml_node from, const xml_node& last) {
    bool begun = false;
    for (xml_node n = from; n; n = n.next_sibling()) {
      xml_node section = local(n) == "sectPr" ? n : child(child(n, "pPr"), "sectPr");
      if (!section) continue;
      if (begun) {
        if (xml_node title = child(section, "titlePg")) section.remove_child(title);
        if (xml_node numbers = child(section, "pgNumType")) numbers.remove_attribute("w:start");
        if (section == last) break;
      }
      begun = true;
      if (section == last) break;
    }
  }

  std::string folder() const {
    const std::size_t slash = main_.rfind('/');
    return slash == main_.npos ? std::string() : main_.substr(0, slash + 1);
  }

  Result<std::string> finish(const WriteOptions& options) {
    for (const Words& w : words_) set(w.part, kDeclaration + templates::unbraced(written(*w.tree)));
    set(styles_part_, kDeclaration + written(*styles_));
    if (numbering_) set(numbering_part_, kDeclaration + written(*numbering_));
    set("[Content_Types].xml", kDeclaration + written(*types_));
    const std::string rels_part = folder() + "_rels/" + main_.substr(folder().size()) + ".rels";
    std::string rels = bytes_of(rels_part) ? *bytes_of(rels_part) : std::string();
    const std::size_t end = rels.rfind("</");
    if (end == rels.npos)
      rels = std::string(kDeclaration) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relationships_ + "</Relationships>";
    else rels.insert(end, relationships_);
    set(rels_part, rels);
    settings();
    // Whoever made the template is not who wrote the report.
    for (ZipPart& p : parts_) {
      if (p.name == "docProps/core.xml")
        p.bytes = std::string(kDeclaration) +
                  "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + xml_escaped(options.title) + "</dc:title><dc:language>" +
                  xml_escaped(options.language) + "</dc:language></cp:coreProperties>";
      if (p.name == "docProps/app.xml")
        p.bytes = std::string(kDeclaration) +
                  "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Heed</Application></Properties>";
    }
    return pack(parts_);
  }

  /// Word fills a contents field when it opens the file; a template that stood elsewhere is forgotten.
  void settings() {
    if (settings_part_.empty()) return;
    auto tree = load(settings_part_);
    if (!tree.ok()) return;
    xml_node root = (*tree)->document_element();
    if (xml_node attached = child(root, "attachedTemplate")) root.remove_child(attached);
    if (has_contents_ && !child(root, "updateFields")) {
      // Before the first of what comes after it in the schema.
      xml_node before;
      for (const xml_node& c : root.children())
        for (const char* later : {"hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
                                  "clrSchemeMapping", "doNotIncludeSubdocsInStats", "shapeDefaults", "decimalSymbol", "listSeparator"})
          if (!before && local(c) == later) before = c;
      xml_node made = before ? root.insert_child_before("w:updateFields", before) : root.append_child("w:updateFields");
      made.append_attribute("w:val") = "true";
    }
    set(settings_part_, kDeclaration + written(**tree));
  }

  Limits limits_;
  std::vector<ZipPart> parts_;
  std::vector<Words> words_;
  std::unique_ptr<xml_document> types_, styles_, numbering_, own_styles_;
  std::string main_, styles_part_, numbering_part_, settings_part_, relationships_;
  bool has_contents_ = false;
};

}  // namespace

Result<std::vector<TemplateField>> template_fields(std::string_view bytes, const Limits& limits) {
  HEED_ASSIGN(Template opened, Template::open(bytes, limits));
  std::vector<TemplateField> out;
  for (const auto& w : opened.words()) {
    HEED_ASSIGN(const auto all, templates::markers(w.tree->document_element(), w.name));
    for (const templates::Marker& m : all) {
      const std::string sign = m.kind == templates::Marker::Kind::Open ? "#" : m.kind == templates::Marker::Kind::Close ? "/" : "";
      out.push_back({sign + m.name, {w.name, fmt::format("paragraph {}", m.number)}});
    }
  }
  return out;
}

Result<std::string> fill_template(std::string_view bytes, const TemplateValues& values, const Document& report, const WriteOptions& options,
                                  const Limits& limits) {
  HEED_ASSIGN(Template opened, Template::open(bytes, limits));
  return opened.fill(values, report, options);
}

}  // namespace heed::document

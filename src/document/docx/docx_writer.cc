// write_docx: WordprocessingML in the order the schema wants (ECMA-376 part 1, 17), so that Word and LibreOffice open it
// without repairing it.
#include "document/docx/body_writer.h"
#include "document/docx/style_definitions.h"
#include "document/encoding.h"
#include "document/pdf_write/heading_pages.h"
#include "document/zip.h"

namespace heed::document {
namespace {

using docx::BodyWriter;
using docx::PageFrame;
using docx::StyleNames;

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kWord =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A4, margins of 2.54 cm. Every section names its header and footer, for one that names none shows those of the section before.
std::string section(bool landscape, bool new_page) {
  return fmt::format("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader\"/><w:footerReference w:type=\"default\" r:id=\"rFooter\"/>{}"
                     "<w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" "
                     "w:footer=\"708\" w:gutter=\"0\"/></w:sectPr>",
                     new_page ? "<w:type w:val=\"nextPage\"/>" : "", landscape ? 16838 : 11906, landscape ? 11906 : 16838,
                     landscape ? " w:orient=\"landscape\"" : "");
}

PageFrame frame() {
  PageFrame out;
  out.portrait = section(false, true);
  out.landscape = section(true, true);
  return out;
}

class Writer {
 public:
  Writer(const Document& document, const WriteOptions& options)
      : document_(document), options_(options), body_(document, StyleNames(), frame()) {}

  std::string write() {
    const bool titled = !document_.blocks.empty() && squeezed(document_.blocks.front().text()) == squeezed(options_.title);
    if (!options_.title.empty() && !titled) body_.line("Title", options_.title);
    if (options_.contents) body_.contents(pdf_write::pages_of_headings(document_, options_));
    body_.blocks();
    std::vector<ZipPart> parts;
    parts.push_back({"[Content_Types].xml", content_types()});
    parts.push_back({"_rels/.rels", package_relationships()});
    parts.push_back({"docProps/app.xml", std::string(kDeclaration) +
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        "<Application>Heed</Application></Properties>"});
    parts.push_back({"docProps/core.xml", core()});
    parts.push_back({"word/document.xml", std::string(kDeclaration) + "<w:document " + kWord + "><w:body>" + body_.xml() + section(body_.ends_across(), body_.ends_across()) +
                                              "</w:body></w:document>"});
    parts.push_back({"word/_rels/document.xml.rels", relationships()});
    parts.push_back({"word/styles.xml", kDeclaration + docx::style_definitions(options_.language)});
    parts.push_back({"word/numbering.xml", std::string(kDeclaration) + "<w:numbering " + kWord + ">" + body_.lists().definitions() +
                                               body_.lists().instances() + "</w:numbering>"});
    parts.push_back({"word/settings.xml", settings()});
    parts.push_back({"word/fontTable.xml", std::string(kDeclaration) + "<w:fonts " + kWord +
        "><w:font w:name=\"Arial\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"});
    parts.push_back({"word/header1.xml", header()});
    parts.push_back({"word/footer1.xml", footer()});
    for (const auto& picture : body_.pictures()) parts.push_back({"word/" + picture.name, std::string(picture.bytes)});
    return pack(parts);
  }

 private:
  std::string header() const {
    std::string x = std::string(kDeclaration) + "<w:hdr " + kWord + "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>";
    if (!options_.marking.empty())
      x += "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" + xml_escaped(options_.marking) + "</w:t></w:r>";
    return x + "</w:p></w:hdr>";
  }
  std::string footer() const {
    std::string x = std::string(kDeclaration) + "<w:ftr " + kWord + ">";
    const auto line = [&](std::string_view words, bool bold) {
      x += "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r>";
      if (bold) x += "<w:rPr><w:b/></w:rPr>";
      x += "<w:t xml:space=\"preserve\">" + xml_escaped(words) + "</w:t></w:r></w:p>";
    };
    if (!options_.footer.empty()) line(options_.footer, false);
    if (!options_.marking.empty()) line(options_.marking, true);
    const auto field = [](const char* name) {
      return fmt::format("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText>"
                         "</w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
                         "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", name);
    };
    if (options_.page_numbers)
      x += "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>" + field("PAGE") +
           "<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>" + field("NUMPAGES") + "</w:p>";
    if (x.ends_with(">") && x.find("<w:p>") == std::string::npos) x += "<w:p/>";
    return x + "</w:ftr>";
  }

  std::string content_types() const {
    std::string x = std::string(kDeclaration) +
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    if (!body_.pictures().empty())
      for (const auto& [ending, type] : docx::kPictureTypes) x += fmt::format("<Default Extension=\"{}\" ContentType=\"{}\"/>", ending, type);
    x += "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
    for (const auto& [part, type] : std::initializer_list<std::pair<const char*, const char*>>{
             {"document", "document.main"}, {"styles", "styles"}, {"numbering", "numbering"}, {"settings", "settings"},
             {"fontTable", "fontTable"}, {"header1", "header"}, {"footer1", "footer"}})
      x += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                       "wordprocessingml.{}+xml\"/>", part, type);
    return x + "</Types>";
  }
  static std::string package_relationships() {
    return std::string(kDeclaration) +
           "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
           "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
           "Target=\"word/document.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
           "Target=\"docProps/core.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" "
           "Target=\"docProps/app.xml\"/></Relationships>";
  }
  std::string relationships() const {
    std::string x = std::string(kDeclaration) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (const auto& [id, type, target] : std::initializer_list<std::tuple<const char*, const char*, const char*>>{
             {"rStyles", "styles", "styles.xml"}, {"rNumbering", "numbering", "numbering.xml"}, {"rSettings", "settings", "settings.xml"},
             {"rFonts", "fontTable", "fontTable.xml"}, {"rHeader", "header", "header1.xml"}, {"rFooter", "footer", "footer1.xml"}})
      x += fmt::format("<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}\" "
                       "Target=\"{}\"/>", id, type, target);
    return x + docx::relationships(body_) + "</Relationships>";
  }
  std::string core() const {
    return std::string(kDeclaration) +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + xml_escaped(options_.title) + "</dc:title><dc:language>" +
           xml_escaped(options_.language) + "</dc:language></cp:coreProperties>";
  }
  std::string settings() const {
    return std::string(kDeclaration) + "<w:settings " + kWord + "><w:zoom w:percent=\"100\"/>" +
           "<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>" +
           (options_.contents ? "<w:updateFields w:val=\"true\"/>" : "") +
           "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
           "<w:themeFontLang w:val=\"" + xml_escaped(options_.language) + "\"/></w:settings>";
  }
  const Document& document_;
  const WriteOptions& options_;
  BodyWriter body_;
};

}  // namespace

std::string write_docx(const Document& document, const WriteOptions& options) { return Writer(document, options).write(); }

}  // namespace heed::document

// write_docx: WordprocessingML in the order the schema wants (ECMA-376 part 1, 17), so that Word and LibreOffice open it
// without repairing it.
#include "document/docx/docx_lists.h"
#include "document/encoding.h"
#include "document/safe_link.h"
#include "document/zip.h"

namespace heed::document {
namespace {

using docx::ListPlan;

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kWord =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr int kTextWidth = 9026;  // A4 less margins of 2.54 cm, in twentieths of a point

class Writer {
 public:
  Writer(const Document& document, const WriteOptions& options)
      : document_(document), options_(options), lists_(document.blocks) {}

  std::string write() {
    body();
    std::vector<ZipPart> parts;
    parts.push_back({"[Content_Types].xml", content_types()});
    parts.push_back({"_rels/.rels", package_relationships()});
    parts.push_back({"docProps/app.xml", std::string(kDeclaration) +
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        "<Application>Heed</Application></Properties>"});
    parts.push_back({"docProps/core.xml", core()});
    parts.push_back({"word/document.xml", std::move(out_)});
    parts.push_back({"word/_rels/document.xml.rels", relationships()});
    parts.push_back({"word/styles.xml", styles()});
    parts.push_back({"word/numbering.xml", lists_.numbering_xml(kDeclaration)});
    parts.push_back({"word/settings.xml", settings()});
    parts.push_back({"word/fontTable.xml", std::string(kDeclaration) + "<w:fonts " + kWord +
        "><w:font w:name=\"Arial\"><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"});
    parts.push_back({"word/header1.xml", header()});
    parts.push_back({"word/footer1.xml", footer()});
    return pack(parts);
  }

 private:
  void text(std::string_view s) {
    // Tabs and line ends are elements of their own.
    const std::string clean = xml_text(s);
    std::size_t from = 0;
    const auto piece = [&](std::size_t to) {
      if (to > from)
        out_ += "<w:t xml:space=\"preserve\">" + xml_escaped(std::string_view(clean).substr(from, to - from)) + "</w:t>";
    };
    for (std::size_t i = 0; i < clean.size(); ++i) {
      if (clean[i] != '\n' && clean[i] != '\t' && clean[i] != '\r') continue;
      piece(i);
      from = i + 1;
      if (clean[i] == '\n') out_ += "<w:br/>";
      if (clean[i] == '\t') out_ += "<w:tab/>";
    }
    piece(clean.size());
  }

  void run(const Run& r) {
    if (r.deleted || r.text.empty()) return;
    const bool link = is_safe_link(r.link);
    if (link) {
      links_.push_back(r.link);
      out_ += fmt::format("<w:hyperlink r:id=\"rLink{}\">", links_.size());
    }
    out_ += "<w:r>";
    if (r.bold || r.italic || r.underline || r.hidden || link) {
      out_ += "<w:rPr>";
      if (link) out_ += "<w:rStyle w:val=\"Hyperlink\"/>";
      if (r.bold) out_ += "<w:b/>";
      if (r.italic) out_ += "<w:i/>";
      if (r.hidden) out_ += "<w:vanish/>";
      if (r.underline && !link) out_ += "<w:u w:val=\"single\"/>";
      out_ += "</w:rPr>";
    }
    text(r.text);
    out_ += "</w:r>";
    if (link) out_ += "</w:hyperlink>";
  }

  void open(std::string_view style, std::string_view more = {}) {
    out_ += "<w:p>";
    if (!style.empty() || !more.empty()) {
      out_ += "<w:pPr>";
      if (!style.empty()) out_ += fmt::format("<w:pStyle w:val=\"{}\"/>", style);
      out_ += more;
      out_ += "</w:pPr>";
    }
  }
  void close() { out_ += "</w:p>"; }
  void plain(std::string_view style, std::string_view words) {
    open(style);
    out_ += "<w:r>";
    text(words);
    out_ += "</w:r>";
    close();
  }

  void block(const Block& b, bool top) {
    switch (b.kind) {
      case BlockKind::Heading: {
        const int level = std::clamp(b.level, 1, 6);
        open(fmt::format("Heading{}", level));
        const int mark = top && level <= 3 ? ++marks_ : 0;
        if (mark) out_ += fmt::format("<w:bookmarkStart w:id=\"{}\" w:name=\"_Toc{:06}\"/>", mark, mark);
        label(b);
        for (const Run& r : b.runs) run(r);
        if (mark) out_ += fmt::format("<w:bookmarkEnd w:id=\"{}\"/>", mark);
        close();
        break;
      }
      case BlockKind::ListItem: {
        const auto place = top ? lists_.find(&b) : std::nullopt;
        const int level = std::clamp(b.level, 0, 8);
        if (place) {
          open("ListParagraph", fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", level, *place));
        } else {
          open("ListParagraph", fmt::format("<w:ind w:left=\"{}\" w:hanging=\"360\"/>", 720 + 360 * level));
          label(b, "\t");
        }
        for (const Run& r : b.runs) run(r);
        close();
        break;
      }
      case BlockKind::Paragraph:
        open("");
        label(b);
        for (const Run& r : b.runs) run(r);
        close();
        break;
      case BlockKind::Note:
        open("Note");
        label(b);
        for (const Run& r : b.runs) run(r);
        close();
        break;
      case BlockKind::PageBreak: out_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"; break;
      case BlockKind::Table: table(b); break;
    }
  }
  void label(const Block& b, std::string_view after = " ") {
    if (b.label.empty()) return;
    out_ += "<w:r>";
    text(b.label + std::string(after));
    out_ += "</w:r>";
  }

  void table(const Block& b) {
    if (!b.caption.empty()) plain("Caption", b.caption);
    std::size_t columns = 1;
    for (const Row& row : b.rows) columns = std::max(columns, row.cells.size());
    columns = std::min<std::size_t>(columns, 63);  // what Word allows
    // Widths follow the longest words of each column, so that dates do not take a third of the page.
    std::vector<double> weight(columns, 8);
    for (const Row& row : b.rows)
      for (std::size_t c = 0; c < columns && c < row.cells.size(); ++c)
        if (row.cells[c].columns == 1) weight[c] = std::max(weight[c], std::min<double>(60, static_cast<double>(row.cells[c].text.size())));
    double all = 0;
    for (const double w : weight) all += w;
    std::vector<int> widths;
    for (const double w : weight) widths.push_back(static_cast<int>(kTextWidth * w / all));
    out_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
            "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
            "w:noVBand=\"1\"/>";
    if (!b.caption.empty()) out_ += "<w:tblCaption w:val=\"" + xml_escaped(b.caption) + "\"/>";
    out_ += "</w:tblPr><w:tblGrid>";
    for (const int w : widths) out_ += fmt::format("<w:gridCol w:w=\"{}\"/>", w);
    out_ += "</w:tblGrid>";
    struct Down {
      int rows = 0;
      std::size_t columns = 1;
    };
    std::map<std::size_t, Down> down;
    bool heads = true;  // only the rows at the top repeat on the next page
    for (const Row& row : b.rows) {
      heads = heads && row.header;
      out_ += "<w:tr>";
      out_ += heads ? "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:trPr><w:cantSplit/></w:trPr>";
      for (std::size_t c = 0; c < columns;) {
        static const Cell kNone;
        const Cell& cell = c < row.cells.size() ? row.cells[c] : kNone;
        auto above = down.find(c);
        const bool continues = above != down.end() && above->second.rows > 0 && (cell.covered || c >= row.cells.size());
        std::size_t span = continues ? above->second.columns : static_cast<std::size_t>(std::max(cell.columns, 1));
        span = std::min(span, columns - c);
        int width = 0;
        for (std::size_t i = c; i < c + span; ++i) width += widths[i];
        out_ += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
        if (span > 1) out_ += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
        if (continues) {
          out_ += "<w:vMerge/>";
          --above->second.rows;
        } else if (cell.rows > 1) {
          out_ += "<w:vMerge w:val=\"restart\"/>";
          down[c] = {cell.rows - 1, span};
        } else if (above != down.end()) {
          down.erase(above);
        }
        if (heads) out_ += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E9EC\"/>";
        out_ += "</w:tcPr>";
        const std::size_t before = out_.size();
        if (!cell.blocks.empty()) {
          for (const Block& inner : cell.blocks) block(inner, false);
          // A cell must end with a paragraph.
          if (cell.blocks.back().kind == BlockKind::Table) out_ += "<w:p/>";
        } else if (!cell.text.empty()) {
          open("");
          out_ += heads ? "<w:r><w:rPr><w:b/></w:rPr>" : "<w:r>";
          text(cell.text);
          out_ += "</w:r>";
          close();
        }
        if (out_.size() == before) out_ += "<w:p/>";
        out_ += "</w:tc>";
        c += span;
      }
      out_ += "</w:tr>";
    }
    // Two tables without a paragraph between them would become one.
    out_ += "</w:tbl><w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>";
  }

  void contents() {
    std::vector<std::pair<int, std::string>> entries;
    for (const Block& b : document_.blocks)
      if (b.kind == BlockKind::Heading && std::clamp(b.level, 1, 6) <= 3)
        entries.emplace_back(std::clamp(b.level, 1, 6), (b.label.empty() ? "" : b.label + " ") + b.text());
    plain("ContentsHeading", "Contents");
    for (std::size_t i = 0; i < entries.size() || i == 0; ++i) {
      open(entries.empty() ? "" : fmt::format("TOC{}", entries[i].first));
      if (i == 0)
        out_ += "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o "
                "&quot;1-3&quot; \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
      if (!entries.empty()) {
        out_ += fmt::format("<w:hyperlink w:anchor=\"_Toc{:06}\" w:history=\"1\"><w:r>", i + 1);
        text(entries[i].second);
        out_ += "</w:r></w:hyperlink>";
      }
      if (i + 1 >= entries.size()) out_ += "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
      close();
      if (entries.empty()) break;
    }
  }

  void body() {
    out_ = std::string(kDeclaration) + "<w:document " + kWord + "><w:body>";
    const bool titled = !document_.blocks.empty() && squeezed(document_.blocks.front().text()) == squeezed(options_.title);
    if (!options_.title.empty() && !titled) plain("Title", options_.title);
    if (options_.contents) contents();
    for (const Block& b : document_.blocks) block(b, true);
    bool first = true;
    for (const Block& b : document_.apart) {
      if (!b.place.part.starts_with("footnote") && !b.place.part.starts_with("endnote")) continue;
      if (first) plain("Heading1", "Notes");
      first = false;
      Block note = b;
      if (!note.label.empty()) note.label = "[" + note.label + "]";
      block(note, false);
    }
    out_ += "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader\"/><w:footerReference w:type=\"default\" "
            "r:id=\"rFooter\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" "
            "w:left=\"1440\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
  }

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
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
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
    for (std::size_t i = 0; i < links_.size(); ++i)
      x += fmt::format("<Relationship Id=\"rLink{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
                       "Target=\"{}\" TargetMode=\"External\"/>", i + 1, xml_escaped(links_[i]));
    return x + "</Relationships>";
  }
  std::string core() const {
    return std::string(kDeclaration) +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + xml_escaped(options_.title) + "</dc:title><dc:language>" +
           xml_escaped(options_.language) + "</dc:language></cp:coreProperties>";
  }
  std::string settings() const {
    return std::string(kDeclaration) + "<w:settings " + kWord + "><w:zoom w:percent=\"100\"/>" +
           (options_.contents ? "<w:updateFields w:val=\"true\"/>" : "") +
           "<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
           "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
           "<w:themeFontLang w:val=\"" + xml_escaped(options_.language) + "\"/></w:settings>";
  }
  std::string styles() const {
    std::string x = std::string(kDeclaration) + "<w:styles " + kWord + "><w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"
        "<w:lang w:val=\"" + xml_escaped(options_.language) + "\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>"
        "<w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
        "<w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
        "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>"
        "</w:tblPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>"
        "<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>"
        "<w:rPr><w:b/><w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/></w:rPr></w:style>";
    constexpr int kSizes[] = {36, 30, 26, 24, 24, 24};
    for (int level = 1; level <= 6; ++level)
      x += fmt::format("<w:style w:type=\"paragraph\" w:styleId=\"Heading{0}\"><w:name w:val=\"heading {0}\"/><w:basedOn w:val=\"Normal\"/>"
                       "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>"
                       "<w:spacing w:before=\"{2}\" w:after=\"120\"/><w:outlineLvl w:val=\"{1}\"/></w:pPr>"
                       "<w:rPr><w:b/>{4}<w:sz w:val=\"{3}\"/><w:szCs w:val=\"{3}\"/></w:rPr></w:style>",
                       level, level - 1, level <= 2 ? 360 : 240, kSizes[level - 1], level >= 5 ? "<w:i/>" : "");
    for (int level = 1; level <= 3; ++level)
      x += fmt::format("<w:style w:type=\"paragraph\" w:styleId=\"TOC{0}\"><w:name w:val=\"toc {0}\"/><w:basedOn w:val=\"Normal\"/>"
                       "<w:next w:val=\"Normal\"/><w:uiPriority w:val=\"39\"/><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" "
                       "w:pos=\"{2}\"/></w:tabs><w:spacing w:after=\"80\"/><w:ind w:left=\"{1}\"/></w:pPr></w:style>",
                       level, (level - 1) * 240, kTextWidth);
    const auto simple = [&](const char* id, const char* name, const char* paragraph, const char* run) {
      x += fmt::format("<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>{}{}</w:style>", id,
                       name, paragraph, run);
    };
    simple("ContentsHeading", "Contents Heading", "<w:pPr><w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/></w:pPr>",
           "<w:rPr><w:b/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/></w:rPr>");
    simple("ListParagraph", "List Paragraph", "<w:pPr><w:spacing w:after=\"80\"/><w:ind w:left=\"720\"/></w:pPr>", "");
    simple("Caption", "caption", "<w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"80\"/></w:pPr>", "<w:rPr><w:b/></w:rPr>");
    simple("Note", "Note", "<w:pPr><w:spacing w:after=\"80\"/></w:pPr>", "<w:rPr><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/></w:rPr>");
    simple("Header", "header", "<w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr>", "");
    simple("Footer", "footer", "<w:pPr><w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr>",
           "<w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>");
    x += "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4F9E\"/>"
         "<w:u w:val=\"single\"/></w:rPr></w:style>"
         "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>"
         "<w:pPr><w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:tblPr><w:tblBorders>";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
      x += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"6B7280\"/>", side);
    return x + "</w:tblBorders></w:tblPr></w:style></w:styles>";
  }

  const Document& document_;
  const WriteOptions& options_;
  ListPlan lists_;
  std::string out_;
  std::vector<std::string> links_;
  int marks_ = 0;
};

}  // namespace

std::string write_docx(const Document& document, const WriteOptions& options) { return Writer(document, options).write(); }

}  // namespace heed::document

#include "document/docx/style_definitions.h"

#include "document/encoding.h"

namespace heed::document::docx {
namespace {

constexpr int kTextWidth = 9026;  // A4 less margins of 2.54 cm, in twentieths of a point

}  // namespace

std::string style_definitions(std::string_view language) {
  std::string x = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>"
      "<w:rFonts w:ascii=\"Arial\" w:eastAsia=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>"
      "<w:lang w:val=\"" + xml_escaped(language) + "\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
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

}  // namespace heed::document::docx

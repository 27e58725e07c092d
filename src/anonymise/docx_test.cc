// A DOCX with listed values planted in every corner that such a file has; after anonymising none is left, by the proof and by
// an independent search of the unpacked parts. Every name is invented.
#include <gtest/gtest.h>

#include "anonymise/prove.h"
#include "anonymise/replace.h"
#include "base/ascii.h"
#include "document/picture_fixture.h"
#include "document/zip.h"

namespace heed::anonymise {
namespace {

using document::ZipPart;

constexpr const char* kW =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

std::string xml(const std::string& s) { return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + s; }
std::string be32(std::uint32_t v) { return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)}; }
std::string chunk(const std::string& type, const std::string& data) { return be32(static_cast<std::uint32_t>(data.size())) + type + data + "crc0"; }
std::string png() {
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", std::string(13, '\1')) + chunk("tEXt", std::string("Author\0Brevanth Koldermaine", 27)) + chunk("IDAT", "pixels") + chunk("IEND", "") +
         "Koldermaine after the end";
}

std::vector<ZipPart> parts() {
  const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  auto over = [](const std::string& part, const std::string& t) { return "<Override PartName=\"/" + part + "\" ContentType=\"" + t + "\"/>"; };
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  auto relation = [&](const std::string& id, const std::string& kind, const std::string& target, bool external = false) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + rel + kind + "\" Target=\"" + target + "\"" + (external ? " TargetMode=\"External\"" : "") + "/>";
  };
  auto rels = [](const std::string& inside) { return xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inside + "</Relationships>"); };
  auto run = [](const std::string& t) { return "<w:r><w:t xml:space=\"preserve\">" + t + "</w:t></w:r>"; };
  const std::string body =
      "<w:p w:rsidR=\"00AB\"><w:pPr><w:pStyle w:val=\"Koldermaine1\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Brev</w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:t xml:space=\"preserve\">anth </w:t></w:r>"
      "<w:r><w:rPr><w:i/></w:rPr><w:t>Kolder</w:t></w:r><w:bookmarkStart w:id=\"1\" w:name=\"Koldermaine_home\"/><w:r><w:t xml:space=\"preserve\">maine went home.</w:t></w:r></w:p>"
      "<w:p>" + run("Mr Kolder") + "<w:r><w:softHyphen/></w:r>" + run("maine\xE2\x80\x99s brother; KOLDERMAINE") + "</w:p>"
      "<w:p><w:ins w:id=\"2\" w:author=\"Brevanth Koldermaine\" w:date=\"2019-01-01T00:00:00Z\">" + run("Inserted Kol") + "</w:ins>" + run("dermaine stays.") +
      "<w:del w:id=\"3\" w:author=\"B Koldermaine\"><w:r><w:delText>Deleted Koldermaine</w:delText></w:r></w:del></w:p>"
      "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden Koldermaine</w:t></w:r><w:commentRangeStart w:id=\"0\"/>" + run("Seen.") + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"
      "<w:p><w:hyperlink r:id=\"rIdLink\" w:tooltip=\"Koldermaine page\">" + run("a link") + "</w:hyperlink><w:hyperlink r:id=\"rIdGood\">" + run("a good link") + "</w:hyperlink></w:p>"
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"mailto:b.kold</w:instrText></w:r><w:r><w:instrText>ermaine@example.org\"</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + run("mail") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
      "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Box\" descr=\"Photo of Brevanth Koldermaine\"/><a:graphic><a:graphicData>"
      "<w:txbxContent><w:p>" + run("Box: Koldermaine") + "</w:p></w:txbxContent></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt=\"Koldermaine\">"
      "<v:textbox><w:txbxContent><w:p>" + run("Box: Koldermaine") + "</w:p></w:txbxContent></v:textbox><v:textpath string=\"KOLDERMAINE\"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>" +
      run(" tail") + "</w:p>"
      "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"2\" name=\"p\"/><a:blip r:embed=\"rIdPng\"/></wp:inline></w:drawing></w:r><w:r><w:object><v:imagedata r:id=\"rIdOle\"/></w:object></w:r></w:p>"
      "<w:p><w:r><w:drawing><a:blip r:embed=\"rIdEmf\"/></w:drawing></w:r></w:p>"
      "<w:tbl><w:tr><w:tc><w:p>" + run("Will") + "</w:p></w:tc><w:tc><w:p>" + run("Young") + "</w:p></w:tc></w:tr>"
      "<w:tr><w:trPr><w:del w:author=\"x\"/></w:trPr><w:tc><w:p>" + run("Koldermaine row") + "</w:p></w:tc></w:tr></w:tbl>"
      "<w:p>" + run("Call 07700 ") + run("900123 or see <![CDATA[Koldermaine]]> &#75;oldermaine. He died on 12") + run(" May 2019.") + "</w:p>"
      "<w:sdt><w:sdtPr><w:alias w:val=\"Koldermaine\"/><w:dataBinding w:xpath=\"/k\"/></w:sdtPr><w:sdtContent><w:p>" + run("x") + "</w:p></w:sdtContent></w:sdt><!-- Koldermaine -->";
  const std::string doc = "word/document.xml";
  return {
      {"[Content_Types].xml",
       xml("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
           "<Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>" +
           over(doc, type + "document.main+xml") + over("word/header1.xml", type + "header+xml") + over("word/footer1.xml", type + "footer+xml") +
           over("word/footnotes.xml", type + "footnotes+xml") + over("word/endnotes.xml", type + "endnotes+xml") + over("word/comments.xml", type + "comments+xml") +
           over("word/people.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml") + over("word/styles.xml", type + "styles+xml") +
           over("word/settings.xml", type + "settings+xml") + over("word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml") +
           over("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + over("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml") +
           over("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml") + "</Types>")},
      {"_rels/.rels", rels(relation("rId1", "officeDocument", doc) + relation("rId2", "core-properties", "docProps/core.xml") + relation("rId3", "thumbnail", "docProps/thumbnail.jpeg"))},
      {doc, xml(std::string("<w:document ") + kW + "><w:body>" + body + "</w:body></w:document>")},
      {"word/_rels/document.xml.rels",
       rels(relation("rIdLink", "hyperlink", "https://example.org/Kolderm%61ine", true) + relation("rIdGood", "hyperlink", "https://example.org/help", true) +
            relation("rIdPng", "image", "media/koldermaine.png") + relation("rIdOle", "oleObject", "embeddings/oleObject1.bin") + relation("rIdEmf", "image", "media/image2.emf") +
            relation("rIdC", "comments", "comments.xml") + relation("rIdH", "header", "header1.xml") + relation("rIdX", "customXml", "../customXml/item1.xml"))},
      {"word/header1.xml", xml(std::string("<w:hdr ") + kW + "><w:p>" + run("Re: Koldermaine, B.") + "</w:p></w:hdr>")},
      {"word/footer1.xml", xml(std::string("<w:ftr ") + kW + "><w:p>" + run("B. Koldermaine") + "</w:p></w:ftr>")},
      {"word/footnotes.xml", xml(std::string("<w:footnotes ") + kW + "><w:footnote w:id=\"1\"><w:p>" + run("Brevanth") + "</w:p></w:footnote></w:footnotes>")},
      {"word/endnotes.xml", xml(std::string("<w:endnotes ") + kW + "><w:endnote w:id=\"1\"><w:p>" + run("KoLdErMaInE") + "</w:p></w:endnote></w:endnotes>")},
      {"word/comments.xml", xml(std::string("<w:comments ") + kW + "><w:comment w:author=\"B Koldermaine\"><w:p>" + run("Koldermaine") + "</w:p></w:comment></w:comments>")},
      {"word/people.xml", xml("<w15:people xmlns:w15=\"x\"><w15:person w15:author=\"Koldermaine\"/></w15:people>")},
      {"word/styles.xml", xml(std::string("<w:styles ") + kW + "><w:style w:styleId=\"Koldermaine1\"><w:name w:val=\"Koldermaine heading\"/></w:style></w:styles>")},
      {"word/settings.xml", xml(std::string("<w:settings ") + kW + "><w:rsids><w:rsid w:val=\"00AB\"/></w:rsids><w:docVars><w:docVar w:name=\"a\" w:val=\"Koldermaine\"/></w:docVars></w:settings>")},
      {"word/charts/chart1.xml", xml(std::string("<c:chartSpace ") + kW + "><c:ser><c:tx><c:v>Koldermaine</c:v></c:tx></c:ser><a:p><a:r><a:t>Kolder</a:t></a:r><a:r><a:t>maine</a:t></a:r></a:p></c:chartSpace>")},
      {"word/media/koldermaine.png", png()},
      {"word/media/image2.emf", std::string("\1\0\0\0K\0o\0l\0d\0e\0r\0m\0a\0i\0n\0e\0", 26)},
      {"word/embeddings/oleObject1.bin", "Koldermaine"},
      {"docProps/core.xml", xml("<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Brevanth Koldermaine</dc:creator><dc:title>Koldermaine</dc:title></cp:coreProperties>")},
      {"docProps/app.xml", xml("<Properties xmlns=\"p\"><Manager>Koldermaine</Manager></Properties>")},
      {"docProps/thumbnail.jpeg", "\xFF\xD8 Koldermaine"},
      {"customXml/item1.xml", xml("<k>Koldermaine</k>")},
      {"customXml/itemProps1.xml", xml("<k/>")},
  };
}

Register reg() {
  auto r = read_register_csv(
      "person,kind,value,replacement\nP1,name,Brevanth Koldermaine,Amara Okoro\nP1,phone,07700 900123,\nP1,date_of_death,12/05/2019,\nP2,name,Will Young,Adult B\n");
  EXPECT_TRUE(r.ok());
  return std::move(r).value();
}

const std::string* part(const std::vector<ZipPart>& all, std::string_view name) {
  for (const auto& p : all)
    if (p.name == name) return &p.bytes;
  return nullptr;
}

TEST(Docx, NothingIsLeftInAnyCorner) {
  const auto input = document::pack(parts());
  const auto r = reg();
  EXPECT_FALSE(prove(input, "a.docx", r).clean());
  const Detector detector(r);
  const auto done = replace_docx(input, detector, {});
  ASSERT_TRUE(done.ok()) << done.error().message;
  const auto proof = prove(done->bytes, "out.docx", r);
  for (const auto& l : proof.left_strong) ADD_FAILURE() << l.part << " | " << l.view << " | " << l.value.reveal() << " | " << l.context.reveal();
  for (const auto& u : proof.unread) ADD_FAILURE() << u;
  EXPECT_TRUE(proof.settled());

  // Independently: every part as it is, and with its tags taken out.
  const auto out = document::unpack(done->bytes);
  ASSERT_TRUE(out.ok());
  for (const auto& p : *out) {
    std::string bare;
    bool inside = false;
    for (const char c : p.bytes) {
      if (c == '<') inside = true;
      else if (c == '>') inside = false;
      else if (!inside && c != ' ' && c != '\0') bare += c;
    }
    for (const char* secret : {"koldermaine", "brevanth", "07700900123", "12may2019"}) {
      EXPECT_EQ(lower_ascii(p.bytes).find(secret), std::string::npos) << p.name;
      EXPECT_EQ(lower_ascii(bare).find(secret), std::string::npos) << p.name;
      EXPECT_EQ(lower_ascii(p.name).find(secret), std::string::npos);
    }
  }
  for (const char* gone : {"word/comments.xml", "word/people.xml", "docProps/core.xml", "docProps/app.xml", "customXml/item1.xml", "word/embeddings/oleObject1.bin", "word/media/image2.emf"})
    EXPECT_EQ(part(*out, gone), nullptr) << gone;
}

TEST(Docx, APictureThatIsKeptIsSaidToBeAndHoldsNoWords) {
  const Detector detector(reg());
  const auto done = replace_docx(document::pack(parts()), detector, {});
  ASSERT_TRUE(done.ok());
  const auto said = [&](std::string_view what) {
    return std::any_of(done->log.cleaned.begin(), done->log.cleaned.end(), [&](const auto& c) { return c.what.find(what) != std::string::npos && c.count > 0; });
  };
  EXPECT_TRUE(said("pictures kept (look at each"));
  EXPECT_TRUE(said("pictures and objects that could not be kept"));
  const auto out = document::unpack(done->bytes);
  ASSERT_TRUE(out.ok());
  for (const auto& p : *out)
    if (p.bytes.starts_with("\x89PNG")) {
      EXPECT_EQ(lower_ascii(p.bytes).find("koldermaine"), std::string::npos);
    }
}

// Written anew: a picture is never carried, and what describes it is text like any other.
TEST(WrittenAnew, PicturesAreLeftOutAndTheirDescriptionIsSearched) {
  const Detector detector(reg());
  document::Document d;
  d.blocks = {document::words(document::BlockKind::Paragraph, "Before."), document::shown(document::png_of_colours(), "Photo of Brevanth Koldermaine"),
              document::shown(document::jpeg_of_grey(), "")};
  d.unread = {document::unread_picture({"page 2", ""})};
  Log log;
  const auto done = replace_document(d, detector, {}, log);
  ASSERT_TRUE(done.ok()) << done.error().message;
  for (const auto& b : done->blocks) EXPECT_FALSE(b.picture);
  EXPECT_EQ(done->blocks[1].text(), "A picture was left out here: its words cannot be searched. It was described so: Photo of Amara Okoro");
  EXPECT_EQ(done->blocks[2].text(), "A picture was left out here: its words cannot be searched, and nobody had described it.");
  EXPECT_TRUE(std::any_of(log.cleaned.begin(), log.cleaned.end(), [](const auto& c) { return c.what.starts_with("pictures left out") && c.count == 3; }));
  const auto pdf = document::write_pdf(*done, {});
  ASSERT_TRUE(pdf.ok());
  EXPECT_EQ(pdf->find("/Image"), std::string::npos);
  EXPECT_EQ(document::write_html(*done, {}, true).find("<img"), std::string::npos);

  // What else could hold words that nobody read still ends it.
  d.unread.push_back({{"page 3", ""}, "page without text", "it needs recognition", true});
  EXPECT_FALSE(replace_document(d, detector, {}, log).ok());
}

TEST(Docx, FormattingAndOtherWordsStay) {
  const auto done = replace_docx(document::pack(parts()), Detector(reg()), {});
  ASSERT_TRUE(done.ok());
  const auto out = document::unpack(done->bytes);
  ASSERT_TRUE(out.ok());
  const auto* body = part(*out, "word/document.xml");
  ASSERT_NE(body, nullptr);
  for (const char* kept : {"<w:b/>", "<w:i/>", " went home.", "a good link", "r:id=\"rIdGood\"", "Inserted ", " tail", "in May 2019", "<w:tbl>", "Seen.", "Adult B"})
    EXPECT_NE(body->find(kept), std::string::npos) << kept;
  for (const char* gone : {"<w:ins ", "<w:del ", "rsid", "rIdLink", "rIdEmf", "w:object", "commentR"}) EXPECT_EQ(body->find(gone), std::string::npos) << gone;
  EXPECT_NE(body->find("<w:t>Amara Okoro</w:t>"), std::string::npos);
  const auto again = replace_docx(done->bytes, Detector(reg()), {});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->bytes, done->bytes);
  EXPECT_EQ(replace_docx(document::pack(parts()), Detector(reg()), {})->bytes, done->bytes);
}

TEST(Docx, FailsClosed) {
  const Detector detector(reg());
  auto code = [&](const std::vector<ZipPart>& p) {
    const auto r = replace_docx(document::pack(p), detector, {});
    EXPECT_FALSE(r.ok());
    return r.ok() ? Code::Busy : r.error().code;
  };
  auto with = parts();
  with.push_back({"word/strange.xyz", "?"});
  EXPECT_EQ(code(with), Code::Unfinished);
  with = parts();
  with[2].bytes = "<w:document";
  EXPECT_EQ(code(with), Code::Unfinished);
  with = parts();
  with[2].bytes = "<!DOCTYPE x [<!ENTITY n 'Koldermaine'>]>" + with[2].bytes.substr(with[2].bytes.find("<w:document"));
  EXPECT_EQ(code(with), Code::Unfinished);
  with = parts();
  with.push_back({"word/vbaProject.bin", "?"});
  EXPECT_EQ(code(with), Code::Unsupported);
  EXPECT_FALSE(replace_docx("no zip", detector, {}).ok());
}

}  // namespace
}  // namespace heed::anonymise

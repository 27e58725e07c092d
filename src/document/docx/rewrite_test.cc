// What rewriting a DOCX takes out, by what a part is and not by where it lies.
#include "document/docx/rewrite.h"

#include <gtest/gtest.h>

#include "document/zip.h"

namespace heed::document::docx {
namespace {

constexpr const char* kWord = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr const char* kPackage = "application/vnd.openxmlformats-package.";
// The smallest PNG that holds a comment.
const std::string kPicture = std::string("\x89PNG\r\n\x1a\n", 8) + std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b\x55", 25) +
                             std::string("\0\0\0\nIDATx\x9c"
                                         "c`\0\0\0\2\0\1\x48\xaf\xa4\x71", 22) + std::string("\0\0\0\0IEND\xae"
                                                                                             "B`\x82", 12);

struct Part {
  std::string name, bytes, type, relation, from;  ///< from: the part that refers to it; "" is the package
};

std::string file(const std::string& body, const std::vector<Part>& parts) {
  std::string types = fmt::format("<Types><Default Extension=\"rels\" ContentType=\"{}relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{}document.main+xml\"/>", kPackage, kWord);
  std::map<std::string, std::string> rels;
  rels[""] = "<Relationship Id=\"m\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>";
  std::vector<ZipPart> all{{"word/document.xml", "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>" + body + "</w:body></w:document>"}};
  int n = 0;
  for (const Part& p : parts) {
    types += "<Override PartName=\"/" + p.name + "\" ContentType=\"" + p.type + "\"/>";
    if (!p.relation.empty()) rels[p.from] += fmt::format("<Relationship Id=\"i{}\" Type=\"x/{}\" Target=\"/{}\"/>", ++n, p.relation, p.name);
    all.push_back({p.name, p.bytes});
  }
  for (const auto& [from, list] : rels) {
    const auto slash = from.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : from.substr(0, slash + 1);
    all.push_back({folder + "_rels/" + from.substr(folder.size()) + ".rels", "<Relationships>" + list + "</Relationships>"});
  }
  all.insert(all.begin(), {"[Content_Types].xml", types + "</Types>"});
  return pack(all);
}

struct Left {
  std::set<std::string> names;
  std::string all;
  std::map<std::string, int> cleaned;
};
Left rewritten(const std::string& bytes) {
  Left left;
  auto done = rewrite(bytes, [](std::string_view, const std::string&) { return std::vector<Edit>{}; });
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
  if (!done.ok()) return left;
  for (const auto& [what, n] : done->cleaned) left.cleaned[what] += n;
  auto parts = unpack(done->bytes);
  EXPECT_TRUE(parts.ok());
  for (const ZipPart& p : *parts) {
    left.names.insert(p.name);
    left.all += p.bytes;
  }
  return left;
}

const std::string kDocument = "word/document.xml", kText = "<w:p><w:r><w:t>words</w:t></w:r></w:p>";

TEST(Rewrite, AThumbnailIsTakenOutWhereverItLies) {
  const Left left = rewritten(file(kText, {{"word/media/first.png", kPicture, "image/png", "metadata/thumbnail", ""}}));
  EXPECT_FALSE(left.names.contains("word/media/first.png"));
  EXPECT_EQ(left.all.find("thumbnail"), std::string::npos);
  EXPECT_EQ(left.cleaned.at("thumbnail"), 1);
}

TEST(Rewrite, PropertiesPeopleAndDataAreTakenOutWhereverTheyLie) {
  const Left left = rewritten(file(kText, {{"a/one.xml", "<p>Tarrowby</p>", std::string(kPackage) + "core-properties+xml", "metadata/core-properties", ""},
                                           {"a/two.xml", "<Properties><Manager>Tarrowby</Manager><Company>Tarrowby</Company></Properties>",
                                            "application/vnd.openxmlformats-officedocument.extended-properties+xml", "extended-properties", ""},
                                           {"a/three.xml", "<p>Tarrowby</p>", "application/vnd.openxmlformats-officedocument.custom-properties+xml", "custom-properties", ""},
                                           {"word/x1.xml", "<w15:people><w15:person w15:author=\"Tarrowby\"/></w15:people>", std::string(kWord) + "people+xml", "people", kDocument},
                                           {"word/x2.xml", "<w:comments><w:comment w:author=\"Tarrowby\"/></w:comments>", std::string(kWord) + "comments+xml", "comments", kDocument},
                                           {"word/x3.xml", "<data>Tarrowby</data>", "application/xml", "customXml", kDocument}}));
  EXPECT_EQ(left.all.find("Tarrowby"), std::string::npos);
  EXPECT_EQ(left.names, (std::set<std::string>{"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"}));
  EXPECT_EQ(left.cleaned.at("document properties"), 3);
  EXPECT_EQ(left.cleaned.at("list of authors"), 1);
  EXPECT_EQ(left.cleaned.at("comments"), 1);
  EXPECT_EQ(left.cleaned.at("custom XML"), 1);
}

TEST(Rewrite, WhatNothingRefersToIsTakenOut) {
  const Left left = rewritten(file(kText, {{"word/header7.xml", "<w:hdr><w:p><w:r><w:t>Tarrowby</w:t></w:r></w:p></w:hdr>", std::string(kWord) + "header+xml", "", ""},
                                           {"word/g/document.xml", "<w:glossaryDocument/>", std::string(kWord) + "document.glossary+xml", "glossaryDocument", kDocument},
                                           {"word/g/styles.xml", "<w:styles><w:style w:styleId=\"Tarrowby\"/></w:styles>", std::string(kWord) + "styles+xml", "styles", "word/g/document.xml"}}));
  EXPECT_EQ(left.all.find("Tarrowby"), std::string::npos);
  EXPECT_EQ(left.cleaned.at("parts that nothing refers to"), 2);
}

TEST(Rewrite, EditingMarksGoAndWordsStay) {
  const Left left = rewritten(file("<w:p w:rsidR=\"00AB\" w:rsidRDefault=\"00AC\"><w:ins w:author=\"Tarrowby\" w:date=\"2024-01-01T00:00:00Z\"><w:r w:rsidRPr=\"00AD\"><w:t>in</w:t></w:r></w:ins></w:p>",
                                   {{"word/settings.xml", "<w:settings><w:rsids><w:rsid w:val=\"00AB\"/></w:rsids></w:settings>", std::string(kWord) + "settings+xml", "settings", kDocument}}));
  for (const char* gone : {"rsid", "00AB", "Tarrowby", "2024"}) EXPECT_EQ(left.all.find(gone), std::string::npos) << gone;
  EXPECT_NE(left.all.find(">in<"), std::string::npos);
}

TEST(Rewrite, APartUnderAnotherNameIsCleanedForWhatItIs) {
  // Nothing lies where Word puts it, and nothing is called what Word calls it: the content types alone say what each part is.
  const std::string xml =
      "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body><w:p w:rsidR=\"00AB\"><w:ins w:author=\"Tarrowby\"><w:r><w:t>put in</w:t></w:r></w:ins>"
      "<w:del w:author=\"Tarrowby\"><w:r><w:delText>Tarrowby struck</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Tarrowby moved</w:t></w:r></w:moveFrom>"
      "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Tarrowby hidden</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>Tarrowby hidden by style</w:t></w:r>"
      "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p></w:body></w:document>";
  const auto kind = [](const char* name, const std::string& type) { return "<Override PartName=\"/" + std::string(name) + "\" ContentType=\"" + type + "\"/>"; };
  const std::string word = kWord, package = kPackage;
  const Left left = rewritten(pack(
      {{"[Content_Types].xml", "<Types><Default Extension=\"rels\" ContentType=\"" + package + "relationships+xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>" +
                                   kind("q/1.xml", word + "document.main+xml") + kind("q/2.xml", word + "comments+xml") + kind("q/3.xml", word + "header+xml") +
                                   kind("q/4.xml", word + "styles+xml") + kind("q/5.xml", word + "settings+xml") + kind("q/6.xml", word + "people+xml") +
                                   kind("q/7.xml", package + "core-properties+xml") +
                                   kind("q/8.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml") + "</Types>"},
       {"_rels/.rels", "<Relationships><Relationship Id=\"m\" Type=\"x/officeDocument\" Target=\"q/1.xml\"/><Relationship Id=\"t\" Type=\"x/thumbnail\" Target=\"q/9.png\"/>"
                       "<Relationship Id=\"p\" Type=\"x/unheard-of\" Target=\"q/7.xml\"/><Relationship Id=\"c\" Type=\"x/unheard-of\" Target=\"q/8.xml\"/></Relationships>"},
       {"q/_rels/1.xml.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/unheard-of\" Target=\"2.xml\"/><Relationship Id=\"b\" Type=\"x/header\" Target=\"3.xml\"/>"
                              "<Relationship Id=\"d\" Type=\"x/styles\" Target=\"4.xml\"/><Relationship Id=\"e\" Type=\"x/settings\" Target=\"5.xml\"/>"
                              "<Relationship Id=\"f\" Type=\"x/unheard-of\" Target=\"6.xml\"/></Relationships>"},
       {"q/1.xml", xml},
       {"q/2.xml", "<w:comments xmlns:w=\"w\"><w:comment w:author=\"Tarrowby\"><w:p/></w:comment></w:comments>"},
       {"q/3.xml", "<w:hdr xmlns:w=\"w\"><w:p w:rsidP=\"00AB\"><w:r><w:t>head</w:t></w:r><w:del><w:r><w:delText>Tarrowby</w:delText></w:r></w:del></w:p></w:hdr>"},
       {"q/4.xml", "<w:styles xmlns:w=\"w\"><w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"},
       {"q/5.xml", "<w:settings xmlns:w=\"w\"><w:rsids><w:rsid w:val=\"00AB\"/></w:rsids><w:docVars><w:docVar w:val=\"Tarrowby\"/></w:docVars></w:settings>"},
       {"q/6.xml", "<w15:people xmlns:w15=\"w15\"><w15:person w15:author=\"Tarrowby\"/></w15:people>"},
       {"q/7.xml", "<p>Tarrowby</p>"},
       {"q/8.xml", "<p>Tarrowby</p>"},
       {"q/9.png", kPicture}}));
  for (const char* gone : {"Tarrowby", "rsid", "00AB", "comment", "thumbnail", "people", "properties"}) EXPECT_EQ(left.all.find(gone), std::string::npos) << gone;
  for (const char* kept : {"put in", "said", "head"}) EXPECT_NE(left.all.find(kept), std::string::npos) << kept;
  for (const char* dropped : {"q/2.xml", "q/6.xml", "q/7.xml", "q/8.xml", "q/9.png"}) EXPECT_FALSE(left.names.contains(dropped)) << dropped;
  for (const char* what : {"comments", "list of authors", "document properties", "thumbnail", "tracked deletions", "tracked changes", "hidden text"})
    EXPECT_TRUE(left.cleaned.contains(what)) << what;
}

TEST(Rewrite, PartsOfNoKnownKindAreRefused) {
  for (const Part& p : {Part{"word/x.bin", "x", "application/x-unheard-of", "unheardOf", kDocument}, Part{"word/v.bin", "x", "application/vnd.ms-office.vbaProject", "vbaProject", kDocument},
                        Part{"word/c.htm", "x", "text/html", "aFChunk", kDocument}}) {
    const auto done = rewrite(file(kText, {p}), [](std::string_view, const std::string&) { return std::vector<Edit>{}; });
    EXPECT_FALSE(done.ok()) << p.name;
  }
}

TEST(Rewrite, ASecondRootIsRefused) {
  const auto edit = [](std::string_view text, const std::string&) {
    const auto at = text.find("Tarrowby");
    return at == std::string_view::npos ? std::vector<Edit>{} : std::vector<Edit>{{at, at + 8, "other"}};
  };
  const Part header{"word/header1.xml", "<w:hdr/><w:hdr><w:p><w:r><w:t>Tarrowby</w:t></w:r></w:p></w:hdr>", std::string(kWord) + "header+xml", "header", kDocument};
  EXPECT_FALSE(rewrite(file(kText, {header}), edit).ok());
}

TEST(Rewrite, OfARelationshipNothingIsKeptButWhatItIsMadeOf) {
  std::string packed = file(kText, {});
  auto parts = unpack(packed);
  ASSERT_TRUE(parts.ok());
  parts->push_back({"word/_rels/document.xml.rels", "<Relationships a=\"Tarrowby\"><!-- Tarrowby --><x>Tarrowby</x>"
                                                    "<Relationship Id=\"l\" Type=\"x/hyperlink\" Target=\"http://example.org/?a&amp;b\" TargetMode=\"External\" n=\"Tarrowby\"/></Relationships>"});
  const Left left = rewritten(pack(*parts));
  EXPECT_EQ(left.all.find("Tarrowby"), std::string::npos);
  EXPECT_NE(left.all.find("http://example.org/?a&amp;b"), std::string::npos);
}

}  // namespace
}  // namespace heed::document::docx

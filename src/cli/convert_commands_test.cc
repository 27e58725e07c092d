// `heed convert` from a file to a file: what comes out, what it says that it lost, and the exit code that says so without being read.
#include "cli/convert_commands.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "document/losses.h"
#include "document/picture_fixture.h"
#include "document/zip.h"

namespace heed::cli {
namespace {

namespace fs = std::filesystem;
using document::Block;
using document::BlockKind;

class Convert : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "heed-convert-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void put(const std::string& name, std::string_view bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }
  std::string get(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  int run(const std::string& from, const std::string& to, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {path(from), path(to)});
    testing::internal::CaptureStderr();
    const int code = convert(Args(more.begin(), more.end()));
    said_ = testing::internal::GetCapturedStderr();
    return code;
  }
  bool says(std::string_view words) const { return said_.find(words) != std::string::npos; }
  document::Document back(const std::string& name) const {
    document::Limits limits;
    limits.picture_bytes = document::kPicturesOfAReport;
    auto d = document::read(get(name), name, limits);
    EXPECT_TRUE(d.ok()) << name;
    return d.ok() ? std::move(*d) : document::Document{};
  }

  fs::path folder_;
  std::string said_;
};

constexpr const char* kPage =
    "<html><h1>Contacts</h1><p>She <b>rang</b> the <a href='https://example.org/'>surgery</a>.<table><tr><th>When<th>What<tr><td>22 May 2016<td>called</table>"
    "<ol><li>first<li>second</ol><p>End.</html>";

TEST_F(Convert, AWebPageBecomesEveryKindAndLosesNothingThatItCanShow) {
  put("page.html", kPage);
  for (const char* to : {"a.docx", "a.pdf", "a.html", "a.json", "a.txt"}) {
    EXPECT_EQ(run("page.html", to), kDone) << to << said_;
    EXPECT_EQ(said_, "") << to;
    EXPECT_FALSE(get(to).empty()) << to;
  }
  EXPECT_EQ(run("page.html", "b.docx", {"--verify"}), kDone) << said_;
  EXPECT_TRUE(back("b.docx").text().find("22 May 2016") != std::string::npos);
  EXPECT_EQ(run("page.html", "a.csv"), kFound);
  EXPECT_TRUE(says("Not written: body, paragraph 1, words beside the table")) << said_;
  EXPECT_TRUE(get("a.csv").find("22 May 2016") != std::string::npos);
}

TEST_F(Convert, ADocxSaysWhatItsPdfLeavesOut) {
  document::Document d;
  d.blocks = {document::words(BlockKind::Heading, "Contacts", 1), document::words(BlockKind::Paragraph, "Seen at home.")};
  std::string bytes = document::write_docx(d, {});
  auto parts = document::unpack(bytes);
  ASSERT_TRUE(parts.ok());
  for (auto& p : *parts) {
    if (p.name == "word/document.xml")
      p.bytes.insert(p.bytes.find("<w:sectPr"), "<w:p><w:del w:author=\"T\"><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>");
    if (p.name == "word/_rels/document.xml.rels")
      p.bytes.insert(p.bytes.rfind("</"), "<Relationship Id=\"c\" Type=\"x/comments\" Target=\"comments.xml\"/>");
  }
  parts->push_back({"word/comments.xml", "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\"><w:p><w:r><w:t>Tarrowby doubts this</w:t></w:r></w:p></w:comment></w:comments>"});
  put("report.docx", document::pack(*parts));
  EXPECT_EQ(run("report.docx", "report.pdf", {"--title", "Contacts", "--marking", "OFFICIAL"}), kFound);
  EXPECT_TRUE(says("Not written: comment 1")) << said_;
  EXPECT_FALSE(says("Tarrowby")) << "a loss quotes nothing";
  EXPECT_TRUE(get("report.pdf").starts_with("%PDF-1.7"));
  EXPECT_TRUE(get("report.docx") == document::pack(*parts)) << "the original is kept";
  EXPECT_EQ(run("report.docx", "report.html", {"--marking", "OFFICIAL"}), kFound);
  EXPECT_TRUE(says("protective marking")) << said_;
}

TEST_F(Convert, AWorkbookKeepsItsCellsAndSaysThatFormulasBecomeValues) {
  put("contacts.csv", "When,What\r\n22/05/2016,called\r\n23/05/2016,came\r\n");
  ASSERT_EQ(run("contacts.csv", "contacts.xlsx"), kDone) << said_;
  EXPECT_EQ(run("contacts.xlsx", "contacts.docx", {"--verify"}), kDone) << said_;
  const auto d = back("contacts.docx");
  ASSERT_EQ(d.blocks.back().rows.size(), 3u);
  EXPECT_EQ(d.blocks.back().rows[2].cells[1].text, "came");
  EXPECT_EQ(run("contacts.xlsx", "contacts.pdf"), kDone) << said_;
}

TEST_F(Convert, PicturesGoWhereTheyCanBeShownAndAreALossElsewhere) {
  document::Document d;
  d.blocks = {document::shown(document::png_of_colours(), "A map of the town"), document::shown(document::jpeg_of_grey(), "")};
  put("album.docx", document::write_docx(d, {}));
  EXPECT_EQ(run("album.docx", "album.html"), kDone) << said_;
  EXPECT_TRUE(says("description of a picture")) << said_;
  EXPECT_EQ(run("album.html", "again.docx"), kDone) << said_;
  int carried = 0;
  for (const Block& b : back("again.docx").blocks) carried += document::is_carried(b);
  EXPECT_EQ(carried, 2);
  EXPECT_EQ(run("album.docx", "album.pdf"), kDone) << said_;
  EXPECT_TRUE(get("album.pdf").find("/Subtype /Image") != std::string::npos);
  EXPECT_EQ(run("album.docx", "album.txt"), kFound);
  EXPECT_TRUE(says("picture (2 in all): its description alone is written")) << said_;
}

TEST_F(Convert, WrongUseAndRefusalsSayWhatToDoAndWriteNothing) {
  put("page.html", kPage);
  EXPECT_EQ(run("page.html", "a.doc"), kUsage);
  EXPECT_TRUE(says(".docx, .pdf, .xlsx"));
  EXPECT_EQ(run("page.html", "page.html"), kUsage);
  EXPECT_TRUE(says("The original is kept"));
  EXPECT_EQ(get("page.html"), kPage);
  EXPECT_EQ(run("page.html", "a.pdf", {"--template", path("page.html")}), kUsage);
  EXPECT_EQ(run("none.docx", "a.pdf"), kRefused);
  put("cut.docx", document::write_docx({}, {}).substr(0, 200));
  EXPECT_EQ(run("cut.docx", "a.pdf"), kRefused);
  EXPECT_FALSE(fs::exists(path("a.pdf")));
}

TEST_F(Convert, DocumentsThatOthersWroteComeOutWholeOrSayWhatIsLost) {
  const char* set = std::getenv("HEED_SHARED");
  const fs::path root = (set ? fs::path(set) : fs::path(HEED_SOURCE_DIR) / ".." / "shared") / "data" / "formats";
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  std::vector<fs::path> some;
  for (const char* kind : {"docx", "xlsx"}) {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(root / kind))
      if (entry.path().extension() == "." + std::string(kind)) all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < all.size(); i += 1 + all.size() / 8) some.push_back(all[i]);
  }
  int silent = 0;
  for (const fs::path& file : some) {
    SCOPED_TRACE(file.filename().string());
    const std::string in = "in" + file.extension().string();
    fs::copy_file(file, path(in), fs::copy_options::overwrite_existing);
    for (const char* to : {"out.docx", "out.pdf", "out.html"}) {
      const int code = run(in, to);
      EXPECT_TRUE(code == kDone || !said_.empty()) << to;
      if (code == kRefused) continue;
      EXPECT_TRUE(code == kDone || code == kFound) << to << said_;
      EXPECT_FALSE(get(to).empty()) << to;
      silent += said_.empty();
    }
  }
  EXPECT_GT(some.size(), 10u);
  EXPECT_GT(silent, 0);
}

}  // namespace
}  // namespace heed::cli

#include "document/worker/worker.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "document/worker/child.h"
#include "document/worker/wire.h"
#include "document/xls/xls_fixture.h"
#include "document/zip.h"

namespace heed::document {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitised = true;
#else
constexpr bool kSanitised = false;
#endif

std::string beside(const char* name) { return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string(); }

Result<Document> ask(std::string_view bytes, std::string_view name = "a.txt", int seconds = 20) {
  Limits limits;
  limits.seconds = seconds;
  return worker::ask({beside("heed_worker_for_test"), {"read-worker"}}, {-1, bytes}, name, limits);
}
std::string format_of(std::string_view bytes) {
  auto d = ask(bytes);
  return d.ok() ? d->format : "died: " + d.error().message;
}

/// The workers are on inside, and off again after.
struct Workers {
  Workers() { use_workers(beside("heed_worker_for_test")); }
  ~Workers() { use_workers(""); }
};

std::string docx() {
  return pack({{"word/document.xml",
                "<w:document xmlns:w='w'><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
                "</w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                "<w:p><w:r><w:drawing><pic><blip r:embed='x'/></pic></w:drawing></w:r></w:p></w:body></w:document>"}});
}

TEST(Worker, GivesTheDocumentThatReadingHereGives) {
  const std::string sheet = xls::compound_file(
      "Workbook", xls::workbook_records({{"A", xls::record(0x204, xls::le(0, 6) + xls::text("x")) + xls::record(0x06, xls::le(1, 6) + xls::le(0, 16))}}));
  for (const auto& [bytes, name] : {std::pair<std::string, const char*>{docx(), "a.docx"}, {sheet, "a.xls"}, {"a,b\n1,2\n3,4\n", "a.csv"},
                                    {"{\\rtf1 \\b x\\par}", "a.rtf"}, {"PK\3\4broken", "a.docx"}, {"<html><p>x</p></html>", "a.html"}}) {
    const auto apart = ask(bytes, name), here = read_here(bytes, name, {});
    ASSERT_EQ(apart.ok(), here.ok());
    if (here.ok()) EXPECT_EQ(write_json(*apart), write_json(*here));
    else EXPECT_EQ(apart.error().message + apart.error().next, here.error().message + here.error().next);
  }
}

TEST(Worker, ReadAndReadFileAndMediaTypeUseIt) {
  const Workers on;
  const std::string bytes = docx();
  auto d = read(bytes, "a.docx");
  ASSERT_TRUE(d.ok());
  EXPECT_EQ(d->blocks[0].text(), "Bold");
  EXPECT_EQ(media_type(bytes, "x"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  const auto path = std::filesystem::temp_directory_path() / fmt::format("heed-worker-{}.docx", ::getpid());
  std::ofstream(path, std::ios::binary) << bytes;
  auto file = read_file(path.string());
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(write_json(*file), write_json(*d));
  for (const Shown as : {Shown::Text, Shown::Json, Shown::Html}) {
    auto apart = render_file(path.string(), as);
    use_workers("");
    auto here = render_file(path.string(), as);
    use_workers(beside("heed_worker_for_test"));
    ASSERT_TRUE(apart.ok() && here.ok());
    EXPECT_EQ(apart->text, here->text);
    EXPECT_EQ(apart->unread.size(), 1u);
    EXPECT_EQ(here->unread.size(), 1u);
  }
  std::filesystem::remove(path);
  EXPECT_FALSE(read_file(path.string()).ok());
  EXPECT_FALSE(read_file("/").ok());
  auto cut = read("name", "/home/somebody/A Name.CSV");
  ASSERT_TRUE(cut.ok());
  EXPECT_EQ(cut->format, "file.csv");  // of a name it learns the ending alone
}

TEST(Worker, OneThatDiesIsAnErrorThatSaysWhatToDo) {
  for (const char* how : {"abort", "throw", "babble", "wild"}) {
    auto d = ask(how);
    ASSERT_FALSE(d.ok()) << how;
    EXPECT_EQ(d.error().code, Code::Unsupported) << how;
    EXPECT_NE(d.error().next.find("Ask the sender"), std::string::npos);
  }
  auto missing = worker::ask({"/nonexistent/heed", {}}, {-1, "x"}, "a", {});
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("missing"), std::string::npos);
}

TEST(Worker, TimeAndMemoryEnd) {
  auto slow = ask("spin", "a.txt", 1);
  ASSERT_FALSE(slow.ok());
  EXPECT_EQ(slow.error().code, Code::TooLarge);
  if (kSanitised) GTEST_SKIP() << "memory has no bound under a sanitiser";
  auto heavy = ask("memory");
  ASSERT_FALSE(heavy.ok());
  EXPECT_EQ(heavy.error().code, Code::TooLarge) << heavy.error().message;
}

TEST(Worker, HasNoFilesNoNetworkNoProgramsAndNoEnvironment) {
  ::setenv("SECRET_OF_WHO_ASKS", "x", 1);
  EXPECT_EQ(format_of("environment"), "clean");
  ::unsetenv("SECRET_OF_WHO_ASKS");
  EXPECT_EQ(format_of("socket"), "refused");
  if (kSanitised) GTEST_SKIP() << "a sanitiser needs more calls than a worker may make";
  EXPECT_EQ(format_of("open"), "refused");
  EXPECT_TRUE(format_of("fork").starts_with("died"));
  EXPECT_TRUE(format_of("run").starts_with("died"));
}

TEST(Worker, OneThatIsNotThereIsNoFaultOfTheFile) {
  for (const bool bubblewrap : {false, worker::may_bubblewrap()}) {
    const auto d = worker::ask({beside("no-such-reader"), {}, bubblewrap}, {-1, "words"}, "a.pdf", {});
    ASSERT_FALSE(d.ok());
    EXPECT_NE(d.error().message.find("a part of Heed is missing"), std::string::npos) << d.error().message;
  }
}

TEST(Wire, BytesThatAreNoAnswerGiveNothing) {
  const std::string whole = to_wire(read_here(docx(), "a.docx", {}));
  ASSERT_TRUE(from_wire(whole).has_value());
  EXPECT_FALSE(from_wire(whole + "x").has_value());
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(from_wire(std::string_view(whole).substr(0, n)).has_value());
  for (std::size_t i = 13; i < whole.size(); ++i)
    for (const char c : {'\0', '\x7F', '\xFF'}) {
      std::string changed = whole;
      changed[i] = c;
      (void)from_wire(changed).has_value();
    }
}

TEST(Wire, WordsArriveAsTheyAre) {
  const std::vector<Unread> unread{{{"page 3", ""}, "picture", "words in a picture are not read", true}};
  auto back = rendered_from_wire(to_wire(unread) + "words and more");
  ASSERT_TRUE(back && back->ok());
  EXPECT_EQ((*back)->text, "words and more");
  ASSERT_EQ((*back)->unread.size(), 1u);
  EXPECT_TRUE((*back)->unread[0].loses_words);
  auto refused = rendered_from_wire(to_wire(Result<Document>(bad_input("No."))));
  ASSERT_TRUE(refused && !refused->ok());
  EXPECT_EQ(refused->error().message, "No.");
  for (const std::string& wrong : {std::string(), std::string("heed1 shown\n"), std::string("heed1 shown\n\x7F"), to_wire(Result<Document>(Document{}))})
    EXPECT_FALSE(rendered_from_wire(wrong).has_value());
}

TEST(Wire, ARequestKeepsItsLimits) {
  Request r{".docx", Shown::Html, {}};
  r.limits.seconds = 3;
  r.limits.ratio = 12.5;
  r.limits.cells = 77;
  const auto back = request_from_wire(to_wire(r));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->ending, ".docx");
  EXPECT_EQ(back->as, Shown::Html);
  EXPECT_EQ(back->limits.seconds, 3);
  EXPECT_EQ(back->limits.ratio, 12.5);
  EXPECT_EQ(back->limits.cells, 77u);
  EXPECT_EQ(back->limits.memory_bytes, r.limits.memory_bytes);
}

}  // namespace
}  // namespace heed::document

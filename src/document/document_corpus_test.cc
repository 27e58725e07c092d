// Every real office file that lies beside the repository goes through read(): a document or clear words, and in time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "document/document.h"
#include "document/patience.h"
#include "document/encoding.h"

namespace heed::document {
namespace {

namespace fs = std::filesystem;

fs::path shared() {
  if (const char* set = std::getenv("HEED_SHARED")) return set;
  return fs::path(HEED_SOURCE_DIR) / ".." / "shared";
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string unix_lines(std::string s) {
  std::erase(s, '\r');
  return s;
}

/// `every`: one file of so many, unless HEED_ALL is set, where each file costs several child processes.
void read_all(const char* folder, std::initializer_list<const char*> endings, int every = 1) {
  const fs::path root = shared() / "data" / folder;
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  int documents = 0, refused = 0, met = 0;
  if (std::getenv("HEED_ALL")) every = 1;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const fs::path& path = entry.path();
    bool wanted = false;
    for (const char* e : endings) wanted = wanted || lower_ascii(path.extension().string()) == e;
    if (!wanted || !entry.is_regular_file() || met++ % every != 0) continue;
    SCOPED_TRACE(path.filename().string());
    const double start = processor_seconds();
    auto document = read_file(path.string());
    const double took = processor_seconds() - start;
    EXPECT_LT(took, kPatience);
    if (document.ok()) {
      ++documents;
      EXPECT_FALSE(document->format.empty());
      EXPECT_TRUE(is_utf8(document->text()));
    } else {
      ++refused;
      EXPECT_FALSE(document.error().message.empty());
      EXPECT_FALSE(document.error().next.empty());
      if (std::getenv("HEED_SAY")) fmt::print("{}: {}\n", path.filename().string(), document.error().message);
    }
  }
  EXPECT_GT(documents, 0);
  fmt::print("{}: {} read, {} refused\n", folder, documents, refused);
}

TEST(Corpus, Docx) { read_all("formats/docx", {".docx"}); }
TEST(Corpus, Xlsx) { read_all("formats/xlsx", {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}); }
TEST(Corpus, Workbooks) { read_all("workbooks", {".xlsx"}); }
TEST(Corpus, Odt) { read_all("formats/odt", {".odt"}); }
TEST(Corpus, Csv) { read_all("formats/csv", {".csv", ".tsv", ".txt"}); }
TEST(Corpus, Pdf) { read_all("formats/pdf", {".pdf"}, 20); }

/// The words of pandoc's document tree: the strings after Str and Code.
std::vector<std::string> native_words(const std::string& native) {
  std::vector<std::string> out;
  for (std::size_t i = 0; (i = native.find("Str \"", i)) != std::string::npos;) {
    i += 5;
    std::string word;
    for (; i < native.size() && native[i] != '"'; ++i) {
      if (native[i] != '\\') {
        word += native[i];
        continue;
      }
      ++i;
      if (i < native.size() && native[i] >= '0' && native[i] <= '9') {
        char32_t c = 0;
        while (i < native.size() && native[i] >= '0' && native[i] <= '9') c = c * 10 + static_cast<char32_t>(native[i++] - '0');
        append_utf8(word, c);
        --i;
      } else if (i < native.size() && native[i] != '&') {
        word += native[i];
      }
    }
    out.push_back(word);
  }
  return out;
}

TEST(Corpus, WordsAgreeWithPandoc) {
  const fs::path root = shared() / "data" / "formats";
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  std::size_t all = 0, missing = 0;
  for (const char* folder : {"docx/pandoc", "odt/pandoc"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".native") continue;
      fs::path file = entry.path();
      file.replace_extension(std::string_view(folder).starts_with("docx") ? ".docx" : ".odt");
      auto document = fs::exists(file) ? read_file(file.string()) : Result<Document>(not_found());
      if (!document.ok()) continue;
      std::string have = document->text();
      for (const Property& p : document->properties) have += "\n" + p.value;
      for (const auto* list : {&document->blocks, &document->apart})
        for (const Block& b : *list)
          for (const auto& r : b.runs) have += "\n" + r.text;
      for (const std::string& w : native_words(slurp(entry.path()))) {
        ++all;
        if (have.find(w) == std::string::npos) {
          ++missing;
          if (std::getenv("HEED_SAY")) fmt::print("{}: {}\n", file.filename().string(), w);
        }
      }
    }
  fmt::print("{} of {} words of pandoc's reading are missing\n", missing, all);
  EXPECT_GT(all, 2000u);
  EXPECT_LT(missing * 100, all);
}

TEST(Corpus, CsvSpectrumGivesItsExpectedValues) {
  const fs::path root = shared() / "data" / "formats" / "csv" / "spectrum";
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".csv") continue;
    fs::path expected = root / "json" / entry.path().stem();
    expected += ".json";
    if (!fs::exists(expected)) continue;
    SCOPED_TRACE(entry.path().filename().string());
    auto document = read_file(entry.path().string());
    ASSERT_TRUE(document.ok());
    const auto json = nlohmann::json::parse(slurp(expected));
    if (!json.is_array()) continue;  // one of its expectations belongs to another file
    ++files;
    ASSERT_EQ(document->blocks.size(), 1u);
    const auto& rows = document->blocks[0].rows;
    ASSERT_EQ(rows.size(), json.size() + 1);
    for (std::size_t r = 0; r < json.size(); ++r)
      for (std::size_t c = 0; c < rows[0].cells.size(); ++c)
        EXPECT_EQ(unix_lines(rows[r + 1].cells.at(c).text),
                  unix_lines(json[r].at(rows[0].cells[c].text).get<std::string>()));
  }
  EXPECT_GT(files, 5);
}

}  // namespace
}  // namespace heed::document

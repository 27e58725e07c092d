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

enum : int { kDocument, kRefusal, kUnclear };

/// Reads a file in a process of its own, and says what came of it.
int outcome_of(const fs::path& path) {
  const auto document = read_file(path.string());
  if (!document.ok()) {
    if (std::getenv("HEED_SAY")) fmt::print("{}: {}\n", path.filename().string(), document.error().message);
    std::fflush(nullptr);
    return document.error().message.empty() || document.error().next.empty() ? kUnclear : kRefusal;
  }
  return document->format.empty() || !is_utf8(document->text()) || !is_utf8(write_json(*document)) ? kUnclear : kDocument;
}

/// Every file below a folder, whatever it is: a document or clear words, within time and memory, and no crash.
void read_all(const fs::path& root) {
  if (!fs::exists(root)) GTEST_SKIP() << "the shared documents are not here";
  int documents = 0, refused = 0;
  Cost slowest, largest;
  std::string slow_name, large_name;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    const Cost cost = cost_of([&] { return outcome_of(entry.path()); });
    EXPECT_TRUE(cost.status == kDocument || cost.status == kRefusal) << (cost.status == kUnclear ? "unclear words" : "a crash");
    EXPECT_LT(cost.seconds, kPatience);
    EXPECT_LT(cost.memory, kMostMemory);
    ++(cost.status == kDocument ? documents : refused);
    if (cost.wall > slowest.wall) slowest = cost, slow_name = name;
    if (cost.memory > largest.memory) largest = cost, large_name = name;
  }
  EXPECT_GT(documents, 0);
  fmt::print("{}: {} read, {} refused; slowest {:.2f} s of the clock ({}), largest {} MB ({})\n", root.filename().string(), documents, refused, slowest.wall, slow_name,
             largest.memory >> 20, large_name);
}

TEST(Corpus, Docx) { read_all(shared() / "data/formats/docx"); }
TEST(Corpus, Xlsx) { read_all(shared() / "data/formats/xlsx"); }
TEST(Corpus, Workbooks) { read_all(shared() / "data/workbooks"); }
TEST(Corpus, Odt) { read_all(shared() / "data/formats/odt"); }
TEST(Corpus, Csv) { read_all(shared() / "data/formats/csv"); }
TEST(Corpus, Pdf) { read_all(shared() / "data/formats/pdf"); }
TEST(Corpus, Strings) { read_all(shared() / "data/formats/strings"); }
TEST(Corpus, FuzzInputs) { read_all(fs::path(HEED_SOURCE_DIR) / "tests/fuzz"); }

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

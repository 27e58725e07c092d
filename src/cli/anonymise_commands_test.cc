// `heed anonymise` where something goes wrong: no edition, a reason, an exit code, and the input as it was, byte for byte. And
// where all goes well: each kind of file comes out and is proved. Every name is invented.
#include "cli/anonymise_commands.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "anonymise/replace.h"
#include "cli/detect_commands.h"
#include "document/document.h"
#include "document/zip.h"

namespace heed::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRegister =
    "person,kind,value,replacement\nP1,name,Brevanth Koldermaine,Amara Okoro\nP1,date_of_birth,12/05/1984,\nP1,phone,07700 900123,\n,agency,Zelbury Surgery,\n";
constexpr std::string_view kWords = "Brevanth Koldermaine, born 12 May 1984, rang the Zelbury Surgery from 07700 900123.";

class Anonymise : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "heed-anonymise-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    put("register.csv", kRegister);
  }
  void TearDown() override {
    std::error_code ec;
    fs::permissions(folder_, fs::perms::owner_all, ec);
    fs::remove_all(folder_, ec);
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void put(const std::string& name, std::string_view bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }
  std::string get(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  int run(const std::string& input, const std::string& output, const std::string& log = {}) {
    out_.str({});
    err_.str({});
    return run_anonymise({{path(input)}, path("register.csv"), path(output), log.empty() ? log : path(log), {}, {}, {}}, out_, err_);
  }
  /// Refused: nothing was left behind, and the reason names nobody.
  void expect_refused(const std::string& input, const std::string& output, std::string_view bytes, std::string_view reason) {
    put(input, bytes);
    const auto before = std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    EXPECT_EQ(run(input, output, "log.json"), 1) << input;
    EXPECT_EQ(get(input), bytes) << input;
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), before) << input;
    EXPECT_NE(err_.str().find(reason), std::string::npos) << err_.str();
    EXPECT_EQ(err_.str().find("Koldermaine"), std::string::npos);
    EXPECT_TRUE(out_.str().empty()) << out_.str();
  }
  void expect_clean(const std::string& name) {
    std::ostringstream out, err;
    EXPECT_EQ(run_prove({path(name), path("register.csv"), {}, {}, false, false}, SystemClock(), out, err), 0) << name << out.str() << err.str();
  }

  fs::path folder_;
  std::ostringstream out_, err_;
};

document::Document words_and_table() {
  document::Document d;
  document::Block p;
  p.runs.push_back({});
  p.runs.back().text = std::string(kWords);
  d.blocks.push_back(p);
  document::Block table;
  table.kind = document::BlockKind::Table;
  table.caption = "Contacts of Koldermaine";
  for (const auto& cells : {std::vector<std::string>{"Who", "When"}, {"Brevanth Koldermaine", "12/05/1984"}}) {
    document::Row row;
    for (const auto& c : cells) {
      document::Cell cell;
      cell.text = c;
      row.cells.push_back(cell);
    }
    table.rows.push_back(row);
  }
  d.blocks.push_back(table);
  return d;
}

/// The DOCX with one more part, or another one in the place of a part.
std::string with_part(const std::string& docx, const std::string& name, const std::string& bytes) {
  auto parts = document::unpack(docx);
  EXPECT_TRUE(parts.ok());
  for (auto& p : *parts)
    if (p.name == name) {
      p.bytes = bytes;
      return document::pack(*parts);
    }
  parts->push_back({name, bytes});
  return document::pack(*parts);
}

TEST_F(Anonymise, EveryKindOfFileComesOutAndIsProved) {
  const auto docx = document::write_docx(words_and_table(), {});
  const auto pdf = document::write_pdf(words_and_table(), {});
  ASSERT_TRUE(pdf.ok()) << pdf.error().message;
  struct Kind {
    std::string in, out, bytes;
  };
  std::vector<Kind> kinds{{"a.txt", "b.txt", std::string(kWords)},
                          {"a.html", "b.html", "<!doctype html><title>Koldermaine</title><p>" + std::string(kWords) + "</p>"},
                          {"a.csv", "b.csv", "who,what\n\"Koldermaine, Brevanth\",\"" + std::string(kWords) + "\"\n"},
                          {"a.xlsx", "b.xlsx", document::write_xlsx(words_and_table(), {})},
                          {"a.docx", "b.docx", docx},
                          {"a.pdf", "c.docx", *pdf},
                          {"a.pdf", "c.html", *pdf}};
  if (!document::read(*pdf, "a.pdf").ok()) kinds.resize(5);  // heed-pdf is not built here
  for (const auto& k : kinds) {
    put(k.in, k.bytes);
    ASSERT_EQ(run(k.in, k.out, k.out + ".log.json"), 0) << k.in << err_.str();
    EXPECT_EQ(get(k.in), k.bytes) << k.in;
    expect_clean(k.out);
    const auto back = document::read(get(k.out), k.out);
    ASSERT_TRUE(back.ok()) << k.out;
    EXPECT_NE(back->text().find("Amara Okoro"), std::string::npos) << k.out << get(k.out).substr(0, 400);
    EXPECT_NE(back->text().find("[a GP practice]"), std::string::npos) << k.out << back->text();
    EXPECT_EQ(back->text().find("Koldermaine"), std::string::npos) << k.out;
    // Replacements are for the two releasers.
    struct stat facts {};
    ASSERT_EQ(::stat(path(k.out + ".log.json").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 077, 0u);
  }
}

TEST_F(Anonymise, AFullDiskLeavesNothing) {
  put("a.txt", std::string(200000, 'x') + std::string(kWords));
  const auto before = get("a.txt");
  rlimit old{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
  auto* handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit little{50000, old.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
  const int code = run("a.txt", "b.txt", "log.json");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(code, 1);
  EXPECT_NE(err_.str().find("could not be written"), std::string::npos) << err_.str();
  EXPECT_NE(err_.str().find("disk"), std::string::npos) << err_.str();
  for (const char* none : {"b.txt", "b.txt.part", "log.json", "log.json.part"}) EXPECT_FALSE(fs::exists(path(none))) << none;
  EXPECT_EQ(get("a.txt"), before);
}

TEST_F(Anonymise, AFolderThatCannotBeWrittenToGivesAReason) {
  put("a.txt", kWords);
  EXPECT_EQ(run("a.txt", "no/such/folder/b.txt"), 1);
  EXPECT_NE(err_.str().find("could not be written"), std::string::npos) << err_.str();
  // What stands there under the name of the unfinished file is somebody's, and stays.
  put("b.txt.part", "somebody’s");
  EXPECT_EQ(run("a.txt", "b.txt"), 1);
  EXPECT_EQ(get("b.txt.part"), "somebody’s");
  EXPECT_FALSE(fs::exists(path("b.txt")));
}

TEST_F(Anonymise, ADeviceIsNoOutput) {
  put("a.txt", kWords);
  ASSERT_EQ(::mkfifo(path("pipe.txt").c_str(), 0600), 0);
  EXPECT_EQ(run("a.txt", "pipe.txt"), 1);
  EXPECT_NE(err_.str().find("no ordinary file"), std::string::npos) << err_.str();
  struct stat facts {};
  ASSERT_EQ(::stat(path("pipe.txt").c_str(), &facts), 0);
  EXPECT_TRUE(S_ISFIFO(facts.st_mode)) << "it was replaced";
}

TEST_F(Anonymise, WhatCannotBeReadWholeIsRefused) {
  const auto docx = document::write_docx(words_and_table(), {});
  expect_refused("cut.docx", "b.docx", docx.substr(0, docx.size() / 2), "");
  expect_refused("broken.docx", "b.docx", with_part(docx, "word/document.xml", "<w:document><w:p>Koldermaine"), "cannot be read");
  expect_refused("unknown.docx", "b.docx", with_part(docx, "word/strange.bin", std::string("\1\2Koldermaine\0\3", 15)), "kind that Heed does not know");
  expect_refused("macro.docx", "b.docx", with_part(docx, "word/vbaProject.bin", "Koldermaine"), "macros");
  expect_refused("cut.pdf", "b.docx", "%PDF-1.7\n1 0 obj<</Type/Catalog", "");
  expect_refused("locked.pdf", "b.docx", "%PDF-1.7\ntrailer<</Encrypt 1 0 R>>", "");
  expect_refused("open.html", "b.html", "<p>Koldermaine <!-- and so on", "");
  expect_refused("open.csv", "b.csv", "a,\"Koldermaine\n", "quotation mark");
  expect_refused("not.docx", "b.docx", "Koldermaine", "");
  expect_refused("not.txt", "b.txt", docx, "not what its ending says");
  expect_refused("a.msg", "b.msg", "Koldermaine", "kind of file");
  expect_refused("a.rtf", "b.rtf", "{\\rtf1 Koldermaine}", "kind of file");
  expect_refused("a.pdf", "b.pdf", "%PDF-1.7", "another kind");
}

TEST_F(Anonymise, AReaderThatTakesTooLongGivesNothing) {
  const auto pdf = document::write_pdf(words_and_table(), {});
  ASSERT_TRUE(pdf.ok());
  if (!document::read(*pdf, "a.pdf").ok()) GTEST_SKIP() << "heed-pdf is not built here";
  const auto reg = anonymise::read_register_csv(kRegister);
  ASSERT_TRUE(reg.ok());
  document::Limits limits;
  limits.seconds = 0;
  const auto done = anonymise::replace_file(*pdf, "a.pdf", anonymise::Detector(*reg), {}, ".docx", limits);
  ASSERT_FALSE(done.ok());
  EXPECT_NE(done.error().message.find("too long"), std::string::npos) << done.error().message;
  EXPECT_FALSE(done.error().next.empty());
}

TEST_F(Anonymise, AnOutputThatNamesAPersonIsRefused) {
  put("a.txt", kWords);
  EXPECT_EQ(run("a.txt", "Koldermaine.txt"), 1);
  EXPECT_FALSE(fs::exists(path("Koldermaine.txt")));
  EXPECT_EQ(err_.str().find("Koldermaine"), std::string::npos) << err_.str();
  EXPECT_EQ(run("a.txt", "a.txt"), 1);
  EXPECT_EQ(get("a.txt"), kWords);
}

TEST_F(Anonymise, OneBadFileOfSeveralKeepsNoOtherBack) {
  put("a.txt", kWords);
  put("open.csv", "a,\"Koldermaine\n");
  fs::create_directory(folder_ / "out");
  std::ostringstream out, err;
  EXPECT_EQ(run_anonymise({{path("a.txt"), path("open.csv")}, path("register.csv"), path("out"), {}, {}, {}, {}}, out, err), 1);
  EXPECT_TRUE(fs::exists(folder_ / "out/a.txt"));
  EXPECT_FALSE(fs::exists(folder_ / "out/open.csv"));
  EXPECT_NE(out.str().find("1 of 2 file(s) written"), std::string::npos) << out.str();
}

TEST_F(Anonymise, ThePolicyOfTheReviewIsObeyed) {
  put("a.txt", "PC Wexcombe, aged 34, attended on 3 June 2019.");
  std::ostringstream out, err;
  const anonymise::Policy policy{anonymise::DatePolicy::Year, anonymise::AgePolicy::Banded, anonymise::ProfessionalPolicy::Role};
  ASSERT_EQ(run_anonymise({{path("a.txt")}, path("register.csv"), path("b.txt"), {}, {}, {}, policy}, out, err), 0) << err.str();
  EXPECT_EQ(get("b.txt"), "The police officer, aged 30–39, attended in 2019.");
}

TEST_F(Anonymise, ProveSaysFourAndWritesACertificate) {
  put("a.txt", kWords);
  std::ostringstream out, err;
  EXPECT_EQ(run_prove({path("a.txt"), path("register.csv"), {}, {}, true, false}, SystemClock(), out, err), 4);
  EXPECT_NE(out.str().find("\"clean\": false"), std::string::npos);
  EXPECT_EQ(out.str().find("Koldermaine"), std::string::npos);
  EXPECT_EQ(run_prove({path("none.txt"), path("register.csv"), {}, {}, true, false}, SystemClock(), out, err), 1);
}

TEST_F(Anonymise, AModelThatDoesNotMatchDetectsNothing) {
  put("a.txt", kWords);
  std::ifstream file(HEED_SOURCE_DIR "/data/model/names.model", std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  ASSERT_GT(whole.size(), 100'000u);
  auto changed = whole;
  changed[whole.size() / 2] = static_cast<char>(changed[whole.size() / 2] ^ 1);
  auto later = whole;
  ++later[7];  // the version in its first eight bytes
  for (const auto& model : {std::string("no model"), changed, whole.substr(0, whole.size() / 2), later}) {
    put("bad.model", model);
    std::istringstream in;
    std::ostringstream out, err;
    DetectArgs args;
    args.input = path("a.txt");
    args.model_path = path("bad.model");
    EXPECT_EQ(run_detect(args, in, out, err), 1);
    EXPECT_TRUE(out.str().empty()) << out.str();
    EXPECT_NE(err.str().find("model"), std::string::npos) << err.str();
  }
}

}  // namespace
}  // namespace heed::cli

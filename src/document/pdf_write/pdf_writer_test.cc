// A written PDF, as other people's programs see it: poppler's pdfinfo and pdftotext, and qpdf.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "document/document.h"
#include "document/document_fixture.h"
#include "document/encoding.h"
#include "document/picture_fixture.h"

namespace heed::document {
namespace {

namespace fs = std::filesystem;

Cell cell(std::string text, int columns = 1, int rows = 1) {
  Cell c;
  c.text = std::move(text);
  c.columns = columns;
  c.rows = rows;
  return c;
}
Cell covered() {
  Cell c;
  c.covered = true;
  return c;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  std::istringstream in{std::string(text)};
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

/// Every word of a document in the order in which it is to be read.
void add_words(const std::vector<Block>& blocks, std::string& out) {
  for (const Block& b : blocks) {
    out += b.label + " ";
    for (const Run& r : b.runs)
      if (!r.deleted) out += r.text;
    out += " " + b.caption + " ";
    for (const Row& row : b.rows)
      for (const Cell& c : row.cells) {
        if (c.covered) continue;
        if (c.blocks.empty()) out += c.text + " ";
        else add_words(c.blocks, out);
      }
    out += "\n";
  }
}
std::vector<std::string> words_of(const Document& d, std::string_view title = {}) {
  std::string all(title);
  all += "\n";
  add_words(d.blocks, all);
  if (!d.apart.empty()) all += "Notes\n";
  for (const Block& b : d.apart) all += "[" + b.label + "] " + b.text() + "\n";
  return split(all);
}

class WritePdf : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v pdfinfo >/dev/null 2>&1 && command -v qpdf >/dev/null 2>&1") != 0) GTEST_SKIP() << "poppler-utils or qpdf is not installed";
    folder_ = fs::temp_directory_path() / fmt::format("heed-pdf-{}-{}", getpid(), ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const Document& d, const WriteOptions& options) {
    std::vector<Unread> losses;
    auto made = write_pdf(d, options, &losses);
    ASSERT_TRUE(made.ok()) << made.error().message;
    bytes_ = *made;
    std::ofstream(folder_ / "a.pdf", std::ios::binary) << bytes_;
  }
  std::string run(const std::string& command) {
    std::string out;
    FILE* pipe = popen(fmt::format("cd '{}' && {} 2>&1", folder_.string(), command).c_str(), "r");
    std::array<char, 4096> piece;
    for (std::size_t n; (n = fread(piece.data(), 1, piece.size(), pipe)) > 0;) out.append(piece.data(), n);
    status_ = pclose(pipe);
    return out;
  }
  /// The words of the tags, in the order of the tree.
  std::vector<std::string> tagged_words() {
    std::string all;
    std::istringstream in(run("pdfinfo -struct-text a.pdf"));
    for (std::string line; std::getline(in, line);) {
      const std::size_t from = line.find('"');
      if (from == line.npos) continue;
      all += line.substr(from + 1);
      if (all.ends_with('"')) all.pop_back();
      all += ' ';
    }
    return split(all);
  }
  std::string plain() { return run("qpdf --qdf --object-streams=disable a.pdf -"); }
  int pages() {
    const std::string info = run("pdfinfo a.pdf");
    const std::size_t at = info.find("Pages:");
    return at == info.npos ? 0 : std::atoi(info.c_str() + at + 6);
  }

  fs::path folder_;
  std::string bytes_;
  int status_ = 0;
};

WriteOptions marked() {
  WriteOptions o;
  o.title = "Overview report: Amara";
  o.marking = "OFFICIAL-SENSITIVE";
  o.footer = "Edition 1";
  return o;
}

Document example() {
  Document d;
  d.blocks.push_back(words(BlockKind::Heading, "Background", 1, "1"));
  d.blocks.push_back(words(BlockKind::Paragraph, "An efficient officer of the affluent office (Zo\xC3\xAB \xC3\x85ngstr\xC3\xB6m).", 0, "1.1"));
  Run link;
  link.text = " The guidance";
  link.link = "https://example.org/a?b=1&c=2";
  d.blocks.back().runs.push_back(link);
  d.blocks.push_back(words(BlockKind::Heading, "Deep", 4));
  d.blocks.push_back(words(BlockKind::ListItem, "first", 0, "1."));
  d.blocks.push_back(words(BlockKind::ListItem, "under", 1, "(a)"));
  d.blocks.push_back(words(BlockKind::ListItem, "second", 0, "2."));
  d.blocks.push_back(words(BlockKind::Paragraph, "Between."));
  Block table;
  table.kind = BlockKind::Table;
  table.caption = "Contacts";
  Row head, one, two;
  head.header = true;
  head.cells = {cell("Date"), cell("What", 2), covered()};
  one.cells = {cell("22 May 2016", 1, 2), cell("GP"), cell("Visit")};
  two.cells = {covered(), cell("Police"), cell("Call")};
  table.rows = {head, one, two};
  d.blocks.push_back(table);
  Block note = words(BlockKind::Note, "the note", 0, "1");
  note.place = {"footnote 1", "paragraph 1"};
  d.apart.push_back(note);
  return d;
}

TEST_F(WritePdf, IsATaggedFileThatSaysWhatItIs) {
  write(example(), marked());
  run("qpdf --check a.pdf");
  EXPECT_EQ(status_, 0);
  const std::string info = run("pdfinfo a.pdf");
  EXPECT_NE(info.find("Overview report: Amara"), std::string::npos) << info;
  EXPECT_NE(info.find("Tagged:          yes"), std::string::npos) << info;
  EXPECT_NE(info.find("PDF version:     1.7"), std::string::npos) << info;
  EXPECT_EQ(info.find("CreationDate"), std::string::npos) << "a time would make two writings differ";
  const std::string text = plain();
  for (const char* wanted : {"/Lang (en-GB)", "/DisplayDocTitle true", "/Marked true", "/Tabs /S", "/Scope /Column", "/ColSpan 2", "/RowSpan 2",
                             "/ListNumbering /Decimal", "/ListNumbering /LowerAlpha", "/Outlines", "<dc:title>", "/URI (https://example.org/a?b=1&c=2)", "/ID (note"})
    EXPECT_NE(text.find(wanted), std::string::npos) << wanted;
  for (const std::string& line : split(run("pdffonts a.pdf | tail -n +3 | cut -c 72-86 | tr -s ' ' '-'"))) EXPECT_TRUE(line.find("yes-yes-yes") != line.npos) << line;
}

TEST_F(WritePdf, TheSameDocumentGivesTheSameBytes) {
  write(example(), marked());
  const std::string first = bytes_;
  write(example(), marked());
  EXPECT_EQ(first, bytes_);
}

TEST_F(WritePdf, TagsHoldTheWordsInReadingOrder) {
  write(example(), marked());
  EXPECT_EQ(tagged_words(), words_of(example(), marked().title));
  const std::string tags = run("pdfinfo -struct a.pdf");
  // A heading of level 4 after one of level 1 is tagged as level 2: no level is left out.
  EXPECT_NE(tags.find("\n  H2 (block)"), std::string::npos) << tags;
  EXPECT_EQ(tags.find("H4"), std::string::npos);
  for (const char* wanted : {"L (block)", "LI (block)", "Lbl (block)", "LBody (block)", "Table (block)", "THead", "TBody", "TH", "TD", "Caption", "Note", "Link (inline)"})
    EXPECT_NE(tags.find(wanted), std::string::npos) << wanted;
}

TEST_F(WritePdf, RunningHeadsAreNotRead) {
  write(example(), marked());
  const auto read_aloud = tagged_words();
  for (const char* word : {"OFFICIAL-SENSITIVE", "Edition", "Page"}) EXPECT_EQ(std::count(read_aloud.begin(), read_aloud.end(), word), 0) << word;
  const std::string seen = run("pdftotext a.pdf -");
  EXPECT_NE(seen.find("OFFICIAL-SENSITIVE"), std::string::npos);
  EXPECT_NE(seen.find("Page 1 of 1"), std::string::npos);
}

TEST_F(WritePdf, EveryTextIsTaggedOrAnArtifact) {
  write(example(), marked());
  int depth = 0;
  std::istringstream in(plain());
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with(" BDC")) ++depth;
    if (line == "EMC") --depth;
    if (line.starts_with("BT ") || line.ends_with("re S") || line.ends_with("re f")) {
      EXPECT_EQ(depth, 1) << line;
    }
    EXPECT_LE(depth, 1);
  }
  EXPECT_EQ(depth, 0);
}

Document long_document() {
  Document d;
  std::mt19937 random(7);
  const auto sentence = [&](int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += (i ? " w" : "W") + std::to_string(random() % 5000);
    return out + ".";
  };
  for (int part = 1; part <= 12; ++part) {
    d.blocks.push_back(words(BlockKind::Heading, fmt::format("Part {}", part), 1));
    for (int k = 0; k < 6; ++k) d.blocks.push_back(words(BlockKind::Paragraph, sentence(90), 0, fmt::format("{}.{}", part, k + 1)));
  }
  Block table;
  table.kind = BlockKind::Table;
  table.caption = "Chronology";
  Row head;
  head.header = true;
  for (const char* name : {"Dated", "Time", "Agency", "Source", "Contact", "Done", "Remark"}) head.cells.push_back(cell(name));
  table.rows.push_back(head);
  for (int r = 0; r < 60; ++r) {
    Row row;
    for (int c = 0; c < 7; ++c) row.cells.push_back(cell(sentence(c < 2 ? 1 : static_cast<int>(1 + random() % 14))));
    if (r == 20) row.cells[4] = cell(sentence(900));  // more than a page
    if (r == 30) row.cells[0].rows = 25;
    if (r > 30 && r < 55) row.cells[0] = covered();
    table.rows.push_back(row);
  }
  d.blocks.push_back(table);
  d.blocks.push_back(words(BlockKind::Heading, "After", 1));
  d.blocks.push_back(words(BlockKind::Paragraph, "The end."));
  return d;
}

TEST_F(WritePdf, PicturesAreFiguresWithTheirDescription) {
  Document d;
  d.blocks = {words(BlockKind::Heading, "Pictures", 1), shown(png_of_colours(), "A map (old)"), shown(png_to_see_through(), "A plan"), shown(png_of_a_palette(), ""),
              shown(png_interlaced(), "A grey square"), shown(jpeg_of_grey(), "A grey stone"), shown(png_of_colours(), "The map again"), words(BlockKind::Paragraph, "After.")};
  Picture decoration = *d.blocks[1].picture;
  decoration.decorative = true;
  d.blocks.push_back(picture_block({}, "", decoration));
  Block table;
  table.kind = BlockKind::Table;
  table.rows.resize(1);
  table.rows[0].cells = {cell("beside"), cell("A stone in a cell")};
  table.rows[0].cells[1].blocks = {shown(jpeg_of_grey(), "A stone in a cell")};
  d.blocks.push_back(table);
  write(d, {});
  run("qpdf --check a.pdf");
  EXPECT_EQ(status_, 0);
  const std::string tags = run("pdfinfo -struct a.pdf"), text = plain();
  const auto count = [](const std::string& in, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = in.find(what); at != in.npos; at = in.find(what, at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(count(tags, "Figure"), 7u) << tags;
  EXPECT_EQ(count(text, "/S /Figure"), 7u) << "a decoration is none";
  EXPECT_EQ(count(text, "/BBox ["), 7u);
  for (const char* said : {"/Alt (A map \\(old\\))", "/Alt (A plan)", "/Alt (Picture without a description)", "/Alt (A stone in a cell)"})
    EXPECT_NE(text.find(said), std::string::npos) << said;
  EXPECT_EQ(count(text, "/Subtype /Image"), 6u) << "five pictures, and what one shows through";
  EXPECT_EQ(bytes_.find("Koldermaine"), std::string::npos);

  // As somebody sees it: red over blue, half of red over green, black on white, greys.
  run("pdftoppm -r 72 a.pdf page");
  fs::path page;
  for (const auto& f : fs::directory_iterator(folder_))
    if (f.path().extension() == ".ppm") page = f.path();
  ASSERT_FALSE(page.empty());
  std::ifstream in(page, std::ios::binary);
  std::string magic;
  int wide = 0, high = 0, most = 0;
  in >> magic >> wide >> high >> most;
  in.get();
  std::string pixels(static_cast<std::size_t>(wide * high * 3), '\0');
  in.read(pixels.data(), static_cast<std::streamsize>(pixels.size()));
  const auto seen = [&](int red, int green, int blue) {
    int n = 0;
    for (std::size_t at = 0; at + 2 < pixels.size(); at += 3) {
      const auto near = [&](std::size_t i, int wanted) { return std::abs(static_cast<int>(static_cast<unsigned char>(pixels[at + i])) - wanted) <= 2; };
      n += near(0, red) && near(1, green) && near(2, blue);
    }
    return n;
  };
  EXPECT_GT(seen(255, 0, 0), 1500);
  EXPECT_GT(seen(0, 0, 255), 1500);
  EXPECT_GT(seen(255, 127, 127), 1000);
  EXPECT_GT(seen(0, 255, 0), 1000);
  EXPECT_GT(seen(0, 0, 0), 1000);
  EXPECT_GT(seen(0x10, 0x10, 0x10), 500);
  EXPECT_GT(seen(128, 128, 128), 3000);
}

TEST_F(WritePdf, ADamagedPictureIsSaidToBe) {
  Document d;
  d.blocks = {shown(png_of_colours(), "A map")};
  Picture broken = *d.blocks[0].picture;
  broken.bytes[60] = static_cast<char>(broken.bytes[60] ^ 0x55);  // in the packed pixels
  d.blocks[0].picture = std::make_shared<const Picture>(broken);
  EXPECT_FALSE(write_pdf(d, {}).ok());
  std::vector<Unread> losses;
  const auto made = write_pdf(d, {}, &losses);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(losses.size(), 1u);
  EXPECT_EQ(losses[0].place.words(), "body, paragraph 1, picture");
  write(d, {});
  EXPECT_NE(run("pdftotext a.pdf -").find("Picture: A map"), std::string::npos);
}

TEST_F(WritePdf, LongTablesGoOnWithTheirHeadAndLoseNothing) {
  const Document d = long_document();
  write(d, marked());
  const auto tagged = tagged_words();
  EXPECT_EQ(tagged, words_of(d, marked().title));
  EXPECT_EQ(std::count(tagged.begin(), tagged.end(), "Dated"), 1) << "a repeated head is an artifact";
  int with_head = 0, landscape = 0;
  const int all = pages();
  EXPECT_GT(all, 15);
  const std::string sizes = run(fmt::format("pdfinfo -f 1 -l {} a.pdf", all)), text = run("pdftotext -layout a.pdf -");
  std::size_t from = 0;
  for (int p = 1; p <= all; ++p) {
    const std::size_t to = text.find('\f', from);
    ASSERT_NE(to, text.npos);
    const std::string page = text.substr(from, to - from);
    from = to + 1;
    EXPECT_NE(page.find(fmt::format("Page {} of {}", p, all)), std::string::npos) << p;
    const bool wide = sizes.find(fmt::format("Page {:4} size:  841.89 x 595.28", p)) != std::string::npos;
    landscape += wide;
    with_head += page.find("Dated") != std::string::npos;
  }
  EXPECT_GT(landscape, 3);
  EXPECT_EQ(with_head, landscape) << "every page of the table has its head";
}

TEST_F(WritePdf, ContentsLeadToThePagesOfTheirHeadings) {
  WriteOptions options = marked();
  options.contents = true;
  const Document d = long_document();
  write(d, options);
  const std::string first = run("pdftotext -layout -f 1 -l 1 a.pdf -");
  int checked = 0;
  std::istringstream in(first);
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line);
    if (parts.size() < 4 || parts[0] != "Part") continue;
    const int page = std::atoi(parts.back().c_str());
    const std::string there = run(fmt::format("pdftotext -f {0} -l {0} a.pdf -", page));
    EXPECT_NE(("\n" + there).find("\nPart " + parts[1] + "\n"), std::string::npos) << line;
    ++checked;
  }
  EXPECT_EQ(checked, 12);
  EXPECT_NE(run("pdfinfo -struct a.pdf").find("TOCI"), std::string::npos);
}

TEST_F(WritePdf, WordsOfAnyShapeAndLanguageComeBackAsWritten) {
  Document d;
  for (const char* text : {"e\xCC\x81" "clair efficient affluent fjord", "\xCE\x95\xCE\xBB\xCE\xBB\xCE\xB7\xCE\xBD\xCE\xB9\xCE\xBA\xCE\xAC", "\xD0\x9A\xD0\xB8\xD1\x80\xD0\xB8\xD0\xBB\xD0\xBB\xD0\xB8\xD1\x86\xD0\xB0",
                           "\xD8\xA7\xD9\x84\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A\xD8\xA9", "Dw\xC5\xB5r a th\xC5\xB7"})
    d.blocks.push_back(words(BlockKind::Paragraph, text));
  write(d, {});
  // A letter and its accent are shown as one glyph, which still means both.
  EXPECT_EQ(tagged_words(), words_of(d));
  auto made = write_pdf(d, {});
  EXPECT_TRUE(made.ok());
}

TEST_F(WritePdf, WhatNoFontHasIsNeverSilentlyABox) {
  Document d;
  d.blocks.push_back(words(BlockKind::Paragraph, "Named \xE0\xA8\xAA\xE0\xA9\xB0 here"));
  d.blocks.back().place = {"body", "paragraph 1"};
  const auto refused = write_pdf(d, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("U+0A2A"), std::string::npos);
  std::vector<Unread> losses;
  ASSERT_TRUE(write_pdf(d, {}, &losses).ok());
  ASSERT_EQ(losses.size(), 2u);
  EXPECT_EQ(losses[0].place.words(), "body, paragraph 1");
  EXPECT_TRUE(losses[0].loses_words);
  write(d, {});
  EXPECT_EQ(tagged_words(), words_of(d)) << "whoever copies it still gets the letters";
}

TEST_F(WritePdf, RandomDocumentsKeepEveryWordInOrder) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    const auto some = [&](int most) {
      std::string out;
      for (unsigned i = 0, n = 1 + random() % static_cast<unsigned>(most); i < n; ++i) out += (i ? " " : "") + std::string(1 + random() % 12, static_cast<char>('a' + random() % 26));
      if (random() % 9 == 0) out += " " + std::string(160, 'x');  // wider than a line
      return out;
    };
    std::function<Block(int)> block = [&](int depth) {
      switch (random() % (depth < 2 ? 6 : 5)) {
        case 0: return words(BlockKind::Heading, some(9), 1 + static_cast<int>(random() % 6));
        case 1:
        case 2: return words(BlockKind::ListItem, some(40), static_cast<int>(random() % 4), random() % 2 ? "\xE2\x80\xA2" : "7.");
        case 3:
        case 4: return words(BlockKind::Paragraph, some(200));
        default: break;
      }
      Block t;
      t.kind = BlockKind::Table;
      const unsigned columns = 1 + random() % 5, rows = 1 + random() % 8;
      const bool head = random() % 2;
      std::vector<std::vector<bool>> taken(rows, std::vector<bool>(columns));
      for (unsigned r = 0; r < rows; ++r) {
        Row row;
        row.header = head && r == 0;
        for (unsigned c = 0; c < columns; ++c) {
          if (taken[r][c]) {
            row.cells.push_back(covered());
            continue;
          }
          Cell one = cell("");
          const unsigned down = row.header || (head && r == 0) ? 1 : 1 + random() % std::min(3u, rows - r);
          unsigned across = 1;
          while (across < 1 + random() % 2 && c + across < columns && !taken[r][c + across]) ++across;
          one.columns = static_cast<int>(across);
          one.rows = static_cast<int>(down);
          for (unsigned y = r; y < r + down; ++y)
            for (unsigned x = c; x < c + across; ++x) taken[y][x] = true;
          if (random() % 4 == 0)
            for (unsigned k = 0; k < 1 + random() % 3; ++k) one.blocks.push_back(block(depth + 1));
          else one.text = some(random() % 12 == 0 ? 900 : 15);
          row.cells.push_back(one);
        }
        t.rows.push_back(row);
      }
      return t;
    };
    Document d;
    for (int i = 0; i < 40; ++i) d.blocks.push_back(block(0));
    write(d, {});
    run("qpdf --check a.pdf");
    ASSERT_EQ(status_, 0) << seed;
    ASSERT_GT(pages(), 0);
    // A word wider than its line is broken, and stands whole where the pieces are joined.
    const auto joined = [](const std::vector<std::string>& all) {
      std::string out;
      for (const std::string& w : all) out += w;
      return out;
    };
    const std::string got = joined(tagged_words()), wanted = joined(words_of(d));
    const auto at = static_cast<std::size_t>(std::mismatch(got.begin(), got.end(), wanted.begin(), wanted.end()).first - got.begin());
    ASSERT_TRUE(got == wanted) << seed << ": " << got.substr(at, 80) << " is not " << wanted.substr(at, 80);
  }
}

}  // namespace
}  // namespace heed::document

#include "review/chronology/chronology.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace heed::review {
namespace {

using namespace std::chrono;
constexpr Day kToday{year{2026}, November, day{22}};

Import take(const std::string& csv, ImportOptions options = {}) {
  if (options.agency.empty()) options.agency = "Northborough Housing";
  auto doc = document::read(csv, "a.csv");
  EXPECT_TRUE(doc.ok());
  auto in = import_table(*doc, options, kToday);
  EXPECT_TRUE(in.ok());
  return std::move(*in);
}

void nothing_lost(const Import& in) {
  std::size_t entries = 0, doubtful = 0;
  for (const auto& t : in.tables) {
    if (t.used) {
      EXPECT_EQ(t.rows, t.entries + t.doubtful + t.headings + t.blank) << t.name;
    } else {
      EXPECT_FALSE(t.reason.empty());
    }
    entries += std::size_t(t.entries);
    doubtful += std::size_t(t.doubtful);
  }
  EXPECT_EQ(entries, in.entries.size());
  EXPECT_EQ(doubtful, in.doubtful.size());
  for (const auto& e : in.doubtful) EXPECT_FALSE(e.doubt.empty());
}

document::Cell cell(std::string text, int rows = 1, int columns = 1) {
  document::Cell c;
  c.text = std::move(text);
  c.rows = rows;
  c.columns = columns;
  return c;
}
document::Cell covered() {
  document::Cell c;
  c.covered = true;
  c.kind = document::CellKind::Empty;
  return c;
}
document::Document table_of(std::vector<std::vector<document::Cell>> rows) {
  document::Block b;
  b.kind = document::BlockKind::Table;
  b.place = {"body", "table 1"};
  for (auto& cells : rows) {
    document::Row row;
    row.number = int(b.rows.size()) + 1;
    row.cells = std::move(cells);
    b.rows.push_back(std::move(row));
  }
  document::Document d;
  d.format = "docx";
  d.blocks.push_back(std::move(b));
  return d;
}

Column only_column(const std::string& heading) {
  const auto in = take("Date," + heading + ",Event\n3 May 2016,some words here,She called the landlord\n4 May 2016,other words here,A letter was sent\n");
  return in.tables.at(0).columns.at(1).is;
}

TEST(ChronologyImport, TheFieldsOwnFormIsUnderstood) {
  const auto in = take(
      "Date,Time,Source record/agency,Person(s) concerned,Event/contact,Victim/child seen & spoken to alone?,Decision/action taken,Expected practice,Author comment/analysis,Cross-ref\n"
      "22.05.16,14:30,Repairs log,Amara,Door reported broken,No,Repair booked,Ask how it broke,A chance to ask was missed,Police 4\n");
  nothing_lost(in);
  ASSERT_EQ(in.entries.size(), 1u);
  const auto& e = in.entries[0];
  EXPECT_EQ(e.date.edtf(), "2016-05-22T14:30");
  EXPECT_EQ(e.date_written, "22.05.16");
  EXPECT_EQ(e.source, "Repairs log");
  EXPECT_EQ(e.people, "Amara");
  EXPECT_EQ(e.what, "Door reported broken");
  EXPECT_EQ(e.seen_alone, "No");
  EXPECT_EQ(e.action, "Repair booked");
  EXPECT_EQ(e.expected, "Ask how it broke");
  EXPECT_EQ(e.comment, "A chance to ask was missed");
  EXPECT_EQ(e.cross_ref, "Police 4");
  EXPECT_EQ(e.agency, "Northborough Housing");
  EXPECT_NE(e.place.find("row 2"), std::string::npos);
  EXPECT_NE(e.original.find("Event/contact: Door reported broken"), std::string::npos);
}

TEST(ChronologyImport, HeadingsMayBeWordedOtherwiseOrMisspelt) {
  EXPECT_EQ(only_column("Soruce of information"), Column::Source);
  EXPECT_EQ(only_column("Proffesional involved"), Column::Staff);
  EXPECT_EQ(only_column("Outcome of contact"), Column::Action);
  EXPECT_EQ(only_column("Author's Analysis"), Column::Comment);
  EXPECT_EQ(only_column("EXPECTED PRACTISE"), Column::Expected);
  EXPECT_EQ(only_column("Organisation"), Column::Agency);
  EXPECT_EQ(only_column("Child seen? (Y/N)"), Column::Seen);
  EXPECT_EQ(only_column("Seen alone?"), Column::SeenAlone);
  EXPECT_EQ(only_column("Cross reference"), Column::CrossRef);
  EXPECT_EQ(only_column("Shoe size"), Column::None);
}

TEST(ChronologyImport, ColumnsInDoubtAreAskedAboutWithTheirFirstCells) {
  const auto in = take("Date,Agency/Source,Event\n3 May 2016,Police log,She called\n");
  ASSERT_EQ(in.columns_in_doubt.size(), 1u);
  const auto& ask = in.columns_in_doubt[0];
  EXPECT_EQ(ask.column, 1);
  EXPECT_GE(ask.candidates.size(), 2u);
  EXPECT_EQ(ask.samples, std::vector<std::string>{"Police log"});
  ImportOptions options;
  options.choices = {{0, 1, Column::Source}};
  const auto again = take("Date,Agency/Source,Event\n3 May 2016,Police log,She called\n", options);
  EXPECT_TRUE(again.columns_in_doubt.empty());
  EXPECT_EQ(again.entries.at(0).source, "Police log");
}

TEST(ChronologyImport, TitlesAboveAndRepeatedHeadingsAreNoEntries) {
  const auto in = take("Chronology of contacts,,\n,,\nDate,Source,Event\n3 May 2016,Log,She called the office\n,,\nDate,Source,Event\n4 May 2016,Log,A letter was sent\n");
  nothing_lost(in);
  EXPECT_EQ(in.entries.size(), 2u);
  EXPECT_TRUE(in.doubtful.empty());
  EXPECT_EQ(in.tables[0].titles, std::vector<std::string>{"Chronology of contacts"});
}

TEST(ChronologyImport, DatesAreFoundByContentWithoutHeadings) {
  const auto in = take("3 May 2016,Called at the door and nobody answered,Log\n4/5/16,A neighbour told of shouting in the night,Log\n");
  nothing_lost(in);
  ASSERT_EQ(in.entries.size(), 2u);
  EXPECT_EQ(in.entries[1].date.edtf(), "2016-05-04");
  EXPECT_EQ(in.entries[1].what, "A neighbour told of shouting in the night");
  EXPECT_FALSE(in.columns_in_doubt.empty());
}

TEST(ChronologyImport, MergedDatesAreCarriedDownAndMarked) {
  auto doc = table_of({{cell("Date"), cell("Source"), cell("Event")},
                       {cell("3 May 2016", 2), cell("Log"), cell("She called")},
                       {covered(), cell("Log"), cell("She called again")},
                       {cell("4 May 2016"), cell("Log"), cell("A visit")}});
  const auto in = import_table(doc, {.agency = "Police"}, kToday);
  ASSERT_TRUE(in.ok());
  nothing_lost(*in);
  ASSERT_EQ(in->entries.size(), 3u);
  EXPECT_EQ(in->entries[1].date.edtf(), "2016-05-03");
  EXPECT_EQ(in->entries[1].marks, std::vector<std::string>{"Date carried down from row 2"});
  EXPECT_TRUE(in->entries[2].marks.empty());
  EXPECT_EQ(in->entries[2].place, "body, table 1, row 4");
}

TEST(ChronologyImport, ABlankDateThatIsNotMergedIsNotGuessed) {
  const auto in = take("Date,Source,Event\n3 May 2016,Log,She called\n,Log,She called again\n");
  nothing_lost(in);
  EXPECT_EQ(in.entries.size(), 1u);
  ASSERT_EQ(in.doubtful.size(), 1u);
  EXPECT_EQ(in.doubtful[0].doubt, "There are words but no date. The row before it is dated 3 May 2016.");
}

TEST(ChronologyImport, TwoLinesOfHeadingsBelongTogether) {
  auto doc = table_of({{cell("Date", 1, 2), covered(), cell("Event", 2)},
                       {cell("From"), cell("To"), covered()},
                       {cell("3 May 2016"), cell("5 May 2016"), cell("In hospital")},
                       {cell("9 May 2016"), cell("7 May 2016"), cell("At a friend's home")}});
  const auto in = import_table(doc, {.agency = "Health"}, kToday);
  ASSERT_TRUE(in.ok());
  nothing_lost(*in);
  ASSERT_EQ(in->entries.size(), 1u);
  EXPECT_EQ(in->entries[0].date.edtf(), "2016-05-03/2016-05-05");
  ASSERT_EQ(in->doubtful.size(), 1u);
  EXPECT_EQ(in->doubtful[0].doubt, "It ends before it starts.");
}

TEST(ChronologyImport, EveryFormOfDateIsRead) {
  const std::pair<const char*, const char*> forms[] = {{"22.05.16", "2016-05-22"}, {"22-may-16", "2016-05-22"}, {"22/5/2016 14:30", "2016-05-22T14:30"},
                                                       {"2016-05-22", "2016-05-22"}, {"May 2016", "2016-05"}, {"about March 2018", "2018-03~"},
                                                       {"12–14 May 2016", "2016-05-12/2016-05-14"}, {"2012", "2012"}, {"22/05/2016 (approx)", "2016-05-22~"}, {"22/05/2016 (see letter)", "2016-05-22"}};
  for (const auto& [typed, edtf] : forms) {
    const auto in = take(std::string("Date,Event\n1 May 2011,First of them\n") + typed + ",Something happened\n");
    ASSERT_EQ(in.entries.size(), 2u) << typed;
    EXPECT_EQ(in.entries[1].date.edtf(), edtf) << typed;
    EXPECT_EQ(in.entries[1].date_written, typed);
  }
}

TEST(ChronologyImport, TimesAreReadHoweverWritten) {
  for (const char* time : {"14:30", "14.30", "1430", "1430hrs", "14:30 hours", "2.30pm", "14:30:00"}) {
    const auto in = take(std::string("Date,Time,Event\n22/05/2016,") + time + ",Something happened\n");
    ASSERT_EQ(in.entries.size(), 1u) << time;
    EXPECT_EQ(in.entries[0].date.edtf(), "2016-05-22T14:30") << time;
  }
  const auto vague = take("Date,Time,Event\n22/05/2016,evening,Something happened\n");
  EXPECT_EQ(vague.entries.at(0).date.edtf(), "2016-05-22");
  EXPECT_EQ(vague.entries.at(0).time, "evening");
}

TEST(ChronologyImport, ASpreadsheetsDateIsTakenFromItsValueAndKeptAsShown) {
  auto doc = table_of({{cell("Date"), cell("Event")}, {cell("22-May"), cell("A call")}});
  auto& c = doc.blocks[0].rows[1].cells[0];
  c.kind = document::CellKind::Date;
  c.iso_date = "2016-05-22";
  const auto in = import_table(doc, {.agency = "Police"}, kToday);
  ASSERT_TRUE(in.ok());
  ASSERT_EQ(in->entries.size(), 1u);
  EXPECT_EQ(in->entries[0].date.edtf(), "2016-05-22");
  EXPECT_EQ(in->entries[0].date.typed(), "22-May");
}

TEST(ChronologyImport, YearsComeFromAHeadingRowOrFromTheQuestion) {
  auto doc = table_of({{cell("Date"), cell("Source"), cell("Event")}, {cell("2015", 1, 3), covered(), covered()}, {cell("12 May"), cell("Log"), cell("A call")}});
  const auto in = import_table(doc, {.agency = "Police"}, kToday);
  ASSERT_TRUE(in.ok());
  nothing_lost(*in);
  ASSERT_EQ(in->entries.size(), 1u);
  EXPECT_EQ(in->entries[0].date.edtf(), "2015-05-12");
  EXPECT_FALSE(in->entries[0].marks.empty());
  ImportOptions options;
  options.default_year = 2014;
  EXPECT_EQ(take("Date,Event\n1 May 2013,First\n12 May,Second thing\n", options).entries.at(1).date.edtf(), "2014-05-12");
  EXPECT_EQ(take("Date,Event\n1 May 2013,First\n12 May,Second thing\n").doubtful.size(), 1u);
}

TEST(ChronologyImport, DoubtsSayWhy) {
  ImportOptions options;
  options.period_from = Day{year{2015}, January, day{1}};
  options.period_until = Day{year{2027}, December, day{31}};
  const auto in = take(
      "Date,Source,Event\n3 May 2016,Log,She called\n31/02/2016,Log,Impossible day\n3 May 2031,Log,Not yet\n1 May 2009,Log,Long before\n5 May 2016,,\n3 May 2016,Log,She called\n"
      ",Log,Words alone\n", options);
  nothing_lost(in);
  EXPECT_EQ(in.entries.size(), 1u);
  ASSERT_EQ(in.doubtful.size(), 6u);
  EXPECT_EQ(in.doubtful[0].doubt.find("The date was not understood."), 0u);
  EXPECT_EQ(in.doubtful[1].doubt, "The date is in the future.");
  EXPECT_EQ(in.doubtful[2].doubt, "The date lies before the period asked about.");
  EXPECT_EQ(in.doubtful[3].doubt, "There is a date but no words.");
  EXPECT_EQ(in.doubtful[4].doubt, "It repeats row 2.");
  EXPECT_EQ(in.doubtful[5].doubt.find("There are words but no date."), 0u);
}

TEST(ChronologyImport, HiddenRowsComeInAndSaySo) {
  auto doc = table_of({{cell("Date"), cell("Event")}, {cell("3 May 2016"), cell("A call")}});
  doc.blocks[0].rows[1].hidden = true;
  const auto in = import_table(doc, {.agency = "Police"}, kToday);
  ASSERT_TRUE(in.ok());
  EXPECT_EQ(in->entries.at(0).marks, std::vector<std::string>{"Hidden in the file"});
}

TEST(ChronologyImport, NamedStaffAreMarked) {
  const auto in = take("Date,Staff,Event\n3 May 2016,PC Example,A call\n4 May 2016,health visitor,A visit\n");
  EXPECT_EQ(in.entries.at(0).marks, std::vector<std::string>{"Staff may be named: give the role instead"});
  EXPECT_TRUE(in.entries.at(1).marks.empty());
}

TEST(ChronologyImport, AFileWithoutATableIsRefusedInWords) {
  document::Document d;
  document::Block b;
  b.runs.push_back({.text = "Words only"});
  d.blocks.push_back(b);
  const auto in = import_table(d, {}, kToday);
  ASSERT_FALSE(in.ok());
  EXPECT_EQ(in.error().code, Code::Unsupported);
  EXPECT_FALSE(in.error().next.empty());
}

TEST(ChronologyImport, NothingIsLostWhateverTheTable) {
  std::mt19937 random(7);
  const char* cells[] = {"", "Date", "Event", "Time", "Source", "3 May 2016", "22.05.16", "nothing", "12-14 May 2016", "She called the office", "2016", "31/02/2016", "before 2012", "  "};
  for (int n = 0; n < 400; ++n) {
    std::vector<std::vector<document::Cell>> rows;
    const int width = 1 + int(random() % 5), height = int(random() % 14);
    for (int r = 0; r < height; ++r) {
      std::vector<document::Cell> row;
      for (int c = 0; c < width; ++c) {
        if (random() % 9 == 0) row.push_back(covered());
        else row.push_back(cell(cells[random() % std::size(cells)], 1 + int(random() % 6 == 0), 1 + int(random() % 8 == 0)));
      }
      rows.push_back(std::move(row));
    }
    const auto in = import_table(table_of(std::move(rows)), {.agency = "Agency"}, kToday);
    ASSERT_TRUE(in.ok());
    nothing_lost(*in);
  }
}

// --- merging ---

Entry told(const char* agency, const char* date, const char* what, const char* seen = "") {
  Entry e;
  e.agency = agency;
  e.date = *UncertainDate::parse(date, kToday);
  e.what = what;
  e.seen = seen;
  return e;
}

TEST(ChronologyMerge, SortsByDateThenAgencyThenPlaceInTheFile) {
  auto later = told("Health", "4 May 2016", "b");
  auto second = told("Health", "3 May 2016", "second");
  second.order = 10;
  auto first = told("Health", "3 May 2016", "first");
  first.order = 9;
  const auto m = merge({later, second, told("Police", "3 May 2016", "police"), first, told("Housing", "2016", "some time")});
  std::vector<std::string> what;
  for (const auto& e : m.entries) what.push_back(e.what);
  EXPECT_EQ(what, (std::vector<std::string>{"some time", "first", "second", "police", "b"}));
}

TEST(ChronologyMerge, FlagsWhatTwoAgenciesTell) {
  const auto m = merge({told("Police", "3 May 2016", "Neighbour reported shouting at the address and officers attended"),
                        told("Housing", "3 May 2016", "Neighbour reported shouting at the address by telephone"),
                        told("Housing", "3 May 2016", "Rent account reviewed")});
  ASSERT_EQ(m.matches.size(), 1u);
  EXPECT_EQ(m.matches[0].kind, Match::Kind::SameEvent);
}

TEST(ChronologyMerge, FlagsConflictsOfTimeDayAndBeingSeen) {
  const char* words = "Health visitor called at the home address and spoke with mother about feeding routines";
  auto m = merge({told("Health", "3 May 2016 10:00", words), told("Council", "3 May 2016 16:00", words)});
  ASSERT_EQ(m.matches.size(), 1u);
  EXPECT_EQ(m.matches[0].kind, Match::Kind::Conflict);
  m = merge({told("Health", "3 May 2016", words), told("Council", "4 May 2016", words)});
  ASSERT_EQ(m.matches.size(), 1u);
  EXPECT_EQ(m.matches[0].kind, Match::Kind::Conflict);
  m = merge({told("Health", "3 May 2016", words, "Yes"), told("Council", "3 May 2016", words, "No")});
  ASSERT_EQ(m.matches.size(), 1u);
  EXPECT_EQ(m.matches[0].kind, Match::Kind::Conflict);
  EXPECT_TRUE(merge({told("Health", "3 May 2016", words), told("Health", "3 May 2016", words)}).matches.empty());
}

TEST(ChronologyMerge, TheTableThatLeavesComesBackTheSame) {
  const auto m = merge({told("Police", "3 May 2016", "Neighbour reported shouting"), told("Housing", "about June 2016", "Letter sent")});
  const auto doc = as_document(m.entries, "Chronology");
  document::WriteOptions options;
  for (const auto& [bytes, name] : {std::pair{document::write_csv(doc), "a.csv"}, {document::write_xlsx(doc, options), "a.xlsx"}, {document::write_docx(doc, options), "a.docx"}}) {
    const auto read = document::read(bytes, name);
    ASSERT_TRUE(read.ok()) << name;
    const auto in = import_table(*read, {.agency = "Nobody"}, kToday);
    ASSERT_TRUE(in.ok()) << name;
    ASSERT_EQ(in->entries.size(), 2u) << name;
    EXPECT_EQ(in->entries[0].agency, "Police") << name;
    EXPECT_EQ(in->entries[1].date.edtf(), "2016-06~") << name;
  }
}

// --- files that others wrote ---

std::filesystem::path shared() {
  if (const char* env = std::getenv("HEED_SHARED")) return env;
  return std::filesystem::path(HEED_SOURCE_DIR) / ".." / "shared";
}

TEST(ChronologyImport, RealFilesGoThroughAndNothingIsLost) {
  const auto root = shared() / "data";
  int files = 0;
  for (const char* folder : {"workbooks", "formats/docx"}) {
    std::error_code ec;
    for (const auto& f : std::filesystem::recursive_directory_iterator(root / folder, ec)) {
      const auto ending = f.path().extension();
      if (ending != ".xlsx" && ending != ".docx") continue;
      const auto doc = document::read_file(f.path().string());
      if (!doc.ok()) continue;
      ++files;
      const auto in = import_table(*doc, {.agency = "Agency"}, kToday);
      if (!in.ok()) {
        EXPECT_FALSE(in.error().message.empty());
        EXPECT_FALSE(in.error().next.empty());
        continue;
      }
      nothing_lost(*in);
      if (in->entries.empty() && in->doubtful.empty()) { EXPECT_FALSE(in->nothing().empty()) << f.path().filename(); }
    }
  }
  if (files == 0) GTEST_SKIP() << "the shared files are not here";
}

}  // namespace
}  // namespace heed::review

#include "library/tables.h"

#include <cstdlib>
#include <random>

#include "base/json.h"
#include "document/document.h"
#include "library/dhrd.h"
#include "library/library_fixture.h"
#include "library/find.h"
#include "library/sqlite_file.h"

namespace heed::library {
namespace {

CodingSource invented(bool open_rows) {
  CodingSource s;
  s.id = open_rows ? "open" : "closed";
  s.title = "Invented reviews";
  s.credit = "Invented reviews, for tests";
  s.open_rows = open_rows;
  return s;
}

/// So many records, each with one victim of the sex that `sex(i)` says and one perpetrator.
template <class F>
CodedBatch records(int count, F&& sex, bool open_rows = true) {
  CodedBatch batch{invented(open_rows), "A coder", Sureness::Certain, {}};
  for (int i = 0; i < count; ++i) {
    CodedRecord r;
    r.id = std::to_string(i);
    r.title = "Record " + r.id;
    r.partnership = i % 2 ? "Durham" : "South Worcester";
    r.death = i % 3 ? "May 2015" : "2016";
    r.codings = {{"coercive-control", i % 4 ? "not-recorded" : "yes", i % 4 ? "False" : "True"}};
    CodedPerson victim{"v" + r.id, Subject::Victim, {}};
    if (const std::string s = sex(i); !s.empty()) victim.codings.push_back({"sex-of-victim", s, s});
    r.people.push_back(std::move(victim));
    r.people.push_back({"p" + r.id, Subject::Perpetrator, {{"perpetrator-vuln-alcohol", i % 2 ? "yes" : "no", ""}}});
    batch.records.push_back(std::move(r));
  }
  return batch;
}

class TablesTest : public LibraryTest {
 protected:
  void put_records(const CodedBatch& batch) {
    auto done = library_->put_coded(batch);
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  MadeTable table(TableRequest request) {
    auto made = make_table(*library_->coded(), request);
    EXPECT_TRUE(made.ok()) << made.error().message << " " << made.error().next;
    return made.ok() ? std::move(*made) : MadeTable{};
  }
  MadeTable table(std::string name, std::vector<std::pair<std::string, std::string>> filters = {}) {
    TableRequest r;
    r.table = std::move(name);
    r.filters = std::move(filters);
    return table(r);
  }
  static const TableLine* line(const MadeTable& t, std::string_view code, std::string_view by = {}) {
    for (const auto& l : t.lines)
      if (l.code == code && l.by_code == by) return &l;
    return nullptr;
  }
  static std::int64_t n(const MadeTable& t, std::string_view code, std::string_view by = {}) {
    const auto* l = line(t, code, by);
    return l ? l->n : -1;
  }
};

TEST_F(TablesTest, ASecondImportChangesNothing) {
  const auto batch = records(7, [](int) { return "female"; });
  auto first = library_->put_coded(batch);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->added, 7);
  const auto before = library_->coded();
  auto second = library_->put_coded(batch);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->added + second->changed, 0);
  EXPECT_EQ(second->unchanged, 7);
  EXPECT_EQ(library_->coded(), before) << "the picture was made anew for nothing";
  auto changed = batch;
  changed.records[3].codings[0].value = "yes";
  auto third = library_->put_coded(changed);
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(third->changed, 1);
  EXPECT_EQ(library_->coded()->reviews().size(), 7u);
  EXPECT_EQ(library_->coded()->victims().size(), 7u);
}

TEST_F(TablesTest, NothingIsTakenInOfABatchWithAFault) {
  auto batch = records(3, [](int) { return "male"; });
  batch.records[2].people[0].codings.push_back({"no-such-field", "yes", ""});
  EXPECT_FALSE(library_->put_coded(batch).ok());
  batch = records(3, [](int) { return "male"; });
  batch.records[1].codings.push_back({"sex-of-victim", "male", ""});  // a victim's field on the review
  EXPECT_FALSE(library_->put_coded(batch).ok());
  batch = records(3, [](int) { return "male"; });
  batch.records[1].id = batch.records[0].id;
  EXPECT_FALSE(library_->put_coded(batch).ok());
  batch = records(3, [](int) { return "male"; });
  batch.source.credit.clear();
  EXPECT_FALSE(library_->put_coded(batch).ok());
  EXPECT_TRUE(library_->coded()->reviews().empty());
}

TEST_F(TablesTest, NotKnownNotRecordedAndMissingStandApart) {
  put_records(records(10, [](int i) { return i < 5 ? "female" : i < 8 ? "not-known" : ""; }));
  const auto t = table("victims-by-sex");
  EXPECT_EQ(n(t, "female"), 5);
  EXPECT_EQ(n(t, "male"), 0);
  EXPECT_EQ(n(t, kNotKnown), 3);
  EXPECT_EQ(n(t, kMissing), 2);
  EXPECT_EQ(line(t, "female")->of, 10);
  EXPECT_EQ(line(t, "female")->known_of, 5);
  EXPECT_EQ(percent_text(line(t, "female")->percent()), "50.0");
  EXPECT_EQ(percent_text(line(t, "female")->known_percent()), "100.0");
  const auto flags = table("aggravating-factors");
  EXPECT_EQ(n(flags, "coercive-control"), 3);
  EXPECT_EQ(line(flags, "coercive-control")->not_recorded, 7);
  EXPECT_EQ(line(flags, "coercive-control")->known_of, 0) << "a source that never says no knows no share";
  EXPECT_EQ(line(flags, "stalking")->missing, 10);
  EXPECT_FALSE(line(flags, "stalking")->percent());
}

TEST_F(TablesTest, TheHomeOfficesCategoriesAreWorkedOutOfWhatIsCoded) {
  auto batch = records(5, [](int i) { return i < 3 ? "female" : "male"; });
  const auto victim = [&](int i) -> std::vector<Coding>& { return batch.records[std::size_t(i)].people[0].codings; };
  victim(0).push_back({"victim-ethnicity", "asian-indian", "Indian"});
  victim(1).push_back({"victim-ethnicity", "white-british", "White - British"});
  victim(2).push_back({"victim-ethnicity", "white-not-stated", "White"});
  victim(3).push_back({"victim-ethnicity", "white-irish", "Irish"});
  victim(0).push_back({"age-at-death", "65-and-over", "65+"});
  victim(1).push_back({"age-at-death", "25-34", "25,34"});
  victim(2).push_back({"victim-mh-anxiety", "yes", "True"});
  victim(3).push_back({"victim-mh-anxiety", "not-recorded", "False"});
  victim(4).push_back({"sexual-orientation-of-victim", "gay-or-lesbian", "Gay"});
  put_records(batch);
  const auto t = table("home-office-categories");
  EXPECT_EQ(n(t, "category-minority-communities"), 2) << "White minorities are counted in";
  EXPECT_EQ(line(t, "category-minority-communities")->not_known, 1) << "White, not stated, says neither";
  EXPECT_EQ(line(t, "category-minority-communities")->missing, 1);
  EXPECT_EQ(n(t, "category-older-victim"), 1);
  EXPECT_EQ(line(t, "category-older-victim")->missing, 3);
  EXPECT_EQ(n(t, "category-mental-health-of-victim"), 1);
  EXPECT_EQ(line(t, "category-mental-health-of-victim")->not_recorded, 1);
  EXPECT_EQ(n(t, "category-lgbtq"), 1);
  EXPECT_TRUE(std::any_of(t.how.begin(), t.how.end(), [](const auto& line) { return line.find("other than White British") != std::string::npos; })) << "each rule is said";
  EXPECT_TRUE(t.sql.empty()) << "what is worked out is not in the file";
  EXPECT_EQ(table("victims-by-sex", {{"category-older-victim", "yes"}}).counted, 1);
}

TEST_F(TablesTest, ACodedReviewThatComesAgainStandsOnTheShelvesAsItIsNow) {
  auto batch = records(2, [](int) { return "female"; });
  batch.source.open_rows = true;
  batch.records[0].title = "The death of Dunlin";
  put_records(batch);
  EXPECT_EQ(*library_->shelve_coded(), 2);
  EXPECT_EQ(library_->find({.words = "Dunlin"}).total, 1);
  batch.records[0].title = "The death of Plover";
  batch.records[0].partnership = "South Worcester";
  put_records(batch);
  EXPECT_EQ(*library_->shelve_coded(), 0);
  EXPECT_EQ(library_->find({.words = "Dunlin"}).total, 0);
  const auto now = library_->find({.words = "Plover"});
  ASSERT_EQ(now.total, 1);
  EXPECT_EQ(now.reports[0].entry.title, "The death of Plover");
  EXPECT_EQ(now.reports[0].entry.partnership, "South Worcester");
  const auto before = library_->generation();
  EXPECT_EQ(*library_->shelve_coded(), 0);
  EXPECT_EQ(library_->generation(), before) << "nothing changed, nothing is made anew";
}

TEST_F(TablesTest, FiltersCombineAndSayWhatTheyDid) {
  put_records(records(12, [](int i) { return i % 2 ? "female" : "male"; }));
  EXPECT_EQ(table("victims-by-sex", {{"csp", "Durham"}}).counted, 6);
  EXPECT_EQ(table("victims-by-sex", {{"police-force", "West Mercia"}}).counted, 6);
  EXPECT_EQ(table("victims-by-sex", {{"year", "2016"}}).counted, 4);
  EXPECT_EQ(table("victims-by-sex", {{"year", "2014..2015"}}).counted, 8);
  EXPECT_EQ(table("victims-by-sex", {{"year", "2015"}, {"year", "2016"}}).counted, 12);
  EXPECT_EQ(table("victims-by-sex", {{"year", "2015"}, {"perpetrator-alcohol", "yes"}}).counted, table("victims-by-sex", {{"year", "!2016"}, {"perpetrator_vuln_alcohol", "TRUE"}}).counted);
  EXPECT_EQ(table("victims-by-sex", {{"coercive_control", "no"}}).counted, 9) << "no finds what is not recorded where nobody says no";
  EXPECT_EQ(table("victims-by-sex", {{"month-of-death", "missing"}}).counted, 4);
  const auto t = table("victims-by-sex", {{"sex", "F"}});
  EXPECT_EQ(t.filter_words, "Sex of the victim is Female");
  TableRequest bad;
  bad.table = "sex";
  bad.filters = {{"sex-of-victim", "purple"}};
  EXPECT_FALSE(make_table(*library_->coded(), bad).ok());
  bad.filters = {{"colour", "purple"}};
  EXPECT_FALSE(make_table(*library_->coded(), bad).ok());
  bad.table = "no-such-table";
  bad.filters.clear();
  EXPECT_FALSE(make_table(*library_->coded(), bad).ok());
}

TEST_F(TablesTest, SmallNumbersAreHiddenWhereRowsAreNotPublic) {
  put_records(records(30, [](int i) { return i < 3 ? "male" : i < 10 ? "not-known" : "female"; }, false));
  auto t = table("victims-by-sex");
  EXPECT_TRUE(t.any_hidden);
  EXPECT_NE(line(t, "male")->hidden, Hidden::No);
  EXPECT_NE(line(t, kNotKnown)->hidden, Hidden::No) << "three is thirty less the rest, unless a second number goes too";
  EXPECT_EQ(line(t, "female")->hidden, Hidden::No);
  const auto csv = table_csv({t});
  EXPECT_EQ(csv.find(",3,30"), csv.npos);
  EXPECT_EQ(csv.find(",7,30"), csv.npos);
  EXPECT_EQ(table_json(t).find("\"n\": 3"), std::string::npos);
  TableRequest never;
  never.table = "victims-by-sex";
  never.hiding = Hiding::Never;
  EXPECT_FALSE(make_table(*library_->coded(), never).ok());
}

TEST_F(TablesTest, OneClosedSourceIsEnoughToHide) {
  put_records(records(30, [](int i) { return i < 3 ? "male" : "female"; }, true));
  EXPECT_FALSE(table("victims-by-sex").any_hidden);
  put_records(records(2, [](int) { return "male"; }, false));
  EXPECT_EQ(table("victims-by-sex").lines.size(), 2u);
  EXPECT_TRUE(table("victims-by-sex", {{"source", "closed"}}).any_hidden);
  EXPECT_FALSE(table("victims-by-sex", {{"source", "open"}}).any_hidden) << "the rows of the open source alone are public";
  EXPECT_EQ(table("victims-by-sex").credits.size(), 2u);
}

TEST(Hiding, NoHiddenNumberCanBeWorkedOut) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const std::size_t columns = 1 + random() % 5, rows = 2 + random() % 6;
    std::vector<std::int64_t> cells(columns * rows);
    for (auto& c : cells) c = std::int64_t(random() % 4 == 0 ? random() % 5 : random() % 40);
    const auto hidden = hide_small(cells, columns, columns > 1, true);
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (cells[i] > 0 && cells[i] < kSmall) {
        ASSERT_NE(hidden[i], Hidden::No);
      }
    const auto settled = [&](std::size_t first, std::size_t step, std::size_t length) {
      std::size_t count = 0;
      std::int64_t sum = 0;
      for (std::size_t k = 0; k < length; ++k)
        if (hidden[first + k * step] != Hidden::No) ++count, sum += cells[first + k * step];
      return count == 0 || count == length || (count > 1 && sum >= kSmall);
    };
    for (std::size_t c = 0; c < columns; ++c) ASSERT_TRUE(settled(c, columns, rows));
    for (std::size_t r = 0; columns > 1 && r < rows; ++r) ASSERT_TRUE(settled(r * columns, 1, columns));
  }
}

TEST(Wilson, AgreesWithPublishedValues) {
  // Newcombe 1998, Statistics in Medicine 17, table I: 81/263, 15/148, 0/20, 1/29.
  const auto [a, b] = wilson(81, 263);
  EXPECT_NEAR(a, 25.53, 0.01);
  EXPECT_NEAR(b, 36.62, 0.01);
  const auto [c, d] = wilson(15, 148);
  EXPECT_NEAR(c, 6.24, 0.01);
  EXPECT_NEAR(d, 16.05, 0.01);
  EXPECT_EQ(wilson(0, 20).first, 0.0);
  EXPECT_NEAR(wilson(0, 20).second, 16.11, 0.01);
  EXPECT_NEAR(wilson(1, 29).first, 0.61, 0.01);
}

TEST_F(TablesTest, TheQueryShownGivesTheSameFigures) {
  put_records(records(40, [](int i) { return i % 3 ? "female" : "male"; }));
  Connection db(file(), Connection::Mode::ReadOnly);
  const auto agree = [&](TableRequest request) {
    const auto t = table(request);
    ASSERT_FALSE(t.sql.empty()) << request.table;
    auto s = db.query(t.sql);
    std::int64_t rows = 0;
    while (s.step()) {
      ++rows;
      const bool by = t.by != nullptr;
      EXPECT_EQ(n(t, s.text(0), by ? s.text(1) : ""), s.integer(by ? 2 : 1)) << request.table << " " << s.text(0);
    }
    std::int64_t shown = 0;
    for (const auto& l : t.lines) shown += l.n > 0;
    EXPECT_EQ(rows, shown) << request.table;
  };
  agree({.table = "sex-of-victim"});
  agree({.table = "sex-of-victim", .filters = {{"coercive-control", "yes"}, {"perpetrator-alcohol", "!yes"}}});
  agree({.table = "aggravating-factors"});
  agree({.table = "aggravating-factors", .unit = Subject::Victim, .filters = {{"sex-of-victim", "male"}}});
  agree({.table = "perpetrator-vulnerabilities", .by = "sex-of-victim"});
  agree({.table = "sex-of-victim", .by = "perpetrator-vuln-alcohol", .filters = {{"stalking", "missing"}}});
}

TEST_F(TablesTest, CsvIsWellFormedAndNamesItsSource) {
  put_records(records(9, [](int) { return "female"; }));
  auto all = std::vector<MadeTable>{table("victims-by-sex"), table("csp"), table("aggravating-factors")};
  const auto csv = table_csv(all);
  auto doc = document::read(csv, "t.csv");
  ASSERT_TRUE(doc.ok());
  const auto columns = std::size_t(std::count(kCsvColumns.begin(), kCsvColumns.end(), ',')) + 1;
  for (const auto& block : doc->blocks)
    for (const auto& row : block.rows) {
      ASSERT_EQ(row.cells.size(), columns);
      const bool head = &row == &block.rows.front();
      EXPECT_EQ(row.cells.back().text, head ? "source" : "Invented reviews, for tests");
    }
  EXPECT_NE(csv.find("csp,incidents,csp,E22000332,South Worcestershire,South Worcester,"), csv.npos) << csv;
  const auto meta = Json::parse(table_csvw(all[0], "/t.csv", "/t"));
  EXPECT_EQ(meta["tableSchema"]["columns"].size(), columns);
  std::string names;
  for (const auto& c : meta["tableSchema"]["columns"]) names += (names.empty() ? "" : ",") + c["name"].get<std::string>();
  EXPECT_EQ(names, kCsvColumns);
}

TEST_F(TablesTest, TimeToPublicationIsCountedWhereBothDatesAreKnown) {
  auto d = report("a-1", {"Words."});
  d.death_month = "May 2021";
  d.published = day(2026, 3, 2);
  put(d);
  auto e = report("a-2", {"More words."});
  e.death_month = "";
  put(e);
  const auto t = table("time-to-publication");
  EXPECT_EQ(n(t, "48-59"), 1);
  EXPECT_EQ(n(t, "months-median"), 58);
  EXPECT_EQ(n(t, "not-both-known"), 1);
}

TEST_F(TablesTest, EveryNameThatIsListedCanBeMade) {
  put_records(records(20, [](int i) { return i % 2 ? "female" : "male"; }));
  for (const auto& name : table_names()) {
    const auto t = table(name.id);
    EXPECT_EQ(t.unit, name.unit) << name.id;
    EXPECT_FALSE(t.title.empty()) << name.id;
    if (t.kind == TableKind::Values && !t.by) {
      std::int64_t sum = 0;
      for (const auto& l : t.lines) sum += l.n;
      EXPECT_EQ(sum, t.counted) << name.id << ": every one stands in one row";
    }
  }
}

TEST(Months, AreReadInTheWaysSourcesWriteThem) {
  EXPECT_EQ(month_number("September 2018"), 2018 * 12 + 8);
  EXPECT_EQ(month_number("Sept 2018"), 2018 * 12 + 8);
  EXPECT_EQ(month_number("09-2018"), 2018 * 12 + 8);
  EXPECT_EQ(month_number("2018-09-30"), 2018 * 12 + 8);
  EXPECT_EQ(month_number("2018"), 0);
  EXPECT_EQ(year_number("2018"), 2018);
  EXPECT_EQ(year_number("2016 or 2017"), 0);
  EXPECT_EQ(year_number("unknown"), 0);
}

// --- the documented totals of the dataset, where it is at hand ---

class DhrdTest : public TablesTest {
 protected:
  void SetUp() override {
    TablesTest::SetUp();
    const char* shared = std::getenv("HEED_SHARED");
    const auto folder = std::filesystem::path(shared ? shared : HEED_SOURCE_DIR "/../shared") / "data/dhrd";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the dataset is not here";
    auto files = dhrd_files(folder.string());
    ASSERT_TRUE(files.ok());
    auto read = read_dhrd(*files);
    ASSERT_TRUE(read.ok()) << read.error().message;
    remarks_ = read->remarks;
    put_records(read->batch);
  }
  std::vector<std::string> remarks_;
};

TEST_F(DhrdTest, DocumentedTotalsComeOut) {
  const auto summary = table("summary");
  EXPECT_EQ(n(summary, "incidents"), 647);
  EXPECT_EQ(n(summary, "single-victim"), 619);
  EXPECT_EQ(n(summary, "victims"), 619);
  EXPECT_EQ(n(summary, "partnership-not-matched"), 0);
  const auto sex = table("victims-by-sex");
  EXPECT_EQ(n(sex, "female"), 469);
  EXPECT_EQ(n(sex, "male"), 145);
  EXPECT_EQ(n(sex, kNotKnown), 5);
  const auto perpetrators = table("perpetrators-by-sex", {{"multiple_victims", "False"}});
  EXPECT_EQ(perpetrators.counted, 619);
  EXPECT_EQ(n(perpetrators, "male"), 534);
  EXPECT_EQ(n(perpetrators, "female"), 79);
  EXPECT_EQ(n(perpetrators, kNotKnown), 6);
  EXPECT_EQ(n(table("case-flags"), "intimate-partner-violence"), 487);
  const auto victims = table("victim-vulnerabilities");
  EXPECT_EQ(n(victims, "victim-vuln-alcohol"), 222);
  EXPECT_EQ(percent_text(line(victims, "victim-vuln-alcohol")->percent()), "35.9");
  const auto theirs = table("perpetrator-vulnerabilities", {{"single-victim", "yes"}});
  EXPECT_EQ(n(theirs, "perpetrator-vuln-alcohol"), 294);
  EXPECT_EQ(percent_text(line(theirs, "perpetrator-vuln-alcohol")->percent()), "47.5");
  const auto both = table("alcohol-of-victim-and-perpetrator");
  EXPECT_EQ(n(both, kYes, kYes), 160);
  EXPECT_EQ(n(both, kNotRecorded, kNotRecorded), 263);
  EXPECT_EQ(n(both, kNotRecorded, kYes), 134);
  EXPECT_EQ(n(both, kYes, kNotRecorded), 62);
  const auto by_sex = table("alcohol-by-sex");
  EXPECT_EQ(percent_text(line(by_sex, kYes, "male")->percent()), "57.9");
  EXPECT_EQ(percent_text(line(by_sex, kYes, "female")->percent()), "29.2");
  const auto type = table("case-type");
  EXPECT_EQ(n(type, "intimate-partner"), 402);
  EXPECT_EQ(n(type, "parricide"), 80);
  EXPECT_EQ(n(type, "other-familial"), 39);
  EXPECT_EQ(n(type, "other"), 27);
  EXPECT_EQ(n(type, "suicide-intimate-partner"), 59);
  EXPECT_EQ(n(type, "suicide-familial"), 2);
  EXPECT_EQ(n(type, "suicide-other"), 2);
  const auto after = table("victims-by-sex", {{"homicide-suicide", "yes"}, {"victim-suicide", "!yes"}});
  EXPECT_EQ(after.counted, 64);
  EXPECT_EQ(n(after, "female"), 61);
  EXPECT_EQ(n(after, "male"), 3);
}

TEST_F(DhrdTest, ItsDirtIsKeptAndReported) {
  ASSERT_EQ(remarks_.size(), 1u);
  EXPECT_NE(remarks_[0].find("20-34"), std::string::npos);
  EXPECT_EQ(n(table("perpetrators-by-age"), "20-34"), 42);
  EXPECT_EQ(n(table("aggravating-factors"), "honour-based-violence"), 15);
  EXPECT_EQ(n(table("location"), kMissing), 3);
  EXPECT_EQ(n(table("month-of-death"), kMissing), 50);
  EXPECT_EQ(n(table("year"), "2020") > 0, true);
}

TEST_F(DhrdTest, MatchedForcesLieInTheRegionThatTheSourceGives) {
  const auto data = library_->coded();
  const auto region = *FieldSchema::built_in().index("region");
  for (std::size_t r = 0; r < data->reviews().size(); ++r)
    EXPECT_EQ(slug(data->reviews()[r].place.region()), data->code(region, data->at(region, r))) << data->reviews()[r].partnership;
}

}  // namespace
}  // namespace heed::library

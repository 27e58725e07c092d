#include <gtest/gtest.h>

#include <filesystem>

#include "review/chronology/chronology.h"

namespace heed::review {
namespace {

using namespace std::chrono;

class ChronologyStore : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-chronology-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    ASSERT_TRUE(store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(agency_, access::put_agency(w, AgencyId::random(), {.name = "Northborough Housing", .kind = "housing"}, 0));
      HEED_ASSIGN(review_, put_review(w, ReviewId::random(), {.reference = "NB-2026-03", .responsible = partnership_, .operating = partnership_}, 0));
      HEED_ASSIGN(other_, put_review(w, ReviewId::random(), {.reference = "NB-2026-04", .responsible = partnership_, .operating = partnership_}, 0));
      return {};
    }).ok());
    coordinator_.account = AccountId::random();
    coordinator_.memberships = {{coordinator_.account, access::Role::Coordinator, partnership_, {}, {}}};
    coordinator_.declared_for = {review_, other_};
    panel_.account = AccountId::random();
    panel_.memberships = {{panel_.account, access::Role::PanelMember, partnership_, review_, {}}};
    panel_.declared_for = {review_};
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  Entry entry_on(const std::string& date, std::string what, std::string doubt = "") {
    Entry e;
    if (!date.empty()) e.date = *UncertainDate::parse(date, clock_.today());
    e.date_written = date;
    e.what = std::move(what);
    e.agency = "Northborough Housing";
    e.original = "Event: " + e.what;
    e.doubt = std::move(doubt);
    e.order = ++order_;
    return e;
  }
  Result<int> import(std::vector<Entry> entries, AttachmentId from = {}) {
    return store_->write({coordinator_.account}, "chronology.import", [&](store::Writer& w) { return import_entries(w, coordinator_, review_, agency_, from, entries); });
  }
  EntryPage page(EntryFilter filter = {}, std::int64_t offset = 0, std::int64_t limit = 100) {
    return store_->read([&](store::Reader& r) { return entries(r, review_, filter, offset, limit); });
  }
  StepState state() {
    return store_->read([&](store::Reader& r) { return chronology_state(r, *review(r, review_)); });
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(seconds(1'795'000'000))};
  std::unique_ptr<store::Store> store_;
  PartnershipId partnership_;
  AgencyId agency_;
  ReviewId review_, other_;
  access::Actor coordinator_, panel_;
  std::int64_t order_ = 0;
};

TEST_F(ChronologyStore, ImportsInOneRecordAndReadsInOrder) {
  const auto before = store_->records(store::Stream::of(review_)).size();
  ASSERT_TRUE(import({entry_on("9 May 2016", "third"), entry_on("May 2016", "first"), entry_on("3 May 2016", "second"), entry_on("", "last", "There are words but no date.")}).ok());
  EXPECT_EQ(store_->records(store::Stream::of(review_)).size(), before + 1);
  const auto p = page();
  EXPECT_EQ(p.total, 4);
  ASSERT_EQ(p.rows.size(), 4u);
  EXPECT_EQ(p.rows[0].value.what, "first");
  EXPECT_EQ(p.rows[2].value.what, "third");
  EXPECT_EQ(p.rows[3].value.what, "last");
  EXPECT_EQ(state().is, StepState::Is::InProgress);
}

TEST_F(ChronologyStore, FiltersByAgencyDatesWordsAndDoubt) {
  ASSERT_TRUE(import({entry_on("3 May 2016", "Door was broken"), entry_on("June 2016", "Rent arrears letter"), entry_on("", "no day", "There are words but no date.")}).ok());
  EntryFilter f;
  f.words = "BROKEN door";
  EXPECT_EQ(page(f).total, 1);
  f = {};
  f.from = *UncertainDate::parse("15 June 2016", clock_.today());
  EXPECT_EQ(page(f).total, 1);  // June 2016 may be the 15th or later
  f = {};
  f.until = *UncertainDate::parse("May 2016", clock_.today());
  EXPECT_EQ(page(f).total, 1);
  f = {};
  f.doubtful_only = true;
  EXPECT_EQ(page(f).total, 1);
  f = {};
  f.agency = AgencyId::random();
  EXPECT_EQ(page(f).total, 0);
  f.agency = agency_;
  EXPECT_EQ(page(f).total, 3);
  EXPECT_EQ(page({}, 1, 1).rows.at(0).value.what, "Rent arrears letter");
}

TEST_F(ChronologyStore, AFileIsTakenInOnce) {
  const auto file = AttachmentId::random();
  ASSERT_TRUE(import({entry_on("3 May 2016", "Door")}, file).ok());
  const auto again = import({entry_on("3 May 2016", "Door")}, file);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, Code::Refused);
  EXPECT_EQ(page().total, 1);
}

TEST_F(ChronologyStore, WhatTheAgencyWroteStays) {
  ASSERT_TRUE(import({entry_on("3 May 2016", "Door")}).ok());
  const auto row = page().rows.at(0);
  auto value = row.value;
  value.what = "Front door";
  value.original = "forged";
  value.place = "forged";
  ASSERT_TRUE(store_->write({coordinator_.account}, "chronology.change", [&](store::Writer& w) { return change_entry(w, coordinator_, review_, row.id, value, row.version); }).ok());
  const auto now = page().rows.at(0);
  EXPECT_EQ(now.value.what, "Front door");
  EXPECT_EQ(now.value.original, "Event: Door");
  const auto stale = store_->write({coordinator_.account}, "chronology.change", [&](store::Writer& w) { return change_entry(w, coordinator_, review_, row.id, value, row.version); });
  ASSERT_FALSE(stale.ok());
  EXPECT_EQ(stale.error().code, Code::Stale);
}

TEST_F(ChronologyStore, ADoubtIsSettledWithWordsAndKeepsItsReason) {
  ASSERT_TRUE(import({entry_on("", "Door", "There are words but no date.")}).ok());
  const auto row = page().rows.at(0);
  const auto settle_it = [&](const std::string& how) {
    return store_->write({coordinator_.account}, "chronology.settle", [&](store::Writer& w) {
      return settle_doubtful(w, coordinator_, review_, row.id, *UncertainDate::parse("4 May 2016", clock_.today()), how, row.version);
    });
  };
  EXPECT_FALSE(settle_it("").ok());
  ASSERT_TRUE(settle_it("The agency confirmed the day").ok());
  const auto now = page().rows.at(0).value;
  EXPECT_TRUE(now.doubt.empty());
  EXPECT_EQ(now.settled, "There are words but no date. Settled: The agency confirmed the day");
  EXPECT_EQ(now.date.edtf(), "2016-05-04");
  EXPECT_EQ(state().is, StepState::Is::Done);
}

TEST_F(ChronologyStore, EveryVerbRefusesWhoMayNot) {
  ASSERT_TRUE(import({entry_on("3 May 2016", "Door", "The date is in the future.")}).ok());
  const auto row = page().rows.at(0);
  const auto refused_for = [&](auto&& verb) {
    const auto result = store_->write({panel_.account}, "test", verb);
    EXPECT_FALSE(result.ok());
    if (!result.ok()) { EXPECT_EQ(result.error().code, Code::Forbidden); }
  };
  refused_for([&](store::Writer& w) { return import_entries(w, panel_, review_, agency_, {}, {entry_on("3 May 2016", "x")}); });
  refused_for([&](store::Writer& w) { return add_entry(w, panel_, review_, agency_, entry_on("3 May 2016", "x")); });
  refused_for([&](store::Writer& w) { return change_entry(w, panel_, review_, row.id, row.value, row.version); });
  refused_for([&](store::Writer& w) { return settle_doubtful(w, panel_, review_, row.id, row.value.date, "how", row.version); });
  refused_for([&](store::Writer& w) { return drop_entry(w, panel_, review_, row.id, row.version); });
  refused_for([&](store::Writer& w) { return keep_table(*store_, w, panel_, review_, agency_, AttachmentId::random()); });
  EXPECT_EQ(page().total, 1);
}

TEST_F(ChronologyStore, AnEntryOfAnotherReviewIsNotFound) {
  ASSERT_TRUE(import({entry_on("3 May 2016", "Door")}).ok());
  const auto row = page().rows.at(0);
  const auto dropped = store_->write({coordinator_.account}, "chronology.remove", [&](store::Writer& w) { return drop_entry(w, coordinator_, other_, row.id, row.version); });
  ASSERT_FALSE(dropped.ok());
  EXPECT_EQ(dropped.error().code, Code::NotFound);
}

TEST_F(ChronologyStore, APageOfFiveThousandIsQuick) {
  std::vector<Entry> many;
  for (int i = 0; i < 5000; ++i) many.push_back(entry_on(iso(add_days(Day{year{2010}, January, day{1}}, i % 3000)), "Something that happened, with some words around it"));
  ASSERT_TRUE(import(many).ok());
  const auto start = steady_clock::now();
  const auto p = page({}, 2500, 100);
  const auto took = duration_cast<milliseconds>(steady_clock::now() - start);
  EXPECT_EQ(p.total, 5000);
  EXPECT_EQ(p.rows.size(), 100u);
  RecordProperty("page_ms", int(took.count()));
  std::printf("a page of 100 of 5,000: %d ms\n", int(took.count()));
  EXPECT_LT(took.count(), 1000);  // an unsorted scan with every body parsed takes far longer
}

}  // namespace
}  // namespace heed::review

// Duties on a real store, opened and completed by what happens.
#include <gtest/gtest.h>
#include <unistd.h>

#include "review/guidance/duty.h"

namespace heed::guidance {
namespace {

using namespace std::chrono;

const Edition& edition(std::string_view id = "dhr-2016") {
  static const Editions kEditions = [] {
    auto loaded = Editions::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(loaded).value();
  }();
  return *kEditions.find(id);
}

class DutyStore : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("heed-duty-{}-{}", getpid(), AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({folder_ / "data", folder_ / "key", true, 2}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(opened).value();
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  void happens(std::string_view event, Day day, std::string subject = {}, std::string kind = {},
               std::string_view id = "dhr-2016") {
    auto done = store_->write(who_, "test.happened", [&](store::Writer& w) {
      return happened(w, place_, edition(id), {event, day, std::move(subject), std::move(kind), {}});
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  std::vector<DutyRow> all() {
    return store_->read([&](store::Reader& r) { return duties(r, place_.review); });
  }
  std::vector<DutyRow> of(std::string_view rule) {
    auto rows = all();
    std::erase_if(rows, [&](const DutyRow& row) { return row->rule != rule; });
    return rows;
  }
  DutyRow one(std::string_view rule) {
    auto rows = of(rule);
    EXPECT_EQ(rows.size(), 1u) << rule;
    return rows.empty() ? DutyRow{} : rows.front();
  }

  FixedClock clock_{sys_days{2024y / 6 / 10} + 9h};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  store::Who who_{AccountId::random()};
  store::Place place_{PartnershipId::random(), ReviewId::random(), {}};
};

TEST_F(DutyStore, ANotificationStartsTheMonth) {
  happens("notification", 2024y / 1 / 31);
  const DutyRow decide = one("decide");
  EXPECT_EQ(decide->due, Day(2024y / 2 / 29));
  EXPECT_EQ(decide->edition, "dhr-2016");
  EXPECT_EQ(decide->citation.instrument, "guidance-2016");
  EXPECT_EQ(of("complete_report").size(), 0u);
}

TEST_F(DutyStore, ACorrectedDateMovesTheDueDay) {
  happens("notification", 2024y / 1 / 31);
  happens("notification", 2024y / 2 / 10);
  EXPECT_EQ(one("decide")->due, Day(2024y / 3 / 10));
}

TEST_F(DutyStore, ADecisionDoesOneDutyAndStartsOthers) {
  happens("notification", 2024y / 1 / 10);
  happens("decision", 2024y / 2 / 20, "first", "review");
  EXPECT_EQ(one("decide")->done, Day(2024y / 2 / 20));
  EXPECT_EQ(standing(one("decide").value, 2024y / 6 / 10).days_late, 10);
  EXPECT_EQ(one("complete_report")->due, Day(2024y / 8 / 20));
  EXPECT_EQ(one("tell_home_office")->due, Day(2024y / 2 / 20));
}

TEST_F(DutyStore, NotToReviewAsksForNoReportAndStillTellsTheHomeOffice) {
  happens("decision", 2024y / 2 / 20, "first", "no_review");
  EXPECT_TRUE(of("complete_report").empty());
  EXPECT_TRUE(of("appoint_chair").empty());
  EXPECT_EQ(of("tell_home_office").size(), 1u);
}

TEST_F(DutyStore, ALaterDecisionWithdrawsAndBringsBack) {
  happens("decision", 2024y / 2 / 20, "first", "review");
  happens("decision", 2024y / 3 / 1, "second", "no_review");
  EXPECT_TRUE(one("complete_report")->withdrawn);
  EXPECT_EQ(of("tell_home_office").size(), 2u) << "each decision is told";
  happens("decision", 2024y / 4 / 2, "third", "review");
  EXPECT_FALSE(one("complete_report")->withdrawn);
  EXPECT_EQ(one("complete_report")->due, Day(2024y / 10 / 2));
}

TEST_F(DutyStore, TellingOfOneDecisionLeavesTheOtherOpen) {
  happens("decision", 2024y / 2 / 20, "first", "review");
  happens("decision", 2024y / 3 / 1, "second", "no_review");
  happens("home_office_told", 2024y / 3 / 2, "second");
  int open = 0;
  for (const auto& row : of("tell_home_office")) {
    EXPECT_EQ(row->done.has_value(), row->subject == "second");
    if (!row->done) ++open;
  }
  EXPECT_EQ(open, 1);
}

TEST_F(DutyStore, WhatWasTakenBackIsOpenAgain) {
  happens("notification", 2024y / 1 / 10);
  happens("decision", 2024y / 2 / 1, "first", "review");
  auto done = store_->write(who_, "test.unhappened", [&](store::Writer& w) {
    return unhappened(w, place_, edition(), "decision", "first", "entered for the wrong review");
  });
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(one("decide")->done, std::nullopt);
  EXPECT_TRUE(one("complete_report")->withdrawn);
}

TEST_F(DutyStore, AnEventThatTheEditionDoesNotNameChangesNothing) {
  happens("thunder", 2024y / 1 / 10);
  EXPECT_TRUE(all().empty());
}

TEST_F(DutyStore, TheWelshEditionAsksForMore) {
  happens("decision", 2024y / 2 / 20, "first", "review", "susr-wales");
  EXPECT_EQ(of("tell_welsh_government").size(), 1u);
}

TEST_F(DutyStore, LatenessIsExplainedNotRewritten) {
  happens("notification", 2024y / 1 / 10);
  const DutyId id = one("decide").id;
  auto explain = [&](const std::string& words) {
    return store_->write(who_, "test.explain",
                         [&](store::Writer& w) { return explain_lateness(w, id, who_.account, words); });
  };
  EXPECT_EQ(explain("  ").error().code, Code::BadInput);
  ASSERT_TRUE(explain("The police asked us to wait").ok());
  ASSERT_TRUE(explain("Then a member was ill").ok());
  ASSERT_EQ(one("decide")->explanations.size(), 2u);
  EXPECT_EQ(one("decide")->explanations[0].by, who_.account);
  EXPECT_EQ(one("decide")->explanations[0].day, Day(2024y / 6 / 10));
}

TEST_F(DutyStore, WhatIsNotLateNeedsNoExplanation) {
  happens("notification", 2024y / 6 / 9);
  auto done = store_->write(who_, "test.explain", [&](store::Writer& w) {
    return explain_lateness(w, one("decide").id, who_.account, "because");
  });
  EXPECT_EQ(done.error().code, Code::Refused);
}

TEST_F(DutyStore, CannotBeDoneBeforeItBeganOrAfterToday) {
  happens("notification", 2024y / 6 / 1);
  const DutyId id = one("secure_records").id;
  auto complete = [&](Day day) {
    return store_->write(who_, "test.complete",
                         [&](store::Writer& w) { return complete_duty(w, id, day, "by letter"); });
  };
  EXPECT_EQ(complete(2024y / 5 / 31).error().code, Code::BadInput);
  EXPECT_EQ(complete(2024y / 6 / 11).error().code, Code::BadInput);
  ASSERT_TRUE(complete(2024y / 6 / 3).ok());
  EXPECT_EQ(one("secure_records")->note, "by letter");
  ASSERT_TRUE(store_
                  ->write(who_, "test.reopen",
                          [&](store::Writer& w) { return reopen_duty(w, id, "one agency was left out"); })
                  .ok());
  EXPECT_EQ(one("secure_records")->done, std::nullopt);
}

TEST_F(DutyStore, AStaleFormIsRefused) {
  happens("notification", 2024y / 6 / 1);
  const DutyRow seen = one("secure_records");
  happens("notification", 2024y / 6 / 2);
  auto done = store_->write(who_, "test.complete", [&](store::Writer& w) {
    return complete_duty(w, seen.id, 2024y / 6 / 3, "", seen.version);
  });
  EXPECT_EQ(done.error().code, Code::Stale);
}

TEST_F(DutyStore, OneDutyByItsRuleMayBeOpened) {
  auto opened = store_->write(who_, "test.open", [&](store::Writer& w) {
    return open_duty(w, place_, edition(), "copy_commissioner", 2024y / 6 / 1);
  });
  ASSERT_TRUE(opened.ok());
  auto found = store_->read([&](store::Reader& r) { return find_duty(r, *opened); });
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->due, std::nullopt);
  auto unknown = store_->write(who_, "test.open", [&](store::Writer& w) {
    return open_duty(w, place_, edition(), "nothing", 2024y / 6 / 1);
  });
  EXPECT_EQ(unknown.error().code, Code::NotFound);
}

TEST_F(DutyStore, ThePartnershipSeesWhatIsOpenSoonestFirst) {
  happens("notification", 2024y / 5 / 1);
  happens("decision", 2024y / 5 / 20, "first", "review");
  happens("home_office_told", 2024y / 5 / 20, "first");
  const auto open = store_->read([&](store::Reader& r) { return open_duties(r, place_.partnership); });
  ASSERT_GE(open.size(), 2u);
  EXPECT_EQ(open[0]->rule, "complete_report");
  for (const auto& row : open) EXPECT_FALSE(row->done);
  const auto none = store_->read([&](store::Reader& r) { return open_duties(r, PartnershipId::random()); });
  EXPECT_TRUE(none.empty());
}

TEST_F(DutyStore, RebuiltFromTheJournalTheyAreTheSame) {
  happens("notification", 2024y / 1 / 10);
  happens("decision", 2024y / 2 / 20, "first", "review");
  const auto before = all();
  ASSERT_TRUE(store_->rebuild().ok());
  const auto after = all();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(Json(after[i].value), Json(before[i].value));
}

}  // namespace
}  // namespace heed::guidance

#include "review/assurance/assurance.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

namespace heed::review {
namespace {

class AssuranceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "heed-assurance-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    ::unsetenv("HEED_KEY_FILE");
    store::OpenOptions options;
    options.data = folder_ / "data";
    options.create = true;
    auto opened = store::Store::open(options, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(*opened);
    auto editions = guidance::Editions::load();
    ASSERT_TRUE(editions.ok());
    editions_ = std::move(*editions);
    edition_ = editions_.find("dhr-2016");
    ASSERT_NE(edition_, nullptr);
    auto id = store_->write({}, "test.start", [&](store::Writer& w) -> Result<ReviewId> {
      access::Partnership body;
      body.name = "North Borough Community Safety Partnership";
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), body, 0));
      coordinator_.account = AccountId::random();
      coordinator_.memberships.push_back({coordinator_.account, access::Role::Coordinator, partnership_, {}, {}});
      Review value;
      value.reference = "NB-2026-04";
      value.edition = edition_->id;
      value.responsible = value.operating = partnership_;
      return put_review(w, ReviewId::random(), value, 0);
    });
    ASSERT_TRUE(id.ok()) << id.error().message;
    review_ = *id;
    coordinator_.declared_for.push_back(review_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  template <class F>
  auto write(F&& f) { return store_->write({coordinator_.account}, "test", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }

  /// A version of every document, signed off.
  void complete_report(const std::string& words) {
    const auto done = write([&](store::Writer& w) -> Result<void> {
      for (const auto& kind : edition_->documents) {
        for (const auto& section : kind.sections) HEED_TRY(put_section(w, coordinator_, *edition_, review_, kind.id, section.id, words, store::kAnyVersion));
        HEED_ASSIGN(const auto version, freeze(w, coordinator_, *edition_, review_, kind.id, words));
        for (const auto by : {SignOffKind::Panel, SignOffKind::Partnership}) {
          ReportSignOff s;
          s.version = version;
          s.by = by;
          s.name = PersonalText("Robin Ashdown");
          s.post = "Chair";
          s.on = clock_.today();
          s.outcome = "agreed";
          HEED_TRY(sign_off_report(w, coordinator_, *edition_, review_, s));
        }
      }
      return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  void answer_all() {
    std::vector<CheckAnswer> answers;
    for (const auto& check : edition_->self_checks) answers.push_back({check.id, "yes", ""});
    ASSERT_TRUE(write([&](store::Writer& w) { return answer_checks(w, coordinator_, *edition_, review_, answers, store::kAnyVersion); }).ok());
  }
  Result<SubmissionId> send() {
    return write([&](store::Writer& w) { return submit(w, coordinator_, *edition_, review_, clock_.today(), "Coordinator", ""); });
  }
  Result<LetterId> came(const std::string& outcome, const std::vector<std::string>& points = {}) {
    Letter value;
    value.received = clock_.today();
    value.outcome = outcome;
    value.text = "Thank you for sending the report.";
    return write([&](store::Writer& w) { return record_letter(w, coordinator_, *edition_, review_, value, points); });
  }
  bool permitted() {
    return read([&](store::Reader& r) { return permitting_letter(r, review_, *edition_).has_value(); });
  }
  std::size_t blocks() {
    return read([&](store::Reader& r) { return assurance_blocks(r, review_, *edition_).size(); });
  }
  StepState::Is state() {
    return read([&](store::Reader& r) { return assurance_state(r, *review(r, review_)).is; });
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'790'000'000))};
  std::unique_ptr<store::Store> store_;
  guidance::Editions editions_;
  const guidance::Edition* edition_ = nullptr;
  PartnershipId partnership_;
  ReviewId review_;
  access::Actor coordinator_;
};

TEST_F(AssuranceTest, NothingGoesBeforeTheReportIsSignedOffAndChecked) {
  EXPECT_EQ(state(), StepState::Is::CannotStart);
  EXPECT_EQ(send().error().code, Code::Refused);
  EXPECT_EQ(came("adequate").error().code, Code::Refused) << "there was nothing to answer";
  complete_report("First");
  EXPECT_EQ(send().error().code, Code::Refused) << "the self-check has no answers";
  answer_all();
  ASSERT_TRUE(send().ok());
  EXPECT_EQ(state(), StepState::Is::Waiting);
  const auto sent = read([&](store::Reader& r) { return submissions(r, review_); });
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0]->versions.size(), edition_->documents.size());
  EXPECT_EQ(sent[0]->versions[0].sha256.size(), 64u);
  EXPECT_EQ(sent[0]->checks.size(), edition_->self_checks.size());
}

TEST_F(AssuranceTest, OnlyALetterThatPermitsPermits) {
  EXPECT_FALSE(permitted());
  complete_report("First");
  answer_all();
  ASSERT_TRUE(send().ok());
  EXPECT_FALSE(permitted()) << "no letter has come";
  EXPECT_FALSE(came("no_such_outcome").ok());
  ASSERT_TRUE(came("resubmit", {"Say more of the children."}).ok());
  EXPECT_FALSE(permitted());
  EXPECT_GE(blocks(), 1u);
  complete_report("Second");
  ASSERT_TRUE(send().ok());
  EXPECT_FALSE(permitted());
  ASSERT_TRUE(came("adequate_with_changes", {"Correct a date.", " ", "Name the specialist."}).ok());
  EXPECT_TRUE(permitted());
  EXPECT_EQ(blocks(), 1u) << "two points are open";
  const auto points = read([&](store::Reader& r) { return letter_points(r, review_, permitting_letter(r, review_, *edition_)->id); });
  ASSERT_EQ(points.size(), 2u);
  for (const auto& p : points) {
    const auto answer = [&](const std::string& how, const std::string& words) {
      return write([&](store::Writer& w) { return answer_point(w, coordinator_, *edition_, review_, p.id, how, words, p.version); });
    };
    EXPECT_FALSE(answer("", "x").ok());
    EXPECT_FALSE(answer("reason", " ").ok());
    ASSERT_TRUE(answer("change", "In the analysis, paragraph 4.").ok());
    EXPECT_EQ(answer("change", "Again.").error().code, Code::Stale);
  }
  EXPECT_EQ(blocks(), 0u);
  EXPECT_EQ(state(), StepState::Is::Done);
  read([&](store::Reader& r) {
    bool publish = false, answered = false;
    const auto letter = permitting_letter(r, review_, *edition_)->id.text();
    for (const auto& duty : guidance::duties(r, review_)) {
      publish = publish || (duty->rule == "publish" && !duty->withdrawn);
      if (duty->rule == "answer_letter" && duty->subject == letter) answered = duty->done.has_value();
    }
    EXPECT_TRUE(publish);
    EXPECT_TRUE(answered);
  });
}

TEST_F(AssuranceTest, SendingAgainOrStrikingOutTakesThePermissionBack) {
  complete_report("First");
  answer_all();
  ASSERT_TRUE(send().ok());
  auto id = came("adequate");
  ASSERT_TRUE(id.ok());
  EXPECT_TRUE(permitted());
  const auto row = read([&](store::Reader& r) { return *letter(r, review_, *id); });
  EXPECT_FALSE(write([&](store::Writer& w) { return strike_out_letter(w, coordinator_, *edition_, review_, *id, "", row.version); }).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return strike_out_letter(w, coordinator_, *edition_, review_, *id, "It is of another review", row.version); }).ok());
  EXPECT_FALSE(permitted());
  EXPECT_EQ(read([&](store::Reader& r) { return (*review(r, review_))->stage; }), Stage::Assurance);
  ASSERT_TRUE(came("adequate").ok());
  EXPECT_TRUE(permitted());
  complete_report("Second");
  ASSERT_TRUE(send().ok());
  EXPECT_FALSE(permitted()) << "the panel has not seen the new version";
}

TEST_F(AssuranceTest, AnEditionDecidesWhatPermits) {
  complete_report("First");
  answer_all();
  ASSERT_TRUE(send().ok());
  ASSERT_TRUE(came("adequate").ok());
  guidance::Edition stricter = *edition_;
  for (auto& outcome : stricter.letter_outcomes) outcome.permits = false;
  EXPECT_FALSE(read([&](store::Reader& r) { return permitting_letter(r, review_, stricter).has_value(); }));
}

TEST_F(AssuranceTest, AnswersOtherThanYesSayWhy) {
  const auto answer = [&](CheckAnswer a) {
    return write([&](store::Writer& w) { return answer_checks(w, coordinator_, *edition_, review_, {a}, store::kAnyVersion); });
  };
  const auto& check = edition_->self_checks.front().id;
  EXPECT_EQ(answer({check, "partly", ""}).error().fields.at(0).field, check + "_note");
  EXPECT_TRUE(answer({check, "partly", "The family section waits for their answer."}).ok());
  EXPECT_FALSE(answer({"no_such_check", "yes", ""}).ok());
}

TEST_F(AssuranceTest, TheCommissionersCopyEndsItsDuty) {
  complete_report("First");
  ReportCopy copy;
  copy.on = clock_.today();
  EXPECT_FALSE(write([&](store::Writer& w) { return record_commissioner_copy(w, coordinator_, *edition_, review_, copy); }).ok());
  copy.how = "By secure e-mail";
  ASSERT_TRUE(write([&](store::Writer& w) { return record_commissioner_copy(w, coordinator_, *edition_, review_, copy); }).ok());
  read([&](store::Reader& r) {
    for (const auto& duty : guidance::duties(r, review_))
      if (duty->rule == "copy_commissioner") {
        EXPECT_TRUE(duty->done.has_value());
      }
  });
}

TEST_F(AssuranceTest, VerbsRefuseWhoMayNot) {
  complete_report("First");
  answer_all();
  ASSERT_TRUE(send().ok());
  auto id = came("resubmit", {"A point."});
  ASSERT_TRUE(id.ok());
  const auto point = read([&](store::Reader& r) { return letter_points(r, review_).front(); });
  access::Actor panel;
  panel.account = AccountId::random();
  panel.memberships.push_back({panel.account, access::Role::PanelMember, partnership_, review_, {}});
  panel.declared_for.push_back(review_);
  const auto refused_for = [&](auto verb) { return !write(verb).ok(); };
  Letter value;
  value.received = clock_.today();
  value.outcome = "adequate";
  value.text = "x";
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return submit(w, panel, *edition_, review_, clock_.today(), "x", ""); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return record_letter(w, panel, *edition_, review_, value, {}); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return strike_out_letter(w, panel, *edition_, review_, *id, "x", 1); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return add_point(w, panel, *edition_, review_, *id, "x"); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return answer_point(w, panel, *edition_, review_, point.id, "change", "x", point.version); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return answer_checks(w, panel, *edition_, review_, {}, store::kAnyVersion); }));
  EXPECT_TRUE(refused_for([&](store::Writer& w) { return record_commissioner_copy(w, panel, *edition_, review_, {"", clock_.today(), "x", "", {}}); }));
}

}  // namespace
}  // namespace heed::review

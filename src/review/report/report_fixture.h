// What the report's tests share: a store in a folder of its own, a review of an invented partnership, its coordinator.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>

#include "review/notification/notification.h"
#include "review/report/report.h"

namespace heed::review {

class ReportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "heed-report-XXXXXX").string();
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
    auto review = store_->write({}, "test.start", [&](store::Writer& w) -> Result<ReviewId> {
      access::Partnership body;
      body.name = "North Borough Community Safety Partnership";
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), body, 0));
      coordinator_ = actor(access::Role::Coordinator);
      NewReview request;
      request.responsible = partnership_;
      request.reference = "NB-2026-03";
      request.edition = edition_->id;
      return start_review(w, coordinator_, request, clock_.today());
    });
    ASSERT_TRUE(review.ok()) << review.error().message;
    review_ = *review;
    coordinator_.declared_for.push_back(review_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  access::Actor actor(access::Role role) {
    access::Actor a;
    a.account = AccountId::random();
    a.memberships.push_back({a.account, role, partnership_, review_, {}});
    a.declared_for.push_back(review_);
    return a;
  }
  template <class F>
  auto write(F&& f) { return store_->write({coordinator_.account}, "test", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }
  Result<void> put(const access::Actor& who, const std::string& kind, const std::string& section, const std::string& text,
                   std::int64_t expected = store::kAnyVersion) {
    return write([&](store::Writer& w) { return put_section(w, who, *edition_, review_, kind, section, text, expected); });
  }
  void fill(const std::string& kind, const std::string& word = "Written.") {
    for (const auto& section : edition_->document(kind)->sections) {
      auto done = put(coordinator_, kind, section.id, word + " " + section.heading);
      ASSERT_TRUE(done.ok()) << done.error().message;
    }
  }
  Result<ReportVersionId> freeze_it(const std::string& kind, const std::string& note = "") {
    return write([&](store::Writer& w) { return freeze(w, coordinator_, *edition_, review_, kind, note); });
  }
  Result<ReportSignOffId> sign(ReportVersionId version, SignOffKind by, const std::string& outcome, const access::Actor* who = nullptr) {
    ReportSignOff s;
    s.version = version;
    s.by = by;
    s.name = PersonalText("Robin Ashdown");
    s.post = "Chair of the panel";
    s.on = clock_.today();
    s.outcome = outcome;
    return write([&](store::Writer& w) { return sign_off_report(w, who ? *who : coordinator_, *edition_, review_, s); });
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

}  // namespace heed::review

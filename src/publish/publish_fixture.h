// For tests of publication: a review on a real store and a real library, brought to where its editions are made. Everybody in it is invented.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "publish/detections.h"
#include "review/casefile/casefile.h"
#include "review/notification/notification.h"

namespace heed::publish {

inline constexpr const char* kSecrets[] = {"Ottoline", "Quennevais", "Fairweather", "Bramblewick", "943 476 5919", "9434765919", "07700 900982", "Larkhollow"};

class Publishing : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-publish-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(*opened);
    auto lib = library::Library::open({folder_ / "library.db", library::OpenOptions::Mode::Create, 4});
    ASSERT_TRUE(lib.ok());
    library_ = std::move(*lib);
    editions_ = std::move(*guidance::Editions::load());
    law_ = editions_.find("dhr-2016");
    ASSERT_NE(law_, nullptr);
    auto set_up = store_->write({}, "test.start", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Alderby Community Safety Partnership"}, 0));
      HEED_TRY(person(w, coordinator_id_, access::Role::Coordinator, "c"));
      HEED_TRY(person(w, chair_id_, access::Role::PartnershipChair, "p"));
      HEED_TRY(person(w, approver_id_, access::Role::PublicationApprover, "a"));
      HEED_ASSIGN(auto c, access::actor(w, coordinator_id_));
      review::NewReview request;
      request.responsible = partnership_;
      request.reference = "AL-2026-01";
      request.edition = law_->id;
      HEED_ASSIGN(review_, review::start_review(w, c, request, clock_.today()));
      for (const auto id : {coordinator_id_, chair_id_, approver_id_}) {
        access::Declaration d;
        d.account = id;
        HEED_TRY(access::declare(w, partnership_, review_, d));
      }
      HEED_ASSIGN(auto row, review::review(w, review_));
      row.value.pseudonym = "Rowan";
      HEED_TRY(review::put_review(w, review_, row.value, row.version));
      HEED_ASSIGN(coordinator_, access::actor(w, coordinator_id_));
      HEED_ASSIGN(chair_, access::actor(w, chair_id_));
      HEED_ASSIGN(approver_, access::actor(w, approver_id_));
      review::Person p;
      p.name = PersonalText("Ottoline Quennevais");
      p.roles = {{"died", {}, {}, ""}};
      p.pseudonym = "Rowan";
      p.died = *UncertainDate::parse("14 May 2021", clock_.today());
      p.addresses = {{PersonalText("12 Bramblewick Close, Larkhollow"), "home", {}, {}}};
      p.identifiers = {{"nhs", PersonalText("943 476 5919")}, {"phone", PersonalText("07700 900982")}};
      HEED_ASSIGN(died_, review::put_person(w, coordinator_, review_, review::PersonId::random(), p, 0));
      review::Participant sister;
      sister.name = PersonalText("Imelda Fairweather");
      sister.group = "family";
      HEED_TRY(review::put_participant(w, coordinator_, review_, review::ParticipantId::random(), sister, 0));
      return {};
    });
    ASSERT_TRUE(set_up.ok()) << set_up.error().message;
  }
  void TearDown() override {
    library_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  Result<void> person(store::Writer& w, AccountId& id, access::Role role, const std::string& name) {
    access::Account a;
    a.name = PersonalText("Person " + name);
    a.email = PersonalText(name + "@alderby.example");
    HEED_ASSIGN(id, access::put_account(w, AccountId::random(), a, 0));
    HEED_TRY(access::give(w, {id, role, partnership_, {}, {}}));
    return {};
  }
  template <class F>
  auto write(F&& f) { return store_->write({coordinator_id_}, "test", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }

  void report_and_letter(const std::string& extra = "") {
    const std::string words = "Ottoline Quennevais (NHS number 943 476 5919) lived at 12 Bramblewick Close, Larkhollow. Ms Quennevais died on 14 May 2021. "
                              "Her sister Imelda Fairweather rang 07700 900982. The panel thanks the family." + extra;
    auto done = write([&](store::Writer& w) -> Result<void> {
      for (const auto& kind : law_->documents) {
        for (const auto& section : kind.sections) HEED_TRY(review::put_section(w, coordinator_, *law_, review_, kind.id, section.id, words, store::kAnyVersion));
        HEED_ASSIGN(const auto version, review::freeze(w, coordinator_, *law_, review_, kind.id, "first"));
        for (const auto by : {review::SignOffKind::Panel, review::SignOffKind::Partnership}) {
          review::ReportSignOff s;
          s.version = version;
          s.by = by;
          s.name = PersonalText("Robin Ashdown");
          s.post = "Chair";
          s.on = clock_.today();
          s.outcome = "agreed";
          HEED_TRY(review::sign_off_report(w, coordinator_, *law_, review_, s));
        }
      }
      std::vector<review::CheckAnswer> answers;
      for (const auto& check : law_->self_checks) answers.push_back({check.id, "yes", ""});
      HEED_TRY(review::answer_checks(w, coordinator_, *law_, review_, answers, store::kAnyVersion));
      HEED_TRY(review::submit(w, coordinator_, *law_, review_, clock_.today(), "Coordinator", ""));
      review::Letter letter;
      letter.received = clock_.today();
      for (const auto& outcome : law_->letter_outcomes)
        if (outcome.permits && letter.outcome.empty()) letter.outcome = outcome.id;
      letter.text = "The panel is content.";
      HEED_TRY(review::record_letter(w, coordinator_, *law_, review_, letter, {}));
      return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  void make_and_finalise() {
    auto made = make_edition(*store_, coordinator_, review_, "overview_report");
    ASSERT_TRUE(made.ok()) << made.error().message;
    edition_ = *made;
    auto done = write([&](store::Writer& w) -> Result<void> {
      HEED_TRY(decide_all(w, coordinator_, review_, edition_, {.certainty = Certainty::Unsure}, "keep", "Everyday words, read one by one"));
      HEED_TRY(decide_all(w, coordinator_, review_, edition_, {}, "accept", ""));
      return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
    auto proof = finalise_edition(*store_, coordinator_, review_, edition_);
    ASSERT_TRUE(proof.ok()) << proof.error().message;
    ASSERT_TRUE(proof->settled) << proof->strong << " strong, " << proof->weak << " weak, " << proof->unread << " unread";
    auto told = write([&](store::Writer& w) { return family_told(w, coordinator_, *law_, review_, edition_, clock_.today(), "By their advocate", store::kAnyVersion); });
    ASSERT_TRUE(told.ok()) << told.error().message;
  }
  EditionRow now() {
    return read([&](store::Reader& r) { return *edition(r, review_, edition_); });
  }
  Result<Signed> sign_as(const access::Actor& who) {
    const auto hash = now().value.hash;
    return store_->write({who.account}, "test.sign", [&](store::Writer& w) { return sign(w, who, *law_, review_, edition_, hash); });
  }
  std::vector<std::string> differences() {
    return read([&](store::Reader& r) { return library_differences(r, *library_); });
  }
  bool in_library_files(const std::string& bytes) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (!entry.path().filename().string().starts_with("library.db")) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string all((std::istreambuf_iterator<char>(in)), {});
      if (all.find(bytes) != all.npos) return true;
    }
    return false;
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'795'000'000))};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<library::Library> library_;
  guidance::Editions editions_;
  const guidance::Edition* law_ = nullptr;
  PartnershipId partnership_;
  ReviewId review_;
  AccountId coordinator_id_, chair_id_, approver_id_;
  access::Actor coordinator_, chair_, approver_;
  review::PersonId died_;
  EditionId edition_;
};

}  // namespace heed::publish

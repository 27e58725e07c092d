// Agencies' returns on a real store: what each verb refuses, what is kept, and that one agency never sees another's.
#include "review/evidence/evidence.h"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "review/guidance/duty.h"

namespace heed::review {
namespace {

using namespace std::chrono;
using testing::HasSubstr;
using testing::Not;

const guidance::Edition& edition() {
  static const guidance::Editions kEditions = [] {
    auto loaded = guidance::Editions::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(loaded).value();
  }();
  return *kEditions.find("dhr-2016");
}

constexpr const char* kCanary = "Quillfeather";

class EvidenceTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("heed-evidence-{}-{}", getpid(), AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({folder_ / "data", folder_ / "key", true, 2}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(opened).value();
    auto made = store_->write({}, "test.set_up", [&](store::Writer& w) -> Result<void> {
      access::Partnership p;
      p.name = "Northbank Partnership";
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), p, 0));
      HEED_ASSIGN(a_, access::put_agency(w, AgencyId::random(), {"Northbank Police", "police", true, {}}, 0));
      HEED_ASSIGN(b_, access::put_agency(w, AgencyId::random(), {"Alder Homes", "housing", false, {}}, 0));
      Review review;
      review.reference = "NB-2026-01";
      review.edition = "dhr-2016";
      review.responsible = review.operating = partnership_;
      review.stage = Stage::Casefile;
      HEED_ASSIGN(review_, put_review(w, ReviewId::random(), review, 0));
      return {};
    });
    ASSERT_TRUE(made.ok()) << made.error().message;
    coordinator_ = someone(access::Role::Coordinator, {});
    chair_ = someone(access::Role::IndependentChair, {});
    author_a_ = someone(access::Role::AgencyAuthor, a_);
    author_b_ = someone(access::Role::AgencyAuthor, b_);
    panel_b_ = someone(access::Role::PanelMember, b_);
    partnership_chair_ = someone(access::Role::PartnershipChair, {});
    auditor_ = someone(access::Role::Auditor, {});
    outsider_.account = AccountId::random();
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  access::Actor someone(access::Role role, AgencyId agency) const {
    access::Actor out;
    out.account = AccountId::random();
    out.memberships = {{out.account, role, partnership_, review_, agency}};
    out.declared_for = {review_};
    return out;
  }
  template <class F>
  auto write(F&& f) { return store_->write({author_a_.account}, "test.write", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }
  ReviewRow in() { return read([&](store::Reader& r) { return *review::review(r, review_); }); }
  ReturnRow row(ReturnId id) { return *read([&](store::Reader& r) { return find_return(r, coordinator_, in(), id); }); }
  std::int64_t draft_version(ReturnId id, const access::Actor& who) {
    return read([&](store::Reader& r) { return draft(r, who, in(), id)->version; });
  }

  Return request(AgencyId agency, std::string kind, std::string body = "police") const {
    Return q;
    q.agency = agency;
    q.kind = std::move(kind);
    q.body = std::move(body);
    q.asked_on = 2026y / 6 / 1;
    q.due = 2026y / 6 / 29;
    q.enquiries = {{"", std::string("Was a risk assessment done for ") + kCanary + "?"}};
    return q;
  }
  ReturnId asked(AgencyId agency, std::string kind) {
    auto id = write([&](store::Writer& w) { return ask(w, coordinator_, edition(), review_, request(agency, kind)); });
    EXPECT_TRUE(id.ok()) << id.error().message;
    return *id;
  }
  AttachmentId attach(ReturnId id, const access::Actor& who, std::string holds = "chronology") {
    store::AttachmentMeta meta;
    meta.name = std::string(kCanary) + ".csv";
    meta.media_type = "text/csv";
    meta.purpose = "return";
    bool sent = false;
    auto stored = store_->store_attachment(meta, review_, [&]() { return std::exchange(sent, true) ? std::string() : std::string("Date,Event\n1/5/2016,") + kCanary; });
    EXPECT_TRUE(stored.ok());
    auto kept = write([&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(auto place, add_file(w, who, review_, id, {*stored, holds, PersonalText(meta.name), meta.media_type, "csv", 20, {}, {}}));
      return store_->keep_attachment(w, *stored, place);
    });
    EXPECT_TRUE(kept.ok()) << kept.error().message;
    return *stored;
  }
  void declare(ReturnId id, const access::Actor& who) {
    auto done = write([&](store::Writer& w) {
      return declare_independence(w, who, review_, id, {PersonalText(std::string("Robin ") + kCanary), "Head of standards", "yes", "", {}}, store::kAnyVersion);
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  /// A management review of agency A, handed in, with its chronology.
  ReturnId handed_in() {
    const auto id = asked(a_, "imr");
    declare(id, author_a_);
    attach(id, author_a_);
    attach(id, author_a_, "report");
    auto done = write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); });
    EXPECT_TRUE(done.ok()) << done.error().message;
    return id;
  }
  Result<void> signed_off(ReturnId id, const access::Actor& who) {
    return write([&](store::Writer& w) { return sign_off(w, who, review_, id, {PersonalText("Sam Aldous"), "Assistant chief", 2026y / 6 / 20, {}}); });
  }

  FixedClock clock_{sys_days{2026y / 6 / 20} + 9h};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  access::Actor coordinator_, chair_, author_a_, author_b_, panel_b_, partnership_chair_, auditor_, outsider_;
  PartnershipId partnership_;
  ReviewId review_;
  AgencyId a_, b_;
};

TEST_F(EvidenceTest, ARequestCarriesItsAuthorityAsItStoodThen) {
  const auto id = asked(a_, "imr");
  const auto listed = row(id);
  EXPECT_TRUE(listed->listed);
  EXPECT_EQ(listed->authority, edition().body("police")->authority);
  EXPECT_THAT(listed->letter, HasSubstr("individual management review"));
  EXPECT_EQ(listed.place.agency, a_);
  EXPECT_EQ(in()->stage, Stage::Evidence);
  auto invited = request(b_, "summary_report", "housing_association");
  const auto other = write([&](store::Writer& w) { return ask(w, coordinator_, edition(), review_, invited); });
  ASSERT_TRUE(other.ok());
  EXPECT_FALSE(row(*other)->listed);
}

TEST_F(EvidenceTest, AskingTwiceForTheSameIsRefused) {
  asked(a_, "imr");
  EXPECT_EQ(write([&](store::Writer& w) { return ask(w, coordinator_, edition(), review_, request(a_, "imr")); }).error().code, Code::BadInput);
  asked(a_, "chronology");
}

TEST_F(EvidenceTest, NothingIsAskedBeforeADecisionToReview) {
  ASSERT_TRUE(write([&](store::Writer& w) { return move_to(w, review_, Stage::Deciding, Back::Allowed); }).ok());
  EXPECT_EQ(write([&](store::Writer& w) { return ask(w, coordinator_, edition(), review_, request(a_, "imr")); }).error().code, Code::Refused);
}

TEST_F(EvidenceTest, HandingInSaysWhatIsMissing) {
  const auto id = asked(a_, "imr");
  auto early = write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); });
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(early.error().code, Code::Refused);
  EXPECT_THAT(early.error().message, HasSubstr("declaration of independence"));
  EXPECT_THAT(early.error().message, HasSubstr("chronology"));
  EXPECT_THAT(early.error().message, HasSubstr("Methodology"));
  EXPECT_THAT(early.error().message, Not(HasSubstr("Context")));  // the edition says that it may be left out
}

TEST_F(EvidenceTest, AnAuthorWhoManagedTheCaseCannotHandIn) {
  const auto id = asked(a_, "imr");
  attach(id, author_a_);
  attach(id, author_a_, "report");
  const Independence no{PersonalText("Robin Alder"), "Team manager", "no", "Managed the team", {}};
  ASSERT_TRUE(write([&](store::Writer& w) { return declare_independence(w, author_a_, review_, id, no, store::kAnyVersion); }).ok());
  EXPECT_EQ(write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }).error().code, Code::Refused);
}

TEST_F(EvidenceTest, SignedOffThenAccepted) {
  const auto id = handed_in();
  EXPECT_EQ(write([&](store::Writer& w) { return accept(w, coordinator_, edition(), review_, id); }).error().code, Code::Refused);
  ASSERT_TRUE(signed_off(id, author_a_).ok());
  EXPECT_EQ(signed_off(id, author_a_).error().code, Code::Refused);
  ASSERT_TRUE(write([&](store::Writer& w) { return accept(w, chair_, edition(), review_, id); }).ok());
  EXPECT_EQ(row(id)->status, ReturnStatus::Accepted);
  EXPECT_EQ(read([&](store::Reader& r) { return evidence_state(r, *review::review(r, review_)); }).is, StepState::Is::Done);
}

TEST_F(EvidenceTest, AnAmendedReturnIsANewVersionBesideTheFirst) {
  const auto id = handed_in();
  ASSERT_TRUE(signed_off(id, author_a_).ok());
  EXPECT_EQ(write([&](store::Writer& w) { return write_section(w, author_a_, edition(), review_, id, "methodology", "Later", 9); }).error().code, Code::Refused);
  EXPECT_EQ(write([&](store::Writer& w) { return send_back(w, coordinator_, edition(), review_, id, " "); }).error().code, Code::BadInput);
  ASSERT_TRUE(write([&](store::Writer& w) { return send_back(w, coordinator_, edition(), review_, id, "The second question is not answered"); }).ok());
  const auto version = draft_version(id, author_a_);
  ASSERT_TRUE(write([&](store::Writer& w) { return write_section(w, author_a_, edition(), review_, id, "methodology", "Every system was read", version); }).ok());
  EXPECT_EQ(write([&](store::Writer& w) { return write_section(w, author_a_, edition(), review_, id, "methodology", "Old words", version); }).error().code, Code::Stale);
  ASSERT_EQ(*write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }), 2);
  const auto all = read([&](store::Reader& r) { return versions(r, coordinator_, in(), id); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0]->sections.empty());
  EXPECT_TRUE(all[0]->sign_off.has_value());
  EXPECT_EQ(all[1]->sections.at(0).text, "Every system was read");
  EXPECT_FALSE(all[1]->sign_off.has_value());
  EXPECT_FALSE(row(id)->signed_off);
  const auto history = read([&](store::Reader& r) { return events(r, coordinator_, in(), id); });
  EXPECT_EQ(history.size(), 6u);  // asked, begun, handed in, signed off, sent back, handed in
  EXPECT_EQ(history[4]->reason, "The second question is not answered");
}

TEST_F(EvidenceTest, NoTraceFoundIsAReturn) {
  const auto id = asked(a_, "imr");
  ASSERT_TRUE(write([&](store::Writer& w) { return say_nil(w, author_a_, review_, id, true, 0); }).ok());
  EXPECT_FALSE(write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }).ok());  // how it was searched
  ASSERT_TRUE(write([&](store::Writer& w) { return write_section(w, author_a_, edition(), review_, id, "searched", "By name and date of birth", 1); }).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }).ok());
  EXPECT_TRUE(row(id)->nil);
}

TEST_F(EvidenceTest, LatenessIsTheAgencysAndEndsWithHandingIn) {
  const auto id = asked(a_, "chronology");
  const auto late = [&](Day today) { return read([&](store::Reader& r) { return owed(r, coordinator_, in(), today); }).at(0).days_late; };
  EXPECT_EQ(late(2026y / 6 / 29), 0);
  EXPECT_EQ(late(2026y / 7 / 2), 3);
  attach(id, author_a_);
  ASSERT_TRUE(write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }).ok());
  EXPECT_EQ(late(2026y / 7 / 2), 0);
}

TEST_F(EvidenceTest, TheChronologyStepGetsTheLatestFilesHandedIn) {
  const auto id = asked(a_, "chronology");
  const auto file = attach(id, author_a_);
  const auto files = [&](const access::Actor& who) { return read([&](store::Reader& r) { return chronology_files(r, who, in()); }); };
  EXPECT_TRUE(files(coordinator_).empty());
  ASSERT_TRUE(write([&](store::Writer& w) { return hand_in(w, author_a_, edition(), review_, id); }).ok());
  ASSERT_EQ(files(coordinator_).size(), 1u);
  EXPECT_EQ(files(coordinator_)[0].attachment, file);
  EXPECT_FALSE(files(coordinator_)[0].accepted);
  EXPECT_TRUE(files(author_b_).empty());
}

TEST_F(EvidenceTest, VerbsRefuseWhoMayNot) {
  const auto id = handed_in();
  const auto code = [&](auto&& verb) { return write([&](store::Writer& w) { return verb(w); }).error().code; };
  for (const auto* who : {&author_a_, &author_b_, &panel_b_, &partnership_chair_, &auditor_, &outsider_}) {
    const bool knows = who == &panel_b_ || who == &partnership_chair_;
    const Code expected = knows ? Code::Forbidden : Code::NotFound;
    EXPECT_EQ(code([&](store::Writer& w) { return ask(w, *who, edition(), review_, request(b_, "imr")); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return move_due(w, *who, review_, id, 2026y / 7 / 9, "why", store::kAnyVersion); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return cancel(w, *who, edition(), review_, id, "why"); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return accept(w, *who, edition(), review_, id); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return send_back(w, *who, edition(), review_, id, "why"); }), expected);
  }
  for (const auto* who : {&author_b_, &auditor_, &outsider_, &coordinator_, &chair_, &panel_b_}) {
    const bool knows = who == &coordinator_ || who == &chair_ || who == &panel_b_;
    const Code expected = knows ? Code::Forbidden : Code::NotFound;
    EXPECT_EQ(code([&](store::Writer& w) { return declare_independence(w, *who, review_, id, {}, 0); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return say_nil(w, *who, review_, id, true, 0); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return write_section(w, *who, edition(), review_, id, "methodology", "x", 0); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return add_file(w, *who, review_, id, {}); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return remove_file(w, *who, review_, id, AttachmentId::random()); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return hand_in(w, *who, edition(), review_, id); }), expected);
    EXPECT_EQ(code([&](store::Writer& w) { return sign_off(w, *who, review_, id, {}); }), expected);
  }
}

TEST_F(EvidenceTest, AnotherAgencysAuthorGetsNothingOfAReturn) {
  const auto id = handed_in();
  const auto file = read([&](store::Reader& r) { return versions(r, coordinator_, in(), id); }).at(0)->files.at(0).attachment;
  ASSERT_TRUE(signed_off(id, author_a_).ok());
  const auto own = write([&](store::Writer& w) {
    auto q = request(b_, "chronology", "housing_association");
    q.enquiries.clear();
    return ask(w, coordinator_, edition(), review_, q);
  });
  ASSERT_TRUE(own.ok());
  auto excluded = author_a_;
  excluded.excluded_from = {review_};
  auto undeclared = author_a_;
  undeclared.declared_for.clear();
  for (const auto* who : {&author_b_, &panel_b_, &outsider_, &auditor_, &partnership_chair_, &excluded, &undeclared}) {
    read([&](store::Reader& r) {
      // Everything that the header offers for reading, as text: the canary must be in none of it.
      std::string all;
      const auto review = in();
      for (const auto& x : returns(r, *who, review)) all += Json(x.value).dump();
      for (const auto agency : {a_, b_})
        for (const auto& x : returns_of(r, *who, review, agency)) all += Json(x.value).dump();
      for (const auto& x : versions(r, *who, review, id)) all += Json(x.value).dump();
      for (const auto& x : events(r, *who, review, id)) all += Json(x.value).dump();
      EXPECT_EQ(all.find(kCanary), std::string::npos);
      EXPECT_EQ(all.find(a_.text()), std::string::npos);
      EXPECT_FALSE(find_return(r, *who, review, id).ok());
      EXPECT_FALSE(draft(r, *who, review, id).ok());
      EXPECT_FALSE(find_file(r, *who, review, a_, file).ok());
      EXPECT_FALSE(find_file(r, *who, review, b_, file).ok());
      EXPECT_TRUE(chronology_files(r, *who, review).empty());
      EXPECT_TRUE(owed(r, *who, review, 2026y / 7 / 30).empty());
    });
  }
  read([&](store::Reader& r) {
    EXPECT_EQ(returns(r, author_b_, in()).size(), 1u);
    EXPECT_EQ(returns(r, author_b_, in()).at(0).id, *own);
    // The words of a refusal are those for what does not exist.
    EXPECT_EQ(find_return(r, author_b_, in(), id).error().message, find_return(r, author_b_, in(), ReturnId::random()).error().message);
    EXPECT_TRUE(find_file(r, author_a_, in(), a_, file).ok());
    EXPECT_TRUE(find_file(r, coordinator_, in(), a_, file).ok());
  });
}

TEST_F(EvidenceTest, AWorkingCopyIsTheAgencysAlone) {
  const auto id = asked(a_, "imr");
  const auto file = attach(id, author_a_);
  read([&](store::Reader& r) {
    EXPECT_TRUE(draft(r, author_a_, in(), id).ok());
    EXPECT_FALSE(draft(r, coordinator_, in(), id).ok());
    EXPECT_FALSE(find_file(r, coordinator_, in(), a_, file).ok());
    EXPECT_TRUE(find_file(r, author_a_, in(), a_, file).ok());
  });
}

TEST(EvidenceRules, ADownloadIsNamedByWhatItIs) {
  Review review;
  review.reference = "NB-2026-01";
  Return request;
  request.kind = "imr";
  ReturnFile file;
  file.holds = "chronology";
  file.ending = "xlsx";
  file.name = PersonalText("Quillfeather family.xlsx");
  EXPECT_EQ(download_name(review, "Alder & Ash Homes", request, file, 2), "nb-2026-01-alder-ash-homes-imr-chronology-v2.xlsx");
}

TEST(EvidenceRules, TheBodyFitsTheAgency) {
  EXPECT_EQ(body_for(edition(), {"A", "gp", false, {}}, 2026y / 6 / 1)->id, "general_practice");
  EXPECT_EQ(body_for(edition(), {"A", "police", true, {}}, 2026y / 6 / 1)->id, "police");
  EXPECT_EQ(body_for(edition(), {"A", "lighthouse", false, {}}, 2026y / 6 / 1)->id, "other");
}

}  // namespace
}  // namespace heed::review

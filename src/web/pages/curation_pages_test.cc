// Signed-in people beside the public library: what they decide about suggestions, and that their own reviews stay theirs.
#include "web/pages/curation_pages.h"

#include <gtest/gtest.h>

#include "access/accounts.h"
#include "library/reading.h"
#include "publish/curation.h"
#include "review/findings/findings.h"
#include "web/pages/own_reviews.h"
#include "web/pages/page_fixture.h"
#include "web/pages/public_node_fixture.h"

namespace heed::web {
namespace {

using library::Suggestion;

class CurationPages : public PublicNode {
 protected:
  void SetUp() override {
    PublicNode::SetUp();
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    app_.casework = store_.get();
    sessions_ = std::make_unique<access::Sessions>(*store_, clock_);
    app_.sessions = sessions_.get();
    ASSERT_TRUE(store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Fenmere CSP"}, 0));
      HEED_ASSIGN(review_, review::put_review(w, ReviewId::random(), {.reference = "FM-2026-03", .pseudonym = "Canaryne", .edition = "dhr-2016", .responsible = partnership_, .operating = partnership_}, 0));
      access::Account account;
      account.name = PersonalText("Robin Marsh");
      account.email = PersonalText("robin@fenmere.example");
      HEED_ASSIGN(coordinator_.account, access::put_account(w, AccountId::random(), account, 0));
      return {};
    }).ok());
    coordinator_.memberships = {{coordinator_.account, access::Role::Coordinator, partnership_, {}, {}}};
    coordinator_.declared_for = {review_};
    ASSERT_TRUE(store_->write({coordinator_.account}, "test.finding", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(const auto agency, access::put_agency(w, AgencyId::random(), {.name = "Fenmere Hospital"}, 0));
      review::ReviewAgency takes_part;
      takes_part.agency = agency;
      takes_part.authority = "listed";
      HEED_TRY(review::put_review_agency(w, coordinator_, review_, {}, takes_part, 0));
      review::Finding finding;
      finding.text = "The midwife had no time to ask.";
      finding.reach = review::Reach::Within;
      finding.agencies = {agency};
      HEED_TRY(review::put_finding(w, coordinator_, review_, {}, finding, 0));
      return {};
    }).ok());
    ASSERT_TRUE(library_->add({*library::addition_of_json(
        R"({"id":"a1","title":"The death of Linnet","partnership":"Fenmere CSP","published":"2024-03-01","text":"1. What happened\n\nCoercive control was not recognised by the midwife.\n\n2. Recommendations\n\nFenmere Council should train housing officers in coercive control."})")}).ok());
  }
  void TearDown() override {
    sessions_.reset();
    store_.reset();
    PublicNode::TearDown();
  }
  Response ask(const access::Actor& actor, std::string method, const std::string& target, std::initializer_list<std::pair<std::string, std::string>> form = {}) {
    Request request;
    request.method = method;
    request.path = *path_of_target(target);
    request.raw_target = target;
    request.headers.add("Host", "reviews.example");
    if (auto q = parse_urlencoded(query_of_target(target))) request.query_fields = *q;
    for (const auto& [name, value] : form) request.form_fields.add(name, value);
    return answer_page(app_, all_routes(), actor, review_, std::move(request));
  }
  Suggestion first(Suggestion::Kind kind) {
    for (const auto& s : library_->suggestions({"a1"}))
      if (s.kind == kind) return s;
    ADD_FAILURE() << "nothing of this kind was found";
    return {};
  }

  std::unique_ptr<store::Store> store_;
  std::unique_ptr<access::Sessions> sessions_;
  PartnershipId partnership_;
  ReviewId review_;
  access::Actor coordinator_;
};

TEST_F(CurationPages, ASuggestionIsShownInItsPlaceAndAcceptedWithWhoAndWhen) {
  EXPECT_TRUE(has(ask(coordinator_, "GET", "/library"), "The death of Linnet"));
  auto page = ask(coordinator_, "GET", "/library/a1");
  EXPECT_TRUE(has(page, "Fenmere Council should train housing officers"));
  EXPECT_TRUE(has(page, "/published/a1#p4"));
  const auto s = first(Suggestion::Kind::Recommendation);
  const auto number = std::to_string(s.number);
  EXPECT_EQ(ask(coordinator_, "POST", "/library/a1", {{"kind", "recommendation"}, {"decide-" + number, "accepted"}, {"was-" + number, "suggested"}}).status, 303);
  EXPECT_EQ(first(Suggestion::Kind::Recommendation).status, Suggestion::Status::Accepted);
  EXPECT_TRUE(has(ask(coordinator_, "GET", "/library/a1?kind=recommendation"), "Robin Marsh"));
  const auto open = get("/published/a1");
  EXPECT_TRUE(has(open, "Accepted by Coordinator, Fenmere CSP"));
  EXPECT_FALSE(has(open, "Robin Marsh")) << "the public sees the role";
  const auto records = store_->records(store::Stream::installation());
  EXPECT_TRUE(std::any_of(records.begin(), records.end(), [&](const auto& r) { return r.verb == "library.decide" && r.actor == coordinator_.account; }));
}

TEST_F(CurationPages, WhatSomebodyElseDecidedMeanwhileStands) {
  const auto s = first(Suggestion::Kind::Recommendation);
  const auto number = std::to_string(s.number);
  auto rejected = s;
  rejected.status = Suggestion::Status::Rejected;
  ASSERT_TRUE(publish::decide_suggestions(*store_, *library_, coordinator_, "a1", {rejected}).ok());
  EXPECT_EQ(ask(coordinator_, "POST", "/library/a1", {{"decide-" + number, "accepted"}, {"was-" + number, "suggested"}}).status, 409);
  EXPECT_EQ(first(Suggestion::Kind::Recommendation).status, Suggestion::Status::Rejected);
}

TEST_F(CurationPages, ASuggestionIsPutRightAndOneThatNoRuleFoundIsAdded) {
  const auto s = first(Suggestion::Kind::Addressee);
  const auto at = "/library/a1/" + std::to_string(s.number);
  EXPECT_EQ(ask(coordinator_, "GET", at).status, 200);
  EXPECT_EQ(ask(coordinator_, "POST", at, {{"kind", "addressee"}, {"value", ""}}).status, 422) << "an addressee needs a name";
  EXPECT_EQ(ask(coordinator_, "POST", at, {{"kind", "addressee"}, {"value", "Fenmere Borough Council"}}).status, 303);
  EXPECT_EQ(ask(coordinator_, "POST", "/library/a1/new", {{"anchor", "77"}, {"kind", "lesson"}, {"value", ""}}).status, 422) << "no such paragraph";
  EXPECT_EQ(ask(coordinator_, "POST", "/library/a1/new", {{"anchor", "2"}, {"kind", "lesson"}, {"value", ""}}).status, 303);
  const auto page = body(get("/published/a1"));
  EXPECT_NE(page.find("Fenmere Borough Council</strong>"), page.npos);
  EXPECT_EQ(page.find("Fenmere Council</strong>"), page.npos);
  EXPECT_NE(page.find("Lessons (1)"), page.npos);
}

TEST_F(CurationPages, TheCaseworkWinsOverALibraryMadeAnew) {
  auto s = first(Suggestion::Kind::Recommendation);
  s.status = Suggestion::Status::Accepted;
  ASSERT_TRUE(publish::decide_suggestions(*store_, *library_, coordinator_, "a1", {s}).ok());
  s.status = Suggestion::Status::Suggested;
  ASSERT_TRUE(library_->settle({"a1"}, {s}).ok());
  ASSERT_TRUE(publish::bring_verdicts_up(*store_, *library_).ok());
  EXPECT_EQ(first(Suggestion::Kind::Recommendation).status, Suggestion::Status::Accepted);
}

TEST_F(CurationPages, OnlyThoseWhoPublishDecide) {
  auto s = first(Suggestion::Kind::Recommendation);
  s.status = Suggestion::Status::Rejected;
  for (const auto role : {access::Role::AgencyAuthor, access::Role::PanelMember, access::Role::Auditor, access::Role::Administrator, access::Role::IndependentChair}) {
    access::Actor other;
    other.account = AccountId::random();
    other.memberships = {{other.account, role, partnership_, review_, {}}};
    EXPECT_EQ(publish::decide_suggestions(*store_, *library_, other, "a1", {s}).error().code, Code::Forbidden) << access::name(role);
    EXPECT_TRUE(body(ask(other, "GET", "/published/a1")).find("/library/a1") == std::string::npos) << "no way in for " << access::name(role);
  }
}

// --- their own reviews beside the public page ---

constexpr const char* kBeside[] = {"/search?q=midwife", "/published/a1", "/", "/learning", "/learning/summary", "/learning/records"};

TEST_F(CurationPages, StaffSeeTheirOwnReviewsBesideThePublicPage) {
  for (const auto* at : kBeside) EXPECT_TRUE(has(ask(coordinator_, "GET", at), "Canaryne")) << at;
  EXPECT_TRUE(has(ask(coordinator_, "GET", "/search?q=midwife"), "a finding"));
  EXPECT_TRUE(has(ask(coordinator_, "GET", "/search?q=housing"), "None of the reviews that you may see has these words."));
}

TEST_F(CurationPages, APublicPageNeverHoldsThem) {
  // Public first, staff after, public again: neither is given what was made for the other.
  for (const auto* at : kBeside) {
    EXPECT_FALSE(has(get(at), "Canaryne")) << at;
    EXPECT_TRUE(has(ask(coordinator_, "GET", at), "Canaryne")) << at;
    const auto after = get(at);
    EXPECT_FALSE(has(after, "Canaryne")) << at;
    EXPECT_FALSE(has(after, "FM-2026-03")) << at;
    EXPECT_FALSE(has(after, "Your reviews")) << at;
  }
  const auto staff = ask(coordinator_, "GET", "/published/a1");
  EXPECT_TRUE(staff.shared.empty() && staff.etag.empty()) << "made for one person, kept for nobody";
  EXPECT_FALSE(has(get("/library.db"), "Canaryne"));
}

TEST_F(CurationPages, NobodyIsShownAReviewThatThePolicyKeepsFromThem) {
  auto undeclared = coordinator_;
  undeclared.declared_for.clear();
  auto excluded = coordinator_;
  excluded.excluded_from = {review_};
  auto elsewhere = coordinator_;
  elsewhere.memberships[0].partnership = PartnershipId::random();
  for (const auto& actor : {undeclared, excluded, elsewhere})
    for (const auto* at : kBeside) EXPECT_FALSE(has(ask(actor, "GET", at), "Canaryne")) << at;
}

TEST_F(CurationPages, WhatWasShownIsRecordedAsRead) {
  ASSERT_TRUE(has(ask(coordinator_, "GET", "/search?q=midwife"), "Canaryne"));
  const auto readings = store_->readings(review_);
  ASSERT_FALSE(readings.empty());
  EXPECT_EQ(readings.front().reading.account, coordinator_.account);
  EXPECT_EQ(readings.front().reading.detail, "midwife");
}

}  // namespace
}  // namespace heed::web

// A walk through the pages of deciding and of evidence: scoping, the test, the decision, the clock, a request and an agency's return.
#include "web/pages/evidence_pages.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "review/casefile/casefile.h"
#include "review/decision/decision.h"
#include "review/evidence/evidence.h"
#include "review/findings/findings.h"
#include "review/notification/notification.h"
#include "review/recommendations/recommendations.h"
#include "web/html.h"
#include "web/pages/clock_pages.h"
#include "web/pages/decision_pages.h"
#include "web/pages/return_pages.h"
#include "web/pages/page_fixture.h"

namespace heed::web {
namespace {

using namespace std::chrono;

Fields fields(std::initializer_list<std::pair<std::string, std::string>> pairs) {
  Fields out;
  for (const auto& [name, value] : pairs) out.add(name, value);
  return out;
}
bool holds(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }

class EvidencePages : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-evidence-pages-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    editions_.emplace(std::move(*guidance::Editions::load()));
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    ASSERT_TRUE(store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(a_, access::put_agency(w, AgencyId::random(), {.name = "Northborough Police", .kind = "police", .listed = true}, 0));
      HEED_ASSIGN(b_, access::put_agency(w, AgencyId::random(), {.name = "Alder Homes", .kind = "housing"}, 0));
      coordinator_.account = AccountId::random();
      coordinator_.memberships = {{coordinator_.account, access::Role::Coordinator, partnership_, {}, {}}};
      review::NewReview request;
      request.responsible = partnership_;
      request.edition = "dhr-2016";
      HEED_ASSIGN(review_, review::start_review(w, coordinator_, request, w.clock().today()));
      coordinator_.declared_for = {review_};
      review::Notification told;
      told.told_on = UncertainDate::exactly(2026y / 5 / 1);
      return review::put_notification(w, coordinator_, *editions_->find("dhr-2016"), review_, told, 1);
    }).ok());
    for (auto [actor, agency] : {std::pair(&author_a_, a_), std::pair(&author_b_, b_)}) {
      actor->account = AccountId::random();
      actor->memberships = {{actor->account, access::Role::AgencyAuthor, partnership_, review_, agency}};
      actor->declared_for = {review_};
    }
    add_decision_routes(routes_);
    add_clock_routes(routes_);
    add_evidence_routes(routes_);
    add_return_routes(routes_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::string here(std::string_view rest) const { return "/reviews/" + review_.text() + "/" + std::string(rest); }
  /// As the dispatcher answers: the policy is asked by what the route needs, then the handler.
  Response ask(const access::Actor& actor, std::string method, std::string path, Fields form = {}, std::vector<Upload> uploads = {}) {
    App app{.clock = clock_};
    app.casework = store_.get();
    app.editions = &*editions_;
    Request request;
    request.method = method;
    if (const auto q = path.find('?'); q != std::string::npos) path.resize(q);
    request.path = path;
    request.form_fields = std::move(form);
    request.uploads = std::move(uploads);
    return answer_page(app, routes_, actor, review_, std::move(request), Door::Policy);
  }
  std::string location(const Response& r) { return std::string(r.headers["Location"]); }

  std::filesystem::path folder_;
  FixedClock clock_{sys_days{2026y / 6 / 20} + 9h};
  std::optional<guidance::Editions> editions_;
  std::unique_ptr<store::Store> store_;
  PartnershipId partnership_;
  AgencyId a_, b_;
  ReviewId review_;
  access::Actor coordinator_, author_a_, author_b_;
  Routes routes_;
};

TEST_F(EvidencePages, FromScopingToADecisionAndTheClock) {
  auto page = ask(coordinator_, "GET", here("scoping"));
  EXPECT_TRUE(holds(page, "No agency has been asked yet"));
  page = ask(coordinator_, "POST", here("scoping/new"), fields({{"agency", a_.text()}, {"asked_on", "May 2026"}, {"answer", "not_answered"}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Enter the day on which they were asked"));
  EXPECT_TRUE(holds(page, "value=\"May 2026\""));
  page = ask(coordinator_, "POST", here("scoping/new"), fields({{"agency", a_.text()}, {"asked_on", "3/5/26"}, {"due", "17 May 2026"}, {"answer", "not_answered"}}));
  EXPECT_EQ(page.status, 303);
  EXPECT_TRUE(holds(ask(coordinator_, "GET", here("scoping")), "34 days late"));

  // A page for every question of the edition, with the edition's words.
  const auto& edition = *editions_->find("dhr-2016");
  for (const auto& part : edition.eligibility)
    for (const auto& q : part.questions) {
      page = ask(coordinator_, "GET", here("decision/question/" + q.id));
      EXPECT_EQ(page.status, 200) << q.id;
      EXPECT_TRUE(holds(page, web::escaped(q.text))) << q.id;
    }
  page = ask(coordinator_, "POST", here("decision/question/aged_16"), fields({{"answer", "yes"}, {"evidence", ""}}));
  EXPECT_EQ(page.status, 422);
  page = ask(coordinator_, "POST", here("decision/question/aged_16"), fields({{"answer", "yes"}, {"evidence", "Records of the surgery"}}));
  EXPECT_EQ(page.status, 303);
  EXPECT_NE(location(page).find("/decision/question/"), std::string::npos);
  EXPECT_EQ(ask(coordinator_, "GET", here("decision/question/nothing")).status, 404);

  for (const auto& kind : edition.decisions) EXPECT_EQ(ask(coordinator_, "GET", here("decision/record/" + kind.id)).status, 200) << kind.id;
  page = ask(coordinator_, "POST", here("decision/record/review"), fields({{"reasons", "appears_met"}, {"day", "15 June 2026"}, {"decided_by", "Chair"}, {"text_appears_met", ""}}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "Say more about"));
  page = ask(coordinator_, "POST", here("decision/record/review"), fields({{"reasons", "test_met"}, {"day", "15 June 2026"}, {"decided_by", "Chair of the partnership"}}));
  EXPECT_EQ(page.status, 303);
  page = ask(coordinator_, "GET", here("decision"));
  EXPECT_TRUE(holds(page, "Hold a review, 15 June 2026"));
  EXPECT_TRUE(holds(page, "Told: The family"));
  const auto id = store_->read([&](store::Reader& r) { return review::current_decision(r, review_); })->id;
  EXPECT_EQ(ask(coordinator_, "POST", here("decision/told/" + id.text() + "/family"), fields({{"told_on", "16 June 2026"}, {"how", "In person"}})).status, 303);
  EXPECT_EQ(ask(coordinator_, "GET", here("decision/told/" + id.text() + "/other")).status, 200);

  page = ask(coordinator_, "GET", here("clock"));
  EXPECT_TRUE(holds(page, "14 days late"));
  EXPECT_TRUE(holds(page, "Nobody has said why yet."));
  EXPECT_TRUE(holds(page, "Not verified"));
  for (const auto& duty : store_->read([&](store::Reader& r) { return guidance::duties(r, review_); })) {
    const auto at = here("clock/duty/" + duty.id.text());
    if (duty->rule == "decide") {
      EXPECT_EQ(ask(coordinator_, "GET", at + "/done").status, 404);
      EXPECT_EQ(ask(coordinator_, "POST", at + "/late", fields({{"words", "The board did not meet"}})).status, 303);
    }
    if (duty->rule == "complete_report") {
      EXPECT_EQ(ask(coordinator_, "GET", at + "/done").status, 200);
    }
  }
  EXPECT_TRUE(holds(ask(coordinator_, "GET", here("clock")), "The board did not meet"));
  EXPECT_EQ(ask(author_a_, "GET", here("clock")).status, 404);
}

TEST_F(EvidencePages, AReturnIsAskedForWrittenHandedInSentBackAndAccepted) {
  ASSERT_TRUE(store_->write({}, "test.stage", [&](store::Writer& w) { return review::move_to(w, review_, review::Stage::Casefile); }).ok());
  EXPECT_TRUE(holds(ask(coordinator_, "GET", here("agencies")), "No agency has been asked"));
  EXPECT_TRUE(holds(ask(author_a_, "GET", here("agency/" + a_.text() + "/return")), "Nothing has been asked yet"));
  EXPECT_EQ(ask(author_a_, "GET", here("agencies")).status, 404);
  EXPECT_EQ(ask(author_a_, "GET", here("agency/" + b_.text() + "/return")).status, 404);
  auto page = ask(coordinator_, "POST", here("agencies/ask"), fields({{"agency", a_.text()}, {"kind", "imr"}}));
  ASSERT_EQ(page.status, 303);
  const auto asking = location(page);
  page = ask(coordinator_, "GET", asking);
  EXPECT_TRUE(holds(page, "individual management review"));
  page = ask(coordinator_, "POST", asking, fields({{"body", "police"}, {"asked_on", "1 June 2026"}, {"due", "10 June 2026"}, {"more", "Was risk assessed?\nWho was told?"}, {"letter", "Please write."}}));
  ASSERT_EQ(page.status, 303) << page.body.substr(0, 200);
  const auto row = store_->read([&](store::Reader& r) { return review::returns(r, coordinator_, *review::review(r, review_)); }).at(0);
  EXPECT_EQ(row->enquiries.size(), 2u);
  EXPECT_TRUE(holds(ask(coordinator_, "GET", here("agencies")), "10 days late"));
  const auto at = here("agency/" + a_.text() + "/return/" + row.id.text());
  const auto through_b = here("agency/" + b_.text() + "/return/" + row.id.text());

  page = ask(author_a_, "GET", at);
  EXPECT_TRUE(holds(page, "What we ask of you"));
  EXPECT_TRUE(holds(page, "section 9(4)"));
  EXPECT_TRUE(holds(page, "Was risk assessed?"));
  EXPECT_FALSE(holds(page, "href=\"/reviews/" + review_.text() + "\""));  // a page that they may not open
  EXPECT_EQ(ask(author_a_, "POST", at + "/independence", fields({{"name", "Robin Vale"}, {"post", "Inspector"}, {"independent", "yes"}})).status, 303);
  EXPECT_EQ(ask(author_a_, "POST", at + "/section/methodology", fields({{"text", "Every system was read"}, {"_version", "0"}})).status, 409);
  EXPECT_EQ(ask(author_a_, "POST", at + "/section/methodology", fields({{"text", "Every system was read"}, {"_version", "1"}})).status, 303);
  EXPECT_EQ(ask(author_a_, "GET", at + "/section/enquiry:1").status, 200);
  EXPECT_EQ(ask(author_a_, "GET", at + "/section/sign_off").status, 404);

  // What cannot be used is refused at the field, with what was chosen kept.
  const auto refused = [&](Upload u, std::string what, std::string_view words) {
    const auto reply = ask(author_a_, "POST", at + "/files", fields({{"holds", what}}), {u});
    EXPECT_EQ(reply.status, 422);
    EXPECT_TRUE(holds(reply, words)) << words;
    EXPECT_TRUE(holds(reply, "checked"));
  };
  refused(uploaded(folder_, "chronology.docx", std::string("PK\x03\x04\x14\x00\x06\x00", 8) + std::string(40, 'x')), "chronology", "file-error");
  refused(uploaded(folder_, "locked.docx", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0')), "report", "file-error");
  refused(uploaded(folder_, "empty.csv", ""), "chronology", "The file is empty");
  Upload large;
  large.field = "file";
  large.too_large = true;
  refused(large, "chronology", "larger than 100 MB");
  EXPECT_TRUE(holds(ask(author_a_, "POST", at + "/files", fields({{"holds", "report"}})), "Choose a file"));
  EXPECT_EQ(ask(author_a_, "POST", at + "/files", fields({{"holds", "chronology"}}), {uploaded(folder_, "Vale family.csv", "Date,Event\n3 May 2016,Door was broken\n")}).status, 303);
  EXPECT_EQ(ask(author_a_, "POST", at + "/files", fields({{"holds", "report"}}), {uploaded(folder_, "report.txt", "The report of the force.\n")}).status, 303);
  page = ask(author_a_, "GET", at + "/files");
  EXPECT_TRUE(holds(page, "Vale family.csv"));

  EXPECT_EQ(ask(coordinator_, "POST", at + "/hand-in").status, 404);
  page = ask(author_a_, "POST", at + "/hand-in");
  EXPECT_EQ(page.status, 303) << page.body;
  EXPECT_TRUE(holds(ask(coordinator_, "GET", here("agencies")), "Handed in: to read"));
  page = ask(coordinator_, "GET", at);
  EXPECT_TRUE(holds(page, "once a senior officer"));
  EXPECT_EQ(ask(coordinator_, "POST", at + "/send-back", fields({{"reasons", "The second question is open"}})).status, 303);
  EXPECT_TRUE(holds(ask(author_a_, "GET", at), "The second question is open"));
  EXPECT_EQ(ask(author_a_, "POST", at + "/hand-in").status, 303);
  EXPECT_EQ(ask(author_a_, "POST", at + "/sign-off", fields({{"name", "Sam Aldous"}, {"post", "Assistant chief"}, {"day", "19 June 2026"}})).status, 303);
  page = ask(coordinator_, "GET", at + "/version/2");
  EXPECT_TRUE(holds(page, "Sam Aldous"));
  EXPECT_TRUE(holds(page, "Every system was read"));
  EXPECT_EQ(ask(coordinator_, "GET", at + "/version/3").status, 404);
  EXPECT_EQ(ask(coordinator_, "POST", at + "/accept").status, 303);

  const auto files = store_->read([&](store::Reader& r) { return review::chronology_files(r, coordinator_, *review::review(r, review_)); });
  ASSERT_EQ(files.size(), 1u);
  const auto file = "/return/file/" + files[0].attachment.text();
  page = ask(coordinator_, "GET", here("agency/" + a_.text() + file));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "Date,Event\n3 May 2016,Door was broken\n");
  const std::string name(page.headers["Content-Disposition"]);
  EXPECT_NE(name.find("northborough-police-imr-chronology-v2.csv"), std::string::npos) << name;
  EXPECT_EQ(name.find("Vale"), std::string::npos);

  // Another agency's author, and another agency's address.
  for (const auto& path : {at, at + "/version/1", at + "/files", through_b, through_b + "/version/1", here("agency/" + a_.text() + file), here("agency/" + b_.text() + file)}) {
    page = ask(author_b_, "GET", path);
    EXPECT_EQ(page.status, 404) << path;
    EXPECT_FALSE(holds(page, "Northborough Police"));
  }
  EXPECT_EQ(ask(coordinator_, "GET", through_b).status, 404);
  EXPECT_EQ(ask(coordinator_, "GET", here("agency/" + b_.text() + file)).status, 404);
}

TEST_F(EvidencePages, AuthorFindsTheirAgencysActionsBesideItsReturns) {
  const auto words = "Your agency&#39;s actions: 1 action, 1 late";
  const auto page = here("agency/" + a_.text() + "/return");
  EXPECT_FALSE(holds(ask(author_a_, "GET", page), "Your agency"));
  const auto made = store_->write({}, "test.action", [&](store::Writer& w) -> Result<void> {
    HEED_TRY(review::put_review_agency(w, coordinator_, review_, {}, {.agency = a_, .authority = "listed"}, 0));
    HEED_ASSIGN(auto finding, review::put_finding(w, coordinator_, review_, {},
                                                  {.text = "Nobody asked alone.", .reach = review::Reach::Within, .agencies = {a_}}, 0));
    HEED_ASSIGN(auto lesson, review::put_lesson(w, coordinator_, review_, {},
                                                {.findings = {finding}, .text = "Ask alone.", .change = "Asked alone, always.", .how = "A prompt in the form.",
                                                 .by_when = UncertainDate::exactly(2026y / 6 / 1), .reach = review::Reach::Within, .agencies = {a_}}, 0));
    review::Action action{.lesson = lesson, .text = "Change the form of first contact", .owner = a_, .owner_post = "Head of contact"};
    action.expected_change = "Everybody is asked alone.";
    action.target = UncertainDate::exactly(2026y / 6 / 1);
    HEED_TRY(review::put_action(w, coordinator_, review_, {}, action, 0));
    return {};
  });
  ASSERT_TRUE(made.ok()) << made.error().message;
  EXPECT_TRUE(holds(ask(author_a_, "GET", page), words)) << ask(author_a_, "GET", page).body;
  EXPECT_FALSE(holds(ask(author_b_, "GET", here("agency/" + b_.text() + "/return")), "Your agency"));
}

}  // namespace
}  // namespace heed::web

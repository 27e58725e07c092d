#include "web/dispatch.h"

#include <gtest/gtest.h>

#include "review/guidance/edition.h"
#include "review/notification/notification.h"

using namespace heed;
using namespace heed::web;

namespace {

/// A real store in a folder that goes away, one review, a coordinator, and the shape of every web test: role, request, status,
/// must contain, must not contain.
class WebTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-web-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({.data = folder_ / "data", .create = true}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(*opened);
    auto loaded = guidance::Editions::load();
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    editions_ = std::make_unique<guidance::Editions>(std::move(*loaded));
    sessions_ = std::make_unique<access::Sessions>(*store_, clock_);
    app_.casework = store_.get();
    app_.editions = editions_.get();
    app_.sessions = sessions_.get();
    auto made = store_->write({}, "test.begin", [&](store::Writer& w) -> Result<void> {
      access::Partnership p;
      p.name = "Testmere Community Safety Partnership";
      partnership_ = PartnershipId::random();
      HEED_TRY(access::put_partnership(w, partnership_, p, 0));
      coordinator_ = account(w, "Ayo Whitfield", "ayo@testmere.example");
      outsider_ = account(w, "Bea Longstaff", "bea@testmere.example");
      HEED_TRY(access::give(w, {.account = coordinator_, .role = access::Role::Coordinator, .partnership = partnership_}));
      return {};
    });
    ASSERT_TRUE(made.ok()) << made.error().message;
    auto review = store_->write({coordinator_}, "notification.start", [&](store::Writer& w) -> Result<ReviewId> {
      HEED_ASSIGN(auto actor, access::actor(w, coordinator_));
      return review::start_review(w, actor, {partnership_, partnership_, "TM-1", "dhr-2016", review::Origin::New}, clock_.today());
    });
    ASSERT_TRUE(review.ok()) << review.error().message;
    review_ = *review;
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  static AccountId account(store::Writer& w, const char* name, const char* email) {
    access::Account a;
    a.name = PersonalText(name);
    a.email = PersonalText(email);
    auto id = access::put_account(w, AccountId::random(), a, 0);
    EXPECT_TRUE(id.ok());
    return *id;
  }
  void declare(AccountId who) {
    auto done = store_->write({who}, "access.declare", [&](store::Writer& w) -> Result<void> {
      HEED_TRY(access::declare(w, partnership_, review_, {who, false, "", false, ""}));
      return {};
    });
    ASSERT_TRUE(done.ok());
  }

  Response send(const std::string& method, const std::string& target, AccountId as = {}, std::vector<std::pair<std::string, std::string>> form = {},
                bool with_csrf = true) {
    Request request;
    request.method = method;
    request.path = *path_of_target(target);
    request.raw_target = target;
    if (auto q = parse_urlencoded(query_of_target(target))) request.query_fields = *q;
    if (!as.is_empty()) {
      const auto token = sessions_->start(as);
      request.cookies.add(std::string(kSessionCookie), token);
      if (with_csrf && method == "POST") request.form_fields.add("csrf", sessions_->find(token)->csrf);
    }
    for (auto& [name, value] : form) request.form_fields.add(name, value);
    (void)dispatcher_.on_head(request);
    return dispatcher_.handle(request);
  }
  std::string at(std::string_view rest) const { return "/reviews/" + review_.text() + std::string(rest); }
  static bool has(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }
  static std::string hidden(const Response& r, const std::string& name) {
    const auto field = r.body.find("name=\"" + name + "\"");
    const auto value = r.body.find("value=\"", field);
    if (field == std::string::npos || value == std::string::npos) return {};
    std::string out = r.body.substr(value + 7, r.body.find('"', value + 7) - value - 7);
    for (auto [entity, c] : {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})
      for (std::size_t p; (p = out.find(entity)) != std::string::npos;) out.replace(p, std::string(entity).size(), c);
    return out;
  }

  FixedClock clock_{Instant(std::chrono::seconds(1'790'000'000))};
  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<guidance::Editions> editions_;
  std::unique_ptr<access::Sessions> sessions_;
  App app_{.clock = clock_};
  Dispatcher dispatcher_{app_, all_routes()};
  PartnershipId partnership_;
  ReviewId review_;
  AccountId coordinator_, outsider_;
};

}  // namespace

TEST_F(WebTest, AStrangerIsSentToSignIn) {
  const auto r = send("GET", at(""));
  EXPECT_EQ(r.status, 303);
  EXPECT_TRUE(std::string(r.headers["Location"]).starts_with("/sign-in"));
}

TEST_F(WebTest, AReviewOpensOnlyAfterTheDeclaration) {
  auto r = send("GET", at(""), coordinator_);
  EXPECT_EQ(r.status, 303);
  EXPECT_NE(std::string(r.headers["Location"]).find("/declare"), std::string::npos);
  r = send("POST", at("/declare"), coordinator_, {{"conflict", "no"}});
  EXPECT_EQ(r.status, 303);
  r = send("GET", at(""), coordinator_);
  EXPECT_EQ(r.status, 200);
  EXPECT_TRUE(has(r, "TM-1"));
}

TEST_F(WebTest, ADeclaredConflictKeepsTheReviewClosed) {
  EXPECT_EQ(send("POST", at("/declare"), coordinator_, {{"conflict", "yes"}, {"details", "A cousin"}}).status, 303);
  EXPECT_EQ(send("GET", at("/notification"), coordinator_).status, 303);
}

TEST_F(WebTest, WhoeverMayNotIsToldNothing) {
  for (const char* page : {"", "/notification", "/history", "/declare", "/who-can-see"}) {
    const auto r = send("GET", at(page), outsider_);
    EXPECT_EQ(r.status, 404) << page;
    EXPECT_FALSE(has(r, "TM-1"));
  }
}

TEST_F(WebTest, AFormWithoutItsTokenIsRefusedAndChangesNothing) {
  declare(coordinator_);
  const auto r = send("POST", at("/notification/manner"), coordinator_, {{"manner", "homicide"}}, false);
  EXPECT_EQ(r.status, 403);
  EXPECT_TRUE(store_->read([&](store::Reader& reader) { return review::notification(reader, review_)->value.manner; }).empty());
}

TEST_F(WebTest, AWrongDateComesBackAtItsFieldWithWhatWasTyped) {
  declare(coordinator_);
  const auto r = send("POST", at("/notification/told"), coordinator_,
                      {{"told_by", "police"}, {"told_by_detail", "Review team <b>"}, {"told_on", "31/02/2026"}, {"_version", "1"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(has(r, "31/02/2026"));
  EXPECT_TRUE(has(r, "Review team &lt;b&gt;"));
  EXPECT_TRUE(has(r, "govuk-error-summary"));
  EXPECT_TRUE(has(r, "href=\"#told_on\""));
}

TEST_F(WebTest, AHiddenDirectionMarkIsRefusedAtItsField) {
  declare(coordinator_);
  const auto r = send("POST", at("/notification/told"), coordinator_,
                      {{"told_by", "police"}, {"told_by_detail", "Sergeant \xE2\x80\xAE" "drof"}, {"told_on", "1 May 2026"}, {"_version", "1"}});
  EXPECT_EQ(r.status, 422);
  EXPECT_TRUE(has(r, "hidden character"));
}

TEST_F(WebTest, AStaleFormSaysWhatChangedAndKeepsWhatWasTyped) {
  declare(coordinator_);
  const auto opened = send("GET", at("/notification/manner"), coordinator_);
  const auto version = hidden(opened, "_version"), was = hidden(opened, "_was");
  ASSERT_EQ(version, "1");
  EXPECT_EQ(send("POST", at("/notification/manner"), coordinator_, {{"manner", "suicide"}, {"_version", version}}).status, 303);
  const auto stale = send("POST", at("/notification/manner"), coordinator_,
                          {{"manner", "homicide"}, {"manner_detail", "typed with care"}, {"_version", version}, {"_was", was}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(has(stale, "Somebody else changed this"));
  EXPECT_TRUE(has(stale, "Suicide"));
  EXPECT_TRUE(has(stale, "typed with care"));
  EXPECT_EQ(hidden(stale, "_version"), "2");
  EXPECT_EQ(store_->read([&](store::Reader& r) { return review::notification(r, review_)->value.manner; }), "suicide");
  EXPECT_EQ(send("POST", at("/notification/manner"), coordinator_, {{"manner", "homicide"}, {"manner_detail", "typed with care"}, {"_version", "2"}}).status, 303);
}

TEST_F(WebTest, OpeningAPageIsRecordedBeforeTheReply) {
  declare(coordinator_);
  EXPECT_EQ(send("GET", at("/notification"), coordinator_).status, 200);
  const auto readings = store_->readings(review_);
  ASSERT_FALSE(readings.empty());
  EXPECT_EQ(readings.front().reading.account, coordinator_);
  EXPECT_EQ(readings.front().reading.what, "notification");
}

TEST_F(WebTest, EveryReplyCarriesTheSecurityHeaders) {
  for (const char* page : {"/sign-in", "/health", "/nothing-here"}) {
    const auto r = send("GET", page);
    const std::string policy(r.headers["Content-Security-Policy"]);
    EXPECT_NE(policy.find("script-src 'self'"), std::string::npos) << page;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  }
}

TEST_F(WebTest, SignInIsLimitedAndSaysNotWhichPartWasWrong) {
  Request request;
  for (int i = 0; i < 5; ++i) {
    auto refused = sessions_->sign_in(PersonalText("ayo@testmere.example"), PersonalText("wrong password here"), "192.0.2.1");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::BadInput);
  }
  EXPECT_EQ(sessions_->sign_in(PersonalText("ayo@testmere.example"), PersonalText("wrong password here"), "192.0.2.1").error().code, Code::RateLimited);
  const auto unknown = sessions_->sign_in(PersonalText("nobody@testmere.example"), PersonalText("wrong password here"), "192.0.2.2");
  EXPECT_EQ(unknown.error().message, "The email address or password is wrong.");
}

TEST_F(WebTest, ASessionRunsOutAfterAnHourWithoutUse) {
  const auto token = sessions_->start(coordinator_);
  EXPECT_TRUE(sessions_->find(token));
  clock_.set(clock_.now() + std::chrono::minutes(61));
  EXPECT_FALSE(sessions_->find(token));
}

TEST(Routes, EveryRouteUnderAReviewAsksThePolicy) {
  for (const auto& route : all_routes()) {
    if (!route.pattern.starts_with("/reviews/:review")) continue;
    EXPECT_NE(route.needs.scope(), Needs::Scope::Public) << route.pattern;
    EXPECT_NE(route.needs.scope(), Needs::Scope::Guest) << route.pattern;
    EXPECT_NE(route.needs.scope(), Needs::Scope::SignedIn) << route.pattern;
    if (route.pattern.find(":agency") != std::string_view::npos) {
      EXPECT_EQ(route.needs.scope(), Needs::Scope::Agency) << route.pattern;
    }
  }
}

TEST(Routes, NoTwoRoutesShareAnAddressAndAMethod) {
  std::set<std::pair<Method, std::string_view>> seen;
  for (const auto& route : all_routes()) EXPECT_TRUE(seen.insert({route.method, route.pattern}).second) << route.pattern;
}

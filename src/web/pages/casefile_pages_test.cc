// The pages of people, participants, the casefile, access and administration, walked through as a browser posts them.
#include "web/pages/casefile_pages.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "review/casefile/casefile.h"
#include "review/notification/notification.h"
#include "web/pages/access_pages.h"
#include "web/pages/admin_pages.h"
#include "web/pages/participant_pages.h"
#include "web/pages/people_pages.h"
#include "web/pages/page_fixture.h"

namespace heed::web {
namespace {

using access::Role;
using Pairs = std::initializer_list<std::pair<std::string, std::string>>;

Fields fields(Pairs pairs) {
  Fields out;
  for (const auto& [name, value] : pairs) out.add(name, value);
  return out;
}
bool holds(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }
std::string title_of(const Response& r) {
  const auto begin = r.body.find("<title"), end = r.body.find("</title>");
  return begin == std::string::npos ? "" : r.body.substr(begin, end - begin);
}

class CasefilePages : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-casefile-pages-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    const auto made = store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(agency_, access::put_agency(w, AgencyId::random(), {.name = "Northborough Police", .kind = "police", .listed = true}, 0));
      HEED_ASSIGN(auto me, access::put_account(w, AccountId::random(), {.name = PersonalText("Coral Dean"), .email = PersonalText("coral@example.org")}, 0));
      HEED_TRY(access::give(w, {me, Role::Coordinator, partnership_, {}, {}}));
      HEED_TRY(access::give(w, {me, Role::Administrator, {}, {}, {}}));
      HEED_ASSIGN(other_, access::put_account(w, AccountId::random(), {.name = PersonalText("Pat Wren"), .email = PersonalText("pat@example.org")}, 0));
      HEED_ASSIGN(auto actor, access::actor(w, me));
      HEED_ASSIGN(review_, review::start_review(w, actor, {.responsible = partnership_, .reference = "NB-2026-03", .edition = "dhr-2016"}, clock_.today()));
      HEED_TRY(access::declare(w, partnership_, review_, {.account = me}));
      HEED_ASSIGN(actor_, access::actor(w, me));
      return {};
    });
    ASSERT_TRUE(made.ok()) << made.error().message;
    add_people_routes(routes_);
    add_participant_routes(routes_);
    add_casefile_routes(routes_);
    add_access_routes(routes_);
    add_admin_routes(routes_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::string here(std::string_view rest) const { return "/reviews/" + review_.text() + "/" + std::string(rest); }
  Response ask(std::string method, std::string path, Fields query = {}, Fields form = {}) {
    static const auto editions = *guidance::Editions::load();
    access::Sessions sessions(*store_, clock_);
    App app{.clock = clock_};
    app.casework = store_.get();
    app.editions = &editions;
    app.sessions = &sessions;
    Request request;
    request.method = method;
    request.path = path;
    request.query_fields = std::move(query);
    request.form_fields = std::move(form);
    return answer_page(app, routes_, actor_, review_, std::move(request));
  }
  Response get(const std::string& path) { return ask("GET", path); }
  Response post(const std::string& path, Pairs pairs) { return ask("POST", path, {}, fields(pairs)); }
  /// Where a redirect leads, without the query.
  static std::string led_to(const Response& r) {
    std::string to(r.headers["Location"]);
    return to.substr(0, to.find('?'));
  }

  std::filesystem::path folder_;
  FixedClock clock_{*parse_iso_instant("2026-03-10T10:00:00Z")};
  std::unique_ptr<store::Store> store_;
  PartnershipId partnership_;
  AgencyId agency_;
  AccountId other_;
  ReviewId review_;
  access::Actor actor_;
  Routes routes_;
};

TEST_F(CasefilePages, APersonIsEnteredOneThingAPage) {
  EXPECT_TRUE(holds(get(here("people")), "Nobody has been entered yet"));
  EXPECT_EQ(post(here("people/new"), {{"name", "Rosalind Ashby"}}).status, 422);
  auto page = post(here("people/new"), {{"role", "died"}, {"name", "Rosalind Ashby"}});
  ASSERT_EQ(page.status, 303);
  const auto person = led_to(page);
  EXPECT_EQ(post(person + "/other-names/new", {{"_version", "1"}, {"kind", "nickname"}, {"name", "Roz"}}).status, 303);
  page = post(person + "/pseudonym", {{"_version", "2"}, {"pseudonym", "Roz"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "value=\"Roz\""));
  EXPECT_EQ(post(person + "/dates", {{"_version", "2"}, {"born", "about 1984"}, {"died", "22.05.25"}}).status, 303);
  EXPECT_EQ(post(person + "/dates", {{"_version", "3"}, {"died", "32 May"}}).status, 422);
  EXPECT_EQ(post(person + "/addresses/new", {{"_version", "3"}, {"kind", "refuge"}, {"text", "1 Hidden Lane"}}).status, 303);
  EXPECT_EQ(post(person + "/characteristics/religion", {{"_version", "4"}, {"answer", "value"}}).status, 422);
  EXPECT_EQ(post(person + "/characteristics/religion", {{"_version", "4"}, {"answer", "not_asked"}}).status, 303);
  EXPECT_EQ(post(person + "/notes", {{"_version", "1"}, {"notes", "Late"}}).status, 409);
  page = get(person);
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"Roz", "Rosalind Ashby", "Refuge: never named", "Not asked", "about 1984"}) EXPECT_TRUE(holds(page, words)) << words;
  EXPECT_EQ(title_of(page).find("Ashby"), std::string::npos);
  EXPECT_EQ(get(person + "/addresses/7").status, 404);
  EXPECT_EQ(post(person + "/addresses/0/remove", {{"_version", "5"}}).status, 303);
  EXPECT_FALSE(holds(get(person), "Hidden Lane"));
  const auto second = led_to(post(here("people/new"), {{"role", "suspected"}, {"name", "Tomas Birch"}}));
  EXPECT_TRUE(holds(get(here("people")), "where things stand for them"));
  EXPECT_EQ(post(second + "/status", {{"_version", "1"}, {"status", "acquitted"}}).status, 303);
  const auto one = person.substr(person.rfind('/') + 1), two = second.substr(second.rfind('/') + 1);
  EXPECT_EQ(post(here("people/connections/new"), {{"from", two}, {"to", one}, {"current", "none"}, {"former", "partner"}}).status, 303);
  EXPECT_TRUE(holds(get(here("people")), "Before that"));
}

TEST_F(CasefilePages, AddressesAreNotForThePanel) {
  const auto person = led_to(post(here("people/new"), {{"role", "died"}, {"name", "Rosalind Ashby"}}));
  post(person + "/addresses/new", {{"_version", "1"}, {"kind", "home"}, {"text", "1 Hidden Lane"}});
  actor_.memberships = {{actor_.account, Role::PanelMember, {}, review_, {}}};
  const auto page = get(person);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(holds(page, "Hidden Lane"));
  EXPECT_FALSE(holds(page, ">Change"));
  EXPECT_EQ(get(person + "/addresses/0").status, 404);
}

TEST_F(CasefilePages, OneParticipantsPageDoesNotSpeakOfAnother) {
  const auto first = led_to(post(here("participants/new"), {{"name", "Ada Quill"}, {"group", "family"}}));
  const auto second = led_to(post(here("participants/new"), {{"name", "Ben Larch"}, {"group", "friend"}}));
  const auto ada = first.substr(0, first.rfind('/')), ben = second.substr(0, second.rfind('/'));
  EXPECT_EQ(post(ada + "/contact", {{"_version", "1"}, {"contact", "By post only"}, {"never", "voicemail"}, {"do_not_contact", "no"}}).status, 303);
  EXPECT_EQ(post(ada + "/milestones/contributed", {{"_version", "2"}, {"answer", "yes"}, {"on", "May 2026"}}).status, 303);
  EXPECT_EQ(get(ada + "/milestones/nonsense").status, 404);
  auto page = get(ada);
  EXPECT_TRUE(holds(page, "Never leave a voicemail."));
  EXPECT_FALSE(holds(page, "Ben Larch"));
  EXPECT_EQ(title_of(page).find("Quill"), std::string::npos);
  EXPECT_FALSE(holds(get(ben), "Ada Quill"));
  EXPECT_TRUE(holds(get(here("participants")), "1 of 5"));
  actor_.memberships = {{actor_.account, Role::PanelMember, {}, review_, {}}};
  EXPECT_EQ(get(ada).status, 403);
  EXPECT_FALSE(holds(get(here("participants")), "Quill"));
}

TEST_F(CasefilePages, TheCasefileIsFilledIn) {
  EXPECT_TRUE(holds(get(here("casefile")), "Still to say: who died, the independent chair, the agencies, terms of reference, key lines of enquiry"));
  EXPECT_EQ(post(here("casefile/agencies/new"), {{"agency", agency_.text()}, {"authority", "listed"}}).status, 303);
  EXPECT_EQ(post(here("casefile/appointments/new"), {{"role", "chair"}, {"name", "Ines Hart"}}).status, 422);
  EXPECT_EQ(post(here("casefile/appointments/new"), {{"role", "chair"}, {"name", "Ines Hart"}, {"independence", "No link"}, {"from", "5 March 2026"}}).status, 303);
  EXPECT_EQ(post(here("casefile/terms/new"), {{"_version", "0"}, {"scope", "What was known"}, {"family_consulted", "not_yet"}, {"period_from", "2020"}}).status, 303);
  EXPECT_EQ(post(here("casefile/terms/new"), {{"_version", "0"}, {"scope", "Other"}, {"family_consulted", "yes"}, {"changed", "More"}}).status, 409);
  EXPECT_EQ(post(here("casefile/terms/new"), {{"_version", "1"}, {"scope", "Other"}, {"family_consulted", "yes"}, {"changed", "More"}}).status, 303);
  EXPECT_TRUE(holds(get(here("casefile/terms/1")), "What was known"));
  EXPECT_TRUE(holds(get(here("casefile/terms/1")), "stands now"));
  EXPECT_EQ(get(here("casefile/terms/3")).status, 404);
  EXPECT_EQ(post(here("casefile/lines/new"), {{"question", "Who knew?"}, {"agencies", agency_.text()}}).status, 303);
  EXPECT_EQ(post(here("casefile/proceedings/new"), {{"kind", "inquest"}, {"status", "open"}}).status, 303);
  EXPECT_EQ(post(here("casefile/holds/new"), {{"kind", "criminal"}, {"reason", "Trial"}, {"stops", "publication"}, {"from", "March 2026"}}).status, 422);
  EXPECT_EQ(post(here("casefile/holds/new"), {{"kind", "criminal"}, {"reason", "Trial"}, {"stops", "publication"}, {"from", "1 March 2026"}}).status, 303);
  EXPECT_EQ(post(here("casefile/settings"), {{"_version", "0"}, {"panel_met", "9 March 2026"}}).status, 303);
  const auto page = get(here("casefile"));
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"Northborough Police", "Ines Hart", "Who knew?", "Inquest", "Trial", "Version 2", "9 March 2026"}) EXPECT_TRUE(holds(page, words)) << words;
  for (const char* form : {"agencies/new", "appointments/new", "terms/new", "lines/new", "proceedings/new", "holds/new", "settings", "reference"})
    EXPECT_EQ(get(here(std::string("casefile/") + form)).status, 200) << form;
  EXPECT_EQ(get(here("casefile/holds/" + AnyId::random().text())).status, 404);
  const auto line = store_->read([&](store::Reader& r) { return review::key_lines(r, review_).front().id.text(); });
  EXPECT_TRUE(holds(get(here("casefile/lines/" + line)), "Is it still followed?"));
}

TEST_F(CasefilePages, AccessIsGivenTakenAndRefused) {
  EXPECT_EQ(post(here("access/give"), {{"email", "nobody@example.org"}, {"role", "panel_member"}}).status, 422);
  EXPECT_EQ(post(here("access/give"), {{"email", "pat@example.org"}, {"role", "coordinator"}}).status, 422);
  EXPECT_EQ(post(here("access/give"), {{"email", "pat@example.org"}, {"role", "panel_member"}}).status, 303);
  EXPECT_TRUE(holds(get(here("access")), "Pat Wren"));
  EXPECT_EQ(post(here("access/keep-out"), {{"email", "pat@example.org"}}).status, 422);
  EXPECT_EQ(post(here("access/keep-out"), {{"email", "pat@example.org"}, {"reason", "A neighbour"}}).status, 303);
  EXPECT_TRUE(holds(get(here("access")), "A neighbour"));
  const auto kept = store_->read([&](store::Reader& r) { return access::exclusions(r, review_).front(); });
  EXPECT_EQ(kept.value.account, other_);
  EXPECT_EQ(post(here("access/exclusions/" + kept.id.text()), {{"_version", "1"}}).status, 303);
  const auto held = store_->read([&](store::Reader& r) { return access::memberships_in(r, review_).front().id.text(); });
  EXPECT_EQ(get(here("access/roles/" + held)).status, 200);
  EXPECT_EQ(post(here("access/roles/" + held), {}).status, 303);
  EXPECT_EQ(get(here("access/roles/" + held)).status, 404);
}

TEST_F(CasefilePages, AnInvitationIsShownOnceAndTheLastAdministratorStays) {
  EXPECT_EQ(get("/admin").status, 200);
  auto page = post("/admin/people/new", {{"name", "Kit Moor"}, {"email", "kit@example.org"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "/invitation/"));
  EXPECT_EQ(post("/admin/people/new", {{"name", "Kit Moor"}, {"email", "kit@example.org"}}).status, 422);
  const auto kit = "/admin/people/" + store_->read([&](store::Reader& r) { return access::account_by_email(r, PersonalText("kit@example.org"))->id.text(); });
  EXPECT_FALSE(holds(get(kit), "/invitation/"));
  EXPECT_EQ(post(kit + "/roles/new", {{"role", "coordinator"}}).status, 422);
  EXPECT_EQ(post(kit + "/roles/new", {{"role", "coordinator"}, {"partnership", partnership_.text()}}).status, 303);
  EXPECT_TRUE(holds(get("/admin/people"), "Coordinator, Northborough Partnership"));
  EXPECT_EQ(post(kit + "/close", {}).status, 303);
  EXPECT_TRUE(holds(get(kit), "Open the account again"));
  EXPECT_NE(post("/admin/people/" + actor_.account.text() + "/close", {}).status, 303);
  EXPECT_FALSE(holds(get("/admin/people"), "NB-2026-03"));
}

TEST_F(CasefilePages, ABodyKeepsItsFormerNames) {
  EXPECT_EQ(post("/admin/agencies/new", {{"name", "Alder Homes"}, {"kind", "housing"}, {"listed", "no"}}).status, 303);
  EXPECT_EQ(post("/admin/agencies/new", {{"name", "Alder Homes"}, {"kind", "housing"}, {"listed", "no"}}).status, 422);
  EXPECT_EQ(post("/admin/agencies/" + agency_.text(), {{"_version", "1"}, {"name", "Northborough and Vale Police"}, {"kind", "police"}, {"listed", "yes"}}).status, 303);
  EXPECT_TRUE(holds(get("/admin/agencies/" + agency_.text()), "Northborough Police, until 10 March 2026"));
  EXPECT_EQ(post("/admin/partnerships/" + partnership_.text(), {{"_version", "1"}, {"name", "Northborough Partnership"}, {"review_term", "DARDR"}, {"jurisdiction", "wales"},
                                                                 {"local_guidance_url", "javascript:alert(1)"}}).status, 422);
  EXPECT_EQ(post("/admin/partnerships/" + partnership_.text(), {{"_version", "1"}, {"name", "Northborough Partnership"}, {"review_term", "DARDR"}, {"jurisdiction", "wales"}}).status, 303);
  EXPECT_TRUE(holds(ask("GET", "/admin/agencies/new", fields({{"find", "metropolitan"}})), "Find a name"));
}

}  // namespace
}  // namespace heed::web

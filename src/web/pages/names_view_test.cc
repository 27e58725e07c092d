// The switch between real names and pseudonyms on the chronology and the report, and what leaves in pseudonyms: searched for every listed value.
#include "web/pages/names_view.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "anonymise/prove.h"
#include "document/document.h"
#include "review/chronology/chronology.h"
#include "review/report/report.h"
#include "web/pages/chronology_pages.h"
#include "web/pages/page_fixture.h"
#include "web/pages/report_pages.h"

namespace heed::web {
namespace {

/// Each is listed in the register, and stands somewhere in the chronology and the report.
constexpr const char* kListed[] = {"Ottoline", "Quennevais", "Ottie", "Bramblewick", "Fenwick", "Tolquist", "943 476 5919", "9434765919", "07700 900982", "14 May 2021", "14/05/2021"};

class NamesView : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("heed-names-view-" + AnyId::random().text());
    std::filesystem::create_directories(folder_);
    store_ = std::move(*store::Store::open({.data = folder_ / "data", .key_file = folder_ / "key", .create = true}, clock_));
    editions_ = *guidance::Editions::load();
    law_ = editions_.find("dhr-2016");
    const auto made = store_->write({}, "test.setup", [&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(partnership_, access::put_partnership(w, PartnershipId::random(), {.name = "Northborough Partnership"}, 0));
      HEED_ASSIGN(agency_, access::put_agency(w, AgencyId::random(), {.name = "Northborough Housing", .kind = "housing"}, 0));
      HEED_ASSIGN(review_, review::put_review(w, ReviewId::random(), {.reference = "NB-2026-03", .edition = "dhr-2016", .responsible = partnership_, .operating = partnership_}, 0));
      coordinator_ = actor(access::Role::Coordinator);
      HEED_TRY(person("Ottoline Quennevais", "died", "Rowan", w));
      HEED_TRY(person("Fenwick Tolquist", "suspected", "", w));
      const auto today = clock_.today();
      const auto entry = [&](const char* date, std::string what, std::string original = "") -> Result<void> {
        review::Entry e;
        e.date = *UncertainDate::parse(date, today);
        e.what = std::move(what);
        e.original = std::move(original);
        e.people = "Ottoline";
        e.staff_role = "Quennevais family worker";
        e.other = {{"Address of Ottie", "12 Bramblewick Close"}};
        return review::add_entry(w, coordinator_, review_, agency_, e).ok() ? Result<void>() : refused("no entry");
      };
      HEED_TRY(entry("3 May 2021", "Ottie (NHS 943 476 5919) rang from 07700 900982 about Mr Tolquist's drinking."));
      HEED_TRY(entry("14/05/2021", "Ms Quennevais was found dead on 14 May 2021.", "Event: Ottoline QUENNEVAIS found"));
      for (const auto& section : law_->document("executive_summary")->sections)
        HEED_TRY(review::put_section(w, coordinator_, *law_, review_, "executive_summary", section.id, "Ottoline Quennevais of 12 Bramblewick Close died on 14 May 2021. Fenwick Tolquist was charged.", store::kAnyVersion));
      return {};
    });
    ASSERT_TRUE(made.ok()) << made.error().message;
    add_chronology_routes(routes_);
    add_report_routes(routes_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  access::Actor actor(access::Role role) {
    access::Actor out;
    out.account = AccountId::random();
    const bool of_review = role == access::Role::PanelMember || role == access::Role::IndependentChair;
    out.memberships = {{out.account, role, of_review ? PartnershipId{} : partnership_, of_review ? review_ : ReviewId{}, {}}};
    out.declared_for = {review_};
    return out;
  }
  Result<void> person(const std::string& name, const std::string& role, const std::string& pseudonym, store::Writer& w) {
    review::Person p;
    p.name = PersonalText(name);
    p.roles = {{role, {}, {}, ""}};
    p.pseudonym = pseudonym;
    if (role == "died") {
      p.other_names = {{"nickname", PersonalText("Ottie")}};
      p.died = *UncertainDate::parse("14 May 2021", clock_.today());
      p.addresses = {{PersonalText("12 Bramblewick Close"), "home", {}, {}}};
      p.identifiers = {{"nhs", PersonalText("943 476 5919")}, {"phone", PersonalText("07700 900982")}};
    }
    auto put = review::put_person(w, coordinator_, review_, review::PersonId::random(), p, 0);
    if (!put.ok()) return put.error();
    return {};
  }
  std::string base(const std::string& rest) const { return "/reviews/" + review_.text() + "/" + rest; }
  Response ask(const access::Actor& who, std::string path, std::initializer_list<std::pair<std::string, std::string>> query = {}) {
    App app{.clock = clock_};
    app.casework = store_.get();
    app.editions = &editions_;
    app.kept = kept_;
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    for (const auto& [name, value] : query) request.query_fields.add(name, value);
    return answer_page(app, routes_, who, review_, std::move(request));
  }
  static bool holds(const Response& r, std::string_view words) { return r.body.find(words) != std::string::npos; }
  static void nothing_listed_in(std::string_view bytes, const std::string& where) {
    for (const auto* value : kListed) EXPECT_EQ(bytes.find(value), bytes.npos) << value << " stands in " << where;
  }

  std::filesystem::path folder_;
  FixedClock clock_{Instant(std::chrono::seconds(1'795'000'000))};
  std::unique_ptr<store::Store> store_;
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
  guidance::Editions editions_;
  const guidance::Edition* law_ = nullptr;
  PartnershipId partnership_;
  AgencyId agency_;
  ReviewId review_;
  access::Actor coordinator_;
  Routes routes_;
};

TEST_F(NamesView, WhoeverWorksOnItSeesNamesAndThePanelSeesPseudonymsUntilTheyChoose) {
  const auto panel = actor(access::Role::PanelMember);
  auto page = ask(coordinator_, base("chronology"));
  EXPECT_TRUE(holds(page, "Identified"));
  EXPECT_TRUE(holds(page, "Ottoline"));
  page = ask(panel, base("chronology"));
  EXPECT_TRUE(holds(page, "Pseudonymised"));
  EXPECT_TRUE(holds(page, "Rowan"));
  nothing_listed_in(page.body, "the panel's chronology");
  EXPECT_TRUE(holds(page, "May 2021"));
  EXPECT_TRUE(holds(page, "3 May 2021")) << "a day that is nobody's stays";
  page = ask(panel, base("chronology"), {{"view", "identified"}});
  EXPECT_TRUE(holds(page, "Ottoline"));
  EXPECT_TRUE(holds(ask(panel, base("chronology")), "Ottoline")) << "the choice is remembered";
  EXPECT_FALSE(holds(ask(actor(access::Role::PanelMember), base("chronology")), "Ottoline")) << "for this person alone";
  (void)ask(panel, base("chronology"), {{"view", "pseudonymised"}});
  nothing_listed_in(ask(panel, base("chronology")).body, "the chronology after going back");
}

TEST_F(NamesView, WithoutThePeopleRegisterNobodySeesRealNames) {
  const auto approver = actor(access::Role::PublicationApprover);
  const auto page = ask(approver, base("report/executive_summary/preview"), {{"view", "identified"}});
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "Rowan"));
  EXPECT_FALSE(holds(page, "Show real names"));
  nothing_listed_in(page.body, "the approver's preview");
}

TEST_F(NamesView, EveryPageOfTheChronologyAndTheReportFollows) {
  const auto panel = actor(access::Role::PanelMember);
  std::vector<std::string> pages = {"chronology", "chronology/matches", "report/executive_summary/preview", "report/executive_summary/words"};
  for (const auto& row : store_->read([&](store::Reader& r) { return review::all_entries(r, review_); })) pages.push_back("chronology/entry/" + row.id.text());
  const auto section = law_->document("executive_summary")->sections.front().id;
  pages.push_back("report/executive_summary/section/" + section);
  pages.push_back("report/executive_summary/section/" + section + "/history");
  for (const auto& at : pages) {
    const auto page = ask(panel, base(at));
    EXPECT_EQ(page.status, 200) << at;
    nothing_listed_in(page.body, at);
  }
}

TEST_F(NamesView, ASearchInPseudonymsDoesNotTellWhoIsWho) {
  const auto panel = actor(access::Role::PanelMember);
  EXPECT_TRUE(holds(ask(panel, base("chronology"), {{"words", "rowan rang"}}), "1 of 2 entries match."));
  EXPECT_TRUE(holds(ask(panel, base("chronology"), {{"words", "Quennevais"}}), "0 of 2 entries match."));
  EXPECT_TRUE(holds(ask(coordinator_, base("chronology"), {{"words", "Quennevais"}}), "2 of 2 entries match."));
}

TEST_F(NamesView, NothingListedLeavesInAPseudonymisedFile) {
  const auto reg = store_->read([&](store::Reader& r) { return publish::build_register(r, *review::review(r, review_)).reg; });
  for (const auto* at : {"chronology/export/xlsx", "chronology/export/docx", "chronology/export/csv", "report/executive_summary/download"}) {
    const auto file = ask(coordinator_, base(at), {{"view", "pseudonymised"}});
    ASSERT_EQ(file.status, 200) << at << file.body.substr(0, 2000);
    const std::string name(file.headers["Content-Disposition"]);
    EXPECT_NE(name.find("-pseudonymised."), name.npos) << name;
    nothing_listed_in(name, "a file's name");
    nothing_listed_in(file.body, at);
    const std::string ending(std::string_view(at).ends_with("download") ? "docx" : std::string_view(at).substr(std::string_view(at).rfind('/') + 1));
    const auto read = document::read(file.body, "file." + ending);
    ASSERT_TRUE(read.ok()) << at;
    nothing_listed_in(read->text(), at);
    EXPECT_NE(read->text().find("Rowan"), std::string::npos) << at;
    EXPECT_TRUE(anonymise::prove(file.body, "file." + ending, reg).clean()) << at;
    const auto real = ask(coordinator_, base(at), {{"view", "identified"}});
    EXPECT_NE(document::read(real.body, "file." + ending)->text().find("Quennevais"), std::string::npos) << "the other view holds them: " << at;
  }
}

TEST_F(NamesView, AFileThatWouldStillNameSomebodyIsNotMade) {
  NamesOf names{.built = {}, .pseudonyms = anonymise::Pseudonymiser(anonymise::Register{})};
  ASSERT_TRUE(names.built.reg.add({"P1", anonymise::ListedKind::Name, PersonalText("Ottoline Quennevais"), "Rowan"}).ok());
  EXPECT_FALSE(check_pseudonymised(names, "Date,What\n3 May 2021,Quennevais rang\n", "file.csv").ok());
  EXPECT_TRUE(check_pseudonymised(names, "Date,What\n3 May 2021,Rowan rang\n", "file.csv").ok());
  names.built.unusable = {"person A: phone"};
  EXPECT_FALSE(check_pseudonymised(names, "Date,What\n3 May 2021,Rowan rang\n", "file.csv").ok()) << "what cannot be searched for cannot be ruled out";
}

}  // namespace
}  // namespace heed::web

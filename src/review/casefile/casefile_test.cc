// What the casefile refuses, what it keeps, and who sees of it what.
#include "review/casefile/casefile.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/clock.h"
#include "review/casefile/review_access.h"
#include "review/decision/decision.h"
#include "review/notification/notification.h"

namespace heed::review {
namespace {

using access::Role;

const Day kToday{std::chrono::year{2026}, std::chrono::March, std::chrono::day{10}};

UncertainDate on(std::string_view typed) { return *UncertainDate::parse(typed, kToday); }

const guidance::Edition& edition() {
  static const auto editions = *guidance::Editions::load();
  return *editions.find("dhr-2016");
}

class Casefile : public testing::Test {
 protected:
  template <class T>
  static T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().message);
    return std::move(*result);
  }
  static void must(Result<void> result) {
    if (!result.ok()) throw std::runtime_error(result.error().message);
  }
  template <class F>
  auto write(F&& f) { return store_->write({}, "test", std::forward<F>(f)); }
  template <class F>
  auto read(F&& f) { return store_->read(std::forward<F>(f)); }

  void SetUp() override {
    static int number = 0;
    folder_ = std::filesystem::temp_directory_path() / fmt::format("heed-casefile-{}-{}", ::getpid(), ++number);
    std::filesystem::create_directories(folder_);
    auto opened = store::Store::open({folder_ / "data", folder_ / "key", true, 2}, clock_);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    store_ = std::move(*opened);
    partnership_ = must(write([&](store::Writer& w) { return access::put_partnership(w, PartnershipId::random(), {.name = "Northbridge Safer Partnership"}, 0); }));
    police_ = must(write([&](store::Writer& w) { return access::put_agency(w, AgencyId::random(), {.name = "Northbridge Police", .kind = "police", .listed = true}, 0); }));
    housing_ = must(write([&](store::Writer& w) { return access::put_agency(w, AgencyId::random(), {.name = "Alder Homes", .kind = "housing"}, 0); }));
    coordinator_ = somebody("Coral Dean", Role::Coordinator, {});
    review_ = must(write([&](store::Writer& w) {
      access::Actor actor = actor_of(w, coordinator_);
      return start_review(w, actor, {.responsible = partnership_, .edition = "dhr-2016"}, kToday);
    }));
    declare(coordinator_, review_);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  AccountId somebody(const std::string& name, Role role, ReviewId review, AgencyId agency = {}) {
    static int number = 0;
    return must(write([&](store::Writer& w) -> Result<AccountId> {
      HEED_ASSIGN(auto id, access::put_account(w, AccountId::random(), {.name = PersonalText(name), .email = PersonalText(fmt::format("p{}@example.org", ++number))}, 0));
      access::Membership m{id, role, review.is_empty() ? partnership_ : PartnershipId{}, review, agency};
      HEED_TRY(access::give(w, m));
      return id;
    }));
  }
  void declare(AccountId account, ReviewId review) {
    must(write([&](store::Writer& w) { return access::declare(w, partnership_, review, {.account = account}); }));
  }
  static access::Actor actor_of(store::Reader& r, AccountId id) { return must(access::actor(r, id)); }
  access::Actor actor(AccountId id) { return read([&](store::Reader& r) { return actor_of(r, id); }); }
  AccountId declared(const std::string& name, Role role, AgencyId agency = {}) {
    const auto id = somebody(name, role, role == Role::PartnershipChair || role == Role::Auditor || role == Role::PublicationApprover ? ReviewId{} : review_, agency);
    declare(id, review_);
    return id;
  }

  std::filesystem::path folder_;
  FixedClock clock_{*parse_iso_instant("2026-03-10T10:00:00Z")};
  std::unique_ptr<store::Store> store_;
  PartnershipId partnership_;
  AgencyId police_, housing_;
  AccountId coordinator_;
  ReviewId review_;
};

TEST_F(Casefile, OnlyTheCoordinatorAndTheChairSeeParticipants) {
  Participant ada;
  ada.name = PersonalText("Ada Quill");
  ada.must_not_know = PersonalText("her uncle");
  const auto coordinator = actor(coordinator_);
  const auto id = must(write([&](store::Writer& w) { return put_participant(w, coordinator, review_, {}, ada, 0); }));
  const auto chair = actor(declared("Ines Hart", Role::IndependentChair));
  EXPECT_EQ(must(read([&](store::Reader& r) { return participants(r, chair, review_); })).size(), 1u);
  for (const auto account : {declared("Pat Wren", Role::PanelMember), declared("Sam Lark", Role::AgencyAuthor, police_), declared("Lee Ford", Role::PartnershipChair),
                             declared("Jo Reed", Role::Auditor), declared("Kit Moor", Role::PublicationApprover)}) {
    const auto other = actor(account);
    EXPECT_FALSE(read([&](store::Reader& r) { return participants(r, other, review_); }).ok());
    EXPECT_FALSE(read([&](store::Reader& r) { return participant(r, other, review_, id); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_participant(w, other, review_, {}, ada, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return drop_participant(w, other, review_, id, 1); }).ok());
  }
}

TEST_F(Casefile, AParticipantOfAnotherReviewIsNotFound) {
  const auto coordinator = actor(coordinator_);
  const auto other = must(write([&](store::Writer& w) { return start_review(w, coordinator, {.responsible = partnership_, .edition = "dhr-2016"}, kToday); }));
  declare(coordinator_, other);
  const auto both = actor(coordinator_);
  Participant p;
  p.name = PersonalText("Ada Quill");
  const auto id = must(write([&](store::Writer& w) { return put_participant(w, both, other, {}, p, 0); }));
  const auto found = read([&](store::Reader& r) { return participant(r, both, review_, id); });
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, Code::NotFound);
  EXPECT_EQ(write([&](store::Writer& w) { return put_participant(w, both, review_, id, p, 1); }).error().code, Code::NotFound);
}

TEST_F(Casefile, MilestonesAreCountedWithoutNames) {
  const auto coordinator = actor(coordinator_);
  ASSERT_EQ(edition().family_milestones.size(), 5u);
  Participant a, b;
  a.name = PersonalText("Ada Quill");
  a.milestones = {{"contributed", "yes", on("3 March 2026"), ""}, {"met_panel", "chose_not_to", {}, ""}};
  b.name = PersonalText("Ben Quill");
  b.milestones = {{"contributed", "not_reached", {}, ""}};
  for (const auto& p : {a, b}) must(write([&](store::Writer& w) { return put_participant(w, coordinator, review_, {}, p, 0); }));
  for (const auto& tally : read([&](store::Reader& r) { return milestone_tallies(r, review_, edition()); })) {
    EXPECT_EQ(tally.yes + tally.chose_not_to + tally.not_offered + tally.not_reached + tally.unanswered, 2) << tally.milestone;
    if (tally.milestone == "contributed") { EXPECT_EQ(tally.yes, 1); EXPECT_EQ(tally.not_reached, 1); }
    if (tally.milestone == "met_panel") { EXPECT_EQ(tally.chose_not_to, 1); }
  }
  a.milestones = {{"contributed", "", on("3 March 2026"), ""}};
  EXPECT_FALSE(write([&](store::Writer& w) { return put_participant(w, coordinator, review_, {}, a, 0); }).ok());
}

TEST_F(Casefile, CautionsBeginWithDoNotContact) {
  Participant p;
  p.do_not_contact = "yes";
  p.never = {"voicemail", "post"};
  p.must_not_know = PersonalText("her uncle");
  const auto words = cautions(p);
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0], "Do not contact.");
  EXPECT_EQ(words[1], "Must not learn that they take part: her uncle");
  EXPECT_TRUE(cautions({}).empty());
}

TEST_F(Casefile, TermsAreAppendedAndNeverChanged) {
  const auto coordinator = actor(coordinator_);
  Terms first;
  first.scope = "What agencies knew";
  first.period_from = on("January 2020");
  first.period_until = on("May 2025");
  const auto one = must(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, first, 0); }));
  Terms second = first;
  second.scope = "What agencies and friends knew";
  // Without saying why, or made from a version that is no longer the last, it is refused.
  EXPECT_EQ(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, second, 1); }).error().fields.at(0).field, "changed");
  second.changed = "The family asked for it.";
  EXPECT_EQ(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, second, 0); }).error().code, Code::Stale);
  const auto two = must(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, second, 1); }));
  EXPECT_NE(one, two);
  const auto all = read([&](store::Reader& r) { return terms(r, review_); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].value.scope, "What agencies knew");
  EXPECT_EQ(all[0].version, 1);
  EXPECT_EQ(all[1].value.number, 2);
  EXPECT_EQ(read([&](store::Reader& r) { return current_terms(r, review_)->value.scope; }), "What agencies and friends knew");
}

TEST_F(Casefile, ThePeriodUnderReviewRunsForwards) {
  const auto coordinator = actor(coordinator_);
  Terms terms;
  terms.scope = "What agencies knew";
  terms.period_from = on("May 2025");
  terms.period_until = on("2019");
  EXPECT_EQ(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, terms, 0); }).error().fields.at(0).field, "period_until");
  terms.period_until = on("2025");  // may lie after May
  EXPECT_TRUE(write([&](store::Writer& w) { return add_terms(w, coordinator, edition(), review_, terms, 0); }).ok());
}

TEST_F(Casefile, VerbsRefuseWhoMayNot) {
  ReviewAgency police;
  police.agency = police_;
  police.authority = "listed";
  Hold hold{.kind = "criminal", .reason = "Trial", .stops = "publication", .from = on("1 March 2026")};
  Parallel inquest{.kind = "inquest", .status = "open"};
  KeyLine line{.question = "Who knew?"};
  Terms t;
  t.scope = "What agencies knew";
  Appointment chair{.role = "chair", .name = PersonalText("Ines Hart"), .independence = "No link."};
  const auto stranger = actor(somebody("Uma Vale", Role::Administrator, {}));
  const auto undeclared = actor(somebody("Noa Pike", Role::Coordinator, {}));
  for (const auto& other : {actor(declared("Pat Wren", Role::PanelMember)), actor(declared("Sam Lark", Role::AgencyAuthor, police_)),
                            actor(declared("Jo Reed", Role::Auditor)), stranger, undeclared}) {
    EXPECT_FALSE(write([&](store::Writer& w) { return put_review_agency(w, other, review_, {}, police, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_hold(w, other, review_, {}, hold, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_parallel(w, other, review_, {}, inquest, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_key_line(w, other, review_, {}, line, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return add_terms(w, other, edition(), review_, t, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_appointment(w, other, edition(), review_, {}, chair, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_settings(w, other, edition(), review_, {}, 0); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return rename_review(w, other, review_, "X-1", partnership_, 1); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return keep_out(w, other, review_, {coordinator_, {}, "reason"}); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return give_role(w, other, review_, {coordinator_, Role::IndependentChair, {}, {}, {}}); }).ok());
    EXPECT_FALSE(write([&](store::Writer& w) { return put_person(w, other, review_, PersonId::random(), {}, 0); }).ok());
  }
}

TEST_F(Casefile, AnAgencyIsInAReviewOnce) {
  const auto coordinator = actor(coordinator_);
  ReviewAgency police;
  police.agency = police_;
  police.authority = "listed";
  const auto id = must(write([&](store::Writer& w) { return put_review_agency(w, coordinator, review_, {}, police, 0); }));
  EXPECT_EQ(write([&](store::Writer& w) { return put_review_agency(w, coordinator, review_, {}, police, 0); }).error().fields.at(0).field, "agency");
  police.involved = "Three calls";
  EXPECT_TRUE(write([&](store::Writer& w) { return put_review_agency(w, coordinator, review_, id, police, 1); }).ok());
  EXPECT_EQ(read([&](store::Reader& r) { return agency_in_review(r, review_, police_)->value.involved; }), "Three calls");
  EXPECT_EQ(authority_of({.name = "x", .listed = true}), "listed");
  EXPECT_EQ(authority_of({.name = "x"}), "invited");
}

TEST_F(Casefile, AgenciesThatKnewThoseConcernedComeInFromScoping) {
  const auto coordinator = actor(coordinator_);
  Scoping known{.agency = police_, .asked_of = "Review officer", .asked_on = kToday, .answer = ScopingAnswer::Known, .secured = "yes", .summary = "Three calls", .answered_on = kToday, .answered_by = "Review officer"};
  Scoping none{.agency = housing_, .asked_of = "Manager", .asked_on = kToday, .answer = ScopingAnswer::NoTrace, .secured = "not_known", .answered_on = kToday, .answered_by = "Manager"};
  for (const auto& s : {known, none}) must(write([&](store::Writer& w) { return put_scoping(w, coordinator, edition(), review_, {}, s, 0); }));
  EXPECT_EQ(must(write([&](store::Writer& w) { return add_known_agencies(w, coordinator, review_); })), 1);
  const auto row = read([&](store::Reader& r) { return agency_in_review(r, review_, police_); });
  ASSERT_TRUE(row);
  EXPECT_EQ(row->value.authority, "listed");
  EXPECT_EQ(row->value.involved, "Three calls");
  EXPECT_EQ(must(write([&](store::Writer& w) { return add_known_agencies(w, coordinator, review_); })), 0);
}

TEST_F(Casefile, KeyLinesAreNumberedAndClosedWithAReason) {
  const auto coordinator = actor(coordinator_);
  ReviewAgency police;
  police.agency = police_;
  police.authority = "listed";
  must(write([&](store::Writer& w) { return put_review_agency(w, coordinator, review_, {}, police, 0); }));
  KeyLine everybody{.question = "Who knew?"}, one{.question = "Was the risk assessed?", .agencies = {police_}};
  const auto first = must(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, {}, everybody, 0); }));
  must(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, {}, one, 0); }));
  EXPECT_EQ(read([&](store::Reader& r) { return key_lines_for(r, review_, police_).size(); }), 2u);
  EXPECT_EQ(read([&](store::Reader& r) { return key_lines_for(r, review_, housing_).size(); }), 1u);
  KeyLine foreign{.question = "And they?", .agencies = {housing_}};
  EXPECT_FALSE(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, {}, foreign, 0); }).ok());
  everybody.number = 1;
  everybody.closed = true;
  EXPECT_FALSE(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, first, everybody, 1); }).ok());
  everybody.closed_why = "Answered by line 2";
  EXPECT_TRUE(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, first, everybody, 1); }).ok());
  EXPECT_EQ(read([&](store::Reader& r) { return key_lines_for(r, review_, police_).size(); }), 1u);
  EXPECT_EQ(read([&](store::Reader& r) { return key_lines(r, review_).size(); }), 2u);
}

TEST_F(Casefile, AHoldIsOpenUntilSomebodySaysThatItEndedAndWhy) {
  const auto coordinator = actor(coordinator_);
  Hold hold{.kind = "criminal", .reason = "Trial", .stops = "publication", .from = on("1 March 2026")};
  const auto id = must(write([&](store::Writer& w) { return put_hold(w, coordinator, review_, {}, hold, 0); }));
  EXPECT_EQ(read([&](store::Reader& r) { return open_holds(r, review_).size(); }), 1u);
  const auto field = [&](UncertainDate until, std::string why) {
    hold.until = until;
    hold.ended_why = why;
    auto done = write([&](store::Writer& w) { return put_hold(w, coordinator, review_, id, hold, 1); });
    return done.ok() ? std::string() : done.error().fields.at(0).field;
  };
  EXPECT_EQ(field(on("9 March 2026"), ""), "ended_why");
  EXPECT_EQ(field(on("February 2026"), "Over"), "until");
  EXPECT_EQ(field(on("28 February 2026"), "Over"), "until");
  EXPECT_EQ(field(on("12 March 2026"), "Over"), "until");  // still to come
  EXPECT_EQ(field(on("9 March 2026"), "Over"), "");
  EXPECT_TRUE(read([&](store::Reader& r) { return open_holds(r, review_).empty(); }));
  const auto spans = read([&](store::Reader& r) { return hold_spans(r, review_); });
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].from, *parse_iso_day("2026-03-01"));
  EXPECT_EQ(spans[0].until, parse_iso_day("2026-03-09"));
}

TEST_F(Casefile, ExclusionWorksAtOnceWhateverRolesAreHeld) {
  const auto panel = declared("Pat Wren", Role::PanelMember);
  const auto row = must(read([&](store::Reader& r) { return review(r, review_); }));
  EXPECT_TRUE(access::allowed(actor(panel), access::Action::ViewReview, thing_of(row)));
  const auto coordinator = actor(coordinator_);
  EXPECT_FALSE(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {panel, {}, ""}); }).ok());
  const auto id = must(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {panel, {}, "A relative"}); }));
  EXPECT_EQ(access::may(actor(panel), access::Action::ViewReview, thing_of(row)), access::Answer::No);
  EXPECT_EQ(write([&](store::Writer& w) { return give_role(w, coordinator, review_, {panel, Role::IndependentChair, {}, {}, {}}); }).error().code, Code::Refused);
  EXPECT_FALSE(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {panel, {}, "Again"}); }).ok());
  must(write([&](store::Writer& w) { return let_back(w, coordinator, review_, id, 1); }));
  EXPECT_TRUE(access::allowed(actor(panel), access::Action::ViewReview, thing_of(row)));
}

TEST_F(Casefile, AnAddressKeepsOutAnAccountThatIsMadeLater) {
  const auto coordinator = actor(coordinator_);
  must(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {{}, PersonalText(" Rex@Example.org "), "A relative"}); }));
  const auto rex = must(write([&](store::Writer& w) -> Result<AccountId> {
    HEED_ASSIGN(auto id, access::put_account(w, AccountId::random(), {.name = PersonalText("Rex Low"), .email = PersonalText("rex@example.org")}, 0));
    HEED_TRY(access::give(w, {id, Role::Coordinator, partnership_, {}, {}}));
    return id;
  }));
  declare(rex, review_);
  const auto row = must(read([&](store::Reader& r) { return review(r, review_); }));
  EXPECT_FALSE(access::allowed(actor(rex), access::Action::ViewReview, thing_of(row)));
}

TEST_F(Casefile, SomebodyMustBeLeftToManageAccess) {
  const auto coordinator = actor(coordinator_);
  EXPECT_EQ(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {coordinator_, {}, "A friend"}); }).error().code, Code::Refused);
  somebody("Noa Pike", Role::Coordinator, {});
  EXPECT_TRUE(write([&](store::Writer& w) { return keep_out(w, coordinator, review_, {coordinator_, {}, "A friend"}); }).ok());
  const auto row = must(read([&](store::Reader& r) { return review(r, review_); }));
  EXPECT_FALSE(access::allowed(actor(coordinator_), access::Action::ManageAccess, thing_of(row)));
}

TEST_F(Casefile, RolesOfThePartnershipAreNotGivenHere) {
  const auto coordinator = actor(coordinator_);
  const auto pat = must(write([&](store::Writer& w) { return access::put_account(w, AccountId::random(), {.name = PersonalText("Pat"), .email = PersonalText("pat@example.org")}, 0); }));
  for (const auto role : {Role::Administrator, Role::Coordinator, Role::PartnershipChair, Role::Auditor, Role::PublicationApprover})
    EXPECT_FALSE(write([&](store::Writer& w) { return give_role(w, coordinator, review_, {pat, role, partnership_, {}, {}}); }).ok());
  EXPECT_FALSE(write([&](store::Writer& w) { return give_role(w, coordinator, review_, {pat, Role::AgencyAuthor, {}, {}, {}}); }).ok());
  const auto id = must(write([&](store::Writer& w) { return give_role(w, coordinator, review_, {pat, Role::AgencyAuthor, {}, {}, police_}); }));
  const auto chair = actor(declared("Ines Hart", Role::IndependentChair));
  EXPECT_FALSE(write([&](store::Writer& w) { return take_role(w, chair, review_, id); }).ok());
  EXPECT_TRUE(write([&](store::Writer& w) { return take_role(w, coordinator, review_, id); }).ok());
  // A partnership role is not taken away from within a review.
  const auto own = read([&](store::Reader& r) { return access::memberships_of(r, coordinator_).front().id; });
  EXPECT_EQ(write([&](store::Writer& w) { return take_role(w, coordinator, review_, own); }).error().code, Code::NotFound);
}

TEST_F(Casefile, NobodySettlesTheirOwnDeclaration) {
  const auto panel = somebody("Pat Wren", Role::PanelMember, review_);
  const auto id = must(write([&](store::Writer& w) { return access::declare(w, partnership_, review_, {.account = panel, .conflict = true, .details = "A neighbour"}); }));
  const auto row = must(read([&](store::Reader& r) { return review(r, review_); }));
  EXPECT_FALSE(access::allowed(actor(panel), access::Action::ViewReview, thing_of(row)));
  const auto coordinator = actor(coordinator_);
  const auto own = read([&](store::Reader& r) { return access::declaration_of(r, review_, coordinator_)->id; });
  EXPECT_EQ(write([&](store::Writer& w) { return settle_conflict(w, coordinator, review_, own, "Fine", 1); }).error().code, Code::Refused);
  EXPECT_FALSE(write([&](store::Writer& w) { return settle_conflict(w, coordinator, review_, id, "", 1); }).ok());
  must(write([&](store::Writer& w) { return settle_conflict(w, coordinator, review_, id, "They never met", 1); }));
  EXPECT_TRUE(access::allowed(actor(panel), access::Action::ViewReview, thing_of(row)));
}

TEST_F(Casefile, SeveralPeopleMayHaveDied) {
  const auto coordinator = actor(coordinator_);
  Person first, second;
  first.name = PersonalText("Rosalind Ashby");
  first.roles = {{"died", {}, {}, ""}};
  second.name = PersonalText("Tomas Ashby");
  second.roles = {{"died", {}, {}, ""}, {"suspected", {}, {}, ""}};
  second.status = "died";
  const auto one = must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, PersonId::random(), first, 0); }));
  const auto two = must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, PersonId::random(), second, 0); }));
  const auto called = read([&](store::Reader& r) {
    return std::pair{known_as(r, *person(r, one)), known_as(r, *person(r, two))};
  });
  EXPECT_NE(called.first, called.second);  // both died, and pages still tell them apart
  EXPECT_EQ(called.first.find("Ashby"), std::string::npos);
  const auto row = must(read([&](store::Reader& r) { return review(r, review_); }));
  const auto missing = read([&](store::Reader& r) { return missing_in_casefile(r, row); });
  EXPECT_EQ(missing.front(), "a pseudonym");
  first.pseudonym = "Amara";
  must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, one, first, 1); }));
  EXPECT_EQ(read([&](store::Reader& r) { return missing_in_casefile(r, *review(r, review_)).front(); }), "a pseudonym");  // one is still without
  EXPECT_EQ(read([&](store::Reader& r) { return review(r, review_)->value.pseudonym; }), "Amara");
  // What somebody is called does not move when somebody else is changed.
  EXPECT_EQ(read([&](store::Reader& r) { return known_as(r, *person(r, two)); }), called.second);
  Connection c{one, two, "spouse", "not_known", ""};
  EXPECT_TRUE(write([&](store::Writer& w) { return put_connection(w, coordinator, review_, ConnectionId::random(), c, 0); }).ok());
}

TEST_F(Casefile, APseudonymIsNobodysNameAndIsNotUsedTwice) {
  const auto coordinator = actor(coordinator_);
  Person rosalind, other;
  rosalind.name = PersonalText("Rosalind Ashby");
  rosalind.other_names = {{"nickname", PersonalText("Roz")}};
  rosalind.roles = {{"died", {}, {}, ""}};
  const auto one = must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, PersonId::random(), rosalind, 0); }));
  other.name = PersonalText("Tomas Birch");
  const auto two = must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, PersonId::random(), other, 0); }));
  for (const std::string name : {"Roz", "roz", "Ashby", "Birch", "tomas", "Rosalind"}) {
    other.pseudonym = name;
    EXPECT_FALSE(write([&](store::Writer& w) { return put_person(w, coordinator, review_, two, other, 1); }).ok()) << name;
  }
  rosalind.pseudonym = "Amara";
  must(write([&](store::Writer& w) { return put_person(w, coordinator, review_, one, rosalind, 1); }));
  other.pseudonym = "AMARA";
  EXPECT_FALSE(write([&](store::Writer& w) { return put_person(w, coordinator, review_, two, other, 1); }).ok());
  // Nor does a name that comes later collide with a pseudonym that stands already.
  other.pseudonym = "";
  other.name = PersonalText("Amara Birch");
  EXPECT_FALSE(write([&](store::Writer& w) { return put_person(w, coordinator, review_, two, other, 1); }).ok());
  // Nor is it used in another review of the partnership, in whatever case.
  const auto second = must(write([&](store::Writer& w) { return start_review(w, coordinator, {.responsible = partnership_, .edition = "dhr-2016"}, kToday); }));
  declare(coordinator_, second);
  const auto both = actor(coordinator_);
  Person third;
  third.name = PersonalText("Wilma Teal");
  third.pseudonym = "amara";
  EXPECT_FALSE(write([&](store::Writer& w) { return put_person(w, both, second, PersonId::random(), third, 0); }).ok());
}

TEST_F(Casefile, AChairsAppointmentIsToldToTheClocks) {
  const auto coordinator = actor(coordinator_);
  Appointment chair{.role = "chair", .name = PersonalText("Ines Hart"), .from = on("5 March 2026")};
  EXPECT_EQ(write([&](store::Writer& w) { return put_appointment(w, coordinator, edition(), review_, {}, chair, 0); }).error().fields.at(0).field, "independence");
  chair.independence = "She has never worked for any of the agencies.";
  const auto id = must(write([&](store::Writer& w) { return put_appointment(w, coordinator, edition(), review_, {}, chair, 0); }));
  const auto counted = [&] {
    return read([&](store::Reader& r) {
      int n = 0;
      for (const auto& duty : guidance::duties(r, review_)) n += duty.value.from_event == "chair_appointed" && !duty.value.withdrawn;
      return n;
    });
  };
  int rules = 0;
  for (const auto& rule : edition().duties) rules += rule.from == "chair_appointed" && rule.kinds.empty();
  EXPECT_EQ(counted(), rules);
  must(write([&](store::Writer& w) { return drop_appointment(w, coordinator, edition(), review_, id, 1); }));
  EXPECT_EQ(counted(), 0);
  EXPECT_TRUE(in_force(chair, kToday));
  chair.until = on("February 2026");
  EXPECT_FALSE(in_force(chair, kToday));
}

TEST_F(Casefile, TheStateSaysWhatIsMissing) {
  const auto state = [&] { return read([&](store::Reader& r) { return casefile_state(r, *review(r, review_)); }); };
  EXPECT_EQ(state().is, StepState::Is::CannotStart);
  const auto coordinator = actor(coordinator_);
  must(write([&](store::Writer& w) { return move_to(w, review_, Stage::Casefile); }));
  EXPECT_EQ(state().is, StepState::Is::NotStarted);
  Person p;
  p.name = PersonalText("Rosalind Ashby");
  p.roles = {{"died", {}, {}, ""}};
  p.pseudonym = "Amara";
  ReviewAgency police;
  police.agency = police_;
  police.authority = "listed";
  Terms t{.scope = "What agencies knew", .period_from = on("2020"), .agreed_on = on("6 March 2026"), .agreed_by = "the panel"};
  must(write([&](store::Writer& w) -> Result<void> {
    HEED_TRY(put_person(w, coordinator, review_, PersonId::random(), p, 0));
    HEED_TRY(put_review_agency(w, coordinator, review_, {}, police, 0));
    HEED_TRY(add_terms(w, coordinator, edition(), review_, t, 0));
    HEED_TRY(put_appointment(w, coordinator, edition(), review_, {}, {.role = "chair", .name = PersonalText("Ines Hart"), .independence = "None"}, 0));
    return {};
  }));
  EXPECT_EQ(state().hint, "Still to say: key lines of enquiry");
  must(write([&](store::Writer& w) { return put_key_line(w, coordinator, review_, {}, {.question = "Who knew?"}, 0); }));
  EXPECT_EQ(state().is, StepState::Is::Done);
  must(write([&](store::Writer& w) { return put_hold(w, coordinator, review_, {}, {.reason = "Trial", .stops = "everything", .from = on("7 March 2026")}, 0); }));
  EXPECT_EQ(state().is, StepState::Is::Waiting);
}

}  // namespace
}  // namespace heed::review

#include "document/losses.h"
#include "publish/edition_pdf.h"
#include "publish/publish_fixture.h"

namespace heed::publish {
namespace {

// --- the rules, one by one ---

ReleaseFacts ready() {
  ReleaseFacts f;
  f.letter_permits = true;
  f.open_holds = f.holds_without_view = f.unusable_values = f.undecided = 0;
  f.withheld = false;
  f.has_pseudonym = f.made = f.report_is_latest = f.register_is_same = f.policy_is_same = f.finalised = f.proof_settled = f.family_told = true;
  return f;
}

TEST(ReleaseRules, NothingBlocksWhatIsReady) { EXPECT_TRUE(blocks(ready()).empty()); }
TEST(ReleaseRules, AnUnfilledAnswerBlocks) { EXPECT_GE(blocks(ReleaseFacts{}).size(), 8u); }

struct Rule {
  const char* name;
  void (*spoil)(ReleaseFacts&);
  const char* says;
};
class EachReleaseRule : public ::testing::TestWithParam<Rule> {};
TEST_P(EachReleaseRule, BlocksAlone) {
  auto f = ready();
  GetParam().spoil(f);
  const auto out = blocks(f);
  ASSERT_EQ(out.size(), 1u);
  EXPECT_NE(out[0].words.find(GetParam().says), std::string::npos) << out[0].words;
  EXPECT_FALSE(out[0].rest.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Rules, EachReleaseRule,
    ::testing::Values(Rule{"Letter", [](ReleaseFacts& f) { f.letter_permits = false; }, "letter"},
                      Rule{"Points", [](ReleaseFacts& f) { f.assurance = {"Two points of the letter have no answer."}; }, "points"},
                      Rule{"OpenHold", [](ReleaseFacts& f) { f.open_holds = 1; }, "hold is open"},
                      Rule{"OfficersView", [](ReleaseFacts& f) { f.holds_without_view = 1; }, "officer"},
                      Rule{"Withheld", [](ReleaseFacts& f) { f.withheld = true; }, "withhold"},
                      Rule{"Pseudonym", [](ReleaseFacts& f) { f.has_pseudonym = false; }, "pseudonym"},
                      Rule{"LaterReport", [](ReleaseFacts& f) { f.report_is_latest = false; }, "later version"},
                      Rule{"PolicyChanged", [](ReleaseFacts& f) { f.policy_is_same = false; }, "dates, ages and staff"},
                      Rule{"RegisterChanged", [](ReleaseFacts& f) { f.register_is_same = false; }, "register has changed"},
                      Rule{"Unusable", [](ReleaseFacts& f) { f.unusable_values = 1; }, "cannot be searched"},
                      Rule{"Undecided", [](ReleaseFacts& f) { f.undecided = 3; }, "3 detections"},
                      Rule{"NotFinalised", [](ReleaseFacts& f) { f.finalised = false; }, "finalised"},
                      Rule{"NotProved", [](ReleaseFacts& f) { f.proof_settled = false; }, "proof"},
                      Rule{"FamilyNotTold", [](ReleaseFacts& f) { f.family_told = false; }, "family"}),
    [](const auto& info) { return info.param.name; });

Edition finalised() {
  Edition e;
  e.state = EditionState::Finalised;
  e.hash = "aa";
  return e;
}

TEST(SignatureRules, TwoDifferentPeopleOneForTheChair) {
  auto e = finalised();
  const auto chair = AccountId::random(), approver = AccountId::random();
  e.signatures = {{chair, true, "aa", {}}};
  EXPECT_FALSE(fully_signed(e));
  e.signatures.push_back({chair, true, "aa", {}});
  EXPECT_FALSE(fully_signed(e)) << "twice the same";
  e.signatures[1].by = approver;
  e.signatures[1].for_chair = false;
  EXPECT_TRUE(fully_signed(e));
  e.signatures[0].for_chair = false;
  EXPECT_FALSE(fully_signed(e)) << "nobody for the chair";
}

TEST(SignatureRules, ASignatureHoldsForOneHash) {
  auto e = finalised();
  e.signatures = {{AccountId::random(), true, "aa", {}}, {AccountId::random(), false, "bb", {}}};
  EXPECT_FALSE(fully_signed(e));
  e.hash.clear();
  EXPECT_FALSE(fully_signed(e));
}

TEST(SignatureRules, WhoeverMadeItDoesNotReleaseIt) {
  auto e = finalised();
  const auto who = AccountId::random();
  EXPECT_TRUE(blocks_signature(e, who, true, true).empty());
  EXPECT_FALSE(blocks_signature(e, who, false, true).empty());
  e.editors = {who};
  EXPECT_FALSE(blocks_signature(e, who, true, true).empty());
  e.editors.clear();
  e.report_editors = {who};
  EXPECT_FALSE(blocks_signature(e, who, true, true).empty());
  e.report_editors.clear();
  e.state = EditionState::Working;
  EXPECT_FALSE(blocks_signature(e, who, true, true).empty());
}

TEST(SignatureRules, TheSecondIsForTheChairWhenTheFirstWasNot) {
  auto e = finalised();
  e.signatures = {{AccountId::random(), false, "aa", {}}};
  EXPECT_FALSE(blocks_signature(e, AccountId::random(), true, false).empty());
  EXPECT_TRUE(blocks_signature(e, AccountId::random(), true, true).empty());
  EXPECT_FALSE(blocks_signature(e, e.signatures[0].by, true, true).empty()) << "the same person again";
}

TEST(Withholding, AScopeThatIsNotKnownHoldsEverything) {
  EXPECT_TRUE(is_withheld("all", "action_plan"));
  EXPECT_TRUE(is_withheld("overview", "overview_report"));
  EXPECT_FALSE(is_withheld("overview", "executive_summary"));
  EXPECT_TRUE(is_withheld("something_new", "executive_summary"));
  EXPECT_FALSE(is_withheld("", "overview_report"));
}

// --- the road, on a real store and a real library ---

TEST_F(Publishing, TwoPeopleReleaseAndNothingListedReachesTheLibrary) {
  report_and_letter();
  make_and_finalise();
  const auto blocking = read([&](store::Reader& r) { return what_blocks_release(r, *review::review(r, review_), *law_, "overview_report"); });
  ASSERT_TRUE(blocking.empty()) << blocking.front().words;
  auto first = sign_as(approver_);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_EQ(*first, Signed::First);
  EXPECT_FALSE(sign_as(approver_).ok()) << "the same person twice";
  EXPECT_EQ(bring_library_up(*store_, *library_)->published, 0) << "one signature publishes nothing";
  auto second = sign_as(chair_);
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(*second, Signed::Released);

  EXPECT_FALSE(differences().empty()) << "released, and not brought up yet";
  auto brought = bring_library_up(*store_, *library_);
  ASSERT_TRUE(brought.ok()) << brought.error().message;
  EXPECT_EQ(brought->published, 1);
  EXPECT_EQ(bring_library_up(*store_, *library_)->published, 0) << "again changes nothing";
  EXPECT_TRUE(differences().empty());

  const auto e = now().value;
  const auto document = library_->document({e.public_id});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->entry.death_month, "May 2021");
  ASSERT_FALSE(document->paragraphs.empty());
  EXPECT_EQ(document->paragraphs.front().block.kind, library::BlockKind::Heading) << "title and contents list are the page's own";
  std::string all = *library_->docx({e.public_id});
  // A PDF of the same words, proved by what another program reads out of it, and signed with the rest.
  if (e.no_pdf.empty()) {
    const auto pdf = library_->pdf({e.public_id});
    ASSERT_TRUE(pdf.ok()) << pdf.error().message;
    EXPECT_EQ(hex(sha256(*pdf)), e.pdf_sha256);
    EXPECT_EQ(document->entry.pdf_bytes, std::int64_t(pdf->size()));
    const auto said = document::words_of_pdf(*pdf);
    ASSERT_TRUE(said.ok()) << said.error().message;
    EXPECT_NE(said->find("Rowan"), said->npos);
    all += *said;
    auto other = e;
    other.pdf_sha256[0] = other.pdf_sha256[0] == '0' ? '1' : '0';
    EXPECT_FALSE(pdf_of(*store_, other).ok()) << "another file than the one that was signed";
    EXPECT_NE(hash_of(other), e.hash) << "the releasers sign it too";
  } else {
    ADD_FAILURE() << e.no_pdf;
  }
  for (const auto& p : document->paragraphs) all += p.block.text + "\n";
  EXPECT_NE(all.find("Rowan"), all.npos);
  for (const auto* secret : kSecrets) {
    EXPECT_EQ(all.find(secret), all.npos) << secret;
    EXPECT_FALSE(in_library_files(secret)) << secret;
  }
  for (const auto& id : {review_.text(), edition_.text(), died_.text(), partnership_.text(), coordinator_id_.text(), e.docx.text(), e.report.text()})
    EXPECT_FALSE(in_library_files(id)) << "an id of the casework";
  // The proof, asked again of what anybody can download.
  const auto proof = read([&](store::Reader& r) { return anonymise::prove(*library_->docx({e.public_id}), e.file_name, build_register(r, *review::review(r, review_)).reg); });
  EXPECT_TRUE(proof.clean());
}

TEST_F(Publishing, WithdrawingTakesTheWordsAwayAndLeavesANotice) {
  report_and_letter();
  make_and_finalise();
  ASSERT_TRUE(sign_as(chair_).ok());
  ASSERT_TRUE(sign_as(approver_).ok());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  const auto id = now().value.public_id;
  ASSERT_FALSE(write([&](store::Writer& w) { return withdraw(w, approver_, review_, edition_, "why", "", store::kAnyVersion); }).ok());
  ASSERT_FALSE(write([&](store::Writer& w) { return withdraw(w, coordinator_, review_, edition_, "why", "The Quennevais report is gone.", store::kAnyVersion); }).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return withdraw(w, coordinator_, review_, edition_, "Somebody could be recognised", "", store::kAnyVersion); }).ok());
  EXPECT_FALSE(differences().empty());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  EXPECT_FALSE(library_->document({id}).ok());
  ASSERT_TRUE(library_->gone({id})->notice.has_value());
  EXPECT_TRUE(differences().empty());
  EXPECT_FALSE(in_library_files("The panel thanks the family"));
  EXPECT_EQ(read([&](store::Reader& r) { return review::review(r, review_)->value.stage; }), review::Stage::Publication);
}

TEST_F(Publishing, ALaterEditionStandsForTheEarlierOne) {
  report_and_letter();
  make_and_finalise();
  ASSERT_TRUE(sign_as(chair_).ok());
  ASSERT_TRUE(sign_as(approver_).ok());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  const auto first = now().value.public_id;
  make_and_finalise();
  EXPECT_EQ(now().value.number, 2);
  ASSERT_TRUE(sign_as(chair_).ok());
  ASSERT_TRUE(sign_as(approver_).ok());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  EXPECT_FALSE(library_->document({first}).ok());
  EXPECT_EQ(library_->gone({first})->replaced_by.text, now().value.public_id);
  EXPECT_TRUE(differences().empty());
}

TEST_F(Publishing, AChangeVoidsSignatures) {
  report_and_letter();
  make_and_finalise();
  const auto hash = now().value.hash;
  ASSERT_TRUE(sign_as(chair_).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return put_details(w, coordinator_, review_, edition_, "Overview report: Rowan", "A new note.", store::kAnyVersion); }).ok());
  EXPECT_TRUE(now().value.signatures.empty());
  EXPECT_EQ(now().value.state, EditionState::Working);
  EXPECT_FALSE(store_->write({approver_id_}, "t", [&](store::Writer& w) { return sign(w, approver_, *law_, review_, edition_, hash); }).ok());
}

TEST_F(Publishing, AReleaserWhoEditedIsRefused) {
  report_and_letter();
  make_and_finalise();
  auto both = chair_;  // the coordinator, given the chair's role as well
  both.account = coordinator_id_;
  const auto out = sign_as(both);
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.error().code, Code::Refused);
  EXPECT_EQ(sign_as(coordinator_).error().code, Code::Forbidden);
}

TEST_F(Publishing, AnOpenHoldAndANewNameEachBlock) {
  report_and_letter();
  make_and_finalise();
  ASSERT_TRUE(sign_as(approver_).ok());
  review::Hold hold;
  hold.kind = "criminal";
  hold.reason = "The trial is to come.";
  hold.stops = "publication";
  hold.from = *UncertainDate::parse("1 March 2026", clock_.today());
  auto id = write([&](store::Writer& w) { return review::put_hold(w, coordinator_, review_, {}, hold, 0); });
  ASSERT_TRUE(id.ok()) << id.error().message;
  EXPECT_FALSE(sign_as(chair_).ok());
  hold.until = *UncertainDate::parse("1 April 2026", clock_.today());
  hold.ended_why = "The trial ended.";
  ASSERT_TRUE(write([&](store::Writer& w) { return review::put_hold(w, coordinator_, review_, *id, hold, store::kAnyVersion); }).ok());
  EXPECT_FALSE(sign_as(chair_).ok()) << "the investigating officer's view is missing";
  hold.officer_view = "No objection.";
  ASSERT_TRUE(write([&](store::Writer& w) { return review::put_hold(w, coordinator_, review_, *id, hold, store::kAnyVersion); }).ok());
  auto later = read([&](store::Reader& r) { return *review::person(r, died_); });
  later.value.other_names.push_back({"nickname", PersonalText("Tilly")});
  ASSERT_TRUE(write([&](store::Writer& w) { return review::put_person(w, coordinator_, review_, died_, later.value, later.version); }).ok());
  EXPECT_FALSE(sign_as(chair_).ok()) << "the register is another one";
}

TEST_F(Publishing, NothingWithoutALetterAndNothingUndecided) {
  auto none = make_edition(*store_, coordinator_, review_, "overview_report");
  EXPECT_FALSE(none.ok()) << "no version was frozen";
  report_and_letter();
  auto made = make_edition(*store_, coordinator_, review_, "overview_report");
  ASSERT_TRUE(made.ok());
  EXPECT_FALSE(finalise_edition(*store_, coordinator_, review_, *made).ok()) << "detections are undecided";
  EXPECT_FALSE(make_edition(*store_, approver_, review_, "overview_report").ok());
  const auto rows = read([&](store::Reader& r) { return found(r, review_, *made); });
  ASSERT_FALSE(rows.empty());
  ASSERT_TRUE(rows.front().value.listed);
  EXPECT_FALSE(write([&](store::Writer& w) { return decide(w, coordinator_, review_, rows.front().id, "keep", "It is fine", rows.front().version); }).ok());
  EXPECT_FALSE(write([&](store::Writer& w) { return decide(w, coordinator_, review_, rows.front().id, "change", "Ms Quennevais", rows.front().version); }).ok());
  EXPECT_FALSE(write([&](store::Writer& w) { return decide(w, approver_, review_, rows.front().id, "accept", "", rows.front().version); }).ok());
}

TEST_F(Publishing, WithholdingLeavesABareNotice) {
  Withholding v;
  v.scope = "all";
  v.grounds = {law_->withholding.grounds.front().id};
  v.reasons = "A child would be found.";
  v.section = "8";
  v.decided_by = "The partnership's chair";
  v.decided_on = clock_.today();
  EXPECT_FALSE(write([&](store::Writer& w) { return withhold(w, approver_, *law_, review_, v, 0); }).ok());
  auto empty = v;
  empty.reasons.clear();
  EXPECT_FALSE(write([&](store::Writer& w) { return withhold(w, coordinator_, *law_, review_, empty, 0); }).ok());
  ASSERT_TRUE(write([&](store::Writer& w) { return withhold(w, chair_, *law_, review_, v, 0); }).ok());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  const auto notices = library_->notices();
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_FALSE(notices[0].day.has_value());
  EXPECT_TRUE(notices[0].partnership.empty());
  EXPECT_EQ(notices[0].text.find("Rowan"), std::string::npos);
  EXPECT_TRUE(differences().empty());
  EXPECT_EQ(read([&](store::Reader& r) { return publish_state(r, *review::review(r, review_)).is; }), review::StepState::Is::InProgress);
  const auto row = read([&](store::Reader& r) { return *withholding(r, review_); });
  ASSERT_TRUE(write([&](store::Writer& w) { return end_withholding(w, coordinator_, review_, "Decided anew", row.version); }).ok());
  ASSERT_TRUE(bring_library_up(*store_, *library_).ok());
  EXPECT_TRUE(library_->notices().empty());
}

}  // namespace
}  // namespace heed::publish

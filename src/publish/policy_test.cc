// What stands in the place of dates, ages and staff, from the choice to the file. Every name is invented.
#include "publish/policy.h"

#include "publish/publish_fixture.h"

namespace heed::publish {
namespace {

class Policies : public Publishing {
 protected:
  Result<void> choose(const ReplacementPolicy& value, std::int64_t expected = store::kAnyVersion) {
    return write([&](store::Writer& w) { return put_replacement_policy(w, coordinator_, review_, value, expected); });
  }
  std::string draft() {
    std::string out;
    const auto blocks = draft_blocks(*store_, coordinator_, review_, edition_);
    EXPECT_TRUE(blocks.ok());
    if (blocks.ok())
      for (const auto& b : *blocks) out += b.text + "\n";
    return out;
  }
  void make() {
    const auto made = make_edition(*store_, coordinator_, review_, "overview_report");
    ASSERT_TRUE(made.ok()) << made.error().message;
    edition_ = *made;
  }
};

TEST_F(Policies, TheChoiceHoldsForWhatIsMadeAfterIt) {
  report_and_letter(" PC Tolquist, aged 34, attended on 3 March 2020.");
  make();
  EXPECT_NE(draft().find("The police officer, aged 34, attended in March 2020."), std::string::npos) << draft();
  ASSERT_TRUE(choose({"year", "banded", "keep"}).ok());
  const auto refusal = finalise_edition(*store_, coordinator_, review_, edition_);
  ASSERT_FALSE(refusal.ok());
  EXPECT_NE(refusal.error().message.find("dates, ages and staff"), std::string::npos) << refusal.error().message;
  EXPECT_FALSE(read([&](store::Reader& r) { return release_facts(r, *review::review(r, review_), *law_, "overview_report").policy_is_same; }));
  make();
  EXPECT_EQ(now().value.policy, (ReplacementPolicy{"year", "banded", "keep"}));
  EXPECT_NE(draft().find("PC Tolquist, aged 30\xE2\x80\x93" "39, attended in 2020."), std::string::npos) << draft();
}

TEST_F(Policies, TheFileSaysWhatWasChosen) {
  report_and_letter(" PC Tolquist, aged 34, attended on 3 March 2020.");
  ASSERT_TRUE(choose({"year", "banded", "role"}).ok());
  make_and_finalise();
  std::string words;
  const auto blocks = blocks_of(*store_, now().value);
  ASSERT_TRUE(blocks.ok());
  for (const auto& b : *blocks) words += b.text + "\n";
  EXPECT_NE(words.find("The police officer, aged 30\xE2\x80\x93" "39, attended in 2020."), std::string::npos) << words;
}

TEST_F(Policies, OnlyWhoWorksOnEditionsChoosesAndOnlyWhatIsKnown) {
  EXPECT_EQ(choose({"weekday", "keep", "role"}).error().code, Code::BadInput);
  EXPECT_EQ(write([&](store::Writer& w) { return put_replacement_policy(w, approver_, review_, {"year", "keep", "role"}, 0); }).error().code, Code::Forbidden);
  ASSERT_TRUE(choose({"year", "keep", "role"}, 0).ok());
  EXPECT_EQ(choose({"keep", "keep", "role"}, 0).error().code, Code::Stale);
  EXPECT_EQ(read([&](store::Reader& r) { return replacement_policy(r, *review::review(r, review_)).value.dates; }), "year");
}

TEST_F(Policies, APracticeASchoolAndARefugeAreNoNamedAgencies) {
  struct Body {
    const char *name, *kind;
  };
  for (const auto& body : {Body{"Hollin Bank", "gp"}, Body{"Marrowby Refuge", "voluntary"}, Body{"Zelbury Housing Trust", "housing"}}) {
    const auto done = write([&](store::Writer& w) -> Result<void> {
      HEED_ASSIGN(const auto id, access::put_agency(w, AgencyId::random(), {body.name, body.kind, false, {}}, 0));
      review::ReviewAgency link;
      link.agency = id;
      link.authority = "invited";
      HEED_TRY(review::put_review_agency(w, coordinator_, review_, review::ReviewAgencyId::random(), link, 0));
      return {};
    });
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  report_and_letter(" She was seen at Hollin Bank, moved to Marrowby Refuge and rang Zelbury Housing Trust.");
  make();
  EXPECT_NE(draft().find("seen at a GP practice, moved to a place of safety and rang Zelbury Housing Trust."), std::string::npos) << draft();
}

}  // namespace
}  // namespace heed::publish

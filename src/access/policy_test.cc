#include "access/policy.h"

#include <gtest/gtest.h>

using namespace heed;
using namespace heed::access;

namespace {

const PartnershipId kOurs = PartnershipId::random(), kCounty = PartnershipId::random(), kOthers = PartnershipId::random();
const ReviewId kReview = ReviewId::random(), kOtherReview = ReviewId::random();
const AgencyId kPolice = AgencyId::random(), kHealth = AgencyId::random();

Thing in_review(AgencyId agency = {}) { return {kOurs, kCounty, kReview, agency}; }

Actor with(Role role, PartnershipId partnership = {}, ReviewId review = {}, AgencyId agency = {}) {
  Actor a;
  a.account = AccountId::random();
  a.memberships = {{a.account, role, partnership, review, agency}};
  a.declared_for = {kReview, kOtherReview};
  return a;
}

}  // namespace

TEST(Policy, AnAdministratorSeesNoReview) {
  const auto a = with(Role::Administrator);
  EXPECT_TRUE(allowed(a, Action::ManageInstallation, {}));
  for (int i = 0; i < kActionCount; ++i) EXPECT_FALSE(allowed(a, Action(i), in_review())) << words(Action(i));
}

TEST(Policy, ACoordinatorReachesTheReviewsOfTheirPartnershipAndThoseTheyOperate) {
  EXPECT_TRUE(allowed(with(Role::Coordinator, kOurs), Action::EditReview, in_review()));
  EXPECT_TRUE(allowed(with(Role::Coordinator, kCounty), Action::EditReview, in_review()));
  EXPECT_FALSE(allowed(with(Role::Coordinator, kOthers), Action::ViewReview, in_review()));
}

TEST(Policy, AnAuthorReachesTheirOwnAgencysReturnAndNothingElse) {
  const auto a = with(Role::AgencyAuthor, {}, kReview, kPolice);
  EXPECT_TRUE(allowed(a, Action::SubmitReturn, in_review(kPolice)));
  EXPECT_TRUE(allowed(a, Action::ViewReturn, in_review(kPolice)));
  for (int i = 0; i < kActionCount; ++i) {
    EXPECT_FALSE(allowed(a, Action(i), in_review(kHealth))) << words(Action(i));
    EXPECT_FALSE(allowed(a, Action(i), in_review())) << words(Action(i));
  }
}

TEST(Policy, AnEmptyAgencyIsNobodysOwn) {
  Actor a = with(Role::AgencyAuthor, {}, kReview, {});
  EXPECT_FALSE(allowed(a, Action::ViewReturn, in_review()));
}

TEST(Policy, AnExcludedPersonMayNothingWhateverTheirRoles) {
  Actor a = with(Role::Coordinator, kOurs);
  a.memberships.push_back({a.account, Role::IndependentChair, {}, kReview, {}});
  a.excluded_from = {kReview};
  for (int i = 0; i < kActionCount; ++i) EXPECT_EQ(may(a, Action(i), in_review()), Answer::No) << words(Action(i));
  EXPECT_TRUE(allowed(a, Action::StartReview, {kOurs, {}, {}, {}}));
}

TEST(Policy, ADeclarationComesBeforeTheReviewOpens) {
  Actor a = with(Role::IndependentChair, {}, kReview);
  a.declared_for.clear();
  EXPECT_EQ(may(a, Action::ViewReview, in_review()), Answer::DeclareFirst);
  EXPECT_EQ(may(a, Action::ReleaseEdition, in_review()), Answer::No);
}

TEST(Policy, ParticipantsAreSeenByTheCoordinatorAndTheIndependentChairOnly) {
  EXPECT_EQ(roles_that_may(Action::ViewParticipants), (std::vector<Role>{Role::Coordinator, Role::IndependentChair}));
}

TEST(Policy, OnlyTheChairAndTheApproverRelease) {
  EXPECT_EQ(roles_that_may(Action::ReleaseEdition), (std::vector<Role>{Role::PartnershipChair, Role::PublicationApprover}));
}

TEST(Policy, ARoleInOneReviewGivesNothingInAnother) {
  EXPECT_FALSE(allowed(with(Role::PanelMember, {}, kOtherReview), Action::ViewChronology, in_review()));
}

TEST(Policy, EveryActionIsGrantedToSomebodyAndHasWords) {
  for (int i = 0; i < kActionCount; ++i) {
    EXPECT_FALSE(roles_that_may(Action(i)).empty()) << i;
    EXPECT_FALSE(words(Action(i)).empty()) << i;
  }
}

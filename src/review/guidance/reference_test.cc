#include "review/guidance/reference.h"

#include <gtest/gtest.h>

namespace heed::guidance {
namespace {

TEST(Reference, HoldsEveryKind) {
  EXPECT_GT(reference_names(ReferenceKind::Partnership).size(), 300u);
  EXPECT_EQ(reference_names(ReferenceKind::PoliceForce).size(), 44u);
  EXPECT_EQ(reference_names(ReferenceKind::IntegratedCareBoard).size(), 42u);
  EXPECT_EQ(reference_names(ReferenceKind::HealthBoard).size(), 7u);
  EXPECT_GT(reference_names(ReferenceKind::NhsTrust).size(), 200u);
}

TEST(Reference, EveryPartnershipHasAPoliceForceArea) {
  for (const auto& name : reference_names(ReferenceKind::Partnership)) {
    EXPECT_FALSE(name.area.empty()) << name.name;
    EXPECT_TRUE(name.jurisdiction == "england" || name.jurisdiction == "wales") << name.name;
  }
}

TEST(Reference, SuggestsByTheBeginningOfAnyWord) {
  auto hits = suggest(ReferenceKind::NhsTrust, "mersey");
  ASSERT_GE(hits.size(), 2u);
  EXPECT_TRUE(hits[0].name.starts_with("Mersey"));
  hits = suggest(ReferenceKind::NhsTrust, "st geo ment");
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].name, "South West London and St George's Mental Health NHS Trust");
  EXPECT_EQ(suggest(ReferenceKind::NhsTrust, "st george\u2019s men").size(), 1u);
}

TEST(Reference, NamesThatBeginSoComeFirst) {
  auto hits = suggest(ReferenceKind::IntegratedCareBoard, "south york");
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].name, "NHS South Yorkshire Integrated Care Board");
  hits = suggest(ReferenceKind::NhsTrust, "royal", 3);
  ASSERT_EQ(hits.size(), 3u);
  EXPECT_NE(hits[0].name.find("Royal"), std::string_view::npos);
}

TEST(Reference, AmpersandReadsAsAnd) {
  EXPECT_TRUE(find_reference(ReferenceKind::PoliceForce, "devon & cornwall police"));
  EXPECT_FALSE(find_reference(ReferenceKind::PoliceForce, "devon"));
}

TEST(Reference, NothingTypedSuggestsNothing) {
  EXPECT_TRUE(suggest(ReferenceKind::Partnership, "").empty());
  EXPECT_TRUE(suggest_any(" - ' ").empty());
  EXPECT_TRUE(suggest_any("qqqq").empty());
}

}  // namespace
}  // namespace heed::guidance

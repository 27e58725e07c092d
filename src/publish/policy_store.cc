#include "publish/policy.h"

#include "publish/publish_shelves.h"

namespace heed::publish {

HEED_MEMBERS(ReplacementPolicy, dates, ages, professionals)

namespace {
const store::Shelf<PolicyId, ReplacementPolicy> kPolicies{"replacement_policy", {}, {"review"}};
}  // namespace

PolicyRow replacement_policy(store::Reader& r, const review::ReviewRow& in) {
  if (auto rows = kPolicies.of(r, in.id); !rows.empty()) return std::move(rows.front());
  PolicyRow usual;
  usual.id = PolicyId::random();
  usual.place = review::place_of(in);
  usual.value.professionals = "role";
  return usual;
}

Result<void> put_replacement_policy(store::Writer& w, const access::Actor& actor, ReviewId review_id, const ReplacementPolicy& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, access::Action::EditEdition, review_id));
  HEED_TRY(anonymise::read_policy(value.dates, value.ages, value.professionals));
  const auto row = replacement_policy(w, in);
  return kPolicies.put(w, row.id, row.place, value, expected);
}

anonymise::Policy policy_of(const ReplacementPolicy& words) {
  const auto read = anonymise::read_policy(words.dates, words.ages, words.professionals);
  return read.ok() ? *read : anonymise::Policy{};
}

}  // namespace heed::publish

#include "publish/pseudonyms.h"

namespace heed::publish {

anonymise::Wish wish_for(const review::Person& person) {
  auto wish = anonymise::guess_wish(person.name.reveal());
  for (const auto& c : person.characteristics) {
    if (c.kind != "sex" || c.answer != "value" || c.value.empty()) continue;
    const char first = char(std::tolower(static_cast<unsigned char>(c.value.front())));
    if (first == 'f' || first == 'w') wish.sex = anonymise::NameSex::Female;
    if (first == 'm') wish.sex = anonymise::NameSex::Male;
  }
  return wish;
}

Result<std::vector<std::string>> suggestions(store::Reader& r, const review::ReviewRow& in, const review::PersonRow& person, const anonymise::Wish& wish,
                                             std::uint64_t seed, std::size_t count) {
  auto of = wish;
  of.person = person.id.text();
  return anonymise::suggest_pseudonyms(of, build_register(r, in).reg, review::pseudonyms_of_others(r, in.value.responsible, person.id), seed, count);
}

Result<void> choose_pseudonym(store::Writer& w, const access::Actor& actor, ReviewId review_id, review::PersonId id, const review::Person& value,
                              std::int64_t expected, Advice advice) {
  HEED_ASSIGN(auto in, review::open(w, actor, access::Action::EditPeople, review_id));
  if (!value.pseudonym.empty() && advice == Advice::Heeded) HEED_TRY(anonymise::may_stand(value.pseudonym, build_register(w, in).reg, review::pseudonyms_of_others(w, in.value.responsible, id)));
  HEED_TRY(review::put_person(w, actor, review_id, id, value, expected));
  return {};
}

}  // namespace heed::publish

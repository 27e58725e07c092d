// Choosing what a person of the register is called: suggestions that fit, a check of a name that somebody chose, and the choice itself, which then
// stands in every document of the review. The names themselves come from anonymise/pseudonyms.h; the register from review/people.
#pragma once

#include "anonymise/pseudonyms.h"
#include "publish/publish.h"

namespace heed::publish {

/// What the register itself suggests to look for: the sex and the tradition of the person's own name, where they can be told.
anonymise::Wish wish_for(const review::Person& person);
/// Up to `count` names for somebody of the review: of nobody in its register, and used in no review of the partnership. Another seed, other names.
Result<std::vector<std::string>> suggestions(store::Reader& r, const review::ReviewRow& review, const review::PersonRow& person, const anonymise::Wish& wish,
                                             std::uint64_t seed, std::size_t count);

enum class Advice { Heeded, Overruled };
/// Gives the person `value.pseudonym`, with who chose and agreed it. Errors: as put_person; BadInput also when the name is nearly somebody's, an everyday
/// word or that of somebody well known, unless the advice is overruled. A name of the register or of another review never passes.
Result<void> choose_pseudonym(store::Writer& w, const access::Actor& actor, ReviewId review, review::PersonId person, const review::Person& value,
                              std::int64_t expected, Advice advice);

}  // namespace heed::publish

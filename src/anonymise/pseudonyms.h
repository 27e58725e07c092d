// Suggests what to call a person in a report: an ordinary name of the same sex and naming tradition, so that a reader keeps the
// sense of who somebody was without learning who it was. It never gives a name (or nearly a name) of anyone in the register, one
// that the partnership has used before, an everyday word, or the name of somebody well known. It only suggests: a person
// chooses, and may_stand() says the same of a name that a person types. Nothing about the real person goes into the choice but
// what the wish says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymise/register.h"
#include "base/result.h"

namespace heed::anonymise {

enum class NameSex { Any, Female, Male };

/// Broad naming traditions of people who live in England and Wales. They say which names sit beside each other in one family, and
/// nothing about a person.
enum class Tradition {
  Any, English, Welsh, Irish, Scottish, Polish, Baltic, Romanian, Slavonic, Albanian, Greek, Turkish, Kurdish, Arabic, Persian, PakistaniBangladeshi, Hindu,
  Sikh, Tamil, WestAfrican, EastAfrican, Somali, SouthernAfrican, Portuguese, Spanish, Italian, French, German, Jewish, Chinese, Vietnamese, Filipino,
};

std::string_view word(Tradition tradition);   ///< as in a form: "west_african"
std::string_view words(Tradition tradition);  ///< as a person reads it: "West African"
bool parse_tradition(std::string_view word, Tradition& tradition);
std::vector<Tradition> traditions();  ///< all of them, Any first

enum class NameLength { Forename, Whole };

struct Wish {
  NameSex sex = NameSex::Any;
  Tradition tradition = Tradition::Any;
  NameLength length = NameLength::Forename;  ///< "Amara", or "Amara Okoro"
  /// Whose pseudonym it will be, by the register's key: their initials are kept out of it, too. Empty: nobody in particular.
  std::string person;
};

/// What a name itself suggests about its tradition and sex, to fill in a form that a person corrects. Any where it cannot be told.
Wish guess_wish(std::string_view name);

/// The same seed, register and list give the same answer. `used` are the pseudonyms of the partnership's other people, in all its
/// reviews. REQUIRES: a seed that was drawn at random and is not made from anything about the person: whoever knows it and the
/// lists can repeat the choice. Errors: NotFound when every name of ours that fits is taken.
Result<std::string> suggest_pseudonym(const Wish& wish, const Register& reg, const std::vector<std::string>& used, std::uint64_t seed);

/// Up to `count` of them, no two alike, in the order of preference: for a list to pick from.
Result<std::vector<std::string>> suggest_pseudonyms(const Wish& wish, const Register& reg, const std::vector<std::string>& used, std::uint64_t seed, std::size_t count);

/// Whether a name that a person chose may stand for somebody. Errors: BadInput on field "pseudonym", saying why not and never
/// quoting the register. A role ("Adult A", "the uncle") may always stand unless it holds a listed name or is in use.
Result<void> may_stand(std::string_view pseudonym, const Register& reg, const std::vector<std::string>& used);

}  // namespace heed::anonymise

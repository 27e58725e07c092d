// Which spellings of a listed value count, and how strongly. A strong variant points at the person wherever it stands; a
// weak one (initials, a surname that is a common word) may be chance and needs a person's decision. Both the detector and
// the proof ask here what to look for; each then searches in its own way.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "anonymise/register.h"

namespace heed::anonymise {

enum class VariantKind {
  Full, Surname, Forename, MiddleName, NamePart, Nickname, Initials, Titled, Reversed, Joined, Plural,
  Date, Identifier, AddressWhole, AddressLine, Postcode, Phrase,
  Misspelt,  ///< one letter other than a name: found by the proof alone, never in the list of variants
};
std::string_view words(VariantKind kind);  ///< "surname alone"

enum class SearchForm {
  Tokens,       ///< in text folded to FoldForm::Tokens, between word boundaries
  Compact,      ///< in text folded to FoldForm::Compact: any spacing, not inside a longer number or word
};

struct Variant {
  std::string text;             ///< folded for `form`
  SearchForm form = SearchForm::Tokens;
  VariantKind kind = VariantKind::Full;
  bool strong = true;
  bool needs_capital = false;   ///< a common word: counts only where it begins with a capital
  std::size_t listed = 0;       ///< index into Register::values()
  bool operator==(const Variant&) const = default;
};

/// Whether `shown`, where a variant's words were found, reads as that variant: its words are not parted by the end of a
/// sentence, a semicolon or a bracket, and where capitals are needed every word has one.
bool reads_as(const Variant& variant, std::string_view shown);

/// Every variant of every value, without repeats, in a fixed order.
std::vector<Variant> variants(const Register& reg);
/// The same, shared: a register that was checked has them already.
std::shared_ptr<const std::vector<Variant>> all_variants(const Register& reg);

}  // namespace heed::anonymise

// The register: the people of one review and every value that identifies them, with what stands in its place. It is
// read from CSV (`person,kind,value,replacement`) or filled by a caller. The register also holds the allow-list: names
// that stay (agencies, panel, chair, author). It does not search; variants.h says which spellings count.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/personal.h"
#include "base/result.h"

namespace heed::anonymise {

enum class ListedKind {
  Name, Nickname, FormerName, DateOfBirth, DateOfDeath, Address, Phone, Email, Nhs, Nino, Reference, Place, Agency, Other,
  Pseudonym,  ///< not searched for: gives the person's pseudonym where the name row should not
};

std::string_view word(ListedKind kind);  ///< as in the CSV: "former_name"
bool parse_listed_kind(std::string_view word, ListedKind& kind);

struct Variant;

/// One value. `person` is the caller's key for whose it is ("P1", or the name again); rows with the same key are one person.
struct Listed {
  std::string person;
  ListedKind kind = ListedKind::Other;
  PersonalText value;
  std::string replacement;  ///< empty: the person's pseudonym, or the kind's general form
};

class Register {
 public:
  /// Errors: BadInput when the value folds to nothing, a date cannot be read, or an identifier is too short to search for.
  Result<void> add(Listed listed);
  /// A name that stays: "Lambeth Council", the chair's name. Detections inside it are not made; `prove` counts them apart.
  void allow(std::string name);
  /// Marks a person as a child: sex and exact age near their name are left out.
  void mark_child(std::string person);

  const std::vector<Listed>& values() const { return values_; }
  const std::vector<std::string>& allowed() const { return allowed_; }
  bool is_child(std::string_view person) const;

  std::string pseudonym(std::string_view person) const;  ///< "" when none was given
  /// What stands in the place of a value: its own replacement, the person's pseudonym, or the kind's general form.
  std::string replacement_for(const Listed& listed) const;

  /// A replacement or pseudonym that itself holds a listed value would never prove clean.
  Result<void> check();
  std::string hash() const;  ///< SHA-256 over its contents, in hex
  /// What check() found out on its way, for who needs it next; nothing after a change. See all_variants() in variants.h.
  const std::shared_ptr<const std::vector<Variant>>& known_variants() const { return variants_; }

 private:
  std::vector<Listed> values_;
  std::vector<std::string> allowed_;
  std::vector<std::string> children_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_person_;  ///< indexes into values_
  std::shared_ptr<const std::vector<Variant>> variants_;
};

/// The general form of a kind: "[NHS number removed]", "[address removed]", "a relative's home" never.
std::string_view general_form(ListedKind kind);

/// Whether a name says that it is a refuge or the like, which is never named.
bool is_refuge(std::string_view name);

/// Reads `person,kind,value,replacement` in any column order; UTF-8 with or without a byte order mark. A `person` that begins
/// with "child:" is marked as a child. Kind `allow` adds the value to the allow-list.
/// Errors: BadInput naming row and column, never quoting a value.
Result<Register> read_register_csv(std::string_view bytes);
/// One name a line; blank lines and lines that begin with # are skipped.
Result<void> read_allow_list(std::string_view bytes, Register& into);

}  // namespace heed::anonymise

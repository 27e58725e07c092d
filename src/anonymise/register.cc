#include "anonymise/register.h"

#include <fmt/format.h>

#include "anonymise/dates.h"
#include "anonymise/variants.h"
#include "base/hash.h"
#include "text/normalise.h"

namespace heed::anonymise {

using text::FoldForm;

namespace {
struct KindRow {
  ListedKind kind;
  std::string_view word, general;
};
constexpr KindRow kKinds[] = {
    {ListedKind::Name, "name", "[name removed]"},
    {ListedKind::Nickname, "nickname", "[name removed]"},
    {ListedKind::FormerName, "former_name", "[name removed]"},
    {ListedKind::DateOfBirth, "date_of_birth", "[date of birth removed]"},
    {ListedKind::DateOfDeath, "date_of_death", "[date removed]"},
    {ListedKind::Address, "address", "[address removed]"},
    {ListedKind::Phone, "phone", "[telephone number removed]"},
    {ListedKind::Email, "email", "[e-mail address removed]"},
    {ListedKind::Nhs, "nhs", "[NHS number removed]"},
    {ListedKind::Nino, "nino", "[National Insurance number removed]"},
    {ListedKind::Reference, "reference", "[reference removed]"},
    {ListedKind::Place, "place", "[place removed]"},
    {ListedKind::Agency, "agency", "[organisation removed]"},
    {ListedKind::Other, "other", "[removed]"},
    {ListedKind::Pseudonym, "pseudonym", ""},
};
const KindRow& row(ListedKind kind) {
  for (const auto& r : kKinds)
    if (r.kind == kind) return r;
  return kKinds[0];
}
}  // namespace

/// What kind of place a name says that it is, by its words; "" when it says none.
static std::string_view category_of_place(std::string_view folded) {
  struct Category {
    std::string_view word, general;
  };
  // The telling word is mostly the last; what tells more stands first here.
  static constexpr Category kCategories[] = {
      {"surgery", "[a GP practice]"}, {"medical practice", "[a GP practice]"}, {"medical centre", "[a GP practice]"}, {"health centre", "[a GP practice]"}, {"group practice", "[a GP practice]"},
      {"dental practice", "[a dental practice]"}, {"pharmacy", "[a pharmacy]"}, {"hospital", "[a hospital]"}, {"infirmary", "[a hospital]"}, {"hospice", "[a hospice]"}, {"nursery", "[a nursery]"},
      {"preschool", "[a nursery]"}, {"school", "[a school]"}, {"academy", "[a school]"}, {"college", "[a college]"}, {"university", "[a university]"}, {"care home", "[a care home]"},
      {"nursing home", "[a care home]"}, {"children s home", "[a children’s home]"}, {"hostel", "[a hostel]"}, {"hotel", "[a hotel]"}, {"church", "[a place of worship]"}, {"mosque", "[a place of worship]"},
      {"temple", "[a place of worship]"}, {"gurdwara", "[a place of worship]"}, {"synagogue", "[a place of worship]"}, {"chapel", "[a place of worship]"}, {"hmp", "[a prison]"}, {"prison", "[a prison]"},
      {"police station", "[a police station]"}, {"railway station", "[a station]"}, {"supermarket", "[a shop]"}, {"stores", "[a shop]"}, {"arms", "[a pub]"}, {"inn", "[a pub]"}, {"ltd", "[an employer]"},
      {"limited", "[an employer]"}, {"plc", "[an employer]"}, {"llp", "[an employer]"}, {"and sons", "[an employer]"}, {"park", "[a park]"}, {"estate", "[an estate]"}, {"village", "[a village]"},
  };
  const auto hay = " " + std::string(folded) + " ";
  for (const auto& c : kCategories)
    if (hay.find(" " + std::string(c.word) + " ") != std::string::npos) return c.general;
  return {};
}

bool is_refuge(std::string_view name) {
  const auto folded = text::folded(name, FoldForm::Tokens);
  if (folded == "refuge") return false;  // the charity of that name
  for (const std::string_view haven : {"refuge", "safe house", "safehouse", "sanctuary scheme"})
    if (folded.find(haven) != std::string::npos) return true;
  return false;
}

std::string_view word(ListedKind kind) { return row(kind).word; }
std::string_view general_form(ListedKind kind) { return row(kind).general; }

bool parse_listed_kind(std::string_view word, ListedKind& kind) {
  for (const auto& r : kKinds) {
    if (r.word != word) continue;
    kind = r.kind;
    return true;
  }
  return false;
}

Result<void> Register::add(Listed listed) {
  variants_.reset();
  const std::string compact = text::folded(listed.value.reveal(), FoldForm::Compact);
  auto refuse = [](std::string why) { return Result<void>(bad_field("value", std::move(why))); };
  if (listed.kind == ListedKind::Pseudonym) {
    if (listed.replacement.empty()) listed.replacement = listed.value.reveal();
    if (listed.replacement.empty()) return refuse("A pseudonym is empty.");
    by_person_[listed.person].push_back(values_.size());
    values_.push_back(std::move(listed));
    return {};
  }
  if (compact.empty()) return refuse("This value holds no letter and no digit, so it cannot be searched for.");
  std::size_t digits = 0;
  for (const char c : compact) digits += c >= '0' && c <= '9';
  switch (listed.kind) {
    case ListedKind::DateOfBirth:
    case ListedKind::DateOfDeath:
      if (!read_date(listed.value.reveal())) return refuse("This is not an exact date; write it like 12/05/2019 or 12 May 2019.");
      break;
    case ListedKind::Phone:
      if (digits < 5) return refuse("A telephone number needs at least five digits to be searched for.");
      break;
    case ListedKind::Nhs:
      if (digits != 10 || compact.size() != 10) return refuse("An NHS number has ten digits.");
      break;
    case ListedKind::Nino:
      if (compact.size() < 8 || compact.size() > 9) return refuse("A National Insurance number has two letters, six digits and a letter.");
      break;
    case ListedKind::Email:
      if (listed.value.reveal().find('@') == std::string::npos) return refuse("An e-mail address holds an @.");
      break;
    case ListedKind::Reference:
      if (compact.size() < 3) return refuse("A reference needs at least three letters or digits to be searched for.");
      break;
    case ListedKind::Name:
    case ListedKind::Nickname:
    case ListedKind::FormerName:
    case ListedKind::Address:
    case ListedKind::Place:
    case ListedKind::Agency:
    case ListedKind::Other:
      if (compact.size() < 2) return refuse("A single letter cannot be searched for.");
      break;
    case ListedKind::Pseudonym: break;
  }
  by_person_[listed.person].push_back(values_.size());
  values_.push_back(std::move(listed));
  return {};
}

void Register::allow(std::string name) {
  if (!text::folded(name, FoldForm::Tokens).empty()) allowed_.push_back(std::move(name));
}

void Register::mark_child(std::string person) {
  if (!is_child(person)) children_.push_back(std::move(person));
}

bool Register::is_child(std::string_view person) const {
  return std::find(children_.begin(), children_.end(), person) != children_.end();
}

std::string Register::pseudonym(std::string_view person) const {
  if (person.empty()) return {};
  const auto it = by_person_.find(std::string(person));
  if (it == by_person_.end()) return {};
  for (const auto i : it->second)
    if (values_[i].kind == ListedKind::Pseudonym) return values_[i].replacement;
  for (const auto kind : {ListedKind::Name, ListedKind::Nickname, ListedKind::FormerName})
    for (const auto i : it->second)
      if (values_[i].kind == kind && !values_[i].replacement.empty()) return values_[i].replacement;
  return {};
}

std::string Register::replacement_for(const Listed& listed) const {
  if (!listed.replacement.empty()) return listed.replacement;
  switch (listed.kind) {
    case ListedKind::Name:
    case ListedKind::Nickname:
    case ListedKind::FormerName:
    case ListedKind::Pseudonym: {
      auto pseudonym = this->pseudonym(listed.person);
      return pseudonym.empty() ? std::string(general_form(ListedKind::Name)) : pseudonym;
    }
    case ListedKind::DateOfDeath: {
      const auto date = read_date(listed.value.reveal());
      return date ? month_and_year(*date) : std::string(general_form(listed.kind));
    }
    case ListedKind::DateOfBirth: {
      // A birth becomes an age, at the only moment that the register knows; a child's exact age is left out.
      if (is_child(listed.person) || listed.person.empty()) return std::string(general_form(listed.kind));
      const auto born = read_date(listed.value.reveal());
      const auto it = by_person_.find(listed.person);
      if (it == by_person_.end()) return std::string(general_form(listed.kind));
      for (const auto i : it->second) {
        const auto& v = values_[i];
        if (v.kind != ListedKind::DateOfDeath) continue;
        const auto died = read_date(v.value.reveal());
        if (born && died && whole_years(*born, *died) >= 18) return fmt::format("[aged {} at death]", whole_years(*born, *died));
      }
      return std::string(general_form(listed.kind));
    }
    case ListedKind::Address:
    case ListedKind::Phone:
    case ListedKind::Email:
    case ListedKind::Nhs:
    case ListedKind::Nino:
    case ListedKind::Reference:
    case ListedKind::Place:
    case ListedKind::Agency:
    case ListedKind::Other: {
      // A refuge is never named, not even as the kind of place that it is.
      const auto folded = text::folded(listed.value.reveal(), FoldForm::Tokens);
      if (folded == "refuge" || is_refuge(folded) || folded.find("women s aid") != std::string::npos) return "[a place of safety]";
      if (listed.kind == ListedKind::Place || listed.kind == ListedKind::Agency || listed.kind == ListedKind::Other)
        if (const auto category = category_of_place(folded); !category.empty()) return std::string(category);
      return std::string(general_form(listed.kind));
    }
  }
  return "[removed]";
}

Result<void> Register::check() {
  if (!variants_) variants_ = std::make_shared<const std::vector<Variant>>(variants(*this));
  // Every stretch of whole words of every replacement: few and short, so that the many variants need one look each.
  std::unordered_map<std::string, ListedKind> replacements;
  for (const auto& v : values_) replacements.try_emplace(text::folded(replacement_for(v), FoldForm::Tokens), v.kind);
  std::unordered_map<std::string_view, ListedKind> stretches;
  for (const auto& [folded, kind] : replacements)
    for (std::size_t begin = 0; begin < folded.size(); begin = std::min(folded.find(' ', begin), folded.size() - 1) + 1)
      for (std::size_t end = begin; end < folded.size();) {
        end = std::min(folded.find(' ', end + 1), folded.size());
        stretches.try_emplace(std::string_view(folded).substr(begin, end - begin), kind);
      }
  for (const auto& v : *variants_) {
    if (!v.strong || v.form != SearchForm::Tokens) continue;
    const auto found = stretches.find(v.text);
    if (found != stretches.end())
      return bad_input(fmt::format("A replacement in the register (kind {}) itself contains a listed name or value.", word(found->second)),
                       "Choose another pseudonym or general form for it.");
  }
  return {};
}

std::string Register::hash() const {
  Hasher hasher;
  auto put = [&](std::string_view s) { hasher.add(fmt::format("{}:", s.size())), hasher.add(s); };
  for (const auto& v : values_) put(v.person), put(word(v.kind)), put(v.value.reveal()), put(v.replacement);
  put("allowed");
  for (const auto& a : allowed_) put(a);
  put("children");
  for (const auto& c : children_) put(c);
  return hex(hasher.finish());
}

}  // namespace heed::anonymise

#include "anonymise/pseudonyms.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "anonymise/pseudonym_names.h"
#include "anonymise/variants.h"
#include "anonymise/vocabulary.h"
#include "base/hash.h"
#include "text/normalise.h"

namespace heed::anonymise {

using text::FoldForm;

namespace {

template <class F>
void each_word(std::string_view s, char divider, F&& f) {
  for (std::size_t at = 0; at < s.size();) {
    auto end = s.find(divider, at);
    if (end == std::string_view::npos) end = s.size();
    if (end > at) f(s.substr(at, end - at));
    at = end + 1;
  }
}

const NameList* list_of(Tradition tradition) {
  for (const auto& list : name_lists())
    if (list.tradition == tradition) return &list;
  return nullptr;
}

std::unordered_set<std::string_view> set_of_lines(std::string_view lines) {
  std::unordered_set<std::string_view> out;
  each_word(lines, '\n', [&](std::string_view line) { out.insert(line); });
  return out;
}
bool brings_somebody_to_mind(std::string_view folded) {
  static const auto set = set_of_lines(well_known_forenames());
  return set.contains(folded);
}
bool is_well_known(std::string_view folded_whole) {
  static const auto set = set_of_lines(well_known_names());
  return set.contains(folded_whole);
}

bool is_word(std::string_view folded) { return is_common_word(folded) || is_institutional_word(folded) || is_title(folded) || month_number(folded) > 0; }

/// The same, or one letter more, fewer or other, or two neighbours changed over.
bool near(std::string_view a, std::string_view b) {
  if (a == b) return true;
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const auto x = a.substr(front, a.size() - front - back), y = b.substr(front, b.size() - front - back);
  if (x.size() <= 1 && y.size() <= 1) return true;
  return x.size() == 2 && y.size() == 2 && x[0] == y[1] && x[1] == y[0];
}

/// What must not be suggested, folded: words of the register, and words of pseudonyms in use.
struct Taken {
  std::unordered_set<std::string> listed;  // every word of every value: an address may give somebody away, too
  std::vector<std::string> names;          // words of names: nothing near them either
  std::unordered_set<std::string> used, used_whole;
  std::set<char> used_initials, own_initials;

  Taken(const Register& reg, const std::vector<std::string>& used_names, std::string_view person) {
    for (const auto& v : reg.values()) {
      if (v.kind == ListedKind::Pseudonym) continue;
      const bool name = v.kind == ListedKind::Name || v.kind == ListedKind::Nickname || v.kind == ListedKind::FormerName;
      each_word(text::folded(v.value.reveal(), FoldForm::Tokens), ' ', [&](std::string_view w) {
        listed.emplace(w);
        if (!name || w.size() < 3 || is_title(w)) return;
        names.emplace_back(w);
        if (!person.empty() && v.person == person) own_initials.insert(w[0]);
      });
      if (!name) continue;
      // "O’Brien-Smith" as one word, and each half of it without an apostrophe.
      each_word(text::folded(v.value.reveal()), ' ', [&](std::string_view w) { names.push_back(text::folded(w, FoldForm::Compact)); });
    }
    for (const auto& a : reg.allowed()) each_word(text::folded(a, FoldForm::Tokens), ' ', [&](std::string_view w) { listed.emplace(w); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    auto use = [&](std::string_view pseudonym) {
      const auto folded = text::folded(pseudonym, FoldForm::Tokens);
      used_whole.insert(folded);
      each_word(folded, ' ', [&](std::string_view w) { used.emplace(w); });
      if (!folded.empty()) used_initials.insert(folded[0]);
    };
    for (const auto& u : used_names) use(u);
    for (const auto& v : reg.values())
      if (v.person != person || person.empty())
        if (const auto pseudonym = reg.pseudonym(v.person); !pseudonym.empty()) use(pseudonym);
  }

  bool nearly_listed(std::string_view folded) const {
    return listed.contains(std::string(folded)) || std::any_of(names.begin(), names.end(), [&](const std::string& n) { return near(folded, n); });
  }
};

struct Candidate {
  std::string_view shown;
  std::string folded;
};

std::vector<Candidate> candidates(std::string_view names, const Taken& taken) {
  std::vector<Candidate> out;
  each_word(names, ' ', [&](std::string_view shown) {
    Candidate c{shown, text::folded(shown, FoldForm::Compact)};
    if (c.folded.size() < 2 || is_word(c.folded) || brings_somebody_to_mind(c.folded) || taken.used.contains(c.folded) || taken.own_initials.contains(c.folded[0]) || taken.nearly_listed(c.folded)) return;
    out.push_back(std::move(c));
  });
  return out;
}

void shuffle(std::vector<Candidate>& all, std::uint64_t seed, std::string_view what) {
  std::vector<std::pair<std::string, Candidate>> keyed;
  for (auto& c : all) {
    std::string key = std::to_string(seed) + "\n" + std::string(what) + "\n" + c.folded;
    keyed.emplace_back(hex(sha256(key)), std::move(c));
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  all.clear();
  for (auto& [key, c] : keyed)
    if (all.empty() || all.back().folded != c.folded) all.push_back(std::move(c));
}

std::vector<const NameList*> lists_of(Tradition tradition) {
  if (tradition != Tradition::Any) return {list_of(tradition)};
  // Of nobody in particular: names that are met anywhere in England and Wales.
  return {list_of(Tradition::English), list_of(Tradition::Welsh), list_of(Tradition::Irish), list_of(Tradition::Scottish)};
}

Error used_up() {
  return {Code::NotFound, "Every name of this kind that Heed knows is in use, or is too near to a name of the register.",
          "Choose another tradition, a whole name, or a name of your own.", {}};
}

}  // namespace

std::string_view word(Tradition tradition) {
  const auto* list = list_of(tradition);
  return list ? list->word : "any";
}
std::string_view words(Tradition tradition) {
  const auto* list = list_of(tradition);
  return list ? list->words : "any";
}
bool parse_tradition(std::string_view w, Tradition& tradition) {
  for (const auto t : traditions()) {
    if (word(t) != w) continue;
    tradition = t;
    return true;
  }
  return false;
}
std::vector<Tradition> traditions() {
  std::vector<Tradition> out{Tradition::Any};
  for (const auto& list : name_lists()) out.push_back(list.tradition);
  return out;
}

Result<std::vector<std::string>> suggest_pseudonyms(const Wish& wish, const Register& reg, const std::vector<std::string>& used, std::uint64_t seed, std::size_t count) {
  const Taken taken(reg, used, wish.person);
  std::vector<Candidate> forenames, surnames;
  for (const auto* list : lists_of(wish.tradition)) {
    auto take = [&](std::string_view names, std::vector<Candidate>& into) {
      auto some = candidates(names, taken);
      into.insert(into.end(), some.begin(), some.end());
    };
    if (wish.sex != NameSex::Male) take(list->female, forenames);
    if (wish.sex != NameSex::Female) take(list->male, forenames);
    if (wish.length == NameLength::Whole) take(list->surnames, surnames);
  }
  shuffle(forenames, seed, "forename");
  shuffle(surnames, seed, "surname");
  // Two people of one report whose pseudonyms begin alike are easily mixed up.
  std::stable_partition(forenames.begin(), forenames.end(), [&](const Candidate& c) { return !taken.used_initials.contains(c.folded[0]); });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < forenames.size() && out.size() < count; ++i) {
    if (wish.length == NameLength::Forename) {
      out.emplace_back(forenames[i].shown);
      continue;
    }
    for (std::size_t k = 0; k < surnames.size(); ++k) {
      const auto& surname = surnames[(i + k) % surnames.size()];
      if (surname.folded == forenames[i].folded || is_well_known(forenames[i].folded + " " + surname.folded)) continue;
      out.push_back(std::string(forenames[i].shown) + " " + std::string(surname.shown));
      break;
    }
  }
  if (out.empty()) return used_up();
  return out;
}

Result<std::string> suggest_pseudonym(const Wish& wish, const Register& reg, const std::vector<std::string>& used, std::uint64_t seed) {
  HEED_ASSIGN(auto all, suggest_pseudonyms(wish, reg, used, seed, 1));
  return std::move(all.front());
}

Result<void> may_stand(std::string_view pseudonym, const Register& reg, const std::vector<std::string>& used) {
  const auto folded = text::folded(pseudonym, FoldForm::Tokens);
  if (folded.empty()) return bad_field("pseudonym", "A pseudonym needs a letter.");
  const Taken taken(reg, used, {});
  // A role may be any role; of a name, no word may be somebody's.
  std::vector<std::string> names;
  bool near_a_name = false, is_in_use = taken.used_whole.contains(folded);
  each_word(folded, ' ', [&](std::string_view w) {
    if (w.size() < 3 || is_word(w)) return;
    names.emplace_back(w);
    near_a_name = near_a_name || std::any_of(taken.names.begin(), taken.names.end(), [&](const std::string& n) { return near(w, n); });
  });
  // A listed everyday word ("Will") is near nothing, and still must not stand by itself.
  for (const auto& v : variants(reg))
    if (v.form == SearchForm::Tokens && (v.strong || folded == v.text) && (" " + folded + " ").find(" " + v.text + " ") != std::string::npos) near_a_name = true;
  if (near_a_name) return bad_field("pseudonym", "This is, or is nearly, a name or a value that the register lists; choose another.");
  if (is_in_use || (!names.empty() && taken.used.contains(names.front()))) return bad_field("pseudonym", "This pseudonym stands for somebody else already; choose another.");
  if (is_well_known(folded) || (names.size() == 1 && folded == names.front() && brings_somebody_to_mind(folded)))
    return bad_field("pseudonym", "This name brings somebody well known to mind; choose another.");
  if (names.empty() && folded.find(' ') == std::string::npos && folded.size() > 2)
    return bad_field("pseudonym", "This is an everyday word and would be lost in the text; choose another.");
  return {};
}

Wish guess_wish(std::string_view name) {
  struct Ending {
    std::string_view text;
    Tradition tradition;
    NameSex sex = NameSex::Any;
    bool whole = false;  // the whole word, not its ending
  };
  static constexpr Ending kSurnames[] = {
      {"kaur", Tradition::Sikh, NameSex::Female, true}, {"singh", Tradition::Sikh, NameSex::Male, true}, {"begum", Tradition::PakistaniBangladeshi, NameSex::Female, true},
      {"bibi", Tradition::PakistaniBangladeshi, NameSex::Female, true}, {"khatun", Tradition::PakistaniBangladeshi, NameSex::Female, true}, {"khan", Tradition::PakistaniBangladeshi, NameSex::Any, true},
      {"hussain", Tradition::PakistaniBangladeshi, NameSex::Any, true}, {"ahmed", Tradition::PakistaniBangladeshi, NameSex::Any, true}, {"patel", Tradition::Hindu, NameSex::Any, true},
      {"shah", Tradition::Hindu, NameSex::Any, true}, {"sharma", Tradition::Hindu, NameSex::Any, true}, {"kumar", Tradition::Hindu, NameSex::Any, true}, {"nguyen", Tradition::Vietnamese, NameSex::Any, true},
      {"tran", Tradition::Vietnamese, NameSex::Any, true}, {"pham", Tradition::Vietnamese, NameSex::Any, true}, {"li", Tradition::Chinese, NameSex::Any, true}, {"wang", Tradition::Chinese, NameSex::Any, true},
      {"chen", Tradition::Chinese, NameSex::Any, true}, {"zhang", Tradition::Chinese, NameSex::Any, true}, {"cohen", Tradition::Jewish, NameSex::Any, true}, {"levy", Tradition::Jewish, NameSex::Any, true},
      {"goldberg", Tradition::Jewish, NameSex::Any, true}, {"okafor", Tradition::WestAfrican, NameSex::Any, true}, {"abdi", Tradition::Somali, NameSex::Any, true}, {"santos", Tradition::Portuguese, NameSex::Any, true},
      {"silva", Tradition::Portuguese, NameSex::Any, true}, {"garcia", Tradition::Spanish, NameSex::Any, true}, {"jones", Tradition::Welsh, NameSex::Any, true}, {"evans", Tradition::Welsh, NameSex::Any, true},
      {"davies", Tradition::Welsh, NameSex::Any, true}, {"ska", Tradition::Polish, NameSex::Female}, {"ski", Tradition::Polish}, {"wicz", Tradition::Polish}, {"czyk", Tradition::Polish}, {"escu", Tradition::Romanian},
      {"ova", Tradition::Slavonic, NameSex::Female}, {"eva", Tradition::Slavonic, NameSex::Female}, {"enko", Tradition::Slavonic}, {"chuk", Tradition::Slavonic}, {"poulos", Tradition::Greek}, {"idis", Tradition::Greek},
      {"akis", Tradition::Greek}, {"oglu", Tradition::Turkish}, {"aite", Tradition::Baltic, NameSex::Female}, {"iene", Tradition::Baltic, NameSex::Female}, {"auskas", Tradition::Baltic}, {"ius", Tradition::Baltic},
      {"pillai", Tradition::Tamil}, {"lingam", Tradition::Tamil}, {"nathan", Tradition::Tamil}, {"zadeh", Tradition::Persian}, {"ezadeh", Tradition::Persian}, {"elli", Tradition::Italian}, {"etti", Tradition::Italian},
  };
  std::vector<std::string> all;
  auto ordered = std::string(name);
  if (const auto comma = ordered.find(','); comma != std::string::npos) ordered = ordered.substr(comma + 1) + " " + ordered.substr(0, comma);
  NameSex titled = NameSex::Any;
  each_word(text::folded(ordered), ' ', [&](std::string_view w) {
    auto one = text::folded(w, FoldForm::Compact);
    if (one == "mr" || one == "sir") titled = NameSex::Male;
    if (one == "mrs" || one == "ms" || one == "miss" || one == "lady") titled = NameSex::Female;
    if (!one.empty() && !is_title(one)) all.push_back(std::move(one));
  });
  Wish wish;
  wish.sex = titled;
  if (all.empty()) return wish;
  // A surname tells its tradition better than a forename, which travels; a forename tells the sex.
  std::unordered_map<int, int> votes;
  int female = 0, male = 0;
  auto holds = [](std::string_view list, std::string_view want) {
    bool found = false;
    each_word(list, ' ', [&](std::string_view w) { found = found || text::folded(w, FoldForm::Compact) == want; });
    return found;
  };
  for (const auto& list : name_lists()) {
    const bool f = holds(list.female, all.front()), m = holds(list.male, all.front());
    female += f, male += m;
    if (f || m) votes[static_cast<int>(list.tradition)] += 2;
    if (all.size() > 1 && holds(list.surnames, all.back())) votes[static_cast<int>(list.tradition)] += 3;
  }
  if (all.size() > 1) {
    const auto& surname = all.back();
    for (const auto& e : kSurnames) {
      if (e.whole ? surname != e.text : !(surname.size() > e.text.size() + 2 && surname.ends_with(e.text))) continue;
      votes[static_cast<int>(e.tradition)] += 3;
      if (e.sex != NameSex::Any && wish.sex == NameSex::Any) wish.sex = e.sex;
      break;
    }
    const auto last = text::folded(ordered);
    if (const auto space = last.rfind(' '); space != std::string::npos && (last.substr(space + 1).starts_with("o'") || surname.starts_with("mc"))) votes[static_cast<int>(Tradition::Irish)] += 2;
  }
  if (wish.sex == NameSex::Any && (female > 0) != (male > 0)) wish.sex = female > 0 ? NameSex::Female : NameSex::Male;
  int best = 0, second = 0;
  for (const auto& [tradition, n] : votes) {
    if (n > best) second = best, best = n, wish.tradition = static_cast<Tradition>(tradition);
    else if (n > second) second = n;
  }
  if (best == second) wish.tradition = Tradition::Any;
  return wish;
}

}  // namespace heed::anonymise

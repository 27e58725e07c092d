#include "anonymise/variants.h"

#include <unicode/uchar.h>

#include <tuple>

#include "anonymise/dates.h"
#include "anonymise/vocabulary.h"
#include "text/normalise.h"
#include "text/words.h"

namespace heed::anonymise {

using text::FoldForm;

namespace {

std::vector<std::string> split_folded(std::string_view folded) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = folded.find(' ', at);
    if (end == std::string_view::npos) end = folded.size();
    if (end > at) out.emplace_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view by = " ") {
  std::string out;
  for (const auto& p : parts) {
    if (!out.empty()) out += by;
    out += p;
  }
  return out;
}

std::size_t letters(std::string_view s) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < s.size(); ++n) text::next_char(s, at);
  return n;
}

bool is_particle(std::string_view w) {
  for (const std::string_view p : {"de", "la", "le", "du", "van", "von", "der", "den", "da", "dos", "di", "del", "al", "el", "bin", "bint", "ibn", "abu",
                                   "ul", "ur", "st", "ni", "nic", "ui", "mac", "mc", "ap", "ab", "ben", "bat", "ter", "ten", "y", "e"})
    if (w == p) return true;
  return false;
}

/// One word of a name as written: "O’Brien-Smith" has pieces o, brien | smith.
struct NamePart {
  std::string spaced;                ///< "o brien smith"
  std::string joined;                ///< "obriensmith"
  std::string apart;                 ///< "Mc Kellor" for McKellor; else empty
  std::vector<std::string> halves;   ///< of a double-barrelled name: "o brien", "smith"
};

NamePart name_part(std::string_view word) {
  NamePart out;
  out.spaced = text::folded(word, FoldForm::Tokens);
  out.joined = text::folded(word, FoldForm::Compact);
  if (auto apart = text::folded(text::parted(word), FoldForm::Tokens); apart != out.spaced) out.apart = std::move(apart);
  const std::string plain = text::folded(word);
  if (plain.find('-') != std::string::npos) {
    for (std::size_t at = 0; at <= plain.size();) {
      std::size_t end = plain.find('-', at);
      if (end == std::string::npos) end = plain.size();
      auto half = text::folded(plain.substr(at, end - at), FoldForm::Tokens);
      if (!half.empty()) out.halves.push_back(std::move(half));
      at = end + 1;
    }
  }
  if (out.halves.size() < 2) out.halves.clear();
  return out;
}

class Maker {
 public:
  Maker(std::vector<Variant>& out, std::size_t listed) : out_(out), listed_(listed) {}

  void add(std::string text, VariantKind kind, bool strong, bool needs_capital = false, SearchForm form = SearchForm::Tokens) {
    if (text.empty()) return;
    out_.push_back({std::move(text), form, kind, strong, needs_capital, listed_});
  }

  // A single name word is strong unless it is an everyday word or too short to mean anyone.
  void add_single(const std::string& text, VariantKind kind) {
    if (text.empty() || letters(text) < 2) return;
    const bool weak = is_common_word(text) || month_number(text) > 0 || is_institutional_word(text) || is_title(text) || letters(text) <= 2 || is_particle(text);
    add(text, kind, !weak, weak);
  }

  void add_part(const NamePart& part, VariantKind kind) {
    add_single(part.spaced, kind);
    if (part.joined != part.spaced) add_single(part.joined, kind);
    if (!part.apart.empty() && letters(part.joined) >= 5) add(part.apart, kind, true);
    for (const auto& half : part.halves) {
      add_single(half, VariantKind::NamePart);
      auto squeezed = half;
      std::erase(squeezed, ' ');
      if (squeezed != half) add_single(squeezed, VariantKind::NamePart);
    }
  }

  void name(std::string_view value) {
    std::string ordered(value);
    if (const auto comma = ordered.find(','); comma != std::string::npos) ordered = ordered.substr(comma + 1) + " " + ordered.substr(0, comma);
    std::vector<std::string> raw;
    {
      std::string word;
      for (std::size_t at = 0; at < ordered.size();) {
        const auto begin = at;
        const char32_t c = text::next_char(ordered, at);
        if (c <= 0x20 || c == 0xA0 || c == '"' || c == 0x201C || c == 0x201D || c == '(' || c == ')') {
          if (!word.empty()) raw.push_back(std::move(word));
          word.clear();
        } else {
          word += ordered.substr(begin, at - begin);
        }
      }
      if (!word.empty()) raw.push_back(std::move(word));
    }
    while (raw.size() > 1 && is_title(text::folded(raw[0], FoldForm::Tokens))) raw.erase(raw.begin());
    std::vector<NamePart> parts;
    for (const auto& w : raw) {
      auto part = name_part(w);
      if (!part.spaced.empty()) parts.push_back(std::move(part));
    }
    if (parts.empty()) return;
    if (parts.size() == 1) {
      add_part(parts[0], VariantKind::Full);
      titled(parts[0].spaced);
      return;
    }
    // The surname takes its particles along: "de la Cruz", "bin Laden".
    std::size_t surname_from = parts.size() - 1;
    while (surname_from > 1 && is_particle(parts[surname_from - 1].spaced)) --surname_from;
    std::vector<std::string> surname_words, surname_joined, given, middle_initials;
    for (std::size_t i = surname_from; i < parts.size(); ++i) surname_words.push_back(parts[i].spaced), surname_joined.push_back(parts[i].joined);
    for (std::size_t i = 0; i < surname_from; ++i) given.push_back(parts[i].spaced);
    const std::string surname = join(surname_words), surname_one = join(surname_joined, ""), first = given[0];
    std::string middles;
    std::vector<std::string> first_forms{first}, surname_forms{surname};
    if (parts[0].joined != first) first_forms.push_back(parts[0].joined);
    if (surname_one != surname) surname_forms.push_back(surname_one);
    for (const auto& half : parts.back().halves) surname_forms.push_back(half);
    for (const auto& half : parts[0].halves) first_forms.push_back(half);
    for (std::size_t i = 1; i < given.size(); ++i) {
      middles += " " + given[i];
      middle_initials.push_back(given[i].substr(0, initial_size(given[i])));
    }
    for (const auto& f : first_forms)
      for (const auto& s : surname_forms) {
        // "J Doe" in the register is an initial and a surname: no stronger than the surname.
        add(f + " " + s, VariantKind::Full, true);
        // "Young, Will" is a name; "the young will" is not.
        add(s + " " + f, VariantKind::Reversed, true, is_common_word(s) && is_common_word(f));
        if (middles.empty()) continue;
        add(f + middles + " " + s, VariantKind::Full, true);
        add(s + " " + f + middles, VariantKind::Reversed, true);
        add(f + " " + join(middle_initials) + " " + s, VariantKind::Full, true);
        add(f + " " + join(middle_initials, "") + " " + s, VariantKind::Full, true);
      }
    // First and middle name together, and middle names with the surname.
    if (!middles.empty()) {
      add(first + middles, VariantKind::Full, true);
      for (std::size_t i = 1; i < given.size(); ++i)
        if (letters(given[i]) > 1) add(given[i] + " " + surname, VariantKind::Full, true);
    }
    if (letters(first) >= 2 && letters(surname_one) >= 2) {
      add(parts[0].joined + surname_one, VariantKind::Joined, true);
      if (parts[0].joined.size() + surname_one.size() >= 7) add(surname_one + parts[0].joined, VariantKind::Joined, true);
    }
    // Every word of it run together, as in the name of a file.
    std::string run_together;
    for (const auto& part : parts) run_together += part.joined;
    if (letters(run_together) >= 7) add(run_together, VariantKind::Joined, true);
    // "McKellors" without an apostrophe, as an id or the name of a file has it.
    for (const auto& one : {parts.back().joined, parts.back().apart, surname_one})
      if (one != surname && letters(one) >= 5 && !is_common_word(one)) add(one + "s", VariantKind::Plural, !is_common_word(one + "s"));
    // Initials.
    const std::string i1 = first.substr(0, initial_size(first));
    // A letter that folds to two, as of "Ægir", is a whole initial.
    std::vector<std::string> first_initials{i1};
    if (auto folded = text::folded(std::string_view(raw[0]).substr(0, initial_size(raw[0])), FoldForm::Tokens); folded.size() > i1.size() && first.starts_with(folded)) first_initials.push_back(std::move(folded));
    for (const auto& initial : first_initials) {
      for (const auto& s : surname_forms) {
        add(initial + " " + s, VariantKind::Titled, true);
        add(s + " " + initial, VariantKind::Titled, true);
      }
      // "MMcKellor": an initial that has grown to such a name, taken apart where its letters change.
      if (const auto& apart = parts.back().apart; !apart.empty() && letters(parts.back().joined) >= 5) add(initial + apart, VariantKind::Joined, true);
      if (letters(surname_one) >= 3) add(initial + surname_one, VariantKind::Joined, !is_common_word(initial + surname_one) && letters(surname_one) >= 4, letters(surname_one) < 4);
    }
    std::vector<std::string> initials{i1};
    for (const auto& m : middle_initials) initials.push_back(m);
    // "AO" and "AOB" for Amira Osei-Bonsu: the halves of a double name count as one or each by itself.
    std::vector<std::vector<std::string>> endings{{surname.substr(0, initial_size(surname))}};
    if (parts.back().halves.size() > 1) {
      endings.emplace_back();
      for (const auto& half : parts.back().halves) endings.back().push_back(half.substr(0, initial_size(half)));
    }
    for (const auto& with_middles : {false, true}) {
      if (with_middles && middle_initials.empty()) continue;
      const auto given_initials = with_middles ? initials : std::vector<std::string>{i1};
      if (with_middles) add(join(given_initials) + " " + surname, VariantKind::Titled, true);
      for (const auto& ending : endings) {
        auto all = given_initials;
        all.insert(all.end(), ending.begin(), ending.end());
        add(join(all), VariantKind::Initials, false, true);
        add(join(all, ""), VariantKind::Initials, false, true);
      }
    }
    add_single(surname, VariantKind::Surname);
    if (surname_one != surname) add_single(surname_one, VariantKind::Surname);
    if (surname_words.size() > 1) add_part(parts.back(), VariantKind::NamePart);
    else add_part(parts.back(), VariantKind::Surname);
    add_part(parts[0], VariantKind::Forename);
    for (std::size_t i = 1; i < surname_from; ++i) {
      // A middle name points at the person less than the other two, unless it is unusual; it is strong all the same when it is no everyday word.
      if (letters(parts[i].spaced) >= 2) add_part(parts[i], VariantKind::MiddleName);
    }
    titled(surname);
    if (!is_common_word(surname_one + "s") && letters(surname_one) >= 4) add(surname + "s", VariantKind::Plural, !is_common_word(surname_one), is_common_word(surname_one));
  }

  void address(std::string_view value) {
    std::vector<std::string> lines;
    std::string line;
    for (const char c : std::string(value) + "\n") {
      if (c == ',' || c == '\n' || c == ';') {
        auto folded = text::folded(line, FoldForm::Tokens);
        if (!folded.empty()) lines.push_back(std::move(folded));
        line.clear();
      } else {
        line += c;
      }
    }
    if (lines.empty()) return;
    address_forms(join(lines), VariantKind::AddressWhole, true);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      postcode(lines[i]);
      const bool has_digit = lines[i].find_first_of("0123456789") != std::string::npos;
      const auto words = split_folded(lines[i]);
      if (looks_like_postcode(lines[i])) continue;
      // "Flat 2" or "14" alone means nothing; with the line that follows it does.
      if (has_digit && (words.size() == 1 || (words.size() == 2 && (words[0] == "flat" || words[0] == "unit" || words[0] == "room" || words[0] == "apartment")))) {
        if (i + 1 < lines.size() && !looks_like_postcode(lines[i + 1])) address_forms(lines[i] + " " + lines[i + 1], VariantKind::AddressLine, true);
        continue;
      }
      const bool street_line = ends_in_street(words);
      if (has_digit) address_forms(lines[i], VariantKind::AddressLine, true);
      else if (street_line || i == 0) address_forms(lines[i], VariantKind::AddressLine, words.size() > 1 && !is_common_word(words[0]), true);
      // The street without its number.
      if (has_digit && street_line) {
        std::size_t from = 0;
        while (from < words.size() && words[from].find_first_of("0123456789") != std::string::npos) ++from;
        if (from > 0 && words.size() - from >= 2) {
          std::vector<std::string> rest(words.begin() + static_cast<std::ptrdiff_t>(from), words.end());
          const bool usual = is_common_word(rest[0]) || is_institutional_word(rest[0]);
          address_forms(join(rest), VariantKind::AddressLine, !usual, usual);
        }
      }
    }
    postcode(text::folded(value, FoldForm::Tokens));
  }

  void phone(std::string_view value) {
    std::string digits;
    for (const char c : text::folded(value, FoldForm::Compact))
      if (c >= '0' && c <= '9') digits += c;
    std::string national = digits;
    bool uk = false;
    if (national.starts_with("0044")) national = national.substr(4), uk = true;
    else if (national.starts_with("44") && national.size() >= 12) national = national.substr(2), uk = true;
    if (national.starts_with("0")) national = national.substr(1), uk = true;
    add(digits, VariantKind::Identifier, true, false, SearchForm::Compact);
    if (!uk || national.size() < 9) return;
    for (const char* prefix : {"0", "44", "440", "0044", "00440"}) add(prefix + national, VariantKind::Identifier, true, false, SearchForm::Compact);
    add(national, VariantKind::Identifier, true, false, SearchForm::Compact);
  }

  void identifier(std::string_view value) { add(text::folded(value, FoldForm::Compact), VariantKind::Identifier, true, false, SearchForm::Compact); }

  void reference(std::string_view value) {
    const auto compact = text::folded(value, FoldForm::Compact);
    const bool digits_only = compact.find_first_not_of("0123456789") == std::string::npos;
    // Digits with any spacing between them would find years and lists when they are few.
    if (compact.size() >= 6 || !digits_only) add(compact, VariantKind::Identifier, true, false, SearchForm::Compact);
    add(text::folded(value, FoldForm::Tokens), VariantKind::Identifier, true);
  }

  void email(std::string_view value) {
    const auto whole = text::folded(value, FoldForm::Tokens);
    add(whole, VariantKind::Full, true);
    const auto at = value.find('@');
    const auto local = text::folded(value.substr(0, at), FoldForm::Tokens), domain = text::folded(value.substr(at + 1), FoldForm::Tokens);
    add(local + " at " + domain, VariantKind::Full, true);
    auto dotted = domain;
    for (std::size_t i = 0; (i = dotted.find(' ', i)) != std::string::npos; i += 5) dotted.replace(i, 1, " dot ");
    add(local + " at " + dotted, VariantKind::Full, true);
    auto squeezed = local;
    std::erase(squeezed, ' ');
    const bool telling = squeezed.size() >= 5 && !is_common_word(squeezed) && !is_institutional_word(squeezed) && squeezed != "enquiries" && squeezed != "contact" && squeezed != "admin";
    if (squeezed.size() >= 4) add(local, VariantKind::NamePart, telling, !telling);
  }

  void date(std::string_view value) {
    const auto date = read_date(value);
    if (!date) return;
    for (auto& form : date_forms(*date)) add(std::move(form), VariantKind::Date, true);
    for (auto& form : date_forms_without_year(*date)) add(std::move(form), VariantKind::Date, false);
  }

  void phrase(std::string_view value) {
    auto folded = text::folded(value, FoldForm::Tokens);
    if (folded.starts_with("the ") && folded.size() > 8) folded = folded.substr(4);
    const auto words = split_folded(folded);
    if (words.size() == 1) {
      const bool weak = is_common_word(folded) || is_institutional_word(folded) || letters(folded) <= 2;
      add(folded, VariantKind::Full, !weak, weak);
      return;
    }
    add(folded, VariantKind::Full, true);
    const auto joined = join(words, "");
    if (letters(joined) >= 8) add(joined, VariantKind::Joined, true);
    if (const auto twin = street_twin(words.back()); !twin.empty()) {
      auto other = words;
      other.back() = std::string(twin);
      add(join(other), VariantKind::Full, true);
    }
  }

 private:
  static std::size_t initial_size(std::string_view w) {
    std::size_t at = 0;
    if (!w.empty()) text::next_char(w, at);
    return at;
  }

  void titled(const std::string& surname) {
    const bool weak = is_common_word(surname) || is_institutional_word(surname) || letters(surname) <= 2 || month_number(surname) > 0;
    if (!weak) return;
    for (const char* title : {"mr", "mrs", "ms", "miss", "mx", "dr", "master", "cllr", "professor", "prof", "sir", "dame", "uncle", "auntie", "aunt"})
      add(std::string(title) + " " + surname, VariantKind::Titled, true);
  }

  static bool ends_in_street(const std::vector<std::string>& words) { return words.size() >= 2 && !street_twin(words.back()).empty(); }

  void address_forms(const std::string& folded, VariantKind kind, bool strong, bool needs_capital = false) {
    add(folded, kind, strong, needs_capital && !strong);
    // Every kind of street in it, the other way of writing it.
    auto words = split_folded(folded);
    bool changed = false;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (const auto twin = street_twin(words[i]); !twin.empty() && twin != words[i]) words[i] = std::string(twin), changed = true;
    if (changed) add(join(words), kind, strong, needs_capital && !strong);
  }

  static bool looks_like_postcode(const std::string& folded) {
    std::string c;
    for (const char x : folded)
      if (x != ' ') c += x;
    if (c.size() < 5 || c.size() > 7) return false;
    const auto inward = c.substr(c.size() - 3);
    auto digit = [](char x) { return x >= '0' && x <= '9'; };
    auto letter = [](char x) { return x >= 'a' && x <= 'z'; };
    return letter(c[0]) && digit(inward[0]) && letter(inward[1]) && letter(inward[2]) && c.find_first_of("0123456789") < c.size() - 3;
  }

  void postcode(const std::string& folded) {
    const auto words = split_folded(folded);
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string one = words[i];
      if (looks_like_postcode(one)) add(one, VariantKind::Postcode, true, false, SearchForm::Compact);
      if (i + 1 < words.size() && words[i + 1].size() == 3 && looks_like_postcode(one + words[i + 1]))
        add(one + words[i + 1], VariantKind::Postcode, true, false, SearchForm::Compact);
    }
  }

  std::vector<Variant>& out_;
  std::size_t listed_;
};

}  // namespace

std::string_view words(VariantKind kind) {
  switch (kind) {
    case VariantKind::Full: return "whole value";
    case VariantKind::Surname: return "surname alone";
    case VariantKind::Forename: return "forename alone";
    case VariantKind::MiddleName: return "middle name alone";
    case VariantKind::NamePart: return "part of it";
    case VariantKind::Nickname: return "nickname";
    case VariantKind::Initials: return "initials";
    case VariantKind::Titled: return "with a title or an initial";
    case VariantKind::Reversed: return "surname first";
    case VariantKind::Joined: return "written as one word";
    case VariantKind::Plural: return "plural of the surname";
    case VariantKind::Date: return "date in another form";
    case VariantKind::Identifier: return "number or reference";
    case VariantKind::AddressWhole: return "whole address";
    case VariantKind::AddressLine: return "line of the address";
    case VariantKind::Postcode: return "postcode";
    case VariantKind::Phrase: return "phrase";
    case VariantKind::Misspelt: return "one letter different";
  }
  return "";
}

bool reads_as(const Variant& v, std::string_view shown) {
  if (v.form == SearchForm::Compact) return true;
  const bool name = v.kind == VariantKind::Full || v.kind == VariantKind::Reversed || v.kind == VariantKind::Titled || v.kind == VariantKind::Nickname;
  bool word_start = true;
  int word_letters = 0;
  for (std::size_t at = 0; at < shown.size();) {
    const char32_t c = text::next_char(shown, at);
    if (text::is_invisible(c)) continue;
    if (u_isalnum(static_cast<UChar32>(c))) {
      if (word_start && v.needs_capital && u_islower(static_cast<UChar32>(c))) return false;
      word_start = false;
      ++word_letters;
      continue;
    }
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_NON_SPACING_MARK) continue;
    if (name && (c == ';' || c == '!' || c == '?' || c == '[' || c == ']' || (c == '.' && word_letters > 3))) return false;
    if (c != '\'' && c != 0x2019) word_start = true;
    word_letters = 0;
  }
  return true;
}

std::vector<Variant> variants(const Register& reg) {
  if (const auto& known = reg.known_variants()) return *known;
  std::vector<Variant> out;
  out.reserve(reg.values().size() * 24);
  for (std::size_t i = 0; i < reg.values().size(); ++i) {
    const auto& v = reg.values()[i];
    const std::string& value = v.value.reveal();
    const auto first = out.size();
    Maker make(out, i);
    switch (v.kind) {
      case ListedKind::Name:
      case ListedKind::FormerName: make.name(value); break;
      case ListedKind::Nickname: {
        const auto from = out.size();
        make.name(value);
        for (std::size_t k = from; k < out.size(); ++k)
          if (out[k].kind == VariantKind::Full) out[k].kind = VariantKind::Nickname;
        break;
      }
      case ListedKind::DateOfBirth:
      case ListedKind::DateOfDeath: make.date(value); break;
      case ListedKind::Address: make.address(value); break;
      case ListedKind::Phone: make.phone(value); break;
      case ListedKind::Email: make.email(value); break;
      case ListedKind::Nhs: make.identifier(value); break;
      case ListedKind::Nino: {
        const auto compact = text::folded(value, FoldForm::Compact);
        make.identifier(compact);
        // The last letter is often left off.
        if (compact.size() == 9) make.identifier(compact.substr(0, 8));
        break;
      }
      case ListedKind::Reference: make.reference(value); break;
      case ListedKind::Place:
      case ListedKind::Agency:
      case ListedKind::Other: make.phrase(value); break;
      case ListedKind::Pseudonym: break;
    }
    // One text stands once for each listed value, as its strongest and fullest variant.
    const auto from = out.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(from, out.end(), [](const Variant& a, const Variant& b) {
      return std::tuple(a.form, std::string_view(a.text), !a.strong, a.kind) < std::tuple(b.form, std::string_view(b.text), !b.strong, b.kind);
    });
    out.erase(std::unique(from, out.end(), [](const Variant& a, const Variant& b) { return a.form == b.form && a.text == b.text; }), out.end());
  }
  return out;
}

std::shared_ptr<const std::vector<Variant>> all_variants(const Register& reg) {
  if (const auto& known = reg.known_variants()) return known;
  return std::make_shared<const std::vector<Variant>>(variants(reg));
}

}  // namespace heed::anonymise

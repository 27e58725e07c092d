#include "anonymise/policy.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <chrono>

#include "anonymise/dates.h"
#include "anonymise/recognisers/roles.h"
#include "anonymise/vocabulary.h"

namespace heed::anonymise {

using text::FoldForm;
using text::Span;

namespace {

constexpr std::string_view kUnits[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kTens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

std::string small_number(long n) { return n >= 1 && n <= 12 ? std::string(kUnits[n]) : fmt::format("{}", n); }

/// "34", "thirty-four"; -1
int read_number(std::string_view s) {
  if (!s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos) return s.size() > 3 ? -1 : std::stoi(std::string(s));
  const auto folded = text::folded(s, FoldForm::Tokens);
  int n = 0;
  bool any = false;
  for (std::size_t at = 0; at < folded.size();) {
    auto end = std::min(folded.find(' ', at), folded.size());
    const auto word = std::string_view(folded).substr(at, end - at);
    bool known = false;
    for (std::size_t i = 0; i < std::size(kUnits); ++i)
      if (word == kUnits[i]) n += static_cast<int>(i), known = true;
    for (std::size_t i = 0; i < std::size(kTens); ++i)
      if (word == kTens[i]) n += static_cast<int>(20 + 10 * i), known = true;
    if (!known) return -1;
    any = true;
    at = end + 1;
  }
  return any ? n : -1;
}

std::chrono::sys_days day_of(const CivilDate& d) {
  return std::chrono::year(d.year) / std::chrono::month(static_cast<unsigned>(d.month)) / std::chrono::day(static_cast<unsigned>(d.day));
}

/// The one death that a register lists; none when there are several, since "the death" would not say whose.
std::optional<CivilDate> the_death(const Register& reg) {
  std::optional<CivilDate> out;
  for (const auto& v : reg.values()) {
    if (v.kind != ListedKind::DateOfDeath) continue;
    const auto date = read_date(v.value.reveal());
    if (!date) continue;
    if (out && *out != *date) return std::nullopt;
    out = date;
  }
  return out;
}

std::string relative_to(const CivilDate& date, const CivilDate& death) {
  const long days = (day_of(date) - day_of(death)).count(), apart = days < 0 ? -days : days;
  if (apart == 0) return "on the day of the death";
  const char* side = days < 0 ? "before" : "after";
  auto say = [&](long n, const char* unit) { return fmt::format("{} {}{} {} the death", n == 1 ? "one" : small_number(n), unit, n == 1 ? "" : "s", side); };
  if (apart < 14) return say(apart, "day");
  if (apart < 61) return "about " + say((apart + 3) / 7, "week");
  if (apart < 700) return "about " + say((apart + 15) / 30, "month");
  return "about " + say((apart + 182) / 365, "year");
}

void dates(const Policy& policy, std::string_view s, const Register& reg, std::vector<Detection>& found) {
  if (policy.dates == DatePolicy::Month) return;
  if (policy.dates == DatePolicy::Keep) {
    std::erase_if(found, [](const Detection& d) { return d.kind == DetectionKind::Date && d.by == "date" && !d.strong; });
    return;
  }
  const auto death = the_death(reg);
  for (auto& d : found) {
    if (d.kind != DetectionKind::Date || d.replacement.starts_with('[')) continue;
    const auto inside = find_dates(s.substr(d.span.begin, d.span.size()));
    if (inside.size() != 1 || inside[0].date.year == 0) continue;
    const auto& date = inside[0].date;
    const bool in = d.replacement.starts_with("in ") || d.replacement.starts_with("In ");
    if (policy.dates == DatePolicy::Year) {
      d.replacement = fmt::format("{}{}", in ? d.replacement.substr(0, 3) : "", date.year);
    } else if (death) {
      d.replacement = relative_to(date, *death);
      if (d.replacement.starts_with("on ") && !in) d.replacement = d.replacement.substr(3);
      if (in && d.span.begin < s.size() && s[d.span.begin] >= 'A' && s[d.span.begin] <= 'Z') d.replacement[0] = static_cast<char>(d.replacement[0] - 32);
    }
  }
}

/// Adds what overlaps nothing that is surer; less sure things give way, and so do an officer's number
/// and an unlisted name within "PC 4417 Kolde".
void add(Detection d, std::vector<Detection>& found) {
  auto over = [&](const Detection& f) { return f.span.begin < d.span.end && d.span.begin < f.span.end; };
  auto stays = [&](const Detection& f) { return over(f) && (f.strong || f.confidence >= 0.5) && !(d.by == "policy-professional" && (f.by == "collar-number" || f.by == "model")); };
  if (std::any_of(found.begin(), found.end(), stays)) return;
  std::erase_if(found, over);
  found.insert(std::upper_bound(found.begin(), found.end(), d.span.begin, [](std::size_t at, const Detection& f) { return at < f.span.begin; }), std::move(d));
}

constexpr const char* kNumber =
    "(\\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)";

/// "a" or "an" as it belongs before a band.
const char* article(std::string_view band) { return band.starts_with('8') || band.starts_with("18") || band.starts_with("under") ? "an" : "a"; }

void ages(std::string_view s, std::vector<Detection>& found) {
  // "aged 34 [years] [old]", "at the age of 34"; "34 years old", "a 34-year-old".
  static const re2::RE2 before(fmt::format(R"((?i)\b((?:aged|age of|age)\s+){}(?:[ -](years?|months?|weeks?)(?:[ -]old)?)?\b)", kNumber));
  static const re2::RE2 after(fmt::format(R"((?i)\b(?:(an?)\s+)?{}([ -])(years?|months?|weeks?)([ -])old\b)", kNumber));
  auto years = [](int n, char unit) { return unit == 'm' ? n / 12 : unit == 'w' ? n / 52 : n; };
  auto each = [&](const re2::RE2& re, auto&& make) {
    re2::StringPiece groups[6];
    const re2::StringPiece whole(s.data(), s.size());
    for (std::size_t at = 0; at <= s.size() && re.Match(whole, at, s.size(), re2::RE2::UNANCHORED, groups, std::min(6, re.NumberOfCapturingGroups() + 1));) {
      const auto begin = static_cast<std::size_t>(groups[0].data() - s.data());
      at = begin + groups[0].size();
      Detection d;
      d.span = {begin, at};
      d.replacement = make(groups);
      if (d.replacement.empty()) continue;
      d.kind = DetectionKind::Age;
      d.confidence = 0.9;
      d.by = "policy-age";
      d.why = "An exact age; ages are banded in this review.";
      add(std::move(d), found);
    }
  };
  auto unit_of = [](const re2::StringPiece& g) { return g.empty() ? 'y' : static_cast<char>(g[0] | 0x20); };
  each(before, [&](const re2::StringPiece* g) {
    const int n = read_number({g[2].data(), g[2].size()});
    return n < 0 || n > 120 ? std::string() : std::string(g[1]) + age_band(years(n, unit_of(g[3])));
  });
  each(after, [&](const re2::StringPiece* g) {
    const int n = read_number({g[2].data(), g[2].size()});
    if (n < 0 || n > 120) return std::string();
    const auto band = age_band(years(n, unit_of(g[4])));
    std::string out = g[1].empty() ? "" : fmt::format("{} ", article(band));
    if (!out.empty() && g[1][0] == 'A') out[0] = 'A';
    const bool many = g[4][g[4].size() - 1] == 's' || g[4][g[4].size() - 1] == 'S';
    return out + fmt::format("{}{}year{}{}old", band, std::string(g[3]), many ? "s" : "", std::string(g[5]));
  });
}

struct Role {
  std::string_view title, role;
};
constexpr Role kRoles[] = {
    {"pc", "the police officer"}, {"dc", "the police officer"}, {"ds", "the police officer"}, {"di", "the police officer"}, {"dci", "the police officer"}, {"wpc", "the police officer"}, {"pcso", "the police officer"},
    {"sgt", "the police officer"}, {"sergeant", "the police officer"}, {"inspector", "the police officer"}, {"constable", "the police officer"}, {"superintendent", "the police officer"}, {"detective", "the police officer"},
    {"dr", "the doctor"}, {"doctor", "the doctor"}, {"prof", "the specialist"}, {"professor", "the specialist"}, {"nurse", "the nurse"}, {"midwife", "the midwife"}, {"social worker", "the social worker"},
    {"health visitor", "the health visitor"}, {"judge", "the judge"}, {"recorder", "the judge"}, {"solicitor", "the solicitor"}, {"paramedic", "the paramedic"}, {"headteacher", "the headteacher"},
};

void professionals(ProfessionalPolicy policy, std::string_view s, const Register& reg, std::vector<Detection>& found) {
  static const re2::RE2 re(
      R"(\b((?:Police |Detective )?(?:PC|DC|DS|DI|DCI|WPC|PCSO|Sgt|Sergeant|(?:Chief )?Inspector|Constable|(?:Chief )?Superintendent|Detective)|Dr|Doctor|Prof|Professor|Nurse|Midwife|Social [Ww]orker|Health [Vv]isitor|Judge|Recorder|Solicitor|Paramedic|Headteacher)\.?\s+(?:\d{1,6}[A-Z]{0,2}\s+)?((?:[A-Z]\.?\s+)?\p{Lu}[\p{L}\x{2019}'-]+)(\s+\p{Lu}[\p{L}\x{2019}'-]+)?)");
  std::vector<std::string> allowed;
  for (const auto& a : reg.allowed()) allowed.push_back(" " + text::folded(a, FoldForm::Tokens) + " ");
  auto no_name = [](std::string_view w) {
    for (const std::string_view mark : {"'s", "\xE2\x80\x99s"})
      if (w.ends_with(mark)) w.remove_suffix(mark.size());
    const auto folded = text::folded(w, FoldForm::Tokens);
    const auto last = folded.substr(folded.rfind(' ') + 1);
    // "Nurse Practitioner", "Judge Advocate": the second half of a title.
    for (const std::string_view role : {"practitioner", "advocate", "associate", "consultant", "prescriber", "adviser", "advisor", "lead", "trainee", "educator", "general"})
      if (last == role) return true;
    return last.size() < 2 || is_institutional_word(last) || is_common_word(last) || is_title(last) || month_number(last) > 0;
  };
  const re2::StringPiece whole(s.data(), s.size());
  re2::StringPiece groups[4];
  for (std::size_t at = 0; at <= s.size() && re.Match(whole, at, s.size(), re2::RE2::UNANCHORED, groups, 4);) {
    const auto begin = static_cast<std::size_t>(groups[0].data() - s.data());
    auto end = static_cast<std::size_t>(groups[2].data() - s.data()) + groups[2].size();
    at = end;
    std::string_view name(groups[2].data(), groups[2].size());
    if (no_name(name)) continue;
    if (!groups[3].empty() && !no_name({groups[3].data(), groups[3].size()})) end += groups[3].size();
    // The possessive stays where it is.
    for (const std::string_view mark : {"'s", "\xE2\x80\x99s"})
      if (s.substr(begin, end - begin).ends_with(mark)) end -= mark.size();
    at = end;
    const auto folded = text::folded(s.substr(static_cast<std::size_t>(groups[2].data() - s.data()), end - static_cast<std::size_t>(groups[2].data() - s.data())), FoldForm::Tokens);
    if (std::any_of(allowed.begin(), allowed.end(), [&](const std::string& a) { return a.find(" " + folded + " ") != std::string::npos; })) continue;
    const auto title = text::folded({groups[1].data(), groups[1].size()}, FoldForm::Tokens);
    if (std::any_of(found.begin(), found.end(), [&](const Detection& f) { return f.by == kOpenName && f.span.begin < end && begin < f.span.end; })) continue;
    if (policy == ProfessionalPolicy::Keep) {
      // They stay by name in this review, unless a person decides otherwise.
      constexpr double kForAPerson = 0.4;
      for (auto& f : found)
        if (f.by == "model" && f.span.begin < end && begin < f.span.end) f.confidence = std::min(f.confidence, kForAPerson);
      continue;
    }
    Detection d;
    d.span = {begin, end};
    for (const auto& role : kRoles)
      if (title == role.title || title.ends_with(" " + std::string(role.title)) || title.starts_with(std::string(role.title) + " ")) d.replacement = role.role;
    if (d.replacement.empty()) continue;
    d.kind = DetectionKind::Person;
    d.confidence = 0.6;
    d.by = "policy-professional";
    d.why = "A professional by title and name; staff are named by what they do.";
    add(std::move(d), found);
  }
}

}  // namespace

std::string age_band(int years) {
  if (years < 1) return "under 1";
  if (years < 5) return "1–4";
  if (years < 12) return "5–11";
  if (years < 18) return "12–17";
  if (years < 30) return "18–29";
  if (years >= 90) return "90+";
  return fmt::format("{}–{}", years / 10 * 10, years / 10 * 10 + 9);
}

Result<Policy> read_policy(std::string_view dates, std::string_view ages, std::string_view professionals) {
  Policy out;
  auto choose = [](std::string_view word, auto& into, auto list) -> bool {
    if (word.empty()) return true;
    for (const auto& [name, value] : list)
      if (name == word) return into = value, true;
    return false;
  };
  using D = std::pair<std::string_view, DatePolicy>;
  using A = std::pair<std::string_view, AgePolicy>;
  using P = std::pair<std::string_view, ProfessionalPolicy>;
  if (!choose(dates, out.dates, std::initializer_list<D>{{"month", DatePolicy::Month}, {"year", DatePolicy::Year}, {"relative", DatePolicy::Relative}, {"keep", DatePolicy::Keep}}))
    return bad_input("This policy for dates is not known.", "Give month, year, relative or keep.");
  if (!choose(ages, out.ages, std::initializer_list<A>{{"keep", AgePolicy::Keep}, {"banded", AgePolicy::Banded}})) return bad_input("This policy for ages is not known.", "Give keep or banded.");
  if (!choose(professionals, out.professionals, std::initializer_list<P>{{"keep", ProfessionalPolicy::Keep}, {"role", ProfessionalPolicy::Role}}))
    return bad_input("This policy for professionals is not known.", "Give keep or role.");
  return out;
}

void apply_policy(const Policy& policy, std::string_view s, const Register& reg, std::vector<Detection>& found) {
  dates(policy, s, reg, found);
  if (policy.ages == AgePolicy::Banded) ages(s, found);
  professionals(policy.professionals, s, reg, found);
}

void fit_in(std::string_view s, Detection& d) {
  const bool bracket = d.replacement.starts_with('[');
  const auto first = std::string_view(d.replacement).substr(bracket ? 1 : 0);
  const bool has_article = first.starts_with("a ") || first.starts_with("an ") || first.starts_with("the ");
  if (has_article)
    for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "}) {
      if (d.span.begin < article.size() || s.substr(d.span.begin - article.size(), article.size()) != article) continue;
      if (d.span.begin > article.size() && (s[d.span.begin - article.size() - 1] & 0x80 || std::isalnum(static_cast<unsigned char>(s[d.span.begin - article.size() - 1])))) continue;
      d.span.begin -= article.size();
      break;
    }
  if (!has_article || bracket) return;
  if (d.span.begin < s.size() && s[d.span.begin] >= 'a' && s[d.span.begin] <= 'z') return;
  // Where a sentence begins: nothing before it, or what ends the one before.
  std::size_t at = d.span.begin;
  int lines = 0;
  while (at > 0 && (s[at - 1] == ' ' || s[at - 1] == '\n' || s[at - 1] == '\r' || s[at - 1] == '\t' || s[at - 1] == '"' || s[at - 1] == '(')) lines += s[--at] == '\n';
  // A short line above it is a heading or a line by itself; a sentence that goes on stands below a long one.
  constexpr std::size_t kShortLine = 50;
  const auto line_above = lines == 1 ? at - std::min(at, s.substr(0, at).rfind('\n') + 1) : kShortLine;
  if (at == 0 || lines >= 2 || line_above < kShortLine || s[at - 1] == '.' || s[at - 1] == '!' || s[at - 1] == '?') d.replacement[0] = static_cast<char>(d.replacement[0] & ~0x20);
}

}  // namespace heed::anonymise

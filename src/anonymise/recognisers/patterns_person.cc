// Numbers that a state, a health service or a registry gives to one person or their car.
#include <algorithm>
#include <charconv>

#include "anonymise/recognisers/pattern.h"
#include "anonymise/recognisers/recognisers.h"

namespace heed::anonymise {

bool nhs_checksum(std::string_view d) {
  if (d.size() != 10) return false;
  // Modulus 11 over the first nine digits with weights 10 to 2 (NHS Data Dictionary, NHS NUMBER).
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += (d[static_cast<std::size_t>(i)] - '0') * (10 - i);
  const int check = (11 - sum % 11) % 11;
  return check != 10 && check == d[9] - '0';
}

bool nino_prefix(std::string_view two) {
  if (two.size() != 2) return false;
  const char a = static_cast<char>(two[0] & ~0x20), b = static_cast<char>(two[1] & ~0x20);
  // HMRC, National Insurance Manual NIM39110: letters not used, and prefixes not used.
  const std::string_view never_first = "DFIQUV", never_second = "DFIQUVO";
  if (never_first.find(a) != std::string_view::npos || never_second.find(b) != std::string_view::npos) return false;
  const std::string both{a, b};
  for (const std::string_view bad : {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
    if (both == bad) return false;
  return true;
}

namespace {

Verdict judge_nhs(std::string_view found, const Surroundings& around) {
  const auto digits = digits_of(found);
  const bool called = around.announced_by("nhs");
  if (nhs_checksum(digits)) return {called || digits.size() != found.size() ? 0.97 : 0.85, "Ten digits whose last is the check digit of an NHS number."};
  return {called ? 0.8 : digits.size() != found.size() ? 0.6 : 0.5, "Ten digits in the form of an NHS number; the check digit is wrong, so it may be mistyped."};
}

Verdict judge_nino(std::string_view found, const Surroundings& around) {
  const bool valid = nino_prefix(found.substr(0, 2));
  const char last = found.back();
  const bool suffix = (last | 0x20) >= 'a' && (last | 0x20) <= 'd';
  if (valid && suffix) return {0.95, "Two letters, six digits and a letter, with a prefix that National Insurance numbers use."};
  return {around.announced_by("insurance|nino|ni") ? 0.85 : suffix ? 0.65 : 0.5, "The form of a National Insurance number, with a prefix or an ending that is not in use."};
}

Verdict judge_passport(std::string_view found, const Surroundings& around) {
  if (!around.announced_by("passport|passports")) return {};
  if (digits_of(found).size() == 9) return {0.93, "After the word passport; nine digits, as British passports have."};
  return {0.8, "After the word passport; not the nine digits of a British passport, so another country's or mistyped."};
}

Verdict judge_driver(std::string_view found, const Surroundings& around) {
  // DVLA driver number: five of the surname (filled up with 9), decade, month (50 more for women), day, year, two initials
  // (9 for none), a digit and two check letters.
  std::string s;
  for (const char c : found)
    if (c != ' ') s += c;
  if (s.size() != 16) return {};
  auto number = [&](std::size_t at) { return (s[at] - '0') * 10 + (s[at + 1] - '0'); };
  const int month = number(6) % 50, day = number(8);
  const auto name = std::string_view(s).substr(0, 5);
  const auto fill = name.find('9');
  const bool letters_first = fill != 0 && (fill == std::string_view::npos || name.substr(fill).find_first_not_of('9') == std::string_view::npos);
  const bool called = around.announced_by("driving|licence|license|driver|dvla");
  if (number(6) < 63 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && letters_first) {
    return {called ? 0.97 : 0.92, "The form of a UK driver number, with a month and a day that exist."};
  }
  return {called ? 0.75 : 0.5, "The form of a UK driver number, but its month, day or name part cannot be; it may be mistyped."};
}

constexpr std::string_view kCarWords = "registration|reg|vrm|index|plate|plates|vehicle|car|van|motorcycle|registered|vrn|lorry|taxi";

bool is_any_of(char c, std::string_view capitals) { return capitals.find(static_cast<char>(c & ~0x20)) != std::string_view::npos; }

/// Current: AB12 CDE, since September 2001.
Verdict judge_plate(std::string_view f, const Surroundings& around) {
  const int age = (f[2] - '0') * 10 + (f[3] - '0');
  const bool used = !is_any_of(f[0], "IQZ") && !is_any_of(f[1], "IQZ") && std::none_of(f.end() - 3, f.end(), [](char c) { return is_any_of(c, "IQ"); }) &&
                    ((age >= 2 && age <= 49) || (age >= 51 && age <= 99));
  const bool called = around.announced_by(kCarWords);
  return {(used ? 0.85 : 0.45) + (called ? 0.1 : 0),
          used ? "The form of a vehicle's registration." : "Nearly a vehicle's registration; it has letters or an age that are not used."};
}
/// Prefix (A123 BCD, 1983–2001) and suffix (ABC 123D, 1963–1983).
Verdict judge_old_plate(std::string_view, const Surroundings& around) {
  return {around.announced_by(kCarWords) ? 0.9 : 0.55, "The form of an older vehicle registration."};
}
/// Northern Ireland (XIA 1234: an I or Z among the letters), and marks without an age: only where a vehicle is spoken of.
Verdict judge_short_plate(std::string_view found, const Surroundings& around) {
  const bool called = around.announced_by(kCarWords);
  const bool northern = found[0] >= 'A' && found.substr(0, 3).find_first_of("IZ") != std::string_view::npos && digits_of(found).size() >= 3 && found.size() >= 6;
  if (!called && !northern) return {};
  return {called ? 0.8 : 0.4, northern ? "The form of a Northern Irish vehicle registration." : "The form of a vehicle registration without an age, where a vehicle is spoken of."};
}

}  // namespace

std::span<const Pattern> person_patterns() {
  constexpr auto kId = DetectionKind::Identifier;
  static const Pattern all[] = {
      pattern(kId, "nhs-number", "[NHS number removed]", Near::Anything, 10, "\\b(\\d{3}[ -]?\\d{3}[ -]?\\d{4})\\b", judge_nhs),
      pattern(kId, "nino", "[National Insurance number removed]", Near::Letters, 6, "\\b([A-Za-z]{2} ?\\d{2} ?\\d{2} ?\\d{2}(?: ?[A-Za-z])?)\\b", judge_nino),
      pattern(kId, "hospital-number", "[hospital number removed]", Near::Announced, 5,
              "(?i)\\b(?:hospital|patient|unit|mrn|case ?note|record)(?: (?:number|no\\.?|id|ref(?:erence)?))?[.:]? ?#?([A-Z]{0,3}\\d{5,10}[A-Z]?)\\b",
              Verdict{0.85, "A number after words that announce a hospital's or a patient's number."}),
      pattern(kId, "passport", "[passport number removed]", Near::Anything, 6, "\\b((?:[A-Z]{1,2} ?)?\\d{6,9})\\b", judge_passport),
      pattern(kId, "driving-licence", "[driving licence number removed]", Near::Letters, 7, "\\b([A-Z][A-Z9]{4} ?\\d{6} ?[A-Z9]{2}\\d ?[A-Z]{2})\\b", judge_driver),
      pattern(kId, "vehicle-registration", "[vehicle registration removed]", Near::Letters, 2, "\\b([A-Z]{2}\\d{2} ?[A-Z]{3})\\b", judge_plate),
      pattern(kId, "vehicle-registration", "[vehicle registration removed]", Near::Letters, 1, "\\b([A-HJ-NPR-Y]\\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\\d{1,3}[A-HJ-NPR-Y])\\b", judge_old_plate),
      pattern(kId, "vehicle-registration", "[vehicle registration removed]", Near::Letters, 1, "\\b([A-Z]{1,3} ?\\d{1,4}|\\d{1,4} ?[A-Z]{1,3})\\b", judge_short_plate),
  };
  return all;
}

}  // namespace heed::anonymise

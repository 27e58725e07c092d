#include "anonymise/recognisers/pattern.h"

namespace heed::anonymise {

namespace {

constexpr std::string_view kBankWords = "sort|bank|account|acc|a c|building";

/// 12-34-56 is also the form of a date: alone it needs the words that announce it.
Verdict judge_sort_code(std::string_view, const Surroundings& around) {
  if (!around.announced_by("sort code|sortcode|sort|bank")) return {};
  return {0.95, "Three pairs of digits after words that announce a sort code."};
}
Verdict judge_sort_and_account(std::string_view, const Surroundings& around) {
  return {around.announced_by(kBankWords) ? 0.95 : 0.75, "The form of a sort code with an account number."};
}
Verdict judge_account(std::string_view found, const Surroundings&) {
  if (digits_of(found).size() == 8) return {0.93, "Eight digits after words that announce an account."};
  return {0.75, "Digits after words that announce an account; British banks use eight."};
}
Verdict judge_iban(std::string_view found, const Surroundings& around) {
  std::string s;
  for (const char c : found)
    if (c != ' ') s += c;
  if (iban_checksum(s)) return {0.97, "An international account number whose check digits are right."};
  return {around.announced_by("iban") ? 0.8 : 0.5, "The form of an international account number; its check digits are wrong, so it may be mistyped."};
}
Verdict judge_card(std::string_view found, const Surroundings& around) {
  const bool called = around.announced_by("card|visa|mastercard|debit|credit|amex");
  if (luhn_checksum(digits_of(found))) return {called ? 0.97 : 0.9, "The form of a payment card's number, and its check digit is right."};
  return {called ? 0.75 : 0.45, "The form of a payment card's number; its check digit is wrong, so it may be mistyped."};
}

}  // namespace

std::span<const Pattern> money_patterns() {
  constexpr auto kId = DetectionKind::Identifier;
  static const Pattern all[] = {
      pattern(kId, "bank-account", "[bank account removed]", Near::Anything, 14, "\\b(\\d{2}[- ]\\d{2}[- ]\\d{2}[ ,/]{1,2}\\d{8})\\b", judge_sort_and_account),
      pattern(kId, "sort-code", "[sort code removed]", Near::Anything, 6, "\\b(\\d{2}-?\\d{2}-?\\d{2}|\\d{2} \\d{2} \\d{2})\\b", judge_sort_code),
      pattern(kId, "bank-account", "[bank account removed]", Near::Announced, 6, "(?i)\\b(?:account|acc|a/c)(?: (?:number|no\\.?|num))?[.:]? ?#?(\\d{6,10})\\b", judge_account),
      pattern(kId, "iban", "[bank account removed]", Near::Letters, 2, "\\b([A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\\b", judge_iban),
      pattern(kId, "payment-card", "[card number removed]", Near::Anything, 13, "\\b(\\d{4}(?:[ -]?\\d{4}){3}|3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5})\\b", judge_card),
  };
  return all;
}

}  // namespace heed::anonymise

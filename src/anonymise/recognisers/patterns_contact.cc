#include <algorithm>

#include "anonymise/recognisers/pattern.h"

namespace heed::anonymise {

namespace {

Verdict judge_postcode(std::string_view found, const Surroundings&) {
  // Letters that the inward half never uses (Royal Mail, PAF programmer's guide).
  const auto last = found.substr(found.size() - 2);
  const bool inward = std::none_of(last.begin(), last.end(), [](char c) { return std::string_view("cikmov").find(static_cast<char>(c | 0x20)) != std::string_view::npos; });
  const bool upper = std::none_of(found.begin(), found.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return {(inward ? 0.9 : 0.55) - (upper ? 0.0 : found.find(' ') == std::string_view::npos ? 0.3 : 0.1),
          inward ? "The form of a UK postcode." : "The form of a UK postcode, with letters that its second half does not use."};
}

Verdict judge_phone(std::string_view found, const Surroundings&) {
  auto digits = digits_of(found);
  if (digits.starts_with("0044")) digits = digits.substr(4);
  else if (digits.starts_with("44")) digits = digits.substr(2);
  if (digits.starts_with("0")) digits = digits.substr(1);
  // Freephone and national numbers (Ofcom ranges 0800, 0808, 03, 116) are helplines far more often than people's.
  if (digits.starts_with("800") || digits.starts_with("808") || digits.starts_with("3")) return {0.35, "A telephone number in a range that helplines and public bodies use."};
  return {digits.size() == 10 || digits.size() == 9 ? 0.9 : 0.6, "The form of a UK telephone number."};
}

Verdict judge_network(std::string_view found, const Surroundings& around) {
  int part = 0, parts = 1;
  bool fits = true;
  for (const char c : found) {
    if (c == '.') part = 0, ++parts;
    else part = part * 10 + (c - '0'), fits = fits && part <= 255;
  }
  const bool called = around.announced_by("ip|address|addresses|login|logged");
  return {(fits ? 0.6 : 0.3) + (called ? 0.3 : 0),
          fits ? "The form of an address in a computer network." : "Nearly the form of an address in a computer network; a part of it is above 255."};
}

}  // namespace

std::span<const Pattern> contact_patterns() {
  static const Pattern all[] = {
      pattern(DetectionKind::Address, "postcode", "[postcode removed]", Near::Letters, 2, "(?i)\\b([A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})\\b", judge_postcode),
      pattern(DetectionKind::Contact, "telephone", "[telephone number removed]", Near::Anything, 9,
              "((?:\\+44[ -]?(?:\\(0\\))?[ -]?|\\b0044[ -]?|\\b0)[1-9](?:[ ()-]{0,2}\\d){8,9}|\\(0[1-9]\\d{1,4}\\)(?:[ -]{0,2}\\d){5,8})\\b", judge_phone),
      pattern(DetectionKind::Address, "street-address", "[address removed]", Near::Street, 1,
              "\\b((?:(?:Flat|Apartment|Unit) \\d{1,4}[A-Za-z]?,? )?\\d{1,4}[A-Za-z]?,? (?:(?:the|of|St\\.?|[A-Z][A-Za-z'\\x{2019}-]+) ){0,2}[A-Z][A-Za-z'\\x{2019}-]+ "
              "(?:Street|Road|Avenue|Close|Lane|Drive|Court|Crescent|Gardens|Terrace|Place|Square|Grove|Mews|Walk|Rise|Row|Hill|Parade|Way|View|"
              "St|Rd|Ave|Cl|Dr|Cres))\\b",
              Verdict{0.85, "A number before a capitalised name that ends in a kind of street."}),
      pattern(DetectionKind::Contact, "network-address", "[network address removed]", Near::Clock, 4, "\\b(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\b", judge_network),
  };
  return all;
}

}  // namespace heed::anonymise

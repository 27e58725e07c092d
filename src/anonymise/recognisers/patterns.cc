#include <re2/re2.h>

#include "anonymise/recognisers/recognisers.h"
#include "text/normalise.h"

namespace heed::anonymise {

namespace {

using text::FoldForm;

RE2::Options options() {
  RE2::Options o;
  o.set_log_errors(false);
  o.set_max_mem(16 << 20);
  return o;
}

struct Pattern {
  DetectionKind kind;
  const char* by;
  const char* replacement;
  RE2 re;  // group 1 is the span
  double (*judge)(std::string_view found, std::string_view before, const char*& why);
};

std::string digits_of(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

bool mentions(std::string_view before, std::string_view word) { return text::folded(before).find(word) != std::string::npos; }

double judge_nhs(std::string_view found, std::string_view before, const char*& why) {
  const auto digits = digits_of(found);
  const bool called = mentions(before, "nhs");
  if (nhs_checksum(digits)) {
    why = "Ten digits whose last is the check digit of an NHS number.";
    return called || digits.size() != found.size() ? 0.97 : 0.85;
  }
  why = "Ten digits in the form of an NHS number; the check digit is wrong, so it may be mistyped.";
  return called ? 0.8 : digits.size() != found.size() ? 0.6 : 0.5;
}
double judge_nino(std::string_view found, std::string_view before, const char*& why) {
  const bool valid = nino_prefix(found.substr(0, 2));
  const char last = found.back();
  const bool suffix = (last | 0x20) >= 'a' && (last | 0x20) <= 'd';
  if (valid && suffix) {
    why = "Two letters, six digits and a letter, with a prefix that National Insurance numbers use.";
    return 0.95;
  }
  why = "The form of a National Insurance number, with a prefix or an ending that is not in use.";
  return mentions(before, "insurance") ? 0.85 : suffix ? 0.65 : 0.5;
}
double judge_postcode(std::string_view found, std::string_view, const char*& why) {
  // Letters that the inward half never uses (Royal Mail, PAF programmer's guide).
  const auto compact = text::folded(found, FoldForm::Compact);
  const bool inward = compact.substr(compact.size() - 2).find_first_of("cikmov") == std::string::npos;
  const bool upper = std::none_of(found.begin(), found.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  why = inward ? "The form of a UK postcode." : "The form of a UK postcode, with letters that its second half does not use.";
  return (inward ? 0.9 : 0.55) - (upper ? 0.0 : found.find(' ') == std::string_view::npos ? 0.3 : 0.1);
}
double judge_phone(std::string_view found, std::string_view, const char*& why) {
  auto digits = digits_of(found);
  if (digits.starts_with("0044")) digits = digits.substr(4);
  else if (digits.starts_with("44")) digits = digits.substr(2);
  if (digits.starts_with("0")) digits = digits.substr(1);
  // Freephone and national numbers (Ofcom ranges 0800, 0808, 03, 116) are helplines far more often than people's.
  if (digits.starts_with("800") || digits.starts_with("808") || digits.starts_with("3")) {
    why = "A telephone number in a range that helplines and public bodies use.";
    return 0.35;
  }
  why = "The form of a UK telephone number.";
  return digits.size() == 10 || digits.size() == 9 ? 0.9 : 0.6;
}
double judge_email(std::string_view, std::string_view, const char*& why) {
  why = "The form of an e-mail address.";
  return 0.97;
}
double judge_handle(std::string_view, std::string_view, const char*& why) {
  why = "The form of a name on social media.";
  return 0.5;
}
double judge_street(std::string_view, std::string_view, const char*& why) {
  why = "A number before a capitalised name that ends in a kind of street.";
  return 0.85;
}
double judge_reference(std::string_view, std::string_view, const char*& why) {
  why = "Letters and digits after a word that announces a reference.";
  return 0.75;
}
double judge_url(std::string_view, std::string_view, const char*& why) {
  why = "A web address; it may lead to a report that names people.";
  return 0.3;
}

std::span<const Pattern> patterns() {
  static const Pattern all[] = {
      {DetectionKind::Contact, "email", "[e-mail address removed]",
                  RE2("([A-Za-z0-9][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)", options()), judge_email},
      {DetectionKind::Identifier, "nhs-number", "[NHS number removed]", RE2("\\b(\\d{3}[ -]?\\d{3}[ -]?\\d{4})\\b", options()), judge_nhs},
      {DetectionKind::Identifier, "nino", "[National Insurance number removed]",
                  RE2("\\b([A-Za-z]{2} ?\\d{2} ?\\d{2} ?\\d{2}(?: ?[A-Za-z])?)\\b", options()), judge_nino},
      {DetectionKind::Address, "postcode", "[postcode removed]", RE2("(?i)\\b([A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})\\b", options()), judge_postcode},
      {DetectionKind::Contact, "telephone", "[telephone number removed]",
                  RE2("((?:\\+44[ -]?(?:\\(0\\))?[ -]?|\\b0044[ -]?|\\(0|\\b0)[1-9](?:[ ()-]{0,2}\\d){8,9})\\b", options()), judge_phone},
      {DetectionKind::Contact, "handle", "[handle removed]", RE2("(?:^|[\\s(])(@[A-Za-z0-9_.]{2,}[A-Za-z0-9_])", options()), judge_handle},
      {DetectionKind::Address, "street-address", "[address removed]",
                  RE2("\\b((?:(?:Flat|Apartment|Unit) \\d{1,4}[A-Za-z]?,? )?\\d{1,4}[A-Za-z]?,? (?:(?:the|of|St\\.?|[A-Z][A-Za-z'\\x{2019}-]+) ){0,2}[A-Z][A-Za-z'\\x{2019}-]+ "
                      "(?:Street|Road|Avenue|Close|Lane|Drive|Court|Crescent|Gardens|Terrace|Place|Square|Grove|Mews|Walk|Rise|Row|Hill|Parade|Way|View|"
                      "St|Rd|Ave|Cl|Dr|Cres))\\b",
                      options()),
                  judge_street},
      {DetectionKind::Identifier, "reference", "[reference removed]",
                  RE2("(?i)\\b(?:crime|custody|incident|case|cad|urn|log|niche|storm|athena|marac|occurrence|reference|ref|hospital|passport|licence)(?: number| no| ref| reference| id)?"
                      "\\.?:? ?#?([A-Z]{0,4}[-/ ]?\\d[A-Z0-9/-]{3,}\\d[A-Z]?)\\b",
                      options()),
                  judge_reference},
      {DetectionKind::Other, "web-address", "[web address removed]", RE2("(?i)\\b((?:https?://|www\\.)[^\\s<>\"]+)", options()), judge_url},
  };
  return all;
}

}  // namespace

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

void recognise_patterns(std::string_view s, std::vector<Detection>& out) {
  const re2::StringPiece whole(s.data(), s.size());
  for (const Pattern& p : patterns()) {
    std::size_t at = 0;
    re2::StringPiece groups[2];
    while (at < s.size() && p.re.Match(whole, at, s.size(), RE2::UNANCHORED, groups, 2)) {
      const auto begin = static_cast<std::size_t>(groups[1].data() - s.data());
      const auto end = begin + groups[1].size();
      at = std::max(end, at + 1);
      Detection d;
      d.span = {begin, end};
      d.kind = p.kind;
      d.by = p.by;
      d.replacement = p.replacement;
      const char* why = "";
      const auto from = begin > 40 ? begin - 40 : 0;
      d.confidence = p.judge(s.substr(begin, end - begin), s.substr(from, begin - from), why);
      d.why = why;
      // A point that ends the sentence is no part of an address on the web.
      while (d.kind == DetectionKind::Other && d.span.size() > 1 && (s[d.span.end - 1] == '.' || s[d.span.end - 1] == ',' || s[d.span.end - 1] == ')')) --d.span.end;
      out.push_back(std::move(d));
    }
  }
}

}  // namespace heed::anonymise

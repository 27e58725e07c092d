#include <re2/re2.h>

#include "anonymise/recognisers/recognisers.h"
#include "text/words.h"

namespace heed::anonymise {

namespace {
struct Rule {
  RE2 re;
  DetectionKind kind;
  double confidence;
  const char* replacement;
  const char* why;
};
std::span<const Rule> rules() {
  constexpr const char* kAge = "The exact age of a child who is spoken of in this sentence.";
  constexpr const char* kSex = "Gives the sex of a child who is spoken of in this sentence.";
  static const std::string years = "(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)";
  static const std::string unit = "(?: (?:years|months|weeks)(?: old)?)?";
  // "aged 4", "aged six months", "aged 4, 6 and nine years".
  static const std::string aged = "(?i)\\b(aged " + years + unit + "(?:(?:, " + years + "\\b" + unit + ")*,? (?:and|&) " + years + "\\b" + unit + ")?)\\b";
  static const std::string old = "(?i)\\b(" + years + "[ -](?:years?|months?|weeks?)[ -]old)\\b";
  static const Rule all[] = {
      {RE2(aged), DetectionKind::Age, 0.65, "[age left out]", kAge},
      {RE2(old), DetectionKind::Age, 0.65, "[age left out]", kAge},
      {RE2("(?i)\\b(stepson|stepdaughter|son|daughter|boy|girl)\\b"), DetectionKind::Demographic, 0.6, "child", kSex},
      {RE2("(?i)\\b(sons|daughters|boys|girls)\\b"), DetectionKind::Demographic, 0.6, "children", kSex},
      {RE2("(?i)\\b(brother|sister)\\b"), DetectionKind::Demographic, 0.6, "sibling", kSex},
      {RE2("(?i)\\b(brothers|sisters)\\b"), DetectionKind::Demographic, 0.6, "siblings", kSex},
      // Whom a pronoun means cannot be told by rule: a person decides.
      {RE2("(?i)\\b(he|she|him|himself|herself|his|hers|her)\\b"), DetectionKind::Demographic, 0.3, "they",
               "A pronoun that may give the sex of a child who is spoken of in this sentence."},
  };
  return all;
}
}  // namespace

void recognise_children(std::string_view s, const Register& reg, const std::vector<Detection>& mentions, std::vector<Detection>& out) {
  std::vector<std::size_t> places;
  for (const auto& m : mentions)
    if (m.kind == DetectionKind::Person && !m.person.empty() && reg.is_child(m.person)) places.push_back(m.span.begin);
  if (places.empty()) return;
  std::sort(places.begin(), places.end());
  for (const auto& sentence : text::sentences(s)) {
    const auto hit = std::lower_bound(places.begin(), places.end(), sentence.begin);
    if (hit == places.end() || *hit >= sentence.end) continue;
    const auto words = s.substr(sentence.begin, sentence.size());
    const re2::StringPiece piece(words.data(), words.size());
    for (const Rule& rule : rules()) {
      re2::StringPiece groups[2];
      std::size_t at = 0;
      while (at < words.size() && rule.re.Match(piece, at, words.size(), RE2::UNANCHORED, groups, 2)) {
        const auto begin = static_cast<std::size_t>(groups[1].data() - words.data());
        at = begin + groups[1].size();
        Detection d;
        d.span = {sentence.begin + begin, sentence.begin + at};
        d.kind = rule.kind;
        d.confidence = rule.confidence;
        d.by = "child";
        d.why = rule.why;
        d.replacement = rule.replacement;
        out.push_back(std::move(d));
      }
    }
  }
}

}  // namespace heed::anonymise

#include <re2/re2.h>

#include <unordered_set>

#include "anonymise/recognisers/roles.h"
#include "anonymise/vocabulary.h"
#include "text/words.h"

namespace heed::anonymise {

namespace {

/// What the last words of a body's name say that it is. Other bodies are agencies, which a report names.
struct KindOfBody {
  const char* ending;       ///< an expression
  std::string_view instead;
  std::string_view why;
};
constexpr std::string_view kWhyBody = "The name of a practice, a school or an employer leads to its patients, pupils or staff; a report says what it is.";
constexpr KindOfBody kBodies[] = {
    {"Surgery|Medical (?:Practice|Centre)|Health Centre|Group Practice|Family Practice", "[a GP practice]", kWhyBody},
    {"Dental (?:Practice|Surgery)", "[a dental practice]", kWhyBody},
    {"(?:(?:Infants?|Junior|Primary|Secondary|High|Grammar|Community|Church|Comprehensive|Special) )*School|Academy|Sixth Form College", "[a school]", kWhyBody},
    {"Day Nursery|Nursery|Pre-?[Ss]chool|Playgroup", "[a nursery]", kWhyBody},
    {"(?:& Sons? )?(?:Ltd|Limited|PLC|plc|LLP)", "[an employer]", kWhyBody},
    {"(?:Women(?:'|\\x{2019})s )?(?:Refuge|Safe House)", "[a place of safety]", "A refuge is never named: whoever looks for somebody may look there."},
};

const re2::RE2& expression() {
  // Words of a name before it: capitals, with what joins them.
  static const re2::RE2 re([] {
    std::string all = R"((?:^|[^\p{L}\p{N}])((?:\p{Lu}[\p{L}'\x{2019}.-]*[ ](?:(?:of|the|and|&|on|le|in)[ ])*){1,5}(?:)";
    for (const auto& b : kBodies) all += std::string(&b == kBodies ? "(" : "|(") + b.ending + ")";
    return all + R"())(?:$|[^\p{L}\p{N}]))";
  }());
  return re;
}

/// A name of its own, and not "the local Primary School" or "Emergency Surgery".
bool is_named(std::string_view before_ending) {
  static const std::unordered_set<std::string_view> kGeneric = {
      "the", "general", "medical", "local", "dental", "primary", "secondary", "infant", "infants", "junior", "high", "grammar", "comprehensive", "special", "community", "national", "royal", "emergency", "accident", "minor",
      "health", "domestic", "abuse", "violence", "women", "womens", "named", "gp", "practice", "sixth", "form", "day", "state", "public", "private", "independent", "faith", "boarding", "nearest", "family"};
  int own = 0, capitals = 0;
  bool saint = false;
  for (const auto& w : text::words(before_ending)) {
    const auto folded = text::folded(before_ending.substr(w.span.begin, w.span.size()));
    if (!w.capitalised || kGeneric.contains(folded)) continue;
    if (saint || (!is_institutional_word(folded) && !is_common_word(folded) && !is_title(folded) && !looks_like_word(folded))) ++own;
    ++capitals;
    saint = folded == "st" || folded == "saint";
  }
  return own > 0 || capitals >= 2;
}

/// "The Hollin Bank Surgery": the article stays outside.
std::size_t article(std::string_view name) { return name.starts_with("The ") ? 4 : name.starts_with("A ") ? 2 : 0; }

}  // namespace

void recognise_bodies(std::string_view s, std::vector<Detection>& out) {
  const re2::StringPiece text(s.data(), s.size());
  re2::StringPiece groups[2 + std::size(kBodies)];
  for (std::size_t at = 0; at < s.size() && expression().Match(text, at, s.size(), re2::RE2::UNANCHORED, groups, static_cast<int>(std::size(groups)));) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - s.data()), end = begin + groups[1].size();
    at = end;
    for (std::size_t i = 0; i < std::size(kBodies); ++i) {
      const auto& ending = groups[2 + i];
      if (ending.data() == nullptr || ending.empty()) continue;
      const auto from = begin + article(s.substr(begin));
      const auto ending_at = static_cast<std::size_t>(ending.data() - s.data());
      if (from >= ending_at || !is_named(s.substr(from, ending_at - from))) break;
      Detection d;
      d.span = {from, end};
      d.kind = DetectionKind::Organisation;
      d.confidence = 0.8;
      d.by = "body";
      d.why = kBodies[i].why;
      d.replacement = kBodies[i].instead;
      out.push_back(std::move(d));
      break;
    }
  }
}

}  // namespace heed::anonymise

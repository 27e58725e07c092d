#include <unordered_set>

#include "anonymise/recognisers/recognisers.h"
#include "anonymise/vocabulary.h"
#include "text/words.h"

namespace heed::anonymise {

void recognise_unknown(std::string_view s, std::vector<Detection>& out) {
  const auto all = text::words(s);
  std::unordered_set<std::string_view> lower;
  for (const auto& w : all)
    if (!w.capitalised) lower.insert(s.substr(w.span.begin, w.span.size()));

  auto unknown = [&](const text::Word& w, std::string& folded) {
    if (!w.capitalised || w.has_digit || w.span.size() < 2) return false;
    auto word = s.substr(w.span.begin, w.span.size());
    if (word.ends_with("'s")) word.remove_suffix(2);
    else if (word.ends_with("\xE2\x80\x99s")) word.remove_suffix(4);
    folded = text::folded(word);
    if (folded.size() < 2 || lower.contains(folded)) return false;
    if (is_institutional_word(folded) || is_title(folded) || month_number(folded)) return false;
    if (w.all_upper && word.size() <= 5) return false;  // an abbreviation
    if (is_common_word(folded)) return false;
    if (w.sentence_start && looks_like_word(folded)) return false;
    return true;
  };
  std::string folded;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!unknown(all[i], folded)) continue;
    std::size_t last = i;
    std::string next;
    while (last + 1 < all.size() && all[last + 1].span.begin - all[last].span.end <= 2 && s[all[last].span.end] == ' ' && unknown(all[last + 1], next)) ++last;
    Detection d;
    d.span = {all[i].span.begin, all[last].span.end};
    // "Amira’s" : the possessive stays.
    const auto word = s.substr(d.span.begin, d.span.size());
    if (word.ends_with("'s")) d.span.end -= 2;
    else if (word.ends_with("\xE2\x80\x99s")) d.span.end -= 4;
    d.kind = DetectionKind::Person;
    d.by = "unknown-capital";
    d.replacement = "[name removed]";
    const bool titled = i > 0 && is_title(text::folded(s.substr(all[i - 1].span.begin, all[i - 1].span.size()))) && all[i].span.begin - all[i - 1].span.end <= 2;
    if (titled) {
      d.confidence = 0.45;
      d.why = "A capitalised word after a title, and not in the register.";
    } else if (all[i].sentence_start && last == i) {
      d.confidence = 0.15;
      d.why = "A capitalised word at the start of a sentence that stands nowhere in lower case.";
    } else {
      d.confidence = last > i ? 0.35 : 0.25;
      d.why = "A capitalised word that is no everyday word and stands nowhere in lower case.";
    }
    out.push_back(std::move(d));
    i = last;
  }
}

void recognise_unknown(const model::Reading& reading, const std::vector<model::WordInfo>& words, std::vector<Detection>& out) {
  using model::Gap;
  using model::Shape;
  constexpr std::uint16_t kKnown = model::kEveryday | model::kTitle | model::kMonth | model::kTime | model::kBody | model::kStreet;
  constexpr std::uint8_t kSeenInSmallLetters = 1;
  const auto& tokens = reading.tokens;
  auto unknown = [&](std::size_t t) {
    const auto& token = tokens[t];
    if (token.shape != Shape::Capital && token.shape != Shape::Mixed && token.shape != Shape::Upper) return false;
    if (token.shape == Shape::Upper && token.end - token.begin <= 5) return false;  // an abbreviation
    return !(words[token.word].flags & kKnown) && !(reading.contexts[t].elsewhere & kSeenInSmallLetters);
  };
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (!unknown(t)) continue;
    const auto first = t;
    while (t + 1 < tokens.size() && (tokens[t + 1].gap == Gap::Space || tokens[t + 1].gap == Gap::Hyphen) && unknown(t + 1)) ++t;
    Detection d;
    d.span = {tokens[first].begin, tokens[t].end};
    d.kind = DetectionKind::Other;
    d.by = "unknown-capital";
    d.confidence = 0.02;  // the floor: a band of its own, and no claim that it is a name
    d.replacement = "[name removed]";
    d.why = "A capitalised word that is no everyday word and stands nowhere in small letters.";
    out.push_back(std::move(d));
  }
}

}  // namespace heed::anonymise

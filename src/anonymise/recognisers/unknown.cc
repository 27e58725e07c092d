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

}  // namespace heed::anonymise

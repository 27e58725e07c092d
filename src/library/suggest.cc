#include "library/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "library/library_state.h"
#include "library/tokens.h"
#include "text/words.h"

namespace heed::library {

namespace {

constexpr std::size_t kShortestRecommendation = 30, kLongestRecommendation = 2500;
constexpr std::size_t kMost = 400;  ///< suggestions of one kind; more is a misread report

/// Small letters of ASCII alone: every rule here is in English, and lengths stay as they are.
bool has(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }
bool has_any(std::string_view text, std::initializer_list<std::string_view> all) {
  return std::any_of(all.begin(), all.end(), [&](auto words) { return has(text, words); });
}

enum class Under { Nothing, Recommendations, Lessons, Terms };

Under under(std::string_view heading) {
  const auto h = lower_ascii(heading);
  if (has_any(h, {"recommendation"}) && !has_any(h, {"progress", "previous", "other reviews", "action plan template"})) return Under::Recommendations;
  if (has_any(h, {"lesson", "learning"}) && !has_any(h, {"learning disab", "learning difficult", "e-learning"})) return Under::Lessons;
  if (has_any(h, {"terms of reference", "lines of enquiry", "lines of inquiry"})) return Under::Terms;
  return Under::Nothing;
}

/// "Recommendation 4:" and the like at the head of a text; how long it is.
std::size_t recommendation_mark(std::string_view text) {
  const auto l = lower_ascii(text.substr(0, 60));
  if (!l.starts_with("recommendation")) return 0;
  std::size_t at = 14;
  if (at < text.size() && text[at] == 's') return 0;
  while (at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) || std::string_view(" .:-)(#no").find(char(std::tolower(static_cast<unsigned char>(text[at])))) != std::string_view::npos))
    ++at;
  return at;
}

bool asks(std::string_view lowered) {
  return has_any(lowered, {" should ", " must ", " to ensure", " ensure ", "recommended that", "recommends that", " needs to ", " need to ", "to review ", "to develop ", "to provide ", "to consider "}) ||
         lowered.starts_with("to ") || lowered.starts_with("that ");
}

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};

/// The first date in words in `text`: "12 May 2021" or "May 2021".
std::string date_in(std::string_view text) {
  const auto all = tokens(text);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (std::find(kMonths.begin(), kMonths.end(), all[i].word) == kMonths.end()) continue;
    const auto& year = all[i + 1].word;
    if (year.size() != 4 || (!year.starts_with("19") && !year.starts_with("20")) || year.find_first_not_of("0123456789") != year.npos) continue;
    auto begin = all[i].begin;
    if (i > 0) {
      auto day = all[i - 1].word;
      for (const auto* ending : {"st", "nd", "rd", "th"})
        if (day.size() > 2 && day.ends_with(ending)) day.resize(day.size() - 2);
      if (day.size() <= 2 && day.find_first_not_of("0123456789") == day.npos) begin = all[i - 1].begin;
    }
    return one_line(text.substr(begin, all[i + 1].end - begin));
  }
  return "";
}

struct DateRule {
  std::string_view name;
  std::initializer_list<std::string_view> said;
};
const DateRule kDateRules[] = {
    {"death", {" died on ", " died in ", "was killed on", "was killed in", "was murdered on", "was murdered in", "date of death", "took her own life on", "took his own life on", "took their own life on", "found dead on"}},
    {"decision to review", {"decision to undertake", "decided to undertake", "decision to hold", "decision to commission", "met the criteria for"}},
    {"review began", {"review commenced", "review began", "panel first met", "first panel meeting", "first met on", "was commissioned in", "was commissioned on"}},
    {"review ended", {"review concluded", "was concluded in", "was concluded on", "report was completed", "final panel meeting", "was signed off"}},
    {"trial", {"was convicted", "pleaded guilty", "found guilty", "was sentenced"}},
    {"inquest", {"inquest concluded", "inquest was held", "coroner concluded", "inquest opened"}},
};

}  // namespace

std::string addressee_of(std::string_view text) {
  text.remove_prefix(recommendation_mark(text));
  auto l = lower_ascii(text);
  std::size_t begin = 0;
  for (const std::string_view lead : {"it is recommended that ", "the panel recommends that ", "the review panel recommends that ", "the review recommends that ", "that ", "the panel recommends "})
    if (l.starts_with(lead)) begin = std::max(begin, lead.size());
  std::size_t end = text.npos;
  l += ' ';  // a verb may be the last word
  for (const std::string_view verb : {" should ", " must ", " to ", " will ", " shall ", " needs to ", " need to ", " is asked ", " are asked ", " considers ", " reviews ", " ensures "})
    end = std::min(end, l.find(verb, begin));
  if (end == text.npos || end <= begin || end - begin > 140) return "";
  std::string who = one_line(text.substr(begin, end - begin));
  if (lower_ascii(who).starts_with("the ")) who = who.substr(4);
  // A name, not a verb or a pronoun: its first word is written large, and it is no sentence.
  if (who.size() < 3 || !std::isupper(static_cast<unsigned char>(who[0])) || has_any(who, {". ", "; ", ": "})) return "";
  const auto first = lower_ascii(who.substr(0, who.find(' ')));
  for (const std::string_view no : {"this", "it", "they", "there", "consideration", "training", "when", "where", "if", "in", "for", "a", "an", "to", "staff", "work", "review", "ensure", "develop", "all"})
    if (first == no && (no != "all" || !has_any(lower_ascii(who), {"agencies", "partners", "organisations", "services"}))) return "";
  return who;
}

std::vector<Suggestion> suggest(const std::vector<Block>& blocks) {
  std::vector<Suggestion> out;
  struct Open {
    int level;
    Under what;
  };
  std::vector<Open> open;
  std::array<std::size_t, 5> counts{};
  const auto add = [&](Suggestion::Kind kind, std::size_t block, std::string value) {
    if (counts[std::size_t(kind)]++ >= kMost) return;
    Suggestion s;
    s.kind = kind;
    s.anchor = fmt::format("p{}", block + 1);
    s.value = std::move(value);
    out.push_back(std::move(s));
  };
  const auto recommend = [&](std::size_t i, std::string_view words) {
    add(Suggestion::Kind::Recommendation, i, "");
    if (auto who = addressee_of(words); !who.empty()) add(Suggestion::Kind::Addressee, i, std::move(who));
  };
  bool numbered_ahead = false;  // "Recommendation 3" stood alone as a heading
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& b = blocks[i];
    if (b.kind == BlockKind::Heading) {
      while (!open.empty() && open.back().level >= b.level) open.pop_back();
      const auto mark = recommendation_mark(b.text);
      numbered_ahead = mark > 0 && b.text.size() - std::min(mark, b.text.size()) < 3;
      if (mark > 0 && !numbered_ahead && asks(lower_ascii(b.text))) recommend(i, b.text);
      open.push_back({b.level, under(b.text)});
      continue;
    }
    if (b.kind == BlockKind::Table) {
      const bool actions = !b.rows.empty() && std::any_of(b.rows[0].begin(), b.rows[0].end(), [](const Cell& c) { return has(lower_ascii(c.text), "recommendation"); });
      if (actions) add(Suggestion::Kind::Recommendation, i, "");
      continue;
    }
    const auto what = open.empty() ? Under::Nothing
                      : open.back().what != Under::Nothing || open.size() < 2 ? open.back().what
                                                                              : open[open.size() - 2].what;
    const auto l = lower_ascii(b.text);
    const bool fits = b.text.size() >= kShortestRecommendation && b.text.size() <= kLongestRecommendation;
    const bool marked = recommendation_mark(b.text) > 0 || numbered_ahead;
    if (fits && (marked || (what == Under::Recommendations && asks(l)) || l.starts_with("it is recommended that"))) {
      recommend(i, b.text);
    } else if (fits && (what == Under::Lessons || l.starts_with("lesson ") || l.starts_with("learning point"))) {
      add(Suggestion::Kind::Lesson, i, "");
    } else if (b.text.size() >= 20 && what == Under::Terms) {
      add(Suggestion::Kind::TermOfReference, i, "");
    }
    numbered_ahead = false;
    if (!has(b.text, "19") && !has(b.text, "20")) continue;  // no year, no date
    for (const auto& span : text::sentences(b.text)) {
      const auto sentence = std::string_view(b.text).substr(span.begin, span.size());
      const auto ls = " " + lower_ascii(sentence);
      for (const auto& rule : kDateRules) {
        if (!has_any(ls, rule.said)) continue;
        if (const auto date = date_in(sentence); !date.empty()) add(Suggestion::Kind::KeyDate, i, fmt::format("{}: {}", rule.name, date));
      }
    }
  }
  return out;
}

}  // namespace heed::library

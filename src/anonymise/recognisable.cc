#include "anonymise/recognisable.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <tuple>

#include "anonymise/recognisable_patterns.h"

namespace heed::anonymise {

namespace {

using text::Span;

struct KindOfFact {
  FactKind kind;
  std::string_view words;
  int weight;                  ///< in a combination; whole numbers only, since nothing tells more than the reader should guess at
  std::string_view instead;    ///< what to write in its place
  std::string_view alone_why;  ///< why it matters by itself; empty where it does not
};

constexpr KindOfFact kKinds[] = {
    {FactKind::ExactAge, "exact age", 1, "give an age band (“in her thirties”)", {}},
    {FactKind::ExactDate, "exact date", 2, "give the month and the year, or how long after the event before it",
     "An exact date can be laid beside newspapers and registers of deaths."},
    {FactKind::Month, "month and year", 1, "give the season or the year", {}},
    {FactKind::Place, "place", 1, "give the kind of place (“a small town”)", {}},
    {FactKind::Occupation, "occupation", 2, "give the sector (“worked in health care”)", {}},
    {FactKind::Method, "unusual method", 2, "say no more of the method than the learning needs",
     "An unusual way of dying is often what newspapers wrote about, and finds the case by itself."},
    {FactKind::Children, "number of children", 1, "say “children”, without how many", {}},
    {FactKind::Twins, "unusual family", 1, "say “children” or “a relative”", {}},
    {FactKind::Nationality, "nationality", 1, "give the wider background that the learning needs, agreed with the family", {}},
    {FactKind::Faith, "faith", 1, "say “a faith community”, unless the learning is about it", {}},
    {FactKind::Illness, "rare condition", 2, "say “a long-term condition”",
     "Few people of one area live with this, and others know who they are."},
    {FactKind::Press, "press or public appeal", 2, "take out what was published elsewhere",
     "Words about the press or an appeal lead straight to what was published with the names."},
    {FactKind::Distance, "where it is, by a neighbour", 1, "say “nearby”", {}},
    {FactKind::Sentence, "sentence", 2, "say that there was a conviction, without the term",
     "The sentence, laid beside reports of trials, finds the case and every name in it."},
    {FactKind::Home, "unusual home", 1, "say “home”", {}},
    {FactKind::Animal, "animal", 1, "say “a pet”, or nothing", {}},
    {FactKind::AgeGap, "difference in age", 1, "say that one was older, if the learning needs it", {}},
    {FactKind::Marriage, "kind or length of marriage", 1, "say “married” or “in a relationship”, without how long or which", {}},
    {FactKind::Service, "military service", 1, "say “had served in the armed forces”", {}},
};
static_assert([] {
  for (std::size_t i = 0; i < std::size(kKinds); ++i)
    if (kKinds[i].kind != static_cast<FactKind>(i)) return false;
  return kKinds[std::size(kKinds) - 1].kind == FactKind::Service;
}());
constexpr const KindOfFact& known(FactKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

/// By their place in fact_patterns().
std::span<const std::unique_ptr<re2::RE2>> expressions() {
  static const auto all = [] {
    std::vector<std::unique_ptr<re2::RE2>> out;
    for (const auto& p : fact_patterns()) out.push_back(std::make_unique<re2::RE2>(p.regex));
    return out;
  }();
  return all;
}

bool is_month_of(std::string_view s) {
  // "in May", "in Spring", "from Monday": no places.
  for (const std::string_view w : {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday",
                                   "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "The", "This", "Adult", "Child", "Spring", "Summer", "Autumn", "Winter", "Children", "Police", "Council",
                                   "England", "Wales", "Britain", "Community", "Section", "Appendix", "Chapter", "Family", "Home Office", "Domestic", "Review", "Panel"})
    if (s.starts_with(w)) return true;
  return false;
}

}  // namespace

std::string_view words(FactKind kind) { return known(kind).words; }

namespace {

/// What the patterns find in one paragraph of a text around `anchors`, in its order and without overlaps. Places stand in nearly
/// every paragraph and say nothing by themselves: they are looked for where there is something else.
std::vector<Fact> facts_in(std::string_view s, Span paragraph, std::span<const Anchor> anchors) {
  std::vector<Fact> facts;
  const re2::StringPiece text(s.data(), paragraph.end);
  re2::StringPiece groups[2];
  const auto keep = [&](FactKind kind) {
    const auto at = static_cast<std::size_t>(groups[1].data() - s.data());
    facts.push_back({kind, {at, at + groups[1].size()}});
    return static_cast<std::size_t>(groups[0].data() - s.data()) + groups[0].size();
  };
  std::array<std::size_t, 32> from;  // by pattern: where the last match of it ends
  from.fill(paragraph.begin);
  for (const auto& anchor : anchors)
    for (auto patterns = anchor.patterns; patterns != 0; patterns &= patterns - 1) {
      const auto which = static_cast<std::size_t>(__builtin_ctz(patterns));
      const auto& pattern = fact_patterns()[which];
      if (anchor.at < from[which]) continue;
      const auto begin = std::max(from[which], anchor.at - std::min<std::size_t>(anchor.at, static_cast<std::size_t>(pattern.before)));
      const auto end = std::min(anchor.at + static_cast<std::size_t>(pattern.after), paragraph.end);
      // What begins behind the anchor belongs to another one.
      if (expressions()[which]->Match(text, begin, end, re2::RE2::UNANCHORED, groups, 2) && groups[0].data() <= s.data() + anchor.at) from[which] = keep(pattern.kind);
    }
  if (facts.empty()) return facts;
  for (std::size_t which = 0; which < fact_patterns().size(); ++which) {
    if (!fact_patterns()[which].anchors.empty()) continue;
    for (auto at = paragraph.begin; at < paragraph.end && expressions()[which]->Match(text, at, paragraph.end, re2::RE2::UNANCHORED, groups, 2);) {
      at = keep(fact_patterns()[which].kind);
      if (is_month_of({groups[1].data(), groups[1].size()})) facts.pop_back();
    }
  }
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return std::tuple(a.span.begin, b.span.end) < std::tuple(b.span.begin, a.span.end); });
  facts.erase(std::unique(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.span.end > b.span.begin; }), facts.end());
  return facts;
}

/// Nothing where they say too little.
std::optional<Recognisable> weigh(std::string_view s, std::vector<Fact> facts) {
  if (facts.empty()) return {};
  std::vector<FactKind> kinds;
  int sum = 0;
  for (const auto& f : facts)
    if (std::find(kinds.begin(), kinds.end(), f.kind) == kinds.end()) kinds.push_back(f.kind), sum += known(f.kind).weight;
  const bool alone = kinds.size() == 1 && !known(kinds[0]).alone_why.empty();
  if (!alone && (kinds.size() < 2 || sum < 3)) return {};
  Recognisable r;
  r.span = {facts.front().span.begin, facts.front().span.end};
  for (const auto& f : facts) r.span.end = std::max(r.span.end, f.span.end);
  r.facts = std::move(facts);
  r.shown = PersonalText(std::string(s.substr(r.span.begin, r.span.size())));
  std::string list;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    list += i == 0 ? "" : i + 1 == kinds.size() ? " and " : ", ";
    list += words(kinds[i]);
    r.suggestion += (i == 0 ? "" : "; ") + std::string(known(kinds[i]).instead);
  }
  r.why = alone ? std::string(known(kinds[0]).alone_why) : "Together, " + list + " may fit one person alone, whom neighbours, colleagues or a search of the news would find.";
  if (r.suggestion[0] >= 'a' && r.suggestion[0] <= 'z') r.suggestion[0] = static_cast<char>(r.suggestion[0] - 32);
  r.suggestion += kinds.size() > 1 ? ". One of these is often enough." : ".";
  return r;
}

}  // namespace

std::vector<Recognisable> recognisable(std::string_view s) {
  std::vector<Recognisable> out;
  const auto anchors = find_anchors(s);
  for (std::size_t a = 0; a < anchors.size();) {
    // A paragraph is what a reader takes in at once.
    const auto line = s.rfind('\n', anchors[a].at);
    const Span paragraph{line == std::string_view::npos ? 0 : line + 1, std::min(s.find('\n', anchors[a].at), s.size())};
    const auto first = a;
    while (a < anchors.size() && anchors[a].at < paragraph.end) ++a;
    if (auto r = weigh(s, facts_in(s, paragraph, std::span(anchors).subspan(first, a - first)))) out.push_back(std::move(*r));
  }
  return out;
}

}  // namespace heed::anonymise

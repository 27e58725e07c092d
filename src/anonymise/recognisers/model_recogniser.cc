#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "anonymise/recognisers/recognisers.h"

namespace heed::anonymise {

namespace {

using model::Gap;
using model::Label;
using model::Scores;
using model::Shape;

enum Group : int { kPersons, kPlaces, kOrganisations, kDates, kCodes, kDemographics, kQuantities, kMisc, kGroups };

constexpr std::array<int, model::kLabels> kGroupOf = {
    -1, kPersons, kPersons, kPlaces, kOrganisations, kDates, kCodes, kDemographics, kQuantities, kMisc, kPersons, kPlaces, kOrganisations, kDates, kDemographics, kMisc,
};

/// What a word adds up to under a profile.
struct Weighed {
  float mask = 0;   ///< how likely it is that it must go
  float named = 0;  ///< how likely it is that it is part of a name, a date and so on at all
  int group = kMisc;
  bool spread = false;  ///< known from elsewhere in the document alone
};

float log_odds(float p) {
  p = std::clamp(p, 1e-4f, 1.0f - 1e-4f);
  return std::log(p / (1.0f - p));
}
float probability(float log_odds) { return 1.0f / (1.0f + std::exp(-log_odds)); }

/// Labellers agree least on which organisations must go; in doubt they do.
constexpr float kOrganisationOdds = 0.5f;

/// `name_like`: a capitalised word. There a name counts three times in the choice of a kind: a name taken for a place may
/// endanger somebody, a place taken for a name does not.
Weighed weigh(const Scores& s, Profile profile, bool judgment, bool name_like) {
  std::array<float, kGroups> by{};
  float masked = 0;
  for (int k = 1; k < model::kLabels; ++k) {
    const bool open = k >= static_cast<int>(Label::OpenPerson);
    const bool agency = k == static_cast<int>(Label::OpenOrganisation) || k == static_cast<int>(Label::OpenPerson);
    // A judgment's open kinds are the court's own choice; in other prose only a review's agencies and panel stay.
    const bool counts = judgment && profile == Profile::General ? !open : profile == Profile::General || !agency;
    if (counts) masked += s.of[k];
    by[static_cast<std::size_t>(kGroupOf[static_cast<std::size_t>(k)])] += counts ? s.of[k] : s.of[k] * 0.25f;
  }
  if (name_like && !judgment) by[kPersons] *= 3;
  Weighed w;
  w.mask = masked;
  if (judgment && profile == Profile::General) {
    const float organisation = s.of[static_cast<int>(Label::Organisation)] + s.of[static_cast<int>(Label::OpenOrganisation)];
    w.mask = probability(log_odds(masked) + kOrganisationOdds * organisation);
  }
  w.named = 1.0f - s.of[0];
  for (int g = 0; g < kGroups; ++g)
    if (by[static_cast<std::size_t>(g)] > by[static_cast<std::size_t>(w.group)]) w.group = g;
  return w;
}

DetectionKind kind_of(int group, bool number, bool street) {
  switch (group) {
    case kPersons: return DetectionKind::Person;
    case kPlaces: return street && number ? DetectionKind::Address : DetectionKind::Place;
    case kOrganisations: return DetectionKind::Organisation;
    case kDates: return DetectionKind::Date;
    case kCodes: return DetectionKind::Identifier;
    case kDemographics: return number ? DetectionKind::Age : DetectionKind::Demographic;
    case kQuantities: return DetectionKind::Quantity;
  }
  return DetectionKind::Other;
}

const char* why_of(DetectionKind kind) {
  switch (kind) {
    case DetectionKind::Person: return "The words around it and its form are those of a person's name.";
    case DetectionKind::Place: return "The words around it and its form are those of a place.";
    case DetectionKind::Address: return "It reads like an address.";
    case DetectionKind::Organisation: return "It reads like the name of an organisation.";
    case DetectionKind::Date: return "It reads like a date, a time or a span of time.";
    case DetectionKind::Age: return "It reads like somebody's age.";
    case DetectionKind::Identifier: return "It reads like a number or a reference that stands for somebody.";
    case DetectionKind::Contact: return "It reads like a way to reach somebody.";
    case DetectionKind::Demographic: return "It describes somebody: work, origin, faith, health.";
    case DetectionKind::Quantity: return "An amount that could be recognised.";
    case DetectionKind::Other: return "Something particular to this case.";
  }
  return "";
}

const char* replacement_of(DetectionKind kind) {
  switch (kind) {
    case DetectionKind::Person: return "[name removed]";
    case DetectionKind::Place: return "[place removed]";
    case DetectionKind::Address: return "[address removed]";
    case DetectionKind::Organisation: return "[organisation removed]";
    case DetectionKind::Date: return "[date removed]";
    case DetectionKind::Age: return "[age removed]";
    case DetectionKind::Identifier: return "[reference removed]";
    case DetectionKind::Contact: return "[contact removed]";
    case DetectionKind::Demographic: return "[description removed]";
    case DetectionKind::Quantity: return "[amount removed]";
    case DetectionKind::Other: return "[detail removed]";
  }
  return "";
}

/// Words that join names and say nothing by themselves.
bool joins(std::string_view w) {
  for (const std::string_view j : {"of", "and", "the", "for", "in", "on", "at", "to", "by", "with", "from", "a", "an", "or", "de", "upon", "between", "s"})
    if (w == j) return true;
  return false;
}

/// What is plain in one place holds in the others: a part of a name wherever it stands with a capital, and a whole run of
/// capitalised words as sure as where it is surest.
void spread(const std::vector<model::Token>& tokens, const std::vector<model::WordInfo>& words, const model::Reading& reading,
            std::vector<std::pair<std::size_t, Weighed>>& seen) {
  constexpr float kPlain = 0.5f, kHalf = 0.5f;
  std::unordered_map<std::uint32_t, float> names;
  std::unordered_map<std::uint64_t, float> runs;
  auto run_key = [&](std::size_t t) { return static_cast<std::uint64_t>(reading.contexts[t].run_whole) << 32 | words[tokens[t].word].group; };
  for (const auto& [t, w] : seen) {
    if (!model::is_capital(tokens[t].shape)) continue;
    float& most = runs[run_key(t)];
    most = std::max(most, w.mask);
    if (w.group == kPersons && w.mask >= kPlain && tokens[t].shape != Shape::Letter && !(words[tokens[t].word].flags & model::kTitle)) {
      float& name = names[words[tokens[t].word].group];
      name = std::max(name, w.mask);
    }
  }
  for (auto& [t, w] : seen)
    if (model::is_capital(tokens[t].shape)) w.mask = std::max(w.mask, runs[run_key(t)]);
  if (names.empty()) return;
  std::vector<std::pair<std::size_t, Weighed>> all;
  all.reserve(seen.size() + 16);
  std::size_t next = 0;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const bool here = next < seen.size() && seen[next].first == t;
    if (!here && !model::is_capital(tokens[t].shape)) continue;
    Weighed w = here ? seen[next++].second : Weighed{};
    if (model::is_capital(tokens[t].shape)) {
      const auto it = names.find(words[tokens[t].word].group);
      // In a judgment a name that stays may be part of one that goes ("Warsaw Regional Court"): the model's word is enough.
      if (it != names.end() && !reading.judgment && w.mask < kHalf * it->second) {
        w.mask = kHalf * it->second;
        w.group = kPersons;
        w.spread = true;
      }
    }
    if (w.mask > 0) all.emplace_back(t, w);
  }
  seen.swap(all);
}

}  // namespace

// A line through the log-odds of words of judgments that the model had not learned from, fitted by maximum likelihood over all
// five folds; `bench/tab/run` prints the reliability that it gives and the line that would be better. Order stays as it was.
float calibrated(float odds) { return probability(0.937f * odds - 0.352f); }

void recognise_by_model(std::string_view s, model::Tagger& tagger, const DetectOptions& options, std::vector<Detection>& out) {
  const auto& scores = tagger.tag(s);
  const auto& reading = tagger.reading();
  const auto& tokens = reading.tokens;
  const auto& words = tagger.words();
  const auto floor = static_cast<float>(options.floor);

  std::vector<std::pair<std::size_t, Weighed>> seen;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    if (1.0f - scores[t].of[0] < floor * 0.5f) continue;
    seen.emplace_back(t, weigh(scores[t], options.profile, reading.judgment, model::is_capital(tokens[t].shape)));
  }
  spread(tokens, words, reading, seen);

  std::size_t open_at = tokens.size();  // the word that the last stretch ended with
  int open_group = 0;
  float best = 0, odds = 0;
  std::size_t in_stretch = 0;
  bool number = false, street = false, spread_only = true;
  // Says what a whole stretch is, once its last word is known.
  auto finish = [&] {
    if (in_stretch == 0) return;
    Detection& d = out.back();
    d.kind = kind_of(open_group, number, street);
    d.confidence = reading.judgment ? calibrated(odds / static_cast<float>(in_stretch)) : best;
    d.why = spread_only ? "The same word stands elsewhere in this document where it is plainly a name." : why_of(d.kind);
    d.replacement = replacement_of(d.kind);
    d.by = spread_only ? "document" : "model";
  };
  // In a judgment much is named and stays: only words that are more likely than not part of a name, or about as likely to go
  // as their neighbour, share a stretch there, and it is as sure as the mean of its words. In other prose it is as sure as its
  // surest word, for all of a name must go.
  auto alike = [&](const Weighed& a, const Weighed& b) {
    return !reading.judgment || (a.named > 0.5f && b.named > 0.5f) || std::min(a.mask, b.mask) > 0.4f * std::max(a.mask, b.mask);
  };
  const Weighed* before_it = nullptr;
  for (const auto& [t, w] : seen) {
    if (w.mask < floor) continue;
    const auto& token = tokens[t];
    const auto shown = s.substr(token.begin, token.end - token.begin);
    if (token.shape == Shape::Lower && w.mask < 0.4f && joins(shown)) continue;
    const bool is_digit = model::is_number(token.shape) || token.shape == Shape::DigitLetter || (words[token.word].flags & model::kNumber);
    const bool is_street = (words[token.word].flags & model::kStreet) && model::is_capital(token.shape);
    // Joined to the stretch before it when nothing but a blank, a hyphen or the point of an initial stands between.
    bool joined = open_at + 1 == t && open_group == w.group && !token.breaks && alike(*before_it, w);
    if (joined) {
      const auto& before = tokens[t - 1];
      switch (token.gap) {
        case Gap::Space: case Gap::Hyphen: case Gap::Joined: case Gap::Apostrophe: case Gap::Slash: break;
        case Gap::Point: joined = before.shape == Shape::Letter || before.end - before.begin <= 3 || is_digit; break;
        case Gap::Comma: joined = w.group == kDates || w.group == kPlaces || (w.group == kQuantities && is_digit); break;
        case Gap::Colon: joined = w.group == kDates; break;
        case Gap::Line: joined = !token.sentence; break;
        case Gap::Start: case Gap::Open: case Gap::Close: case Gap::Quote: case Gap::Dash: case Gap::Other: joined = false; break;
      }
    }
    if (joined) {
      auto& d = out.back();
      d.span.end = token.end;
      best = std::max(best, w.mask);
      odds += log_odds(w.mask);
      ++in_stretch;
      number = number || is_digit;
      street = street || is_street;
      spread_only = spread_only && w.spread;
    } else {
      finish();
      Detection& d = out.emplace_back();
      d.span = {token.begin, token.end};
      open_group = w.group;
      best = w.mask;
      odds = log_odds(w.mask);
      in_stretch = 1;
      number = is_digit;
      street = is_street;
      spread_only = w.spread;
    }
    open_at = t;
    before_it = &w;
  }
  finish();
}

}  // namespace heed::anonymise

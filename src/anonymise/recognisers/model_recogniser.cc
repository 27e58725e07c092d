#include <algorithm>
#include <array>

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
  int group = kMisc;
  bool open = false;  ///< of its kind, more likely one that stays
};

Weighed weigh(const Scores& s, Profile profile, bool judgment) {
  std::array<float, kGroups> by{};
  float masked = 0, staying = 0;
  for (int k = 1; k < model::kLabels; ++k) {
    const bool open = k >= static_cast<int>(Label::OpenPerson);
    const bool agency = k == static_cast<int>(Label::OpenOrganisation) || k == static_cast<int>(Label::OpenPerson);
    // A judgment's open kinds are the court's own choice; in other prose only a review's agencies and panel stay.
    const bool counts = judgment && profile == Profile::General ? !open : profile == Profile::General || !agency;
    (counts ? masked : staying) += s.of[k];
    by[static_cast<std::size_t>(kGroupOf[static_cast<std::size_t>(k)])] += counts ? s.of[k] : s.of[k] * 0.25f;
  }
  Weighed w;
  w.mask = masked;
  w.open = staying > masked;
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
    default: return DetectionKind::Other;
  }
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

}  // namespace

void recognise_by_model(std::string_view s, model::Tagger& tagger, const DetectOptions& options, std::vector<Detection>& out) {
  const auto& scores = tagger.tag(s);
  const auto& reading = tagger.reading();
  const auto& tokens = reading.tokens;
  const auto& words = tagger.words();
  const auto floor = static_cast<float>(options.floor);
  std::size_t open_at = tokens.size();  // the word that the last stretch ended with
  int open_group = 0;
  float best = 0;
  bool number = false, street = false;
  auto finish = [&](Detection& d) {
    d.kind = kind_of(open_group, number, street);
    d.confidence = best;
    d.why = why_of(d.kind);
    d.replacement = replacement_of(d.kind);
    d.by = "model";
  };
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    const float any = 1.0f - scores[t].of[0];
    if (any < floor) continue;
    const Weighed w = weigh(scores[t], options.profile, reading.judgment);
    if (w.mask < floor) continue;
    const auto& token = tokens[t];
    const auto shown = s.substr(token.begin, token.end - token.begin);
    if (token.shape == Shape::Lower && w.mask < 0.4f && joins(shown)) continue;
    const bool is_digit = model::is_number(token.shape) || token.shape == Shape::DigitLetter || (words[token.word].flags & model::kNumber);
    const bool is_street = (words[token.word].flags & model::kStreet) && model::is_capital(token.shape);
    // Joined to the stretch before it when nothing but a blank, a hyphen or the point of an initial stands between.
    bool joined = open_at + 1 == t && open_group == w.group && !token.breaks;
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
      number = number || is_digit;
      street = street || is_street;
      finish(d);
    } else {
      Detection& d = out.emplace_back();
      d.span = {token.begin, token.end};
      open_group = w.group;
      best = w.mask;
      number = is_digit;
      street = is_street;
      finish(d);
    }
    open_at = t;
  }
}

}  // namespace heed::anonymise

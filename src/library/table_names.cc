// The standing tables, and what else can be asked for by name. For tables*.cc, through table_names.h.
#include "library/table_names.h"

#include <algorithm>

namespace heed::library {

namespace {

using S = Subject;

// In the order of the Home Office's own analyses: what there is, who, how, what was known, what came of it, when and where.
constexpr Standing kStanding[] = {
    {"summary", "What is coded", "What there is", S::Review, "", ""},
    {"death-type", "Intimate partner, familial and suicide", "Kind of death", S::Victim, "death-type", ""},
    {"case-type", "Type of case", "Kind of death", S::Victim, "case-type", ""},
    {"case-flags", "Kind of death, as tagged", "Kind of death", S::Review, "case-flags", ""},
    {"victims-by-sex", "Victims by sex", "Victims", S::Victim, "sex-of-victim", ""},
    {"victims-by-age", "Victims by age", "Victims", S::Victim, "age-at-death", ""},
    {"victims-by-ethnicity", "Victims by ethnicity", "Victims", S::Victim, "victim-ethnicity", ""},
    {"victims-by-ethnic-group", "Victims by ethnic group", "Victims", S::Victim, "victim-ethnic-group", ""},
    {"victims-by-sexual-orientation", "Victims by sexual orientation", "Victims", S::Victim, "sexual-orientation-of-victim", ""},
    {"victims-by-religion", "Victims by religion", "Victims", S::Victim, "victim-religion", ""},
    {"victim-vulnerabilities", "Vulnerabilities of victims", "Victims", S::Victim, "victim-vulnerabilities", ""},
    {"victim-vulnerability-count", "How many vulnerabilities victims had", "Victims", S::Victim, "victim-vulnerability-count", ""},
    {"victim-mental-health", "Mental health of victims", "Victims", S::Victim, "victim-mental-health", ""},
    {"victim-circumstances", "Circumstances of victims", "Victims", S::Victim, "victim-circumstances", ""},
    {"perpetrators-by-sex", "Perpetrators by sex", "Perpetrators", S::Perpetrator, "sex-of-perpetrator", ""},
    {"perpetrators-by-age", "Perpetrators by age", "Perpetrators", S::Perpetrator, "age-at-fatal-incident", ""},
    {"perpetrators-by-ethnicity", "Perpetrators by ethnicity", "Perpetrators", S::Perpetrator, "perpetrator-ethnicity", ""},
    {"perpetrators-by-ethnic-group", "Perpetrators by ethnic group", "Perpetrators", S::Perpetrator, "perpetrator-ethnic-group", ""},
    {"perpetrators-by-sexual-orientation", "Perpetrators by sexual orientation", "Perpetrators", S::Perpetrator, "sexual-orientation-of-perpetrator", ""},
    {"perpetrator-vulnerabilities", "Vulnerabilities of perpetrators", "Perpetrators", S::Perpetrator, "perpetrator-vulnerabilities", ""},
    {"perpetrator-vulnerability-count", "How many vulnerabilities perpetrators had", "Perpetrators", S::Perpetrator, "perpetrator-vulnerability-count", ""},
    {"perpetrator-mental-health", "Mental health of perpetrators", "Perpetrators", S::Perpetrator, "perpetrator-mental-health", ""},
    {"perpetrator-circumstances", "Circumstances of perpetrators", "Perpetrators", S::Perpetrator, "perpetrator-circumstances", ""},
    {"court-verdict", "Court verdicts", "Perpetrators", S::Perpetrator, "court-verdict", ""},
    {"relationship", "Who the victim was to the perpetrator", "Relationship", S::Victim, "relationship-to-perpetrator", ""},
    {"relationship-group", "Kind of relationship", "Relationship", S::Victim, "relationship-group", ""},
    {"relationship-by-sex", "Kind of relationship by sex of the victim", "Relationship", S::Victim, "relationship-group", "sex-of-victim"},
    {"sex-of-victim-and-perpetrator", "Sex of the victim by sex of the perpetrator", "Relationship", S::Victim, "sex-of-victim", "sex-of-perpetrator"},
    {"alcohol-of-victim-and-perpetrator", "Alcohol misuse of the victim by that of the perpetrator", "Relationship", S::Victim, "victim-vuln-alcohol", "perpetrator-vuln-alcohol"},
    {"alcohol-by-sex", "Alcohol misuse of the victim by sex of the victim", "Relationship", S::Victim, "victim-vuln-alcohol", "sex-of-victim"},
    {"method", "Method of killing", "The death", S::Review, "cause-of-death", ""},
    {"method-by-sex", "Method of killing by sex of the victim", "The death", S::Victim, "cause-of-death", "sex-of-victim"},
    {"location", "Place of death", "The death", S::Review, "location-of-death", ""},
    {"home-office-categories", "The Home Office's own categories", "The death", S::Review, "home-office-categories", ""},
    {"children", "Children", "The death", S::Review, "children", ""},
    {"aggravating-factors", "Aggravating factors", "What had gone before", S::Review, "aggravating-factors", ""},
    {"aggravating-factor-count", "How many aggravating factors there were", "What had gone before", S::Review, "aggravating-factor-count", ""},
    {"aggravating-factors-by-year", "Aggravating factors by year of death", "What had gone before", S::Review, "aggravating-factors", "year-of-death"},
    {"agencies-aware", "Agencies and people who knew the perpetrator as an abuser", "Agencies", S::Perpetrator, "agencies-aware", ""},
    {"perpetrator-services", "Services that perpetrators were with", "Agencies", S::Perpetrator, "perpetrator-services", ""},
    {"recommendations-to", "Agencies that recommendations were made to", "Agencies", S::Review, "recommendations-to", ""},
    {"recommendation-themes", "Themes of recommendations", "Themes", S::Review, "recommendation-themes", ""},
    {"recommendation-themes-by-year", "Themes of recommendations by year of death", "Themes", S::Review, "recommendation-themes", "year-of-death"},
    {"themes", "Every theme", "Themes", S::Review, "*", ""},
    {"themes-over-time", "Every theme by period of death", "Themes", S::Review, "*", "period-of-death"},
    {"family-involvement", "The family's part in the review", "The review", S::Review, "family-involvement", ""},
    {"time-to-publication", "Time from death to publication", "The review", S::Review, "", ""},
    {"year", "Incidents by year of death", "When and where", S::Review, "year-of-death", ""},
    {"year-of-publication", "Reviews by year of publication", "When and where", S::Review, "year-of-publication", ""},
    {"death-type-by-year", "Intimate partner, familial and suicide by year of death", "When and where", S::Victim, "death-type", "year-of-death"},
    {"region", "Incidents by region", "When and where", S::Review, "region", ""},
    {"police-force", "Incidents by police force area", "When and where", S::Review, "police-force", ""},
    {"csp", "Incidents by community safety partnership", "When and where", S::Review, "csp", ""},
};

struct Other {
  std::string_view name, id;
};
// Names under which one would look for them first.
constexpr Other kOthers[] = {
    {"sex", "victims-by-sex"}, {"by-sex", "victims-by-sex"}, {"age", "victims-by-age"}, {"by-age", "victims-by-age"}, {"by-age-band", "victims-by-age"}, {"age-band", "victims-by-age"},
    {"ethnicity", "victims-by-ethnicity"}, {"by-ethnicity", "victims-by-ethnicity"}, {"by-relationship", "relationship"}, {"by-method", "method"}, {"by-year", "year"},
    {"by-region", "region"}, {"by-police-force", "police-force"}, {"by-force", "police-force"}, {"by-partnership", "csp"}, {"partnership", "csp"}, {"by-csp", "csp"},
    {"three-way-split", "death-type"}, {"three-way", "death-type"}, {"vulnerabilities", "victim-vulnerabilities"}, {"mental-health", "victim-mental-health"},
    {"agencies", "agencies-aware"}, {"by-location", "location"}, {"categories", "home-office-categories"}, {"most-filtered", "home-office-categories"}, {"totals", "summary"}, {"publication-time", "time-to-publication"}, {"verdict", "court-verdict"},
    {"outcomes", "court-verdict"}, {"incident-flags", "case-flags"}, {"intimate-partner-flag", "intimate-partner-violence"},
};

}  // namespace

const Standing* standing(std::string_view name) {
  const auto id = slug(name);
  for (const auto& s : kStanding)
    if (s.id == id) return &s;
  return nullptr;
}

std::string_view other_name(std::string_view name) {
  const auto id = slug(name);
  for (const auto& o : kOthers)
    if (o.name == id) return o.id;
  return {};
}

/// The standing table that tells the same of other people: "victims-by-sex" asked of perpetrators.
const Standing* standing_of(const Standing& of, Subject unit) {
  if (of.unit == unit || of.what.empty() || of.what == "*") return nullptr;
  const auto* field = FieldSchema::built_in().find(of.what);
  if (!field || field->of != of.unit) return nullptr;
  for (const auto& s : kStanding) {
    if (s.unit != unit || !of.by.empty() || !s.by.empty()) continue;
    const auto* other = FieldSchema::built_in().find(s.what);
    if (other && other->of == unit && !other->scale.empty() && other->scale == field->scale) return &s;
  }
  return nullptr;
}

const std::vector<TableName>& standing_tables() {
  static const std::vector<TableName> all = [] {
    std::vector<TableName> out;
    for (const auto& s : kStanding) out.push_back({std::string(s.id), std::string(s.title), std::string(s.section), s.unit, true});
    return out;
  }();
  return all;
}

std::vector<TableName> table_names() {
  auto out = standing_tables();
  const auto had = [&](const std::string& id) { return std::any_of(out.begin(), out.end(), [&](const TableName& t) { return t.id == id; }); };
  const auto& schema = FieldSchema::built_in();
  for (const auto& g : schema.groups())
    if (!had(g.id)) out.push_back({g.id, g.label, "Groups of flags", g.of, false});
  for (const auto& f : schema.fields())
    if (!had(f.id)) out.push_back({f.id, schema.full_label(f), "Fields", f.of, false});
  return out;
}

}  // namespace heed::library

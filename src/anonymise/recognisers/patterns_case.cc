// References of police, courts, coroners, multi-agency meetings and social care. Most mean something only after the words
// that announce them; a few have a form of their own.
#include "anonymise/recognisers/pattern.h"

namespace heed::anonymise {

namespace {

Verdict judge_police_form(std::string_view, const Surroundings& around) {
  return {around.announced_by("crime|custody|incident|urn|reference|ref|police|pnc|cro|log|cad") ? 0.9 : 0.5, "The form of a police reference."};
}
Verdict judge_court(std::string_view, const Surroundings& around) {
  return {around.announced_by("case|claim|court|number|no|ref|reference|matter|re|proceedings|indictment") ? 0.93 : 0.7, "The form of a court's case number."};
}

}  // namespace

std::span<const Pattern> case_patterns() {
  constexpr auto kId = DetectionKind::Identifier;
  constexpr const char* kGone = "[reference removed]";
  static const Pattern all[] = {
      pattern(kId, "reference", kGone, Near::Announced, 2,
              "(?i)\\b(?:crime|custody|incident|case|cad|urn|log|niche|storm|athena|marac|occurrence|reference|ref|hospital|passport|licence)(?: number| no| ref| reference| id)?"
              "\\.?:? ?#?([A-Z]{0,4}[-/ ]?\\d[A-Z0-9/-]{3,}\\d[A-Z]?)\\b",
              Verdict{0.75, "Letters and digits after a word that announces a reference."}),
      // 12AB/3456/19, 01/12345/20, 42AB1234519 and PNC 12/345678X.
      pattern(kId, "police-reference", kGone, Near::Anything, 7, "\\b(\\d{2}[A-Z]{1,2}\\d?/\\d{3,6}/\\d{2}|\\d{2}/\\d{4,7}/\\d{2}|\\d{2}[A-Z]{2}\\d{7}|\\d{2,4}/\\d{5,7}[A-Z])\\b", judge_police_form),
      pattern(kId, "police-log", kGone, Near::Announced, 1,
              "(?i)\\b(?:cad|log|incident|urn|crimint|merlin|vist|ppn|oel|stop ?search)(?: (?:number|no\\.?|ref\\.?|reference|id))?[.:]? ?#?(\\d{1,6}(?:[/-]\\d{2,6}(?:[/-]\\d{2,4})?| of \\d{1,2}[ /][A-Za-z0-9]{1,9}[ /]\\d{2,4})?)\\b",
              Verdict{0.8, "A number after the name of a police log."}),
      pattern(kId, "collar-number", "[number removed]", Near::Announced, 3, "\\b(?:PC|DC|PS|DS|DI|PCSO|WPC|TDC|TDS|Sgt|Constable|Sergeant) ?(\\d{3,6}[A-Z]{0,2})\\b", Verdict{0.8, "A number after a police rank: it stands for one officer."}),
      pattern(kId, "case-system", kGone, Near::Announced, 3,
              "(?i)\\b(?:marac|mappa|mash|dash|liquid ?logic|mosaic|las|lcs|care ?first|ehm|ics|paris|rio|care ?notes|systm ?one|emis|ecm|oasis|ndelius|delius|nomis|p-nomis|client|service user|"
              "tenancy|prison|prisoner|rent)(?: (?:case|record))?(?: (?:number|no\\.?|id|ref\\.?|reference))?[.:]? ?#?([A-Z]{0,4}[-/]?\\d{3,10}(?:[/-]\\d{1,8}){0,2}[A-Z]{0,2})\\b",
              Verdict{0.85, "A number after the name of a record system that social care, health or a multi-agency meeting uses."}),
      // Family (FD24C00123, ZC21P01234), County Court (E12YJ345), Crown Court (T20217001), High Court (KB-2023-001234), Court of
      // Appeal (CA-2021-000123).
      pattern(kId, "court-case", kGone, Near::Letters, 5,
              "\\b([A-Z]{2}\\d{2}[A-Z]\\d{5}|[A-Z]\\d{2}[A-Z]{2}\\d{3}|[ATSU] ?20\\d{6}|(?:KB|QB|CO|HC|HP|BL|PT|CL|CA|FA|AC)-\\d{4}-(?:[A-Z]{3}-)?\\d{4,6}|CO/\\d{3,5}/\\d{4})\\b", judge_court),
      pattern(DetectionKind::Other, "neutral-citation", "[citation removed]", Near::Letters, 4,
              "(\\[\\d{4}\\] (?:EW(?:CA|HC|FC|COP|CC)|UK(?:SC|HL|PC|UT|FTT|AIT|EAT)|CSIH|CSOH|NICA|NIQB) (?:(?:Civ|Crim|Fam|Admin|B|HCJ|AAC|IAC) )?\\d{1,5}(?: \\([A-Za-z]{2,8}\\))?)", Verdict{0.4, "The neutral citation of a judgment: it leads to a text that may name people."}),
      pattern(kId, "coroner-reference", kGone, Near::Announced, 3,
              "(?i)\\b(?:inquest|coroner(?:'s|\\x{2019}s)?|investigation|regulation 28|pfd|prevention of future deaths report|report)(?: (?:case|file))?(?: (?:number|no\\.?|ref\\.?|reference|touching))[.:]? ?#?"
              "([A-Z]{0,4}[-/]?\\d{2,10}(?:[/-][A-Z0-9]{1,8}){0,3})\\b",
              Verdict{0.8, "A reference after words that speak of a coroner, an inquest or a report of theirs."}),
  };
  return all;
}

}  // namespace heed::anonymise

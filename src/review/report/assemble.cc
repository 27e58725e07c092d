// What Heed puts into a section, from the review's beginnings to its evidence. Findings, lessons, recommendations and actions are in
// assemble_learning.cc.
#include "review/report/assemble.h"

#include <algorithm>

#include "review/casefile/casefile.h"
#include "review/chronology/chronology.h"
#include "review/decision/decision.h"
#include "review/evidence/evidence.h"
#include "review/notification/notification.h"
#include "review/report/assemble_parts.h"

namespace heed::review {

namespace {

using assembling::Sheet;
using assembling::joined;

std::string day_words(const UncertainDate& date) { return date.understood(); }

const Person* who_died(const std::vector<PersonRow>& people, std::string* called, store::Reader& r) {
  for (const auto& p : people)
    if (has_role(p.value, "died")) {
      if (called) *called = known_as(r, p);
      return &p.value;
    }
  return nullptr;
}

/// Those who conducted the review stay named, so their names may stand in its report.
std::string named(const Appointment& a) {
  std::string out = a.name.reveal();
  if (!a.post.empty()) out += (out.empty() ? "" : ", ") + a.post;
  if (!a.organisation.empty()) out += (out.empty() ? "" : ", ") + a.organisation;
  return out;
}

std::string title_page(Sheet& s) {
  const auto all = people(s.r, s.review.id);
  std::string called;
  const Person* died = who_died(all, &called, s.r);
  s.para(s.kind.title);
  s.para("A " + s.edition.naming.long_name + (died ? " into the death of " + called : ""));
  if (died && !died->died.month_and_year().empty()) s.para("Died in " + died->died.month_and_year());
  for (const auto& a : appointments(s.r, s.review.id))
    if (a->role == "chair" || a->role == "author")
      s.para((a->role == "chair" ? "Independent chair: " : "Author: ") + named(a.value));
  if (const auto body = access::partnership(s.r, s.review->responsible); body.ok()) s.para(body->value.name);
  s.para("Reference " + s.review->reference + ". " + heed::in_words(s.today) + ".");
  return s.out;
}

std::string summary(Sheet& s) {
  const auto told = notification(s.r, s.review.id);
  std::string called;
  const auto all = people(s.r, s.review.id);
  if (const Person* died = who_died(all, &called, s.r)) {
    std::string line = "This " + s.edition.naming.long_name + " looks at how agencies responded to and supported " + called + " before " + called + "’s death";
    if (const auto month = died->died.month_and_year(); !month.empty()) line += " in " + month;
    s.para(line + ".");
  }
  if (told.ok()) {
    if (told->value.manner == "suicide") s.para("The death was by suicide. The review looks at the abuse that came before it.");
    if (!told->value.told_on.empty()) s.para("The partnership was told of the death on " + day_words(told->value.told_on) + ".");
  }
  if (const auto decided = current_decision(s.r, s.review.id)) {
    std::string line = decided->value.title + ": decided on " + heed::in_words(decided->value.day);
    if (!decided->value.decided_by.empty()) line += " by " + decided->value.decided_by;
    s.para(line + ".");
    for (const auto& reason : decided->value.reasons) s.item(reason.title + (reason.text.empty() ? "" : ": " + reason.text));
  }
  const auto& purposes = s.edition.public_words.purposes;
  if (!purposes.empty()) {
    s.para(s.edition.public_words.purpose_heading.empty() ? "The purpose of a review is to:" : s.edition.public_words.purpose_heading + ":");
    for (const auto& p : purposes) s.item(p);
  }
  return s.out;
}

std::string timescales(Sheet& s) {
  const auto holds = hold_spans(s.r, s.review.id);
  const auto all = guidance::duties(s.r, s.review.id);
  for (const auto& row : all) {
    if (!row->shown) continue;
    const auto sentence = guidance::timescale_sentence(row.value, s.today, holds);
    if (!sentence.empty()) s.item(sentence);
  }
  for (const auto& hold : holds)
    s.item("On hold from " + heed::in_words(hold.from) + (hold.until ? " until " + heed::in_words(*hold.until) : ", and still on hold") + ": " + hold.reason);
  return s.out;
}

std::string confidentiality(Sheet& s) {
  s.para("The findings of this review are confidential until it is published. They are available only to participating officers and professionals and their line managers.");
  bool any = false;
  for (const auto& p : people(s.r, s.review.id)) {
    if (p->pseudonym.empty()) continue;
    if (!any) s.para("Pseudonyms are used in this report to protect the people in it:");
    any = true;
    std::string line = p->pseudonym;
    if (!p->pseudonym_chosen_by.empty()) line += ", chosen by " + p->pseudonym_chosen_by;
    if (!p->pseudonym_agreed_by.empty()) line += ", agreed by " + p->pseudonym_agreed_by;
    s.item(line);
  }
  if (!any) s.para("Pseudonyms have not been agreed yet.");
  return s.out;
}

std::string terms_of_reference(Sheet& s) {
  const auto now = current_terms(s.r, s.review.id);
  if (now) {
    const auto& t = now->value;
    if (!t.purpose.empty()) s.heading("Purpose").text(t.purpose);
    if (!t.scope.empty()) s.heading("Scope").text(t.scope);
    if (!t.period_from.empty() || !t.period_until.empty()) {
      s.heading("Period under review");
      s.para("From " + (t.period_from.empty() ? std::string("the start of records") : day_words(t.period_from)) + " to " +
             (t.period_until.empty() ? std::string("the death") : day_words(t.period_until)) + ".");
      s.text(t.period_why);
    }
  }
  const auto lines = key_lines(s.r, s.review.id);
  if (!lines.empty()) {
    s.heading("Key lines of enquiry");
    for (const auto& line : lines)
      s.item(std::to_string(line->number) + ". " + line->question + (line->closed ? " (closed: " + line->closed_why + ")" : ""));
  }
  if (now && !now->value.agreed_on.empty()) {
    const auto& t = now->value;
    s.para("Version " + std::to_string(t.number) + ", agreed" + (t.agreed_by.empty() ? "" : " by " + t.agreed_by) + " on " + day_words(t.agreed_on) + ".");
    if (t.family_consulted == "yes") s.para("The family was consulted on the terms of reference." + (t.family_note.empty() ? "" : " " + t.family_note));
    else if (t.family_consulted == "chose_not_to") s.para("The family was asked about the terms of reference and chose not to comment.");
    else if (t.family_consulted == "not_reached") s.para("The family could not be reached about the terms of reference.");
  }
  return s.out;
}

std::string family(Sheet& s) {
  // Counted only: the report speaks of nobody who takes part unless the author, who knows them, writes it.
  for (const auto& tally : milestone_tallies(s.r, s.review.id, s.edition)) {
    const auto* milestone = s.edition.milestone(tally.milestone);
    std::vector<std::string> parts;
    const auto add = [&](int n, const char* words) {
      if (n) parts.push_back(std::to_string(n) + " " + words);
    };
    add(tally.yes, "did");
    add(tally.chose_not_to, "chose not to");
    add(tally.not_offered, tally.not_offered == 1 ? "was not offered it" : "were not offered it");
    add(tally.not_reached, "could not be reached");
    add(tally.unanswered, "not recorded yet");
    if (milestone && !parts.empty()) s.item(milestone->title + ": " + joined(parts) + ".");
  }
  return s.out;
}

std::string contributors(Sheet& s) {
  std::vector<std::vector<std::string>> rows;
  const auto all = returns(s.r, s.actor, s.review);
  for (const auto& row : agencies_of_review(s.r, s.review.id)) {
    std::vector<std::string> sent;
    std::string independence;
    for (const auto& ret : all) {
      if (ret->agency != row->agency || ret->status == ReturnStatus::Cancelled) continue;
      sent.push_back(ret->nil ? "No trace found" : ret->title + (ret->versions == 0 ? " (asked for)" : ""));
      const auto handed_in = versions(s.r, s.actor, s.review, ret.id);
      if (!handed_in.empty() && handed_in.back()->independence.independent == "yes")
        independence = "The author had no line management of, or direct involvement in, the case.";
      else if (!handed_in.empty() && handed_in.back()->independence.independent == "no")
        independence = "The author was not independent: " + handed_in.back()->independence.details;
    }
    rows.push_back({access::agency_name(s.r, row->agency), row->involved, sent.empty() ? "Nothing was asked for" : joined(sent), independence});
  }
  if (!rows.empty()) s.table({"Agency", "Involvement", "What it sent", "Independence of the author"}, rows);
  std::vector<std::string> left_out;
  for (const auto& row : scoping(s.r, s.review.id))
    if (row->answer == ScopingAnswer::NoTrace) left_out.push_back(access::agency_name(s.r, row->agency));
  if (!left_out.empty()) s.para("Asked, and found no trace of anybody concerned: " + joined(left_out) + ".");
  return s.out;
}

std::string panel(Sheet& s) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& a : appointments(s.r, s.review.id)) {
    const std::string role = a->role == "chair"          ? "Independent chair"
                             : a->role == "author"       ? "Author"
                             : a->role == "panel_member" ? "Panel member"
                                                         : "Adviser";
    rows.push_back({a->name.reveal(), role, a->post, a->organisation});
  }
  if (rows.empty()) return s.out;
  s.table({"Name", "On the panel", "Post", "Organisation"}, rows);
  if (const auto said = settings(s.r, s.review.id); !said->panel_met.empty()) s.para("The panel first met on " + day_words(said->panel_met) + ".");
  for (const auto& a : appointments(s.r, s.review.id))
    if (a->conflict == "declared") s.para("A possible conflict was declared: " + named(a.value) + ". " + a->conflict_detail);
  return s.out;
}

std::string author(Sheet& s) {
  for (const auto& a : appointments(s.r, s.review.id)) {
    if (a->role != "chair" && a->role != "author") continue;
    s.para((a->role == "chair" ? "Independent chair: " : "Author: ") + named(a.value) + ".");
    s.text(a->independence);
  }
  return s.out;
}

std::string parallel_reviews(Sheet& s) {
  const auto kind = [](const std::string& k) -> std::string {
    if (k == "criminal") return "Criminal proceedings";
    if (k == "inquest") return "Inquest";
    if (k == "safeguarding_adult") return "Safeguarding adults review";
    if (k == "safeguarding_child") return "Child safeguarding practice review";
    if (k == "mental_health") return "Mental health homicide review";
    if (k == "police_conduct") return "Independent investigation of police conduct";
    if (k == "offensive_weapon") return "Offensive weapons homicide review";
    if (k == "family_court") return "Family court proceedings";
    return "Other proceedings";
  };
  const auto status = [](const std::string& k) -> std::string {
    if (k == "expected") return "expected";
    if (k == "open") return "under way";
    if (k == "concluded") return "concluded";
    if (k == "none") return "none was held";
    return "not known";
  };
  for (const auto& p : parallel(s.r, s.review.id)) {
    std::string line = kind(p->kind) + (p->title.empty() ? "" : " (" + p->title + ")") + ": " + status(p->status);
    if (!p->ended.empty()) line += ", ended " + day_words(p->ended);
    line += ".";
    if (!p->outcome.empty()) line += " " + p->outcome;
    s.item(line);
  }
  return s.out;
}

std::string equality(Sheet& s) {
  struct Words { const char *kind, *words; };
  constexpr Words kKinds[] = {{"sex", "Sex"}, {"ethnicity", "Ethnicity"}, {"nationality", "Nationality"}, {"religion", "Religion or belief"},
                              {"disability", "Disability"}, {"sexual_orientation", "Sexual orientation"}, {"gender_identity", "Gender identity"},
                              {"language", "Language"}, {"pregnancy", "Pregnancy and maternity"}};
  for (const auto& p : people(s.r, s.review.id)) {
    // Children are never told apart by sex or age, nor by anything else here.
    if (!has_role(p.value, "died") && !has_role(p.value, "suspected")) continue;
    s.heading(known_as(s.r, p));
    std::vector<std::vector<std::string>> rows;
    for (const auto& k : kKinds) {
      const auto it = std::find_if(p->characteristics.begin(), p->characteristics.end(), [&](const Characteristic& c) { return c.kind == k.kind; });
      std::string said = "Not answered yet";
      if (it != p->characteristics.end()) {
        if (it->answer == "value") said = it->value;
        else if (it->answer == "not_known") said = "Not known";
        else if (it->answer == "not_asked") said = "Agencies did not ask";
        else if (it->answer == "not_recorded") said = "Agencies did not record it";
        else if (it->answer == "withheld") said = "Withheld";
      }
      rows.push_back({k.words, said, ""});
    }
    s.table({"Characteristic", "What is known", "What it meant for the person, and for how services answered"}, rows);
  }
  return s.out;
}

std::string people_words(Sheet& s) {
  const auto all = people(s.r, s.review.id);
  if (all.empty()) return s.out;
  int children = 0;
  std::vector<std::vector<std::string>> rows;
  std::string died_called;
  const Person* died = who_died(all, &died_called, s.r);
  for (const auto& p : all) {
    if (has_role(p.value, "child")) {
      ++children;
      continue;
    }
    if (has_role(p.value, "staff")) continue;
    std::string role, about;
    if (has_role(p.value, "died")) role = "Who died";
    else if (has_role(p.value, "suspected")) role = "Suspected of, or known for, abuse";
    else if (has_role(p.value, "family")) role = "Family";
    else role = "Other";
    if (died && (has_role(p.value, "died") || has_role(p.value, "suspected")))
      if (const auto age = age_at(p->born, died->died)) about = "Aged " + std::to_string(*age) + " at the time of the death";
    rows.push_back({known_as(s.r, p), role, about});
  }
  s.table({"Called in this report", "Who they are", "Age"}, rows);
  if (children) s.para(children == 1 ? "A child of the family is spoken of without age or sex." : "Children of the family are spoken of without age or sex.");
  return s.out;
}

std::string chronology(Sheet& s) {
  if (!access::allowed(s.actor, access::Action::ViewChronology, thing_of(s.review))) return s.out;
  EntryFilter filter;
  const auto rows = all_entries(s.r, s.review.id, filter);
  // The report tells what happened, month by month, for the author to shorten; the table of every contact is not for printing whole.
  std::string month;
  for (const auto& e : rows) {
    if (!e->doubt.empty()) continue;
    const std::string now = e->date.empty() ? "Without a date" : e->date.month_and_year();
    if (now != month) s.heading(month = now);
    std::string line = (e->agency.empty() ? "" : e->agency + ": ") + e->what;
    if (!e->action.empty()) line += " " + e->action;
    s.item(line);
  }
  return s.out;
}

std::string dissemination(Sheet& s) {
  s.para("This report goes to:");
  for (const auto& row : agencies_of_review(s.r, s.review.id)) s.item(access::agency_name(s.r, row->agency));
  s.item("The family");
  s.item("The Home Office quality assurance panel");
  s.item("The Domestic Abuse Commissioner");
  return s.out;
}

}  // namespace

std::string assemble(store::Reader& r, const access::Actor& actor, const ReviewRow& review, const guidance::Edition& edition,
                     const guidance::DocumentKind& kind, const guidance::Section& section, Day today) {
  Sheet sheet{r, actor, review, edition, kind, section, today, {}, false};
  struct Maker { std::string_view word; std::string (*make)(Sheet&); access::Action needs; };
  using access::Action;
  static constexpr Maker kMakers[] = {
      {"title_page", title_page, Action::ViewReport},
      {"summary", summary, Action::ViewReport},
      {"timescales", timescales, Action::ViewReport},
      {"confidentiality", confidentiality, Action::ViewPeople},
      {"terms_of_reference", terms_of_reference, Action::ViewReport},
      {"family", family, Action::ViewReport},
      {"contributors", contributors, Action::ViewReport},
      {"panel", panel, Action::ViewReport},
      {"author", author, Action::ViewReport},
      {"parallel", parallel_reviews, Action::ViewReport},
      {"equality", equality, Action::ViewPeople},
      {"dissemination", dissemination, Action::ViewReport},
      {"people", people_words, Action::ViewPeople},
      {"chronology", chronology, Action::ViewChronology},
      {"findings", assembling::findings_text, Action::ViewFindings},
      {"good_practice", assembling::good_practice_text, Action::ViewFindings},
      {"lessons", assembling::lessons_text, Action::ViewFindings},
      {"recommendations", assembling::recommendations_text, Action::ViewRecommendations},
      {"actions", assembling::actions_text, Action::ViewRecommendations},
  };
  for (const auto& maker : kMakers)
    if (maker.word == section.assemble)
      return access::allowed(actor, maker.needs, thing_of(review)) ? maker.make(sheet) : std::string();
  return {};
}

}  // namespace heed::review

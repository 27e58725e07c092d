// What Heed puts into the sections of findings, lessons, recommendations and actions; and how a sheet is written.
#include <algorithm>

#include "review/recommendations/recommendations.h"
#include "review/report/assemble_parts.h"

namespace heed::review::assembling {

namespace {

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string full_stop(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

std::string agency_names(store::Reader& r, const std::vector<AgencyId>& ids) {
  std::vector<std::string> names;
  for (const auto id : ids) names.push_back(access::agency_name(r, id));
  return joined(names);
}

std::string finding_words(Sheet& s, const Finding& f) {
  std::string line = full_stop(one_line(f.text));
  if (f.reach == Reach::Within && !f.agencies.empty()) line += " (Within " + agency_names(s.r, f.agencies) + ".)";
  if (f.reach == Reach::Between && !f.agencies.empty()) line += " (Between " + agency_names(s.r, f.agencies) + ".)";
  return line;
}

void lesson_words(Sheet& s, const Lesson& l) {
  s.heading("Lesson " + std::to_string(l.number));
  s.text(l.text);
  if (!l.change.empty()) s.para("What should change: " + one_line(l.change));
  if (!l.how.empty()) s.para("How: " + full_stop(one_line(l.how)) + (l.by_when.empty() ? "" : " By " + l.by_when.understood() + "."));
  if (l.early)
    s.para("Acted on before this report" + (l.early_on.empty() ? std::string() : " (" + l.early_on.understood() + ")") + ": " + one_line(l.early_what));
}

std::string addressed_to(Sheet& s, const RecommendationRow& rec) {
  std::vector<std::string> to;
  for (const auto& a : addressees(s.r, s.review.id, rec.id)) to.push_back(a->agency.is_empty() ? a->body : access::agency_name(s.r, a->agency));
  return joined(to);
}

}  // namespace

std::string cell(const std::string& text) {
  std::string out;
  for (const char c : one_line(text)) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return out;
}

void Sheet::gap(bool tight) {
  if (!out.empty()) out += tight ? "\n" : "\n\n";
}
Sheet& Sheet::heading(const std::string& words) {
  gap(false);
  out += "## " + one_line(words);
  in_list = false;
  return *this;
}
Sheet& Sheet::para(const std::string& words) {
  const std::string line = one_line(words);
  if (line.empty()) return *this;
  gap(false);
  const bool mark = line.starts_with("- ") || line.starts_with("#") || line.starts_with("|") || line.starts_with("\\");
  out += (mark ? "\\" : "") + line;
  in_list = false;
  return *this;
}
Sheet& Sheet::text(const std::string& words) {
  std::size_t at = 0;
  while (at < words.size()) {
    const auto end = std::min(words.find('\n', at), words.size());
    para(words.substr(at, end - at));
    at = end + 1;
  }
  return *this;
}
Sheet& Sheet::item(const std::string& words) {
  gap(in_list);
  out += "- " + one_line(words);
  in_list = true;
  return *this;
}
Sheet& Sheet::table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
  gap(false);
  const auto line = [&](const std::vector<std::string>& cells) {
    out += '|';
    for (const auto& c : cells) out += " " + cell(c) + " |";
  };
  line(head);
  out += "\n|";
  for (std::size_t i = 0; i < head.size(); ++i) out += " --- |";
  for (const auto& row : rows) {
    out += '\n';
    line(row);
  }
  in_list = false;
  return *this;
}

std::string findings_text(Sheet& s) {
  const auto lines = key_lines(s.r, s.review.id);
  const auto all = findings(s.r, s.review.id);
  std::vector<bool> told(all.size());
  const auto tell = [&](auto wanted, const std::string& heading) {
    bool headed = false, practice = false;
    for (const bool good : {false, true})
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (told[i] || all[i]->good_practice != good || !wanted(all[i].value)) continue;
        told[i] = true;
        if (!headed) s.heading(heading);
        headed = true;
        if (good && !practice) s.para("Good practice:");
        practice = practice || good;
        if (good) s.item(finding_words(s, all[i].value));
        else s.para(finding_words(s, all[i].value));
      }
    return headed;
  };
  for (const auto& line : lines) {
    const std::string heading = std::to_string(line->number) + ". " + line->question;
    const bool any = tell([&](const Finding& f) { return f.key_line == line.id; }, heading);
    if (!any && !all.empty()) s.heading(heading).para(line->closed ? "Closed: " + line->closed_why : "No finding has been recorded yet.");
  }
  tell([](const Finding&) { return true; }, "Other findings");
  return s.out;
}

std::string good_practice_text(Sheet& s) {
  for (const auto& f : findings(s.r, s.review.id))
    if (f->good_practice) s.item(finding_words(s, f.value));
  return s.out;
}

std::string lessons_text(Sheet& s) {
  // In the action plan the section speaks of what was done before the report, with the actions that came of it.
  const bool early_only = s.section.id.starts_with("early");
  for (const auto& l : lessons(s.r, s.review.id)) {
    if (early_only && !l->early) continue;
    lesson_words(s, l.value);
    if (!early_only) continue;
    for (const auto& a : actions_of(s.r, s.review.id, l.id))
      s.item(full_stop(one_line(a->text)) + " " + access::agency_name(s.r, a->owner) + ". " + std::string(words(a->state)) + ".");
  }
  return s.out;
}

std::string recommendations_text(Sheet& s) {
  const auto all_lessons = lessons(s.r, s.review.id);
  for (const auto level : {Level::Local, Level::Regional, Level::National}) {
    bool headed = false;
    for (const auto& rec : recommendations(s.r, s.review.id)) {
      if (rec->level != level) continue;
      if (!headed) s.heading(std::string(words(level)) + " recommendations");
      headed = true;
      std::string line = "Recommendation " + std::to_string(rec->number) + ". " + full_stop(one_line(rec->text));
      if (const auto to = addressed_to(s, rec); !to.empty()) line += " To " + to + ".";
      std::vector<std::string> answers;
      for (const auto& l : all_lessons)
        if (std::find(rec->lessons.begin(), rec->lessons.end(), l.id) != rec->lessons.end()) answers.push_back(std::to_string(l->number));
      if (!answers.empty()) line += (answers.size() == 1 ? " Answers lesson " : " Answers lessons ") + joined(answers) + ".";
      if (rec->origin == "imr" && !rec->origin_agency.is_empty()) line += " From the own review of " + access::agency_name(s.r, rec->origin_agency) + ".";
      s.para(line);
    }
  }
  return s.out;
}

std::string actions_text(Sheet& s) {
  auto head = s.kind.columns;
  const std::vector<std::string> usual = {"Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones achieved", "Target date", "Date of completion and outcome"};
  if (head.size() != usual.size()) head = usual;
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const std::string& first, const std::string& scope, const Action& a, const std::vector<ActionUpdateRow>& said) {
    std::string milestones, outcome = std::string(words(a.state));
    for (const auto& u : said) milestones += (milestones.empty() ? "" : " ") + (u->on.empty() ? "" : u->on.understood() + ": ") + full_stop(one_line(u->text));
    if (!a.completed.empty()) outcome += ", " + a.completed.understood();
    if (!a.evidence.empty()) outcome += ". " + one_line(a.evidence);
    if (!a.result.empty()) outcome += ". Effect: " + one_line(a.result);
    std::string lead = access::agency_name(s.r, a.owner);
    if (!a.owner_post.empty()) lead += ", " + a.owner_post;
    std::string what = a.text;
    if (!a.expected_change.empty()) what += " What will be different: " + a.expected_change;
    rows.push_back({first, scope, what, lead, milestones, a.target.understood(), outcome});
  };
  for (const auto& rec : recommendations(s.r, s.review.id)) {
    const std::string first = std::to_string(rec->number) + ". " + rec->text;
    const auto mine = actions_of(s.r, s.review.id, rec.id);
    for (const auto& a : mine) add(&a == &mine.front() ? first : std::to_string(rec->number), std::string(words(rec->level)), a.value, updates(s.r, s.review.id, a.id));
    if (mine.empty()) rows.push_back({first, std::string(words(rec->level)), "No action has been agreed yet", "", "", "", ""});
  }
  if (!rows.empty()) s.table(head, rows);
  return s.out;
}

}  // namespace heed::review::assembling

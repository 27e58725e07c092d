#include "review/chronology/columns.h"

#include <algorithm>

#include "text/normalise.h"

namespace heed::review {

namespace {

struct ColumnWords {
  Column column;
  std::string_view name, words;
};
constexpr ColumnWords kColumns[] = {
    {Column::None, "none", "None of these: keep it under its heading"},
    {Column::Date, "date", "Date, or date and time"},
    {Column::Until, "until", "Date until"},
    {Column::Time, "time", "Time"},
    {Column::Source, "source", "Source of the information"},
    {Column::Agency, "agency", "Agency"},
    {Column::People, "people", "Person or people concerned"},
    {Column::Staff, "staff", "Member of staff, by role"},
    {Column::What, "what", "Event or contact"},
    {Column::Seen, "seen", "Was the person or child seen"},
    {Column::SeenAlone, "seen-alone", "Seen or spoken to alone"},
    {Column::Action, "action", "Action, decision or outcome"},
    {Column::Expected, "expected", "Expected practice"},
    {Column::Comment, "comment", "Author's comment or analysis"},
    {Column::CrossRef, "cross-ref", "Cross-reference"},
};

}  // namespace

std::string_view words(Column column) { return kColumns[std::size_t(column)].words; }
std::string_view name(Column column) { return kColumns[std::size_t(column)].name; }
std::optional<Column> column_of(std::string_view text) {
  for (const auto& c : kColumns)
    if (c.name == text) return c.column;
  return std::nullopt;
}

namespace chronology_detail {

namespace {

struct Phrases {
  Column column;
  std::vector<std::string_view> phrases;  ///< without "of", "the", "and"
};

// From the tables that partnerships send out with their requests, and what agencies make of them.
const std::vector<Phrases>& all_phrases() {
  static const std::vector<Phrases> all = {
      {Column::Date, {"date", "dates", "date time", "when", "date contact", "date event", "date incident", "date occurrence", "date entry", "date record",
                      "start date", "date from", "date start", "day", "dd mm yyyy", "date dd mm yyyy", "dd mm yy", "date time event", "date time contact"}},
      {Column::Until, {"date to", "to date", "end date", "date end", "until", "date until", "finish date", "to"}},
      {Column::Time, {"time", "times", "time contact", "time event", "hour", "time 24 hour", "time 24hr"}},
      {Column::Source, {"source", "source record", "source information", "record", "source document", "information source", "document", "evidence",
                        "where recorded", "system", "source agency record", "origin information", "source evidence", "source reference"}},
      {Column::Agency, {"agency", "organisation", "organization", "service", "agency name", "reporting agency", "provider", "agency involved", "agency organisation"}},
      {Column::People, {"person concerned", "people concerned", "persons concerned", "persons", "person", "people", "subject", "name", "family member",
                        "who", "individual", "service user", "patient", "client", "person involved", "people involved", "relating to", "name subject",
                        "subject name", "person seen", "victim perpetrator", "re"}},
      {Column::Staff, {"staff", "professional", "worker", "practitioner", "staff role", "role", "officer", "professional role", "staff member", "job title",
                       "professional involved", "key worker", "name role", "staff involved", "by whom", "clinician", "author role", "staff professional worker"}},
      {Column::What, {"event", "contact", "details", "description", "event contact", "what happened", "incident", "event description", "details contact",
                      "details event", "description event", "nature contact", "significant event", "key event", "summary", "narrative", "information",
                      "entry", "content", "description contact", "contact details", "synopsis", "involvement", "event details description", "occurrence",
                      "contact description", "summary event", "detail", "activity", "record contact", "type contact", "reason contact"}},
      {Column::Seen, {"seen", "victim seen", "child seen", "victim child seen", "seen yes no", "adult seen", "seen y n", "was seen", "person was seen"}},
      {Column::SeenAlone, {"alone", "seen alone", "spoken alone", "seen spoken alone", "spoken to alone", "child seen alone", "victim seen alone",
                           "victim child seen alone", "victim child seen spoken to alone"}},
      {Column::Action, {"action", "action taken", "decision", "outcome", "decision action taken", "action outcome", "response", "agency response",
                        "decision made", "result", "follow up", "what was done", "intervention", "service provided", "action decision", "action agency",
                        "outcome decision", "action taken outcome"}},
      {Column::Expected, {"expected practice", "expected", "expectation", "expected standard", "what should have happened", "policy", "policy procedure",
                          "standard practice", "practice expected"}},
      {Column::Comment, {"comment", "analysis", "author comment", "author analysis", "note", "remark", "observation", "reflection", "imr author comment",
                         "reviewer comment", "panel comment", "commentary", "critical analysis", "comment analysis", "significance", "appraisal",
                         "author comment analysis", "rationale"}},
      {Column::CrossRef, {"cross ref", "cross reference", "ref", "reference", "ref no", "reference number", "cross ref other agency", "see also", "xref"}},
  };
  return all;
}

constexpr std::string_view kNothing[] = {"no", "number", "item", "row", "serial", "serial no", "line", "id", "item no", "entry no", "row no"};

/// Letters put in, left out, changed or swapped with their neighbour.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> last(b.size() + 1), before(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], last[j - 2] + 1);
    }
    last.swap(before);
    before.swap(now);
  }
  return before[b.size()];
}

enum class Alike { No, Nearly, Yes };
Alike alike(std::string_view typed, std::string_view meant) {
  const auto stem = [](std::string_view w) { return w.size() > 3 && w.back() == 's' && w[w.size() - 2] != 's' ? w.substr(0, w.size() - 1) : w; };
  if (stem(typed) == stem(meant)) return Alike::Yes;
  if (typed.size() > 24 || meant.size() < 5 || typed.size() < 4) return Alike::No;
  const auto far = edits(typed, meant);
  return far <= (meant.size() >= 8 ? 2u : 1u) ? Alike::Nearly : Alike::No;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

/// `first_rules`: in "outcome of contact" it is the outcome that is meant.
int score(const std::vector<std::string>& heading, std::string_view phrase_text, bool first_rules) {
  const auto phrase = split(phrase_text);
  if (phrase.size() > heading.size()) return 0;
  std::vector<char> used(heading.size(), 0);
  int slips = 0;
  for (const auto& word : phrase) {
    std::size_t best = heading.size();
    Alike how = Alike::No;
    for (std::size_t i = 0; i < heading.size(); ++i) {
      if (used[i]) continue;
      const auto a = alike(heading[i], word);
      if (a > how) { how = a; best = i; }
    }
    if (how == Alike::No) return 0;
    if (how == Alike::Nearly) ++slips;
    used[best] = 1;
  }
  const int bonus = first_rules && used[0] ? 8 : 0;
  return std::min(100, 55 + 40 * int(phrase.size()) / int(heading.size()) + 2 * int(phrase.size()) + bonus) - 4 * slips;
}

}  // namespace

std::string trimmed(std::string_view text) {
  // Spaces that Word and Excel put in: no-break and ideographic ones too.
  const std::string clean = text::without_invisible(text);
  std::string_view s = clean;
  const auto cut = [&](bool front) {
    for (std::string_view blank : {" ", "\t", "\r", "\n", "\v", "\f", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\xAF"})
      if (front ? s.starts_with(blank) : s.ends_with(blank)) {
        if (front) s.remove_prefix(blank.size()); else s.remove_suffix(blank.size());
        return true;
      }
    return false;
  };
  while (!s.empty() && cut(true)) {}
  while (!s.empty() && cut(false)) {}
  return std::string(s);
}

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  const std::string folded = text::folded(text, text::FoldForm::Tokens);
  for (const auto word : split(folded)) out.emplace_back(word);
  return out;
}

Meaning meaning_of(std::string_view heading) {
  Meaning m;
  if (heading.empty() || heading.size() > 120) return m;
  auto all = tokens_of(heading);
  const bool first_rules = std::find(all.begin(), all.end(), "of") != all.end();
  std::vector<std::string> tokens;
  for (auto& t : all)
    if (t != "of" && t != "the" && t != "and" && t != "or" && t != "a" && t != "an" && t != "s" && t != "amp" && t != "in" && t != "for") tokens.push_back(std::move(t));
  if (tokens.empty() || tokens.size() > 12) return m;
  std::string whole;
  for (const auto& t : tokens) whole += (whole.empty() ? "" : " ") + t;
  for (const auto nothing : kNothing)
    if (whole == nothing) {
      m.known_as_nothing = true;
      m.score = 90;
      return m;
    }
  for (const auto& [column, phrases] : all_phrases()) {
    int best = 0;
    for (const auto phrase : phrases) best = std::max(best, score(tokens, phrase, first_rules));
    if (best > m.score) {
      m.rival = m.is;
      m.rival_score = m.score;
      m.is = column;
      m.score = best;
    } else if (best > m.rival_score) {
      m.rival = column;
      m.rival_score = best;
    }
  }
  // One word out of many says little: "a note for the person who fills in this form".
  if (m.score < 60) m = {};
  return m;
}

}  // namespace chronology_detail
}  // namespace heed::review

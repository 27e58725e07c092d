// Putting agencies' entries together: their order, what may be told twice or told differently, and the table that leaves.
#include <algorithm>
#include <set>

#include "review/chronology/columns.h"
#include "text/normalise.h"

namespace heed::review {

namespace {

using chronology_detail::tokens_of;

constexpr CivilMinutes kDay = 24 * 60;
constexpr std::size_t kMostOnADay = 200;  // beyond this, entries of one day are compared with their neighbours only

bool says_little(std::string_view w) {
  static const std::set<std::string_view> words = {"that", "this", "with", "from", "have", "been", "were", "they", "them", "then", "when", "said", "also", "into",
                                                   "about", "their", "there", "which", "would", "could", "should", "after", "before", "where", "while", "will",
                                                   "what", "more", "than", "some", "other", "being", "because"};
  return w.size() < 4 || words.count(w) > 0;
}

std::set<std::string> telling_words(const Entry& e) {
  std::set<std::string> out;
  for (auto& w : tokens_of(e.what + " " + e.action))
    if (!says_little(w)) out.insert(std::move(w));
  return out;
}

bool on_one_day(const Entry& e) { return e.date.precision() == DatePrecision::Day || e.date.precision() == DatePrecision::Minute; }
CivilMinutes day_of(const Entry& e) { return e.date.earliest() >= 0 ? e.date.earliest() / kDay : -((-e.date.earliest() + kDay - 1) / kDay); }

/// "yes", "no" or "" for what a cell about being seen says.
std::string_view yes_or_no(const std::string& text) {
  const auto tokens = tokens_of(text);
  if (tokens.empty()) return "";
  if (tokens[0] == "yes" || tokens[0] == "y" || tokens[0] == "seen") return "yes";
  if (tokens[0] == "no" || tokens[0] == "n" || tokens[0] == "not") return "no";
  return "";
}

std::optional<Match> compare(const Entry& a, const std::set<std::string>& words_a, const Entry& b, const std::set<std::string>& words_b) {
  if (a.agency == b.agency || words_a.empty() || words_b.empty()) return std::nullopt;
  int shared = 0;
  for (const auto& w : words_a) shared += words_b.count(w) > 0;
  const double part = double(shared) / double(std::min(words_a.size(), words_b.size()));
  const auto apart = std::abs(day_of(a) - day_of(b));
  Match m;
  if (apart > 0) {
    if (shared < 6 || part < 0.6) return std::nullopt;
    m.kind = Match::Kind::Conflict;
    m.why = fmt::format("Dated {} day{} apart, {} words in common", apart, apart == 1 ? "" : "s", shared);
    return m;
  }
  if (shared < 3 || part < 0.3) return std::nullopt;
  const bool timed = a.date.precision() == DatePrecision::Minute && b.date.precision() == DatePrecision::Minute;
  const auto seen_a = yes_or_no(a.seen), seen_b = yes_or_no(b.seen);
  if (!seen_a.empty() && !seen_b.empty() && seen_a != seen_b) {
    m.kind = Match::Kind::Conflict;
    m.why = "Same day; they differ on whether the person was seen";
  } else if (timed && std::abs(a.date.earliest() - b.date.earliest()) > 15) {
    m.kind = Match::Kind::Conflict;
    m.why = fmt::format("Same day, {} words in common; the times differ", shared);
  } else {
    m.why = fmt::format("Same day, {} words in common", shared);
  }
  return m;
}

}  // namespace

std::string text_of(const Entry& e) {
  std::string out;
  const auto put = [&](std::string_view text) {
    if (text.empty()) return;
    if (!out.empty()) out += '\n';
    out += text;
  };
  for (const std::string* part : {&e.date_written, &e.agency, &e.source, &e.people, &e.staff_role, &e.what, &e.seen, &e.seen_alone, &e.action, &e.expected,
                                  &e.comment, &e.cross_ref})
    put(*part);
  for (const auto& other : e.other) {
    put(other.heading);
    put(other.text);
  }
  return out;
}

std::string order_key(const Entry& e) {
  // A time in words ("evening") comes after the times that were understood; the date's own key holds those.
  return fmt::format("{}|{}|{}|{:08}", e.date.sort_key(), e.date.precision() == DatePrecision::Minute ? "" : e.time,
                     text::folded(e.agency, text::FoldForm::Tokens), e.order);
}

std::vector<Match> likely_matches(const std::vector<const Entry*>& entries) {
  std::vector<Match> out;
  std::vector<std::set<std::string>> words(entries.size());
  std::vector<char> ready(entries.size(), 0);
  const auto words_at = [&](std::size_t i) -> const std::set<std::string>& {
    if (!ready[i]) { words[i] = telling_words(*entries[i]); ready[i] = 1; }
    return words[i];
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i]->date.empty() || !on_one_day(*entries[i])) continue;
    for (std::size_t j = i + 1; j < entries.size() && j - i <= kMostOnADay; ++j) {
      if (entries[j]->date.empty()) break;
      if (day_of(*entries[j]) - day_of(*entries[i]) > 3) break;
      if (!on_one_day(*entries[j])) continue;
      if (auto m = compare(*entries[i], words_at(i), *entries[j], words_at(j))) {
        m->first = i;
        m->second = j;
        out.push_back(std::move(*m));
      }
    }
  }
  return out;
}

Merged merge(std::vector<Entry> entries) {
  Merged out;
  std::vector<std::pair<std::string, std::size_t>> keys;
  for (std::size_t i = 0; i < entries.size(); ++i) keys.emplace_back(order_key(entries[i]), i);
  std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  out.entries.reserve(entries.size());
  for (const auto& [key, i] : keys) out.entries.push_back(std::move(entries[i]));
  std::vector<const Entry*> all;
  for (const auto& e : out.entries) all.push_back(&e);
  out.matches = likely_matches(all);
  return out;
}

document::Document as_document(const std::vector<Entry>& entries, std::string_view title) {
  struct Shown {
    std::string_view heading;
    std::string (*of)(const Entry&);
    bool always;
  };
  static constexpr Shown kShown[] = {
      {"Date", [](const Entry& e) { return e.date.empty() ? e.date_written : e.date.typed(); }, true},
      {"Understood as", [](const Entry& e) { return e.date.understood(); }, true},
      {"Agency", [](const Entry& e) { return e.agency; }, true},
      {"Source", [](const Entry& e) { return e.source; }, true},
      {"Person(s) concerned", [](const Entry& e) { return e.people; }, false},
      {"Staff, by role", [](const Entry& e) { return e.staff_role; }, false},
      {"Event or contact", [](const Entry& e) { return e.what; }, true},
      {"Seen", [](const Entry& e) { return e.seen; }, false},
      {"Seen alone", [](const Entry& e) { return e.seen_alone; }, false},
      {"Action, decision or outcome", [](const Entry& e) { return e.action; }, false},
      {"Expected practice", [](const Entry& e) { return e.expected; }, false},
      {"Comment", [](const Entry& e) { return e.comment; }, false},
      {"Cross-reference", [](const Entry& e) { return e.cross_ref; }, false},
      {"Other columns", [](const Entry& e) {
         std::string out;
         for (const auto& o : e.other) out += (out.empty() ? "" : "\n") + o.heading + ": " + o.text;
         return out;
       }, false},
      {"Place in the file", [](const Entry& e) { return e.place; }, true},
      {"Marks", [](const Entry& e) {
         std::string out;
         for (const auto& m : e.marks) out += (out.empty() ? "" : "; ") + m;
         return out;
       }, false},
      {"Doubt", [](const Entry& e) { return e.doubt; }, false},
      {"How a doubt was settled", [](const Entry& e) { return e.settled; }, false},
  };
  document::Block table;
  table.kind = document::BlockKind::Table;
  table.caption = std::string(title);
  std::vector<const Shown*> shown;
  for (const auto& s : kShown)
    if (s.always || std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return !s.of(e).empty(); })) shown.push_back(&s);
  const auto cell = [](std::string text) {
    document::Cell c;
    c.text = std::move(text);
    if (c.text.empty()) { c.kind = document::CellKind::Empty; return c; }
    document::Block paragraph;
    paragraph.runs.push_back({.text = c.text});
    c.blocks.push_back(std::move(paragraph));
    return c;
  };
  document::Row head;
  head.header = true;
  head.number = 1;
  for (const auto* s : shown) head.cells.push_back(cell(std::string(s->heading)));
  table.rows.push_back(std::move(head));
  for (const auto& e : entries) {
    document::Row row;
    row.number = int(table.rows.size()) + 1;
    for (const auto* s : shown) row.cells.push_back(cell(s->of(e)));
    table.rows.push_back(std::move(row));
  }
  document::Document out;
  out.format = "xlsx";
  out.blocks.push_back(std::move(table));
  return out;
}

}  // namespace heed::review

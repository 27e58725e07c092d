// Suggestions as rows: written when a document comes in, read by edition, decided by a person.
#include "library/index_store.h"
#include "library/library_state.h"
#include "library/shelving.h"
#include "library/suggest.h"

namespace heed::library {

namespace {
constexpr std::size_t kSuggestionValueBytes = 300;
}

std::string_view name(Suggestion::Kind kind) {
  switch (kind) {
    case Suggestion::Kind::Recommendation: return "recommendation";
    case Suggestion::Kind::Addressee: return "addressee";
    case Suggestion::Kind::Lesson: return "lesson";
    case Suggestion::Kind::TermOfReference: return "term-of-reference";
    case Suggestion::Kind::KeyDate: return "key-date";
  }
  return "";
}

std::string_view words(Suggestion::Kind kind) {
  switch (kind) {
    case Suggestion::Kind::Recommendation: return "Recommendation";
    case Suggestion::Kind::Addressee: return "Addressee";
    case Suggestion::Kind::Lesson: return "Lesson";
    case Suggestion::Kind::TermOfReference: return "Term of reference";
    case Suggestion::Kind::KeyDate: return "Key date";
  }
  return "";
}

std::string_view name(Suggestion::Status status) {
  switch (status) {
    case Suggestion::Status::Suggested: return "suggested";
    case Suggestion::Status::Accepted: return "accepted";
    case Suggestion::Status::Rejected: return "rejected";
  }
  return "";
}

std::optional<Suggestion::Kind> parse_suggestion_kind(std::string_view text) {
  for (const auto kind : kSuggestionKinds)
    if (name(kind) == text) return kind;
  return std::nullopt;
}

std::optional<Suggestion::Status> parse_suggestion_status(std::string_view text) {
  for (const auto status : {Suggestion::Status::Suggested, Suggestion::Status::Accepted, Suggestion::Status::Rejected})
    if (name(status) == text) return status;
  return std::nullopt;
}

void write_suggestions(Connection& db, std::int64_t document, const std::vector<Block>& blocks) {
  for (const auto& s : suggest(blocks))
    db.run("INSERT OR IGNORE INTO suggestion (document, anchor, kind, value) VALUES (?, ?, ?, ?)", document, s.anchor, name(s.kind), one_line(s.value));
}

std::vector<Suggestion> Library::suggestions(const EditionId& edition) const {
  State::Reading db(*state_);
  auto s = db->query(
      "SELECT s.number, s.anchor, s.kind, s.value, s.status, s.decided_by, s.decided_on, p.body FROM suggestion s JOIN document d ON d.number = s.document "
      "JOIN paragraph p ON p.document = s.document AND p.anchor = s.anchor WHERE d.edition = ? ORDER BY p.ordinal, s.number",
      edition.text);
  std::vector<Suggestion> out;
  while (s.step()) {
    auto& one = out.emplace_back();
    one.number = s.integer(0);
    one.anchor = s.text(1);
    one.kind = parse_suggestion_kind(s.text(2)).value_or(Suggestion::Kind::Recommendation);
    one.value = s.text(3);
    one.status = parse_suggestion_status(s.text(4)).value_or(Suggestion::Status::Suggested);
    one.decided_by = s.text(5);
    one.decided_on = parse_iso_day(s.text(6));
    one.text = s.text(7);
  }
  return out;
}

Result<Outcome> Library::decide(std::int64_t suggestion, Suggestion::Status status, std::string_view who, Day day) {
  if (!state_->writer) return read_only();
  if (one_line(who).empty()) return bad_field("by", "Say who decides.");
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  if (db.number("SELECT count(*) FROM suggestion WHERE number = ?", suggestion) == 0) return not_found("There is no such suggestion.");
  if (db.number("SELECT count(*) FROM suggestion WHERE number = ? AND status = ?", suggestion, name(status)) > 0) return Outcome::Unchanged;
  const bool open = status == Suggestion::Status::Suggested;
  db.run("UPDATE suggestion SET status = ?, decided_by = ?, decided_on = ? WHERE number = ?", name(status), open ? std::string() : one_line(who),
         open ? std::string() : iso(day), suggestion);
  bump_shown(db);
  transaction.commit();
  return Outcome::Changed;
}

Result<Outcome> Library::settle(const EditionId& edition, const std::vector<Suggestion>& said) {
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  bool changed = false;
  for (const auto& s : said) {
    const bool open = s.status == Suggestion::Status::Suggested;
    const auto value = one_line(s.value), by = open ? std::string() : one_line(s.decided_by);
    const auto day = !open && s.decided_on ? iso(*s.decided_on) : std::string();
    if (!open && by.empty()) return bad_field("by", "Say who decides.");
    if (value.size() > kSuggestionValueBytes) return bad_field("value", "This is longer than 300 characters.");
    const auto document = db.number("SELECT d.number FROM document d JOIN paragraph p ON p.document = d.number WHERE d.edition = ? AND p.anchor = ? AND p.ordinal > 0", edition.text, s.anchor);
    if (document == 0) return not_found("This paragraph is not published.");
    if (db.number("SELECT count(*) FROM suggestion WHERE document = ? AND anchor = ? AND kind = ? AND value = ? AND status = ? AND decided_by = ? AND decided_on = ?", document, s.anchor,
                  name(s.kind), value, name(s.status), by, day) > 0)
      continue;
    db.run("INSERT INTO suggestion (document, anchor, kind, value, status, decided_by, decided_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
           "ON CONFLICT (document, anchor, kind, value) DO UPDATE SET status = ?5, decided_by = ?6, decided_on = ?7",
           document, s.anchor, name(s.kind), value, name(s.status), by, day);
    changed = true;
  }
  if (changed) bump_shown(db);
  transaction.commit();
  return changed ? Outcome::Changed : Outcome::Unchanged;
}

CuratedListing Library::curated(const Page& page) const {
  State::Reading db(*state_);
  CuratedListing out;
  out.total = db->number("SELECT count(DISTINCT document) FROM suggestion");
  auto s = db->query(
      "SELECT document, sum(status = 'suggested') AS open, sum(status = 'accepted'), sum(status = 'rejected') FROM suggestion JOIN document d ON d.number = document "
      "GROUP BY document ORDER BY open = 0, d.published DESC, document DESC LIMIT ? OFFSET ?",
      std::int64_t(page_size(page)), page_offset(page));
  while (s.step()) out.documents.push_back({entry_by_number(*db, s.integer(0)), s.integer(1), s.integer(2), s.integer(3)});
  return out;
}

}  // namespace heed::library

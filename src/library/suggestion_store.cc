// Suggestions as rows: written when a document comes in, read by edition, decided by a person.
#include "library/library_state.h"
#include "library/shelving.h"
#include "library/suggest.h"

namespace heed::library {

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
    for (const auto kind : {Suggestion::Kind::Recommendation, Suggestion::Kind::Addressee, Suggestion::Kind::Lesson, Suggestion::Kind::TermOfReference, Suggestion::Kind::KeyDate})
      if (name(kind) == s.text(2)) one.kind = kind;
    one.value = s.text(3);
    for (const auto status : {Suggestion::Status::Suggested, Suggestion::Status::Accepted, Suggestion::Status::Rejected})
      if (name(status) == s.text(4)) one.status = status;
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
  transaction.commit();
  return Outcome::Changed;
}

}  // namespace heed::library

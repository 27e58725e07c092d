// What changes the library: editions in and out, notices, progress.
#include <fmt/format.h>

#include "library/library_state.h"
#include "library/shelving.h"

namespace heed::library {

namespace {

constexpr std::int64_t kMergedAtOnce = 64;  ///< documents of the index joined in passing

Result<void> check_document(const PublishedDocument& d) {
  if (!valid_public_id(d.edition.text))
    return bad_field("edition", "The edition has no id that could stand in an address.");
  if (!d.review.empty() && !valid_public_id(d.review.text))
    return bad_field("review", "The review has no key that could stand in an address.");
  if (!d.replaces.empty() && (!valid_public_id(d.replaces.text) || d.replaces == d.edition))
    return bad_field("replaces", "An edition cannot stand for this one.");
  if (one_line(d.title).empty()) return bad_field("title", "The document has no title.");
  if (!d.published.ok()) return bad_field("published", "The document has no day of publication.");
  if (d.blocks.empty()) return bad_field("blocks", "The document has no words.");
  return {};
}

Result<void> check_notice(const Notice& n) {
  if (!valid_public_id(n.id.text))
    return bad_field("id", "The notice has no id that could stand in an address.");
  if (clean_text(n.text).empty()) return bad_field("text", "The notice has no words.");
  if (n.day && !n.day->ok()) return bad_field("day", "The day of the notice is not a day.");
  return {};
}

bool write_notice(Connection& db, const Notice& n) {
  const std::string day = n.day ? iso(*n.day) : "";
  const std::string text = clean_text(n.text), partnership = one_line(n.partnership);
  if (db.number("SELECT count(*) FROM notice WHERE id = ? AND kind = ? AND text = ? AND partnership = ? AND "
                "coalesce(day, '') = ?",
                n.id.text, name(n.kind), text, partnership, day) > 0)
    return false;
  db.run(
      "INSERT OR REPLACE INTO notice (id, kind, text, partnership, day) VALUES (?, ?, ?, ?, nullif(?, ''))",
      n.id.text, name(n.kind), text, partnership, day);
  return true;
}

/// Removal reaches the disk only once the write-ahead log is empty.
Result<Outcome> swept(Connection& db, Outcome outcome) {
  if (db.checkpoint(Connection::Patience::Some)) return outcome;
  return Error{Code::Unfinished,
               "It is taken out of the library, and its old bytes could not yet be overwritten because "
               "somebody was reading.",
               "Repeat it in a moment.",
               {}};
}

}  // namespace

Result<Outcome> Library::publish(const PublishedDocument& d) {
  HEED_TRY(check_document(d));
  if (!state_->writer) return read_only();

  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  const auto before = known_state(db, d.edition);
  const auto hash = hex(d.sha256);
  if (before == "published") {
    if (db.number("SELECT count(*) FROM document WHERE edition = ? AND sha256 = ?", d.edition.text, hash) >
        0) {
      transaction.commit();
      if (!d.replaces.empty()) return swept(db, Outcome::Unchanged);
      return Outcome::Unchanged;
    }
    return refused("Other words are published under this edition's id.",
                   "Make a new edition: a published one never changes.");
  }
  if (!before.empty())
    return refused("This edition was taken out of the library and cannot come back.",
                   "Make a new edition and release that.");

  IndexWriter index(db);
  shelve(db, index, d, {});
  index.flush();
  merge_segments(db, kMergedAtOnce);
  bump_generation(db);

  if (!d.replaces.empty() && known_state(db, d.replaces) != "withdrawn") {
    remove_edition(db, d.replaces);
    db.run(
        "INSERT INTO known (edition, state, replaced_by) VALUES (?1, 'replaced', ?2) "
        "ON CONFLICT (edition) DO UPDATE SET state = 'replaced', replaced_by = ?2",
        d.replaces.text, d.edition.text);
  }
  transaction.commit();
  // A file that is copied alone must be whole, so the log is emptied where nobody is in the way; a
  // replacement must be.
  if (!d.replaces.empty()) return swept(db, Outcome::Changed);
  db.checkpoint(Connection::Patience::None);
  return Outcome::Changed;
}

Result<Outcome> Library::withdraw(const EditionId& edition, const Notice& notice) {
  if (!valid_public_id(edition.text))
    return bad_field("edition", "The edition has no id that could stand in an address.");
  HEED_TRY(check_notice(notice));
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  const bool again =
      db.number("SELECT count(*) FROM known WHERE edition = ? AND state = 'withdrawn' AND notice = ?",
                edition.text, notice.id.text) > 0;
  std::string review;
  {
    auto s = db.query("SELECT review FROM document WHERE edition = ?", edition.text);
    if (s.step()) review = s.text(0);
  }
  const bool held = db.number("SELECT count(*) FROM document WHERE edition = ?", edition.text) > 0;
  remove_edition(db, edition);
  // With no document of it left, a review's progress says too much.
  if (!review.empty() && db.number("SELECT count(*) FROM document WHERE review = ?", review) == 0)
    db.run("DELETE FROM progress WHERE review = ?", review);
  db.run(
      "INSERT INTO known (edition, state, notice) VALUES (?1, 'withdrawn', ?2) "
      "ON CONFLICT (edition) DO UPDATE SET state = 'withdrawn', notice = ?2, replaced_by = ''",
      edition.text, notice.id.text);
  const bool noticed = write_notice(db, notice);
  if (held || !again) bump_generation(db);
  else if (noticed) bump_shown(db);
  transaction.commit();
  return swept(db, again && !noticed ? Outcome::Unchanged : Outcome::Changed);
}

Result<Outcome> Library::put_notice(const Notice& notice) {
  HEED_TRY(check_notice(notice));
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  const bool changed = write_notice(db, notice);
  if (changed) bump_shown(db);
  transaction.commit();
  return swept(db, changed ? Outcome::Changed : Outcome::Unchanged);
}

Result<Outcome> Library::drop_notice(const NoticeId& id) {
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  db.run("DELETE FROM notice WHERE id = ?", id.text);
  const bool changed = db.changes() > 0;
  if (changed) bump_shown(db);
  transaction.commit();
  return swept(db, changed ? Outcome::Changed : Outcome::Unchanged);
}

Result<Outcome> Library::put_progress(const ReviewKey& review, const std::vector<Progress>& progress) {
  if (!valid_public_id(review.text))
    return bad_field("review", "The review has no key that could stand in an address.");
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  using Row = std::array<std::string, 5>;
  std::vector<Row> now, before;
  for (const auto& line : progress) {
    const auto title = one_line(line.title);
    if (title.size() > 300)
      return bad_field("title", "A recommendation's label is longer than 300 characters.");
    if (line.edition.empty() && title.empty())
      return bad_field("title", "A recommendation has neither a paragraph nor a label.");
    if (line.as_of && !line.as_of->ok())
      return bad_field("as_of", "The day of a recommendation's state is not a day.");
    if (!line.edition.empty() && db.number("SELECT count(*) FROM paragraph JOIN document d ON d.number = "
                                           "document WHERE d.edition = ? AND anchor = ?",
                                           line.edition.text, line.anchor) == 0)
      return not_found("A recommendation names a paragraph that is not published.");
    now.push_back({line.edition.text, line.edition.empty() ? "" : line.anchor, title,
                   std::string(name(line.state)), line.as_of ? iso(*line.as_of) : ""});
  }
  {
    auto s = db.query(
        "SELECT edition, anchor, title, state, coalesce(as_of, '') FROM progress WHERE review = ? ORDER BY "
        "position",
        review.text);
    while (s.step()) before.push_back({s.text(0), s.text(1), s.text(2), s.text(3), s.text(4)});
  }
  if (now != before) {
    bump_shown(db);
    db.run("DELETE FROM progress WHERE review = ?", review.text);
    for (std::size_t i = 0; i < now.size(); ++i)
      db.run(
          "INSERT INTO progress (review, position, edition, anchor, title, state, as_of) VALUES (?, ?, ?, ?, "
          "?, ?, nullif(?, ''))",
          review.text, std::int64_t(i), now[i][0], now[i][1], now[i][2], now[i][3], now[i][4]);
  }
  transaction.commit();
  return swept(db, now == before ? Outcome::Unchanged : Outcome::Changed);
}

}  // namespace heed::library

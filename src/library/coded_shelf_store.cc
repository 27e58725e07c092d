// Coded reviews whose report is not here stand on the shelves too, as records without words: found by their title, their
// partnership and what they are coded by. Only those of sources that publish their rows one by one.
#include <fmt/format.h>

#include "library/library_state.h"
#include "library/shelving.h"

namespace heed::library {

namespace {

/// A record that stands here already, as its source says it now. Whether anything differed.
bool reshelve(Connection& db, std::int64_t document, const std::string& title, const std::string& partnership, const std::string& death, Day published, const std::string& address,
              const std::string& credit) {
  const auto day = published.ok() ? iso(published) : std::string();
  const std::int64_t year = published.ok() ? int(published.year()) : 0;
  const auto now = one_line(title);
  if (db.number("SELECT count(*) FROM document WHERE number = ? AND title = ? AND partnership = ? AND death_month = ? AND published = ? AND url = ? AND credit = ?", document, now,
                one_line(partnership), one_line(death), day, one_line(address), one_line(credit)) > 0)
    return false;
  if (db.number("SELECT count(*) FROM document WHERE number = ? AND title = ?", document, now) == 0) {
    remove_from_index(db, document);  // its title is all of its words; what is missing is put into the index again
    db.run("UPDATE paragraph SET body = ? WHERE document = ? AND ordinal = 0", now, document);
  }
  db.run("UPDATE document SET title = ?, partnership = ?, death_month = ?, published = ?, year = ?, url = ?, credit = ? WHERE number = ?", now, one_line(partnership), one_line(death), day,
         year, one_line(address), one_line(credit), document);
  return true;
}

}  // namespace

Result<std::int64_t> Library::shelve_coded() {
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  struct Row {
    std::string id, title, partnership, death, published, address, credit;
    std::int64_t document;  ///< 0: not on the shelves
  };
  std::vector<Row> rows;
  {
    auto s = db.query(
        "SELECT r.public_id, r.title, r.partnership, r.death, r.published, r.address, c.credit, coalesce(d.number, 0) FROM coded_record r JOIN coding_source c ON c.number = r.source "
        "LEFT JOIN document d ON d.edition = r.public_id AND d.source = 'record' WHERE c.open_rows = 1 AND r.edition = '' "
        "AND (d.number IS NOT NULL OR NOT EXISTS (SELECT 1 FROM known k WHERE k.edition = r.public_id)) ORDER BY r.number");
    while (s.step()) {
      rows.push_back({s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6), s.integer(7)});
      auto& row = rows.back();
      if (row.title.empty()) row.title = fmt::format("Review{}{}", row.partnership.empty() ? "" : " in " + row.partnership, row.death.empty() ? "" : ", death in " + row.death);
    }
  }
  IndexWriter index(db);
  std::int64_t fresh = 0;
  bool changed = false;
  for (const auto& row : rows) {
    const auto published = parse_iso_day(row.published).value_or(Day{});
    if (row.document != 0) {
      changed = reshelve(db, row.document, row.title, row.partnership, row.death, published, row.address, row.credit) || changed;
      continue;
    }
    ++fresh;
    PublishedDocument d;
    d.edition = {row.id};
    d.partnership = row.partnership;
    d.death_month = row.death;
    d.published = published;
    d.title = row.title;
    shelve(db, index, d, {.source = std::string(name(Source::Record)), .external_id = {}, .url = row.address, .credit = row.credit, .file_name = {}, .text_hash = {}, .titled = true, .facets = {}});
  }
  index.flush();
  index_what_is_missing(db);
  if (fresh > 0 || changed) bump_generation(db);
  transaction.commit();
  db.checkpoint(Connection::Patience::None);
  return fresh;
}

}  // namespace heed::library

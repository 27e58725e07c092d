// Coded reviews whose report is not here stand on the shelves too, as records without words: found by their title, their
// partnership and what they are coded by. Only those of sources that publish their rows one by one.
#include <fmt/format.h>

#include "library/library_state.h"
#include "library/shelving.h"

namespace heed::library {

Result<std::int64_t> Library::shelve_coded() {
  if (!state_->writer) return read_only();
  std::lock_guard lock(state_->writing);
  auto& db = *state_->writer;
  Transaction transaction(db, Transaction::Kind::Write);
  struct Row {
    std::string id, title, partnership, death, published, address, credit;
  };
  std::vector<Row> rows;
  {
    auto s = db.query(
        "SELECT r.public_id, r.title, r.partnership, r.death, r.published, r.address, c.credit FROM coded_record r JOIN coding_source c ON c.number = r.source "
        "WHERE c.open_rows = 1 AND r.edition = '' AND NOT EXISTS (SELECT 1 FROM known k WHERE k.edition = r.public_id) ORDER BY r.number");
    while (s.step()) rows.push_back({s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), s.text(6)});
  }
  IndexWriter index(db);
  for (const auto& row : rows) {
    PublishedDocument d;
    d.edition = {row.id};
    d.partnership = row.partnership;
    d.death_month = row.death;
    d.published = parse_iso_day(row.published).value_or(Day{});
    d.title = row.title;
    if (d.title.empty()) d.title = fmt::format("Review{}{}", row.partnership.empty() ? "" : " in " + row.partnership, row.death.empty() ? "" : ", death in " + row.death);
    shelve(db, index, d, {.source = std::string(name(Source::Record)), .external_id = {}, .url = row.address, .credit = row.credit, .file_name = {}, .text_hash = {}, .titled = true, .facets = {}});
  }
  index.flush();
  if (!rows.empty()) bump_generation(db);
  transaction.commit();
  db.checkpoint(Connection::Patience::None);
  return std::int64_t(rows.size());
}

}  // namespace heed::library

// The search: an index query made from what was typed, one page of passages by bm25, and how many there are
// in all.
#include "library/library_state.h"
#include "library/query.h"

namespace heed::library {

namespace {

constexpr std::string_view kOpen = "\x01";
constexpr std::string_view kClose = "\x02";
constexpr std::int64_t kSnippetTokens = 40;
constexpr std::int64_t kPrefixWords = 200;

/// The index's marks as pieces; neighbouring pieces differ.
std::vector<Piece> pieces(std::string_view marked) {
  std::vector<Piece> out;
  Piece now;
  for (const char c : marked) {
    if (c != kOpen[0] && c != kClose[0]) {
      now.text += c;
      continue;
    }
    if (!now.text.empty()) out.push_back(std::move(now));
    now = Piece{"", c == kOpen[0]};
  }
  if (!now.text.empty()) out.push_back(std::move(now));
  return out;
}

std::vector<std::string> words_beginning(Connection& db, const std::string& prefix) {
  auto s =
      db.query("SELECT term FROM vocabulary WHERE term >= ? AND term < ? ORDER BY doc DESC, term LIMIT ?",
               prefix, prefix + "\xf4\x8f\xbf\xbf", kPrefixWords);
  std::vector<std::string> out;
  while (s.step()) out.push_back(s.text(0));
  return out;
}

}  // namespace

Found Library::search(std::string_view typed, const Filter& filter, const Page& page) const {
  Found out;
  const auto query = parse_query(typed);
  out.asked = understood(query);
  if (query.empty()) {
    out.nothing_asked = true;
    return out;
  }
  State::Reading db(*state_);
  const auto match =
      match_expression(query, [&](const std::string& prefix) { return words_beginning(*db, prefix); });
  const auto where = filter_sql(filter);
  const std::string from = where.where.empty()
                               ? "FROM paragraph_index WHERE paragraph_index MATCH ?"
                               : "FROM paragraph_index JOIN paragraph p ON p.number = paragraph_index.rowid "
                                 "JOIN document d ON d.number = p.document WHERE paragraph_index MATCH ?";
  {
    auto s = db->query("SELECT count(*) " + from + where.where, match);
    where.bind(s, 2);
    if (s.step()) out.total = s.integer(0);
  }
  std::vector<std::int64_t> rows;
  if (out.total > page_offset(page)) {
    auto s = db->query("SELECT paragraph_index.rowid " + from + where.where +
                           " ORDER BY paragraph_index.rank LIMIT ? OFFSET ?",
                       match);
    where.bind(s, 2);
    const int at = int(where.values.size()) + 1;
    s.bind(at + 1, std::int64_t(page_size(page)));
    s.bind(at + 2, page_offset(page));
    while (s.step()) rows.push_back(s.integer(0));
  }
  // Snippets only of the rows that are shown: making one reads the whole paragraph.
  for (const auto row : rows) {
    auto s = db->query(
        "SELECT d.edition, p.anchor, d.kind, d.title, d.partnership, d.published, highlight(paragraph_index, "
        "1, ?1, ?2), "
        "snippet(paragraph_index, 0, ?1, ?2, '…', ?3) FROM paragraph_index JOIN paragraph p ON p.number = "
        "paragraph_index.rowid "
        "JOIN document d ON d.number = p.document WHERE paragraph_index MATCH ?4 AND paragraph_index.rowid = "
        "?5",
        kOpen, kClose, kSnippetTokens, match, row);
    if (!s.step()) continue;
    Passage p;
    p.edition = {s.text(0)};
    p.anchor = s.text(1);
    p.kind = parse_kind(s.text(2)).value_or(Kind::OverviewReport);
    p.title = s.text(3);
    p.partnership = s.text(4);
    p.published = parse_iso_day(s.text(5)).value_or(Day{});
    p.section = pieces(s.text(6));
    p.text = pieces(s.text(7));
    out.passages.push_back(std::move(p));
  }
  return out;
}

}  // namespace heed::library

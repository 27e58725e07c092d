// The search by paragraph: everything that answers, best first, one page of it shown.
#include <algorithm>

#include "library/highlight.h"
#include "library/library_state.h"
#include "library/match.h"

namespace heed::library {

namespace {
constexpr std::size_t kSnippetWords = 40;
constexpr float kDocumentShare = 0.3f;  ///< of a document's score beside its paragraph's
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
  const auto shelf = state_->shelf(*db);
  Matcher matcher(*db, *shelf, query);

  std::vector<char> wanted;
  const auto where = filter_sql(filter);
  if (!where.where.empty()) {
    wanted.assign(shelf->size(), 0);
    auto s = db->query("SELECT number FROM document d WHERE 1" + where.where);
    where.bind(s, 1);
    while (s.step())
      if (const auto place = shelf->place(s.integer(0)); place >= 0) wanted[std::size_t(place)] = 1;
  }
  struct Hit {
    std::uint32_t place, paragraph;
    float score;
  };
  std::vector<Hit> hits;
  std::vector<ParagraphScore> found;
  for (const auto& candidate : matcher.candidates(Matcher::Whole::Paragraph)) {
    if (!wanted.empty() && !wanted[candidate.place]) continue;
    matcher.paragraphs(candidate.place, Matcher::Whole::Paragraph, found);
    for (const auto& p : found) hits.push_back({candidate.place, p.paragraph, p.score + kDocumentShare * candidate.score});
  }
  out.total = std::int64_t(hits.size());
  const auto offset = std::size_t(page_offset(page));
  if (offset >= hits.size()) return out;
  const auto end = std::min(hits.size(), offset + std::size_t(page_size(page)));
  std::partial_sort(hits.begin(), hits.begin() + std::ptrdiff_t(end), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.score != b.score) return a.score > b.score;
    return a.place != b.place ? a.place < b.place : a.paragraph < b.paragraph;
  });
  const Highlighter highlighter(query);
  for (auto i = offset; i < end; ++i) {
    auto s = db->query(
        "SELECT d.edition, p.anchor, d.kind, d.title, d.partnership, d.published, p.section_text, p.body FROM paragraph p "
        "JOIN document d ON d.number = p.document WHERE p.document = ? AND p.ordinal = ?",
        shelf->documents[hits[i].place]->number, std::int64_t(hits[i].paragraph));
    if (!s.step()) continue;
    Passage p;
    p.edition = {s.text(0)};
    p.anchor = s.text(1);
    p.kind = parse_kind(s.text(2)).value_or(Kind::OverviewReport);
    p.title = s.text(3);
    p.partnership = s.text(4);
    p.published = parse_iso_day(s.text(5)).value_or(Day{});
    p.section = highlighter.all(s.text(6));
    p.text = highlighter.around(s.text(7), kSnippetWords);
    out.passages.push_back(std::move(p));
  }
  return out;
}

}  // namespace heed::library

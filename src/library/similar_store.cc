// "Made before": paragraphs of other reviews that say much the same, by the same index that search uses.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "library/find.h"
#include "library/library_state.h"
#include "library/lists.h"
#include "library/highlight.h"
#include "library/tokens.h"

namespace heed::library {

namespace {

constexpr std::size_t kTerms = 24;       ///< words of the text that are looked for, the tellingest
constexpr std::size_t kDocuments = 80;   ///< reports looked into
constexpr float kLeast = 0.12f;          ///< of the text's own score; less is chance
constexpr float kK1 = 1.2f;
constexpr std::size_t kSnippetWords = 80;

struct Wanted {
  std::string stem;
  float weight = 0;
  std::unique_ptr<List> list;
};

}  // namespace

std::vector<Similar> Library::similar(std::string_view text, const ReviewKey& but, const EditionId& nor, int limit, bool recommendations) const {
  State::Reading db(*state_);
  const auto shelf = state_->shelf(*db);
  std::map<std::string, int> stems;
  each_word(text, [&](std::string_view word, std::uint32_t, std::uint32_t) {
    if (!is_stop_word(word) && word.size() > 1) ++stems[stem(word)];
  });
  std::vector<Wanted> wanted;
  const auto all = float(shelf->size());
  for (const auto& [word, n] : stems) {
    auto list = std::make_unique<List>(List::of_stem(*db, *shelf, word));
    const auto documents = float(list->hits().size());
    if (documents == 0) continue;
    const auto idf = std::log(1 + (all - documents + 0.5f) / (documents + 0.5f));
    wanted.push_back({word, idf * float(n) * (kK1 + 1) / (float(n) + kK1), std::move(list)});
  }
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem; });
  if (wanted.size() > kTerms) wanted.resize(kTerms);
  float own = 0;
  for (const auto& w : wanted) own += w.weight;
  if (own <= 0) return {};

  std::vector<float> scores(shelf->size(), 0);
  for (const auto& w : wanted)
    for (const auto& hit : w.list->hits()) scores[hit.place] += w.weight;
  if (!but.empty() || !nor.empty()) {
    auto s = db->query("SELECT number FROM document WHERE (?1 <> '' AND review = ?1) OR edition = ?2", but.text, nor.text);
    while (s.step())
      if (const auto place = shelf->place(s.integer(0)); place >= 0) scores[std::size_t(place)] = 0;
  }
  std::vector<std::uint32_t> places;
  for (std::uint32_t place = 0; place < scores.size(); ++place)
    if (scores[place] > 0) places.push_back(place);
  std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  if (places.size() > kDocuments) places.resize(kDocuments);

  struct Best {
    std::uint32_t place, paragraph;
    float score;
  };
  std::vector<Best> best;
  std::vector<std::uint32_t> positions;
  for (const auto place : places) {
    const auto& layout = shelf->documents[place]->layout;
    std::vector<float> paragraph(layout.paragraphs(), 0);
    for (const auto& w : wanted) {
      positions.clear();
      w.list->positions(place, positions);
      std::uint32_t last = UINT32_MAX;
      for (const auto at : positions) {
        const auto p = std::uint32_t(std::upper_bound(layout.begins.begin(), layout.begins.end(), at) - layout.begins.begin()) - 1;
        if (p != last && p < paragraph.size()) paragraph[p] += w.weight;
        last = p;
      }
    }
    std::set<std::uint32_t> only;
    if (recommendations) {
      auto s = db->query(
          "SELECT p.ordinal FROM paragraph p JOIN document d ON d.number = p.document WHERE d.number = ?1 AND (EXISTS (SELECT 1 FROM suggestion s WHERE "
          "s.document = d.number AND s.anchor = p.anchor AND s.kind = 'recommendation' AND s.status <> 'rejected') OR EXISTS (SELECT 1 FROM progress g "
          "WHERE g.edition = d.edition AND g.anchor = p.anchor))",
          shelf->documents[place]->number);
      while (s.step()) only.insert(std::uint32_t(s.integer(0)));
    }
    Best of{place, 0, 0};
    for (std::uint32_t p = 1; p < paragraph.size(); ++p) {
      if (layout.parts[p] != Part::Body || (recommendations && !only.contains(p))) continue;
      // A long paragraph has many words by chance.
      const auto score = paragraph[p] / own / std::sqrt(std::max(1.0f, float(layout.length(p)) / 120));
      if (score > of.score) of = {place, p, score};
    }
    if (of.score >= kLeast) best.push_back(of);
  }
  std::sort(best.begin(), best.end(), [](const Best& a, const Best& b) { return a.score != b.score ? a.score > b.score : a.place < b.place; });
  if (best.size() > std::size_t(std::max(0, limit))) best.resize(std::size_t(std::max(0, limit)));

  SearchQuery shown;
  for (const auto& w : wanted) shown.all.push_back({Term{w.stem, false, false, {}}});
  const Highlighter highlighter(shown);
  std::vector<Similar> out;
  for (const auto& b : best) {
    auto s = db->query(
        "SELECT d.edition, p.anchor, d.title, d.partnership, d.published, p.body, coalesce((SELECT g.state FROM progress g WHERE g.edition = d.edition AND "
        "g.anchor = p.anchor), ''), EXISTS (SELECT 1 FROM suggestion s WHERE s.document = d.number AND s.anchor = p.anchor AND s.kind = 'recommendation' AND "
        "s.status <> 'rejected') FROM paragraph p JOIN document d ON d.number = p.document WHERE d.number = ? AND p.ordinal = ?",
        shelf->documents[b.place]->number, std::int64_t(b.paragraph));
    if (!s.step()) continue;
    Similar one;
    one.edition = {s.text(0)};
    one.anchor = s.text(1);
    one.title = s.text(2);
    one.partnership = s.text(3);
    one.published = parse_iso_day(s.text(4)).value_or(Day{});
    one.text = highlighter.around(s.text(5), kSnippetWords);
    one.progress = parse_progress_state(s.text(6));
    one.recommendation = s.integer(7) != 0 || one.progress.has_value();
    one.score = b.score;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace heed::library

// Library::find: reports with the paragraphs that matter, filters with counts, and what might have been meant.
#include <algorithm>
#include <map>

#include "library/find.h"
#include "library/highlight.h"
#include "library/library_state.h"
#include "library/lists.h"
#include "library/match.h"
#include "library/spelling.h"
#include "library/thesaurus.h"
#include "library/tokens.h"

namespace heed::library {

namespace {

constexpr std::size_t kSnippetWords = 45;
constexpr std::size_t kLookedInto = 48;  ///< reports, best by their words as a whole, whose paragraphs are weighed
constexpr float kSecondPassage = 0.3f, kWholeReport = 0.7f;
/// Words so many of whose documents more have a near neighbour are taken for a slip.
constexpr std::size_t kRareWord = 1, kFarMore = 20;

/// The chosen filters, and the fields a document fails.
class Filters {
 public:
  Filters(const Shelf& shelf, const std::vector<FacetValue>& chosen) : shelf_(shelf) {
    std::map<std::string, std::size_t> fields;
    for (const auto& one : chosen) {
      const auto field = fields.try_emplace(one.field, fields.size()).first->second;
      chosen_.resize(fields.size());
      names_.resize(fields.size());
      names_[field] = one.field;
      for (std::uint32_t v = 0; v < shelf.values.size(); ++v)
        if (shelf.values[v].field == one.field && shelf.values[v].value == one.value) chosen_[field].push_back(v);
    }
    field_of_.assign(shelf.values.size(), -1);
    for (std::uint32_t v = 0; v < shelf.values.size(); ++v)
      if (const auto at = fields.find(shelf.values[v].field); at != fields.end()) field_of_[v] = int(at->second);
  }
  bool any() const { return !chosen_.empty(); }
  /// -1 when the document passes, the field when it fails that one alone, -2 when it fails more.
  int fails(std::uint32_t place) const {
    int out = -1;
    for (std::size_t f = 0; f < chosen_.size(); ++f) {
      const auto& own = shelf_.facets[place];
      const bool passes = std::any_of(chosen_[f].begin(), chosen_[f].end(), [&](std::uint32_t v) { return std::binary_search(own.begin(), own.end(), v); });
      if (passes) continue;
      if (out != -1) return -2;
      out = int(f);
    }
    return out;
  }
  /// Counts a document: every value when it passes, those of the one field it fails.
  void count(std::uint32_t place, int failed, std::vector<std::int64_t>& counts) const {
    for (const auto v : shelf_.facets[place])
      if (failed == -1 || field_of_[v] == failed) ++counts[v];
  }
  bool chosen(std::uint32_t value) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const auto& all) { return std::find(all.begin(), all.end(), value) != all.end(); });
  }

 private:
  const Shelf& shelf_;
  std::vector<std::vector<std::uint32_t>> chosen_;
  std::vector<std::string> names_;
  std::vector<int> field_of_;
};

struct Hit {
  std::uint32_t place = 0;
  float score = 0;
  std::vector<ParagraphScore> paragraphs;
  bool looked = false;
};

void best_first(std::vector<ParagraphScore>& all) {
  std::stable_sort(all.begin(), all.end(), [](const ParagraphScore& a, const ParagraphScore& b) { return a.score > b.score; });
}

}  // namespace

std::string_view name(Sort sort) {
  switch (sort) {
    case Sort::Best: return "best";
    case Sort::Newest: return "newest";
    case Sort::Oldest: return "oldest";
    case Sort::Title: return "title";
  }
  return "best";
}

std::optional<Sort> parse_sort(std::string_view text) {
  for (const auto sort : {Sort::Best, Sort::Newest, Sort::Oldest, Sort::Title})
    if (name(sort) == text) return sort;
  return std::nullopt;
}

Answer Library::find(const Question& question) const {
  Answer out;
  const auto query = parse_query(question.words);
  out.asked = understood(query);
  const bool words = !query.empty();
  out.nothing_asked = !words && question.filters.empty() && question.within.empty();
  State::Reading db(*state_);
  const auto shelf = state_->shelf(*db);
  const Filters filters(*shelf, question.filters);

  Thesaurus::Widened wider;
  if (words && question.synonyms) wider = state_->thesaurus().widen(query);
  out.also = wider.also;
  out.neighbours = wider.neighbours;
  std::optional<Matcher> matcher;
  if (words) matcher.emplace(*db, *shelf, query, wider.terms);
  const auto only = question.within.empty() ? -2 : shelf->place(db->number("SELECT number FROM document WHERE edition = ?", question.within.text));

  std::vector<Hit> hits;
  std::vector<std::int64_t> counts(shelf->values.size(), 0);
  auto whole = Matcher::Whole::Paragraph;
  const auto gather = [&] {
    hits.clear();
    std::fill(counts.begin(), counts.end(), 0);
    const auto take = [&](std::uint32_t place, float score) {
      if (only != -2 && std::int32_t(place) != only) return;
      const auto failed = filters.any() ? filters.fails(place) : -1;
      if (failed == -2 || (words && !matcher->answers(place, whole))) return;
      filters.count(place, failed, counts);
      if (failed == -1) hits.push_back({place, score, {}, false});
    };
    if (!words)
      for (std::uint32_t place = 0; place < shelf->size(); ++place) take(place, 0);
    else
      for (const auto& c : matcher->candidates(whole)) take(c.place, c.score);
  };
  gather();
  if (words && hits.empty() && query.all.size() > 1) whole = Matcher::Whole::Document, gather();
  if (words && hits.empty() && query.all.size() > 1) whole = Matcher::Whole::AnyWord, gather();
  out.where = whole == Matcher::Whole::Paragraph ? Answer::Where::Paragraph : whole == Matcher::Whole::Document ? Answer::Where::Report : Answer::Where::AnyWord;
  out.total = std::int64_t(hits.size());

  // --- order ---
  const auto offset = std::size_t(page_offset(question.page));
  const auto end = std::min(hits.size(), offset + std::size_t(page_size(question.page)));
  const auto look = [&](Hit& hit) {
    if (hit.looked || !words) return;
    matcher->paragraphs(hit.place, whole, hit.paragraphs);
    best_first(hit.paragraphs);
    hit.looked = true;
  };
  const auto sort = !words && question.sort == Sort::Best ? Sort::Newest : question.sort;
  switch (sort) {
    case Sort::Best: {
      const auto by_score = [](const Hit& a, const Hit& b) { return a.score != b.score ? a.score > b.score : a.place > b.place; };
      const auto looked = std::min(hits.size(), std::max(kLookedInto, end));
      std::partial_sort(hits.begin(), hits.begin() + std::ptrdiff_t(looked), hits.end(), by_score);
      for (std::size_t i = 0; i < looked; ++i) {
        auto& hit = hits[i];
        look(hit);
        hit.score *= kWholeReport;
        if (!hit.paragraphs.empty()) hit.score += hit.paragraphs[0].score;
        if (hit.paragraphs.size() > 1) hit.score += kSecondPassage * hit.paragraphs[1].score;
      }
      std::sort(hits.begin(), hits.begin() + std::ptrdiff_t(looked), by_score);
      break;
    }
    case Sort::Newest:
    case Sort::Oldest:
      std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
        const auto& x = shelf->published[a.place];
        const auto& y = shelf->published[b.place];
        if (x.empty() != y.empty()) return y.empty();  // without a day: last, whichever way
        if (x != y) return sort == Sort::Newest ? x > y : x < y;
        return a.place > b.place;
      });
      break;
    case Sort::Title: {
      std::map<std::uint32_t, std::string> titles;
      for (const auto& hit : hits) {
        auto s = db->query("SELECT title FROM document WHERE number = ?", shelf->documents[hit.place]->number);
        if (s.step()) titles[hit.place] = fold(s.text(0));
      }
      std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return titles[a.place] < titles[b.place]; });
      break;
    }
  }

  // --- what is shown ---
  std::vector<Term> further;
  for (const auto& w : wider.terms) further.push_back(w.term);
  const Highlighter highlighter(query, further);
  for (auto i = offset; i < end; ++i) {
    auto& hit = hits[i];
    look(hit);
    const auto number = shelf->documents[hit.place]->number;
    auto& report = out.reports.emplace_back();
    report.entry = entry_by_number(*db, number);
    const auto shown = std::min(hit.paragraphs.size(), std::size_t(std::max(0, question.passages)));
    report.more = std::int64_t(hit.paragraphs.size() - shown);
    for (std::size_t p = 0; p < shown; ++p) {
      auto s = db->query("SELECT anchor, label, section_text, body FROM paragraph WHERE document = ? AND ordinal = ?", number,
                         std::int64_t(hit.paragraphs[p].paragraph));
      if (!s.step()) continue;
      report.passages.push_back({s.text(0), s.text(1), highlighter.all(s.text(2)), highlighter.around(s.text(3), kSnippetWords)});
    }
  }
  for (std::uint32_t v = 0; v < shelf->values.size(); ++v) {
    const bool chosen = filters.chosen(v);
    if (counts[v] == 0 && !chosen) continue;
    if (out.fields.empty() || out.fields.back().field != shelf->values[v].field) out.fields.push_back({shelf->values[v].field, {}});
    out.fields.back().values.push_back({shelf->values[v].value, counts[v], chosen});
  }
  if (words) out.meant = meant(*db, *shelf, question.words, matcher->unknown());
  return out;
}

std::string Library::meant(Connection& db, const Shelf& shelf, const std::string& typed, const std::vector<std::string>& unknown) const {
  std::map<std::string, std::string> instead;
  for (const auto& token : tokens(typed)) {
    if (instead.contains(token.word) || token.word.size() < 4) continue;
    if (std::find(unknown.begin(), unknown.end(), token.word) == unknown.end()) continue;
    const auto speller = state_->speller(db, shelf.generation);
    std::string best;
    std::size_t documents = 0;
    int distance = 0;
    for (const auto& guess : speller->guesses(token.word, 24)) {
      const auto n = List::of_word(db, shelf, guess.word).hits().size();
      if (n == 0) continue;
      // A letter nearer outweighs being commoner, unless by far.
      const auto far = distance > 0 && guess.distance > distance;
      if (best.empty() || (far ? n > kFarMore * documents && documents <= kRareWord : n > documents)) best = guess.word, documents = n, distance = guess.distance;
    }
    if (best.empty())
      for (const auto& part : speller->parted(token.word)) best += (best.empty() ? "" : " ") + part;
    if (!best.empty()) instead[token.word] = best;
  }
  if (instead.empty()) return "";
  std::string out;
  std::size_t at = 0;
  for (const auto& token : tokens(typed)) {
    out += typed.substr(at, token.begin - at);
    const auto found = instead.find(token.word);
    out += found == instead.end() ? typed.substr(token.begin, token.end - token.begin) : found->second;
    at = token.end;
  }
  return out + typed.substr(at);
}

}  // namespace heed::library

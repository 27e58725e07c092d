#include "library/rank.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "library/lists.h"
#include "library/rank_store.h"
#include "library/tokens.h"

namespace heed::library {

namespace {

using Scores = std::vector<float>;

constexpr std::size_t kSeveralParagraphs = 4;             ///< of the usual report, its title one of them
constexpr float kPassageB = 0.3f, kUsualPassage = 120;    ///< how much a passage's length counts, and what is usual, in words

class Ranking {
 public:
  Ranking(Connection& db, const Shelf& shelf, const RankOptions& options) : db_(db), shelf_(shelf), o_(options) {}

  std::vector<RankedPlace> run(std::string_view question, std::size_t limit) {
    std::vector<std::string> words;
    each_word(question, [&](std::string_view word, std::uint32_t, std::uint32_t) {
      if (words.size() < 500 && !(o_.stop_words && is_stop_word(word))) words.push_back(stem(word));
    });
    if (words.empty()) each_word(question, [&](std::string_view word, std::uint32_t, std::uint32_t) { words.push_back(stem(word)); });
    std::map<std::string, float> query;
    for (const auto& word : words) query[word] += 1;
    std::set<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i - 1] != words[i]) pairs.insert({words[i - 1], words[i]});

    auto scores = score(query, pairs);
    if (o_.feedback_documents > 0) {
      const auto wider = with_feedback(query, scores);
      if (wider.size() > query.size()) scores = score(wider, pairs);
    }
    if (passages())
      for (const auto& t : best(scores, std::size_t(o_.passage_documents))) scores[t.place] += o_.passage * best_passage(t.place, query).score;
    return best(scores, limit);
  }

 private:
  /// Whether passages say something that documents do not: where the usual report has several.
  bool passages() {
    if (!passages_) {
      std::size_t all = 0;
      for (const auto& d : shelf_.documents) all += d->layout.paragraphs();
      passages_ = o_.passage > 0 && all >= kSeveralParagraphs * shelf_.size();
    }
    return *passages_;
  }

  struct Passage {
    std::uint32_t paragraph = 0;
    float score = 0;
  };
  /// The paragraph that answers best, by BM25 among paragraphs; the question's own words alone.
  Passage best_passage(std::uint32_t place, const std::map<std::string, float>& query) {
    const auto& layout = shelf_.documents[place]->layout;
    passage_scores_.assign(layout.paragraphs(), 0);
    for (const auto& [word, weight] : query) {
      auto& l = list(word);
      if (!l.find(place)) continue;
      positions_.clear();
      l.positions(place, positions_);
      const auto w = weight * idf(l.hits().size()) * (o_.k1 + 1);
      std::uint32_t p = 0;
      for (std::size_t i = 0; i < positions_.size();) {
        while (p + 1 < layout.paragraphs() && layout.begins[p + 1] <= positions_[i]) ++p;
        float tf = 0;
        for (; i < positions_.size() && positions_[i] < layout.begins[p + 1]; ++i) ++tf;
        if (tf == 0) break;  // a position beyond the last paragraph: a damaged row
        passage_scores_[p] += w * tf / (tf + o_.k1 * (1 - kPassageB + kPassageB * float(layout.length(p)) / kUsualPassage));
      }
    }
    const auto at = std::max_element(passage_scores_.begin(), passage_scores_.end());
    return at == passage_scores_.end() ? Passage{} : Passage{std::uint32_t(at - passage_scores_.begin()), *at};
  }

  List& list(const std::string& word) {
    auto [at, fresh] = lists_.try_emplace(word);
    if (fresh) at->second = std::make_unique<List>(List::of_stem(db_, shelf_, word));
    return *at->second;
  }
  float idf(std::size_t documents) const {
    const auto n = float(documents), all = float(shelf_.size());
    return std::log(1 + (all - n + 0.5f) / (n + 0.5f));
  }
  float norm(std::uint32_t place) const { return 1 - o_.b + o_.b * shelf_.documents[place]->length / shelf_.mean_length; }

  Scores score(const std::map<std::string, float>& query, const std::set<std::pair<std::string, std::string>>& pairs) {
    Scores out(shelf_.size(), 0);
    for (const auto& [word, weight] : query) {
      auto& l = list(word);
      const auto w = weight * idf(l.hits().size()) * (o_.k1 + 1);
      for (const auto& hit : l.hits()) {
        const auto tf = float(hit.body) + o_.title * float(hit.title) + o_.heading * float(hit.heading);
        out[hit.place] += w * tf / (tf + o_.k1 * norm(hit.place));
      }
    }
    if (o_.proximity > 0)
      for (const auto& [a, b] : pairs) add_pair(out, a, b);
    return out;
  }

  /// How often the two stand near each other, and how often one after the other: as words of their own.
  void add_pair(Scores& out, const std::string& a, const std::string& b) {
    const auto known = pairs_.find({a, b});
    if (known == pairs_.end()) {
      auto& la = list(a);
      auto& lb = list(b);
      std::vector<Pair> found;
      std::vector<std::uint32_t> pa, pb;
      for (const auto& hit : la.hits()) {
        if (!lb.find(hit.place)) continue;
        pa.clear(), pb.clear();
        la.positions(hit.place, pa);
        lb.positions(hit.place, pb);
        const auto [near, next] = count_pairs(pa, pb);
        if (near > 0) found.push_back({hit.place, near, next});
      }
      pairs_[{a, b}] = std::move(found);
    }
    const auto& found = pairs_[{a, b}];
    if (found.empty()) return;
    const auto w = o_.proximity * std::min(idf(found.size()), idf(list(a).hits().size()) + idf(list(b).hits().size())) * (o_.k1 + 1);
    for (const auto& p : found) {
      const auto n = o_.k1 * norm(p.place);
      out[p.place] += w * (p.near / (p.near + n) + p.next / (p.next + n));
    }
  }

  std::pair<float, float> count_pairs(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) const {
    int near = 0, next = 0;
    std::int64_t last_a = -1000, last_b = -1000;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
      if (j == b.size() || (i < a.size() && a[i] < b[j])) {
        last_a = a[i++];
        near += last_a - last_b <= o_.near;
      } else {
        last_b = b[j++];
        near += last_b - last_a <= o_.near;
        next += last_b - last_a == 1;
      }
    }
    return {float(near), float(next)};
  }

  std::map<std::string, float> with_feedback(const std::map<std::string, float>& query, const Scores& scores) {
    std::map<std::string, float> out;
    float most = 0;
    for (const auto& [word, weight] : query) most = std::max(most, weight);
    for (const auto& [word, weight] : query) out[word] = weight / most;
    const auto top = best(scores, std::size_t(o_.feedback_documents));
    if (top.empty()) return out;
    return weighed(std::move(out), passages() ? words_of_passages(top, query) : words_of_documents(top));
  }

  /// How often each word stands in what answers best, by how well it answers: in the best passage of each document …
  std::map<std::string, float> words_of_passages(const std::vector<RankedPlace>& top, const std::map<std::string, float>& query) {
    std::map<std::string, float> out;
    for (const auto& t : top) {
      const auto share = t.score / top.front().score;
      each_word(paragraph_text(db_, shelf_.documents[t.place]->number, best_passage(t.place, query).paragraph), [&](std::string_view word, std::uint32_t, std::uint32_t) {
        if (word.size() > 1 && !is_stop_word(word)) out[stem(word)] += share;
      });
    }
    return out;
  }

  /// … or in the whole of it.
  std::map<std::string, float> words_of_documents(const std::vector<RankedPlace>& top) {
    // By word as written first: a stem is looked up once a word, however many documents have it.
    std::unordered_map<std::int64_t, float> hits;
    for (const auto& t : top) {
      const auto share = t.score / top.front().score;
      for (const auto& f : forward_words(db_, shelf_.documents[t.place]->number)) hits[f.word] += share * (float(f.hits) + o_.title * float(f.title));
    }
    std::vector<std::pair<float, std::int64_t>> frequent;
    for (const auto& [word, n] : hits) frequent.push_back({n, word});
    constexpr std::size_t kLooked = 4000;
    std::sort(frequent.begin(), frequent.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (frequent.size() > kLooked) frequent.resize(kLooked);
    std::map<std::string, float> stems;
    for (const auto& [n, word] : frequent) {
      const auto w = word_of(db_, word);
      if (w.text.size() < 2 || is_stop_word(w.text)) continue;
      stems[w.stem] += n;
    }
    return stems;
  }

  /// The question with the words that tell most, by how much commoner they are there than everywhere (Bo1).
  std::map<std::string, float> weighed(std::map<std::string, float> out, const std::map<std::string, float>& stems) {
    std::vector<std::pair<float, std::string>> candidates;
    for (const auto& [word, n] : stems) candidates.push_back({n, word});
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    constexpr std::size_t kWeighed = 800;
    if (candidates.size() > kWeighed) candidates.resize(kWeighed);
    std::vector<std::pair<float, std::string>> added;
    for (const auto& [n, word] : candidates) {
      auto& l = list(word);
      if (l.hits().size() < 2) continue;
      double everywhere = 0;
      for (const auto& hit : l.hits()) everywhere += hit.body + hit.title + hit.heading;
      const double mean = everywhere / double(shelf_.size());
      added.push_back({float(n * std::log2((1 + mean) / mean) + std::log2(1 + mean)), word});
    }
    std::sort(added.begin(), added.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (added.size() > std::size_t(o_.feedback_words)) added.resize(std::size_t(o_.feedback_words));
    for (const auto& [weight, word] : added) out[word] += o_.feedback * weight / added.front().first;
    return out;
  }

  static std::vector<RankedPlace> best(const Scores& scores, std::size_t limit) {
    std::vector<RankedPlace> out;
    for (std::uint32_t i = 0; i < scores.size(); ++i)
      if (scores[i] > 0) out.push_back({i, scores[i]});
    const auto better = [](const RankedPlace& a, const RankedPlace& b) { return a.score != b.score ? a.score > b.score : a.place < b.place; };
    if (out.size() > limit) {
      std::partial_sort(out.begin(), out.begin() + std::ptrdiff_t(limit), out.end(), better);
      out.resize(limit);
    } else {
      std::sort(out.begin(), out.end(), better);
    }
    return out;
  }

  struct Pair {
    std::uint32_t place;
    float near, next;
  };
  Connection& db_;
  const Shelf& shelf_;
  const RankOptions& o_;
  std::optional<bool> passages_;
  std::vector<float> passage_scores_;
  std::vector<std::uint32_t> positions_;
  std::unordered_map<std::string, std::unique_ptr<List>> lists_;
  std::map<std::pair<std::string, std::string>, std::vector<Pair>> pairs_;
};

}  // namespace

std::vector<RankedPlace> rank(Connection& db, const Shelf& shelf, std::string_view question, std::size_t limit, const RankOptions& options) {
  return Ranking(db, shelf, options).run(question, limit);
}

}  // namespace heed::library

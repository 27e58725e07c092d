#include "library/match.h"

#include <algorithm>
#include <cmath>

#include "library/tokens.h"

namespace heed::library {

namespace {
constexpr float kK1 = 1.2f, kB = 0.5f;
constexpr float kUsualParagraph = 80;    ///< words; an office's paragraph
constexpr float kHeadingShare = 0.4f;    ///< of a group that stands in the heading alone
constexpr float kHeadingItself = 0.8f;   ///< a heading says less than what stands under it
constexpr float kTogether = 0.5f;        ///< for groups that all stand in one paragraph near each other
constexpr std::int64_t kPrefixWords = 300;
}  // namespace

/// Words one after another.
struct Matcher::Sequence {
  std::vector<List> parts;
  bool somewhere_in(std::uint32_t place) const {
    return std::all_of(parts.begin(), parts.end(), [&](const auto& p) { return p.find(place) != nullptr; });
  }
  bool impossible() const {
    return parts.empty() || std::any_of(parts.begin(), parts.end(), [](const auto& p) { return p.empty(); });
  }
};

struct Matcher::Alternative {
  Sequence words;
  struct Beside {
    Sequence words;
    int distance;
  };
  std::vector<Beside> near;
  float weight = 1;
  bool plain() const { return words.parts.size() == 1 && near.empty(); }
};

struct Matcher::Group {
  std::vector<Alternative> any;
  std::vector<float> scores;  ///< by place; 0 where the group does not stand
  std::size_t documents = 0;
  float idf = 0;
};

Matcher::~Matcher() = default;

float Matcher::idf(std::size_t documents) const {
  const auto n = float(documents), all = float(shelf_.size());
  return std::log(1 + (all - n + 0.5f) / (n + 0.5f));
}

Matcher::Sequence Matcher::sequence(const std::string& text, bool prefix) {
  Sequence out;
  const auto all = tokens(text);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& word = all[i].word;
    const bool open = prefix && i + 1 == all.size() && word.size() > 1;
    out.parts.push_back(open ? List::beginning(db_, shelf_, word, kPrefixWords) : List::of_stem(db_, shelf_, stem(word)));
    if (out.parts.back().empty()) unknown_.push_back(word);
  }
  return out;
}

Matcher::Alternative Matcher::alternative(const Term& term) {
  Alternative out;
  out.words = sequence(term.text, term.prefix);
  for (const auto& n : term.near) out.near.push_back({sequence(n.text, n.prefix), n.distance});
  return out;
}

void Matcher::weigh(Group& group) {
  group.scores.assign(shelf_.size(), 0);
  for (auto& a : group.any) {
    bool impossible = a.words.impossible();
    for (const auto& n : a.near) impossible = impossible || n.words.impossible();
    if (impossible) continue;
    float rarest = 0;
    std::vector<const List*> all;
    for (const auto& p : a.words.parts) all.push_back(&p);
    for (const auto& n : a.near)
      for (const auto& p : n.words.parts) all.push_back(&p);
    std::sort(all.begin(), all.end(), [](const List* x, const List* y) { return x->hits().size() < y->hits().size(); });
    for (const auto* list : all) rarest += idf(list->hits().size());
    group.idf = std::max(group.idf, rarest);
    for (const auto& hit : all.front()->hits()) {
      float tf = hit.weighted();
      bool everywhere = true;
      for (std::size_t i = 1; i < all.size() && everywhere; ++i) {
        const auto* other = all[i]->find(hit.place);
        everywhere = other != nullptr;
        if (other) tf = std::min(tf, other->weighted());
      }
      if (!everywhere) continue;
      const auto norm = 1 - kB + kB * shelf_.documents[hit.place]->length / shelf_.mean_length;
      group.scores[hit.place] = std::max(group.scores[hit.place], a.weight * rarest * tf * (kK1 + 1) / (tf + kK1 * norm));
    }
  }
  for (const auto s : group.scores) group.documents += s > 0;
}

Matcher::Matcher(Connection& db, const Shelf& shelf, const SearchQuery& query, const std::vector<WiderTerm>& wider) : db_(db), shelf_(shelf) {
  const auto says_how = [](const std::vector<Term>& group) {
    return std::all_of(group.begin(), group.end(), [](const Term& t) {
      if (t.phrase || t.prefix || !t.near.empty()) return false;
      const auto all = tokens(t.text);
      return all.size() == 1 && is_function_word(all.front().word);
    });
  };
  // "the police" asks for the police; a question of such words alone means them.
  const bool only_how = std::all_of(query.all.begin(), query.all.end(), says_how);
  for (std::size_t g = 0; g < query.all.size() && groups_.size() < 60; ++g) {
    if (!only_how && says_how(query.all[g])) continue;
    auto& group = groups_.emplace_back();
    for (const auto& term : query.all[g]) group.any.push_back(alternative(term));
    const auto known = unknown_.size();
    for (const auto& w : wider)
      if (w.group == g) {
        group.any.push_back(alternative(w.term));
        group.any.back().weight = w.weight;
      }
    unknown_.resize(known);
    weigh(group);
  }
  const auto known = unknown_.size();
  for (const auto& term : query.none) none_.emplace_back().any.push_back(alternative(term));
  unknown_.resize(known);
  std::stable_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) { return a.documents < b.documents; });
}

std::vector<Matcher::Candidate> Matcher::candidates(Whole whole) const {
  std::vector<Candidate> out;
  for (std::uint32_t place = 0; place < shelf_.size(); ++place) {
    float score = 0;
    bool all = !groups_.empty(), any = false;
    for (const auto& group : groups_) {
      const auto s = group.scores[place];
      all = all && s > 0;
      any = any || s > 0;
      score += s;
    }
    if (whole == Whole::AnyWord ? any : all) out.push_back({place, score});
  }
  return out;
}

void Matcher::starts(Alternative& a, std::uint32_t place, std::vector<std::uint32_t>& out) {
  const auto find = [&](Sequence& sequence, std::vector<std::uint32_t>& into) {
    into.clear();
    if (sequence.impossible() || !sequence.somewhere_in(place)) return;
    sequence.parts[0].positions(place, into);
    for (std::size_t i = 1; i < sequence.parts.size() && !into.empty(); ++i) {
      auto& next = next_;
      next.clear();
      sequence.parts[i].positions(place, next);
      std::size_t kept = 0, j = 0;
      for (const auto start : into) {
        while (j < next.size() && next[j] < start + i) ++j;
        if (j < next.size() && next[j] == start + i) into[kept++] = start;
      }
      into.resize(kept);
    }
  };
  find(a.words, out);
  for (auto& n : a.near) {
    if (out.empty()) return;
    find(n.words, other_);
    const auto& begins = shelf_.documents[place]->layout.begins;
    std::erase_if(out, [&](std::uint32_t at) {
      const auto paragraph = std::upper_bound(begins.begin(), begins.end(), at);
      const auto from = std::max<std::int64_t>(std::int64_t(at) - n.distance, paragraph == begins.begin() ? 0 : *(paragraph - 1));
      const auto to = std::min<std::int64_t>(std::int64_t(at) + n.distance + std::int64_t(a.words.parts.size()) - 1,
                                             paragraph == begins.end() ? INT64_MAX : std::int64_t(*paragraph) - 1);
      const auto found = std::lower_bound(other_.begin(), other_.end(), std::uint32_t(std::max<std::int64_t>(0, from)));
      return found == other_.end() || std::int64_t(*found) > to;
    });
  }
}

/// Walks to the places where words stand one after another.
struct Matcher::SequenceCursor {
  std::vector<List::Cursor> parts;
  Sequence* words = nullptr;
  bool here = false;  ///< whether all of the words stand in the document
  std::uint32_t seek(std::uint32_t least) {
    for (;;) {
      const auto start = parts[0].seek(least);
      if (start == List::Cursor::kEnd) return start;
      bool all = true;
      for (std::uint32_t i = 1; i < parts.size() && all; ++i) {
        const auto at = parts[i].seek(start + i);
        if (at == List::Cursor::kEnd) return at;
        all = at == start + i;
        if (!all) least = std::max(start + 1, at - i);
      }
      if (all) return start;
    }
  }
};

/// The nearest of several.
struct Matcher::GroupCursor {
  std::vector<SequenceCursor> any;
  std::uint32_t seek(std::uint32_t least) {
    auto best = List::Cursor::kEnd;
    for (auto& one : any)
      if (one.here) best = std::min(best, one.seek(least));
    return best;
  }
};

/// Whether some paragraph has words or phrases of every group itself: a quick yes, looking no further than the first.
bool Matcher::stand_together(std::uint32_t place) {
  if (cursors_.empty())  // made once for all documents
    for (auto& group : groups_) {
      auto& cursor = cursors_.emplace_back();
      for (auto& a : group.any)
        if (a.near.empty() && !a.words.impossible()) cursor.any.push_back({std::vector<List::Cursor>(a.words.parts.size()), &a.words, false});
    }
  for (auto& group : cursors_)
    for (auto& sequence : group.any) {
      sequence.here = sequence.words->somewhere_in(place);
      for (std::size_t i = 0; i < sequence.parts.size() && sequence.here; ++i) {
        sequence.parts[i].clear();
        sequence.words->parts[i].open(place, sequence.parts[i]);
      }
    }
  const auto& begins = shelf_.documents[place]->layout.begins;
  std::uint32_t least = 0, paragraph = 0;
  for (;;) {
    const auto first = cursors_[0].seek(least);
    if (first == List::Cursor::kEnd) return false;
    while (paragraph + 2 < begins.size() && begins[paragraph + 1] <= first) ++paragraph;
    bool all = true;
    least = begins[paragraph + 1];
    for (std::size_t g = 1; g < cursors_.size(); ++g) {
      const auto at = cursors_[g].seek(begins[paragraph]);
      if (at == List::Cursor::kEnd) return false;
      if (at < begins[paragraph + 1]) continue;
      all = false;
      const auto next = std::upper_bound(begins.begin() + paragraph + 1, begins.end(), at);
      least = std::max(least, *(next - 1));
      break;
    }
    if (all) return true;
  }
}

bool Matcher::answers(std::uint32_t place, Whole whole) {
  if (whole == Whole::Paragraph && none_.empty() && groups_.size() == 1)
    for (const auto& a : groups_[0].any)
      if (a.plain() && a.words.parts[0].find(place)) return true;
  if (whole == Whole::Paragraph && none_.empty() && stand_together(place)) return true;
  std::vector<ParagraphScore> found;
  paragraphs(place, whole, found);
  return !found.empty();
}

void Matcher::paragraphs(std::uint32_t place, Whole whole, std::vector<ParagraphScore>& out) {
  out.clear();
  const auto& layout = shelf_.documents[place]->layout;
  const auto count = layout.paragraphs();
  // Only what a word stands in is looked at, and put back after: most paragraphs of most reports have none.
  if (mask_.size() < count) mask_.resize(count, 0), score_.resize(count, 0);
  for (const auto p : touched_) mask_[p] = 0, score_[p] = 0;
  touched_.clear();
  const auto full = (std::uint64_t(1) << groups_.size()) - 1;
  const auto each_paragraph = [&](const std::vector<std::uint32_t>& positions, auto&& each) {
    std::uint32_t paragraph = 0;
    for (std::size_t i = 0; i < positions.size();) {
      if (layout.begins[paragraph + 1] <= positions[i])
        paragraph = std::uint32_t(std::upper_bound(layout.begins.begin() + paragraph + 1, layout.begins.end(), positions[i]) - layout.begins.begin()) - 1;
      if (paragraph >= count) return;
      std::uint32_t hits = 0;
      for (; i < positions.size() && positions[i] < layout.begins[paragraph + 1]; ++i) ++hits;
      each(paragraph, hits);
    }
  };
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    auto& group = groups_[g];
    bool any = false;
    for (auto& a : group.any) {
      starts(a, place, scratch_);
      each_paragraph(scratch_, [&](std::uint32_t paragraph, std::uint32_t hits) {
        any = true;
        const auto tf = float(hits);
        const auto norm = 1 - kB + kB * float(layout.length(paragraph)) / kUsualParagraph;
        const auto s = a.weight * group.idf * tf * (kK1 + 1) / (tf + kK1 * norm);
        if (mask_[paragraph] == 0) touched_.push_back(paragraph);
        // A second way of saying the same adds half.
        score_[paragraph] += mask_[paragraph] >> g & 1 ? s / 2 : s;
        mask_[paragraph] |= std::uint64_t(1) << g;
      });
    }
    if (!any && whole == Whole::Paragraph) return;
  }
  for (auto& ruled_out : none_)
    for (auto& a : ruled_out.any) {
      starts(a, place, scratch_);
      each_paragraph(scratch_, [&](std::uint32_t paragraph, std::uint32_t) { mask_[paragraph] = 0; });
    }
  std::sort(touched_.begin(), touched_.end());
  for (const auto p : touched_) {
    if (mask_[p] == 0) continue;  // ruled out
    auto mask = mask_[p];
    auto score = score_[p];
    auto at = p;
    for (int up = 0; up < 3 && layout.heading[at] != at; ++up) {
      at = layout.heading[at];
      for (std::size_t g = 0; g < groups_.size(); ++g)
        if ((mask_[at] >> g & 1) && !(mask >> g & 1)) score += kHeadingShare * groups_[g].idf;
      mask |= mask_[at];
    }
    if (mask != full && whole == Whole::Paragraph) continue;
    if (mask == full && groups_.size() > 1) score *= 1 + kTogether;
    if (layout.parts[p] == Part::Heading) score *= kHeadingItself;
    out.push_back({p, score});
  }
}

}  // namespace heed::library

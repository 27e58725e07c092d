// Ranking documents for a question in plain words, as a researcher pastes it: any word helps, none is required. BM25 over
// title, headings and body as weighted fields; neighbouring words of the question that stand near each other count again;
// then the words that mark the best answers out (Bo1, of divergence from randomness) are added, and all is ranked once more. Where the
// usual report has several paragraphs, those words come from the best passage of each answer, and a report's best passage counts
// beside the whole of it.
// The constants are the literature's, none of them fitted to a collection; bench/library shows what each idea is worth.
#pragma once

#include <string_view>
#include <vector>

#include "library/shelf.h"

namespace heed::library {

struct RankOptions {
  float k1 = 1.2f, b = 0.6f;
  float title = kTitleWeight, heading = kHeadingWeight;  ///< beside a hit in the body
  float proximity = 0.2f;      ///< weight of a pair beside its words; 0 leaves pairs out
  int near = 8;                ///< words apart at most
  int feedback_documents = 10; ///< 0 leaves feedback out
  int feedback_words = 60;
  float feedback = 0.6f;       ///< weight of the strongest added word beside one of the question's
  float passage = 0.5f;        ///< weight of the best passage beside its document, where reports have several; 0 leaves passages out
  int passage_documents = 200; ///< whose passages are looked at
  bool stop_words = true;      ///< leave out words that say how, not what
};

struct RankedPlace {
  std::uint32_t place = 0;
  float score = 0;
};

/// Best first, at most `limit`; ties in order of the shelf.
std::vector<RankedPlace> rank(Connection& db, const Shelf& shelf, std::string_view question, std::size_t limit, const RankOptions& options = {});

}  // namespace heed::library

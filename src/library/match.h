// What a person's search finds: the documents that answer it, and in each the paragraphs. A paragraph answers when every group of
// the question stands in it or in a heading above it, at least one in the paragraph itself, and nothing that was ruled out
// does. Belongs to one search on one snapshot. Ranks by BM25 of the paragraph and of its document; filters are not its matter.
#pragma once

#include <memory>
#include <vector>

#include "library/lists.h"
#include "library/query.h"

namespace heed::library {

struct ParagraphScore {
  std::uint32_t paragraph = 0;
  float score = 0;
};

/// More ways to say a group, each with what it counts beside the group's own words.
struct WiderTerm {
  std::size_t group = 0;
  Term term;
  float weight = 0.6f;
};

class Matcher {
 public:
  enum class Whole { Paragraph, Document, AnyWord };  ///< where all groups must stand; AnyWord: one of them, anywhere
  Matcher(Connection& db, const Shelf& shelf, const SearchQuery& query, const std::vector<WiderTerm>& wider = {});
  ~Matcher();

  /// Whether a word of the question says anything: false when it was only words that say how.
  struct Candidate {
    std::uint32_t place = 0;
    float score = 0;  ///< of the document
  };
  /// Documents that may answer, by place: every group stands somewhere in them (any group, for AnyWord).
  std::vector<Candidate> candidates(Whole whole) const;
  /// Whether some paragraph of the document answers.
  bool answers(std::uint32_t place, Whole whole);
  /// The document's paragraphs that answer, by paragraph; for Document and AnyWord those with a group at least.
  void paragraphs(std::uint32_t place, Whole whole, std::vector<ParagraphScore>& out);
  /// Words of the question that stand nowhere in the library.
  const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  struct Sequence;
  struct Alternative;
  struct Group;
  struct SequenceCursor;
  struct GroupCursor;
  Sequence sequence(const std::string& text, bool prefix);
  Alternative alternative(const Term& term);
  void weigh(Group& group);
  void starts(Alternative& alternative, std::uint32_t place, std::vector<std::uint32_t>& out);
  bool stand_together(std::uint32_t place);
  float idf(std::size_t documents) const;

  Connection& db_;
  const Shelf& shelf_;
  std::vector<Group> groups_, none_;
  std::vector<std::string> unknown_;
  std::vector<GroupCursor> cursors_;
  std::vector<std::uint32_t> scratch_, other_, next_;
  std::vector<std::uint32_t> touched_;  ///< paragraphs of the last document that something stands in
  std::vector<std::uint64_t> mask_;
  std::vector<float> score_;
};

}  // namespace heed::library

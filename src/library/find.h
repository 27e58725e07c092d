// What a reader asks of the library and what they get: reports, each with the paragraphs that matter, how many there would be
// of every value of every filter, how the words were understood, and what might have been meant. For Library::find.
#pragma once

#include "library/library.h"

namespace heed::library {

enum class Sort { Best, Newest, Oldest, Title };
std::string_view name(Sort sort);  ///< "newest"
std::optional<Sort> parse_sort(std::string_view name);

struct Question {
  std::string words;                ///< as typed; none asks for every report that passes the filters
  std::vector<FacetValue> filters;  ///< any of the values of one field, and every field
  EditionId within;                 ///< one report alone
  Sort sort = Sort::Best;
  Page page{1, 10};
  int passages = 3;      ///< of one report
  bool synonyms = true;  ///< also what the vocabulary says means the same
};

struct FoundPassage {
  std::string anchor;  ///< "top" when the title is what was found
  std::string label;   ///< numbering as printed
  std::vector<Piece> section, text;
};

struct FoundReport {
  Entry entry;
  std::vector<FoundPassage> passages;  ///< best first
  std::int64_t more = 0;               ///< further paragraphs of it that answer
};

struct ValueCount {
  std::string value;
  std::int64_t count = 0;
  bool chosen = false;
};
/// Counts are of reports that answer the words and every filter but this field's own.
struct FieldCounts {
  std::string field;
  std::vector<ValueCount> values;  ///< in the schema's order by name; the caller sorts
};

/// A word of the vocabulary that the question came near: for a link.
struct Neighbour {
  std::string words, relation;  ///< "broader", "narrower", "related"
};

struct Answer {
  enum class Where { Paragraph, Report, AnyWord } where = Where::Paragraph;  ///< where all the words had to stand for there to be an answer
  std::int64_t total = 0;  ///< reports
  std::vector<FoundReport> reports;
  std::vector<FieldCounts> fields;
  bool nothing_asked = false;                 ///< neither a word nor a filter
  std::vector<std::string> asked;             ///< how the words were understood
  std::vector<std::string> also;              ///< synonyms that were looked for too
  std::vector<Neighbour> neighbours;
  std::string meant;                          ///< the words as they were perhaps meant; empty when they are known
};

/// A paragraph like another, of another report.
struct Similar {
  EditionId edition;
  std::string anchor, title, partnership;
  Day published{};
  std::vector<Piece> text;
  std::optional<ProgressState> progress;  ///< what came of it, where that is public
  bool recommendation = false;            ///< the report calls it one, or it was found to be
  float score = 0;                        ///< 1 for the same words
};

}  // namespace heed::library

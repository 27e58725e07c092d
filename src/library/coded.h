// Everything that is coded, as one picture in memory: records, their victims and perpetrators, and for each field one column of
// answers over those it belongs to. A picture never changes, so any number of threads read it without waiting. It is small
// (a few hundred bytes a review) and is made anew when the file has changed. It answers single questions about single rows;
// counting is library/tables.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "library/coding.h"
#include "library/places.h"

namespace heed::library {

using ValueId = std::uint16_t;          ///< of a code in a field's own dictionary; 0 is missing
inline constexpr ValueId kNoValue = 0;

struct CodedReview {
  std::string id;         ///< "dhrd-inc-0001": for addresses
  std::string source_id;  ///< "INC-0001"
  std::size_t source = 0;
  std::string title, partnership, death, published, address;
  EditionId edition;
  int death_month = 0;      ///< months since year 0, 0 where the month is not known
  int death_year = 0;       ///< 0 where not known
  int published_month = 0;  ///< as death_month
  int published_year = 0;
  PlaceMatch place;
  std::vector<std::uint32_t> victims, perpetrators;  ///< rows
};

struct CodedPersonRow {
  std::string source_id;
  std::uint32_t review = 0;
};

/// Months from a death to the publication of its report, where both months are known.
struct Interval {
  int published_year = 0, death_year = 0, months = 0;
  std::int64_t review = -1;  ///< row, of a coded record
  std::string id, title;
};

class CodedData {
 public:
  const std::vector<CodingSource>& sources() const { return sources_; }
  const std::vector<std::string>& coders() const { return coders_; }
  const std::vector<CodedReview>& reviews() const { return reviews_; }
  const std::vector<CodedPersonRow>& victims() const { return victims_; }
  const std::vector<CodedPersonRow>& perpetrators() const { return perpetrators_; }
  const std::vector<Interval>& intervals() const { return intervals_; }
  /// Published overview reports of this library, coded or not: what intervals were looked for in, beside the records.
  std::int64_t documents_looked_at() const { return documents_looked_at_; }
  std::size_t size(Subject of) const;

  /// The answer of row `row` of the field's own subject.
  ValueId at(std::size_t field, std::size_t row) const { return columns_[field].empty() ? kNoValue : columns_[field][row]; }
  /// The answers that concern row `row` of `unit`: its own, its incident's, or those of the others in the incident.
  void values(std::size_t field, Subject unit, std::size_t row, std::vector<ValueId>& out) const;
  std::string_view code(std::size_t field, ValueId value) const { return value == kNoValue ? kMissing : std::string_view(codes_[field][value]); }
  std::optional<ValueId> value(std::size_t field, std::string_view code) const;
  /// For people: the schema's label, or the name of a place.
  std::string label(std::size_t field, ValueId value) const;
  std::size_t value_count(std::size_t field) const { return codes_[field].size(); }
  /// What sources wrote where the answer is this: "Spouse (incl civil partner)"; several joined by "; ".
  std::string written(std::size_t field, ValueId value) const;
  /// Whether anything at all was answered in a field; else it is not covered by what is here.
  bool covered(std::size_t field) const { return !columns_[field].empty(); }
  const CodedReview* review(std::string_view id) const;
  std::size_t review_of(Subject unit, std::size_t row) const;
  std::int64_t generation() const { return generation_; }  ///< of the file that it was made from
  const std::filesystem::path& file() const { return file_; }

 private:
  friend class CodedBuilder;
  std::vector<CodingSource> sources_;
  std::vector<std::string> coders_;
  std::vector<CodedReview> reviews_;
  std::vector<CodedPersonRow> victims_, perpetrators_;
  std::vector<Interval> intervals_;
  std::int64_t documents_looked_at_ = 0, generation_ = 0;
  std::filesystem::path file_;
  std::vector<std::vector<ValueId>> columns_;               ///< by field
  std::vector<std::vector<std::string>> codes_;             ///< by field; [0] is missing
  std::vector<std::vector<std::string>> labels_;            ///< by field and value; empty where the schema has it
  std::vector<std::vector<std::vector<std::string>>> written_;  ///< by field and value
};

/// Makes a picture: first the rows, then the answers, then what is worked out from them.
class CodedBuilder {
 public:
  CodedBuilder();
  std::size_t add_source(CodingSource source);
  void add_coder(std::string words);
  std::size_t add_review(CodedReview review);
  std::size_t add_person(Subject role, std::size_t review, std::string source_id);
  /// A later answer to the same question stands in place of an earlier one. A field that the schema no longer has is passed over.
  void answer(std::string_view field, std::size_t row, std::string_view code, std::string_view written);
  /// A published report of this library: its death month and its day of publication, where they are known.
  void add_document(const std::string& id, const std::string& title, std::string_view death_month, Day published);
  std::shared_ptr<const CodedData> finish(std::int64_t generation = 0, std::filesystem::path file = {}) &&;

 private:
  void set(std::size_t field, std::size_t row, std::string_view code, std::string_view written = {}, std::string_view label = {});
  void work_out();
  void work_out_categories();
  std::string case_of(std::size_t victim, bool finely) const;
  std::shared_ptr<CodedData> data_;
};

/// Writes a library as one file for anybody to take: whole and consistent, but without the rows of sources that do not publish
/// theirs one by one. Replaces `file`. Readers and the writer go on meanwhile.
void snapshot(const std::filesystem::path& library, const std::filesystem::path& file);

/// Months since year 0 of "September 2018", "Sep 2018", "2018-09", "09-2018", "2018-09-30"; 0 when no month can be told.
int month_number(std::string_view written);
/// The year, also of "2015" alone; 0 when there is none.
int year_number(std::string_view written);

}  // namespace heed::library

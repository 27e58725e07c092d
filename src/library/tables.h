// Tables of what is coded: how many, of how many, for any field, group of flags or pair of fields, under any filter. The command
// line, the pages, the exports and the API all ask here, so a figure is the same everywhere. Nothing is estimated and nothing
// missing is filled in: what is not known, not recorded and missing stand in rows of their own. A table in which any source
// takes part whose rows are not public one by one hides its small numbers, and as many more as are needed so that no hidden
// one can be worked out by subtraction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "library/coded.h"

namespace heed::library {

inline constexpr std::int64_t kSmall = 5;  ///< numbers from 1 to below this are hidden where the rule applies

enum class Hiding {
  ByRule,   ///< hidden unless every source that takes part publishes its rows
  Always,
  Never,    ///< refused where the rule would hide
};

struct TableRequest {
  std::string table;                 ///< id of a table, a field or a group, or another name of one
  std::optional<Subject> unit;       ///< what is counted; the field's own people or incidents unless said
  std::string by;                    ///< a field to split by; empty: none
  std::vector<std::pair<std::string, std::string>> filters;  ///< field and value; see `conditions` below
  bool intervals = false;            ///< 95% Wilson intervals: the reviews taken as a sample of all there are
  Hiding hiding = Hiding::ByRule;
};

enum class Hidden { No, Small, Other };  ///< Other: hidden so that a small one cannot be worked out

/// One number: so many of so many.
struct TableLine {
  std::string field;             ///< id
  std::string code, label;       ///< of the value; of the flag in a table of flags
  std::string written;           ///< as sources write it
  std::string by_code, by_label; ///< empty without a split
  std::int64_t n = 0, of = 0;
  std::int64_t known_of = 0;     ///< those of `of` whose answer is known; 0 for flags that are never answered no
  std::int64_t not_recorded = 0, not_known = 0, missing = 0;  ///< of a flag: what else was answered
  std::optional<double> low, high;  ///< percent
  Hidden hidden = Hidden::No;
  std::optional<double> percent() const;
  std::optional<double> known_percent() const;  ///< only where it says more than `percent` does
};

enum class TableKind { Values, Flags, Months, Summary };

/// A table as made, with everything that must stand beside it.
struct MadeTable {
  std::string id, title, note;
  TableKind kind = TableKind::Values;
  Subject unit = Subject::Review;
  const Field* field = nullptr;  ///< of Values
  const Field* by = nullptr;
  std::vector<TableLine> lines;  ///< by value, within it by split
  std::int64_t counted = 0;      ///< units after the filter
  std::int64_t all = 0;          ///< units before it
  bool covered = true;           ///< false: no source here answers this at all
  bool small_hidden = false;     ///< the rule applied
  bool any_hidden = false;
  bool rows_open = false;        ///< every source publishes its rows, so nothing needed hiding
  std::string filter_words;      ///< "Sex of the victim is Female; Year of death is 2015 to 2018"; empty without one
  std::vector<std::string> credits, cautions;
  std::vector<std::string> how;  ///< how the figure is made, one sentence each
  std::string sql;               ///< the same count asked of the library's file; empty where a field is worked out
  TableRequest request;
};

/// What can be asked for by name: standing tables first, then every group, then every field.
struct TableName {
  std::string id, title, section;
  Subject unit = Subject::Review;
  bool standing = false;
};
std::vector<TableName> table_names();
/// Standing tables alone: what `heed library report` prints and /learning lists.
const std::vector<TableName>& standing_tables();

/// Filters: `field=value`. Values of one field are alternatives, different fields must all hold. `!value` is every other
/// answer; `a..b` is from a to b for years and ages; "missing", "not-known", "not-recorded" are values. Of people, the filter
/// on an incident's field takes those of its incidents, and a filter on the other people's field those of whose incident one
/// has it. "no" also finds "not recorded" where no source answers no.
/// Errors: BadInput for a table, field or value that is not there, with what is near; Refused for Hiding::Never where the rule
/// would hide.
Result<MadeTable> make_table(const CodedData& data, const TableRequest& request);

/// Rows of the reviews that filters let through, as they would let incidents through. Errors: as `make_table`.
Result<std::vector<std::uint32_t>> matching_reviews(const CodedData& data, const std::vector<std::pair<std::string, std::string>>& filters);

/// Wilson's score interval for 95%, in percent. REQUIRES: 0 <= n <= of, of > 0.
std::pair<double, double> wilson(std::int64_t n, std::int64_t of);
/// Which cells of a table of `rows` x `columns` counts to hide: the small ones, and others until no row and no column
/// (`sums`: whose totals a reader has) has exactly one hidden.
std::vector<Hidden> hide_small(const std::vector<std::int64_t>& cells, std::size_t columns, bool row_sums, bool column_sums);

// --- writing them out ---
inline constexpr std::string_view kCsvColumns =
    "table,unit,field,code,label,source_value,by,by_code,by_label,n,of,percent,of_known,percent_known,not_recorded,not_known,missing,low,high,hidden,filter,source";
/// RFC 4180 with a header of kCsvColumns; tables one after another. A hidden number is an empty cell.
std::string table_csv(const std::vector<MadeTable>& tables);
/// CSV on the Web metadata (W3C) of that CSV, whose address is `csv_url`.
std::string table_csvw(const MadeTable& table, const std::string& csv_url, const std::string& page_url);
/// For a terminal.
std::string table_text(const MadeTable& table);
/// JSON for the API.
std::string table_json(const MadeTable& table);
std::string percent_text(std::optional<double> percent);  ///< "75.8"; empty without one

}  // namespace heed::library

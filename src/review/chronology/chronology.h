// The fifth step: one chronology of what every agency knew and did. Agencies' tables come in from files that Heed did not write; their
// columns are recognised by heading and content and asked about when in doubt, no row is lost, and every entry keeps its agency, its source,
// the row as it was written and its place in the file. Rows that cannot be trusted (no date, a date in the future, a likely copy) come in as
// doubtful, with the reason, until a person settles them.
// Deliberately not here: asking agencies for their tables (review/evidence), reading files (document/), what the panel concludes (review/findings).
#pragma once

#include "document/document.h"
#include "review/people/review.h"

namespace heed::review {

struct EntryTag; using EntryId = Id<EntryTag>;

/// A cell whose column has no meaning here, kept under its heading.
struct OtherCell {
  std::string heading, text;
};
HEED_STORABLE(OtherCell)

/// One line of the chronology.
struct Entry {
  UncertainDate date;            ///< with the time where it was understood; empty while it is not known
  std::string date_written;      ///< the cell, as shown in the file
  std::string time;              ///< as written in a column of its own
  std::string agency;            ///< whose record it is, in words
  std::string source;            ///< "GP record", "CRIS log", …
  std::string people;            ///< who it is about
  std::string staff_role;        ///< who of the agency acted: by role, not by name
  std::string what;              ///< the event or contact
  std::string seen, seen_alone;  ///< was the person (or child) seen, and alone
  std::string action;            ///< action, decision, outcome
  std::string expected;          ///< expected practice
  std::string comment;           ///< the author's comment or analysis
  std::string cross_ref;
  std::vector<OtherCell> other;
  std::string original;          ///< the row as it was written, "Heading: words" a line; never changed
  std::string place;             ///< "sheet Contacts, row 7"; empty for an entry made here
  AttachmentId attachment;       ///< the file it came from
  std::int64_t order = 0;        ///< its number in the file, from 1
  std::vector<std::string> marks;  ///< "Date carried down from row 4", "Hidden in the file", …
  std::string doubt;             ///< why it cannot be trusted yet; empty: it can
  std::string settled;           ///< how a doubt was settled, and what it was
};
HEED_STORABLE(Entry)
using EntryRow = store::Row<EntryId, Entry>;

/// Every word of an entry that a person would search for, in one text.
std::string text_of(const Entry& entry);
/// Orders entries: date, time, agency, place in the file. As text, so that a table can be sorted by it.
std::string order_key(const Entry& entry);

// --- taking in a table (pure) ---

/// What a column of an agency's table means.
enum class Column { None, Date, Until, Time, Source, Agency, People, Staff, What, Seen, SeenAlone, Action, Expected, Comment, CrossRef };
inline constexpr int kColumnCount = int(Column::CrossRef) + 1;
std::string_view words(Column column);            ///< "Event or contact"
std::string_view name(Column column);             ///< "what", for addresses
std::optional<Column> column_of(std::string_view name);

/// A person's answer to what a column is. Tables and columns count from 0, in the order of the file.
struct ColumnChoice { int table = 0, column = 0; Column is = Column::None; };

struct ImportOptions {
  std::string agency;                       ///< whose table it is; a column "Agency" says otherwise row by row
  std::vector<ColumnChoice> choices;
  std::optional<int> default_year;          ///< for dates without a year, where no heading in the table says one
  std::optional<Day> period_from, period_until;  ///< what lies outside is doubtful
};

enum class KnownBy { Heading, Content, Choice, Nothing };
struct ReadColumn {
  int column = 0;
  std::string heading;
  Column is = Column::None;
  KnownBy by = KnownBy::Nothing;
};
/// A table or sheet of the file, and what became of it.
struct ReadTable {
  int table = 0;
  std::string name;                         ///< "sheet Contacts", "body, table 2"
  bool used = false;
  std::string reason;                       ///< why not
  int heading_row = 0;                      ///< as counted in the file, from 1; 0 when there is none
  int rows = 0, entries = 0, doubtful = 0, headings = 0, blank = 0;
  std::vector<ReadColumn> columns;
  std::vector<std::string> titles;          ///< lines above the headings
};
/// A column that a person should be asked about. What was taken meanwhile stands in `taken`.
struct ColumnInDoubt {
  int table = 0, column = 0;
  std::string heading, why;
  Column taken = Column::None;
  std::vector<Column> candidates;           ///< likeliest first; never empty
  std::vector<std::string> samples;         ///< up to three cells
};

/// What was made of a file. Nothing is lost: in every table that was used, rows = entries + doubtful + headings + blank; a table that was
/// not used says why.
struct Import {
  std::vector<Entry> entries;               ///< in the order of the file
  std::vector<Entry> doubtful;              ///< each with its `doubt`
  std::vector<ReadTable> tables;
  std::vector<ColumnInDoubt> columns_in_doubt;
  std::vector<std::string> unread;          ///< what the reader could not carry, in words
  int lines_outside = 0;                    ///< lines of text outside tables, which hold no entries
  /// One sentence when there is nothing to take in; empty otherwise.
  std::string nothing() const;
};

/// Errors: Unsupported when the file holds no table at all.
Result<Import> import_table(const document::Document& document, const ImportOptions& options, Day today);

/// Two entries that two agencies wrote about what may be the same event.
struct Match {
  enum class Kind { SameEvent, Conflict } kind = Kind::SameEvent;
  std::size_t first = 0, second = 0;        ///< positions in the merged list
  std::string why;                          ///< "Same day, 6 words in common", "The times differ"
};
struct Merged {
  std::vector<Entry> entries;               ///< sorted
  std::vector<Match> matches;
};
Merged merge(std::vector<Entry> entries);
/// Entries of different agencies on one day (or a few days apart) that share words. REQUIRES: sorted by `order_key`.
std::vector<Match> likely_matches(const std::vector<const Entry*>& entries);

/// The combined chronology as a document, for the writers of document/.
document::Document as_document(const std::vector<Entry>& entries, std::string_view title);

// --- the store ---

struct EntryFilter {
  AgencyId agency;                          ///< empty: all
  UncertainDate from, until;                ///< empty: open
  std::string words;                        ///< each must occur
  bool doubtful_only = false;
};
struct EntryPage {
  std::vector<EntryRow> rows;
  std::int64_t total = 0;
};
/// A stretch of the sorted chronology: two indexed queries, whatever its length.
EntryPage entries(store::Reader& r, ReviewId review, const EntryFilter& filter, std::int64_t offset, std::int64_t limit);
std::int64_t count_entries(store::Reader& r, ReviewId review, const EntryFilter& filter = {});
std::vector<EntryRow> all_entries(store::Reader& r, ReviewId review, const EntryFilter& filter = {});
Result<EntryRow> entry(store::Reader& r, ReviewId review, EntryId id);  ///< Errors: NotFound, also when it is of another review
/// The agencies that have entries, with how many.
std::vector<std::pair<AgencyId, std::int64_t>> agencies_of(store::Reader& r, ReviewId review);

/// Keeps an uploaded file with the review, as a chronology of `agency`, so that it can be looked at and taken in.
Result<void> keep_table(store::Store& store, store::Writer& w, const access::Actor& actor, ReviewId review, AgencyId agency, AttachmentId attachment);
/// Puts what a person accepted of one file into the chronology, the doubtful with their doubt: one record. Gives how many.
/// Errors: Forbidden; BadInput (nothing to add); Refused when the file has been taken in already.
Result<int> import_entries(store::Writer& w, const access::Actor& actor, ReviewId review, AgencyId agency, AttachmentId attachment,
                           const std::vector<Entry>& accepted);
/// Errors: BadInput at "date" and "what".
Result<EntryId> add_entry(store::Writer& w, const access::Actor& actor, ReviewId review, AgencyId agency, Entry entry);
/// What was imported (original, place, file, order) stays as it was.
Result<void> change_entry(store::Writer& w, const access::Actor& actor, ReviewId review, EntryId id, const Entry& entry, std::int64_t expected);
/// Keeps a doubtful entry. A date left empty: it stays without one, which is an answer too. Errors: BadInput without `how`; Refused without a doubt.
Result<void> settle_doubtful(store::Writer& w, const access::Actor& actor, ReviewId review, EntryId id, const UncertainDate& date, const std::string& how,
                             std::int64_t expected);
/// Takes an entry out; it stays in the journal.
Result<void> drop_entry(store::Writer& w, const access::Actor& actor, ReviewId review, EntryId id, std::int64_t expected);

StepState chronology_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

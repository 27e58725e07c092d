// The library: what has been published, and nothing else. One SQLite file that a public node can serve alone.
//
// It holds documents as sections and paragraphs that keep their addresses, an index by paragraph, bare
// notices where something was withheld or withdrawn, and the state of recommendations that were cleared for
// the public. It knows no review, no person and no casework id: every id here was made for the public.
// Searches are not logged. Thread-safe: any number of readers, one writer at a time. Faults (disk,
// corruption) are exceptions.
#pragma once

#include <compare>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/hash.h"
#include "base/result.h"

namespace heed::library {

/// An id the public may see and link to: 1 to 80 of A–Z a–z 0–9 . _ - and never only dots. `Tag` keeps kinds
/// apart.
template <class Tag>
struct PublicId {
  std::string text;
  bool empty() const { return text.empty(); }
  auto operator<=>(const PublicId&) const = default;
};
using EditionId = PublicId<struct EditionTag>;  ///< one edition of one document; never used again for another
using NoticeId = PublicId<struct NoticeTag>;
using ReviewKey =
    PublicId<struct ReviewKeyTag>;  ///< binds the documents and the progress of one review; says nothing else

enum class Kind { OverviewReport, ExecutiveSummary, ActionPlan };
std::string_view name(Kind kind);                       ///< "overview-report": for addresses and filters
std::string_view words(Kind kind);                      ///< "Overview report": for people
std::optional<Kind> parse_kind(std::string_view name);  ///< of what `name` writes

enum class BlockKind { Heading, Paragraph, ListItem, Table };

struct Cell {
  std::string text;
  bool header = false;
  int columns = 1, rows = 1;  ///< spans
};

/// One piece of a document, plain text. A Heading opens a section that reaches to the next heading of its
/// level or above.
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  int level = 1;      ///< heading level 1–6, or list depth from 1
  std::string label;  ///< numbering as printed: "3.2", "•"
  std::string text;   ///< for a Table: its caption
  std::vector<std::vector<Cell>> rows;
};

/// What is published, as the casework hands it over. Free of real names by the time it comes here.
struct PublishedDocument {
  EditionId edition;
  ReviewKey review;  ///< may be empty for a document of others
  Kind kind = Kind::OverviewReport;
  int number = 1;     ///< first edition, second edition, …
  std::string title;  ///< by pseudonym: "The death of Rowan"
  std::string partnership;
  std::string reference;  ///< the review's public reference; may be empty
  Day published{};
  std::string death_month;  ///< "May 2021"; may be empty
  std::string language = "en-GB";
  std::string content_note;  ///< what a reader may want to know before reading; may be empty
  Hash sha256{};             ///< of the edition that both releasers signed
  std::string docx, pdf;     ///< the files to download; may be empty
  std::vector<Block> blocks;
  EditionId replaces;  ///< an earlier edition that this one stands for; its words are removed
};

enum class Source { Released, Added, Record };  ///< through the door; a report of others; a line of a catalogue without words
std::string_view name(Source source);           ///< "added"

/// The line that a list shows of a document.
struct Entry {
  EditionId edition;
  ReviewKey review;
  Kind kind = Kind::OverviewReport;
  int number = 1;
  std::string title, partnership, reference, death_month, language, content_note;
  Day published{};
  std::int64_t paragraphs = 0, words = 0, docx_bytes = 0, pdf_bytes = 0;
  std::string sha256;  ///< hex
  Source source = Source::Released;
  std::string url, credit;  ///< of a report of others: where it was first published, and whose it is; may be empty
};

/// A block as published. `anchor` ("p12") never changes and is never given to another block, even after a
/// withdrawal.
struct Paragraph {
  std::string anchor;
  std::string section;  ///< anchor of the heading it stands under; empty before the first
  Block block;
};

struct Document {
  Entry entry;
  std::vector<Paragraph> paragraphs;
};

enum class NoticeKind { Withheld, Withdrawn };
/// That something is not here. As bare as safety asks: only `id`, `kind` and `text` must be given.
struct Notice {
  NoticeId id;
  NoticeKind kind = NoticeKind::Withheld;
  std::string text;
  std::string partnership;  ///< may be empty
  std::optional<Day> day;
  bool operator==(const Notice&) const = default;
};

/// Where a recommendation stands: the short list that the public sees.
enum class ProgressState { Accepted, NotAccepted, InProgress, Done, EvidenceOfEffect };
std::string_view name(ProgressState state);   ///< "in-progress"
std::string_view words(ProgressState state);  ///< "In progress"

/// One cleared recommendation. Its words are those of a published paragraph; `title` is a short cleared label
/// where no edition is.
struct Progress {
  EditionId edition;
  std::string anchor;  ///< of the paragraph in `edition`
  std::string title;   ///< one line, at most 300 characters
  ProgressState state = ProgressState::Accepted;
  std::optional<Day> as_of;
  std::string text;  ///< read only: the paragraph's words
};

/// What happened to an edition that is no longer here.
struct Gone {
  std::optional<Notice> notice;  ///< of a withdrawn one, unless the notice was dropped
  EditionId replaced_by;         ///< of a replaced one: where a link to it leads now
};

class Connection;
class Thesaurus;
struct Shelf;

/// Which documents. Empty means any.
struct Filter {
  std::string partnership;
  std::optional<Kind> kind;
  std::optional<int> year;  ///< of publication
  EditionId edition;        ///< for a search inside one document
  ReviewKey review;
};
struct Page {
  int number = 1;  ///< from 1
  int size = 20;   ///< at most 100
};

struct Listing {
  std::int64_t total = 0;
  std::vector<Entry> entries;  ///< newest first
};

/// A stretch of a snippet. Plain text: whoever shows it escapes it.
struct Piece {
  std::string text;
  bool hit = false;
  bool operator==(const Piece&) const = default;
};

struct Passage {
  EditionId edition;
  std::string anchor;  ///< "top" when the title is what was found
  Kind kind = Kind::OverviewReport;
  std::string title, partnership;
  Day published{};
  std::vector<Piece> section;  ///< heading it stands under; may be empty
  std::vector<Piece> text;     ///< around the hits
};

struct Found {
  std::int64_t total = 0;
  std::vector<Passage> passages;  ///< best first
  bool nothing_asked = false;     ///< no word was left to look for (only signs, or only -not)
  std::vector<std::string>
      asked;  ///< how the words were understood: "coercive", "\"risk assessment\"", "not police"
};

struct FeedItem {
  std::string id;  ///< urn:uuid:…, the same for ever, made from the public id
  std::string title, summary, category;
  Day updated{};
  EditionId edition;  ///< one of the two
  NoticeId notice;
};

/// The id of a feed's item, from what it is ("edition") and its public id.
std::string feed_id(std::string_view what, const std::string& id);

struct Count {
  std::string name;
  std::int64_t count = 0;
  bool operator==(const Count&) const = default;
};
struct Statistics {
  std::int64_t documents = 0, reviews = 0, paragraphs = 0, words = 0, withheld = 0, withdrawn = 0;
  std::vector<Count> by_kind, by_partnership, by_year;
};

enum class HeldState { Published, Replaced, Withdrawn };
struct Held {
  EditionId edition;
  std::string sha256;  ///< hex; empty once withdrawn or replaced
  HeldState state = HeldState::Published;
  bool operator==(const Held&) const = default;
};

enum class Outcome { Changed, Unchanged };
struct RankOptions;  // rank.h
struct Question;     // find.h
struct Answer;
struct Similar;

/// One value that a document may be filtered by: `field` a slug of the schema ("victim-sex"), `value` a code of it.
struct FacetValue {
  std::string field, value;
  bool operator==(const FacetValue&) const = default;
};

/// A report that somebody else published, or a catalogue's line about one.
struct Addition {
  PublishedDocument document;  ///< `edition` may be empty: it is made of `external_id`; `published` may be no day
  Source source = Source::Added;
  std::string external_id;  ///< what the giver calls it; anything
  std::string url, credit, file_name;
  bool titled = true;  ///< false when the title was made up here and is not to be found by its words
  std::vector<FacetValue> facets;
};
struct AddedAs {
  enum class State {
    New,
    Known,      ///< the same again
    SameWords,  ///< another document has the very same words: `edition` says which
    Refused     ///< other words under a known id, or an id that was taken out
  } state = State::New;
  EditionId edition;
};

/// Something that a report's words seem to be, found by rule; a person accepts or rejects it.
struct Suggestion {
  enum class Kind { Recommendation, Addressee, Lesson, TermOfReference, KeyDate } kind = Kind::Recommendation;
  enum class Status { Suggested, Accepted, Rejected } status = Status::Suggested;
  std::int64_t number = 0;
  std::string anchor;
  std::string value;  ///< the addressee; "death: 12 May 2021"; else empty
  std::string text;   ///< read only: the paragraph's words
  std::string decided_by;
  std::optional<Day> decided_on;
};
std::string_view name(Suggestion::Kind kind);      ///< "term-of-reference"
std::string_view words(Suggestion::Kind kind);     ///< "Term of reference"
std::string_view name(Suggestion::Status status);  ///< "accepted"
inline constexpr Suggestion::Kind kSuggestionKinds[] = {Suggestion::Kind::Recommendation, Suggestion::Kind::Addressee, Suggestion::Kind::Lesson, Suggestion::Kind::TermOfReference,
                                                        Suggestion::Kind::KeyDate};
std::optional<Suggestion::Kind> parse_suggestion_kind(std::string_view name);
std::optional<Suggestion::Status> parse_suggestion_status(std::string_view name);

/// A document in which something was found, and how much of it a person has looked at.
struct Curated {
  Entry entry;
  std::int64_t suggested = 0, accepted = 0, rejected = 0;
};
struct CuratedListing {
  std::int64_t total = 0;
  std::vector<Curated> documents;  ///< those with something undecided first, then newest first
};

/// A document and how well it answers, for `rank`.
struct Ranked {
  EditionId edition;
  std::string external_id;
  double score = 0;
};

struct CodedBatch;   // library/coding.h
struct CodedChange;
class CodedData;     // library/coded.h

struct OpenOptions {
  std::filesystem::path file;
  enum class Mode {
    Create,
    ReadWrite,
    ReadOnly
  } mode = Mode::ReadOnly;  ///< Create makes the file where there is none
  int readers = 4;
};

class Library {
 public:
  /// Errors: BadInput when there is no library there, or the file is something else or of a later version.
  static Result<std::unique_ptr<Library>> open(const OpenOptions& options);
  Library(const Library&) = delete;
  ~Library();

  // --- writing: each is one transaction, safe to repeat; Refused when opened read-only ---
  /// The same edition with the same hash again changes nothing. Errors: BadInput for an id, a title or a
  /// block that cannot stand; Refused for another hash under a known id, or for an id that was withdrawn or
  /// replaced.
  Result<Outcome> publish(const PublishedDocument& document);
  /// Removes the words, the file and the index rows of an edition, overwritten on disk, and leaves the
  /// notice. Also for an edition that has not come here yet: it never will. Progress lines that rest on it go
  /// too.
  Result<Outcome> withdraw(const EditionId& edition, const Notice& notice);
  Result<Outcome> put_notice(const Notice& notice);  ///< new or changed
  Result<Outcome> drop_notice(const NoticeId& id);   ///< Unchanged when there is none
  /// Sets the whole list of one review. Errors: NotFound for a paragraph that is not published.
  Result<Outcome> put_progress(const ReviewKey& review, const std::vector<Progress>& lines);

  /// Brings in coded reviews of a source, whole or not at all. What is there already and the same is left as it is; what
  /// differs is replaced. Records that the source no longer has stay. Errors: BadInput for a field, id or code that cannot
  /// stand.
  Result<CodedChange> put_coded(const CodedBatch& batch);

  /// Brings documents of others in, all in one transaction: a few hundred at once are quickest. Errors: as `publish` for the
  /// library itself; what cannot stand of one document is its State.
  Result<std::vector<AddedAs>> add(const std::vector<Addition>& additions);
  /// Joins what a catalogue says to documents that are here, by external id or file name; empty values change nothing.
  /// False when there is none such.
  Result<bool> describe(std::string_view id_or_file, const Addition& said);
  /// Gives every coded review whose report is not here a record on the shelves. How many are new.
  Result<std::int64_t> shelve_coded();
  /// A person's word on a suggestion: who in what role, and when. Errors: NotFound.
  Result<Outcome> decide(std::int64_t suggestion, Suggestion::Status status, std::string_view who, Day day);
  /// People's word on suggestions of one document, each named by its anchor, kind and value; one that no rule found is added. Errors:
  /// NotFound for a paragraph that is not published, BadInput.
  Result<Outcome> settle(const EditionId& edition, const std::vector<Suggestion>& said);
  /// Joins small parts of the index, as far as one step goes: false when all is tidy. Readers are never held up; a writer waits.
  bool tidy();

  // --- reading ---
  /// A number that rises with every change of the file, by whomever: whoever keeps what was made of it asks whether it still stands.
  std::int64_t generation() const;
  /// Whether something with this hash is here.
  bool holds(const Hash& sha256) const;
  /// The words of the field that search goes by.
  const Thesaurus& vocabulary() const;
  /// Those of a document, in its order, rejected ones too.
  std::vector<Suggestion> suggestions(const EditionId& edition) const;
  CuratedListing curated(const Page& page) const;
  /// Documents for a question in plain words, best first: any word helps, none is required (see rank.h).
  std::vector<Ranked> rank(std::string_view question, int limit, const RankOptions& options) const;
  /// Everything coded, as one picture in memory that does not change; made anew when the file has changed.
  std::shared_ptr<const CodedData> coded() const;
  Listing list(const Filter& filter, const Page& page) const;
  Result<Document> document(const EditionId& edition) const;  ///< Errors: NotFound
  Result<std::string> docx(const EditionId& edition) const;   ///< Errors: NotFound
  Result<std::string> pdf(const EditionId& edition) const;    ///< Errors: NotFound
  std::optional<Gone> gone(const EditionId& edition) const;
  std::vector<Notice> notices(
      std::string_view partnership = {}) const;  ///< those with a day newest first, then the others by id
  Result<Notice> notice(const NoticeId& id) const;
  std::vector<Progress> progress(const ReviewKey& review) const;
  /// Words (all of them in one paragraph), "phrases", -not, OR, prefix*. Nothing a person can type is an
  /// error.
  Found search(std::string_view words, const Filter& filter, const Page& page) const;
  /// Reports with the paragraphs that matter, filters with counts, spelling and synonyms: what the search page shows.
  Answer find(const Question& question) const;
  /// The paragraphs of other reviews most like this text; only recommendations where `recommendations`. Best first.
  std::vector<Similar> similar(std::string_view text, const ReviewKey& but, const EditionId& nor, int limit, bool recommendations) const;
  std::vector<FeedItem> feed(
      int limit = 50) const;  ///< newest first; a notice without a day stands in no feed
  Statistics statistics() const;
  std::vector<Count> partnerships() const;  ///< with documents each, by name
  /// Every edition ever known, by id: what `heed check` compares with the casework.
  std::vector<Held> contents() const;
  /// Whether the file is whole: SQLite's own check, and the index against the paragraphs. nullopt when it is,
  /// else one sentence.
  std::optional<std::string> fault() const;

 private:
  struct State;
  std::string meant(Connection& db, const Shelf& shelf, const std::string& typed, const std::vector<std::string>& unknown) const;
  explicit Library(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace heed::library

// What could identify someone in an edition, and what people decided about it: one Found for each value of a kind, one Act for each
// decision, made of one value or of many at once. Every act says who and when, and can be undone, also long after. It feeds the anonymiser
// through `decisions_of` and knows nothing of files; edition_store.cc makes the detections.
#pragma once

#include "publish/publish.h"

namespace heed::publish {

struct ActTag;     using ActId = Id<ActTag>;
struct AllowedTag; using AllowedId = Id<AllowedTag>;

/// One place where something stands, with some words around it.
struct FoundAt {
  std::string where;          ///< "body, paragraph 12"
  std::string setting;        ///< "text", "heading", "list", "table", "note"
  PersonalText before, shown, after;
};
HEED_STORABLE(FoundAt)

/// What was decided about a value; an empty verdict: nothing yet.
struct Ruling {
  std::string verdict;        ///< "accept", "change", "keep", "agency" (stays, as an agency's name), "person" (stands for somebody of the register)
  std::string replacement;    ///< of "change" and "person"
  std::string reason;         ///< of "keep"
  review::PersonId person;    ///< of "person"
  AccountId by;
  Day on{};
  bool operator==(const Ruling&) const = default;
};
HEED_STORABLE(Ruling)

/// What could identify someone: one value of one kind, wherever it stands in the document, and what a person decided about it.
struct Found {
  EditionId edition;
  std::string kind;           ///< anonymise::word(DetectionKind)
  PersonalText value;
  int count = 0;
  std::vector<std::string> settings;  ///< the kinds of places where it stands: as in FoundAt, or "margin", "property"
  std::vector<FoundAt> places;  ///< the first few; `places_of` gives all
  double confidence = 0;
  std::string by, why;        ///< which recogniser, and its sentence
  std::string suggested;
  bool listed = false;        ///< a strong variant of a value of the register: it cannot be kept
  Ruling ruling;
  bool open() const { return ruling.verdict.empty(); }
};
HEED_STORABLE(Found)

/// How sure it is that a value identifies somebody. Unsure: below the line where a suggestion is applied by itself.
enum class Certainty { Any, Listed, Likely, Unsure };
std::string_view word(Certainty certainty);
Certainty certainty_of(std::string_view word);  ///< Any when it is none of them
Certainty certainty_of(const Found& found);

/// A value as one act found it.
struct RuledOn {
  FoundId found;
  std::string kind;
  PersonalText value;
  Ruling before;
};
HEED_STORABLE(RuledOn)

/// One decision. Never changed but to say who undid it, and when.
struct Act {
  EditionId edition;
  int number = 0;             ///< 1, 2, … in its edition
  Ruling ruling;              ///< what was decided; the replacement of "accept" is each value's own
  std::vector<RuledOn> on;
  std::int64_t at = 0;        ///< UTC seconds
  AllowedId allowed;          ///< the name that it let stay
  bool entered = false;       ///< it put the value into the register, as another name of ruling.person
  AccountId undone_by;
  std::int64_t undone_at = 0;
};
HEED_STORABLE(Act)

/// A name that stays open in every document of a review, because a person said that it is an agency's.
struct Allowed {
  PersonalText name;
  AccountId by;
  Day on{};
};
HEED_STORABLE(Allowed)

using FoundRow = store::Row<FoundId, Found>;
using ActRow = store::Row<ActId, Act>;
using AllowedRow = store::Row<AllowedId, Allowed>;

// --- reading; callers have asked the policy for Action::EditEdition ---
struct FoundFilter {
  std::string kind;           ///< empty: all
  Certainty certainty = Certainty::Any;
  bool open_only = false;
  std::string words;          ///< each stands in the value
};
struct FoundPage {
  std::vector<FoundRow> rows;
  std::int64_t total = 0;
};
std::vector<FoundRow> found(store::Reader& r, ReviewId review, EditionId edition);  ///< listed first, then by confidence and how often
/// A stretch of the same order, read without the rest.
FoundPage found_page(store::Reader& r, ReviewId review, EditionId edition, const FoundFilter& filter, std::int64_t offset, std::int64_t limit);
Result<FoundRow> found_one(store::Reader& r, ReviewId review, FoundId id);
/// Where in the order of `filter` a value stands, or would stand.
std::int64_t place_in_order(store::Reader& r, const FoundRow& row, const FoundFilter& filter);

struct Progress {
  std::int64_t all = 0, open = 0;
  std::int64_t decided() const { return all - open; }
};
Progress progress(store::Reader& r, EditionId edition, const std::string& kind = {});
std::vector<std::string> kinds_found(store::Reader& r, EditionId edition);
/// Every place of the document where these words stand, with the words around it.
Result<std::vector<FoundAt>> places_of(store::Reader& r, ReviewId review, const FoundRow& row);
std::vector<ActRow> acts(store::Reader& r, ReviewId review, EditionId edition, std::int64_t offset, std::int64_t limit);  ///< newest first
std::int64_t count_acts(store::Reader& r, EditionId edition);
std::vector<AllowedRow> allowed_names(store::Reader& r, ReviewId review);

/// Whether a value of this kind may be said to be a person or an agency.
bool may_be_a_name(std::string_view kind);

// --- verbs; Errors: Forbidden, NotFound, Stale, BadInput, Refused ---
/// `text`: the replacement of "change", the reason of "keep", the id of the person of "person". What a releaser signed is void. "agency" lets the
/// name stay in every document of the review; "person" enters the value in the register where it is not known there yet.
Result<void> decide(store::Writer& w, const access::Actor& actor, ReviewId review, FoundId id, const std::string& verdict, const std::string& text,
                    std::int64_t expected);
/// The suggestion ("accept"), or "keep" with a reason, for everything open that the filter shows; what is listed is never kept.
Result<int> decide_all(store::Writer& w, const access::Actor& actor, ReviewId review, EditionId edition, FoundFilter filter,
                       const std::string& verdict, const std::string& reason);
/// Takes one act back, the actor's own latest when no id is given: what it decided is as it was before. What others decided again since stays.
/// Gives what came back. Errors: also Refused when there is nothing to undo.
Result<std::vector<FoundId>> undo(store::Writer& w, const access::Actor& actor, ReviewId review, EditionId edition, ActId act = {});

}  // namespace heed::publish

// What the review found, by key line of enquiry, with the chronology entries that support it, and the lessons that answer the
// findings: what should change, how and by when, within an agency or between agencies, and what was acted on before the report.
// Deliberately not here: recommendations and the actions that follow a lesson (review/recommendations), and how either is laid
// out in a report. An entry is named by its id alone, so a finding outlives a table that is read in again.
#pragma once

#include "review/casefile/casefile.h"

namespace heed::review {

struct FindingTag; using FindingId = Id<FindingTag>;
struct LessonTag;  using LessonId = Id<LessonTag>;

/// Where something lies. `Between` is for what one agency could not have seen or done alone.
enum class Reach { NotSaid, Within, Between };
NLOHMANN_JSON_SERIALIZE_ENUM(Reach, {{Reach::NotSaid, ""}, {Reach::Within, "within"}, {Reach::Between, "between"}})
std::string_view words(Reach reach);  ///< "Within one agency", "Between agencies"

struct Finding {
  KeyLineId key_line;              ///< empty: it answers none of them, and is told all the same
  std::string text;
  bool good_practice = false;      ///< something done well, which others may learn from
  Reach reach = Reach::NotSaid;
  std::vector<AgencyId> agencies;  ///< one where it lies within an agency, two or more where between
  std::vector<AnyId> entries;      ///< chronology entries that support it
};
HEED_STORABLE(Finding)

struct Lesson {
  int number = 0;                  ///< 1, 2, …; 0: the next free one
  std::vector<FindingId> findings; ///< that it answers
  std::string text;                ///< what is learned
  std::string change;              ///< what should change
  std::string how;                 ///< how it is acted on
  UncertainDate by_when;
  Reach reach = Reach::NotSaid;
  std::vector<AgencyId> agencies;
  bool early = false;              ///< acted on before the report
  UncertainDate early_on;
  std::string early_what;          ///< what was done
};
HEED_STORABLE(Lesson)

using FindingRow = store::Row<FindingId, Finding>;
using LessonRow = store::Row<LessonId, Lesson>;

// --- reading; callers have asked the policy (ViewFindings) for the review ---
/// In the order of the key lines, good practice after the rest of its line; those of no line last.
std::vector<FindingRow> findings(store::Reader& r, ReviewId review);
std::vector<FindingRow> findings_of(store::Reader& r, ReviewId review, KeyLineId key_line);
std::vector<LessonRow> lessons(store::Reader& r, ReviewId review);          ///< by number
std::vector<LessonRow> lessons_of(store::Reader& r, ReviewId review, FindingId finding);
/// Errors: NotFound, also when it is of another review.
Result<FindingRow> finding(store::Reader& r, ReviewId review, FindingId id);
Result<LessonRow> lesson(store::Reader& r, ReviewId review, LessonId id);

// --- verbs (EditFindings); an empty id makes a new thing. Errors: Forbidden, NotFound, Stale, BadInput ---
/// What is wrong comes back at the fields "text", "reach", "agencies", "key_line". The entries of a finding are kept: `support` sets them.
Result<FindingId> put_finding(store::Writer& w, const access::Actor& actor, ReviewId review, FindingId id, Finding value,
                              std::int64_t expected);
/// Adds chronology entries that support a finding, and takes others away. Cannot conflict: each names its own entries.
/// Errors: NotFound, also for an entry of another review.
Result<void> support(store::Writer& w, const access::Actor& actor, ReviewId review, FindingId id, const std::vector<AnyId>& add,
                     const std::vector<AnyId>& take_away);
/// Errors: also Refused while a lesson answers it.
Result<void> drop_finding(store::Writer& w, const access::Actor& actor, ReviewId review, FindingId id, std::int64_t expected);
/// Gives the number of a new one. What is wrong comes back at "findings", "text", "change", "how", "by_when", "reach", "agencies",
/// "early_on", "early_what".
Result<LessonId> put_lesson(store::Writer& w, const access::Actor& actor, ReviewId review, LessonId id, Lesson value,
                            std::int64_t expected);
/// Pages call `drop_unanswered_lesson` (recommendations.h), which knows whether something answers it.
Result<void> drop_lesson(store::Writer& w, const access::Actor& actor, ReviewId review, LessonId id, std::int64_t expected);

// --- rules (pure) ---
/// What a finding or lesson says wrongly about where it lies, by field; empty when nothing.
std::vector<FieldError> reach_problems(Reach reach, const std::vector<AgencyId>& agencies);
/// What a lesson still lacks before a report can tell it, in words: "how it is acted on".
std::vector<std::string> missing_in(const Lesson& lesson);

/// For the task list: which key lines have no finding yet, which findings have no lesson.
StepState findings_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

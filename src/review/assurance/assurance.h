// What went to the Home Office's quality assurance panel and what came back: submissions of frozen versions with the self-check, the panel's letters, the
// points in them with how each was answered, resubmissions, and the copy for the Domestic Abuse Commissioner.
// Publication asks here whether a letter permits it; nothing here releases anything.
#pragma once

#include <optional>

#include "review/report/report.h"

namespace heed::review {

struct SubmissionTag;    using SubmissionId = Id<SubmissionTag>;
struct LetterTag;        using LetterId = Id<LetterTag>;
struct LetterPointTag;   using LetterPointId = Id<LetterPointTag>;
struct CopyTag;          using CopyId = Id<CopyTag>;

struct SubmittedVersion {
  ReportVersionId version;
  std::string kind, title;
  int number = 0;
  std::string sha256;
};
HEED_STORABLE(SubmittedVersion)

/// An answer to one of the edition's self-checks.
struct CheckAnswer {
  std::string check;     ///< SelfCheck id
  std::string answer;    ///< "yes", "partly", "no", "not_applicable"
  std::string note;      ///< where in the report; must be there unless "yes"
};
HEED_STORABLE(CheckAnswer)

/// One sending. Added, never changed.
struct Submission {
  int number = 0;        ///< 1 the first; above: a resubmission
  Day on{};
  std::string sent_by;   ///< post of whoever sent it
  std::string note;
  std::vector<SubmittedVersion> versions;
  std::vector<CheckAnswer> checks;
  AccountId recorded_by;
};
HEED_STORABLE(Submission)

/// A letter of the panel. Added, never changed; a letter recorded by mistake is struck out, with the reason.
struct Letter {
  SubmissionId submission;
  Day received{};
  std::string outcome;   ///< LetterOutcome id
  AttachmentId attachment;
  PersonalText file_name;
  std::string text;      ///< its words, or a summary
  std::string struck_out;  ///< why it does not count; empty: it does
  AccountId recorded_by;
};
HEED_STORABLE(Letter)

struct LetterPoint {
  LetterId letter;
  int number = 0;
  std::string text;      ///< what the panel asks
  std::string answer;    ///< "" open; "change", "reason"
  std::string words;     ///< what was changed and where, or why not
  Day answered_on{};
  AccountId answered_by;
};
HEED_STORABLE(LetterPoint)

/// A copy that was sent, of a report.
struct ReportCopy {
  std::string to;        ///< "commissioner"
  Day on{};
  std::string how, note;
  AccountId recorded_by;
};
HEED_STORABLE(ReportCopy)

/// The self-check as it is being filled in, before a submission takes it.
struct SelfCheckTag; using SelfCheckId = Id<SelfCheckTag>;
struct SelfCheckSheet {
  std::vector<CheckAnswer> checks;
};
HEED_STORABLE(SelfCheckSheet)

using SubmissionRow = store::Row<SubmissionId, Submission>;
using LetterRow = store::Row<LetterId, Letter>;
using LetterPointRow = store::Row<LetterPointId, LetterPoint>;
using ReportCopyRow = store::Row<CopyId, ReportCopy>;
using SelfCheckRow = store::Row<SelfCheckId, SelfCheckSheet>;

// --- reading; callers have asked the policy for Action::ViewAssurance ---
std::vector<SubmissionRow> submissions(store::Reader& r, ReviewId review);               ///< oldest first
std::vector<LetterRow> letters(store::Reader& r, ReviewId review);                       ///< by day received, struck out ones too
Result<LetterRow> letter(store::Reader& r, ReviewId review, LetterId id);
std::vector<LetterPointRow> letter_points(store::Reader& r, ReviewId review, LetterId letter = {});  ///< by letter and number
Result<LetterPointRow> letter_point(store::Reader& r, ReviewId review, LetterPointId id);
std::vector<ReportCopyRow> copies(store::Reader& r, ReviewId review);
SelfCheckRow self_check(store::Reader& r, ReviewId review);                              ///< version 0 when nothing was answered yet

/// The letter that permits publication: the latest one that counts, if its outcome permits in this edition and nothing has been sent to the panel
/// again since. Nothing is released without one.
std::optional<LetterRow> permitting_letter(store::Reader& r, ReviewId review, const guidance::Edition& edition);
/// What stands in the way of publication here, in words: no letter, one that does not permit, points of it without an answer. Empty: nothing.
std::vector<std::string> assurance_blocks(store::Reader& r, ReviewId review, const guidance::Edition& edition);

// --- verbs (Action::EditAssurance); Errors: Forbidden, NotFound, Stale, BadInput ---
/// BadInput for a check or an answer that the edition does not have, or one other than "yes" without a note.
Result<void> answer_checks(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                           const std::vector<CheckAnswer>& answers, std::int64_t expected);
/// Sends the latest frozen version of every document. Refused when one has none, when the partnership has not signed them off, or a self-check is
/// unanswered. Event "submitted".
Result<SubmissionId> submit(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, Day on,
                            const std::string& sent_by, const std::string& note);
/// For the latest submission; `points`: what the panel asks, one each. The caller keeps an attachment in the same write. Events "letter_received",
/// "publication_permitted", and "letter_answered" when it asks for nothing. Refused when nothing has been sent.
Result<LetterId> record_letter(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, Letter value,
                               const std::vector<std::string>& points);
Result<void> strike_out_letter(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, LetterId id,
                               const std::string& why, std::int64_t expected);
Result<LetterPointId> add_point(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, LetterId letter, const std::string& text);
/// `answer`: "change" or "reason", each with words. Event "letter_answered" with the last one.
Result<void> answer_point(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, LetterPointId id,
                          const std::string& answer, const std::string& words, std::int64_t expected);
/// A copy to the Domestic Abuse Commissioner. Event "commissioner_copied".
Result<CopyId> record_commissioner_copy(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReportCopy value);

StepState assurance_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

// A duty of a review, with its clock: what the law or the guidance asks, by when, and whether it was done.
// Steps say what happened (`happened`, inside their own verb) and the edition decides which duties that opens
// and which it completes; so no step knows a later one, and another edition changes the clocks without
// compiling. The clock page reads them here. The law's clock never pauses: a hold does not move a due day, it
// explains a late one. Days are in Europe/London.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "review/guidance/calendar.h"
#include "review/guidance/edition.h"
#include "store/store.h"

namespace heed::guidance {

struct DutyTag;
using DutyId = Id<DutyTag>;

/// Why something was late, in somebody's words. Added to, never changed.
struct Lateness {
  Day day{};
  std::string words;
  AccountId by;
};
HEED_STORABLE(Lateness)

/// A duty as it was opened. It keeps the words and the day of the edition that it was opened under.
struct Duty {
  std::string rule;  ///< DutyRule id
  std::string edition;
  std::string title, owner;
  std::string from_event, from_title;
  std::string subject;  ///< which occurrence (a decision's id, an agency's request); "" when there is one
  Day from{};
  std::optional<Day> due;    ///< none: as soon as practicable
  std::string length_words;  ///< "one month"
  int warn_days = 7;
  bool shown = true;
  std::optional<Day> done;
  std::string note;        ///< how it was done
  bool withdrawn = false;  ///< a later decision took it away
  std::string withdrawn_why;
  std::vector<Lateness> explanations;
  Citation citation;
};
HEED_STORABLE(Duty)
using DutyRow = store::Row<DutyId, Duty>;

/// A hold of the review (criminal proceedings, inquest, …), as casefile keeps it.
struct HoldSpan {
  Day from{};
  std::optional<Day> until;  ///< none: still open
  std::string reason;
};

// --- rules (pure) ---

/// The day a duty falls due; nullopt for "as soon as practicable".
std::optional<Day> due_day(const ClockLength& length, Day from,
                           const BankHolidays& holidays = BankHolidays::england_and_wales());

enum class DutyState {
  Open,
  DueSoon,
  DueToday,
  Overdue,
  Done,
  DoneLate,
  Withdrawn
};  ///< Open: in time, or without a day
struct Standing {
  DutyState state = DutyState::Open;
  int days_left = 0;       ///< until due (Open, DueSoon)
  int days_late = 0;       ///< Overdue so far, or how late it was done
  int days_held = 0;       ///< of the days from `from` until done or today, how many a hold covered
  bool on_hold = false;    ///< a hold is open today and the duty is not done
  bool explained = false;  ///< somebody has said why it is late
};
Standing standing(const Duty& duty, Day today, const std::vector<HoldSpan>& holds = {});
/// "Done on 3 May 2024", "4 days overdue", "Due in 12 days, on 9 June 2024", "Done 3 days late, on 12 June
/// 2024", "Open since 1 May 2024: as soon as practicable". With "(on hold)" added when it is.
std::string in_words(const Duty& duty, const Standing& standing);
/// For the report's timescales section: "Decide whether to hold a review: due on 1 May 2024 (one month from 1
/// April 2024); done on 12 May 2024, 11 days late; the review was on hold for 6 days of that time." with the
/// explanations after it. "" for a duty that is withdrawn.
std::string timescale_sentence(const Duty& duty, Day today, const std::vector<HoldSpan>& holds = {});
/// Names of states for tags and filters: "open", "due_soon", "due_today", "overdue", "done", "done_late",
/// "withdrawn".
std::string_view state_id(DutyState state);

// --- verbs' parts: called inside a step's own `Store::write` ---

/// An event of the edition happened on `day`. Opens the duties that count from it and completes those done by
/// it. The same event for the same `subject` with another day moves what it opened (a date was corrected).
/// `kind` is the decision kind, where that matters: duties that another kind opened are withdrawn, and come
/// back when the kind comes back. An event that the edition does not name is no error: nothing depends on it
/// there.
struct Happening {
  std::string_view event;
  Day day{};
  std::string subject;
  std::string kind;
  std::string note;  ///< kept with the duties that it completes
};
Result<void> happened(store::Writer& w, const store::Place& place, const Edition& edition,
                      const Happening& happening);
/// The event of `subject` is taken back (recorded by mistake): what it opened is withdrawn, what it completed
/// is open again.
Result<void> unhappened(store::Writer& w, const store::Place& place, const Edition& edition,
                        std::string_view event, const std::string& subject, const std::string& why);

/// One duty by its rule. Opening again for the same subject moves its day. Errors: NotFound when the edition
/// has no such rule.
Result<DutyId> open_duty(store::Writer& w, const store::Place& place, const Edition& edition,
                         std::string_view rule, Day from, const std::string& subject = {});
/// Errors: BadInput when done before it began or after today; NotFound.
Result<void> complete_duty(store::Writer& w, DutyId id, Day done, const std::string& note,
                           std::int64_t expected = store::kAnyVersion);
Result<void> reopen_duty(store::Writer& w, DutyId id, const std::string& why);
/// Errors: BadInput (words) when empty; Refused when the duty is not late.
Result<void> explain_lateness(store::Writer& w, DutyId id, AccountId by, const std::string& words,
                              std::int64_t expected = store::kAnyVersion);

// --- reading ---
std::optional<DutyRow> find_duty(store::Reader& r, DutyId id);
/// All of a review, withdrawn ones too: by due day, those without one after, then in the order they were
/// opened.
std::vector<DutyRow> duties(store::Reader& r, ReviewId review);
/// Not done and not withdrawn, of a partnership: for the front page. Soonest first.
std::vector<DutyRow> open_duties(store::Reader& r, PartnershipId partnership, std::int64_t limit = 500);

}  // namespace heed::guidance

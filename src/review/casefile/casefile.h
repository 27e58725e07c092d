// What a review is set up with once it has been decided: the agencies that take part, the chair, author and panel, terms of reference in
// versions with key lines of enquiry, proceedings that run beside it, and holds. Later steps read it here. Who takes part from
// the family is in participants.h, who may open the review in review_access.h, and the people whom it is about are in people/.
#pragma once

#include <optional>

#include "review/casefile/participants.h"
#include "review/guidance/duty.h"

namespace heed::review {

struct ReviewAgencyTag; using ReviewAgencyId = Id<ReviewAgencyTag>;
struct AppointmentTag;  using AppointmentId = Id<AppointmentTag>;
struct TermsTag;        using TermsId = Id<TermsTag>;
struct KeyLineTag;      using KeyLineId = Id<KeyLineTag>;
struct ParallelTag;     using ParallelId = Id<ParallelTag>;
struct HoldTag;         using HoldId = Id<HoldTag>;
struct SettingsTag;     using SettingsId = Id<SettingsTag>;

/// Whom to speak to at an agency, while it is them.
struct AgencyContact {
  PersonalText name;
  std::string post;
  PersonalText email, phone;
  UncertainDate from, until;
};
HEED_STORABLE(AgencyContact)

/// An agency that takes part in the review.
struct ReviewAgency {
  AgencyId agency;
  std::string authority;        ///< "listed" (2004 Act section 9(4)) or "invited"; what a request to it says
  std::string involved;         ///< what it had to do with those concerned
  std::vector<AgencyContact> contacts;
  UncertainDate from, until;    ///< when it joined and left
};
HEED_STORABLE(ReviewAgency)

/// Somebody who conducts the review. They stay named in the published report.
struct Appointment {
  std::string role;             ///< "chair", "author", "panel_member", "adviser"
  PersonalText name;
  std::string post, organisation;
  std::string independence;     ///< their statement of independence; must be there for a chair and an author
  std::string conflict;         ///< "none" or "declared"; empty: not asked yet
  std::string conflict_detail;
  UncertainDate from, until;
};
HEED_STORABLE(Appointment)

/// One version of the terms of reference. A later one is added; none is changed.
struct Terms {
  int number = 0;               ///< 1, 2, …; given by `add_terms`
  std::string purpose, scope;
  UncertainDate period_from, period_until;  ///< the period under review
  std::string period_why;       ///< why this period, and not a shorter or longer one
  UncertainDate agreed_on;
  std::string agreed_by;        ///< "the panel", "the partnership's chair"
  std::string family_consulted; ///< "yes", "chose_not_to", "not_yet", "not_reached", "no"
  std::string family_note;      ///< what they asked for, and what came of it
  std::string changed;          ///< what changed from the version before, and why
};
HEED_STORABLE(Terms)

/// A key line of enquiry. Evidence and findings name it by its id, so it can be closed but never taken out.
struct KeyLine {
  int number = 0;               ///< 1, 2, …; 0: the next free one
  std::string question;
  std::vector<AgencyId> agencies;  ///< for these; empty: for every agency
  bool closed = false;
  std::string closed_why;
};
HEED_STORABLE(KeyLine)

/// Another proceeding or review of the same death.
struct Parallel {
  std::string kind;             ///< "criminal", "inquest", "safeguarding_adult", "safeguarding_child", "mental_health", "police_conduct", "offensive_weapon", "family_court", "other"
  std::string title;            ///< which court or body, never an operation's name
  std::string status;           ///< "expected", "open", "concluded", "none", "not_known"
  UncertainDate started, ended;
  std::string outcome;
  PersonalText contact;
  std::string sharing;          ///< what has been agreed on disclosure and on avoiding the same work twice
};
HEED_STORABLE(Parallel)

/// A pause of the review or of part of it. The law's clock goes on; a hold explains a late day, and an open one blocks publication.
struct Hold {
  std::string kind;             ///< "criminal", "inquest", "family", "other_review", "other"
  std::string reason;
  std::string stops;            ///< "everything", "interviews", "publication"
  ParallelId parallel;          ///< for which proceeding; may be empty
  UncertainDate from, until;    ///< `until` empty: it is open
  std::string officer_view;     ///< the senior investigating officer's view; "not asked" is said in words
  std::string officer_post;
  UncertainDate officer_on;
  std::string ended_why;
};
HEED_STORABLE(Hold)

/// Answers of the review as a whole.
struct Settings {
  UncertainDate panel_met;      ///< the panel's first meeting
  std::string home_office_reference;
  std::string kept_by;          ///< post of whoever keeps the file
  std::string notes;
};
HEED_STORABLE(Settings)

using ReviewAgencyRow = store::Row<ReviewAgencyId, ReviewAgency>;
using AppointmentRow = store::Row<AppointmentId, Appointment>;
using TermsRow = store::Row<TermsId, Terms>;
using KeyLineRow = store::Row<KeyLineId, KeyLine>;
using ParallelRow = store::Row<ParallelId, Parallel>;
using HoldRow = store::Row<HoldId, Hold>;
using SettingsRow = store::Row<SettingsId, Settings>;

// --- reading; callers have asked the policy for the review ---
std::vector<ReviewAgencyRow> agencies_of_review(store::Reader& r, ReviewId review);      ///< by name
std::optional<ReviewAgencyRow> agency_in_review(store::Reader& r, ReviewId review, AgencyId agency);
std::vector<AppointmentRow> appointments(store::Reader& r, ReviewId review);             ///< chair, author, panel, advisers
std::vector<TermsRow> terms(store::Reader& r, ReviewId review);                          ///< oldest first
std::optional<TermsRow> current_terms(store::Reader& r, ReviewId review);
std::vector<KeyLineRow> key_lines(store::Reader& r, ReviewId review);                    ///< by number, closed ones too
/// The open key lines that an agency is asked about.
std::vector<KeyLineRow> key_lines_for(store::Reader& r, ReviewId review, AgencyId agency);
std::vector<ParallelRow> parallel(store::Reader& r, ReviewId review);
std::vector<HoldRow> holds(store::Reader& r, ReviewId review);                           ///< oldest first
std::vector<HoldRow> open_holds(store::Reader& r, ReviewId review);
std::vector<guidance::HoldSpan> hold_spans(store::Reader& r, ReviewId review);           ///< for guidance::standing
SettingsRow settings(store::Reader& r, ReviewId review);                                 ///< version 0 when nothing was said yet

// --- verbs; an empty id makes a new thing. Errors: Forbidden, NotFound (of another review), Stale, BadInput ---
/// BadInput also when the agency is in the review already.
Result<ReviewAgencyId> put_review_agency(store::Writer& w, const access::Actor& actor, ReviewId review, ReviewAgencyId id,
                                         const ReviewAgency& value, std::int64_t expected);
/// Brings in every agency that said during scoping that it knew those concerned and is not in the review yet. Gives how many.
Result<int> add_known_agencies(store::Writer& w, const access::Actor& actor, ReviewId review);
/// The agencies that it would bring in.
std::vector<AgencyId> known_agencies_missing(store::Reader& r, ReviewId review);
/// Chairs: event "chair_appointed" on an exact day.
Result<AppointmentId> put_appointment(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                                      AppointmentId id, const Appointment& value, std::int64_t expected);
Result<void> drop_appointment(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                              AppointmentId id, std::int64_t expected);
/// Adds the next version; there is no verb that changes one. `after` is the number that the form was made from (0: none). Event
/// "terms_agreed" on an exact day. Errors: Stale when somebody added one meanwhile.
Result<TermsId> add_terms(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, Terms value,
                          int after);
Result<KeyLineId> put_key_line(store::Writer& w, const access::Actor& actor, ReviewId review, KeyLineId id, KeyLine value, std::int64_t expected);
Result<ParallelId> put_parallel(store::Writer& w, const access::Actor& actor, ReviewId review, ParallelId id, const Parallel& value,
                                std::int64_t expected);
/// BadInput when it ends before it began, or ends without saying why.
Result<HoldId> put_hold(store::Writer& w, const access::Actor& actor, ReviewId review, HoldId id, const Hold& value, std::int64_t expected);
/// Event "panel_met" on an exact day.
Result<void> put_settings(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const Settings& value,
                          std::int64_t expected);
/// The reference that the review goes by until a pseudonym is agreed, and the team that runs it.
Result<void> rename_review(store::Writer& w, const access::Actor& actor, ReviewId review, const std::string& reference,
                           PartnershipId operating, std::int64_t expected);

// --- rules (pure) ---
/// Is it in force on `day`? An open end counts.
bool in_force(const Appointment& appointment, Day day);
/// What a request to an agency of this kind rests on: "listed" or "invited".
std::string authority_of(const access::Agency& agency);
/// The day a clock can count from: an exact day, or nothing.
std::optional<Day> clock_day(const UncertainDate& date);

/// What the casefile still lacks before evidence can be asked for, in words.
std::vector<std::string> missing_in_casefile(store::Reader& r, const ReviewRow& review);
StepState casefile_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

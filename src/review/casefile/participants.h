// Family, friends, colleagues and former partners who take part in a review. They are apart from the people register, because they
// give their time and trust, and because some of them are in danger if the wrong person learns that they do. Whoever
// reads here says who asks, so that no page can forget it; one participant's record never speaks of another's.
#pragma once

#include "review/guidance/edition.h"
#include "review/people/people.h"

namespace heed::review {

struct ParticipantTag; using ParticipantId = Id<ParticipantTag>;

/// Where somebody stands on one milestone of the edition (`Edition::family_milestones`).
struct MilestoneMark {
  std::string milestone;      ///< id in the edition
  std::string answer;         ///< "yes", "chose_not_to", "not_offered", "not_reached"
  UncertainDate on;
  std::string note;
};
HEED_STORABLE(MilestoneMark)

struct Participant {
  PersonalText name;
  std::string group;               ///< "family", "friend", "colleague", "ex_partner", "neighbour", "other"
  PersonalText relation;           ///< in their words: "younger sister"
  PersonalText contact;            ///< number or address that is safe
  std::string safe_how;            ///< how contact is safe: "text first, from a withheld number"
  std::string safe_when;           ///< when: "weekday mornings"
  std::string do_not_contact;      ///< "yes" or "no"; empty: not asked yet
  std::string do_not_contact_why;
  std::vector<std::string> never;  ///< "voicemail", "post", "email", "text"
  PersonalText must_not_know;      ///< who must not learn that they take part
  std::string advocate;            ///< "has_one", "offered", "declined", "not_offered", "not_reached"
  PersonalText advocate_who;       ///< service, name and contact of the advocate
  std::string identity;            ///< is it verified who they are: "yes", "no", "not_needed"
  std::string identity_how;
  std::string avoid_dates;         ///< birthdays, anniversaries, days in court
  std::string needs;               ///< language, interpreter, reading, access
  std::string wishes;              ///< how they would like to take part, and what they would like the person to be called
  std::vector<MilestoneMark> milestones;
  std::string notes;               ///< may be disclosed
};
HEED_STORABLE(Participant)
using ParticipantRow = store::Row<ParticipantId, Participant>;

/// By name. Errors: Forbidden, NotFound (also a participant of another review).
Result<std::vector<ParticipantRow>> participants(store::Reader& r, const access::Actor& actor, ReviewId review);
Result<ParticipantRow> participant(store::Reader& r, const access::Actor& actor, ReviewId review, ParticipantId id);

/// How many participants stand where on one milestone. Without names, for the report and the front page.
struct MilestoneTally {
  std::string milestone;
  int yes = 0, chose_not_to = 0, not_offered = 0, not_reached = 0, unanswered = 0;
};
/// In the edition's order. Not gated: it speaks of nobody.
std::vector<MilestoneTally> milestone_tallies(store::Reader& r, ReviewId review, const guidance::Edition& edition);

/// Errors: Forbidden, NotFound, Stale; BadInput (no name; a day of a milestone without an answer).
Result<ParticipantId> put_participant(store::Writer& w, const access::Actor& actor, ReviewId review, ParticipantId id, const Participant& value,
                                      std::int64_t expected);
Result<void> drop_participant(store::Writer& w, const access::Actor& actor, ReviewId review, ParticipantId id, std::int64_t expected);

/// What stands in the way of reaching somebody safely, in words, most serious first; empty when nothing is recorded.
std::vector<std::string> cautions(const Participant& participant);

}  // namespace heed::review

// The shelf of participants. Nothing else reads it.
#include "review/casefile/participants.h"

#include <algorithm>

namespace heed::review {

HEED_MEMBERS(MilestoneMark, milestone, answer, on, note)
HEED_MEMBERS(Participant, name, group, relation, contact, safe_how, safe_when, do_not_contact, do_not_contact_why, never, must_not_know,
             advocate, advocate_who, identity, identity_how, avoid_dates, needs, wishes, milestones, notes)

namespace {
const store::Shelf<ParticipantId, Participant> kParticipants{"participant", {}, {"review"}};
}

Result<std::vector<ParticipantRow>> participants(store::Reader& r, const access::Actor& actor, ReviewId review_id) {
  HEED_ASSIGN(auto in, open(r, actor, access::Action::ViewParticipants, review_id));
  auto rows = kParticipants.of(r, in.id);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.value.name.reveal() < b.value.name.reveal(); });
  return rows;
}

Result<ParticipantRow> participant(store::Reader& r, const access::Actor& actor, ReviewId review_id, ParticipantId id) {
  HEED_TRY(open(r, actor, access::Action::ViewParticipants, review_id));
  HEED_ASSIGN(auto row, kParticipants.need(r, id));
  if (row.place.review != review_id) return not_found();
  return row;
}

std::vector<MilestoneTally> milestone_tallies(store::Reader& r, ReviewId review_id, const guidance::Edition& edition) {
  std::vector<MilestoneTally> out;
  for (const auto& milestone : edition.family_milestones) out.push_back({milestone.id});
  for (const auto& row : kParticipants.of(r, review_id))
    for (auto& tally : out) {
      const auto& marks = row.value.milestones;
      const auto mark = std::find_if(marks.begin(), marks.end(), [&](const MilestoneMark& m) { return m.milestone == tally.milestone; });
      const std::string answer = mark == marks.end() ? "" : mark->answer;
      if (answer == "yes") ++tally.yes;
      else if (answer == "chose_not_to") ++tally.chose_not_to;
      else if (answer == "not_offered") ++tally.not_offered;
      else if (answer == "not_reached") ++tally.not_reached;
      else ++tally.unanswered;
    }
  return out;
}

Result<ParticipantId> put_participant(store::Writer& w, const access::Actor& actor, ReviewId review_id, ParticipantId id, const Participant& value,
                                      std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditParticipants, review_id));
  if (id.is_empty()) id = ParticipantId::random();
  else if (const auto before = kParticipants.find(w, id); before && before->place.review != review_id) return not_found();
  if (value.name.empty()) return bad_field("name", "Enter the person's name, or how you know of them");
  for (const auto& mark : value.milestones)
    if (mark.answer.empty() && !mark.on.empty()) return bad_field("answer", "Choose what happened on this day");
  HEED_TRY(kParticipants.put(w, id, place_of(in), value, expected));
  return id;
}

Result<void> drop_participant(store::Writer& w, const access::Actor& actor, ReviewId review_id, ParticipantId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditParticipants, review_id));
  HEED_ASSIGN(auto row, kParticipants.need(w, id));
  if (row.place.review != review_id) return not_found();
  return kParticipants.drop(w, id, expected);
}

}  // namespace heed::review

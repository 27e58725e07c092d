#include "review/decision/clock.h"

namespace heed::review {

namespace {

/// The duty of this review, or NotFound: an id from an address may be anything.
Result<guidance::DutyRow> duty_of(store::Reader& r, ReviewId review_id, guidance::DutyId id) {
  auto row = guidance::find_duty(r, id);
  if (!row || row->place.review != review_id) return not_found();
  return std::move(*row);
}

}  // namespace

bool may_be_marked(const guidance::Edition& edition, const guidance::Duty& duty) {
  if (duty.done || duty.withdrawn) return false;
  const auto* rule = edition.duty(duty.rule);
  return !rule || rule->done_by != "decision";
}

Result<void> mark_done(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, guidance::DutyId id, Day done,
                       const std::string& note, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto row, duty_of(w, review_id, id));
  if (!may_be_marked(edition, row.value)) return refused("This cannot be marked as done here.", "Look at the clock for what it is now.");
  if (expected != store::kAnyVersion && expected != row.version) return Error{Code::Stale, "Somebody else changed this meanwhile.", "Look at it again.", {}};
  // Its own checks of the day and its own note come first; the event then completes nothing twice, and opens what counts from it.
  HEED_TRY(guidance::complete_duty(w, id, done, note, row.version));
  const auto* rule = edition.duty(row->rule);
  if (rule && !rule->done_by.empty())
    HEED_TRY(guidance::happened(w, place_of(in), edition, {rule->done_by, done, row->subject, "", note}));
  return {};
}

Result<void> mark_open(store::Writer& w, const access::Actor& actor, ReviewId review_id, guidance::DutyId id, const std::string& why) {
  HEED_TRY(open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto row, duty_of(w, review_id, id));
  if (why.find_first_not_of(" \t\r\n") == std::string::npos) return bad_field("why", "Say why it is open again");
  return guidance::reopen_duty(w, row.id, why);
}

Result<void> explain_late(store::Writer& w, const access::Actor& actor, ReviewId review_id, guidance::DutyId id, const std::string& words,
                          std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto row, duty_of(w, review_id, id));
  return guidance::explain_lateness(w, row.id, actor.account, words, expected);
}

}  // namespace heed::review

// The shelf of notifications, and the verbs that change them.
#include "review/notification/notification.h"

namespace heed::review {

HEED_MEMBERS(Notification, told_by, told_by_detail, told_to, told_on, in_writing, manner, manner_detail, abuse_known, abuse_detail,
             suspects, police_aware, lived_where, past_decision, past_decided, past_submitted, past_published, open_actions)

namespace {
const store::Shelf<NotificationId, Notification> kNotifications{"notification", {}, {"review"}};

/// The day a clock can count from: an exact day, or nothing.
std::optional<Day> exact_day(const UncertainDate& date) {
  if (date.empty() || date.approximate()) return std::nullopt;
  if (date.precision() != DatePrecision::Day && date.precision() != DatePrecision::Minute) return std::nullopt;
  return parse_iso_day(date.edtf().substr(0, 10));
}
}  // namespace

Result<ReviewId> start_review(store::Writer& w, const access::Actor& actor, const NewReview& request, Day today) {
  access::Thing thing;
  thing.partnership = request.responsible;
  thing.operating = request.operating;
  if (request.responsible.is_empty()) return bad_field("responsible", "Choose the partnership whose review it is");
  HEED_TRY(access::require(actor, access::Action::StartReview, thing));
  HEED_TRY(access::partnership(w, request.responsible));
  Review review;
  review.reference = request.reference.empty() ? next_reference(w, request.responsible, int(today.year())) : request.reference;
  review.edition = request.edition;
  review.responsible = request.responsible;
  review.operating = request.operating.is_empty() ? request.responsible : request.operating;
  review.origin = request.origin;
  const auto id = ReviewId::random();
  HEED_TRY(put_review(w, id, review, 0));
  HEED_TRY(kNotifications.put(w, NotificationId::random(), {review.responsible, id, {}}, {}, 0));
  return id;
}

Result<NotificationRow> notification(store::Reader& r, ReviewId review_id) {
  auto rows = kNotifications.of(r, review_id);
  if (rows.empty()) return not_found();
  return std::move(rows.front());
}

Result<void> put_notification(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                              const Notification& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto row, notification(w, review_id));
  HEED_TRY(kNotifications.put(w, row.id, row.place, value, expected));
  if (auto day = exact_day(value.told_on))
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"notification", *day, "", "", ""}));
  return {};
}

StepState notification_state(store::Reader& r, const ReviewRow& in) {
  const auto row = notification(r, in.id);
  if (!row.ok()) return {};
  const auto missing = missing_in(row->value, people(r, in.id));
  if (missing.empty()) return {StepState::Is::Done, ""};
  if (row->version <= 1 && people(r, in.id).empty()) return {StepState::Is::NotStarted, ""};
  std::string hint = "Still to say: ";
  for (std::size_t i = 0; i < missing.size(); ++i) hint += (i ? ", " : "") + missing[i];
  return {StepState::Is::InProgress, hint};
}

}  // namespace heed::review

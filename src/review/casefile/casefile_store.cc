// The shelves of the casefile, and the verbs that change them.
#include "review/casefile/casefile.h"

#include <algorithm>

#include "review/decision/decision.h"

namespace heed::review {

HEED_MEMBERS(AgencyContact, name, post, email, phone, from, until)
HEED_MEMBERS(ReviewAgency, agency, authority, involved, contacts, from, until)
HEED_MEMBERS(Appointment, role, name, post, organisation, independence, conflict, conflict_detail, from, until)
HEED_MEMBERS(Terms, number, purpose, scope, period_from, period_until, period_why, agreed_on, agreed_by, family_consulted, family_note,
             changed)
HEED_MEMBERS(KeyLine, number, question, agencies, closed, closed_why)
HEED_MEMBERS(Parallel, kind, title, status, started, ended, outcome, contact, sharing)
HEED_MEMBERS(Hold, kind, reason, stops, parallel, from, until, officer_view, officer_post, officer_on, ended_why)
HEED_MEMBERS(Settings, panel_met, home_office_reference, kept_by, notes)

namespace {

using store::Value;

const store::Shelf<ReviewAgencyId, ReviewAgency> kAgencies{"review_agency", {}, {"review, agency"}};
const store::Shelf<AppointmentId, Appointment> kAppointments{"appointment", {}, {"review"}};
const store::Shelf<TermsId, Terms> kTerms{
    "terms", {{"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}}, {"review, number"}};
const store::Shelf<KeyLineId, KeyLine> kKeyLines{
    "key_line", {{"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}}, {"review, number"}};
const store::Shelf<ParallelId, Parallel> kParallel{"parallel_proceeding", {}, {"review"}};
const store::Shelf<HoldId, Hold> kHolds{"hold", {}, {"review"}};
const store::Shelf<SettingsId, Settings> kSettings{"casefile_settings", {}, {"review"}};

/// A thing that is there already belongs to this review; an empty id becomes a new one.
template <class IdT, class T>
Result<IdT> own(const store::Shelf<IdT, T>& shelf, store::Reader& r, ReviewId review_id, IdT id) {
  if (id.is_empty()) return IdT::random();
  if (const auto before = shelf.find(r, id); before && before->place.review != review_id) return not_found();
  return id;
}

/// Does `until` certainly lie before `from`?
bool backwards(const UncertainDate& from, const UncertainDate& until) {
  return !from.empty() && !until.empty() && until.latest() < from.earliest();
}

int rank(const std::string& role) {
  if (role == "chair") return 0;
  if (role == "author") return 1;
  if (role == "panel_member") return 2;
  return 3;
}

/// Tells the clocks the day of the first chair, or takes it back when there is none any more.
Result<void> chair_clock(store::Writer& w, const ReviewRow& in, const guidance::Edition& edition, bool there_was) {
  std::optional<Day> first;
  for (const auto& row : kAppointments.of(w, in.id))
    if (row.value.role == "chair")
      if (const auto day = clock_day(row.value.from); day && (!first || *day < *first)) first = day;
  if (first) return guidance::happened(w, place_of(in), edition, {"chair_appointed", *first, "", "", ""});
  if (there_was) return guidance::unhappened(w, place_of(in), edition, "chair_appointed", "", "No chair with an exact day of appointment is recorded any more.");
  return {};
}

}  // namespace

// --- reading ---

std::vector<ReviewAgencyRow> agencies_of_review(store::Reader& r, ReviewId review_id) {
  std::vector<std::pair<std::string, ReviewAgencyRow>> named;
  for (auto& row : kAgencies.of(r, review_id)) named.emplace_back(access::agency_name(r, row.value.agency), std::move(row));
  std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<ReviewAgencyRow> out;
  for (auto& [name, row] : named) out.push_back(std::move(row));
  return out;
}

std::optional<ReviewAgencyRow> agency_in_review(store::Reader& r, ReviewId review_id, AgencyId agency) {
  auto rows = kAgencies.list(r, {"review = ? AND agency = ?", {review_id.text(), agency.text()}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<AppointmentRow> appointments(store::Reader& r, ReviewId review_id) {
  auto rows = kAppointments.of(r, review_id);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::pair(rank(a.value.role), a.value.name.reveal()) < std::pair(rank(b.value.role), b.value.name.reveal());
  });
  return rows;
}

std::vector<TermsRow> terms(store::Reader& r, ReviewId review_id) { return kTerms.list(r, {"review = ?", {review_id.text()}, "number, id"}); }
std::optional<TermsRow> current_terms(store::Reader& r, ReviewId review_id) {
  auto rows = kTerms.list(r, {"review = ?", {review_id.text()}, "number DESC, id", 1});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}
std::vector<KeyLineRow> key_lines(store::Reader& r, ReviewId review_id) { return kKeyLines.list(r, {"review = ?", {review_id.text()}, "number, id"}); }
std::vector<KeyLineRow> key_lines_for(store::Reader& r, ReviewId review_id, AgencyId agency) {
  auto rows = key_lines(r, review_id);
  std::erase_if(rows, [&](const KeyLineRow& row) {
    const auto& of = row.value.agencies;
    return row.value.closed || (!of.empty() && std::find(of.begin(), of.end(), agency) == of.end());
  });
  return rows;
}
std::vector<ParallelRow> parallel(store::Reader& r, ReviewId review_id) { return kParallel.list(r, {"review = ?", {review_id.text()}, "id"}); }

std::vector<HoldRow> holds(store::Reader& r, ReviewId review_id) {
  auto rows = kHolds.of(r, review_id);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.value.from.sort_key() < b.value.from.sort_key(); });
  return rows;
}
std::vector<HoldRow> open_holds(store::Reader& r, ReviewId review_id) {
  auto rows = holds(r, review_id);
  std::erase_if(rows, [](const HoldRow& row) { return !row.value.until.empty(); });
  return rows;
}
std::vector<guidance::HoldSpan> hold_spans(store::Reader& r, ReviewId review_id) {
  std::vector<guidance::HoldSpan> out;
  for (const auto& row : holds(r, review_id)) {
    const auto from = clock_day(row.value.from);
    if (!from) continue;
    out.push_back({*from, clock_day(row.value.until), row.value.reason});
  }
  return out;
}
SettingsRow settings(store::Reader& r, ReviewId review_id) {
  auto rows = kSettings.of(r, review_id);
  return rows.empty() ? SettingsRow{} : std::move(rows.front());
}

// --- verbs ---

Result<ReviewAgencyId> put_review_agency(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReviewAgencyId id,
                                         const ReviewAgency& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(id, own(kAgencies, w, review_id, id));
  if (!access::agency(w, value.agency).ok()) return bad_field("agency", "Choose the agency");
  if (value.authority != "listed" && value.authority != "invited") return bad_field("authority", "Choose by what authority it is asked");
  if (const auto other = agency_in_review(w, review_id, value.agency); other && other->id != id)
    return bad_field("agency", "This agency is in the review already");
  if (backwards(value.from, value.until)) return bad_field("until", "The agency left before it joined. Check both dates");
  for (const auto& contact : value.contacts)
    if (backwards(contact.from, contact.until)) return bad_field("until", "The contact ended before it began. Check both dates");
  HEED_TRY(kAgencies.put(w, id, place_of(in, value.agency), value, expected));
  return id;
}

std::vector<AgencyId> known_agencies_missing(store::Reader& r, ReviewId review_id) {
  std::vector<AgencyId> out;
  for (const auto& row : scoping(r, review_id))
    if (row.value.answer == ScopingAnswer::Known && !agency_in_review(r, review_id, row.value.agency)) out.push_back(row.value.agency);
  return out;
}

Result<int> add_known_agencies(store::Writer& w, const access::Actor& actor, ReviewId review_id) {
  HEED_TRY(open(w, actor, access::Action::EditReview, review_id));
  int added = 0;
  for (const auto id : known_agencies_missing(w, review_id)) {
    HEED_ASSIGN(auto body, access::agency(w, id));
    ReviewAgency value;
    value.agency = id;
    value.authority = authority_of(body.value);
    const auto said = scoping_of(w, review_id, id);
    if (said) value.involved = said->value.summary;
    HEED_TRY(put_review_agency(w, actor, review_id, {}, value, 0));
    ++added;
  }
  return added;
}

Result<AppointmentId> put_appointment(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                                      AppointmentId id, const Appointment& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  const auto before = kAppointments.find(w, id);
  const bool was_chair = before && before->value.role == "chair";
  HEED_ASSIGN(id, own(kAppointments, w, review_id, id));
  if (value.role.empty()) return bad_field("role", "Choose what they are appointed as");
  if (value.name.empty()) return bad_field("name", "Enter the person's name");
  if ((value.role == "chair" || value.role == "author") && value.independence.empty())
    return bad_field("independence", "Enter the statement of independence. The report prints it");
  if (value.conflict == "declared" && value.conflict_detail.empty())
    return bad_field("conflict_detail", "Enter what the connection is, and what was done about it");
  if (backwards(value.from, value.until)) return bad_field("until", "The appointment ended before it began. Check both dates");
  HEED_TRY(kAppointments.put(w, id, place_of(in), value, expected));
  if (was_chair || value.role == "chair") HEED_TRY(chair_clock(w, in, edition, was_chair));
  return id;
}

Result<void> drop_appointment(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                              AppointmentId id, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(auto row, kAppointments.need(w, id));
  if (row.place.review != review_id) return not_found();
  HEED_TRY(kAppointments.drop(w, id, expected));
  if (row.value.role == "chair") HEED_TRY(chair_clock(w, in, edition, true));
  return {};
}

Result<TermsId> add_terms(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, Terms value,
                          int after) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  const auto before = current_terms(w, review_id);
  const int last = before ? before->value.number : 0;
  if (last != after) return Error{Code::Stale, "Somebody added a version of the terms meanwhile.", "Look at it before you add yours.", {}};
  if (value.scope.empty()) return bad_field("scope", "Enter what the review looks at");
  if (backwards(value.period_from, value.period_until)) return bad_field("period_until", "The period ends before it begins. Check both dates");
  if (before && value.changed.empty()) return bad_field("changed", "Enter what changed from the version before, and why");
  if (!value.agreed_on.empty() && value.agreed_by.empty()) return bad_field("agreed_by", "Enter who agreed the terms");
  value.number = last + 1;
  const auto id = TermsId::random();
  HEED_TRY(kTerms.put(w, id, place_of(in), value, 0));
  // The first agreement is what the guidance's clock asks for; a later version does not move it.
  bool agreed_before = false;
  for (const auto& row : terms(w, review_id)) agreed_before = agreed_before || (row.id != id && clock_day(row.value.agreed_on));
  if (const auto day = clock_day(value.agreed_on); day && !agreed_before)
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"terms_agreed", *day, "", "", ""}));
  return id;
}

Result<KeyLineId> put_key_line(store::Writer& w, const access::Actor& actor, ReviewId review_id, KeyLineId id, KeyLine value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(id, own(kKeyLines, w, review_id, id));
  if (value.question.empty()) return bad_field("question", "Enter the question that the review asks");
  if (value.closed && value.closed_why.empty()) return bad_field("closed_why", "Enter why this line is no longer followed");
  for (const auto& agency : value.agencies)
    if (!agency_in_review(w, review_id, agency)) return bad_field("agencies", "Choose from the agencies of the review");
  if (value.number < 0 || value.number > 999) return bad_field("number", "Enter a number from 1 to 999");
  int highest = 0;
  for (const auto& other : key_lines(w, review_id)) {
    highest = std::max(highest, other.value.number);
    if (other.id != id && other.value.number == value.number) return bad_field("number", "Another key line has this number");
  }
  if (value.number == 0) value.number = highest + 1;
  HEED_TRY(kKeyLines.put(w, id, place_of(in), value, expected));
  return id;
}

Result<ParallelId> put_parallel(store::Writer& w, const access::Actor& actor, ReviewId review_id, ParallelId id, const Parallel& value,
                                std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(id, own(kParallel, w, review_id, id));
  if (value.kind.empty()) return bad_field("kind", "Choose what sort of proceeding it is");
  if (value.status.empty()) return bad_field("status", "Choose where it stands");
  if (backwards(value.started, value.ended)) return bad_field("ended", "It ended before it began. Check both dates");
  HEED_TRY(kParallel.put(w, id, place_of(in), value, expected));
  return id;
}

Result<HoldId> put_hold(store::Writer& w, const access::Actor& actor, ReviewId review_id, HoldId id, const Hold& value, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  HEED_ASSIGN(id, own(kHolds, w, review_id, id));
  if (value.reason.empty()) return bad_field("reason", "Enter why the review is on hold");
  if (value.stops.empty()) return bad_field("stops", "Choose what the hold stops");
  if (!clock_day(value.from)) return bad_field("from", "Enter the exact day on which the hold began");
  if (!value.until.empty()) {
    const auto until = clock_day(value.until);
    if (!until) return bad_field("until", "Enter the exact day on which the hold ended");
    if (*until < *clock_day(value.from)) return bad_field("until", "The hold ended before it began. Check both dates");
    // An end that is still to come would open the way to publication today.
    if (*until > london_day(w.now())) return bad_field("until", "A hold ends on the day that it ends. Leave this empty until then");
    if (value.ended_why.empty()) return bad_field("ended_why", "Enter why the hold ended");
  }
  if (!value.parallel.is_empty()) {
    const auto row = kParallel.find(w, value.parallel);
    if (!row || row->place.review != review_id) return bad_field("parallel", "Choose a proceeding of this review");
  }
  HEED_TRY(kHolds.put(w, id, place_of(in), value, expected));
  return id;
}

Result<void> put_settings(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, const Settings& value,
                          std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  const auto before = settings(w, review_id);
  HEED_TRY(kSettings.put(w, before.id.is_empty() ? SettingsId::random() : before.id, place_of(in), value, expected));
  if (const auto day = clock_day(value.panel_met)) return guidance::happened(w, place_of(in), edition, {"panel_met", *day, "", "", ""});
  if (clock_day(before.value.panel_met))
    return guidance::unhappened(w, place_of(in), edition, "panel_met", "", "The day of the first meeting was taken back.");
  return {};
}

Result<void> rename_review(store::Writer& w, const access::Actor& actor, ReviewId review_id, const std::string& reference,
                           PartnershipId operating, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReview, review_id));
  if (!access::partnership(w, operating).ok()) return bad_field("operating", "Choose the team that runs the review");
  // Handing the review to another team changes who may open it.
  if (in.value.operating != operating) HEED_TRY(access::require(actor, access::Action::ManageAccess, thing_of(in)));
  in.value.reference = reference;
  in.value.operating = operating;
  HEED_TRY(put_review(w, review_id, in.value, expected));
  return {};
}

// --- how far it is ---

std::vector<std::string> missing_in_casefile(store::Reader& r, const ReviewRow& in) {
  std::vector<std::string> missing;
  bool died = false, called = true;
  for (const auto& row : people(r, in.id))
    if (has_role(row.value, "died")) {
      died = true;
      called = called && !row.value.pseudonym.empty();
    }
  if (!died) missing.push_back("who died");
  else if (!called) missing.push_back("a pseudonym");
  bool chair = false;
  for (const auto& row : appointments(r, in.id)) chair = chair || row.value.role == "chair";
  if (!chair) missing.push_back("the independent chair");
  if (agencies_of_review(r, in.id).empty()) missing.push_back("the agencies");
  const auto now = current_terms(r, in.id);
  if (!now) missing.push_back("terms of reference");
  else {
    if (now->value.period_from.empty()) missing.push_back("the period under review");
    if (now->value.agreed_on.empty()) missing.push_back("who agreed the terms, and when");
  }
  if (key_lines(r, in.id).empty()) missing.push_back("key lines of enquiry");
  return missing;
}

StepState casefile_state(store::Reader& r, const ReviewRow& in) {
  using Is = StepState::Is;
  if (in.value.stage == Stage::NotReviewed) return {Is::NotNeeded, ""};
  const bool begun = !appointments(r, in.id).empty() || !agencies_of_review(r, in.id).empty() || current_terms(r, in.id) || !key_lines(r, in.id).empty();
  if (!begun && in.value.origin == Origin::New && (in.value.stage == Stage::Notified || in.value.stage == Stage::Deciding))
    return {Is::CannotStart, "After the decision to review"};
  std::string hold;
  if (!open_holds(r, in.id).empty()) hold = "On hold. ";
  const auto missing = missing_in_casefile(r, in);
  if (missing.empty()) return {hold.empty() ? Is::Done : Is::Waiting, hold.empty() ? "" : "On hold"};
  std::string hint = hold + "Still to say: ";
  for (std::size_t i = 0; i < missing.size(); ++i) hint += (i ? ", " : "") + missing[i];
  return {begun ? Is::InProgress : Is::NotStarted, hint};
}

}  // namespace heed::review

// The shelves of returns and the verbs that change them.
#include "review/evidence/evidence.h"
#include "review/guidance/duty.h"

namespace heed::review {

HEED_MEMBERS(Enquiry, id, text)
HEED_MEMBERS(Return, agency, kind, title, body, authority, listed, asked_on, due, period_from, period_until, enquiries, letter, status,
             versions, nil, signed_off, handed_in_on, edition)
HEED_MEMBERS(Independence, name, post, independent, details, declared_on)
HEED_MEMBERS(ReturnFile, attachment, holds, name, media_type, ending, size, added_on, added_by)
HEED_MEMBERS(ReturnSection, id, heading, text)
HEED_MEMBERS(ReturnDraft, of, nil, independence, sections, files)
HEED_MEMBERS(SignOff, name, post, day, recorded_by)
HEED_MEMBERS(ReturnVersion, of, number, nil, independence, sections, files, handed_in_on, handed_in_by, sign_off)
HEED_MEMBERS(ReturnEvent, of, status, version, what, reason)

namespace {

using access::Action;
using store::Value;

Value of_column(const Json& body) { return body.value("of", std::string()); }

const store::Shelf<ReturnId, Return> kReturns{
    "evidence_return", {{"due", [](const Json& b) -> Value { return b["due"].is_string() ? b["due"].get<std::string>() : std::string("9999-12-31"); }}},
    {"review, agency"}};
const store::Shelf<ReturnDraftId, ReturnDraft> kDrafts{"evidence_draft", {{"of", of_column}}, {"of"}};
const store::Shelf<ReturnVersionId, ReturnVersion> kVersions{"evidence_version", {{"of", of_column}}, {"of"}};
const store::Shelf<ReturnEventId, ReturnEvent> kEvents{"evidence_event", {{"of", of_column}}, {"of"}};

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

template <class ShelfT>
auto of_return(store::Reader& r, const ShelfT& shelf, ReturnId id) {
  return shelf.list(r, {"of = ?", {id.text()}});
}

ReturnDraftRow draft_of(store::Reader& r, const ReturnRow& row) {
  auto rows = of_return(r, kDrafts, row.id);
  if (!rows.empty()) return std::move(rows.front());
  ReturnDraftRow out{};
  out.place = row.place;
  out->of = row.id;
  return out;
}

/// The return, once the actor may do this to it. Whoever may not see it is told nothing of it.
Result<ReturnRow> open_return(store::Reader& r, const access::Actor& actor, Action action, ReviewId review_id, ReturnId id) {
  HEED_ASSIGN(auto row, kReturns.need(r, id));
  if (row.place.review != review_id) return not_found();
  HEED_TRY(open(r, actor, action, review_id, row.place.agency));
  return row;
}

Result<void> note(store::Writer& w, const ReturnRow& row, std::string what, std::string reason = {}) {
  return kEvents.put(w, ReturnEventId::random(), row.place, {row.id, row->status, row->versions, std::move(what), std::move(reason)}, 0);
}

Result<void> save(store::Writer& w, ReturnRow& row, std::string what, std::string reason = {}) {
  HEED_TRY(kReturns.put(w, row.id, row.place, row.value, row.version));
  ++row.version;
  return note(w, row, std::move(what), std::move(reason));
}

/// The author's changes: whose turn it is, the draft as the form saw it, and the first change starts the work.
struct Work {
  ReturnRow row;
  ReturnDraftRow draft;
};
Result<Work> open_work(store::Reader& r, const access::Actor& actor, ReviewId review_id, ReturnId id) {
  HEED_ASSIGN(auto row, open_return(r, actor, Action::SubmitReturn, review_id, id));
  if (!is_agencys_turn(row->status))
    return refused(fmt::format("Nothing can be changed now: this return is {}.", row->status == ReturnStatus::HandedIn   ? "handed in"
                                                                                : row->status == ReturnStatus::Accepted ? "accepted"
                                                                                                                        : "no longer asked for"),
                   "If something must be changed, ask the review's coordinator to send it back to you.");
  auto draft = draft_of(r, row);
  return Work{std::move(row), std::move(draft)};
}
Result<void> keep(store::Writer& w, Work& work, std::int64_t expected) {
  if (work.draft.id.is_empty()) {
    HEED_TRY(kDrafts.put(w, ReturnDraftId::random(), work.row.place, work.draft.value, 0));
  } else {
    HEED_TRY(kDrafts.put(w, work.draft.id, work.draft.place, work.draft.value, expected == store::kAnyVersion ? work.draft.version : expected));
  }
  if (work.row->status != ReturnStatus::Asked) return {};
  work.row->status = ReturnStatus::Working;
  return save(w, work.row, "Work on it began");
}

/// "Every return asked for is in" happens, or is taken back, as returns are accepted and asked for.
Result<void> settle_complete(store::Writer& w, const ReviewRow& in, const guidance::Edition& edition) {
  bool any = false, all = true;
  for (const auto& row : kReturns.of(w, in.id)) {
    if (row->status == ReturnStatus::Cancelled) continue;
    any = true;
    all = all && row->status == ReturnStatus::Accepted;
  }
  if (any && all) return guidance::happened(w, place_of(in), edition, {"returns_complete", w.clock().today(), "", "", ""});
  return guidance::unhappened(w, place_of(in), edition, "returns_complete", "", "a return is still to come");
}

bool sees(const access::Actor& actor, const ReviewRow& review, AgencyId agency) {
  return access::allowed(actor, Action::ViewReturn, thing_of(review, agency));
}

}  // namespace

// --- reading ---

std::vector<ReturnRow> returns(store::Reader& r, const access::Actor& actor, const ReviewRow& review) {
  auto rows = kReturns.list(r, {"review = ?", {review.id.text()}, "due, record, id"});
  std::erase_if(rows, [&](const ReturnRow& row) { return !sees(actor, review, row.place.agency); });
  return rows;
}

std::vector<ReturnRow> returns_of(store::Reader& r, const access::Actor& actor, const ReviewRow& review, AgencyId agency) {
  if (!sees(actor, review, agency)) return {};
  return kReturns.list(r, {"review = ? AND agency = ?", {review.id.text(), agency.text()}, "due, record, id"});
}

Result<ReturnRow> find_return(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id) {
  HEED_ASSIGN(auto row, kReturns.need(r, id));
  if (row.place.review != review.id || !sees(actor, review, row.place.agency)) return not_found();
  return row;
}

Result<ReturnDraftRow> draft(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id) {
  HEED_ASSIGN(auto row, find_return(r, actor, review, id));
  if (!access::allowed(actor, Action::SubmitReturn, thing_of(review, row.place.agency))) return not_found();
  return draft_of(r, row);
}

std::vector<ReturnVersionRow> versions(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id) {
  if (!find_return(r, actor, review, id).ok()) return {};
  auto rows = of_return(r, kVersions, id);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->number < b->number; });
  return rows;
}

std::vector<ReturnEventRow> events(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id) {
  if (!find_return(r, actor, review, id).ok()) return {};
  return of_return(r, kEvents, id);
}

Result<FoundFile> find_file(store::Reader& r, const access::Actor& actor, const ReviewRow& review, AgencyId agency, AttachmentId id) {
  for (auto& row : returns_of(r, actor, review, agency)) {
    auto all = of_return(r, kVersions, row.id);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a->number > b->number; });
    for (const auto& version : all)
      for (const auto& file : version->files)
        if (file.attachment == id) return FoundFile{row, file, version->number};
    if (!access::allowed(actor, Action::SubmitReturn, thing_of(review, agency))) continue;
    const auto working = draft_of(r, row);
    for (const auto& file : working->files)
      if (file.attachment == id) return FoundFile{row, file, 0};
  }
  return not_found("This file was not found.");
}

std::vector<ChronologyFile> chronology_files(store::Reader& r, const access::Actor& actor, const ReviewRow& review) {
  std::vector<ChronologyFile> out;
  for (const auto& row : returns(r, actor, review)) {
    if (row->versions == 0 || row->status == ReturnStatus::Cancelled) continue;
    for (const auto& version : of_return(r, kVersions, row.id)) {
      if (version->number != row->versions) continue;
      for (const auto& file : version->files)
        if (file.holds == "chronology")
          out.push_back({row.place.agency, row.id, version->number, file.attachment, file.media_type, file.ending, row->status == ReturnStatus::Accepted});
    }
  }
  return out;
}

std::vector<Owed> owed(store::Reader& r, const access::Actor& actor, const ReviewRow& review, Day today) {
  std::vector<Owed> out;
  if (!access::allowed(actor, Action::RequestReturn, thing_of(review))) return out;
  for (auto& row : returns(r, actor, review)) {
    Owed o;
    o.agency = access::agency_name(r, row.place.agency);
    if (is_owed(row.value) && row->due.ok()) o.days_late = std::max(0, days_between(row->due, today));
    o.row = std::move(row);
    out.push_back(std::move(o));
  }
  return out;
}

// --- verbs of those who ask ---

Result<ReturnId> ask(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, Return request) {
  HEED_ASSIGN(auto in, open(w, actor, Action::RequestReturn, review_id));
  const bool undecided = in.value.origin == Origin::New && int(in.value.stage) < int(Stage::NotReviewed);
  if (undecided || in.value.stage == Stage::NotReviewed)
    return refused(undecided ? "Returns are asked for once it has been decided to hold a review." : "This review is not being held.",
                   undecided ? "Record the decision first." : "If that has changed, record the later decision first.");
  const auto agency = access::agency(w, request.agency);
  if (!agency.ok()) return bad_field("agency", "Choose an agency from the list");
  const auto* kind = edition.return_kind(request.kind);
  if (!kind || kind->id == "nil_return") return bad_field("kind", "Choose what to ask for");
  const auto* body = edition.body(request.body);
  if (!body) return bad_field("body", "Choose what sort of body it is");
  const Day today = w.clock().today();
  if (!request.asked_on.ok()) request.asked_on = today;
  if (request.asked_on > today) return bad_field("asked_on", "The day on which they were asked cannot be after today");
  if (!request.due.ok()) return bad_field("due", "Enter the day by which it is due");
  if (request.due < request.asked_on) return bad_field("due", "It cannot be due before they were asked");
  for (const auto& row : kReturns.list(w, {"review = ? AND agency = ?", {review_id.text(), request.agency.text()}}))
    if (row->kind == request.kind && row->status != ReturnStatus::Cancelled)
      return bad_field("kind", "This agency has been asked for this already");
  request.title = kind->title;
  request.authority = body->authority;
  request.listed = body->duty;
  request.edition = edition.id;
  request.status = ReturnStatus::Asked;
  request.versions = 0;
  request.nil = request.signed_off = false;
  request.handed_in_on = {};
  std::erase_if(request.enquiries, [](const Enquiry& e) { return blank(e.text); });
  if (blank(request.letter)) request.letter = letter_for(edition, request);
  const auto id = ReturnId::random();
  ReturnRow row{};
  row.id = id;
  row.place = place_of(in, request.agency);
  row.value = std::move(request);
  HEED_TRY(kReturns.put(w, id, row.place, row.value, 0));
  HEED_TRY(note(w, row, "Asked for, due on " + heed::in_words(row->due)));
  HEED_TRY(move_to(w, review_id, Stage::Evidence));
  HEED_TRY(settle_complete(w, in, edition));
  return id;
}

Result<void> move_due(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, Day due, const std::string& reason,
                      std::int64_t expected) {
  HEED_ASSIGN(auto row, open_return(w, actor, Action::RequestReturn, review_id, id));
  if (!is_owed(row.value)) return refused("Nothing is owed on this return now, so its day cannot be moved.");
  if (!due.ok()) return bad_field("due", "Enter the day by which it is due");
  if (due < row->asked_on) return bad_field("due", "It cannot be due before they were asked");
  if (blank(reason)) return bad_field("reason", "Say why the day is moved");
  if (expected != store::kAnyVersion && expected != row.version) return Error{Code::Stale, "Somebody else changed this meanwhile.", "Look at it again.", {}};
  const std::string what = fmt::format("Due day moved from {} to {}", heed::in_words(row->due), heed::in_words(due));
  row->due = due;
  return save(w, row, what, reason);
}

Result<void> cancel(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ReturnId id,
                    const std::string& reason) {
  HEED_ASSIGN(auto row, open_return(w, actor, Action::RequestReturn, review_id, id));
  if (row->status == ReturnStatus::Cancelled) return refused("This is no longer asked for.");
  if (row->status == ReturnStatus::Accepted) return refused("This return has been accepted.", "Send it back first if it was accepted by mistake.");
  if (blank(reason)) return bad_field("reason", "Say why it is no longer asked for");
  row->status = ReturnStatus::Cancelled;
  HEED_TRY(save(w, row, "No longer asked for", reason));
  HEED_ASSIGN(auto in, review(w, review_id));
  return settle_complete(w, in, edition);
}

Result<void> accept(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ReturnId id) {
  HEED_ASSIGN(auto row, open_return(w, actor, Action::RequestReturn, review_id, id));
  if (row->status != ReturnStatus::HandedIn) return refused("Only a return that has been handed in can be accepted.");
  const auto* kind = kind_of(edition, row.value, row->nil);
  if (kind && kind->needs_sign_off && !row->signed_off)
    return refused("This return has not been signed off by a senior officer of the agency.", "Ask the agency's author to record the sign-off, then accept it.");
  row->status = ReturnStatus::Accepted;
  HEED_TRY(save(w, row, fmt::format("Version {} accepted", row->versions)));
  HEED_ASSIGN(auto in, review(w, review_id));
  return settle_complete(w, in, edition);
}

Result<void> send_back(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ReturnId id,
                       const std::string& reasons) {
  HEED_ASSIGN(auto row, open_return(w, actor, Action::RequestReturn, review_id, id));
  if (row->status != ReturnStatus::HandedIn && row->status != ReturnStatus::Accepted)
    return refused("Only a return that has been handed in can be sent back.");
  if (blank(reasons)) return bad_field("reasons", "Say what should be amended, and why");
  row->status = ReturnStatus::SentBack;
  HEED_TRY(save(w, row, fmt::format("Version {} sent back for amendment", row->versions), reasons));
  HEED_ASSIGN(auto in, review(w, review_id));
  return settle_complete(w, in, edition);
}

// --- verbs of the author ---

Result<void> declare_independence(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, const Independence& value,
                                  std::int64_t expected) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  if (blank(value.name.reveal())) return bad_field("name", "Enter the author's name");
  if (blank(value.post)) return bad_field("post", "Enter the author's post");
  if (value.independent != "yes" && value.independent != "no") return bad_field("independent", "Choose whether the author is independent of the case");
  if (value.independent == "no" && blank(value.details)) return bad_field("details", "Say what the author had to do with the case");
  work.draft->independence = value;
  work.draft->independence.declared_on = w.clock().today();
  return keep(w, work, expected);
}

Result<void> say_nil(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, bool nil, std::int64_t expected) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  work.draft->nil = nil;
  return keep(w, work, expected);
}

Result<void> write_section(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ReturnId id,
                           const std::string& section, const std::string& text, std::int64_t expected) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  const auto wanted = sections_to_write(edition, work.row.value, work.draft->nil);
  const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const auto& s) { return s.id == section; });
  if (found == wanted.end()) return not_found();
  auto& sections = work.draft->sections;
  const auto written = std::find_if(sections.begin(), sections.end(), [&](const auto& s) { return s.id == section; });
  if (written == sections.end()) sections.push_back({section, found->heading, text});
  else written->text = text;
  return keep(w, work, expected);
}

Result<store::Place> add_file(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, ReturnFile file) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  if (file.attachment.is_empty()) return bad_field("file", "Choose a file");
  if (file.holds != "chronology" && file.holds != "report" && file.holds != "other") return bad_field("holds", "Choose what the file holds");
  file.added_on = w.clock().today();
  file.added_by = actor.account;
  work.draft->files.push_back(std::move(file));
  HEED_TRY(keep(w, work, store::kAnyVersion));
  return work.row.place;
}

Result<void> remove_file(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, AttachmentId file) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  // It leaves the working copy alone: versions that were handed in keep it.
  if (std::erase_if(work.draft->files, [&](const ReturnFile& f) { return f.attachment == file; }) == 0) return not_found("This file was not found.");
  return keep(w, work, store::kAnyVersion);
}

Result<int> hand_in(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, ReturnId id) {
  HEED_ASSIGN(auto work, open_work(w, actor, review_id, id));
  const auto missing = missing_in(edition, work.row.value, work.draft.value);
  if (!missing.empty()) {
    std::string words = "Still to come before you hand it in: ";
    for (std::size_t i = 0; i < missing.size(); ++i) words += (i ? "; " : "") + missing[i];
    return refused(words + ".", "Add what is missing, then hand it in.");
  }
  ReturnVersion version;
  version.of = id;
  version.number = work.row->versions + 1;
  version.nil = work.draft->nil;
  version.independence = work.draft->independence;
  version.files = work.draft->files;
  for (const auto& wanted : sections_to_write(edition, work.row.value, version.nil))
    for (const auto& section : work.draft->sections)
      if (section.id == wanted.id && !blank(section.text)) version.sections.push_back({section.id, wanted.heading, section.text});
  version.handed_in_on = w.clock().today();
  version.handed_in_by = actor.account;
  HEED_TRY(kVersions.put(w, ReturnVersionId::random(), work.row.place, version, 0));
  work.row->status = ReturnStatus::HandedIn;
  work.row->versions = version.number;
  work.row->nil = version.nil;
  work.row->signed_off = false;
  if (!work.row->handed_in_on.ok()) work.row->handed_in_on = version.handed_in_on;
  HEED_TRY(save(w, work.row, fmt::format("Version {} handed in{}", version.number, version.nil ? ": no trace found" : "")));
  return version.number;
}

Result<void> sign_off(store::Writer& w, const access::Actor& actor, ReviewId review_id, ReturnId id, SignOff value) {
  HEED_ASSIGN(auto row, open_return(w, actor, Action::SubmitReturn, review_id, id));
  if (row->status != ReturnStatus::HandedIn) return refused("A sign-off is for a version that has been handed in.", "Hand it in first.");
  if (row->signed_off) return refused("This version has been signed off already.");
  auto all = of_return(w, kVersions, id);
  const auto latest = std::find_if(all.begin(), all.end(), [&](const auto& v) { return v->number == row->versions; });
  if (latest == all.end()) return not_found();
  if (blank(value.name.reveal())) return bad_field("name", "Enter the senior officer's name");
  if (blank(value.post)) return bad_field("post", "Enter their post");
  if (!value.day.ok()) return bad_field("day", "Enter the day on which they signed it off");
  if (value.day > w.clock().today()) return bad_field("day", "The day of the sign-off cannot be after today");
  value.recorded_by = actor.account;
  (*latest)->sign_off = value;
  HEED_TRY(kVersions.put(w, latest->id, latest->place, latest->value, latest->version));
  row->signed_off = true;
  return save(w, row, fmt::format("Version {} signed off by a senior officer", row->versions));
}

// --- the task list ---

StepState evidence_state(store::Reader& r, const ReviewRow& in) {
  if (in.value.stage == Stage::NotReviewed) return {StepState::Is::NotNeeded, ""};
  const auto rows = kReturns.of(r, in.id);
  if (rows.empty()) {
    const bool early = in.value.origin == Origin::New && int(in.value.stage) < int(Stage::Casefile);
    return {early ? StepState::Is::CannotStart : StepState::Is::NotStarted, early ? "Once it has been decided to hold a review" : "Ask agencies for their returns"};
  }
  int asked = 0, accepted = 0, to_read = 0;
  for (const auto& row : rows) {
    if (row->status == ReturnStatus::Cancelled) continue;
    ++asked;
    accepted += row->status == ReturnStatus::Accepted;
    to_read += row->status == ReturnStatus::HandedIn;
  }
  if (asked == accepted) return {asked ? StepState::Is::Done : StepState::Is::NotStarted, ""};
  if (to_read) return {StepState::Is::InProgress, fmt::format("{} to read; {} of {} accepted", to_read, accepted, asked)};
  return {StepState::Is::Waiting, fmt::format("{} of {} accepted", accepted, asked)};
}

}  // namespace heed::review

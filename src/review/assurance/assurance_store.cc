// The shelves of quality assurance, and the verbs that change them.
#include <algorithm>

#include "base/trim.h"
#include "review/assurance/assurance.h"

namespace heed::review {

HEED_MEMBERS(SubmittedVersion, version, kind, title, number, sha256)
HEED_MEMBERS(CheckAnswer, check, answer, note)
HEED_MEMBERS(Submission, number, on, sent_by, note, versions, checks, recorded_by)
HEED_MEMBERS(Letter, submission, received, outcome, attachment, file_name, text, struck_out, recorded_by)
HEED_MEMBERS(LetterPoint, letter, number, text, answer, words, answered_on, answered_by)
HEED_MEMBERS(ReportCopy, to, on, how, note, recorded_by)
HEED_MEMBERS(SelfCheckSheet, checks)

namespace {

store::Value text_column(const Json& body, const char* name) {
  return body.contains(name) && body[name].is_string() ? store::Value(body[name].get<std::string>()) : store::Value(std::string());
}

const store::Shelf<SubmissionId, Submission> kSubmissions{
    "assurance_submission",
    {{"number", [](const Json& body) -> store::Value { return body.value("number", std::int64_t{0}); }}},
    {"review, number"}};
const store::Shelf<LetterId, Letter> kLetters{
    "assurance_letter", {{"received", [](const Json& body) { return text_column(body, "received"); }}}, {"review, received"}};
const store::Shelf<LetterPointId, LetterPoint> kPoints{
    "assurance_point",
    {{"letter", [](const Json& body) { return text_column(body, "letter"); }},
     {"number", [](const Json& body) -> store::Value { return body.value("number", std::int64_t{0}); }}},
    {"review, letter, number"}};
const store::Shelf<CopyId, ReportCopy> kCopies{"report_copy", {}, {"review"}};
const store::Shelf<SelfCheckId, SelfCheckSheet> kChecks{"assurance_check", {}, {"review"}};

/// A day of something that has happened. Errors: at `field`.
Result<void> past_day(Day day, Day today, const char* field) {
  if (!day.ok()) return bad_field(field, "Enter the day");
  if (day > today) return bad_field(field, "The day must not be in the future");
  return {};
}

std::size_t open_points(const std::vector<LetterPointRow>& points) {
  return std::size_t(std::count_if(points.begin(), points.end(), [](const LetterPointRow& p) { return p->answer.empty(); }));
}

/// The latest letter that counts.
std::optional<LetterRow> standing_letter(store::Reader& r, ReviewId review) {
  std::optional<LetterRow> out;
  for (auto& row : letters(r, review))
    if (row->struck_out.empty()) out = std::move(row);
  return out;
}

std::optional<SubmissionRow> latest_submission(store::Reader& r, ReviewId review) {
  auto rows = submissions(r, review);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.back());
}

}  // namespace

std::vector<SubmissionRow> submissions(store::Reader& r, ReviewId review) {
  return kSubmissions.list(r, {"review = ?", {review.text()}, "number"});
}
std::vector<LetterRow> letters(store::Reader& r, ReviewId review) {
  return kLetters.list(r, {"review = ?", {review.text()}, "received, record, id"});
}
Result<LetterRow> letter(store::Reader& r, ReviewId review, LetterId id) {
  HEED_ASSIGN(auto row, kLetters.need(r, id));
  if (row.place.review != review) return not_found();
  return row;
}
std::vector<LetterPointRow> letter_points(store::Reader& r, ReviewId review, LetterId letter) {
  if (letter.is_empty()) return kPoints.list(r, {"review = ?", {review.text()}, "letter, number"});
  return kPoints.list(r, {"review = ? AND letter = ?", {review.text(), letter.text()}, "number"});
}
Result<LetterPointRow> letter_point(store::Reader& r, ReviewId review, LetterPointId id) {
  HEED_ASSIGN(auto row, kPoints.need(r, id));
  if (row.place.review != review) return not_found();
  return row;
}
std::vector<ReportCopyRow> copies(store::Reader& r, ReviewId review) { return kCopies.of(r, review); }
SelfCheckRow self_check(store::Reader& r, ReviewId review) {
  auto rows = kChecks.of(r, review);
  if (!rows.empty()) return std::move(rows.front());
  SelfCheckRow row;
  row.place.review = review;
  return row;
}

std::optional<LetterRow> permitting_letter(store::Reader& r, ReviewId review, const guidance::Edition& edition) {
  auto row = standing_letter(r, review);
  if (!row) return std::nullopt;
  const auto* outcome = edition.letter_outcome(row->value.outcome);
  if (!outcome || !outcome->permits) return std::nullopt;
  // What was sent again after it has not been permitted yet.
  const auto sent = latest_submission(r, review);
  if (!sent || sent->id != row->value.submission) return std::nullopt;
  return row;
}

std::vector<std::string> assurance_blocks(store::Reader& r, ReviewId review, const guidance::Edition& edition) {
  std::vector<std::string> out;
  const auto sent = latest_submission(r, review);
  if (!sent) return {"The report has not been sent to the Home Office."};
  const auto standing = standing_letter(r, review);
  if (!standing) return {"No letter of the quality assurance panel has been recorded."};
  if (standing->value.submission != sent->id) return {"The report was sent again, and the letter on it has not been recorded."};
  const auto* outcome = edition.letter_outcome(standing->value.outcome);
  if (!outcome || !outcome->permits) out.push_back("The letter of the quality assurance panel does not permit publication.");
  const auto open = open_points(letter_points(r, review, standing->id));
  if (open == 1) out.push_back("1 point of the panel’s letter has no answer yet.");
  if (open > 1) out.push_back(std::to_string(open) + " points of the panel’s letter have no answer yet.");
  return out;
}

Result<void> answer_checks(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                           const std::vector<CheckAnswer>& answers, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  auto row = self_check(w, review_id);
  if (expected != store::kAnyVersion && expected != row.version)
    return Error{Code::Stale, "Somebody else has changed the self-check.", "Look at what changed, then save again.", {}};
  Error wrong;
  for (auto a : answers) {
    const bool known = std::any_of(edition.self_checks.begin(), edition.self_checks.end(), [&](const guidance::SelfCheck& c) { return c.id == a.check; });
    if (!known) return bad_input("The guidance has no such check.", "Open the self-check again.");
    a.note = trimmed(a.note);
    if (a.answer != "yes" && a.answer != "partly" && a.answer != "no" && a.answer != "not_applicable" && !a.answer.empty())
      wrong.fields.push_back({a.check, "Choose one of the answers offered"});
    else if (!a.answer.empty() && a.answer != "yes" && a.note.empty())
      wrong.fields.push_back({a.check + "_note", "Say why, or what is still to be done"});
    auto it = std::find_if(row->checks.begin(), row->checks.end(), [&](const CheckAnswer& have) { return have.check == a.check; });
    if (it != row->checks.end()) *it = std::move(a);
    else row->checks.push_back(std::move(a));
  }
  if (!wrong.fields.empty()) {
    wrong.message = wrong.fields.front().message;
    return wrong;
  }
  return kChecks.put(w, row.version ? row.id : SelfCheckId::random(), place_of(in), row.value, row.version);
}

Result<SubmissionId> submit(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, Day on,
                            const std::string& sent_by, const std::string& note) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  HEED_TRY(past_day(on, w.clock().today(), "on"));
  if (trimmed(sent_by).empty()) return bad_field("sent_by", "Enter the post of whoever sent it");
  Submission value;
  for (const auto& kind : edition.documents) {
    const auto version = frozen(w, review_id, kind.id);
    if (!version)
      return refused("“" + kind.title + "” has no frozen version yet.", "Freeze it on the report page, and have it signed off.");
    if (!version->signed_off_by(SignOffKind::Partnership))
      return refused("The partnership has not signed off version " + std::to_string(version->version.number) + " of “" + kind.title + "”.",
                     "Record the partnership’s sign-off on the report page.");
    value.versions.push_back({version->id, kind.id, kind.title, version->version.number, version->version.sha256});
  }
  const auto sheet = self_check(w, review_id);
  std::size_t unanswered = 0;
  for (const auto& check : edition.self_checks) {
    const auto it = std::find_if(sheet->checks.begin(), sheet->checks.end(), [&](const CheckAnswer& a) { return a.check == check.id; });
    if (it == sheet->checks.end() || it->answer.empty()) ++unanswered;
    else value.checks.push_back(*it);
  }
  if (unanswered)
    return refused(unanswered == 1 ? "1 question of the self-check has no answer yet."
                                   : std::to_string(unanswered) + " questions of the self-check have no answer yet.",
                   "Answer the self-check first.");
  const auto before = latest_submission(w, review_id);
  if (before && on < before->value.on) return bad_field("on", "The day must not be before it was last sent");
  value.number = before ? before->value.number + 1 : 1;
  value.on = on;
  value.sent_by = trimmed(sent_by);
  value.note = trimmed(note);
  value.recorded_by = actor.account;
  const auto id = SubmissionId::random();
  HEED_TRY(kSubmissions.put(w, id, place_of(in), value, 0));
  HEED_TRY(guidance::happened(w, place_of(in), edition, {"submitted", on, id.text(), "", ""}));
  HEED_TRY(move_to(w, review_id, Stage::Assurance));
  return id;
}

Result<LetterId> record_letter(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, Letter value,
                               const std::vector<std::string>& points) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  const auto sent = latest_submission(w, review_id);
  if (!sent) return refused("Nothing has been sent to the Home Office yet.", "Record what was sent, and when, first.");
  HEED_TRY(past_day(value.received, w.clock().today(), "received"));
  if (value.received < sent->value.on) return bad_field("received", "The letter must not be from before the report was sent");
  const auto* outcome = edition.letter_outcome(value.outcome);
  if (!outcome) return bad_field("outcome", "Choose what the letter says");
  value.text = trimmed(value.text);
  if (value.text.empty() && value.attachment.is_empty()) return bad_field("text", "Add the letter as a file, or enter its words");
  value.submission = sent->id;
  value.struck_out.clear();
  value.recorded_by = actor.account;
  const auto id = LetterId::random();
  HEED_TRY(kLetters.put(w, id, place_of(in), value, 0));
  int number = 0;
  for (const auto& text : points) {
    if (trimmed(text).empty()) continue;
    LetterPoint point;
    point.letter = id;
    point.number = ++number;
    point.text = trimmed(text);
    HEED_TRY(kPoints.put(w, LetterPointId::random(), place_of(in), point, 0));
  }
  HEED_TRY(guidance::happened(w, place_of(in), edition, {"letter_received", value.received, id.text(), "", ""}));
  if (number == 0)
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"letter_answered", value.received, id.text(), "", "The letter asks for nothing."}));
  if (permitting_letter(w, review_id, edition)) {
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"publication_permitted", value.received, id.text(), "", ""}));
    HEED_TRY(move_to(w, review_id, Stage::Publication));
  }
  return id;
}

Result<void> strike_out_letter(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, LetterId id,
                               const std::string& why, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  HEED_ASSIGN(auto row, letter(w, review_id, id));
  if (trimmed(why).empty()) return bad_field("why", "Say why the letter does not count");
  if (!row->struck_out.empty()) return refused("This letter has been struck out already.");
  row->struck_out = trimmed(why);
  HEED_TRY(kLetters.put(w, id, row.place, row.value, expected));
  for (const char* event : {"letter_received", "letter_answered", "publication_permitted"})
    HEED_TRY(guidance::unhappened(w, place_of(in), edition, event, id.text(), row->struck_out));
  // The review had moved on to publication by this letter; without it, it has not.
  if (in->stage == Stage::Publication && !permitting_letter(w, review_id, edition))
    HEED_TRY(move_to(w, review_id, Stage::Assurance, Back::Allowed));
  return {};
}

Result<LetterPointId> add_point(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, LetterId letter_id,
                                const std::string& text) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  HEED_ASSIGN(auto of, letter(w, review_id, letter_id));
  if (!of->struck_out.empty()) return refused("This letter has been struck out.");
  if (trimmed(text).empty()) return bad_field("text", "Enter what the panel asks");
  const auto points = letter_points(w, review_id, letter_id);
  LetterPoint value;
  value.letter = letter_id;
  value.number = points.empty() ? 1 : points.back()->number + 1;
  value.text = trimmed(text);
  const auto id = LetterPointId::random();
  HEED_TRY(kPoints.put(w, id, place_of(in), value, 0));
  // A letter that was answered is open again.
  if (open_points(points) == 0)
    HEED_TRY(guidance::unhappened(w, place_of(in), edition, "letter_answered", letter_id.text(), "Another point of the letter was added."));
  return id;
}

Result<void> answer_point(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, LetterPointId id,
                          const std::string& answer, const std::string& words, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  HEED_ASSIGN(auto row, letter_point(w, review_id, id));
  if (answer != "change" && answer != "reason") return bad_field("answer", "Choose whether the report was changed");
  if (trimmed(words).empty())
    return bad_field("words", answer == "change" ? "Say what was changed, and where" : "Say why the report was not changed");
  row->answer = answer;
  row->words = trimmed(words);
  row->answered_on = w.clock().today();
  row->answered_by = actor.account;
  HEED_TRY(kPoints.put(w, id, row.place, row.value, expected));
  if (open_points(letter_points(w, review_id, row->letter)) == 0)
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"letter_answered", row->answered_on, row->letter.text(), "", ""}));
  return {};
}

Result<CopyId> record_commissioner_copy(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                                        ReportCopy value) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditAssurance, review_id));
  HEED_TRY(past_day(value.on, w.clock().today(), "on"));
  if (trimmed(value.how).empty()) return bad_field("how", "Say how it was sent");
  value.to = "commissioner";
  value.recorded_by = actor.account;
  const auto id = CopyId::random();
  const Day on = value.on;
  HEED_TRY(kCopies.put(w, id, place_of(in), value, 0));
  HEED_TRY(guidance::happened(w, place_of(in), edition, {"commissioner_copied", on, "", "", ""}));
  return id;
}

StepState assurance_state(store::Reader& r, const ReviewRow& review) {
  using Is = StepState::Is;
  const auto sent = latest_submission(r, review.id);
  if (!sent) {
    if (report_state(r, review).is == Is::Done) return {Is::NotStarted, "Answer the self-check and send the report"};
    return {Is::CannotStart, "After the partnership has signed off the report"};
  }
  const auto standing = standing_letter(r, review.id);
  if (!standing || standing->value.submission != sent->id) return {Is::Waiting, "For the panel’s letter"};
  const auto open = open_points(letter_points(r, review.id, standing->id));
  if (open) return {Is::InProgress, open == 1 ? "1 point of the letter to answer" : std::to_string(open) + " points of the letter to answer"};
  // Whether the outcome permits stands in the edition; the stage says what was made of it when the letter was recorded.
  if (review->stage >= Stage::Publication) return {Is::Done, ""};
  return {Is::InProgress, "Send the report again"};
}

}  // namespace heed::review

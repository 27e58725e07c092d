// The shelves of findings and lessons, and the verbs that change them.
#include "review/chronology/chronology.h"
#include "review/findings/findings.h"

#include <algorithm>
#include <climits>
#include <map>

namespace heed::review {

HEED_MEMBERS(Finding, key_line, text, good_practice, reach, agencies, entries)
HEED_MEMBERS(Lesson, number, findings, text, change, how, by_when, reach, agencies, early, early_on, early_what)

namespace {

using store::Value;

const store::Shelf<FindingId, Finding> kFindings{
    "finding", {{"key_line", [](const Json& b) -> Value { return b.value("key_line", ""); }}}, {"review, key_line"}};
const store::Shelf<LessonId, Lesson> kLessons{
    "lesson", {{"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}}, {"review, number"}};

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// A thing that is there already belongs to this review; an empty id becomes a new one.
template <class IdT, class T>
Result<IdT> own(const store::Shelf<IdT, T>& shelf, store::Reader& r, ReviewId review_id, IdT id) {
  if (id.is_empty()) return IdT::random();
  const auto before = shelf.find(r, id);
  if (!before || before->place.review != review_id) return not_found();
  return id;
}

template <class IdT, class T>
Result<store::Row<IdT, T>> of_review(const store::Shelf<IdT, T>& shelf, store::Reader& r, ReviewId review_id, IdT id) {
  auto row = shelf.find(r, id);
  if (!row || row->place.review != review_id) return not_found();
  return std::move(*row);
}

Error at_fields(std::vector<FieldError> problems) {
  Error error{Code::BadInput, problems.front().message, "", {}};
  error.fields = std::move(problems);
  return error;
}

void append(std::vector<FieldError>& to, std::vector<FieldError> more) { to.insert(to.end(), more.begin(), more.end()); }

bool in_review(store::Reader& r, ReviewId review_id, const std::vector<AgencyId>& agencies) {
  return std::all_of(agencies.begin(), agencies.end(), [&](AgencyId id) { return agency_in_review(r, review_id, id).has_value(); });
}

}  // namespace

// --- reading ---

std::vector<FindingRow> findings(store::Reader& r, ReviewId review_id) {
  std::map<KeyLineId, int> number;
  for (const auto& line : key_lines(r, review_id)) number[line.id] = line.value.number;
  const auto rank = [&](const FindingRow& row) {
    const auto at = number.find(row.value.key_line);
    return at == number.end() ? INT_MAX : at->second;
  };
  auto rows = kFindings.of(r, review_id);
  // The record moves on with each change; the id does not, so the order holds still while somebody edits.
  std::sort(rows.begin(), rows.end(), [&](const FindingRow& a, const FindingRow& b) {
    return std::tuple(rank(a), a.value.good_practice, a.id) < std::tuple(rank(b), b.value.good_practice, b.id);
  });
  return rows;
}

std::vector<FindingRow> findings_of(store::Reader& r, ReviewId review_id, KeyLineId key_line) {
  auto rows = findings(r, review_id);
  std::erase_if(rows, [&](const FindingRow& row) { return row.value.key_line != key_line; });
  return rows;
}

std::vector<LessonRow> lessons(store::Reader& r, ReviewId review_id) { return kLessons.list(r, {"review = ?", {review_id.text()}, "number, id"}); }

std::vector<LessonRow> lessons_of(store::Reader& r, ReviewId review_id, FindingId finding_id) {
  auto rows = lessons(r, review_id);
  std::erase_if(rows, [&](const LessonRow& row) { return !holds(row.value.findings, finding_id); });
  return rows;
}

Result<FindingRow> finding(store::Reader& r, ReviewId review_id, FindingId id) { return of_review(kFindings, r, review_id, id); }
Result<LessonRow> lesson(store::Reader& r, ReviewId review_id, LessonId id) { return of_review(kLessons, r, review_id, id); }

// --- findings ---

Result<FindingId> put_finding(store::Writer& w, const access::Actor& actor, ReviewId review_id, FindingId id, Finding value,
                              std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditFindings, review_id));
  const bool is_new = id.is_empty();
  HEED_ASSIGN(id, own(kFindings, w, review_id, id));
  std::vector<FieldError> problems;
  if (value.text.empty()) problems.push_back({"text", "Enter what the review found"});
  append(problems, reach_problems(value.reach, value.agencies));
  if (!in_review(w, review_id, value.agencies)) problems.push_back({"agencies", "Choose from the agencies of the review"});
  if (!value.key_line.is_empty()) {
    const auto lines = key_lines(w, review_id);
    if (std::none_of(lines.begin(), lines.end(), [&](const KeyLineRow& line) { return line.id == value.key_line; }))
      problems.push_back({"key_line", "Choose a key line of this review"});
  }
  if (!problems.empty()) return at_fields(std::move(problems));
  if (is_new) value.entries.clear();
  else {
    HEED_ASSIGN(auto before, finding(w, review_id, id));
    value.entries = before.value.entries;
  }
  HEED_TRY(kFindings.put(w, id, place_of(in), value, is_new ? 0 : expected));
  return id;
}

Result<void> support(store::Writer& w, const access::Actor& actor, ReviewId review_id, FindingId id, const std::vector<AnyId>& add,
                     const std::vector<AnyId>& take_away) {
  HEED_TRY(open(w, actor, access::Action::EditFindings, review_id));
  HEED_ASSIGN(auto row, finding(w, review_id, id));
  const auto before = row.value.entries;
  std::erase_if(row.value.entries, [&](const AnyId& entry) { return holds(take_away, entry) && !holds(add, entry); });
  for (const auto& id_of : add) {
    if (id_of.is_empty() || holds(row.value.entries, id_of)) continue;
    HEED_TRY(entry(w, review_id, EntryId(id_of)));
    row.value.entries.push_back(id_of);
  }
  if (row.value.entries == before) return {};
  return kFindings.put(w, id, row.place, row.value, store::kAnyVersion);
}

Result<void> drop_finding(store::Writer& w, const access::Actor& actor, ReviewId review_id, FindingId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditFindings, review_id));
  HEED_TRY(finding(w, review_id, id));
  if (const auto answered = lessons_of(w, review_id, id); !answered.empty())
    return refused(fmt::format("Lesson {} answers this finding.", answered.front().value.number), "Change the lesson first.");
  return kFindings.drop(w, id, expected);
}

// --- lessons ---

Result<LessonId> put_lesson(store::Writer& w, const access::Actor& actor, ReviewId review_id, LessonId id, Lesson value,
                            std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditFindings, review_id));
  const bool is_new = id.is_empty();
  HEED_ASSIGN(id, own(kLessons, w, review_id, id));
  std::vector<FieldError> problems;
  if (value.text.empty()) problems.push_back({"text", "Enter what is learned"});
  for (const auto& answered : value.findings)
    if (!finding(w, review_id, answered).ok()) {
      problems.push_back({"findings", "Choose from the findings of this review"});
      break;
    }
  append(problems, reach_problems(value.reach, value.agencies));
  if (!in_review(w, review_id, value.agencies)) problems.push_back({"agencies", "Choose from the agencies of the review"});
  if (value.early) {
    if (value.early_on.empty()) problems.push_back({"early_on", "Enter when it was acted on"});
    if (value.early_what.empty()) problems.push_back({"early_what", "Enter what was done"});
  }
  if (!problems.empty()) return at_fields(std::move(problems));
  int highest = 0;
  for (const auto& row : lessons(w, review_id)) {
    highest = std::max(highest, row.value.number);
    if (row.id == id) value.number = row.value.number;
  }
  if (is_new) value.number = highest + 1;
  HEED_TRY(kLessons.put(w, id, place_of(in), value, is_new ? 0 : expected));
  return id;
}

Result<void> drop_lesson(store::Writer& w, const access::Actor& actor, ReviewId review_id, LessonId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditFindings, review_id));
  HEED_TRY(lesson(w, review_id, id));
  return kLessons.drop(w, id, expected);
}

// --- how far it is ---

StepState findings_state(store::Reader& r, const ReviewRow& in) {
  using Is = StepState::Is;
  if (in.value.stage == Stage::NotReviewed) return {Is::NotNeeded, ""};
  const auto found = findings(r, in.id);
  const auto learned = lessons(r, in.id);
  const auto lines = key_lines(r, in.id);
  if (found.empty() && lines.empty()) return {Is::CannotStart, "After the key lines of enquiry"};
  if (found.empty()) return {Is::NotStarted, ""};
  int unanswered = 0, unlearned = 0, incomplete = 0;
  for (const auto& line : lines)
    if (!line.value.closed &&
        std::none_of(found.begin(), found.end(), [&](const FindingRow& f) { return f.value.key_line == line.id; }))
      ++unanswered;
  for (const auto& f : found)
    if (!f.value.good_practice &&
        std::none_of(learned.begin(), learned.end(), [&](const LessonRow& l) { return holds(l.value.findings, f.id); }))
      ++unlearned;
  for (const auto& l : learned)
    if (!missing_in(l.value).empty()) ++incomplete;
  std::string hint;
  const auto say = [&](int n, std::string_view one, std::string_view many) {
    if (n) hint += (hint.empty() ? "" : ", ") + fmt::format("{} {}", n, n == 1 ? one : many);
  };
  say(unanswered, "key line has no finding yet", "key lines have no finding yet");
  say(unlearned, "finding has no lesson", "findings have no lesson");
  say(incomplete, "lesson is not complete", "lessons are not complete");
  return {hint.empty() ? Is::Done : Is::InProgress, hint};
}

}  // namespace heed::review

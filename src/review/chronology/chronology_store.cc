// The shelf of entries, sorted by one key, and the verbs that change it.
#include <set>

#include "review/chronology/columns.h"
#include "text/normalise.h"

namespace heed::review {

HEED_MEMBERS(OtherCell, heading, text)
HEED_MEMBERS(Entry, date, date_written, time, agency, source, people, staff_role, what, seen, seen_alone, action, expected, comment,
             cross_ref, other, original, place, attachment, order, marks, doubt, settled)

namespace {

using store::Value;

Entry read(const Json& body) { return body.get<Entry>(); }

UncertainDate date_in(const Json& body) {
  const auto it = body.find("date");
  return it == body.end() ? UncertainDate() : it->get<UncertainDate>();
}

const store::Shelf<EntryId, Entry> kEntries{
    "chronology_entry",
    {{"sort_key", [](const Json& b) -> Value { return order_key(read(b)); }},
     {"earliest", [](const Json& b) -> Value { const auto d = date_in(b); return d.empty() ? Value{} : Value{std::int64_t(d.earliest())}; }},
     {"latest", [](const Json& b) -> Value { const auto d = date_in(b); return d.empty() ? Value{} : Value{std::int64_t(d.latest())}; }},
     {"doubtful", [](const Json& b) -> Value { return std::int64_t(!b.value("doubt", std::string()).empty()); }},
     {"attachment", [](const Json& b) -> Value { return b.value("attachment", std::string()); }},
     {"words", [](const Json& b) -> Value { return text::folded(text_of(read(b)), text::FoldForm::Tokens); }}},
    {"review, sort_key, id", "review, doubtful", "review, attachment", "review, agency, sort_key, id"}};

store::Query query_of(ReviewId review, const EntryFilter& f) {
  store::Query q;
  q.where = "review = ?";
  q.values = {review.text()};
  const auto and_also = [&](std::string_view condition, Value value) {
    q.where += " AND ";
    q.where += condition;
    q.values.push_back(std::move(value));
  };
  if (!f.agency.is_empty()) and_also("agency = ?", f.agency.text());
  if (!f.from.empty()) and_also("latest >= ?", std::int64_t(f.from.earliest()));
  if (!f.until.empty()) and_also("earliest <= ?", std::int64_t(f.until.latest()));
  if (f.doubtful_only) and_also("doubtful = ?", std::int64_t(1));
  int n = 0;
  for (const auto& word : chronology_detail::tokens_of(f.words))
    if (n++ < 12) and_also("instr(words, ?) > 0", word);  // folded words hold letters and digits only
  q.order = "sort_key, id";
  return q;
}

Result<void> check(const Entry& e) {
  Error wrong = bad_input("Something is missing.");
  if (e.date.empty()) wrong.fields.push_back({"date", "Enter when it happened, as exactly as it is known"});
  if (e.what.empty() && e.action.empty() && e.comment.empty()) wrong.fields.push_back({"what", "Enter what happened"});
  if (wrong.fields.empty()) return {};
  wrong.message = wrong.fields.front().message;
  return wrong;
}

}  // namespace

EntryPage entries(store::Reader& r, ReviewId review, const EntryFilter& filter, std::int64_t offset, std::int64_t limit) {
  auto q = query_of(review, filter);
  EntryPage page;
  page.total = kEntries.count(r, q);
  q.offset = offset;
  q.limit = limit;
  page.rows = kEntries.list(r, q);
  return page;
}
std::int64_t count_entries(store::Reader& r, ReviewId review, const EntryFilter& filter) { return kEntries.count(r, query_of(review, filter)); }
std::vector<EntryRow> all_entries(store::Reader& r, ReviewId review, const EntryFilter& filter) { return kEntries.list(r, query_of(review, filter)); }

Result<EntryRow> entry(store::Reader& r, ReviewId review, EntryId id) {
  HEED_ASSIGN(auto row, kEntries.need(r, id));
  if (row.place.review != review) return not_found();
  return row;
}

std::vector<std::pair<AgencyId, std::int64_t>> agencies_of(store::Reader& r, ReviewId review) {
  std::vector<std::pair<AgencyId, std::int64_t>> out;
  for (const auto& [text, n] : r.tally(kEntries, "agency", {"review = ?", {review.text()}})) out.emplace_back(AgencyId::parse(text).value_or(AgencyId{}), n);
  return out;
}

Result<void> keep_table(store::Store& store, store::Writer& w, const access::Actor& actor, ReviewId review_id, AgencyId agency, AttachmentId attachment) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditChronology, review_id));
  if (agency.is_empty()) return bad_field("agency", "Choose the agency whose chronology it is");
  HEED_TRY(access::agency(w, agency));
  return store.keep_attachment(w, attachment, place_of(in, agency));
}

Result<int> import_entries(store::Writer& w, const access::Actor& actor, ReviewId review_id, AgencyId agency, AttachmentId attachment,
                           const std::vector<Entry>& accepted) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditChronology, review_id));
  if (accepted.empty()) return bad_input("There is nothing to add.", "Choose the columns that hold the dates and say what happened.");
  if (!attachment.is_empty() && kEntries.count(w, {"review = ? AND attachment = ?", {review_id.text(), attachment.text()}}) > 0)
    return refused("This file has been added to the chronology already.", "Change its entries there, or remove them before adding the file again.");
  for (auto value : accepted) {
    value.attachment = attachment;
    HEED_TRY(kEntries.put(w, EntryId::random(), place_of(in, agency), value, 0));
  }
  return int(accepted.size());
}

Result<EntryId> add_entry(store::Writer& w, const access::Actor& actor, ReviewId review_id, AgencyId agency, Entry value) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditChronology, review_id));
  HEED_TRY(check(value));
  value.date_written = value.date.typed();
  value.place.clear();
  value.original.clear();
  value.attachment = {};
  value.doubt.clear();
  if (!agency.is_empty()) {
    HEED_ASSIGN(auto body, access::agency(w, agency));
    value.agency = body.value.name;
  }
  const auto id = EntryId::random();
  HEED_TRY(kEntries.put(w, id, place_of(in, agency), value, 0));
  return id;
}

Result<void> change_entry(store::Writer& w, const access::Actor& actor, ReviewId review_id, EntryId id, const Entry& value, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditChronology, review_id));
  HEED_ASSIGN(auto row, entry(w, review_id, id));
  // An entry that has no date, by a person's decision or not yet, may be changed without giving one.
  if (!value.date.empty() || !row.value.date.empty()) HEED_TRY(check(value));
  Entry changed = value;
  changed.date_written = row.value.date_written;
  changed.original = row.value.original;
  changed.place = row.value.place;
  changed.attachment = row.value.attachment;
  changed.order = row.value.order;
  changed.other = row.value.other;
  changed.marks = row.value.marks;
  changed.doubt = row.value.doubt;
  changed.settled = row.value.settled;
  // A time of the file stands as it was written, so a new date puts it aside.
  if (changed.date.edtf() != row.value.date.edtf()) changed.time.clear();
  return kEntries.put(w, id, row.place, changed, expected);
}

Result<void> settle_doubtful(store::Writer& w, const access::Actor& actor, ReviewId review_id, EntryId id, const UncertainDate& date, const std::string& how,
                             std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditChronology, review_id));
  HEED_ASSIGN(auto row, entry(w, review_id, id));
  if (row.value.doubt.empty()) return refused("There is no doubt about this entry to settle.", "Go back to the entry.");
  if (how.empty()) return bad_field("how", "Say how you settled it, for example who confirmed it");
  row.value.settled = row.value.doubt + " Settled: " + how;
  row.value.doubt.clear();
  if (!(date == row.value.date)) {
    row.value.date = date;
    row.value.time.clear();
  }
  return kEntries.put(w, id, row.place, row.value, expected);
}

Result<void> drop_entry(store::Writer& w, const access::Actor& actor, ReviewId review_id, EntryId id, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditChronology, review_id));
  HEED_TRY(entry(w, review_id, id));
  return kEntries.drop(w, id, expected);
}

StepState chronology_state(store::Reader& r, const ReviewRow& review) {
  const auto total = count_entries(r, review.id);
  if (total == 0) return {StepState::Is::NotStarted, "Add an agency's chronology"};
  EntryFilter doubtful;
  doubtful.doubtful_only = true;
  const auto open_doubts = count_entries(r, review.id, doubtful);
  if (open_doubts > 0) return {StepState::Is::InProgress, fmt::format("{} of {} entries {} to be settled", open_doubts, total, open_doubts == 1 ? "has" : "have")};
  return {StepState::Is::Done, fmt::format("{} {}", total, total == 1 ? "entry" : "entries")};
}

}  // namespace heed::review

#include "review/guidance/duty.h"

namespace heed::guidance {

HEED_MEMBERS(Lateness, day, words, by)
HEED_MEMBERS(Duty, rule, edition, title, owner, from_event, from_title, subject, from, due, length_words, warn_days, shown, done, note,
             withdrawn, withdrawn_why, explanations, citation)
namespace {

store::Value due_column(const Json& body) {
  // A duty without a day sorts after those with one.
  return body["due"].is_string() ? body["due"].get<std::string>() : std::string("9999-12-31");
}
store::Value open_column(const Json& body) {
  return std::int64_t{body["done"].is_null() && !body.value("withdrawn", false) ? 1 : 0};
}

const store::Shelf<DutyId, Duty> kDuties{
    "duty",
    {{"rule", [](const Json& body) -> store::Value { return body["rule"].get<std::string>(); }},
     {"due", due_column},
     {"is_open", open_column}},
    {"review, due", "partnership, is_open, due"}};

Result<void> save(store::Writer& w, const DutyRow& row) {
  return kDuties.put(w, row.id, row.place, row.value, row.version);
}

std::vector<DutyRow> of_rule(store::Reader& r, ReviewId review, std::string_view rule) {
  return kDuties.list(r, {"review = ? AND rule = ?", {review.text(), std::string(rule)}});
}

Duty made(const Edition& edition, const DutyRule& rule, Day from, const std::string& subject) {
  Duty duty;
  duty.rule = rule.id;
  duty.edition = edition.id;
  duty.title = rule.title;
  duty.owner = rule.owner;
  duty.from_event = rule.from;
  if (const Event* event = edition.event(rule.from)) duty.from_title = event->title;
  duty.subject = subject;
  duty.from = from;
  duty.due = due_day(rule.length, from);
  duty.length_words = in_words(rule.length);
  duty.warn_days = rule.warn_days;
  duty.shown = rule.shown;
  duty.citation = rule.citation;
  return duty;
}

/// Opens the duty of a rule for an occurrence, or moves the one that this occurrence opened before.
Result<DutyId> open_rule(store::Writer& w, const store::Place& place, const Edition& edition,
                         const DutyRule& rule, Day from, const std::string& subject) {
  for (auto& row : of_rule(w, place.review, rule.id)) {
    const bool same = row->subject == subject;
    if (rule.each && !same) continue;
    // Once a review: what another occurrence opened stands, unless it was withdrawn and is wanted again.
    if (!same && !row->withdrawn) return row.id;
    if (row->from == from && !row->withdrawn) return row.id;
    row->from = from;
    row->subject = subject;
    row->due = due_day(rule.length, from);
    row->length_words = in_words(rule.length);
    row->edition = edition.id;
    row->withdrawn = false;
    row->withdrawn_why.clear();
    HEED_TRY(save(w, row));
    return row.id;
  }
  const DutyId id = DutyId::random();
  HEED_TRY(kDuties.put(w, id, {place.partnership, place.review, {}}, made(edition, rule, from, subject), 0));
  return id;
}

Result<void> complete_row(store::Writer& w, DutyRow& row, Day done, const std::string& note) {
  if (row->done == done && (note.empty() || row->note == note)) return {};
  row->done = done;
  if (!note.empty()) row->note = note;
  return save(w, row);
}

bool wants(const DutyRule& rule, std::string_view kind) {
  return rule.kinds.empty() || kind.empty() ||
         std::find(rule.kinds.begin(), rule.kinds.end(), kind) != rule.kinds.end();
}

}  // namespace

Result<void> happened(store::Writer& w, const store::Place& place, const Edition& edition,
                      const Happening& happening) {
  if (!happening.day.ok()) return bad_field("day", "The day is missing or is not a real one.");
  for (const auto& rule : edition.duties) {
    if (rule.from == happening.event) {
      if (wants(rule, happening.kind)) {
        auto opened = open_rule(w, place, edition, rule, happening.day, happening.subject);
        if (!opened) return opened.error();
      } else {
        for (auto& row : of_rule(w, place.review, rule.id)) {
          if (row->withdrawn || row->done) continue;
          row->withdrawn = true;
          row->withdrawn_why = "a later decision took it away";
          HEED_TRY(save(w, row));
        }
      }
    }
    if (rule.done_by == happening.event) {
      auto rows = of_rule(w, place.review, rule.id);
      const bool named = std::any_of(rows.begin(), rows.end(),
                                     [&](const DutyRow& row) { return row->subject == happening.subject; });
      for (auto& row : rows) {
        if (row->withdrawn || (rule.each && named && row->subject != happening.subject)) continue;
        // What was done before stays done on its first day, unless the same occurrence corrects it.
        if (row->done && row->subject != happening.subject) continue;
        HEED_TRY(complete_row(w, row, happening.day, happening.note));
      }
    }
  }
  return {};
}

Result<void> unhappened(store::Writer& w, const store::Place& place, const Edition& edition,
                        std::string_view event, const std::string& subject, const std::string& why) {
  for (const auto& rule : edition.duties) {
    if (rule.from != event && rule.done_by != event) continue;
    for (auto& row : of_rule(w, place.review, rule.id)) {
      if (rule.from == event && row->subject == subject && !row->withdrawn) {
        row->withdrawn = true;
        row->withdrawn_why = why;
        HEED_TRY(save(w, row));
      } else if (rule.done_by == event && row->done && (!rule.each || row->subject == subject)) {
        row->done.reset();
        row->note = why;
        HEED_TRY(save(w, row));
      }
    }
  }
  return {};
}

Result<DutyId> open_duty(store::Writer& w, const store::Place& place, const Edition& edition,
                         std::string_view rule, Day from, const std::string& subject) {
  const DutyRule* found = edition.duty(rule);
  if (found == nullptr)
    return Error{Code::NotFound,
                 fmt::format("The guidance edition {} has no duty {}.", edition.id, rule),
                 "Choose a duty of the edition that this review is held under.",
                 {}};
  if (!from.ok()) return bad_field("from", "The day is missing or is not a real one.");
  return open_rule(w, place, edition, *found, from, subject);
}

Result<void> complete_duty(store::Writer& w, DutyId id, Day done, const std::string& note,
                           std::int64_t expected) {
  HEED_ASSIGN(DutyRow row, kDuties.need(w, id));
  if (!done.ok()) return bad_field("done", "Enter the day on which it was done.");
  if (done > w.clock().today())
    return bad_field("done", "The day on which it was done cannot be after today.");
  if (done < row->from)
    return bad_field(
        "done", fmt::format("It cannot have been done before {}, when it began.", heed::in_words(row->from)));
  if (row->withdrawn)
    return refused("This is no longer asked for.", "Look at the later decision that took it away.");
  row->done = done;
  row->note = note;
  return kDuties.put(w, row.id, row.place, row.value,
                     expected == store::kAnyVersion ? row.version : expected);
}

Result<void> reopen_duty(store::Writer& w, DutyId id, const std::string& why) {
  HEED_ASSIGN(DutyRow row, kDuties.need(w, id));
  if (!row->done) return {};
  row->done.reset();
  row->note = why;
  return save(w, row);
}

Result<void> explain_lateness(store::Writer& w, DutyId id, AccountId by, const std::string& words,
                              std::int64_t expected) {
  HEED_ASSIGN(DutyRow row, kDuties.need(w, id));
  if (words.find_first_not_of(" \t\r\n") == std::string::npos)
    return bad_field("words", "Say why it is late.");
  const Day today = w.clock().today();
  if (standing(row.value, today).days_late == 0)
    return refused("This is not late, so there is nothing to explain.", "Come back if it becomes late.");
  row->explanations.push_back({today, words, by});
  return kDuties.put(w, row.id, row.place, row.value,
                     expected == store::kAnyVersion ? row.version : expected);
}

std::optional<DutyRow> find_duty(store::Reader& r, DutyId id) {
  return kDuties.find(r, id);
}

std::vector<DutyRow> duties(store::Reader& r, ReviewId review) {
  return kDuties.list(r, {"review = ?", {review.text()}, "due, record, id"});
}

std::vector<DutyRow> open_duties(store::Reader& r, PartnershipId partnership, std::int64_t limit) {
  return kDuties.list(r, {"partnership = ? AND is_open = 1", {partnership.text()}, "due, record, id", limit});
}

}  // namespace heed::guidance

// Deciding detections: the shelves of what was found, of each decision, and of names that stay open.
#include "publish/detections.h"

#include "anonymise/detect.h"
#include "publish/places.h"
#include "publish/publish_shelves.h"
#include "text/normalise.h"

namespace heed::publish {

HEED_MEMBERS(FoundAt, where, setting, before, shown, after)
HEED_MEMBERS(Ruling, verdict, replacement, reason, person, by, on)
HEED_MEMBERS(Found, edition, kind, value, count, settings, places, confidence, by, why, suggested, listed, ruling)
HEED_MEMBERS(RuledOn, found, kind, value, before)
HEED_MEMBERS(Act, edition, number, ruling, on, at, allowed, entered, undone_by, undone_at)
HEED_MEMBERS(Allowed, name, by, on)

using access::Action;
using store::Value;

namespace {

/// The order in which values are shown: listed ones, then the surest, then the most frequent.
std::int64_t rank_of(const Found& f) {
  const auto unsure = std::int64_t(1000 - std::clamp(f.confidence, 0.0, 1.0) * 1000);
  return (f.listed ? 0 : 1'000'000'000'000) + unsure * 1'000'000 + (999'999 - std::min(f.count, 999'999));
}

constexpr std::size_t kLongest = 1000;  ///< of a reason or a replacement, in bytes

Value text_at(const Json& body, const char* name) { return body.value(name, std::string()); }

}  // namespace

const store::Shelf<FoundId, Found> kFound{
    "found",
    {{"edition", [](const Json& b) -> Value { return text_at(b, "edition"); }},
     {"kind", [](const Json& b) -> Value { return text_at(b, "kind"); }},
     {"open", [](const Json& b) -> Value { return std::int64_t(Found(b.get<Found>()).open()); }},
     {"certainty", [](const Json& b) -> Value { return std::string(word(certainty_of(b.get<Found>()))); }},
     {"rank", [](const Json& b) -> Value { return rank_of(b.get<Found>()); }},
     {"folded", [](const Json& b) -> Value { return folded_value(b.value("value", std::string())); }}},
    {"edition, rank, id", "edition, open, kind", "review"}};
const store::Shelf<ActId, Act> kActs{"found_act",
                                     {{"edition", [](const Json& b) -> Value { return text_at(b, "edition"); }},
                                      {"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }}},
                                     {"edition, number", "review"}};
const store::Shelf<AllowedId, Allowed> kAllowed{"allowed_name", {}, {"review"}};

std::string folded_value(std::string_view value) { return text::folded(value, text::FoldForm::Tokens); }

std::string_view word(Certainty certainty) {
  switch (certainty) {
    case Certainty::Any: return "";
    case Certainty::Listed: return "listed";
    case Certainty::Likely: return "likely";
    case Certainty::Unsure: return "unsure";
  }
  return "";
}

Certainty certainty_of(std::string_view text) {
  for (const auto c : {Certainty::Listed, Certainty::Likely, Certainty::Unsure})
    if (word(c) == text) return c;
  return Certainty::Any;
}

Certainty certainty_of(const Found& f) {
  if (f.listed) return Certainty::Listed;
  return f.confidence >= anonymise::Decisions{}.threshold ? Certainty::Likely : Certainty::Unsure;
}

bool may_be_a_name(std::string_view kind) {
  using enum anonymise::DetectionKind;
  return std::ranges::any_of(std::initializer_list{Person, Place, Organisation, Other}, [&](auto k) { return anonymise::word(k) == kind; });
}

namespace {

/// SQL over the shelf's columns for what a filter shows.
store::Query query_of(EditionId edition, const FoundFilter& filter) {
  store::Query q{"edition = ?", {edition.text()}, "rank, id"};
  const auto also = [&](std::string_view where, Value value) {
    q.where += " AND ";
    q.where += where;
    q.values.push_back(std::move(value));
  };
  if (!filter.kind.empty()) also("kind = ?", filter.kind);
  if (filter.open_only) also("open = ?", std::int64_t(1));
  if (filter.certainty != Certainty::Any) also("certainty = ?", std::string(word(filter.certainty)));
  // Folded words hold letters, digits and spaces alone, so nothing in them means something to LIKE.
  if (const auto words = folded_value(filter.words); !words.empty()) also("folded LIKE ?", "%" + words + "%");
  return q;
}

std::int64_t now_seconds(store::Writer& w) { return w.now().time_since_epoch().count(); }

/// The edition goes back to work; it is put only when that changes it, for one decision follows another quickly.
Result<void> put_worked_on(store::Writer& w, EditionRow& e, AccountId who) {
  const Json before = e.value;
  note_editor(e.value, who);
  reopen(e.value);
  if (Json(e.value) == before) return {};
  return kEditions.put(w, e.id, e.place, e.value, store::kAnyVersion);
}

/// A name that stays open changes the register of every document of the review. It takes nothing away from what was found, so editions that were
/// being worked on with the register as it was go on with the new one.
Result<void> carry_register(store::Writer& w, const review::ReviewRow& in, const std::string& before) {
  const auto after = build_register(w, in).reg.hash();
  for (auto& other : editions(w, in.id)) {
    if (other.value.state != EditionState::Working || other.value.register_hash != before) continue;
    other.value.register_hash = after;
    HEED_TRY(kEditions.put(w, other.id, other.place, other.value, store::kAnyVersion));
  }
  return {};
}

/// What a decision about one value comes to, checked. `act` takes what undoing it will need.
Result<Ruling> ruling_of(store::Writer& w, const access::Actor& actor, const review::ReviewRow& in, const Found& f, const std::string& verdict,
                         const std::string& text, Act& act) {
  Ruling out{.verdict = verdict, .by = actor.account, .on = w.clock().today()};
  if (verdict == "accept") return out;
  if (text.size() > kLongest) return bad_field("text", "This is too long. Write it in a sentence or two");
  if (verdict == "keep" || verdict == "agency") {
    if (f.listed) return bad_field("verdict", "This is a value of the people register, so it cannot stay. Accept the suggestion or give other words");
  }
  if (verdict == "keep") {
    if (text.empty()) return bad_field("text", "Say why it stays as it is");
    out.reason = text;
    return out;
  }
  const auto built = build_register(w, in);
  if (verdict == "change") {
    if (text.empty()) return bad_field("text", "Enter the words that stand in its place");
    for (const auto& d : anonymise::detect(text, built.reg, {.patterns = true, .dates = false, .children = false, .unknown_words = false}))
      if (d.strong) return bad_field("text", "These words hold a value of the people register. Choose others");
    out.replacement = text;
    return out;
  }
  if (!may_be_a_name(f.kind)) return bad_field("verdict", "This is no name, so it cannot be a person's or an agency's");
  if (verdict == "agency") {
    for (const auto& d : anonymise::detect(f.value.reveal(), built.reg, {.patterns = false, .dates = false, .children = false, .unknown_words = false}))
      if (d.strong) return bad_field("verdict", "This holds a value of the people register, so it cannot stay as an agency's name");
    act.allowed = AllowedId::random();
    HEED_TRY(kAllowed.put(w, act.allowed, review::place_of(in), {f.value, actor.account, out.on}, 0));
    HEED_TRY(carry_register(w, in, built.reg.hash()));
    return out;
  }
  if (verdict != "person") return bad_field("verdict", "Choose what to do with it");
  const auto id = review::PersonId::parse(text);
  auto who = id ? review::person(w, *id) : Result<review::PersonRow>(not_found());
  if (!who.ok() || who->place.review != in.id) return bad_field("text", "Choose who it is");
  out.person = who->id;
  out.replacement = stands_for(who->value);
  if (out.replacement.empty()) return bad_field("text", "No pseudonym has been chosen for this person yet. Choose one in the people register first");
  const auto known = anonymise::detect(f.value.reveal(), built.reg, {.patterns = false, .dates = false, .children = false, .unknown_words = false});
  if (std::ranges::none_of(known, [&](const auto& d) { return d.strong; })) {
    auto person = who->value;
    person.other_names.push_back({"variant", f.value});
    if (auto put = review::put_person(w, actor, in.id, who->id, person, who->version); !put.ok()) {
      auto error = put.error();
      for (auto& field : error.fields) field.field = "text";
      return error;
    }
    act.entered = true;
  }
  return out;
}

Result<void> put_act(store::Writer& w, const review::ReviewRow& in, EditionId edition, Act act) {
  act.edition = edition;
  act.at = now_seconds(w);
  const auto last = kActs.list(w, {"edition = ?", {edition.text()}, "number DESC", 1});
  act.number = last.empty() ? 1 : last.front().value.number + 1;
  return kActs.put(w, ActId::random(), review::place_of(in), act, 0);
}

}  // namespace

// --- reading ---

std::vector<FoundRow> found(store::Reader& r, ReviewId review_id, EditionId id) { return found_page(r, review_id, id, {}, 0, -1).rows; }

FoundPage found_page(store::Reader& r, ReviewId review_id, EditionId id, const FoundFilter& filter, std::int64_t offset, std::int64_t limit) {
  if (!edition(r, review_id, id).ok()) return {};
  auto q = query_of(id, filter);
  FoundPage out;
  out.total = kFound.count(r, q);
  q.offset = offset;
  q.limit = limit;
  out.rows = kFound.list(r, q);
  return out;
}

Result<FoundRow> found_one(store::Reader& r, ReviewId review_id, FoundId id) {
  HEED_ASSIGN(auto row, kFound.need(r, id));
  if (row.place.review != review_id) return not_found();
  return row;
}

std::int64_t place_in_order(store::Reader& r, const FoundRow& row, const FoundFilter& filter) {
  auto q = query_of(row.value.edition, filter);
  q.where += " AND (rank, id) < (?, ?)";
  q.values.push_back(rank_of(row.value));
  q.values.push_back(row.id.text());
  return kFound.count(r, q);
}

Progress progress(store::Reader& r, EditionId id, const std::string& kind) {
  return {kFound.count(r, query_of(id, {.kind = kind})), kFound.count(r, query_of(id, {.kind = kind, .open_only = true}))};
}

std::vector<std::string> kinds_found(store::Reader& r, EditionId id) {
  std::vector<std::string> out;
  for (auto& [kind, n] : r.tally(kFound, "kind", {"edition = ?", {id.text()}})) out.push_back(std::move(kind));
  return out;
}

Result<std::vector<FoundAt>> places_of(store::Reader& r, ReviewId review_id, const FoundRow& row) {
  HEED_ASSIGN(auto e, edition(r, review_id, row.value.edition));
  const auto frozen = review::frozen(r, review_id, e.value.kind);
  if (!frozen) return not_found();
  // A later version of the report is another text: what was seen when the edition was made still stands with the value.
  if (frozen->id != e.value.report) return row.value.places;
  auto all = std::move(standing_of(frozen->document, {row.value.value.reveal()}, 2000).front().places);
  return all.empty() ? row.value.places : all;
}

std::vector<ActRow> acts(store::Reader& r, ReviewId review_id, EditionId id, std::int64_t offset, std::int64_t limit) {
  if (!edition(r, review_id, id).ok()) return {};
  return kActs.list(r, {"edition = ?", {id.text()}, "number DESC", limit, offset});
}

std::int64_t count_acts(store::Reader& r, EditionId id) { return kActs.count(r, {"edition = ?", {id.text()}}); }

std::vector<AllowedRow> allowed_names(store::Reader& r, ReviewId review_id) { return kAllowed.of(r, review_id); }

// --- verbs ---

Result<void> decide(store::Writer& w, const access::Actor& actor, ReviewId review_id, FoundId id, const std::string& verdict, const std::string& text,
                    std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto row, found_one(w, review_id, id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, row.value.edition));
  // It goes back to work before a name is let stay, so that its register follows.
  HEED_TRY(put_worked_on(w, e, actor.account));
  Act act;
  act.on = {{id, row.value.kind, row.value.value, row.value.ruling}};
  HEED_ASSIGN(act.ruling, ruling_of(w, actor, in, row.value, verdict, text, act));
  row.value.ruling = act.ruling;
  HEED_TRY(kFound.put(w, row.id, row.place, row.value, expected));
  return put_act(w, in, e.id, std::move(act));
}

Result<int> decide_all(store::Writer& w, const access::Actor& actor, ReviewId review_id, EditionId id, FoundFilter filter, const std::string& verdict,
                       const std::string& reason) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, id));
  if (verdict != "accept" && verdict != "keep") return bad_field("verdict", "Choose what to do with them");
  if (verdict == "keep" && reason.empty()) return bad_field("reason", "Say why they stay as they are");
  if (reason.size() > kLongest) return bad_field("reason", "This is too long. Write it in a sentence or two");
  filter.open_only = true;
  Act act;
  act.ruling = {.verdict = verdict, .reason = verdict == "keep" ? reason : "", .by = actor.account, .on = w.clock().today()};
  for (auto& row : kFound.list(w, query_of(id, filter))) {
    if (verdict == "keep" && row.value.listed) continue;
    act.on.push_back({row.id, row.value.kind, row.value.value, row.value.ruling});
    row.value.ruling = act.ruling;
    HEED_TRY(kFound.put(w, row.id, row.place, row.value, row.version));
  }
  if (act.on.empty()) return 0;
  const int done = int(act.on.size());
  HEED_TRY(put_worked_on(w, e, actor.account));
  HEED_TRY(put_act(w, in, id, std::move(act)));
  return done;
}

Result<std::vector<FoundId>> undo(store::Writer& w, const access::Actor& actor, ReviewId review_id, EditionId id, ActId which) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, id));
  std::optional<ActRow> act;
  if (which.is_empty()) {
    constexpr std::int64_t kStretch = 50;
    for (std::int64_t at = 0; !act; at += kStretch) {
      const auto rows = acts(w, review_id, id, at, kStretch);
      for (const auto& row : rows)
        if (!act && row.value.undone_by.is_empty() && row.value.ruling.by == actor.account) act = row;
      if (std::int64_t(rows.size()) < kStretch) break;
    }
    if (!act) return refused("There is no decision of yours to undo.");
  } else {
    act = kActs.find(w, which);
    if (!act || act->value.edition != id) return not_found();
    if (!act->value.undone_by.is_empty()) return refused("This decision has been undone already.");
  }
  HEED_TRY(put_worked_on(w, e, actor.account));
  std::vector<FoundId> back;
  for (const auto& one : act->value.on) {
    auto row = kFound.find(w, one.found);
    if (!row || row->value.edition != id || row->value.ruling != act->value.ruling) continue;  // decided again since, or no longer there
    row->value.ruling = one.before;
    HEED_TRY(kFound.put(w, row->id, row->place, row->value, row->version));
    back.push_back(row->id);
  }
  if (back.empty()) return refused("It has been decided again since, so there is nothing to undo.", "Undo the later decision first.");
  if (!act->value.allowed.is_empty() && kAllowed.find(w, act->value.allowed)) {
    const auto before = build_register(w, in).reg.hash();
    HEED_TRY(kAllowed.drop(w, act->value.allowed, store::kAnyVersion));
    HEED_TRY(carry_register(w, in, before));
  }
  if (act->value.entered) {
    if (auto who = review::person(w, act->value.ruling.person); who.ok() && who->place.review == review_id) {
      auto person = who->value;
      std::erase_if(person.other_names, [&](const auto& n) { return n.kind == "variant" && n.name == act->value.on.front().value; });
      HEED_TRY(review::put_person(w, actor, review_id, who->id, person, who->version));
    }
  }
  act->value.undone_by = actor.account;
  act->value.undone_at = now_seconds(w);
  HEED_TRY(kActs.put(w, act->id, act->place, act->value, act->version));
  return back;
}

}  // namespace heed::publish

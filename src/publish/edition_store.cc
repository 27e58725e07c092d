// Making an edition: detections, what people decided about them, the file and its proof.
#include <algorithm>
#include <map>

#include "anonymise/detect.h"
#include "anonymise/replace.h"
#include "publish/publish_shelves.h"
#include "text/normalise.h"

namespace heed::publish {

HEED_MEMBERS(Signature, by, for_chair, hash, on)
HEED_MEMBERS(ProofSummary, run, settled, strong, weak, decided, allowed, unread, advice, values, variants, parts, certificate)
HEED_MEMBERS(Edition, kind, number, state, title, content_note, report, report_number, report_sha256, report_editors, register_hash,
             editors, proof, docx, file_name, docx_sha256, hash, signatures, family_told, family_told_how, public_id, replaces, released_on,
             withdrawn_on, withdrawn_why, notice_id, notice_text)
HEED_MEMBERS(FoundAt, where, before, after)
HEED_MEMBERS(Found, edition, kind, value, count, places, confidence, by, why, suggested, listed, verdict, replacement, reason, decided_by,
             decided_on)
HEED_MEMBERS(Shared, with, on, acknowledged)
HEED_MEMBERS(Withholding, scope, grounds, reasons, section, decided_by, decided_on, reasons_sent, commissioner_copied, family_told, shared,
             notice_text, name_partnership, give_day, show_progress, notice_id, ended_on, ended_why)

using access::Action;
using store::Value;

const store::Shelf<EditionId, Edition> kEditions{
    "edition",
    {{"kind", [](const Json& b) -> Value { return b.value("kind", std::string()); }},
     {"number", [](const Json& b) -> Value { return std::int64_t(b.value("number", 0)); }},
     {"state", [](const Json& b) -> Value { return b.value("state", std::string()); }}},
    {"review, kind, number", "state"}};
const store::Shelf<FoundId, Found> kFound{
    "found", {{"edition", [](const Json& b) -> Value { return b.value("edition", std::string()); }}}, {"edition", "review"}};

namespace {

constexpr std::size_t kPlaces = 5, kContext = 60;
constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

std::string folded(std::string_view value) { return text::folded(value, text::FoldForm::Tokens); }

/// The words around a value in each block that holds it.
std::vector<FoundAt> places_of(const document::Document& document, const std::string& value) {
  std::vector<FoundAt> out;
  for (const auto& block : document.blocks) {
    const auto all = block.text();
    for (std::size_t at = all.find(value); at != all.npos && out.size() < kPlaces; at = all.find(value, at + value.size())) {
      std::size_t from = at > kContext ? at - kContext : 0, to = std::min(all.size(), at + value.size() + kContext);
      while (from < at && (static_cast<unsigned char>(all[from]) & 0xC0) == 0x80) ++from;
      while (to < all.size() && (static_cast<unsigned char>(all[to]) & 0xC0) == 0x80) ++to;
      out.push_back({block.place.words(), PersonalText(all.substr(from, at - from)), PersonalText(all.substr(at + value.size(), to - at - value.size()))});
    }
    if (out.size() >= kPlaces) break;
  }
  return out;
}

document::WriteOptions options_of(const Edition& e) {
  document::WriteOptions out;
  out.title = e.title;
  out.contents = true;
  out.footer = fmt::format("Edition {}", e.number);
  return out;
}

std::string file_name_of(const std::string& pseudonym, const Edition& e) {
  std::string out;
  for (const char c : pseudonym + "-" + e.kind) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  return out + fmt::format("-edition-{}.docx", e.number);
}

/// What the detections of a file come to, one for each value of a kind.
std::vector<Found> group(EditionId id, const anonymise::Log& log, const document::Document& document, const anonymise::Detector& detector) {
  std::map<std::pair<std::string, std::string>, Found> by;
  for (const auto& row : log.replaced) {
    const std::string kind(anonymise::word(row.kind));
    auto& f = by[{kind, folded(row.original.reveal())}];
    if (f.count++ == 0) {
      f.edition = id;
      f.kind = kind;
      f.value = row.original;
      f.places = places_of(document, row.original.reveal());
      f.by = row.by;
      f.why = row.why;
      f.suggested = row.replacement;
      const auto again = detector.detect(row.original.reveal());
      f.listed = std::any_of(again.begin(), again.end(), [](const auto& d) { return d.strong; });
    }
    f.confidence = std::max(f.confidence, row.confidence);
  }
  std::vector<Found> out;
  for (auto& [key, f] : by) out.push_back(std::move(f));
  return out;
}

std::vector<FoundRow> found_of(store::Reader& r, EditionId id) { return kFound.list(r, {"edition = ?", {id.text()}}); }

/// An edition that is still worked on.
Result<EditionRow> open_edition(store::Reader& r, ReviewId review_id, EditionId id) {
  HEED_ASSIGN(auto row, edition(r, review_id, id));
  if (row.value.state != EditionState::Working && row.value.state != EditionState::Finalised)
    return refused("This edition has been released and never changes.", "Make a new edition from the publication page.");
  return row;
}

}  // namespace

void note_editor(Edition& e, AccountId who) {
  if (std::find(e.editors.begin(), e.editors.end(), who) == e.editors.end()) e.editors.push_back(who);
}

void reopen(Edition& e) {
  e.state = EditionState::Working;
  e.signatures.clear();
  e.proof = {};
  e.hash.clear();
  e.docx = {};
  e.docx_sha256.clear();
}

std::string hash_of(const Edition& e) {
  std::string all;
  for (const auto& part : {e.kind, std::to_string(e.number), e.title, e.content_note, e.report_sha256, e.register_hash, e.file_name, e.docx_sha256,
                           hex(sha256(e.proof.certificate))})
    all += fmt::format("{}:{}\n", part.size(), part);
  return hex(sha256(all));
}

std::optional<anonymise::DetectionKind> detection_kind(std::string_view word) {
  using enum anonymise::DetectionKind;
  for (const auto kind : {Person, Place, Address, Organisation, Date, Age, Identifier, Contact, Demographic, Other})
    if (anonymise::word(kind) == word) return kind;
  return std::nullopt;
}

anonymise::Decisions decisions_of(const std::vector<FoundRow>& rows, const std::string& register_hash) {
  anonymise::Decisions out;
  const anonymise::Keys keys(register_hash);
  for (const auto& row : rows) {
    const auto kind = detection_kind(row.value.kind);
    if (!kind || row.value.verdict.empty()) continue;
    anonymise::Decision d;
    d.by = row.value.decided_by.text();
    d.why = row.value.reason.empty() ? "accepted" : row.value.reason;
    if (row.value.verdict == "keep") d.verdict = anonymise::Verdict::Keep;
    else if (row.value.verdict == "change") d.verdict = anonymise::Verdict::Change, d.replacement = row.value.replacement;
    // "accept" takes the suggestion of each place: "on 3 May 2021" and "3 May 2021" read differently.
    out.set(keys.key(*kind, row.value.value.reveal()), std::move(d));
  }
  return out;
}

// --- reading ---

std::vector<EditionRow> editions(store::Reader& r, ReviewId review_id, const std::string& kind) {
  if (kind.empty()) return kEditions.list(r, {"review = ?", {review_id.text()}, "kind, number, id"});
  return kEditions.list(r, {"review = ? AND kind = ?", {review_id.text(), kind}, "number, id"});
}

std::optional<EditionRow> latest_edition(store::Reader& r, ReviewId review_id, const std::string& kind) {
  auto all = editions(r, review_id, kind);
  if (all.empty()) return std::nullopt;
  return std::move(all.back());
}

Result<EditionRow> edition(store::Reader& r, ReviewId review_id, EditionId id) {
  HEED_ASSIGN(auto row, kEditions.need(r, id));
  if (row.place.review != review_id) return not_found();
  return row;
}

std::vector<FoundRow> found(store::Reader& r, ReviewId review_id, EditionId id) {
  if (!edition(r, review_id, id).ok()) return {};
  auto out = found_of(r, id);
  std::stable_sort(out.begin(), out.end(), [](const FoundRow& a, const FoundRow& b) {
    if (a.value.listed != b.value.listed) return a.value.listed;
    if (a.value.confidence != b.value.confidence) return a.value.confidence > b.value.confidence;
    return a.value.count > b.value.count;
  });
  return out;
}

Result<FoundRow> found_one(store::Reader& r, ReviewId review_id, FoundId id) {
  HEED_ASSIGN(auto row, kFound.need(r, id));
  if (row.place.review != review_id) return not_found();
  return row;
}

// --- verbs ---

Result<EditionId> make_edition(store::Store& store, const access::Actor& actor, ReviewId review_id, const std::string& kind) {
  return store.write({actor.account}, "publication.make", [&](store::Writer& w) -> Result<EditionId> {
    HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
    const auto frozen = review::frozen(w, review_id, kind);
    if (!frozen) return refused("No version of this document has been frozen yet.", "Freeze a version on the report's page first.");
    auto built = build_register(w, in);
    HEED_TRY(built.reg.check());

    auto before = latest_edition(w, review_id, kind);
    const bool again = before && (before->value.state == EditionState::Working || before->value.state == EditionState::Finalised);
    const auto id = again ? before->id : EditionId::random();
    Edition e;
    if (again) {
      e = before->value;
      reopen(e);
    } else if (before) {
      e.number = before->value.number + 1;
      e.content_note = before->value.content_note;
    }
    e.kind = kind;
    if (e.title.empty()) e.title = frozen->version.title + ": " + (in.value.pseudonym.empty() ? in.value.reference : in.value.pseudonym);
    else if (!in.value.pseudonym.empty() && e.title == frozen->version.title + ": " + in.value.reference) e.title = frozen->version.title + ": " + in.value.pseudonym;
    if (e.content_note.empty())
      e.content_note = "This document is about a death and about domestic abuse. It may be hard to read. You can find people to talk to under Get help.";
    e.report = frozen->id;
    e.report_number = frozen->version.number;
    e.report_sha256 = frozen->version.sha256;
    e.report_editors = frozen->version.editors;
    e.register_hash = built.reg.hash();
    e.file_name = file_name_of(in.value.pseudonym.empty() ? in.value.reference : in.value.pseudonym, e);
    note_editor(e, actor.account);

    // Detected in the very file that will be published, so that what people decide about is what will be applied.
    const anonymise::Detector detector(built.reg);
    HEED_ASSIGN(const auto draft, anonymise::replace_docx(document::write_docx(frozen->document, options_of(e)), detector, {}));
    std::map<std::pair<std::string, std::string>, FoundRow> decided;
    if (before)
      for (auto& row : found_of(w, before->id)) decided.emplace(std::pair{row.value.kind, folded(row.value.value.reveal())}, row);
    for (auto& f : group(id, draft.log, frozen->document, detector)) {
      if (const auto it = decided.find({f.kind, folded(f.value.reveal())}); it != decided.end()) {
        const auto& old = it->second.value;
        // A value that is listed now may not be kept by what was decided before; another suggestion is another question.
        const bool holds = old.verdict == "change" || (old.verdict == "keep" && !f.listed) || (old.verdict == "accept" && old.suggested == f.suggested);
        if (holds) f.verdict = old.verdict, f.replacement = old.replacement, f.reason = old.reason, f.decided_by = old.decided_by, f.decided_on = old.decided_on;
      }
      if (again) {
        if (const auto it = decided.find({f.kind, folded(f.value.reveal())}); it != decided.end()) {
          HEED_TRY(kFound.put(w, it->second.id, it->second.place, f, it->second.version));
          decided.erase(it);
          continue;
        }
      }
      HEED_TRY(kFound.put(w, FoundId::random(), review::place_of(in), f, 0));
    }
    if (again)
      for (const auto& [key, row] : decided) HEED_TRY(kFound.drop(w, row.id, row.version));
    HEED_TRY(kEditions.put(w, id, review::place_of(in), e, again ? before->version : 0));
    HEED_TRY(review::move_to(w, review_id, review::Stage::Publication));
    return id;
  });
}

Result<void> decide(store::Writer& w, const access::Actor& actor, ReviewId review_id, FoundId id, const std::string& verdict, const std::string& text,
                    std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto row, found_one(w, review_id, id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, row.value.edition));
  if (verdict != "accept" && verdict != "change" && verdict != "keep") return bad_field("verdict", "Choose what to do with it");
  if (verdict == "keep" && row.value.listed)
    return bad_field("verdict", "This is a value of the people register, so it cannot stay. Accept the suggestion or give other words");
  if (verdict == "keep" && text.empty()) return bad_field("text", "Say why it stays as it is");
  if (verdict == "change" && text.empty()) return bad_field("text", "Enter the words that stand in its place");
  if (verdict == "change") {
    const auto built = build_register(w, in);
    for (const auto& d : anonymise::detect(text, built.reg, {.patterns = true, .dates = false, .children = false, .unknown_words = false}))
      if (d.strong) return bad_field("text", "These words hold a value of the people register. Choose others");
  }
  row.value.verdict = verdict;
  row.value.replacement = verdict == "change" ? text : "";
  row.value.reason = verdict == "keep" ? text : "";
  row.value.decided_by = actor.account;
  row.value.decided_on = w.clock().today();
  HEED_TRY(kFound.put(w, row.id, row.place, row.value, expected));
  note_editor(e.value, actor.account);
  reopen(e.value);
  return kEditions.put(w, e.id, e.place, e.value, store::kAnyVersion);
}

Result<int> decide_all(store::Writer& w, const access::Actor& actor, ReviewId review_id, EditionId id, const std::string& kind, Which which,
                       const std::string& verdict, const std::string& reason) {
  HEED_TRY(review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, id));
  if (verdict != "accept" && verdict != "keep") return bad_field("verdict", "Choose what to do with them");
  if (verdict == "keep" && reason.empty()) return bad_field("reason", "Say why they stay as they are");
  int done = 0;
  for (auto& row : found_of(w, id)) {
    if (!row.value.verdict.empty() || (!kind.empty() && row.value.kind != kind)) continue;
    if (which == Which::OpenListed && !row.value.listed) continue;
    if (which == Which::OpenUnsure && (row.value.listed || row.value.confidence >= 0.5)) continue;
    if (verdict == "keep" && row.value.listed) continue;
    row.value.verdict = verdict;
    row.value.reason = verdict == "keep" ? reason : "";
    row.value.decided_by = actor.account;
    row.value.decided_on = w.clock().today();
    HEED_TRY(kFound.put(w, row.id, row.place, row.value, row.version));
    ++done;
  }
  if (done == 0) return 0;
  note_editor(e.value, actor.account);
  reopen(e.value);
  HEED_TRY(kEditions.put(w, e.id, e.place, e.value, e.version));
  return done;
}

Result<void> put_details(store::Writer& w, const access::Actor& actor, ReviewId review_id, EditionId id, const std::string& title,
                         const std::string& content_note, std::int64_t expected) {
  HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
  HEED_ASSIGN(auto e, open_edition(w, review_id, id));
  if (title.empty()) return bad_field("title", "Enter a title");
  if (title.size() > 200) return bad_field("title", "The title must be 200 characters or fewer");
  const auto built = build_register(w, in);
  for (const auto& [field, words] : {std::pair<std::string, std::string>{"title", title}, {"content_note", content_note}})
    if (!anonymise::prove(words, "words.txt", built.reg).clean())
      return bad_field(field, "This holds a value of the people register. Choose other words");
  e.value.title = title;
  e.value.content_note = content_note;
  note_editor(e.value, actor.account);
  reopen(e.value);
  return kEditions.put(w, e.id, e.place, e.value, expected);
}

Result<std::vector<library::Block>> draft_blocks(store::Store& store, const access::Actor& actor, ReviewId review_id, EditionId id) {
  std::string title;
  HEED_ASSIGN(const auto bytes, store.read([&](store::Reader& r) -> Result<std::string> {
    HEED_ASSIGN(auto in, review::open(r, actor, Action::EditEdition, review_id));
    HEED_ASSIGN(auto e, open_edition(r, review_id, id));
    const auto frozen = review::frozen(r, review_id, e.value.kind);
    if (!frozen) return not_found();
    const auto built = build_register(r, in);
    title = e.value.title;
    HEED_ASSIGN(auto made, anonymise::replace_docx(document::write_docx(frozen->document, options_of(e.value)), anonymise::Detector(built.reg),
                                                   decisions_of(found_of(r, id), built.reg.hash())));
    return std::move(made.bytes);
  }));
  return read_blocks(bytes, title);
}

Result<ProofSummary> finalise_edition(store::Store& store, const access::Actor& actor, ReviewId review_id, EditionId id) {
  // Read, make and prove outside the transaction; it then holds only if nothing moved meanwhile.
  struct Made {
    review::ReviewRow in;
    EditionRow e;
    std::vector<FoundRow> found;
    anonymise::Register reg;
    document::Document document;
  };
  HEED_ASSIGN(auto made, store.read([&](store::Reader& r) -> Result<Made> {
    HEED_ASSIGN(auto in, review::open(r, actor, Action::EditEdition, review_id));
    HEED_ASSIGN(auto e, open_edition(r, review_id, id));
    auto built = build_register(r, in);
    if (!built.unusable.empty()) return refused("A value of the people register cannot be searched for, so nothing can be proved.", "Correct it in the people register.");
    if (built.reg.hash() != e.value.register_hash) return refused("The people register has changed since this edition was made.", "Make the edition again; what was decided is kept.");
    const auto frozen = review::frozen(r, review_id, e.value.kind);
    if (!frozen || frozen->id != e.value.report) return refused("The report has a later version than this edition.", "Make the edition again; what was decided is kept.");
    auto rows = found_of(r, id);
    for (const auto& row : rows)
      if (row.value.verdict.empty()) return refused("Some detections have not been decided yet.", "Decide each of them, or a whole group at once.");
    return Made{in, e, std::move(rows), std::move(built.reg), frozen->document};
  }));
  const anonymise::Detector detector(made.reg);
  const auto decisions = decisions_of(made.found, made.e.value.register_hash);
  HEED_ASSIGN(const auto replaced, anonymise::replace_docx(document::write_docx(made.document, options_of(made.e.value)), detector, decisions));
  const auto proof = anonymise::prove(replaced.bytes, made.e.value.file_name, made.reg, decisions);

  ProofSummary summary;
  summary.run = true;
  summary.settled = proof.settled();
  summary.strong = int(proof.left_strong.size());
  summary.weak = int(proof.left_weak.size());
  summary.decided = int(proof.decided.size());
  summary.allowed = int(proof.allowed.size());
  summary.unread = int(proof.unread.size());
  summary.advice = int(proof.advice.size());
  summary.values = int(proof.values);
  summary.variants = int(proof.variants);
  summary.parts = int(proof.parts.size());

  AttachmentId docx;
  if (summary.settled) {
    bool given = false;
    HEED_ASSIGN(docx, store.store_attachment({made.e.value.file_name, std::string(kDocx), std::int64_t(replaced.bytes.size()), "", "edition"}, review_id,
                                             [&]() -> std::string { return std::exchange(given, true) ? std::string() : replaced.bytes; }));
  }
  return store.write({actor.account}, "publication.finalise", [&](store::Writer& w) -> Result<ProofSummary> {
    HEED_ASSIGN(auto in, review::open(w, actor, Action::EditEdition, review_id));
    HEED_ASSIGN(auto e, open_edition(w, review_id, id));
    if (e.version != made.e.version || build_register(w, in).reg.hash() != made.e.value.register_hash)
      return Error{Code::Stale, "Somebody changed the edition or the people register meanwhile, so nothing was finalised.", "Look at it again, and finalise it once more.", {}};
    note_editor(e.value, actor.account);
    reopen(e.value);
    if (summary.settled) summary.certificate = anonymise::write_certificate_json(proof, w.now(), anonymise::ShowValues::No);
    e.value.proof = summary;
    if (summary.settled) {
      HEED_TRY(store.keep_attachment(w, docx, e.place));
      e.value.docx = docx;
      e.value.docx_sha256 = proof.file_sha256;
      e.value.hash = hash_of(e.value);
      e.value.state = EditionState::Finalised;
    }
    // What the proof met that no detection showed becomes a question for a person.
    for (const auto* list : {&proof.left_strong, &proof.left_weak})
      for (const auto& left : *list) {
        Found f;
        f.edition = id;
        f.kind = anonymise::word(anonymise::detection_kind(left.kind));
        f.value = left.value;
        const auto key = folded(left.value.reveal());
        const auto all = found_of(w, id);
        const auto known = std::find_if(all.begin(), all.end(), [&](const FoundRow& row) { return row.value.kind == f.kind && folded(row.value.value.reveal()) == key; });
        if (known != all.end()) continue;
        f.count = 1;
        f.places = {{left.part, left.context, {}}};
        f.confidence = list == &proof.left_strong ? 1 : 0.4;
        f.listed = list == &proof.left_strong;
        f.by = "proof";
        f.why = fmt::format("The proof found this: {}.", anonymise::words(left.variant));
        f.suggested = made.reg.pseudonym(left.person);
        if (f.suggested.empty()) f.suggested = anonymise::general_form(left.kind);
        HEED_TRY(kFound.put(w, FoundId::random(), e.place, f, 0));
      }
    HEED_TRY(kEditions.put(w, e.id, e.place, e.value, e.version));
    return summary;
  });
}

}  // namespace heed::publish

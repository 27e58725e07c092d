// Making an edition: detections, what people decided about them, the file and its proof.
#include <algorithm>
#include <map>

#include "anonymise/detect.h"
#include "anonymise/replace.h"
#include "publish/edition_pdf.h"
#include "publish/places.h"
#include "publish/policy.h"
#include "publish/publish_shelves.h"

namespace heed::publish {

HEED_MEMBERS(Signature, by, for_chair, hash, on)
HEED_MEMBERS(ProofSummary, run, settled, strong, weak, decided, allowed, unread, advice, values, variants, parts, certificate)
HEED_MEMBERS(Edition, kind, number, state, title, content_note, report, report_number, report_sha256, report_editors, register_hash,
             policy, editors, proof, docx, pdf, log, file_name, docx_sha256, pdf_sha256, no_pdf, hash, signatures, family_told, family_told_how, public_id, replaces, released_on,
             withdrawn_on, withdrawn_why, notice_id, notice_text)
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
namespace {

constexpr std::size_t kPlaces = 3;  ///< kept with a value; the rest is read again when somebody asks
constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

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
    auto& f = by[{kind, folded_value(row.original.reveal())}];
    if (f.count++ == 0) {
      f.edition = id;
      f.kind = kind;
      f.value = row.original;
      f.by = row.by;
      f.why = row.why;
      f.suggested = row.replacement;
      const auto again = detector.detect(row.original.reveal());
      f.listed = std::any_of(again.begin(), again.end(), [](const auto& d) { return d.strong; });
    }
    f.confidence = std::max(f.confidence, row.confidence);
    if (row.part.starts_with("word/document") || row.part.starts_with("word/footnotes") || row.part.starts_with("word/endnotes")) continue;
    const std::string setting = row.part.starts_with("word/header") || row.part.starts_with("word/footer") ? "margin" : "property";
    if (std::find(f.settings.begin(), f.settings.end(), setting) == f.settings.end()) f.settings.push_back(setting);
  }
  std::vector<std::string> values;
  for (const auto& [key, f] : by) values.push_back(f.value.reveal());
  const auto standing = standing_of(document, values, kPlaces);
  std::vector<Found> out;
  for (auto& [key, f] : by) {
    const auto& stands = standing[out.size()];
    f.settings.insert(f.settings.begin(), stands.settings.begin(), stands.settings.end());
    f.places = stands.places;
    out.push_back(std::move(f));
  }
  return out;
}

std::vector<FoundRow> found_of(store::Reader& r, EditionId id) { return kFound.list(r, {"edition = ?", {id.text()}}); }

/// What was decided before holds for the same value: a value that is listed now may not stay, another suggestion is another question, and somebody
/// of the register is called what they are called now.
void keep_ruling(store::Reader& r, const Found& before, Found& f) {
  auto ruling = before.ruling;
  if (ruling.verdict == "accept" && before.suggested != f.suggested) return;
  if ((ruling.verdict == "keep" || ruling.verdict == "agency") && f.listed) return;
  if (ruling.verdict == "person") {
    const auto who = review::person(r, ruling.person);
    ruling.replacement = who.ok() ? stands_for(who->value) : std::string();
    if (ruling.replacement.empty()) return;
  }
  f.ruling = std::move(ruling);
}

/// All layers; of the model its names. What it thinks less likely than this is left to the rule of unknown words: a person decides each.
anonymise::Detector detector_for(const anonymise::Register& reg) {
  constexpr double kWorthDeciding = 0.3;
  return anonymise::Detector(reg, {.model = true, .names_alone = true, .floor = kWorthDeciding});
}

}  // namespace

Result<EditionRow> open_edition(store::Reader& r, ReviewId review_id, EditionId id) {
  HEED_ASSIGN(auto row, edition(r, review_id, id));
  if (row.value.state != EditionState::Working && row.value.state != EditionState::Finalised)
    return refused("This edition has been released and never changes.", "Make a new edition from the publication page.");
  return row;
}

void note_editor(Edition& e, AccountId who) {
  if (std::find(e.editors.begin(), e.editors.end(), who) == e.editors.end()) e.editors.push_back(who);
}

void reopen(Edition& e) {
  e.state = EditionState::Working;
  e.signatures.clear();
  e.proof = {};
  e.hash.clear();
  e.docx = {};
  e.pdf = {};
  e.log = {};
  e.docx_sha256.clear();
  e.pdf_sha256.clear();
  e.no_pdf.clear();
}

std::string hash_of(const Edition& e) {
  std::string all;
  for (const auto& part : {e.kind, std::to_string(e.number), e.title, e.content_note, e.report_sha256, e.register_hash, e.file_name, e.docx_sha256,
                           hex(sha256(e.proof.certificate))})
    all += fmt::format("{}:{}\n", part.size(), part);
  // Editions that were signed before there were PDFs keep the hash that was signed.
  if (!e.pdf_sha256.empty()) all += fmt::format("pdf {}\n", e.pdf_sha256);
  return hex(sha256(all));
}

std::optional<anonymise::DetectionKind> detection_kind(std::string_view word) {
  using enum anonymise::DetectionKind;
  for (const auto kind : {Person, Place, Address, Organisation, Date, Age, Identifier, Contact, Demographic, Other})
    if (anonymise::word(kind) == word) return kind;
  return std::nullopt;
}

anonymise::Decisions decisions_of(const std::vector<FoundRow>& rows, const Edition& e) {
  anonymise::Decisions out;
  out.policy = policy_of(e.policy);
  const anonymise::Keys keys(e.register_hash);
  for (const auto& row : rows) {
    const auto kind = detection_kind(row.value.kind);
    const auto& ruling = row.value.ruling;
    if (!kind || row.value.open()) continue;
    anonymise::Decision d;
    d.by = ruling.by.text();
    d.why = "accepted";
    // "accept" takes the suggestion of each place: "on 3 May 2021" and "3 May 2021" read differently.
    if (ruling.verdict == "keep") d.verdict = anonymise::Verdict::Keep, d.why = ruling.reason;
    else if (ruling.verdict == "agency") d.verdict = anonymise::Verdict::Keep, d.why = "the name of an agency";
    else if (ruling.verdict == "change") d.verdict = anonymise::Verdict::Change, d.replacement = ruling.replacement;
    // So does somebody of the register whom the suggestion names already: initials and possessives follow.
    else if (ruling.verdict == "person" && row.value.suggested.find(ruling.replacement) == std::string::npos)
      d.verdict = anonymise::Verdict::Change, d.replacement = ruling.replacement;
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
    e.policy = replacement_policy(w, in).value;
    e.file_name = file_name_of(in.value.pseudonym.empty() ? in.value.reference : in.value.pseudonym, e);
    note_editor(e, actor.account);

    // Detected in the very file that will be published, so that what people decide about is what will be applied.
    const auto detector = detector_for(built.reg);
    HEED_ASSIGN(const auto draft, anonymise::replace_docx(document::write_docx(frozen->document, write_options_of(e)), detector, decisions_of({}, e)));
    std::map<std::pair<std::string, std::string>, FoundRow> decided;
    if (before)
      for (auto& row : found_of(w, before->id)) decided.emplace(std::pair{row.value.kind, folded_value(row.value.value.reveal())}, row);
    for (auto& f : group(id, draft.log, frozen->document, detector)) {
      const auto it = decided.find({f.kind, folded_value(f.value.reveal())});
      if (it != decided.end()) keep_ruling(w, it->second.value, f);
      if (again && it != decided.end()) {
        HEED_TRY(kFound.put(w, it->second.id, it->second.place, f, it->second.version));
        decided.erase(it);
        continue;
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
    HEED_ASSIGN(auto made, anonymise::replace_docx(document::write_docx(frozen->document, write_options_of(e.value)), detector_for(built.reg),
                                                   decisions_of(found_of(r, id), e.value)));
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
    if (replacement_policy(r, in).value != e.value.policy) return refused("Another choice for dates, ages and staff was made since this edition.", "Make the edition again; what was decided is kept.");
    const auto frozen = review::frozen(r, review_id, e.value.kind);
    if (!frozen || frozen->id != e.value.report) return refused("The report has a later version than this edition.", "Make the edition again; what was decided is kept.");
    auto rows = found_of(r, id);
    for (const auto& row : rows)
      if (row.value.open()) return refused("Some detections have not been decided yet.", "Decide each of them, or a whole group at once.");
    return Made{in, e, std::move(rows), std::move(built.reg), frozen->document};
  }));
  const auto detector = detector_for(made.reg);
  const auto decisions = decisions_of(made.found, made.e.value);
  HEED_ASSIGN(const auto replaced, anonymise::replace_docx(document::write_docx(made.document, write_options_of(made.e.value)), detector, decisions));
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

  AttachmentId docx, pdf, log;
  std::string pdf_sha256, no_pdf;
  if (summary.settled) {
    const auto kept = [&](std::string name, std::string_view type, const std::string& bytes, std::string purpose) {
      bool given = false;
      return store.store_attachment({std::move(name), std::string(type), std::int64_t(bytes.size()), "", std::move(purpose)}, review_id,
                                    [&]() -> std::string { return std::exchange(given, true) ? std::string() : bytes; });
    };
    HEED_ASSIGN(docx, kept(made.e.value.file_name, kDocx, replaced.bytes, "edition"));
    // The PDF is another file, so it is proved as one: fail closed, and the edition goes out as Word alone.
    if (const auto made_pdf = proved_pdf(replaced.bytes, made.e.value, made.reg, decisions); made_pdf.ok()) {
      pdf_sha256 = hex(sha256(*made_pdf));
      HEED_ASSIGN(pdf, kept(pdf_name(made.e.value), "application/pdf", *made_pdf, "edition"));
    } else {
      no_pdf = made_pdf.error().message;
    }
    HEED_ASSIGN(log, kept("replacements.json", "application/json", anonymise::write_log_json(replaced.log, made.e.value.report_sha256, proof.file_sha256), std::string(kLogPurpose)));
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
      if (!pdf.is_empty()) HEED_TRY(store.keep_attachment(w, pdf, e.place));
      HEED_TRY(store.keep_attachment(w, log, e.place));
      e.value.docx = docx;
      e.value.log = log;
      e.value.docx_sha256 = proof.file_sha256;
      e.value.pdf = pdf;
      e.value.pdf_sha256 = pdf_sha256;
      e.value.no_pdf = no_pdf;
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
        if (kFound.count(w, {"edition = ? AND kind = ? AND folded = ?", {id.text(), f.kind, folded_value(left.value.reveal())}}) > 0) continue;
        f.count = 1;
        f.places = {{left.part, "text", left.context, {}, {}}};
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

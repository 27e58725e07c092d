// The shelves of the report, and the verbs that change them.
#include <algorithm>

#include "base/hash.h"
#include "base/trim.h"
#include "review/casefile/casefile.h"
#include "review/report/report.h"
#include "review/report/structured_text.h"

namespace heed::review {

HEED_MEMBERS(ReportSection, kind, section, text, editors)
HEED_MEMBERS(SectionText, section, heading, text)
HEED_MEMBERS(UnreadPiece, where, what, reason, loses_words, decision, decided_why, decided_by)
HEED_MEMBERS(ReportUpload, kind, attachment, name, size, sha256, sections, unread, uploaded_on, uploaded_by)
HEED_MEMBERS(ReportVersion, kind, title, of, number, note, upload, sections, unread, sha256, editors, documents, frozen_on, frozen_by)
HEED_MEMBERS(ReportSignOff, version, kind, number, by, agency, name, post, on, outcome, remarks, answer, recorded_by)

namespace {

store::Value kind_column(const Json& body) { return body.value("kind", std::string()); }

const store::Shelf<ReportSectionId, ReportSection> kSections{
    "report_section",
    {{"kind", kind_column}, {"section", [](const Json& body) -> store::Value { return body.value("section", std::string()); }}},
    {"review, kind, section"}};
const store::Shelf<ReportUploadId, ReportUpload> kUploads{"report_upload", {{"kind", kind_column}}, {"review, kind"}};
const store::Shelf<ReportVersionId, ReportVersion> kVersions{
    "report_version",
    {{"kind", kind_column}, {"number", [](const Json& body) -> store::Value { return body.value("number", std::int64_t{0}); }}},
    {"review, kind, number"}};
const store::Shelf<ReportSignOffId, ReportSignOff> kSignOffs{
    "report_sign_off",
    {{"of_version", [](const Json& body) -> store::Value { return body.value("version", std::string()); }}},
    {"review, of_version"}};

Result<const guidance::DocumentKind*> kind_in(const guidance::Edition& edition, const std::string& id) {
  const auto* kind = edition.document(id);
  if (!kind) return not_found();
  return kind;
}

void add_editor(std::vector<AccountId>& editors, AccountId account) {
  if (!account.is_empty() && std::find(editors.begin(), editors.end(), account) == editors.end()) editors.push_back(account);
}

std::optional<ReportVersionRow> latest(store::Reader& r, ReviewId review, const std::string& kind) {
  auto rows = kVersions.list(r, {"review = ? AND kind = ?", {review.text(), kind}, "number DESC", 1});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return out;
}

bool agrees(const ReportSignOff& s) { return s.outcome == "agreed" || s.outcome == "agreed_with_remarks"; }

/// The latest of a kind of sign-off for a version.
std::optional<ReportSignOff> last_of(store::Reader& r, ReviewId review, ReportVersionId version, SignOffKind by) {
  std::optional<ReportSignOff> out;
  for (auto& row : report_sign_offs(r, review, version))
    if (row->by == by) out = row.value;
  return out;
}

}  // namespace

ReportSectionRow report_section(store::Reader& r, ReviewId review, const std::string& kind, const std::string& section) {
  auto rows = kSections.list(r, {"review = ? AND kind = ? AND section = ?", {review.text(), kind, section}});
  if (!rows.empty()) return std::move(rows.front());
  ReportSectionRow row;
  row.place.review = review;
  row->kind = kind;
  row->section = section;
  return row;
}

std::vector<ReportSectionRow> report_sections(store::Reader& r, ReviewId review, const guidance::DocumentKind& kind) {
  const auto rows = kSections.list(r, {"review = ? AND kind = ?", {review.text(), kind.id}});
  std::vector<ReportSectionRow> out;
  for (const auto& section : kind.sections) {
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const ReportSectionRow& row) { return row->section == section.id; });
    if (it != rows.end()) {
      out.push_back(*it);
      continue;
    }
    ReportSectionRow row;
    row.place.review = review;
    row->kind = kind.id;
    row->section = section.id;
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<store::Version> section_history(store::Store& store, ReviewId review, ReportSectionId id) {
  if (id.is_empty()) return {};
  return store.history(kSections, id.any(), store::Stream::of(review));
}

std::optional<ReportUploadRow> report_upload(store::Reader& r, ReviewId review, const std::string& kind) {
  auto rows = kUploads.list(r, {"review = ? AND kind = ?", {review.text(), kind}});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<ReportVersionRow> report_versions(store::Reader& r, ReviewId review, const std::string& kind) {
  if (kind.empty()) return kVersions.list(r, {"review = ?", {review.text()}, "kind, number"});
  return kVersions.list(r, {"review = ? AND kind = ?", {review.text(), kind}, "number"});
}

Result<ReportVersionRow> report_version(store::Reader& r, ReviewId review, ReportVersionId id) {
  HEED_ASSIGN(auto row, kVersions.need(r, id));
  if (row.place.review != review) return not_found();
  return row;
}

std::vector<ReportSignOffRow> report_sign_offs(store::Reader& r, ReviewId review, ReportVersionId version) {
  if (version.is_empty()) return kSignOffs.of(r, review);
  return kSignOffs.list(r, {"review = ? AND of_version = ?", {review.text(), version.text()}});
}

std::vector<SectionText> present_text(store::Reader& r, ReviewId review, const guidance::DocumentKind& kind) {
  if (auto upload = report_upload(r, review, kind.id)) return upload->value.sections;
  std::vector<SectionText> out;
  const auto rows = report_sections(r, review, kind);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!rows[i]->text.empty()) out.push_back({kind.sections[i].id, kind.sections[i].heading, rows[i]->text});
  return out;
}

std::optional<Frozen> frozen(store::Reader& r, ReviewId review, const std::string& kind) {
  auto row = latest(r, review, kind);
  if (!row) return std::nullopt;
  Frozen out;
  out.id = row->id;
  out.document = to_document(row->value.title, row->value.of, row->value.sections);
  for (auto& s : report_sign_offs(r, review, row->id)) out.sign_offs.push_back(std::move(s.value));
  out.version = std::move(row->value);
  return out;
}

Result<void> put_section(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                         const std::string& kind_id, const std::string& section, const std::string& text, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReport, review_id));
  HEED_ASSIGN(const auto* kind, kind_in(edition, kind_id));
  if (std::none_of(kind->sections.begin(), kind->sections.end(), [&](const guidance::Section& s) { return s.id == section; })) return not_found();
  if (report_upload(w, review_id, kind_id))
    return refused("An uploaded file stands for this document, so its sections cannot be written here.",
                   "Remove the uploaded file first; you can take its text into the sections.");
  auto row = report_section(w, review_id, kind_id, section);
  const std::string words(trimmed(text));
  if (expected != store::kAnyVersion && expected != row.version) return Error{Code::Stale, "Somebody else has changed this section.", "Look at what changed, then save again.", {}};
  if (row->text == words) return {};
  row->text = words;
  add_editor(row->editors, actor.account);
  return kSections.put(w, row.version ? row.id : ReportSectionId::random(), place_of(in), row.value, row.version);
}

Result<store::Place> put_upload(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                                const std::string& kind_id, AttachmentId attachment, const store::AttachmentMeta& meta,
                                const document::Document& read, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReport, review_id));
  HEED_ASSIGN(const auto* kind, kind_in(edition, kind_id));
  auto found = sections_of(read, *kind);
  if (found.sections.empty() && found.unread.empty())
    return bad_field("file", "The file holds no words. Choose the DOCX that the report is in.");
  ReportUpload value{kind_id,        attachment, PersonalText(meta.name), meta.size, meta.sha256, std::move(found.sections), std::move(found.unread),
                     w.clock().today(), actor.account};
  auto before = report_upload(w, review_id, kind_id);
  if (!before && expected > 0) return Error{Code::Stale, "The uploaded file has been removed meanwhile.", "Open the document again.", {}};
  HEED_TRY(kUploads.put(w, before ? before->id : ReportUploadId::random(), place_of(in), value, before ? expected : 0));
  return place_of(in);
}

Result<void> drop_upload(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id, const std::string& kind_id,
                         bool take_text, std::int64_t expected) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReport, review_id));
  HEED_ASSIGN(const auto* kind, kind_in(edition, kind_id));
  auto upload = report_upload(w, review_id, kind_id);
  if (!upload) return not_found();
  HEED_TRY(kUploads.drop(w, upload->id, expected));
  if (!take_text) return {};
  // Text under a heading that is none of the edition's goes with the section before it, so that no word is lost.
  std::vector<SectionText> taken;
  const std::string first = kind->sections.empty() ? std::string() : kind->sections.front().id;
  for (const auto& s : upload->value.sections) {
    if (!s.section.empty()) {
      taken.push_back(s);
      continue;
    }
    if (taken.empty()) taken.push_back({first, "", ""});
    auto& into = taken.back().text;
    into += (into.empty() ? "## " : "\n\n## ") + s.heading + "\n\n" + s.text;
  }
  for (const auto& s : taken) {
    auto row = report_section(w, review_id, kind_id, s.section);
    if (!row->text.empty()) continue;
    row->text = s.text;
    for (const auto account : {upload->value.uploaded_by, actor.account}) add_editor(row->editors, account);
    HEED_TRY(kSections.put(w, row.version ? row.id : ReportSectionId::random(), place_of(in), row.value, row.version));
  }
  return {};
}

Result<void> decide_piece(store::Writer& w, const access::Actor& actor, ReviewId review_id, const std::string& kind, std::size_t piece,
                          const std::string& decision, const std::string& why, std::int64_t expected) {
  HEED_TRY(open(w, actor, access::Action::EditReport, review_id));
  auto upload = report_upload(w, review_id, kind);
  if (!upload || piece >= upload->value.unread.size()) return not_found();
  if (decision != "nothing_lost" && decision != "written_in") return bad_field("decision", "Choose what you have decided");
  if (trimmed(why).empty()) return bad_field("why", "Say how you know");
  auto& p = upload->value.unread[piece];
  p.decision = decision;
  p.decided_why = trimmed(why);
  p.decided_by = actor.account;
  return kUploads.put(w, upload->id, upload->place, upload->value, expected);
}

Result<ReportVersionId> freeze(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                               const std::string& kind_id, const std::string& note) {
  HEED_ASSIGN(auto in, open(w, actor, access::Action::EditReport, review_id));
  HEED_ASSIGN(const auto* kind, kind_in(edition, kind_id));
  const auto upload = report_upload(w, review_id, kind_id);
  ReportVersion value;
  value.sections = present_text(w, review_id, *kind);
  const auto missing = missing_to_freeze(*kind, value.sections, upload ? std::optional(upload->value) : std::nullopt);
  if (!missing.empty())
    return refused("The document cannot be frozen yet: it still needs " + joined(missing) + ".", "Complete it, then freeze it.");
  value.sha256 = hex(sha256(canonical_text(value.sections)));
  const auto before = latest(w, review_id, kind_id);
  if (before && before->value.sha256 == value.sha256)
    return refused("Nothing has changed since version " + std::to_string(before->value.number) + ".", "Sign-offs are recorded for that version.");
  if (before && trimmed(note).empty()) return bad_field("note", "Say what is new in this version");
  value.kind = kind_id;
  value.title = kind->title;
  value.of = in->pseudonym.empty() ? in->reference : in->pseudonym;
  value.number = before ? before->value.number + 1 : 1;
  value.note = trimmed(note);
  value.documents = int(edition.documents.size());
  if (upload) {
    value.upload = upload->value.attachment;
    value.unread = upload->value.unread;
    add_editor(value.editors, upload->value.uploaded_by);
    for (const auto& p : upload->value.unread) add_editor(value.editors, p.decided_by);
  } else {
    for (const auto& row : report_sections(w, review_id, *kind))
      for (const auto account : row->editors) add_editor(value.editors, account);
  }
  // Whoever worked on an earlier version has worked on this one.
  if (before)
    for (const auto account : before->value.editors) add_editor(value.editors, account);
  value.frozen_on = w.clock().today();
  value.frozen_by = actor.account;
  const auto id = ReportVersionId::random();
  HEED_TRY(kVersions.put(w, id, place_of(in), value, 0));
  HEED_TRY(move_to(w, review_id, Stage::Report));
  return id;
}

Result<ReportSignOffId> sign_off_report(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review_id,
                                        ReportSignOff value) {
  const bool partnership = value.by == SignOffKind::Partnership, family = value.by == SignOffKind::Family;
  HEED_ASSIGN(auto in, open(w, actor, partnership ? access::Action::SignOffReport : access::Action::EditReport, review_id));
  HEED_ASSIGN(auto version, report_version(w, review_id, value.version));
  const auto newest = latest(w, review_id, version->kind);
  if (!newest || newest->id != version.id)
    return refused("There is a later version of this document.", "Record the sign-off for version " + std::to_string(newest ? newest->value.number : 0) + ".");
  Error wrong;
  const auto field = [&](std::string name, std::string words) { wrong.fields.push_back({std::move(name), std::move(words)}); };
  const std::vector<std::string> outcomes = family ? std::vector<std::string>{"read", "read_with_remarks", "chose_not_to", "not_reached"}
                                                   : std::vector<std::string>{"agreed", "agreed_with_remarks", "not_agreed"};
  value.remarks = trimmed(value.remarks);
  if (std::find(outcomes.begin(), outcomes.end(), value.outcome) == outcomes.end()) field("outcome", "Choose the outcome");
  if (!value.on.ok()) field("on", "Enter the day");
  else if (value.on > w.clock().today()) field("on", "The day must not be in the future");
  if (!family && value.name.empty()) field("name", "Enter who signed it off");
  if (!family && value.post.empty()) field("post", "Enter their post");
  if (value.remarks.empty() && (value.outcome.ends_with("with_remarks") || value.outcome == "not_agreed")) field("remarks", "Enter what they said");
  if (value.by == SignOffKind::Agency && (value.agency.is_empty() || !agency_in_review(w, review_id, value.agency)))
    field("agency", "Choose an agency that takes part in the review");
  if (!wrong.fields.empty()) {
    wrong.message = wrong.fields.front().message;
    return wrong;
  }
  if (partnership && agrees(value)) {
    const auto panel = last_of(w, review_id, version.id, SignOffKind::Panel);
    if (!panel || !agrees(*panel))
      return refused("The panel has not agreed this version yet.", "Record the panel’s sign-off first.");
  }
  if (value.by != SignOffKind::Agency) value.agency = {};
  value.kind = version->kind;
  value.number = version->number;
  value.recorded_by = actor.account;
  const auto id = ReportSignOffId::random();
  const Day day = value.on;
  HEED_TRY(kSignOffs.put(w, id, place_of(in), value, 0));
  if (family && value.outcome != "not_reached")
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"family_read_draft", day, "", "", ""}));
  if (partnership && agrees(value)) {
    Day last = day;
    for (const auto& kind : edition.documents) {
      const auto row = latest(w, review_id, kind.id);
      if (!row) return id;
      const auto signed_off = last_of(w, review_id, row->id, SignOffKind::Partnership);
      if (!signed_off || !agrees(*signed_off)) return id;
      last = std::max(last, signed_off->on);
    }
    HEED_TRY(guidance::happened(w, place_of(in), edition, {"report_completed", last, "", "", ""}));
  }
  return id;
}

StepState report_state(store::Reader& r, const ReviewRow& review) {
  using Is = StepState::Is;
  const auto versions = report_versions(r, review.id);
  const auto written = kSections.count(r, {"review = ?", {review.id.text()}});
  const auto uploads = kUploads.count(r, {"review = ?", {review.id.text()}});
  if (versions.empty()) {
    if (written + uploads == 0) return {Is::NotStarted, ""};
    return {Is::InProgress, "No version has been frozen yet"};
  }
  // Ordered by kind and number: the last of each kind stands.
  int kinds = 0, completed = 0, panel = 0;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (i + 1 < versions.size() && versions[i + 1]->kind == versions[i]->kind) continue;
    ++kinds;
    const auto p = last_of(r, review.id, versions[i].id, SignOffKind::Panel);
    const auto s = last_of(r, review.id, versions[i].id, SignOffKind::Partnership);
    if (p && agrees(*p)) ++panel;
    if (s && agrees(*s)) ++completed;
  }
  const int wanted = std::max(kinds, versions.back()->documents);
  if (completed >= wanted) return {Is::Done, ""};
  const std::string of = " of " + std::to_string(wanted);
  if (kinds < wanted) return {Is::InProgress, std::to_string(kinds) + of + " documents frozen"};
  if (panel < wanted) return {Is::InProgress, "Agreed by the panel: " + std::to_string(panel) + of};
  return {Is::Waiting, "Signed off by the partnership: " + std::to_string(completed) + of};
}

}  // namespace heed::review

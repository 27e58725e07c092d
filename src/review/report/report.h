// The documents of a review (overview report, executive summary, action plan: whatever the guidance edition names): each written in
// sections of structured text, or uploaded as one DOCX. Every save is a version; a frozen version is a snapshot that nothing changes, and it is frozen versions
// that the family, the panel, the agencies and the partnership sign off, and that quality assurance and publication take up.
// Deliberately not here: what Heed puts into a section (assemble.h), anonymising, and the Home Office.
#pragma once

#include <optional>

#include "document/document.h"
#include "review/people/people.h"
#include "review/guidance/duty.h"

namespace heed::review {

struct ReportSectionTag; using ReportSectionId = Id<ReportSectionTag>;
struct ReportUploadTag;  using ReportUploadId = Id<ReportUploadTag>;
struct ReportVersionTag; using ReportVersionId = Id<ReportVersionTag>;
struct ReportSignOffTag; using ReportSignOffId = Id<ReportSignOffTag>;

/// A section of one document as it is being written.
struct ReportSection {
  std::string kind;      ///< DocumentKind id
  std::string section;   ///< Section id
  std::string text;      ///< structured text
  std::vector<AccountId> editors;  ///< everybody who ever saved it
};
HEED_STORABLE(ReportSection)

/// A heading with the text beneath it, as a snapshot or an upload holds it.
struct SectionText {
  std::string section;   ///< id in the edition; "" where an uploaded heading is none of them
  std::string heading;
  std::string text;      ///< structured text
};
HEED_STORABLE(SectionText)

/// Something in an uploaded file that could not be carried over. It blocks freezing, and so publication, until a person has decided.
struct UnreadPiece {
  std::string where, what, reason;
  bool loses_words = false;
  std::string decision;  ///< "" open; "nothing_lost" (no words are missing), "written_in" (its words were put in by hand)
  std::string decided_why;
  AccountId decided_by;
};
HEED_STORABLE(UnreadPiece)

/// A document written elsewhere. While there is one, it stands for the whole document of its kind.
struct ReportUpload {
  std::string kind;
  AttachmentId attachment;
  PersonalText name;     ///< as uploaded: never in an address, a title or a download's name
  std::int64_t size = 0;
  std::string sha256;    ///< of the file
  std::vector<SectionText> sections;
  std::vector<UnreadPiece> unread;
  Day uploaded_on{};
  AccountId uploaded_by;
};
HEED_STORABLE(ReportUpload)

/// A frozen version. Added, never changed.
struct ReportVersion {
  std::string kind;
  std::string title;     ///< of the document kind, as the edition had it
  std::string of;        ///< what the review was called: pseudonym, else reference
  int number = 0;        ///< 1, 2, … for each kind
  std::string note;      ///< what is new in it
  AttachmentId upload;   ///< the file that it was read from; empty when written in Heed
  std::vector<SectionText> sections;  ///< those with text, in order
  std::vector<UnreadPiece> unread;    ///< with what was decided
  std::string sha256;    ///< of `canonical_text(sections)`
  std::vector<AccountId> editors;     ///< whoever wrote or uploaded any of it
  int documents = 0;     ///< how many documents the edition asked for then
  Day frozen_on{};
  AccountId frozen_by;
};
HEED_STORABLE(ReportVersion)

enum class SignOffKind { Family, Panel, Agency, Partnership };
NLOHMANN_JSON_SERIALIZE_ENUM(SignOffKind, {{SignOffKind::Family, "family"}, {SignOffKind::Panel, "panel"},
                                           {SignOffKind::Agency, "agency"}, {SignOffKind::Partnership, "partnership"}})

/// What somebody said of a frozen version. Appended: a later one for the same body stands, the earlier stays readable.
struct ReportSignOff {
  ReportVersionId version;
  std::string kind;
  int number = 0;        ///< of the version
  SignOffKind by = SignOffKind::Panel;
  AgencyId agency;       ///< for Agency
  PersonalText name;     ///< who; for the family "the family" is enough, and better
  std::string post;      ///< or how they are related
  Day on{};
  std::string outcome;   ///< "agreed", "agreed_with_remarks", "not_agreed"; family: "read", "read_with_remarks", "chose_not_to", "not_reached"
  std::string remarks;
  std::string answer;    ///< what was done about the remarks
  AccountId recorded_by;
};
HEED_STORABLE(ReportSignOff)

using ReportSectionRow = store::Row<ReportSectionId, ReportSection>;
using ReportUploadRow = store::Row<ReportUploadId, ReportUpload>;
using ReportVersionRow = store::Row<ReportVersionId, ReportVersion>;
using ReportSignOffRow = store::Row<ReportSignOffId, ReportSignOff>;

// --- reading; callers have asked the policy for Action::ViewReport ---
/// The edition's sections of a document in order, each with its row; version 0 where nothing has been written.
std::vector<ReportSectionRow> report_sections(store::Reader& r, ReviewId review, const guidance::DocumentKind& kind);
ReportSectionRow report_section(store::Reader& r, ReviewId review, const std::string& kind, const std::string& section);
/// Every save of one section, oldest first.
std::vector<store::Version> section_history(store::Store& store, ReviewId review, ReportSectionId id);
std::optional<ReportUploadRow> report_upload(store::Reader& r, ReviewId review, const std::string& kind);
std::vector<ReportVersionRow> report_versions(store::Reader& r, ReviewId review, const std::string& kind = {});  ///< oldest first
Result<ReportVersionRow> report_version(store::Reader& r, ReviewId review, ReportVersionId id);
std::vector<ReportSignOffRow> report_sign_offs(store::Reader& r, ReviewId review, ReportVersionId version = {});  ///< oldest first
/// What stands as the document now: the upload's sections, or the written ones that hold text.
std::vector<SectionText> present_text(store::Reader& r, ReviewId review, const guidance::DocumentKind& kind);

/// The latest frozen version of a document with what publication needs of it; nothing when none was frozen.
struct Frozen {
  ReportVersionId id;
  ReportVersion version;              ///< number, sections, sha256, editors
  document::Document document;        ///< its blocks
  std::vector<ReportSignOff> sign_offs;
  bool signed_off_by(SignOffKind by) const;  ///< the latest of that kind agrees (for the family: was offered it)
  bool has_editor(AccountId account) const;
};
std::optional<Frozen> frozen(store::Reader& r, ReviewId review, const std::string& kind);

// --- verbs; Errors: Forbidden, NotFound, Stale, BadInput ---
/// Saves a section; the same text again is no new version. Refused while an upload stands for the document.
Result<void> put_section(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const std::string& kind,
                         const std::string& section, const std::string& text, std::int64_t expected);
/// An uploaded file in place of the sections. `attachment` was taken in by Store::store_attachment; the caller keeps it in the same write, at
/// the returned place. `read` is what document::read made of it.
Result<store::Place> put_upload(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const std::string& kind,
                                AttachmentId attachment, const store::AttachmentMeta& meta, const document::Document& read, std::int64_t expected);
/// The written sections stand again. With `take_text` the upload's text replaces that of the sections whose headings it has, where they are empty.
Result<void> drop_upload(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const std::string& kind,
                         bool take_text, std::int64_t expected);
/// Decides one unread piece (index in the upload). BadInput without a reason.
Result<void> decide_piece(store::Writer& w, const access::Actor& actor, ReviewId review, const std::string& kind, std::size_t piece,
                          const std::string& decision, const std::string& why, std::int64_t expected);
/// Refused with what stands in the way (`missing_to_freeze`), or when nothing has changed since the last one.
Result<ReportVersionId> freeze(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, const std::string& kind,
                               const std::string& note);
/// Of the latest frozen version of its document. Partnership: Action::SignOffReport, and refused before the panel has agreed. Events
/// "family_read_draft", and "report_completed" once the partnership has signed off every document.
Result<ReportSignOffId> sign_off_report(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review,
                                        ReportSignOff value);

// --- rules (pure) ---
/// A read file as sections: split at its top headings, each matched to the kind's by its words. Comments and pictures become unread pieces.
struct ReadUpload { std::vector<SectionText> sections; std::vector<UnreadPiece> unread; };
ReadUpload sections_of(const document::Document& read, const guidance::DocumentKind& kind);
/// What is missing before a document can be frozen, in words.
std::vector<std::string> missing_to_freeze(const guidance::DocumentKind& kind, const std::vector<SectionText>& text, const std::optional<ReportUpload>& upload);
/// The text that a version's digest is of: headings and texts with lengths, so that no two snapshots look the same.
std::string canonical_text(const std::vector<SectionText>& sections);
/// The document of a snapshot: title, then each section under a heading of level 1.
document::Document to_document(const std::string& title, const std::string& of, const std::vector<SectionText>& sections);
/// What a file of it carries: marking "OFFICIAL-SENSITIVE", page numbers, "Draft" or "Version n" in the footer. Number 0: a draft.
document::WriteOptions write_options(const std::string& title, int number);
/// "NB-2026-03-overview-report-v3.docx", "…-draft.docx".
std::string report_file_name(const std::string& reference, const std::string& kind, int number);

/// A word to look at again in a section.
struct WordHit {
  std::string section, heading;
  std::string before, word, after;   ///< the word among its neighbours
  std::string why, instead;
};
std::vector<WordHit> check_words(const guidance::Edition& edition, const std::vector<SectionText>& sections);

StepState report_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

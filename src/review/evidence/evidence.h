// The fourth step: agencies are asked for returns (chronology, individual management review, summary report), their authors
// declare independence, write or upload, hand in and have them signed off; the coordinator or chair accepts them or sends them back.
// What was handed in is never overwritten: each hand-in is a version of its own. An agency's author sees that agency's return and
// nothing else, so every function that reads returns takes the Actor and asks the policy for each agency.
// Deliberately not here: what stands in a chronology (review/chronology reads the files), and reading documents.
#pragma once

#include "review/guidance/edition.h"
#include "review/people/review.h"

namespace heed::review {

struct ReturnTag; using ReturnId = Id<ReturnTag>;
struct ReturnDraftTag; using ReturnDraftId = Id<ReturnDraftTag>;
struct ReturnVersionTag; using ReturnVersionId = Id<ReturnVersionTag>;
struct ReturnEventTag; using ReturnEventId = Id<ReturnEventTag>;

enum class ReturnStatus { Asked, Working, HandedIn, SentBack, Accepted, Cancelled };
NLOHMANN_JSON_SERIALIZE_ENUM(ReturnStatus, {{ReturnStatus::Asked, "asked"}, {ReturnStatus::Working, "working"}, {ReturnStatus::HandedIn, "handed_in"},
                                            {ReturnStatus::SentBack, "sent_back"}, {ReturnStatus::Accepted, "accepted"}, {ReturnStatus::Cancelled, "cancelled"}})
std::string_view words(ReturnStatus status);  ///< "Asked", "Being written", "Handed in", "Sent back for amendment", "Accepted", "No longer asked for"

/// A key line of enquiry that the agency is to answer, as it stood when asked.
struct Enquiry {
  std::string id;                ///< of casefile's KeyLine; "" for one written here
  std::string text;
};
HEED_STORABLE(Enquiry)

/// What one agency is asked for. Place.agency is the agency.
struct Return {
  AgencyId agency;
  std::string kind;              ///< id of the edition's return kind
  std::string title;             ///< its words: "individual management review"
  std::string body;              ///< id of the edition's body; settles the authority
  std::string authority;         ///< the sentence by which they are asked, as it stood then
  bool listed = false;           ///< under the duty of section 9(4), rather than invited
  Day asked_on{}, due{};
  std::string period_from, period_until;  ///< the period asked about, in words as typed
  std::vector<Enquiry> enquiries;
  std::string letter;            ///< the words of the request
  ReturnStatus status = ReturnStatus::Asked;
  int versions = 0;              ///< handed in so far
  bool nil = false;              ///< the latest version says that no trace was found
  bool signed_off = false;       ///< the latest version is signed off by a senior officer
  Day handed_in_on{};            ///< the first time
  std::string edition;
};
HEED_STORABLE(Return)
using ReturnRow = store::Row<ReturnId, Return>;

/// What the author says of their own independence.
struct Independence {
  PersonalText name;
  std::string post;
  std::string independent;       ///< "yes": no line management of, and no direct involvement in, the case; "no"; "" not said yet
  std::string details;           ///< who supervised the work; or what the involvement was
  Day declared_on{};
};
HEED_STORABLE(Independence)

struct ReturnFile {
  AttachmentId attachment;
  std::string holds;             ///< "chronology", "report", "other"
  PersonalText name;             ///< as uploaded: never in an address, a title or a download's name
  std::string media_type;
  std::string ending;            ///< "docx", "xlsx", "pdf", "csv", …
  std::int64_t size = 0;
  Day added_on{};
  AccountId added_by;
};
HEED_STORABLE(ReturnFile)

/// A section of the return's kind, typed rather than uploaded. The id "enquiry:<n>" answers an enquiry.
struct ReturnSection {
  std::string id, heading, text;
};
HEED_STORABLE(ReturnSection)

/// What the agency is working on. Only its own authors see it.
struct ReturnDraft {
  ReturnId of;
  bool nil = false;
  Independence independence;
  std::vector<ReturnSection> sections;
  std::vector<ReturnFile> files;
};
HEED_STORABLE(ReturnDraft)
using ReturnDraftRow = store::Row<ReturnDraftId, ReturnDraft>;

struct SignOff {
  PersonalText name;
  std::string post;
  Day day{};
  AccountId recorded_by;
};
HEED_STORABLE(SignOff)

/// One hand-in. Nothing in it changes, but that the sign-off is added once.
struct ReturnVersion {
  ReturnId of;
  int number = 0;
  bool nil = false;
  Independence independence;
  std::vector<ReturnSection> sections;
  std::vector<ReturnFile> files;
  Day handed_in_on{};
  AccountId handed_in_by;
  std::optional<SignOff> sign_off;
};
HEED_STORABLE(ReturnVersion)
using ReturnVersionRow = store::Row<ReturnVersionId, ReturnVersion>;

/// What happened to a return, appended.
struct ReturnEvent {
  ReturnId of;
  ReturnStatus status = ReturnStatus::Asked;
  int version = 0;
  std::string what;              ///< "Due day moved from 3 May 2026 to 10 May 2026"
  std::string reason;
};
HEED_STORABLE(ReturnEvent)
using ReturnEventRow = store::Row<ReturnEventId, ReturnEvent>;

// --- reading: each shows an actor what they may see of the review, and no more ---
std::vector<ReturnRow> returns(store::Reader& r, const access::Actor& actor, const ReviewRow& review);      ///< by due day
std::vector<ReturnRow> returns_of(store::Reader& r, const access::Actor& actor, const ReviewRow& review, AgencyId agency);
Result<ReturnRow> find_return(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id);
/// The agency's working copy: for those who may work on it (Act::SubmitReturn). An empty one (version 0) before anything is written.
Result<ReturnDraftRow> draft(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id);
std::vector<ReturnVersionRow> versions(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id);  ///< oldest first
std::vector<ReturnEventRow> events(store::Reader& r, const access::Actor& actor, const ReviewRow& review, ReturnId id);      ///< oldest first
/// A file of one of the agency's returns that the actor may open. Errors: NotFound.
struct FoundFile { ReturnRow in; ReturnFile file; int version = 0; };  ///< version 0: still in the working copy
Result<FoundFile> find_file(store::Reader& r, const access::Actor& actor, const ReviewRow& review, AgencyId agency, AttachmentId id);

/// For the chronology step: the files that hold a chronology in the latest version handed in of each return.
struct ChronologyFile {
  AgencyId agency;
  ReturnId from;
  int version = 0;
  AttachmentId attachment;
  std::string media_type, ending;
  bool accepted = false;
};
std::vector<ChronologyFile> chronology_files(store::Reader& r, const access::Actor& actor, const ReviewRow& review);

/// "Who owes what", for those who ask for returns.
struct Owed {
  ReturnRow row;
  std::string agency;            ///< its name
  int days_late = 0;             ///< 0: not late, or nothing is owed any more
};
std::vector<Owed> owed(store::Reader& r, const access::Actor& actor, const ReviewRow& review, Day today);

// --- verbs of those who ask (Act::RequestReturn) ---
/// Errors: Forbidden, BadInput; Refused when the review is not being held.
Result<ReturnId> ask(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, Return request);
/// Another day, with the reason. Errors: also Refused when nothing is owed any more, Stale.
Result<void> move_due(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, Day due, const std::string& reason, std::int64_t expected);
Result<void> cancel(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReturnId id, const std::string& reason);
/// Errors: Refused unless it is handed in and, where its kind asks for that, signed off.
Result<void> accept(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReturnId id);
/// Errors: BadInput without reasons; Refused unless it is handed in or accepted.
Result<void> send_back(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReturnId id, const std::string& reasons);

// --- verbs of the agency's author (Act::SubmitReturn); `expected` is the draft's version ---
Result<void> declare_independence(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, const Independence& value, std::int64_t expected);
Result<void> say_nil(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, bool nil, std::int64_t expected);
Result<void> write_section(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReturnId id, const std::string& section,
                           const std::string& text, std::int64_t expected);
/// Adds a file that `Store::store_attachment` has taken in; the caller keeps the attachment in the same write, at the returned place.
Result<store::Place> add_file(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, ReturnFile file);
Result<void> remove_file(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, AttachmentId file);
/// Errors: Refused with what is missing (`missing_in`), or when it is not the agency's turn.
Result<int> hand_in(store::Writer& w, const access::Actor& actor, const guidance::Edition& edition, ReviewId review, ReturnId id);
/// The sign-off of the latest version handed in. Errors: Refused when there is none, or it is signed off already; BadInput.
Result<void> sign_off(store::Writer& w, const access::Actor& actor, ReviewId review, ReturnId id, SignOff value);

// --- rules (pure) ---
/// The kind whose sections a draft answers: that of the request, or the edition's nil return. Null when the edition has no such kind.
const guidance::ReturnKind* kind_of(const guidance::Edition& edition, const Return& request, bool nil);
/// The sections to be typed: those of the kind that a person writes, then one for each enquiry.
std::vector<guidance::Section> sections_to_write(const guidance::Edition& edition, const Return& request, bool nil);
/// What is missing before a draft may be handed in, in words.
std::vector<std::string> missing_in(const guidance::Edition& edition, const Return& request, const ReturnDraft& draft);
bool is_owed(const Return& request);           ///< the agency still has it to hand in
bool is_agencys_turn(ReturnStatus status);     ///< Asked, Working, SentBack
/// The edition's body that fits an agency best, for a form to begin with; null when the edition has none.
const guidance::Body* body_for(const guidance::Edition& edition, const access::Agency& agency, Day day);
/// The words of a request, as the form begins.
std::string letter_for(const guidance::Edition& edition, const Return& request);
/// "NB-2026-03-north-borough-housing-imr-v2.docx": from the reference, the agency and the kind, never from what was uploaded.
std::string download_name(const Review& review, const std::string& agency, const Return& request, const ReturnFile& file, int version);

/// For the task list, which shows it to those who ask for returns and to nobody else.
StepState evidence_state(store::Reader& r, const ReviewRow& review);

}  // namespace heed::review

// The only door between a review and the public. For each document of a review the partnership publishes an anonymised edition,
// released by two people who did not make it, or withholds it. The casework is written first; `bring_library_up` then makes the
// library agree with it, as often as needed. Nothing here trusts an earlier answer: register, proof and rules are asked again at the
// second signature. Deliberately not here: the words of the report (review/report) and what the public reads (library, web).
#pragma once

#include <optional>

#include "anonymise/decide.h"
#include "anonymise/prove.h"
#include "anonymise/register.h"
#include "library/library.h"
#include "review/assurance/assurance.h"

namespace heed::publish {

struct EditionTag;     using EditionId = Id<EditionTag>;
struct FoundTag;       using FoundId = Id<FoundTag>;
struct WithholdingTag; using WithholdingId = Id<WithholdingTag>;

enum class EditionState { Working, Finalised, Released, Replaced, Withdrawn };
NLOHMANN_JSON_SERIALIZE_ENUM(EditionState, {{EditionState::Working, "working"}, {EditionState::Finalised, "finalised"}, {EditionState::Released, "released"},
                                            {EditionState::Replaced, "replaced"}, {EditionState::Withdrawn, "withdrawn"}})
std::string_view words(EditionState state);

/// One of the two releases. It holds for one hash, and for nothing else.
struct Signature {
  AccountId by;
  bool for_chair = false;     ///< acting for the partnership's chair
  std::string hash;           ///< of the edition as it was then
  Day on{};
};
HEED_STORABLE(Signature)

/// What the proof found, in figures; the values are not here.
struct ProofSummary {
  bool run = false;
  bool settled = false;       ///< nothing listed remains, and every weak variant is decided
  int strong = 0, weak = 0, decided = 0, allowed = 0, unread = 0, advice = 0;
  int values = 0, variants = 0, parts = 0;
  std::string certificate;    ///< JSON, without values
};
HEED_STORABLE(ProofSummary)

/// What stands in the place of exact dates, ages and staff, in the words of anonymise::read_policy. By itself: of an edition made
/// before there was a choice; see policy.h for what a review chose.
struct ReplacementPolicy {
  std::string dates = "month", ages = "keep", professionals = "keep";
  bool operator==(const ReplacementPolicy&) const = default;
};
HEED_STORABLE(ReplacementPolicy)

/// One anonymised edition of one document.
struct Edition {
  std::string kind;           ///< DocumentKind id
  int number = 1;             ///< first edition, second edition, …, of its kind
  EditionState state = EditionState::Working;
  std::string title;          ///< "Overview report: Amara"
  std::string content_note;   ///< what a reader may want to know before reading
  review::ReportVersionId report;
  int report_number = 0;
  std::string report_sha256;
  std::vector<AccountId> report_editors;
  std::string register_hash;  ///< of the register that it was made with
  ReplacementPolicy policy;   ///< that it was made by
  std::vector<AccountId> editors;  ///< whoever made it, decided a detection or finalised it
  ProofSummary proof;
  AttachmentId docx;          ///< when finalised
  AttachmentId pdf;           ///< the same words as tagged PDF; missing where it could not be made and proved
  AttachmentId log;           ///< every replacement with what stood there before; for whoever releases alone
  std::string file_name;
  std::string docx_sha256, pdf_sha256;
  std::string no_pdf;         ///< why it has no PDF
  std::string hash;           ///< what both releasers sign; empty until finalised
  std::vector<Signature> signatures;
  Day family_told{};          ///< the family is told before anybody else
  std::string family_told_how;
  std::string public_id;      ///< made at the release
  std::string replaces;       ///< public id of the edition before it
  Day released_on{};
  Day withdrawn_on{};
  std::string withdrawn_why;  ///< kept inside
  std::string notice_id, notice_text;  ///< what the public reads in its place
};
HEED_STORABLE(Edition)

/// Somebody with whom the learning of a withheld review was shared.
struct Shared {
  std::string with;
  Day on{};
  Day acknowledged{};
};
HEED_STORABLE(Shared)

/// The decision not to publish, or not all of it.
struct Withholding {
  std::string scope;          ///< WithholdScope id
  std::vector<std::string> grounds;
  std::string reasons;        ///< compelling reasons, in words; never public
  std::string section;        ///< of the guidance
  std::string decided_by;     ///< body or post
  Day decided_on{};
  Day reasons_sent, commissioner_copied, family_told;
  std::vector<Shared> shared;
  std::string notice_text;    ///< as bare as safety asks
  bool name_partnership = false, give_day = false;
  bool show_progress = false; ///< cleared recommendations, among those of others and without a word of where they come from
  std::string notice_id;
  Day ended_on{};             ///< the partnership decided otherwise
  std::string ended_why;
};
HEED_STORABLE(Withholding)

using EditionRow = store::Row<EditionId, Edition>;
using WithholdingRow = store::Row<WithholdingId, Withholding>;

// --- reading; callers have asked the policy for Action::ViewEdition ---
std::vector<EditionRow> editions(store::Reader& r, ReviewId review, const std::string& kind = {});  ///< oldest first
std::optional<EditionRow> latest_edition(store::Reader& r, ReviewId review, const std::string& kind);
Result<EditionRow> edition(store::Reader& r, ReviewId review, EditionId id);
std::optional<WithholdingRow> withholding(store::Reader& r, ReviewId review);       ///< the one that stands

/// The anonymiser's register of a review: people and participants are listed, agencies and appointments stay named.
struct BuiltRegister {
  anonymise::Register reg;
  std::vector<std::string> unusable;  ///< values that cannot be searched for, by whom and kind and never by value: each blocks
};
/// How somebody without a pseudonym is called: by the general words of an edition, or as pages call them ("person B").
enum class Unnamed { General, ByPart };
BuiltRegister build_register(store::Reader& r, const review::ReviewRow& review, Unnamed unnamed = Unnamed::General);

// --- rules (pure) ---
/// What a release must know. Every member begins at the answer that blocks.
struct ReleaseFacts {
  std::vector<std::string> assurance;   ///< what the letter still asks
  bool letter_permits = false;
  int open_holds = 1;
  int holds_without_view = 1;           ///< closed ones without the investigating officer's view
  bool withheld = true;
  bool has_pseudonym = false;
  bool made = false;
  bool report_is_latest = false;
  bool register_is_same = false;
  bool policy_is_same = false;
  int unusable_values = 1;
  int undecided = 1;
  bool finalised = false;
  bool proof_settled = false;
  bool family_told = false;
};
struct Blocks {
  std::string rest;                     ///< page of the review where it is settled: "assurance", "publication/edition/…"
  std::string words;
};
std::vector<Blocks> blocks(const ReleaseFacts& facts);
/// Why somebody may not sign; empty when they may. `may_release`: the policy's answer for Action::ReleaseEdition.
std::vector<std::string> blocks_signature(const Edition& edition, AccountId who, bool may_release, bool for_chair);
/// Two different people, neither an editor, both of this hash, one for the chair.
bool fully_signed(const Edition& edition);
bool is_withheld(const std::string& scope, const std::string& kind);
bool acts_for_chair(const access::Actor& actor, const review::ReviewRow& review);

ReleaseFacts release_facts(store::Reader& r, const review::ReviewRow& review, const guidance::Edition& law, const std::string& kind);
/// What stands in the way of releasing a document, in words with where to settle it. Empty: two people may release it.
std::vector<Blocks> what_blocks_release(store::Reader& r, const review::ReviewRow& review, const guidance::Edition& law, const std::string& kind);

// --- verbs; Errors: Forbidden, NotFound, Stale, BadInput, Refused ---
/// Makes the working edition of the latest frozen version, or makes it again, keeping decisions about the same values.
Result<EditionId> make_edition(store::Store& store, const access::Actor& actor, ReviewId review, const std::string& kind);
Result<void> put_details(store::Writer& w, const access::Actor& actor, ReviewId review, EditionId edition, const std::string& title,
                         const std::string& content_note, std::int64_t expected);
/// Applies the decisions, makes the file, proves it. Answers with the figures; anything but settled leaves no file behind.
Result<ProofSummary> finalise_edition(store::Store& store, const access::Actor& actor, ReviewId review, EditionId edition);
Result<void> family_told(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review, EditionId edition, Day on,
                         const std::string& how, std::int64_t expected);
enum class Signed { First, Released };
/// `hash`: what the person had before them. With the second signature the edition is released in the casework.
Result<Signed> sign(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review, EditionId edition, const std::string& hash);
/// Takes a released edition back, leaving a notice.
Result<void> withdraw(store::Writer& w, const access::Actor& actor, ReviewId review, EditionId edition, const std::string& why,
                      const std::string& notice_text, std::int64_t expected);
Result<WithholdingId> withhold(store::Writer& w, const access::Actor& actor, const guidance::Edition& law, ReviewId review, Withholding value,
                               std::int64_t expected);
Result<void> end_withholding(store::Writer& w, const access::Actor& actor, ReviewId review, const std::string& why, std::int64_t expected);

// --- the anonymised words, for the preview and for the library ---
Result<std::vector<library::Block>> blocks_of(store::Store& store, const Edition& edition);
/// The same as it would be by what has been decided so far: for whoever works on it.
Result<std::vector<library::Block>> draft_blocks(store::Store& store, const access::Actor& actor, ReviewId review, EditionId edition);
/// Cleared recommendations that are not shown because their words hold a value of the register.
int held_back_recommendations(store::Reader& r, const review::ReviewRow& review);

// --- the log of replacements, for the two who release (Action::ReleaseEdition) ---
struct LogRow {
  std::string part;           ///< of the file
  PersonalText original;
  std::string replacement;
  std::string kind, by, why;
  double confidence = 0;
  bool applied = true;        ///< false: it stayed, by decision or below the line
};
struct ReplacementLog {
  std::vector<LogRow> rows;   ///< in the order of the file
  std::vector<std::pair<std::string, int>> cleaned;  ///< what was taken out whole, and how often
};
/// Of a finalised or released edition. Errors: Forbidden, NotFound.
Result<ReplacementLog> replacement_log(store::Store& store, const access::Actor& actor, ReviewId review, EditionId edition);

// --- the library ---
/// Where recommendations of withheld reviews stand that were cleared for the public: together, so that none says whence it comes.
inline constexpr std::string_view kPooledProgress = "cleared-recommendations";
struct Brought {
  int published = 0, withdrawn = 0, notices = 0, progress = 0;
};
/// Makes the library agree with the casework. Safe to repeat, at start and after each release, withdrawal, withholding or change of
/// progress. Errors: of the library; what was brought before stays brought.
Result<Brought> bring_library_up(store::Store& store, library::Library& library);
/// The progress of cleared recommendations alone: after one was cleared, changed or moved on. How many reviews' lines changed.
Result<int> bring_progress_up(store::Store& store, library::Library& library);
/// How library and casework differ, in sentences without case material; for `heed check`. Empty: they agree.
std::vector<std::string> library_differences(store::Reader& r, const library::Library& library);

review::StepState publish_state(store::Reader& r, const review::ReviewRow& review);

}  // namespace heed::publish

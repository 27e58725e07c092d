// The shelves of publication and what its stores share. Inside publish/ only.
#pragma once

#include "publish/detections.h"

namespace heed::publish {

extern const store::Shelf<EditionId, Edition> kEditions;
extern const store::Shelf<FoundId, Found> kFound;
extern const store::Shelf<AllowedId, Allowed> kAllowed;
extern const store::Shelf<WithholdingId, Withholding> kWithholdings;

/// What an attachment that holds a log of replacements is for.
inline constexpr std::string_view kLogPurpose = "replacement log";

/// The words of a value without case and marks: values alike in it are one.
std::string folded_value(std::string_view value);
/// What somebody of the register is called in an edition: the pseudonym, else the role of staff; empty while there is neither.
std::string stands_for(const review::Person& person);
/// An edition that is still worked on. Errors: NotFound, Refused.
Result<EditionRow> open_edition(store::Reader& r, ReviewId review, EditionId id);
/// An account that worked on the edition, once.
void note_editor(Edition& edition, AccountId who);
/// Back to work: what was proved and signed is no more.
void reopen(Edition& edition);
/// What both releasers sign: over everything that goes out.
std::string hash_of(const Edition& edition);
/// The decisions and the policy as the anonymiser takes them.
anonymise::Decisions decisions_of(const std::vector<FoundRow>& rows, const Edition& edition);
std::optional<anonymise::DetectionKind> detection_kind(std::string_view word);
/// "May 2021", or "" when the month is not known.
std::string death_month(store::Reader& r, ReviewId review);
library::Kind library_kind(std::string_view document_kind);
/// How an edition is written, as Word and as PDF.
document::WriteOptions write_options_of(const Edition& edition);
/// The words of a made file, without its title and contents list, which are the writer's and the page's own.
Result<document::Document> read_words(std::string_view docx, const std::string& title);
/// The same as the library keeps them.
Result<std::vector<library::Block>> read_blocks(std::string_view docx, const std::string& title);

}  // namespace heed::publish

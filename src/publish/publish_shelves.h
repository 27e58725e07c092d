// The shelves of publication and what its stores share. Inside publish/ only.
#pragma once

#include "publish/publish.h"

namespace heed::publish {

extern const store::Shelf<EditionId, Edition> kEditions;
extern const store::Shelf<FoundId, Found> kFound;
extern const store::Shelf<WithholdingId, Withholding> kWithholdings;

/// An account that worked on the edition, once.
void note_editor(Edition& edition, AccountId who);
/// Back to work: what was proved and signed is no more.
void reopen(Edition& edition);
/// What both releasers sign: over everything that goes out.
std::string hash_of(const Edition& edition);
/// The decisions as the anonymiser takes them.
anonymise::Decisions decisions_of(const std::vector<FoundRow>& rows, const std::string& register_hash);
std::optional<anonymise::DetectionKind> detection_kind(std::string_view word);
/// "May 2021", or "" when the month is not known.
std::string death_month(store::Reader& r, ReviewId review);
library::Kind library_kind(std::string_view document_kind);
/// The blocks of a made file, without its title and contents list, which are the page's own.
Result<std::vector<library::Block>> read_blocks(std::string_view docx, const std::string& title);

}  // namespace heed::publish

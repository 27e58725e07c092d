// An edition as tagged PDF: exactly the words of the Word file that was proved, and proved itself by what another program reads out of
// it, because its bytes are packed and cannot be searched as they are. Its hash is among what the releasers sign.
#pragma once

#include "publish/publish_shelves.h"

namespace heed::publish {

/// Errors: Unfinished when it cannot be read in full or a listed value stands in it, Unsupported when a character cannot be shown;
/// nothing is given then. The same words give the same bytes.
Result<std::string> proved_pdf(std::string_view docx, const Edition& edition, const anonymise::Register& reg, const anonymise::Decisions& decisions);
/// "rowan-overview-edition-1.pdf"
std::string pdf_name(const Edition& edition);
/// The PDF of a finalised edition; empty where it has none. Errors: Unfinished when it is not the one that was signed.
Result<std::string> pdf_of(store::Store& store, const Edition& edition);

}  // namespace heed::publish

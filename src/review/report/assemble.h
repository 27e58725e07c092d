// What Heed itself can put into a section of a report: terms of reference, who contributed, how long it took and why, findings, lessons,
// recommendations and actions, in the structured text of structured_text.h. It is a beginning for the author to write from, never the finished section, and it
// calls the people of the register by pseudonym or role; the chair, the author and the panel keep their names.
#pragma once

#include "review/report/report.h"

namespace heed::review {

/// The text for one section; "" where Heed holds nothing for it yet, or `section.assemble` is empty. Reads only what `actor` may see.
std::string assemble(store::Reader& r, const access::Actor& actor, const ReviewRow& review, const guidance::Edition& edition,
                     const guidance::DocumentKind& kind, const guidance::Section& section, Day today);

}  // namespace heed::review

// What people say of the suggestions that a rule found in published reports: accepted, rejected, or put right, by whom and when. Their
// word is written to the casework's journal, with their name; the library, which anybody may read and download, then gets the
// decision with the role and the day, never the name. What is not published has no suggestions, so nothing here is case material.
#pragma once

#include "library/library.h"
#include "publish/publish.h"

namespace heed::publish {

struct VerdictTag;
using VerdictId = Id<VerdictTag>;

/// A person's word on one suggestion, as the library names it. The newest stands; the journal keeps the earlier ones.
struct Verdict {
  std::string edition, anchor;  ///< of the published paragraph
  std::string kind, value;      ///< as library::Suggestion
  std::string status;           ///< "accepted", "rejected", "suggested" where it was taken back
  std::string role;             ///< "Coordinator, Fenmere Community Safety Partnership": what the public sees
  Day on{};
};
HEED_STORABLE(Verdict)
using VerdictRow = store::Row<VerdictId, Verdict>;

/// Of one edition, oldest first.
std::vector<VerdictRow> verdicts(store::Reader& r, const std::string& edition);
/// The role that somebody curates the library in, for the public: "Coordinator, Fenmere Community Safety Partnership". Empty: none.
std::string curating_role(store::Reader& r, const access::Actor& actor);

/// Settles suggestions of one edition: `said` needs anchor, kind, value and status. Errors: Forbidden, NotFound for a paragraph that is
/// not published, BadInput.
Result<void> decide_suggestions(store::Store& store, library::Library& library, const access::Actor& actor, const std::string& edition,
                                const std::vector<library::Suggestion>& said);
/// The library made to hold what was said, after a crash or in a library made anew. Of editions that are not here nothing is said.
Result<void> bring_verdicts_up(store::Store& store, library::Library& library);

}  // namespace heed::publish

// The switch between real names and pseudonyms on pages and exports that hold casework. The choice stands in the address (`?view=`), is remembered
// for each person and review, and is written into the reading log. Whoever works on a review sees real names until they choose otherwise, whoever
// reads it sees pseudonyms; without the people register nobody sees real names here. It shows and never releases: what goes out is an edition.
#pragma once

#include <memory>
#include <string>

#include "anonymise/pseudonymiser.h"
#include "publish/publish.h"
#include "web/pages/layout.h"

namespace heed::web {

enum class Names { Real, Pseudonyms };
std::string_view word(Names names);  ///< as in the address: "identified", "pseudonymised"

/// What this request shows. A choice in the address is remembered; what is shown goes to the reading log, before `c.reading`.
Names names_shown(Context& c);
/// Says which names the page shows, with the way to the others where the person may see them.
Html names_switch(const Context& c, Names shown);
/// An address that says which names it gives.
std::string with_names(std::string_view address, Names shown);

/// A review's register with what puts pseudonyms into a text by it. Made once for a state of the register and shared.
struct NamesOf {
  publish::BuiltRegister built;
  anonymise::Pseudonymiser pseudonyms;
};
std::shared_ptr<const NamesOf> names_of(const Context& c, store::Reader& r);

/// Nothing that is listed stands in a file that is said to be pseudonymised; a file that cannot be searched does not leave either.
Result<void> check_pseudonymised(const NamesOf& names, std::string_view bytes, std::string_view file_name);

}  // namespace heed::web

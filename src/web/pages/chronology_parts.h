// What the pages of the chronology share: how an entry looks in a table, where its page is, and what it says in pseudonyms.
#pragma once

#include <string>
#include <vector>

#include "review/chronology/chronology.h"
#include "web/forms.h"
#include "web/pages/names_view.h"

namespace heed::web {

/// "1 entry", "3 entries".
std::string counted(std::int64_t n, std::string_view one, std::string_view many);
/// A part of a cell under its label; nothing when there is no text.
Html labelled(std::string_view label, std::string_view text);
/// The cells of an entry; `extra` stands below what happened, the date leads to `link`.
std::vector<Cell> entry_cells(const review::Entry& e, const Html& extra = {}, std::string_view link = {});
Table chronology_table(std::vector<std::vector<Cell>> rows);
std::string entry_address(const Context& c, review::EntryId id);
std::vector<Option> agency_options(Context& c);

/// The entry as it reads in pseudonyms, in every field: a listed day in its date column becomes its month.
review::Entry in_pseudonyms(const review::Entry& e, const anonymise::Pseudonymiser& pseudonyms, Day today);

/// The routes of the two other files of these pages; add_chronology_routes adds them.
void add_chronology_import_routes(Routes& routes);
void add_chronology_entry_routes(Routes& routes);

}  // namespace heed::web

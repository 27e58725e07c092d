// What the pages of learning share: how they link, the address of a table under its filters, the filter beside it, and whose figures
// they are. For learning_*pages.cc only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "library/coded.h"
#include "library/tables.h"
#include "web/html.h"
#include "web/routes.h"

namespace heed::web::learning {

const library::FieldSchema& schema();

/// A page under "What is learned", or that page itself.
enum class Stands { Below, Top };
Response page(Context& c, std::string title, Html main, Stands stands = Stands::Below);

/// What an address asks for: a table and its filters, perhaps with one filter less, or another page than the table's.
struct Link {
  std::string_view rest = {};           ///< "csv"
  std::optional<std::size_t> without = {};  ///< which filter is left out
  std::string_view base = {};           ///< another page that takes the same filters
};
std::string address(const library::TableRequest& request, const Link& to = {});

Html credits(const std::vector<std::string>& lines, const std::vector<std::string>& cautions);
Html credits_of(const library::CodedData& data);

/// The filter of a table or of the list of reviews; `action` is the page that it filters.
Html filter_form(const library::CodedData& data, const library::MadeTable& table, std::string_view action);
/// `main` first, and the filter beside it or, on a narrow screen, after it with a link that leads there.
Html beside(const Html& main, const Html& filter, std::string_view link_words);

Response one_table(Context& c);
Response table_csv_file(Context& c);
Response table_metadata(Context& c);
Response table_docx(Context& c);
Response all_csv(Context& c);
Response records(Context& c);
Response one_record(Context& c);

}  // namespace heed::web::learning

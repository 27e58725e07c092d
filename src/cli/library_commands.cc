#include "cli/library_commands.h"

#include <algorithm>

#include "cli/library_add_commands.h"
#include "cli/library_report_commands.h"
#include "cli/library_search_commands.h"
#include "cli/library_suggestions_commands.h"

namespace heed::cli {

namespace {
/// "library export" stands in the program's own table, because it makes pages, which the command line does not know.
const Command* command_named(std::string_view name) {
  for (const auto* all : {&library_commands(), &commands()})
    for (const auto& row : *all)
      if (row.name == name) return &row;
  return nullptr;
}
}  // namespace

const std::vector<Command>& library_commands() {
  static const std::vector<Command> rows = {
      {"library add", "library add --data DIR PATH… [--jsonl FILE] [--catalogue FILE]", "Reads reports of others into the library.", library_add},
      {"library search", "library search --data DIR QUERY | --batch FILE [--trec] [--time] [--without IDEA,…]", "Finds passages, or ranks documents for a file of topics.", library_search},
      {"library suggestions", "library suggestions --data DIR DOCUMENT | --accept N,… | --reject N,… | --reopen N,… --by WHO", "Lists what was found in a report by rule, or decides about it.", library_suggestions},
      {"library withdraw", "library withdraw --data DIR DOCUMENT [--text WORDS]", "Takes a report of others out, its words overwritten.", library_withdraw},
      {"library import-dhrd", "library import-dhrd DIR --data DIR", "Brings in the coded reviews of the Domestic Homicide Review Dataset.", library_import_dhrd},
      {"library report", "library report --data DIR [TABLE…] [--csv] [--json] [--filter FIELD=VALUE]… [--by FIELD] [--unit UNIT] [--intervals] [--how] [--list]", "Counts what is coded, table by table.", library_report},
      {"library code", "library code FILE.csv --data DIR --source ID --credit LINE --coder WHO [--title WORDS] [--licence WORDS] [--public-rows]", "Brings in what people coded, a line an answer.", library_code},
      {"library match", "library match NAME… [--force]", "Finds the partnership or police force that a name means; 4 when one is not found.", library_match},
  };
  return rows;
}

int library(const Args& args) {
  if (!args.empty())
    if (const auto* row = command_named("library " + args.front())) return row->run(Args(args.begin() + 1, args.end()));
  fmt::print(stderr, "{}\n", args.empty() ? "Say what to do with the library:" : "The library knows no " + args.front() + ". It knows:");
  for (const auto* all : {&library_commands(), &commands()})
    for (const auto& row : *all)
      if (row.name.starts_with("library ")) fmt::print(stderr, "  heed {}\n    {}\n", row.usage, row.summary);
  return kUsage;
}

Result<std::unique_ptr<library::Library>> open_library(const std::filesystem::path& data, library::OpenOptions::Mode mode) {
  if (mode != library::OpenOptions::Mode::Create && !std::filesystem::is_directory(data))
    return bad_input("There is no folder " + data.string() + ".", "heed library add makes one.");
  return library::Library::open({.file = data / "library.db", .mode = mode});
}

}  // namespace heed::cli

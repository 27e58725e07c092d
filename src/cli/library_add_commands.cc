#include "cli/library_add_commands.h"

#include "cli/library_commands.h"

namespace heed::cli {

int library_add(const Args& args) {
  const auto options = Options::parse(args, {"--data", "--jsonl", "--catalogue"}, {});
  if (!options.ok()) return wrong_usage("library add", options.error().message);
  if (!options->has("--data")) return wrong_usage("library add", "add needs --data DIR.");
  auto library = open_library(options->value("--data"), library::OpenOptions::Mode::Create);
  if (!library.ok()) return fail(library.error());
  return kDone;
}

}  // namespace heed::cli

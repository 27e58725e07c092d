#include "cli/library_search_commands.h"

#include "cli/library_commands.h"

namespace heed::cli {

int library_search(const Args& args) {
  const auto options = Options::parse(args, {"--data"}, {});
  if (!options.ok()) return wrong_usage("library search", options.error().message);
  if (!options->has("--data") || options->words().empty()) return wrong_usage("library search", "search needs --data DIR and words.");
  auto library = open_library(options->value("--data"), library::OpenOptions::Mode::ReadOnly);
  if (!library.ok()) return fail(library.error());
  std::string words;
  for (const auto& word : options->words()) words += (words.empty() ? "" : " ") + word;
  const auto found = (*library)->search(words, {}, {1, 20});
  for (const auto& passage : found.passages) {
    fmt::print("{} #{}\n  ", passage.title, passage.anchor);
    for (const auto& piece : passage.text) fmt::print("{}", piece.text);
    fmt::print("\n");
  }
  return found.passages.empty() ? kRefused : kDone;
}

}  // namespace heed::cli

// The one table of commands. A command takes the words after its name and gives an exit code: 0 done, 1 refused or bad input,
// 2 wrong usage, 3 fault, 4 something was found. Errors go to standard error: one sentence of what, one of what to do.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace heed::cli {

enum Exit { kDone = 0, kRefused = 1, kUsage = 2, kFault = 3, kFound = 4 };

using Args = std::vector<std::string>;

struct Command {
  std::string_view name;
  std::string_view usage;      ///< "serve --data DIR [--listen ADDR:PORT]"
  std::string_view summary;    ///< one line
  int (*run)(const Args& args);
};

const std::vector<Command>& commands();
/// Runs the command that the words name. `first` are commands that the program adds before the table's own.
int run(int argc, char** argv, const std::vector<Command>& first = {});

/// Prints the two sentences and gives the exit code of the refusal.
int fail(const Error& error);
/// Wrong usage: what is wrong, and the command's usage line. Gives kUsage.
int wrong_usage(std::string_view command, std::string_view what);

/// Options of a command, as `--name VALUE`, `--flag`, `-o VALUE` and plain words. Unknown options are an error.
class Options {
 public:
  /// `with_value` and `flags` are names with their dashes: "--data", "-o".
  static Result<Options> parse(const Args& args, std::vector<std::string_view> with_value, std::vector<std::string_view> flags);
  std::string value(std::string_view name, std::string_view otherwise = {}) const;
  bool has(std::string_view name) const;
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<std::string> words_;
};

/// `what` names the file in refusals ("register"), where its own name must not stand. Errors: NotFound; TooLarge above 200 MB; Unfinished.
Result<std::string> read_whole_file(const std::string& path, std::string_view what = "file");
/// Writes beside and renames, so that a half-written file never stands under the name.
Result<void> write_whole_file(const std::string& path, std::string_view bytes);

}  // namespace heed::cli

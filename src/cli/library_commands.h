// `heed library SUB …`: reports of others brought in, searched, counted and given out. The table of what SUB may be stands in
// library_commands.cc, one row each; every sub-command has a file of its own, library_SUB_commands.cc. A data folder's public
// library is the file library.db in it; a folder that has nothing else is a library alone.
#pragma once

#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "library/library.h"

namespace heed::cli {

/// Runs the sub-command that the first word names.
int library(const Args& args);
/// The rows, each named "library SUB", for help and for the usage line of a refusal.
const std::vector<Command>& library_commands();

/// The library of `--data DIR`. With Create, DIR and the file are made where there is none.
Result<std::unique_ptr<library::Library>> open_library(const std::filesystem::path& data, library::OpenOptions::Mode mode);

}  // namespace heed::cli

#include "cli/library_add_commands.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>

#include "base/ascii.h"
#include "cli/library_commands.h"
#include "library/reading.h"

namespace heed::cli {

namespace {

namespace fs = std::filesystem;
using State = library::AddedAs::State;

constexpr std::size_t kBatch = 4096;            ///< documents of one transaction
constexpr std::size_t kBatchBytes = 96u << 20;  ///< … or so much text
constexpr std::chrono::seconds kBatchTime{8};   ///< … or so long: what an interruption may lose

struct Skipped {
  std::string name, reason;
};

/// Collects what comes in, writes it in batches and says how far it is.
class Adding {
 public:
  explicit Adding(library::Library& library) : library_(library) {}

  Result<void> take(library::Addition addition, std::string name) {
    for (const auto& block : addition.document.blocks) bytes_ += block.text.size() + 64;
    names_.push_back(std::move(name));
    waiting_.push_back(std::move(addition));
    if (waiting_.size() >= kBatch || bytes_ >= kBatchBytes || std::chrono::steady_clock::now() - written_ > kBatchTime) return write();
    say();
    return {};
  }
  void skip(std::string name, std::string reason) { skipped_.push_back({std::move(name), std::move(reason)}); }

  Result<void> write() {
    if (waiting_.empty()) return {};
    HEED_ASSIGN(const std::vector<library::AddedAs> done, library_.add(waiting_));
    for (std::size_t i = 0; i < done.size(); ++i) switch (done[i].state) {
        case State::New: ++added; break;
        case State::Known: ++known; break;
        case State::SameWords: ++same; break;
        case State::Refused: skip(names_[i], "Other words are in the library under its id, or it was taken out before."); break;
      }
    waiting_.clear();
    names_.clear();
    bytes_ = 0;
    written_ = std::chrono::steady_clock::now();
    say();
    return {};
  }
  void say() const {
    if (::isatty(STDERR_FILENO)) fmt::print(stderr, "\r{} added, {} waiting, {} known before, {} not read ", added, waiting_.size(), known + same, skipped_.size());
  }
  const std::vector<Skipped>& skipped() const { return skipped_; }
  std::size_t added = 0, known = 0, same = 0;

 private:
  library::Library& library_;
  std::vector<library::Addition> waiting_;
  std::vector<std::string> names_;
  std::vector<Skipped> skipped_;
  std::size_t bytes_ = 0;
  std::chrono::steady_clock::time_point written_ = std::chrono::steady_clock::now();
};

Result<void> add_jsonl(Adding& adding, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path)) return bad_input(path + " could not be opened.", "Check the path.");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto addition = library::addition_of_json(line);
    const auto name = fmt::format("{}, line {}", fs::path(path).filename().string(), number);
    if (!addition.ok()) adding.skip(name, addition.error().message);
    else HEED_TRY(adding.take(std::move(*addition), name));
  }
  return {};
}

/// Endings of the kinds of file that reports come in. In a folder others are left alone; a file that is named is always tried.
bool may_be_report(const fs::path& path) {
  const auto ending = lower_ascii(path.extension().string());
  static const std::set<std::string> known = {".pdf", ".docx", ".odt", ".rtf", ".html", ".htm", ".xhtml", ".txt", ".md"};
  return known.contains(ending);
}

/// The files of a folder and below, by name; a file as itself.
std::vector<fs::path> files_of(const fs::path& path, std::size_t& left_alone) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> out;
  for (auto at = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied); at != fs::recursive_directory_iterator(); ++at) {
    if (at->path().filename().string().starts_with('.')) {
      if (at->is_directory()) at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file()) continue;
    if (may_be_report(at->path())) out.push_back(at->path());
    else ++left_alone;
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<void> add_file(Adding& adding, library::Library& library, const fs::path& file) {
  const auto bytes = read_whole_file(file.string());
  if (!bytes.ok()) {
    adding.skip(file.string(), bytes.error().message);
    return {};
  }
  const auto hash = sha256(*bytes);
  // Known by its bytes: an interrupted run goes on where it stood without reading every file again.
  if (library.holds(hash)) {
    ++adding.known;
    return {};
  }
  const auto document = document::read(*bytes, file.filename().string());
  if (!document.ok()) {
    adding.skip(file.string(), document.error().message);
    return {};
  }
  auto addition = library::addition_of_document(*document, file.filename().string(), hash);
  if (addition.document.blocks.empty()) {
    const auto lost = std::find_if(document->unread.begin(), document->unread.end(), [](const auto& u) { return u.loses_words; });
    adding.skip(file.string(), lost != document->unread.end() ? lost->reason : "There are no words in it.");
    return {};
  }
  return adding.take(std::move(addition), file.string());
}

Result<std::size_t> join_catalogue(library::Library& library, const std::string& path, std::vector<Skipped>& missing) {
  HEED_ASSIGN(const document::Document table, document::read_file(path));
  HEED_ASSIGN(const std::vector<library::CatalogueRow> rows, library::read_catalogue(table));
  std::size_t joined = 0;
  for (const auto& row : rows) {
    HEED_ASSIGN(const bool there, library.describe(row.id, row.said));
    joined += there;
    if (!there) missing.push_back({row.id, "The catalogue names it, and it is not in the library."});
  }
  return joined;
}

}  // namespace

int library_add(const Args& args) {
  const auto options = Options::parse(args, {"--data", "--jsonl", "--catalogue"}, {});
  if (!options.ok()) return wrong_usage("library add", options.error().message);
  if (!options->has("--data") || (options->words().empty() && !options->has("--jsonl") && !options->has("--catalogue")))
    return wrong_usage("library add", "add needs --data DIR, and files, folders, --jsonl or --catalogue.");
  for (const auto& path : options->words())
    if (!fs::exists(path)) return fail(bad_input("There is nothing at " + path + ".", "Check the path."));
  auto library = open_library(options->value("--data"), library::OpenOptions::Mode::Create);
  if (!library.ok()) return fail(library.error());

  Adding adding(**library);
  if (options->has("--jsonl"))
    if (auto done = add_jsonl(adding, options->value("--jsonl")); !done.ok()) return fail(done.error());
  std::size_t left_alone = 0;
  for (const auto& path : options->words())
    for (const auto& file : files_of(path, left_alone))
      if (auto done = add_file(adding, **library, file); !done.ok()) return fail(done.error());
  if (auto done = adding.write(); !done.ok()) return fail(done.error());
  while ((*library)->tidy()) {
  }
  if (::isatty(STDERR_FILENO)) fmt::print(stderr, "\n");

  std::vector<Skipped> missing;
  std::size_t joined = 0;
  if (options->has("--catalogue")) {
    const auto done = join_catalogue(**library, options->value("--catalogue"), missing);
    if (!done.ok()) return fail(done.error());
    joined = *done;
  }
  fmt::print("{} added, {} known before", adding.added, adding.known);
  if (adding.same > 0) fmt::print(", {} with the very words of another", adding.same);
  if (options->has("--catalogue")) fmt::print(", {} described by the catalogue", joined);
  fmt::print(".\n");
  if (left_alone > 0) fmt::print("{} files of other kinds were left alone.\n", left_alone);
  if (!adding.skipped().empty()) fmt::print("{} could not be read:\n", adding.skipped().size());
  for (const auto& one : adding.skipped()) fmt::print("  {}: {}\n", one.name, one.reason);
  for (const auto& one : missing) fmt::print("  {}: {}\n", one.name, one.reason);
  const bool nothing = adding.added + adding.known + adding.same + joined == 0;
  return nothing && !(adding.skipped().empty() && missing.empty()) ? kRefused : kDone;
}

}  // namespace heed::cli

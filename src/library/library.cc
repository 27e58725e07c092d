#include "library/library.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "library/library_state.h"
#include "library/schema.h"
#include "text/normalise.h"

namespace heed::library {

namespace {
template <class E>
struct Words {
  E value;
  std::string_view name, words;
};
constexpr Words<Kind> kKinds[] = {{Kind::OverviewReport, "overview-report", "Overview report"},
                                  {Kind::ExecutiveSummary, "executive-summary", "Executive summary"},
                                  {Kind::ActionPlan, "action-plan", "Action plan"}};
constexpr Words<ProgressState> kStates[] = {
    {ProgressState::Accepted, "accepted", "Accepted"},
    {ProgressState::NotAccepted, "not-accepted", "Not accepted"},
    {ProgressState::InProgress, "in-progress", "In progress"},
    {ProgressState::Done, "done", "Done"},
    {ProgressState::EvidenceOfEffect, "evidence-of-effect", "Evidence of effect"}};
constexpr Words<BlockKind> kBlocks[] = {{BlockKind::Heading, "heading", "Heading"},
                                        {BlockKind::Paragraph, "paragraph", "Paragraph"},
                                        {BlockKind::ListItem, "list-item", "List item"},
                                        {BlockKind::Table, "table", "Table"}};

template <class Table, class E>
const auto& row_of(const Table& table, E value) {
  for (const auto& row : table)
    if (row.value == value) return row;
  throw std::logic_error("a kind without a name");
}
template <class Table>
auto value_of(const Table& table, std::string_view name) {
  std::optional<decltype(table[0].value)> out;
  for (const auto& row : table)
    if (row.name == name) out = row.value;
  return out;
}
}  // namespace

std::string_view name(Kind kind) {
  return row_of(kKinds, kind).name;
}
std::string_view words(Kind kind) {
  return row_of(kKinds, kind).words;
}
std::optional<Kind> parse_kind(std::string_view name) {
  return value_of(kKinds, name);
}
std::string_view name(ProgressState state) {
  return row_of(kStates, state).name;
}
std::string_view words(ProgressState state) {
  return row_of(kStates, state).words;
}
std::optional<ProgressState> parse_progress_state(std::string_view name) {
  return value_of(kStates, name);
}
std::string_view name(BlockKind kind) {
  return row_of(kBlocks, kind).name;
}
BlockKind parse_block_kind(std::string_view name) {
  return value_of(kBlocks, name).value_or(BlockKind::Paragraph);
}
std::string_view name(NoticeKind kind) {
  return kind == NoticeKind::Withheld ? "withheld" : "withdrawn";
}

std::string_view name(Source source) {
  switch (source) {
    case Source::Released: return "released";
    case Source::Added: return "added";
    case Source::Record: return "record";
  }
  return "";
}

Error read_only() {
  return refused("This library is open for reading only.", "Publish on the machine that holds the casework.");
}

bool valid_public_id(std::string_view text) {
  if (text.empty() || text.size() > 80) return false;
  const auto plain = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '_' || c == '-'; };
  return std::all_of(text.begin(), text.end(), plain) && text.find_first_not_of('.') != text.npos;
}

std::string clean_text(std::string_view text) {
  // Nearly all text is plain, and stands as it is.
  if (std::all_of(text.begin(), text.end(), [](unsigned char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t'; })) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_char(text, at);
    if ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff)
      continue;
    text::append_utf8(out, c);
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  const auto clean = clean_text(text);
  const bool single = clean.find_first_of("\n\t") == clean.npos && clean.find("  ") == clean.npos;
  if (single && !clean.starts_with(' ') && !clean.ends_with(' ')) return clean;
  out.reserve(clean.size());
  for (const char c : clean) {
    if (c == ' ' || c == '\t' || c == '\n') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

namespace {

/// The folder's own vocabulary, which takes the place of ours; nothing where there is none.
Result<std::optional<Thesaurus>> read_vocabulary(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code ec;
  if (!fs::is_directory(folder, ec)) return std::optional<Thesaurus>();
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  if (files.empty()) return std::optional<Thesaurus>();
  std::sort(files.begin(), files.end());
  std::string together;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    together.append((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    together += '\n';
  }
  HEED_ASSIGN(Thesaurus read, Thesaurus::read(files.front().filename().string(), together));
  return std::optional<Thesaurus>(std::move(read));
}

}  // namespace

Library::Library(std::unique_ptr<State> state) : state_(std::move(state)) {}
Library::~Library() = default;

const Thesaurus& Library::vocabulary() const { return state_->thesaurus(); }

Result<std::unique_ptr<Library>> Library::open(const OpenOptions& options) {
  using Mode = OpenOptions::Mode;
  namespace fs = std::filesystem;
  const bool there = fs::exists(options.file);
  if (!there && options.mode != Mode::Create)
    return bad_input("There is no library there.", "Check the path, or make a library first.");
  if (there && !fs::is_regular_file(options.file))
    return bad_input("This is a folder, not a library file.", "Give the path of the library.db in it.");

  auto state = std::make_unique<State>();
  state->file = options.file;
  auto reader = Connection::Mode::ReadOnly;
  if (options.mode == Mode::ReadOnly) {
    // A file that was closed whole, in a folder that nobody may write to, is read without the lock files
    // beside it.
    auto folder = options.file.parent_path();
    if (folder.empty()) folder = ".";
    fs::path log = options.file;
    log += "-wal";
    if (::access(folder.c_str(), W_OK) != 0 && !fs::exists(log)) reader = Connection::Mode::Immutable;
  } else {
    if (options.mode == Mode::Create && options.file.has_parent_path())
      fs::create_directories(options.file.parent_path());
    state->writer = std::make_unique<Connection>(
        options.file, options.mode == Mode::Create ? Connection::Mode::Create : Connection::Mode::ReadWrite);
    HEED_TRY(prepare_schema(*state->writer));
    state->writer->checkpoint(
        Connection::Patience::None);  // what an interrupted withdrawal may have left in the log
  }
  HEED_ASSIGN(state->own_words, read_vocabulary(options.file.parent_path() / "vocabulary"));
  for (int i = 0; i < std::max(1, options.readers); ++i) {
    auto connection = std::make_unique<Connection>(options.file, reader);
    if (i == 0) HEED_TRY(recognise(*connection));
    state->idle.push_back(std::move(connection));
  }
  return std::unique_ptr<Library>(new Library(std::move(state)));
}

}  // namespace heed::library

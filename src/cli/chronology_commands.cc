#include "cli/chronology_commands.h"

#include <filesystem>

#include "base/ascii.h"
#include "review/chronology/chronology.h"

namespace heed::cli {

namespace {

struct Input {
  std::string agency, path;
};

std::string ending_of(const std::string& path) {
  return lower_ascii(std::filesystem::path(path).extension().string());
}

std::string as_json(const review::Merged& merged, const std::vector<review::Entry>& doubtful) {
  const auto one = [](const review::Entry& e) {
    Json j = e;
    for (const char* inside : {"attachment", "order"}) j.erase(inside);
    j["understood"] = e.date.understood();
    return j;
  };
  Json out{{"entries", Json::array()}, {"doubtful", Json::array()}, {"matches", Json::array()}};
  for (const auto& e : merged.entries) out["entries"].push_back(one(e));
  for (const auto& e : doubtful) out["doubtful"].push_back(one(e));
  for (const auto& m : merged.matches)
    out["matches"].push_back({{"kind", m.kind == review::Match::Kind::Conflict ? "conflict" : "same event"}, {"first", m.first}, {"second", m.second}, {"why", m.why}});
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

int merge(const Args& args) {
  std::vector<Input> inputs;
  std::string out;
  std::optional<int> year;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    const bool has_next = i + 1 < args.size();
    if (arg == "-o" || arg == "--output") {
      if (!has_next) return wrong_usage("chronology", arg + " needs a value.");
      out = args[++i];
    } else if (arg == "--agency") {
      if (!has_next) return wrong_usage("chronology", "--agency needs NAME=FILE.");
      const std::string& both = args[++i];
      const auto equals = both.find('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == both.size()) return wrong_usage("chronology", "--agency needs NAME=FILE.");
      inputs.push_back({both.substr(0, equals), both.substr(equals + 1)});
    } else if (arg == "--year") {
      if (!has_next || args[i + 1].size() != 4 || args[i + 1].find_first_not_of("0123456789") != std::string::npos) return wrong_usage("chronology", "--year needs a year, like 2016.");
      year = std::stoi(args[++i]);
    } else if (arg.size() > 1 && arg[0] == '-') {
      return wrong_usage("chronology", "There is no option " + arg + ".");
    } else {
      inputs.push_back({std::filesystem::path(arg).stem().string(), arg});
    }
  }
  if (inputs.empty()) return wrong_usage("chronology", "Name the agencies' files.");
  if (out.empty()) return wrong_usage("chronology", "Say where the combined chronology goes: -o FILE.");
  const std::string ending = ending_of(out);
  if (ending != ".xlsx" && ending != ".csv" && ending != ".json" && ending != ".docx") return wrong_usage("chronology", "The output must end in .xlsx, .docx, .csv or .json.");
  std::error_code ec;
  for (const auto& in : inputs)
    if (std::filesystem::equivalent(in.path, out, ec)) return wrong_usage("chronology", "The output is one of the inputs; those are never changed.");

  const Day today = SystemClock().today();
  std::vector<review::Entry> all, doubtful;
  bool in_doubt = false;
  for (const auto& in : inputs) {
    const auto doc = document::read_file(in.path);
    review::ImportOptions options;
    options.agency = in.agency;
    options.default_year = year;
    auto read = doc.ok() ? review::import_table(*doc, options, today) : Result<review::Import>(doc.error());
    if (read.ok() && !read->nothing().empty()) read = Error{Code::Unsupported, read->nothing(), "Check that it is the agency's chronology.", {}};
    if (!read.ok()) {
      fmt::print(stderr, "{}: ", in.path);
      return fail(read.error());
    }
    int rows = 0, headings = 0, blank = 0;
    for (const auto& t : read->tables) {
      if (t.used) { rows += t.rows; headings += t.headings; blank += t.blank; }
      else fmt::print("  {}, {}: not used. {}\n", in.path, t.name, t.reason);
    }
    fmt::print("{} ({}): {} rows = {} entries + {} doubtful + {} headings + {} blank\n", in.path, in.agency, rows, read->entries.size(), read->doubtful.size(), headings, blank);
    for (const auto& e : read->doubtful) fmt::print("  doubtful: {}: {}\n", e.place, e.doubt);
    for (const auto& ask : read->columns_in_doubt) {
      in_doubt = true;
      fmt::print("  column {}{}: taken as “{}”. {}\n", ask.column + 1, ask.heading.empty() ? "" : " “" + ask.heading + "”", review::words(ask.taken), ask.why);
    }
    for (const auto& unread : read->unread) fmt::print("  could not be read: {}\n", unread);
    std::move(read->entries.begin(), read->entries.end(), std::back_inserter(all));
    std::move(read->doubtful.begin(), read->doubtful.end(), std::back_inserter(doubtful));
  }
  const auto merged = review::merge(std::move(all));
  // Doubtful rows go out too, after the sorted ones and with their doubt: nothing is lost on the way.
  std::string bytes;
  if (ending == ".json") {
    bytes = as_json(merged, doubtful);
  } else {
    auto rows = merged.entries;
    rows.insert(rows.end(), doubtful.begin(), doubtful.end());
    const auto doc = review::as_document(rows, "Chronology");
    document::WriteOptions options;
    options.title = "Combined chronology";
    bytes = ending == ".xlsx" ? document::write_xlsx(doc, options) : ending == ".docx" ? document::write_docx(doc, options) : document::write_csv(doc);
  }
  if (auto written = write_whole_file(out, bytes); !written.ok()) return fail(written.error());
  std::size_t conflicts = 0;
  for (const auto& m : merged.matches) conflicts += m.kind == review::Match::Kind::Conflict;
  fmt::print("{}: {} entries in order, {} doubtful at the end; {} pairs may tell the same event, {} may conflict.\n", out, merged.entries.size(), doubtful.size(),
             merged.matches.size() - conflicts, conflicts);
  if (in_doubt) fmt::print("Some columns were in doubt; check them above.\n");
  return doubtful.empty() ? kDone : kFound;
}

}  // namespace

int chronology(const Args& args) {
  if (args.empty() || args.front() != "merge") return wrong_usage("chronology", "Say what to do: heed chronology merge.");
  return merge(Args(args.begin() + 1, args.end()));
}

}  // namespace heed::cli

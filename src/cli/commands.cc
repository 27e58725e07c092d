#include "cli/commands.h"

#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>

#include "cli/anonymise_commands.h"
#include "cli/chronology_commands.h"
#include "cli/convert_commands.h"
#include "cli/detect_commands.h"
#include "cli/library_commands.h"
#include "cli/read_commands.h"
#include "cli/store_commands.h"

namespace heed::cli {

namespace {

std::vector<Command>& table() {
  static std::vector<Command> all;
  return all;
}

int help(const Args& args) {
  for (const auto& command : commands())
    if (!args.empty() && command.name == args.front()) {
      fmt::print("heed {}\n\n  {}\n", command.usage, command.summary);
      if (command.name == "library")
        for (const auto* all : {&library_commands(), &commands()})
          for (const auto& row : *all)
            if (row.name.starts_with("library ")) fmt::print("\nheed {}\n  {}\n", row.usage, row.summary);
      return kDone;
    }
  if (!args.empty()) return wrong_usage("help", "There is no command " + args.front() + ".");
  fmt::print("Heed runs domestic homicide reviews and publishes what was learned.\n\n");
  for (const auto& command : commands())
    if (command.name.find(' ') == std::string_view::npos) fmt::print("  heed {:<11} {}\n", command.name, command.summary);
  fmt::print("\nheed help COMMAND says what a command takes.\nExit codes: 0 done, 1 refused or bad input, 2 wrong usage, 3 fault, 4 something was found.\n");
  return kDone;
}

int anonymise(const Args& args) {
  auto o = Options::parse(args, {"--register", "-o", "--output", "--log", "--allow", "--decisions", "--dates", "--ages", "--professionals"}, {});
  if (!o.ok()) return wrong_usage("anonymise", o.error().message);
  const auto output = o->has("-o") ? o->value("-o") : o->value("--output");
  if (o->words().empty() || !o->has("--register") || output.empty())
    return wrong_usage("anonymise", "anonymise needs a file, --register and -o.");
  const auto policy = anonymise::read_policy(o->value("--dates"), o->value("--ages"), o->value("--professionals").empty() ? "role" : o->value("--professionals"));
  if (!policy) return wrong_usage("anonymise", policy.error().message + " " + policy.error().next);
  return run_anonymise({o->words(), o->value("--register"), output, o->value("--log"), o->value("--allow"), o->value("--decisions"), *policy}, std::cout, std::cerr);
}

int prove(const Args& args) {
  auto o = Options::parse(args, {"--register", "--allow", "--decisions"}, {"--json", "--show"});
  if (!o.ok()) return wrong_usage("prove", o.error().message);
  if (o->words().size() != 1 || !o->has("--register")) return wrong_usage("prove", "prove needs a file and --register.");
  return run_prove({o->words()[0], o->value("--register"), o->value("--allow"), o->value("--decisions"), o->has("--json"), o->has("--show")}, SystemClock(), std::cout, std::cerr);
}

int detect(const Args& args) {
  auto o = Options::parse(args, {"--threshold", "--profile", "--register", "--model"}, {"--jsonl", "--json", "--show"});
  if (!o.ok()) return wrong_usage("detect", o.error().message);
  if (o->words().size() > 1) return wrong_usage("detect", "detect takes one file, or none to read standard input.");
  return run_detect({o->words().empty() ? "" : o->words()[0], o->has("--jsonl"), o->has("--json"), o->has("--show"), o->value("--threshold"), o->value("--profile"), o->value("--register"),
                     o->value("--model")},
                    std::cin, std::cout, std::cerr);
}

int version(const Args&) {
  fmt::print("heed 0.1.0\n");
  return kDone;
}

const std::vector<Command>& own_commands() {
  static const std::vector<Command> table = {
      {"init", "init --data DIR [--partnership NAME] [--name NAME] [--email ADDRESS] [--key FILE]", "Makes a data folder, its first partnership and administrator.", init},
      {"demo", "demo --data DIR [--entries N]", "Makes a data folder of invented reviews to look at.", demo},
      {"check", "check --data DIR [--key FILE] [--json]", "Checks chains, attachments, tables and the library; 4 when something is wrong.", check},
      {"backup", "backup --data DIR --to DIR --keys-to DIR [--key FILE]", "Backs up while serving: data and key ring apart, the master key to neither.", backup},
      {"restore", "restore --from DIR --keys DIR --data DIR --key FILE", "Puts a backup into an empty folder and checks it.", restore},
      {"anonymise", "anonymise FILE... --register CSV -o FILE [--log FILE] [--allow FILE] [--decisions FILE] [--dates month|year|relative|keep] [--ages keep|banded] [--professionals role|keep]", "Replaces what the register lists, and proves it.", anonymise},
      {"detect", "detect [FILE] [--json|--jsonl] [--show] [--threshold N] [--profile general|review|dhr] [--register CSV] [--model FILE]",
       "Lists what could identify someone, with how sure it is.", detect},
      {"prove", "prove FILE --register CSV [--json] [--show] [--allow FILE] [--decisions FILE]", "Searches every byte for what the register lists; 4 when something is left.", prove},
      {"chronology", "chronology merge FILE… [--agency NAME=FILE]… [--year YEAR] -o OUT.xlsx|.docx|.csv|.json",
       "Merges agencies' chronologies into one.", chronology},
      {"library", "library add|search … --data DIR", "Brings reports of others into the public library, and searches it.", library},
      {"read", "read FILE [--as text|json|html] [-o OUT] [--limits NAME=N,…]", "Says what a document holds.", read},
      {"convert", "convert FILE OUT.docx|.pdf|.xlsx|.csv|.html|.txt|.json [--title WORDS] [--marking WORDS] [--footer WORDS] [--contents] [--template DOCX] [--verify]",
       "Writes a document anew in another format, and says what was lost.", convert},
      {"help", "help [COMMAND]", "Says what the commands are.", help},
      {"version", "version", "Says which version this is.", version},
  };
  return table;
}
}  // namespace

const std::vector<Command>& commands() {
  if (table().empty()) table() = own_commands();
  return table();
}

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", error.message);
  for (const auto& field : error.fields)
    if (field.message != error.message) fmt::print(stderr, "{}\n", field.message);
  if (!error.next.empty()) fmt::print(stderr, "{}\n", error.next);
  return exit_code(error.code);
}

int wrong_usage(std::string_view name, std::string_view what) {
  fmt::print(stderr, "{}\n", what);
  for (const auto& all : {commands(), library_commands()})
    for (const auto& command : all)
      if (command.name == name) fmt::print(stderr, "Usage: heed {}\n", command.usage);
  return kUsage;
}

Result<Options> Options::parse(const Args& args, std::vector<std::string_view> with_value, std::vector<std::string_view> flags) {
  Options out;
  bool only_words = false;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (only_words || arg.size() < 2 || arg[0] != '-') {
      out.words_.push_back(arg);
      continue;
    }
    if (arg == "--") {
      only_words = true;
      continue;
    }
    const auto equals = arg.starts_with("--") ? arg.find('=') : std::string::npos;
    const std::string name = arg.substr(0, equals);
    if (std::find(flags.begin(), flags.end(), name) != flags.end() && equals == std::string::npos) {
      out.values_.emplace_back(name, "");
    } else if (std::find(with_value.begin(), with_value.end(), name) != with_value.end()) {
      if (equals != std::string::npos) out.values_.emplace_back(name, arg.substr(equals + 1));
      else if (i + 1 < args.size()) out.values_.emplace_back(name, args[++i]);
      else return bad_input(name + " needs a value.");
    } else {
      return bad_input("There is no option " + name + ".");
    }
  }
  return out;
}

std::string Options::value(std::string_view name, std::string_view otherwise) const {
  for (const auto& [key, value] : values_)
    if (key == name) return value;
  return std::string(otherwise);
}

bool Options::has(std::string_view name) const {
  return std::any_of(values_.begin(), values_.end(), [&](const auto& pair) { return pair.first == name; });
}

Result<std::string> read_whole_file(const std::string& path, std::string_view what) {
  constexpr std::uint64_t kMostBytes = 200ull << 20;
  std::error_code ec;
  if (!std::filesystem::is_regular_file(path, ec))
    return Error{Code::NotFound, fmt::format("The {} was not found, or is no ordinary file.", what), "Check its name, and that you may read it.", {}};
  const auto size = std::filesystem::file_size(path, ec);
  if (size > kMostBytes) return Error{Code::TooLarge, fmt::format("The {} is larger than 200 MB.", what), "Give a smaller file.", {}};
  std::ifstream in(path, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) return Error{Code::Unfinished, fmt::format("The {} could not be read.", what), "Check that you may open it.", {}};
  return bytes;
}

Result<void> write_whole_file(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), std::streamsize(bytes.size()));
    out.flush();
    if (!out) {
      std::error_code ec;
      std::filesystem::remove(beside, ec);
      return bad_input(path + " could not be written.", "Check that the folder exists and the disk has room.");
    }
  }
  std::error_code ec;
  std::filesystem::rename(beside, path, ec);
  if (ec) {
    std::filesystem::remove(beside, ec);
    return bad_input(path + " could not be written.", "Check that the folder exists and the disk has room.");
  }
  return {};
}

int run(int argc, char** argv, const std::vector<Command>& first) {
  table() = first;
  table().insert(table().end(), own_commands().begin(), own_commands().end());
  if (argc < 2) {
    help({});
    return kUsage;
  }
  std::string name = argv[1];
  if (name == "--help" || name == "-h") name = "help";
  if (name == "--version") name = "version";
  const Args args(argv + 2, argv + argc);
  for (const auto& command : commands())
    if (command.name == name) {
      for (const auto& arg : args)
        if (arg == "--help" || arg == "-h") return help({name});
      try {
        return command.run(args);
      } catch (const std::exception& fault) {
        fmt::print(stderr, "Heed could not go on: {}.\nNothing was half done; check the disk and the data folder, then try again.\n", fault.what());
        return kFault;
      }
    }
  fmt::print(stderr, "There is no command {}.\nheed help lists them.\n", name);
  return kUsage;
}

}  // namespace heed::cli

#include "cli/anonymise_commands.h"

#include <fmt/format.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "anonymise/prove.h"
#include "anonymise/replace.h"
#include "base/hash.h"
#include "cli/commands.h"

namespace heed::cli {

namespace {

using namespace anonymise;

// Whole or not at all, and readable by its owner only.
Result<void> spill(const std::string& path, std::string_view bytes, std::string_view what) {
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool good = file >= 0;
  const bool ours = good;
  while (good && !bytes.empty()) {
    const auto n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    good = n > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (file >= 0) good = ::fsync(file) == 0 && good;
  if (file >= 0) good = ::close(file) == 0 && good;
  if (good) good = ::rename(part.c_str(), path.c_str()) == 0;
  if (good) return {};
  if (ours) ::unlink(part.c_str());
  return Error{Code::Unfinished, fmt::format("The {} could not be written, so nothing was.", what), "Check the folder, and that the disk is not full.", {}};
}

int say(const Error& error, std::ostream& err) {
  err << error.message << "\n";
  if (!error.next.empty()) err << error.next << "\n";
  return exit_code(error.code);
}

Result<Register> load_register(const std::string& path, const std::string& allow_path) {
  HEED_ASSIGN(const auto csv, read_whole_file(path, "register"));
  HEED_ASSIGN(auto reg, read_register_csv(csv));
  if (!allow_path.empty()) {
    HEED_ASSIGN(const auto list, read_whole_file(allow_path, "allow-list"));
    HEED_TRY(read_allow_list(list, reg));
  }
  return reg;
}

Result<Decisions> load_decisions(const std::string& path) {
  if (path.empty()) return Decisions{};
  HEED_ASSIGN(const auto json, read_whole_file(path, "file of decisions"));
  return read_decisions(json);
}

void list_places(std::ostream& out, std::string_view heading, const std::vector<Left>& all, bool show) {
  if (all.empty()) return;
  out << heading << "\n";
  // The same kind in the same part is one line, so that a long report stays readable.
  std::map<std::tuple<std::string, std::string, std::string, std::string, std::string>, int> rows;
  for (const auto& l : all) ++rows[{l.part, l.view, std::string(word(l.kind)), std::string(anonymise::words(l.variant)), show ? l.value.reveal() : l.key}];
  out << fmt::format("  {:<34} {:<24} {:<14} {:<28} {:>5}  {}\n", "part", "read as", "kind", "variant", "times", show ? "value" : "key");
  for (const auto& [row, n] : rows) {
    const auto& [part, view, kind, variant, key] = row;
    out << fmt::format("  {:<34} {:<24} {:<14} {:<28} {:>5}  {}\n", part, view, kind, variant, n, key);
  }
}

}  // namespace

namespace {

struct Tools {
  Register reg;
  Decisions decisions;
  Detector detector;
  Prover prover;
  Tools(Register r, Decisions d) : reg(std::move(r)), decisions(std::move(d)), detector(reg), prover(reg) {}
};

int anonymise_one(const Tools& tools, const std::string& input, const std::string& output, const std::string& log_path, std::ostream& out, std::ostream& err) {
  std::error_code ec;
  if (std::filesystem::equivalent(input, output, ec))
    return say(bad_input("The output is the input itself.", "Give another name for the output; the input is never changed."), err);
  // A device or a pipe would be replaced by the file, and nobody would read from it.
  if (std::filesystem::exists(output, ec) && !std::filesystem::is_regular_file(output, ec))
    return say(bad_input("The output stands there already, and is no ordinary file.", "Give the name of a file."), err);
  const auto bytes = read_whole_file(input, "input");
  if (!bytes) return say(bytes.error(), err);
  const auto done = replace_file(*bytes, input, tools.detector, tools.decisions, std::filesystem::path(output).extension().string());
  if (!done) return say(done.error(), err);
  const auto proof = tools.prover.prove(done->bytes, output, tools.decisions);
  if (!proof.clean()) {
    err << fmt::format("The result still held {} listed value(s) and {} part(s) that cannot be searched, so nothing was written.\n", proof.left_strong.size(), proof.unread.size());
    list_places(err, "Left:", proof.left_strong, false);
    err << "Check the places above in the input, and the name of the output; then try again.\n";
    return exit_code(Code::Unfinished);
  }
  if (!log_path.empty()) {
    const auto log = spill(log_path, write_log_json(done->log, hex(sha256(*bytes)), proof.file_sha256), "log");
    if (!log) return say(log.error(), err);
  }
  if (const auto written = spill(output, done->bytes, "output"); !written) {
    if (!log_path.empty()) std::filesystem::remove(log_path, ec);
    return say(written.error(), err);
  }
  const auto kept = static_cast<int>(done->log.replaced.size()) - done->log.applied();
  out << fmt::format("{} replaced, {} detected and left as they were.\n", done->log.applied(), kept);
  for (const auto& c : done->log.cleaned) out << fmt::format("  {}: {}\n", c.what, c.count);
  if (!proof.left_weak.empty())
    out << fmt::format("{} weak variant(s) remain and need a decision; heed prove lists them.\n", proof.left_weak.size());
  out << "No listed value and no strong variant remains. This cannot prove that nobody can be recognised.\n";
  return 0;
}

}  // namespace

int run_anonymise(const AnonymiseArgs& args, std::ostream& out, std::ostream& err) {
  auto reg = load_register(args.register_path, args.allow_path);
  if (!reg) return say(reg.error(), err);
  auto decisions = load_decisions(args.decisions_path);
  if (!decisions) return say(decisions.error(), err);
  decisions->policy = args.policy;
  std::error_code ec;
  const bool folder = std::filesystem::is_directory(args.output, ec);
  if (!folder && args.inputs.size() > 1)
    return say(bad_input("Several files need a folder to go to.", "Make the folder, and give it after -o."), err);
  if (folder && !args.log_path.empty() && !std::filesystem::is_directory(args.log_path, ec))
    return say(bad_input("Several files need a folder for their logs.", "Make the folder, and give it after --log."), err);
  const Tools tools(std::move(*reg), std::move(*decisions));
  if (!folder) return anonymise_one(tools, args.inputs.front(), args.output, args.log_path, out, err);

  int worst = 0, written = 0, n = 0;
  for (const auto& input : args.inputs) {
    ++n;
    // A name that gives something away gets a plain one; so does the second of two that are alike.
    const std::filesystem::path from(input), target(args.output);
    auto name = from.filename().string();
    if (!tools.prover.prove({}, name).clean() || std::filesystem::exists(target / name, ec)) name = fmt::format("document-{}{}", n, output_ending(from.extension().string()));
    else if (const auto ending = output_ending(from.extension().string()); ending != from.extension().string()) name = from.stem().string() + ending;
    out << fmt::format("{}: ", name);
    err << std::flush;
    std::ostringstream trouble;
    const int code = anonymise_one(tools, input, (target / name).string(), args.log_path.empty() ? std::string() : args.log_path + "/" + name + ".log.json", out, trouble);
    if (code == 0) {
      ++written;
      continue;
    }
    out << "not written\n";
    err << fmt::format("{}: {}", name, trouble.str());
    worst = std::max(worst, code);
  }
  out << fmt::format("{} of {} file(s) written.\n", written, args.inputs.size());
  return worst;
}

int run_prove(const ProveArgs& args, const Clock& clock, std::ostream& out, std::ostream& err) {
  const auto bytes = read_whole_file(args.input, "file");
  if (!bytes) return say(bytes.error(), err);
  const auto reg = load_register(args.register_path, args.allow_path);
  if (!reg) return say(reg.error(), err);
  const auto decisions = load_decisions(args.decisions_path);
  if (!decisions) return say(decisions.error(), err);
  const auto proof = prove(*bytes, args.input, *reg, *decisions);
  if (args.json) {
    out << write_certificate_json(proof, clock.now(), args.show ? ShowValues::Yes : ShowValues::No);
    return proof.clean() ? 0 : 4;
  }
  list_places(out, "Listed values and strong variants left:", proof.left_strong, args.show);
  list_places(out, "Weak variants that need a decision:", proof.left_weak, args.show);
  list_places(out, "Kept by a recorded decision:", proof.decided, args.show);
  list_places(out, "Inside names of the allow-list:", proof.allowed, args.show);
  for (const auto& part : proof.unread) out << fmt::format("Could not be searched: {}\n", args.show || part.starts_with("word/") ? part : "a part of the file");
  std::size_t unknown = 0, metadata = 0;
  for (const auto& a : proof.advice) (a.part == "metadata" ? metadata : unknown) += 1;
  out << fmt::format("Advice: {} unknown capitalised word(s), {} metadata value(s){}.\n", unknown, metadata, args.show ? "" : "; --show lists them");
  if (args.show)
    for (const auto& a : proof.advice) out << fmt::format("  {} x{}: {}\n", a.what, a.count, a.value.reveal());
  if (!proof.recognisable.empty()) {
    out << fmt::format("Could someone still be recognised? {} place(s) to read again (advice):\n", proof.recognisable.size());
    for (const auto& r : proof.recognisable) {
      out << fmt::format("  {}: {}\n    {}\n", r.part, r.facts.why, r.facts.suggestion);
      if (args.show) out << fmt::format("    “{}”\n", r.facts.shown.reveal());
    }
  }
  out << fmt::format("Searched {} part(s) for {} value(s) in {} variants. File SHA-256 {}.\n", proof.parts.size(), proof.values, proof.variants, proof.file_sha256);
  if (!proof.clean()) {
    out << fmt::format("Not clean: {} place(s).\n", proof.left_strong.size() + proof.unread.size());
    return 4;
  }
  out << (proof.left_weak.empty() ? "Clean: no listed value and no strong variant remains. This cannot prove that nobody can be recognised.\n"
                                  : "No listed value and no strong variant remains; the weak ones above need a decision before release.\n");
  return 0;
}

}  // namespace heed::cli

#include "cli/read_commands.h"

#include <charconv>

#include "document/document.h"

namespace heed::cli {
namespace {

/// "seconds=5,file=20": sizes in megabytes. What is not named keeps its usual value.
Result<document::Limits> limits_of(std::string_view given) {
  document::Limits limits;
  while (!given.empty()) {
    const std::string_view one = given.substr(0, given.find(','));
    given.remove_prefix(std::min(given.size(), one.size() + 1));
    const std::size_t equals = one.find('=');
    const std::string_view name = one.substr(0, equals), value = equals == std::string_view::npos ? "" : one.substr(equals + 1);
    std::uint64_t n = 0;
    const auto [stop, fault] = std::from_chars(value.data(), value.data() + value.size(), n);
    if (fault != std::errc{} || stop != value.data() + value.size() || n == 0 || n > 1'000'000'000)
      return bad_input("--limits takes name=number, with commas between.");
    if (name == "seconds") limits.seconds = static_cast<int>(n);
    else if (name == "memory") limits.memory_bytes = n << 20;
    else if (name == "file") limits.file_bytes = n << 20;
    else if (name == "expanded") limits.expanded_bytes = n << 20;
    else if (name == "part") limits.part_bytes = n << 20;
    else if (name == "ratio") limits.ratio = static_cast<double>(n);
    else if (name == "parts") limits.parts = static_cast<int>(n);
    else if (name == "depth") limits.depth = static_cast<int>(std::min<std::uint64_t>(n, 512));
    else if (name == "cells") limits.cells = n;
    else if (name == "elements") limits.elements = n;
    else return bad_input("--limits knows seconds, memory, file, expanded, part, ratio, parts, depth, cells and elements.");
  }
  return limits;
}

}  // namespace

int read(const Args& args) {
  const auto options = Options::parse(args, {"--as", "-o", "--limits"}, {});
  if (!options.ok()) return wrong_usage("read", options.error().message);
  if (options->words().size() != 1) return wrong_usage("read", "Name one file.");
  const std::string as = options->value("--as", "text");
  if (as != "text" && as != "json" && as != "html") return wrong_usage("read", "--as takes text, json or html.");
  const auto limits = limits_of(options->value("--limits"));
  if (!limits.ok()) return wrong_usage("read", limits.error().message);
  const auto shown = as == "json" ? document::Shown::Json : as == "html" ? document::Shown::Html : document::Shown::Text;
  const auto doc = document::render_file(options->words().front(), shown, *limits);
  if (!doc.ok()) return fail(doc.error());
  const std::string& out = doc->text;
  if (options->has("-o")) {
    if (auto written = write_whole_file(options->value("-o"), out + "\n"); !written.ok()) return fail(written.error());
  } else {
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fputc('\n', stdout);
  }
  bool loses_words = false;
  for (const auto& unread : doc->unread) {
    loses_words = loses_words || unread.loses_words;
    fmt::print(stderr, "Not read: {}, {}: {}.\n", unread.place.words(), unread.what, unread.reason);
  }
  // Words may be missing: the caller must be able to see that without reading what was said.
  return loses_words ? kFound : kDone;
}

}  // namespace heed::cli

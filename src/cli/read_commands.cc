#include "cli/read_commands.h"

#include "document/document.h"

namespace heed::cli {

int read(const Args& args) {
  const auto options = Options::parse(args, {"--as", "-o"}, {});
  if (!options.ok()) return wrong_usage("read", options.error().message);
  if (options->words().size() != 1) return wrong_usage("read", "Name one file.");
  const std::string as = options->value("--as", "text");
  if (as != "text" && as != "json" && as != "html") return wrong_usage("read", "--as takes text, json or html.");
  const auto doc = document::read_file(options->words().front());
  if (!doc.ok()) return fail(doc.error());
  const std::string out = as == "json" ? document::write_json(*doc) : as == "html" ? document::write_html(*doc) : doc->text();
  if (options->has("-o")) {
    if (auto written = write_whole_file(options->value("-o"), out + "\n"); !written.ok()) return fail(written.error());
  } else {
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fputc('\n', stdout);
  }
  bool loses_words = false;
  for (const auto& unread : doc->unread) {
    loses_words = loses_words || unread.loses_words;
    fmt::print(stderr, "Not read: {}, {}. {}\n", unread.place.words(), unread.what, unread.reason);
  }
  // Words may be missing: the caller must be able to see that without reading what was said.
  return loses_words ? kFound : kDone;
}

}  // namespace heed::cli

#include "cli/convert_commands.h"

#include "document/losses.h"
#include "document/picture.h"
#include "document/template/docx_template.h"

namespace heed::cli {
namespace {

/// {{title}} and its like, as they can stand in a template that is filled by hand.
document::TemplateValues template_values(const document::WriteOptions& options) {
  document::TemplateValues out;
  out.words = {{"title", options.title}, {"marking", options.marking}, {"footer", options.footer}};
  return out;
}

}  // namespace

int convert(const Args& args) {
  const auto o = Options::parse(args, {"--title", "--marking", "--footer", "--template"}, {"--contents", "--verify"});
  if (!o.ok()) return wrong_usage("convert", o.error().message);
  if (o->words().size() != 2) return wrong_usage("convert", "Name the file to read and the file to write.");
  const std::string &from = o->words()[0], &to = o->words()[1];
  const auto format = document::format_of(to);
  if (!format) return wrong_usage("convert", "The file to write must end in .docx, .pdf, .xlsx, .csv, .html, .txt or .json.");
  if (o->has("--template") && *format != document::Format::Docx) return wrong_usage("convert", "--template takes a Word template, so the file to write must end in .docx.");
  std::error_code none;
  if (std::filesystem::equivalent(from, to, none)) return wrong_usage("convert", "The original is kept: write to another file.");

  document::Limits limits;
  limits.picture_bytes = document::kPicturesOfAReport;
  const auto read = document::read_file(from, limits);
  if (!read.ok()) return fail(read.error());
  document::WriteOptions options;
  options.title = o->value("--title");
  options.marking = o->value("--marking");
  options.footer = o->value("--footer");
  options.contents = o->has("--contents");
  auto made = [&]() -> Result<document::Written> {
    if (!o->has("--template")) return document::write(*read, *format, options);
    HEED_ASSIGN(const std::string shape, read_whole_file(o->value("--template")));
    document::Written out;
    out.losses = document::unwritten(*read, *format);
    HEED_ASSIGN(out.bytes, document::fill_template(shape, template_values(options), *read, options));
    return out;
  }();
  if (!made.ok()) return fail(made.error());
  if (auto written = write_whole_file(to, made->bytes); !written.ok()) return fail(written.error());
  if (o->has("--verify")) {
    const auto again = document::read(made->bytes, to);
    if (!again.ok()) return fail(again.error());
    for (auto& one : document::lost(*read, *again)) made->losses.push_back(std::move(one));
  }

  bool loses_words = false;
  const auto say = [&](const char* how, const std::vector<document::Unread>& all) {
    for (const auto& one : all) {
      loses_words = loses_words || one.loses_words;
      fmt::print(stderr, "{}: {}, {}: {}.\n", how, one.place.words(), one.what, one.reason);
    }
  };
  say("Not read", read->unread);
  say("Not written", made->losses);
  // Words may be missing: the caller must be able to see that without reading what was said.
  return loses_words ? kFound : kDone;
}

}  // namespace heed::cli

// A multipart body gives the same parts, and the same verdict, however the network cuts it.
#include <cstdlib>

#include "web/http/form.h"

namespace {
using namespace heed::web;

struct Log final : MultipartParser::Receiver {
  std::string said;
  struct Sink final : FileSink {
    explicit Sink(std::string& s) : said(s) {}
    void write(std::string_view bytes) override { said += bytes; }
    void finish(bool too_large) override { said += too_large ? "|large" : "|whole"; }
    std::string& said;
  };
  void on_field(std::string name, std::string value) override { said += "\nfield " + name + "=" + value; }
  std::unique_ptr<FileSink> on_file(const MultipartParser::Part& part) override {
    said += "\nfile " + part.field + "=" + part.file_name + ":" + part.media_type + ":";
    return std::make_unique<Sink>(said);
  }
};
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t step = data[0] % 17 + 1;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  // No limit that depends on how far a piece reaches: heads and files are cut off piece by piece.
  MultipartLimits limits;
  limits.max_parts = 8;
  limits.max_header_bytes = limits.max_text_bytes = 1 << 20;
  Log whole;
  Log pieces;
  MultipartParser one("B", limits, whole);
  MultipartParser many("B", limits, pieces);
  const bool good = one.feed(body);
  bool good_pieces = true;
  for (std::size_t at = 0; at < body.size() && good_pieces; at += step)
    good_pieces = many.feed(body.substr(at, step));
  if (good != good_pieces || one.complete() != many.complete()) std::abort();
  if (good && one.complete() && whole.said != pieces.said) std::abort();
  if (!good && one.problem().empty()) std::abort();

  Log tight;
  MultipartParser small("B", {4, 64, 64, 16}, tight);
  small.feed(body);
  MultipartParser::boundary_of(body);
  return 0;
}

#include "document/pdf/pdf_reader.h"

#include <filesystem>

namespace heed::document {
namespace {

/// Beside this program, as it was built and as it is installed.
std::string program() {
  std::error_code fault;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", fault);
  return fault ? "/usr/bin/heed-pdf" : (self.parent_path() / "heed-pdf").string();
}

}  // namespace

worker::Reader pdf_reader() {
  static const std::string tool = program();
  return {tool, {}, worker::may_bubblewrap()};
}

Result<Document> read_pdf(const worker::File& file, const Limits& limits) { return worker::ask(pdf_reader(), file, "file.pdf", limits); }

}  // namespace heed::document

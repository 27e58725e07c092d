#include "document/pdf/pdf_reader.h"

#include <filesystem>

#include "document/worker/worker.h"

namespace heed::document {
namespace {

/// Beside this program, as it was built and as it is installed.
std::string program() {
  std::error_code fault;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", fault);
  return fault ? "/usr/bin/heed-pdf" : (self.parent_path() / "heed-pdf").string();
}

}  // namespace

Result<Document> read_pdf(const worker::File& file, const Limits& limits, std::optional<Shown> as) {
  static const std::string tool = program();
  return worker::ask(tool, {}, file, "file.pdf", limits, worker::may_bubblewrap(), as);
}

}  // namespace heed::document

// For tests of writers: what another program makes of a written file.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace heed::document {

/// The pages of a file as LibreOffice prints it, as text; empty where it is not installed.
inline std::vector<std::string> printed(const std::string& bytes) {
  namespace fs = std::filesystem;
  if (std::system("command -v soffice >/dev/null 2>&1 && command -v pdftotext >/dev/null 2>&1") != 0) return {};
  const fs::path folder = fs::temp_directory_path() / fmt::format("heed-docx-{}", getpid());
  fs::create_directories(folder);
  std::ofstream(folder / "a.docx", std::ios::binary) << bytes;
  const std::string command =
      fmt::format("cd '{0}' && HOME='{0}' timeout 120 soffice --headless --convert-to pdf a.docx >/dev/null 2>&1 && pdftotext -layout a.pdf a.txt", folder.string());
  std::vector<std::string> out;
  if (std::system(command.c_str()) == 0) {
    std::ifstream in(folder / "a.txt", std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(in)), {});
    for (std::size_t from = 0, to; (to = all.find('\f', from)) != all.npos; from = to + 1) out.push_back(all.substr(from, to - from));
  }
  fs::remove_all(folder);
  return out;
}

}  // namespace heed::document

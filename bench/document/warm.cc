// Milliseconds of processor time of each of COUNT readings of one file in this process, where the start counts for nothing:
// what speed.py sets beside the same of SheetJS and mammoth.
#include <ctime>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "document/document.h"
#include "document/worker/worker.h"

namespace {

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return std::fputs("usage: heed_document_warm FILE [COUNT]\n", stderr), 2;
  for (int left = count > 2 ? std::atoi(words[2]) : 1; left > 0; --left) {
    const double began = processor_ms();
    std::ifstream file(words[1], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto document = heed::document::read_here(bytes, words[1], {});
    if (!document.ok()) return std::fputs((document.error().message + "\n").c_str(), stderr), 1;
    std::printf("%.2f %zu\n", processor_ms() - began, document->blocks.size());
  }
  return 0;
}

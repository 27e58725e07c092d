// A worker that misbehaves on request, for worker_test.cc: the file's first word says how.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <stdexcept>

#include "document/worker/worker.h"

namespace {

using namespace heed::document;

heed::Result<Document> misbehave(std::string_view bytes, std::string_view name, const Limits& limits) {
  Document d;
  if (bytes.starts_with("abort")) std::abort();
  if (bytes.starts_with("wild")) *reinterpret_cast<volatile int*>(8) = 1;  // NOLINT: the fault is the point
  if (bytes.starts_with("throw")) throw std::logic_error("a fault");
  if (bytes.starts_with("babble")) {
    (void)!::write(1, "no answer", 9);
    ::_exit(0);
  }
  if (bytes.starts_with("spin")) {
    volatile int never = 0;
    while (never == 0) {}
  }
  if (bytes.starts_with("memory")) {
    std::vector<std::string> all;
    for (;;) all.emplace_back(1 << 20, 'x');
  }
  if (bytes.starts_with("open")) d.format = ::open("/etc/passwd", O_RDONLY) < 0 ? "refused" : "opened";
  if (bytes.starts_with("socket")) d.format = ::socket(AF_INET, SOCK_STREAM, 0) < 0 ? "refused" : "opened";
  if (bytes.starts_with("fork")) d.format = ::fork() < 0 ? "refused" : "forked";
  if (bytes.starts_with("run")) {
    char path[] = "/bin/true";
    char* words[] = {path, nullptr};
    ::execve(path, words, nullptr);
    d.format = "refused";
  }
  if (bytes.starts_with("environment")) d.format = std::getenv("SECRET_OF_WHO_ASKS") ? "seen" : "clean";
  if (bytes.starts_with("name")) d.format = std::string(name);
  if (!d.format.empty()) return d;
  return read_here(bytes, name, limits);
}

}  // namespace

int main(int argc, char**) {
  if (argc > 2) return worker_main(true);
  return worker_main(misbehave, false);
}

#include "document/pdf/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace heed::document::pdf {
namespace {

constexpr int kFileDescriptor = 3;
constexpr rlim_t kMemory = 1500ull << 20;

struct Descriptor {
  int fd = -1;
  ~Descriptor() { close_now(); }
  void close_now() {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

void limit(int what, rlim_t most) {
  const rlimit value{most, most};
  setrlimit(static_cast<__rlimit_resource_t>(what), &value);
}

}  // namespace

Outcome run(const std::vector<std::string>& command, const std::vector<std::string>& after, std::string_view file,
            const Bounds& bounds) {
  Outcome outcome;
  Descriptor memory{memfd_create("document", MFD_CLOEXEC)};
  if (memory.fd < 0) throw std::runtime_error("no memory file");
  for (std::size_t done = 0; done < file.size();) {
    const ssize_t n = ::write(memory.fd, file.data() + done, file.size() - done);
    if (n <= 0) throw std::runtime_error("cannot write a memory file");
    done += static_cast<std::size_t>(n);
  }
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Descriptor out_read{out[0]}, out_write{out[1]};
  if (pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Descriptor err_read{err[0]}, err_write{err[1]};

  // Everything the child needs is made before the fork: between fork and exec nothing may be allocated.
  std::vector<std::string> words = command;
  words.push_back("/dev/fd/" + std::to_string(kFileDescriptor));
  words.insert(words.end(), after.begin(), after.end());
  std::vector<char*> arguments;
  for (std::string& w : words) arguments.push_back(w.data());
  arguments.push_back(nullptr);
  const std::string program = "/usr/bin/" + command[0];
  char language[] = "LC_ALL=C.UTF-8", home[] = "HOME=/nonexistent";
  char* environment[] = {language, home, nullptr};
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  Descriptor null{nothing};

  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot start a child process");
  if (child == 0) {
    setpgid(0, 0);
    limit(RLIMIT_AS, kMemory);
    limit(RLIMIT_CPU, static_cast<rlim_t>(bounds.seconds) + 1);
    limit(RLIMIT_FSIZE, 0);  // it writes to pipes alone
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
    // Copies first to high numbers, so that none is overwritten before it is used.
    const int f = fcntl(memory.fd, F_DUPFD_CLOEXEC, 20), o = fcntl(out[1], F_DUPFD_CLOEXEC, 20),
              e = fcntl(err[1], F_DUPFD_CLOEXEC, 20), z = fcntl(nothing, F_DUPFD_CLOEXEC, 20);
    if (dup2(z, 0) < 0 || dup2(o, 1) < 0 || dup2(e, 2) < 0 || dup2(f, kFileDescriptor) < 0) _exit(126);
    execve(program.c_str(), arguments.data(), environment);
    _exit(127);
  }
  out_write.close_now();
  err_write.close_now();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(bounds.seconds);
  bool kill_it = false;
  std::string buffer(64 * 1024, '\0');
  while (out_read.fd >= 0 || err_read.fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (left <= 0) {
      outcome.timed_out = kill_it = true;
      break;
    }
    pollfd polled[2] = {{out_read.fd, POLLIN, 0}, {err_read.fd, POLLIN, 0}};
    if (poll(polled, 2, static_cast<int>(left)) < 0 && errno != EINTR) break;
    for (int i = 0; i < 2; ++i) {
      if (!(polled[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
      Descriptor& from = i == 0 ? out_read : err_read;
      std::string& into = i == 0 ? outcome.out : outcome.err;
      const ssize_t n = ::read(from.fd, buffer.data(), buffer.size());
      if (n <= 0) {
        from.close_now();
      } else if (i == 1) {
        if (into.size() < 64 * 1024) into.append(buffer, 0, static_cast<std::size_t>(n));
      } else if (into.size() + static_cast<std::size_t>(n) > bounds.output_bytes) {
        outcome.too_large = kill_it = true;
      } else {
        into.append(buffer, 0, static_cast<std::size_t>(n));
      }
    }
    if (kill_it) break;
  }
  if (kill_it) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) outcome.timed_out = true;
  outcome.missing = outcome.status == 127;
  return outcome;
}

}  // namespace heed::document::pdf

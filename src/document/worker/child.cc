#include "document/worker/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace heed::document::worker {
namespace {

constexpr int kFile = 3, kRequest = 4;
constexpr off_t kLargeFile = 1 << 20;
constexpr const char* kBubblewrap = "/usr/bin/bwrap";

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

int memory_file(std::string_view bytes) {
  const int fd = memfd_create("document", MFD_CLOEXEC);
  if (fd < 0) throw std::runtime_error("no memory file");
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (n <= 0) {
      ::close(fd);
      throw std::runtime_error("cannot write a memory file");
    }
    done += static_cast<std::size_t>(n);
  }
  lseek(fd, 0, SEEK_SET);
  return fd;
}

std::vector<std::string> bubblewrapped(const std::string& program) {
  std::vector<std::string> words{kBubblewrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
                                 "--setenv", "LC_ALL", "C.UTF-8", "--ro-bind", "/usr", "/usr", "--ro-bind-try", "/etc/fonts", "/etc/fonts",
                                 "--chdir", "/"};
  for (const char* folder : {"/lib", "/lib64", "/bin"}) {
    std::error_code none;
    if (std::filesystem::is_symlink(folder, none)) {
      words.insert(words.end(), {"--symlink", "usr" + std::string(folder), folder});
    } else if (std::filesystem::is_directory(folder, none)) {
      words.insert(words.end(), {"--ro-bind", folder, folder});
    }
  }
  words.insert(words.end(), {"--ro-bind", program, "/reader", "--", "/reader"});
  return words;
}

}  // namespace

Outcome run(const std::string& program, const std::vector<std::string>& arguments, const File& file, std::string_view request,
            const Bounds& bounds, bool bubblewrap) {
  Outcome outcome;
  // Asked here, since bubblewrap, which is there, would end as the reader of a broken file does.
  outcome.missing = ::access(program.c_str(), X_OK) != 0;
  if (outcome.missing) return outcome;
  Descriptor own{file.descriptor < 0 ? memory_file(file.bytes) : -1};
  Descriptor asked{memory_file(request)};
  const int file_fd = file.descriptor < 0 ? own.fd : file.descriptor;
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Descriptor out_read{out[0]}, out_write{out[1]};
  if (pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  Descriptor err_read{err[0]}, err_write{err[1]};
#ifdef F_SETPIPE_SZ
  (void)fcntl(out[1], F_SETPIPE_SZ, 1 << 20);
#endif

  // Everything the child needs is made before the fork: between fork and exec nothing may be allocated.
  std::vector<std::string> words = bubblewrap ? bubblewrapped(program) : std::vector<std::string>{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& w : words) pointers.push_back(w.data());
  pointers.push_back(nullptr);
  char language[] = "LC_ALL=C.UTF-8", home[] = "HOME=/nonexistent", leaks[] = "ASAN_OPTIONS=detect_leaks=0";
  // What a large file becomes is touched once, page by page: large pages spare a third of the time. A small one would only hold more.
  char large_pages[] = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
  struct stat info {};
  const bool large = fstat(file_fd, &info) == 0 && info.st_size >= kLargeFile;
  char* environment[] = {language, home, leaks, large ? large_pages : nullptr, nullptr};
  Descriptor null{::open("/dev/null", O_RDWR | O_CLOEXEC)};

  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot start a child process");
  if (child == 0) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CPU, static_cast<rlim_t>(bounds.seconds) + 1);
    limit(RLIMIT_CORE, 0);
    // Copies first to high numbers, so that none is overwritten before it is used.
    const int f = fcntl(file_fd, F_DUPFD_CLOEXEC, 20), q = fcntl(asked.fd, F_DUPFD_CLOEXEC, 20), o = fcntl(out[1], F_DUPFD_CLOEXEC, 20),
              e = fcntl(err[1], F_DUPFD_CLOEXEC, 20), z = fcntl(null.fd, F_DUPFD_CLOEXEC, 20);
    if (dup2(z, 0) < 0 || dup2(o, 1) < 0 || dup2(e, 2) < 0 || dup2(f, kFile) < 0 || dup2(q, kRequest) < 0) _exit(126);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    execve(pointers[0], pointers.data(), environment);
    _exit(127);
  }
  out_write.close_now();
  err_write.close_now();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(bounds.seconds);
  bool kill_it = false;
  std::string buffer(256 * 1024, '\0');
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
  if (kill_it) kill(-child, SIGKILL), kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  if (bubblewrap && outcome.status > 128) outcome.signal = outcome.status - 128;  // how bubblewrap tells of a signal
  if (outcome.signal == SIGXCPU) outcome.timed_out = true;
  outcome.missing = outcome.status == 127;
  return outcome;
}

bool may_bubblewrap() {
  static const bool may = [] {
    if (access(kBubblewrap, X_OK) != 0) return false;
    const Outcome tried = run("/usr/bin/true", {}, {-1, "x"}, {}, {5, 4096}, true);
    return tried.status == 0;
  }();
  return may;
}

}  // namespace heed::document::worker

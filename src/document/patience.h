// How long a test waits for a file, in seconds of the processor rather than of the clock, so that a busy machine fails no test;
// and what a reading costs, measured in a process of its own, which may also die of it.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <stdexcept>

namespace heed::document {

#ifdef NDEBUG  // a release; __OPTIMIZE__ is defined by a header of fmt at every level
constexpr double kPatience = 5.0;  // seconds a file may take
#else
constexpr double kPatience = 40.0;  // the same where nothing was optimised
#endif
constexpr std::uint64_t kMostMemory = 512ull << 20;

inline double seconds_of(const rusage& use) {
  double all = 0;
  for (const timeval& t : {use.ru_utime, use.ru_stime}) all += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  return all;
}

/// Of this process and its readers.
inline double processor_seconds() {
  double all = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage use{};
    getrusage(who, &use);
    all += seconds_of(use);
  }
  return all;
}

struct Cost {
  int status = -1;  ///< what `work` gave; -1 when a signal or a sanitiser ended it
  double seconds = 0;  ///< of the processor; not of heed-pdf, where bubblewrap stands between
  double wall = 0;     ///< of the clock
  std::uint64_t memory = 0;  ///< the most that was resident, in the process or in one it started, beyond what it was born with
};

/// Bytes of this process in memory; a child is born with the same.
inline std::uint64_t resident_bytes() {
  std::uint64_t whole = 0, resident = 0;
  if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(f, "%lu %lu", &whole, &resident) != 2) resident = 0;
    std::fclose(f);
  }
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Runs `work`, which gives a number below 64, in a process of its own.
template <class F>
Cost cost_of(F work) {
  std::fflush(nullptr);
  const auto inherited = resident_bytes();
  const pid_t child = ::fork();
  const auto began = std::chrono::steady_clock::now();
  if (child < 0) throw std::runtime_error("cannot start a process");
  if (child == 0) ::_exit(work());
  int status = 0;
  rusage use{};
  if (::wait4(child, &status, 0, &use) != child) throw std::runtime_error("lost a process");
  Cost cost;
  if (WIFEXITED(status) && WEXITSTATUS(status) < 64) cost.status = WEXITSTATUS(status);
  cost.seconds = seconds_of(use);
  cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto most = static_cast<std::uint64_t>(use.ru_maxrss) << 10;
  cost.memory = most > inherited ? most - inherited : 0;
  return cost;
}

}  // namespace heed::document

// How long a test waits for a file, in seconds of the processor rather than of the clock, so that a busy machine fails no test.
#pragma once

#include <sys/resource.h>

namespace heed::document {

#ifdef NDEBUG  // a release; __OPTIMIZE__ is defined by a header of fmt at every level
constexpr double kPatience = 5.0;  // seconds a file may take
#else
constexpr double kPatience = 40.0;  // the same where nothing was optimised
#endif

/// Of this process and its readers.
inline double processor_seconds() {
  double all = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage use{};
    getrusage(who, &use);
    for (const timeval& t : {use.ru_utime, use.ru_stime}) all += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  }
  return all;
}

}  // namespace heed::document

// Runs one of poppler's programs on bytes in memory, with limits of time, memory, output and files, and with nothing of
// this process's environment. The file reaches the child by a memory file, never by a name on disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::document::pdf {

struct Bounds {
  int seconds = 30;
  std::uint64_t output_bytes = 256ull << 20;
};

struct Outcome {
  int status = -1;  ///< the exit status; -1 when it was killed
  bool missing = false, timed_out = false, too_large = false;
  std::string out, err;
};

/// Runs `command` + the file + `after`. Thread-safe.
Outcome run(const std::vector<std::string>& command, const std::vector<std::string>& after, std::string_view file,
            const Bounds& bounds);

}  // namespace heed::document::pdf

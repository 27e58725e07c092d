// Starts a program that reads a hostile file, gives it the file by a descriptor and takes what it writes, within limits of
// time, memory and output. The child has nothing of this process's environment, files or memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heed::document::worker {

struct Bounds {
  int seconds = 30;
  std::uint64_t output_bytes = 512ull << 20;
};

/// How the file reaches the child: an open descriptor, or bytes that are put into a memory file.
struct File {
  int descriptor = -1;
  std::string_view bytes;
};

struct Outcome {
  int status = -1;    ///< the exit status; -1 when it was killed
  int signal = 0;     ///< that ended it
  bool missing = false, timed_out = false, too_large = false;
  std::string out, err;
};

/// The file is descriptor 3 and `request` can be read from 4; the answer is what comes on standard output. `bubblewrap`
/// puts it into name spaces of its own, with /usr alone to be seen, where the system allows that. Thread-safe.
Outcome run(const std::string& program, const std::vector<std::string>& arguments, const File& file, std::string_view request,
            const Bounds& bounds, bool bubblewrap);

/// Whether the system lets a program be started in bubblewrap; tried once.
bool may_bubblewrap();

}  // namespace heed::document::worker

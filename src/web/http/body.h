// Turns the bytes of a request's body into fields, uploads or plain text, within limits, as they arrive. It
// knows the kinds of body, not the connection they come by.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/head.h"
#include "web/http/message.h"

namespace heed::web {

struct BodyLimits {
  std::size_t max_form_bytes = 2 << 20;  ///< of a body that is kept in memory
  std::uint64_t max_file_bytes = 0;      ///< 0: files are passed over and marked too_large
  std::filesystem::path spool_dir;
};

class BodyReader {
 public:
  /// Writes into `request`, which must outlive it.
  BodyReader(Request& request, BodyLimits limits);
  ~BodyReader();

  /// True when pieces go to disk, so that feeding belongs on a worker.
  bool streams() const;
  /// Both answer what is wrong, if anything; nothing more may be fed then. Throw when the disk fails.
  std::optional<Refusal> feed(std::string_view bytes);
  std::optional<Refusal> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heed::web

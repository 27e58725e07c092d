#include "document/worker/wire.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::document;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& answer : {bytes, "heed1 answer\n" + bytes}) {
    const auto read = from_wire(answer);
    // What was taken for an answer is written as the same document again.
    if (read && read->ok() && from_wire(to_wire(*read)) == std::nullopt) std::abort();
  }
  (void)rendered_from_wire("heed1 shown\n" + bytes).has_value();
  (void)request_from_wire("heed1 ask\n" + bytes).has_value();
  return 0;
}

// Whatever bytes a payload or a list of things holds, reading it gives changes or an exception, and what was read packs and reads again the same.
#include "store/record.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace heed::store;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  try {
    (void)read_things(input);
  } catch (const std::exception&) {
  }
  std::vector<Change> changes;
  try {
    changes = unpack(input);
  } catch (const std::exception&) {
    return 0;
  }
  const auto again = unpack(pack(changes));
  if (again.size() != changes.size()) __builtin_trap();
  for (std::size_t i = 0; i < again.size(); ++i)
    if (again[i].body != changes[i].body || again[i].id != changes[i].id || again[i].version != changes[i].version) __builtin_trap();
  return 0;
}

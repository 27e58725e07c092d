#include "anonymise/detect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto reg = heed::anonymise::read_register_csv(bytes)) (void)heed::anonymise::detect(bytes, *reg);
  return 0;
}

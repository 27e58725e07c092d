#include "anonymise/detect.h"

/// Whatever the text: no overlap, no place outside it, always a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::anonymise;
  static const Register reg = *read_register_csv("person,kind,value,replacement\nP,name,Ada Tarrowby,Amara Okoro\nP,phone,07700 900123,\n");
  static const Detector review(reg, {.model = true}), general(Register(), {.model = true, .profile = Profile::General});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto* detector : {&review, &general}) {
    std::size_t end = 0;
    for (const auto& d : detector->detect(text)) {
      if (d.span.begin < end || d.span.end <= d.span.begin || d.span.end > size || d.why.empty() || d.by.empty()) __builtin_trap();
      end = d.span.end;
    }
  }
  return 0;
}

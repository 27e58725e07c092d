#include "anonymise/prove.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace heed::anonymise;
  static const Prover prover(*read_register_csv("person,kind,value,replacement\nP,name,Ada Tarrowby,Amara Okoro\nP,phone,07700 900123,\n"));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)prover.prove(bytes, "a.docx");
  (void)prover.prove(bytes, "a.html");
  return 0;
}

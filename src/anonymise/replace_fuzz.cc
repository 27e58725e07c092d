#include "anonymise/replace.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace heed::anonymise;
  static const Detector detector(*read_register_csv("person,kind,value,replacement\nP,name,Ada Tarrowby,Amara Okoro\nP,phone,07700 900123,\n"));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)replace_file(bytes, "a.docx", detector, {});
  (void)replace_file(bytes, "a.html", detector, {});
  (void)replace_file(bytes, "a.txt", detector, {});
  return 0;
}

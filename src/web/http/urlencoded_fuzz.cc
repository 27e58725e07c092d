// Urlencoded bodies, queries and cookies: no input crashes them, and what is taken is text and goes there and
// back.
#include <cstdlib>

#include "web/http/form.h"
#include "web/http/path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::web;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto fields = parse_urlencoded(text, 64)) {
    if (fields->size() > 64) std::abort();
    std::string again;
    for (const auto& [name, value] : *fields) {
      if (!is_utf8(name) || !is_utf8(value)) std::abort();
      if (!again.empty()) again += '&';
      percent_encode_to(again, name);
      again += '=';
      percent_encode_to(again, value);
    }
    const auto back = parse_urlencoded(again, 64);
    if (!back || !std::equal(fields->begin(), fields->end(), back->begin(), back->end())) std::abort();
  }
  for (const auto& [name, value] : parse_cookies(text))
    if (name.empty() || !is_utf8(value)) std::abort();
  header_parameter(text, "name");
  media_type_of(text);
  const auto name = clean_file_name(text);
  if (name.empty() || name.size() > 200 || !is_utf8(name) ||
      name.find_first_of("/\\\r\n") != std::string::npos)
    std::abort();
  return 0;
}

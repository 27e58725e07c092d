// Whatever is typed, it is understood as something: the question has terms with words in them, and a text can be searched for
// them without a read beyond it.
#include "library/highlight.h"
#include "library/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::library;
  const std::string_view typed{reinterpret_cast<const char*>(data), size};
  const auto query = parse_query(typed);
  if (query.all.size() > kQueryTerms) __builtin_trap();
  const Highlighter highlighter(query);
  std::string back;
  for (const auto& piece : highlighter.all(typed)) back += piece.text;
  if (back != typed) __builtin_trap();
  (void)highlighter.around(typed, 5);
  return 0;
}

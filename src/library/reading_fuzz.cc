// Whatever a line of JSON, a text or a vocabulary holds, reading it gives blocks without control characters or a refusal, and
// what is found in them by rule stands in a paragraph that is there.
#include "library/reading.h"
#include "library/suggest.h"
#include "library/thesaurus.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::library;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto check = [](const std::vector<Block>& blocks) {
    for (const auto& s : suggest(blocks)) {
      if (s.anchor.size() < 2 || std::size_t(std::stoul(s.anchor.substr(1))) > blocks.size()) __builtin_trap();
    }
  };
  check(blocks_of_text(text));
  (void)addressee_of(text);
  if (const auto addition = addition_of_json(text); addition.ok()) {
    if (addition->external_id.empty() || addition->document.title.empty()) __builtin_trap();
    check(addition->document.blocks);
  }
  (void)Thesaurus::read("fuzz", text);
  return 0;
}

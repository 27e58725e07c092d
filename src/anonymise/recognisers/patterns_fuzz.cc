#include "anonymise/recognisable.h"
#include "anonymise/recognisers/recognisers.h"
#include "anonymise/recognisers/roles.h"

/// Whatever the text: each finding stands inside it, begins and ends between characters, and says by which rule and why; and the same
/// text gives the same findings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::anonymise;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!heed::text::is_utf8(text)) return 0;
  const auto inside_character = [&](std::size_t at) { return at < size && (data[at] & 0xC0) == 0x80; };
  const auto all = [&] {
    std::vector<Detection> out;
    recognise_patterns(text, out);
    recognise_dates(text, out);
    recognise_bodies(text, out);
    recognise_open_names(text, out);
    return out;
  };
  const auto found = all();
  for (const auto& d : found) {
    if (d.span.end <= d.span.begin || d.span.end > size || inside_character(d.span.begin) || inside_character(d.span.end)) __builtin_trap();
    if (d.by.empty() || d.why.empty() || d.replacement.empty() || !(d.confidence > 0 && d.confidence <= 1)) __builtin_trap();
  }
  if (all() != found) __builtin_trap();
  std::size_t before = 0;
  for (const auto& r : recognisable(text)) {
    if (r.span.begin < before || r.span.end > size || r.facts.empty() || r.why.empty() || r.suggestion.empty()) __builtin_trap();
    before = r.span.end;
  }
  return 0;
}

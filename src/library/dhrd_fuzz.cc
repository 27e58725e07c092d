// Coded rows as a stranger might send them, and what is made of their cells.
#include "library/coded.h"
#include "library/coding_csv.h"
#include "library/dhrd.h"
#include "library/places.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed::library;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // A form feed parts the files.
  std::string parts[4];
  std::size_t part = 0;
  for (const char c : bytes) {
    if (c == '\f' && part < 3) ++part;
    else parts[part] += c;
  }
  const auto read = read_dhrd({parts[0], parts[1], parts[2], parts[3]});
  if (read.ok())
    for (const auto& record : read->batch.records)
      for (const auto& coding : record.codings)
        if (coding.value.empty() || coding.value == kMissing) __builtin_trap();
  if (const auto coded = read_coding_csv(bytes); coded.ok())
    for (const auto& record : coded->records)
      if (record.id.empty() || record.title.empty()) __builtin_trap();
  const auto line = bytes.substr(0, std::min<std::size_t>(size, 200));
  const auto match = match_place(line);
  if ((match.kind == MatchKind::None) != match.found.empty()) __builtin_trap();
  (void)match.sentence();
  const int month = month_number(line);
  if (month != 0 && month / 12 != year_number(line)) __builtin_trap();
  if (const auto s = slug(line); slug(s) != s) __builtin_trap();
  return 0;
}

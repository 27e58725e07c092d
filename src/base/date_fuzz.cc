// What is read can be stored, and what is stored is understood; nothing typed is a fault.
#include <cstdlib>

#include "base/date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed;
  const std::string typed(reinterpret_cast<const char*>(data), size);
  const auto date =
      UncertainDate::parse(typed, Day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}});
  if (!date.ok()) {
    if (date.error().message.empty()) std::abort();
    return 0;
  }
  if (UncertainDate::stored(date->typed(), date->edtf()) != *date) std::abort();
  if (date->empty()) return 0;
  if (date->earliest() > date->latest() || date->understood().empty() || date->month_and_year().empty())
    std::abort();
  const auto raw = UncertainDate::stored("", typed);
  if (!raw.empty() && raw.edtf() != typed) std::abort();
  return 0;
}

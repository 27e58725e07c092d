// Any bytes as a table of separated values, taken in as a chronology: nothing is lost, and what comes out can be merged and written.
#include <cstdlib>

#include "review/chronology/chronology.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace heed;
  document::Limits limits;
  limits.cells = 20'000;
  const auto doc = document::read(std::string_view(reinterpret_cast<const char*>(data), size), "a.csv", limits);
  if (!doc.ok()) return 0;
  review::ImportOptions options;
  options.agency = "Agency";
  options.default_year = 2016;
  auto in = review::import_table(*doc, options, Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}});
  if (!in.ok()) return 0;
  int entries = 0, doubtful = 0;
  for (const auto& t : in->tables) {
    if (t.used && t.rows != t.entries + t.doubtful + t.headings + t.blank) std::abort();
    entries += t.entries;
    doubtful += t.doubtful;
  }
  if (std::size_t(entries) != in->entries.size() || std::size_t(doubtful) != in->doubtful.size()) std::abort();
  const auto merged = review::merge(std::move(in->entries));
  (void)document::write_csv(review::as_document(merged.entries, "Chronology"));
  return 0;
}

#include "anonymise/log.h"

namespace heed::anonymise {

int Log::applied() const {
  return static_cast<int>(std::count_if(replaced.begin(), replaced.end(), [](const Replaced& r) { return r.applied; }));
}

std::string write_log_json(const Log& log, std::string_view input_sha256, std::string_view output_sha256) {
  using nlohmann::ordered_json;
  ordered_json rows = ordered_json::array(), cleaned = ordered_json::array();
  for (const auto& r : log.replaced)
    rows.push_back({{"part", r.part}, {"offset", r.offset}, {"original", r.original.reveal()}, {"replacement", r.replacement}, {"applied", r.applied},
                    {"kind", word(r.kind)}, {"by", r.by}, {"why", r.why}, {"confidence", r.confidence}, {"key", r.key}});
  for (const auto& c : log.cleaned) cleaned.push_back({{"what", c.what}, {"count", c.count}});
  const ordered_json out{{"handling", "Holds what was taken out. For the two releasers only; keep it encrypted."},
                         {"input_sha256", input_sha256}, {"output_sha256", output_sha256},
                         {"replacements", rows}, {"cleaned", cleaned}};
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace heed::anonymise

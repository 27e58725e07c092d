#include "anonymise/prove.h"

namespace heed::anonymise {

static constexpr std::string_view kProgram = "heed 0.1.0";  // as `heed version` says

std::string write_certificate_json(const Proof& proof, Instant at, ShowValues show) {
  using nlohmann::ordered_json;
  auto list = [&](const std::vector<Left>& all) {
    ordered_json out = ordered_json::array();
    for (const auto& l : all) {
      ordered_json one{{"part", l.part}, {"view", l.view}, {"offset", l.offset}, {"kind", word(l.kind)}, {"variant", words(l.variant)}, {"key", l.key}};
      if (show == ShowValues::Yes) one["value"] = l.value.reveal(), one["context"] = l.context.reveal();
      out.push_back(std::move(one));
    }
    return out;
  };
  ordered_json advice = ordered_json::array();
  if (show == ShowValues::Yes)
    for (const auto& a : proof.advice) advice.push_back({{"part", a.part}, {"what", a.what}, {"value", a.value.reveal()}, {"count", a.count}});
  ordered_json facts = ordered_json::array();
  for (const auto& r : proof.recognisable) {
    ordered_json kinds = ordered_json::array();
    for (const auto& fact : r.facts.facts) kinds.push_back(words(fact.kind));
    ordered_json one{{"part", r.part}, {"facts", kinds}, {"why", r.facts.why}, {"suggestion", r.facts.suggestion}};
    if (show == ShowValues::Yes) one["words"] = r.facts.shown.reveal();
    facts.push_back(std::move(one));
  }
  const ordered_json out{
      {"program", kProgram},
      {"clean", proof.clean()},
      {"settled", proof.settled()},
      {"proves", "No listed value and no strong variant of one remains in any part of this file that could be read."},
      {"does_not_prove", "That nobody can be recognised: from what is not listed, from pictures, or from a rare combination of facts."},
      {"at", iso(at)},
      {"file_sha256", proof.file_sha256},
      {"register_sha256", proof.register_sha256},
      {"bytes", proof.bytes},
      {"searched_bytes", proof.searched_bytes},
      {"values", proof.values},
      {"variants", proof.variants},
      {"parts", proof.parts},
      {"unread", proof.unread},
      {"left_strong", list(proof.left_strong)},
      {"left_weak", list(proof.left_weak)},
      {"decided", list(proof.decided)},
      {"allowed", list(proof.allowed)},
      {"common_words_in_lower_case", proof.lower_case_words},
      {"advice_count", proof.advice.size()},
      {"advice", advice},
      {"could_someone_still_be_recognised", facts}};
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace heed::anonymise

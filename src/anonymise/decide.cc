#include "anonymise/decide.h"

#include "base/hash.h"

namespace heed::anonymise {

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::Accept: return "accept";
    case Verdict::Change: return "change";
    case Verdict::Keep: return "keep";
  }
  return "accept";
}

std::string Keys::key(DetectionKind kind, std::string_view value) const {
  const auto folded = text::folded(value, text::FoldForm::Tokens);
  const auto hash = sha256(salt_ + "\n" + std::string(word(kind)) + "\n" + folded);
  return std::string(word(kind)) + ":" + hex(hash).substr(0, 16);
}

const Decision* Decisions::find(const std::string& key) const {
  const auto it = by_key_.find(key);
  return it == by_key_.end() ? nullptr : &it->second;
}

Result<Decisions> read_decisions(std::string_view json) {
  const auto bad = [](std::string_view what) {
    return bad_input("The decisions could not be read: " + std::string(what) + ".",
                     "Give {\"decisions\":[{\"key\":…,\"verdict\":\"accept\", \"change\" or \"keep\",\"by\":…,\"why\":…}]}.");
  };
  const auto doc = nlohmann::json::parse(json, nullptr, false);
  if (!doc.is_object() || !doc.contains("decisions") || !doc["decisions"].is_array()) return bad("there is no list called decisions");
  Decisions out;
  for (const auto& d : doc["decisions"]) {
    auto get = [&](const char* name) { return d.is_object() && d.contains(name) && d[name].is_string() ? d[name].get<std::string>() : std::string(); };
    const auto key = get("key"), verdict = get("verdict");
    if (key.empty()) return bad("one of them has no key");
    Decision decision{Verdict::Accept, get("replacement"), get("by"), get("why")};
    if (verdict == "keep") decision.verdict = Verdict::Keep;
    else if (verdict == "change") decision.verdict = Verdict::Change;
    else if (verdict != "accept") return bad("a verdict is not accept, change or keep");
    if (decision.verdict == Verdict::Keep && (decision.by.empty() || decision.why.empty())) return bad("a kept word needs who decided and why");
    out.set(key, std::move(decision));
  }
  return out;
}

std::string write_decisions(const Decisions& decisions) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& [key, d] : decisions.all()) {
    nlohmann::ordered_json one{{"key", key}, {"verdict", word(d.verdict)}};
    if (d.verdict == Verdict::Change) one["replacement"] = d.replacement;
    one["by"] = d.by;
    one["why"] = d.why;
    list.push_back(std::move(one));
  }
  return nlohmann::ordered_json{{"decisions", list}}.dump(2) + "\n";
}

}  // namespace heed::anonymise

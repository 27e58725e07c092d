#include "anonymise/model/train/corpus.h"

#include <fstream>
#include <set>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace heed::anonymise::model::train {

std::vector<std::size_t> code_points(const std::string& s) {
  std::vector<std::size_t> out;
  out.reserve(s.size() + 1);
  for (std::size_t i = 0; i < s.size(); ++i)
    if ((static_cast<unsigned char>(s[i]) & 0xC0) != 0x80) out.push_back(i);
  out.push_back(s.size());
  return out;
}

namespace {
Label label_of(const std::string& kind, bool masked) {
  if (kind == "PERSON") return masked ? Label::Person : Label::OpenPerson;
  if (kind == "LOC") return masked ? Label::Place : Label::OpenPlace;
  if (kind == "ORG") return masked ? Label::Organisation : Label::OpenOrganisation;
  if (kind == "DATETIME") return masked ? Label::Date : Label::OpenDate;
  if (kind == "DEM") return masked ? Label::Demographic : Label::OpenDemographic;
  if (kind == "CODE") return masked ? Label::Code : Label::OpenOther;
  if (kind == "QUANTITY") return masked ? Label::Quantity : Label::OpenOther;
  return masked ? Label::Misc : Label::OpenOther;
}
}  // namespace

std::vector<GoldText> read_judgments(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::vector<GoldText> out;
  for (const auto& d : nlohmann::json::parse(in)) {
    GoldText g;
    g.id = d["doc_id"].get<std::string>();
    g.text = d["text"].get<std::string>();
    const auto where = code_points(g.text);
    for (const auto& [who, marks] : d["annotations"].items()) {
      g.who = who;
      // Somebody or something that must be masked once must be masked everywhere, or it is not masked at all.
      std::set<std::string> needed;
      for (const auto& m : marks["entity_mentions"])
        if (m["identifier_type"] != "NO_MASK") needed.insert(m["entity_id"].get<std::string>());
      for (const auto& m : marks["entity_mentions"]) {
        const auto begin = m["start_offset"].get<std::size_t>(), end = m["end_offset"].get<std::size_t>();
        if (end >= where.size() || begin >= end) continue;
        g.spans.push_back({where[begin], where[end], label_of(m["entity_type"].get<std::string>(), needed.contains(m["entity_id"].get<std::string>()))});
      }
    }
    // Where marks overlap, what must be masked comes first.
    std::stable_sort(g.spans.begin(), g.spans.end(), [](const GoldSpan& a, const GoldSpan& b) { return (a.label >= Label::OpenPerson) < (b.label >= Label::OpenPerson); });
    out.push_back(std::move(g));
  }
  return out;
}

GoldText as_prose(const GoldText& judgment) {
  GoldText out = judgment;
  out.plain = true;
  out.id += " as prose";
  for (auto& s : out.spans) switch (s.label) {
      case Label::OpenPerson: s.label = Label::Person; break;
      case Label::OpenPlace: s.label = Label::Place; break;
      case Label::OpenOrganisation: s.label = Label::Organisation; break;
      case Label::OpenDate: s.label = Label::Date; break;
      case Label::OpenDemographic: s.label = Label::Demographic; break;
      case Label::OpenOther: s.label = Label::Misc; break;
      case Label::Nothing: case Label::Person: case Label::Staff: case Label::Place: case Label::Organisation: case Label::Date: case Label::Code:
      case Label::Demographic: case Label::Quantity: case Label::Misc: break;
    }
  return out;
}

}  // namespace heed::anonymise::model::train

// Invented prose with its labels, made from a grammar (data/model/prose.txt), lists of names and lists of places. It teaches
// the model what judgments do not show: reports of deaths, chronologies, letters, lives. Nobody in it exists.
#pragma once

#include <filesystem>
#include <vector>

#include "anonymise/model/train/learn.h"

namespace heed::anonymise::model::train {

struct SyntheticSources {
  std::filesystem::path grammar, names, cities;
};
/// `count` texts of one section's kind each, with plain sentences and headings between. Faults throw.
std::vector<GoldText> make_prose(const SyntheticSources& from, std::size_t count, std::uint64_t seed);

}  // namespace heed::anonymise::model::train

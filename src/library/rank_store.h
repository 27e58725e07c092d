// What ranking reads by row: the words of a document, and a word by its number.
#pragma once

#include "library/sqlite_file.h"
#include "library/index_format.h"

namespace heed::library {

struct ForwardWord {
  std::int64_t word = 0;
  std::uint32_t hits = 0, title = 0;  ///< in body and headings; in the title
};
std::vector<ForwardWord> forward_words(Connection& db, std::int64_t document);

struct WordRow {
  std::string text, stem;
};
WordRow word_of(Connection& db, std::int64_t number);

/// The words of a paragraph, by its place in the document's layout.
std::string paragraph_text(Connection& db, std::int64_t document, std::uint32_t paragraph);

}  // namespace heed::library

// Makes of what others give (a file that was read, a line of JSON, a row of a catalogue) an Addition for the library: blocks
// with their sections, a title, the day and the partnership where they are said. It guesses no metadata beyond a title.
// Pure: no files, no clock.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "document/document.h"
#include "library/library.h"

namespace heed::library {

/// Paragraphs of plain text, parted by empty lines; very long ones at sentences. Lines that stand alone, are short and numbered
/// or in capitals are headings.
std::vector<Block> blocks_of_text(std::string_view text);
/// Body and notes of a document as blocks; contents lists, page numbers and lines repeated on most pages are left out.
std::vector<Block> blocks_of_document(const document::Document& document);

/// A line of JSON: `id` and at least one of `title`, `text`, `abstract`, `sections` ([{heading, text}]). Also read: authors, keywords,
/// partnership, published, death_month, kind, url, credit, reference, language, content_note, facets ({field: value or list}).
/// Errors: BadInput, one sentence without the line's words.
Result<Addition> addition_of_json(std::string_view line);

/// A report from a file. `bytes_hash` makes its id, so that the same file is known again.
Addition addition_of_document(const document::Document& document, std::string_view file_name, const Hash& bytes_hash);

struct CatalogueRow {
  std::string id;  ///< or the file's name
  Addition said;
};
/// A table with a heading row: a column `id` or `file`, and any of title, partnership, published, death_month, reference, url, credit, kind,
/// language, content_note; every other column is a facet by its name as a slug, several values parted by ";".
Result<std::vector<CatalogueRow>> read_catalogue(const document::Document& table);

}  // namespace heed::library

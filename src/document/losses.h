// What a document loses when it is written: said, never silent. `unwritten` knows what each writer leaves out by its nature; `lost`
// compares two readings of what should be the same document, and so finds what nobody thought of. Neither quotes the document: a
// loss is a place, a kind of thing and a reason. The file that somebody sent is kept whatever is written from it.
#pragma once

#include <vector>

#include "document/document.h"

namespace heed::document {

enum class Format { Docx, Pdf, Xlsx, Csv, Html, Text, Json };

/// The format that a file name's ending asks for: ".docx", ".pdf", ".xlsx", ".csv", ".html", ".txt", ".json".
std::optional<Format> format_of(std::string_view name);

/// What the writer of `format` does not carry of this document. Characters that a PDF cannot show are write_pdf's to say.
std::vector<Unread> unwritten(const Document& document, Format format);

/// The same of what the options ask for beside the blocks: a marking, a footer, a contents list.
std::vector<Unread> unwritten(const WriteOptions& options, Format format);

/// What `before` has and `after` has not: words (by how many, with the place where the first of them stood), headings, list items,
/// tables, their rows, header rows, links and notes. What came in addition is no loss.
std::vector<Unread> lost(const Document& before, const Document& after);

/// What a written PDF says, read by another program than the one that wrote it, its properties too: to be searched. Errors: Unfinished
/// when a part of it could not be read; of `read`.
Result<std::string> words_of_pdf(const std::string& bytes);

struct Written {
  std::string bytes;
  std::vector<Unread> losses;
};
/// Any of the writers by its format, with what it did not carry. Errors: of write_pdf.
Result<Written> write(const Document& document, Format format, const WriteOptions& options);

}  // namespace heed::document

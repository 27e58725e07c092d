// What the parts of a DOCX are to its rewriter: words to change, looks to keep, or what is taken out whole. A part is known by
// its content type and by how others refer to it; where it lies in the file is only one hint more, for programs choose freely.
#pragma once

#include <string>
#include <string_view>

namespace heed::document::docx {

enum class Fate {
  Words,    ///< text that people read: rewritten
  Plain,    ///< styles, settings: attributes and names rewritten
  Picture,  ///< kept without its metadata
  Drop,     ///< taken out, with what refers to it
  Macro,    ///< refused
  Another,  ///< refused: a document that Word has not yet brought into the text
  Unknown,  ///< refused
};

/// By content type and name.
Fate fate_of(std::string_view content_type, std::string_view name);
/// Whether what is referred to by a relationship of this type is taken out, whatever it says of itself: thumbnails and
/// properties may be pictures and plain XML by their content type.
bool drops(std::string_view relationship_type);
/// What was taken out, for the report: "comments", "thumbnail".
std::string what_is(std::string_view content_type, std::string_view name, std::string_view relationship_type);

std::string folder_of(std::string_view name);
/// Where a relationship of the part `source` leads, as the name of a part.
std::string resolved_name(std::string_view source, std::string_view target);
/// "word/_rels/document.xml.rels" for "word/document.xml".
std::string rels_of(std::string_view part);

}  // namespace heed::document::docx

// Placeholders in the paragraphs of one part of a Word file: found however Word cut them, repeated and filled. Works on the tree of
// the part; files, styles and {{report}} are docx_template.cc's.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <vector>

#include "document/template/docx_template.h"

namespace heed::document::templates {

/// One placeholder, whole in one w:t.
struct Marker {
  enum class Kind { Word, Open, Close } kind = Kind::Word;
  std::string name;
  pugi::xml_node paragraph, text;
  std::size_t at = 0, length = 0;  ///< in the text of `text`
  int number = 0;                  ///< of the paragraph in its part, from 1
  std::string written() const;     ///< "{{#actions}}"
};

/// Placeholders below `root` in their order, each gathered into one w:t. Errors: BadInput for one that is not closed.
Result<std::vector<Marker>> markers(const pugi::xml_node& root, const std::string& part);
/// Nothing but this placeholder stands in its paragraph.
bool stands_alone(const Marker& marker);

/// Whether every placeholder has a value and every repetition an end in a place where it can repeat.
/// `placed`: names that are not words here but filled by the caller ("report").
Result<void> check(const std::vector<Marker>& all, const TemplateValues& values, const std::vector<std::string>& placed, const std::string& part);
/// REQUIRES: check() found nothing. Braces in values are kept apart until unbraced().
void fill(const pugi::xml_node& root, const TemplateValues& values, const std::vector<std::string>& placed);
/// The XML of a filled part, with the braces of values as braces.
std::string unbraced(std::string xml);

}  // namespace heed::document::templates

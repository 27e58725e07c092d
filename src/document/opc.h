// Open Packaging Conventions (ECMA-376 part 2): which part of a DOCX or XLSX refers to which, and the properties of the
// file. Targets are only resolved inside the package; what points outside is text and never followed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/zip.h"

namespace heed::document {

struct Relationship {
  std::string id;
  std::string type;    ///< the last word of the type's address: "header", "image", "officeDocument"
  std::string target;  ///< the part's name inside the package, or the address outside
  bool external = false;
};

/// The relationships of `part` ("" for the package). A missing or damaged list is an empty one.
std::vector<Relationship> relationships(Archive& archive, std::string_view part, const Limits& limits);
const Relationship* find_relationship(const std::vector<Relationship>& all, std::string_view id);

/// docProps/core.xml, app.xml and custom.xml as name and value: "author", "title", "last modified by", "company" …
std::vector<Property> package_properties(Archive& archive, const Limits& limits);

/// The words of a drawing, chart or diagram part, a line for each paragraph or label.
std::string drawing_words(std::string_view xml);

/// The text of any XML, a space between what stands in different elements.
std::string xml_words(std::string_view xml);

}  // namespace heed::document

// The attributes of one part of a DOCX: alternative text, bookmarks, names of styles and shapes are asked about like words;
// authors, dates and editing marks go.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/docx/rewrite.h"
#include "document/docx/tree.h"

namespace heed::document::docx {

class PartAttributes {
 public:
  PartAttributes(const Editor& editor, Counts& counts) : editor_(editor), counts_(counts) {}
  /// Asks the editor under "part (attributes)". What is renamed in one part has the same new name in the others.
  void rewrite(const pugi::xml_node& root, const std::string& part);

 private:
  void rename_glued(const std::vector<pugi::xml_attribute>& all, const std::string& part);

  const Editor& editor_;
  Counts& counts_;
  std::map<std::string, std::string> plain_ids_;
  int removed_namespaces_ = 0;
};

}  // namespace heed::document::docx

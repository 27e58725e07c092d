// Takes out of one part of a DOCX what cannot be changed word by word: tracked deletions, records of changes, hidden text,
// comments' marks, embedded objects, and what led to parts that are gone. Insertions stay and lose their mark.
#pragma once

#include <set>
#include <string>

#include "document/docx/tree.h"

namespace heed::document::docx {

class Cleaner {
 public:
  Cleaner(const Limits& limits, Counts& counts) : limits_(limits), counts_(counts) {}

  /// The styles whose text nobody sees. REQUIRES: the root of a part of styles.
  void learn_styles(const pugi::xml_node& styles);
  /// `gone`: ids of relationships of this part that lead nowhere any more. False when nested beyond the limit.
  bool clean(pugi::xml_node node, const std::set<std::string>& gone, int depth = 0);

 private:
  bool is_hidden(const pugi::xml_node& run) const;
  /// What led to a part that is gone: true when the element itself must go too.
  bool drop_reference(pugi::xml_node n, const std::set<std::string>& gone);

  const Limits& limits_;
  Counts& counts_;
  std::set<std::string> hidden_styles_;
};

}  // namespace heed::document::docx

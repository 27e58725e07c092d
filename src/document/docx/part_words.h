// The words of one part of a DOCX, joined over the runs, links and fields that they are cut into, changed, and written back into
// the runs they stand in.
#pragma once

#include <vector>

#include "document/docx/rewrite.h"
#include "document/docx/tree.h"

namespace heed::document::docx {

class PartWords {
 public:
  PartWords(const pugi::xml_node& root, const Editor& editor);
  /// Asks the editor for the words under `part`, and for the instructions of fields under "part (fields)".
  void rewrite(const std::string& part);

 private:
  struct Piece {
    pugi::xml_node text;   ///< pcdata; empty: a break
    const char* by = "";   ///< for a break
    bool field = false;    ///< an instruction of a field
    bool link = false;     ///< no break to a reader, but the edge of a link or a control: words that meet there may be two
  };
  using Flow = std::vector<Piece>;

  void collect(const pugi::xml_node& node, std::size_t flow);
  void write_pieces(const std::string& part, bool fields);
  void write_reading(const std::string& part, bool fields, bool apart);

  const Editor& editor_;
  std::vector<Flow> flows_;
};

}  // namespace heed::document::docx

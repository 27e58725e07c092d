// The children of one element of an XML part, a few at a time. The tree of a part costs several times its text, and a reader
// that goes through a long one once never needs the whole: what it has read makes room for what comes. Parts that are not
// plain UTF-8, or declare anything, are loaded whole, so that what is read never depends on the way.
#pragma once

#include <pugixml.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/xml.h"

namespace heed::document {

class XmlPieces {
 public:
  /// `within` is the local name of the element below the root whose children are wanted.
  /// Errors: as for load_xml, and NotFound when there is no such element.
  static Result<XmlPieces> open(std::string bytes, const Limits& limits, std::string_view within);

  /// A node that holds the next few children; a null node after the last. Ends what was given before.
  /// Errors: Unsupported when it is no XML.
  Result<pugi::xml_node> next();

 private:
  XmlPieces() = default;
  bool find_pieces(const Limits& limits, std::string_view within);

  std::string text_;
  std::vector<std::size_t> ends_;  ///< where each piece ends
  std::size_t at_ = 0, given_ = 0;
  bool too_deep_ = false, found_ = false;
  std::unique_ptr<pugi::xml_document> tree_;
  pugi::xml_node whole_;  ///< where the part was loaded whole
};

}  // namespace heed::document

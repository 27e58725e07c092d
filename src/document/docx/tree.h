// What the rewriter of DOCX does with trees in more than one place. Programs choose their own prefixes for the namespaces; the
// local names do not collide where it matters here.
#pragma once

#include <pugixml.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "document/xml.h"

namespace heed::document::docx {

/// What was taken out, and how often, for the report.
using Counts = std::map<std::string, int>;
inline constexpr const char* kAttributesChanged = "attributes (alternative text, bookmarks, names)";

inline pugi::xml_attribute attribute_of(const pugi::xml_node& n, std::string_view name) {
  for (auto a : n.attributes())
    if (local(std::string_view(a.name())) == name) return a;
  return {};
}

/// `f` for the node and every element below. REQUIRES: depth bounded.
template <class F>
void visit(const pugi::xml_node& n, F&& f) {
  f(n);
  for (auto c : n.children())
    if (c.type() == pugi::node_element) visit(c, f);
}

}  // namespace heed::document::docx

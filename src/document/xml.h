// XML of office documents, read without trusting it: no document type, no entities but the five of XML and numbers, no
// references outside, bounded depth and number of elements. Two ways: a tree for parts that people write, and a scanner
// that holds one tag at a time for sheets with millions of cells. Names are compared without their prefix, because
// programs choose prefixes freely.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/document.h"

namespace heed::document {

/// Loads `bytes` into `tree`. White space between tags is kept where it is the only content of an element; with
/// Spaces::All everywhere. Errors: Unsupported when it is no XML; TooLarge beyond limits.depth or limits.elements.
enum class Spaces { Only, All };
Result<void> load_xml(pugi::xml_document& tree, std::string bytes, const Limits& limits, Spaces spaces = Spaces::Only);

/// What load_xml says of bytes that are no XML, and of a part beyond the limits.
Error no_xml();
Error too_deep();
/// Whether a part has no more elements than limits.elements, before a tree is built of it. Errors: TooLarge.
Result<void> few_enough(std::string_view bytes, const Limits& limits);
/// How every tree is parsed: no document type, no entities but the five of XML and numbers.
inline constexpr unsigned kXmlFlags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol;

/// "w:p" gives "p".
std::string_view local(std::string_view name);
inline std::string_view local(const pugi::xml_node& node) { return local(node.name()); }
/// The first child of that local name, or a null node.
pugi::xml_node child(const pugi::xml_node& node, std::string_view local_name);
/// The value of the attribute of that local name; "" when there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view local_name);
/// The whole number that `s` begins with, or `otherwise`.
int whole_number(std::string_view s, int otherwise);
bool has_attribute(const pugi::xml_node& node, std::string_view local_name);
/// An on/off property as Word writes it: `<w:b/>` and `<w:b w:val="1"/>` are on, "0", "false", "off" are off.
bool is_on(const pugi::xml_node& property);
/// All text below, as it stands. REQUIRES: loaded by load_xml (so the depth is bounded).
std::string all_text(const pugi::xml_node& node);

/// With the entities of XML and numbered characters replaced; unknown ones stay as they are.
std::string xml_unescaped(std::string_view raw);

/// Forward only, tolerant: what is no well-formed tag is taken for text. REQUIRES: UTF-8 that outlives the scanner.
class XmlScanner {
 public:
  enum class Kind { Start, End, Text, Done };
  explicit XmlScanner(std::string_view text) : text_(text) {}
  /// A self-closing tag gives Start and then End.
  Kind next();
  std::string_view name() const { return name_; }        ///< local name of Start and End
  std::string text() const;                              ///< of Text, entities replaced
  std::string get(std::string_view local_name) const;    ///< attribute of Start, entities replaced; "" when missing
  /// Text added to `out` without a copy between.
  void append_text(std::string& out) const;
  /// The attributes of Start one after the other, as they stand (entities not replaced), names without their prefix:
  /// for sheets, where a million cells have three each.
  template <class F>
  void each_attribute(F one) const {
    std::size_t at = 0;
    std::string_view name, raw;
    while (attribute_at(at, name, raw)) one(name, raw);
  }
  bool self_closing() const { return self_closing_; }
  /// For a reader that knows a shorter way over a whole element. REQUIRES: no Start that closed itself was the last.
  std::string_view rest() const { return text_.substr(at_); }
  void skip(std::size_t n) { at_ += n; }
  int depth() const { return depth_; }

 private:
  bool attribute_at(std::size_t& at, std::string_view& name, std::string_view& raw) const;

  std::string_view text_, name_, raw_, attributes_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool cdata_ = false, self_closing_ = false, end_pending_ = false;
};

}  // namespace heed::document

// What styles.xml and numbering.xml of a DOCX say that carries meaning: heading levels, hidden and emphasised text, list
// depth, and the number a reader sees before a list item. Fonts and measures are left aside.
#pragma once

#include <pugixml.hpp>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace heed::document::docx {

struct Style {
  std::string name, based_on;
  std::optional<int> outline;   ///< 0 to 8 are heading levels, 9 is body text
  std::optional<int> list, list_level;
  std::optional<bool> bold, italic, hidden, underline;
};

class Styles {
 public:
  void load(const pugi::xml_node& root);
  /// The style with what it takes over from the styles it is based on.
  const Style& resolved(std::string_view id) const;
  const std::string& default_paragraph() const { return default_paragraph_; }
  /// 1 to 6 for headings (also by the style's name, "heading 2" or "Title"); 0 for none.
  int heading_level(std::string_view style_id, const Style& resolved) const;

 private:
  Style worked_out(std::string_view id) const;

  std::map<std::string, Style, std::less<>> styles_;
  mutable std::map<std::string, Style, std::less<>> resolved_;  // what was asked for, for paragraphs ask for few styles, often
  std::string default_paragraph_;
};

struct ListLevel {
  int start = 1;
  std::string format = "decimal", text;
  bool legal = false;                 ///< all numbers of the label decimal
  std::optional<int> restart;         ///< 0 never restarts; n restarts after level n
  std::string style;                  ///< paragraph style bound to this level
};

class Numbering {
 public:
  void load(const pugi::xml_node& root, const Styles& styles);
  bool has(int list) const { return lists_.contains(list); }
  /// The level that a paragraph style stands for in a list (a heading style bound to level 2).
  std::optional<int> level_of_style(int list, std::string_view style) const;
  /// Counts one more item and gives its label: "3.2", "(a)", "•". "" for lists without a visible number.
  std::string next(int list, int level);

 private:
  using Levels = std::array<ListLevel, 9>;
  struct List {
    int abstract = 0;
    std::map<int, ListLevel> replaced;
    std::map<int, int> restart_at;
  };
  const ListLevel& level(const List& list, int level) const;

  std::map<int, Levels> abstract_;
  std::map<int, List> lists_;
  std::map<int, std::array<std::optional<int>, 9>> counters_;  // by abstract list, as Word counts
  std::set<int> started_;
};

/// A number in a format of numbering.xml: 3 as "3", "c", "iii", "03", "3rd".
std::string formatted_number(int n, std::string_view format);
/// The character of a symbol font (private use, U+F0xx) as plain Unicode; 0 when it has none.
char32_t symbol(char32_t c, std::string_view font);

}  // namespace heed::document::docx

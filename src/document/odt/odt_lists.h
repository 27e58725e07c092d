// The numbers that a reader of an OpenDocument text sees before list items and headings. The file holds only where lists begin,
// how their levels are written and whether one goes on from another: the numbers are counted here.
#pragma once

#include <pugixml.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace heed::document::odt {

class Lists {
 public:
  /// The styles of lists and of the outline below one element.
  void load(const pugi::xml_node& styles);

  /// A list begins, in the item of the one that is open or by itself; and ends.
  void open(const pugi::xml_node& list);
  void close();
  /// Counts an item of the open list and gives its label: "3.", "(b)", "•"; "" for one that is not numbered.
  std::string item(const pugi::xml_node& item);
  /// Counts a heading by the outline, and gives its label.
  std::string heading(const pugi::xml_node& heading, int level);

 private:
  static constexpr int kLevels = 10;  // ODF 1.2, 19.880
  using Numbers = std::array<int, kLevels>;  // 0: not begun
  struct Level {
    std::string format, prefix, suffix, bullet;
    int start = 1, shown = 1;  ///< shown: how many levels the label tells
  };
  using Style = std::array<Level, kLevels>;
  struct Open {
    std::string style, id;
    Numbers before;  ///< what was counted when it began, for the list around it
  };

  static std::string label(const Style& style, const Numbers& numbers, int level);
  const Style* style() const;

  std::map<std::string, Style> styles_;
  Style outline_;
  Numbers headings_{}, numbers_{};
  std::vector<Open> open_;
  std::map<std::string, Numbers> last_of_style_, last_of_list_;
};

}  // namespace heed::document::odt

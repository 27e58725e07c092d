// Which elements of a page a browser would not show, and how far that reaches: the attribute `hidden`, and display, visibility,
// opacity, font-size and Word's mso-hide in an attribute or for one tag, class or id in a style sheet. Deliberately no style engine: no
// selectors of several elements, no media queries, no text in the colour of its ground.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace heed::document::html {

class Hiding {
 public:
  /// The attributes of a tag that decide.
  struct Said {
    std::string id, classes, style;
    bool hidden = false;
  };

  void read_sheet(std::string_view css);
  bool hides(const std::string& name, const Said& said) const;

  /// Every tag that has an end, in the order of the page; `hides` what the above says of it.
  void opened(const std::string& name, bool hides);
  void closed(const std::string& name);
  /// Whether what stands here is hidden.
  bool here() const { return open_.has_value(); }

 private:
  struct Open {
    std::string name;
    int same = 0;    ///< elements of that name that are open inside
    int inside = 0;  ///< lists and tables that are open inside
  };

  std::map<std::string, bool> rules_;  ///< "p", ".note", "p.note" or "#top", and whether it hides; the last rule counts
  std::optional<Open> open_;  ///< the outermost hidden element; nothing inside shows again
};

}  // namespace heed::document::html

#include "document/odt/odt_lists.h"

#include "document/docx/docx_styles.h"
#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::odt {
namespace {

/// A number to count from; counters must not overflow.
int counted(std::string_view s, int otherwise) { return std::clamp(whole_number(s, otherwise), 0, 1'000'000); }

std::string_view format_of(std::string_view num_format) {
  if (num_format == "a") return "lowerLetter";
  if (num_format == "A") return "upperLetter";
  if (num_format == "i") return "lowerRoman";
  if (num_format == "I") return "upperRoman";
  return num_format.empty() ? "none" : "decimal";
}

}  // namespace

void Lists::load(const pugi::xml_node& styles) {
  for (const pugi::xml_node& s : styles.children()) {
    const bool outline = local(s) == "outline-style";
    if (!outline && local(s) != "list-style") continue;
    Style style;
    for (const pugi::xml_node& l : s.children()) {
      const int at = whole_number(attribute(l, "level"), 0) - 1;
      if (at < 0 || at >= kLevels) continue;
      Level& level = style[static_cast<std::size_t>(at)];
      level.prefix = attribute(l, "num-prefix");
      level.suffix = attribute(l, "num-suffix");
      level.start = counted(attribute(l, "start-value"), 1);
      level.shown = std::clamp(whole_number(attribute(l, "display-levels"), 1), 1, kLevels);
      if (local(l) == "list-level-style-number" || outline) {
        level.format = format_of(attribute(l, "num-format"));
      } else {
        level.bullet = attribute(l, "bullet-char");
        // A private character means something in its font alone.
        if (level.bullet.empty() || level.bullet.starts_with('\xEE') || level.bullet.starts_with('\xEF')) level.bullet = "•";
      }
    }
    if (outline) outline_ = std::move(style);
    else styles_.emplace(std::string(attribute(s, "name")), std::move(style));
  }
}

const Lists::Style* Lists::style() const {
  const auto found = styles_.find(open_.back().style);
  return found == styles_.end() ? nullptr : &found->second;
}

void Lists::open(const pugi::xml_node& list) {
  Open one;
  one.style = attribute(list, "style-name");
  one.id = attribute(list, "id");
  one.before = numbers_;
  const bool inner = !open_.empty();
  if (one.style.empty() && inner) one.style = open_.back().style;
  const bool goes_on = attribute(list, "continue-numbering") == "true";
  if (!inner) {
    const std::string after(attribute(list, "continue-list"));
    numbers_ = !after.empty() ? last_of_list_[after] : goes_on ? last_of_style_[one.style] : Numbers{};
  } else if (!goes_on && open_.size() < kLevels) {
    numbers_[open_.size()] = 0;
  }
  open_.push_back(std::move(one));
}

void Lists::close() {
  const Open one = std::move(open_.back());
  open_.pop_back();
  if (!one.id.empty()) last_of_list_[one.id] = numbers_;
  if (!open_.empty()) return;
  last_of_style_[one.style] = numbers_;
  numbers_ = one.before;
}

std::string Lists::item(const pugi::xml_node& item) {
  if (local(item) == "list-header") return {};
  const auto level = std::min<std::size_t>(open_.size(), kLevels) - 1;
  const Style* list = style();
  const int start = counted(attribute(item, "start-value"), 0);
  int& mine = numbers_[level];
  mine = start > 0 ? start : mine > 0 ? mine + 1 : list ? std::max((*list)[level].start, 1) : 1;
  std::fill(numbers_.begin() + static_cast<std::ptrdiff_t>(level) + 1, numbers_.end(), 0);
  return list ? label(*list, numbers_, static_cast<int>(level)) : "•";
}

std::string Lists::heading(const pugi::xml_node& heading, int level) {
  if (attribute(heading, "is-list-header") == "true") return {};
  const auto at = static_cast<std::size_t>(std::clamp(level, 1, kLevels) - 1);
  int& mine = headings_[at];
  mine = mine > 0 && attribute(heading, "restart-numbering") != "true" ? mine + 1 : std::max(outline_[at].start, 1);
  std::fill(headings_.begin() + static_cast<std::ptrdiff_t>(at) + 1, headings_.end(), 0);
  return outline_[at].format.empty() ? "" : label(outline_, headings_, static_cast<int>(at));
}

std::string Lists::label(const Style& style, const Numbers& numbers, int level) {
  const Level& own = style[static_cast<std::size_t>(level)];
  if (own.format.empty()) return own.bullet.empty() ? "•" : own.bullet;
  if (own.format == "none") return squeezed(own.prefix + own.suffix);
  std::string out;
  for (int i = std::max(0, level + 1 - own.shown); i <= level; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (i < level && (style[at].format.empty() || style[at].format == "none")) continue;
    if (!out.empty()) out += '.';
    out += docx::formatted_number(std::max(numbers[at], 1), style[at].format);
  }
  return squeezed(own.prefix + out + own.suffix);
}

}  // namespace heed::document::odt

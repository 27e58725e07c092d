#include "document/docx/docx_lists.h"

#include <charconv>

#include "document/docx/docx_styles.h"
#include "document/encoding.h"

namespace heed::document::docx {
namespace {

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_bullet(std::string_view label) {
  for (const char c : label)
    if (is_alnum(c)) return false;
  return !label.empty();
}

}  // namespace

std::optional<Label> parse_label(std::string_view label) {
  std::size_t from = 0;
  while (from < label.size() && !is_alnum(label[from])) ++from;
  std::size_t to = from;
  while (to < label.size() && is_alnum(label[to])) ++to;
  if (from == to) return std::nullopt;
  for (std::size_t i = to; i < label.size(); ++i)
    if (is_alnum(label[i])) return std::nullopt;
  Label out;
  out.before = label.substr(0, from);
  out.after = label.substr(to);
  const std::string_view middle = label.substr(from, to - from);
  if (middle[0] >= '0' && middle[0] <= '9') {
    const auto [stop, fault] = std::from_chars(middle.data(), middle.data() + middle.size(), out.number);
    if (fault != std::errc{} || stop != middle.data() + middle.size() || out.number > 30000) return std::nullopt;
    out.format = middle.size() > 1 && middle[0] == '0' ? "decimalZero" : "decimal";
    return formatted_number(out.number, out.format) == middle ? std::optional(out) : std::nullopt;
  }
  if (middle.size() > 8) return std::nullopt;
  // "i" starts a roman list more often than it is the ninth letter; "c" and "d" are letters.
  const bool roman_first = middle == "i" || middle == "I" || middle.size() > 1;
  for (const bool roman : {roman_first, !roman_first})
    for (const bool upper : {false, true}) {
      out.format = std::string(upper ? "upper" : "lower") + (roman ? "Roman" : "Letter");
      for (int n = 1; n <= 200; ++n)
        if (formatted_number(n, out.format) == middle) {
          out.number = n;
          return out;
        }
    }
  return std::nullopt;
}

std::vector<int> dotted_numbers(std::string_view label) {
  std::vector<int> out;
  for (std::size_t i = 0; i < label.size();) {
    int number = 0;
    const auto [stop, fault] = std::from_chars(label.data() + i, label.data() + label.size(), number);
    const auto end = static_cast<std::size_t>(stop - label.data());
    if (fault != std::errc{} || label[i] == '0' || label[i] == '-' || number > 30000 || out.size() == 9) return {};
    out.push_back(number);
    if (end == label.size()) return out;
    if (label[end] != '.') return {};
    i = end + 1;
  }
  return out;
}

ListPlan::ListPlan(const std::vector<Block>& blocks, int first) : first_(first) {
  for (std::size_t i = 0; i < blocks.size();) {
    if (blocks[i].kind != BlockKind::ListItem) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < blocks.size() && blocks[end].kind == BlockKind::ListItem) ++end;
    plan_items(&blocks[i], &blocks[i] + (end - i));
    i = end;
  }
  for (const Block& b : blocks)
    if (!b.label.empty() && b.kind != BlockKind::Note && b.kind != BlockKind::Table && !of_.contains(&b)) plan_dotted(b);
}

bool ListPlan::goes_on(Counting& counting, const List& list, const std::vector<int>& numbers) {
  const std::size_t level = numbers.size() - 1;
  const auto shown = [&](std::size_t l) { return counting.at[l] ? counting.at[l] : list.levels[l].start; };
  for (std::size_t l = 0; l < level; ++l)
    if (shown(l) != numbers[l]) return false;
  const int next = counting.at[level] ? counting.at[level] + 1 : list.levels[level].start;
  if (next != numbers[level]) return false;
  for (std::size_t l = 0; l < level; ++l) counting.at[l] = shown(l);
  counting.at[level] = next;
  std::fill(counting.at.begin() + static_cast<std::ptrdiff_t>(level) + 1, counting.at.end(), 0);
  return true;
}

void ListPlan::plan_dotted(const Block& block) {
  const std::string label = squeezed(block.label);
  const std::vector<int> numbers = dotted_numbers(label);
  if (numbers.empty()) return;
  const std::size_t level = numbers.size() - 1;
  std::string pattern;
  for (std::size_t l = 0; l <= level; ++l) pattern += fmt::format("{}%{}", l ? "." : "", l + 1);
  if (label.back() == '.') pattern += '.';
  // The list counted last is the likeliest to go on; chapters and paragraphs may count apart.
  constexpr std::size_t kOpen = 8;
  for (std::size_t i = counting_.size(); i-- > 0 && i + kOpen >= counting_.size();) {
    List& list = lists_[counting_[i].list];
    if (list.levels[level].known && list.levels[level].text != pattern) continue;
    List tried = list;
    if (!list.levels[level].known) tried.levels[level] = {"decimal", pattern, numbers[level], true};
    if (!goes_on(counting_[i], tried, numbers)) continue;
    list = std::move(tried);
    of_.emplace(&block, Place{first_ + static_cast<int>(counting_[i].list), static_cast<int>(level)});
    std::rotate(counting_.begin() + static_cast<std::ptrdiff_t>(i), counting_.begin() + static_cast<std::ptrdiff_t>(i) + 1, counting_.end());
    return;
  }
  List list;
  list.chapters = true;
  std::string above;
  for (std::size_t l = 0; l < 9; ++l) {
    above += fmt::format("{}%{}", l ? "." : "", l + 1);
    list.levels[l] = {"decimal", l == level ? pattern : above, l <= level ? numbers[l] : 1, l == level};
  }
  Counting counting{lists_.size(), {}};
  goes_on(counting, list, numbers);
  of_.emplace(&block, Place{first_ + static_cast<int>(lists_.size()), static_cast<int>(level)});
  lists_.push_back(std::move(list));
  counting_.push_back(counting);
}

void ListPlan::plan_items(const Block* from, const Block* to) {
  List list;
  auto& levels = list.levels;
  std::vector<int> counters(9, 0);
  for (const Block* b = from; b != to; ++b) {
    const auto at = static_cast<std::size_t>(std::clamp(b->level, 0, 8));
    Level& level = levels[at];
    const std::string label = squeezed(b->label);
    if (label.empty() || is_bullet(label)) {
      const std::string seen = label.empty() ? "•" : label;
      if (level.known && (level.format != "bullet" || level.text != seen)) return;
      level.known = true;
      level.text = seen;
    } else {
      std::optional<Label> parsed = parse_label(label);
      if (!parsed) return;
      if (level.known && parsed->format != level.format && level.format != "bullet") {
        // "i" after "h" is a letter again.
        const std::string expected = formatted_number(counters[at] + 1, level.format);
        if (parsed->before + expected + parsed->after != label) return;
        parsed->format = level.format;
        parsed->number = counters[at] + 1;
      }
      const std::string pattern = parsed->before + "%" + std::to_string(at + 1) + parsed->after;
      if (!level.known) {
        level = {parsed->format, pattern, parsed->number, true};
        counters[at] = parsed->number - 1;
      }
      if (level.format != parsed->format || level.text != pattern || parsed->number != counters[at] + 1) return;
      counters[at] = parsed->number;
    }
    for (std::size_t deeper = at + 1; deeper < 9; ++deeper) counters[deeper] = levels[deeper].start - 1;
  }
  for (const Block* b = from; b != to; ++b)
    of_.emplace(b, Place{first_ + static_cast<int>(lists_.size()), std::clamp(b->level, 0, 8)});
  lists_.push_back(std::move(list));
}

std::optional<ListPlan::Place> ListPlan::find(const Block* block) const {
  const auto found = of_.find(block);
  return found == of_.end() ? std::nullopt : std::optional(found->second);
}

std::string ListPlan::definitions() const {
  std::string x;
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    x += fmt::format("<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"multilevel\"/>", first_ + static_cast<int>(i));
    for (std::size_t l = 0; l < 9; ++l) {
      const Level& level = lists_[i].levels[l];
      const std::size_t left = lists_[i].chapters ? 720 : 720 + 360 * l, hanging = lists_[i].chapters ? 720 : 360;
      x += fmt::format("<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/><w:lvlText w:val=\"{}\"/>"
                       "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{}\"/></w:pPr></w:lvl>",
                       l, level.start, level.format, xml_escaped(level.text), left, hanging);
    }
    x += "</w:abstractNum>";
  }
  return x;
}

std::string ListPlan::instances() const {
  std::string x;
  for (std::size_t i = 0; i < lists_.size(); ++i)
    x += fmt::format("<w:num w:numId=\"{0}\"><w:abstractNumId w:val=\"{0}\"/></w:num>", first_ + static_cast<int>(i));
  return x;
}

}  // namespace heed::document::docx

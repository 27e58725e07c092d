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

ListPlan::ListPlan(const std::vector<Block>& blocks) {
  for (std::size_t i = 0; i < blocks.size();) {
    if (blocks[i].kind != BlockKind::ListItem) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < blocks.size() && blocks[end].kind == BlockKind::ListItem) ++end;
    plan(&blocks[i], &blocks[i] + (end - i));
    i = end;
  }
}

void ListPlan::plan(const Block* from, const Block* to) {
  Levels levels(9);
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
  lists_.push_back(std::move(levels));
  for (const Block* b = from; b != to; ++b) of_.emplace(b, static_cast<int>(lists_.size()));
}

std::optional<int> ListPlan::find(const Block* item) const {
  const auto found = of_.find(item);
  return found == of_.end() ? std::nullopt : std::optional(found->second);
}

std::string ListPlan::numbering_xml(std::string_view declaration) const {
  std::string x(declaration);
  x += "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    x += fmt::format("<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"multilevel\"/>", i + 1);
    for (std::size_t l = 0; l < 9; ++l) {
      const Level& level = lists_[i][l];
      x += fmt::format("<w:lvl w:ilvl=\"{}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/><w:lvlText w:val=\"{}\"/>"
                       "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                       l, level.start, level.format, xml_escaped(level.text), 720 + 360 * l);
    }
    x += "</w:abstractNum>";
  }
  for (std::size_t i = 0; i < lists_.size(); ++i)
    x += fmt::format("<w:num w:numId=\"{0}\"><w:abstractNumId w:val=\"{0}\"/></w:num>", i + 1);
  return x + "</w:numbering>";
}

}  // namespace heed::document::docx

#include "document/docx/docx_styles.h"

#include <charconv>

#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::docx {
namespace {

std::optional<int> number(std::string_view s) {
  int n = 0;
  const auto [stop, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
  if (fault != std::errc{} || stop == s.data()) return std::nullopt;
  return std::clamp(n, -100'000'000, 100'000'000);  // counters must not overflow
}
std::optional<int> number(const pugi::xml_node& node) {
  return node ? number(attribute(node, "val")) : std::nullopt;
}
std::optional<bool> on(const pugi::xml_node& node) {
  return node ? std::optional<bool>(is_on(node)) : std::nullopt;
}
template <class T>
void inherit(std::optional<T>& mine, const std::optional<T>& theirs) {
  if (!mine) mine = theirs;
}

std::string roman(int n) {
  constexpr std::pair<int, const char*> kDigits[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                                     {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                                     {5, "v"},    {4, "iv"},   {1, "i"}};
  if (n <= 0 || n > 30000) return std::to_string(n);
  std::string out;
  for (const auto& [value, digits] : kDigits)
    for (; n >= value; n -= value) out += digits;
  return out;
}
std::string upper(std::string s) {
  for (char& c : s)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return s;
}
std::string letters(int n) {  // Word counts a … z, aa, bb, cc
  if (n <= 0) return std::to_string(n);
  const int times = std::min((n - 1) / 26 + 1, 30);
  return std::string(static_cast<std::size_t>(times), static_cast<char>('a' + (n - 1) % 26));
}

ListLevel read_level(const pugi::xml_node& lvl) {
  ListLevel level;
  level.start = number(child(lvl, "start")).value_or(0);
  if (const auto f = child(lvl, "numFmt")) level.format = attribute(f, "val");
  level.text = attribute(child(lvl, "lvlText"), "val");
  level.legal = is_on(child(lvl, "isLgl"));
  level.restart = number(child(lvl, "lvlRestart"));
  level.style = attribute(child(lvl, "pStyle"), "val");
  // A bullet of a symbol font is a private character that only means something in that font.
  if (level.format == "bullet") {
    const std::string font(attribute(child(child(lvl, "rPr"), "rFonts"), "ascii"));
    if (level.text == "o") level.text = "◦";
    if (level.text.size() == 3 && level.text[0] == '\xEF') {
      const char32_t c = (level.text[1] & 0x3Fu) << 6 | (level.text[2] & 0x3Fu) | 0xF000u;
      const char32_t plain = symbol(c, font);
      level.text.clear();
      append_utf8(level.text, plain ? plain : U'•');
    }
    if (squeezed(level.text).empty()) level.text = "•";
  }
  return level;
}

}  // namespace

char32_t symbol(char32_t c, std::string_view font) {
  const char32_t low = c >= 0xF000 && c <= 0xF0FF ? c - 0xF000 : c;
  const std::string name = lower_ascii(font);
  if (name.find("wingdings") != std::string::npos) {
    switch (low) {
      case 0xFC: return U'✓';
      case 0xFB: return U'✗';
      case 0xA8: case 0x6F: case 0x71: case 0x72: return U'☐';
      case 0xFE: case 0x52: return U'☑';
      case 0xFD: case 0x53: case 0x78: return U'☒';
      case 0xA7: case 0x6E: return U'▪';
      case 0x6C: case 0x9F: return U'•';
      case 0x76: return U'❖';
      case 0xD8: return U'➢';
      case 0xE0: return U'→';
      case 0xDF: return U'←';
      case 0x28: return U'☎';
      case 0x2A: return U'✉';
      default: return 0;
    }
  }
  if (name.find("symbol") != std::string::npos || name.empty()) {
    switch (low) {
      case 0xB7: return U'•';
      case 0xB0: return U'°';
      case 0xB1: return U'±';
      case 0xA3: return U'≤';
      case 0xB3: return U'≥';
      case 0xB9: return U'≠';
      case 0xAE: return U'→';
      case 0xAC: return U'←';
      case 0xB4: return U'×';
      case 0xB8: return U'÷';
      case 0xA7: return U'▪';
      case 0xD8: return U'➢';
      case 0x2D: return U'-';
      default: break;
    }
    constexpr char32_t kGreek[] = U"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    constexpr char32_t kSmall[] = U"αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    if (c >= 0xF000 && low >= 'A' && low <= 'Z') return kGreek[low - 'A'];
    if (c >= 0xF000 && low >= 'a' && low <= 'z') return kSmall[low - 'a'];
    if (c >= 0xF000 && low >= '0' && low <= '9') return low;
  }
  return 0;
}

void Styles::load(const pugi::xml_node& root) {
  for (const pugi::xml_node& s : root.children()) {
    if (local(s) != "style") continue;
    Style style;
    style.name = attribute(child(s, "name"), "val");
    style.based_on = attribute(child(s, "basedOn"), "val");
    const pugi::xml_node p = child(s, "pPr"), r = child(s, "rPr"), list = child(p, "numPr");
    style.outline = number(child(p, "outlineLvl"));
    style.list = number(child(list, "numId"));
    style.list_level = number(child(list, "ilvl"));
    style.bold = on(child(r, "b"));
    style.italic = on(child(r, "i"));
    style.hidden = on(child(r, "vanish"));
    style.underline = on(child(r, "u"));
    const std::string id(attribute(s, "styleId"));
    const std::string_view is_default = attribute(s, "default");
    if (attribute(s, "type") == "paragraph" && (is_default == "1" || is_default == "true" || is_default == "on"))
      default_paragraph_ = id;
    styles_.emplace(id, std::move(style));
  }
}

const Style& Styles::resolved(std::string_view id) const {
  auto found = resolved_.find(id);
  if (found == resolved_.end()) found = resolved_.emplace(id, worked_out(id)).first;
  return found->second;
}

Style Styles::worked_out(std::string_view id) const {
  Style out;
  std::string at(id);
  // Styles may be based on each other in a circle in a damaged file, so the walk is bounded.
  for (int steps = 0; steps < 50 && !at.empty(); ++steps) {
    const auto found = styles_.find(at);
    if (found == styles_.end()) break;
    const Style& s = found->second;
    if (steps == 0) out.name = s.name;
    inherit(out.outline, s.outline);
    inherit(out.list, s.list);
    inherit(out.list_level, s.list_level);
    inherit(out.bold, s.bold);
    inherit(out.italic, s.italic);
    inherit(out.hidden, s.hidden);
    inherit(out.underline, s.underline);
    // A style based on "heading 2" is one, even where the file forgot the outline level.
    if (!out.outline && steps > 0)
      if (const int level = heading_level(at, s)) out.outline = level - 1;
    at = s.based_on;
  }
  return out;
}

int Styles::heading_level(std::string_view style_id, const Style& style) const {
  if (style.outline) return *style.outline >= 0 && *style.outline < 9 ? std::min(*style.outline + 1, 6) : 0;
  const std::string name = lower_ascii(style.name.empty() ? style_id : std::string_view(style.name));
  if (name == "title") return 1;
  if (name.starts_with("heading")) {
    const std::string rest = squeezed(std::string_view(name).substr(7));
    if (const auto n = number(rest); n && rest.size() == 1 && *n >= 1) return std::min(*n, 6);
  }
  return 0;
}

void Numbering::load(const pugi::xml_node& root, const Styles& styles) {
  std::map<int, std::string> links;
  for (const pugi::xml_node& a : root.children()) {
    if (local(a) != "abstractNum") continue;
    const int id = number(attribute(a, "abstractNumId")).value_or(-1);
    Levels& levels = abstract_[id];
    for (const pugi::xml_node& l : a.children())
      if (local(l) == "lvl")
        if (const auto n = number(attribute(l, "ilvl")); n && *n >= 0 && *n < 9)
          levels[static_cast<std::size_t>(*n)] = read_level(l);
    if (const auto link = child(a, "numStyleLink")) links[id] = attribute(link, "val");
  }
  for (const pugi::xml_node& n : root.children()) {
    if (local(n) != "num") continue;
    List list;
    list.abstract = number(child(n, "abstractNumId")).value_or(-1);
    for (const pugi::xml_node& o : n.children()) {
      if (local(o) != "lvlOverride") continue;
      const int level = number(attribute(o, "ilvl")).value_or(-1);
      if (level < 0 || level > 8) continue;
      if (const auto start = number(child(o, "startOverride"))) list.restart_at[level] = *start;
      if (const auto lvl = child(o, "lvl")) list.replaced[level] = read_level(lvl);
    }
    if (abstract_.contains(list.abstract)) lists_.emplace(number(attribute(n, "numId")).value_or(-1), std::move(list));
  }
  // A list may only point to a list style, whose own list has the levels.
  for (const auto& [id, style] : links) {
    const auto list = styles.resolved(style).list;
    if (!list) continue;
    const auto target = lists_.find(*list);
    if (target != lists_.end() && target->second.abstract != id) abstract_[id] = abstract_[target->second.abstract];
  }
}

const ListLevel& Numbering::level(const List& list, int level) const {
  if (const auto replaced = list.replaced.find(level); replaced != list.replaced.end()) return replaced->second;
  return abstract_.at(list.abstract)[static_cast<std::size_t>(level)];
}

std::optional<int> Numbering::level_of_style(int list, std::string_view style) const {
  const auto found = lists_.find(list);
  if (found == lists_.end()) return std::nullopt;
  for (int i = 0; i < 9; ++i)
    if (level(found->second, i).style == style) return i;
  return std::nullopt;
}

std::string Numbering::next(int list_id, int at) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end()) return {};
  at = std::clamp(at, 0, 8);
  const List& list = found->second;
  auto& counters = counters_[list.abstract];
  if (started_.insert(list_id).second)
    for (const auto& [level_at, start] : list.restart_at) counters[static_cast<std::size_t>(level_at)] = start - 1;
  auto& mine = counters[static_cast<std::size_t>(at)];
  mine = mine ? *mine + 1 : level(list, at).start;
  for (int deeper = at + 1; deeper < 9; ++deeper) {
    const auto restart = level(list, deeper).restart;
    if (restart && (*restart == 0 || at >= *restart)) continue;
    counters[static_cast<std::size_t>(deeper)].reset();
  }
  const ListLevel& shown = level(list, at);
  if (shown.format == "bullet") return shown.text;
  if (shown.format == "none") return squeezed(shown.text);
  std::string label;
  for (std::size_t i = 0; i < shown.text.size(); ++i) {
    const char c = shown.text[i];
    if (c == '%' && i + 1 < shown.text.size() && shown.text[i + 1] >= '1' && shown.text[i + 1] <= '9') {
      const int which = shown.text[++i] - '1';
      const ListLevel& other = level(list, which);
      auto& counter = counters[static_cast<std::size_t>(which)];
      if (!counter) counter = other.start;
      label += formatted_number(*counter, shown.legal ? "decimal" : std::string_view(other.format));
    } else {
      label += c;
    }
  }
  return squeezed(label);
}

std::string formatted_number(int n, std::string_view format) {
  if (format == "lowerLetter") return letters(n);
  if (format == "upperLetter") return upper(letters(n));
  if (format == "lowerRoman") return roman(n);
  if (format == "upperRoman") return upper(roman(n));
  if (format == "decimalZero") return fmt::format("{:02}", n);
  if (format == "none" || format == "bullet") return {};
  if (format == "ordinal") {
    const int last = n % 10, teen = n % 100 / 10;
    return fmt::format("{}{}", n, teen == 1 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
  }
  return std::to_string(n);
}

}  // namespace heed::document::docx

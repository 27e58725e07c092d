#include "document/html/hiding.h"

#include <algorithm>

#include "document/encoding.h"

namespace heed::document::html {
namespace {

constexpr std::size_t kMostRules = 10'000;

template <class... S>
bool is(std::string_view name, S... of) {
  return ((name == of) || ...);
}

/// Whether "0", "0px", "0.0em".
bool is_zero(std::string_view value) { return value.starts_with('0') && value.find_first_of("123456789") == std::string_view::npos; }

/// Whether declarations hide or show; nothing when they speak of neither.
std::optional<bool> hides_by(std::string_view declarations) {
  std::optional<bool> display, others;
  while (!declarations.empty()) {
    const std::string_view one = declarations.substr(0, declarations.find(';'));
    declarations.remove_prefix(std::min(declarations.size(), one.size() + 1));
    const std::size_t colon = one.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = squeezed(lower_ascii(one.substr(0, colon)));
    const std::string value = squeezed(lower_ascii(one.substr(colon + 1, one.find('!') - colon - 1)));
    if (name == "display") display = value == "none";
    else if (name == "visibility") others = is(value, "hidden", "collapse");
    else if (name == "mso-hide") others = value == "all";
    else if (is(name, "opacity", "font-size") && is_zero(value)) others = true;
  }
  if (!display) return others;
  return *display || others.value_or(false);
}

/// Lists and tables, which keep to themselves what ends without an end tag.
bool is_container(std::string_view name) { return is(name, "ul", "ol", "dl", "table", "select"); }

/// Elements whose end tag may be left out, and what ends them then (HTML, 13.1.2.4).
bool ends_by_opening(std::string_view open, std::string_view next) {
  if (open == "p")
    return is(next, "p", "div", "ul", "ol", "dl", "table", "pre", "hr", "form", "fieldset", "section", "article", "header", "footer", "main", "nav", "aside",
              "address", "blockquote", "figure", "details", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr");
  if (open == "li") return next == "li";
  if (is(open, "dt", "dd")) return is(next, "dt", "dd");
  if (is(open, "td", "th")) return is(next, "td", "th", "tr", "thead", "tbody", "tfoot");
  if (open == "tr") return is(next, "tr", "thead", "tbody", "tfoot");
  if (is(open, "thead", "tbody", "tfoot")) return is(next, "thead", "tbody", "tfoot");
  return open == "option" && next == "option";
}
bool ends_by_closing(std::string_view open, std::string_view closed) {
  if (is(open, "td", "th") && closed == "tr") return true;
  if (is(open, "td", "th", "tr") && is(closed, "thead", "tbody", "tfoot")) return true;
  if (open == "p" && is(closed, "div", "li", "td", "th", "tr", "section", "article", "blockquote", "body")) return true;
  return is_container(closed) && is(open, "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option");
}

}  // namespace

void Hiding::read_sheet(std::string_view css) {
  std::string plain;
  for (std::size_t i = 0; i < css.size(); ++i) {
    if (css.substr(i, 4) == "<!--") i += 3;
    else if (css.substr(i, 3) == "-->") i += 2;
    else if (css.substr(i, 2) == "/*") i = std::min(css.find("*/", i + 2), css.size() - 2) + 1;
    else plain += css[i];
  }
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t open = plain.find_first_of("{;", at);
    if (open == std::string::npos) return;
    const std::string selectors = squeezed(std::string_view(plain).substr(at, open - at));
    at = open + 1;
    if (plain[open] == ';') continue;  // @import
    int depth = 1;
    const std::size_t body = at;
    while (at < plain.size() && depth > 0) {
      const char c = plain[at++];
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    if (selectors.starts_with('@')) continue;
    const auto hides = hides_by(std::string_view(plain).substr(body, at - body - (depth == 0 ? 1 : 0)));
    if (!hides) continue;
    for (std::string_view rest = selectors; !rest.empty();) {
      const std::string_view one = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      const std::string selector = squeezed(one);
      if (!selector.empty() && selector.find_first_of(" >+~:[*") == std::string::npos && rules_.size() < kMostRules) rules_[selector] = *hides;
    }
  }
}

bool Hiding::hides(const std::string& name, const Said& said) const {
  if (const auto by_itself = hides_by(said.style)) return *by_itself;
  // As a browser weighs them: an id, a class with a tag, a class, a tag.
  const auto rule = [&](const std::string& selector) -> std::optional<bool> {
    const auto found = rules_.find(selector);
    return found == rules_.end() ? std::nullopt : std::optional(found->second);
  };
  if (!rules_.empty()) {
    if (!said.id.empty())
      if (const auto r = rule("#" + said.id)) return *r;
    for (const std::string& before : {name, std::string()}) {
      std::optional<bool> by_class;
      for (std::string_view rest = said.classes; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find_first_of(" \t\r\n"));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        if (one.empty()) continue;
        if (const auto r = rule(before + "." + std::string(one))) by_class = by_class.value_or(false) || *r;
      }
      if (by_class) return *by_class;
    }
    if (const auto r = rule(name)) return *r;
  }
  return said.hidden;
}

void Hiding::opened(const std::string& name, bool hides) {
  if (open_ && open_->inside == 0 && ends_by_opening(open_->name, name)) open_.reset();
  if (open_) {
    open_->inside += is_container(name);
    open_->same += name == open_->name;
  } else if (hides) {
    open_ = Open{name, 0, 0};
  }
}

void Hiding::closed(const std::string& name) {
  if (!open_) return;
  if (name == open_->name && open_->same == 0) open_.reset();
  else if (name == open_->name) --open_->same, open_->inside -= is_container(name);
  else if (open_->inside > 0) open_->inside -= is_container(name);
  else if (ends_by_closing(open_->name, name)) open_.reset();
}

}  // namespace heed::document::html

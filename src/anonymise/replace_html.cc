// HTML keeps its markup; its words are read as a person reads them, across tags and character references.
#include "anonymise/editor.h"
#include "anonymise/replace.h"
#include "base/ascii.h"
#include "text/entities.h"
#include "text/joined.h"

namespace heed::anonymise {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
// Inside these a name may be split: "<b>Am</b>ira". Everything else breaks the text.
bool is_inline(std::string_view tag) {
  return one_of(tag, {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
                      "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "big", "acronym"});
}
// Taken out with all they hold: programs and things of other kinds that cannot be read here.
bool is_dropped(std::string_view tag) { return one_of(tag, {"script", "object", "embed", "iframe", "applet", "template", "noembed", "noframes", "svg", "math", "canvas", "audio", "video"}); }
bool is_void(std::string_view tag) { return one_of(tag, {"embed", "link", "meta", "base", "br", "img", "hr", "input", "wbr", "source", "track", "area", "col", "param"}); }

struct Attribute {
  std::string name, value;
  bool has_value = false;
};

struct Tag {
  std::string name;
  bool closing = false, self_closing = false;
  std::vector<Attribute> attributes;
  std::size_t end = 0;
  bool complete = false;
};

Tag read_tag(std::string_view s, std::size_t at) {
  Tag tag;
  ++at;
  if (at < s.size() && s[at] == '/') tag.closing = true, ++at;
  const auto name = at;
  while (at < s.size() && !is_blank(s[at]) && s[at] != '>' && s[at] != '/') ++at;
  tag.name = lower_ascii(s.substr(name, at - name));
  while (at < s.size()) {
    while (at < s.size() && (is_blank(s[at]) || s[at] == '/')) {
      tag.self_closing = s[at] == '/';
      ++at;
    }
    if (at >= s.size()) return tag;
    if (s[at] == '>') {
      tag.end = at + 1;
      tag.complete = true;
      return tag;
    }
    tag.self_closing = false;
    Attribute a;
    const auto begin = at++;
    while (at < s.size() && !is_blank(s[at]) && s[at] != '=' && s[at] != '>' && s[at] != '/') ++at;
    a.name = lower_ascii(s.substr(begin, at - begin));
    auto look = at;
    while (look < s.size() && is_blank(s[look])) ++look;
    if (look < s.size() && s[look] == '=') {
      at = look + 1;
      while (at < s.size() && is_blank(s[at])) ++at;
      a.has_value = true;
      if (at < s.size() && (s[at] == '"' || s[at] == '\'')) {
        const char quote = s[at];
        const auto end = s.find(quote, at + 1);
        if (end == std::string_view::npos) return tag;
        a.value = text::decode_entities(s.substr(at + 1, end - at - 1));
        at = end + 1;
      } else {
        const auto from = at;
        while (at < s.size() && !is_blank(s[at]) && s[at] != '>') ++at;
        a.value = text::decode_entities(s.substr(from, at - from));
      }
    }
    tag.attributes.push_back(std::move(a));
  }
  return tag;
}

Error unfinished(std::string what) {
  return {Code::Unfinished, std::move(what), "Save the page again from the program that made it, or give it as plain text.", {}};
}

class Page {
 public:
  Page(std::string_view s, Editor& editor) : s_(s), editor_(editor) {}

  Result<std::string> rewrite() {
    HEED_TRY(cut());
    const auto pieces = joined_.apply(editor_.edits(joined_.text(), "text"));
    std::string out;
    std::size_t next = 0;
    for (auto& item : items_) {
      if (!item.is_text) {
        out += item.markup;
        continue;
      }
      const auto& now = pieces[next];
      // What did not change keeps its bytes, character references and all.
      if (now == joined_.piece(next)) out += item.markup;
      else out += text::escape_text(now);
      ++next;
    }
    editor_.cleaned("comments", comments_);
    editor_.cleaned("scripts and embedded things", scripts_);
    editor_.cleaned("metadata", metadata_);
    editor_.cleaned("attributes", attributes_);
    editor_.cleaned("links that held a listed value", links_);
    return out;
  }

 private:
  struct Item {
    std::string markup;
    bool is_text = false;
  };

  void text_piece(std::string_view raw) {
    if (raw.empty()) return;
    joined_.add(text::decode_entities(raw));
    items_.push_back({std::string(raw), true});
  }
  void markup(std::string m) { items_.push_back({std::move(m), false}); }

  std::string cleaned_value(const std::string& value) {
    return text::apply(value, editor_.edits(value, "attributes"));
  }

  void open_tag(const Tag& tag) {
    std::string out = "<" + tag.name;
    for (const auto& a : tag.attributes) {
      const bool is_link = one_of(a.name, {"href", "src", "action", "formaction", "cite", "background", "poster", "longdesc", "srcset", "ping", "manifest", "xlink:href"});
      if (a.name.starts_with("on") || a.name.starts_with("data-") || one_of(a.name, {"srcdoc", "author", "datetime", "itemid", "itemprop", "itemtype"}) ||
          a.name.find('"') != std::string::npos || a.name.find('<') != std::string::npos) {
        ++attributes_;
        continue;
      }
      if (!a.has_value) {
        if (cleaned_value(a.name) != a.name) ++attributes_;
        else out += " " + a.name;
        continue;
      }
      auto value = cleaned_value(a.value);
      if (is_link) {
        if (lower_ascii(a.value).find("data:") != std::string::npos || lower_ascii(a.value).find("javascript:") != std::string::npos || value != a.value ||
            cleaned_value(percent_decoded(a.value)) != percent_decoded(a.value)) {
          ++links_;
          continue;
        }
      }
      out += " " + a.name + "=\"" + text::escape_attribute(value) + "\"";
    }
    out += tag.self_closing ? " />" : ">";
    markup(std::move(out));
  }

  Result<void> cut() {
    std::size_t at = 0, text_from = 0;
    auto flush = [&](std::size_t to) { text_piece(s_.substr(text_from, to - text_from)); };
    while (at < s_.size()) {
      if (s_[at] != '<' || at + 1 >= s_.size()) {
        ++at;
        continue;
      }
      const char n = s_[at + 1];
      const auto rest = s_.substr(at);
      if (rest.starts_with("<!--")) {
        flush(at);
        auto end = s_.find("-->", at + 4);
        if (end == std::string_view::npos) return unfinished("A comment in this page is never closed, so it was not anonymised.");
        at = text_from = end + 3;
        ++comments_;
        continue;
      }
      if (n == '!' || n == '?') {
        flush(at);
        const auto end = s_.find('>', at);
        if (end == std::string_view::npos) return unfinished("This page ends within a tag, so it was not anonymised.");
        if (lower_ascii(rest.substr(0, 9)) == "<!doctype") markup("<!DOCTYPE html>");
        else ++comments_;
        at = text_from = end + 1;
        continue;
      }
      const bool starts_tag = (n >= 'a' && n <= 'z') || (n >= 'A' && n <= 'Z') || n == '/';
      if (!starts_tag) {
        ++at;
        continue;
      }
      flush(at);
      const Tag tag = read_tag(s_, at);
      if (!tag.complete) return unfinished("This page ends within a tag, so it was not anonymised.");
      at = text_from = tag.end;
      if (!is_inline(tag.name)) joined_.separate();
      if (tag.closing) {
        if (!is_dropped(tag.name)) markup("</" + tag.name + ">");
        continue;
      }
      if (is_dropped(tag.name)) {
        ++scripts_;
        if (is_void(tag.name) || tag.self_closing) continue;
        HEED_TRY(skip_to_end(tag.name, at));
        text_from = at;
        continue;
      }
      if (tag.name == "meta" || tag.name == "base" || tag.name == "link") {
        bool needed = false;
        for (const auto& a : tag.attributes)
          needed = needed || a.name == "charset" || (a.name == "name" && lower_ascii(a.value) == "viewport") || (a.name == "rel" && lower_ascii(a.value) == "stylesheet");
        if (!needed) {
          ++metadata_;
          continue;
        }
      }
      if (tag.name == "style") {
        const auto begin = at;
        HEED_TRY(skip_to_end("style", at));
        text_from = at;
        const auto inside = s_.substr(begin, lower_ascii(s_.substr(begin, at - begin)).rfind("</style"));
        markup("<style>" + cleaned_value(without_css_comments(inside)) + "</style>");
        continue;
      }
      open_tag(tag);
    }
    flush(s_.size());
    return {};
  }

  static std::string without_css_comments(std::string_view css) {
    std::string out;
    for (std::size_t at = 0; at < css.size();) {
      if (css.substr(at).starts_with("/*")) {
        const auto end = css.find("*/", at + 2);
        if (end == std::string_view::npos) break;
        at = end + 2;
      } else {
        out += css[at++];
      }
    }
    return out;
  }

  Result<void> skip_to_end(const std::string& name, std::size_t& at) {
    // Things of one kind may nest (svg, object); scripts and styles do not.
    const bool nests = !one_of(name, {"script", "style", "iframe", "noembed", "noframes"});
    int depth = 1;
    while (at < s_.size()) {
      const auto open = s_.find('<', at);
      if (open == std::string_view::npos) break;
      at = open + 1;
      const bool closing = at < s_.size() && s_[at] == '/';
      const auto from = at + (closing ? 1 : 0);
      if (lower_ascii(s_.substr(from, name.size())) != name) continue;
      const char after = from + name.size() < s_.size() ? s_[from + name.size()] : '>';
      if (!is_blank(after) && after != '>' && after != '/') continue;
      if (!closing && nests) ++depth;
      if (!closing) continue;
      if (--depth > 0) continue;
      const auto end = s_.find('>', at);
      if (end == std::string_view::npos) break;
      at = end + 1;
      return {};
    }
    return unfinished("Something embedded in this page is never closed, so it was not anonymised.");
  }

  std::string_view s_;
  Editor& editor_;
  text::Joined joined_;
  std::vector<Item> items_;
  int comments_ = 0, scripts_ = 0, metadata_ = 0, attributes_ = 0, links_ = 0;
};

}  // namespace

Result<Replacement> replace_html(std::string_view utf8, const Detector& detector, const Decisions& decisions) {
  Replacement out;
  Editor editor(detector, decisions, out.log);
  Page page(utf8, editor);
  HEED_ASSIGN(out.bytes, page.rewrite());
  return out;
}

}  // namespace heed::anonymise

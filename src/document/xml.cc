#include "document/xml.h"

#include <charconv>

#include "document/encoding.h"

namespace heed::document {

Error no_xml() {
  return {Code::Unsupported, "A part of this file is damaged, so it could not be read.",
          "Ask the sender to open it, save it again and send the new copy.", {}};
}
Error too_deep() {
  return {Code::TooLarge, "This file is built in a way no ordinary document is, so it was not read.",
          "Ask the sender for the text as a PDF or a plain document.", {}};
}

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Counted {
  std::uint64_t tags = 0, attributes = 0;
};
#if defined(__GNUC__) && !defined(__clang__)
__attribute__((optimize("O3")))  // many characters at a time
#endif
Counted counted(const char* bytes, std::size_t n) {
  Counted c;
  for (std::size_t i = 0; i < n; ++i) {
    c.tags += bytes[i] == '<';
    c.attributes += bytes[i] == '=';
  }
  return c;
}

}  // namespace

Result<void> few_enough(std::string_view bytes, const Limits& limits) {
  // The tree costs a fixed amount for each element and attribute.
  const auto [tags, attributes] = counted(bytes.data(), bytes.size());
  if (tags > 2 * limits.elements || attributes > 4 * limits.elements) return too_deep();
  return {};
}

Result<void> load_xml(pugi::xml_document& tree, std::string bytes, const Limits& limits, Spaces spaces) {
  HEED_TRY(few_enough(bytes, limits));
  const unsigned flags = kXmlFlags | (spaces == Spaces::All ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single);
  if (!tree.load_buffer(bytes.data(), bytes.size(), flags)) return no_xml();
  int depth = 0;
  for (pugi::xml_node node = tree.first_child(); node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > limits.depth) return too_deep();
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node) node = node.next_sibling();
  }
  return {};
}

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view local_name) {
  for (const pugi::xml_node& c : node.children())
    if (local(c) == local_name) return c;
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view local_name) {
  for (const pugi::xml_attribute& a : node.attributes())
    if (local(a.name()) == local_name) return a.value();
  return {};
}

int whole_number(std::string_view s, int otherwise) {
  int n = otherwise;
  const auto [stop, fault] = std::from_chars(s.data(), s.data() + s.size(), n);
  return fault == std::errc{} && stop != s.data() ? n : otherwise;
}

bool has_attribute(const pugi::xml_node& node, std::string_view local_name) {
  for (const pugi::xml_attribute& a : node.attributes())
    if (local(a.name()) == local_name) return true;
  return false;
}

bool is_on(const pugi::xml_node& property) {
  if (!property) return false;
  const std::string_view value = attribute(property, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

std::string all_text(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& c : node.children()) {
    if (c.type() == pugi::node_pcdata || c.type() == pugi::node_cdata) out += c.value();
    else out += all_text(c);
  }
  return out;
}

std::string xml_unescaped(std::string_view raw) {
  if (raw.find('&') == std::string_view::npos) return std::string(raw);
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '&') {
      out += raw[i];
      continue;
    }
    const std::size_t end = raw.substr(i, 12).find(';');
    const std::string_view entity = end == std::string_view::npos ? std::string_view{} : raw.substr(i + 1, end - 1);
    if (entity == "amp") out += '&';
    else if (entity == "lt") out += '<';
    else if (entity == "gt") out += '>';
    else if (entity == "quot") out += '"';
    else if (entity == "apos") out += '\'';
    else if (entity.size() > 1 && entity[0] == '#') {
      const bool hex = entity[1] == 'x' || entity[1] == 'X';
      std::uint32_t c = 0;
      const char* from = entity.data() + (hex ? 2 : 1);
      const char* to = entity.data() + entity.size();
      const auto [stop, fault] = std::from_chars(from, to, c, hex ? 16 : 10);
      if (fault != std::errc{} || stop != to || from == to) {
        out += '&';
        continue;
      }
      append_utf8(out, c);
    } else {
      out += '&';
      continue;
    }
    i += end;
  }
  return out;
}

XmlScanner::Kind XmlScanner::next() {
  if (end_pending_) {
    end_pending_ = false;
    --depth_;
    return Kind::End;
  }
  self_closing_ = false;
  for (;;) {
    if (at_ >= text_.size()) return Kind::Done;
    if (text_[at_] != '<') {
      const std::size_t end = std::min(text_.find('<', at_), text_.size());
      raw_ = text_.substr(at_, end - at_);
      cdata_ = false;
      at_ = end;
      return Kind::Text;
    }
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = rest.find("]]>");
      raw_ = rest.substr(9, end == std::string_view::npos ? rest.size() - 9 : end - 9);
      cdata_ = true;
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 3;
      return Kind::Text;
    }
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->", 4);
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 3;
      continue;
    }
    if (rest.starts_with("<?") || rest.starts_with("<!")) {
      const std::size_t end = rest.find('>');
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 1;
      continue;
    }
    // A ">" inside a quoted attribute value does not end the tag.
    std::size_t end = at_ + 1;
    char quote = 0;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (quote) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (end >= text_.size()) {
      at_ = text_.size();
      return Kind::Done;
    }
    std::string_view tag = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    const bool closing = tag.starts_with('/');
    if (closing) tag.remove_prefix(1);
    if (!closing && tag.ends_with('/')) {
      self_closing_ = true;
      tag.remove_suffix(1);
    }
    std::size_t n = 0;
    while (n < tag.size() && !is_space(tag[n])) ++n;
    name_ = local(tag.substr(0, n));
    attributes_ = tag.substr(n);
    if (closing) {
      --depth_;
      return Kind::End;
    }
    ++depth_;
    end_pending_ = self_closing_;
    return Kind::Start;
  }
}

std::string XmlScanner::text() const { return cdata_ ? std::string(raw_) : xml_unescaped(raw_); }

void XmlScanner::append_text(std::string& out) const {
  if (cdata_ || raw_.find('&') == std::string_view::npos) out += raw_;
  else out += xml_unescaped(raw_);
}

bool XmlScanner::attribute_at(std::size_t& i, std::string_view& name, std::string_view& raw) const {
  const std::string_view s = attributes_;
  while (i < s.size()) {
    while (i < s.size() && is_space(s[i])) ++i;
    const std::size_t from = i;
    while (i < s.size() && s[i] != '=' && !is_space(s[i])) ++i;
    name = s.substr(from, i - from);
    while (i < s.size() && is_space(s[i])) ++i;
    if (i >= s.size() || s[i] != '=') continue;
    ++i;
    while (i < s.size() && is_space(s[i])) ++i;
    if (i >= s.size() || (s[i] != '"' && s[i] != '\'')) return false;
    const std::size_t end = s.find(s[i], i + 1);
    if (end == std::string_view::npos) return false;
    raw = s.substr(i + 1, end - i - 1);
    i = end + 1;
    name = local(name);
    return true;
  }
  return false;
}

std::string XmlScanner::get(std::string_view local_name) const {
  const std::string_view s = attributes_;
  for (std::size_t i = 0; i < s.size();) {
    while (i < s.size() && is_space(s[i])) ++i;
    const std::size_t from = i;
    while (i < s.size() && s[i] != '=' && !is_space(s[i])) ++i;
    const std::string_view name = s.substr(from, i - from);
    while (i < s.size() && is_space(s[i])) ++i;
    if (i >= s.size() || s[i] != '=') continue;
    ++i;
    while (i < s.size() && is_space(s[i])) ++i;
    if (i >= s.size() || (s[i] != '"' && s[i] != '\'')) return {};
    const std::size_t end = s.find(s[i], i + 1);
    if (end == std::string_view::npos) return {};
    // "r:id" and "id" may stand side by side: the caller asks for "r:id" when the prefix matters.
    if (name == local_name || (name.find(':') != std::string_view::npos && local(name) == local_name))
      return xml_unescaped(s.substr(i + 1, end - i - 1));
    i = end + 1;
  }
  return {};
}

}  // namespace heed::document

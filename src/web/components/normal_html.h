// For tests: HTML in one normal form, so that two renderings can be compared. Tags stand one a line with
// their attributes sorted, text is decoded, its white space collapsed and trimmed beside tags. Strict: a tag
// that is not closed, a stray quote or an unknown entity throws. It is no HTML parser for anything else.
#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace heed::web {

class NormalHtml {
 public:
  static std::string of(std::string_view html) { return NormalHtml(html).read(); }

 private:
  explicit NormalHtml(std::string_view html) : in_(html) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " near: " + std::string(in_.substr(at_, 60)));
  }
  bool more() const { return at_ < in_.size(); }
  static bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
  void skip_space() {
    while (more() && space(in_[at_])) ++at_;
  }

  static std::string decoded(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> kEntities = {
        {"amp", "&"},       {"lt", "<"},     {"gt", ">"},    {"quot", "\""}, {"#39", "'"}, {"ctdot", "⋯"},
        {"nbsp", "\u00a0"}, {"hellip", "…"}, {"pound", "£"}, {"rarr", "→"},  {"copy", "©"}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '&') {
        out += text[i];
        continue;
      }
      const auto end = text.find(';', i);
      const auto entity =
          end == std::string_view::npos ? kEntities.end() : kEntities.find(text.substr(i + 1, end - i - 1));
      if (entity == kEntities.end())
        throw std::runtime_error("a bare & or an unknown entity: " + std::string(text.substr(i, 20)));
      out += entity->second;
      i = end;
    }
    return out;
  }
  static std::string collapsed(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (!space(c))
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  }

  std::string name() {
    const auto from = at_;
    while (more() && !space(in_[at_]) && std::string_view("=/>\"'<").find(in_[at_]) == std::string_view::npos)
      ++at_;
    if (at_ == from) fail("a name is missing");
    std::string word(in_.substr(from, at_ - from));
    return word;
  }

  void tag() {
    ++at_;  // <
    if (more() && in_[at_] == '/') {
      ++at_;
      const std::string closing = name();
      skip_space();
      if (!more() || in_[at_++] != '>') fail("a closing tag does not end");
      if (open_.empty() || open_.back() != closing) fail("</" + closing + "> closes nothing");
      open_.pop_back();
      out_ += "</" + closing + ">\n";
      return;
    }
    const std::string element = name();
    std::map<std::string, std::string> attributes;
    bool self_closed = false;
    for (;;) {
      skip_space();
      if (!more()) fail("a tag does not end");
      if (in_[at_] == '>') break;
      if (in_[at_] == '/') {
        self_closed = true;
        ++at_;
        continue;
      }
      const std::string key = name();
      std::string value;
      skip_space();
      if (more() && in_[at_] == '=') {
        ++at_;
        skip_space();
        const char quote = more() ? in_[at_] : ' ';
        if (quote != '"' && quote != '\'') fail("an attribute without quotes");
        const auto end = in_.find(quote, ++at_);
        if (end == std::string_view::npos) fail("an attribute does not end");
        value = decoded(in_.substr(at_, end - at_));
        at_ = end + 1;
        if (more() && !space(in_[at_]) && in_[at_] != '>' && in_[at_] != '/')
          fail("no space after an attribute");
      }
      if (key == "class") value = collapsed(value);
      if (!attributes.emplace(key, value).second) fail("the attribute " + key + " comes twice");
    }
    ++at_;
    out_ += "<" + element;
    for (const auto& [key, value] : attributes) out_ += " " + key + "=\"" + value + "\"";
    out_ += ">\n";
    static const std::set<std::string> kVoid = {"input", "br", "hr", "img", "meta", "link"};
    if (kVoid.count(element)) return;
    if (self_closed) {
      out_ += "</" + element + ">\n";
      return;
    }
    open_.push_back(element);
    if (element ==
        "textarea") {  // its text is kept to the letter, but for one line break that a parser drops
      const auto end = in_.find("</textarea", at_);
      if (end == std::string_view::npos) fail("a textarea does not end");
      std::string_view text = in_.substr(at_, end - at_);
      if (text.starts_with("\n")) text.remove_prefix(1);
      out_ += "[" + decoded(text) + "]\n";
      at_ = end;
    }
  }

  std::string read() {
    while (more()) {
      if (in_[at_] == '<') {
        tag();
        continue;
      }
      const auto end = std::min(in_.find('<', at_), in_.size());
      const std::string text = collapsed(decoded(in_.substr(at_, end - at_)));
      if (!text.empty()) out_ += text + "\n";
      at_ = end;
    }
    if (!open_.empty()) fail("<" + open_.back() + "> is never closed");
    return std::move(out_);
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace heed::web

#include "document/template/placeholders.h"

#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::templates {
namespace {

using pugi::xml_node;

constexpr std::string_view kBrace = "\xEF\xB7\x90";  // U+FDD0, which no text has: a "{" that came with a value

/// "Review title" and "review-title" are "review_title".
std::string plain_name(std::string_view written) {
  std::string out = lower_ascii(squeezed(written));
  for (char& c : out)
    if (c == ' ' || c == '-') c = '_';
  return out;
}

xml_node ancestor(xml_node node, std::string_view name) {
  for (node = node.parent(); node; node = node.parent())
    if (local(node) == name) return node;
  return {};
}

void collect(const xml_node& node, std::string_view name, std::vector<xml_node>& out) {
  if (local(node) == name) out.push_back(node);
  for (const xml_node& c : node.children()) collect(c, name, out);
}

/// The text of a paragraph by its w:t; what stands between words (a tab, a line end) parts them.
struct Piece {
  xml_node node;  ///< null for a tab or a line end
  std::size_t from = 0, to = 0;
};
void pieces_of(const xml_node& node, std::string& text, std::vector<Piece>& out) {
  for (const xml_node& c : node.children()) {
    const std::string_view name = local(c);
    if (name == "t") {
      const std::size_t from = text.size();
      text += all_text(c);
      out.push_back({c, from, text.size()});
    } else if (name == "tab" || name == "br" || name == "cr") {
      if (local(node) == "r") text += '\n';
    } else if (name != "p" && name != "pPr" && name != "rPr" && name != "txbxContent" && name != "instrText" && name != "delText") {
      pieces_of(c, text, out);
    }
  }
}

void set_text(xml_node node, const std::string& words) {
  while (node.first_child()) node.remove_child(node.first_child());
  node.append_child(pugi::node_pcdata).set_value(words.c_str());
  if (!node.attribute("xml:space")) node.append_attribute("xml:space");
  node.attribute("xml:space").set_value("preserve");
}

std::string where(const std::string& part, int number) { return fmt::format("{}, paragraph {}", part, number); }

Error wrong(const Marker& m, const std::string& part, std::string why, std::string next) {
  return bad_input(fmt::format("{} in the template's {} {}.", m.written(), where(part, m.number), why), std::move(next));
}

bool is_name(std::string_view s) {
  if (s.empty()) return false;
  for (const char c : s)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) return false;
  return true;
}

/// Parts a run so that the stretch stands in a run of its own, which it gives back.
xml_node isolated(xml_node text, std::size_t at, std::size_t length) {
  const xml_node run = text.parent();
  const std::string words = all_text(text);
  const auto another = [&](const xml_node& after) {
    xml_node made = run.parent().insert_child_after(run.name(), after);
    for (const auto& a : run.attributes()) made.append_copy(a);
    if (const xml_node look = child(run, "rPr")) made.append_copy(look);
    return made;
  };
  const auto text_in = [&](xml_node into, const std::string& said) { set_text(into.append_child(text.name()), said); };
  xml_node middle = another(run), after = another(middle);
  text_in(middle, words.substr(at, length));
  if (at + length < words.size()) text_in(after, words.substr(at + length));
  for (xml_node rest = text.next_sibling(); rest;) {
    const xml_node next = rest.next_sibling();
    after.append_move(rest);
    rest = next;
  }
  set_text(text, words.substr(0, at));
  return middle;
}

/// The nodes that repeat, and what goes with the markers.
struct Repeat {
  enum class Kind { Words, Paragraphs, Rows } kind = Kind::Paragraphs;
  xml_node from, to;  ///< the children that hold the two markers, of one parent
};

Result<Repeat> repeat_of(const Marker& open, const Marker& close, const std::string& part) {
  if (open.paragraph == close.paragraph) {
    if (open.text.parent().parent() != close.text.parent().parent())
      return wrong(open, part, "and its end stand in different parts of one line", "Put both into the plain text of the paragraph.");
    return Repeat{Repeat::Kind::Words, open.text.parent(), close.text.parent()};
  }
  const xml_node row_a = ancestor(open.paragraph, "tr"), row_b = ancestor(close.paragraph, "tr");
  const xml_node cell_a = ancestor(open.paragraph, "tc"), cell_b = ancestor(close.paragraph, "tc");
  if (row_a && row_b && row_a.parent() == row_b.parent() && cell_a != cell_b) return Repeat{Repeat::Kind::Rows, row_a, row_b};
  if (open.paragraph.parent() != close.paragraph.parent())
    return wrong(open, part, "does not end where it began", "Put " + open.written() + " and " + close.written() + " into the rows of one table, or into two paragraphs of one text.");
  for (const Marker* m : {&open, &close})
    if (!stands_alone(*m)) return wrong(*m, part, "stands among other words", "Give it a paragraph of its own, or put the beginning and the end into one paragraph.");
  return Repeat{Repeat::Kind::Paragraphs, open.paragraph, close.paragraph};
}

std::size_t end_of(const std::vector<Marker>& all, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < all.size(); ++i) {
    if (all[i].name != all[open].name) continue;
    if (all[i].kind == Marker::Kind::Open) ++depth;
    if (all[i].kind == Marker::Kind::Close && --depth == 0) return i;
  }
  return all.size();
}

using Scope = std::vector<const TemplateValues*>;  // the innermost last

const std::string& word_of(const Scope& scope, const std::string& name) {
  static const std::string kNone;
  for (auto it = scope.rbegin(); it != scope.rend(); ++it)
    if (const auto found = (*it)->words.find(name); found != (*it)->words.end()) return found->second;
  return kNone;
}
const TemplateList* list_of(const Scope& scope, const std::string& name) {
  for (auto it = scope.rbegin(); it != scope.rend(); ++it)
    if (const auto found = (*it)->lists.find(name); found != (*it)->lists.end()) return &found->second;
  return nullptr;
}

void put_words(const Marker& m, const std::string& value) {
  std::string shown;
  for (const char c : xml_text(value)) {
    if (c == '{') shown += kBrace;
    else shown += c;
  }
  const std::string before = all_text(m.text).substr(0, m.at), after = all_text(m.text).substr(m.at + m.length);
  xml_node text = m.text;
  std::size_t from = 0;
  std::string line = before;
  for (std::size_t end; (end = shown.find('\n', from)) != shown.npos; from = end + 1) {
    set_text(text, line + shown.substr(from, end - from));
    const std::string prefix = std::string(text.name()).substr(0, std::string_view(text.name()).size() - 1);
    const xml_node br = text.parent().insert_child_after((prefix + "br").c_str(), text);
    text = text.parent().insert_child_after((prefix + "t").c_str(), br);
    line.clear();
  }
  set_text(text, line + shown.substr(from) + after);
}

/// A cell must hold a paragraph, and a table a row.
void keep_valid(xml_node parent) {
  if (local(parent) == "tc" && !child(parent, "p")) parent.append_child("w:p");
  if (local(parent) == "tbl" && !child(parent, "tr")) {
    parent.parent().insert_child_after("w:p", parent);
    parent.parent().remove_child(parent);
  }
}

/// Placeholders below some neighbours of one parent.
std::vector<Marker> markers_in(const std::vector<xml_node>& nodes) {
  std::vector<Marker> out;
  for (const xml_node& n : nodes)
    if (auto found = markers(n, {}); found.ok()) out.insert(out.end(), found->begin(), found->end());
  return out;
}

void fill_nodes(std::vector<xml_node> nodes, const Scope& scope, const std::vector<std::string>& placed) {
  for (;;) {
    const std::vector<Marker> all = markers_in(nodes);
    const auto open = std::find_if(all.begin(), all.end(), [](const Marker& m) { return m.kind == Marker::Kind::Open; });
    if (open == all.end()) break;
    const std::size_t end = end_of(all, static_cast<std::size_t>(open - all.begin()));
    const TemplateList* list = list_of(scope, open->name);
    if (end == all.size() || !list) return;  // check() says so before
    const auto repeat = repeat_of(*open, all[end], {});
    if (!repeat.ok()) return;

    xml_node from = repeat->from, to = repeat->to, parent = from.parent();
    std::vector<xml_node> gone;
    switch (repeat->kind) {
      case Repeat::Kind::Words: {
        const auto ours = std::find(nodes.begin(), nodes.end(), to);
        to = isolated(all[end].text, all[end].at, all[end].length);
        if (ours != nodes.end()) nodes.insert(ours + 1, to.next_sibling());
        from = isolated(open->text, open->at, open->length);
        parent = from.parent();
        gone = {from, to};
        break;
      }
      case Repeat::Kind::Paragraphs: gone = {from, to}; break;
      case Repeat::Kind::Rows:
        for (const Marker* m : {&all[end], &*open}) {
          const xml_node run = isolated(m->text, m->at, m->length);
          run.parent().remove_child(run);
        }
        break;
    }
    std::vector<xml_node> model;
    if (repeat->kind == Repeat::Kind::Rows) {
      for (xml_node n = from; n; n = n.next_sibling()) {
        model.push_back(n);
        if (n == to) break;
      }
    } else {
      for (xml_node n = from.next_sibling(); n && n != to; n = n.next_sibling()) model.push_back(n);
    }
    const xml_node before = from;
    std::vector<xml_node> made_all;
    for (const TemplateValues& item : list->items) {
      std::vector<xml_node> made;
      for (const xml_node& n : model) made.push_back(parent.insert_copy_before(n, before));
      Scope inner = scope;
      inner.push_back(&item);
      fill_nodes(made, inner, placed);
      made_all.insert(made_all.end(), made.begin(), made.end());
    }
    gone.insert(gone.end(), model.begin(), model.end());
    // What is left of the range is looked at again, so what goes may not stand in it.
    for (const xml_node& n : gone) {
      std::erase(nodes, n);
      parent.remove_child(n);
    }
    keep_valid(parent);
  }
  // From the last to the first, so that the places of those before stay right.
  const std::vector<Marker> all = markers_in(nodes);
  for (auto m = all.rbegin(); m != all.rend(); ++m)
    if (std::find(placed.begin(), placed.end(), m->name) == placed.end()) put_words(*m, word_of(scope, m->name));
}

}  // namespace

std::string Marker::written() const {
  return "{{" + std::string(kind == Kind::Open ? "#" : kind == Kind::Close ? "/" : "") + name + "}}";
}

Result<std::vector<Marker>> markers(const xml_node& root, const std::string& part) {
  std::vector<xml_node> paragraphs;
  collect(root, "p", paragraphs);
  // A repeated stretch of words is a part of a paragraph.
  const bool words = paragraphs.empty() && (local(root) == "r" || local(root) == "hyperlink");
  if (words) paragraphs.push_back(local(root.parent()) == "p" ? root.parent() : ancestor(root, "p"));
  std::vector<Marker> out;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    std::string text;
    std::vector<Piece> pieces;
    const auto scan = [&] {
      text.clear();
      pieces.clear();
      pieces_of(words ? root : paragraphs[i], text, pieces);
    };
    scan();
    for (std::size_t at = 0;;) {
      const std::size_t from = text.find("{{", at), stray = text.find("}}", at);
      if (from == text.npos && stray == text.npos) break;
      const bool begins = from != text.npos && (stray == text.npos || from < stray);
      const std::size_t to = begins ? text.find("}}", from) : text.npos;
      const std::string whole = to == text.npos ? std::string() : text.substr(from, to + 2 - from);
      if (whole.empty() || whole.find('\n') != whole.npos)
        return bad_input(fmt::format("A placeholder in the template's {} has no {}.", where(part, number), begins ? "end" : "beginning"),
                         "Write it on one line as {{name}}, with two braces on each side.");
      Marker m;
      m.paragraph = paragraphs[i];
      m.number = number;
      m.length = whole.size();
      std::string inside = squeezed(std::string_view(whole).substr(2, whole.size() - 4));
      if (inside.starts_with('#')) m.kind = Marker::Kind::Open;
      if (inside.starts_with('/')) m.kind = Marker::Kind::Close;
      m.name = plain_name(m.kind == Marker::Kind::Word ? inside : inside.substr(1));
      if (!is_name(m.name))
        return bad_input(fmt::format("A placeholder in the template's {} has no name that could be known.", where(part, number)),
                         "A name has letters, digits and spaces: {{title}}.");
      // Gathered into the piece where it begins; the others lose their share. The words of the paragraph stay the same.
      for (const Piece& p : pieces) {
        const std::size_t a = std::max(p.from, from), b = std::min(p.to, to + 2);
        if (a >= b) continue;
        if (!m.text) {
          m.text = p.node;
          m.at = a - p.from;
          if (b - a == whole.size()) break;
        }
        const std::string own = text.substr(p.from, p.to - p.from);
        set_text(p.node, own.substr(0, a - p.from) + (m.text == p.node ? whole : std::string()) + own.substr(b - p.from));
      }
      out.push_back(std::move(m));
      at = to + 2;
      scan();
    }
  }
  return out;
}

bool stands_alone(const Marker& m) {
  std::string text;
  std::vector<Piece> pieces;
  pieces_of(m.paragraph, text, pieces);
  return squeezed(text) == squeezed(all_text(m.text).substr(m.at, m.length));
}

Result<void> check(const std::vector<Marker>& all, const TemplateValues& values, const std::vector<std::string>& placed, const std::string& part) {
  struct Inside {
    std::size_t open;
    const TemplateList* list;
  };
  std::vector<Inside> inside;
  const auto lists = [&](const std::string& name) -> const TemplateList* {
    // A list inside another is known by its first item; where there is none, what stands in it is never shown.
    for (auto it = inside.rbegin(); it != inside.rend(); ++it)
      for (const TemplateValues& item : it->list->items)
        if (const auto found = item.lists.find(name); found != item.lists.end()) return &found->second;
    const auto found = values.lists.find(name);
    return found == values.lists.end() ? nullptr : &found->second;
  };
  const auto known = [&](bool of_lists) {
    std::string names;
    const auto add = [&](const std::string& name) { names += (names.empty() ? "{{" : ", {{") + std::string(of_lists ? "#" : "") + name + "}}"; };
    if (of_lists)
      for (const auto& [name, list] : values.lists) add(name);
    else {
      if (!inside.empty())
        for (const std::string& name : inside.back().list->names) add(name);
      for (const auto& [name, word] : values.words) add(name);
      for (const std::string& name : placed) add(name);
    }
    return "Those that can stand there are " + names + ".";
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Marker& m = all[i];
    switch (m.kind) {
      case Marker::Kind::Word: {
        bool found = values.words.contains(m.name) || std::find(placed.begin(), placed.end(), m.name) != placed.end();
        for (const Inside& in : inside) found = found || std::find(in.list->names.begin(), in.list->names.end(), m.name) != in.list->names.end();
        if (!found) return wrong(m, part, "is not known", known(false));
        break;
      }
      case Marker::Kind::Open: {
        const TemplateList* list = lists(m.name);
        if (!list) return wrong(m, part, "is not known", known(true));
        const std::size_t end = end_of(all, i);
        if (end == all.size()) return wrong(m, part, "has no end", "Put {{/" + m.name + "}} after what is to be repeated.");
        if (const auto repeat = repeat_of(m, all[end], part); !repeat.ok()) return repeat.error();
        inside.push_back({i, list});
        break;
      }
      case Marker::Kind::Close:
        if (inside.empty() || all[inside.back().open].name != m.name)
          return wrong(m, part, "ends nothing", inside.empty() ? "Put {{#" + m.name + "}} before what is to be repeated, or take this away."
                                                               : "End {{#" + all[inside.back().open].name + "}} first.");
        inside.pop_back();
        break;
    }
  }
  return {};
}

void fill(const xml_node& root, const TemplateValues& values, const std::vector<std::string>& placed) {
  fill_nodes({root}, {&values}, placed);
}

std::string unbraced(std::string xml) {
  for (std::size_t at = 0; (at = xml.find(kBrace, at)) != xml.npos; ++at) xml.replace(at, kBrace.size(), "{");
  return xml;
}

}  // namespace heed::document::templates

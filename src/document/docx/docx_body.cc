#include "document/docx/docx_body.h"

#include <charconv>

#include "document/docx/docx_paragraph.h"
#include "document/encoding.h"
#include "document/xml.h"

namespace heed::document::docx {
namespace {

bool same_look(const Run& a, const Run& b) {
  return a.bold == b.bold && a.italic == b.italic && a.underline == b.underline && a.hidden == b.hidden &&
         a.inserted == b.inserted && a.deleted == b.deleted && a.link == b.link;
}

/// The target in `HYPERLINK "http://…" \o "tip"`.
std::string link_of(std::string_view instruction) {
  const std::string lower = lower_ascii(instruction);
  const std::size_t word = lower.find("hyperlink");
  if (word == std::string::npos) return {};
  const std::size_t open = instruction.find('"', word);
  if (open == std::string_view::npos) return {};
  const std::size_t close = instruction.find('"', open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(instruction.substr(open + 1, close - open - 1));
}

}  // namespace

bool is_setting(std::string_view name) {
  return one_of(name, {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "tblPrEx", "proofErr",
                       "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak",
                       "ctrlPr", "oMathParaPr", "fPr", "sSubPr", "sSupPr", "rubyPr", "delInstrText", "permStart", "permEnd",
                       "annotationRef", "customXmlPr", "smartTagPr", "ffData", "binData"});
}

std::string words_of(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& b : blocks) out += b.text() + "\n";
  return squeezed(out);
}

Place Body::place() const {
  std::string where = where_;
  if (!where.empty()) where += ", ";
  return {part_, where + fmt::format("paragraph {}", paragraphs_)};
}

void Body::unread(std::string what, std::string reason, bool loses_words) {
  shared_.out.unread.push_back({place(), std::move(what), std::move(reason), loses_words});
}

void Body::read(const pugi::xml_node& node, std::vector<Block>& out) { blocks(node, {}, out); }

Body::Around Body::changed(const pugi::xml_node& node, const Around& around) {
  Around inner = around;
  const std::string_view name = local(node);
  if (name == "ins" || name == "moveTo") inner.inserted = true;
  if (name == "del" || name == "moveFrom") inner.deleted = true;
  shared_.person("author of a change", attribute(node, "author"));
  return inner;
}

void Body::blocks(const pugi::xml_node& node, const Around& around, std::vector<Block>& out) {
  for (const pugi::xml_node& n : node.children()) block(n, around, out);
  end(out);
}

void Body::read_some(const pugi::xml_node& node, std::vector<Block>& out) {
  for (const pugi::xml_node& n : node.children()) block(n, {}, out);
}

void Body::end(std::vector<Block>& out) {
  if (drop_cap_.empty()) return;  // else no paragraph followed that it could begin
  Block b;
  b.runs = std::move(drop_cap_);
  b.place = place();
  drop_cap_.clear();
  out.push_back(std::move(b));
}

void Body::block(const pugi::xml_node& n, const Around& around, std::vector<Block>& out) {
  const std::string_view name = local(n);
  if (name == "p") {
    paragraph(n, around, out);
  } else if (name == "tbl") {
    table(n, around, out);
  } else if (one_of(name, {"ins", "del", "moveFrom", "moveTo"})) {
    blocks(n, changed(n, around), out);
  } else if (name == "AlternateContent") {
    std::vector<Block> first, second;
    bool chosen = false;
    for (const pugi::xml_node& branch : n.children()) {
      if (local(branch) == "Choice" && !chosen) {
        blocks(branch, around, first);
        chosen = true;
      } else if (local(branch) == "Fallback") {
        blocks(branch, around, second);
      }
    }
    const bool same = words_of(first) == words_of(second);
    std::move(first.begin(), first.end(), std::back_inserter(out));
    if (!same) std::move(second.begin(), second.end(), std::back_inserter(out));
  } else if (name == "altChunk") {
    unread("a document inside the document", "its words are kept in another format", true);
    if (const auto* r = find_relationship(rels_, attribute(n, "id")); r && !r->external) {
      shared_.out.embedded.push_back(r->target);
      shared_.seen_parts.insert(r->target);
    }
  } else if (one_of(name, {"r", "hyperlink", "fldSimple", "oMath", "oMathPara"})) {
    // Runs outside of a paragraph are against the standard, and their words still show in some programs.
    Paragraph p;
    if (name == "r") run(n, around, p);
    else inlines(n, around, p);
    Block b;
    b.runs = std::move(p.runs);
    b.place = place();
    if (!b.runs.empty()) out.push_back(std::move(b));
    std::move(p.after.begin(), p.after.end(), std::back_inserter(out));
  } else if (!is_setting(name)) {
    blocks(n, around, out);
  }
}

void Body::paragraph(const pugi::xml_node& node, const Around& around, std::vector<Block>& out) {
  ++paragraphs_;
  const pugi::xml_node props = child(node, "pPr");
  std::string style_id(attribute(child(props, "pStyle"), "val"));
  if (style_id.empty()) style_id = shared_.styles.default_paragraph();
  const Style& style = shared_.styles.resolved(style_id);

  Block b;
  b.place = place();
  b.level = shared_.styles.heading_level(style_id, style);
  if (const auto outline = child(props, "outlineLvl")) {
    const int level = whole_number(attribute(outline, "val"), 9);
    b.level = level >= 0 && level < 9 ? std::min(level + 1, 6) : 0;
  }
  if (b.level > 0) b.kind = BlockKind::Heading;
  b.hidden = style.hidden.value_or(false);

  const pugi::xml_node list_node = child(props, "numPr");
  int list = style.list.value_or(0), depth = style.list_level.value_or(0);
  if (list && !style.list_level)
    if (const auto bound = shared_.numbering.level_of_style(list, style_id)) depth = *bound;
  if (const auto id = child(list_node, "numId")) list = whole_number(attribute(id, "val"), 0);
  if (const auto lvl = child(list_node, "ilvl")) depth = std::clamp(whole_number(attribute(lvl, "val"), 0), 0, 8);
  const bool in_list = list > 0 && shared_.numbering.has(list);

  Paragraph p;
  p.default_bold = style.bold.value_or(false) && b.level == 0;
  p.default_italic = style.italic.value_or(false) && b.level == 0;
  p.hidden = b.hidden;
  p.runs = std::move(drop_cap_);
  drop_cap_.clear();
  inlines(node, around, p);
  if (const std::string_view drop = attribute(child(props, "framePr"), "dropCap"); drop == "drop" || drop == "margin") {
    drop_cap_ = std::move(p.runs);
    p.runs.clear();
  }

  bool words = false;
  for (const Run& r : p.runs) words = words || !is_blank(r.text);
  if (in_list) {
    b.label = shared_.numbering.next(list, depth);
    if (b.kind == BlockKind::Paragraph) {
      b.kind = BlockKind::ListItem;
      b.level = depth;
    }
  }
  if (p.page_break_first || is_on(child(props, "pageBreakBefore"))) {
    Block page;
    page.kind = BlockKind::PageBreak;
    page.place = b.place;
    if (is_on(child(props, "pageBreakBefore")) || !words) out.push_back(std::move(page));
    else p.after.push_back(std::move(page));
  }
  if (words) {
    b.runs = std::move(p.runs);
    out.push_back(std::move(b));
  }
  std::move(p.after.begin(), p.after.end(), std::back_inserter(out));
}

void Body::put(std::string_view text, const Around& around, const Run& look, Paragraph& p) {
  if (text.empty()) return;
  // The instruction of a field is no word on the page.
  for (const Field& f : fields_)
    if (!f.result) return;
  Run r = look;
  r.inserted = around.inserted;
  r.deleted = around.deleted;
  r.link = around.link;
  for (const Field& f : fields_)
    if (!f.link.empty()) r.link = f.link;
  r.text.clear();
  if (!p.runs.empty() && same_look(p.runs.back(), r)) {
    p.runs.back().text += text;
    return;
  }
  r.text = text;
  p.runs.push_back(std::move(r));
}

void Body::inlines(const pugi::xml_node& node, const Around& around, Paragraph& p) {
  for (const pugi::xml_node& n : node.children()) {
    const std::string_view name = local(n);
    if (name == "r") {
      run(n, around, p);
    } else if (one_of(name, {"ins", "del", "moveFrom", "moveTo"})) {
      inlines(n, changed(n, around), p);
    } else if (name == "hyperlink") {
      Around inner = around;
      if (const auto* r = find_relationship(rels_, attribute(n, "id"))) inner.link = r->target;
      else if (const auto anchor = attribute(n, "anchor"); !anchor.empty()) inner.link = "#" + std::string(anchor);
      inlines(n, inner, p);
    } else if (name == "fldSimple") {
      Around inner = around;
      if (const std::string link = link_of(attribute(n, "instr")); !link.empty()) inner.link = link;
      inlines(n, inner, p);
    } else if (name == "AlternateContent") {
      alternate(n, around, {}, p);
    } else if (name == "t") {  // mathematics keeps its runs as m:r, and some programs leave m:t alone
      put(all_text(n), around, {}, p);
    } else if (name == "p") {  // a paragraph inside a paragraph, against the standard
      blocks(node, around, p.after);
      return;
    } else if (!is_setting(name)) {
      inlines(n, around, p);
    }
  }
}

void Body::run(const pugi::xml_node& node, const Around& around, Paragraph& p) {
  const pugi::xml_node props = child(node, "rPr");
  Run look;
  look.bold = p.default_bold;
  look.italic = p.default_italic;
  look.hidden = p.hidden;
  if (const auto id = child(props, "rStyle")) {
    const Style& style = shared_.styles.resolved(attribute(id, "val"));
    look.bold = style.bold.value_or(look.bold);
    look.italic = style.italic.value_or(look.italic);
    look.underline = style.underline.value_or(look.underline);
    look.hidden = style.hidden.value_or(look.hidden);
  }
  if (const auto b = child(props, "b")) look.bold = is_on(b);
  if (const auto i = child(props, "i")) look.italic = is_on(i);
  if (const auto u = child(props, "u")) look.underline = is_on(u);
  if (const auto v = child(props, "vanish")) look.hidden = is_on(v);
  run_content(node, around, look, p);
}

void Body::run_content(const pugi::xml_node& node, const Around& around, const Run& look, Paragraph& p) {
  for (const pugi::xml_node& n : node.children()) {
    const std::string_view name = local(n);
    if (name == "t") {
      put(all_text(n), around, look, p);
    } else if (name == "delText") {
      Around inner = around;
      inner.deleted = true;
      put(all_text(n), inner, look, p);
    } else if (name == "tab" || name == "ptab") {
      put("\t", around, look, p);
    } else if (name == "br" || name == "cr") {
      if (attribute(n, "type") == "page") {
        if (p.runs.empty()) {
          p.page_break_first = true;
        } else {
          Block page;
          page.kind = BlockKind::PageBreak;
          page.place = place();
          p.after.push_back(std::move(page));
          put("\n", around, look, p);
        }
      } else {
        put("\n", around, look, p);
      }
    } else if (name == "noBreakHyphen") {
      put("\u2011", around, look, p);
    } else if (name == "softHyphen") {
      // Not seen inside a line, and it would cut names in two.
    } else if (name == "sym") {
      unsigned code = 0;
      const std::string_view hex = attribute(n, "char");
      std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
      char32_t plain = symbol(code, attribute(n, "font"));
      if (!plain && code > 0x20 && (code < 0xE000 || code > 0xF8FF)) plain = code;
      if (!plain) {
        plain = 0xFFFD;
        unread("a character of a symbol font", "the font decides what it looks like", false);
      }
      std::string text;
      append_utf8(text, plain);
      put(text, around, look, p);
    } else if (name == "fldChar") {
      field_char(n, look, p);
    } else if (name == "instrText") {
      if (!fields_.empty() && !fields_.back().result) fields_.back().instruction += all_text(n);
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      const std::string kind(name.substr(0, name.size() - 9));
      const std::string key = kind + " " + std::string(attribute(n, "id"));
      auto& label = shared_.note_labels[key];
      if (label.empty()) label = formatted_number(++shared_.notes_seen[kind], shared_.note_formats[kind]);
      put("[" + label + "]", around, look, p);
    } else if (name == "commentReference") {
      shared_.comment_places.emplace(attribute(n, "id"), part_ == "body" ? place().where : place().words());
    } else if (one_of(name, {"drawing", "pict", "object"})) {
      drawing(n, around, look, p);
    } else if (name == "AlternateContent") {
      alternate(n, around, look, p);
    } else if (name == "r") {
      run(n, around, p);
    } else if (!is_setting(name) && !one_of(name, {"footnoteRef", "endnoteRef"})) {
      run_content(n, around, look, p);
    }
  }
}

void Body::field_char(const pugi::xml_node& node, const Run& look, Paragraph& p) {
  const std::string_view type = attribute(node, "fldCharType");
  if (type == "begin") {
    if (fields_.size() > 64) return;
    Field field;
    const pugi::xml_node data = child(node, "ffData");
    if (const auto box = child(data, "checkBox")) {
      const pugi::xml_node state = child(box, "checked") ? child(box, "checked") : child(box, "default");
      field.box = is_on(state) ? "☒" : "☐";
    } else if (const auto choice = child(data, "ddList")) {
      int wanted = whole_number(attribute(child(choice, "result"), "val"), 0);
      for (const pugi::xml_node& entry : choice.children())
        if (local(entry) == "listEntry" && wanted-- == 0) field.box = attribute(entry, "val");
    }
    fields_.push_back(std::move(field));
  } else if (type == "separate") {
    if (fields_.empty()) return;
    fields_.back().result = true;
    fields_.back().link = link_of(fields_.back().instruction);
  } else if (type == "end") {
    if (fields_.empty()) return;
    const Field field = std::move(fields_.back());
    fields_.pop_back();
    if (!field.box.empty() && !field.result) put(field.box, {}, look, p);
  }
}

}  // namespace heed::document::docx

#include "document/docx/part_words.h"

namespace heed::document::docx {

using pugi::xml_node;
using text::Joined;

PartWords::PartWords(const xml_node& root, const Editor& editor) : editor_(editor) {
  flows_.emplace_back();
  collect(root, 0);
}

void PartWords::rewrite(const std::string& part) {
  write_pieces(part, false);
  write_pieces(part + " (fields)", true);
}

void PartWords::collect(const xml_node& node, std::size_t flow) {
  for (auto n : node.children()) {
    if (n.type() == pugi::node_pcdata) {
      const auto owner = local(node);
      const bool field = owner == "instrText";
      if (one_of(owner, {"t", "instrText"})) {
        flows_[flow].push_back({n, "", field});
      } else if (std::string_view(n.value()).find_first_not_of(" \t\r\n") != std::string_view::npos) {
        flows_[flow].push_back({{}, "\n"});
        flows_[flow].push_back({n, ""});
        flows_[flow].push_back({{}, "\n"});
      }
      continue;
    }
    if (n.type() != pugi::node_element) continue;
    const auto name = local(n);
    if (one_of(name, {"txbxContent", "txbx", "Choice", "Fallback", "rt"})) {
      // A box stands within a line of the page and is no part of its sentence.
      flows_.push_back({});
      collect(n, flows_.size() - 1);
      continue;
    }
    const bool edge = one_of(name, {"hyperlink", "sdt", "fldSimple"});
    if (edge) flows_[flow].push_back({{}, " ", false, true});
    const bool block = one_of(name, {"p", "tbl", "tr", "tc", "br", "cr", "footnote", "endnote", "pt", "ser", "sectPr", "title"});
    if (block) flows_[flow].push_back({{}, "\n"});
    else if (one_of(name, {"tab", "ptab"})) flows_[flow].push_back({{}, "\t"});
    else if (one_of(name, {"sym", "fldChar"}) && name == "sym") flows_[flow].push_back({{}, " "});
    collect(n, flow);
    if (edge) flows_[flow].push_back({{}, " ", false, true});
    if (block) flows_[flow].push_back({{}, "\n"});
  }
}

// Where the edge of a link meets letters on both sides, read with the two kept apart first; then as it stands, so that a
// name split over a link is found.
void PartWords::write_pieces(const std::string& part, bool fields) {
  write_reading(part, fields, true);
  write_reading(part, fields, false);
  for (auto& flow : flows_)
    for (auto& piece : flow)
      if (piece.text && piece.field == fields && *piece.text.value() == 0) {
        piece.text.parent().remove_child(piece.text);
        piece.text = {};
      }
}

void PartWords::write_reading(const std::string& part, bool fields, bool apart) {
  Joined joined;
  std::vector<xml_node> nodes;
  bool glued = false, at_edge = false;
  char last = ' ';
  auto letter = [](char c) { return (c & 0x80) || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
  for (const auto& flow : flows_) {
    joined.separate();
    last = ' ';
    for (const auto& piece : flow) {
      if (piece.link) {
        at_edge = true;
        if (apart) joined.separate(piece.by);
      } else if (!piece.text) {
        joined.separate(piece.by);
        last = ' ';
      } else if (piece.field == fields) {
        const std::string_view words = piece.text.value();
        joined.add(words);
        nodes.push_back(piece.text);
        if (words.empty()) continue;
        glued = glued || (at_edge && letter(last) && letter(words.front()));
        at_edge = false;
        last = words.back();
      }
    }
  }
  if (nodes.empty() || (apart && !glued)) return;
  const auto now = joined.apply(editor_(joined.text(), part));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (now[i] == joined.piece(i)) continue;
    auto owner = nodes[i].parent();
    nodes[i].set_value(now[i].c_str());
    const bool edge = !now[i].empty() && (now[i].front() == ' ' || now[i].back() == ' ');
    if (edge && one_of(local(owner), {"t", "instrText"}) && !owner.attribute("xml:space")) owner.append_attribute("xml:space") = "preserve";
  }
}

}  // namespace heed::document::docx
